// Who works where and when: the team tree and its people, as goals, reports and (later) pay see them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/date.hpp"
#include "base/period.hpp"
#include "base/rate.hpp"

namespace salesctl {

enum class ScopeLevel { company, team, rep };
std::string_view to_string(ScopeLevel level);
/// Throws ValueError listing the levels.
ScopeLevel parse_scope_level(std::string_view text);

/// The store's integer key of a team or rep. The company is key 0 of level company.
enum class TeamKey : std::int64_t {};
enum class RepKey : std::int64_t {};

struct Team {
  TeamKey key{};
  std::string id;
  std::string name;
  std::optional<TeamKey> parent;  // none: directly under the company
  std::string manager = {};       // who leads it: a rep's id or name
};

struct TeamMove {
  Date from;  // first day in the team
  TeamKey team{};
};

struct Rep {
  RepKey key{};
  std::string id;
  std::string name;
  std::optional<TeamKey> team;   // before the first move; none: directly under the company
  std::optional<Date> hired_on;  // first day of work; none: always there
  std::optional<Date> left_on;   // last day of work; none: still there
  Rate part_time{Rate::one};
  std::vector<TeamMove> moves;   // by date
  std::vector<Span> absences;    // days of leave, by date
  std::string level = {};        // grade, such as junior or senior
};

/// Teams and reps in the order of their ids, which is the order of every output.
struct Organisation {
  std::string company;  // its name, for people; the company's scope id is always "company"
  std::vector<Team> teams;
  std::vector<Rep> reps;

  const Team& team(TeamKey key) const;
  const Rep* find_rep(RepKey key) const;
  const Rep* find_rep(std::string_view id) const;
  const Team* find_team(std::string_view id) const;
};

/// The days of the span on which the rep is employed.
Span employed(const Rep& rep, Span span);

/// The days of the span on which the rep is there: employed and not on leave.
std::vector<Span> days_there(const Rep& rep, Span span);

/// How many of them are working days.
int days_worked(const Calendar& calendar, const Rep& rep, Span span);

/// The team of that day.
std::optional<TeamKey> team_on(const Rep& rep, Date date);

/// Who judges the rep as its manager on a day: the manager of its team, or of the team above where there is none or it is the
/// rep. `named` is the manager's text where it is no rep's id or only name.
struct ManagerOf {
  const Rep* rep = nullptr;
  std::string named;
};
ManagerOf manager_of(const Organisation& organisation, const Rep& rep, Date day);

/// From the team itself up to the topmost team. Throws DataError naming the teams when they form a circle.
std::vector<TeamKey> with_ancestors(const Organisation& organisation, TeamKey team);

}  // namespace salesctl
