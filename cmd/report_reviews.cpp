// salesctl report reviews-due: whose judgement of whom a scorecard still waits for.
#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/sorted.hpp"
#include "base/text.hpp"
#include "report.hpp"
#include "score_reps.hpp"
#include "store/organisation.hpp"
#include "store/scores.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

/// Who judged this rep on which criteria.
class Given {
 public:
  explicit Given(std::span<const Review> about) : about_(about) {}
  /// The criteria on which nobody in that role judged: whoever did as manager counts as such.
  std::string lacking(const std::vector<std::string>& criteria, ReviewRole role) const {
    std::string text;
    for (const std::string& criterion : criteria) {
      const bool there = std::ranges::any_of(about_, [&](const Review& r) { return r.role == role && r.criterion == criterion; });
      if (!there) text += (text.empty() ? "" : ", ") + criterion;
    }
    return text;
  }
  int peers() const {
    std::set<RepKey> peers;
    for (const Review& r : about_) {
      if (r.role == ReviewRole::peer) peers.insert(r.reviewer);
    }
    return static_cast<int>(peers.size());
  }

 private:
  std::span<const Review> about_;
};

std::vector<std::string> criteria_of(const Scorecard& card) {
  std::vector<std::string> criteria;
  for (const Kpi& kpi : card.kpis) {
    for (const auto& [criterion, weight] : kpi.criteria) {
      if (std::ranges::find(criteria, criterion) == criteria.end()) criteria.push_back(criterion);
    }
  }
  return criteria;
}

class DueList {
 public:
  DueList(const Settings& settings, const Organisation& organisation, const Period& period, Table& table)
      : rules_(settings.reviews), organisation_(organisation), names_(organisation), period_(period), table_(table) {}

  void add(const Scorecard& card, const Rep& rep, Date day, const Given& given) {
    const std::vector<std::string> criteria = criteria_of(card);
    if (rules_.self > Rate{}) add_row(&rep, {}, rep, ReviewRole::self, 1, given.lacking(criteria, ReviewRole::self));
    if (rules_.manager > Rate{}) {
      const ManagerOf manager = manager_of(organisation_, rep, day);
      add_row(manager.rep, manager.named, rep, ReviewRole::manager, 1, given.lacking(criteria, ReviewRole::manager));
    }
    const int peers = rules_.peers - given.peers();
    if (rules_.peer > Rate{} && peers > 0)
      add_row(nullptr, {}, rep, ReviewRole::peer, peers, joined({criteria.begin(), criteria.end()}));
  }

 private:
  void add_row(const Rep* reviewer, const std::string& named, const Rep& about, ReviewRole role, int number,
               const std::string& criteria) {
    if (criteria.empty()) return;
    const bool nobody = role == ReviewRole::manager && named.empty();
    const Value who = reviewer != nullptr ? names_.scope(ScopeLevel::rep, reviewer->id) : nobody ? Value(Named({}, tr("(nobody leads)"))) : or_nothing(named);
    table_.rows.push_back(
        {{period_.name, who, names_.scope(ScopeLevel::rep, about.id), role_name(role), std::int64_t{number}, criteria},
         0,
         false});
  }

  const ReviewRules& rules_;
  const Organisation& organisation_;
  Names names_;
  const Period& period_;
  Table& table_;
};

bool judges(const Scorecard& card) {
  return std::ranges::any_of(card.kpis, [](const Kpi& kpi) { return kpi.source == KpiSource::review; });
}

/// The period asked for; without one the last of the first scorecard with reviews that is over.
Period asked_period(const ReportCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const auto card = std::ranges::find_if(settings.scorecards, judges);
  if (card == settings.scorecards.end())
    throw UsageError(tr("no scorecard goes by reviews"), tr("give one an item with \"review\", see salesctl.yaml(5)"));
  if (!command.subject.empty()) return context.period(command.subject);
  const Period running = period_of(context.as_of() + std::chrono::days{1}, card->every, settings.fiscal);
  return period_of(running.span.from - std::chrono::days{1}, card->every, settings.fiscal);
}

}  // namespace

int run_reviews_due(const ReportCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const Period period = asked_period(command, context);
  const KnownPeriod when = known_period(period, context.as_of());
  const Database db = context.open_store(Access::read);
  const Organisation organisation = read_organisation(db, settings);
  const std::vector<Review> reviews = read_reviews(db, period.name, settings.reviews);
  Table table;
  table.title = tr("Reviews due, {}", period.name);
  table.columns = {{"period", tr("Period")},
                   {"reviewer", tr("Reviewer")},
                   {"rep", tr("About")},
                   {"role", tr("Role")},
                   {"number", tr("Number"), ColumnType::integer},
                   {"criteria", tr("Criteria")}};
  DueList due(settings, organisation, period, table);
  for (const Rep& rep : organisation.reps) {
    const Span there = employed(rep, when.known);
    if (there.empty()) continue;
    const Date day = there.to - std::chrono::days{1};
    for (const PeriodUnit unit : {PeriodUnit::month, PeriodUnit::quarter, PeriodUnit::half, PeriodUnit::year}) {
      if (period_of(period.span.from, unit, settings.fiscal).span != period.span) continue;
      const Scorecard* const card = card_of(settings.scorecards, unit, organisation, rep, day);
      if (card == nullptr || !judges(*card)) continue;
      const auto about = all_with(reviews, rep.key, &Review::reviewee);
      due.add(*card, rep, day, Given({about.begin(), about.end()}));
    }
  }
  if (table.rows.empty()) table.notes.push_back(tr("nobody has a review to give"));
  context.show(std::move(table));
  return 0;
}

}  // namespace salesctl
