// A customer's file (客户档案): by whom it can be reached, when it was last in touch, what is open with it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"

namespace salesctl {

struct LastContact {
  Date on;
  std::string kind;  // visit, call, ...
  std::string note;  // subject and outcome
};

struct Person {
  std::string name;
  std::string phone;
  std::string email;
  std::optional<Date> birthday;
};

struct OpenQuote {
  std::string id;
  Money amount;
  std::optional<Date> valid_until;
};

struct Dossier {
  std::optional<LastContact> last_contact;
  std::vector<Person> people;         // without those who opted out
  std::vector<OpenQuote> quotes;      // neither accepted, refused nor expired
  std::optional<Date> contract_until;
  std::string phone;                  // the customer's own; empty where it opted out
  std::string email;
};

}  // namespace salesctl
