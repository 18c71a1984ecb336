// salesctl report feedback REP: a page for the talk with a rep: figures and their trend, deals, contacts, what to praise,
// what to work on, and what was agreed.
#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "feedback.hpp"
#include "profile.hpp"
#include "render/spark_line.hpp"
#include "report.hpp"
#include "report/feedback.hpp"
#include "store/customers.hpp"
#include "store/goals.hpp"
#include "store/organisation.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

constexpr std::size_t periods_shown = 6;

/// Where no scorecard is about the rep: what has goals, else revenue.
Scorecard goals_card(const Database& db, const Settings& settings, const Period& period) {
  Scorecard card;
  const auto add = [&](const std::string& metric) {
    Kpi kpi;
    kpi.name = kpi.of = metric;
    kpi.weight = Rate{Rate::one};
    kpi.goal = true;
    card.kpis.push_back(std::move(kpi));
  };
  for (const Metric& metric : settings.metrics) {
    if (!plans_in(db, metric.name, period.span).empty()) add(metric.name);
  }
  if (card.kpis.empty()) add("revenue");
  return card;
}

/// The unit that the period is one of.
std::optional<PeriodUnit> unit_of(const Period& period, FiscalYear fiscal) {
  for (const PeriodUnit unit : {PeriodUnit::month, PeriodUnit::quarter, PeriodUnit::half, PeriodUnit::year}) {
    if (period_of(period.span.from, unit, fiscal).span == period.span) return unit;
  }
  return std::nullopt;
}

PeriodUnit default_unit(const Settings& settings) {
  return settings.scorecards.empty() ? PeriodUnit::quarter : settings.scorecards.front().every;
}

struct Asked {
  PeriodUnit unit = PeriodUnit::quarter;
  Period period;
};

Asked asked_period(const ReportCommand& command, Context& context) {
  const FiscalYear fiscal = context.settings().fiscal;
  if (command.period.empty()) {
    const PeriodUnit unit = default_unit(context.settings());
    const Period running = period_of(context.as_of() + std::chrono::days{1}, unit, fiscal);
    return {unit, period_of(running.span.from - std::chrono::days{1}, unit, fiscal)};
  }
  const Period period = context.period(command.period);
  const std::optional<PeriodUnit> unit = unit_of(period, fiscal);
  if (!unit)
    throw UsageError(tr("feedback is about a month, quarter, half or year, and {} is none", period.name), tr("such as 2026-Q2"));
  return {*unit, period_of(period.span.from, *unit, fiscal)};
}

/// How far a KPI came: its attainment, of a review the part of the scale.
std::optional<Rate> reached(const Scorecard& card, const KpiScore& score) {
  if (score.attainment) return rounded(*score.attainment, 6);
  if (!score.score) return std::nullopt;
  return rounded((*score.score - exact(card.low)) / (exact(card.high) - exact(card.low)), 6);
}

/// The periods up to the one asked for, the last first, as far as the rep was there.
std::vector<TalkedPeriod> read_periods(const Database& db, const Settings& settings, const Talk& talk, const Asked& asked,
                                       Date as_of) {
  std::vector<TalkedPeriod> periods;
  Period period = asked.period;
  while (periods.size() < periods_shown) {
    const KnownPeriod when = known_period(period, as_of);
    if (employed(*talk.rep, when.known).empty()) break;
    TalkedPeriod of{when, read_figures(db, settings, talk.organisation, talk.card, when, as_of, {talk.rep}).front(), {}};
    of.score = score_card(talk.card, of.figures);
    periods.push_back(std::move(of));
    period = period_of(period.span.from - std::chrono::days{1}, asked.unit, settings.fiscal);
  }
  return periods;
}

Section head_section(const Talk& talk) {
  Section section{"rep", {}, true};
  Table& table = section.table;
  const TalkedPeriod& now = talk.periods.front();
  table.title = tr("Feedback for {} {}, {}", talk.rep->id, talk.rep->name, now.when.period.name);
  table.rows.emplace_back();
  const auto add = [&](const char* key, const char* title, Value value, ColumnType type = ColumnType::text) {
    table.columns.push_back({key, title, type});
    table.rows.front().cells.push_back(std::move(value));
  };
  const std::optional<TeamKey> team = team_on(*talk.rep, now.when.last);
  add("team", tr("Team"), team ? Value(talk.organisation.team(*team).name) : Value{});
  add("level", tr("Level"), or_nothing(talk.rep->level));
  add("from_on", tr("From"), now.when.period.span.from, ColumnType::date);
  add("to_on", tr("To"), now.when.last, ColumnType::date);
  if (!talk.appraised) return section;
  const AppraisedRep& r = *talk.appraised;
  const std::optional<Rate> score = r.score.score();
  add("scorecard", tr("Scorecard"), talk.card.title);
  add("score", tr("Score"), score ? decimal(*score) : Value{}, ColumnType::number);
  add("rank", tr("Rank"), r.standing.rank == 0 ? Value{} : Value(std::int64_t{r.standing.rank}), ColumnType::integer);
  add("of", tr("Of"), std::int64_t{talk.ranked}, ColumnType::integer);
  add("grade", tr("Grade"), or_nothing(r.standing.grade));
  add("previous", tr("Score before"), r.previous ? decimal(*r.previous) : Value{}, ColumnType::number);
  add("reviews_missing", tr("Reviews missing"), or_nothing(missing_reviews(r)));
  return section;
}

/// From the earliest to the latest.
std::string trend(const Talk& talk, std::size_t kpi) {
  std::vector<std::optional<std::int64_t>> numbers;
  for (const TalkedPeriod& period : talk.periods) {
    const std::optional<Rate> share = reached(talk.card, period.score.kpis[kpi]);
    numbers.insert(numbers.begin(), share ? std::optional(share->billionths) : std::nullopt);
  }
  return spark_line(numbers);
}

Section figures_section(const Talk& talk, const Settings& settings, bool page) {
  Section section{"figures", {}};
  Table& table = section.table;
  const TalkedPeriod& now = talk.periods.front();
  table.title = tr("Targets and what was reached");
  table.money_decimals = settings.currency.decimals;
  table.columns = {{"kpi", "KPI"},
                   {"value", tr("Value"), ColumnType::number},
                   {"target", tr("Target"), ColumnType::number},
                   {"reached", tr("Reached"), ColumnType::percent},
                   {"before", tr("Before"), ColumnType::percent}};
  if (page) table.columns.push_back({"trend", tr("Trend")});
  for (std::size_t i = 0; i < talk.card.kpis.size(); ++i) {
    const Kpi& kpi = talk.card.kpis[i];
    const KpiFigure& figure = now.figures[i];
    const Value before = talk.periods.size() > 1 ? or_nothing(reached(talk.card, talk.periods[1].score.kpis[i])) : Value{};
    Row row{{kpi.name, shown(settings, kpi, figure.value), shown(settings, kpi, figure.target),
             or_nothing(reached(talk.card, now.score.kpis[i])), before},
            0,
            false};
    if (page) row.cells.emplace_back(trend(talk, i));
    table.rows.push_back(std::move(row));
    if (!now.score.kpis[i].score && !figure.why_none.empty()) table.notes.push_back(kpi.name + ": " + figure.why_none);
  }
  if (page && talk.periods.size() > 1) {
    table.notes.push_back(
        tr("trend: how much was reached from {} to {}", talk.periods.back().when.period.name, now.when.period.name));
  }
  return section;
}

Section history_section(const Talk& talk, const Settings& settings) {
  Section section{"history", {}, false, false};
  Table& table = section.table;
  table.title = tr("History");
  table.money_decimals = settings.currency.decimals;
  table.columns = {{"period", tr("Period")},
                   {"kpi", "KPI"},
                   {"value", tr("Value"), ColumnType::number},
                   {"target", tr("Target"), ColumnType::number},
                   {"reached", tr("Reached"), ColumnType::percent}};
  for (auto period = talk.periods.rbegin(); period != talk.periods.rend(); ++period) {
    for (std::size_t i = 0; i < talk.card.kpis.size(); ++i) {
      const Kpi& kpi = talk.card.kpis[i];
      table.rows.push_back(
          {{period->when.period.name, kpi.name, shown(settings, kpi, period->figures[i].value),
            shown(settings, kpi, period->figures[i].target), or_nothing(reached(talk.card, period->score.kpis[i]))},
           0,
           false});
    }
  }
  return section;
}

std::string why(const Reached& r, TalkReason reason) {
  const auto percent = [](Rate rate) { return format_percent(Rate{(rate.billionths + 500'000) / 1'000'000 * 1'000'000}); };
  switch (reason) {
    case TalkReason::reached:
      return tr("reached {}", percent(*r.now));
    case TalkReason::most_improved:
      return tr("improved most: from {} to {}", percent(*r.before), percent(*r.now));
    case TalkReason::below:
      return tr("reached {} of the target", percent(*r.now));
    case TalkReason::most_fallen:
      return tr("fell most: from {} to {}", percent(*r.before), percent(*r.now));
  }
  return {};
}

/// What the config says to do about this KPI, if its score is low enough.
std::string what_to_do(const Talk& talk, std::size_t kpi) {
  const auto& improve = talk.card.kpis[kpi].improve;
  const auto& score = talk.periods.front().score.kpis[kpi].score;
  if (!improve || !score || *score >= exact(improve->below)) return {};
  if (improve->course.empty()) return improve->text;
  return improve->text + (improve->text.empty() ? "" : ", ") + tr("course {}", improve->course);
}

Section points_section(const Talk& talk, const char* key, const char* title, const std::vector<Reached>& figures,
                       const std::vector<TalkPoint>& points) {
  Section section{key, {}};
  section.table.title = title;
  section.table.columns = {{"kpi", "KPI"}, {"why", tr("Why")}, {"to_do", tr("To do")}};
  for (const TalkPoint& point : points) {
    section.table.rows.push_back({{talk.card.kpis[point.figure].name, why(figures[point.figure], point.reason),
                                   or_nothing(what_to_do(talk, point.figure))},
                                  0,
                                  false});
  }
  return section;
}

Talk read_talk(const Database& db, const Settings& settings, const Asked& asked, const std::string& id, Date as_of) {
  Talk talk;
  talk.organisation = read_organisation(db, settings);
  talk.rep = talk.organisation.find_rep(id);
  const KnownPeriod when = known_period(asked.period, as_of);
  const Span there = employed(*talk.rep, when.known);
  if (there.empty())
    throw UsageError(tr("{} {} was not employed in {}", id, printable(talk.rep->name), asked.period.name),
                     tr("choose another --period"));
  const Scorecard* const card =
      card_of(settings.scorecards, asked.unit, talk.organisation, *talk.rep, there.to - std::chrono::days{1});
  talk.card = card == nullptr ? goals_card(db, settings, asked.period) : *card;
  talk.periods = read_periods(db, settings, talk, asked, as_of);
  if (card == nullptr) return talk;
  const std::vector<Appraisal> appraisals = appraise(db, settings, talk.organisation, asked.unit, when, as_of, card->name);
  talk.appraised = *appraisals.front().find(id);
  talk.ranked = std::ranges::count_if(appraisals.front().reps, [](const AppraisedRep& r) { return r.standing.rank > 0; });
  return talk;
}

}  // namespace

int run_feedback(const ReportCommand& command, Context& context) {
  if (command.subject.empty())
    throw UsageError(tr("whose feedback?"), tr("write a rep's ID; \"salesctl export rep\" lists them"));
  const Settings& settings = context.settings();
  const Asked asked = asked_period(command, context);
  const Date as_of = context.as_of();
  const Database db = context.open_store(Access::read);
  find_key(db, "rep", command.subject);
  const Talk talk = read_talk(db, settings, asked, command.subject, as_of);
  const Format format = context.format();
  const bool page = is_page(format);
  std::vector<Reached> figures;
  for (std::size_t i = 0; i < talk.card.kpis.size(); ++i) {
    const auto before = talk.periods.size() > 1 ? reached(talk.card, talk.periods[1].score.kpis[i]) : std::nullopt;
    figures.push_back({reached(talk.card, talk.periods.front().score.kpis[i]), before});
  }
  std::vector<Section> sections{head_section(talk),
                                figures_section(talk, settings, page),
                                history_section(talk, settings),
                                points_section(talk, "praise", tr("To praise"), figures, to_praise(figures)),
                                points_section(talk, "work_on", tr("To work on"), figures, to_work_on(figures)),
                                open_deals_section(talk, db, settings, as_of),
                                activities_section(talk, db),
                                tasks_section(talk, db, as_of)};
  if (context.options.explain)
    sections.front().table.notes.push_back(tr("facts up to {}", format_date(talk.periods.front().when.last)));
  context.show(laid_out(std::move(sections), format));
  return 0;
}

}  // namespace salesctl
