// One statement a kind of fact. Those over large tables scan them: an index by customer would cost every import more than
// a page costs now and then.
#include "store/profile.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "store/owner_history.hpp"

namespace salesctl {
namespace {

std::string text(const Statement& row, int column) { return std::string(row.text(column)); }
Party party(const Statement& row, int column) { return {text(row, column), text(row, column + 1)}; }
std::optional<Money> money(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Money{row.integer(column)};
}

/// Reads one customer's facts: $1 is its key, $2, where it stands, the day.
class Reader {
 public:
  Reader(const Database& db, CustomerKey customer, Date as_of) : db_(db), customer_(customer), day_(format_date(as_of)) {}

  template <typename Take>
  void each(std::string_view sql, Take take) const {
    Statement rows = db_.prepare(sql);
    rows.bind(1, customer_.value);
    if (rows.placeholders().size() > 1) rows.bind(2, std::string_view(day_));
    while (rows.step()) take(rows);
  }

  const Database& database() const { return db_; }
  const std::string& day() const { return day_; }

 private:
  const Database& db_;
  CustomerKey customer_;
  std::string day_;
};

using Keys = std::unordered_map<std::int64_t, std::size_t>;

void read_contacts(const Reader& reader, CustomerProfile& profile, Keys& contacts) {
  reader.each("SELECT key, id, name, title, department, phone, email, coalesce(opted_out, 0) FROM contact_fact WHERE customer_key = $1 ORDER BY key",
              [&](const Statement& row) {
                contacts.emplace(row.integer(0), profile.contacts.size());
                profile.contacts.push_back({party(row, 1), text(row, 3), text(row, 4), text(row, 5), text(row, 6), row.integer(7) != 0, {}});
              });
}

void read_activities(const Reader& reader, CustomerProfile& profile, const Keys& contacts) {
  reader.each(
      "SELECT a.contact_key, a.happened_on, a.kind, a.id, a.subject, a.outcome, r.id, r.name FROM activity_fact a LEFT JOIN rep_fact r ON r.key = a.rep_key "
      "WHERE a.customer_key = $1 AND a.happened_on <= $2 ORDER BY a.happened_on DESC, a.key DESC",
      [&](const Statement& row) {
        std::string about = text(row, 4);
        if (!about.empty() && !row.text(5).empty()) about += ": ";
        about += row.text(5);
        if (const auto contact = contacts.find(row.integer(0)); contact != contacts.end()) {
          ProfileContact& person = profile.contacts[contact->second];
          if (!person.last_contact) person.last_contact = row.date(1);
          about += (about.empty() ? "" : ", ") + person.person.name;
        }
        profile.activities.push_back({row.date(1).value(), text(row, 2), text(row, 3), about, {}, party(row, 6)});
      });
}

void read_classes(const Reader& reader, CustomerProfile& profile) {
  reader.each("SELECT since_on, lag(class) OVER (ORDER BY since_on), class, reason FROM customer_class WHERE customer_key = $1 AND since_on <= $2 "
              "ORDER BY since_on DESC",
              [&](const Statement& row) { profile.classes.push_back({row.date(0).value(), text(row, 1), text(row, 2), text(row, 3)}); });
}

/// A deal that was decided after the day stood then where its last step before had led.
void read_deals(const Reader& reader, CustomerProfile& profile) {
  reader.each(
      "SELECT f.id, f.name, coalesce(s.name, f.stood), coalesce(s.kind, 'open') AS kind, f.amount_minor, f.created_on, f.expected_on, "
      "iif(f.later, NULL, f.closed_on) AS closed, p.id, p.name, r.id, r.name, iif(f.later, NULL, f.lost_reason), iif(f.later, NULL, f.competitor), "
      "f.next_step FROM (SELECT o.*, coalesce(o.closed_on > $2, 0) AS later, CASE WHEN o.closed_on > $2 THEN (SELECT e.stage FROM stage_event_fact e "
      "WHERE e.opportunity_key = o.key AND e.entered_on <= $2 ORDER BY e.entered_on DESC, e.key DESC LIMIT 1) ELSE o.stage END AS stood "
      "FROM opportunity_fact o WHERE o.customer_key = $1 AND coalesce(o.created_on, '') <= $2) f "
      "LEFT JOIN stage_alias a ON a.alias = f.stood LEFT JOIN stage_rule s ON s.position = a.position "
      "LEFT JOIN product_fact p ON p.key = f.product_key LEFT JOIN rep_fact r ON r.key = f.rep_key "
      "ORDER BY kind <> 'open', iif(kind = 'open', coalesce(f.expected_on, '9'), ''), closed DESC, f.key DESC",
      [&](const Statement& row) {
        profile.deals.push_back({party(row, 0), text(row, 2), text(row, 3), money(row, 4), row.date(5), row.date(6), row.date(7), party(row, 8),
                                 party(row, 10), text(row, 12), text(row, 13), text(row, 14)});
      });
}

/// Payments are found by their orders, of any day: some are made before.
void read_orders(const Reader& reader, Date as_of, CustomerProfile& profile) {
  Statement payments = reader.database().prepare(
      "SELECT id, paid_on, amount_minor, method FROM payment_fact WHERE order_key = $1 AND paid_on <= $2 ORDER BY key DESC");
  reader.each(
      "SELECT o.key, o.ordered_on, o.id, o.kind, p.id, p.name, o.quantity, o.amount_minor, r.id, r.name FROM order_fact o "
      "LEFT JOIN product_fact p ON p.key = o.product_key LEFT JOIN rep_fact r ON r.key = o.rep_key "
      "WHERE o.customer_key = $1 ORDER BY o.ordered_on DESC, o.key DESC",
      [&](const Statement& row) {
        const std::string id = text(row, 2);
        const Date day = row.date(1).value();
        payments.bind(1, row.integer(0)).bind(2, std::string_view(reader.day()));
        while (payments.step()) {
          profile.payments.push_back({payments.date(1).value(), text(payments, 0), id, Money{payments.integer(2)}, text(payments, 3)});
        }
        payments.reset();
        if (day > as_of) return;
        const auto quantity = row.is_null(6) ? std::nullopt : std::optional(row.real(6));
        profile.orders.push_back({day, id, text(row, 3), party(row, 4), quantity, Money{row.integer(7)}, party(row, 8)});
      });
  std::ranges::stable_sort(profile.payments, std::greater(), &ProfilePayment::day);
}

void read_surveys(const Reader& reader, CustomerProfile& profile) {
  reader.each(
      "SELECT s.id, s.kind, iif(s.sent_on <= $2, s.sent_on, NULL) AS sent, iif(s.answered_on <= $2, s.answered_on, NULL) AS answered, "
      "iif(s.answered_on <= $2, s.score, NULL), iif(s.answered_on <= $2, s.comment, NULL), r.id, r.name FROM survey_fact s "
      "LEFT JOIN rep_fact r ON r.key = s.rep_key WHERE s.customer_key = $1 AND (s.sent_on <= $2 OR s.answered_on <= $2) "
      "ORDER BY coalesce(answered, sent) DESC, s.key DESC",
      [&](const Statement& row) {
        const auto score = row.is_null(4) ? std::nullopt : std::optional(row.real(4));
        profile.surveys.push_back({text(row, 0), text(row, 1), row.date(2), row.date(3), score, text(row, 5), party(row, 6)});
      });
}

void read_tickets(const Reader& reader, CustomerProfile& profile) {
  reader.each(
      "SELECT t.id, t.subject, t.priority, t.opened_on, t.due_on, iif(t.closed_on <= $2, t.closed_on, NULL), p.id, p.name, r.id, r.name FROM ticket_fact t "
      "LEFT JOIN product_fact p ON p.key = t.product_key LEFT JOIN rep_fact r ON r.key = t.rep_key "
      "WHERE t.customer_key = $1 AND t.opened_on <= $2 ORDER BY t.opened_on DESC, t.key DESC",
      [&](const Statement& row) {
        profile.tickets.push_back({text(row, 0), text(row, 1), text(row, 2), row.date(3).value(), row.date(4), row.date(5), party(row, 6), party(row, 8)});
      });
}

void read_quotes_and_steps(const Reader& reader, CustomerProfile& profile) {
  reader.each(
      "SELECT q.quoted_on AS day, 'quote', q.id, q.status, q.amount_minor, r.id, r.name FROM quote_fact q "
      "LEFT JOIN opportunity_fact o ON o.key = q.opportunity_key LEFT JOIN rep_fact r ON r.key = q.rep_key "
      "WHERE coalesce(q.customer_key, o.customer_key) = $1 AND q.quoted_on <= $2 "
      "UNION ALL SELECT e.entered_on, 'stage', o.id, coalesce(o.name || ': ', '') || coalesce(s.name, e.stage), coalesce(e.amount_minor, o.amount_minor), "
      "r.id, r.name FROM opportunity_fact o JOIN stage_event_fact e ON e.opportunity_key = o.key LEFT JOIN stage_alias a ON a.alias = e.stage "
      "LEFT JOIN stage_rule s ON s.position = a.position LEFT JOIN rep_fact r ON r.key = e.rep_key "
      "WHERE o.customer_key = $1 AND e.entered_on <= $2 ORDER BY day DESC",
      [&](const Statement& row) {
        profile.others.push_back({row.date(0).value(), text(row, 1), text(row, 2), text(row, 3), money(row, 4), party(row, 5)});
      });
}

}  // namespace

CustomerProfile read_profile(const Database& db, CustomerKey customer, Date as_of) {
  const Reader reader(db, customer, as_of);
  CustomerProfile profile;
  Keys contacts;
  read_contacts(reader, profile, contacts);
  profile.owners = read_owner_changes(db, customer);
  std::ranges::reverse(profile.owners);
  read_classes(reader, profile);
  read_deals(reader, profile);
  read_orders(reader, as_of, profile);
  read_surveys(reader, profile);
  read_tickets(reader, profile);
  read_activities(reader, profile, contacts);
  read_quotes_and_steps(reader, profile);
  return profile;
}

std::vector<Party> read_products(const Database& db, const std::vector<std::int64_t>& keys) {
  Statement find = db.prepare("SELECT id, name FROM product_fact WHERE key = $1");
  std::vector<Party> products;
  for (const std::int64_t key : keys) {
    find.bind(1, key);
    products.push_back(find.step() ? party(find, 0) : Party{});
    find.reset();
  }
  return products;
}

}  // namespace salesctl
