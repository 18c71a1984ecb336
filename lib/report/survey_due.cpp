#include "report/survey_due.hpp"

#include <algorithm>
#include <unordered_map>

namespace salesctl {
namespace {

void add(SurveyDue& of, const Survey& survey) {
  of.asked = std::max({of.asked, survey.sent, survey.answered});
  if (!survey.score || !survey.answered || survey.answered < of.answered) return;
  of.answered = survey.answered;
  of.kind = survey.kind;
  of.score = survey.score;
}

}  // namespace

std::vector<SurveyDue> surveys_due(const std::vector<FirstPurchase>& bought, const std::vector<Survey>& surveys,
                                   const std::vector<CustomerKey>& opted_out, int every, Date last) {
  std::unordered_map<std::int64_t, SurveyDue> asked;
  for (const Survey& survey : surveys) add(asked[survey.customer.value], survey);
  std::vector<SurveyDue> list;
  for (const auto& [customer, first] : bought) {
    if (std::ranges::binary_search(opted_out, customer)) continue;
    const auto known = asked.find(customer.value);
    SurveyDue due = known == asked.end() ? SurveyDue{} : known->second;
    due.customer = customer;
    due.due = due.asked.value_or(first) + std::chrono::days{every};
    if (due.due <= last) list.push_back(due);
  }
  std::ranges::stable_sort(list, {}, &SurveyDue::due);
  return list;
}

}  // namespace salesctl
