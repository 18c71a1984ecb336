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
};

using RepPlace = std::pair<std::int64_t, std::int64_t>;  // rep key, team key (-1: directly under the company)

/// The scope tree with room for numbers. Reps stand under every team they have anything to show in.
class Tree {
 public:
  Tree(const Organisation& organisation, std::size_t slices) : organisation_(organisation), slices_(slices) {
    add({ScopeLevel::company, "company", organisation.company, {}, 0, 0, true, {}, {}, {}});
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
                nodes_[up].depth + 1, up, true, {}, {}, {}});
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
    add({ScopeLevel::team, team.id, team.name, nodes_[up].scope, nodes_[up].depth + 1, up, true, {}, {}, {}});
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

/// Whether the plan's periods of one unit that lie in the slice cover it without a rest; if so which unit.
std::optional<PeriodUnit> tiling_unit(const Targets& targets, Span slice) {
  std::map<PeriodUnit, int, std::greater<>> days;
  for (const auto& [period, unit] : targets.periods) {
    if (holds(slice, period.span)) days[unit] += period.span.days();
  }
  for (const auto& [unit, covered] : days) {
    if (covered == slice.days()) return unit;
  }
  return std::nullopt;
}

void add_targets_of(Tree& tree, const Targets& targets, PeriodUnit unit, Span slice, std::size_t index) {
  std::vector<bool> counts;
  for (const GoalPeriod& of : targets.periods) counts.push_back(of.unit == unit && holds(slice, of.period.span));
  std::map<std::uint32_t, Money> sums;  // by scope
  for (const GoalCell& cell : targets.cells) {
    if (counts[cell.period]) sums[cell.scope] += cell.amount;
  }
  for (const auto& [scope, sum] : sums) {
    if (Node* node = node_of(tree, targets.scopes[scope])) node->target[index] = node->target[index].value_or(Money{}) + sum;
  }
}

void add_targets(Tree& tree, const std::vector<PlanTargets>& plans, Span slice, std::size_t index) {
  for (auto plan = plans.rbegin(); plan != plans.rend(); ++plan) {
    if (!holds(plan->span, slice)) continue;
    if (const auto unit = tiling_unit(plan->targets, slice)) {
      add_targets_of(tree, plan->targets, *unit, slice, index);
      return;
    }
  }
  int covered = 0;
  for (const PlanTargets& plan : plans) {
    if (holds(slice, plan.span)) covered += plan.span.days();
  }
  if (covered != slice.days()) return;
  for (const PlanTargets& plan : plans) {
    if (!holds(slice, plan.span)) continue;
    if (const auto unit = tiling_unit(plan.targets, plan.span)) add_targets_of(tree, plan.targets, *unit, plan.span, index);
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
  return ratio(static_cast<Wide>(actual.minor) * gone.all, static_cast<Wide>(target->minor) * gone.worked);
}

std::optional<Money> AttainmentRow::run_rate(const Elapsed& gone) const {
  if (gone.worked == 0) return std::nullopt;
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
                                      const std::vector<Period>& slices, ScopeLevel to, const std::vector<DaySum>* last_year) {
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
  for (std::size_t i = 0; i < columns.size(); ++i) add_targets(tree, plans, columns[i].span, i);
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
      if (last_year != nullptr) row.last_year = whole ? sum_before : node->last_year[i];
      sum += row.actual;
      sum_before += row.last_year.value_or(Money{});
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

std::vector<LeaderboardRow> leaderboard(const Organisation& organisation, const std::vector<AttainmentRow>& rows) {
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
  std::ranges::stable_sort(board, std::ranges::greater{}, &LeaderboardRow::actual);
  for (std::size_t i = 0; i < board.size(); ++i) {
    board[i].rank = i > 0 && board[i].actual == board[i - 1].actual ? board[i - 1].rank : static_cast<int>(i) + 1;
  }
  return board;
}

}  // namespace salesctl
