#include "report/visits_due.hpp"

#include <cmath>

#include "base/message.hpp"

namespace salesctl {
namespace {

using std::chrono::days;

constexpr int orders_for_rhythm = 3;
constexpr days before_rhythm{7};
constexpr days birthday_ahead{14};
constexpr days contract_around{60};

std::optional<Date> by_cadence(const Relation& c) {
  if (c.visit_every == 0) return std::nullopt;
  std::optional<Date> from = c.last_contact;
  if (!from) from = c.known ? c.known : c.last_order;
  if (!from) return std::nullopt;
  return *from + days{c.visit_every};
}

std::optional<Date> by_rhythm(const Relation& c) {
  if (!c.last_order || c.orders < orders_for_rhythm || c.typical_gap <= 0) return std::nullopt;
  const Date expected = *c.last_order + days{std::lround(c.typical_gap)};
  if (c.last_contact && *c.last_contact >= expected - before_rhythm) return std::nullopt;
  return expected;
}

/// The first birthday on or after a day.
Date next_birthday(Date born, Date day) {
  const auto in = [&](std::chrono::year year) {
    std::chrono::year_month_day date = year / ymd(born).month() / ymd(born).day();
    if (!date.ok()) date = year / std::chrono::February / 28;
    return Date{date};
  };
  const std::chrono::year year = ymd(day).year();
  return in(year) < day ? in(year + std::chrono::years{1}) : in(year);
}

}  // namespace

const char* to_string(DueBy by) { return by == DueBy::cadence ? TR_NOOP("cadence") : TR_NOOP("rhythm"); }

std::optional<VisitDue> visit_due(const Relation& customer) {
  const std::optional<Date> cadence = by_cadence(customer);
  const std::optional<Date> rhythm = by_rhythm(customer);
  if (rhythm && (!cadence || *rhythm < *cadence)) return VisitDue{*rhythm, DueBy::rhythm};
  if (cadence) return VisitDue{*cadence, DueBy::cadence};
  return std::nullopt;
}

std::string occasion(const Dossier& customer, const std::string& churn, Date day, int decimals) {
  std::string all;
  const auto add = [&](const std::string& one) { all += (all.empty() ? "" : "; ") + one; };
  for (const Person& person : customer.people) {
    if (!person.birthday) continue;
    const Date next = next_birthday(*person.birthday, day);
    if (next <= day + birthday_ahead) add(tr("birthday of {} on {}", person.name, format_date(next)));
  }
  if (const auto& until = customer.contract_until; until && *until <= day + contract_around && *until >= day - contract_around) {
    add(*until < day ? tr("contract ended on {}", format_date(*until)) : tr("contract ends on {}", format_date(*until)));
  }
  for (const OpenQuote& q : customer.quotes) {
    const std::string amount = format_grouped(q.amount, decimals);
    add(q.valid_until ? tr("quote {} of {} is open until {}", q.id, amount, format_date(*q.valid_until))
                      : tr("quote {} of {} is open", q.id, amount));
  }
  if (!churn.empty()) add(churn);
  return all;
}

}  // namespace salesctl
