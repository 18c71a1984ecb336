// What assign leads and assign customers show.
#include <algorithm>
#include <cmath>
#include <map>

#include "assign.hpp"
#include "assign/fairness.hpp"
#include "base/message.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

/// What giving the item to the next best rep instead would have cost, in words.
std::string cost_in_words(const std::optional<RunnerUp>& runner) {
  if (!runner) return tr("nobody else may have it and has room");
  switch (runner->cost) {
    case RunnerUpCost::uneven:
      return runner->of_level ? tr("of those worth as much or more {} and {} instead of {} and {}", runner->load - 1, runner->its_load + 1,
                                   runner->load, runner->its_load)
                              : tr("loads {} and {} instead of {} and {}", runner->load - 1, runner->its_load + 1, runner->load, runner->its_load);
    case RunnerUpCost::move: return tr("one more move");
    case RunnerUpCost::order: return tr("nothing: it is as good");
    case RunnerUpCost::min_share: return tr("a minimum share");
    case RunnerUpCost::turn: return tr("its turn, which is next");
  }
  return {};
}

class Rows {
 public:
  Rows(const AssignRun& run, const Settings& settings, const std::vector<RepLoad>& loads, Date day)
      : run_(run), settings_(settings), loads_(loads), day_(day) {
    for (const Rep& rep : run.organisation.reps) names_.emplace_back(rep.id, rep.name);
  }

  Value rep(const std::optional<std::size_t>& r) const { return r ? Value(names_[*r]) : Value(); }

  Row of(std::size_t i) const {
    const OpenItem& item = run_.facts.items[i];
    const Placement& placement = run_.assignment.placements[i];
    Row row{{item.id, item.name, rep(item.owner), rep(placement.rep)}, 0, false};
    const AssignRule* rule = item.rule && !run_.rules.rules.empty() ? &run_.rules.rules[*item.rule] : nullptr;
    row.cells.push_back(or_nothing(rule == nullptr ? std::string() : rule->name));
    row.cells.push_back(or_nothing(rule == nullptr ? std::string() : rule_place(settings_, rule->place)));
    if (placement.rep) {
      const RepLoad& load = loads_[*placement.rep];
      row.cells.insert(row.cells.end(), {load.before, load.after});
      row.cells.push_back(rep(placement.runner_up ? std::optional(placement.runner_up->rep) : std::nullopt));
      row.cells.push_back(cost_in_words(placement.runner_up));
    } else {
      row.cells.resize(row.cells.size() + 4);
    }
    row.cells.push_back(word(reason_of(run_, i, day_)));
    return row;
  }

 private:
  const AssignRun& run_;
  const Settings& settings_;
  const std::vector<RepLoad>& loads_;
  Date day_;
  std::vector<Named> names_;
};

Table items_table(const AssignRun& run, const Rows& rows, Date day, bool explain) {
  const bool leads = run.kind == ItemKind::lead;
  Table table;
  table.name = "assignments";
  table.title = leads ? tr("Leads assigned on {}", format_date(day)) : tr("Customers assigned on {}", format_date(day));
  table.columns = {{"id", leads ? tr("Lead") : tr("Customer")},
                   {"name", tr("Name")},
                   {"owner_before", tr("Owner before")},
                   {"owner", tr("Owner")},
                   {"rule", tr("Rule")},
                   {"place", tr("Place")},
                   {"load_before", tr("Load before"), ColumnType::integer},
                   {"load_after", tr("Load after"), ColumnType::integer},
                   {"runner_up", tr("Runner-up")},
                   {"runner_up_cost", tr("It would have cost")},
                   {"reason", tr("Why")}};
  std::int64_t given = 0;
  std::int64_t stay = 0;
  std::map<std::string, std::int64_t> unplaced;  // by reason
  for (std::size_t i = 0; i < run.facts.items.size(); ++i) {
    const Placement& placement = run.assignment.placements[i];
    if (!placement.rep && !placement.unplaced) continue;
    const bool stays = placement.rep && placement.rep == run.facts.items[i].owner;
    ++(placement.unplaced ? unplaced[tr(reason_of(run, i, day))] : stays ? stay : given);
    if (!stays || explain) table.rows.push_back(rows.of(i));
  }
  table.notes.push_back(stay == 0 ? tr("{} assigned", given) : tr("{} assigned, {} stay where they are", given, stay));
  for (const auto& [reason, n] : unplaced) table.notes.push_back(tr("{} not placed: {}", n, reason));
  return table;
}

const char* remark(const AssignRun& run, std::size_t r, const RepLoad& load, Date day) {
  const AssignRep& rep = run.problem.reps[r];
  if (has_left(run.organisation.reps[r], day)) return TR_NOOP("left");
  if (run.organisation.reps[r].hired_on > day) return TR_NOOP("not yet there");
  if (!rep.takes_new) return TR_NOOP("on leave");
  if (rep.capacity && *rep.capacity <= load.after) return TR_NOOP("full");
  return rep.returned ? TR_NOOP("back from leave") : "";
}

struct Evenness {
  std::vector<double> before;
  std::vector<double> after;

  void add(std::int64_t was, std::int64_t is) {
    before.push_back(static_cast<double>(was));
    after.push_back(static_cast<double>(is));
  }
  void add(Money was, Money is) { add(was.minor, is.minor); }

  static double gap(const std::vector<double>& amounts) {
    const auto [least, most] = std::ranges::minmax(amounts);
    return most - least;
  }
  static std::string gini_text(const std::vector<double>& amounts) {
    const std::optional<double> g = gini(amounts);
    return g ? fmt::format("{:.3f}", *g) : "-";
  }
};

/// "value: largest gap 14 -> 3, Gini 0.231 -> 0.054" over the reps who take new items.
template <typename Amount, typename Show>
std::string evenness(const AssignRun& run, const std::vector<RepLoad>& loads, const std::string& what, Amount RepLoad::*before,
                     Amount RepLoad::*after, const Show& show) {
  Evenness even;
  for (std::size_t r = 0; r < loads.size(); ++r) {
    if (run.problem.reps[r].takes_new) even.add(loads[r].*before, loads[r].*after);
  }
  if (even.before.empty()) return {};
  return tr("{}: largest gap {} -> {}, Gini {} -> {}", what, show(Evenness::gap(even.before)), show(Evenness::gap(even.after)),
            Evenness::gini_text(even.before), Evenness::gini_text(even.after));
}

/// Customers balanced by value are worth two things: what they bought and what is expected of them.
bool shows_value(const AssignRun& run) { return run.kind == ItemKind::customer && run.rules.balance == Balance::value; }

void add_notes(const AssignRun& run, const Settings& settings, const std::vector<RepLoad>& loads, const std::vector<RepLoad>& values, Table& table) {
  const auto count = [](double n) { return fmt::format("{:.0f}", n); };
  const auto money = [&](double minor) { return format_grouped(Money{std::llround(minor)}, settings.currency.decimals); };
  table.notes.push_back(evenness(run, loads, tr("load"), &RepLoad::before, &RepLoad::after, count));
  if (shows_value(run)) table.notes.push_back(evenness(run, values, tr("bought in 365 days"), &RepLoad::worth_before, &RepLoad::worth_after, money));
  table.notes.push_back(evenness(run, loads, tr("expected value"), &RepLoad::worth_before, &RepLoad::worth_after, money));
  table.notes.push_back(run.worth_note);
  std::erase(table.notes, std::string());
}

Table fairness_table(const AssignRun& run, const Settings& settings, const std::vector<RepLoad>& loads, const Rows& rows, Date day) {
  Table table;
  table.name = "fairness";
  table.title = tr("How even it is");
  table.money_decimals = settings.currency.decimals;
  table.columns = {{"rep", tr("Rep")},
                   {"capacity", tr("Capacity"), ColumnType::integer},
                   {"load_before", tr("Load before"), ColumnType::integer},
                   {"gained", tr("Gained"), ColumnType::integer},
                   {"load_after", tr("Load after"), ColumnType::integer}};
  std::vector<RepLoad> values;
  if (shows_value(run)) {
    std::vector<Money> bought;
    for (const OpenItem& item : run.facts.items) bought.push_back(item.value);
    values = salesctl::loads(run.problem, run.assignment, bought);
    table.columns.push_back({"value_before", tr("Bought before"), ColumnType::money});
    table.columns.push_back({"value_after", tr("Bought after"), ColumnType::money});
  }
  table.columns.push_back({"expected_before", tr("Expected value before"), ColumnType::money});
  table.columns.push_back({"expected_after", tr("Expected value after"), ColumnType::money});
  table.columns.push_back({"remark", tr("Remark")});
  for (std::size_t r = 0; r < loads.size(); ++r) {
    const RepLoad& load = loads[r];
    if (!run.problem.reps[r].takes_new && load.before == 0) continue;
    Row row{{rows.rep(r), or_nothing(run.facts.capacities[r]), load.before, load.gained, load.after}, 0, false};
    if (!values.empty()) row.cells.insert(row.cells.end(), {values[r].worth_before, values[r].worth_after});
    row.cells.insert(row.cells.end(), {load.worth_before, load.worth_after, word(remark(run, r, load, day))});
    table.rows.push_back(std::move(row));
  }
  add_notes(run, settings, loads, values, table);
  return table;
}

}  // namespace

std::vector<Table> assignment_tables(const AssignRun& run, Context& context) {
  const Settings& settings = context.settings();
  const Date day = context.as_of();
  const std::vector<RepLoad> each = loads(run.problem, run.assignment, run.expected);
  const Rows rows(run, settings, each, day);
  std::vector<Table> tables{items_table(run, rows, day, context.options.explain)};
  if (context.format() != Format::csv) tables.push_back(fairness_table(run, settings, each, rows, day));
  return tables;
}

}  // namespace salesctl
