// The customers asked for stand in a temporary table that each statement is joined with, so that no statement runs once
// a customer and no index is needed for this alone.
#include "store/dossiers.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace salesctl {
namespace {

class Asked {
 public:
  Asked(const Database& db, const std::vector<CustomerKey>& customers) : db_(db) {
    db.execute("DROP TABLE IF EXISTS temp.asked; CREATE TEMP TABLE asked (position INTEGER PRIMARY KEY, customer_key INTEGER UNIQUE)");
    db.execute("SAVEPOINT asked");
    Statement insert = db.prepare("INSERT OR IGNORE INTO temp.asked VALUES ($1, $2)");
    std::int64_t position = 0;
    for (const CustomerKey& key : customers) insert.run(position++, key.value);
    db.execute("RELEASE asked");
  }

  /// The rows of a statement for each customer; column 0 is its position, $1, where it stands, the day.
  void read(std::string_view sql, Date as_of, const std::function<void(std::size_t customer, const Statement& row)>& take) const {
    Statement rows = db_.prepare(sql);
    if (!rows.placeholders().empty()) rows.bind(1, std::string_view(format_date(as_of)));
    while (rows.step()) take(static_cast<std::size_t>(rows.integer(0)), rows);
  }

 private:
  const Database& db_;
};

std::string noted(std::string_view subject, std::string_view outcome) {
  std::string note(subject);
  if (!subject.empty() && !outcome.empty()) note += ": ";
  return note.append(outcome);
}

}  // namespace

std::vector<KnownCustomer> known_customers(const Database& db, const std::vector<CustomerKey>& bought, Date as_of) {
  const std::string day = format_date(as_of);
  std::unordered_map<std::int64_t, Date> contacts;
  Statement happened = db.prepare("SELECT customer_key, happened_on FROM activity_fact WHERE customer_key IS NOT NULL AND happened_on <= $1");
  happened.bind(1, std::string_view(day));
  while (happened.step()) {
    Date& last = contacts[happened.integer(0)];
    last = std::max(last, happened.date(1).value());
  }
  std::vector<KnownCustomer> all;
  Statement rows = db.prepare("SELECT key, created_on FROM customer_fact ORDER BY key");
  while (rows.step()) {
    const CustomerKey key{rows.integer(0)};
    std::optional<Date> created = rows.date(1);
    if (created > as_of) {
      if (!std::ranges::binary_search(bought, key)) continue;
      created.reset();
    }
    const auto contact = contacts.find(key.value);
    all.push_back({key, created, contact == contacts.end() ? std::nullopt : std::optional(contact->second)});
  }
  return all;
}

std::vector<Dossier> read_dossiers(const Database& db, const std::vector<CustomerKey>& customers, Date as_of) {
  std::vector<Dossier> all(customers.size());
  const Asked asked(db, customers);
  const auto text = [](const Statement& row, int column) { return std::string(row.text(column)); };
  asked.read("SELECT a.position, iif(f.opted_out, NULL, f.phone), iif(f.opted_out, NULL, f.email), f.contract_until "
             "FROM temp.asked a JOIN customer_fact f ON f.key = a.customer_key",
             as_of, [&](std::size_t i, const Statement& row) {
               all[i].phone = text(row, 1);
               all[i].email = text(row, 2);
               all[i].contract_until = row.date(3);
             });
  asked.read("SELECT a.position, f.name, f.phone, f.email, f.birthday FROM contact_fact f JOIN temp.asked a ON a.customer_key = f.customer_key "
             "WHERE coalesce(f.opted_out, 0) = 0 ORDER BY a.position, f.key",
             as_of, [&](std::size_t i, const Statement& row) { all[i].people.push_back({text(row, 1), text(row, 2), text(row, 3), row.date(4)}); });
  asked.read("SELECT a.position, f.happened_on, f.kind, f.subject, f.outcome FROM activity_fact f JOIN temp.asked a ON a.customer_key = f.customer_key "
             "WHERE f.happened_on <= $1 ORDER BY f.happened_on, f.key",
             as_of, [&](std::size_t i, const Statement& row) {
               all[i].last_contact = LastContact{row.date(1).value(), text(row, 2), noted(row.text(3), row.text(4))};
             });
  asked.read("SELECT a.position, f.id, f.amount_minor, f.valid_until FROM quote_fact f JOIN temp.asked a ON a.customer_key = f.customer_key "
             "LEFT JOIN opportunity_fact o ON o.key = f.opportunity_key LEFT JOIN stage_alias s ON s.alias = o.stage "
             "LEFT JOIN stage_rule r ON r.position = s.position "
             "WHERE f.quoted_on <= $1 AND (f.valid_until IS NULL OR f.valid_until >= $1) AND coalesce(f.status, 'sent') = 'sent' "
             "AND (coalesce(r.kind, 'open') = 'open' OR o.closed_on > $1) ORDER BY a.position, f.quoted_on, f.key",
             as_of, [&](std::size_t i, const Statement& row) { all[i].quotes.push_back({text(row, 1), Money{row.integer(2)}, row.date(3)}); });
  return all;
}

}  // namespace salesctl
