// The built-in kinds. Columns that name money are in the firm's currency; dates are in its time zone.
#include "model/kind.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

using enum FieldType;

Field id_field(std::string doc) { return {"id", id, std::move(doc), true, {}, {}}; }
Field text_field(std::string name, std::string doc) { return {std::move(name), text, std::move(doc), false, {}, {}}; }
Field ref_field(std::string name, std::string kind, std::string doc) {
  return {std::move(name), ref, std::move(doc), false, std::move(kind), {}};
}
Field choice_field(std::string name, std::vector<std::string> choices, std::string doc) {
  return {std::move(name), choice, std::move(doc), false, {}, std::move(choices)};
}
Field field(std::string name, FieldType type, std::string doc) {
  return {std::move(name), type, std::move(doc), false, {}, {}};
}
Field required(Field f) {
  f.required = true;
  return f;
}

Kind team() {
  return {"team", "A team, region or office; teams nest to any depth",
          {id_field("what other files call the team"),
           required(text_field("name", "for people")),
           ref_field("parent", "team", "the team above; none: directly under the company"),
           text_field("manager", "who leads it")},
          {"id"}};
}

Kind rep() {
  return {"rep", "A salesperson",
          {id_field("what other files call the person"),
           required(text_field("name", "for people")),
           ref_field("team", "team", "the team, as long as no team_move says otherwise"),
           text_field("email", "work address"),
           text_field("role", "job title"),
           text_field("level", "grade, such as junior or senior"),
           field("hired_on", date, "first day of work; none: always there"),
           field("left_on", date, "last day of work; none: still there"),
           field("part_time", rate, "share of a full week worked; none: 100%"),
           field("capacity", integer, "how many open items the rep can look after"),
           text_field("skills", "words parted by semicolons"),
           text_field("territory", "area looked after")},
          {"id"}};
}

Kind team_move() {
  return {"team_move", "A rep's change of team: from that day on results count for the new team",
          {required(ref_field("rep", "rep", "who moved")),
           required(field("moved_on", date, "first day in the new team")),
           required(ref_field("team", "team", "the new team"))},
          {"rep", "moved_on"}};
}

Kind absence() {
  return {"absence", "A rep's leave of absence: no targets for these days",
          {required(ref_field("rep", "rep", "who is away")),
           required(field("from_on", date, "first day of leave")),
           required(field("to_on", date, "last day of leave")),
           text_field("reason", "such as parental leave")},
          {"rep", "from_on"}};
}

Kind goal() {
  return {"goal", "A target set by hand: goal split keeps it and moves the rest around it",
          {required(text_field("metric", "what is targeted, such as revenue")),
           choice_field("scope_level", {"rep", "team", "company"}, "whose target it is"),
           required(text_field("scope", "id of the rep or team; company for the company")),
           required(text_field("period", "such as 2026-03 or 2026-Q1")),
           required(field("amount", money, "the target; for counts a whole number"))},
          {"metric", "scope_level", "scope", "period"}};
}

Kind okr_checkin() {
  return {"okr_checkin", "What somebody said about a key result of okr on a day",
          {required(text_field("key_result", "its id in the configuration")),
           required(field("checked_on", date, "when")),
           field("value", number, "how far it is; only for key results without a metric"),
           field("confidence", rate, "that the target will be met, 0% to 100%"),
           text_field("note", "in words"),
           text_field("checked_by", "who said so")},
          {"key_result", "checked_on"}};
}

Kind product() {
  return {"product", "What is sold",
          {id_field("article number or name"),
           required(text_field("name", "for people")),
           text_field("series", "product family"),
           text_field("category", "product group"),
           field("price", money, "list price of one"),
           field("cost", money, "cost of one"),
           field("launched_on", date, "first day on sale")},
          {"id"}};
}

Kind customer() {
  return {"customer", "A firm or person who buys or may buy",
          {id_field("account number or name"),
           required(text_field("name", "for people")),
           text_field("sector", "line of business"),
           text_field("region", "part of the country or world"),
           text_field("country", "country"),
           text_field("city", "city"),
           ref_field("owner", "rep", "who looks after the customer"),
           ref_field("parent", "customer", "the firm it belongs to"),
           field("annual_revenue", money, "the customer's own turnover a year"),
           field("employees", integer, "how many people work there"),
           field("founded", integer, "year of foundation"),
           field("created_on", date, "when the customer became known"),
           text_field("source", "how the customer was found"),
           text_field("phone", "telephone"),
           text_field("email", "address"),
           field("contract_until", date, "last day of the running contract"),
           field("opted_out", boolean, "does not want calls or mails")},
          {"id"}};
}

Kind contact() {
  return {"contact", "A person at a customer",
          {id_field("contact number"),
           required(text_field("name", "for people")),
           ref_field("customer", "customer", "where the person works"),
           text_field("title", "job title"),
           text_field("department", "department"),
           text_field("phone", "telephone"),
           text_field("email", "address"),
           field("birthday", date, "day of birth"),
           field("opted_out", boolean, "does not want calls or mails")},
          {"id"}};
}

Kind lead() {
  return {"lead", "A possible customer, not yet qualified",
          {id_field("lead number"),
           required(text_field("name", "person or firm")),
           text_field("company", "firm"),
           text_field("sector", "line of business"),
           text_field("region", "part of the country or world"),
           text_field("source", "how the lead was found"),
           text_field("status", "where it stands"),
           ref_field("owner", "rep", "who looks after it; none: in the public pool"),
           field("value", money, "what it may be worth"),
           field("created_on", date, "when it came in"),
           field("assigned_on", date, "when the owner got it"),
           field("last_activity_on", date, "last contact"),
           field("converted_on", date, "when it became a customer or opportunity"),
           ref_field("customer", "customer", "the customer it became"),
           text_field("phone", "telephone"),
           text_field("email", "address")},
          {"id"}};
}

Kind opportunity() {
  return {"opportunity", "A deal being worked on, won or lost",
          {id_field("deal number"),
           text_field("name", "for people"),
           ref_field("customer", "customer", "who would buy"),
           ref_field("rep", "rep", "whose deal it is"),
           ref_field("product", "product", "what is offered"),
           ref_field("lead", "lead", "the lead it grew from"),
           required(text_field("stage", "where it stands: a stage of the pipeline or one of its aliases")),
           field("amount", money, "value of the deal"),
           field("probability", rate, "of winning, where the source system knows better than the stage"),
           text_field("type", "new business, renewal ..."),
           text_field("source", "how it was found"),
           field("created_on", date, "when work on it began"),
           field("expected_on", date, "when it should close"),
           field("closed_on", date, "when it was won or lost"),
           field("last_activity_on", date, "last contact"),
           text_field("lost_reason", "why it was lost"),
           text_field("competitor", "to whom it was lost"),
           text_field("next_step", "what comes next")},
          {"id"}};
}

Kind stage_event() {
  return {"stage_event", "A deal's step from one stage into another",
          {required(ref_field("opportunity", "opportunity", "the deal")),
           required(text_field("stage", "the stage entered")),
           required(field("entered_on", date, "when")),
           field("amount", money, "the deal's value then"),
           ref_field("rep", "rep", "who moved it")},
          {"opportunity", "stage", "entered_on"}};
}

Kind quote() {
  return {"quote", "An offer to a customer",
          {id_field("quote number"),
           ref_field("opportunity", "opportunity", "the deal"),
           ref_field("customer", "customer", "to whom"),
           ref_field("rep", "rep", "who made it"),
           required(field("amount", money, "price offered")),
           field("discount", rate, "off the list price"),
           required(field("quoted_on", date, "when")),
           field("valid_until", date, "last day it holds"),
           text_field("status", "sent, accepted, refused ...")},
          {"id"}};
}

Kind order() {
  return {"order", "A sale, or its refund with a negative amount",
          {id_field("order number"),
           ref_field("customer", "customer", "who bought"),
           ref_field("rep", "rep", "who sold; credited in full unless order_credit splits it"),
           ref_field("product", "product", "what was bought"),
           ref_field("opportunity", "opportunity", "the deal it came from"),
           choice_field("kind", {"sale", "renewal", "refund"}, "a refund's amount is negative"),
           field("quantity", number, "how many"),
           required(field("amount", money, "value without tax")),
           field("cost", money, "cost of what was sold"),
           required(field("ordered_on", date, "when")),
           ref_field("refund_of", "order", "for a refund: the order given back")},
          {"id"}};
}

Kind order_credit() {
  return {"order_credit", "A share of an order credited to a rep; the shares of an order sum to exactly 100%",
          {required(ref_field("order", "order", "the order")),
           required(ref_field("rep", "rep", "who is credited")),
           required(field("share", rate, "of the order"))},
          {"order", "rep"}};
}

Kind payment() {
  return {"payment", "Money received for an order",
          {id_field("payment number"),
           required(ref_field("order", "order", "what was paid")),
           required(field("amount", money, "how much; negative when paid back")),
           required(field("paid_on", date, "when")),
           text_field("method", "transfer, card ...")},
          {"id"}};
}

Kind activity() {
  return {"activity", "A contact with a customer or lead",
          {id_field("activity number"),
           ref_field("rep", "rep", "who"),
           choice_field("kind", {"visit", "call", "mail", "meeting", "message", "other"}, "of contact"),
           ref_field("customer", "customer", "with whom"),
           ref_field("contact", "contact", "with which person"),
           ref_field("lead", "lead", "with which lead"),
           ref_field("opportunity", "opportunity", "about which deal"),
           required(field("happened_on", date, "when")),
           field("minutes", integer, "how long"),
           text_field("subject", "about what"),
           text_field("outcome", "with what result")},
          {"id"}};
}

Kind survey() {
  return {"survey", "A question to a customer about satisfaction, and the answer",
          {id_field("survey number"),
           required(ref_field("customer", "customer", "who answered")),
           ref_field("rep", "rep", "about whom"),
           choice_field("kind", {"csat", "nps"}, "satisfaction 1-5 or recommendation 0-10"),
           field("score", number, "the answer; none: not answered"),
           field("answered_on", date, "when it was answered"),
           text_field("comment", "in words"),
           field("sent_on", date, "when the customer was asked")},
          {"id"}};
}

Kind ticket() {
  return {"ticket", "An after-sales case",
          {id_field("case number"),
           required(ref_field("customer", "customer", "whose")),
           ref_field("rep", "rep", "who looks after it"),
           ref_field("product", "product", "about what"),
           ref_field("order", "order", "about which order"),
           text_field("subject", "in words"),
           text_field("priority", "low, normal, high ..."),
           text_field("status", "where it stands"),
           required(field("opened_on", date, "when it came in")),
           field("due_on", date, "when it should be solved"),
           field("closed_on", date, "when it was solved")},
          {"id"}};
}

Kind review() {
  return {"review", "One person's score for another on one criterion",
          {required(text_field("period", "the period judged, such as 2026-Q3")),
           required(ref_field("reviewer", "rep", "who judges")),
           required(ref_field("reviewee", "rep", "who is judged")),
           choice_field("role", {"self", "manager", "peer"}, "of the reviewer"),
           required(text_field("criterion", "what is judged")),
           required(field("score", number, "the judgement")),
           text_field("comment", "in words")},
          {"period", "reviewer", "reviewee", "role", "criterion"}};
}

Kind training() {
  return {"training", "A course a rep took",
          {id_field("entry number"),
           required(ref_field("rep", "rep", "who")),
           required(text_field("course", "which")),
           choice_field("kind", {"regular", "onboarding"}, "of course"),
           required(field("trained_on", date, "when")),
           field("hours", number, "how long"),
           field("score", number, "result of the exam"),
           field("passed", boolean, "whether the exam was passed")},
          {"id"}};
}

Kind knowledge() {
  return {"knowledge", "Experience shared with the others",
          {id_field("entry number"),
           ref_field("rep", "rep", "who shared it"),
           required(text_field("title", "about what")),
           text_field("body", "in words"),
           text_field("topic", "for finding it"),
           required(field("shared_on", date, "when")),
           text_field("stage", "the stage of the pipeline it helps in"),
           ref_field("product", "product", "the product it is about"),
           text_field("lost_reason", "the reason for losing deals it helps against")},
          {"id"}};
}

Kind task() {
  return {"task", "Something a rep is to do",
          {id_field("task number"),
           ref_field("rep", "rep", "who is to do it"),
           required(text_field("title", "what")),
           text_field("kind", "visit, call, quote ..."),
           ref_field("customer", "customer", "for whom"),
           ref_field("opportunity", "opportunity", "for which deal"),
           ref_field("lead", "lead", "for which lead"),
           text_field("priority", "low, normal, high ..."),
           field("created_on", date, "when it was set"),
           field("due_on", date, "when it should be done"),
           field("done_on", date, "when it was done")},
          {"id"}};
}

}  // namespace

const Field* Kind::find(std::string_view wanted) const {
  auto it = std::ranges::find(fields, wanted, &Field::name);
  return it == fields.end() ? nullptr : &*it;
}

std::size_t Kind::index(std::string_view wanted) const {
  return static_cast<std::size_t>(std::ranges::find(fields, wanted, &Field::name) - fields.begin());
}

std::string storage_column(const Field& f) {
  switch (f.type) {
    case ref: return f.name + "_key";
    case money: return f.name + "_minor";
    case rate: return f.name + "_billionths";
    default: return f.name;
  }
}

std::span<const Kind> built_in_kinds() {
  static const std::vector<Kind> kinds{
      team(),        rep(),     team_move(), absence(), goal(), okr_checkin(), product(),      customer(), contact(), lead(),
      opportunity(), stage_event(), quote(), order(), order_credit(), payment(),  activity(), survey(),
      ticket(),      review(),  training(),  knowledge(),    task()};
  return kinds;
}

const Kind& find_kind(std::span<const Kind> kinds, std::string_view name) {
  if (auto it = std::ranges::find(kinds, name, &Kind::name); it != kinds.end()) return *it;
  std::vector<std::string_view> names;
  std::string list;
  for (const Kind& kind : kinds) {
    names.emplace_back(kind.name);
    list += (list.empty() ? "" : " ") + kind.name;
  }
  throw UsageError(tr("there is no kind \"{}\"{}", printable(name), did_you_mean(name, names)),
                   tr("kinds: {}", list));
}

}  // namespace salesctl
