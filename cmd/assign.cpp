// salesctl assign: who looks after which leads and customers.
#include "assign.hpp"

#include "command.hpp"

namespace salesctl {

bool has_left(const Rep& rep, Date day) { return rep.left_on && *rep.left_on < day; }

bool takes_new(const Rep& rep, Date day) {
  if (has_left(rep, day) || (rep.hired_on && day < *rep.hired_on)) return false;
  return std::ranges::none_of(rep.absences, [&](const Span& leave) { return leave.from <= day && day < leave.to; });
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
}

}  // namespace salesctl
