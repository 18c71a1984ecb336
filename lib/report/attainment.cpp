#include "report/attainment.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/proportion.hpp"

namespace salesctl {
namespace {

/// A scope's numbers, one per slice.
struct Node {
  ScopeLevel level = ScopeLevel::company;
  std::string scope;
  std::string name;
  std::string parent;
  int depth = 0;
  std::size_t up = 0;  // the node above
  bool shown = true;
  std::vector<Money> actual;
  std::vector<Money> last_year;
  std::vector<std::optional<Money>> target;
  std::vector<std::optional<Money>> due;
};

using RepPlace = std::pair<std::int64_t, std::int64_t>;  // rep key, team key (-1: directly under the company)

/// The scope tree with room for numbers. Reps stand under every team they have anything to show in.
class Tree {
 public:
  Tree(const Organisation& organisation, std::size_t slices) : organisation_(organisation), slices_(slices) {
    add({ScopeLevel::company, "company", organisation.company, {}, 0, 0, true, {}, {}, {}, {}});
    for (const Team& team : organisation.teams) teams_.emplace(static_cast<std::int64_t>(team.key), 0);
    for (const Team& team : organisation.teams) place(team);
    for (const Rep& rep : organisation.reps) reps_.emplace(static_cast<std::int64_t>(rep.key), &rep);
  }

  Node& company() { return nodes_.front(); }
  Node* team(std::int64_t key) {
    const auto it = teams_.find(key);
    return it == teams_.end() ? nullptr : &nodes_[it->second];
  }
  /// -1 for the company itself.
  std::int64_t team_key(std::string_view id) const {
    const auto it = std::ranges::find(organisation_.teams, id, &Team::id);
    return it == organisation_.teams.end() ? -1 : static_cast<std::int64_t>(it->key);
  }
  const Rep* rep(std::int64_t key) const {
    const auto it = reps_.find(key);
    return it == reps_.end() ? nullptr : it->second;
  }

  /// The node of a rep in a team; rep null: of facts without a rep.
  Node& rep_node(const Rep* rep, std::int64_t team) {
    const RepPlace key{rep == nullptr ? 0 : static_cast<std::int64_t>(rep->key), team};
    const auto it = rep_nodes_.find(key);
    if (it != rep_nodes_.end()) return nodes_[it->second];
    const std::size_t up = team < 0 ? 0 : teams_.at(team);
    rep_nodes_.emplace(key, nodes_.size());
    return add({ScopeLevel::rep, rep == nullptr ? "" : rep->id, rep == nullptr ? "" : rep->name, nodes_[up].scope,
                nodes_[up].depth + 1, up, true, {}, {}, {}, {}});
  }

  /// Adds every rep's actuals to the scopes above.
  void roll_up() {
    for (const auto& [place, index] : rep_nodes_) {
      std::size_t up = nodes_[index].up;
      for (;;) {
        for (std::size_t i = 0; i < slices_; ++i) {
          nodes_[up].actual[i] += nodes_[index].actual[i];
          nodes_[up].last_year[i] += nodes_[index].last_year[i];
        }
        if (up == 0) break;
        up = nodes_[up].up;
      }
    }
  }

  /// Depth first: a team, its teams, its reps, each by id.
  std::vector<const Node*> in_order() const {
    std::vector<std::vector<std::size_t>> below(nodes_.size());
    for (std::size_t i = 1; i < nodes_.size(); ++i) below[nodes_[i].up].push_back(i);
    std::vector<const Node*> order;
    const auto visit = [&](const auto& self, std::size_t at) -> void {
      order.push_back(&nodes_[at]);
      std::ranges::sort(below[at], {}, [&](std::size_t i) {
        return std::tuple(nodes_[i].level, nodes_[i].scope.empty(), nodes_[i].scope);
      });
      for (const std::size_t i : below[at]) self(self, i);
    };
    visit(visit, 0);
    return order;
  }

 private:
  Node& add(Node node) {
    node.actual.resize(slices_);
    node.last_year.resize(slices_);
    node.target.resize(slices_);
    node.due.resize(slices_);
    nodes_.push_back(std::move(node));
    return nodes_.back();
  }

  std::size_t place(const Team& team) {
    std::size_t& index = teams_.at(static_cast<std::int64_t>(team.key));
    if (index != 0) return index;
    std::size_t up = 0;
    for (const TeamKey above : with_ancestors(organisation_, team.key)) {
      if (above != team.key) {
        up = place(organisation_.team(above));
        break;
      }
    }
    index = nodes_.size();
    add({ScopeLevel::team, team.id, team.name, nodes_[up].scope, nodes_[up].depth + 1, up, true, {}, {}, {}, {}});
    return index;
  }

  const Organisation& organisation_;
  std::size_t slices_;
  std::vector<Node> nodes_;
  std::unordered_map<std::int64_t, std::size_t> teams_;
  std::unordered_map<std::int64_t, const Rep*> reps_;
  std::map<RepPlace, std::size_t> rep_nodes_;
};

std::int64_t team_number(std::optional<TeamKey> team) { return team ? static_cast<std::int64_t>(*team) : -1; }

/// `figures`: those of a node that the sums belong to; `slices`: the days of each, in order.
void add_sums(Tree& tree, const std::vector<DaySum>& sums, const std::vector<Span>& slices, std::vector<Money> Node::*figures) {
  if (slices.empty()) return;
  const int first = day_number(slices.front().from);
  std::vector<std::size_t> slice_of;
  for (std::size_t i = 0; i < slices.size(); ++i) {
    slice_of.resize(static_cast<std::size_t>(day_number(slices[i].to) - first), i);
  }
  for (const DaySum& sum : sums) {
    const int offset = sum.day - first;
    if (offset < 0 || static_cast<std::size_t>(offset) >= slice_of.size()) continue;
    const Rep* rep = tree.rep(sum.rep_key);
    const std::int64_t team = rep == nullptr ? -1 : team_number(team_on(*rep, from_day_number(sum.day)));
    (tree.rep_node(rep, team).*figures)[slice_of[static_cast<std::size_t>(offset)]] += Money{sum.value};
  }
}

Node* node_of(Tree& tree, const GoalScope& scope) {
  if (scope.level == ScopeLevel::company) return &tree.company();
  if (scope.level == ScopeLevel::team) return tree.team(scope.key);
  const Rep* rep = tree.rep(scope.key);
  if (rep == nullptr) return nullptr;
  return &tree.rep_node(rep, tree.team_key(scope.parent));
}

bool holds(Span outer, Span inner) { return outer.from <= inner.from && inner.to <= outer.to; }

/// The units of which the plan's periods that lie in the slice cover it without a rest, the coarsest first.
std::vector<PeriodUnit> tiling_units(const Targets& targets, Span slice) {
  std::map<PeriodUnit, int, std::greater<>> days;
  for (const auto& [period, unit] : targets.periods) {
    if (holds(slice, period.span)) days[unit] += period.span.days();
  }
  std::vector<PeriodUnit> units;
  for (const auto& [unit, covered] : days) {
    if (covered == slice.days()) units.push_back(unit);
  }
  return units;
}

/// Where a slice has its targets from: a plan's part of it, and the units that make that up.
struct Source {
  const Targets& targets;
  Span span;
  std::vector<PeriodUnit> units;
};

/// The newest plan that covers the slice, else all that tile it.
std::vector<Source> sources(const std::vector<PlanTargets>& plans, Span slice) {
  for (std::size_t i = plans.size(); i-- > 0;) {
    if (!holds(plans[i].span, slice)) continue;
    std::vector<PeriodUnit> units = tiling_units(plans[i].targets, slice);
    if (!units.empty()) return {{plans[i].targets, slice, std::move(units)}};
  }
  int covered = 0;
  std::vector<Source> parts;
  for (const PlanTargets& plan : plans) {
    if (!holds(slice, plan.span)) continue;
    covered += plan.span.days();
    std::vector<PeriodUnit> units = tiling_units(plan.targets, plan.span);
    if (!units.empty()) parts.push_back({plan.targets, plan.span, std::move(units)});
  }
  return covered == slice.days() ? parts : std::vector<Source>{};
}

void add_to(std::optional<Money>& sum, Money amount) { sum = sum.value_or(Money{}) + amount; }

/// Sums of the targets of one unit, by scope, of the periods that `counts` says.
std::map<std::uint32_t, Money> sums_of(const Source& source, PeriodUnit unit, const auto& counts) {
  std::vector<bool> counted;
  for (const GoalPeriod& of : source.targets.periods) counted.push_back(of.unit == unit && holds(source.span, of.period.span) && counts(of.period.span));
  std::map<std::uint32_t, Money> sums;
  for (const GoalCell& cell : source.targets.cells) {
    if (counted[cell.period]) sums[cell.scope] += cell.amount;
  }
  return sums;
}

void add_targets(Tree& tree, const Source& source, std::size_t index) {
  for (const auto& [scope, sum] : sums_of(source, source.units.front(), [](Span) { return true; })) {
    if (Node* node = node_of(tree, source.targets.scopes[scope])) add_to(node->target[index], sum);
  }
}

void add_due(Tree& tree, const Source& source, std::size_t index, const KnownDay& known) {
  const PeriodUnit shortest = source.units.back();
  for (const auto& [scope, sum] : sums_of(source, shortest, [&](Span span) { return span.to <= known.as_of + std::chrono::days{1}; })) {
    if (Node* node = node_of(tree, source.targets.scopes[scope])) add_to(node->due[index], sum);
  }
  for (const GoalPeriod& of : source.targets.periods) {
    const bool runs = of.unit == shortest && of.period.span.from <= known.as_of && known.as_of + std::chrono::days{1} < of.period.span.to;
    if (!runs || !holds(source.span, of.period.span)) continue;
    for (const auto& [scope, sum] : sums_of(source, shortest, [&](Span span) { return span == of.period.span; })) {
      const GoalScope& goal = source.targets.scopes[scope];
      Node* node = node_of(tree, goal);
      if (node == nullptr) continue;
      const Rep* rep = goal.level == ScopeLevel::rep ? tree.rep(goal.key) : nullptr;
      const Elapsed gone = elapsed(known.calendar, rep == nullptr ? of.period.span : employed(*rep, of.period.span), known.as_of);
      add_to(node->due[index], gone.all == 0 ? Money{} : in_proportion(sum, gone.worked, gone.all));
    }
  }
}

AttainmentRow row_of(const Node& node, const Period& period, bool whole) {
  return {node.level, node.scope, node.name, node.parent, node.depth, period, whole, {}, {}};
}

/// numerator / denominator to four decimals, half-even.
Rate ratio(Wide numerator, Wide denominator) { return Rate{rounded(numerator * 10'000, denominator).minor * (Rate::one / 10'000)}; }

/// The days of the span up to and with the day known.
Span known_days(Span span, Date as_of) { return {span.from, std::max(span.from, std::min(span.to, as_of + std::chrono::days{1}))}; }

/// The same days a year before.
Span year_before(Span span) { return {add_months(span.from, -12), add_months(span.to, -12)}; }

}  // namespace

std::optional<Rate> AttainmentRow::attainment() const {
  if (!target || target->minor <= 0) return std::nullopt;
  return ratio(actual.minor, target->minor);
}

std::optional<Rate> AttainmentRow::pace(const Elapsed& gone) const {
  if (!target || target->minor <= 0 || gone.worked == 0) return std::nullopt;
  if (due) return due->minor <= 0 ? std::nullopt : std::optional(ratio(actual.minor, due->minor));
  return ratio(static_cast<Wide>(actual.minor) * gone.all, static_cast<Wide>(target->minor) * gone.worked);
}

std::optional<Money> AttainmentRow::run_rate(const Elapsed& gone) const {
  if (gone.worked == 0) return std::nullopt;
  if (due && due->minor > 0 && target) return in_proportion(actual, target->minor, due->minor);
  return in_proportion(actual, gone.all, gone.worked);
}

std::optional<Rate> Elapsed::share() const {
  if (all == 0) return std::nullopt;
  return ratio(worked, all);
}

Elapsed elapsed(const Calendar& calendar, Span span, Date as_of) {
  return {working_days(calendar, known_days(span, as_of)), working_days(calendar, span)};
}

Span compared_days(Span span, Date as_of) { return year_before(known_days(span, as_of)); }

std::optional<Money> AttainmentRow::gap() const {
  if (!target) return std::nullopt;
  return actual - *target;
}

std::vector<AttainmentRow> attainment(const Organisation& organisation, const std::vector<DaySum>& actuals,
                                      const std::vector<PlanTargets>& plans, const Period& period,
                                      const std::vector<Period>& slices, ScopeLevel to, const std::vector<DaySum>* last_year,
                                      const KnownDay* known) {
  const bool several = slices.size() > 1;
  std::vector<Period> columns = slices;
  if (several) columns.push_back(period);
  Tree tree(organisation, columns.size());
  for (const Rep& rep : organisation.reps) {
    const Span there = employed(rep, period.span);
    if (!there.empty()) tree.rep_node(&rep, team_number(team_on(rep, there.to - std::chrono::days{1})));
  }
  std::vector<Span> spans;
  std::vector<Span> spans_before;
  for (const Period& slice : slices) {
    spans.push_back(slice.span);
    spans_before.push_back(year_before(slice.span));
  }
  add_sums(tree, actuals, spans, &Node::actual);
  if (last_year != nullptr) add_sums(tree, *last_year, spans_before, &Node::last_year);
  tree.roll_up();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    for (const Source& source : sources(plans, columns[i].span)) {
      add_targets(tree, source, i);
      if (known != nullptr) add_due(tree, source, i, *known);
    }
  }
  std::vector<AttainmentRow> rows;
  const std::vector<const Node*> nodes = tree.in_order();
  rows.reserve(nodes.size() * columns.size());
  for (const Node* node : nodes) {
    if (node->level > to) continue;
    Money sum;
    Money sum_before;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const bool whole = several && i + 1 == columns.size();
      AttainmentRow row = row_of(*node, columns[i], whole);
      row.actual = whole ? sum : node->actual[i];
      row.target = node->target[i];
      row.due = node->due[i];
      if (last_year != nullptr) row.last_year = whole ? sum_before : node->last_year[i];
      sum += row.actual;
      sum_before += row.last_year.value_or(Money{});
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

std::vector<LeaderboardRow> leaderboard(const Organisation& organisation, const std::vector<AttainmentRow>& rows, bool by_attainment) {
  std::map<std::string, AttainmentRow> sums;
  for (const AttainmentRow& row : rows) {
    if (row.level != ScopeLevel::rep || row.scope.empty()) continue;
    const auto [it, fresh] = sums.try_emplace(row.scope, row);
    if (fresh) continue;
    it->second.actual += row.actual;
    if (row.target) it->second.target = it->second.target.value_or(Money{}) + *row.target;
  }
  std::vector<LeaderboardRow> board;
  for (const auto& [id, sum] : sums) {
    const auto rep = std::ranges::find(organisation.reps, id, &Rep::id);
    const auto team = team_on(*rep, sum.period.span.to - std::chrono::days{1});
    board.push_back({0, id, sum.name, team ? organisation.team(*team).id : "", sum.actual, sum.target, sum.attainment()});
  }
  if (by_attainment) std::erase_if(board, [](const LeaderboardRow& row) { return !row.attainment; });
  const auto result = [&](const LeaderboardRow& row) { return by_attainment ? row.attainment->billionths : row.actual.minor; };
  std::ranges::stable_sort(board, std::ranges::greater{}, result);
  for (std::size_t i = 0; i < board.size(); ++i) {
    board[i].rank = i > 0 && result(board[i]) == result(board[i - 1]) ? board[i - 1].rank : static_cast<int>(i) + 1;
  }
  return board;
}

}  // namespace salesctl
