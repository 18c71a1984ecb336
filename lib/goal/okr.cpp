#include "goal/okr.hpp"

#include <map>

#include "base/message.hpp"
#include "goal/key_result.hpp"

namespace salesctl {
namespace {

/// Parts that weigh, added up exactly.
class Mean {
 public:
  void add(Rate weight, Rate value) {
    sum_ += static_cast<WideCount>(weight.billionths) * value.billionths;
    weights_ += weight.billionths;
    reason_ += (reason_.empty() ? "" : " + ") + format_plain(weight) + " × " + format_plain(value);
  }
  bool empty() const { return weights_ == 0; }
  Rate value() const { return share(sum_, weights_ * Rate::one); }
  std::string reason() const {
    return tr("({}) / {} = {}", reason_, format_plain(Rate{static_cast<std::int64_t>(weights_)}), format_plain(value()));
  }

 private:
  WideCount sum_ = 0;  // in billionths of billionths
  WideCount weights_ = 0;
  std::string reason_;
};

/// Objectives from the lowest up: one is rolled up when all that are aligned with it are.
class Rolling {
 public:
  Rolling(const Okr& okr, Date as_of, std::vector<ObjectiveGrade>& grades)
      : okr_(okr), as_of_(as_of), grades_(grades), done_(grades.size(), false) {
    for (std::size_t i = 0; i < okr.objectives.size(); ++i) aligned_[okr.objectives[i].aligns_with].push_back(i);
  }

  void roll_up(std::size_t i) {
    if (done_[i]) return;
    done_[i] = true;
    const Objective& objective = okr_.objectives[i];
    ObjectiveGrade& grade = grades_[i];
    Mean own, all, expected;
    bool reached = true;
    for (std::size_t k = 0; k < objective.key_results.size(); ++k) {
      const KeyResultGrade& part = grade.key_results[k];
      const Rate weight = objective.key_results[k].weight;
      own.add(weight, part.grade);
      all.add(weight, part.grade);
      expected.add(weight, part.expected);
      reached = reached && part.reached;
    }
    if (!own.empty()) grade.grade = own.value();
    for (const std::size_t below : aligned_[objective.id]) {
      roll_up(below);
      const Rate weight = okr_.objectives[below].weight;
      all.add(weight, grades_[below].rolled_up);
      expected.add(weight, grades_[below].expected);
      reached = reached && grades_[below].reached;
    }
    if (all.empty()) return;
    grade.rolled_up = all.value();
    grade.expected = expected.value();
    grade.reached = reached;
    grade.status = okr_status(grade.rolled_up, grade.expected, std::nullopt);
    grade.reason = all.reason();
    remark(objective, grade);
  }

 private:
  void remark(const Objective& objective, ObjectiveGrade& grade) const {
    const Span span = objective.period.span;
    const int gone = days_gone(span, as_of_);
    if (grade.reached && gone * 10 >= span.days() * 9) {
      grade.remarks.push_back(gone == span.days() && as_of_ >= span.to
                                  ? tr("too easy: the period is over and everything is at 1.0")
                                  : tr("too easy: everything is at 1.0"));
    }
    bool stalled = false;
    bool moving = false;
    for (const KeyResultGrade& part : grade.key_results) {
      stalled = stalled || part.stalled;
      moving = moving || (!part.stalled && !part.reached);
    }
    if (stalled && !moving) grade.remarks.push_back(tr("stalled: none of its open key results moves"));
  }

  const Okr& okr_;
  Date as_of_;
  std::vector<ObjectiveGrade>& grades_;
  std::vector<bool> done_;
  std::map<std::string, std::vector<std::size_t>> aligned_;
};

}  // namespace

std::string_view to_string(OkrStatus status) {
  switch (status) {
    case OkrStatus::at_risk: return TR_NOOP("at risk");
    case OkrStatus::behind: return TR_NOOP("behind");
    case OkrStatus::on_track: return TR_NOOP("on track");
    case OkrStatus::ahead: return TR_NOOP("ahead");
  }
  return {};
}

std::vector<ObjectiveGrade> grade_okr(const Okr& okr, const OkrFacts& facts, Date as_of) {
  std::vector<ObjectiveGrade> grades(okr.objectives.size());
  for (std::size_t i = 0; i < grades.size(); ++i) {
    for (const KeyResult& result : okr.objectives[i].key_results) {
      grades[i].key_results.push_back(grade_key_result(okr.objectives[i], result, facts, okr.stalled_after, as_of));
    }
  }
  Rolling rolling(okr, as_of, grades);
  for (std::size_t i = 0; i < grades.size(); ++i) rolling.roll_up(i);
  return grades;
}

}  // namespace salesctl
