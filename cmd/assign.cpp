// salesctl assign: who looks after which leads and customers, and does what on which day.
#include "assign.hpp"

#include "base/message.hpp"
#include "command.hpp"
#include "store/customers.hpp"

namespace salesctl {

bool has_left(const Rep& rep, Date day) { return rep.left_on && *rep.left_on < day; }

bool takes_new(const Rep& rep, Date day) {
  if (has_left(rep, day) || (rep.hired_on && day < *rep.hired_on)) return false;
  return std::ranges::none_of(rep.absences, [&](const Span& leave) { return leave.from <= day && day < leave.to; });
}

std::size_t asked_rep(const Database& db, const Organisation& organisation, const std::string& id) {
  return static_cast<std::size_t>(organisation.find_rep(RepKey{find_key(db, "rep", id)}) - organisation.reps.data());
}

std::string rule_place(const Settings& settings, const Place& place) {
  if (place.file.empty()) return {};
  const auto relative = std::filesystem::path(place.file).lexically_relative(settings.file.parent_path());
  return to_string(Place{relative.empty() ? place.file : relative.string(), place.line, 0});
}

void add_assign(CommandLine app) {
  app.require_subcommand();
  add_assign_items(app, ItemKind::lead);
  add_assign_items(app, ItemKind::customer);
  add_recycle(app);
  add_claim(app);
  add_tasks(app);
  add_done(app);
}

}  // namespace salesctl
