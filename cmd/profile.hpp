// What the parts of salesctl report customer share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "churn.hpp"
#include "context.hpp"
#include "model/baskets.hpp"
#include "model/profile.hpp"
#include "model/table.hpp"

namespace salesctl {

/// How the profile is asked for.
struct Look {
  bool page = true;      // to be read from top to bottom: table, md, html
  bool people = true;    // or at least by people: xlsx
  bool contacts = false; // with phone numbers and addresses
  bool explain = false;
};

/// A part of the profile: one table, the same for every format.
struct Section {
  std::string key;       // its name for machines
  Table table;
  bool card = false;     // one row, whose columns stand below each other for people
  bool page = true;      // stands on the page
  std::vector<std::string> page_columns = {};  // what of it does; empty: all
};

/// The sections as a format shows them.
/// Pages: cards, and lists of the newest rows; what has no row is named in a note of the first table. Excel: every row and
/// column. JSON: tables under their keys. JSON Lines: rows that begin with their section. CSV: one table, a line for each
/// value, with the columns section, row, item and value.
std::vector<Table> laid_out(std::vector<Section> sections, Format format);  // profile_layout.cpp

/// A customer, and what its profile is made of.
struct ProfiledCustomer {
  CustomerKey key;
  CustomerCard card;
  Row master;                 // of the kind customer
  Party owner;                // on the day
  Party parent;
  CustomerProfile record;
  std::string class_name;     // empty: none
  const CustomerClass* of_class = nullptr;  // the rules' class of that name
};

/// What machines know an event by, and its name for people.
Named event_name(const std::string& kind);

// profile_lists.cpp
Section contacts_section(const ProfiledCustomer& customer, const Look& look);
Section owners_section(const ProfiledCustomer& customer, Date as_of);
Section classes_section(const ProfiledCustomer& customer);
Section deals_section(const ProfiledCustomer& customer, int money_decimals);
Section timeline_section(const ProfiledCustomer& customer, int money_decimals);
Section surveys_section(const ProfiledCustomer& customer);
Section tickets_section(const ProfiledCustomer& customer, Date as_of);
// profile_offers.cpp
Section offers_section(const ProfiledCustomer& customer, const Database& database, Date as_of, const Look& look);
// profile_sales.cpp
Section years_section(const ProfiledCustomer& customer, Date as_of, int money_decimals, const Look& look);
Section months_section(const ProfiledCustomer& customer, Date as_of, int money_decimals);

}  // namespace salesctl
