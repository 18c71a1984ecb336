#include "churn/evidence.hpp"

#include <doctest/doctest.h>

using namespace salesctl;

namespace {

struct Customer {
  std::vector<int> days;
  std::vector<std::int64_t> values;
  std::vector<CustomerRecord> records;
  Evidence at(int day) const { return *evidence({{days, values}, records}, day); }
};

std::vector<std::string> words(const Evidence& e, double gap = 50) {
  std::vector<std::string> all;
  for (const Reason reason : reasons(e, gap)) all.push_back(in_words(reason, e, gap));
  return all;
}

}  // namespace

TEST_CASE("reasons are told in words with their numbers, the strongest first") {
  const Customer c{{1000, 1030, 1061, 1092}, {1000, 1000, 500, 500},
                   {{RecordKind::csat, 1050, 5}, {RecordKind::csat, 1100, 2},
                    {RecordKind::ticket, 1200, 0, 1210, CustomerRecord::no_day},
                    {RecordKind::ticket, 1201, 0, CustomerRecord::no_day, 1240}, {RecordKind::lost_deal, 1190, 0}}};
  CHECK(words(c.at(1235)) == std::vector<std::string>{"no order for 143 days, usually every 31", "satisfaction fell 5 -> 2",
                                                       "open tickets: 2, 1 of them late", "last orders 50% below those before",
                                                       "deals lost in 180 days: 1"});
  CHECK(words(c.at(1095)).size() == 1);  // only the smaller orders
}

TEST_CASE("what comes after the day is not known on it") {
  Customer c{{1000, 1030}, {100, 200}, {}};
  const Evidence before = c.at(1040);
  c.days.push_back(1041);
  c.values.push_back(999);
  c.records = {{RecordKind::contact, 1041}, {RecordKind::ticket, 1050, 0, 1060, 1070}};
  const Evidence same = c.at(1040);
  CHECK(values(before, 0.5, false) == values(same, 0.5, false));
  CHECK(words(before) == words(same));
  CHECK_FALSE(evidence({{c.days, c.values}, {}}, 999));
}

TEST_CASE("who bought once is measured by the others' gap") {
  const Customer c{{1000}, {100}, {}};
  CHECK(words(c.at(1074)).empty());
  CHECK(words(c.at(1075)) == std::vector<std::string>{"one order, 75 days ago; others come back after 50"});
  CHECK(words(c.at(1000)).empty());
}

TEST_CASE("contacts that grow fewer are a reason") {
  Customer c{{1000, 1300}, {100, 100}, {}};
  for (const int day : {1010, 1040, 1070, 1100, 1130, 1160}) c.records.push_back({RecordKind::contact, day});
  CHECK(words(c.at(1300)) == std::vector<std::string>{"contacts in 90 days: 0, usually 2.0"});
  CHECK(*c.at(1300).since_contact == 140);
}
