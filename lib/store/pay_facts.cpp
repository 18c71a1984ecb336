#include "store/pay_facts.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/read_only.hpp"
#include "store/schema.hpp"

namespace salesctl {
namespace {

constexpr std::chrono::seconds limit{300};

using Credits = std::unordered_map<std::int64_t, std::vector<std::pair<std::int64_t, std::int64_t>>>;  // order: rep and share

Credits read_credits(const Database& db) {
  Credits credits;
  Statement rows = db.prepare("SELECT order_key, rep_key, share_billionths FROM order_credit_fact ORDER BY order_key, rep_key");
  while (rows.step()) credits[rows.integer(0)].emplace_back(rows.integer(1), rows.integer(2));
  return credits;
}

/// The classes of customers over time.
class Classes {
 public:
  explicit Classes(const Database& db) {
    Statement rows = db.prepare("SELECT customer_key, since_on, class FROM customer_class ORDER BY customer_key, since_on");
    while (rows.step()) classes_[rows.integer(0)].emplace_back(rows.date(1).value_or(Date{}), std::string(rows.text(2)));
  }
  std::string of(std::int64_t customer, Date day) const {
    const auto it = classes_.find(customer);
    if (it == classes_.end()) return {};
    const auto later = std::ranges::upper_bound(it->second, day, {}, [](const auto& c) { return c.first; });
    return later == it->second.begin() ? std::string() : std::prev(later)->second;
  }

 private:
  std::unordered_map<std::int64_t, std::vector<std::pair<Date, std::string>>> classes_;
};

/// Numbers what rates may go by; all alike where no plan has rates.
class Terms {
 public:
  Terms(const Database& db, const std::vector<PayPlan>& plans) {
    for (const PayPlan& plan : plans) {
      for (const PayComponent& c : plan.components) {
        used_ = used_ || !c.rates.empty();
        classes_used_ = classes_used_ || std::ranges::any_of(c.rates, [](const RateRow& r) { return !r.customer_class.empty(); });
      }
    }
    list_.emplace_back();
    if (classes_used_) classes_.emplace(db);
    if (!used_) return;
    Statement rows = db.prepare("SELECT key, id, coalesce(series, ''), coalesce(category, '') FROM product_fact");
    while (rows.step()) {
      products_.emplace(rows.integer(0), PayTerms{std::string(rows.text(1)), std::string(rows.text(2)), std::string(rows.text(3)), {}, {}});
    }
  }
  std::uint32_t of(std::int64_t product, std::int64_t customer, std::string_view kind, Date day) {
    if (!used_) return 0;
    const std::int64_t plain = product * 4 + (kind == "sale" ? 0 : kind == "renewal" ? 1 : 2);
    if (!classes_used_) {
      if (const auto known = plain_.find(plain); known != plain_.end()) return known->second;
    }
    const auto it = products_.find(product);
    PayTerms terms = it == products_.end() ? PayTerms{} : it->second;
    if (classes_used_) terms.customer_class = classes_->of(customer, day);
    terms.kind = kind;
    const auto [place, made] = places_.try_emplace(terms, static_cast<std::uint32_t>(list_.size()));
    if (made) list_.push_back(std::move(terms));
    plain_.emplace(plain, place->second);
    return place->second;
  }
  std::vector<PayTerms> list() && { return std::move(list_); }

 private:
  bool used_ = false;
  bool classes_used_ = false;
  std::optional<Classes> classes_;
  std::unordered_map<std::int64_t, PayTerms> products_;
  std::map<PayTerms, std::uint32_t> places_;
  std::unordered_map<std::int64_t, std::uint32_t> plain_;  // by product and kind, where the class does not matter
  std::vector<PayTerms> list_;
};

/// Splits a row over the reps credited, to the minor unit: each gets what lies between the sums up to before and after it.
class Splitter {
 public:
  Splitter(const Database& db, const Organisation& organisation) : credits_(read_credits(db)) {
    for (std::size_t r = 0; r < organisation.reps.size(); ++r) places_.emplace(static_cast<std::int64_t>(organisation.reps[r].key), static_cast<std::uint32_t>(r));
  }
  void split(PayRow& row, std::int64_t order, std::int64_t fallback, std::int64_t rep, std::vector<PayRow>& rows) const {
    if (credits_.empty()) return put(row, rep, rows);
    auto it = credits_.find(order);
    if (it == credits_.end() && fallback != 0) it = credits_.find(fallback);
    if (it == credits_.end()) return put(row, rep, rows);
    const PayRow whole = row;
    Rate share;
    PayRow before = whole;
    before.amount = before.cost = {};
    before.units = 0;
    for (const auto& [who, part] : it->second) {
      share = share + Rate{part};
      const Money amount = multiply(whole.amount, share, Rounding::half_up);
      const Money cost = multiply(whole.cost, share, Rounding::half_up);
      const std::int64_t units = multiply(Money{whole.units}, share, Rounding::half_up).minor;
      row.amount = amount - before.amount;
      row.cost = cost - before.cost;
      row.units = units - before.units;
      before.amount = amount;
      before.cost = cost;
      before.units = units;
      put(row, who, rows);
    }
  }

 private:
  void put(PayRow& row, std::int64_t rep, std::vector<PayRow>& rows) const {
    const auto it = places_.find(rep);
    if (it == places_.end()) return;
    row.rep = it->second;
    rows.push_back(row);
  }
  Credits credits_;
  std::unordered_map<std::int64_t, std::uint32_t> places_;
};

std::int64_t millionths(const Statement& row, int column) {
  const double quantity = row.is_null(column) ? 0 : row.real(column);
  if (!(std::abs(quantity) < 9e12)) throw DataError(tr("a quantity is too large to be paid for"));
  return std::llround(quantity * 1e6);
}

void read_orders(const Database& db, Span days, const Splitter& splitter, Terms& terms, std::vector<PayRow>& rows) {
  Statement order = db.prepare(
      "SELECT o.key, o.refund_of_key, o.rep_key, coalesce(s.product_key, o.product_key), coalesce(s.customer_key, o.customer_key), "
      "coalesce(s.kind, o.kind), o.quantity, o.amount_minor, coalesce(o.cost_minor, 0), o.ordered_on, s.ordered_on, s.rep_key "
      "FROM order_fact o LEFT JOIN order_fact s ON s.key = o.refund_of_key WHERE o.ordered_on >= $1 AND o.ordered_on < $2");
  order.bind(1, std::string_view(format_date(days.from))).bind(2, std::string_view(format_date(days.to)));
  // Rows are large: to count them first costs less than to move them as their list grows.
  Statement count = db.prepare("SELECT count(*) FROM order_fact WHERE ordered_on >= $1 AND ordered_on < $2");
  count.bind(1, std::string_view(format_date(days.from))).bind(2, std::string_view(format_date(days.to)));
  if (count.step()) rows.reserve(static_cast<std::size_t>(count.integer(0)));
  while (order.step()) {
    PayRow row;
    row.source = order.integer(0);
    const bool refers = !order.is_null(10);
    row.origin = refers ? order.integer(1) : row.source;
    row.day = order.date(9).value_or(Date{});
    row.origin_day = refers ? order.date(10).value_or(row.day) : row.day;
    row.terms = terms.of(order.integer(3), order.integer(4), order.text(5), row.origin_day);
    row.amount = Money{order.integer(7)};
    row.cost = Money{order.integer(8)};
    row.units = millionths(order, 6);
    const std::int64_t rep = order.is_null(2) && refers ? order.integer(11) : order.integer(2);
    splitter.split(row, row.source, refers ? row.origin : 0, rep, rows);
  }
}

void read_payments(const Database& db, Span days, const Splitter& splitter, Terms& terms, std::vector<PayRow>& rows) {
  Statement payment = db.prepare(
      "SELECT p.key, o.key, o.rep_key, coalesce(s.product_key, o.product_key), coalesce(s.customer_key, o.customer_key), "
      "coalesce(s.kind, o.kind), p.amount_minor, p.paid_on, coalesce(s.ordered_on, o.ordered_on), o.refund_of_key, s.rep_key "
      "FROM payment_fact p JOIN order_fact o ON o.key = p.order_key LEFT JOIN order_fact s ON s.key = o.refund_of_key "
      "WHERE p.paid_on >= $1 AND p.paid_on < $2");
  payment.bind(1, std::string_view(format_date(days.from))).bind(2, std::string_view(format_date(days.to)));
  while (payment.step()) {
    PayRow row;
    row.source = payment.integer(0);
    row.origin = payment.is_null(9) ? payment.integer(1) : payment.integer(9);
    row.day = payment.date(7).value_or(Date{});
    row.origin_day = payment.date(8).value_or(row.day);
    row.terms = terms.of(payment.integer(3), payment.integer(4), payment.text(5), row.origin_day);
    row.amount = Money{payment.integer(6)};
    const std::int64_t rep = payment.is_null(2) ? payment.integer(10) : payment.integer(2);
    splitter.split(row, payment.integer(1), payment.is_null(9) ? 0 : row.origin, rep, rows);
  }
}

void sort_rows(std::vector<PayRow>& rows) {
  std::ranges::sort(rows, {}, [](const PayRow& row) { return std::tuple(row.rep, row.day, row.source); });
}

struct PairHash {
  std::size_t operator()(const std::pair<std::int64_t, std::int64_t>& p) const { return std::hash<std::int64_t>()(p.first * 1'000'003 + p.second); }
};

[[noreturn]] void refuse(const PayPlan& plan, const PayComponent& c, const std::string& why) {
  const char* const view = c.basis == PayBasis::collected ? "credited_payment" : "credited_order";
  throw ConfigError(plan.name + ": " + c.name + ": when: " + why,
                    tr("text stands in single quotes; an expression here may name the columns of {} (salesctl-store(5))", view), c.when_place);
}

/// A refund is judged as the order it gives back.
PayCondition ask(const Database& db, const Settings& settings, const PayPlan& plan, const PayComponent& c, const Organisation& organisation,
                 const std::vector<PayRow>& rows, Span days) {
  PayCondition condition{c.when, c.basis == PayBasis::collected, std::vector<bool>(rows.size())};
  std::unordered_set<std::pair<std::int64_t, std::int64_t>, PairHash> met;
  const std::string within = "BETWEEN '" + format_date(days.from) + "' AND '" + format_date(days.to - std::chrono::days{1}) + "'";
  std::string sql = "SELECT payment_key, rep_key FROM credited_payment WHERE paid_on " + within;
  if (!condition.payments) {
    sql = "SELECT order_key, rep_key FROM credited_order WHERE (ordered_on " + within +
          " OR order_key IN (SELECT refund_of_key FROM \"order\" WHERE refund_of_key IS NOT NULL AND ordered_on " + within + "))";
  }
  {
    const ReadOnly locked(db, documented_views(settings), limit);
    try {
      Statement row = db.prepare(sql + " AND (\n" + c.when + "\n) IS TRUE");
      while (row.step()) met.emplace(row.integer(0), row.integer(1));
    } catch (const StoreError& e) {
      refuse(plan, c, why_failed(locked, e));
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto rep = static_cast<std::int64_t>(organisation.reps[rows[i].rep].key);
    const bool by_origin = !condition.payments && rows[i].origin != rows[i].source;
    condition.met[i] = met.contains({by_origin ? rows[i].origin : rows[i].source, rep}) || (by_origin && met.contains({rows[i].source, rep}));
  }
  return condition;
}

bool pays_on(const std::vector<PayPlan>& plans, bool payments) {
  return std::ranges::any_of(plans, [&](const PayPlan& plan) {
    return std::ranges::any_of(plan.components, [&](const PayComponent& c) { return pays_rows(c) && (c.basis == PayBasis::collected) == payments; });
  });
}

}  // namespace

PayFacts read_pay_facts(const Database& db, const Settings& settings, const std::vector<PayPlan>& plans, const Organisation& organisation, Span days) {
  PayFacts facts;
  Terms terms(db, plans);
  const Splitter splitter(db, organisation);
  if (pays_on(plans, false)) read_orders(db, days, splitter, terms, facts.orders);
  if (pays_on(plans, true)) read_payments(db, days, splitter, terms, facts.payments);
  sort_rows(facts.orders);
  sort_rows(facts.payments);
  facts.terms = std::move(terms).list();
  for (const PayPlan& plan : plans) {
    for (const PayComponent& c : plan.components) {
      const bool payments = c.basis == PayBasis::collected;
      const bool asked = std::ranges::any_of(facts.conditions, [&](const PayCondition& other) { return other.when == c.when && other.payments == payments; });
      if (c.when.empty() || asked) continue;
      facts.conditions.push_back(ask(db, settings, plan, c, organisation, payments ? facts.payments : facts.orders, days));
    }
  }
  return facts;
}

void check_pay(const Database& db, const Settings& settings, const std::vector<PayPlan>& plans) {
  for (const PayPlan& plan : plans) {
    for (const PayComponent& c : plan.components) {
      if (c.when.empty()) continue;
      const ReadOnly locked(db, documented_views(settings), limit);
      try {
        check_expression(db, c.basis == PayBasis::collected ? "credited_payment" : "credited_order", c.when);
      } catch (const StoreError& e) {
        refuse(plan, c, why_failed(locked, e));
      }
    }
  }
}

}  // namespace salesctl
