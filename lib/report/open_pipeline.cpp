#include "report/open_pipeline.hpp"

#include <algorithm>

#include "model/stage_chance.hpp"

namespace salesctl {
namespace {

/// Since when it stands in its stage; else since when it is there at all.
std::optional<int> since(const Deals& deals, std::size_t i) {
  const std::span<const DealStep> path = deals.path(i);
  if (!path.empty() && path.back().day) return path.back().day;
  return deals.deals[i].began;
}

}  // namespace

std::optional<int> last_moved(const Deals& deals, std::size_t deal, const DealOutlook& outlook) {
  return std::max(outlook.last_contact, since(deals, deal));
}

OpenStage& OpenStage::operator+=(const OpenStage& other) {
  deals += other.deals;
  without_amount += other.without_amount;
  amount += other.amount;
  weighted += other.weighted;
  oldest = std::max(oldest, other.oldest);
  late += other.late;
  stalled += other.stalled;
  overdue += other.overdue;
  due += other.due;
  return *this;
}

std::vector<OpenStage> open_pipeline(const Deals& deals, const std::vector<DealOutlook>& outlooks,
                                     std::span<const std::optional<Rate>> probabilities, Date as_of, Date end) {
  const int today = day_number(as_of);
  std::vector<OpenStage> stages(deals.stages.size());
  for (std::size_t i = 0; i < deals.deals.size(); ++i) {
    const Deal& deal = deals.deals[i];
    if (deal.state != DealState::open) continue;
    const auto at = static_cast<std::size_t>(deal.stage);
    const DealOutlook& outlook = outlooks[i];
    const std::optional<int> moved = last_moved(deals, i, outlook);
    const std::optional<int> sla = deals.stages[at].sla_days;
    OpenStage one;
    one.deals = 1;
    one.without_amount = deal.amount ? 0 : 1;
    one.amount = deal.amount.value_or(Money{});
    one.weighted = multiply(one.amount, probability_of(deal, outlook, probabilities), Rounding::half_even);
    if (deal.began) one.oldest = today - *deal.began;
    one.late = sla && since(deals, i) && today - *since(deals, i) > *sla ? 1 : 0;
    one.stalled = moved && today - *moved >= stalled_after ? 1 : 0;
    one.overdue = outlook.expected && *outlook.expected < today ? 1 : 0;
    if (one.overdue == 0 && (!outlook.expected || *outlook.expected < day_number(end))) one.due = one.amount;
    stages[at] += one;
  }
  return stages;
}

}  // namespace salesctl
