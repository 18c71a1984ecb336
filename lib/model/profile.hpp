// All that is on record about one customer up to and including a day (客户档案), for its profile.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"

namespace salesctl {

/// Somebody or something with an id and a name; both empty: nobody.
struct Party {
  std::string id;
  std::string name;
  bool operator==(const Party&) const = default;
};

struct ProfileContact {
  Party person;
  std::string title;
  std::string department;
  std::string phone;
  std::string email;
  bool opted_out = false;
  std::optional<Date> last_contact;
};

struct OwnerChange {
  Date day;
  Party from;
  Party to;
  bool operator==(const OwnerChange&) const = default;
};

struct ClassStep {
  Date since;
  std::string previous;  // empty: none
  std::string name;      // empty: no class any more
  std::string reason;
};

struct ProfileDeal {
  Party deal;
  std::string stage;
  std::string kind;      // open, won, lost or after_sales
  std::optional<Money> amount;
  std::optional<Date> created;
  std::optional<Date> expected;
  std::optional<Date> closed;
  Party product;
  Party rep;
  std::string lost_reason;
  std::string competitor;
  std::string next_step;
};

struct ProfileOrder {
  Date day;
  std::string id;
  std::string kind;      // sale, renewal or refund
  Party product;
  std::optional<double> quantity;
  Money amount;
  Party rep;
};

struct ProfilePayment {
  Date day;
  std::string id;
  std::string order;
  Money amount;
  std::string method;
};

struct ProfileSurvey {
  std::string id;
  std::string kind;      // csat or nps
  std::optional<Date> sent;
  std::optional<Date> answered;
  std::optional<double> score;
  std::string comment;
  Party rep;
};

struct ProfileTicket {
  std::string id;
  std::string subject;
  std::string priority;
  Date opened;
  std::optional<Date> due;
  std::optional<Date> closed;
  Party product;
  Party rep;
};

/// Something that happened with the customer.
struct ProfileEvent {
  Date day;
  std::string kind;      // visit, call, ...; sale, renewal, refund; payment; csat, nps; ticket, ticket_closed; quote; stage
  std::string id;
  std::string about;
  std::optional<Money> amount;
  Party rep;
  bool operator==(const ProfileEvent&) const = default;
};

/// Newest first, but for contacts and for open deals, of which the one that is expected first stands first.
struct CustomerProfile {
  std::vector<ProfileContact> contacts;
  std::vector<OwnerChange> owners;      // also later ones: they tell who the owner was
  std::vector<ClassStep> classes;
  std::vector<ProfileDeal> deals;       // open ones first
  std::vector<ProfileOrder> orders;
  std::vector<ProfilePayment> payments;
  std::vector<ProfileSurvey> surveys;
  std::vector<ProfileTicket> tickets;
  std::vector<ProfileEvent> activities;
  std::vector<ProfileEvent> others;     // quotes and steps of deals
};

}  // namespace salesctl
