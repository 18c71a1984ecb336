// Deals and their steps in the store, as they stood on a day: what is dated later is not there. A deal closed later is open,
// and one that took a step later stands where its last step before has brought it.
#pragma once

#include "model/deal.hpp"
#include "store/database.hpp"

namespace salesctl {

/// Every deal begun by `as_of`. A deal without a recorded step into an open stage has inferred ones: an open deal has been
/// in every open stage up to its own, a decided one in all. Only the day of the first is known then, that of a won stage,
/// and no other. The amount of an open deal that was decided later is the last one its steps say; where they say none, that on
/// record now, or nothing where amounts on record come with the decision.
Deals read_deals(const Database& database, const Settings& settings, Date as_of);

/// By deal. A deal closed later has no probability of its own: that of now is not the one it had.
std::vector<DealOutlook> read_outlooks(const Database& database, const Deals& deals, Date as_of);

/// The team is the one the rep was in on the day the deal was decided, else on `as_of`.
DealGroups read_deal_groups(const Database& database, const Settings& settings, const Deals& deals, DealUnit unit, Date as_of);

}  // namespace salesctl
