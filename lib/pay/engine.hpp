// What the parts of a pay run share. Of this room only.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "pay/holding.hpp"
#include "pay/pay.hpp"
#include "pay/stretch.hpp"

namespace salesctl::pay {

/// A row less what was given back of it in the same period.
struct NetRow {
  const PayRow* row = nullptr;
  Money amount;
  std::int64_t units = 0;
  bool alone = false;  // given back, of something that was never paid for
};

/// What is given back of something that earlier lines hold.
struct Return {
  const PayRow* row = nullptr;
  Money amount;  // below zero
};

struct Netted {
  std::vector<NetRow> rows;  // by day, then key
  std::vector<Return> returns;
};

bool is_return(const PayRow& row, PayBasis basis);
bool is_bonus(PayType type);
/// Another text where another rule decides, as choices() keeps it.
std::string choice(const PayProblem& problem, const PayPlan& plan, const PayComponent& component);

/// Rows and lines of one rep and origin.
using OriginKey = std::pair<RepKey, std::int64_t>;
struct OriginHash {
  std::size_t operator()(const OriginKey& key) const {
    return std::hash<std::int64_t>()(static_cast<std::int64_t>(key.first) * 1'000'003 + key.second);
  }
};

class Engine {
 public:
  explicit Engine(const PayProblem& problem);
  PayRun run();

 private:
  /// For what goes by targets and actuals, without the rows.
  Engine(const PayProblem& problem, const Period& period);
  // rows.cpp
  std::span<const PayRow> rows_of(std::size_t rep, PayBasis basis, Span days) const;
  bool meets(const PayComponent& component, const PayRow& row) const;
  Netted net(std::size_t rep, PayBasis basis, Span days) const;
  const Netted& current(std::size_t rep, PayBasis basis);
  bool is_held(RepKey rep, PayBasis basis, std::int64_t origin) const;

  // engine.cpp
  Period window(const PayComponent& component, const Period& period) const;
  const Stretch& in_window(const Stretch& stretch, const PayComponent& component, const Period& period);
  const std::vector<Stretch>& long_stretches(const Period& whole);
  const std::vector<Stretch>& of_window(const PayComponent& component);
  static Money scaled(Money amount, const PayComponent& component, const Stretch& stretch, const Period& whole);
  const PeopleTargets* targets_of(const PayComponent& component, const Period& period) const;
  std::optional<Money> target(const PayComponent& component, const Stretch& stretch, const Period& period) const;
  std::string place(const Place& place) const;
  std::string money(Money amount) const;
  PayLine line(std::size_t rep, const PayPlan& plan, const PayComponent& component, LineKind kind) const;
  void add(PayLine line) { run_.lines.push_back(std::move(line)); }
  void limit(const Stretch& stretch, const PayComponent& component, std::size_t first);
  void pay_draws(const Stretch& stretch, const PayPlan& plan, std::vector<PayLine>& draws);
  void note_once(PayReason note);
  void sort_lines();

  // commission.cpp
  /// A part of a row and what it is paid at.
  struct Priced {
    std::size_t row = 0;
    std::size_t tier = 0;
    Money amount;
    PayPrice price;
    const RateRow* rate_row = nullptr;  // none: the component's own price
  };
  /// A component's table with its bounds in money.
  struct Table {
    std::vector<Money> ends;
    std::optional<Money> threshold;
    std::optional<Money> target;
    Period whole;
  };
  void find_rates();
  Table table(const Stretch& stretch, const PayComponent& component, const Period& period);
  std::string end_text(const PayComponent& component, const Table& table, std::size_t tier) const;
  std::string why(const PayComponent& component, const Priced& part) const;
  std::vector<Priced> price(const PayComponent& component, const Table& table, const std::vector<NetRow>& rows, std::optional<Money> start) const;
  void group(const Stretch& stretch, const PayComponent& component, const std::vector<NetRow>& rows, const std::vector<Priced>& priced,
             const Table& table, const Period* late);
  void raise(const Stretch& stretch, const PayComponent& component, const Table& table, const std::vector<NetRow>& earlier,
             const std::vector<NetRow>& all);
  void tell_total(const Stretch& stretch, const PayComponent& component, const Table& table, Money total);
  void pay_commission(const Stretch& stretch, const PayComponent& component);

  // spiff.cpp
  struct SpiffRow {
    std::size_t rep = 0;
    NetRow net;
    std::int64_t units = 0;  // millionths
  };
  std::vector<SpiffRow> spiff_rows(std::size_t plan, const PayComponent& component);
  PayLine spiff_line(std::size_t rep, const PayPlan& plan, const PayComponent& component, Money each, PayReason reason) const;
  void pay_spiff(const PayPlan& plan, const PayComponent& component);

  // bonus.cpp
  int decimals_of(const std::string& metric) const;
  Money actual(const std::string& metric, const Stretch& stretch) const;
  void pay_bonus(const Stretch& stretch, const PayComponent& component);
  void pay_left_bonus(const PayPlan& plan, const PayComponent& component);
  struct TeamResult {
    Money done;
    std::map<std::size_t, std::int64_t> own;  // by rep
  };
  TeamResult team_result(const std::string& metric, TeamKey team, Span days) const;
  void pay_team(const PayPlan& plan, const PayComponent& component, const Period& whole, TeamKey team, const std::map<std::size_t, std::int64_t>& days);
  void pay_team_bonus(const PayPlan& plan, const PayComponent& component);

  // override.cpp
  bool manages(std::size_t manager, std::size_t rep, Date day) const;
  Money paid_to_teams(std::size_t manager, const PayComponent& component) const;
  void pay_override(const Stretch& stretch, const PayComponent& component);

  // adjust.cpp
  void read_held();
  void adjust();
  void write_changes(Holding& holding);
  void limit_again(Holding& holding, const std::map<std::string, Money>& late);
  void limit_all_again(std::size_t first);
  void correct_closed(Holding& holding);
  std::vector<const PayRow*> counted_rows(const Holding& holding, Span days) const;

  // late_bonus.cpp
  void correct_bonuses();
  std::map<RepKey, PayLine> bonus_now(const PayPlan& plan, const PayComponent& component);
  void correct_bonus(Engine& past, const PayPlan& plan, const PayComponent& component, const std::vector<const PayLine*>& held);

  // late.cpp
  void pay_late_rows();
  void pay_late(const Stretch& stretch, const PayComponent& component, const Period& period, const Holding* holding);
  std::vector<NetRow> late_rows(const Stretch& stretch, const PayComponent& component, const Period& period, const Holding* holding) const;
  bool is_known(const Holding* holding, const PayRow& row, PayBasis basis) const;

  const PayProblem& p_;
  Period period_;  // that is paid for: the problem's or, to see what is to be corrected, a closed one
  PayRun run_;
  std::vector<Stretch> stretches_;
  std::map<std::string, std::vector<Stretch>> long_stretches_;  // by window
  std::vector<std::pair<std::size_t, std::size_t>> orders_;    // of each rep: first and last place in facts
  std::vector<std::pair<std::size_t, std::size_t>> payments_;
  std::map<std::pair<std::size_t, PayBasis>, Netted> current_;
  std::unordered_set<OriginKey, OriginHash> held_[3];          // by basis: what has been paid for
  std::vector<Holding> holdings_;
  std::map<std::tuple<RepKey, std::string, std::string>, std::size_t> holding_of_;  // rep, plan, component
  mutable std::map<std::string, std::unordered_map<std::int64_t, std::vector<DaySum>>> actuals_;  // by metric and rep
  std::unordered_map<const PayComponent*, std::vector<const RateRow*>> rates_;  // of those with rates, by the facts' terms
  std::unordered_map<RepKey, Money> debts_;
  std::unordered_map<RepKey, std::size_t> rep_index_;
  mutable std::map<TeamKey, std::vector<std::size_t>> managers_above_;
  std::set<std::string> noted_;
};

}  // namespace salesctl::pay
