// The rules about leads: what makes one worth points, which grade that is, and what deals are compared by.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"

namespace salesctl {

/// `leads.rules`: who meets the condition gets the points.
struct PointRule {
  std::string name;
  std::string when;       // SQL over the view of the kind and its progress
  int points = 0;         // may be below zero
  bool of_deals = false;  // asked of opportunities, not of leads
  Place place;
  bool operator==(const PointRule&) const = default;
};

/// `leads.grades`, from the best to the worst.
struct LeadGrade {
  std::string name;
  int from = 0;  // points
  bool operator==(const LeadGrade&) const = default;
};

/// `leads.learn`: a field that tells deals that are won from others; of the deal, its customer or its product.
struct LearnField {
  std::string kind = "opportunity";  // or customer, product
  std::string field;
  Place place;
  bool operator==(const LearnField&) const = default;

  /// As it stands in the config: source, customer.sector.
  std::string name() const { return kind == "opportunity" ? field : kind + "." + field; }
};

std::vector<PointRule> default_points();
std::vector<LearnField> default_learn();

struct LeadRules {
  std::string open;  // SQL over leads not converted: those worked on; empty: all
  Place open_place;
  std::vector<PointRule> rules = default_points();
  std::vector<LeadGrade> grades{{"A", 80}, {"B", 50}, {"C", 20}, {"D", 0}};
  std::vector<LearnField> learn = default_learn();
  bool operator==(const LeadRules&) const = default;
};

}  // namespace salesctl
