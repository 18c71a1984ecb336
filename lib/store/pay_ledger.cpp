#include "store/pay_ledger.hpp"

#include <algorithm>
#include <map>

#include "base/file.hpp"
#include "base/text.hpp"
#include "store/pay_parts.hpp"

namespace salesctl {
namespace {

constexpr char separator = '\x1e';

std::string joined_choices(const std::set<std::string>& choices) {
  std::string text;
  for (const std::string& choice : choices) text += choice + separator;
  return text;
}

std::set<std::string> split_choices(std::string_view text) {
  std::set<std::string> choices;
  for (const std::string_view choice : split(text, separator)) {
    if (!choice.empty()) choices.emplace(choice);
  }
  return choices;
}

PayPeriod read_period(const Statement& row) {
  PayPeriod p;
  p.period = {std::string(row.text(0)), {row.date(2).value(), row.date(3).value() + std::chrono::days{1}}};
  p.every = parse_period_unit(row.text(1));
  p.closed = row.text(4) == "closed";
  p.inputs = row.text(5);
  p.config_hash = row.text(6);
  p.digest = row.text(7);
  p.choices = split_choices(row.text(8));
  p.run_key = row.integer(9);
  for (const std::string_view note : split(row.text(10), separator)) {
    if (!note.empty()) p.notes.push_back(parse_reason_form(note));
  }
  return p;
}

const char* const period_columns = "SELECT name, every, from_on, to_on, state, inputs, config_hash, digest, choices, run_key, notes FROM pay_period ";

/// All that makes a line what it is, but not where it stands in the store.
std::string digest_of(const std::vector<PayLine>& lines) {
  std::string text;
  for (const PayLine& l : lines) {
    text += l.component + '\n' + l.about + to_string(l.type) + to_string(l.kind) + to_string(l.basis) + '\n';
    for (const auto& number : {l.rate ? std::optional(l.rate->billionths) : std::nullopt, l.each ? std::optional(l.each->minor) : std::nullopt,
                               std::optional(l.sum.minor), std::optional(l.amount.minor), l.adjusts}) {
      text += (number ? std::to_string(*number) : "-") + ' ';
    }
    text += stored_form(l.reason) + '\n' + pack(l.parts) + '\n';
  }
  return content_hash(text);
}

template <typename Number>
std::optional<std::int64_t> minor_of(const std::optional<Number>& value) {
  if (!value) return std::nullopt;
  if constexpr (std::is_same_v<Number, Rate>) {
    return value->billionths;
  } else {
    return value->minor;
  }
}

PayLine read_line(const Statement& row, WithParts parts) {
  PayLine l;
  l.key = row.integer(0);
  l.period = row.text(1);
  l.span = {row.date(2).value(), row.date(3).value() + std::chrono::days{1}};
  l.every = parse_period_unit(row.text(4));
  l.rep = RepKey{row.integer(5)};
  l.plan = row.text(6);
  l.component = row.text(7);
  l.type = parse_pay_type(row.text(8));
  l.kind = parse_line_kind(row.text(9));
  l.basis = parse_pay_basis(row.text(10));
  if (!row.is_null(11)) l.rate = Rate{row.integer(11)};
  if (!row.is_null(12)) l.each = Money{row.integer(12)};
  l.sum = Money{row.integer(13)};
  l.amount = Money{row.integer(14)};
  if (!row.is_null(15)) l.adjusts = row.integer(15);
  l.reason = parse_reason_form(row.text(16));
  l.place = row.text(17);
  l.about = row.text(18);
  if (parts == WithParts::yes) l.parts = unpack_parts(row.blob(19));
  return l;
}

using Owner = std::pair<RepKey, std::string>;  // rep and plan

/// The digests of the versions in force.
std::map<Owner, std::string> digests(const Database& db, const std::string& period, const std::string& plan) {
  std::map<Owner, std::string> found;
  Statement rows = db.prepare("SELECT rep_key, plan, digest FROM pay_version WHERE period = $1 AND (plan = $2 OR $2 = '') ORDER BY rep_key, plan, version");
  rows.bind(1, std::string_view(period)).bind(2, std::string_view(plan));
  while (rows.step()) found[{RepKey{rows.integer(0)}, std::string(rows.text(1))}] = rows.text(2);
  return found;
}

void write_lines(Statement& insert, const PayChange& change, const std::string& period, std::int64_t version) {
  std::int64_t position = 0;
  for (const PayLine& l : change.lines) {
    insert.bind(1, std::string_view(period)).bind(2, static_cast<std::int64_t>(change.rep)).bind(3, std::string_view(change.plan)).bind(4, version);
    insert.bind(5, position++).bind(6, std::string_view(l.component)).bind(7, std::string_view(to_string(l.type)));
    insert.bind(8, std::string_view(to_string(l.kind))).bind(9, std::string_view(to_string(l.basis))).bind(10, minor_of(l.rate)).bind(11, minor_of(l.each));
    insert.bind(12, l.sum.minor).bind(13, l.amount.minor).bind(14, l.adjusts).bind(15, std::string_view(in_english(l.reason)));
    insert.bind(16, std::string_view(stored_form(l.reason))).bind(17, std::string_view(l.place)).bind_blob(18, pack(l.parts)).bind(19, std::string_view(l.about));
    insert.run_bound();
  }
}

}  // namespace

std::vector<PayPeriod> pay_periods(const Database& db) {
  std::vector<PayPeriod> periods;
  Statement rows = db.prepare(std::string(period_columns) + "ORDER BY from_on, to_on");
  while (rows.step()) periods.push_back(read_period(rows));
  return periods;
}

std::optional<PayPeriod> find_pay_period(const Database& db, const std::string& name) {
  Statement row = db.prepare(std::string(period_columns) + "WHERE name = $1");
  row.bind(1, std::string_view(name));
  if (!row.step()) return std::nullopt;
  return read_period(row);
}

void write_pay_period(const Database& db, const PayPeriod& p) {
  std::string notes;
  for (const PayReason& note : p.notes) notes += stored_form(note) + separator;
  db.prepare("INSERT INTO pay_period (name, every, from_on, to_on, state, inputs, config_hash, digest, choices, run_key, notes) "
             "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (name) DO UPDATE SET state = excluded.state, inputs = excluded.inputs, "
             "config_hash = excluded.config_hash, digest = excluded.digest, choices = excluded.choices, run_key = excluded.run_key, notes = excluded.notes")
      .run(std::string_view(p.period.name), to_string(p.every), std::string_view(format_date(p.period.span.from)),
           std::string_view(format_date(p.period.span.to - std::chrono::days{1})), std::string_view(p.closed ? "closed" : "open"),
           std::string_view(p.inputs), std::string_view(p.config_hash), std::string_view(p.digest), std::string_view(joined_choices(p.choices)), p.run_key, std::string_view(notes));
}

std::vector<PayLine> read_pay_lines(const Database& db, const PayQuery& query) {
  const char* const parts = query.parts == WithParts::yes ? "l.parts " : "NULL ";
  Statement rows = db.prepare(
      std::string("SELECT l.key, l.period, p.from_on, p.to_on, p.every, l.rep_key, l.plan, l.component, l.type, l.kind, l.basis, l.rate_billionths, "
                  "l.each_minor, l.sum_minor, l.amount_minor, l.adjusts, l.reason_form, l.place, l.about, ") + parts +
      "FROM pay_line l JOIN pay_period p ON p.name = l.period JOIN rep_fact r ON r.key = l.rep_key "
      "WHERE ($1 = '' OR l.period = $1) AND ($2 = '' OR l.plan = $2) AND ($3 IS NULL OR l.rep_key = $3) AND NOT EXISTS "
      "(SELECT 1 FROM pay_version v WHERE v.period = l.period AND v.rep_key = l.rep_key AND v.plan = l.plan AND v.version > l.version) "
      "ORDER BY p.from_on, p.to_on, r.id, l.plan, l.position");
  rows.bind(1, std::string_view(query.period)).bind(2, std::string_view(query.plan));
  rows.bind(3, query.rep ? std::optional(static_cast<std::int64_t>(*query.rep)) : std::nullopt);
  std::vector<PayLine> lines;
  while (rows.step()) lines.push_back(read_line(rows, query.parts));
  return lines;
}

std::vector<PayChange> pay_changes(const Database& db, const std::string& period, const std::string& plan, std::vector<PayLine> lines) {
  std::map<Owner, std::vector<PayLine>> now;
  for (PayLine& l : lines) {
    if (plan.empty() || l.plan == plan) now[{l.rep, l.plan}].push_back(std::move(l));
  }
  const std::map<Owner, std::string> before = digests(db, period, plan);
  for (const auto& [owner, digest] : before) now.try_emplace(owner);  // who has no lines any more
  std::vector<PayChange> changes;
  for (auto& [owner, own] : now) {
    std::string digest = digest_of(own);
    const auto old = before.find(owner);
    if (old != before.end() && old->second == digest) continue;
    changes.push_back({owner.first, owner.second, std::move(own), std::move(digest)});
  }
  return changes;
}

void write_pay_changes(const Database& db, const std::string& period, const std::vector<PayChange>& changes, std::int64_t run_key) {
  Statement next = db.prepare("SELECT coalesce(max(version), 0) + 1 FROM pay_version WHERE period = $1 AND rep_key = $2 AND plan = $3");
  Statement version_row = db.prepare("INSERT INTO pay_version (period, rep_key, plan, version, digest, run_key) VALUES ($1, $2, $3, $4, $5, $6)");
  Statement insert = db.prepare(
      "INSERT INTO pay_line (period, rep_key, plan, version, position, component, type, kind, basis, rate_billionths, each_minor, sum_minor, "
      "amount_minor, adjusts, reason, reason_form, place, parts, about) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)");
  for (const PayChange& change : changes) {
    const auto rep = static_cast<std::int64_t>(change.rep);
    next.bind(1, std::string_view(period)).bind(2, rep).bind(3, std::string_view(change.plan));
    next.step();
    const std::int64_t version = next.integer(0);
    next.reset();
    version_row.run(std::string_view(period), rep, std::string_view(change.plan), version, std::string_view(change.digest), run_key);
    write_lines(insert, change, period, version);
  }
}

std::string pay_digest(const Database& db, const std::string& period) {
  std::string text;
  for (const auto& [owner, digest] : digests(db, period, {})) text += std::to_string(static_cast<std::int64_t>(owner.first)) + owner.second + digest + '\n';
  return content_hash(text);
}

void write_pay_event(const Database& db, const PayEvent& event, std::int64_t run_key) {
  db.prepare("INSERT INTO pay_event (period, event, reason, digest, run_key) VALUES ($1, $2, $3, $4, $5)")
      .run(std::string_view(event.period), std::string_view(event.event), std::string_view(event.reason), std::string_view(event.digest), run_key);
}

std::vector<PayEvent> pay_events(const Database& db, const std::string& period) {
  Statement rows = db.prepare("SELECT r.at, r.actor, e.period, e.event, e.reason, e.digest, r.config_hash FROM pay_event e JOIN run r ON r.key = e.run_key "
                              "WHERE e.period = $1 OR $1 = '' ORDER BY e.key");
  rows.bind(1, std::string_view(period));
  std::vector<PayEvent> events;
  while (rows.step()) {
    events.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)), std::string(rows.text(3)),
                      std::string(rows.text(4)), std::string(rows.text(5)), std::string(rows.text(6))});
  }
  return events;
}

std::int64_t last_run(const Database& db) { return db.integer("SELECT max(key) FROM run").value_or(0); }

std::optional<PaySource> find_pay_source(const Database& db, PayBasis basis, std::int64_t source) {
  const bool payment = basis == PayBasis::collected;
  Statement row = db.prepare(
      std::string(payment ? "SELECT p.id, o.id, p.paid_on, p.amount_minor, 0" : "SELECT o.id, o.id, o.ordered_on, o.amount_minor, coalesce(o.cost_minor, 0)") +
      ", c.id, c.name, d.id, d.series, o.kind, b.id, r.id, r.name FROM " + (payment ? "payment_fact p JOIN order_fact o ON o.key = p.order_key" : "order_fact o") +
      " LEFT JOIN customer_fact c ON c.key = o.customer_key LEFT JOIN product_fact d ON d.key = o.product_key "
      "LEFT JOIN order_fact b ON b.key = o.refund_of_key LEFT JOIN rep_fact r ON r.key = o.rep_key WHERE " + (payment ? "p" : "o") + ".key = $1");
  row.bind(1, source);
  if (!row.step()) return std::nullopt;
  const auto text = [&](int column) { return std::string(row.text(column)); };
  return PaySource{text(0), text(1), text(5), text(6), text(7), text(8), text(9), text(10), text(11), text(12), row.date(2), Money{row.integer(3)}, Money{row.integer(4)}};
}

}  // namespace salesctl
