// Pay plans.
#include <algorithm>

#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "config/config.hpp"
#include "config/files.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

Money read_money(const Node& node, const Currency& currency) {
  const Money amount = parse_at(node, [&](const std::string& text) { return parse_amount(text, currency); });
  if (amount < Money{}) throw ConfigError(tr("{} lies below zero", node.text), tr("amounts here are zero or more"), node.place);
  return amount;
}

Rate read_rate(const Node& node) {
  const Rate rate = parse_at(node, parse_rate);
  if (rate < Rate{} || rate > Rate{1000 * Rate::one}) throw ConfigError(tr("{} is no rate to pay by", node.text), tr("between 0% and 1000 times"), node.place);
  return rate;
}

PayBound read_bound(const Node& node, const Currency& currency) {
  if (trim(node.text).ends_with('%')) return {{}, read_rate(node)};
  return {read_money(node, currency), {}};
}

std::optional<Date> read_day(const Node& map, std::string_view key) {
  const Node* node = map.find(key);
  if (node == nullptr) return std::nullopt;
  return parse_at(*node, [](const std::string& text) { return parse_date(text); });
}

/// Exactly one of the keys, or none where that is allowed.
void need_one(const Node& map, std::initializer_list<std::string_view> keys, bool none_allowed) {
  std::vector<std::string_view> found;
  for (const std::string_view key : keys) {
    if (map.find(key) != nullptr) found.push_back(key);
  }
  if (found.size() == 1 || (found.empty() && none_allowed)) return;
  const std::vector<std::string_view> all(keys);
  if (found.empty()) throw ConfigError(tr("this pays nothing: it has none of {}", joined(all)), {}, map.place);
  throw ConfigError(tr("{} exclude each other", joined(found)), tr("keep one"), map.find(found.back())->place);
}

PayPrice read_price(const Node& map, const Currency& currency) {
  PayPrice price;
  if (const Node* rate = map.find("rate")) price.rate = read_rate(*rate);
  if (const Node* amount = map.find("amount")) price.each = read_money(*amount, currency);
  return price;
}

RateRow read_rate_row(const Node& entry, const Settings& settings) {
  need_one(entry, {"rate", "amount"}, false);
  RateRow row{text_of(entry, "product"), text_of(entry, "series"), text_of(entry, "category"), text_of(entry, "class"), text_of(entry, "kind"),
              read_price(entry, settings.currency), entry.place};
  need_one(entry, {"product", "series", "category"}, true);
  if (const Node* name = entry.find("class")) {
    std::vector<std::string_view> names;
    for (const CustomerClass& c : settings.customers.classes) names.emplace_back(c.name);
    if (std::ranges::find(names, name->text) == names.end()) {
      throw ConfigError(tr("there is no class \"{}\"{}", printable(name->text), did_you_mean(name->text, names)), tr("classes: {}", joined(names)), name->place);
    }
  }
  return row;
}

/// Where a tier says where it begins, it begins where the one before ends.
void check_begin(const Node& entry, const std::optional<PayBound>& before, const Currency& currency) {
  const Node* from = entry.find("from");
  if (from == nullptr) return;
  const PayBound begin = read_bound(*from, currency);
  const PayBound expected = before.value_or(PayBound{Money{}, {}});
  if (begin == expected || (!before && begin == PayBound{{}, Rate{}})) return;
  const bool gap = (begin.money && expected.money && *begin.money > *expected.money) || (begin.share && expected.share && *begin.share > *expected.share);
  throw ConfigError(gap ? tr("tiers: between the one before and {} nothing is paid: a gap", from->text)
                        : tr("tiers: this one begins at {}, which is not where the one before ends", from->text),
                    tr("begin where the one before ends, or leave \"from\" out"), from->place);
}

void read_tiers(const Node& list, const Currency& currency, PayComponent& c) {
  std::optional<PayBound> before;
  for (const Node& entry : list.children) {
    need_one(entry, {"rate", "times"}, false);
    check_begin(entry, before, currency);
    PayTier tier;
    tier.place = entry.place;
    if (const Node* to = entry.find("to")) tier.to = read_bound(*to, currency);
    if (const Node* rate = entry.find("rate")) tier.rate = read_rate(*rate);
    if (const Node* times = entry.find("times")) tier.times = read_rate(*times);
    before = tier.to;
    c.tiers.push_back(std::move(tier));
  }
}

/// `metric`: the form of what is reached, which may be a number.
void read_steps(const Node& list, const Currency& metric, const Currency& currency, PayComponent& c) {
  for (const Node& entry : list.children) {
    PayStep step{read_bound(entry.at("from"), metric), read_money(entry.at("amount"), currency), entry.place};
    if (!c.steps.empty()) {
      const PayBound& last = c.steps.back().from;
      const bool rises = (step.from.money && last.money && *step.from.money > *last.money) || (step.from.share && last.share && *step.from.share > *last.share);
      if (!rises) {
        throw ConfigError(tr("steps: {} does not lie above the step before", entry.at("from").text),
                          tr("all in money or all in % of the target, from the lowest to the highest"), entry.place);
      }
    }
    c.steps.push_back(std::move(step));
  }
}

/// Which keys a type takes beside name and type; all others are a mistake that would change nothing.
std::vector<std::string_view> keys_of(PayType type) {
  switch (type) {
    case PayType::commission:
      return {"basis", "when", "rate", "amount", "rates", "tiers", "target", "mode", "tie", "over", "threshold", "cap", "floor", "prorate"};
    case PayType::manager_override: return {"basis", "when", "rate", "of", "own", "cap", "floor", "prorate"};
    case PayType::bonus: return {"metric", "steps", "over", "prorate"};
    case PayType::team_bonus: return {"metric", "steps", "over", "prorate", "share"};
    case PayType::spiff: return {"amount", "per", "when", "from", "to", "budget", "cap", "prorate"};
    case PayType::draw: return {"amount", "recoverable", "prorate"};
    case PayType::benefit: return {"text"};
  }
  return {};
}

void refuse_strangers(const Node& entry, PayType type) {
  const std::vector<std::string_view> allowed = keys_of(type);
  for (std::size_t i = 0; i < entry.keys.size(); ++i) {
    if (entry.keys[i] == "name" || entry.keys[i] == "type" || std::ranges::find(allowed, entry.keys[i]) != allowed.end()) continue;
    throw ConfigError(tr("a {} has no \"{}\"", to_string(type), entry.keys[i]), tr("allowed: {}", joined(allowed)), entry.key_places[i]);
  }
}

void read_target(const Node& entry, const Settings& settings, PayComponent& c) {
  const bool bonus = c.type == PayType::bonus || c.type == PayType::team_bonus;
  const Node* node = entry.find(bonus ? "metric" : "target");
  c.metric = node == nullptr ? to_string(c.basis) : node->text;
  const auto known = [&](const std::string& name) -> const Metric& { return find_metric(settings, name); };
  if (node != nullptr) parse_at(*node, known);
  if (!uses_target(c)) return;
  const Metric& metric = find_metric(settings, c.metric);
  if (!bonus && metric.unit != MetricUnit::money) {
    throw ConfigError(tr("target: {} is no money, and tiers in % of it cannot be held against {}", c.metric, to_string(c.basis)), {}, entry.place);
  }
}

/// Rates and what may vary them.
void read_rates(const Node& entry, const Settings& settings, PayComponent& c) {
  c.price = read_price(entry, settings.currency);
  if (const Node* rates = entry.find("rates")) {
    for (const Node& row : rates->children) c.rates.push_back(read_rate_row(row, settings));
  }
  if (const Node* tiers = entry.find("tiers")) read_tiers(*tiers, settings.currency, c);
  if (c.type != PayType::commission) return;
  need_one(entry, {"rate", "amount"}, !c.rates.empty() || !c.tiers.empty());
  const bool priced = c.price.rate || c.price.each || !c.rates.empty();
  for (const PayTier& tier : c.tiers) {
    if (tier.times && !priced) throw ConfigError(tr("tiers: times multiplies a rate, and there is none"), tr("add rate or rates, or write rate in the tier"), tier.place);
    if (tier.rate && priced) throw ConfigError(tr("tiers: this rate stands beside rates of the component"), tr("write times, or leave the component's rate out"), tier.place);
  }
  for (const char* key : {"mode", "tie"}) {
    const Node* node = entry.find(key);
    if (node != nullptr && c.tiers.empty()) throw ConfigError(tr("{}: there are no tiers", key), {}, node->place);
  }
  c.whole = text_of(entry, "mode") == "whole";
  c.higher = text_of(entry, "tie") == "higher";
}

void read_override(const Node& entry, PayComponent& c) {
  need_one(entry, {"rate"}, false);
  if (const Node* own = entry.find("own")) c.own = parse_at(*own, parse_bool);
  c.of = words_of(entry.find("of"));
  if (!c.of.empty() && entry.find("basis") != nullptr) {
    throw ConfigError(tr("of and basis exclude each other"), tr("of pays on the pay of components, basis on what is sold"), entry.at("of").place);
  }
}

void read_spiff(const Node& entry, PayComponent& c) {
  need_one(entry, {"amount"}, false);
  c.per_unit = text_of(entry, "per") == "unit";
  c.from = read_day(entry, "from");
  c.to = read_day(entry, "to");
  if (c.from && c.to && *c.to < *c.from) throw ConfigError(tr("to lies before from"), {}, entry.at("to").place);
}

/// Money, or whole numbers where the metric counts.
Currency form_of(const Node* metric, const Settings& settings) {
  Currency form = settings.currency;
  if (metric == nullptr) return form;
  return parse_at(*metric, [&](const std::string& name) {
    form.decimals = metric_decimals(settings, find_metric(settings, name));
    return form;
  });
}

PayComponent read_component(const Node& entry, const Settings& settings, PeriodUnit every) {
  PayComponent c;
  c.place = entry.place;
  c.name = entry.at("name").text;
  if (trim(c.name).empty()) throw ConfigError(tr("name: this is empty"), {}, entry.at("name").place);
  c.type = parse_at(entry.at("type"), parse_pay_type);
  refuse_strangers(entry, c.type);
  if (const Node* basis = entry.find("basis")) c.basis = parse_at(*basis, parse_pay_basis);
  if (const Node* when = entry.find("when")) {
    c.when = when->text;
    c.when_place = when->place;
  }
  if (const Node* over = entry.find("over")) {
    c.over = parse_at(*over, parse_period_unit);
    if (*c.over <= every) throw ConfigError(tr("over: {} is not longer than the pay period", over->text), tr("quarter, half or year"), over->place);
  }
  if (const Node* prorate = entry.find("prorate")) c.prorate = parse_at(*prorate, parse_bool);
  if (const Node* threshold = entry.find("threshold")) c.threshold = read_bound(*threshold, settings.currency);
  const auto money = [&](const char* key, std::optional<Money>& value) {
    if (const Node* node = entry.find(key)) value = read_money(*node, settings.currency);
  };
  money("cap", c.cap);
  money("floor", c.floor);
  money("budget", c.budget);
  if (const Node* steps = entry.find("steps")) read_steps(*steps, form_of(entry.find("metric"), settings), settings.currency, c);
  if (const Node* share = entry.find("share")) c.share = parse_at(*share, parse_team_share);
  if (const Node* yes = entry.find("recoverable")) c.recoverable = parse_at(*yes, parse_bool);
  c.text = text_of(entry, "text");
  read_rates(entry, settings, c);
  if (c.type == PayType::manager_override) read_override(entry, c);
  if (c.type == PayType::spiff) read_spiff(entry, c);
  if (c.type == PayType::draw) need_one(entry, {"amount"}, false);
  if (c.type == PayType::benefit) need_one(entry, {"text"}, false);
  if (c.type == PayType::bonus || c.type == PayType::team_bonus) need_one(entry, {"steps"}, false);
  read_target(entry, settings, c);
  return c;
}

/// An override counts on components that pay by themselves.
void check_overrides(const std::vector<PayPlan>& plans) {
  std::vector<std::string_view> names;
  for (const PayPlan& plan : plans) {
    for (const PayComponent& c : plan.components) {
      if (c.type != PayType::manager_override && c.type != PayType::draw && c.type != PayType::benefit) names.emplace_back(c.name);
    }
  }
  for (const PayPlan& plan : plans) {
    for (const PayComponent& c : plan.components) {
      for (const std::string& name : c.of) {
        if (std::ranges::find(names, name) != names.end()) continue;
        throw ConfigError(tr("of: no component \"{}\" pays{}", printable(name), did_you_mean(name, names)), tr("components: {}", joined(names)), c.place);
      }
    }
  }
}

PayPlan read_plan(const Node& entry, const Settings& settings) {
  PayPlan plan;
  plan.place = entry.place;
  plan.name = entry.at("name").text;
  if (trim(plan.name).empty()) throw ConfigError(tr("name: this is empty"), {}, entry.at("name").place);
  plan.title = text_of(entry, "title");
  plan.from = read_day(entry, "from");
  plan.to = read_day(entry, "to");
  if (plan.from && plan.to && *plan.to < *plan.from) throw ConfigError(tr("to lies before from"), {}, entry.at("to").place);
  if (text_of(entry, "every") == "quarter") plan.every = PeriodUnit::quarter;
  plan.whom = read_audience(entry);
  for (const Node& component : entry.at("components").children) plan.components.push_back(read_component(component, settings, plan.every));
  return plan;
}

}  // namespace

std::vector<PayPlan> load_plans(const std::filesystem::path& file, const Settings& settings) {
  ConfigFiles files;
  const Node config = files.load(file, {});
  const Node* plans = config.kind == Node::Kind::map ? config.find("plans") : nullptr;
  if (plans == nullptr) throw ConfigError(tr("there are no \"plans\" in this file"), tr("write them as in salesctl.yaml(5)"), {file.string(), 0, 0});
  return read_plans(*plans, settings);
}

std::vector<PayPlan> read_plans(const Node& list, const Settings& settings) {
  std::vector<PayPlan> plans;
  for (const Node& entry : list.children) plans.push_back(read_plan(entry, settings));
  check_plans(plans);
  check_overrides(plans);
  return plans;
}

}  // namespace salesctl
