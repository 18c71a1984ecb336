#include "model/training_rule.hpp"

namespace salesctl {

bool passed(const TrainingRule& rule, const TrainingTaken& taken) {
  if (rule.pass && taken.score) return *taken.score * static_cast<double>(Rate::one) >= static_cast<double>(rule.pass->billionths);
  return taken.said.value_or(!rule.pass);
}

}  // namespace salesctl
