// salesctl churn-check --backtest: how right the same rules would have been on the firm's own past.
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/number.hpp"
#include "churn.hpp"
#include "churn/backtest.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

Value rounded_or_nothing(const std::optional<double>& number) { return number ? four_decimals(*number) : Value(); }

Table scores(const Backtest& result, const ChurnRules& rules) {
  Table table;
  table.name = "backtest";
  table.title = tr("Backtest: who did not order within {} days, as it was known before", rules.horizon);
  table.columns = {{"as_of", tr("As of"), ColumnType::date},
                   {"method", tr("Method")},
                   {"customers", tr("Customers"), ColumnType::integer},
                   {"left", tr("Left"), ColumnType::integer},
                   {"auc", tr("AUC"), ColumnType::number},
                   {"auc_low", tr("from"), ColumnType::number},
                   {"auc_high", tr("to"), ColumnType::number},
                   {"brier", tr("Brier"), ColumnType::number},
                   {"log_loss", tr("Log loss"), ColumnType::number},
                   {"flagged", tr("Flagged"), ColumnType::integer},
                   {"precision", tr("Precision"), ColumnType::percent},
                   {"recall", tr("Recall"), ColumnType::percent},
                   {"captured_value", tr("Value captured"), ColumnType::percent}};
  for (const Window& w : result.windows) {
    const bool both = w.left > 0 && w.left < w.customers;  // else nobody ranks above anybody
    for (const MethodScore& m : w.methods) {
      std::string name = to_string(m.method);
      if (m.method == Method::risk) name += std::string(" (") + voice_name(w.voice) + ")";
      table.rows.push_back({{from_day_number(w.day), name, static_cast<std::int64_t>(w.customers),
                             static_cast<std::int64_t>(w.left), both ? four_decimals(m.auc) : Value(),
                             both ? four_decimals(m.interval.low) : Value(), both ? four_decimals(m.interval.high) : Value(), rounded_or_nothing(m.brier), rounded_or_nothing(m.log_loss),
                             static_cast<std::int64_t>(w.flagged), w.flagged == 0 ? Value() : ratio(m.precision),
                             w.left == 0 ? Value() : ratio(m.recall), w.left == 0 ? Value() : ratio(m.captured)},
                            0, false});
    }
  }
  table.notes.push_back(tr("AUC: the chance that one who left ranks above one who did not, with a 95% bootstrap interval"));
  table.notes.push_back(tr("flagged: at high risk; the other methods flag as many, those ranked first"));
  return table;
}

Table bins(const Backtest& result) {
  Table table;
  table.name = "calibration";
  table.title = tr("Calibration: of those given a chance to leave, how many left");
  table.columns = {{"bin", tr("Chance given")},
                   {"customers", tr("Customers"), ColumnType::integer},
                   {"predicted", tr("Mean given"), ColumnType::percent},
                   {"left", tr("Left"), ColumnType::percent}};
  table.charts = {{ChartKind::line, "bin", {"left", "predicted"}}};  // the closer the lines, the truer the chances
  for (std::size_t i = 0; i < result.calibration.size(); ++i) {
    const Bin& bin = result.calibration[i];
    const bool empty = bin.customers == 0;
    table.rows.push_back({{fmt::format("{}%-{}%", i * 10, (i + 1) * 10), static_cast<std::int64_t>(bin.customers),
                           empty ? Value() : Value(ratio(bin.predicted)), empty ? Value() : Value(ratio(bin.happened))},
                          0, false});
  }
  return table;
}

}  // namespace

int run_backtest(const ChurnCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const ChurnRules rules = churn_rules(command, settings);
  const int windows = command.windows.empty() ? 4 : static_cast<int>(parse_integer(command.windows, 1, 60));
  const Database db = context.open_store(Access::read);
  context.progress({});  // the second counts from here
  const ChurnFacts facts = read_churn_facts(db, settings, context.as_of());
  const Backtest result = backtest(facts, rules, day_number(context.as_of()), windows, [&](int window) {
    context.progress(tr("backtest {} of {}", window, windows));
  });
  context.progress({});
  if (result.windows.empty()) {
    throw DataError(tr("there is no day with an order {} days before {}", rules.horizon, format_date(context.as_of())),
                    tr("choose a shorter --horizon, or a later --as-of"));
  }
  std::vector<Table> tables{scores(result, rules)};
  if (!result.calibration.empty() && context.format() != Format::csv) tables.push_back(bins(result));
  context.show(tables);
  return 0;
}

}  // namespace salesctl
