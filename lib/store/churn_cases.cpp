#include "store/churn_cases.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {

CaseWriter::CaseWriter(const Database& db)
    : known_(db.prepare("SELECT 1 FROM churn_case WHERE customer_key = $1 AND last_order_on = $2")),
      rep_(db.prepare("SELECT key, CASE WHEN left_on < $2 THEN left_on END FROM rep_fact WHERE id = $1")),
      owner_(db.prepare("SELECT CASE WHEN coalesce(r.left_on, $2) >= $2 AND coalesce(r.hired_on, $2) <= $2 THEN r.key END, c.id "
                        "FROM customer_fact c LEFT JOIN rep_fact r ON r.key = c.owner_key WHERE c.key = $1")),
      task_(db.prepare("INSERT INTO task_fact (id, rep_key, title, kind, customer_key, priority, created_on, due_on) "
                       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
                       "ON CONFLICT (id) DO UPDATE SET id = excluded.id RETURNING key")),
      case_(db.prepare("INSERT INTO churn_case (customer_key, last_order_on, flagged_on, until_on, risk, value_at_risk_minor, "
                       "reasons, action, task_key, run_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")) {}

std::optional<std::int64_t> CaseWriter::rep_of(const Play& play, CustomerKey customer, Date day) {
  std::optional<std::int64_t> key;
  if (!play.owner.empty()) {
    rep_.bind(1, std::string_view(play.owner)).bind(2, std::string_view(format_date(day)));
    std::optional<Date> left;
    if (rep_.step()) {
      key = rep_.integer(0);
      left = rep_.date(1);
    }
    rep_.reset();
    if (left) throw ConfigError(tr("owner: {} left on {}", printable(play.owner), format_date(*left)), tr("name who does this now"), play.place);
    if (!key) throw ConfigError(tr("owner: there is no rep \"{}\"", printable(play.owner)), tr("\"salesctl export rep\" lists them"), play.place);
    return key;
  }
  owner_.bind(1, customer.value).bind(2, std::string_view(format_date(day)));
  if (owner_.step() && !owner_.is_null(0)) key = owner_.integer(0);
  owner_.reset();
  return key;
}

bool CaseWriter::is_known(CustomerKey customer, Date last_order) {
  known_.bind(1, customer.value).bind(2, std::string_view(format_date(last_order)));
  const bool known = known_.step();
  known_.reset();
  return known;
}

void CaseWriter::write(ChurnCase& c, const Play& play, std::int64_t run_key) {
  const std::string last_order = format_date(c.last_order);
  owner_.bind(1, c.customer.value).bind(2, std::string_view(format_date(c.flagged)));
  c.task = "churn-" + (owner_.step() ? std::string(owner_.text(1)) : std::string()) + "-" + last_order;
  owner_.reset();
  task_.bind(1, std::string_view(c.task)).bind(2, rep_of(play, c.customer, c.flagged)).bind(3, std::string_view(play.action));
  task_.bind(4, play.kind.empty() ? std::nullopt : std::optional(std::string_view(play.kind))).bind(5, c.customer.value);
  task_.bind(6, std::string_view(to_string(c.risk))).bind(7, std::string_view(format_date(c.flagged)));
  task_.bind(8, std::string_view(format_date(c.flagged + std::chrono::days{play.due})));
  task_.step();
  const std::int64_t task_key = task_.integer(0);
  task_.reset();
  case_.run(c.customer.value, std::string_view(last_order), std::string_view(format_date(c.flagged)),
            std::string_view(format_date(c.until)), std::string_view(to_string(c.risk)), c.value_at_risk.minor,
            std::string_view(c.reasons), std::string_view(play.action), task_key, run_key);
}

std::vector<ChurnCase> read_cases(const Database& db, Date as_of) {
  Statement rows = db.prepare(
      "SELECT c.customer_key, c.last_order_on, c.flagged_on, c.until_on, c.risk, c.value_at_risk_minor, c.reasons, c.action, "
      "t.id, CASE WHEN t.done_on <= $1 THEN t.done_on END FROM churn_case c JOIN task_fact t ON t.key = c.task_key "
      "WHERE c.flagged_on <= $1 ORDER BY c.flagged_on, c.value_at_risk_minor DESC, c.customer_key");
  rows.bind(1, std::string_view(format_date(as_of)));
  std::vector<ChurnCase> cases;
  while (rows.step()) {
    cases.push_back({{rows.integer(0)}, rows.date(1).value(), rows.date(2).value(), rows.date(3).value(),
                     parse_risk_level(rows.text(4)), Money{rows.integer(5)}, std::string(rows.text(6)),
                     std::string(rows.text(7)), std::string(rows.text(8)), rows.date(9)});
  }
  return cases;
}

}  // namespace salesctl
