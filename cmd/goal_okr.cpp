// salesctl goal okr: objectives and key results, graded from the store.
#include "goal_okr.hpp"

#include <algorithm>
#include <memory>

#include "base/message.hpp"
#include "base/text.hpp"
#include "context.hpp"
#include "goal/okr_owner.hpp"
#include "report.hpp"
#include "store/metric_sums.hpp"
#include "store/okr.hpp"
#include "store/organisation.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

struct OkrCommand {
  std::string period;
  std::string owner;
};

/// Everything that is shown, read from one state of the store.
struct OkrView {
  Organisation organisation;
  std::vector<OkrOwner> owners;  // one per objective
  std::vector<ObjectiveGrade> grades;
  std::vector<std::string> unknown;  // key results that are checked in and not in the config
};

/// The owner of an objective; one that is not there is the config's fault, at its place.
OkrOwner owner_of(const Organisation& organisation, const Objective& objective) {
  try {
    return find_owner(organisation, objective.owner);
  } catch (const UsageError& e) {
    throw ConfigError(e.what(), e.hint(), objective.owner_place);
  }
}

/// Each metric is read once, over all the periods it is needed for.
void read_progress(const Database& db, const Settings& settings, Date as_of, const OkrView& view, OkrFacts& facts) {
  const std::vector<Objective>& objectives = settings.okr.objectives;
  const auto known = [&](const Objective& objective) {
    return intersect(objective.period.span, {objective.period.span.from, as_of + std::chrono::days{1}});
  };
  std::map<std::string, Span> spans;
  for (const Objective& objective : objectives) {
    const Span span = known(objective);
    for (const KeyResult& result : objective.key_results) {
      if (result.metric.empty() || span.empty()) continue;
      Span& all = spans.emplace(result.metric, span).first->second;
      all = {std::min(all.from, span.from), std::max(all.to, span.to)};
    }
  }
  for (const auto& [metric, span] : spans) {
    const std::vector<DaySum> sums = read_day_sums(db, find_metric(settings, metric), span);
    for (std::size_t i = 0; i < objectives.size(); ++i) {
      for (const KeyResult& result : objectives[i].key_results) {
        if (result.metric != metric) continue;
        facts.progress[result.id] = progress_of(view.organisation, view.owners[i], sums, known(objectives[i]));
      }
    }
  }
}

OkrView read_view(const Database& db, const Settings& settings, Date as_of) {
  OkrView view;
  view.organisation = read_organisation(db, settings);
  for (const Objective& objective : settings.okr.objectives) view.owners.push_back(owner_of(view.organisation, objective));
  OkrFacts facts;
  read_progress(db, settings, as_of, view, facts);
  for (CheckIn& check : read_check_ins(db, as_of)) {
    const bool known = find_key_result(settings.okr, check.key_result) != nullptr;
    if (!known && (view.unknown.empty() || view.unknown.back() != check.key_result)) view.unknown.push_back(check.key_result);
    facts.checked[check.key_result].push_back(std::move(check));
  }
  view.grades = grade_okr(settings.okr, facts, as_of);
  return view;
}

/// Value cells by what is measured: money exactly, whole numbers, else decimals.
Value value_cell(const Settings& settings, const KeyResult& result, std::optional<Money> value) {
  if (!value) return std::monostate{};
  if (result.metric.empty()) return static_cast<double>(value->minor) / 1e6;
  if (find_metric(settings, result.metric).unit == MetricUnit::money) return *value;
  return value->minor;
}

Value grade_cell(std::optional<Rate> grade) {
  if (!grade) return std::monostate{};
  return static_cast<double>(grade->billionths) / 1e9;
}

Value text_cell(std::string text) {
  if (text.empty()) return std::monostate{};
  return text;
}

Value remark_cell(const std::vector<std::string>& remarks) {
  std::string text;
  for (const std::string& remark : remarks) text += (text.empty() ? "" : "; ") + remark;
  return text_cell(std::move(text));
}

Value status_cell(OkrStatus status) {
  const std::string word(to_string(status));
  return Named{word, tr(word.c_str())};
}

Value unit_cell(const Settings& settings, const KeyResult& result) {
  if (result.metric.empty()) return text_cell(result.unit);
  return text_cell(find_metric(settings, result.metric).unit == MetricUnit::money ? settings.currency.code : "");
}

/// The rows of a table: an objective, its key results, then the objectives aligned with it.
class OkrRows {
 public:
  OkrRows(const OkrView& view, const Settings& settings, std::vector<bool> shown, bool for_people)
      : view_(view), settings_(settings), shown_(std::move(shown)), for_people_(for_people), names_(view.organisation) {}

  void add_below(const std::string& above, int depth, Table& table) {
    const std::vector<Objective>& objectives = settings_.okr.objectives;
    for (std::size_t i = 0; i < objectives.size(); ++i) {
      if (objectives[i].aligns_with != above) continue;
      if (shown_[i]) add(i, depth, table);
      add_below(objectives[i].id, depth + (shown_[i] ? 1 : 0), table);
    }
  }

 private:
  void add(std::size_t i, int depth, Table& table) {
    const Objective& objective = settings_.okr.objectives[i];
    const ObjectiveGrade& grade = view_.grades[i];
    const Value owner = names_.scope(view_.owners[i].level, view_.owners[i].id);
    const Value none;
    table.rows.push_back({{Named{objective.id, objective.title}, none, owner, objective.period.name, none, none, none, none,
                           grade_cell(grade.grade), grade_cell(grade.rolled_up), grade_cell(grade.expected), none,
                           status_cell(grade.status), remark_cell(grade.remarks)},
                          depth});
    explain(table, objective.id, grade.reason, objective.place);
    for (std::size_t k = 0; k < objective.key_results.size(); ++k) {
      const KeyResult& result = objective.key_results[k];
      const KeyResultGrade& part = grade.key_results[k];
      // People see the key result's title below the objective's; machines the objective's id, to group by.
      const Value label = Named{objective.id, result.title};
      table.rows.push_back({{label, result.id, owner, objective.period.name, unit_cell(settings_, result),
                             value_cell(settings_, result, result.start), value_cell(settings_, result, part.current),
                             value_cell(settings_, result, result.target), grade_cell(part.grade), none,
                             grade_cell(part.expected), part.confidence ? Value(*part.confidence) : none,
                             status_cell(part.status), remark_cell(part.remarks)},
                            depth + 1});
      explain(table, result.id, (result.metric.empty() ? "" : result.metric + ": ") + part.reason, result.place);
    }
  }

  /// Below the table for people, where a column would be cut; in a column for machines.
  void explain(Table& table, const std::string& id, const std::string& reason, const Place& place) const {
    const std::string text = reason + " (" + to_string(place) + ")";
    if (for_people_) {
      table.notes.push_back(id + ": " + text);
    } else {
      table.rows.back().cells.emplace_back(text);
    }
  }

  const OkrView& view_;
  const Settings& settings_;
  std::vector<bool> shown_;
  bool for_people_;
  Names names_;
};

std::vector<Column> okr_columns() {
  return {{"objective", tr("Objective")},
          {"key_result", tr("Key result")},
          {"owner", tr("Owner")},
          {"period", tr("Period")},
          {"unit", tr("Unit")},
          {"start", tr("Start"), ColumnType::number},
          {"current", tr("Current"), ColumnType::number},
          {"target", tr("Target"), ColumnType::number},
          {"grade", tr("OKR grade"), ColumnType::number},
          {"rolled_up", tr("Rolled up"), ColumnType::number},
          {"expected", tr("Expected"), ColumnType::number},
          {"confidence", tr("Confidence"), ColumnType::percent},
          {"status", tr("Status")},
          {"remark", tr("Remark")}};
}

/// Which objectives were asked for; the others still count where they are aligned.
std::vector<bool> asked_for(const OkrCommand& command, const OkrView& view, Context& context) {
  std::vector<bool> shown;
  std::optional<Period> period;
  if (!command.period.empty()) period = context.period(command.period);
  std::optional<OkrOwner> owner;
  if (!command.owner.empty()) owner = find_owner(view.organisation, command.owner);
  const std::vector<Objective>& objectives = context.settings().okr.objectives;
  for (std::size_t i = 0; i < objectives.size(); ++i) {
    const bool in_time = !period || !intersect(objectives[i].period.span, period->span).empty();
    const bool owned = !owner || (view.owners[i].level == owner->level && view.owners[i].key == owner->key);
    shown.push_back(in_time && owned);
  }
  return shown;
}

int run_okr(const OkrCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const Date as_of = context.as_of();
  const Database db = context.open_store(Access::read);
  const OkrView view = read_view(db, settings, as_of);
  const Format format = context.format();
  const bool for_people = is_page(format);
  Table table;
  table.title = tr("Objectives and key results, {}", format_date(as_of));
  table.money_decimals = settings.currency.decimals;
  table.columns = okr_columns();
  OkrRows(view, settings, asked_for(command, view, context), for_people).add_below({}, 0, table);
  if (!context.options.explain) {
    table.notes.clear();
    for (Row& row : table.rows) row.cells.resize(table.columns.size());
  } else if (!for_people) {
    table.columns.push_back({"explanation", tr("Explanation")});
  }
  if (!table.rows.empty()) table.notes.push_back(tr("status: grade over what is expected by now, above 1 ahead, from 0.9 on track, from 0.7 behind, else at risk; a confidence under 50% "
                                                                    "is behind at best, under 30% at risk"));
  if (settings.okr.objectives.empty()) table.notes.push_back(tr("there are no objectives in \"okr\" of the configuration"));
  for (const std::string& id : view.unknown) {
    table.notes.push_back(tr("there are check-ins for \"{}\", which is no key result of the configuration", printable(id)));
  }
  context.show(std::move(table));
  return 0;
}

}  // namespace

int run_okr_report(const ReportCommand& command, Context& context) { return run_okr({command.subject, {}}, context); }

void add_goal_okr(CommandLine goal) {
  const CommandLine okr = goal.subcommand("okr", tr("Objectives and key results, graded from the store"));
  OkrCommand& command = okr.runs(run_okr);
  okr.argument("PERIOD", command.period, tr("Only objectives of this time, such as 2026-Q3 (default: all)"));
  okr.option("--owner", command.owner, "SCOPE", tr("Only objectives of company, a team or a rep"));
  okr.footer(tr("Examples:\n  salesctl goal okr this-quarter\n  salesctl goal okr 2026 --owner north --explain\n"
                 "  salesctl goal okr checkin nps 42 --confidence 70% --note \"survey of July\""));
  add_goal_okr_checkin(okr);
}

}  // namespace salesctl
