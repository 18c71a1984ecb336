// Where a command's result goes, in which format, and what is refused before there is one.
#include <algorithm>
#include <array>
#include <ostream>
#include <string_view>
#include <utility>

#include "base/dated_name.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "context.hpp"
#include "version.hpp"

namespace salesctl {

namespace fs = std::filesystem;

namespace {

using Ending = std::pair<std::string_view, Format>;
/// What the name of the output tells; other endings are refused: a table as plain text in a file.pdf opens nowhere.
constexpr std::array<Ending, 11> endings{{{".csv", Format::csv},
                                          {".json", Format::json},
                                          {".jsonl", Format::jsonl},
                                          {".md", Format::md},
                                          {".html", Format::html},
                                          {".htm", Format::html},
                                          {".xlsx", Format::xlsx},
                                          {".ics", Format::ics},
                                          {"", Format::table},
                                          {".txt", Format::table},
                                          {".log", Format::table}}};

constexpr std::int64_t longest_wait = 86'400;  // seconds

}  // namespace

Format Context::format() {
  if (!options.format.empty()) return parse_format(options.format);
  if (!options.mail.empty()) return Format::table;  // the name of the output is the mail's
  const auto* const ending = std::ranges::find(endings, fs::path(options.output).extension().string(), &Ending::first);
  return ending == endings.end() ? Format::table : ending->second;
}

void Context::refuse_extension() const {
  const std::string extension = fs::path(options.output).extension().string();
  if (!to_file() || !options.format.empty() || !options.mail.empty() || std::ranges::find(endings, extension, &Ending::first) != endings.end()) return;
  throw UsageError(tr("{}: no format goes by \"{}\"", printable(options.output), printable(extension)),
                   tr("end the name in .csv, .json, .jsonl, .md, .html, .xlsx or .txt, or say --format"));
}

void Context::settle_options(Shows shows) {
  if (!options.as_of.empty()) parse_date(options.as_of);
  if (to_file() && options.output.find('%') != std::string::npos) {
    options.output = dated_name(options.output, as_of());
    makes_folders_ = true;
  }
  if (!options.wait.empty()) wait_ = std::chrono::seconds{parse_integer(options.wait, 0, longest_wait)};
  if (shows == Shows::facts && options.format.empty() && format() == Format::table) options.format = "csv";
  if (format() == Format::ics && shows != Shows::calendar) {
    throw UsageError(tr("this is no calendar"), tr("ics is a format of \"salesctl assign tasks\"; others: table, csv, json, jsonl, md, html, xlsx"));
  }
  if (format() == Format::xlsx && !to_file() && options.mail.empty() && around_.out_is_terminal) {
    throw UsageError(tr("an Excel workbook cannot be shown on a terminal"), tr("name a file: -o FILE.xlsx"));
  }
  check_csv_options();
  check_mail_options();
  if (options.pager && around_.out_is_terminal && !to_file()) check_pager(around_.pager, around_.path);
  if (to_file()) refuse_input(options.output);
}

void Context::check_csv_options() {
  if ((!options.raw && !options.bom) || format() == Format::csv) return;
  throw UsageError(tr("{} is for CSV", options.raw ? "--raw" : "--bom"), tr("add -f csv, or leave it out"));
}

void Context::check_mail_options() {
  if (options.mail.empty()) {
    if (options.subject.empty() && options.from.empty()) return;
    throw UsageError(tr("{} is for mails", options.subject.empty() ? "--from" : "--subject"), tr("add --mail ADDRESS, or leave it out"));
  }
  const std::string extension = fs::path(options.output).extension().string();
  if (to_file() && !extension.empty() && extension != ".eml") {
    throw UsageError(tr("{}: no mail goes by \"{}\"", printable(options.output), printable(extension)), tr("end the name in .eml"));
  }
  check_mail(mail());
}

Mail Context::mail() {
  return {options.from.empty() ? around_.address() : options.from, options.mail, options.subject, around_.now, format_date(as_of())};
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

const std::vector<std::string>& Context::provenance() {
  if (!provenance_.empty()) return provenance_;
  if (has_config()) {
    provenance_ = {settings().company, tr("facts up to {}", format_date(as_of())), tr("rules {}", settings().hash)};
    if (fs::exists(settings().store)) provenance_.push_back(tr("facts {}", facts_hash(open_store(Access::read))));
  }
  provenance_.push_back(std::string("salesctl ") + version);
  return provenance_;
}

RenderOptions Context::render_options() {
  RenderOptions how;
  const bool on_terminal = around_.out_is_terminal && options.output.empty();
  how.color = options.color == "always" || (options.color == "auto" && on_terminal && !around_.no_color);
  how.width = on_terminal ? around_.width : 0;
  how.raw = options.raw;
  how.bom = options.bom;
  const Format shown = format();
  if (shown == Format::html || shown == Format::md || shown == Format::xlsx || !options.mail.empty()) how.provenance = provenance();
  return how;
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

std::vector<Table> Context::shown_as(const char* format, const std::function<void()>& command) {
  const std::string asked = std::exchange(options.format, format);
  try {
    std::vector<Table> tables = shown_by(command);
    options.format = asked;
    return tables;
  } catch (...) {
    options.format = asked;
    throw;
  }
}

void Context::show(const std::vector<Table>& tables) {
  if (kept_ != nullptr) {
    kept_->insert(kept_->end(), tables.begin(), tables.end());
    return;
  }
  if (!options.mail.empty()) return show_mail(tables, tables);
  refuse_extension();
  put(render(tables, format(), render_options()));
}

void Context::show_mail(const std::vector<Table>& shown, const std::vector<Table>& attached) {
  put(mail_text(mail(), shown, attached, format(), render_options()));
}

void Context::show(Table table) {
  std::vector<Table> tables;
  tables.push_back(std::move(table));
  show(tables);
}

void Context::show(Table head, const std::function<void(const std::function<void(Row)>&)>& rows) {
  if (kept_ != nullptr || (format() != Format::csv && format() != Format::jsonl) || !options.mail.empty()) {
    rows([&](Row row) { head.rows.push_back(std::move(row)); });
    return show(std::move(head));
  }
  constexpr std::size_t at_once = 4096;
  std::optional<WholeFile> file;
  if (to_file()) file.emplace(output_file());
  RenderOptions how = render_options();
  std::size_t written = 0;
  progress("");  // the second counts from here
  const auto flush = [&] {
    const std::string text = render({head}, format(), how);
    file ? file->write(text) : print(text);
    written += head.rows.size();
    if (file && shows_progress()) progress(tr("{}: {} rows", options.output, written));
    head.rows.clear();
    how.continued = true;
  };
  rows([&](Row row) {
    head.rows.push_back(std::move(row));
    if (head.rows.size() == at_once) flush();
  });
  if (!head.rows.empty() || !how.continued) flush();
  if (file) file->finish();
  progress("");
}

/// Folders with dates in their names are made as days go by; any other that is not there is a slip.
fs::path Context::output_file() const {
  std::error_code told_when_written;
  if (makes_folders_) fs::create_directories(fs::path(options.output).parent_path(), told_when_written);
  return options.output;
}

bool Context::to_file() const { return !options.output.empty() && options.output != "-"; }

void Context::write(const std::string& text) {
  if (!options.mail.empty()) throw UsageError(tr("this is no table, and tables are what is mailed"), tr("leave out --mail"));
  put(text);
}

void Context::put(const std::string& text) {
  to_file() ? write_file_atomically(output_file(), text) : print(text);
}

void Context::finish() {
  if (std::exchange(holds_back_, false)) print(std::exchange(held_back_, {}));
  if (pager_) pager_->finish();
}

void Context::print(const std::string& text) {
  if (holds_back_) {
    held_back_ += text;
    return;
  }
  if (options.pager && around_.out_is_terminal && !text.empty()) {
    if (!pager_) pager_.emplace(around_.pager);
    return pager_->write(text);
  }
  out_ << text << std::flush;
  if (!out_) throw StoreError(tr("the output could not be written"), tr("is the disk full or the pipe closed?"));
}

}  // namespace salesctl
