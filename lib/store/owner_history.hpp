// Who looked after a customer before: a row for each day on which the owner of a known customer was changed.
#pragma once

#include <vector>

#include "base/date.hpp"
#include "model/profile.hpp"
#include "model/purchases.hpp"
#include "store/database.hpp"

namespace salesctl {

/// While it lives, remembers of every customer whose owner is changed who it was at first. Costs nothing where customers
/// are only added. To be made and used within one transaction.
class OwnerWatch {
 public:
  explicit OwnerWatch(const Database& database);
  OwnerWatch(const OwnerWatch&) = delete;
  OwnerWatch& operator=(const OwnerWatch&) = delete;
  ~OwnerWatch();

  /// Writes what has changed, dated that day. Of several changes on a day the first `from` and the last `to` remain; one
  /// that was taken back is none.
  void write(Date day, std::int64_t run_key);

 private:
  const Database& database_;
};

/// All changes of a customer's owner, the earliest first.
std::vector<OwnerChange> read_owner_changes(const Database& database, CustomerKey customer);

}  // namespace salesctl
