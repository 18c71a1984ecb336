#include "context.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <string_view>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
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
  Settings rules = settings();
  if (access == Access::create && !fs::exists(rules.store)) {
    if (options.dry_run) {
      rules.store = ":memory:";
    } else if (!fs::exists(rules.store.parent_path())) {
      throw StoreError(tr("there is no folder {}", rules.store.parent_path().string()), tr("make it first"));
    }
  }
  return salesctl::open_store(rules, access);
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

Format Context::format() {
  if (!options.format.empty()) return parse_format(options.format);
  const std::string extension = fs::path(options.output).extension().string();
  if (extension == ".csv") return Format::csv;
  if (extension == ".json") return Format::json;
  if (extension == ".jsonl") return Format::jsonl;
  if (extension == ".md") return Format::md;
  if (extension == ".html" || extension == ".htm") return Format::html;
  if (extension == ".xlsx") return Format::xlsx;
  if (extension == ".ics") return Format::ics;
  return Format::table;
}

/// A table as plain text in a file.pdf opens nowhere.
void Context::refuse_extension() const {
  const std::string extension = fs::path(options.output).extension().string();
  if (!to_file() || !options.format.empty()) return;
  constexpr std::array<std::string_view, 11> known{"", ".txt", ".log", ".csv", ".json", ".jsonl", ".md", ".html", ".htm", ".xlsx", ".ics"};
  if (std::ranges::find(known, extension) != known.end()) return;
  throw UsageError(tr("{}: no format goes by \"{}\"", printable(options.output), printable(extension)),
                   tr("end the name in .csv, .json, .jsonl, .md, .html, .xlsx or .txt, or say --format"));
}

void Context::check_options(Shows shows) {
  if (!options.as_of.empty()) parse_date(options.as_of);
  if (format() == Format::ics && shows != Shows::calendar) {
    throw UsageError(tr("this is no calendar"), tr("ics is a format of \"salesctl assign tasks\"; others: table, csv, json, jsonl, md, html, xlsx"));
  }
  if (format() == Format::xlsx && !to_file() && around_.out_is_terminal) {
    throw UsageError(tr("an Excel workbook cannot be shown on a terminal"), tr("name a file: -o FILE.xlsx"));
  }
  if (to_file()) refuse_input(options.output);
}

/// A slip such as "-o salesctl.yaml" must not cost the rules. A config that cannot be read is the command's business.
void Context::refuse_input(const fs::path& output) {
  std::error_code error;
  if (!has_config() || !fs::exists(output, error)) return;
  std::vector<fs::path> inputs{*find_config()};
  try {
    inputs = settings().files;
    for (const char* journal : {"-wal", "-shm", "-journal"}) {
      const fs::path beside = settings().store.string() + journal;
      if (fs::equivalent(output, beside, error)) {
        throw UsageError(tr("{} belongs to the store", output.string()), tr("name another file for the output"));
      }
    }
  } catch (const ConfigError&) {
  }
  for (const fs::path& input : inputs) {
    if (fs::equivalent(output, input, error)) {
      throw UsageError(tr("{} is a file of the configuration", output.string()), tr("name another file for the output"));
    }
  }
}

std::vector<std::string> Context::provenance() {
  if (!has_config()) return {std::string("salesctl ") + version};
  return {settings().company, tr("facts up to {}", format_date(as_of())), tr("rules {}", settings().hash), std::string("salesctl ") + version};
}

std::vector<Table> Context::shown_by(const std::function<void()>& command) {
  std::vector<Table> tables;
  std::vector<Table>* const before = std::exchange(kept_, &tables);
  try {
    command();
  } catch (...) {
    kept_ = before;
    throw;
  }
  kept_ = before;
  return tables;
}

void Context::show(const std::vector<Table>& tables) {
  if (kept_ != nullptr) {
    kept_->insert(kept_->end(), tables.begin(), tables.end());
    return;
  }
  refuse_extension();
  RenderOptions render_options;
  const bool on_terminal = around_.out_is_terminal && options.output.empty();
  render_options.color = options.color == "always" || (options.color == "auto" && on_terminal && !around_.no_color);
  render_options.width = on_terminal ? around_.width : 0;
  if (format() == Format::html) render_options.provenance = provenance();
  write(render(tables, format(), render_options));
}

void Context::show(Table table) {
  std::vector<Table> tables;
  tables.push_back(std::move(table));
  show(tables);
}

void Context::show(Table head, const std::function<void(const std::function<void(Row)>&)>& rows) {
  if (kept_ != nullptr || (format() != Format::csv && format() != Format::jsonl)) {
    rows([&](Row row) { head.rows.push_back(std::move(row)); });
    return show(std::move(head));
  }
  constexpr std::size_t at_once = 4096;
  std::optional<WholeFile> file;
  if (to_file()) file.emplace(options.output);
  RenderOptions render_options;
  const auto flush = [&] {
    const std::string text = render({head}, format(), render_options);
    file ? file->write(text) : print(text);
    head.rows.clear();
    render_options.continued = true;
  };
  rows([&](Row row) {
    head.rows.push_back(std::move(row));
    if (head.rows.size() == at_once) flush();
  });
  if (!head.rows.empty() || !render_options.continued) flush();
  if (file) file->finish();
}

bool Context::to_file() const { return !options.output.empty() && options.output != "-"; }

void Context::write(const std::string& text) {
  to_file() ? write_file_atomically(options.output, text) : print(text);
}

void Context::print(const std::string& text) {
  out_ << text << std::flush;
  if (!out_) throw StoreError(tr("the output could not be written"), tr("is the disk full or the pipe closed?"));
}

void Context::say(const std::string& sentence) {
  if (options.verbose || (around_.err_is_terminal && !options.quiet)) err_ << sentence << '\n';
}

void Context::progress(const std::string& text) {
  if (shows_progress()) err_ << "\r\x1b[K" << text << std::flush;
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
