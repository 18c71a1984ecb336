// What courses reps took.
#pragma once

#include <string>
#include <vector>

#include "model/training_rule.hpp"
#include "store/database.hpp"

namespace salesctl {

/// Every time the course was taken up to the day, by day.
std::vector<TrainingTaken> read_trainings(const Database& database, const std::string& course, Date as_of);

}  // namespace salesctl
