#include "model/settings.hpp"

#include <algorithm>

#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {

const Metric& find_metric(const Settings& settings, std::string_view name) {
  const auto it = std::ranges::find(settings.metrics, name, &Metric::name);
  if (it != settings.metrics.end()) return *it;
  std::vector<std::string_view> names;
  for (const Metric& metric : settings.metrics) names.emplace_back(metric.name);
  throw UsageError(tr("there is no metric \"{}\"{}", printable(name), did_you_mean(name, names)),
                   tr("metrics: {}", joined(names)));
}

const Mapping& find_mapping(const Settings& settings, std::string_view name, std::string_view kind) {
  std::vector<std::string_view> names;
  std::vector<std::string_view> kinds;  // that mappings of this name are for
  for (const Mapping& mapping : settings.mappings) {
    if (mapping.name == name && mapping.kind == kind) return mapping;
    if (mapping.name == name && std::ranges::find(kinds, mapping.kind) == kinds.end()) kinds.emplace_back(mapping.kind);
    if (std::ranges::find(names, mapping.name) == names.end()) names.emplace_back(mapping.name);
  }
  if (!kinds.empty()) {
    throw UsageError(tr("the mapping \"{}\" is for {}, not for {}", name, joined(kinds), printable(kind)),
                     tr("see \"import\" in salesctl.yaml(5)"));
  }
  throw UsageError(tr("there is no mapping \"{}\"{}", printable(name), did_you_mean(name, names)),
                   tr("mappings: {}", joined(names)));
}

int metric_decimals(const Settings& settings, const Metric& metric) {
  return metric.unit == MetricUnit::money ? settings.currency.decimals : 0;
}

}  // namespace salesctl
