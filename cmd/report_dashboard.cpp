// salesctl report dashboard: the page for the weekly meeting, put together from what the other reports show.
#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "churn.hpp"
#include "profile.hpp"
#include "report.hpp"
#include "report/attainment.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

constexpr std::size_t most_rows = 10;   // of a list, on the page
constexpr std::size_t most_notes = 2;

/// A part of the page: whose tables it shows, which columns of them, and how many rows.
struct Part {
  const char* key;
  ReportCommand report;
  std::vector<std::string> columns = {};  // empty: all
  std::size_t rows = 0;                   // 0: all
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
  std::vector<Part> parts{
      {"attainment", asked("attainment", name, "team")},
      {"leaderboard", asked("leaderboard", name), {}, most_rows},
      {"forecast", asked("forecast", next), {"company", "open", "won", "commit", "best_case", "expected", "low", "high", "target", "chance"}},
      {"pipeline", asked("pipeline", name)},
      {"funnel", asked("funnel", name)},
      {"open_deals", asked("open-deals"), {"name", "customer", "rep", "stage", "amount", "expected_on", "days_overdue", "last_activity_on"}, most_rows},
      {"churn", asked("churn"), {"name", "class", "owner", "days_since", "p_churn", "value_at_risk", "risk", "reasons", "action"}, most_rows},
      {"visits_due", asked("visits-due"), {"name", "class", "owner", "due_on", "days_overdue", "last_contact", "occasion"}, most_rows},
      {"satisfaction", asked("satisfaction", name), {"scope", "measure", "answers", "score", "low", "high", "change", "trend"}, most_rows},
      {"after_sales", asked("after-sales", name)},
      {"tasks", asked("tasks", name), {}, most_rows}};
  if (!context.settings().training.empty()) parts.push_back({"training", asked("training", name), {}, most_rows});
  if (!context.settings().okr.objectives.empty()) parts.push_back({"okr", asked("okr", name)});
  return parts;
}

/// What the page is about.
Section heading(const Period& period, Context& context) {
  Section section{"dashboard", {}, true};
  const Elapsed gone = elapsed(context.settings().calendar, period.span, context.as_of());
  section.table.title = tr("Dashboard, {}", period.name);
  section.table.columns = {{"company", tr("Company")}, {"period", tr("Period")}, {"as_of", tr("As of"), ColumnType::date}, {"days_gone", tr("Working days gone"), ColumnType::integer}, {"days", tr("Working days"), ColumnType::integer}};
  section.table.rows.push_back({{context.settings().company, period.name, context.as_of(), std::int64_t{gone.worked}, std::int64_t{gone.all}}, 0, false});
  return section;
}

/// Deals that are late first, then the largest.
void sort_deals(Table& table) {
  const auto column = [&](const char* key) { return static_cast<std::size_t>(std::ranges::find(table.columns, key, &Column::key) - table.columns.begin()); };
  const std::size_t amount = column("amount");
  const std::size_t overdue = column("days_overdue");
  if (std::max(amount, overdue) == table.columns.size()) return;  // a report of one's own has other ones
  const auto order = [&](const Row& row) {
    const auto* const late = std::get_if<std::int64_t>(&row.cells[overdue]);
    const auto* const worth = std::get_if<Money>(&row.cells[amount]);
    return std::pair(late != nullptr && *late > 0 ? 0 : 1, worth == nullptr ? 0 : -worth->minor);
  };
  std::ranges::stable_sort(table.rows, {}, order);
}

/// The first rows, and a sentence on how many more there are.
void shorten(Table& table, std::size_t rows, const std::string& report) {
  if (rows == 0 || table.rows.size() <= rows) return;
  table.notes.insert(table.notes.begin(), tr("{} more: salesctl report {}", table.rows.size() - rows, report));
  table.rows.resize(rows);
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
  const bool page = is_page(context.format());
  std::vector<Section> sections{heading(period, context)};
  std::vector<std::string> left_out;
  for (const Part& part : parts_of(period, context)) {
    try {
      for (Table& table : context.shown_by([&] { run_named_report(part.report, context); })) {
        if (page && std::string_view(part.key) == "training" && sections.back().key == part.key) continue;  // the courses say enough
        if (std::string_view(part.key) == "open_deals") sort_deals(table);
        if (page) {
          shorten(table, part.rows, part.report.name);
          table.notes.resize(std::min(table.notes.size(), most_notes));
        }
        sections.push_back({part.key, std::move(table), false, true, part.columns});
      }
    } catch (const UsageError& e) {
      left_out.push_back(tr("{}: {}", part.key, e.what()));
    }
  }
  if (page) {
    for (std::string& reason : left_out) sections.front().table.notes.push_back(std::move(reason));
  }
  context.show(laid_out(std::move(sections), context.format()));
  return 0;
}

}  // namespace salesctl
