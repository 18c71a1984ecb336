// A talk with a rep: open deals, contacts and what was agreed.
#include <algorithm>

#include "base/message.hpp"
#include "feedback.hpp"
#include "model/stage_chance.hpp"
#include "report/open_pipeline.hpp"
#include "store/activity_counts.hpp"
#include "store/customers.hpp"
#include "store/deals.hpp"
#include "store/tasks.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

/// The rep's deals alone, each with its outlook.
std::pair<Deals, std::vector<DealOutlook>> deals_of(const Deals& all, const std::vector<DealOutlook>& outlooks,
                                                    const DealGroups& reps, const std::string& rep) {
  Deals own;
  std::vector<DealOutlook> own_outlooks;
  own.stages = all.stages;
  for (std::size_t i = 0; i < all.deals.size(); ++i) {
    if (reps.groups[static_cast<std::size_t>(reps.of[i])].id != rep) continue;
    own.deals.push_back(all.deals[i]);
    for (const DealStep& step : all.path(i)) own.steps.push_back(step);
    own.first.push_back(own.steps.size());
    own_outlooks.push_back(outlooks[i]);
  }
  return {std::move(own), std::move(own_outlooks)};
}

Row stage_row(const OpenStage& stage, Value name) {
  return {{std::move(name), stage.deals, stage.amount, stage.weighted, stage.late, stage.stalled, stage.overdue}, 0, false};
}

}  // namespace

Section open_deals_section(const Talk& talk, const Database& db, const Settings& settings, Date as_of) {
  const Deals all = read_deals(db, settings, as_of);
  const auto [own, outlooks] =
      deals_of(all, read_outlooks(db, all, as_of), read_deal_groups(db, settings, all, DealUnit::rep, as_of), talk.rep->id);
  const std::vector<OpenStage> stages =
      open_pipeline(own, outlooks, probabilities(settings.stages, all), as_of, as_of + std::chrono::days{1});
  Section section{"pipeline", {}};
  Table& table = section.table;
  table.title = tr("Open deals");
  table.money_decimals = settings.currency.decimals;
  table.columns = {{"stage", tr("Stage")},
                   {"deals", tr("Deals"), ColumnType::integer},
                   {"amount", tr("Value"), ColumnType::money},
                   {"weighted", tr("Weighted"), ColumnType::money},
                   {"late", tr("Late"), ColumnType::integer},
                   {"stalled", tr("Stalled"), ColumnType::integer},
                   {"overdue", tr("Overdue"), ColumnType::integer}};
  OpenStage sum;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    if (stages[i].deals == 0) continue;
    sum += stages[i];
    table.rows.push_back(stage_row(stages[i], own.stages[i].name));
  }
  if (table.rows.empty()) return section;
  table.rows.push_back(stage_row(sum, Named("", tr("(all)"))));
  table.rows.back().total = true;
  return section;
}

Section activities_section(const Talk& talk, const Database& db) {
  Section section{"activities", {}};
  Table& table = section.table;
  table.title = tr("Contacts");
  table.columns = {{"kind", tr("Kind")}, {"now", tr("Now"), ColumnType::integer}, {"before", tr("Before"), ColumnType::integer}};
  const KnownPeriod& when = talk.periods.front().when;
  for (const ActivityCount& count :
       count_activities(db, talk.rep->key, when.known, span_before(when.period.span, when.known.to))) {
    table.rows.push_back({{event_name(count.kind), count.now, count.before}, 0, false});
  }
  return section;
}

Section tasks_section(const Talk& talk, const Database& db, Date as_of) {
  Section section{"tasks", {}};
  Table& table = section.table;
  table.title = tr("Agreed and not done");
  table.columns = {{"id", tr("Task")},
                   {"due_on", tr("Due"), ColumnType::date},
                   {"title", tr("Title")},
                   {"kind", tr("Kind")},
                   {"customer", tr("Customer")}};
  std::vector<Task> tasks = read_tasks(db, as_of);
  std::erase_if(tasks, [&](const Task& task) { return task.rep != talk.rep->key || task.done; });
  std::ranges::stable_sort(tasks, {}, [](const Task& task) { return std::pair(!task.due, task.due.value_or(Date{})); });
  CustomerCards cards(db);
  for (const Task& task : tasks) {
    Value customer;
    if (task.customer) {
      const CustomerCard card = cards.of(*task.customer);
      customer = named_or_nothing(card.id, card.name);
    }
    table.rows.push_back({{task.id, or_nothing(task.due), task.title, or_nothing(task.kind), customer}, 0, false});
  }
  return section;
}

}  // namespace salesctl
