#include "goal/availability.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

double part_time(const Rep& rep) {
  if (rep.part_time.billionths < 0) {
    throw DataError(tr("part_time of rep \"{}\" is {}, below zero", printable(rep.id), format_percent(rep.part_time)),
                    tr("give a share of a full week, such as 80%, and import the rep again"));
  }
  return static_cast<double>(rep.part_time.billionths) / static_cast<double>(Rate::one);
}

/// What days count, each as much as the ramp says for its month of service.
double ramped(Date hired_on, const std::vector<Rate>& ramp, Span days, const auto& count) {
  double sum = 0;
  Date begin = hired_on;
  for (std::size_t month = 0; month < ramp.size(); ++month) {
    const Date end = add_months(hired_on, static_cast<int>(month) + 1);
    const double rate = static_cast<double>(ramp[month].billionths) / static_cast<double>(Rate::one);
    const Span part = intersect(days, {begin, end});
    if (!part.empty()) sum += rate * count(part);
    begin = end;
  }
  const Span rest{std::max(days.from, begin), days.to};
  return rest.empty() ? sum : sum + count(rest);
}

}  // namespace

Availability availability(const SplitRequest& request, const Rep& rep, Span slice) {
  Availability found;
  const int worked = working_days(request.calendar, slice);
  found.days = worked == 0 ? slice.days() : worked;
  const auto count = [&](Span days) -> double { return worked == 0 ? days.days() : working_days(request.calendar, days); };
  for (const Span& days : days_there(rep, slice)) {
    const double all = count(days);
    found.there += all;
    found.ramped += rep.hired_on && !request.ramp.empty() ? ramped(*rep.hired_on, request.ramp, days, count) : all;
  }
  found.part_time = part_time(rep);
  return found;
}

}  // namespace salesctl
