// salesctl report dashboard: the page for the weekly meeting, put together from what the other reports show.
#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "churn.hpp"
#include "config/config.hpp"
#include "profile.hpp"
#include "report.hpp"
#include "report/attainment.hpp"
#include "store/read_only.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

constexpr std::size_t most_rows = 10;   // of a list, on the page
constexpr std::size_t most_notes = 2;

/// A part of the page: whose tables it shows, which columns of them, and how many rows.
struct Part {
  const char* key;
  std::function<void()> run;
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

/// A built-in report said in SQL.
void run_built_in(const std::string& name, const Period& period, Context& context) {
  const std::vector<ReportRule> rules = built_in_reports();
  const Database db = context.open_store(Access::read);
  context.show(run_report(db, context.settings(), *std::ranges::find(rules, name, &ReportRule::name), period.span, context.as_of()));
}

std::vector<Part> parts_of(const Period& period, Context& context) {
  const std::string name = period.name;
  const bool ends = context.as_of() + std::chrono::days{1} == period.span.to;
  const std::string next = ends ? std::string() : name;  // on the last day the next one is what is to come
  std::vector<Part> parts{
      {"attainment", [&context, name] { run_attainment(asked("attainment", name, "team"), context); }},
      {"leaderboard", [&context, name] { run_leaderboard(asked("leaderboard", name), context); }, {}, most_rows},
      {"forecast", [&context, next] { run_forecast(asked("forecast", next), context); }, {"company", "open", "won", "commit", "best_case", "expected", "low", "high", "target", "chance"}},
      {"pipeline", [&context, name] { run_pipeline(asked("pipeline", name), context); }},
      {"funnel", [&context, name] { run_funnel(asked("funnel", name), context); }},
      {"open_deals", [&context] { run_open_deals(asked("open-deals"), context); }, {"name", "customer", "rep", "stage", "amount", "expected_on", "days_overdue", "last_activity_on"}, most_rows},
      {"churn", [&context] { run_churn(asked("churn"), context); }, {"name", "class", "owner", "days_since", "p_churn", "value_at_risk", "risk", "reasons", "action"}, most_rows},
      {"visits_due", [&context] { run_visits_due(asked("visits-due"), context); }, {"name", "class", "owner", "due_on", "days_overdue", "last_contact", "occasion"}, most_rows},
      {"satisfaction", [&context, name] { run_satisfaction(asked("satisfaction", name), context); }, {"scope", "measure", "answers", "score", "low", "high", "change", "trend"}, most_rows},
      {"after_sales", [&context, period] { run_built_in("after-sales", period, context); }},
      {"tasks", [&context, period] { run_built_in("tasks", period, context); }, {}, most_rows}};
  if (!context.settings().training.empty()) parts.push_back({"training", [&context, name] { run_training(asked("training", name), context); }, {}, most_rows});
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
  const auto order = [&](const Row& row) {
    const auto* const late = std::get_if<std::int64_t>(&row.cells[overdue]);
    const auto* const worth = std::get_if<Money>(&row.cells[amount]);
    return std::pair(late != nullptr && *late > 0 ? 0 : 1, worth == nullptr ? 0 : -worth->minor);
  };
  std::ranges::stable_sort(table.rows, {}, order);
}

/// The first rows, and a sentence on how many more there are.
void shorten(Table& table, std::size_t rows, const char* report) {
  if (rows == 0 || table.rows.size() <= rows) return;
  table.notes.insert(table.notes.begin(), tr("{} more: salesctl report {}", table.rows.size() - rows, report));
  table.rows.resize(rows);
}

std::string report_of(std::string key) {
  std::ranges::replace(key, '_', '-');
  return key;
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
      for (Table& table : context.shown_by(part.run)) {
        if (page && std::string_view(part.key) == "training" && sections.back().key == part.key) continue;  // the courses say enough
        if (std::string_view(part.key) == "open_deals") sort_deals(table);
        if (page) {
          shorten(table, part.rows, report_of(part.key).c_str());
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
