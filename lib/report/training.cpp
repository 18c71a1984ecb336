#include "report/training.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/message.hpp"
#include "base/sorted.hpp"

namespace salesctl {
namespace {

using std::chrono::days;

constexpr std::array<const char*, 3> names{TR_NOOP("done"), TR_NOOP("due"), TR_NOOP("overdue")};

/// The last time that meets the condition, of one rep's by day.
template <typename Condition>
const TrainingTaken* last_of(std::span<const TrainingTaken> own, const Condition& condition) {
  const auto last = std::find_if(own.rbegin(), own.rend(), condition);
  return last == own.rend() ? nullptr : &*last;
}

bool is_required(const TrainingRule& rule, const Organisation& organisation, const Rep& rep, Date day) {
  return !rule.only_when_weak && distance(rule.whom, rep, teams_on(organisation, rep, day)).has_value();
}

/// By when it is to be passed, from `since` on: the day where nothing was passed, or the day the last pass runs out.
void set_state(TrainingDuty& duty, const TrainingRule& rule, const TrainingTaken* pass, std::optional<Date> since, Date as_of) {
  if (pass == nullptr) {
    if (since) duty.due_on = *since + days{rule.within};
  } else if (rule.every > 0) {
    duty.due_on = add_months(pass->on, rule.every);
  }
  const bool late = duty.due_on && as_of > *duty.due_on;
  if (late) duty.late = static_cast<int>((as_of - *duty.due_on).count());
  duty.state = late ? TrainingState::overdue : pass == nullptr ? TrainingState::due : TrainingState::done;
}

}  // namespace

const char* to_string(TrainingState state) { return names.at(static_cast<std::size_t>(state)); }

std::vector<TrainingDuty> training_duties(const TrainingRule& rule, const Organisation& organisation, const std::vector<SentToCourse>& sent,
                                          const std::vector<TrainingTaken>& taken, Date as_of) {
  std::vector<TrainingTaken> by_rep = taken;
  std::ranges::stable_sort(by_rep, {}, [](const TrainingTaken& t) { return std::pair(t.rep, t.on); });
  std::vector<TrainingDuty> duties;
  for (const Rep& rep : organisation.reps) {
    if (employed(rep, {as_of, as_of + days{1}}).empty()) continue;
    const auto send = std::ranges::find(sent, rep.key, &SentToCourse::rep);
    const bool required = is_required(rule, organisation, rep, as_of);
    if (!required && send == sent.end()) continue;
    TrainingDuty duty{&rep};
    const std::span<const TrainingTaken> own = all_with(by_rep, rep.key, &TrainingTaken::rep);
    const auto counts = [&](const TrainingTaken& t) { return passed(rule, t); };
    if (send != sent.end()) {
      const auto counts_since = [&](const TrainingTaken& t) { return counts(t) && t.on >= send->period.from; };
      set_state(duty, rule, last_of(own, counts_since), send->period.to - days{1}, as_of);
      duty.weak = true;
    }
    if (required) {
      TrainingDuty regular{&rep};
      set_state(regular, rule, last_of(own, counts), rep.hired_on, as_of);
      if (!duty.weak || duty.state == TrainingState::done || regular.state == TrainingState::overdue) duty = regular;
    }
    if (const TrainingTaken* last = last_of(own, [](const TrainingTaken&) { return true; })) {
      duty.last = *last;
      duty.last_passed = passed(rule, *last);
    }
    duties.push_back(duty);
  }
  return duties;
}

}  // namespace salesctl
