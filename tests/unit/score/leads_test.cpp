#include "score/leads.hpp"

#include <doctest/doctest.h>

#include "deals.hpp"

using namespace salesctl;

namespace {

OpenLead lead(const std::string& id, std::optional<std::int64_t> value, std::vector<bool> met) {
  OpenLead l;
  l.id = id;
  if (value) l.value = Money{*value};
  l.age = 5;
  l.met = std::move(met);
  l.values = {std::string("referral"), 100.0, std::string("red")};
  return l;
}

const std::vector<PointRule> rules{{"a", "", 50, false, {}}, {"b", "", 40, false, {}}, {"c", "", -30, false, {}}};
const std::vector<LeadGrade> grades{{"A", 80}, {"B", 50}, {"C", 0}};

/// Of 300 deals 200 were won, and nothing tells them apart.
LeadChances two_in_three() {
  LeadChances chances;
  chances.win.verdict = WinVerdict::base_rate;
  chances.win.deals = 300;
  chances.win.won = 200;
  return chances;
}

}  // namespace

TEST_CASE("points are those of the rules met, and the grade the first that they reach") {
  const std::vector<OpenLead> leads{lead("1", {}, {true, true, false}), lead("2", {}, {true, false, false}), lead("3", {}, {true, true, true}),
                                    lead("4", {}, {false, false, true})};
  const std::vector<ScoredLead> scored = score_leads(leads, rules, grades, two_in_three());
  REQUIRE(scored.size() == 4);
  CHECK(scored[0].points == 90);
  CHECK(scored[0].grade == 0);
  CHECK(scored[1].points == 60);
  CHECK(scored[1].at == 2);
  CHECK(scored[1].grade == 1);
  CHECK(scored[2].points == 50);
  CHECK(scored[2].grade == 1);
  CHECK(scored[3].points == -30);
  CHECK_FALSE(scored[3].grade);
}

TEST_CASE("the expected value is value times both chances, in whole minor units") {
  LeadChances chances = two_in_three();
  const std::vector<OpenLead> leads{lead("1", 10'001, {false, false, false})};
  CHECK(score_leads(leads, rules, grades, chances)[0].expected == Money{6'667});
  chances.convert_first = true;
  CHECK_FALSE(score_leads(leads, rules, grades, chances)[0].expected);
  std::vector<LeadWait> waits(50, {9, false});
  for (std::size_t i = 0; i < 25; ++i) waits[i] = {7, true};
  chances.conversion = Conversion::of(waits);
  const ScoredLead scored = score_leads(leads, rules, grades, chances)[0];
  CHECK(*scored.p_convert == doctest::Approx(0.5));
  CHECK(*scored.p_win == doctest::Approx(2.0 / 3));
  CHECK(scored.expected == Money{3'334});  // 3333.67
  chances.win.verdict = WinVerdict::few;
  CHECK_FALSE(score_leads(leads, rules, grades, chances)[0].p_win);
  CHECK_FALSE(score_leads(leads, rules, grades, chances)[0].expected);
}

TEST_CASE("the largest expected value comes first, then points, what is not known last; ids decide") {
  const std::vector<OpenLead> leads{lead("e", {}, {false, false, false}), lead("d", {}, {true, false, false}), lead("c", 100, {false, false, false}),
                                    lead("b", 100, {true, false, false}), lead("a", 900, {false, false, true}), lead("ca", 100, {false, false, false})};
  std::string order;
  for (const ScoredLead& scored : score_leads(leads, rules, grades, two_in_three())) order += leads[scored.at].id + " ";
  CHECK(order == "a b c ca d e ");
}

TEST_CASE("where the model is better, it gives the chance and the reasons") {
  test::Deals random(3);
  LeadChances chances;
  chances.win = learn_to_win(test::deal_fields(), random.some(2'000, 1.5, 0), {});
  REQUIRE(chances.win.verdict == WinVerdict::model);
  OpenLead other = lead("2", {}, {false, false, false});
  other.values[0] = std::string("website");
  const std::vector<ScoredLead> scored = score_leads(std::vector{lead("1", {}, {false, false, false}), other}, rules, grades, chances);
  CHECK(scored[0].at == 0);
  CHECK(*scored[0].p_win > *scored[1].p_win + 0.2);
  REQUIRE_FALSE(scored[0].effects.empty());
  CHECK(chances.win.model->factors[scored[0].effects[0].factor].word == "referral");
}
