// salesctl assign tasks: what there is to do, by the facts.
#include <algorithm>
#include <set>

#include "assign_tasks.hpp"
#include "base/message.hpp"
#include "model/stage_chance.hpp"
#include "report/open_pipeline.hpp"
#include "store/deals.hpp"
#include "tables.hpp"
#include "visits.hpp"

namespace salesctl {
namespace {

using std::chrono::days;

const Date ever = make_date(9999, 12, 31);

class Sources {
 public:
  Sources(const Database& db, const Settings& settings, TaskRun& run, Date as_of)
      : db_(db), settings_(settings), run_(run), as_of_(as_of), cards_(db), deal_cards_(db, as_of),
        facts_(read_churn_facts(db, settings, as_of)), model_(learn(facts_, settings.churn, day_number(as_of), settings.churn.horizon)),
        cases_(db, settings, facts_, model_, settings.churn), deals_(read_deals(db, settings, as_of)),
        outlooks_(read_outlooks(db, deals_, as_of)), chances_(probabilities(settings.stages, deals_)) {}

  std::vector<TaskLine> all() {
    add_churn();
    add_quotes();
    add_deals();
    add_visits();
    if (!facts_.classes.from) run_.notes.push_back(tr("no classes yet, so no cadence: \"salesctl score customers\" makes them"));
    if (opted_out_ > 0) run_.notes.push_back(tr("opted out of calls and mails, so left out: {}", opted_out_));
    return std::move(lines_);
  }

 private:
  void add_churn() {
    if (settings_.churn.playbook.empty()) return;
    CaseWriter writer(db_);
    for (std::size_t i = 0; i < facts_.purchases.size(); ++i) {
      const CustomerCase c = cases_.of(i);
      if (c.play == nullptr) continue;
      const std::optional<std::int64_t> rep = writer.rep_of(*c.play, c.customer, as_of_);
      TaskLine line{"churn-" + c.card.id + "-" + format_date(c.last_order()), TR_NOOP("churn"), {}, c.play->action, c.play->kind,
                    c.customer, {}, {}, as_of_ + days{c.play->due}};
      if (rep) line.rep = RepKey{*rep};
      line.value = minor_units(c.assessment.value_at_risk);
      line.reason = c.why;
      line.churn = churn_case(c, as_of_, settings_.churn);
      line.play = c.play;
      lines_.push_back(std::move(line));
    }
  }

  Rate chance(std::size_t deal) const { return probability_of(deals_.deals[deal], outlooks_[deal], chances_); }

  std::optional<std::size_t> find_deal(const std::optional<std::int64_t>& key) const {
    if (!key) return std::nullopt;
    const auto deal = std::ranges::lower_bound(deals_.deals, *key, {}, &Deal::key);
    if (deal == deals_.deals.end() || deal->key != *key) return std::nullopt;
    return static_cast<std::size_t>(deal - deals_.deals.begin());
  }

  void add_quotes() {
    for (const ExpiringQuote& quote : expiring_quotes(db_, as_of_, ever)) {
      const std::string deal = quote.opportunity ? deal_cards_.of(*quote.opportunity).id : std::string();
      TaskLine line{"quote-" + quote.id, TR_NOOP("quote"), quote.rep, tr("Follow up quote {}", quote.id), kind_for(quote.customer),
                    quote.customer, quote.opportunity, deal, quote.last_day};
      const std::optional<std::size_t> known = find_deal(quote.opportunity);
      line.value = known ? multiply(quote.amount, chance(*known), Rounding::half_even) : quote.amount;
      line.reason = tr("the quote holds until {}", format_date(quote.last_day));
      if (quote.opportunity && quote.last_day <= last_day_of_quotes(run_, as_of_)) quoted_.insert(*quote.opportunity);
      lines_.push_back(std::move(line));
    }
  }

  void add_deals() {
    for (std::size_t i = 0; i < deals_.deals.size(); ++i) {
      const Deal& deal = deals_.deals[i];
      const std::optional<int> moved = last_moved(deals_, i, outlooks_[i]);
      if (deal.state != DealState::open || !moved || day_number(as_of_) - *moved < stalled_after || quoted_.contains(deal.key)) continue;
      const DealCard card = deal_cards_.of(deal.key);
      const Date since = from_day_number(*moved);
      const std::string title = tr("Get the deal moving: {}", card.name.empty() ? card.id : card.name);
      TaskLine line{"deal-" + card.id + "-" + format_date(since), TR_NOOP("deal"), card.rep, title, kind_for(card.customer),
                    card.customer, deal.key, card.id, since + days{stalled_after}};
      if (deal.amount) line.value = multiply(*deal.amount, chance(i), Rounding::half_even);
      line.reason = tr("neither a contact nor a new stage since {}", format_date(since));
      lines_.push_back(std::move(line));
    }
  }

  void add_visits() {
    for (const DueCustomer& due : due_until(ever, db_, settings_, facts_, as_of_)) {
      const CustomerClass* of_class = due.of_class ? &settings_.customers.classes.at(static_cast<std::size_t>(*due.of_class)) : nullptr;
      const CustomerCard card = cards_.of(due.key);
      const Rep* const owner = run_.organisation.find_rep(card.owner);
      if (!may_be_contacted(card.opted_out, of_class)) {
        const bool counts = due.due.on < run_.span.to && (!run_.asked || (owner != nullptr && run_.rep(owner->key) == run_.asked));
        opted_out_ += counts ? 1 : 0;
        continue;
      }
      const std::string kind = of_class == nullptr || of_class->channel.empty() ? "visit" : of_class->channel;
      const std::string title = tr("Contact {}", card.name.empty() ? card.id : card.name);
      TaskLine line{"visit-" + card.id + "-" + format_date(due.due.on), TR_NOOP("visit"), {}, title, kind, due.key, {}, {}, due.due.on};
      if (owner != nullptr) line.rep = owner->key;
      if (const std::optional<std::size_t> bought = facts_.purchases.find(due.key)) {
        line.value = minor_units(expected_year(model_, *evidence(facts_.of(*bought, model_.day), model_.day)));
      }
      line.reason = due.due.by == DueBy::cadence ? tr("a contact every {} days is due", of_class == nullptr ? 0 : of_class->visit_every)
                                                 : tr("usually orders again about now");
      lines_.push_back(std::move(line));
    }
  }

  std::string kind_for(const std::optional<CustomerKey>& customer) {
    return customer && cards_.of(*customer).opted_out ? "visit" : "call";
  }

  const Database& db_;
  const Settings& settings_;
  TaskRun& run_;
  Date as_of_;
  CustomerCards cards_;
  DealCards deal_cards_;
  ChurnFacts facts_;
  RiskModel model_;
  CaseReader cases_;
  Deals deals_;
  std::vector<DealOutlook> outlooks_;
  std::vector<std::optional<Rate>> chances_;  // by stage of the rules
  std::set<std::int64_t> quoted_;             // deals with a quote that expires
  std::vector<TaskLine> lines_;
  std::int64_t opted_out_ = 0;
};

}  // namespace

std::vector<TaskLine> tasks_of_facts(const Database& db, const Settings& settings, TaskRun& run, Date as_of) {
  return Sources(db, settings, run, as_of).all();
}

}  // namespace salesctl
