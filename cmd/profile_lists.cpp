// A customer's profile: people, owners, classes, deals, what happened, surveys and tickets.
#include <algorithm>
#include <array>

#include "base/message.hpp"
#include "profile.hpp"
#include "report/profile.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

Value named(const Party& party) { return named_or_nothing(party.id, party.name); }

constexpr std::array<std::pair<const char*, const char*>, 16> event_names{{{"visit", TR_NOOP("visit")},
                                                                          {"call", TR_NOOP("call")},
                                                                          {"mail", TR_NOOP("mail")},
                                                                          {"meeting", TR_NOOP("meeting")},
                                                                          {"message", TR_NOOP("message")},
                                                                          {"other", TR_NOOP("other contact")},
                                                                          {"sale", TR_NOOP("sale")},
                                                                          {"renewal", TR_NOOP("renewal")},
                                                                          {"refund", TR_NOOP("refund")},
                                                                          {"payment", TR_NOOP("payment")},
                                                                          {"csat", TR_NOOP("satisfaction")},
                                                                          {"nps", TR_NOOP("recommendation")},
                                                                          {"ticket", TR_NOOP("ticket opened")},
                                                                          {"ticket_closed", TR_NOOP("ticket closed")},
                                                                          {"quote", TR_NOOP("quote")},
                                                                          {"stage", TR_NOOP("deal's stage")}}};

Value opted_out_cell(bool opted_out, const Look& look) {
  if (!look.people) return std::int64_t{opted_out ? 1 : 0};
  return opted_out ? Value(std::string(tr("opted out"))) : Value();
}

/// For people.
const char* name_of(TicketState state) {
  switch (state) {
    case TicketState::open: return tr("open");
    case TicketState::late: return tr("late");
    case TicketState::closed: return tr("closed");
    case TicketState::closed_late: return tr("closed late");
  }
  return "";
}

}  // namespace

Named event_name(const std::string& kind) {
  const auto it = std::ranges::find_if(event_names, [&](const auto& e) { return kind == e.first; });
  return {kind, it == event_names.end() ? kind : std::string(tr(it->second))};
}

Section contacts_section(const ProfiledCustomer& customer, const Look& look) {
  Section section{"contacts", {}};
  section.page_columns = {"contact", "title", "department", "last_contact", "opted_out", "phone", "email"};
  Table& table = section.table;
  table.title = tr("Contacts");
  table.columns = {{"contact", tr("Contact")}, {"name", tr("Name")}, {"title", tr("Title")}, {"department", tr("Department")},
                   {"last_contact", tr("Last contact"), ColumnType::date}, {"opted_out", tr("Opted out")}};
  if (look.contacts) {
    table.columns.push_back({"phone", tr("Phone")});
    table.columns.push_back({"email", tr("E-mail")});
  }
  for (const ProfileContact& c : customer.record.contacts) {
    const bool opted_out = c.opted_out || customer.card.opted_out;
    Row row{{named(c.person), or_nothing(c.person.name), or_nothing(c.title), or_nothing(c.department), or_nothing(c.last_contact)}, 0, false};
    row.cells.push_back(opted_out_cell(opted_out, look));
    if (look.contacts) {
      row.cells.push_back(opted_out ? Value() : or_nothing(c.phone));
      row.cells.push_back(opted_out ? Value() : or_nothing(c.email));
    }
    table.rows.push_back(std::move(row));
  }
  return section;
}

Section owners_section(const ProfiledCustomer& customer, Date as_of) {
  Section section{"owner_history", {}};
  Table& table = section.table;
  table.title = tr("Owners");
  table.columns = {{"changed_on", tr("Since"), ColumnType::date}, {"previous", tr("Before")}, {"owner", tr("Owner")}};
  for (const OwnerChange& change : customer.record.owners) {
    if (change.day <= as_of) table.rows.push_back({{change.day, named(change.from), named(change.to)}, 0, false});
  }
  return section;
}

Section classes_section(const ProfiledCustomer& customer) {
  Section section{"class_history", {}};
  Table& table = section.table;
  table.title = tr("Classes");
  table.columns = {{"since_on", tr("Since"), ColumnType::date}, {"previous", tr("Before")}, {"class", tr("Class")}, {"reason", tr("Why")}};
  for (const ClassStep& step : customer.record.classes) {
    table.rows.push_back({{step.since, or_nothing(step.previous), or_nothing(step.name), or_nothing(step.reason)}, 0, false});
  }
  return section;
}

Section deals_section(const ProfiledCustomer& customer, int money_decimals) {
  Section section{"opportunities", {}};
  section.page_columns = {"opportunity", "stage", "amount", "created_on", "expected_on", "closed_on", "lost_reason"};
  Table& table = section.table;
  table.title = tr("Opportunities");
  table.money_decimals = money_decimals;
  table.columns = {{"opportunity", tr("Opportunity")},
                   {"name", tr("Name")},
                   {"stage", tr("Stage")},
                   {"state", tr("State")},
                   {"amount", tr("Amount"), ColumnType::money},
                   {"created_on", tr("Begun"), ColumnType::date},
                   {"expected_on", tr("Expected on"), ColumnType::date},
                   {"closed_on", tr("Closed"), ColumnType::date},
                   {"lost_reason", tr("Lost because")},
                   {"competitor", tr("Competitor")},
                   {"next_step", tr("Next step")},
                   {"product", tr("Product")},
                   {"rep", tr("Rep")}};
  for (const ProfileDeal& deal : customer.record.deals) {
    table.rows.push_back({{named(deal.deal), or_nothing(deal.deal.name), or_nothing(deal.stage), deal.kind, or_nothing(deal.amount),
                           or_nothing(deal.created), or_nothing(deal.expected), or_nothing(deal.closed), or_nothing(deal.lost_reason), or_nothing(deal.competitor), or_nothing(deal.next_step),
                           named(deal.product), named(deal.rep)},
                          0, false});
  }
  return section;
}

Section timeline_section(const ProfiledCustomer& customer, int money_decimals) {
  Section section{"timeline", {}};
  section.page_columns = {"date", "event", "about", "amount", "rep"};
  Table& table = section.table;
  table.title = tr("What happened, the newest first");
  table.money_decimals = money_decimals;
  table.columns = {{"date", tr("Date"), ColumnType::date}, {"event", tr("Event")}, {"id", tr("Id")},
                   {"about", tr("About")}, {"amount", tr("Amount"), ColumnType::money}, {"rep", tr("Rep")}};
  for (const ProfileEvent& e : timeline(customer.record)) {
    table.rows.push_back({{e.day, event_name(e.kind), e.id, or_nothing(e.about), or_nothing(e.amount), named(e.rep)}, 0, false});
  }
  return section;
}

Section surveys_section(const ProfiledCustomer& customer) {
  Section section{"surveys", {}};
  section.page_columns = {"sent_on", "answered_on", "kind", "score", "comment", "rep"};
  Table& table = section.table;
  table.title = tr("Surveys");
  table.columns = {{"survey", tr("Survey")}, {"sent_on", tr("Sent"), ColumnType::date}, {"answered_on", tr("Answered"), ColumnType::date},
                   {"kind", tr("Kind")}, {"score", tr("Score"), ColumnType::number}, {"comment", tr("Comment")}, {"rep", tr("Rep")}};
  for (const ProfileSurvey& s : customer.record.surveys) {
    table.rows.push_back({{s.id, or_nothing(s.sent), or_nothing(s.answered), event_name(s.kind), or_nothing(s.score), or_nothing(s.comment), named(s.rep)},
                          0, false});
  }
  return section;
}

Section tickets_section(const ProfiledCustomer& customer, Date as_of) {
  Section section{"tickets", {}};
  section.page_columns = {"opened_on", "subject", "priority", "due_on", "closed_on", "state"};
  Table& table = section.table;
  table.title = tr("Tickets");
  table.columns = {{"ticket", tr("Ticket")}, {"opened_on", tr("Opened"), ColumnType::date}, {"subject", tr("About")}, {"priority", tr("Priority")},
                   {"due_on", tr("Due"), ColumnType::date}, {"closed_on", tr("Closed"), ColumnType::date}, {"state", tr("State")},
                   {"product", tr("Product")}, {"rep", tr("Rep")}};
  for (const ProfileTicket& t : customer.record.tickets) {
    const TicketState state = ticket_state(t, as_of);
    table.rows.push_back({{t.id, t.opened, or_nothing(t.subject), or_nothing(t.priority), or_nothing(t.due), or_nothing(t.closed),
                           Named(to_string(state), name_of(state)), named(t.product), named(t.rep)},
                          0, false});
  }
  return section;
}

}  // namespace salesctl
