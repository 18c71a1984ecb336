// salesctl report pipeline: open deals by stage, what they may bring, and which of them do not move.
#include <algorithm>

#include "base/message.hpp"
#include "model/stage_chance.hpp"
#include "report/intervals.hpp"
#include "report/open_pipeline.hpp"
#include "report_deals.hpp"
#include "store/deals.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

struct Figures {
  Period period;  // of the target
  Deals deals;
  std::vector<std::optional<Rate>> probabilities;
  std::vector<OpenStage> stages;
  OpenStage all;
  std::optional<Money> target;
  std::optional<Money> missing;  // of the target
};

/// The company's target of revenue, and what is missing of it.
void add_target(Figures& f, const Database& db, const Settings& settings, Date as_of) {
  const std::vector<AttainmentRow> rows = revenue_rows(db, settings, f.period, as_of, ScopeLevel::company);
  if (rows.empty() || !rows.front().target) return;
  f.target = rows.front().target;
  f.missing = std::max(Money{}, *f.target - rows.front().actual);
}

Figures figures(const ReportCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const Date as_of = context.as_of();
  Figures f;
  f.period = period_of_deals(command, context).value_or(period_of(as_of, PeriodUnit::year, settings.fiscal));
  const Database db = context.open_store(Access::read);
  f.deals = read_deals(db, settings, as_of);
  f.probabilities = probabilities(settings.stages, f.deals);
  f.stages = open_pipeline(f.deals, read_outlooks(db, f.deals, as_of), f.probabilities, as_of, f.period.span.to);
  for (const OpenStage& stage : f.stages) f.all += stage;
  add_target(f, db, settings, as_of);
  return f;
}

std::vector<Column> columns(const std::string& end) {
  return {{"stage", tr("Stage")},
          {"deals", tr("Deals"), ColumnType::integer},
          {"amount", tr("Value"), ColumnType::money},
          {"weighted", tr("Weighted"), ColumnType::money},
          {"oldest", tr("Oldest in days"), ColumnType::integer},
          {"without_amount", tr("Without value"), ColumnType::integer},
          {"probability", tr("Probability"), ColumnType::percent},
          {"late", tr("Late"), ColumnType::integer},
          {"stalled", tr("Stalled"), ColumnType::integer},
          {"overdue", tr("Overdue"), ColumnType::integer},
          {"due", tr("Still due by {}", end), ColumnType::money},
          {"coverage", tr("Coverage"), ColumnType::percent}};
}

Row row_of(const OpenStage& stage, Value name, Value probability, bool has_sla, Value coverage) {
  return {{std::move(name), stage.deals, stage.amount, stage.weighted,
           stage.oldest ? Value(std::int64_t{*stage.oldest}) : Value(), stage.without_amount, std::move(probability),
           has_sla ? Value(stage.late) : Value(), stage.stalled, stage.overdue, stage.due, std::move(coverage)},
          0,
          false};
}

void add_rows(Table& table, const Figures& f) {
  bool any_sla = false;
  for (std::size_t i = 0; i < f.stages.size(); ++i) {
    const DealStage& stage = f.deals.stages[i];
    any_sla = any_sla || stage.sla_days;
    if (f.stages[i].deals == 0) continue;
    const Value probability = i < f.probabilities.size() ? or_nothing(f.probabilities[i]) : Value();
    table.rows.push_back(row_of(f.stages[i], stage.name, probability, stage.sla_days.has_value(), {}));
  }
  if (table.rows.empty()) return;
  const std::optional<Rate> coverage = f.missing ? share_rate(f.all.due.minor, f.missing->minor) : std::nullopt;
  Row all = row_of(f.all, Named("", tr("(all)")), {}, any_sla, or_nothing(coverage));
  all.total = true;
  table.rows.push_back(std::move(all));
}

/// How far learned probabilities can be trusted.
std::string learned_note(const Figures& f, const std::vector<Stage>& rules) {
  const std::vector<StageChance> chances = stage_chances(f.deals);
  std::string list;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!rules[i].learned) continue;
    list += (list.empty() ? "" : ", ") + (chances[i].probability ? tr("{} {} ({} deals)", rules[i].name, format_percent(*chances[i].probability), chances[i].decided)
                                                                 : tr("{} unknown", rules[i].name));
  }
  return tr("probability learned from decided deals that were in the stage, as if {} more had gone like all decided deals: {}", deals_of_prior,
            list);
}

std::vector<std::string> notes(const Figures& f, const Settings& settings) {
  std::vector<std::string> list;
  if (f.missing && f.missing->minor > 0) {
    list.push_back(tr("coverage: what is still due, without overdue deals, over the {} that are missing of the target of {}, {}",
                      format_grouped(*f.missing, settings.currency.decimals), f.period.name,
                      format_grouped(*f.target, settings.currency.decimals)));
  } else if (f.missing) {
    list.push_back(tr("the target of {} is met", f.period.name));
  }
  if (f.missing && f.missing->minor > 0 && !counts_deals(find_metric(settings, "revenue"))) {
    list.push_back(tr("the target is of what is sold, whether from deals or not: deals cover it as far as they become orders"));
  }
  if (learns(settings.stages)) list.push_back(learned_note(f, settings.stages));
  if (f.all.stalled + f.all.overdue > 0) {
    list.push_back(tr("stalled: neither a contact nor a new stage for {} days; overdue: should have closed by now; \"salesctl report open-deals\" "
                      "lists the deals",
                      stalled_after));
  }
  add_notes_on_deals(f.deals, list);
  return list;
}

std::vector<std::string> explanation(Date as_of) {
  return {tr("weighted: each amount times the deal's own probability, else its stage's, rounded half-even"),
          tr("late: in the stage for longer than its sla; where nothing says since when, since the deal began"),
          tr("due: amounts of deals expected from this day to the end of the period, and of those without such a day; not of overdue ones"),
          tr("facts up to {}", format_date(as_of))};
}

}  // namespace

int run_pipeline(const ReportCommand& command, Context& context) {
  const Figures f = figures(command, context);
  const Settings& settings = context.settings();
  Table table;
  table.title = tr("Pipeline");
  table.money_decimals = settings.currency.decimals;
  table.columns = columns(format_date(f.period.span.to - std::chrono::days{1}));
  add_rows(table, f);
  table.charts = {{ChartKind::bar, "stage", {"amount", "weighted"}}};
  table.notes = notes(f, settings);
  if (context.options.explain) {
    for (std::string& line : explanation(context.as_of())) table.notes.push_back(std::move(line));
  }
  const Format format = context.format();
  if (is_page(format)) drop_empty_columns(table, {"without_amount", "stalled", "overdue"});
  context.show(std::move(table));
  return 0;
}

}  // namespace salesctl
