// salesctl score reps: everybody's score by the scorecards, with rank, grade and what changed.
#include "score_reps.hpp"

#include <algorithm>
#include <climits>
#include <cmath>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "score.hpp"
#include "score/rater_effect.hpp"
#include "store/customers.hpp"
#include "store/organisation.hpp"
#include "store/scores.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

const Scorecard& asked_card(const Settings& settings, const std::string& name) {
  const std::vector<Scorecard>& cards = settings.scorecards;
  if (cards.empty())
    throw UsageError(tr("there are no scorecards"), tr("write some under \"scorecards\" in salesctl.yaml, see salesctl.yaml(5)"));
  if (name.empty()) return cards.front();
  const auto card = std::ranges::find(cards, name, &Scorecard::name);
  if (card != cards.end()) return *card;
  std::vector<std::string_view> names;
  for (const Scorecard& c : cards) names.emplace_back(c.name);
  throw UsageError(tr("there is no scorecard \"{}\"{}", printable(name), did_you_mean(name, names)),
                   tr("scorecards: {}", joined(names)));
}

/// The period asked for and its unit; without one the last of the first scorecard's that is over.
std::pair<PeriodUnit, Period> asked_period(const ScoreRepsCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const Scorecard& card = asked_card(settings, command.scorecard);
  if (command.period.empty()) {
    const Period running = period_of(context.as_of() + std::chrono::days{1}, card.every, settings.fiscal);
    return {card.every, period_of(running.span.from - std::chrono::days{1}, card.every, settings.fiscal)};
  }
  const Period period = context.period(command.period);
  const auto fits = [&](const Scorecard& c) {
    return (command.scorecard.empty() || c.name == command.scorecard) &&
           period_of(period.span.from, c.every, settings.fiscal).span == period.span;
  };
  const auto found = std::ranges::find_if(settings.scorecards, fits);
  if (found != settings.scorecards.end()) return {found->every, period_of(period.span.from, found->every, settings.fiscal)};
  std::string list;
  for (const Scorecard& c : settings.scorecards)
    list += (list.empty() ? "" : ", ") + tr("{}: every {}", c.name, std::string(to_string(c.every)));
  throw UsageError(tr("no scorecard is for {}", period.name), tr("scorecards: {}", list));
}

/// Reps and teams that scorecards name must be there, or a typing error would leave somebody without a score.
void refuse_unknown(const Settings& settings, const Organisation& organisation) {
  for (const Scorecard& card : settings.scorecards) {
    for (const std::string& rep : card.whom.reps) {
      if (organisation.find_rep(rep) == nullptr)
        throw ConfigError(tr("scorecard {}: there is no rep \"{}\" in the store", card.name, printable(rep)), {}, card.place);
    }
    for (const std::string& team : card.whom.teams) {
      if (organisation.find_team(team) == nullptr)
        throw ConfigError(tr("scorecard {}: there is no team \"{}\" in the store", card.name, printable(team)), {}, card.place);
    }
  }
}

/// What is stored of an appraisal: who has a score.
ScoredPeriod to_store(const Appraisal& appraisal) {
  ScoredPeriod scored{appraisal.card->name, appraisal.when.period, appraisal.when.last, {}};
  for (const AppraisedRep& r : appraisal.reps) {
    if (r.score.total) scored.scores.push_back({r.rep->key, *r.score.score(), r.standing.rank, r.standing.grade});
  }
  std::ranges::sort(scored.scores, {}, &RepScore::rep);
  return scored;
}

/// Stores what is new; a later day's scores stay.
void store(const Database& db, Context& context, const std::vector<Appraisal>& appraisals) {
  std::vector<ScoredPeriod> fresh;
  std::size_t scores = 0;
  for (const Appraisal& appraisal : appraisals) {
    ScoredPeriod now = to_store(appraisal);
    const std::optional<ScoredPeriod> before = stored_scores(db, now.scorecard, now.period);
    if (before && before->scored > now.scored) {
      context.say(tr("nothing is stored: {} was scored by {} as of {}, which is later than {}", now.period.name, now.scorecard,
                     format_date(before->scored), format_date(now.scored)));
      continue;
    }
    if (before ? *before == now : now.scores.empty()) continue;
    scores += now.scores.size();
    fresh.push_back(std::move(now));
  }
  if (fresh.empty()) return context.say(tr("nothing has changed since these reps were scored"));
  Run run = context.run("rep_score", {});
  run.counts.inserted = static_cast<std::int64_t>(scores);
  const std::int64_t key = record_run(db, run);
  for (const ScoredPeriod& scored : fresh) write_scores(db, scored, key);
}

std::string left_out(const Scorecard& card, const CardScore& score) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < card.kpis.size(); ++i) {
    if (!score.kpis[i].score) names.emplace_back(card.kpis[i].name);
  }
  return joined(names);
}

std::string in_words(const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) text += (text.empty() ? "" : "; ") + sentence;
  return text;
}

/// What the rep may become, in the card's order.
std::string eligible_for(const Scorecard& card, const AppraisedRep& r) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < r.promotions.size(); ++i) {
    if (r.promotions[i]) words.emplace_back(card.promotion[i].to);
  }
  return joined(words);
}

Row rep_row(const Organisation& organisation, const Names& names, const Appraisal& appraisal, const AppraisedRep& r) {
  const std::optional<Rate> score = r.score.score();
  const Value team = r.team ? names.scope(ScopeLevel::team, organisation.team(*r.team).id) : Value{};
  const Value change = score && r.previous ? decimal(*score - *r.previous) : Value{};
  return {{or_nothing(r.standing.rank == 0 ? std::nullopt : std::optional<std::int64_t>(r.standing.rank)),
           names.scope(ScopeLevel::rep, r.rep->id), team, Named(appraisal.card->name, appraisal.card->title),
           score ? decimal(*score) : Value{}, or_nothing(r.standing.grade), r.previous ? decimal(*r.previous) : Value{}, change,
           or_nothing(left_out(*appraisal.card, r.score)), or_nothing(missing_reviews(r)),
           or_nothing(eligible_for(*appraisal.card, r)), or_nothing(in_words(improvements(*appraisal.card, r.score)))},
          0,
          false};
}

/// Whether the rep is in the team or one below it.
bool is_in(const Organisation& organisation, const AppraisedRep& r, const Team* team) {
  if (team == nullptr) return true;
  if (!r.team) return false;
  const std::vector<TeamKey> teams = with_ancestors(organisation, *r.team);
  return std::ranges::find(teams, team->key) != teams.end();
}

void show(const ScoreRepsCommand& command, Context& context, const Database& db, const Organisation& organisation,
          const KnownPeriod& when, const std::vector<Appraisal>& appraisals) {
  const Team* team = nullptr;
  if (!command.team.empty()) {
    find_key(db, "team", command.team);
    team = organisation.find_team(command.team);
  }
  Table table;
  table.title = tr("Scores of reps, {}", when.period.name);
  table.columns = {{"rank", tr("Rank"), ColumnType::integer},
                   {"rep", tr("Rep")},
                   {"team", tr("Team")},
                   {"scorecard", tr("Scorecard")},
                   {"score", tr("Score"), ColumnType::number},
                   {"grade", tr("Grade")},
                   {"previous", tr("Before"), ColumnType::number},
                   {"change", tr("Change"), ColumnType::number},
                   {"left_out", tr("Left out")},
                   {"reviews_missing", tr("Reviews missing")},
                   {"eligible", tr("Eligible for")},
                   {"improve", tr("To do")}};
  const Names names(organisation);
  for (const Appraisal& appraisal : appraisals) {
    std::vector<const AppraisedRep*> order;
    for (const AppraisedRep& r : appraisal.reps) {
      if (is_in(organisation, r, team)) order.push_back(&r);
    }
    std::ranges::stable_sort(order, {}, [](const AppraisedRep* r) { return r->standing.rank == 0 ? INT_MAX : r->standing.rank; });
    for (const AppraisedRep* r : order) table.rows.push_back(rep_row(organisation, names, appraisal, *r));
  }
  if (when.last < when.period.span.to - std::chrono::days{1})
    table.notes.push_back(tr("{} is not over: facts up to {}", when.period.name, format_date(when.last)));
  const bool some_left_out = std::ranges::any_of(table.rows, [](const Row& row) { return row.cells[8] != Value{}; });
  if (some_left_out)
    table.notes.push_back(tr("what is left out has no data or no target and is not zero: the other weights count for it"));
  const bool some_missing = std::ranges::any_of(table.rows, [](const Row& row) { return row.cells[9] != Value{}; });
  if (some_missing)
    table.notes.push_back(
        tr("a missing review is not zero: the others count for it; \"salesctl report reviews-due\" lists whose it is"));
  context.show(std::move(table));
}

int show_raters(Context& context, const Database& db, const KnownPeriod& when) {
  const Settings& settings = context.settings();
  const Organisation organisation = read_organisation(db, settings);
  Table table;
  table.title = tr("Reviewers' leniency, {}", when.period.name);
  table.columns = {{"reviewer", tr("Reviewer")},
                   {"people", tr("People"), ColumnType::integer},
                   {"judgements", tr("Judgements"), ColumnType::integer},
                   {"effect", tr("Effect"), ColumnType::number}};
  std::vector<RaterEffect> effects = rater_effects(read_reviews(db, when.period.name, settings.reviews));
  std::ranges::stable_sort(effects, std::ranges::greater{}, &RaterEffect::effect);
  const Names names(organisation);
  for (const RaterEffect& rater : effects) {
    const Rep* const rep = organisation.find_rep(rater.rater);
    table.rows.push_back({{names.scope(ScopeLevel::rep, rep == nullptr ? "" : rep->id), std::int64_t{rater.people},
                           std::int64_t{rater.judgements}, std::round(rater.effect * 100) / 100},
                          0,
                          false});
  }
  table.notes = {tr("how much higher than others this reviewer scores the same people on the same criteria, drawn towards zero "
                    "where judgements are few; who "
                    "judged fewer than {} people has no effect",
                    least_people),
                 settings.reviews.rater_effect
                     ? tr("scores are corrected by it")
                     : tr("scores are not corrected by it: \"rater_effect\" under \"reviews\" says so")};
  context.show(std::move(table));
  return 0;
}

int run_score_reps(const ScoreRepsCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const auto [unit, period] = asked_period(command, context);
  const KnownPeriod when = known_period(period, context.as_of());
  const bool explain = !command.rep.empty();
  if (command.raters && (explain || !command.team.empty()))
    throw UsageError(tr("--raters shows the reviewers, no scores"), tr("leave out REP and --team"));
  if (explain && !command.team.empty())
    throw UsageError(tr("a rep by its id is shown by itself"), tr("leave out --team, or the id"));
  if (command.raters) return show_raters(context, context.open_store(Access::read), when);
  const Database db = context.open_store(explain ? Access::read : Access::write);
  if (explain) find_key(db, "rep", command.rep);
  std::optional<Transaction> transaction;
  if (!explain) transaction.emplace(db);
  const Organisation organisation = read_organisation(db, settings);
  refuse_unknown(settings, organisation);
  const std::vector<Appraisal> appraisals = appraise(db, settings, organisation, unit, when, context.as_of(), command.scorecard);
  if (explain) return run_explain_rep(command, context, organisation, appraisals);
  if (!context.options.dry_run) store(db, context, appraisals);
  if (context.shows_stored() || context.options.dry_run) show(command, context, db, organisation, when, appraisals);
  if (!context.options.dry_run) transaction->commit();
  return 0;
}

}  // namespace

void add_score_reps(CommandLine app) {
  const CommandLine reps = app.subcommand("reps", tr("Score, rank and grade of every rep by the scorecards"));
  ScoreRepsCommand& command = reps.runs(run_score_reps);
  reps.argument("REP", command.rep, tr("Show how this rep's score comes about"));
  reps.option("--period", command.period, "PERIOD", tr("Such as 2026-Q2 (default: the last that is over)"));
  reps.option("--scorecard", command.scorecard, "NAME", tr("Score only by this scorecard"));
  reps.option("--team", command.team, "TEAM", tr("Show only this team and those below it"));
  reps.flag("--raters", command.raters, tr("Show instead how lenient each reviewer is"));
  reps.footer(
      tr("Examples:\n  salesctl score reps --period 2026-Q2\n  salesctl score reps --team north -f md\n"
         "  salesctl score reps R07 --period 2026-Q2 --explain"));
}

}  // namespace salesctl
