#include "config/config.hpp"

#include <algorithm>

#include "base/message.hpp"
#include "base/text.hpp"
#include "config/embedded.hpp"
#include "config/files.hpp"
#include "config/sections.hpp"
#include "config/yaml_tree.hpp"

namespace salesctl {
namespace {

namespace fs = std::filesystem;

std::vector<Mapping> preset_mappings(const std::vector<Kind>& kinds) {
  std::vector<Mapping> mappings;
  const Node presets = parse_yaml(std::string(embedded::presets), "presets.yaml");
  for (const Node& preset : presets.children) mappings.push_back(read_mapping(preset.at("name").text, preset, kinds));
  return mappings;
}

void add_metrics(const Node& node, Settings& settings) {
  for (Metric& metric : read_metrics(node)) {
    const auto it = std::ranges::find(settings.metrics, metric.name, &Metric::name);
    if (it == settings.metrics.end()) {
      settings.metrics.push_back(std::move(metric));
    } else {
      if (metric.title == metric.name) metric.title = it->title;
      *it = std::move(metric);
    }
  }
}

/// What a metric is added up by: a date and, unless it is of nobody, a rep. Other columns would give other sums than meant.
void check_columns(const Metric& metric, const Settings& settings) {
  std::vector<std::string_view> dates;
  std::vector<std::string_view> reps;
  if (metric.from.starts_with("credited_")) {
    dates = {metric.from == "credited_order" ? "ordered_on" : "paid_on"};
    reps = {"rep"};
  } else {
    for (const Field& field : find_kind(settings.kinds, metric.from).fields) {
      if (field.type == FieldType::date) dates.emplace_back(field.name);
      if (field.type == FieldType::ref && field.ref_kind == "rep") reps.emplace_back(field.name);
    }
  }
  const auto is_one_of = [](const std::string& name, const std::vector<std::string_view>& list) {
    return std::ranges::find(list, name) != list.end();
  };
  if (!is_one_of(metric.on, dates)) {
    throw ConfigError(tr("metric {}: on: \"{}\" is no date of {}{}", metric.name, printable(metric.on), metric.from,
                         did_you_mean(metric.on, dates)),
                      tr("allowed: {}", joined(dates)), metric.place);
  }
  if (!metric.rep.empty() && !is_one_of(metric.rep, reps)) {
    throw ConfigError(tr("metric {}: rep: \"{}\" is no rep of {}{}", metric.name, printable(metric.rep), metric.from,
                         did_you_mean(metric.rep, reps)),
                      tr("allowed: {}; \"\" is no rep at all", joined(reps)), metric.place);
  }
}

void check_views(const Settings& settings) {
  std::vector<std::string_view> views{"credited_order", "credited_payment"};
  for (const Kind& kind : settings.kinds) views.emplace_back(kind.name);
  for (const Metric& metric : settings.metrics) {
    if (std::ranges::find(views, metric.from) != views.end()) {
      check_columns(metric, settings);
      continue;
    }
    std::string list;
    for (const std::string_view view : views) list += (list.empty() ? "" : " ") + std::string(view);
    throw ConfigError(tr("metric {}: there is no view \"{}\" to sum over{}", metric.name, printable(metric.from),
                         did_you_mean(metric.from, views)),
                      tr("views: {}", list), metric.place);
  }
}

}  // namespace

Settings read_settings(const fs::path& file, const Node& config, const ReadNamed& read) {
  Settings settings = default_settings(file);
  if (config.kind != Node::Kind::map) return settings;
  read_company(config, settings);
  if (const Node* calendar = config.find("calendar")) settings.calendar = read_calendar(*calendar, read);
  settings.kinds = read_fields(config.find("fields"));
  if (const Node* imports = config.find("import")) {
    for (std::size_t i = 0; i < imports->keys.size(); ++i) {
      settings.mappings.push_back(read_mapping(imports->keys[i], imports->children[i], settings.kinds));
    }
  }
  if (const Node* metrics = config.find("metrics")) add_metrics(*metrics, settings);
  check_views(settings);
  if (const Node* stages = config.find("stages")) settings.stages = read_stages(*stages);
  if (const Node* goals = config.find("goals")) settings.goals = read_goals(*goals, settings);
  if (const Node* okr = config.find("okr")) settings.okr = read_okr(*okr, settings);
  if (const Node* customers = config.find("customers")) settings.customers = read_customers(*customers, settings);
  if (const Node* churn = config.find("churn")) settings.churn = read_churn(*churn, settings);
  if (const Node* assign = config.find("assign")) settings.assign = read_assign(*assign, settings);
  if (const Node* leads = config.find("leads")) settings.leads = read_leads(*leads, settings.kinds);
  if (const Node* awards = config.find("awards")) settings.awards = read_awards(*awards, settings);
  if (const Node* plans = config.find("plans")) settings.plans = read_plans(*plans, settings);
  if (const Node* cards = config.find("scorecards")) settings.scorecards = read_scorecards(*cards, settings);
  if (const Node* reviews = config.find("reviews")) settings.reviews = read_reviews(*reviews);
  if (const Node* courses = config.find("training")) settings.training = read_training(*courses, settings);
  if (const Node* light = config.find("traffic_light")) settings.traffic_light = read_traffic_light(*light);
  if (const Node* board = config.find("leaderboard")) settings.leaderboard = read_leaderboard(*board, settings);
  if (const Node* reports = config.find("reports")) settings.reports = read_reports(*reports);
  return settings;
}

namespace {

Settings load(const fs::path& file, const fs::path& cache, ConfigFiles files) {
  const Node config = files.load(file, cache);
  Settings settings = read_settings(file, config, [&](const Node& name) { return files.read(name); });
  settings.files = files.paths();
  settings.hash = files.hash();
  return settings;
}

}  // namespace

Settings load_settings(const fs::path& file, const fs::path& cache) { return load(file, cache, {}); }

Settings load_settings(const std::vector<RulesFile>& files) { return load(files.front().path, {}, ConfigFiles(files)); }

Settings default_settings(const fs::path& file) {
  Settings settings;
  settings.file = file;
  settings.store = fs::absolute(file).parent_path() / "sales.db";
  settings.kinds.assign(built_in_kinds().begin(), built_in_kinds().end());
  settings.metrics = built_in_metrics();
  settings.stages = default_stages();
  return settings;
}

std::string config_template(std::string_view company, std::string_view currency) {
  std::string quoted = "\"";
  for (const char c : company) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += (c >= 0 && c < ' ') || c == '\x7F' ? ' ' : c;
  }
  quoted += '"';
  std::string text(embedded::config_template);
  // The company comes last: it may be called @CURRENCY@.
  const std::string code(currency);
  for (const auto& [mark, value] : {std::pair<std::string_view, const std::string&>{"@CURRENCY@", code}, {"@COMPANY@", quoted}}) {
    text.replace(text.find(mark), mark.size(), value);
  }
  return text;
}

std::string_view config_schema() { return embedded::schema; }

std::vector<ReportRule> built_in_reports() {
  std::vector<ReportRule> reports = read_reports(parse_yaml(std::string(embedded::reports), "reports.yaml"));
  for (ReportRule& report : reports) report.place = {};
  return reports;
}

std::string built_in_report_source(std::string_view name) {
  const std::string text(embedded::reports);
  const auto begin = text.find("\n" + std::string(name) + ":\n");
  if (name.empty() || begin == std::string::npos) return {};
  auto end = begin + 1;
  do {
    end = text.find('\n', end) + 1;
  } while (end < text.size() && (text[end] == ' ' || text[end] == '\n'));
  std::string source = "reports:\n";
  std::string_view body = std::string_view(text).substr(begin + 1, end - begin - 1);
  while (!body.empty()) {
    const auto line = body.substr(0, body.find('\n') + 1);
    source += (line == "\n" ? "" : "  ") + std::string(line);
    body.remove_prefix(line.size());
  }
  return source;
}

std::vector<Mapping> built_in_mappings(const std::vector<Kind>& kinds) { return preset_mappings(kinds); }

}  // namespace salesctl
