#include "store/trainings.hpp"

namespace salesctl {

std::vector<TrainingTaken> read_trainings(const Database& db, const std::string& course, Date as_of) {
  Statement rows = db.prepare(
      "SELECT rep_key, trained_on, score, passed FROM training_fact WHERE course = $1 AND trained_on <= $2 ORDER BY trained_on, key");
  rows.bind(1, std::string_view(course)).bind(2, std::string_view(format_date(as_of)));
  std::vector<TrainingTaken> all;
  while (rows.step()) {
    TrainingTaken taken{RepKey{rows.integer(0)}, rows.date(1).value()};
    if (!rows.is_null(2)) taken.score = rows.real(2);
    if (!rows.is_null(3)) taken.said = rows.integer(3) != 0;
    all.push_back(taken);
  }
  return all;
}

}  // namespace salesctl
