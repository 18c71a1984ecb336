#include "store/deals.hpp"

#include <doctest/doctest.h>

#include <random>

#include "firm.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

constexpr int needs = 0;
constexpr int quote = 1;
constexpr int won = 2;
constexpr int lost = 3;
constexpr int care = 4;
constexpr int odd = 5;

Settings deal_settings(const Folder& folder) {
  Settings settings = firm_settings(folder);
  settings.stages = {{"needs", {"Needs"}, StageKind::open, Rate{Rate::one / 2}},
                     {"quote", {}, StageKind::open, Rate{Rate::one / 2}},
                     {"won", {}, StageKind::won, Rate{Rate::one}},
                     {"lost", {}, StageKind::lost, Rate{}},
                     {"care", {}, StageKind::after_sales, Rate{Rate::one}}};
  return settings;
}

int day(int n) { return day_number(make_date(2026, 1, 1)) + n - 1; }

struct Store {
  Folder folder;
  Settings settings = deal_settings(folder);
  Database db = open_store(settings, Access::create);

  void deals(std::vector<std::vector<std::string>> rows) {
    load(db, settings, "opportunity", {"id", "stage", "amount", "created_on", "closed_on"}, std::move(rows));
  }
  void steps(std::vector<std::vector<std::string>> rows) {
    load(db, settings, "stage_event", {"opportunity", "stage", "entered_on"}, std::move(rows));
  }
  Deals read(int n) const { return read_deals(db, settings, from_day_number(day(n))); }
};

std::vector<DealStep> path(const Deals& deals, std::size_t i) { return {deals.path(i).begin(), deals.path(i).end()}; }

}  // namespace

TEST_CASE("recorded steps are a deal's path, by day, however they came in and whatever stages are called") {
  Store store;
  store.deals({{"d1", "won", "500", "2026-01-01", "2026-01-20"}, {"d2", "lost", "", "2026-01-01", ""}, {"d3", "quote", "", "", ""}});
  store.steps({{"d1", "won", "2026-01-20"}, {"d2", "lost", "2026-01-09"}, {"d1", "Needs", "2026-01-02"}, {"d2", "needs", "2026-01-03"},
               {"d1", "quote", "2026-01-08"}, {"d1", "quote", "2026-01-10"}, {"d3", "Needs", "2026-01-04"}});
  const Deals deals = store.read(31);
  REQUIRE(deals.deals.size() == 3);
  CHECK(deals.deals[0] == Deal{1, DealState::won, won, Money{500}, day(1), day(20), false});
  CHECK(path(deals, 0) == std::vector<DealStep>{{needs, day(2)}, {quote, day(8)}, {won, day(20)}});
  CHECK(deals.deals[1] == Deal{2, DealState::lost, lost, {}, day(1), day(9), false});  // the last step says when
  CHECK(path(deals, 1) == std::vector<DealStep>{{needs, day(3)}});
  CHECK(deals.deals[2].began == day(4));
  CHECK(path(deals, 2) == std::vector<DealStep>{{needs, day(4)}, {quote, {}}});  // its last step is not recorded
}

TEST_CASE("without recorded steps a deal has been in all stages up to its own, a decided one in all open ones") {
  Store store;
  store.deals({{"d1", "needs", "", "2026-01-02", ""}, {"d2", "quote", "", "2026-01-02", ""}, {"d3", "won", "", "2026-01-02", "2026-01-09"},
               {"d4", "lost", "", "2026-01-02", "2026-01-09"}, {"d5", "care", "", "2026-01-02", "2026-01-09"}, {"d6", "odd", "", "2026-01-02", ""},
               {"d7", "lost", "", "", "2026-01-09"}});
  store.steps({{"d7", "lost", "2026-01-09"}});
  const Deals deals = store.read(31);
  const DealStep first{needs, day(2)};
  CHECK(path(deals, 0) == std::vector<DealStep>{first});
  CHECK(path(deals, 1) == std::vector<DealStep>{first, {quote, {}}});
  CHECK(path(deals, 2) == std::vector<DealStep>{first, {quote, {}}, {won, day(9)}});
  CHECK(path(deals, 3) == std::vector<DealStep>{first, {quote, {}}});
  CHECK(path(deals, 4) == std::vector<DealStep>{first, {quote, {}}, {won, day(9)}, {care, {}}});
  CHECK(path(deals, 5) == std::vector<DealStep>{{odd, day(2)}});
  CHECK(deals.stages[odd] == DealStage{"odd", StageKind::open, {}, false});
  CHECK(deals.deals[4].state == DealState::won);
  CHECK(deals.deals[6].inferred);
  CHECK(std::ranges::all_of(deals.deals, &Deal::inferred));
}

TEST_CASE("what is dated later is not there: neither deals nor steps nor ends") {
  Store store;
  store.deals({{"later", "needs", "", "2026-02-01", ""},
               {"closed later", "won", "", "2026-01-02", "2026-02-01"},
               {"stepped later", "quote", "", "2026-01-02", ""},
               {"reopened later", "quote", "", "2026-01-02", ""},
               {"first step later", "quote", "", "", ""},
               {"no steps", "lost", "", "2026-01-02", "2026-02-01"}});
  store.steps({{"closed later", "needs", "2026-01-02"}, {"closed later", "quote", "2026-01-05"}, {"closed later", "won", "2026-02-01"},
               {"stepped later", "needs", "2026-01-02"}, {"stepped later", "quote", "2026-02-01"},
               {"reopened later", "needs", "2026-01-02"}, {"reopened later", "lost", "2026-01-20"}, {"reopened later", "quote", "2026-02-01"},
               {"first step later", "quote", "2026-02-01"}});
  const Deals deals = store.read(31);
  REQUIRE(deals.deals.size() == 4);
  CHECK(deals.deals[0] == Deal{2, DealState::open, quote, {}, day(2), {}, false});
  CHECK(path(deals, 0) == std::vector<DealStep>{{needs, day(2)}, {quote, day(5)}});
  CHECK(deals.deals[1] == Deal{3, DealState::open, needs, {}, day(2), {}, false});
  CHECK(deals.deals[2] == Deal{4, DealState::lost, lost, {}, day(2), day(20), false});
  CHECK(deals.deals[3] == Deal{6, DealState::open, needs, {}, day(2), {}, true});
  CHECK(store.read(32).deals.size() == 6);
  CHECK(store.read(32).deals[1].state == DealState::won);
}

TEST_CASE("groups are in the order of their ids, unknown ones last, the team is that of the day") {
  Store store;
  load(store.db, store.settings, "team", {"id", "name"}, {{"t1", "North"}, {"t2", "South"}});
  load(store.db, store.settings, "rep", {"id", "name", "team"}, {{"r1", "Wang", "t1"}, {"r2", "Li", ""}});
  load(store.db, store.settings, "team_move", {"rep", "moved_on", "team"}, {{"r1", "2026-01-10", "t2"}});
  load(store.db, store.settings, "customer", {"id", "name", "sector"}, {{"c1", "One", "medical"}, {"c2", "Two", ""}});
  load(store.db, store.settings, "opportunity", {"id", "stage", "rep", "customer", "source", "created_on", "closed_on"},
       {{"d0", "needs", "r1", "c1", "web", "2026-03-01", ""}, {"d1", "won", "r1", "c1", "web", "2026-01-01", "2026-01-09"},
        {"d2", "needs", "r1", "c2", "fair", "2026-01-01", ""}, {"d3", "needs", "r2", "", "", "2026-01-01", ""},
        {"d4", "needs", "", "c1", "web", "2026-01-01", ""}});
  const Deals deals = store.read(31);
  const auto groups = [&](DealUnit unit) { return read_deal_groups(store.db, store.settings, deals, unit, from_day_number(day(31))); };
  const std::vector<DealGroup> teams{{"t1", "North"}, {"t2", "South"}, {"", ""}};
  CHECK(groups(DealUnit::team).groups == teams);
  CHECK(groups(DealUnit::team).of == std::vector<int>{0, 1, 2, 2});
  CHECK(groups(DealUnit::rep).of == std::vector<int>{0, 0, 1, 2});
  CHECK(groups(DealUnit::sector).of == std::vector<int>{0, 1, 1, 0});
  CHECK(groups(DealUnit::source).groups == std::vector<DealGroup>{{"fair", "fair"}, {"web", "web"}, {"", ""}});
  CHECK(groups(DealUnit::source).of == std::vector<int>{1, 0, 2, 1});
  CHECK(groups(DealUnit::product).groups == std::vector<DealGroup>{{"", ""}});
  CHECK(groups(DealUnit::company).of == std::vector<int>{0, 0, 0, 0});
}

TEST_CASE("on random deals every open one stands where its path ends, and looking back equals a store of that day") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    INFO("seed ", seed);
    std::mt19937 random(seed);
    Store now;
    Store then;
    const std::vector<std::string> open{"needs", "quote"};
    for (int i = 0; i < 30; ++i) {
      const std::string id = "d" + std::to_string(i);
      int at = 1 + static_cast<int>(random() % 40);
      const std::string created = format_date(from_day_number(day(at)));
      std::vector<std::vector<std::string>> steps;
      std::string stage;
      for (std::size_t k = 1 + random() % 4; k > 0; --k, at += 1 + static_cast<int>(random() % 12)) {
        stage = open[random() % 2];
        steps.push_back({id, stage, format_date(from_day_number(day(at)))});
      }
      std::string closed;
      if (random() % 2 == 0) {
        stage = random() % 2 == 0 ? "won" : "lost";
        closed = format_date(from_day_number(day(at)));
        steps.push_back({id, stage, closed});
      }
      now.deals({{id, stage, "", created, closed}});
      now.steps(steps);
      const std::string last = format_date(from_day_number(day(31)));
      if (created > last) continue;
      std::erase_if(steps, [&](const auto& step) { return step[2] > last; });
      then.deals({{id, steps.back()[1], "", created, closed > last ? "" : closed}});
      then.steps(steps);
    }
    const Deals back = now.read(31);
    const Deals as_it_was = then.read(31);
    CHECK(back.steps == as_it_was.steps);
    CHECK(back.first == as_it_was.first);
    REQUIRE(back.deals.size() == as_it_was.deals.size());
    for (std::size_t i = 0; i < back.deals.size(); ++i) {
      CHECK(back.deals[i].state == as_it_was.deals[i].state);
      CHECK(back.deals[i].stage == as_it_was.deals[i].stage);
      if (back.deals[i].state != DealState::lost) CHECK(back.path(i).back().stage == back.deals[i].stage);
    }
  }
}
