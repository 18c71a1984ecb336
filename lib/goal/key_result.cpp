#include "goal/key_result.hpp"

#include <algorithm>

#include "base/message.hpp"

namespace salesctl {
namespace {

constexpr Rate one{Rate::one};
constexpr Rate hopeful{Rate::one / 2};        // a confidence below is behind at best
constexpr Rate hopeless{Rate::one / 10 * 3};  // and below this at risk

/// One key result on its way to a grade.
class Grading {
 public:
  Grading(Span period, const KeyResult& result, const OkrFacts& facts, int stalled_after, Date as_of)
      : result_(result), span_(period), stalled_after_(stalled_after), as_of_(as_of), gone_(days_gone(period, as_of)) {
    if (const auto it = facts.checked.find(result.id); it != facts.checked.end()) {
      for (const CheckIn& check : it->second) {
        if (check.on <= as_of) checks_.push_back(&check);
      }
      std::ranges::stable_sort(checks_, {}, &CheckIn::on);
    }
    if (const auto it = facts.progress.find(result.id); is_summed() && it != facts.progress.end()) progress_ = it->second;
  }

  KeyResultGrade run() {
    find_current();
    grade();
    grade_.expected = is_paced() ? (gone_ > 0 ? one : Rate{}) : share(gone_, span_.days());
    grade_.status = okr_status(grade_.grade, grade_.expected, grade_.confidence);
    remark_easy();
    remark_stalled();
    if (!is_summed() && !grade_.current && gone_ > 0) grade_.remarks.push_back(tr("no check-in yet"));
    return std::move(grade_);
  }

 private:
  bool is_summed() const { return !result_.metric.empty(); }
  bool is_down() const { return result_.direction == Direction::down; }
  /// Graded by where it ends at this pace.
  bool is_paced() const { return is_summed() && is_down(); }

  bool meets_target(Money value) const { return is_down() ? value <= result_.target : value >= result_.target; }

  void find_current() {
    if (is_summed()) {
      if (gone_ > 0) grade_.current = progress_.value;
      moved_on_ = progress_.moved_on;
    }
    for (const CheckIn* check : checks_) {
      if (check->confidence) grade_.confidence = check->confidence;
      if (is_summed() || !check->value) continue;
      if (grade_.current.value_or(result_.start) != *check->value) moved_on_ = check->on;
      grade_.current = check->value;
    }
  }

  std::string text(Money value) const { return format_value(result_, value); }

  void grade() {
    if (!grade_.current) {
      grade_.reason = gone_ == 0 ? tr("the period has not begun: 0") : tr("no check-in yet: 0");
      return;
    }
    const WideCount current = grade_.current->minor;
    const WideCount start = result_.start.minor;
    const WideCount target = result_.target.minor;
    // At a pace: everything × days gone, so that it stays a whole number.
    const WideCount factor = is_paced() ? gone_ : 1;
    const WideCount reached = is_paced() ? current * span_.days() : current;
    const WideCount way = is_down() ? start - target : target - start;
    const WideCount done = is_down() ? start * factor - reached : reached - start * factor;
    if (way == 0) {
      grade_.reached = done >= 0;
      grade_.grade = grade_.reached ? one : Rate{};
    } else {
      grade_.reached = done >= way * factor;
      grade_.grade = share(done, way * factor);
    }
    explain(way == 0);
  }

  void explain(bool level) {
    const std::string grade = format_plain(grade_.grade);
    const std::string pace = is_paced() ? " × " + std::to_string(span_.days()) + "/" + std::to_string(gone_) : "";
    if (level) {
      grade_.reason = tr("{}{} held against {}: {}", text(*grade_.current), pace, text(result_.target), grade);
    } else if (is_down()) {
      grade_.reason = tr("({} - {}{}) / ({} - {}) = {}", text(result_.start), text(*grade_.current), pace, text(result_.start),
                         text(result_.target), grade);
    } else {
      grade_.reason = tr("({} - {}) / ({} - {}) = {}", text(*grade_.current), text(result_.start), text(result_.target),
                         text(result_.start), grade);
    }
    grade_.reason += tr("; {} of {} days gone", gone_, span_.days());
    if (!is_summed() && !checks_.empty()) grade_.reason += tr("; last check-in {}", format_date(checks_.back()->on));
  }

  void remark_easy() {
    if (result_.start == result_.target) {
      grade_.remarks.push_back(tr("too easy: the start, {}, already meets the target", text(result_.start)));
      return;
    }
    const CheckIn* first = nullptr;  // the last word before the period has really begun
    for (const CheckIn* check : checks_) {
      if (!is_summed() && check->value && check->on <= span_.from) first = check;
    }
    if (first == nullptr || !meets_target(*first->value)) return;
    grade_.remarks.push_back(tr("too easy: the target was met at the start of the period, with {} on {}", text(*first->value),
                                format_date(first->on)));
  }

  void remark_stalled() {
    if (grade_.reached || !span_.contains(as_of_)) return;
    Date last = span_.from;
    if (moved_on_) last = std::max(last, *moved_on_);
    if (!checks_.empty()) last = std::max(last, checks_.back()->on);
    const auto days = (as_of_ - last).count();
    if (days < stalled_after_) return;
    grade_.stalled = true;
    grade_.remarks.push_back(tr("stalled: no movement and no check-in for {} days, since {}", days, format_date(last)));
  }

  const KeyResult& result_;
  Span span_;
  int stalled_after_;
  Date as_of_;
  int gone_;
  Progress progress_;
  std::vector<const CheckIn*> checks_;  // by day
  std::optional<Date> moved_on_;
  KeyResultGrade grade_;
};

}  // namespace

Rate share(WideCount numerator, WideCount divisor) {
  if (numerator <= 0) return {};
  if (numerator >= divisor) return one;
  WideCount quotient = numerator * 1000 / divisor;
  const WideCount rest = numerator * 1000 % divisor;
  if (rest * 2 > divisor || (rest * 2 == divisor && quotient % 2 != 0)) ++quotient;
  return Rate{static_cast<std::int64_t>(quotient) * (Rate::one / 1000)};
}

int days_gone(Span period, Date as_of) {
  return std::clamp(static_cast<int>((as_of - period.from).count()) + 1, 0, period.days());
}

OkrStatus okr_status(Rate grade, Rate expected, std::optional<Rate> confidence) {
  if (grade == one) return OkrStatus::ahead;
  const WideCount ten_grades = static_cast<WideCount>(grade.billionths) * 10;
  OkrStatus status = OkrStatus::at_risk;
  if (grade > expected) {
    status = OkrStatus::ahead;
  } else if (ten_grades >= static_cast<WideCount>(expected.billionths) * 9) {
    status = OkrStatus::on_track;
  } else if (ten_grades >= static_cast<WideCount>(expected.billionths) * 7) {
    status = OkrStatus::behind;
  }
  if (confidence && *confidence < hopeless) return OkrStatus::at_risk;
  if (confidence && *confidence < hopeful) return std::min(status, OkrStatus::behind);
  return status;
}

KeyResultGrade grade_key_result(const Objective& objective, const KeyResult& result, const OkrFacts& facts,
                                int stalled_after, Date as_of) {
  return Grading(objective.period.span, result, facts, stalled_after, as_of).run();
}

}  // namespace salesctl
