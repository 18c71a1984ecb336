#include "store/surveys.hpp"

#include <algorithm>

namespace salesctl {
namespace {

const char* const surveys_sql = R"sql(
SELECT customer_key, coalesce(rep_key, 0), kind = 'nps', CASE WHEN answered_on < $2 OR answered_on IS NULL THEN score END,
  CASE WHEN sent_on < $2 THEN sent_on END, CASE WHEN answered_on < $2 THEN answered_on END
FROM survey_fact
WHERE (answered_on >= $1 AND answered_on < $2) OR (sent_on >= $1 AND sent_on < $2)
  OR (answered_on IS NULL AND score IS NOT NULL AND coalesce(sent_on, '') < $2)
ORDER BY key
)sql";

/// Surveys that name no rep are about the customer's owner. One pass over the customers takes a tenth of the time that it
/// takes to look each one up.
void fill_in_owners(const Database& db, std::vector<Survey>& surveys) {
  if (std::ranges::none_of(surveys, [](const Survey& survey) { return survey.rep_key == 0; })) return;
  std::vector<std::int64_t> owners;  // by customer's key
  Statement rows = db.prepare("SELECT key, owner_key FROM customer_fact WHERE owner_key IS NOT NULL ORDER BY key");
  while (rows.step()) {
    owners.resize(static_cast<std::size_t>(rows.integer(0)));
    owners.push_back(rows.integer(1));
  }
  for (Survey& survey : surveys) {
    const auto customer = static_cast<std::size_t>(survey.customer.value);
    if (survey.rep_key == 0 && customer < owners.size()) survey.rep_key = owners[customer];
  }
}

}  // namespace

std::vector<Survey> read_surveys(const Database& db, Span span) {
  Statement rows = db.prepare(surveys_sql);
  rows.bind(1, std::string_view(format_date(span.from))).bind(2, std::string_view(format_date(span.to)));
  std::vector<Survey> surveys;
  while (rows.step()) {
    const SurveyKind kind = rows.integer(2) != 0 ? SurveyKind::nps : SurveyKind::csat;
    Survey survey{{rows.integer(0)}, rows.integer(1), kind, {}, rows.date(4), rows.date(5)};
    if (!rows.is_null(3)) survey.score = rows.real(3);
    surveys.push_back(survey);
  }
  fill_in_owners(db, surveys);
  return surveys;
}

std::vector<CustomerKey> opted_out_customers(const Database& db) {
  Statement rows = db.prepare("SELECT key FROM customer_fact WHERE opted_out <> 0 ORDER BY key");
  std::vector<CustomerKey> customers;
  while (rows.step()) customers.push_back({rows.integer(0)});
  return customers;
}

}  // namespace salesctl
