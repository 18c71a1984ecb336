// salesctl report dashboard: the page for the weekly meeting, put together from what the other reports show.
#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/message.hpp"
#include "churn.hpp"
#include "dashboard.hpp"
#include "report.hpp"
#include "store/organisation.hpp"

namespace salesctl {
namespace {

constexpr std::size_t most_rows = 10;   // of a list, on the page
constexpr std::size_t most_teams = 100;
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
  ReportCommand forecast = asked("forecast", next);
  satisfaction.by = forecast.by = "team";
  const std::string week = fmt::format("{}..{}", format_date(context.as_of() - std::chrono::days{6}), format_date(context.as_of()));
  std::vector<Part> parts{
      {"attainment", asked("attainment", name, "team"), {"scope", "light", "target", "due", "actual", "attainment", "pace", "behind", "run_rate"}},
      {"weeks", asked("weeks"), {"last", "revenue", "given_back", "deals_begun", "deals_won", "amount_won", "deals_lost", "contacts", "cases_opened", "tasks_done"}},
      {"decided", asked("decided", week), {"opportunity", "name", "customer", "rep_name", "team", "stage", "amount", "closed_on", "lost_reason", "competitor"}, most_rows},
      {"returns", asked("returns", name), {"order", "refund_of", "customer", "name", "team", "product", "ordered_on", "amount"}, few_rows},
      {"customers", asked("customers", name)},
      {"leaderboard", asked("leaderboard", name), {}, most_rows},
      {"forecast", forecast, {"team", "open", "won", "commit", "best_case", "expected", "low", "high", "target", "chance"}},
      {"pipeline", asked("pipeline", name), {"stage", "deals", "amount", "weighted", "oldest", "late", "stalled", "overdue", "due", "coverage"}},
      {"open_deals", asked("open-deals"), {"opportunity", "name", "customer", "rep", "team", "stage", "amount", "expected_on", "days_overdue", "days_still", "next_step"}, most_rows},
      {"funnel", asked("funnel", name)},
      {"churn", asked("churn"), {"name", "owner", "team", "value_at_risk", "risk", "reasons", "action", "begun"}, most_rows},
      {"visits_due", asked("visits-due"), {"name", "class", "owner", "team", "due_on", "days_overdue", "last_contact", "occasion"}, most_rows},
      {"promises", asked("promises"), {"name", "team", "due", "kept", "open"}, most_rows},
      {"overdue", asked("overdue"), {"kind", "title", "name", "team", "customer", "due_on", "days_late"}, most_rows},
      {"tasks", asked("tasks", name), {}, 0, false},
      {"after_sales", asked("after-sales", name)},
      {"satisfaction", satisfaction, {"scope", "measure", "answers", "score", "low", "high", "change", "trend"}, most_teams}};
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

/// A part as it stands on a page: of its tables the first, which says enough for a meeting, and of training who is late.
std::vector<Section> on_page(const Shown& shown, const Period& ahead, const Teams& teams, Date as_of) {
  const Part& part = shown.part;
  if (!part.page || shown.tables.empty()) return {};
  const std::string rest = "salesctl report " + part.report.name + (part.report.subject.empty() ? "" : " " + part.report.subject);
  Table table = shown.tables.front();
  const std::string& subject = part.report.subject;
  if (!subject.empty() && table.title.find(subject) == std::string::npos) table.title += ", " + subject;
  if (part.replaced) return {listed(part.key, std::move(table), part.rows, rest)};
  const auto show = [&](const char* key, Table changed) {
    return listed(key, with_teams(std::move(changed), teams), part.rows, rest, part.columns);
  };
  const std::string_view key = part.key;
  if (key == "open_deals") return {show("deals_overdue", deals_overdue(table)), show("deals_due", deals_due(table, ahead, as_of))};
  if (key == "attainment") return {show(part.key, attainment_with_lack(table))};
  if (key == "churn") return {show(part.key, customers_at_risk(table))};
  if (key == "visits_due") return {show(part.key, contacts_due_first(table))};
  if (key == "overdue") return {show(part.key, overdue_of_each_kind(table, part.rows))};
  if (key == "funnel") std::erase_if(table.rows, [](const Row& row) { return row.total; });  // of few decided deals so far
  std::vector<Section> sections{show(part.key, std::move(table))};
  if (key == "training" && shown.tables.size() > 1) sections.push_back(show("training_overdue", training_overdue(shown.tables[1])));
  return sections;
}

/// What was said above need not be said again.
void drop_repeated_notes(std::vector<Section>& sections) {
  std::set<std::string> said;
  for (Section& section : sections) std::erase_if(section.table.notes, [&](const std::string& note) { return !said.insert(note).second; });
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
  const Teams teams = page ? teams_on(read_organisation(context.open_store(Access::read), context.settings()), context.as_of()) : Teams();
  std::vector<Section> sections{dashboard_summary(period, tables, context)};
  const Section late = listed("overdue_by_rep", with_teams(overdue_by_rep(tables, context.settings().currency.decimals), teams), most_rows, "salesctl report dashboard -f xlsx");
  for (Shown& shown : parts) {
    const std::string_view key = shown.part.key;
    if (key == "overdue") sections.push_back(late);
    std::ranges::move(page ? on_page(shown, ahead, teams, context.as_of()) : in_full(std::move(shown)), std::back_inserter(sections));
    if (key == "attainment" && tables.attainment != nullptr) {
      sections.push_back(listed("reps", reps_by_lack(period, *tables.attainment), most_rows, "salesctl report attainment " + period.name));
    }
  }
  if (page) {
    drop_repeated_notes(sections);
    for (std::string& reason : left_out) sections.front().table.notes.push_back(std::move(reason));
  }
  context.show(laid_out(std::move(sections), context.format()));
  return 0;
}

}  // namespace salesctl
