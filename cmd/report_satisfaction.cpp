// salesctl report satisfaction: CSAT and NPS, how sure they are, and how they changed.
#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/message.hpp"
#include "report.hpp"
#include "report/satisfaction.hpp"
#include "report_surveys.hpp"
#include "store/classes.hpp"
#include "store/organisation.hpp"
#include "store/surveys.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

/// A period that runs is cut at the day known and compared with the same part of the one before: so the year to date is
/// this year.
std::string whole_period(const std::string& text) {
  if (text.empty() || text == "ytd") return "this-year";
  if (text == "qtd") return "this-quarter";
  if (text == "mtd") return "this-month";
  return text;
}

struct Figures {
  Period period;
  Span known;   // the part of the period up to the day known
  Span before;  // what it is compared with
  Organisation organisation;
  SurveyedClasses classes;
  Satisfaction found;
};

SurveyedClasses surveyed_classes(const Database& db, const Settings& settings, const std::vector<Survey>& surveys, Date as_of) {
  SurveyedClasses classes;
  for (const Survey& survey : surveys) classes.customers.push_back(survey.customer);
  std::ranges::sort(classes.customers);
  classes.customers.erase(std::unique(classes.customers.begin(), classes.customers.end()), classes.customers.end());
  classes.history = read_classes(db, settings.customers, classes.customers, as_of);
  for (const CustomerClass& c : settings.customers.classes) classes.names.push_back(c.name);
  return classes;
}

Figures figures(const Database& db, const ReportCommand& command, Context& context) {
  std::optional<SatisfactionLevel> by;
  if (!command.by.empty()) by = parse_satisfaction_level(command.by);
  const Settings& settings = context.settings();
  Figures f{context.period(whole_period(command.subject)), {}, {}, read_organisation(db, settings), {}, {}};
  const Date end = context.as_of() + std::chrono::days{1};
  f.known = {f.period.span.from, std::min(f.period.span.to, end)};
  if (f.known.empty()) {
    throw UsageError(tr("{} begins after {}, up to which facts are known", f.period.name, format_date(context.as_of())));
  }
  f.before = span_before(f.period.span, f.known.to);
  const std::vector<Survey> surveys = read_surveys(db, {f.before.from, end});  // answers may come after the period
  f.classes = surveyed_classes(db, settings, surveys, context.as_of());
  f.found = satisfaction(f.organisation, surveys, f.classes, f.known, f.before);
  if (by) {
    std::erase_if(f.found.rows, [&](const SatisfactionRow& row) {
      return row.level != SatisfactionLevel::company && row.level != *by;
    });
  }
  return f;
}

std::vector<Column> columns() {
  return {{"scope_level", tr("Level")},
          {"scope", tr("Scope")},
          {"measure", tr("Survey")},
          {"answers", tr("Answers"), ColumnType::integer},
          {"score", tr("Score"), ColumnType::number},
          {"low", tr("from"), ColumnType::number},
          {"high", tr("to"), ColumnType::number},
          {"satisfied", tr("Satisfied"), ColumnType::percent},
          {"satisfied_low", tr("from"), ColumnType::percent},
          {"satisfied_high", tr("to"), ColumnType::percent},
          {"promoters", tr("Promoters"), ColumnType::integer},
          {"passives", tr("Passives"), ColumnType::integer},
          {"detractors", tr("Detractors"), ColumnType::integer},
          {"sent", tr("Sent"), ColumnType::integer},
          {"answered", tr("Answered"), ColumnType::integer},
          {"response_rate", tr("Replied"), ColumnType::percent},
          {"previous", tr("Before"), ColumnType::number},
          {"change", tr("Change"), ColumnType::number},
          {"trend", tr("Trend")}};
}

Value scope_cell(const Names& names, const SatisfactionRow& row) {
  switch (row.level) {
    case SatisfactionLevel::company: return names.scope(ScopeLevel::company, row.scope);
    case SatisfactionLevel::team: return names.scope(ScopeLevel::team, row.scope);
    case SatisfactionLevel::rep: return names.scope(ScopeLevel::rep, row.scope);
    case SatisfactionLevel::customer_class: break;
  }
  return Named(row.scope, row.scope.empty() ? tr("(no class)") : row.scope);
}

/// The word in the column trend.
const char* word_of(int trend) {
  if (trend == 0) return "";
  return trend > 0 ? TR_NOOP("up") : TR_NOOP("down");
}

Row row_of(const SatisfactionRow& r, const Names& names) {
  const bool answers = r.now.answers > 0;
  const bool csat = answers && r.kind == SurveyKind::csat;
  const bool nps = answers && r.kind == SurveyKind::nps;
  const auto when = [](bool so, std::int64_t count) { return so ? Value(count) : Value(); };
  const std::optional<Interval> interval = r.interval();
  return {{std::string(to_string(r.level)), scope_cell(names, r), std::string(to_string(r.kind)), r.now.answers,
           or_nothing(r.score()), interval ? Value(interval->low) : Value(), interval ? Value(interval->high) : Value(),
           or_nothing(r.satisfied()), csat ? Value(r.satisfied_low()) : Value(), csat ? Value(r.satisfied_high()) : Value(),
           when(nps, r.now.good), when(nps, r.now.answers - r.now.good - r.now.bad), when(nps, r.now.bad), r.now.sent,
           r.now.answered, or_nothing(r.response_rate()), or_nothing(r.previous()), or_nothing(r.change()),
           word(word_of(r.trend()))},
          r.depth,
          r.level == SatisfactionLevel::company};
}

/// Leaves out what a page has no room for, and columns that have nothing in them.
void make_room(Table& table) {
  drop_columns(table, {"satisfied_low", "satisfied_high", "passives", "sent", "answered", "previous"});
  drop_empty_columns(table);
}

std::string in_words(Span span) { return format_date(span.from) + ".." + format_date(span.to - std::chrono::days{1}); }

std::string change_note(const Figures& f) {
  const std::vector<SatisfactionRow>& rows = f.found.rows;
  if (std::ranges::none_of(rows, [](const SatisfactionRow& row) { return row.change().has_value(); })) {
    return tr("there are no answers from {} to compare with", in_words(f.before));
  }
  if (std::ranges::none_of(rows, [](const SatisfactionRow& row) { return row.trend() != 0; })) {
    return tr("change: against {}; none is beyond chance", in_words(f.before));
  }
  return tr("change: against {}; up and down where it is beyond chance", in_words(f.before));
}

/// What the figures do not say by themselves.
std::vector<std::string> notes(const Figures& f) {
  std::vector<std::string> list{tr("from, to: 95% interval of the score; csat is 1 to 5, nps -100 to 100"), change_note(f)};
  if (f.found.unsent > 0) {
    list.push_back(tr("answers to surveys without sent_on, which say nothing of response rates: {}", f.found.unsent));
  }
  if (f.found.unusable > 0) {
    list.push_back(tr("answers left out, as they are not from 1 to 5 (csat) or 0 to 10 (nps): {}", f.found.unusable));
  }
  if (f.found.undated > 0) list.push_back(tr("scores left out, as they have no answered_on: {}", f.found.undated));
  if (!f.classes.history.from) {
    list.push_back(tr("no classes yet: \"salesctl score customers\" makes them"));
  } else if (const Date first = from_day_number(*f.classes.history.from); f.known.from < first) {
    list.push_back(tr("customers were first classified on {}: what is older has no class", format_date(first)));
  }
  return list;
}

std::string worked(const SatisfactionRow& row) {
  const SurveyTally& t = row.now;
  if (row.kind == SurveyKind::nps) {
    const auto n = static_cast<double>(t.answers + 2);
    const double net = static_cast<double>(t.good - t.bad) / n;
    const double mass = static_cast<double>(t.good + t.bad + 2) / n;
    return tr("nps of the company: ({} - {}) / {} x 100 = {:.1f}; with one more of each: ({} - {}) / {} = {:.4f}, "
              "+- 1.96 x sqrt(({:.4f} - ({:.4f})^2) / {}): {:.1f} to {:.1f}",
              t.good, t.bad, t.answers, *row.score(), t.good + 1, t.bad + 1, t.answers + 2, net, mass, net, t.answers + 2,
              row.interval()->low, row.interval()->high);
  }
  std::string mean = tr("csat of the company: {:g} / {} = {:.2f}", t.sum, t.answers, *row.score());
  if (!row.interval()) return mean;
  const Moments m = t.moments();
  return mean + tr("; +- t {:.3f} x sd {:.3f} / sqrt({}): {:.2f} to {:.2f}", t_quantile(m.n - 1), std::sqrt(m.variance), m.n,
                   row.interval()->low, row.interval()->high);
}

std::vector<std::string> explanation(const Figures& f, Date as_of) {
  std::vector<std::string> list{
      tr("an answer counts on its day, for the survey's rep or else the customer's owner, for the team of the rep and the class "
         "of the customer on that day"),
      tr("csat: mean of scores from 1 to 5, with Student's t interval; none for one answer, or where all are alike"),
      tr("satisfied: share of 4 and 5; its interval (satisfied_low, satisfied_high) is Wilson's (1927)"),
      tr("nps: promoters (9, 10) less detractors (0 to 6) in 100 answers, with the interval of Bonett and Price (2012): as if "
         "one promoter and one detractor more had answered"),
      tr("trend: up or down where the 95% interval of the change leaves out 0: csat by Student, with the spread pooled; nps by "
         "Newcombe (1998)"),
      tr("response: of surveys sent from {} on, how many were answered by {}", format_date(f.known.from), format_date(as_of))};
  for (const SatisfactionRow& row : f.found.rows) {
    if (row.level == SatisfactionLevel::company && row.now.answers > 0) list.push_back(worked(row));
  }
  list.push_back(tr("facts up to {}", format_date(as_of)));
  return list;
}

}  // namespace

int run_satisfaction(const ReportCommand& command, Context& context) {
  const Date as_of = context.as_of();
  const Database db = context.open_store(Access::read);
  const Figures f = figures(db, command, context);
  Table table;
  table.title = f.known == f.period.span ? tr("Satisfaction, {}", f.period.name)
                                         : tr("Satisfaction, {} up to {}", f.period.name, format_date(as_of));
  table.columns = columns();
  table.charts = {{ChartKind::bar, "scope", {"score"}, {}, std::pair(std::string("measure"), std::string("csat"))}};
  const Names names(f.organisation);
  for (const SatisfactionRow& row : f.found.rows) table.rows.push_back(row_of(row, names));
  table.notes = notes(f);
  if (context.options.explain) {
    for (std::string& line : explanation(f, as_of)) table.notes.push_back(std::move(line));
  }
  const Format format = context.format();
  if (is_page(format)) {
    make_room(table);
    const std::size_t due = read_surveys_due(db, context.settings(), as_of, as_of).size();
    table.notes.push_back(tr("customers due to be asked again: {} (\"salesctl report surveys-due\" lists them)", due));
  }
  context.show(std::move(table));
  return 0;
}

}  // namespace salesctl
