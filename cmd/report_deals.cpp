#include "report_deals.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/goals.hpp"
#include "store/metric_sums.hpp"
#include "store/organisation.hpp"

namespace salesctl {

std::optional<Period> period_of_deals(const ReportCommand& command, Context& context) {
  if (command.subject.empty()) return std::nullopt;
  Period period = context.period(command.subject);
  if (period.span.from > context.as_of()) {
    throw UsageError(tr("{} begins after {}, up to which facts are known", period.name, format_date(context.as_of())));
  }
  return period;
}

std::string with_period(const std::string& title, const std::optional<Period>& period) {
  return period ? title + ", " + period->name : title;
}

void add_notes_on_deals(const Deals& deals, std::vector<std::string>& notes) {
  std::vector<std::string_view> unlisted;
  for (const DealStage& stage : deals.stages) {
    if (!stage.listed) unlisted.emplace_back(stage.name);
  }
  if (!unlisted.empty()) {
    notes.push_back(tr("no stages of the config, so nothing says what they come after, and deals in them count as open: {}; add them to an "
                       "entry's aliases in \"stages\"",
                       printable(joined(unlisted), 200)));
  }
  if (deals.amounts_of_now > 0) {
    notes.push_back(tr("the day is past: {} of the open deals have been decided after it, and stand here with their last amount, as that of the day is not on record",
                       deals.amounts_of_now));
  }
}

bool counts_deals(const Metric& metric) { return metric.from == "opportunity"; }

std::vector<AttainmentRow> revenue_rows(const Database& db, const Settings& settings, const Period& period, Date as_of, ScopeLevel to) {
  const Metric& revenue = find_metric(settings, "revenue");
  std::vector<PlanTargets> plans;
  for (const GoalPlan& plan : plans_in(db, revenue.name, period.span)) plans.push_back({plan.period.span, read_targets(db, plan)});
  if (plans.empty()) return {};
  const Span known{period.span.from, std::min(period.span.to, as_of + std::chrono::days{1})};
  return attainment(read_organisation(db, settings), read_day_sums(db, revenue, known), plans, period, {period}, to);
}

const char* title_of(DealUnit unit) {
  switch (unit) {
    case DealUnit::team: return tr("Team");
    case DealUnit::rep: return tr("Rep");
    case DealUnit::product: return tr("Product");
    case DealUnit::source: return tr("Source");
    case DealUnit::sector: return tr("Sector");
    case DealUnit::type: return tr("Type");
    case DealUnit::reason: return tr("Reason");
    case DealUnit::competitor: return tr("Competitor");
    case DealUnit::company: break;
  }
  return tr("Company");
}

Value group_cell(const DealGroup& group) { return Named(group.id, group.id.empty() ? tr("(none)") : group.name); }

}  // namespace salesctl
