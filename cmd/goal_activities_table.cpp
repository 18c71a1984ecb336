#include "goal_activities.hpp"

#include <algorithm>

#include "base/message.hpp"

namespace salesctl {
namespace {

std::vector<Column> columns_of(ScopeLevel to, bool money, bool explain) {
  const ColumnType average = money ? ColumnType::money : ColumnType::number;
  std::vector<Column> columns;
  if (to == ScopeLevel::rep) columns.push_back({"rep", tr("Rep")});
  columns.insert(columns.end(),
                 {{"team", tr("Team")}, {"target", tr("Target"), ColumnType::money}, {"actual", tr("Actual"), ColumnType::money},
                  {"gap", tr("To go"), ColumnType::money}, {"average_deal", tr("Deal"), average},
                  {"win_rate", tr("Win rate"), ColumnType::percent}, {"lead_rate", tr("Lead rate"), ColumnType::percent},
                  {"visits_per_opportunity", tr("Visits/opp."), ColumnType::number},
                  {"calls_per_opportunity", tr("Calls/opp."), ColumnType::number},
                  {"wins", tr("Wins"), ColumnType::integer}, {"opportunities", tr("Opps"), ColumnType::integer},
                  {"leads", tr("Leads"), ColumnType::integer}, {"visits", tr("Visits"), ColumnType::integer},
                  {"calls", tr("Calls"), ColumnType::integer}, {"days_left", tr("Days left"), ColumnType::integer},
                  {"wins_per_week", tr("Wins/wk"), ColumnType::number},
                  {"opportunities_per_week", tr("Opps/wk"), ColumnType::number},
                  {"leads_per_week", tr("Leads/wk"), ColumnType::number},
                  {"visits_per_week", tr("Visits/wk"), ColumnType::number},
                  {"calls_per_week", tr("Calls/wk"), ColumnType::number}});
  if (!explain) return columns;
  columns.insert(columns.end(), {{"deals_won", tr("Won (n)"), ColumnType::integer},
                                 {"own_average_deal", tr("Own deal"), average},
                                 {"above_average_deal", tr("Deal above"), average},
                                 {"deals_decided", tr("Decided (n)"), ColumnType::integer},
                                 {"own_win_rate", tr("Own win rate"), ColumnType::percent},
                                 {"above_win_rate", tr("Win rate above"), ColumnType::percent},
                                 {"leads_in", tr("Leads in (n)"), ColumnType::integer},
                                 {"own_lead_rate", tr("Own lead rate"), ColumnType::percent},
                                 {"above_lead_rate", tr("Lead rate above"), ColumnType::percent},
                                 {"own_visits_per_opportunity", tr("Own visits/opp."), ColumnType::number},
                                 {"above_visits_per_opportunity", tr("Visits/opp. above"), ColumnType::number},
                                 {"own_calls_per_opportunity", tr("Own calls/opp."), ColumnType::number},
                                 {"above_calls_per_opportunity", tr("Calls/opp. above"), ColumnType::number}});
  return columns;
}

Value average(Money value, std::int64_t scale) {
  if (scale == 1) return value;
  return static_cast<double>(value.minor) / static_cast<double>(scale);
}
Value average(std::optional<Money> value, std::int64_t scale) { return value ? average(*value, scale) : Value{}; }
Value percent(std::optional<Rate> rate) { return rate ? Value{*rate} : Value{}; }
Value number(std::optional<Rate> rate) {
  if (!rate) return {};
  const std::int64_t ten_thousandths = rate->billionths / (Rate::one / 10'000);
  return static_cast<double>(ten_thousandths) / 1e4;
}
Value count(std::optional<std::int64_t> n) { return n ? Value{*n} : Value{}; }
Value tenths(std::optional<std::int64_t> n) { return n ? Value{static_cast<double>(*n) / 10} : Value{}; }

Row row_of(const ActivityLine& line, ScopeLevel to, const Names& names, std::int64_t scale, bool explain) {
  Row row;
  if (to == ScopeLevel::rep) row.cells.push_back(names.scope(ScopeLevel::rep, line.rep));
  row.cells.push_back(line.team.empty() ? names.scope(ScopeLevel::company, "company") : names.scope(ScopeLevel::team, line.team));
  row.cells.insert(row.cells.end(),
                   {line.target, line.actual, line.gap, average(line.ratios.average_deal, scale), line.ratios.win_rate,
                    percent(line.ratios.lead_rate), number(line.ratios.visits), number(line.ratios.calls), line.total.wins,
                    line.total.opportunities, count(line.total.leads), count(line.total.visits), count(line.total.calls),
                    line.days_left});
  for (const auto& week : line.weekly) row.cells.push_back(tenths(week));
  if (!explain) return row;
  const OwnRatios own = own_ratios(line.counts, scale);
  row.cells.insert(row.cells.end(),
                   {line.counts.won, average(own.average_deal, scale), average(line.above.average_deal, scale),
                    line.counts.decided(), percent(own.win_rate), line.above.win_rate, line.counts.leads,
                    percent(own.lead_rate), percent(line.above.lead_rate), number(own.visits), number(line.above.visits),
                    number(own.calls), number(line.above.calls)});
  return row;
}

}  // namespace

void fill_activity_table(Table& table, const std::vector<ActivityLine>& lines, ScopeLevel to, const Names& names,
                         std::int64_t scale, bool explain) {
  table.columns = columns_of(to, scale == 1, explain);
  for (const ActivityLine& line : lines) table.rows.push_back(row_of(line, to, names, scale, explain));
}

}  // namespace salesctl
