#include "store/knowledge.hpp"

namespace salesctl {

std::vector<Lesson> read_lessons(const Database& db, Date as_of) {
  Statement rows = db.prepare(
      "SELECT k.id, k.title, p.id, k.lost_reason FROM knowledge_fact k LEFT JOIN product_fact p ON p.key = k.product_key "
      "WHERE k.shared_on <= $1 AND (p.id IS NOT NULL OR k.lost_reason IS NOT NULL) ORDER BY k.shared_on DESC, k.key DESC");
  rows.bind(1, std::string_view(format_date(as_of)));
  std::vector<Lesson> lessons;
  while (rows.step()) lessons.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)), std::string(rows.text(3))});
  return lessons;
}

}  // namespace salesctl
