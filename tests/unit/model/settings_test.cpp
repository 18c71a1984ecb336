#include "model/settings.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "base/refusal.hpp"

using namespace salesctl;
using test::has;
using test::refusal;

namespace {

Settings firm() {
  Settings settings;
  settings.currency = {"KWD", 3};
  settings.metrics.resize(2);
  settings.metrics[0].name = "revenue";
  settings.metrics[0].unit = MetricUnit::money;
  settings.metrics[1].name = "visits";
  for (const auto& [name, kind, footer] : {std::tuple{"crm", "customer", true}, {"hubspot", "opportunity", false},
                                           {"crm", "customer", false}, {"crm", "contact", false}}) {
    Mapping mapping;
    mapping.name = name;
    mapping.kind = kind;
    mapping.footer = footer;
    settings.mappings.push_back(mapping);
  }
  return settings;
}

}  // namespace

TEST_CASE("a metric is found by its name, or the nearest is named") {
  const Settings settings = firm();
  CHECK(&find_metric(settings, "visits") == &settings.metrics[1]);
  const std::string said = refusal([&] { find_metric(settings, "revenu"); });
  CHECK(has(said, "did you mean \"revenue\""));
  CHECK(has(said, "metrics: revenue, visits"));
  CHECK_THROWS_AS(find_metric(settings, ""), UsageError);
  CHECK_THROWS_AS(find_metric(Settings{}, "revenue"), UsageError);
}

TEST_CASE("of mappings of one name the first for the kind is taken, so one's own go before presets") {
  const Settings settings = firm();
  CHECK(&find_mapping(settings, "crm", "customer") == settings.mappings.data());
  CHECK(&find_mapping(settings, "crm", "contact") == &settings.mappings[3]);
}

TEST_CASE("a mapping for other kinds is told with them, an unknown one with the nearest") {
  const Settings settings = firm();
  CHECK(has(refusal([&] { find_mapping(settings, "hubspot", "order"); }), "the mapping \"hubspot\" is for opportunity, not for order"));
  CHECK(has(refusal([&] { find_mapping(settings, "crm", "order"); }), "is for customer, contact, not for order"));
  const std::string said = refusal([&] { find_mapping(settings, "hubspt", "order"); });
  CHECK(has(said, "did you mean \"hubspot\""));
  CHECK(has(said, "mappings: crm, hubspot"));
}

TEST_CASE("money has the currency's decimals and counts have none") {
  const Settings settings = firm();
  CHECK(metric_decimals(settings, settings.metrics[0]) == 3);
  CHECK(metric_decimals(settings, settings.metrics[1]) == 0);
}
