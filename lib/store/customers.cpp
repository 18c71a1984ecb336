// Orders lie in the store as they came in. One pass reads them; they are then put in place by customer and sorted by day,
// which takes less time and memory than an index that every import would have to keep.
#include "store/customers.hpp"

#include <algorithm>
#include <numeric>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "store/metric_sums.hpp"
#include "store/read_only.hpp"
#include "store/schema.hpp"

namespace salesctl {
namespace {

constexpr std::chrono::seconds no_limit{24 * 3600};
constexpr std::size_t block_rows = 1 << 20;
constexpr std::size_t chunk_size = 16'384;

struct Sale {
  std::uint32_t customer = 0;
  int day = 0;
  std::int64_t value = 0;
};

/// As they were read, in blocks, so that growing needs no second copy.
using Sales = std::vector<std::vector<Sale>>;

/// The built-in revenue splits orders over reps; what a customer bought is the orders themselves.
bool sums_orders(const Metric& metric) {
  return metric.from == "credited_order" && metric.sum == "amount" && metric.on == "ordered_on" && metric.where.empty();
}

std::string sales_sql(const Settings& settings, const Metric& metric) {
  if (sums_orders(metric)) {
    return "SELECT customer_key, ordered_on, amount_minor, refund_of_key FROM order_fact WHERE customer_key IS NOT NULL";
  }
  return "SELECT customer_key, " + sql_name(metric.on) + ", " + contribution_sql(metric, metric_decimals(settings, metric)) + " FROM " +
         sql_name(metric.from) + " WHERE customer_key IS NOT NULL";
}

void require_customers(const Settings& settings, const Metric& metric, const Place& place) {
  const auto view = std::ranges::find(settings.kinds, metric.from, &Kind::name);
  if (metric.from.starts_with("credited_") || (view != settings.kinds.end() && view->find("customer") != nullptr)) return;
  throw ConfigError(tr("customers: the rows of {} say nothing of a customer", metric.name),
                    tr("name a metric over order, credited_order, opportunity, credited_payment or quote"), place);
}

/// The day an order was placed, for what is given back to lessen that order.
class OrderDays {
 public:
  explicit OrderDays(const Database& db) : day_(db.prepare("SELECT customer_key, ordered_on FROM order_fact WHERE key = $1")) {}
  /// Nothing where it is not this customer's.
  std::optional<int> of(std::int64_t order, std::int64_t customer) {
    day_.bind(1, order);
    std::optional<int> day;
    if (day_.step() && day_.integer(0) == customer) day = day_number(day_.date(1).value());
    day_.reset();
    return day;
  }

 private:
  Statement day_;
};

/// Calls `take` with every row of the metric of purchases, in the order they came in; a refund that names its order bears
/// that order's day.
template <typename Take>
void each_sale(const Database& db, const Settings& settings, Date as_of, Take take) {
  const Metric& metric = find_metric(settings, settings.customers.purchases);
  std::optional<ReadOnly> locked;
  if (!sums_orders(metric)) {
    require_customers(settings, metric, settings.customers.purchases_place);
    locked.emplace(db, documented_views(settings), no_limit);
  }
  Statement rows = db.prepare(sales_sql(settings, metric));
  const bool names_orders = rows.columns() > 3;
  std::optional<OrderDays> orders;
  while (rows.step()) {
    if (rows.is_null(2)) continue;
    const std::optional<Date> day = iso_date(rows.text(1));
    if (!day || *day > as_of) continue;
    Sale sale{static_cast<std::uint32_t>(rows.integer(0)), day_number(*day), rows.integer(2)};
    if (names_orders && sale.value < 0 && !rows.is_null(3)) {
      if (!orders) orders.emplace(db);
      sale.day = std::min(sale.day, orders->of(rows.integer(3), rows.integer(0)).value_or(sale.day));
    }
    take(sale);
  }
}

Sales read_sales(const Database& db, const Settings& settings, Date as_of) {
  Sales sales;
  each_sale(db, settings, as_of, [&](const Sale& sale) {
    if (sales.empty() || sales.back().size() == block_rows) sales.emplace_back().reserve(block_rows);
    sales.back().push_back(sale);
  });
  return sales;
}

/// A customer's sales, sorted by day in place, become days with a purchase; gives how many.
std::size_t to_days(std::span<int> days, std::span<std::int64_t> values) {
  if (!std::ranges::is_sorted(days)) {
    std::vector<std::pair<int, std::int64_t>> both(days.size());
    for (std::size_t i = 0; i < both.size(); ++i) both[i] = {days[i], values[i]};
    std::ranges::stable_sort(both, {}, &std::pair<int, std::int64_t>::first);
    for (std::size_t i = 0; i < both.size(); ++i) std::tie(days[i], values[i]) = both[i];
  }
  std::size_t n = 0;
  for (std::size_t i = 0; i < days.size();) {
    const int day = days[i];
    bool bought = false;
    std::int64_t refunds = 0;
    std::int64_t value = 0;
    for (; i < days.size() && days[i] == day; ++i) {
      bought = bought || values[i] >= 0;
      refunds += std::min<std::int64_t>(values[i], 0);
      value += values[i];
    }
    if (bought && (refunds == 0 || value > 0)) {
      days[n] = day;
      values[n++] = value;
    } else if (n > 0) {
      values[n - 1] += value;
    }
  }
  return n;
}

/// Closes the gaps that merging days left, and leaves out customers without a purchase.
void close_gaps(Purchases& all, const std::vector<std::size_t>& begins, const std::vector<std::size_t>& counts) {
  std::size_t end = 0;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    std::copy_n(all.days.begin() + static_cast<std::ptrdiff_t>(begins[i]), counts[i], all.days.begin() + static_cast<std::ptrdiff_t>(end));
    std::copy_n(all.values.begin() + static_cast<std::ptrdiff_t>(begins[i]), counts[i], all.values.begin() + static_cast<std::ptrdiff_t>(end));
    all.customers[kept] = all.customers[i];
    all.first[kept++] = end;
    end += counts[i];
  }
  all.customers.resize(kept);
  all.first.resize(kept + 1);
  all.first[kept] = end;
  all.days.resize(end);
  all.values.resize(end);
}

Purchases by_customer(Sales sales) {
  std::vector<std::size_t> begins;  // by customer's key, which is small and dense
  std::size_t rows = 0;
  for (const auto& block : sales) {
    rows += block.size();
    for (const Sale& sale : block) {
      if (begins.size() < sale.customer + 2U) begins.resize(sale.customer + 2U);
      ++begins[sale.customer + 1];
    }
  }
  if (begins.empty()) return {{}, {0}, {}, {}};
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  Purchases all;
  all.days.resize(rows);
  all.values.resize(rows);
  std::vector<std::size_t> next(begins.begin(), begins.end() - 1);
  for (auto& block : sales) {
    for (const Sale& sale : block) {
      const std::size_t at = next[sale.customer]++;
      all.days[at] = sale.day;
      all.values[at] = sale.value;
    }
    block = {};
  }
  const std::size_t customers = begins.size() - 1;
  std::vector<std::size_t>& counts = next;
  in_chunks(customers, chunk_size, [&](std::size_t, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      const std::size_t n = begins[i + 1] - begins[i];
      counts[i] = to_days(std::span(all.days).subspan(begins[i], n), std::span(all.values).subspan(begins[i], n));
    }
  });
  for (std::size_t i = 0; i < customers; ++i) all.customers.push_back({static_cast<std::int64_t>(i)});
  all.first.resize(customers + 1);
  close_gaps(all, begins, counts);
  return all;
}

const char* const records_sql = R"sql(
SELECT customer_key, 0, happened_on, NULL, NULL, NULL FROM activity_fact
  WHERE customer_key IS NOT NULL AND happened_on <= $1
UNION ALL SELECT customer_key, CASE kind WHEN 'nps' THEN 2 ELSE 1 END, answered_on, score, NULL, NULL FROM survey_fact
  WHERE answered_on <= $1 AND (kind = 'nps' AND score BETWEEN 0 AND 10 OR kind <> 'nps' AND score BETWEEN 1 AND 5)
UNION ALL SELECT customer_key, 3, opened_on, NULL, due_on, closed_on FROM ticket_fact WHERE opened_on <= $1
UNION ALL SELECT o.customer_key, 4, o.closed_on, NULL, NULL, NULL FROM opportunity_fact o
  JOIN stage_alias a ON a.alias = o.stage JOIN stage_rule r ON r.position = a.position
  WHERE r.kind = 'lost' AND o.customer_key IS NOT NULL AND o.closed_on <= $1
)sql";

}  // namespace

Purchases read_purchases(const Database& db, const Settings& settings, Date as_of) {
  return by_customer(read_sales(db, settings, as_of));
}

std::vector<FirstPurchase> read_first_purchases(const Database& db, const Settings& settings, Date as_of) {
  constexpr int none = INT32_MAX;
  std::vector<int> days;  // by customer's key
  each_sale(db, settings, as_of, [&](const Sale& sale) {
    if (sale.value < 0) return;
    if (days.size() <= sale.customer) days.resize(sale.customer + 1U, none);
    days[sale.customer] = std::min(days[sale.customer], sale.day);
  });
  std::vector<FirstPurchase> found;
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (days[i] != none) found.push_back({{static_cast<std::int64_t>(i)}, from_day_number(days[i])});
  }
  return found;
}

std::vector<CustomerSum> read_customer_sums(const Database& db, const Settings& settings, const Metric& metric, Span span) {
  require_customers(settings, metric, settings.customers.abc_place);
  std::optional<ReadOnly> locked;
  if (!sums_orders(metric)) locked.emplace(db, documented_views(settings), no_limit);
  const std::string on = sql_name(metric.on);
  const std::string value = sums_orders(metric) ? "amount_minor" : contribution_sql(metric, metric_decimals(settings, metric));
  Statement rows = db.prepare("SELECT customer_key, sum(" + value + ") FROM " +
                              (sums_orders(metric) ? std::string("order_fact") : sql_name(metric.from)) + " WHERE " + on + " >= $1 AND " + on +
                              " < $2 AND customer_key IS NOT NULL GROUP BY customer_key ORDER BY customer_key");
  rows.bind(1, std::string_view(format_date(span.from))).bind(2, std::string_view(format_date(span.to)));
  std::vector<CustomerSum> sums;
  while (rows.step()) sums.push_back({{rows.integer(0)}, Money{rows.integer(1)}});
  return sums;
}

std::vector<CustomerKey> customers_created(const Database& db, Date as_of) {
  Statement rows = db.prepare("SELECT key FROM customer_fact WHERE created_on IS NULL OR created_on <= $1 ORDER BY key");
  rows.bind(1, std::string_view(format_date(as_of)));
  std::vector<CustomerKey> customers;
  while (rows.step()) customers.push_back({rows.integer(0)});
  return customers;
}

CustomerRecords read_customer_records(const Database& db, const std::vector<CustomerKey>& customers, Date as_of) {
  std::vector<std::pair<std::size_t, CustomerRecord>> found;
  Statement rows = db.prepare(records_sql);
  rows.bind(1, std::string_view(format_date(as_of)));
  const auto day = [&](int column) {
    const std::optional<Date> date = rows.date(column);
    return date ? day_number(*date) : CustomerRecord::no_day;
  };
  while (rows.step()) {
    const auto it = std::ranges::lower_bound(customers, CustomerKey{rows.integer(0)});
    if (it == customers.end() || it->value != rows.integer(0)) continue;
    found.emplace_back(static_cast<std::size_t>(it - customers.begin()),
                       CustomerRecord{static_cast<RecordKind>(rows.integer(1)), day(2), rows.real(3), day(4), day(5)});
  }
  std::ranges::stable_sort(found, {}, [](const auto& f) { return std::pair(f.first, f.second.day); });
  CustomerRecords all;
  all.first.assign(customers.size() + 1, 0);
  for (const auto& [customer, record] : found) {
    ++all.first[customer + 1];
    all.records.push_back(record);
  }
  std::partial_sum(all.first.begin(), all.first.end(), all.first.begin());
  return all;
}

CustomerCards::CustomerCards(const Database& db)
    : card_(db.prepare("SELECT c.id, c.name, r.id, r.name, coalesce(c.opted_out, 0) FROM customer_fact c LEFT JOIN rep_fact r ON r.key = c.owner_key "
                       "WHERE c.key = $1")) {}

CustomerCard CustomerCards::of(CustomerKey key) {
  card_.bind(1, key.value);
  CustomerCard card;
  if (card_.step()) {
    card = {std::string(card_.text(0)), std::string(card_.text(1)), std::string(card_.text(2)), std::string(card_.text(3)),
            card_.integer(4) != 0};
  }
  card_.reset();
  return card;
}

std::int64_t find_key(const Database& db, const std::string& kind, const std::string& id) {
  Statement find = db.prepare("SELECT key FROM " + kind + "_fact WHERE id = $1");
  find.bind(1, std::string_view(id));
  if (find.step()) return find.integer(0);
  std::vector<std::string> ids;
  Statement named = db.prepare("SELECT id FROM " + kind + "_fact WHERE name = $1 COLLATE NOCASE ORDER BY id LIMIT 3");
  for (named.bind(1, std::string_view(id)); named.step();) ids.push_back(printable(named.text(0)));
  const std::string list = tr("\"salesctl export {}\" lists them", kind);
  if (!ids.empty()) throw UsageError(tr("there is no {} \"{}\"", kind, printable(id)), tr("that is a name; its id: {}", joined({ids.begin(), ids.end()})));
  Statement all = db.prepare("SELECT id FROM " + kind + "_fact");
  while (all.step()) ids.emplace_back(all.text(0));
  throw UsageError(tr("there is no {} \"{}\"", kind, printable(id)) + did_you_mean(id, {ids.begin(), ids.end()}), list);
}

CustomerKey find_customer(const Database& db, const std::string& id) { return {find_key(db, "customer", id)}; }

OwnedBy::OwnedBy(const Database& db, const std::string& rep) {
  if (rep.empty()) return;
  Statement rows = db.prepare("SELECT key FROM customer_fact WHERE owner_key = $1 ORDER BY key");
  rows.bind(1, find_key(db, "rep", rep));
  for (owned_.emplace(); rows.step();) owned_->push_back({rows.integer(0)});
}

}  // namespace salesctl
