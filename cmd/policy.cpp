// salesctl policy: the department's handbook, written from the rules in force, so that what is published is what is computed.
#include "policy.hpp"

#include <map>
#include <set>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "config/config.hpp"
#include "render/render.hpp"

namespace salesctl {
namespace {

struct PolicyCommand {
  std::string since;
  bool versions = false;
};

constexpr std::size_t shown_digits = 12;  // of a hash
constexpr std::size_t fewest_digits = 4;

std::vector<Table> handbook(const Settings& settings) {
  Handbook book(settings);
  add_goal_chapter(book);
  add_process_chapter(book);
  book.begin_chapter(tr("Incentives"));
  add_pay_sections(book);
  add_award_section(book);
  add_appraisal_chapter(book);
  add_training_chapter(book);
  add_customer_chapter(book);
  add_tool_chapter(book);
  return book.take();
}

/// A section's rows and sentences, a line each, so that two handbooks can be laid beside each other.
std::vector<std::string> lines_of(const Table& section) {
  std::vector<std::string> lines;
  for (const Row& row : section.rows) {
    std::string line;
    for (const Value& cell : row.cells) {
      const std::string text = human(cell, section.money_decimals);
      if (!text.empty()) line += (line.empty() ? "" : " | ") + text;
    }
    lines.push_back(std::move(line));
  }
  lines.insert(lines.end(), section.notes.begin(), section.notes.end());
  return lines;
}

/// Without its number, which moves when a section comes in before it.
std::string name_of(const Table& section) {
  const std::size_t space = section.title.find(' ');
  return section.title.substr(space == std::string::npos ? 0 : space + 1);
}

Table changes_table(const std::vector<Table>& before, const std::vector<Table>& now) {
  Table table;
  table.title = tr("What changed");
  table.columns = {{"section", tr("Section")}, {"change", tr("Change")}, {"text", tr("Text")}};
  std::map<std::string, std::vector<std::string>> old;
  for (const Table& section : before) old.emplace(name_of(section), lines_of(section));
  const auto add = [&](const Table& section, const char* change, const std::string& text) {
    table.rows.push_back({{name_of(section), std::string(tr(change)), text}, 0, false});
  };
  const auto compare = [&](const Table& section, const std::vector<std::string>& left, const std::vector<std::string>& right, const char* change) {
    std::multiset<std::string> there(right.begin(), right.end());
    for (const std::string& line : left) {
      const auto same = there.find(line);
      if (same == there.end()) {
        add(section, change, line);
      } else {
        there.erase(same);
      }
    }
  };
  for (const Table& section : now) {
    const auto it = old.find(name_of(section));
    const std::vector<std::string> lines = lines_of(section);
    const std::vector<std::string> of_before = it == old.end() ? std::vector<std::string>() : it->second;
    compare(section, of_before, lines, TR_NOOP("gone"));
    compare(section, lines, of_before, TR_NOOP("new"));
    if (it != old.end()) old.erase(it);
  }
  for (const Table& section : before) {
    if (old.contains(name_of(section))) compare(section, lines_of(section), {}, TR_NOOP("gone"));
  }
  if (table.rows.empty()) table.notes.push_back(tr("the handbook says the same"));
  return table;
}

/// The configs that runs were made with, the one in force last.
int list_versions(Context& context) {
  const Database db = context.open_store(Access::read);
  Table table;
  table.title = tr("Versions of the rules");
  table.columns = {{"version", tr("Version")}, {"first", tr("First used")}, {"last", tr("Last used")}, {"actor", tr("By")}, {"runs", tr("Runs"), ColumnType::integer}};
  for (const RulesVersion& v : rules_versions(db)) table.rows.push_back({{v.hash.substr(0, shown_digits), v.first, v.last, v.actor, v.runs}, 0, false});
  if (table.rows.empty()) table.notes.push_back(tr("none yet: a version is kept when a command first stores something by it"));
  context.show(std::move(table));
  return 0;
}

/// The hash meant by its first digits.
std::string find_version(const Database& db, const std::string& digits) {
  std::string found;
  for (const RulesVersion& v : rules_versions(db)) {
    if (!v.hash.starts_with(digits)) continue;
    if (!found.empty()) throw UsageError(tr("several versions begin with {}", digits), tr("give more digits"));
    found = v.hash;
  }
  return found;
}

/// The hash of a version, or of the rules in force at the end of a day.
std::string find_rules(const Database& db, const std::string& text) {
  const bool digits = text.size() >= fewest_digits && text.find_first_not_of("0123456789abcdef") == std::string::npos;
  const bool day = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const std::string found = digits ? find_version(db, text) : day ? rules_on(db, parse_date(text)) : std::string();
  if (!found.empty()) return found;
  if (day) throw UsageError(tr("no rules are on record before the end of {}", text), tr("\"salesctl policy --versions\" lists the versions"));
  throw UsageError(tr("there is neither a file nor a version \"{}\" of the rules", printable(text)),
                   tr("\"salesctl policy --versions\" lists the versions; or give a day or an earlier salesctl.yaml"));
}

/// The rules to compare with: of a file, else of a version in the store.
Settings earlier_rules(const std::string& since, Context& context) {
  if (std::filesystem::exists(since)) return load_settings(since);
  if (!std::filesystem::exists(context.settings().store)) throw UsageError(tr("there is no file \"{}\", and no store that keeps versions", printable(since)));
  const Database db = context.open_store(Access::read);
  const std::string hash = find_rules(db, since);
  Settings settings = load_settings(rules_files(db, hash));
  if (settings.hash != hash) throw StoreError(tr("the files of version {} changed while they were read", hash.substr(0, shown_digits)), tr("compare with another version"));
  return settings;
}

int run_policy(const PolicyCommand& command, Context& context) {
  if (command.versions && !command.since.empty()) throw UsageError(tr("--versions lists, --since compares"), tr("give one of them"));
  if (command.versions) return list_versions(context);
  std::vector<Table> book = handbook(context.settings());
  if (command.since.empty()) {
    context.show(book);
    return 0;
  }
  context.show(changes_table(handbook(earlier_rules(command.since, context)), book));
  return 0;
}

}  // namespace

void Handbook::begin_chapter(const std::string& title) {
  ++chapter_;
  section_ = 0;
  sections_.push_back({});
  sections_.back().title = fmt::format("{} {}", chapter_, title);
}

Table& Handbook::section(const std::string& title, std::vector<Column> columns) {
  sections_.push_back({});
  Table& section = sections_.back();
  section.title = fmt::format("{}.{} {}", chapter_, ++section_, title);
  section.columns = std::move(columns);
  section.money_decimals = settings_.currency.decimals;
  return section;
}

std::vector<Table> Handbook::take() {
  for (Table& section : sections_) {
    if (section.rows.empty()) section.columns.clear();
  }
  return std::move(sections_);
}

std::string Handbook::money(Money amount) const { return format_grouped(amount, settings_.currency.decimals) + " " + settings_.currency.code; }

std::string Handbook::metric(const std::string& name) const { return tr(find_metric(settings_, name).title.c_str()); }

std::string Handbook::amount(const std::string& name, Money amount) const {
  const Metric& of = find_metric(settings_, name);
  return of.unit == MetricUnit::money ? money(amount) : format_grouped(amount, 0);
}

std::string in_words(const Audience& whom) {
  std::string list;
  const auto add = [&](const char* what, const std::vector<std::string>& names) {
    if (!names.empty()) list += (list.empty() ? "" : "; ") + std::string(what) + " " + joined({names.begin(), names.end()});
  };
  add(tr("reps"), whom.reps);
  add(tr("levels"), whom.levels);
  add(tr("teams"), whom.teams);
  return list;
}

void add_policy(CommandLine app) {
  PolicyCommand& command = app.runs(run_policy);
  app.option("--since", command.since, "VERSION", tr("What changed, instead: since a version of --versions, a day, or an earlier file"));
  app.flag("--versions", command.versions, tr("List the versions of the rules that were worked with"));
  app.footer(tr("Examples:\n  salesctl policy -f md -o handbook.md\n  salesctl policy --lang zh_CN\n  salesctl policy --since 2026-06-30\n  salesctl policy --since last-year/salesctl.yaml"));
}

}  // namespace salesctl
