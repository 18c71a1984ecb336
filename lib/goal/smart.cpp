#include "goal/smart.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "goal/growth.hpp"

namespace salesctl {
namespace {

using std::chrono::days;

constexpr int stale_days = 31;
constexpr int enough_growths = 12;  // a year of sliding by month
constexpr int short_period = 31;

/// The parts of a reason, and the worst verdict among them.
class Finding {
 public:
  void add(Verdict verdict, const std::string& text) {
    verdict_ = std::max(verdict_, verdict);
    reason_ += (reason_.empty() ? "" : "; ") + text;
  }
  Judgement as(Criterion criterion) && { return {criterion, verdict_, std::move(reason_)}; }

 private:
  Verdict verdict_ = Verdict::ok;
  std::string reason_;
};

std::string shown(const GoalFacts& goal, Money amount) { return format_grouped(amount, goal.decimals); }
std::string signed_percent(double rate) { return fmt::format("{:+.1f}%", rate * 100); }
std::string percent_of(Money part, Money whole) {
  return whole.minor == 0 ? "-" : fmt::format("{:.1f}%", 100.0 * static_cast<double>(part.minor) / static_cast<double>(whole.minor));
}

Judgement specific(const GoalFacts& goal) {
  Finding found;
  if (!goal.defined) {
    found.add(Verdict::fail, tr("the configuration has no metric \"{}\"", goal.metric));
    return std::move(found).as(Criterion::specific);
  }
  const std::string what = goal.unit.empty() ? tr("{} as a count", goal.title) : tr("{} in {}", goal.title, goal.unit);
  if (!goal.split) {
    found.add(Verdict::warn, tr("{}, but never split: nobody owns a part of it; \"salesctl goal split {} --metric {}\" does it",
                                what, goal.period.name, goal.metric));
  } else if (goal.split->to == ScopeLevel::company) {
    found.add(Verdict::warn, tr("{}, but nobody below the company owns a part of it; split it with --to rep", what));
  } else if (goal.split->to == ScopeLevel::team) {
    found.add(Verdict::ok, tr("{}, owned by {} team(s)", what, goal.split->teams));
  } else {
    found.add(Verdict::ok, tr("{}, owned by {} rep(s) in {} team(s)", what, goal.split->reps, goal.split->teams));
  }
  if (goal.split && goal.split->leavers > 0) {
    found.add(Verdict::warn, tr("{} who left still have {} of it", goal.split->leavers, shown(goal, goal.split->left_behind)));
  }
  if (goal.split && goal.configured && *goal.configured != goal.amount) {
    found.add(Verdict::warn, tr("the configuration says {}, the plan {}", shown(goal, *goal.configured), shown(goal, goal.amount)));
  }
  return std::move(found).as(Criterion::specific);
}

Judgement measurable(const GoalFacts& goal) {
  Finding found;
  std::int64_t facts = 0;
  for (const DayTotal& day : goal.days) facts += day.facts;
  if (facts == 0) {
    found.add(Verdict::fail, tr("{} has no facts up to {}", goal.title, format_date(goal.as_of)));
    return std::move(found).as(Criterion::measurable);
  }
  const Date last = goal.days.back().day;
  found.add(Verdict::ok, tr("{} fact(s) from {} to {}", format_grouped(Money{facts}, 0), format_date(goal.days.front().day),
                            format_date(last)));
  const Date looked_at = std::min(goal.as_of, goal.period.span.to - days{1});
  if (const auto age = (looked_at - last).count(); age > stale_days) {
    found.add(Verdict::warn, tr("none in the {} days before {}", age, format_date(looked_at)));
  }
  const Span year{add_months(goal.as_of + days{1}, -12), goal.as_of + days{1}};
  Money all, nobodys;
  for (const DayTotal& day : goal.days) {
    if (!year.contains(day.day)) continue;
    all += Money{day.value};
    nobodys += Money{day.nobodys};
  }
  if (nobodys > Money{} && nobodys.minor > all.minor / 10) {
    found.add(Verdict::warn, tr("{} of the past 12 months is credited to no rep", percent_of(nobodys, all)));
  }
  return std::move(found).as(Criterion::measurable);
}

/// The growth asked, beside the past ones.
void compare_growth(const GoalFacts& goal, Span covered, Finding& found) {
  const Span before = years_before(goal.period.span, 1);
  const std::string year = span_name(before, goal.fiscal);
  const Money base = total_in(goal.days, before);
  const bool known = covered.from <= before.from && before.to <= covered.to;
  if (base <= Money{}) {
    found.add(Verdict::warn, tr("there is no history to compare with: {} came to {}", year, shown(goal, base)));
    return;
  }
  const double asked = static_cast<double>(goal.amount.minor) / static_cast<double>(base.minor) - 1;
  if (!known) {
    found.add(Verdict::warn, tr("the history is short: asks {} on what is known of {} ({}), which facts from {} to {} cover in part",
                                signed_percent(asked), year, shown(goal, base), format_date(covered.from),
                                format_date(covered.to - days{1})));
    return;
  }
  const std::vector<Growth> past = past_growths(goal.days, goal.period.span, covered);
  if (past.empty()) {
    found.add(Verdict::warn, tr("asks {} on {} ({}); no earlier growth to compare with, facts begin on {}",
                                signed_percent(asked), year, shown(goal, base), format_date(covered.from)));
    return;
  }
  const auto lower = std::ranges::count_if(past, [&](const Growth& growth) { return growth.rate < asked; });
  const Growth& best = *std::ranges::max_element(past, {}, &Growth::rate);
  const auto size = static_cast<std::ptrdiff_t>(past.size());
  Verdict verdict = Verdict::ok;
  if (lower * 4 > size * 3) verdict = Verdict::warn;
  if (lower == size && size >= enough_growths) verdict = Verdict::fail;
  found.add(verdict, tr("asks {} on {} ({}), more than {} of {} past growths (percentile {}; best {} in {})",
                        signed_percent(asked), year, shown(goal, base), lower, size, lower * 100 / size,
                        signed_percent(best.rate), span_name(best.span, goal.fiscal)));
}

Judgement achievable(const GoalFacts& goal) {
  Finding found;
  if (const auto covered = covered_span(goal.days, goal.as_of)) {
    compare_growth(goal, *covered, found);
  } else {
    found.add(Verdict::warn, tr("there is no history to compare with"));
  }
  const Money done = total_in(goal.days, goal.period.span);
  const Money open = goal.pipeline ? goal.pipeline->weighted : Money{};
  const std::string cover = percent_of(done + open, goal.amount);
  if (goal.pipeline) {
    std::string deals = tr("{} done and {} expected from {} open deal(s) cover {}", shown(goal, done), shown(goal, open),
                           goal.pipeline->deals, cover);
    if (goal.pipeline->guessed > 0) deals += tr(" ({} without an amount, taken at the average)", goal.pipeline->guessed);
    found.add(Verdict::ok, deals);
  } else if (goal.period.span.from <= goal.as_of) {
    found.add(Verdict::ok, tr("{} done covers {}", shown(goal, done), cover));
  }
  Judgement judgement = std::move(found).as(Criterion::achievable);
  if (goal.amount > Money{} && done + open >= goal.amount) judgement.verdict = Verdict::ok;
  return judgement;
}

Judgement relevant(const GoalFacts& goal) {
  Finding found;
  if (!goal.objective.empty()) found.add(Verdict::ok, tr("the objective \"{}\" holds it", printable(goal.objective)));
  if (goal.longer && goal.longer->part) {
    const LongerGoal& longer = *goal.longer;
    const std::string share = percent_of(goal.amount, longer.amount);
    if (goal.amount < *longer.part) {
      found.add(goal.objective.empty() ? Verdict::warn : Verdict::ok,
                tr("falls short of the {} that the goal for {} ({}) has for {}: {} of it", shown(goal, *longer.part),
                   longer.period, shown(goal, longer.amount), goal.period.name, share));
    } else {
      found.add(Verdict::ok, tr("is {} of the goal for {} ({}), which has {} for {}", share, longer.period,
                                shown(goal, longer.amount), shown(goal, *longer.part), goal.period.name));
    }
  } else if (goal.longer) {
    found.add(Verdict::ok, tr("is {} of the goal for {} ({})", percent_of(goal.amount, goal.longer->amount),
                              goal.longer->period, shown(goal, goal.longer->amount)));
  } else if (goal.objective.empty() && goal.has_objectives) {
    found.add(Verdict::warn, tr("no objective of \"okr\" holds it, and no longer goal of {}", goal.title));
  } else if (goal.objective.empty()) {
    const bool top = add_months(goal.period.span.from, 12) <= goal.period.span.to;
    found.add(top ? Verdict::ok : Verdict::warn,
              top ? tr("a goal for a year or more, which shorter ones of {} roll up to", goal.title)
                  : tr("no longer goal of {} to roll up to, and no objective holds it", goal.title));
  }
  return std::move(found).as(Criterion::relevant);
}

Judgement time_bound(const GoalFacts& goal) {
  Finding found;
  const Span span = goal.period.span;
  const std::string dates = tr("from {} to {}", format_date(span.from), format_date(span.to - days{1}));
  if (goal.split && goal.split->milestones > 1) {
    const char* const units[] = {TR_NOOP("day"), TR_NOOP("week"), TR_NOOP("month"), TR_NOOP("quarter"), TR_NOOP("half"), TR_NOOP("year")};
    found.add(Verdict::ok, tr("{}, with {} milestones by {}", dates, goal.split->milestones,
                              tr(units[static_cast<std::size_t>(goal.split->by)])));
  } else if (span.days() <= short_period) {
    found.add(Verdict::ok, tr("{}, short enough to need no milestones", dates));
  } else if (goal.split) {
    found.add(Verdict::warn, tr("{}, without milestones; split it with --by month", dates));
  } else {
    found.add(Verdict::warn, tr("{}, without milestones until it is split", dates));
  }
  return std::move(found).as(Criterion::time_bound);
}

}  // namespace

std::string_view to_string(Criterion criterion) {
  switch (criterion) {
    case Criterion::specific: return "specific";
    case Criterion::measurable: return "measurable";
    case Criterion::achievable: return "achievable";
    case Criterion::relevant: return "relevant";
    case Criterion::time_bound: return "time-bound";
  }
  return {};
}

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::ok: return "ok";
    case Verdict::warn: return "warn";
    case Verdict::fail: return "fail";
  }
  return {};
}

Verdict parse_fail_on(std::string_view text) {
  if (text == "warn") return Verdict::warn;
  if (text == "fail") return Verdict::fail;
  throw ValueError(tr("\"{}\" is no verdict to fail on", printable(text)), tr("warn or fail"));
}

std::vector<Judgement> judge(const GoalFacts& goal) {
  return {specific(goal), measurable(goal), achievable(goal), relevant(goal), time_bound(goal)};
}

}  // namespace salesctl
