// salesctl score awards: who wins, and why; what is won is kept.
#include "score_awards.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "score.hpp"
#include "store/awards.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

using std::chrono::days;

constexpr int runners_up = 2;  // shown below the winners

struct AwardsCommand {
  std::string period = "last-quarter";
  std::string award;
  bool all = false;
};

/// An award of a period: everybody who may win, best first.
struct Contest {
  const AwardRule* rule;
  Period period;
  std::vector<Contender> contenders;
  std::vector<AwardStanding> standings;

  const Contender& of(const AwardStanding& standing) const { return contenders[standing.contender]; }
};

std::string money_text(const Settings& settings, const AwardRule& rule, Money amount) {
  return format_grouped(amount, metric_decimals(settings, find_metric(settings, rule.metric)));
}

std::string result_text(const Settings& settings, const AwardRule& rule, const Contender& c, const AwardStanding& standing) {
  if (rule.kind == AwardKind::improved) {
    return tr("{:.1f}% of what was usual a day in the year before, the others {:.1f}%", standing.own_growth * 100, standing.norm * 100);
  }
  if (!rule.sql.empty()) return std::string(fmt::format("{:.10g}", *standing.result));
  const std::string metric = tr(find_metric(settings, rule.metric).title.c_str());
  std::string text = metric + " " + money_text(settings, rule, *c.actual);
  if (rule.by_attainment || c.target) text += c.attainment() ? tr(", {:.1f}% of the target", *c.attainment() * 100) : std::string();
  return text;
}

std::string barred_text(const Settings& settings, const AwardRule& rule, Barred barred) {
  switch (barred) {
    case Barred::no: return {};
    case Barred::no_result: return tr("no result");
    case Barred::no_target: return tr("no target");
    case Barred::below_least: return tr("below the least of {}", money_text(settings, rule, *rule.least));
    case Barred::below_attainment: return tr("below {} of the target", format_percent(*rule.least_attainment));
    case Barred::not_new: return tr("did not come within {} months", rule.months);
    case Barred::too_little_before: return tr("too little in the year before to grow from");
  }
  return {};
}

std::string reason(const Settings& settings, const Contest& contest, const AwardStanding& standing) {
  if (standing.barred != Barred::no) return barred_text(settings, *contest.rule, standing.barred);
  std::string text = result_text(settings, *contest.rule, contest.of(standing), standing);
  if (standing.wins && std::ranges::count(contest.standings, standing.rank, &AwardStanding::rank) > 1) text += std::string("; ") + tr("shared");
  return text;
}

/// Keeps who won, where the period is over and nobody was given the award yet. Says where today's facts say otherwise.
void give(const Database& db, Context& context, const std::vector<Contest>& contests, std::vector<std::string>& notes) {
  const Settings& settings = context.settings();
  std::vector<GivenAward> given;
  for (const Contest& contest : contests) {
    const AwardRule& rule = *contest.rule;
    if (context.as_of() < contest.period.span.to - days{1}) {
      notes.push_back(tr("{}: {} is not over, so nothing is given yet", rule.title, contest.period.name));
      continue;
    }
    std::vector<std::string> winners;
    std::vector<GivenAward> fresh;
    for (const AwardStanding& s : contest.standings) {
      if (!s.wins) continue;
      winners.push_back(contest.of(s).id);
      fresh.push_back({rule.name, contest.period, rule.kind == AwardKind::team ? ScopeLevel::team : ScopeLevel::rep, winners.back(),
                       reason(settings, contest, s), rule.prize, rule.amount});
    }
    std::ranges::sort(winners);
    const std::vector<std::string> before = winners_of(db, rule.name, contest.period.name);
    if (before.empty()) {
      std::ranges::move(fresh, std::back_inserter(given));
    } else if (before != winners) {
      notes.push_back(tr("{} of {} was given to {} and stays with them, though by what is known now it would be {}", rule.title, contest.period.name,
                         joined({before.begin(), before.end()}), winners.empty() ? tr("nobody") : joined({winners.begin(), winners.end()})));
    }
  }
  if (given.empty()) return context.say(tr("nothing has changed"));
  Run run = context.run("award_history", {});
  run.counts.inserted = static_cast<std::int64_t>(given.size());
  const std::int64_t key = record_run(db, run);
  for (const GivenAward& award : given) write_award(db, award, context.as_of(), key);
}

Table awards_table(const AwardsCommand& command, const Settings& settings, const std::vector<Contest>& contests) {
  Table table;
  table.title = tr("Awards");
  table.money_decimals = settings.currency.decimals;
  table.columns = {{"award", tr("Award")},   {"period", tr("Period")}, {"rank", tr("Rank"), ColumnType::integer},
                   {"name", tr("Who")},      {"wins", tr("Wins")},     {"prize", tr("Prize")},
                   {"amount", tr("Amount"), ColumnType::money},        {"reason", tr("Why")}};
  for (const Contest& contest : contests) {
    bool anybody = false;
    for (const AwardStanding& s : contest.standings) {
      const bool shown = s.barred == Barred::no && s.rank <= contest.rule->winners + runners_up;
      if (!shown && !command.all) continue;
      anybody = anybody || s.wins;
      const Contender& c = contest.of(s);
      table.rows.push_back({{Named(contest.rule->name, contest.rule->title), contest.period.name,
                             s.rank == 0 ? Value{} : Value{std::int64_t{s.rank}}, Named(c.id, c.name), word(s.wins ? TR_NOOP("yes") : ""),
                             or_nothing(s.wins ? contest.rule->prize : std::string()), s.wins ? or_nothing(contest.rule->amount) : Value{},
                             reason(settings, contest, s)},
                            0, false});
    }
    if (!anybody) table.notes.push_back(tr("{}: nobody meets the conditions in {}", contest.rule->title, contest.period.name));
  }
  return table;
}

std::vector<const AwardRule*> asked_rules(const Settings& settings, const std::string& name) {
  std::vector<const AwardRule*> rules;
  std::vector<std::string_view> names;
  for (const AwardRule& rule : settings.awards) {
    names.emplace_back(rule.name);
    if (name.empty() || rule.name == name) rules.push_back(&rule);
  }
  if (names.empty()) throw UsageError(tr("the config has no awards"), tr("salesctl.yaml(5) says how to write \"awards:\""));
  if (rules.empty()) throw UsageError(tr("there is no award \"{}\"{}", printable(name), did_you_mean(name, names)), tr("awards: {}", joined(names)));
  return rules;
}

std::vector<Contest> contests_of(const AwardsCommand& command, const Database& db, Context& context) {
  const Settings& settings = context.settings();
  const AwardFacts facts(db, settings, context.as_of());
  const Period asked = context.period(command.period);
  std::vector<Contest> contests;
  for (const AwardRule* rule : asked_rules(settings, command.award)) {
    for (const Period& slice : split_span(asked.span, rule->every, settings.fiscal)) {
      const Period whole = period_of(slice.span.from, rule->every, settings.fiscal);
      if (whole.span != slice.span || context.as_of() < whole.span.from) continue;
      Contest contest{rule, whole, facts.contenders(*rule, whole), {}};
      contest.standings = award_standings(*rule, contest.contenders, whole.span);
      contests.push_back(std::move(contest));
    }
  }
  if (contests.empty()) {
    throw UsageError(tr("no award is won within {}", asked.name), tr("name a period that holds a whole one of \"every\" and has begun"));
  }
  return contests;
}

int run_awards(const AwardsCommand& command, Context& context) {
  const Database db = context.open_store(Access::write);
  Transaction transaction(db);
  const std::vector<Contest> contests = contests_of(command, db, context);
  Table table = awards_table(command, context.settings(), contests);
  if (!context.options.dry_run) give(db, context, contests, table.notes);
  if (is_page(context.format())) drop_empty_columns(table);
  if (context.shows_stored() || context.options.dry_run) context.show(std::move(table));
  if (!context.options.dry_run) transaction.commit();
  return 0;
}

}  // namespace

void add_score_awards(CommandLine app) {
  const CommandLine awards = app.subcommand("awards", tr("Who wins the awards of a period, and why; who won is kept"));
  AwardsCommand& command = awards.runs(run_awards);
  awards.option("--period", command.period, "PERIOD", tr("Whole periods of the awards within it (default last-quarter)"));
  awards.option("--award", command.award, "NAME", tr("Only this award"));
  awards.flag("--all", command.all, tr("Everybody, with the reason why somebody cannot win"));
  awards.footer(tr("Examples:\n  salesctl score awards\n  salesctl score awards --period 2026 --award best_seller -n"));
}

}  // namespace salesctl
