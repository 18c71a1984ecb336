#include "report/profile.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>

using namespace salesctl;

namespace {

const Date day = make_date(2026, 7, 15);

ProfileOrder order(Date on, std::int64_t amount) { return {on, "o", amount < 0 ? "refund" : "sale", {}, {}, Money{amount}, {}}; }
ProfilePayment payment(Date on, std::int64_t amount) { return {on, "p", "o", Money{amount}, {}}; }

ProfileTicket ticket(Date opened, std::optional<Date> due, std::optional<Date> closed) { return {"t", "broken", "", opened, due, closed, {}, {}}; }

}  // namespace

TEST_CASE("the owner on a day is the one before the first change after it") {
  const Party a{"a", "A"};
  const Party b{"b", "B"};
  const Party nobody;
  const std::vector<OwnerChange> changes{{make_date(2026, 5, 1), nobody, b}, {make_date(2026, 3, 1), a, nobody}};  // the newest first
  CHECK(owner_on(changes, b, make_date(2026, 2, 28)) == a);
  CHECK(owner_on(changes, b, make_date(2026, 3, 1)) == nobody);
  CHECK(owner_on(changes, b, make_date(2026, 4, 30)) == nobody);
  CHECK(owner_on(changes, b, make_date(2026, 5, 1)) == b);
  CHECK(owner_on({}, a, day) == a);
}

TEST_CASE("months are the 24 calendar months up to the day's") {
  CustomerProfile profile;
  profile.orders = {order(make_date(2026, 7, 15), 100), order(make_date(2026, 7, 1), 20), order(make_date(2026, 6, 30), -5),
                    order(make_date(2024, 8, 1), 7), order(make_date(2024, 7, 31), 1'000)};
  profile.payments = {payment(make_date(2026, 6, 1), 50)};
  const auto months = monthly(profile, day);
  REQUIRE(months.size() == 24);
  CHECK(months.front() == MonthFigures{make_date(2024, 8, 1), 1, Money{7}, {}});
  CHECK(months[22] == MonthFigures{make_date(2026, 6, 1), 0, Money{-5}, Money{50}});
  CHECK(months[23] == MonthFigures{make_date(2026, 7, 1), 2, Money{120}, {}});
}

TEST_CASE("the last twelve months end with the day, and the twelve before end where they begin") {
  CustomerProfile profile;
  profile.orders = {order(make_date(2026, 7, 15), 1), order(make_date(2025, 7, 16), 10), order(make_date(2025, 7, 15), 100),
                    order(make_date(2024, 7, 16), 1'000), order(make_date(2024, 7, 15), 10'000)};
  CHECK(ordered_in_years(profile, day) == TwoYears{Money{11}, Money{1'100}});
  CHECK(paid_in_years(profile, day) == TwoYears{});
}

TEST_CASE("on the last day of a month the months add up to the years") {
  std::mt19937 random(9);
  for (int i = 0; i < 300; ++i) {
    const Date end = Date{std::chrono::year{2020 + static_cast<int>(random() % 8)} / std::chrono::month{1 + static_cast<unsigned>(random() % 12)} / std::chrono::last};
    CAPTURE(format_date(end));
    CustomerProfile profile;
    for (int n = 0; n < 50; ++n) {
      const Date on = end - std::chrono::days{random() % 900};
      profile.orders.push_back(order(on, static_cast<std::int64_t>(random() % 1'000) - 100));
      profile.payments.push_back(payment(on, static_cast<std::int64_t>(random() % 1'000)));
    }
    TwoYears ordered;
    TwoYears paid;
    const auto months = monthly(profile, end);
    for (std::size_t m = 0; m < months.size(); ++m) {
      (m < 12 ? ordered.before : ordered.last) += months[m].ordered;
      (m < 12 ? paid.before : paid.last) += months[m].paid;
    }
    CHECK(ordered_in_years(profile, end) == ordered);
    CHECK(paid_in_years(profile, end) == paid);
  }
}

TEST_CASE("the timeline has everything that happened once, the newest first") {
  CustomerProfile profile;
  const Party rep{"r1", "A"};
  profile.activities = {{make_date(2026, 7, 3), "visit", "a1", "about", {}, rep}, {make_date(2026, 1, 1), "call", "a2", "", {}, {}}};
  profile.others = {{make_date(2026, 7, 1), "quote", "q1", "sent", Money{5}, rep}};
  profile.orders = {{make_date(2026, 7, 2), "o1", "sale", {"p1", "Pen"}, 3.0, Money{900}, rep}, {make_date(2026, 2, 2), "o2", "sale", {}, {}, Money{1}, {}}};
  profile.payments = {{make_date(2026, 7, 4), "z1", "o1", Money{900}, "card"}};
  profile.surveys = {{"s1", "nps", {}, make_date(2026, 7, 5), 9.5, "fine", {}}, {"s2", "csat", make_date(2026, 7, 6), {}, {}, "", {}}};
  profile.tickets = {ticket(make_date(2026, 6, 1), {}, make_date(2026, 7, 7)), ticket(make_date(2026, 6, 2), {}, {})};
  const auto events = timeline(profile);
  std::string kinds;
  for (const ProfileEvent& e : events) kinds += e.kind + " ";
  CHECK(kinds == "ticket_closed nps payment visit sale quote ticket ticket sale call ");
  CHECK(events[1].about == "9.5: fine");
  CHECK(events[2].about == "o1, card");
  CHECK(events[4] == ProfileEvent{make_date(2026, 7, 2), "sale", "o1", "Pen x 3", Money{900}, rep});
  CHECK(std::ranges::is_sorted(events, std::greater(), &ProfileEvent::day));
  CHECK(timeline({}).empty());
}

TEST_CASE("a ticket is late when it is or was open after its due day") {
  const Date due = make_date(2026, 7, 10);
  const Date opened = make_date(2026, 7, 1);
  CHECK(ticket_state(ticket(opened, due, {}), due) == TicketState::open);
  CHECK(ticket_state(ticket(opened, due, {}), due + std::chrono::days{1}) == TicketState::late);
  CHECK(ticket_state(ticket(opened, due, due), day) == TicketState::closed);
  CHECK(ticket_state(ticket(opened, due, due + std::chrono::days{1}), day) == TicketState::closed_late);
  CHECK(ticket_state(ticket(opened, {}, {}), day) == TicketState::open);
  CHECK(ticket_state(ticket(opened, {}, day), day) == TicketState::closed);
}
