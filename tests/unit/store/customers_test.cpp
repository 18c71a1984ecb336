#include "store/customers.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "firm.hpp"

using namespace salesctl;
using namespace salesctl::testing;

namespace {

/// The days with a purchase of customer a and what each brought: "2026-01-05:100 ...", up to a day.
std::string bought(const std::vector<std::vector<std::string>>& orders, Date as_of = make_date(2026, 12, 31)) {
  const Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load(db, settings, "customer", {"id", "name"}, {{"a", "A"}, {"b", "B"}});
  for (const auto& order : orders) load(db, settings, "order", {"id", "customer", "amount", "ordered_on", "refund_of"}, {order});
  const Purchases all = read_purchases(db, settings, as_of);
  const std::optional<std::size_t> a = all.find(find_customer(db, "a"));
  if (!a) return "never";
  const PurchaseDays days = all.of(*a);
  std::string text;
  for (std::size_t i = 0; i < days.size(); ++i) {
    text += (i > 0 ? " " : "") + format_date(from_day_number(days.days[i])) + ":" + std::to_string(days.values[i]);
  }
  return text;
}

}  // namespace

TEST_CASE("orders of one day are one purchase") {
  CHECK(bought({{"1", "a", "100", "2026-01-05", ""}, {"2", "a", "50", "2026-01-05", ""}, {"3", "a", "0", "2026-02-01", ""}}) ==
        "2026-01-05:150 2026-02-01:0");
  CHECK(bought({{"1", "b", "100", "2026-01-05", ""}}) == "never");
}

TEST_CASE("a refund lessens the order it names, wherever it stands, else the one before it") {
  const std::vector<std::string> first{"1", "a", "100", "2026-01-05", ""};
  const std::vector<std::string> second{"2", "a", "70", "2026-02-05", ""};
  CHECK(bought({first, second, {"3", "a", "-30", "2026-03-01", ""}}) == "2026-01-05:100 2026-02-05:40");
  CHECK(bought({first, second, {"3", "a", "-30", "2026-03-01", "1"}}) == "2026-01-05:70 2026-02-05:70");
  CHECK(bought({first, second, {"3", "a", "-30", "2026-03-01", "1"}}, make_date(2026, 2, 28)) == "2026-01-05:100 2026-02-05:70");
}

TEST_CASE("an order given back in full is none, and what is given back beyond it lessens the one before") {
  const std::vector<std::string> first{"1", "a", "100", "2026-01-05", ""};
  const std::vector<std::string> second{"2", "a", "70", "2026-02-05", ""};
  CHECK(bought({first, second, {"3", "a", "-70", "2026-03-01", "2"}}) == "2026-01-05:100");
  CHECK(bought({first, second, {"3", "a", "-100", "2026-03-01", "1"}}) == "2026-02-05:70");
  CHECK(bought({first, second, {"3", "a", "-90", "2026-03-01", "2"}}) == "2026-01-05:80");
  CHECK(bought({first, {"3", "a", "-100", "2026-03-01", "1"}}) == "never");
}

TEST_CASE("a refund of somebody else's order or of a later one keeps to its own day") {
  CHECK(bought({{"1", "b", "100", "2026-01-01", ""}, {"2", "a", "70", "2026-02-05", ""}, {"3", "a", "-20", "2026-03-01", "1"}}) == "2026-02-05:50");
  CHECK(bought({{"2", "a", "70", "2026-02-05", ""}, {"4", "a", "9", "2026-05-05", ""}, {"3", "a", "-20", "2026-03-01", "4"}}) ==
        "2026-02-05:50 2026-05-05:9");
}

TEST_CASE("who is looked for under a name or a mistyped id is told the id") {
  const Folder folder;
  const Settings settings = firm_settings(folder);
  const Database db = open_store(settings, Access::create);
  load(db, settings, "rep", {"id", "name"}, {{"r-07", "Li Wei"}});
  load(db, settings, "customer", {"id", "name", "owner"}, {{"cust-1", "A", "r-07"}, {"cust-2", "B", ""}});
  const auto refusal = [&](auto look) {
    try {
      look();
    } catch (const UsageError& e) {
      return std::string(e.what()) + " / " + e.hint();
    }
    return std::string("found");
  };
  CHECK(refusal([&] { OwnedBy(db, "li wei"); }) == "there is no rep \"li wei\" / that is a name; its id: r-07");
  CHECK(refusal([&] { find_customer(db, "cust-11"); }).starts_with("there is no customer \"cust-11\" - did you mean \"cust-1\"?"));
  CHECK(refusal([&] { find_customer(db, "zzz"); }) == "there is no customer \"zzz\" / \"salesctl export customer\" lists them");
  const OwnedBy owned(db, "r-07");
  CHECK(owned(find_customer(db, "cust-1")));
  CHECK_FALSE(owned(find_customer(db, "cust-2")));
  CHECK(OwnedBy(db, "")(find_customer(db, "cust-2")));
}
