// salesctl.yaml -> Settings. The only room that knows YAML.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "model/settings.hpp"

namespace salesctl {

/// Loads a config file with its includes, holds it against the JSON Schema, then against what a schema cannot say
/// (unknown currency, unknown kind in a mapping, a stage named twice). Throws ConfigError with file, line and column,
/// what is wrong, what is allowed and the nearest valid word. Nothing is looked up in the store.
/// `cache` is a folder where what was parsed is kept until a file changes; empty: nothing is kept.
Settings load_settings(const std::filesystem::path& file, const std::filesystem::path& cache = {});

/// The rules that these files said, the config itself first, whatever they say now.
Settings load_settings(const std::vector<RulesFile>& files);

/// Settings with every default, for commands that run without a config file; the store is beside `file`.
Settings default_settings(const std::filesystem::path& file);

/// A commented salesctl.yaml for a small firm.
std::string config_template(std::string_view company, std::string_view currency);

/// The JSON Schema of salesctl.yaml, as installed for editors.
std::string_view config_schema();

/// Built-in definitions, embedded YAML in the same form as the user's own.
std::vector<Metric> built_in_metrics();
std::vector<ReportRule> built_in_reports();
/// The text of a built-in report's definition, to start one's own from; empty when there is none of that name.
std::string built_in_report_source(std::string_view name);
/// The section `plans` of another file, held against the rest of these rules. Throws ConfigError where there is none.
std::vector<PayPlan> load_plans(const std::filesystem::path& file, const Settings& settings);
/// A goal as definition() wrote it.
GoalRule read_goal_definition(const std::string& text, const Settings& settings);
/// Presets: salesforce, hubspot, jiandaoyun; one Mapping per preset and kind.
std::vector<Mapping> built_in_mappings(const std::vector<Kind>& kinds);

}  // namespace salesctl
