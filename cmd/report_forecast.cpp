// salesctl report forecast: what the running period will bring, how sure that is, and how right it would have been before.
#include <algorithm>
#include <array>
#include <cmath>

#include "base/calendar.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "model/stage_chance.hpp"
#include "report/forecast.hpp"
#include "report_deals.hpp"
#include "store/deals.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

constexpr std::size_t windows = 8;  // of the past, for --backtest

struct Figures {
  DealGroups groups;
  Forecast forecast;
  std::vector<std::string> notes;  // on the deals
};

Figures figures(const Database& db, const Settings& settings, DealUnit unit, const ForecastRequest& request) {
  const Deals deals = read_deals(db, settings, request.as_of);
  Figures f{read_deal_groups(db, settings, deals, unit, request.as_of), {}, {}};
  add_notes_on_deals(deals, f.notes);
  f.forecast = forecast(deals, read_outlooks(db, deals, request.as_of), probabilities(settings.stages, deals), f.groups, request);
  return f;
}

/// What the period brings if every working day of it brings what those passed have brought.
std::optional<Money> run_rate(Money won, const Settings& settings, Span period, Date as_of) {
  const int passed = working_days(settings.calendar, {period.from, as_of + std::chrono::days{1}});
  if (passed == 0) return std::nullopt;
  const double all = working_days(settings.calendar, period);
  return Money{std::llround(static_cast<double>(won.minor) * all / passed)};
}

Period asked_period(const ReportCommand& command, Context& context) {
  Period period = context.period(command.subject.empty() ? "this-quarter" : command.subject);
  const Date as_of = context.as_of();
  if (command.subject.empty() && as_of >= period.span.to - std::chrono::days{1}) {
    period = period_of(period.span.to, PeriodUnit::quarter, context.settings().fiscal);
  }
  if (as_of >= period.span.to - std::chrono::days{1}) {
    throw UsageError(tr("{} is over on {}: there is nothing to forecast", period.name, format_date(as_of)),
                     tr("\"salesctl report attainment {}\" shows what it brought; or choose an earlier --as-of", period.name));
  }
  if (as_of < period.span.from - std::chrono::days{1}) {
    throw UsageError(tr("{} begins after {}, up to which facts are known", period.name, format_date(as_of)),
                     tr("choose the running period"));
  }
  return period;
}

Table forecast_table(const Period& period, Date as_of, DealUnit unit, int decimals) {
  Table table;
  table.title = tr("Forecast of deals of {}, from {}", period.name, format_date(as_of));
  table.money_decimals = decimals;
  table.columns = {{std::string(to_string(unit)), title_of(unit)},
                   {"open", tr("Open deals"), ColumnType::integer},
                   {"won", tr("Won"), ColumnType::money},
                   {"commit", tr("Commit"), ColumnType::money},
                   {"best_case", tr("Best case"), ColumnType::money},
                   {"pipeline", tr("Pipeline"), ColumnType::money},
                   {"expected", tr("Forecast"), ColumnType::money},
                   {"low", tr("Low"), ColumnType::money},
                   {"median", tr("Median"), ColumnType::money},
                   {"high", tr("High"), ColumnType::money},
                   {"run_rate", tr("Run rate"), ColumnType::money},
                   {"target", tr("Target"), ColumnType::money},
                   {"chance", tr("Chance to reach it"), ColumnType::percent},
                   {"overdue", tr("Of pipeline overdue"), ColumnType::money}};
  return table;
}

Row row_of(Value name, const Outlook& o, std::optional<Money> rate, std::optional<Money> target) {
  const std::optional<double> chance = target ? o.chance_of(*target) : std::nullopt;
  return {{std::move(name), o.open, o.won, o.commit, o.best_case, o.pipeline, o.expected, o.low, o.median, o.high, or_nothing(rate),
           or_nothing(target), chance ? Value(Rate{std::llround(*chance * 1e4) * (Rate::one / 10'000)}) : Value(), o.overdue},
          0,
          false};
}

std::vector<std::string> notes(const Forecast& f, const ForecastRequest& request, int decimals) {
  std::vector<std::string> list{tr("commit: won, and deals still due with a probability of {} or more; best case: of {} or more", format_percent(commit_from), format_percent(best_case_from)),
                                tr("low and high: one draw in ten lies below, and above; {} draws, seed {}", f.all.draws.size(), request.seed)};
  if (f.all.commit > f.all.high) {
    list.push_back(tr("commit lies above high: of deals like these, fewer were won in so few days as their stages promise"));
  } else if (f.all.commit < f.all.low) {
    list.push_back(tr("commit lies below low: the forecast also counts earlier stages, overdue deals and deals not yet begun"));
  }
  list.push_back(tr("open deals whose chance is learned from deals that were in their stage: {}; by the stage's probability: {}", f.learned, f.given));
  if (f.new_deals.empty()) {
    list.push_back(tr("deals not yet begun are left out: fewer than two whole periods before are on record"));
  } else {
    Money sum;
    for (const Money money : f.new_deals) sum += money;
    list.push_back(tr("of it from deals not yet begun: {} on average of {} periods before",
                      format_grouped(Money{sum.minor / static_cast<std::int64_t>(f.new_deals.size())}, decimals), f.new_deals.size()));
  }
  if (f.without_day > 0) {
    list.push_back(tr("open deals without a day they should close on: {}; they count as due in the period", f.without_day));
  }
  if (f.without_amount > 0) {
    list.push_back(tr("open deals without an amount: {}; each is drawn with {}, the mean of deals won", f.without_amount,
                      format_grouped(f.typical, decimals)));
  }
  return list;
}

std::vector<std::string> explanation(Date as_of) {
  return {tr("won: amounts of deals won within the period"),
          tr("commit: won, and open deals expected from this day to its end, or without such a day, with a probability of {} or more; best case: {} or more; pipeline: "
             "all of these, and overdue ones",
             format_percent(commit_from), format_percent(best_case_from)),
          tr("expected: the mean of the draws, each of which wins or loses every open deal and adds the new deals of one period before"),
          tr("chance of a deal: cumulative incidence of winning (Aalen and Johansen 1978) by its age in the stage, what the past leaves open drawn anew each time"),
          tr("run rate: won over the working days passed, times those of the period"), tr("facts up to {}", format_date(as_of))};
}

int show_forecast(const ReportCommand& command, Context& context, const Database& db, const Period& period) {
  constexpr std::array allowed{DealUnit::company, DealUnit::team, DealUnit::rep};
  const Settings& settings = context.settings();
  const Date as_of = context.as_of();
  const DealUnit unit = command.by.empty() ? DealUnit::company : parse_deal_unit(command.by, allowed);
  const ForecastRequest request{period.span, as_of};
  const Figures f = figures(db, settings, unit, request);
  const ScopeLevel level = unit == DealUnit::rep ? ScopeLevel::rep : unit == DealUnit::team ? ScopeLevel::team : ScopeLevel::company;
  const bool deals_targeted = counts_deals(find_metric(settings, "revenue"));
  const std::vector<AttainmentRow> targets = revenue_rows(db, settings, period, as_of, level);
  const auto target_of = [&](ScopeLevel of, const std::string& id) {
    const auto row = std::ranges::find_if(targets, [&](const AttainmentRow& r) { return r.level == of && (of == ScopeLevel::company || r.scope == id); });
    return row == targets.end() || !deals_targeted ? std::nullopt : row->target;
  };
  Table table = forecast_table(period, as_of, unit, settings.currency.decimals);
  for (std::size_t g = 0; g < f.groups.groups.size() && unit != DealUnit::company; ++g) {
    const Outlook& o = f.forecast.groups[g];
    if (o.open == 0 && o.won == Money{} && o.high == Money{}) continue;
    const DealGroup& group = f.groups.groups[g];
    table.rows.push_back(row_of(group_cell(group), o, run_rate(o.won, settings, period.span, as_of), target_of(level, group.id)));
  }
  table.rows.push_back(row_of(Named("company", settings.company), f.forecast.all, run_rate(f.forecast.all.won, settings, period.span, as_of),
                              target_of(ScopeLevel::company, {})));
  table.rows.back().total = unit != DealUnit::company;
  table.notes = notes(f.forecast, request, settings.currency.decimals);
  if (!targets.empty() && !deals_targeted) {
    table.notes.insert(table.notes.begin(), tr("the chance to reach the target of revenue is not given, as that counts all that is sold and this is of deals; \"salesctl goal "
                                               "check\" looks at all of it"));
  }
  table.notes.insert(table.notes.end(), f.notes.begin(), f.notes.end());
  if (context.options.explain) {
    for (std::string& line : explanation(as_of)) table.notes.push_back(std::move(line));
  }
  context.show(std::move(table));
  return 0;
}

/// A forecast of the past, and what came.
struct Trial {
  Span period;
  Date made;
  Outlook outlook;
  std::optional<Money> run_rate;
  Money actual;

  bool is_within() const { return outlook.low <= actual && actual <= outlook.high; }
};

/// Made on the same day of the periods before, the earliest first; each has another one before it to learn from.
std::vector<Trial> trials(const Database& db, Context& context, Span period, Date as_of) {
  const Settings& settings = context.settings();
  const Deals now = read_deals(db, settings, as_of);
  const std::optional<int> first = first_begun(now);
  const std::chrono::days passed = as_of - period.from;
  std::vector<Trial> found;
  for (Span span = period; found.size() < windows;) {
    span = span_before(span, span.to);
    if (!first || day_number(span_before(span, span.to).from) < *first) break;
    context.progress(tr("backtest {} of {}", found.size() + 1, windows));
    const Date made = std::min(span.from + passed, span.to - std::chrono::days{2});
    const Outlook outlook = figures(db, settings, DealUnit::company, {span, made}).forecast.all;
    found.push_back({span, made, outlook, run_rate(outlook.won, settings, span, made), won_within(now, span)});
  }
  context.progress({});
  std::ranges::reverse(found);
  return found;
}

Table trials_table(const std::vector<Trial>& all, const Settings& settings) {
  Table table;
  table.title = tr("Forecasts of the past, made on the same day of the period");
  table.money_decimals = settings.currency.decimals;
  table.columns = {{"period", tr("Period")},
                   {"as_of", tr("Made on"), ColumnType::date},
                   {"won", tr("Won"), ColumnType::money},
                   {"commit", tr("Commit"), ColumnType::money},
                   {"best_case", tr("Best case"), ColumnType::money},
                   {"pipeline", tr("Pipeline"), ColumnType::money},
                   {"run_rate", tr("Run rate"), ColumnType::money},
                   {"expected", tr("Forecast"), ColumnType::money},
                   {"low", tr("Low"), ColumnType::money},
                   {"high", tr("High"), ColumnType::money},
                   {"actual", tr("Actual"), ColumnType::money},
                   {"error", tr("Forecast off by"), ColumnType::percent},
                   {"within", tr("Within")}};
  table.charts = {{ChartKind::line, "as_of", {"actual", "expected"}}};
  for (const Trial& t : all) {
    const Outlook& o = t.outlook;
    const std::string both_ends = format_date(t.period.from) + ".." + format_date(t.period.to - std::chrono::days{1});
    std::optional<double> off;
    if (t.actual.minor > 0) off = static_cast<double>(o.expected.minor) / static_cast<double>(t.actual.minor) - 1;
    table.rows.push_back({{parse_period(both_ends, t.made, settings.fiscal).name, t.made, o.won, o.commit, o.best_case, o.pipeline,
                           or_nothing(t.run_rate), o.expected, o.low, o.high, t.actual, ratio_or_nothing(off),
                           word(t.is_within() ? TR_NOOP("yes") : TR_NOOP("no"))},
                          0,
                          false});
  }
  return table;
}

/// "forecast 7.4%, run rate 7.3%": by how much of what came each way to forecast was off.
std::string misses(const std::vector<Trial>& all, double actual) {
  const auto off = [&](auto forecast_of) {
    double sum = 0;
    for (const Trial& t : all) sum += std::abs(static_cast<double>(forecast_of(t).minor - t.actual.minor));
    return 100 * sum / actual;
  };
  const std::array<std::pair<const char*, double>, 5> ways{{{tr("forecast"), off([](const Trial& t) { return t.outlook.expected; })},
                                                           {tr("run rate"), off([](const Trial& t) { return t.run_rate.value_or(Money{}); })},
                                                           {tr("commit"), off([](const Trial& t) { return t.outlook.commit; })},
                                                           {tr("best case"), off([](const Trial& t) { return t.outlook.best_case; })},
                                                           {tr("pipeline"), off([](const Trial& t) { return t.outlook.pipeline; })}}};
  std::string list;
  for (const auto& [name, percent] : ways) list += (list.empty() ? "" : ", ") + tr("{} {:.1f}%", name, percent);
  return list;
}

int show_backtest(Context& context, const Database& db, const Period& period) {
  const Settings& settings = context.settings();
  const std::vector<Trial> all = trials(db, context, period.span, context.as_of());
  Table table = trials_table(all, settings);
  double actual = 0;
  for (const Trial& t : all) actual += static_cast<double>(t.actual.minor);
  if (actual > 0) {
    table.notes = {tr("actual between low and high: {} of {}, where 80% would be right", std::ranges::count_if(all, &Trial::is_within), all.size()),
                   tr("off by on average, of the actual: {}", misses(all, actual)),
                   tr("expected days of deals are those on record now, not those of then")};
  } else {
    table.notes = {tr("no period before has another one before it on record to learn from")};
  }
  context.show(std::move(table));
  return 0;
}

}  // namespace

int run_forecast(const ReportCommand& command, Context& context) {
  const Period period = asked_period(command, context);
  if (command.backtest && !command.by.empty()) throw UsageError(tr("{} says nothing beside {}", "--by", "--backtest"), tr("leave one of them out"));
  const Database db = context.open_store(Access::read);
  return command.backtest ? show_backtest(context, db, period) : show_forecast(command, context, db, period);
}

}  // namespace salesctl
