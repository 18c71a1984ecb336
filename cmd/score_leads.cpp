// salesctl score leads: which leads, or open deals, are worth the effort: points by rule, and what to expect of each.
#include "score_leads.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "score.hpp"
#include "store/customers.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

constexpr std::size_t most_deals = 30'000;  // that are learned from, the latest
constexpr std::size_t most_effects = 3;     // named as reasons
constexpr double least_effect = 0.1;        // in log odds: less is no reason

ScoredLeads score_all(const Database& db, const Settings& settings, LeadKind kind, Date day) {
  ScoredLeads all;
  all.day = day;
  all.kind = kind;
  all.rules = rules_of(settings.leads, kind);
  const std::vector<LearnedField> fields = learned_fields(settings, kind);
  std::vector<ClosedDeal> closed = read_closed_deals(db, settings, kind, day, most_deals);
  all.leads = read_open_leads(db, settings, kind, day);
  std::vector<std::vector<FieldValue>> open;
  if (kind == LeadKind::deal) {
    for (const OpenLead& lead : all.leads) open.push_back(lead.values);
  } else {
    open = read_open_values(db, settings, kind, day);
  }
  all.chances.win = learn_to_win(fields, std::move(closed), open);
  all.chances.convert_first = kind == LeadKind::lead;
  if (kind == LeadKind::lead) all.chances.conversion = Conversion::of(read_lead_waits(db, day));
  all.scored = score_leads(all.leads, all.rules, settings.leads.grades, all.chances);
  return all;
}

/// "can be reached +20, source referral raises the chance": why, in words.
std::string reasons(const ScoredLeads& all, const ScoredLead& scored) {
  std::string text;
  const auto add = [&](const std::string& reason) { text += (text.empty() ? "" : "; ") + reason; };
  for (std::size_t i = 0; i < all.rules.size(); ++i) {
    if (all.leads[scored.at].met[i]) add(tr("{} {:+}", tr(all.rules[i].name.c_str()), all.rules[i].points));
  }
  for (std::size_t i = 0; i < std::min(most_effects, scored.effects.size()); ++i) {
    const Effect& effect = scored.effects[i];
    if (std::abs(effect.log_odds) < least_effect) break;
    const std::string factor = factor_name(all.chances.win, all.chances.win.model->factors[effect.factor]);
    add(effect.log_odds > 0 ? tr("{} raises the chance", factor) : tr("{} lowers the chance", factor));
  }
  return text;
}

std::optional<std::size_t> asked_grade(const Settings& settings, const std::string& name) {
  if (name.empty()) return std::nullopt;
  const auto it = std::ranges::find(settings.leads.grades, name, &LeadGrade::name);
  if (it != settings.leads.grades.end()) return static_cast<std::size_t>(it - settings.leads.grades.begin());
  std::vector<std::string_view> names;
  for (const LeadGrade& grade : settings.leads.grades) names.emplace_back(grade.name);
  throw UsageError(tr("there is no grade \"{}\"{}", printable(name), did_you_mean(name, names)), tr("grades: {}", joined(names)));
}

Table leads_table(const Settings& settings, const ScoredLeads& all) {
  Table table;
  const bool deals = all.kind == LeadKind::deal;
  table.title = deals ? tr("Open deals at the end of {}, what to expect of each", format_date(all.day))
                      : tr("Open leads at the end of {}, what to expect of each", format_date(all.day));
  table.money_decimals = settings.currency.decimals;
  table.columns = {{"id", deals ? tr("Opportunity") : tr("Lead")},
                   {"name", tr("Name")},
                   {"owner", tr("Owner")},
                   {"points", tr("Points"), ColumnType::integer},
                   {"grade", tr("Rating")},
                   {"p_convert", tr("Converted"), ColumnType::percent},
                   {"p_win", tr("Won"), ColumnType::percent},
                   {"value", tr("Value"), ColumnType::money},
                   {"expected_value", tr("Expected value"), ColumnType::money},
                   {"reasons", tr("Why")}};
  table.notes = chance_notes(all);
  return table;
}

void show_leads(const ScoreLeadsCommand& command, Context& context, const Database& db, const ScoredLeads& all) {
  const Settings& settings = context.settings();
  const std::optional<std::size_t> least = asked_grade(settings, command.grade);
  const std::int64_t most = command.top.empty() ? INT64_MAX : parse_integer(command.top, 1);
  if (!command.owner.empty()) find_key(db, "rep", command.owner);
  Table table = leads_table(settings, all);
  for (const ScoredLead& scored : all.scored) {
    if (static_cast<std::int64_t>(table.rows.size()) == most) break;
    const OpenLead& lead = all.leads[scored.at];
    if (!command.owner.empty() && lead.owner != command.owner) continue;
    if (least && (!scored.grade || *scored.grade > *least)) continue;
    table.rows.push_back({{lead.id, or_nothing(lead.name), named_or_nothing(lead.owner, lead.owner_name), scored.points,
                           or_nothing(scored.grade ? settings.leads.grades[*scored.grade].name : std::string()), ratio_or_nothing(scored.p_convert),
                           ratio_or_nothing(scored.p_win), or_nothing(lead.value), or_nothing(scored.expected), or_nothing(reasons(all, scored))},
                          0,
                          false});
  }
  context.show(std::move(table));
}

void refuse_useless(const ScoreLeadsCommand& command) {
  const bool chooses = !command.owner.empty() || !command.grade.empty() || !command.top.empty();
  if (!command.lead.empty() && (chooses || command.model)) {
    throw UsageError(tr("a lead by its id is shown by itself"), tr("leave out --owner, --min-grade, --top and --model, or the id"));
  }
  if (command.model && chooses) {
    throw UsageError(tr("--model shows the model, no leads"), tr("leave out --owner, --min-grade and --top"));
  }
}

int run_score_leads(const ScoreLeadsCommand& command, Context& context) {
  refuse_useless(command);
  const Settings& settings = context.settings();
  const Database db = context.open_store(Access::read);
  if (!command.lead.empty()) require_lead(db, command.kind(), command.lead);
  const ScoredLeads all = score_all(db, settings, command.kind(), context.as_of());
  if (command.model) return show_win_model(context, all);
  if (!command.lead.empty()) return explain_lead(command, context, all);
  show_leads(command, context, db, all);
  return 0;
}

}  // namespace

std::string factor_name(const WinLearning& win, const Factor& factor) {
  const std::string& field = win.fields[factor.field].name;
  switch (factor.kind) {
    case FactorKind::word: return field + " " + printable(factor.word);
    case FactorKind::other: return tr("{} (seldom)", field);
    case FactorKind::unknown: return tr("{} (not known)", field);
    case FactorKind::number: break;
  }
  return field;
}

void add_score_leads(CommandLine app) {
  const CommandLine leads = app.subcommand("leads", tr("Points, grade and expected value of every open lead or deal"));
  ScoreLeadsCommand& command = leads.runs(run_score_leads);
  leads.argument("LEAD", command.lead, tr("Show how the points and chances of this one come about"));
  leads.flag("--deals", command.deals, tr("Score open deals instead of leads"));
  leads.option("--owner", command.owner, "REP", tr("Show only those this rep looks after"));
  leads.option("--min-grade", command.grade, "GRADE", tr("Show only this grade and better"));
  leads.option("--top", command.top, "N", tr("Show only the first N"));
  leads.flag("--model", command.model, tr("Show what the chance to win goes by, and how right it would have been"));
  leads.footer(tr("Examples:\n  salesctl score leads --min-grade B\n  salesctl score leads L0042 --explain\n"
                  "  salesctl score leads --deals --top 20\n  salesctl score leads --deals --model"));
}

}  // namespace salesctl
