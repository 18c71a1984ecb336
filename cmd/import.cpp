// salesctl import KIND FILE...: facts in, all of a call or none of it.
#include <filesystem>
#include <memory>
#include <optional>

#include "base/file.hpp"
#include "base/message.hpp"
#include "config/config.hpp"
#include "command.hpp"
#include "context.hpp"
#include "exchange/exchange.hpp"
#include "store/import.hpp"
#include "store/owner_history.hpp"

namespace salesctl {
namespace {

struct ImportCommand {
  std::string kind;
  std::vector<std::string> files;
  std::string map;
  std::string encoding;
  std::string date_form;
  std::string rejects;
  bool skip_bad = false;
  bool create_missing = false;
};

/// Rows that were refused, as they stood in the file, each with its line, column and reason.
class Rejects {
 public:
  void add(const RecordSource& source, const DataError& error, const std::vector<std::string>& raw) {
    if (text_.empty()) {
      for (const std::string& heading : source.header()) text_ += csv_field(heading) + ',';
      text_ += "reject_line,reject_column,reject_reason\n";
    }
    for (const std::string& value : raw) text_ += csv_field(value) + ',';
    text_ += std::to_string(error.place().line) + ',' + std::to_string(error.place().column) + ',' +
             csv_field(error.what()) + '\n';
    ++count_;
    if (first_.empty()) first_ = to_string(error.place()) + ": " + error.what();
  }
  const std::string& text() const { return text_; }
  const std::string& first() const { return first_; }
  std::int64_t count() const { return count_; }

 private:
  std::string text_;
  std::string first_;
  std::int64_t count_ = 0;
};

/// What makes two imports the same: content, rules, kind and the options that change what is read.
std::string input_hash(const ImportCommand& command, const Settings& settings, const std::string& file) {
  return content_hash(file_hash(file) + settings.hash + '|' + command.kind + '|' + command.map + '|' + command.encoding +
                      '|' + command.date_form);
}

void add(ImportCounts& sum, const ImportCounts& counts) {
  sum.read += counts.read;
  sum.inserted += counts.inserted;
  sum.updated += counts.updated;
  sum.rejected += counts.rejected;
  sum.repeated += counts.repeated;
  sum.created += counts.created;
}

std::string summary(const std::string& kind, const ImportCounts& counts) {
  const std::int64_t same = counts.read - counts.inserted - counts.updated - counts.rejected - counts.repeated;
  std::string text = tr("{}: {} rows read, {} new, {} changed, {} as they were", kind, counts.read, counts.inserted,
                        counts.updated, same);
  if (counts.repeated > 0) text += tr(", {} repeated in the file", counts.repeated);
  if (counts.created > 0) text += tr(", {} missing references created", counts.created);
  if (counts.rejected > 0) text += tr(", {} rejected", counts.rejected);
  return text;
}

class ImportRun {
 public:
  ImportRun(const ImportCommand& command, Context& context)
      : command_(command), context_(context), settings_(context.settings()),
        kind_(find_kind(settings_.kinds, command.kind)),
        mapping_(mapping_named(command.map)) {}

  int run() {
    const Database db = context_.open_store(Access::create);
    const Bulk bulk(db, !db.integer("SELECT 1 FROM " + kind_.table() + " LIMIT 1"));
    Transaction transaction(db);
    for (const std::string& file : command_.files) import_file(db, file);
    if (!command_.rejects.empty() && rejects_.count() > 0) write_file_atomically(command_.rejects, rejects_.text());
    if (!context_.options.dry_run) transaction.commit();
    context_.progress("");
    context_.say(summary(command_.kind, sum_));
    if (rejects_.count() > 0) context_.say(tr("first rejected row: {}", rejects_.first()));
    return 0;
  }

 private:
  /// One of the config's, else a preset; presets are read only when one is asked for.
  std::optional<Mapping> mapping_named(const std::string& name) const {
    if (name.empty()) return std::nullopt;
    Settings all = settings_;
    for (Mapping& preset : built_in_mappings(settings_.kinds)) all.mappings.push_back(std::move(preset));
    return find_mapping(all, name, kind_.name);
  }

  void import_file(const Database& db, const std::string& file) {
    const std::string hash = std::filesystem::is_regular_file(file) ? input_hash(command_, settings_, file) : "";  // a pipe is read once
    if (!hash.empty() && already_imported(db, command_.kind, hash)) {
      context_.say(tr("{}: already imported, nothing to do", file));
      return;
    }
    std::vector<std::string> skipped;
    const auto source = open_records(file, kind_, mapping_ ? &*mapping_ : nullptr, {settings_.currency, settings_.timezone, command_.encoding,
                                                             command_.date_form}, &skipped);
    if (context_.options.verbose && !skipped.empty()) {
      std::string list;
      for (const std::string& heading : skipped) list += (list.empty() ? "" : ", ") + heading;
      context_.say(tr("{}: columns not used: {}", file, list));
    }
    Run run = context_.run(command_.kind, hash);
    std::optional<OwnerWatch> owners;
    if (kind_.name == "customer") owners.emplace(db);
    run.counts = import_records(db, settings_, kind_, *source, import_options(file, *source));
    add(sum_, run.counts);
    if (run.counts.inserted + run.counts.updated + run.counts.created == 0) return;
    const std::int64_t key = record_run(db, run);
    if (owners) owners->write(context_.as_of(), key);
  }

  ImportOptions import_options(const std::string& file, const RecordSource& source) {
    ImportOptions options;
    options.create_missing = command_.create_missing;
    if (command_.skip_bad) {
      options.reject = [this, &source](const DataError& e, const auto& raw) { rejects_.add(source, e, raw); };
    }
    if (context_.shows_progress()) {
      options.progress = [this, file](std::int64_t rows, double part) {
        context_.progress(tr("{}: {} rows, {}%", file, rows, static_cast<int>(part * 100)));
      };
    }
    return options;
  }

  const ImportCommand& command_;
  Context& context_;
  const Settings& settings_;
  const Kind& kind_;
  std::optional<Mapping> mapping_;
  Rejects rejects_;
  ImportCounts sum_;
};

int run_import(const ImportCommand& command, Context& context) {
  if (!command.rejects.empty() && !command.skip_bad) {
    throw UsageError(tr("--rejects needs --skip-bad"), tr("without it the first bad row stops the import"));
  }
  for (const std::string& file : command.files) {
    std::error_code ignored;
    if (!command.rejects.empty() && std::filesystem::equivalent(command.rejects, file, ignored)) {
      throw UsageError(tr("--rejects would overwrite {}, which is to be imported", file), tr("name another file"));
    }
  }
  return ImportRun(command, context).run();
}

}  // namespace

void add_import(CommandLine app) {
  ImportCommand& command = app.runs(run_import);
  app.argument("KIND", command.kind, tr("What the rows are: rep, customer, order ..."), Need::required);
  app.arguments("FILE", command.files, tr("CSV, JSON Lines or Excel; - is stdin"));
  app.option("-m,--map", command.map, "NAME", tr("A mapping of the config, or salesforce, salesforce-report, hubspot, jiandaoyun"));
  app.option("--encoding", command.encoding, "NAME", tr("Such as gb18030 or cp1252 (default: found out)"));
  app.option("--date-format", command.date_form, "FORM", tr("Such as %d/%m/%Y, for every date"));
  app.flag("--create-missing", command.create_missing, tr("Make rows for references that are not there"));
  app.flag("--skip-bad", command.skip_bad, tr("Land the good rows, leave out the bad ones"));
  app.option("--rejects", command.rejects, "FILE", tr("Write the rows left out there, with the reasons"));
  app.footer(tr("Examples:\n  salesctl import order orders.csv\n  salesctl import opportunity deals.csv --map hubspot "
                "--create-missing\n  salesctl import order - --skip-bad --rejects bad.csv < orders.csv"));
}

}  // namespace salesctl
