// A pin for one person (or, in a split to teams, one team as a unit) over a period of the tree is a row of the table to
// be fitted; a pin for a scope in a slice is a column, and so is each slice of the company. Rows and columns nest: what
// a pin within another one takes is taken out of the outer one, so that every cell is in one row and one column.
#include "goal/pins.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "goal/fit.hpp"
#include "goal/shares.hpp"

namespace salesctl {
namespace {

constexpr std::size_t nothing = SIZE_MAX;

/// A pin's slices [first, last).
struct Range {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t size() const { return last - first; }
  bool holds(const Range& other) const { return first <= other.first && other.last <= last; }
};

struct UnitPin {
  std::size_t pin;  // in SplitRequest::pins
  std::size_t unit;
  Range range;
  Fixed amount;
};

struct ScopePin {
  std::size_t pin;
  std::size_t scope;
  Range range;
  std::int64_t amount;
};

class Pins {
 public:
  Pins(const Fitting& fitting, const std::vector<Fixed>& cells) : f_(fitting), cells_(cells) {
    for (std::size_t i = 0; i < f_.request.pins.size(); ++i) place(i);
    std::ranges::stable_sort(unit_pins_, {}, [](const UnitPin& pin) { return pin.range.size(); });
    cut_moving_units();
    const auto order = [&](const ScopePin& pin) { return std::pair(-f_.scopes.scopes[pin.scope].depth, pin.range.size()); };
    std::ranges::stable_sort(scope_pins_, {}, order);
    for (const ScopePin& pin : scope_pins_) cut(pin);
  }

  bool any() const { return !unit_pins_.empty() || !in_slice_.empty(); }

  /// Whether a unit's whole period is set by hand.
  bool sets_whole(std::size_t unit) const {
    const Range whole{0, f_.periods.slices};
    return std::ranges::any_of(unit_pins_, [&](const UnitPin& p) { return p.unit == unit && p.range.holds(whole); });
  }

  void bound(std::size_t unit, Fixed amount) { unit_pins_.push_back({nothing, unit, {0, f_.periods.slices}, amount}); }

  void meet(std::vector<Fixed>& cells) const {
    Margins margins;
    std::vector<std::vector<std::size_t>> row_pins;
    std::vector<std::vector<std::size_t>> column_pins;
    make_rows(margins, row_pins);
    make_columns(margins, column_pins);
    const Misfit misfit = fit(margins, cells);
    if (!misfit.any()) return;
    std::set<std::size_t> pins;
    for (const std::size_t row : misfit.rows) pins.insert(row_pins[row].begin(), row_pins[row].end());
    for (const std::size_t column : misfit.columns) pins.insert(column_pins[column].begin(), column_pins[column].end());
    refuse(pins);
  }

 private:
  // --- where a pin lies ---

  Range range_of(const Pin& pin) const {
    Range range{nothing, 0};
    for (std::size_t j = 0; j < f_.periods.slices; ++j) {
      const Span slice = f_.periods.slice(j).period.span;
      if (slice.from < pin.period.span.from || pin.period.span.to < slice.to) continue;
      range.first = std::min(range.first, j);
      range.last = j + 1;
    }
    if (range.first == nothing || f_.periods.slice(range.first).period.span.from != pin.period.span.from ||
        f_.periods.slice(range.last - 1).period.span.to != pin.period.span.to) {
      throw DataError(tr("{} is set by hand, and that is not made of whole periods by {}", name(pin), to_string(f_.request.by)),
                      tr("split with a finer --by, or set another period"));
    }
    return range;
  }

  static std::string name(const Pin& pin) { return printable(pin.scope) + " " + pin.period.name; }

  /// Units of the pin left over for slices that are split.
  std::int64_t units_of(const Pin& pin, Range range, const auto& holds) const {
    std::int64_t minor = pin.amount.minor;
    for (std::size_t i = 0; i < f_.kept.size(); ++i) {
      const std::size_t j = i % f_.periods.slices;
      if (range.first <= j && j < range.last && holds(i)) minor -= f_.kept[i];
    }
    if (minor < 0) {
      throw DataError(tr("{} is set to {} minor units, and what is past has more", name(pin), pin.amount.minor),
                      tr("set it to more, or adjust from an earlier day"));
    }
    if (minor % f_.request.round.minor != 0) {
      throw DataError(tr("{} is set by hand to what is no multiple of the rounding unit", name(pin)),
                      tr("set a multiple, or split with a smaller --round"));
    }
    return minor / f_.request.round.minor;
  }

  std::size_t unit_of(const Pin& pin) const {
    for (std::size_t u = 0; u < f_.people.units.size(); ++u) {
      const People::Unit& unit = f_.people.units[u];
      const bool is_rep = unit.rep != nullptr && pin.level == ScopeLevel::rep && static_cast<std::int64_t>(unit.rep->key) == pin.key;
      const bool is_team = unit.rep == nullptr && pin.level == ScopeLevel::team && f_.scopes.scopes[unit.scope].key == pin.key;
      if (is_rep || is_team) return u;
    }
    return nothing;
  }

  void place(std::size_t index) {
    const Pin& pin = f_.request.pins[index];
    const std::size_t unit = unit_of(pin);
    if (unit == nothing && pin.level > f_.request.to) return;  // the split does not go down there
    const Range all = range_of(pin);
    Range range = all;
    if (f_.request.from) {
      while (range.first < range.last && f_.periods.slice(range.first).period.span.from < *f_.request.from) ++range.first;
      if (range.size() == 0) return;
    }
    if (unit != nothing) {
      const auto holds = [&](std::size_t cell) { return cell / f_.periods.slices == unit; };
      unit_pins_.push_back({index, unit, range, to_fixed(units_of(pin, all, holds))});
      return;
    }
    if (pin.level == ScopeLevel::rep) {
      throw DataError(tr("{} is set by hand, and {} is not employed in {}", name(pin), printable(pin.scope), f_.request.period.name),
                      tr("\"salesctl goal set --remove\" takes it away"));
    }
    std::size_t scope = 0;
    if (pin.level == ScopeLevel::team) scope = f_.scopes.find(TeamKey{pin.key});
    scope_pins_.push_back({index, scope, range, units_of(pin, all, [&](std::size_t cell) { return lies_in(cell, scope); })});
  }

  bool lies_in(std::size_t cell, std::size_t scope) const {
    std::size_t s = f_.people.scope[cell];
    while (s != scope && s != 0) s = f_.scopes.scopes[s].above;
    return s == scope;
  }

  // --- pins cut into slices ---

  /// Whole numbers that sum to the whole, near to what they should be.
  static std::vector<std::int64_t> whole(std::int64_t total, const std::vector<double>& due) {
    std::vector<std::int64_t> amounts(due.size());
    const std::vector<std::int64_t> weights = whole_weights(due);
    if (weights.empty()) return amounts;
    Fixed reached = 0;
    std::int64_t given = 0;
    const std::vector<Fixed> parts = share_out(to_fixed(total), weights);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      reached += parts[i];
      amounts[i] = whole_part(reached + fixed_one / 2) - given;
      given += amounts[i];
    }
    return amounts;
  }

  bool is_period(Range range) const {
    return std::ranges::any_of(f_.periods.nodes, [&](const PeriodNode& n) { return n.first == range.first && n.last == range.last; });
  }

  /// Of a rep who changes teams only single slices are one number in the rounding; so are periods of the tree for others.
  void cut_moving_units() {
    std::vector<UnitPin> pins;
    for (const UnitPin& pin : unit_pins_) {
      const auto first = f_.people.scope.begin() + static_cast<std::ptrdiff_t>(f_.people.cell(pin.unit, pin.range.first));
      const bool stays = std::all_of(first, first + static_cast<std::ptrdiff_t>(pin.range.size()), [&](auto s) { return s == *first; });
      if (pin.range.size() == 1 || (stays && is_period(pin.range))) {
        pins.push_back(pin);
        continue;
      }
      std::int64_t rest = whole_part(pin.amount);
      std::vector<double> due(pin.range.size());
      for (std::size_t j = pin.range.first; j < pin.range.last; ++j) {
        due[j - pin.range.first] = to_double(cells_[f_.people.cell(pin.unit, j)]);
        for (const UnitPin& inner : pins) {
          if (inner.unit != pin.unit || inner.range.size() != 1 || inner.range.first != j) continue;
          due[j - pin.range.first] = 0;
          rest -= whole_part(inner.amount);
        }
      }
      const std::vector<std::int64_t> amounts = whole(rest, due);
      if (rest < 0 || (rest > 0 && whole_weights(due).empty())) refuse(pins_of_unit(pin.unit));
      for (std::size_t j = pin.range.first; j < pin.range.last; ++j) {
        if (due[j - pin.range.first] > 0) pins.push_back({pin.pin, pin.unit, {j, j + 1}, to_fixed(amounts[j - pin.range.first])});
      }
    }
    unit_pins_ = std::move(pins);
  }

  std::set<std::size_t> pins_of_unit(std::size_t unit) const {
    std::set<std::size_t> pins;
    for (const UnitPin& pin : unit_pins_) {
      if (pin.unit == unit) pins.insert(pin.pin);
    }
    return pins;
  }

  const UnitPin* pin_over(std::size_t cell) const {
    const std::size_t unit = cell / f_.periods.slices;
    const std::size_t slice = cell % f_.periods.slices;
    for (const UnitPin& pin : unit_pins_) {
      if (pin.unit == unit && pin.range.first <= slice && slice < pin.range.last) return &pin;
    }
    return nullptr;
  }

  std::optional<std::size_t> scope_pin_at(std::size_t cell, std::size_t below) const {
    std::optional<std::size_t> top;
    const std::size_t slice = cell % f_.periods.slices;
    for (std::size_t s = f_.people.scope[cell]; s != below; s = f_.scopes.scopes[s].above) {
      if (in_slice_.contains({slice, s})) top = s;
      if (s == 0) break;
    }
    return top;
  }

  /// What the pins within a scope's slice come to, and what its other cells have.
  struct Content {
    double set = 0;
    double free = 0;
    std::set<std::size_t> pins;
  };
  Content content(std::size_t scope, std::size_t slice) const {
    Content found;
    std::set<std::size_t> scopes;
    for (std::size_t u = 0; u < f_.people.units.size(); ++u) {
      const std::size_t cell = f_.people.cell(u, slice);
      if (!lies_in(cell, scope)) continue;
      if (const auto top = scope_pin_at(cell, scope)) {
        if (scopes.insert(*top).second) {
          found.set += static_cast<double>(in_slice_.at({slice, *top}).second);
          found.pins.insert(in_slice_.at({slice, *top}).first);
        }
      } else if (const UnitPin* pin = pin_over(cell)) {
        double sum = 0;
        for (std::size_t j = pin->range.first; j < pin->range.last; ++j) sum += to_double(cells_[f_.people.cell(u, j)]);
        const double part = pin->range.size() == 1 ? 1 : sum > 0 ? to_double(cells_[cell]) / sum : 0;
        found.set += to_double(pin->amount) * part;
        if (pin->pin != nothing) found.pins.insert(pin->pin);
      } else {
        found.free += to_double(cells_[cell]);
      }
    }
    return found;
  }

  void cut(const ScopePin& pin) {
    std::int64_t rest = pin.amount;
    std::vector<double> set(pin.range.size());
    std::vector<double> free(pin.range.size());
    std::set<std::size_t> pins{pin.pin};
    for (std::size_t j = pin.range.first; j < pin.range.last; ++j) {
      if (const auto known = in_slice_.find({j, pin.scope}); known != in_slice_.end()) {
        rest -= known->second.second;
        pins.insert(known->second.first);
        continue;
      }
      const Content found = content(pin.scope, j);
      set[j - pin.range.first] = found.set;
      free[j - pin.range.first] = found.free;
      pins.insert(found.pins.begin(), found.pins.end());
    }
    const double set_sum = std::accumulate(set.begin(), set.end(), 0.0);
    const double free_sum = std::accumulate(free.begin(), free.end(), 0.0);
    const double left = static_cast<double>(rest) - set_sum;
    if (rest < 0 || left < -0.5 || (left > 0.5 && !(free_sum > 0))) refuse(pins);
    std::vector<double> due(set);
    for (std::size_t i = 0; i < due.size() && free_sum > 0; ++i) due[i] += std::max(left, 0.0) * free[i] / free_sum;
    const std::vector<std::int64_t> amounts = whole(rest, due);
    for (std::size_t j = pin.range.first; j < pin.range.last; ++j) {
      in_slice_.emplace(std::pair(j, pin.scope), std::pair(pin.pin, amounts[j - pin.range.first]));
    }
  }

  // --- the table ---

  void make_rows(Margins& margins, std::vector<std::vector<std::size_t>>& pins) const {
    const std::size_t slices = f_.periods.slices;
    margins.rows = {to_fixed(f_.total)};
    margins.row_of.assign(cells_.size(), 0);
    pins.assign(1, {});
    std::vector<UnitPin> order = unit_pins_;  // wide ones first: narrower ones take over their cells
    std::ranges::stable_sort(order, std::greater{}, [](const UnitPin& pin) { return pin.range.size(); });
    for (const UnitPin& pin : order) {
      const auto row = static_cast<std::uint32_t>(margins.rows.size());
      const std::uint32_t outer = margins.row_of[pin.unit * slices + pin.range.first];
      margins.rows.push_back(pin.amount);
      margins.rows[outer] -= pin.amount;
      pins.push_back(pin.pin == nothing ? std::vector<std::size_t>{} : std::vector{pin.pin});
      if (pin.pin != nothing) pins[outer].push_back(pin.pin);
      for (std::size_t j = pin.range.first; j < pin.range.last; ++j) margins.row_of[pin.unit * slices + j] = row;
    }
    refuse_negative(margins.rows, pins);
  }

  void make_columns(Margins& margins, std::vector<std::vector<std::size_t>>& pins) const {
    const std::size_t slices = f_.periods.slices;
    margins.columns = company_slices();
    pins.assign(slices, {});
    std::map<std::pair<std::size_t, std::size_t>, std::uint32_t> column;  // by slice and scope
    for (std::size_t j = 0; j < slices; ++j) {
      column[{j, 0}] = static_cast<std::uint32_t>(j);
      if (const auto set = in_slice_.find({j, 0}); set != in_slice_.end()) pins[j].push_back(set->second.first);
    }
    for (std::size_t s = 1; s < f_.scopes.scopes.size(); ++s) {  // what is above comes before what is below
      for (std::size_t j = 0; j < slices; ++j) {
        const std::uint32_t outer = column.at({j, f_.scopes.scopes[s].above});
        const auto set = in_slice_.find({j, s});
        if (set == in_slice_.end()) {
          column[{j, s}] = outer;
          continue;
        }
        column[{j, s}] = static_cast<std::uint32_t>(margins.columns.size());
        margins.columns.push_back(to_fixed(set->second.second));
        margins.columns[outer] -= to_fixed(set->second.second);
        pins.push_back({set->second.first});
        pins[outer].push_back(set->second.first);
      }
    }
    refuse_negative(margins.columns, pins);
    margins.column_of.resize(cells_.size());
    for (std::size_t i = 0; i < cells_.size(); ++i) margins.column_of[i] = column.at({i % slices, f_.people.scope[i]});
  }

  /// The company's slices: as they were, as far as they are not set and the pins within leave room. Where they do not,
  /// the slice grows to what they need with the others as they were, and all other slices give in proportion.
  std::vector<Fixed> company_slices() const {
    const std::size_t slices = f_.periods.slices;
    std::vector<double> fixed(slices, -1);
    std::vector<Content> contents;
    for (std::size_t j = 0; j < slices; ++j) {
      contents.push_back(content(0, j));
      const auto set = in_slice_.find({j, 0});
      if (set != in_slice_.end()) fixed[j] = static_cast<double>(set->second.second);
    }
    std::vector<double> due(slices);
    for (bool settled = false; !settled;) {
      double left = static_cast<double>(f_.total);
      double before = 0;
      for (std::size_t j = 0; j < slices; ++j) (fixed[j] >= 0 ? left : before) += fixed[j] >= 0 ? -fixed[j] : to_double(f_.slices[j]);
      if (left < 0) refuse(all_pins());
      settled = true;
      for (std::size_t j = 0; j < slices; ++j) {
        due[j] = fixed[j] >= 0 ? fixed[j] : before > 0 ? to_double(f_.slices[j]) * left / before : 0;
        const Content& c = contents[j];
        const bool no_room = c.free > 0 ? c.set > due[j] * (1 - 1e-9) && c.set > 0 : std::abs(c.set - due[j]) > 1e-9;
        if (fixed[j] >= 0 || !no_room) continue;
        fixed[j] = c.set + c.free;
        settled = false;
      }
    }
    return exact_slices(due);
  }

  /// Set slices are whole, the rest sums to what is left.
  std::vector<Fixed> exact_slices(const std::vector<double>& due) const {
    std::vector<Fixed> exact(due.size());
    std::vector<double> open(due);
    Fixed left = to_fixed(f_.total);
    for (std::size_t j = 0; j < due.size(); ++j) {
      const auto set = in_slice_.find({j, 0});
      if (set == in_slice_.end()) continue;
      exact[j] = to_fixed(set->second.second);
      left -= exact[j];
      open[j] = 0;
    }
    const std::vector<std::int64_t> weights = whole_weights(open);
    if (left < 0 || (weights.empty() && left != 0)) refuse(all_pins());
    if (weights.empty()) return exact;
    const std::vector<Fixed> parts = share_out(left, weights);
    for (std::size_t j = 0; j < due.size(); ++j) exact[j] += parts[j];
    return exact;
  }

  // --- what cannot be ---

  std::set<std::size_t> all_pins() const {
    std::set<std::size_t> pins;
    for (const UnitPin& pin : unit_pins_) pins.insert(pin.pin);
    for (const ScopePin& pin : scope_pins_) pins.insert(pin.pin);
    pins.erase(nothing);
    return pins;
  }

  void refuse_negative(const std::vector<Fixed>& margins, const std::vector<std::vector<std::size_t>>& pins) const {
    for (std::size_t i = 0; i < margins.size(); ++i) {
      if (margins[i] < 0) refuse({pins[i].begin(), pins[i].end()});
    }
  }

  [[noreturn]] void refuse(std::set<std::size_t> pins) const {
    pins.erase(nothing);
    if (pins.empty()) {
      throw DataError(tr("the bounds on growth cannot be met: {} does not fit between the lowest and the highest", f_.request.period.name),
                      tr("widen --growth, or change the target"));
    }
    std::string list;
    for (const std::size_t pin : pins) list += (list.empty() ? "" : ", ") + name(f_.request.pins[pin]);
    throw DataError(tr("these targets set by hand cannot all be met: {}", list),
                    tr("they leave too much or too little for the others, or nobody to take it; see \"salesctl goal set --list\""));
  }

  const Fitting& f_;
  const std::vector<Fixed>& cells_;  // before fitting
  std::vector<UnitPin> unit_pins_;
  std::vector<ScopePin> scope_pins_;
  std::map<std::pair<std::size_t, std::size_t>, std::pair<std::size_t, std::int64_t>> in_slice_;  // slice, scope: pin, amount
};

/// The least and the most a rep may have in all, in rounding units; nothing for reps without facts a year ago and for
/// those who were not there all that time.
struct Bounds {
  std::optional<Fixed> least;
  std::optional<Fixed> most;
};

Bounds bounds_of(const Fitting& f, std::size_t unit) {
  const SplitRequest& request = f.request;
  const Rep* rep = f.people.units[unit].rep;
  if (rep == nullptr) return {};
  const auto last = request.last_year.find(rep->key);
  const Span before = years_before(request.period.span, 1);
  if (last == request.last_year.end() || last->second.minor <= 0 || employed(*rep, before) != before) return {};
  std::int64_t kept = 0;
  for (std::size_t j = 0; j < f.periods.slices && !f.kept.empty(); ++j) kept += f.kept[f.people.cell(unit, j)];
  const auto bound = [&](const std::optional<Rate>& growth) -> std::optional<Fixed> {
    if (!growth) return std::nullopt;
    const Fixed grown = to_fixed(last->second.minor) / Rate::one * (Rate::one + growth->billionths);
    return std::max<Fixed>((grown - to_fixed(kept)) / request.round.minor, 0);
  };
  return {bound(request.min_growth), bound(request.max_growth)};
}

}  // namespace

void meet_pins(const Fitting& fitting, std::vector<Fixed>& cells) {
  const bool bounded = fitting.request.min_growth || fitting.request.max_growth;
  Pins pins(fitting, cells);
  if (!pins.any() && !bounded) return;
  std::set<std::size_t> held;
  for (;;) {
    std::vector<Fixed> fitted = cells;
    if (pins.any()) pins.meet(fitted);
    bool settled = true;
    for (std::size_t unit = 0; bounded && unit < fitting.people.units.size(); ++unit) {
      if (held.contains(unit) || pins.sets_whole(unit)) continue;
      const auto first = fitted.begin() + static_cast<std::ptrdiff_t>(fitting.people.cell(unit, 0));
      const Fixed sum = std::accumulate(first, first + static_cast<std::ptrdiff_t>(fitting.people.slices), Fixed{0});
      const Bounds bounds = bounds_of(fitting, unit);
      const bool low = bounds.least && sum < *bounds.least;
      const bool high = bounds.most && *bounds.most < sum;
      if (sum == 0 || (!low && !high)) continue;
      pins.bound(unit, low ? *bounds.least : *bounds.most);
      held.insert(unit);
      settled = false;
    }
    if (settled) {
      cells = std::move(fitted);
      return;
    }
  }
}

}  // namespace salesctl
