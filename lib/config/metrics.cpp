// Metrics: built-in ones and the firm's own have one form.
#include <regex>

#include "base/message.hpp"
#include "base/text.hpp"
#include "config/sections.hpp"

namespace salesctl {

std::vector<Metric> read_metrics(const Node& node) {
  static const std::regex form("^[a-z][a-z0-9_]*$");
  std::vector<Metric> metrics;
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const Node& entry = node.children[i];
    Metric metric;
    metric.name = node.keys[i];
    if (!std::regex_search(metric.name, form)) {
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

}  // namespace salesctl
