// Reports said in SQL.
#include <algorithm>
#include <array>
#include <utility>

#include "base/date.hpp"
#include "base/message.hpp"
#include "base/number.hpp"
#include "base/period.hpp"
#include "base/text.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

/// Today is not known here, and which day it is does not make a period one: each end is looked at alone.
std::string read_period(const Node& node) {
  return parse_at(node, [](const std::string& text) {
    const auto dots = text.find("..");
    const std::string_view whole = text;
    parse_period(whole.substr(0, dots), make_date(2000, 1, 1), {});
    if (dots != std::string::npos) parse_period(whole.substr(dots + 2), make_date(2000, 1, 1), {});
    return text;
  });
}

ReportParameter read_parameter(const std::string& name, const Node& node) {
  ReportParameter parameter;
  parameter.name = name;
  parameter.place = node.place;
  if (!is_name(name) || name == "from" || name == "to" || name == "as_of") {
    throw ConfigError(tr("\"{}\" cannot be the name of a parameter", printable(name)), tr("small letters, digits and _, but not from, to or as_of"), node.place);
  }
  const bool brief = node.kind == Node::Kind::scalar;
  parameter.value = brief ? node.text : text_of(node, "default");
  if (brief) return parameter;
  parameter.type = text_of(node, "type", "text");
  if (parameter.type == "number") parse_at(node.at("default"), parse_decimal);
  if (parameter.type == "date") parse_at(node.at("default"), [](const std::string& text) { return parse_date(text); });
  parameter.doc = text_of(node, "doc");
  return parameter;
}

Chart read_chart(const Node& node) {
  constexpr std::array kinds{std::pair{"bar", ChartKind::bar}, std::pair{"line", ChartKind::line}, std::pair{"funnel", ChartKind::funnel},
                             std::pair{"heat", ChartKind::heat}, std::pair{"bullet", ChartKind::bullet}};
  Chart chart;
  for (const auto& [name, kind] : kinds) {
    if (node.at("kind").text == name) chart.kind = kind;
  }
  chart.label = node.at("label").text;
  chart.values = words_of(&node.at("values"));
  chart.across = text_of(node, "across");
  if ((chart.kind == ChartKind::heat) == chart.across.empty()) {
    throw ConfigError(tr("chart: only kind heat has an across, and needs it"), {}, node.place);
  }
  return chart;
}

}  // namespace

std::vector<ReportRule> read_reports(const Node& node) {
  std::vector<ReportRule> reports;
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const Node& entry = node.children[i];
    ReportRule report;
    report.name = node.keys[i];
    const bool plain = std::ranges::none_of(report.name, [](char c) { return c == '/' || c == '\\' || (c >= 0 && c < ' ') || c == '\x7F'; });
    if (report.name.empty() || report.name.front() == '.' || !plain) {
      throw ConfigError(tr("\"{}\" cannot be the name of a report", printable(report.name)), tr("it names a file too: no / and \\, and no . at the beginning"), node.key_places[i]);
    }
    report.title = entry.at("title").text;
    report.description = text_of(entry, "description", report.title);
    if (const Node* period = entry.find("period")) report.period = read_period(*period);
    report.sql = entry.at("sql").text;
    report.place = entry.at("sql").place;
    if (const Node* columns = entry.find("columns")) {
      for (std::size_t c = 0; c < columns->keys.size(); ++c) {
        const Node& column = columns->children[c];
        const bool brief = column.kind == Node::Kind::scalar;
        report.columns.push_back({columns->keys[c], brief ? column.text : text_of(column, "title", columns->keys[c]),
                                  brief ? "text" : text_of(column, "type", "text")});
      }
    }
    if (const Node* parameters = entry.find("parameters")) {
      for (std::size_t p = 0; p < parameters->keys.size(); ++p) report.parameters.push_back(read_parameter(parameters->keys[p], parameters->children[p]));
    }
    if (const Node* chart = entry.find("chart")) report.charts.push_back(read_chart(*chart));
    reports.push_back(std::move(report));
  }
  return reports;
}

}  // namespace salesctl
