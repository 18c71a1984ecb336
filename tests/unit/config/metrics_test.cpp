#include <doctest/doctest.h>

#include <algorithm>

#include "config/sections.hpp"
#include "config_folder.hpp"

using namespace salesctl;
using test::ConfigFolder;
using test::fault;
using test::says;

TEST_CASE("a metric of the firm joins the built-in ones or replaces one") {
  const Settings s = ConfigFolder().load(
      "metrics:\n  big: {from: order, on: ordered_on, where: amount > 10}\n"
      "  revenue: {unit: money, from: opportunity, sum: amount, on: closed_on, where: \"stage_kind = 'won'\"}\n");
  const Metric& big = find_metric(s, "big");
  CHECK(big == Metric{"big", "big", MetricUnit::count, "order", "1", "ordered_on", "rep", "amount > 10", big.place});
  CHECK(big.place.line == 2);
  const Metric& revenue = find_metric(s, "revenue");
  CHECK(revenue.from == "opportunity");
  CHECK(revenue.title == "Revenue");
  CHECK(std::ranges::count(s.metrics, "revenue", &Metric::name) == 1);
  CHECK(s.metrics.size() == built_in_metrics().size() + 1);
}

TEST_CASE("metrics have plain names and sum over views that there are") {
  CHECK(says(fault("metrics: {Big: {from: order, on: ordered_on}}\n"), "1:11 \"Big\" cannot be the name"));
  CHECK(says(fault("metrics: {m: {from: ordr, on: ordered_on}}\n"), "did you mean \"order\""));
  CHECK(says(fault("metrics: {m: {from: order, on: ordered_on, unit: percent}}\n"), "allowed: money, count"));
  CHECK(says(fault("metrics: {m: }\n"), "this should be a map"));
}

TEST_CASE("a metric is added up by a date and a rep of its view") {
  CHECK(says(fault("metrics: {m: {from: order, on: id}}\n"), "\"id\" is no date of order"));
  CHECK(says(fault("metrics: {m: {from: order, on: orderd_on}}\n"), "did you mean \"ordered_on\""));
  CHECK(says(fault("metrics: {m: {from: credited_order, on: paid_on}}\n"), "allowed: ordered_on"));
  CHECK(says(fault("metrics: {m: {from: order, on: ordered_on, rep: customer}}\n"), "\"customer\" is no rep of order"));
  CHECK(says(fault("metrics: {m: {from: customer, on: created_on}}\n"), "allowed: owner"));
  CHECK(fault("metrics: {m: {from: customer, on: created_on, rep: owner}}\n").empty());
  CHECK(fault("metrics: {m: {from: customer, on: created_on, rep: \"\"}}\n").empty());
}

TEST_CASE("built-in metrics have distinct plain names, titles, and columns of their kind") {
  std::vector<std::string> names;
  for (const Metric& metric : built_in_metrics()) {
    CAPTURE(metric.name);
    CHECK(is_name(metric.name));
    CHECK_FALSE(metric.title.empty());
    CHECK(std::ranges::find(names, metric.name) == names.end());
    names.push_back(metric.name);
    const auto kind = std::ranges::find(built_in_kinds(), metric.from, &Kind::name);
    if (kind == built_in_kinds().end()) {
      CHECK(metric.from.starts_with("credited_"));
      continue;
    }
    CHECK(kind->find(metric.on)->type == FieldType::date);
    CHECK(kind->find(metric.rep)->ref_kind == "rep");
  }
  CHECK(names.size() >= 10);
}
