// salesctl report NAME: some reports are computed, a file each; every other one is SQL, from the config or built in.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "command.hpp"
#include "config/config.hpp"
#include "report.hpp"
#include "store/read_only.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

/// A report that is computed, and what it takes, parted by blanks.
struct Computed {
  const char* name;
  const char* description;
  const char* options;
  int (*run)(const ReportCommand& command, Context& context);
};
constexpr std::array computed_reports{
    Computed{"attainment", TR_NOOP("Targets beside actuals by company, team and rep"), "period metric by to", run_attainment},
    Computed{"leaderboard", TR_NOOP("Reps ranked by what they did"), "period metric", run_leaderboard},
    Computed{"dashboard", TR_NOOP("The page for the weekly meeting: targets, ranking, forecast, pipeline, customers, tasks"), "period", run_dashboard},
    Computed{"churn", TR_NOOP("Who may leave and what to do about it, by value at risk"), "owner class contacts", run_churn},
    Computed{"visits-due", TR_NOOP("Whom to contact next, why, and what to talk about"), "owner class within contacts", run_visits_due},
    Computed{"customer", TR_NOOP("One customer's profile on a page"), "customer contacts", run_customer},
    Computed{"satisfaction", TR_NOOP("CSAT and NPS by company, team, rep and customer class"), "period by", run_satisfaction},
    Computed{"surveys-due", TR_NOOP("Customers due to be asked how satisfied they are"), "owner class within", run_surveys_due},
    Computed{"feedback", TR_NOOP("A page for the talk with a rep: figures, what to praise, what to work on"), "rep period", run_feedback},
    Computed{"reviews-due", TR_NOOP("Whose judgement of whom is still missing"), "period", run_reviews_due},
    Computed{"training", TR_NOOP("Who has to pass which course, who is late, pass rates, and whether courses help"), "period", run_training},
    Computed{"pipeline", TR_NOOP("Open deals by stage, weighted, with those that do not move, and how far they cover the target"), "period", run_pipeline},
    Computed{"open-deals", TR_NOOP("Every open deal, with its age, the day it should close and its last contact"), "", run_open_deals},
    Computed{"forecast", TR_NOOP("What the running period will bring, how sure that is, and how right it would have been"), "period by backtest", run_forecast},
    Computed{"funnel", TR_NOOP("How deals get through the stages, how long it takes, where it jams"), "period by", run_funnel},
    Computed{"okr", TR_NOOP("Objectives and key results, graded from the store"), "period", run_okr_report},
    Computed{"win-loss", TR_NOOP("Win rates, why deals are lost and to whom, sales cycle"), "period by", run_win_loss},
};

bool takes(std::string_view options, std::string_view option) {
  const std::vector<std::string_view> all = split(options, ' ');
  return std::ranges::find(all, option) != all.end();
}

/// What a report has no use for was meant for another one.
void refuse_useless_options(const ReportCommand& command, std::string_view taken) {
  const std::string_view subject = takes(taken, "customer") ? "customer" : takes(taken, "rep") ? "rep" : "period";
  const std::initializer_list<std::pair<std::string_view, bool>> given{{subject, !command.subject.empty()},
                                                                        {"period", !command.period.empty()},
                                                                        {"metric", !command.metric.empty()},
                                                                        {"by", !command.by.empty()},
                                                                        {"to", !command.to.empty()},
                                                                        {"owner", !command.owner.empty()},
                                                                        {"class", !command.customer_class.empty()},
                                                                        {"within", !command.within.empty()},
                                                                        {"contacts", command.contacts},
                                                                        {"set", !command.set.empty()},
                                                                        {"backtest", command.backtest}};
  for (const auto& [option, is_given] : given) {
    if (!is_given || takes(taken, option)) continue;
    std::vector<std::string_view> names;
    for (const Computed& c : computed_reports) {
      if (takes(c.options, option)) names.emplace_back(c.name);
    }
    const std::string name = option == "period" ? std::string(option) : "--" + std::string(option);
    throw UsageError(tr("the report {} has no {}", printable(command.name), name), names.empty() ? tr("reports of one's own have it") : tr("these have it: {}", joined(names)));
  }
}

std::vector<ReportRule> sql_reports(const Settings& settings) {
  std::vector<ReportRule> reports = settings.reports;
  for (ReportRule& rule : built_in_reports()) {
    if (std::ranges::find(reports, rule.name, &ReportRule::name) == reports.end()) reports.push_back(std::move(rule));
  }
  return reports;
}

/// NAME=VALUE.
std::map<std::string, std::string> values_given(const ReportCommand& command) {
  std::map<std::string, std::string> given;
  for (const std::string& text : command.set) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) throw UsageError(tr("--set {}: there is no value", printable(text)), tr("write it like --set team=north"));
    if (!given.emplace(text.substr(0, equals), text.substr(equals + 1)).second) throw UsageError(tr("--set: {} is given twice", printable(text.substr(0, equals))));
  }
  return given;
}

int run_sql(const ReportCommand& command, const ReportRule& rule, Context& context) {
  std::string text = command.subject;
  if (text.empty()) text = rule.period.empty() ? "today" : rule.period;
  const Period period = context.period(text);
  const Database db = context.open_store(Access::read);
  Table table = run_report(db, context.settings(), rule, period.span, context.as_of(), values_given(command));
  for (const std::string& value : command.set) table.notes.push_back(value);
  if (context.options.explain) {
    table.notes.push_back(rule.place.file.empty() ? tr("built-in report; \"salesctl report --show {}\" prints its SQL", rule.name)
                                                  : to_string(rule.place));
    table.notes.push_back(tr("facts up to {}", format_date(context.as_of())));
  }
  context.show(std::move(table));
  return 0;
}

int list_reports(Context& context) {
  Table table;
  table.title = tr("Reports");
  table.columns = {{"report", tr("Report")}, {"description", tr("Description")}};
  for (const Computed& report : computed_reports) {
    if (is_replaced(report.name, context.settings())) continue;
    table.rows.push_back({{std::string(report.name), std::string(tr(report.description))}, 0, false});
  }
  for (const ReportRule& rule : sql_reports(context.settings())) {
    table.rows.push_back({{rule.name, std::string(tr(rule.description.c_str()))}, 0, false});
  }
  context.show(std::move(table));
  return 0;
}

int show_definition(const std::string& name, Context& context) {
  const std::string source = built_in_report_source(name);
  if (source.empty()) {
    throw UsageError(tr("there is no built-in report \"{}\" said in SQL", printable(name)),
                     tr("\"salesctl report --list\" lists the reports"));
  }
  context.write(source);
  return 0;
}

/// The command with its period in one place, however it was given; beside another subject it has its own.
ReportCommand settled(ReportCommand command, std::string_view taken) {
  if (command.period.empty() || takes(taken, "rep")) return command;
  if (!command.subject.empty()) {
    throw UsageError(tr("\"{}\" and --period both name a period", printable(command.subject)), tr("give one of them"));
  }
  command.subject = command.period;
  return command;
}

/// What the mail shows is made for people, what is attached for whoever asked for that format.
int mail_report(const ReportCommand& command, Context& context) {
  const auto run = [&] { run_named_report(command, context); };
  const std::vector<Table> attached = context.shown_by(run);
  context.show_mail(context.shown_as("html", run), attached);
  return 0;
}

int run_report_command(const ReportCommand& command, Context& context) {
  if (!command.set.empty() && (command.all || command.list)) throw UsageError(tr("--set is for one report"), tr("name it"));
  if (command.list) return list_reports(context);
  if (command.all) return run_all_reports(command, context);
  if (!command.show.empty()) return show_definition(command.show, context);
  return context.options.mail.empty() || is_page(context.format()) ? run_named_report(command, context) : mail_report(command, context);
}

}  // namespace

bool is_replaced(std::string_view report, const Settings& settings) {
  return std::ranges::find(settings.reports, report, &ReportRule::name) != settings.reports.end();
}

int run_named_report(const ReportCommand& command, Context& context) {
  const bool replaced = is_replaced(command.name, context.settings());
  for (const Computed& report : computed_reports) {
    if (command.name != report.name || replaced) continue;
    refuse_useless_options(command, report.options);
    return report.run(settled(command, report.options), context);
  }
  const std::vector<ReportRule> reports = sql_reports(context.settings());
  if (const auto rule = std::ranges::find(reports, command.name, &ReportRule::name); rule != reports.end()) {
    refuse_useless_options(command, "period set");
    return run_sql(settled(command, "period"), *rule, context);
  }
  std::vector<std::string_view> names;
  for (const Computed& report : computed_reports) names.emplace_back(report.name);
  for (const ReportRule& rule : reports) names.emplace_back(rule.name);
  throw UsageError(command.name.empty() ? tr("which report?")
                                        : tr("there is no report \"{}\"{}", printable(command.name),
                                             did_you_mean(command.name, names)),
                   tr("\"salesctl report --list\" lists the reports"));
}

std::vector<std::string> reports_of_periods(const Settings& settings) {
  std::vector<std::string> names;
  for (const Computed& report : computed_reports) {
    if (!takes(report.options, "customer") && !takes(report.options, "rep")) names.emplace_back(report.name);
  }
  for (const ReportRule& rule : sql_reports(settings)) {
    if (std::ranges::find(names, rule.name) == names.end()) names.push_back(rule.name);
  }
  return names;
}

void add_report(CommandLine app) {
  ReportCommand& command = app.runs(run_report_command);
  app.argument("NAME", command.name, tr("One of those that --list lists, or of the config's \"reports\""));
  app.argument("PERIOD|ID", command.subject, tr("Such as 2026, 2026-Q3, last-month (default: this-year); for customer and feedback its ID"));
  app.option("--period", command.period, "PERIOD", tr("Another way to give PERIOD; for feedback the only one"));
  app.option("--metric", command.metric, "NAME", tr("For attainment and leaderboard (default revenue)"));
  app.option("--by", command.by, "UNIT", tr("Attainment by quarter, month, week or day; satisfaction by company, team, rep or class; funnel and win-loss by team, rep, product, source or sector; forecast by team or rep"));
  app.option("--to", command.to, "LEVEL|DIR", tr("Attainment down to company, team or rep (default); with --all the folder"));
  app.option("--owner", command.owner, "REP", tr("Only customers this rep looks after"));
  app.option("--class", command.customer_class, "NAME", tr("Only customers of this class"));
  app.option("--within", command.within, "DAYS", tr("Also what is due in so many days (default 7d)"));
  app.flag("--contacts", command.contacts, tr("Show phone numbers and e-mail addresses"));
  app.flag("--backtest", command.backtest, tr("Forecasts of the past beside what came, instead"));
  app.option("--set", command.set, "NAME=VALUE", tr("A parameter of one's own report; may be given again"));
  app.flag("--all", command.all, tr("Write every report to a file in the folder --to, as html or --format"));
  app.flag("--list", command.list, tr("List the reports"));
  app.option("--show", command.show, "NAME", tr("Print a built-in report's definition, to start your own from"));
  app.footer(tr("Examples:\n  salesctl report attainment 2026 --by month --to team\n"
                "  salesctl report leaderboard last-month -f md\n  salesctl report pipeline -o pipeline.csv\n"
                "  salesctl report customer C042 --contacts\n  salesctl report feedback R07 --period 2026-Q2\n  salesctl report satisfaction 2026-Q2 --by team\n"
                "  salesctl report funnel 2026-Q2 --by team\n  salesctl report dashboard -o meeting.html\n  salesctl report --all --to reports"));
}

}  // namespace salesctl
