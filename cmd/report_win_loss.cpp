// salesctl report win-loss: how many deals are won, why the others are lost, how long it takes.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/message.hpp"
#include "report/intervals.hpp"
#include "report/win_loss.hpp"
#include "report_deals.hpp"
#include "store/deals.hpp"
#include "store/knowledge.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

/// In the order of the rows; all but reps are shown unless one is asked for.
constexpr std::array units{DealUnit::reason, DealUnit::competitor, DealUnit::team,   DealUnit::rep,
                           DealUnit::product, DealUnit::source,    DealUnit::sector, DealUnit::type};

/// Reasons and competitors are those of lost deals.
bool of_losses(DealUnit unit) { return unit == DealUnit::reason || unit == DealUnit::competitor; }

std::vector<Column> columns() {
  return {{"unit", tr("Of")},
          {"segment", tr("Which")},
          {"decided", tr("Decided"), ColumnType::integer},
          {"won", tr("Won"), ColumnType::integer},
          {"lost", tr("Lost"), ColumnType::integer},
          {"lost_share", tr("of all lost"), ColumnType::percent},
          {"win_rate", tr("Win rate"), ColumnType::percent},
          {"win_rate_low", tr("from"), ColumnType::percent},
          {"win_rate_high", tr("to"), ColumnType::percent},
          {"won_value", tr("Won value"), ColumnType::money},
          {"lost_value", tr("Lost value"), ColumnType::money},
          {"won_days", tr("Days to win"), ColumnType::number},
          {"lost_days", tr("Days to lose"), ColumnType::number},
          {"knowledge", tr("Experience")}};
}

/// The newest entries of shared experience that fit a group, parted by blanks.
Value fitting(const std::vector<Lesson>& lessons, DealUnit unit, const DealGroup& group) {
  constexpr std::size_t most = 3;
  std::string ids;
  std::size_t count = 0;
  for (const Lesson& lesson : lessons) {
    const std::string& about = unit == DealUnit::product ? lesson.product : lesson.lost_reason;
    if (group.id.empty() || about != group.id || count == most) continue;
    ids += (count++ > 0 ? " " : "") + lesson.id;
  }
  return or_nothing(std::move(ids));
}

Value percent(double share) { return Rate{std::llrint(share * 10'000) * (Rate::one / 10'000)}; }
Value days(const std::vector<int>& all) {
  const std::optional<double> middle = median(all);
  return middle ? Value(*middle) : Value();
}

Row row_of(DealUnit unit, const DealGroup& group, const WinLoss& tally, std::int64_t all_lost, Value knowledge) {
  const auto of_both = [&](Value value) { return of_losses(unit) ? Value() : std::move(value); };
  const std::optional<Interval> interval = tally.interval();
  return {{Named(std::string(to_string(unit)), title_of(unit)), group_cell(group), of_both(tally.decided()), of_both(tally.won), tally.lost,
           or_nothing(share_rate(tally.lost, all_lost)), of_both(or_nothing(tally.rate())),
           of_both(interval ? percent(interval->low) : Value()), of_both(interval ? percent(interval->high) : Value()),
           of_both(tally.won_value), tally.lost_value, of_both(days(tally.won_days)), days(tally.lost_days),
           std::move(knowledge)},
          0,
          unit == DealUnit::company};
}

/// Groups with a deal to count; reasons and competitors by how many deals they cost, unknown ones last.
void add_rows(Table& table, const DealGroups& groups, const WinLosses& found, std::int64_t all_lost, const std::vector<Lesson>& lessons) {
  std::vector<std::size_t> order(groups.groups.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (of_losses(groups.unit)) {
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t g) {
      return std::pair(!groups.groups[g].id.empty(), found.groups[g].lost);
    });
  }
  const auto counts = [&](const WinLoss& tally) { return (of_losses(groups.unit) ? tally.lost : tally.decided()) > 0; };
  const bool told = std::ranges::any_of(order, [&](std::size_t g) { return counts(found.groups[g]) && !groups.groups[g].id.empty(); });
  if (!told) return;
  const bool taught = groups.unit == DealUnit::reason || groups.unit == DealUnit::product;
  for (const std::size_t g : order) {
    if (!counts(found.groups[g])) continue;
    Value knowledge = taught ? fitting(lessons, groups.unit, groups.groups[g]) : Value();
    table.rows.push_back(row_of(groups.unit, groups.groups[g], found.groups[g], all_lost, std::move(knowledge)));
  }
}

void explain(std::vector<std::string>& list, Date as_of) {
  list.push_back(tr("win rate: won / decided; from, to: its 95% interval (Wilson 1927)"));
  list.push_back(tr("days: median from created_on to closed_on, or the first and last recorded step"));
  list.push_back(tr("a deal counts for the team its rep was in on the day it was decided"));
  list.push_back(tr("facts up to {}", format_date(as_of)));
}

}  // namespace

int run_win_loss(const ReportCommand& command, Context& context) {
  std::vector<DealUnit> asked;
  if (!command.by.empty()) asked.push_back(parse_deal_unit(command.by, units));
  const std::optional<Period> period = period_of_deals(command, context);
  const std::optional<Span> span = period ? std::optional(period->span) : std::nullopt;
  const Settings& settings = context.settings();
  const Database db = context.open_store(Access::read);
  const Deals deals = read_deals(db, settings, context.as_of());
  if (asked.empty()) std::ranges::copy_if(units, std::back_inserter(asked), [](DealUnit u) { return u != DealUnit::rep; });
  asked.insert(asked.begin(), DealUnit::company);
  Table table;
  table.title = with_period(tr("Won and lost"), period);
  const DealUnit segment = command.by.empty() ? DealUnit::team : asked.back();
  table.charts = {{ChartKind::bar, "segment", {"lost"}, {}, std::pair(std::string("unit"), std::string(to_string(DealUnit::reason)))}};
  if (!of_losses(segment)) table.charts.push_back({ChartKind::bar, "segment", {"win_rate"}, {}, std::pair(std::string("unit"), std::string(to_string(segment)))});
  table.money_decimals = settings.currency.decimals;
  table.columns = columns();
  const std::vector<Lesson> lessons = read_lessons(db, context.as_of());
  std::int64_t all_lost = 0;
  std::int64_t undated = 0;
  for (const DealUnit unit : asked) {
    const DealGroups groups = read_deal_groups(db, settings, deals, unit, context.as_of());
    const WinLosses found = win_loss(deals, groups, span);
    if (unit == DealUnit::company) all_lost = found.groups.front().lost;
    undated = found.undated;
    add_rows(table, groups, found, all_lost, lessons);
  }
  const std::size_t column = table.columns.size() - 1;
  if (std::ranges::any_of(table.rows, [&](const Row& row) { return row.cells[column] != Value(); })) {
    table.notes.push_back(tr("experience: the newest entries shared on it; \"salesctl report knowledge\" has them all"));
  }
  if (undated > 0) table.notes.push_back(tr("deals left out, as nothing says when they were decided: {}", undated));
  if (context.options.explain) explain(table.notes, context.as_of());
  const Format format = context.format();
  if (is_page(format)) drop_empty_columns(table);
  context.show(std::move(table));
  return 0;
}

}  // namespace salesctl
