// salesctl score leads --model: what the chance to win goes by, and how right it would have been.
#include <cmath>

#include "base/message.hpp"
#include "score_leads.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

Value count(std::size_t n) { return static_cast<std::int64_t>(n); }

std::string verdict_note(const WinLearning& win) {
  switch (win.verdict) {
    case WinVerdict::few:
      return tr("no chance to win: {} of {} closed deals were won; it takes 200 deals, 30 of them won and 30 lost", win.won, win.deals);
    case WinVerdict::no_split:
      return tr("no model: it could not be tested, too few deals closed on later days than the others; every deal is given the share won, {:.1f}%",
                100 * win.base_rate());
    case WinVerdict::no_fields:
      return tr("no model: no field of leads.learn is known of enough deals; every deal is given the share won, {:.1f}%", 100 * win.base_rate());
    case WinVerdict::base_rate:
      return tr("the model is not used, because it is not clearly better than the share won: every deal is given that, {:.1f}%", 100 * win.base_rate());
    case WinVerdict::model: break;
  }
  return tr("the chance to win is learned from {} closed deals, {:.1f}% of them won", win.deals, 100 * win.base_rate());
}

std::string tested_note(const Validation& v) {
  return tr("held out, {} deals closed from {} to {}: AUC {:.3f} (95% from {:.3f} to {:.3f}), Brier {:.4f}, log loss {:.4f}; with the share won alone "
            "{:.4f} and {:.4f}",
            v.tested, format_date(from_day_number(v.tested_from)), format_date(from_day_number(v.tested_to)), v.auc, v.auc_interval.low,
            v.auc_interval.high, v.brier, v.log_loss, v.base_brier, v.base_log_loss);
}

std::string left_out_note(const WinLearning& win, const LeftOutField& left_out) {
  const std::string& name = win.fields[left_out.field].name;
  if (left_out.why == LeftOut::gives_away) {
    return tr("{} is left out: alone it tells won from lost with an AUC of {:.3f}, so it is filled in when a deal is decided", name, left_out.closed);
  }
  return tr("{} is left out: it is known of {:.0f}% of the closed deals and {:.0f}% of the open ones, so it is filled in late", name,
            100 * left_out.closed, 100 * left_out.open);
}

Table quality(const Validation& v) {
  Table table;
  table.name = "held_out";
  table.title = tr("Held out: {} deals closed from {} to {}, as judged from the {} before", v.tested, format_date(from_day_number(v.tested_from)),
                   format_date(from_day_number(v.tested_to)), v.trained);
  table.columns = {{"method", tr("Method")},
                   {"deals", tr("Deals"), ColumnType::integer},
                   {"won", tr("Won"), ColumnType::percent},
                   {"auc", tr("AUC"), ColumnType::number},
                   {"auc_low", tr("from"), ColumnType::number},
                   {"auc_high", tr("to"), ColumnType::number},
                   {"brier", tr("Brier"), ColumnType::number},
                   {"log_loss", tr("Log loss"), ColumnType::number}};
  table.rows.push_back({{word(TR_NOOP("model")), count(v.tested), ratio(v.tested_rate), four_decimals(v.auc), four_decimals(v.auc_interval.low),
                         four_decimals(v.auc_interval.high), four_decimals(v.brier), four_decimals(v.log_loss)}, 0, false});
  table.rows.push_back({{word(TR_NOOP("share won")), count(v.tested), ratio(v.tested_rate), 0.5, Value{}, Value{}, four_decimals(v.base_brier),
                         four_decimals(v.base_log_loss)}, 0, false});
  table.notes.push_back(tr("AUC: the chance that a deal won ranks above one lost, with a 95% bootstrap interval"));
  table.notes.push_back(v.beats_base_rate()
                            ? tr("the model's log loss is below that of the share won by at least {:.4f}, with 95% confidence", v.least_gain)
                            : tr("the model's log loss is not clearly below that of the share won"));
  return table;
}

Table weights(const WinLearning& win) {
  Table table;
  table.name = "weights";
  table.title = tr("Weights: how much each multiplies the odds to win, learned from all {} closed deals", win.deals);
  table.columns = {{"field", tr("Field")},
                   {"value", tr("Value")},
                   {"deals", tr("Deals"), ColumnType::integer},
                   {"won", tr("Won"), ColumnType::percent},
                   {"weight", tr("Log odds"), ColumnType::number},
                   {"odds_ratio", tr("Odds times"), ColumnType::number}};
  for (const Factor& f : win.model->factors) {
    const Value value = f.kind == FactorKind::word      ? Value(f.word)
                        : f.kind == FactorKind::other   ? word(TR_NOOP("(seldom)"))
                        : f.kind == FactorKind::unknown ? word(TR_NOOP("(not known)"))
                                                        : word(TR_NOOP("(a standard deviation more)"));
    const bool any = f.deals > 0;
    table.rows.push_back({{win.fields[f.field].name, value, count(f.deals),
                           any ? Value(ratio(static_cast<double>(f.won) / static_cast<double>(f.deals))) : Value(), four_decimals(f.weight),
                           four_decimals(std::exp(f.weight))}, 0, false});
  }
  table.notes.push_back(tr("numbers n count as ln(1 + n); drawn towards 0 with strength {:g}, which was best within the earlier deals", win.ridge));
  return table;
}

Table bins(const Validation& v) {
  Table table;
  table.name = "calibration";
  table.title = tr("Calibration: of the deals held out that were given a chance, how many were won");
  table.columns = {{"bin", tr("Chance given")},
                   {"deals", tr("Deals"), ColumnType::integer},
                   {"predicted", tr("Mean given"), ColumnType::percent},
                   {"won", tr("Won"), ColumnType::percent}};
  for (std::size_t i = 0; i < v.calibration.size(); ++i) {
    const Bin& bin = v.calibration[i];
    if (bin.customers == 0) continue;
    table.rows.push_back({{fmt::format("{}%-{}%", i * 10, (i + 1) * 10), count(bin.customers), ratio(bin.predicted), ratio(bin.happened)}, 0, false});
  }
  return table;
}

}  // namespace

std::vector<std::string> chance_notes(const ScoredLeads& all) {
  const WinLearning& win = all.chances.win;
  std::vector<std::string> notes{verdict_note(win)};
  if (win.validation) notes.push_back(tested_note(*win.validation));
  for (const LeftOutField& left_out : win.left_out) notes.push_back(left_out_note(win, left_out));
  if (all.kind == LeadKind::deal) return notes;
  if (all.chances.conversion) {
    notes.push_back(tr("converted: the chance still to become a customer or deal after as long a wait, by {} leads, {} of them converted",
                       all.chances.conversion->leads, all.chances.conversion->converted));
  } else {
    notes.push_back(tr("no chance to be converted, and so no expected value: it takes 50 leads, 10 of them converted"));
  }
  return notes;
}

int show_win_model(Context& context, const ScoredLeads& all) {
  const WinLearning& win = all.chances.win;
  std::vector<Table> tables;
  if (win.validation) tables.push_back(quality(*win.validation));
  if (win.validation && context.format() != Format::csv) {
    tables.push_back(bins(*win.validation));
    tables.push_back(weights(win));
  }
  if (tables.empty()) {
    Table nothing;
    nothing.title = tr("No model");
    nothing.columns = {{"method", tr("Method")}, {"deals", tr("Deals"), ColumnType::integer}, {"won", tr("Won"), ColumnType::integer}};
    nothing.rows.push_back({{word(TR_NOOP("share won")), count(win.deals), count(win.won)}, 0, false});
    tables.push_back(std::move(nothing));
  }
  for (const std::string& note : chance_notes(all)) tables.back().notes.push_back(note);
  context.show(tables);
  return 0;
}

}  // namespace salesctl
