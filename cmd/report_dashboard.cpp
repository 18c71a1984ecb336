// salesctl report dashboard: the page for the weekly meeting, put together from what the other reports show.
#include <algorithm>
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
constexpr std::size_t few_rows = 5;     // of one that only explains others
constexpr std::size_t most_notes = 4;

/// A part of the page: whose tables it shows, which columns of them, and how many rows.
struct Part {
  const char* key;
  ReportCommand report;
  std::vector<std::string> columns = {};  // empty: all
  std::size_t rows = 0;                   // 0: all
  bool page = true;                       // stands on the page
  bool replaced = false;                  // by a report of one's own, of which nothing is known
};

ReportCommand asked(const std::string& name, const std::string& period = {}, const std::string& to = {}) {
  ReportCommand command;
  command.name = name;
  command.subject = period;
  command.to = to;
  return command;
}

/// What is to come: the period, on its last day the next quarter.
Period period_ahead(const Period& period, Context& context) {
  const bool ends = context.as_of() + std::chrono::days{1} == period.span.to;
  return ends ? period_of(period.span.to, PeriodUnit::quarter, context.settings().fiscal) : period;
}

std::vector<Part> parts_of(const Period& period, Context& context) {
  const std::string name = period.name;
  const std::string next = period_ahead(period, context).name;
  ReportCommand satisfaction = asked("satisfaction", name);
  satisfaction.by = "team";
  std::vector<Part> parts{
      {"attainment", asked("attainment", name, "team"), {"scope", "light", "target", "due", "actual", "attainment", "pace", "run_rate", "last_year"}},
      {"weeks", asked("weeks"), {"last", "revenue", "given_back", "deals_begun", "deals_won", "amount_won", "deals_lost", "contacts", "cases_opened", "tasks_done"}},
      {"returns", asked("returns", name), {"order", "refund_of", "customer", "name", "product", "ordered_on", "amount"}, few_rows},
      {"leaderboard", asked("leaderboard", name), {}, most_rows},
      {"forecast", asked("forecast", next), {"company", "open", "won", "commit", "best_case", "expected", "low", "high", "target", "chance"}},
      {"pipeline", asked("pipeline", name), {"stage", "deals", "amount", "weighted", "oldest", "late", "stalled", "overdue", "due", "coverage"}},
      {"open_deals", asked("open-deals"), {"opportunity", "name", "customer", "rep", "stage", "amount", "expected_on", "days_overdue", "last_activity_on", "days_still", "next_step"}, most_rows},
      {"funnel", asked("funnel", name)},
      {"churn", asked("churn"), {"name", "owner", "value_at_risk", "risk", "reasons", "action", "begun"}, most_rows},
      {"visits_due", asked("visits-due"), {"name", "class", "owner", "due_on", "days_overdue", "last_contact", "occasion"}, most_rows},
      {"promises", asked("promises"), {"name", "due", "kept", "open"}, most_rows},
      {"overdue", asked("overdue"), {"kind", "title", "name", "customer", "due_on", "days_late"}, most_rows},
      {"tasks", asked("tasks", name), {}, 0, false},
      {"after_sales", asked("after-sales", name)},
      {"satisfaction", satisfaction, {"scope", "measure", "answers", "score", "low", "high", "change", "trend"}}};
  if (!context.settings().training.empty()) parts.push_back({"training", asked("training", name), {}, most_rows});
  if (!context.settings().okr.objectives.empty()) parts.push_back({"okr", asked("okr", name), {"objective", "owner", "period", "current", "target", "grade", "rolled_up", "expected", "status", "remark"}});
  for (Part& part : parts) {
    if (!is_replaced(part.report.name, context.settings())) continue;  // has columns and options of its own
    part.replaced = true;
    part.columns.clear();
    part.report.to.clear();
    part.report.by.clear();
  }
  return parts;
}

/// A part with what it shows.
struct Shown {
  Part part;
  std::vector<Table> tables;
};

DashboardTables tables_of(const std::vector<Shown>& parts, const std::vector<Table>& people) {
  const auto find = [&](std::string_view key) -> const Table* {
    const auto it = std::ranges::find(parts, key, [](const Shown& shown) { return std::string_view(shown.part.key); });
    return it == parts.end() || it->part.replaced || it->tables.empty() ? nullptr : &it->tables.front();
  };
  return {people.size() == 1 ? &people.front() : nullptr, find("open_deals"), find("churn"), find("visits_due"), find("overdue"), find("promises"), find("satisfaction")};
}

/// A list of which the first rows stand on the page.
Section listed(std::string key, Table table, std::size_t rows, const std::string& rest, std::vector<std::string> columns = {}) {
  if (table.page_rows == 0) table.page_rows = rows;
  table.rest = rest;
  table.notes.resize(std::min(table.notes.size(), most_notes));
  return {std::move(key), std::move(table), false, true, std::move(columns)};
}

/// A part as it stands on a page: of its tables the first, which says enough for a meeting.
std::vector<Section> on_page(const Shown& shown, const Period& ahead, Date as_of) {
  const Part& part = shown.part;
  if (!part.page || shown.tables.empty()) return {};
  const Table& table = shown.tables.front();
  const std::string rest = "salesctl report " + part.report.name + (part.report.subject.empty() ? "" : " " + part.report.subject);
  const std::string_view key = part.replaced ? std::string_view() : part.key;
  if (key == "open_deals") {
    return {listed("deals_overdue", deals_overdue(table), part.rows, rest, part.columns), listed("deals_due", deals_due(table, ahead, as_of), part.rows, rest, part.columns)};
  }
  const auto shows = [&](Table changed) { return std::vector{listed(part.key, std::move(changed), part.rows, rest, part.columns)}; };
  if (key == "churn") return shows(customers_at_risk(table));
  if (key == "visits_due") return shows(contacts_due_first(table));
  if (key == "overdue") return shows(overdue_of_each_kind(table, part.rows));
  return shows(table);
}

/// A part with all it has.
std::vector<Section> in_full(Shown shown) {
  std::vector<Section> sections;
  for (Table& table : shown.tables) {
    const std::string key = table.name.empty() ? std::string(shown.part.key) : fmt::format("{}_{}", shown.part.key, table.name);
    sections.push_back({key, std::move(table), false, shown.part.page, shown.part.columns});
  }
  return sections;
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
  const bool page = is_page(context.format());
  const Period ahead = period_ahead(period, context);
  std::vector<Section> sections{dashboard_summary(period, tables, context)};
  const Section late = listed("overdue_by_rep", overdue_by_rep(tables, context.settings().currency.decimals), most_rows, "salesctl report dashboard -f xlsx");
  for (Shown& shown : parts) {
    const std::string_view key = shown.part.key;
    if (key == "overdue") sections.push_back(late);
    std::ranges::move(page ? on_page(shown, ahead, context.as_of()) : in_full(std::move(shown)), std::back_inserter(sections));
    if (key == "attainment" && tables.attainment != nullptr) {
      sections.push_back(listed("reps", reps_by_lack(period, *tables.attainment), most_rows, "salesctl report attainment " + period.name));
    }
  }
  if (is_page(context.format())) {
    for (std::string& reason : left_out) sections.front().table.notes.push_back(std::move(reason));
  }
  context.show(laid_out(std::move(sections), context.format()));
  return 0;
}

}  // namespace salesctl
