#include "store/deals.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "model/organisation.hpp"
#include "store/organisation.hpp"

namespace salesctl {
namespace {

/// The stages' names and aliases, and the names that no rule knows.
class StageNames {
 public:
  explicit StageNames(const Database& db, const std::vector<Stage>& rules) {
    for (const Stage& rule : rules) {
      const int index = static_cast<int>(stages_.size());
      stages_.push_back({rule.name, rule.kind, rule.sla_days, true});
      indexes_.emplace(rule.name, index);
      for (const std::string& alias : rule.aliases) indexes_.emplace(alias, index);
    }
    Statement unknown = db.prepare(
        "SELECT stage FROM opportunity_fact WHERE stage NOT IN (SELECT alias FROM stage_alias) "
        "UNION SELECT stage FROM stage_event_fact WHERE stage NOT IN (SELECT alias FROM stage_alias) ORDER BY 1");
    while (unknown.step()) {
      if (!indexes_.emplace(std::string(unknown.text(0)), static_cast<int>(stages_.size())).second) continue;
      stages_.push_back({std::string(unknown.text(0)), StageKind::open, {}, false});
    }
  }
  int at(std::string_view name) {
    if (name == last_name_) return last_;  // rows often repeat
    last_name_ = name;
    return last_ = indexes_.at(last_name_);
  }
  const std::vector<DealStage>& stages() const { return stages_; }

 private:
  std::vector<DealStage> stages_;
  std::unordered_map<std::string, int> indexes_;
  std::string last_name_;
  int last_ = 0;
};

struct Event {
  std::int64_t deal = 0;
  int stage = 0;
  int day = 0;
  std::optional<Money> amount;
};

/// By deal and day; of one day in the order they came in.
std::vector<Event> read_events(const Database& db, StageNames& names) {
  std::vector<Event> events;
  Statement rows = db.prepare("SELECT opportunity_key, stage, entered_on, amount_minor FROM stage_event_fact ORDER BY key");
  while (rows.step()) {
    events.push_back({rows.integer(0), names.at(rows.text(1)), day_number(rows.date(2).value()), {}});
    if (!rows.is_null(3)) events.back().amount = Money{rows.integer(3)};
  }
  const auto before = [](const Event& a, const Event& b) { return std::pair(a.deal, a.day) < std::pair(b.deal, b.day); };
  if (!std::ranges::is_sorted(events, before)) std::ranges::stable_sort(events, before);
  return events;
}

DealState state_of(StageKind kind) {
  if (kind == StageKind::open) return DealState::open;
  return kind == StageKind::lost ? DealState::lost : DealState::won;
}

/// Takes the deals one by one.
class Reader {
 public:
  Reader(Deals& deals, int as_of) : deals_(deals), as_of_(as_of) {
    for (std::size_t i = 0; i < deals.stages.size(); ++i) {
      const DealStage& stage = deals.stages[i];
      if (stage.kind == StageKind::open && stage.listed) open_.push_back(static_cast<int>(i));
      if (stage.kind == StageKind::won && !won_) won_ = static_cast<int>(i);
    }
  }

  /// `deal` as it is now, `events` its own.
  void add(Deal deal, std::span<const Event> events) {
    count_amount(deal);
    const auto later = std::ranges::upper_bound(events, as_of_, {}, &Event::day);
    const std::span<const Event> known(events.begin(), later);
    if (!deal.began && !events.empty()) deal.began = events.front().day;
    if (deal.began > as_of_) return;
    const bool looks_back = later != events.end() || deal.ended > as_of_;
    const bool decided_later = looks_back && state_of(kind_of(deal.stage)) != DealState::open;
    if (looks_back) look_back(deal, known);
    deal.state = state_of(kind_of(deal.stage));
    if (deal.state == DealState::open) {
      deal.ended.reset();
    } else if (!deal.ended && !known.empty() && state_of(kind_of(known.back().stage)) == deal.state) {
      deal.ended = known.back().day;
    }
    if (!record(deal, known)) infer(deal);
    if (decided_later && deal.state == DealState::open && !said(known, deal)) of_now_.push_back(deals_.deals.size());
    deals_.deals.push_back(deal);
    deals_.first.push_back(deals_.steps.size());
  }

  /// To be called when all are there. Where lost deals mostly have no amount and won ones mostly have, amounts come with the
  /// decision, so nobody knew those of deals decided later.
  void finish() {
    const bool come_with_decision = won_all_ > 0 && lost_all_ > 0 && 2 * won_amounts_ > won_all_ && 2 * lost_amounts_ < lost_all_;
    if (!come_with_decision) {
      deals_.amounts_of_now = static_cast<std::int64_t>(of_now_.size());
      return;
    }
    for (const std::size_t i : of_now_) deals_.deals[i].amount.reset();
  }

 private:
  StageKind kind_of(int stage) const { return deals_.stages[static_cast<std::size_t>(stage)].kind; }

  void count_amount(const Deal& deal) {
    const DealState state = state_of(kind_of(deal.stage));
    if (state == DealState::open) return;
    const bool has = deal.amount && deal.amount->minor != 0;
    ++(state == DealState::won ? won_all_ : lost_all_);
    (state == DealState::won ? won_amounts_ : lost_amounts_) += has ? 1 : 0;
  }

  /// Gives the deal the last amount that its steps say; false where none does.
  static bool said(std::span<const Event> known, Deal& deal) {
    const auto last = std::find_if(known.rbegin(), known.rend(), [](const Event& event) { return event.amount.has_value(); });
    if (last == known.rend()) return false;
    deal.amount = last->amount;
    return true;
  }

  void look_back(Deal& deal, std::span<const Event> known) const {
    deal.ended.reset();
    if (!known.empty()) {
      deal.stage = known.back().stage;
    } else if (!open_.empty()) {
      deal.stage = open_.front();
    }
  }

  void step(int stage, std::optional<int> day) {
    const std::size_t from = deals_.first.back();
    if (deals_.steps.size() == from || deals_.steps.back().stage != stage) deals_.steps.push_back({stage, day});
  }

  /// False where no step into an open stage is recorded.
  bool record(const Deal& deal, std::span<const Event> known) {
    if (std::ranges::none_of(known, [&](const Event& e) { return kind_of(e.stage) == StageKind::open; })) return false;
    for (const Event& event : known) {
      if (kind_of(event.stage) != StageKind::lost) step(event.stage, event.day);
    }
    if (deal.state == DealState::won) step(deal.stage, deal.ended);
    if (deal.state == DealState::open) step(deal.stage, std::nullopt);
    return true;
  }

  void infer(Deal& deal) {
    deal.inferred = true;
    std::optional<int> day = deal.began;
    if (!deals_.stages[static_cast<std::size_t>(deal.stage)].listed) return step(deal.stage, day);
    for (const int stage : open_) {
      if (deal.state == DealState::open && stage > deal.stage) break;
      step(stage, std::exchange(day, std::nullopt));
    }
    if (deal.state != DealState::won) return;
    if (won_ && kind_of(deal.stage) == StageKind::after_sales) step(*won_, deal.ended);
    step(deal.stage, kind_of(deal.stage) == StageKind::won ? deal.ended : std::nullopt);
  }

  Deals& deals_;
  int as_of_;
  std::vector<int> open_;     // the rules' open stages
  std::optional<int> won_;    // the rules' first won stage
  std::vector<std::size_t> of_now_;  // deals decided later whose amount of then nothing says
  std::int64_t won_all_ = 0;  // deals on record now, and those of them with an amount
  std::int64_t won_amounts_ = 0;
  std::int64_t lost_all_ = 0;
  std::int64_t lost_amounts_ = 0;
};

std::optional<int> day_in(const Statement& rows, int column) {
  const std::optional<Date> date = rows.date(column);
  return date ? std::optional<int>(day_number(*date)) : std::nullopt;
}

/// SQL of the value that tells deals f apart: its id and its name.
std::string columns_of(DealUnit unit) {
  switch (unit) {
    case DealUnit::product: return "p.id, p.name FROM opportunity_fact f LEFT JOIN product_fact p ON p.key = f.product_key";
    case DealUnit::sector: return "c.sector, c.sector FROM opportunity_fact f LEFT JOIN customer_fact c ON c.key = f.customer_key";
    case DealUnit::source: return "f.source, f.source FROM opportunity_fact f";
    case DealUnit::type: return "f.type, f.type FROM opportunity_fact f";
    case DealUnit::reason: return "f.lost_reason, f.lost_reason FROM opportunity_fact f";
    case DealUnit::competitor: return "f.competitor, f.competitor FROM opportunity_fact f";
    default: return "NULL, NULL FROM opportunity_fact f";
  }
}

/// Gives every deal the number of its group, and the groups their order.
class Grouping {
 public:
  explicit Grouping(DealUnit unit) { groups_.unit = unit; }

  void add(std::string id, std::string name) {
    const auto [it, fresh] = numbers_.try_emplace(std::move(id), static_cast<int>(names_.size()));
    if (fresh) names_.push_back(std::move(name));
    groups_.of.push_back(it->second);
  }

  DealGroups take() {
    std::vector<int> rank(names_.size());
    const auto nothing = numbers_.find("");
    for (const auto& [id, number] : numbers_) {
      if (id.empty()) continue;
      rank[static_cast<std::size_t>(number)] = static_cast<int>(groups_.groups.size());
      groups_.groups.push_back({id, names_[static_cast<std::size_t>(number)]});
    }
    if (nothing != numbers_.end()) {
      rank[static_cast<std::size_t>(nothing->second)] = static_cast<int>(groups_.groups.size());
      groups_.groups.emplace_back();
    }
    for (int& group : groups_.of) group = rank[static_cast<std::size_t>(group)];
    return std::move(groups_);
  }

 private:
  DealGroups groups_;
  std::map<std::string, int> numbers_;
  std::vector<std::string> names_;
};

DealGroups groups_of_people(const Database& db, const Organisation& organisation, const Deals& deals, DealUnit unit, Date as_of) {
  Grouping grouping(unit);
  Statement rows = db.prepare("SELECT key, coalesce(rep_key, 0) FROM opportunity_fact ORDER BY key");
  std::unordered_map<std::int64_t, const Rep*> reps;
  for (const Rep& rep : organisation.reps) reps.emplace(static_cast<std::int64_t>(rep.key), &rep);
  for (const Deal& deal : deals.deals) {
    while (rows.step() && rows.integer(0) != deal.key) {
    }
    const auto found = reps.find(rows.integer(1));
    if (found == reps.end()) {
      grouping.add({}, {});
      continue;
    }
    const Rep& rep = *found->second;
    if (unit == DealUnit::rep) {
      grouping.add(rep.id, rep.name);
      continue;
    }
    const std::optional<TeamKey> team = team_on(rep, deal.ended ? from_day_number(*deal.ended) : as_of);
    grouping.add(team ? organisation.team(*team).id : "", team ? organisation.team(*team).name : "");
  }
  return grouping.take();
}

}  // namespace

Deals read_deals(const Database& db, const Settings& settings, Date as_of) {
  StageNames names(db, settings.stages);
  const std::vector<Event> events = read_events(db, names);
  Deals deals;
  deals.stages = names.stages();
  Reader reader(deals, day_number(as_of));
  Statement rows = db.prepare("SELECT key, stage, amount_minor, created_on, closed_on FROM opportunity_fact ORDER BY key");
  auto event = events.begin();
  while (rows.step()) {
    Deal deal;
    deal.key = rows.integer(0);
    deal.stage = names.at(rows.text(1));
    if (!rows.is_null(2)) deal.amount = Money{rows.integer(2)};
    deal.began = day_in(rows, 3);
    deal.ended = day_in(rows, 4);
    event = std::find_if(event, events.end(), [&](const Event& e) { return e.deal >= deal.key; });
    const auto end = std::find_if(event, events.end(), [&](const Event& e) { return e.deal != deal.key; });
    reader.add(deal, {event, end});
    event = end;
  }
  reader.finish();
  return deals;
}

std::vector<DealOutlook> read_outlooks(const Database& db, const Deals& deals, Date as_of) {
  std::unordered_map<std::int64_t, int> contacts;
  Statement activities = db.prepare(
      "SELECT opportunity_key, max(happened_on) FROM activity_fact WHERE opportunity_key IS NOT NULL AND happened_on <= $1 GROUP BY 1");
  activities.bind(1, std::string_view(format_date(as_of)));
  while (activities.step()) contacts.emplace(activities.integer(0), day_number(activities.date(1).value()));
  std::vector<DealOutlook> outlooks;
  Statement rows = db.prepare(
      "SELECT key, CASE WHEN closed_on > $1 THEN NULL ELSE probability_billionths END, expected_on, "
      "CASE WHEN last_activity_on <= $1 THEN last_activity_on END FROM opportunity_fact ORDER BY key");
  rows.bind(1, std::string_view(format_date(as_of)));
  for (const Deal& deal : deals.deals) {
    while (rows.step() && rows.integer(0) != deal.key) {
    }
    DealOutlook outlook{{}, day_in(rows, 2), day_in(rows, 3)};
    if (!rows.is_null(1)) outlook.probability = Rate{rows.integer(1)};
    if (const auto it = contacts.find(deal.key); it != contacts.end()) {
      outlook.last_contact = std::max(outlook.last_contact, std::optional(it->second));
    }
    outlooks.push_back(outlook);
  }
  return outlooks;
}

DealGroups read_deal_groups(const Database& db, const Settings& settings, const Deals& deals, DealUnit unit, Date as_of) {
  if (unit == DealUnit::company) return {unit, {{"company", settings.company}}, std::vector<int>(deals.deals.size(), 0)};
  if (unit == DealUnit::team || unit == DealUnit::rep) {
    return groups_of_people(db, read_organisation(db, settings), deals, unit, as_of);
  }
  Grouping grouping(unit);
  Statement rows = db.prepare("SELECT f.key, " + columns_of(unit) + " ORDER BY f.key");
  for (const Deal& deal : deals.deals) {
    while (rows.step() && rows.integer(0) != deal.key) {
    }
    grouping.add(std::string(rows.text(1)), std::string(rows.text(2)));
  }
  return grouping.take();
}

}  // namespace salesctl
