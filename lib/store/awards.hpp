// Awards that were given: who won what for which period, kept as it was.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/award.hpp"
#include "model/organisation.hpp"
#include "model/settings.hpp"
#include "store/database.hpp"
#include "store/read_only.hpp"

namespace salesctl {

struct GivenAward {
  std::string award;
  Period period;
  ScopeLevel level = ScopeLevel::rep;  // or team
  std::string winner;                  // id
  std::string reason;
  std::string prize;
  std::optional<Money> amount;
};

/// Who was given the award for the period: ids, in order. Empty: it was not given.
std::vector<std::string> winners_of(const Database& database, const std::string& award, const std::string& period);

/// What was given in these days, by day of giving, then award.
std::vector<GivenAward> awards_given(const Database& database, Span days);

/// Keeps it, within the caller's transaction. Throws StoreError where the winner is not there.
void write_award(const Database& database, const GivenAward& given, Date given_on, std::int64_t run_key);

/// The SQL that gives a rep's number of the award.
RepNumbers award_numbers(const AwardRule& rule);
/// Throws ConfigError at an award whose SQL cannot be asked.
void check_awards(const Database& database, const Settings& settings);

}  // namespace salesctl
