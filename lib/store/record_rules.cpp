#include "store/record_rules.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/rate.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

/// Where a row's cells of named fields are; nothing unless all are there.
class Positions {
 public:
  Positions(const Kind& kind, const std::vector<std::size_t>& fields) : kind_(kind), fields_(fields) {}
  std::optional<std::size_t> of(const char* field) const {
    const auto it = std::ranges::find(fields_, kind_.index(field));
    if (it == fields_.end()) return std::nullopt;
    return static_cast<std::size_t>(it - fields_.begin());
  }

 private:
  const Kind& kind_;
  const std::vector<std::size_t>& fields_;
};

bool is_there(const Cell& cell) { return cell.type != Cell::Type::null; }

void check_refund(const Cell& kind, const Cell& amount, const Place& place) {
  if (kind.text != "refund" || amount.integer <= 0) return;
  throw DataError(tr("amount: a refund's amount must not be above zero"), tr("write refunds with a minus sign"), place);
}

void check_other(const Cell& id, const Cell& refund_of, const Place& place) {
  if (!is_there(refund_of) || id.text != refund_of.text) return;
  throw DataError(tr("refund_of: the order \"{}\" cannot give back itself", printable(id.text)), tr("name the order that was given back"), place);
}

void check_share(const char* field, const Cell& share, const Place& place) {
  if (!is_there(share) || (0 <= share.integer && share.integer <= Rate::one)) return;
  throw DataError(tr("{}: {} is not between 0% and 100%", field, format_percent(Rate{share.integer})), {}, place);
}

void check_score(const Cell& kind, const Cell& score, const Place& place) {
  if (score.type != Cell::Type::real) return;
  const bool nps = kind.text == "nps";
  const double least = nps ? 0 : 1;
  const double most = nps ? 10 : 5;
  if (score.real < least || score.real > most) {
    throw DataError(tr("score: {} is not on the scale of {}, {} to {}", fmt::format("{:g}", score.real), nps ? "nps" : "csat", least, most),
                    tr("rescale the answers, or give the survey's kind, csat or nps"), place);
  }
}

void check_days(const char* first, const Cell& from, const char* last, const Cell& to, const Place& place) {
  if (!is_there(from) || !is_there(to) || from.text <= to.text) return;
  throw DataError(tr("{}: {} is before {}, {}", last, to.text, first, from.text), {}, place);
}

}  // namespace

RecordRules::RecordRules(const Kind& kind, const std::vector<std::size_t>& fields) {
  const Positions positions(kind, fields);
  const auto place = [](const Record& record, const std::string& file) { return Place{file, record.line, 0}; };
  const auto share = [&](const char* field) {
    if (const auto at = positions.of(field)) {
      rules_.emplace_back([=](const Record& r, const std::string& file) { check_share(field, r.cells[*at], place(r, file)); });
    }
  };
  const auto days = [&](const char* first, const char* last) {
    const auto from = positions.of(first);
    const auto to = positions.of(last);
    if (!from || !to) return;
    rules_.emplace_back([=](const Record& r, const std::string& file) { check_days(first, r.cells[*from], last, r.cells[*to], place(r, file)); });
  };
  const auto by_kind = [&](const char* field, auto rule) {
    const auto sort = positions.of("kind");
    const auto at = positions.of(field);
    if (!sort || !at) return;
    rules_.emplace_back([=](const Record& r, const std::string& file) { rule(r.cells[*sort], r.cells[*at], place(r, file)); });
  };
  if (kind.name == "order") by_kind("amount", check_refund);
  if (kind.name == "order") {
    const auto id = positions.of("id");
    const auto back = positions.of("refund_of");
    if (id && back) rules_.emplace_back([=](const Record& r, const std::string& file) { check_other(r.cells[*id], r.cells[*back], place(r, file)); });
  }
  if (kind.name == "survey") by_kind("score", check_score);
  if (kind.name == "okr_checkin") share("confidence");
  if (kind.name == "opportunity") share("probability");
  if (kind.name == "opportunity") days("created_on", "closed_on");
  if (kind.name == "rep") days("hired_on", "left_on");
  if (kind.name == "absence") days("from_on", "to_on");
  if (kind.name == "quote") days("quoted_on", "valid_until");
  if (kind.name == "survey") days("sent_on", "answered_on");
  if (kind.name == "ticket") days("opened_on", "closed_on");
  if (kind.name == "task") days("created_on", "done_on");
}

}  // namespace salesctl
