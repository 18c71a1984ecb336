// Metrics: built-in ones and the firm's own have one form.
#include "base/message.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "config/sections.hpp"

namespace salesctl {

std::vector<Metric> read_metrics(const Node& node) {
  std::vector<Metric> metrics;
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const Node& entry = node.children[i];
    Metric metric;
    metric.name = node.keys[i];
    if (!is_name(metric.name)) {
      throw ConfigError(tr("\"{}\" cannot be the name of a metric", printable(metric.name)),
                        tr("small letters, digits and _"), node.key_places[i]);
    }
    metric.title = text_of(entry, "title", metric.name);
    metric.unit = text_of(entry, "unit", "count") == "money" ? MetricUnit::money : MetricUnit::count;
    metric.from = entry.at("from").text;
    metric.sum = text_of(entry, "sum", "1");
    metric.on = entry.at("on").text;
    metric.rep = text_of(entry, "rep", "rep");
    metric.where = text_of(entry, "where");
    metric.place = node.key_places[i];
    metrics.push_back(std::move(metric));
  }
  return metrics;
}

std::vector<Metric> built_in_metrics() {
  using enum MetricUnit;
  // name, title, unit, from, sum, on, rep, where
  return {
      {"revenue", TR_NOOP("Revenue"), money, "credited_order", "amount", "ordered_on", "rep", "", {}},
      {"margin", TR_NOOP("Margin"), money, "credited_order", "amount - coalesce(cost, 0)", "ordered_on", "rep", "", {}},
      {"orders", TR_NOOP("Orders"), count, "order", "1", "ordered_on", "rep", "kind <> 'refund'", {}},
      {"collected", TR_NOOP("Collected cash"), money, "credited_payment", "amount", "paid_on", "rep", "", {}},
      {"new_customers", TR_NOOP("New customers"), count, "customer", "1", "created_on", "owner", "", {}},
      {"new_leads", TR_NOOP("New leads"), count, "lead", "1", "created_on", "owner", "", {}},
      {"deals_won", TR_NOOP("Deals won"), count, "opportunity", "1", "closed_on", "rep", "stage_kind = 'won'", {}},
      {"deals_won_value", TR_NOOP("Value of deals won"), money, "opportunity", "coalesce(amount, 0)", "closed_on", "rep",
       "stage_kind = 'won'", {}},
      {"visits", TR_NOOP("Visits"), count, "activity", "1", "happened_on", "rep", "kind = 'visit'", {}},
      {"calls", TR_NOOP("Calls"), count, "activity", "1", "happened_on", "rep", "kind = 'call'", {}}};
}

}  // namespace salesctl
