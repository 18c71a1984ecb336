// A customer's profile: products that others buy together with what it bought, and that it never bought.
#include <algorithm>
#include <cmath>

#include "base/message.hpp"
#include "profile.hpp"
#include "score/co_purchase.hpp"
#include "store/baskets.hpp"
#include "store/profile.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

std::string words(const Offer& offer, const Party& because, std::size_t customers) {
  return tr("{} of {} who bought {} have it: {:.0f}%, of all {:.0f}%", offer.both, offer.with_because, because.name, 100 * offer.confidence,
            100.0 * static_cast<double>(offer.with_product) / static_cast<double>(customers));
}

Value rounded(double number, double places) { return std::round(number * places) / places; }

Table offers_table() {
  Table table;
  table.title = tr("Products to offer");
  table.columns = {{"product", tr("Product")},
                   {"because", tr("Because of")},
                   {"support", tr("Bought both"), ColumnType::integer},
                   {"with_because", tr("Bought the one"), ColumnType::integer},
                   {"with_product", tr("Bought the other"), ColumnType::integer},
                   {"customers", tr("Customers"), ColumnType::integer},
                   {"confidence", tr("Buy it too"), ColumnType::percent},
                   {"lift", tr("Lift"), ColumnType::number},
                   {"lift_low", tr("Lift, at least"), ColumnType::number},
                   {"expected", tr("Both by chance"), ColumnType::number},
                   {"p_value", tr("p-value"), ColumnType::number},
                   {"why", tr("Why")}};
  return table;
}

}  // namespace

Section offers_section(const ProfiledCustomer& customer, const Database& db, Date as_of, const Look& look) {
  Section section{"offers", offers_table()};
  section.page_columns = {"product", "why", "lift"};
  const Baskets baskets = read_baskets(db, as_of);
  const auto at = std::ranges::lower_bound(baskets.customers, customer.key);
  if (at == baskets.customers.end() || *at != customer.key) return section;
  const OfferRules rules;
  const Offers offers = find_offers(baskets, static_cast<std::size_t>(at - baskets.customers.begin()), rules);
  for (const Offer& offer : offers.best) {
    const std::vector<Party> products = read_products(db, {baskets.product_keys[offer.product], baskets.product_keys[offer.because]});
    const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
    section.table.rows.push_back({{named_or_nothing(products[0].id, products[0].name), named_or_nothing(products[1].id, products[1].name),
                                   count(offer.both), count(offer.with_because), count(offer.with_product), count(offers.customers),
                                   ratio(offer.confidence), rounded(offer.lift, 1e2), rounded(offer.lift_low, 1e2), rounded(offer.expected, 10),
                                   rounded(offer.chance, 1e6), words(offer, products[1], offers.customers)},
                                  0, false});
  }
  std::vector<std::string>& notes = section.table.notes;
  if (offers.best.empty() && offers.tried > 0) {
    notes.push_back(tr("of {} pairs of products none is surely bought together more often than by chance", offers.tried));
  }
  if (look.explain && offers.tried > 0) {
    notes.push_back(tr("over {} customers; chance: each buys as many products and each product has as many buyers as now; more than {:g} times what "
                       "chance makes, with an error of {:g}% shared among {} pairs", offers.customers, rules.more, 100 * rules.error, offers.tried));
    notes.push_back(tr("lift: the share of buyers among those who bought the one over that among all; the highest lower ends of its 95% interval come first"));
  }
  return section;
}

}  // namespace salesctl
