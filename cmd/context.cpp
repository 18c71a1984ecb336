#include "context.hpp"

#include <ostream>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "config/config.hpp"
#include "store/schema.hpp"
#include "version.hpp"

namespace salesctl {

namespace fs = std::filesystem;

Context::Context(Surroundings surroundings, std::ostream& out, std::ostream& err)
    : around_(std::move(surroundings)), out_(out), err_(err) {}

std::optional<fs::path> Context::find_config() const {
  if (!options.config.empty()) return options.config;
  if (!around_.config_variable.empty()) return around_.config_variable;
  if (fs::exists("salesctl.yaml")) return "salesctl.yaml";
  const fs::path own = around_.config_home / "salesctl" / "salesctl.yaml";
  if (!around_.config_home.empty() && fs::exists(own)) return own;
  return std::nullopt;
}

bool Context::has_config() const {
  const auto file = find_config();
  return file && fs::exists(*file);
}

const Settings& Context::settings() {
  if (!settings_) {
    const auto file = find_config();
    if (!file) {
      throw UsageError(tr("there is no salesctl.yaml in this folder"),
                       tr("\"salesctl init\" writes one; or name one with --config or $SALESCTL_CONFIG"));
    }
    settings_ = load_settings(*file, around_.cache_home.empty() ? fs::path() : around_.cache_home / "salesctl");
    if (!options.store.empty()) settings_->store = fs::absolute(options.store);
  }
  return *settings_;
}

Database Context::open_store(Access access) {
  const Settings& rules = settings();
  holds_back_ = holds_back_ || (access == Access::write && !options.dry_run);
  if (access == Access::create && !fs::exists(rules.store)) {
    if (options.dry_run) {
      Settings nowhere = rules;
      nowhere.store = ":memory:";
      return salesctl::open_store(nowhere, access, wait_);
    }
    if (!fs::exists(rules.store.parent_path())) throw StoreError(tr("there is no folder {}", rules.store.parent_path().string()), tr("make it first"));
  }
  return salesctl::open_store(rules, access, wait_);
}

/// As late as an import may date a fact.
constexpr int last_year = 2999;

Date Context::as_of() {
  if (!options.as_of.empty()) {
    const Date day = parse_date(options.as_of);
    if (day >= make_date(last_year + 1, 1, 1)) throw UsageError(tr("--as-of {} is too late", options.as_of), tr("facts are dated up to {}", last_year));
    return day;
  }
  return local_date(around_.now, settings().timezone);
}

Period Context::period(const std::string& text) { return parse_period(text, as_of(), settings().fiscal); }

void Context::say(const std::string& sentence) {
  if (options.verbose || (around_.err_is_terminal && !options.quiet)) err_ << sentence << '\n';
}

void Context::progress(const std::string& text) {
  if (!shows_progress()) return;
  const auto now = std::chrono::steady_clock::now();
  if (!progress_since_) progress_since_ = now;
  if (now - *progress_since_ >= std::chrono::seconds{1}) err_ << "\r\x1b[K" << text << std::flush;
}

Run Context::run(const std::string& kind, const std::string& input_hash) {
  Run run{around_.now, around_.actor(), version, around_.command_line, kind, settings().hash, input_hash, {}};
  for (const std::filesystem::path& file : settings().files) {
    if (!std::filesystem::is_regular_file(file)) return run;  // a pipe, which has been read
    run.rules.push_back({file.string(), read_file(file)});
  }
  return run;
}

}  // namespace salesctl
