// salesctl report dashboard: the page for the weekly meeting, put together from what the other reports show.
#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/message.hpp"
#include "churn.hpp"
#include "dashboard.hpp"
#include "report.hpp"

namespace salesctl {
namespace {

constexpr std::size_t most_rows = 10;   // of a list, on the page
constexpr std::size_t most_notes = 3;

/// A part of the page: whose tables it shows, which columns of them, and how many rows.
struct Part {
  const char* key;
  ReportCommand report;
  std::vector<std::string> columns = {};  // empty: all
  std::size_t rows = 0;                   // 0: all
  bool page = true;                       // stands on the page
};

ReportCommand asked(const std::string& name, const std::string& period = {}, const std::string& to = {}) {
  ReportCommand command;
  command.name = name;
  command.subject = period;
  command.to = to;
  return command;
}

std::vector<Part> parts_of(const Period& period, Context& context) {
  const std::string name = period.name;
  const bool ends = context.as_of() + std::chrono::days{1} == period.span.to;
  const std::string next = ends ? std::string() : name;  // on the last day the next one is what is to come
  ReportCommand satisfaction = asked("satisfaction", name);
  satisfaction.by = "team";
  std::vector<Part> parts{
      {"attainment", asked("attainment", name, "team"), {"scope", "light", "target", "due", "actual", "attainment", "pace", "run_rate", "last_year"}},
      {"leaderboard", asked("leaderboard", name), {}, most_rows},
      {"forecast", asked("forecast", next), {"company", "open", "won", "commit", "best_case", "expected", "low", "high", "target", "chance"}},
      {"pipeline", asked("pipeline", name), {"stage", "deals", "amount", "weighted", "oldest", "late", "stalled", "overdue", "due", "coverage"}},
      {"open_deals", asked("open-deals"), {"opportunity", "name", "rep", "stage", "amount", "age", "expected_on", "days_overdue", "last_activity_on", "next_step"}, most_rows},
      {"funnel", asked("funnel", name)},
      {"churn", asked("churn"), {"name", "owner", "value_at_risk", "risk", "reasons", "action", "flagged", "done"}, most_rows},
      {"visits_due", asked("visits-due"), {"name", "class", "owner", "due_on", "days_overdue", "last_contact", "occasion"}, most_rows},
      {"promises", asked("promises"), {"name", "due", "kept", "open"}, most_rows},
      {"overdue", asked("overdue"), {"kind", "id", "title", "name", "customer", "due_on", "days_late"}, most_rows},
      {"tasks", asked("tasks", name), {}, 0, false},
      {"after_sales", asked("after-sales", name)},
      {"satisfaction", satisfaction, {"scope", "measure", "answers", "score", "low", "high", "change", "trend"}}};
  if (!context.settings().training.empty()) parts.push_back({"training", asked("training", name), {}, most_rows});
  if (!context.settings().okr.objectives.empty()) parts.push_back({"okr", asked("okr", name)});
  for (Part& part : parts) {
    if (!is_replaced(part.report.name, context.settings())) continue;  // has columns and options of its own
    part.columns.clear();
    part.report.to.clear();
    part.report.by.clear();
  }
  return parts;
}

/// Deals that are late first, then the largest.
void sort_deals(Table& table) {
  const auto has = [&](const char* key) { return column_place(table, key) < table.columns.size(); };
  if (!has("amount") || !has("days_overdue")) return;  // a report of one's own has other columns
  const TableReader read(table);
  const auto order = [&](const Row& row) { return std::pair(read.number(row, "days_overdue") > 0 ? 0 : 1, -read.money(row, "amount").value_or(Money{}).minor); };
  std::ranges::stable_sort(table.rows, {}, order);
}

/// The first rows, and a sentence on how many more there are.
void shorten(Table& table, std::size_t rows, const std::string& report) {
  if (rows == 0 || table.rows.size() <= rows) return;
  table.notes.insert(table.notes.begin(), tr("{} more: salesctl report {}", table.rows.size() - rows, report));
  table.rows.resize(rows);
}

/// Of customers who may leave those at risk, as the head counts them.
void keep_at_risk(Table& table) {
  if (column_place(table, "risk") == table.columns.size()) return;  // a report of one's own has other columns
  const TableReader read(table);
  const std::size_t all = table.rows.size();
  std::erase_if(table.rows, [&](const Row& row) { return !is_at_risk(read, row); });
  if (table.rows.size() < all) table.notes.insert(table.notes.begin(), tr("{} more at low risk are left out", all - table.rows.size()));
}

/// The longest late of each kind.
void shorten_each_kind(Table& table, std::size_t rows, const std::string& report) {
  const TableReader read(table);
  std::ranges::stable_sort(table.rows, {}, [&](const Row& row) { return read.id(row, "kind"); });
  std::map<std::string, std::size_t> shown;
  std::size_t left_out = 0;
  std::erase_if(table.rows, [&](const Row& row) {
    const bool extra = ++shown[read.id(row, "kind")] > rows;
    left_out += extra ? 1 : 0;
    return extra;
  });
  if (left_out > 0) table.notes.insert(table.notes.begin(), tr("{} more: salesctl report {}", left_out, report));
}

/// A part with what it shows.
struct Shown {
  Part part;
  std::vector<Table> tables;
};

DashboardTables tables_of(const std::vector<Shown>& parts, const std::vector<Table>& people) {
  const auto find = [&](std::string_view key) -> const Table* {
    const auto it = std::ranges::find(parts, key, [](const Shown& shown) { return std::string_view(shown.part.key); });
    return it == parts.end() || it->tables.size() != 1 ? nullptr : &it->tables.front();
  };
  return {people.size() == 1 ? &people.front() : nullptr, find("open_deals"), find("churn"), find("visits_due"), find("overdue"), find("promises")};
}

void add_sections(Shown shown, Format format, std::vector<Section>& sections) {
  const bool page = is_page(format);
  for (Table& table : shown.tables) {
    if (page && &table != &shown.tables.front()) continue;  // the first says enough for a meeting
    const std::string_view part = shown.part.key;
    if (part == "open_deals") sort_deals(table);
    if (page) {
      if (part == "churn") keep_at_risk(table);
      if (part == "overdue") {
        shorten_each_kind(table, shown.part.rows, shown.part.report.name);
      } else {
        shorten(table, shown.part.rows, shown.part.report.name);
      }
      table.notes.resize(std::min(table.notes.size(), most_notes));
    }
    const std::string key = table.name.empty() ? std::string(shown.part.key) : fmt::format("{}_{}", shown.part.key, table.name);
    sections.push_back({key, std::move(table), false, shown.part.page, shown.part.columns});
  }
}

Section behind_section(const Period& period, const Table& attainment, Format format) {
  Section section{"behind", reps_behind(period, attainment)};
  if (is_page(format)) shorten(section.table, most_rows, "attainment " + period.name);
  return section;
}

}  // namespace

int run_churn(const ReportCommand& command, Context& context) {
  ChurnCommand churn;
  churn.owner = command.owner;
  churn.customer_class = command.customer_class;
  churn.contacts = command.contacts;
  return run_churn_check(churn, context);
}

int run_dashboard(const ReportCommand& command, Context& context) {
  const Period period = context.period(command.subject.empty() ? "this-quarter" : command.subject);
  const bool people = is_page(context.format()) || context.format() == Format::xlsx;
  std::vector<Shown> parts;
  std::vector<std::string> left_out;
  for (Part& part : parts_of(period, context)) {
    context.progress(part.report.name);
    try {
      const auto run = [&] { run_named_report(part.report, context); };
      std::vector<Table> tables = people ? context.shown_by(run) : context.shown_as("json", run);
      parts.push_back({std::move(part), std::move(tables)});
    } catch (const UsageError& e) {
      left_out.push_back(tr("{}: {}", part.key, e.what()));
    }
  }
  context.progress({});
  const std::vector<Table> reps = context.shown_as("json", [&] { run_named_report(asked("attainment", period.name), context); });
  const DashboardTables tables = tables_of(parts, reps);
  std::vector<Section> sections{dashboard_summary(period, tables, context)};
  Section late{"overdue_by_rep", overdue_by_rep(tables, context.settings().currency.decimals)};
  if (is_page(context.format())) shorten(late.table, most_rows, "dashboard -f xlsx");
  for (Shown& shown : parts) {
    if (std::string_view(shown.part.key) == "overdue") sections.push_back(std::move(late));
    add_sections(std::move(shown), context.format(), sections);
  }
  if (reps.size() == 1) sections.insert(sections.begin() + std::min<std::ptrdiff_t>(2, std::ssize(sections)), behind_section(period, reps.front(), context.format()));
  if (is_page(context.format())) {
    for (std::string& reason : left_out) sections.front().table.notes.push_back(std::move(reason));
  }
  context.show(laid_out(std::move(sections), context.format()));
  return 0;
}

}  // namespace salesctl
