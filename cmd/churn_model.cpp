// salesctl churn-check --show-model: parameters, standard errors and how well the model fits.
#include <array>
#include <cmath>

#include "base/message.hpp"
#include "churn.hpp"
#include "store/customers.hpp"

namespace salesctl {
namespace {

constexpr int most_repeats = 7;

struct Parameter {
  const char* key;
  const char* meaning;
  double value;
  double error;  // 0: not known
};

struct ModelView {
  RiskModel model;
  std::vector<Parameter> parameters;
  std::vector<RepeatCount> fit;
};

Value six_decimals(double number) { return std::round(number * 1e6) / 1e6; }

std::string model_name(const RiskModel& model, const ChurnRules& rules) {
  return to_string(model.btyd ? rules.method : ChurnMethod::overdue);
}

ModelView view_of(const ChurnFacts& facts, const ChurnRules& rules, int day, int decimals) {
  ModelView view{learn(facts, rules, day, rules.horizon), {}, {}};
  if (view.model.btyd) {
    const Btyd& b = *view.model.btyd;
    view.parameters = {{"r", TR_NOOP("shape of the rates at which customers buy"), b.r, b.errors[0]},
                       {"alpha", TR_NOOP("scale of these rates, weeks"), b.alpha, b.errors[1]},
                       {"a", TR_NOOP("first shape of the chance to stay away after a purchase"), b.a, b.errors[2]},
                       {"b", TR_NOOP("its second shape"), b.b, b.errors[3]}};
    std::vector<Rhythm> rhythms;
    for (std::size_t i = 0; i < facts.purchases.size(); ++i) {
      if (const auto known = rhythm(facts.purchases.of(i), day)) rhythms.push_back(*known);
    }
    view.fit = goodness_of_fit(b, rhythms, most_repeats);
  }
  if (const auto& g = view.model.order_values) {
    view.parameters.push_back({"p", TR_NOOP("Gamma-Gamma: shape of a customer's orders"), g->p, 0});
    view.parameters.push_back({"q", TR_NOOP("Gamma-Gamma: shape of the customers' means"), g->q, 0});
    view.parameters.push_back({"v", TR_NOOP("Gamma-Gamma: their scale, in the currency"), g->v / std::pow(10, decimals), 0});
  }
  return view;
}

/// One row with everything, for machines.
Table flat(const ModelView& view, const ChurnRules& rules) {
  Table table;
  Row row;
  const auto add = [&](const std::string& key, ColumnType type, Value value) {
    table.columns.push_back({key, key, type});
    row.cells.push_back(std::move(value));
  };
  const auto count = [](std::size_t n) { return Value(static_cast<std::int64_t>(n)); };
  add("model", ColumnType::text, model_name(view.model, rules));
  add("unit", ColumnType::text, std::string("week"));
  add("customers", ColumnType::integer, count(view.model.customers));
  add("repeat_customers", ColumnType::integer, count(view.model.repeat_customers));
  for (const Parameter& p : view.parameters) {
    add(p.key, ColumnType::number, six_decimals(p.value));
    if (p.error > 0) add(std::string(p.key) + "_error", ColumnType::number, six_decimals(p.error));
  }
  if (view.model.btyd) add("prior", ColumnType::text, std::string(view.model.btyd->held ? "weak" : "none"));
  if (view.model.btyd) add("log_likelihood", ColumnType::number, std::round(view.model.btyd->log_likelihood * 100) / 100);
  add("horizon", ColumnType::integer, std::int64_t{view.model.horizon});
  add("method", ColumnType::text, std::string(voice_name(view.model.voice)));
  if (const auto& t = view.model.trial) {
    add("held_out_customers", ColumnType::integer, count(t->customers));
    add("held_out_days", ColumnType::integer, std::int64_t{t->days});
    add("log_loss_model", ColumnType::number, six_decimals(t->model_log_loss));
    add("log_loss_corrected", ColumnType::number, six_decimals(t->corrected_log_loss));
    add("brier_model", ColumnType::number, six_decimals(t->model_brier));
    add("brier_corrected", ColumnType::number, six_decimals(t->corrected_brier));
  }
  for (std::size_t x = 0; x < view.fit.size(); ++x) {
    const std::string key = std::to_string(x) + (x + 1 == view.fit.size() ? "_or_more" : "");
    add("actual_" + key, ColumnType::integer, count(view.fit[x].actual));
    add("expected_" + key, ColumnType::number, std::round(view.fit[x].expected * 10) / 10);
  }
  table.rows.push_back(std::move(row));
  return table;
}

std::vector<Table> for_people(const ModelView& view, const ChurnRules& rules) {
  Table parameters;
  parameters.title = view.model.btyd
                         ? tr("{}: {} customers, {} of them with repeat orders; unit of time: week; log-likelihood {:.2f}",
                              model_name(view.model, rules), view.model.customers, view.model.repeat_customers,
                              view.model.btyd->log_likelihood)
                         : tr("{}: {} customers, {} of them with repeat orders", model_name(view.model, rules),
                              view.model.customers, view.model.repeat_customers);
  parameters.columns = {{"parameter", tr("Parameter")},
                        {"value", tr("Value"), ColumnType::number},
                        {"error", tr("Std. error"), ColumnType::number},
                        {"meaning", tr("Meaning")}};
  for (const Parameter& p : view.parameters) {
    parameters.rows.push_back({{std::string(p.key), six_decimals(p.value), p.error > 0 ? six_decimals(p.error) : Value(),
                                std::string(tr(p.meaning))},
                               0, false});
  }
  parameters.notes = voice_notes(view.model, rules);
  if (view.fit.empty()) return {parameters};
  Table fit;
  fit.title = tr("Customers by repeat orders: how many there are and how many the model expects");
  fit.columns = {{"repeats", tr("Repeat orders")},
                 {"actual", tr("Customers"), ColumnType::integer},
                 {"expected", tr("Expected"), ColumnType::number}};
  for (std::size_t x = 0; x < view.fit.size(); ++x) {
    fit.rows.push_back({{std::to_string(x) + (x + 1 == view.fit.size() ? "+" : ""),
                         static_cast<std::int64_t>(view.fit[x].actual), std::round(view.fit[x].expected * 10) / 10},
                        0, false});
  }
  return {parameters, fit};
}

}  // namespace

int run_show_model(const ChurnCommand& command, Context& context) {
  const Settings& settings = context.settings();
  const ChurnRules rules = churn_rules(command, settings);
  const Database db = context.open_store(Access::read);
  const ChurnFacts facts = read_churn_facts(db, settings, context.as_of());
  const ModelView view = view_of(facts, rules, day_number(context.as_of()), settings.currency.decimals);
  const bool people = is_page(context.format()) || context.format() == Format::xlsx;
  context.show(people ? for_people(view, rules) : std::vector<Table>{flat(view, rules)});
  return 0;
}

}  // namespace salesctl
