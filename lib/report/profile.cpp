#include "report/profile.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace salesctl {
namespace {

using std::chrono::days;

constexpr int months = 24;
constexpr int year = 12;  // months

Date month_of(Date day) { return Date{ymd(day).year() / ymd(day).month() / 1}; }

template <typename Facts>
TwoYears in_years(const Facts& facts, Date day) {
  const Date last = add_months(day + days{1}, -year);  // the first day of the later year
  const Date before = add_months(day + days{1}, -2 * year);
  TwoYears sums;
  for (const auto& fact : facts) {
    if (fact.day > day || fact.day < before) continue;
    (fact.day >= last ? sums.last : sums.before) += fact.amount;
  }
  return sums;
}

void add(std::string& text, const std::string& piece, const char* between) {
  if (!text.empty() && !piece.empty()) text += between;
  text += piece;
}

ProfileEvent event_of(const ProfileOrder& order) {
  std::string about = order.product.name;
  if (order.quantity) add(about, fmt::format("x {}", *order.quantity), " ");
  return {order.day, order.kind, order.id, about, order.amount, order.rep};
}

ProfileEvent event_of(const ProfilePayment& payment) {
  std::string about = payment.order;
  add(about, payment.method, ", ");
  return {payment.day, "payment", payment.id, about, payment.amount, {}};
}

}  // namespace

Party owner_on(const std::vector<OwnerChange>& changes, const Party& owner_now, Date day) {
  const OwnerChange* next = nullptr;  // the first change after the day
  for (const OwnerChange& change : changes) {
    if (change.day > day && (next == nullptr || change.day < next->day)) next = &change;
  }
  return next == nullptr ? owner_now : next->from;
}

std::vector<MonthFigures> monthly(const CustomerProfile& profile, Date day) {
  const Date first = add_months(month_of(day), 1 - months);
  std::vector<MonthFigures> all;
  for (int i = 0; i < months; ++i) all.push_back({add_months(first, i), 0, {}, {}});
  const auto month = [&](Date of) -> MonthFigures* {
    if (of < first || of > day) return nullptr;
    return &*(std::ranges::upper_bound(all, of, {}, &MonthFigures::month) - 1);
  };
  for (const ProfileOrder& order : profile.orders) {
    MonthFigures* const m = month(order.day);
    if (m == nullptr) continue;
    m->ordered += order.amount;
    if (order.kind != "refund") ++m->orders;
  }
  for (const ProfilePayment& payment : profile.payments) {
    if (MonthFigures* const m = month(payment.day)) m->paid += payment.amount;
  }
  return all;
}

TwoYears ordered_in_years(const CustomerProfile& profile, Date day) { return in_years(profile.orders, day); }
TwoYears paid_in_years(const CustomerProfile& profile, Date day) { return in_years(profile.payments, day); }

std::vector<ProfileEvent> timeline(const CustomerProfile& profile) {
  std::vector<ProfileEvent> all = profile.activities;
  all.insert(all.end(), profile.others.begin(), profile.others.end());
  for (const ProfileOrder& order : profile.orders) all.push_back(event_of(order));
  for (const ProfilePayment& payment : profile.payments) all.push_back(event_of(payment));
  for (const ProfileSurvey& survey : profile.surveys) {
    if (!survey.answered || !survey.score) continue;
    std::string about = fmt::format("{}", *survey.score);
    add(about, survey.comment, ": ");
    all.push_back({*survey.answered, survey.kind, survey.id, about, {}, survey.rep});
  }
  for (const ProfileTicket& ticket : profile.tickets) {
    all.push_back({ticket.opened, "ticket", ticket.id, ticket.subject, {}, ticket.rep});
    if (ticket.closed) all.push_back({*ticket.closed, "ticket_closed", ticket.id, ticket.subject, {}, ticket.rep});
  }
  std::ranges::stable_sort(all, std::greater(), &ProfileEvent::day);
  return all;
}

const char* to_string(TicketState state) {
  switch (state) {
    case TicketState::open: return "open";
    case TicketState::late: return "late";
    case TicketState::closed: return "closed";
    case TicketState::closed_late: return "closed_late";
  }
  return "";
}

TicketState ticket_state(const ProfileTicket& ticket, Date day) {
  const bool late = ticket.due && *ticket.due < ticket.closed.value_or(day);
  if (ticket.closed) return late ? TicketState::closed_late : TicketState::closed;
  return late ? TicketState::late : TicketState::open;
}

}  // namespace salesctl
