// Commission: rows at rates, rates by tables over the running total.
#include <algorithm>

#include "base/message.hpp"
#include "base/proportion.hpp"
#include "pay/engine.hpp"
#include "pay/tiers.hpp"

namespace salesctl::pay {

namespace {

Money bound_in_money(const PayBound& bound, const std::optional<Money>& target, Money money) {
  if (bound.money) return money;
  return target ? multiply(*target, *bound.share, Rounding::half_even) : Money{INT64_MAX / 4};
}

bool fits(const std::string& wanted, const std::string& is) { return wanted.empty() || wanted == is; }

/// Product before series before category; among those the class, then the kind.
int specificity(const RateRow& row) {
  const int goods = !row.product.empty() ? 3 : !row.series.empty() ? 2 : !row.category.empty() ? 1 : 0;
  return goods * 4 + (row.customer_class.empty() ? 0 : 2) + (row.kind.empty() ? 0 : 1);
}

const RateRow* rate_for(const std::vector<RateRow>& rates, const PayTerms& terms) {
  const RateRow* best = nullptr;
  for (const RateRow& row : rates) {
    if (!fits(row.product, terms.product) || !fits(row.series, terms.series) || !fits(row.category, terms.category) ||
        !fits(row.customer_class, terms.customer_class) || !fits(row.kind, terms.kind)) {
      continue;
    }
    if (best == nullptr || specificity(row) > specificity(*best)) best = &row;
  }
  return best;
}

std::string what_of(const RateRow& row) {
  std::string text;
  for (const std::string* word : {&row.product, &row.series, &row.category, &row.customer_class, &row.kind}) {
    if (!word->empty()) text += (text.empty() ? "" : " ") + *word;
  }
  return text;
}

}  // namespace

void Engine::find_rates() {
  for (const PayPlan& plan : p_.plans) {
    for (const PayComponent& component : plan.components) {
      if (component.rates.empty()) continue;
      std::vector<const RateRow*>& rows = rates_[&component];
      for (const PayTerms& terms : p_.facts.terms) rows.push_back(rate_for(component.rates, terms));
    }
  }
}

Engine::Table Engine::table(const Stretch& stretch, const PayComponent& component, const Period& period) {
  Table made;
  made.whole = window(component, period);
  const Stretch& days = in_window(stretch, component, period);
  if (uses_target(component)) {
    made.target = target(component, days, period);
    if (!made.target) {
      note_once({TR_NOOP("{} has no target of {} in {}: what goes by it is not reached"), {p_.organisation.reps[stretch.rep].id, component.metric, made.whole.name}});
    }
  }
  const auto in_money = [&](const PayBound& bound) {
    return bound_in_money(bound, made.target, bound.money ? scaled(*bound.money, component, days, made.whole) : Money{});
  };
  for (const PayTier& tier : component.tiers) {
    if (!tier.to) break;
    const Money end = in_money(*tier.to);
    made.ends.push_back(made.ends.empty() ? end : std::max(end, made.ends.back()));
  }
  if (component.threshold) made.threshold = in_money(*component.threshold);
  return made;
}

/// Where a tier ends: "577,850.55 (100%)" where it goes by the target.
std::string Engine::end_text(const PayComponent& component, const Table& table, std::size_t tier) const {
  const std::optional<Rate>& share = component.tiers[tier].to->share;
  return money(table.ends[tier]) + (share ? " (" + format_percent(*share) + ")" : std::string());
}

/// "6% (4% × 1.5; p1)"
std::string Engine::why(const PayComponent& component, const Priced& part) const {
  const auto text = [&](const PayPrice& price) { return price.rate ? format_percent(*price.rate) : price.each ? money(*price.each) : std::string(); };
  std::string detail;
  if (!component.tiers.empty() && component.tiers[part.tier].times.value_or(Rate{Rate::one}) != Rate{Rate::one}) {
    detail = text(part.rate_row == nullptr ? component.price : part.rate_row->price) + " × " + format_plain(*component.tiers[part.tier].times);
  }
  const std::string what = part.rate_row == nullptr ? std::string() : what_of(*part.rate_row);
  if (!what.empty()) detail += (detail.empty() ? "" : "; ") + what;
  return text(part.price) + (detail.empty() ? "" : " (" + detail + ")");
}

/// `start`: the total below these rows of which none is theirs; nothing: the rows are all there is.
std::vector<Engine::Priced> Engine::price(const PayComponent& component, const Table& table, const std::vector<NetRow>& rows,
                                          std::optional<Money> start) const {
  std::vector<Money> amounts;
  amounts.reserve(rows.size());
  Money total = start.value_or(Money{});
  for (const NetRow& row : rows) {
    amounts.push_back(row.amount);
    total += row.amount;
  }
  std::vector<Cut> cuts;
  if (component.tiers.empty() || component.whole) {
    const std::size_t tier = component.tiers.empty() ? 0 : tier_of(total, table.ends, component.higher);
    for (std::size_t i = 0; i < rows.size(); ++i) cuts.push_back({i, tier, amounts[i]});
  } else {
    cuts = cut(amounts, table.ends, start.value_or(Money{}));
  }
  const bool nothing = table.threshold && total < *table.threshold;
  const auto own_rates = rates_.find(&component);
  const std::vector<const RateRow*>* const rates = own_rates == rates_.end() ? nullptr : &own_rates->second;
  std::vector<Priced> priced;
  priced.reserve(cuts.size());
  for (const Cut& c : cuts) {
    Priced part{c.row, c.tier, c.amount, component.price, nullptr};
    if (rates != nullptr) part.rate_row = rates->at(rows[c.row].row->terms);
    if (part.rate_row != nullptr) part.price = part.rate_row->price;
    const PayTier* tier = component.tiers.empty() ? nullptr : &component.tiers[c.tier];
    if (tier != nullptr && tier->rate) part.price = {tier->rate, {}};
    if (tier != nullptr && tier->times) {
      if (part.price.rate) part.price.rate = Rate{multiply(Money{part.price.rate->billionths}, *tier->times, Rounding::half_even).minor};
      if (part.price.each) part.price.each = multiply(*part.price.each, *tier->times, Rounding::half_even);
    }
    if (nothing || (!part.price.rate && !part.price.each)) part.price = {Rate{}, {}};
    priced.push_back(part);
  }
  return priced;
}

/// One line for each rate and tier.
void Engine::group(const Stretch& stretch, const PayComponent& component, const std::vector<NetRow>& rows, const std::vector<Priced>& priced,
                   const Table& table, const Period* late) {
  struct Group {
    Priced like;
    PayLine line;
    Wide units = 0;
  };
  std::vector<Group> groups;
  for (const Priced& part : priced) {
    auto it = std::ranges::find_if(groups, [&](const Group& g) { return g.like.tier == part.tier && g.like.price == part.price && g.like.rate_row == part.rate_row; });
    if (it == groups.end()) {
      PayLine made = line(stretch.rep, p_.plans[stretch.plan], component, part.price.each ? LineKind::each : LineKind::rate);
      made.rate = part.price.rate;
      made.each = part.price.each;
      it = groups.insert(groups.end(), Group{part, std::move(made), 0});
    }
    const PayRow& row = *rows[part.row].row;
    // An amount is for each order, whatever its tier: a row cut in two counts in proportion.
    const std::int64_t units = !part.price.each ? 0 : rows[part.row].amount <= Money{} ? 0 : in_proportion(Money{1'000'000}, part.amount.minor, rows[part.row].amount.minor).minor;
    it->line.sum += part.amount;
    it->units += units;
    it->line.parts.push_back({row.source, row.origin, part.amount, units});
  }
  std::ranges::stable_sort(groups, {}, [](const Group& g) { return g.like.tier; });
  for (Group& g : groups) {
    PayLine& made = g.line;
    const std::size_t tier = g.like.tier;
    const std::string at = why(component, g.like);
    made.amount = made.rate ? rounded(static_cast<Wide>(made.sum.minor) * made.rate->billionths, Rate::one) : rounded(g.units * made.each->minor, 1'000'000);
    const bool below = table.threshold && made.rate == Rate{} ;
    if (late != nullptr) {
      made.about = late->name;
      made.reason = {TR_NOOP("dated in {} and known only since; at {}"), {late->name, at}};
    } else if (below) {
      made.reason = {TR_NOOP("nothing below {}"), {money(*table.threshold)}};
    } else if (component.tiers.empty()) {
      made.reason = {TR_NOOP("at {}"), {at}};
    } else if (tier == component.tiers.size() - 1) {
      const std::string begin = table.ends.empty() ? money(Money{}) : end_text(component, table, table.ends.size() - 1);
      made.reason = {component.whole ? TR_NOOP("at {}: the total lies above {}") : TR_NOOP("at {}: what lies above {}"), {at, begin}};
    } else {
      const std::string begin = tier == 0 ? money(Money{}) : end_text(component, table, tier - 1);
      made.reason = {component.whole ? TR_NOOP("at {}: the total lies between {} and {}") : TR_NOOP("at {}: what lies between {} and {}"),
                     {at, begin, end_text(component, table, tier)}};
    }
    add(std::move(made));
  }
}

/// Rows of before in the same window whose rate has risen, or fallen, with the total of now.
void Engine::raise(const Stretch& stretch, const PayComponent& component, const Table& table, const std::vector<NetRow>& earlier,
                   const std::vector<NetRow>& all) {
  const std::vector<Priced> before = price(component, table, earlier, std::nullopt);
  const std::vector<Priced> now = price(component, table, all, std::nullopt);
  std::vector<std::pair<PayPrice, PayLine>> lines;  // by the price of before
  for (const Priced& part : now) {
    if (part.row >= earlier.size()) break;
    const auto old = std::ranges::lower_bound(before, part.row, {}, &Priced::row);
    if (old->price == part.price || !old->price.rate || !part.price.rate) continue;
    if (!component.whole && old->price.rate != Rate{}) continue;
    auto it = std::ranges::find_if(lines, [&](const auto& l) { return l.first == old->price && l.second.rate == *part.price.rate - *old->price.rate; });
    if (it == lines.end()) {
      PayLine made = line(stretch.rep, p_.plans[stretch.plan], component, LineKind::raise);
      made.rate = *part.price.rate - *old->price.rate;
      made.reason = {TR_NOOP("the rate of what was paid before in {} went from {} to {}"),
                     {table.whole.name, format_percent(*old->price.rate), format_percent(*part.price.rate)}};
      it = lines.insert(lines.end(), {old->price, std::move(made)});
    }
    const PayRow& row = *all[part.row].row;
    it->second.sum += part.amount;
    it->second.parts.push_back({row.source, row.origin, part.amount, 0});
  }
  for (auto& [price_before, made] : lines) {
    made.amount = rounded(static_cast<Wide>(made.sum.minor) * made.rate->billionths, Rate::one);
    add(std::move(made));
  }
}

/// Where the running total stands, and how far it is to the next tier.
void Engine::tell_total(const Stretch& stretch, const PayComponent& component, const Table& table, Money total) {
  if (component.tiers.empty() && !component.threshold) return;
  PayLine made = line(stretch.rep, p_.plans[stretch.plan], component, LineKind::total);
  made.sum = total;
  const std::size_t tier = component.tiers.empty() ? 0 : tier_of(total, table.ends, component.higher);
  const bool is_last = component.tiers.empty() || tier + 1 == component.tiers.size();
  if (table.threshold && total < *table.threshold) {
    made.each = *table.threshold;
    made.reason = {TR_NOOP("{} in {}; {} more to {}, below which nothing is paid"),
                   {money(total), table.whole.name, money(*table.threshold - total), money(*table.threshold)}};
  } else if (is_last) {
    made.reason = {TR_NOOP("{} in {}; there is no higher tier"), {money(total), table.whole.name}};
  } else if (table.ends[tier] >= Money{INT64_MAX / 4}) {
    made.reason = {TR_NOOP("{} in {}; there is no target"), {money(total), table.whole.name}};
  } else {
    const PayTier& next = component.tiers[tier + 1];
    made.each = table.ends[tier];
    made.reason = {TR_NOOP("{} in {}; {} more to {}, from where on it is {}"),
                   {money(total), table.whole.name, money(table.ends[tier] - total), end_text(component, table, tier),
                    next.rate ? format_percent(*next.rate) : "× " + format_plain(*next.times)}};
  }
  add(std::move(made));
}

void Engine::pay_commission(const Stretch& stretch, const PayComponent& component) {
  const Table rates = table(stretch, component, period_);
  const std::size_t first = run_.lines.size();
  std::vector<NetRow> earlier;
  if (component.over) {
    const Stretch& days = in_window(stretch, component, period_);
    for (const NetRow& row : net(stretch.rep, component.basis, {rates.whole.span.from, period_.span.from}).rows) {
      if (days.contains(row.row->day) && meets(component, *row.row)) earlier.push_back(row);
    }
  }
  std::vector<NetRow> rows;
  for (const NetRow& row : current(stretch.rep, component.basis).rows) {
    if (!stretch.contains(row.row->day) || !meets(component, *row.row)) continue;
    if (row.alone) note_once({TR_NOOP("what was given back of what the ledger never paid lessens this period's pay"), {}});
    rows.push_back(row);
  }
  std::vector<NetRow> all = earlier;
  all.insert(all.end(), rows.begin(), rows.end());
  std::vector<Priced> priced = price(component, rates, all, std::nullopt);
  std::erase_if(priced, [&](const Priced& part) { return part.row < earlier.size(); });
  group(stretch, component, all, priced, rates, nullptr);
  if (!earlier.empty() && (component.whole || component.threshold)) raise(stretch, component, rates, earlier, all);
  Money total;
  for (const NetRow& row : all) total += row.amount;
  limit(stretch, component, first);
  if (!all.empty() || component.threshold || !component.tiers.empty()) tell_total(stretch, component, rates, total);
}

}  // namespace salesctl::pay
