// Customers as whoever calls on them needs to know them.
#pragma once

#include <optional>
#include <vector>

#include "model/dossier.hpp"
#include "model/purchases.hpp"
#include "store/database.hpp"

namespace salesctl {

struct KnownCustomer {
  CustomerKey key;
  std::optional<Date> created;
  std::optional<Date> last_contact;
};

/// Every customer there was at the end of a day, by key: all but those created later, and of these who had `bought` (by
/// key) by then.
std::vector<KnownCustomer> known_customers(const Database& database, const std::vector<CustomerKey>& bought, Date as_of);

/// The dossiers of these customers as of a day, in their order. One pass over each kind of fact, however many they are.
std::vector<Dossier> read_dossiers(const Database& database, const std::vector<CustomerKey>& customers, Date as_of);

}  // namespace salesctl
