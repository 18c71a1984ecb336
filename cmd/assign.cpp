// salesctl assign: who looks after which leads and customers, and does what on which day.
#include "assign.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "command.hpp"

namespace salesctl {
namespace {

[[noreturn]] void refuse_rep(const Organisation& organisation, const std::string& id) {
  const std::string problem = tr("there is no {} \"{}\"", "rep", printable(id));
  const auto named = std::ranges::find(organisation.reps, id, &Rep::name);
  if (named != organisation.reps.end()) throw UsageError(problem, tr("that is a name; its id: {}", printable(named->id)));
  std::vector<std::string_view> ids;
  for (const Rep& rep : organisation.reps) ids.emplace_back(rep.id);
  throw UsageError(problem + did_you_mean(id, ids), tr("\"salesctl export {}\" lists them", "rep"));
}

}  // namespace

bool has_left(const Rep& rep, Date day) { return rep.left_on && *rep.left_on < day; }

bool takes_new(const Rep& rep, Date day) {
  if (has_left(rep, day) || (rep.hired_on && day < *rep.hired_on)) return false;
  return std::ranges::none_of(rep.absences, [&](const Span& leave) { return leave.from <= day && day < leave.to; });
}

std::size_t asked_rep(const Organisation& organisation, const std::string& id) {
  const Rep* rep = organisation.find_rep(id);
  if (rep == nullptr) refuse_rep(organisation, id);
  return static_cast<std::size_t>(rep - organisation.reps.data());
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
