// The pay ledger: what was paid to whom, for what and why. Lines are never changed; a run writes new versions of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/money.hpp"
#include "base/period.hpp"
#include "model/organisation.hpp"
#include "model/pay_plan.hpp"

namespace salesctl {

/// What a line says. Lines of rate and each hold rows; the amounts of all lines of a run sum to what is paid.
///  rate   rows at a rate                       each   rows at an amount each
///  raise  rows of before in the same running total whose rate has risen, at the difference
///  cap, floor   what a limit takes off or adds
///  bonus  a step reached                       share  a part of pay of others (override of components)
///  draw   topped up (above 0) or paid back     guarantee   topped up and kept
///  total  a running total and its tier; pays nothing      benefit   beside money; pays nothing
enum class LineKind { rate, each, raise, cap, floor, bonus, share, draw, guarantee, total, benefit };
const char* to_string(LineKind kind);
/// Throws ValueError.
LineKind parse_line_kind(std::string_view text);

/// A row, or a part of one, that a line pays for. Keys are of orders, or of payments where `basis` is collected.
struct PayPart {
  std::int64_t source = 0;  // the order or payment
  std::int64_t origin = 0;  // the order it belongs to: of a refund, the order given back
  Money amount;             // of the basis, less what was given back in the same period
  std::int64_t units = 0;   // millionths; where an amount each is paid
  bool operator==(const PayPart&) const = default;
};

/// A sentence with its values, translated where it is shown.
struct PayReason {
  std::string text;                 // in English, with {} for each value
  std::vector<std::string> values;
  bool operator==(const PayReason&) const = default;
};
std::string to_string(const PayReason& reason);           // translated
std::string in_english(const PayReason& reason);
std::string stored_form(const PayReason& reason);          // text|value|value
PayReason parse_reason_form(std::string_view stored);

struct PayLine {
  std::int64_t key = 0;  // in the store; 0: not yet there
  std::string period;    // the pay period it is paid in, its days and how often such come
  Span span;
  PeriodUnit every = PeriodUnit::month;
  std::string about;     // the period whose rows it pays for: of corrections and of what came late, the earlier one
  RepKey rep{};
  std::string plan;
  std::string component;
  PayType type = PayType::commission;
  LineKind kind = LineKind::rate;
  PayBasis basis = PayBasis::revenue;
  std::optional<Rate> rate;
  std::optional<Money> each;  // an amount each; of cap and floor: the limit
  Money sum;                  // of the basis; of bonus: the actual
  Money amount;               // paid
  std::optional<std::int64_t> adjusts;  // the key of the line it corrects
  PayReason reason;
  std::string place;          // of the rule: salesctl.yaml:12
  std::vector<PayPart> parts;
  bool operator==(const PayLine&) const = default;
};

/// Whether the line pays for rows one by one.
inline bool holds_rows(const PayLine& line) { return line.kind == LineKind::rate || line.kind == LineKind::each || line.kind == LineKind::raise; }

/// A credited part of an order or payment. Money in minor units.
struct PayRow {
  std::int64_t source = 0;
  std::int64_t origin = 0;       // as in PayPart
  std::uint32_t rep = 0;         // its place in Organisation::reps
  std::uint32_t terms = 0;       // its place in PayFacts::terms
  Date day;
  Date origin_day;               // of the order it belongs to
  Money amount;
  Money cost;                    // none of payments
  std::int64_t units = 0;        // quantity in millionths

  Money of(PayBasis basis) const { return basis == PayBasis::margin ? amount - cost : amount; }
  bool operator==(const PayRow&) const = default;
};

/// What rates may go by, of the order a row belongs to.
struct PayTerms {
  std::string product;
  std::string series;
  std::string category;
  std::string customer_class;  // on the day of the order
  std::string kind;
  auto operator<=>(const PayTerms&) const = default;
};

/// The rows whose conditions hold; as long as the list of rows.
struct PayCondition {
  std::string when;
  bool payments = false;
  std::vector<bool> met;
};

/// Rows by rep, then date, then key.
struct PayFacts {
  std::vector<PayRow> orders;
  std::vector<PayRow> payments;
  std::vector<PayTerms> terms;
  std::vector<PayCondition> conditions;
};

}  // namespace salesctl
