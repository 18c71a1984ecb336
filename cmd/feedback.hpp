// What the parts of salesctl report feedback share.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "profile.hpp"
#include "score_reps.hpp"

namespace salesctl {

/// A rep's figures in one period.
struct TalkedPeriod {
  KnownPeriod when;
  std::vector<KpiFigure> figures;  // in the order of the card
  CardScore score;
};

/// What a talk with a rep is about.
struct Talk {
  Organisation organisation;
  const Rep* rep = nullptr;         // of the organisation
  Scorecard card;                   // the rep's, else one of what has goals
  std::vector<TalkedPeriod> periods;  // the last first; at least one
  std::optional<AppraisedRep> appraised = {};  // where there is a scorecard
  std::int64_t ranked = 0;          // how many have a rank by it
};

// feedback_lists.cpp
Section open_deals_section(const Talk& talk, const Database& database, const Settings& settings, Date as_of);
Section activities_section(const Talk& talk, const Database& database);
Section tasks_section(const Talk& talk, const Database& database, Date as_of);

}  // namespace salesctl
