// One person's judgement of another on one criterion. Comments are left where they are.
#pragma once

#include <string>

#include "base/rate.hpp"
#include "model/organisation.hpp"

namespace salesctl {

enum class ReviewRole { self, manager, peer };
constexpr const char* to_string(ReviewRole role) {
  return role == ReviewRole::self ? "self" : role == ReviewRole::manager ? "manager" : "peer";
}

struct Review {
  RepKey reviewer{};
  RepKey reviewee{};
  ReviewRole role = ReviewRole::peer;
  std::string criterion;
  Rate score;
  bool operator==(const Review&) const = default;
};

}  // namespace salesctl
