#include "report/satisfaction.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

constexpr std::array<std::string_view, 4> level_names{"company", "team", "rep", "class"};

struct Scale {
  double lowest;
  double highest;
  double good;  // from here on
  double bad;   // up to here
};
constexpr std::array scales{Scale{1, 5, 4, 2}, Scale{0, 10, 9, 6}};
const Scale& scale_of(SurveyKind kind) { return scales.at(static_cast<std::size_t>(kind)); }

bool on_scale(const Survey& survey) {
  return *survey.score >= scale_of(survey.kind).lowest && *survey.score <= scale_of(survey.kind).highest;
}

void add_answer(SurveyTally& tally, const Scale& scale, double score) {
  tally.lowest = tally.answers == 0 ? score : std::min(tally.lowest, score);
  tally.highest = tally.answers == 0 ? score : std::max(tally.highest, score);
  ++tally.answers;
  tally.good += score >= scale.good ? 1 : 0;
  tally.bad += score <= scale.bad ? 1 : 0;
  tally.sum += score;
  tally.squares += score * score;
}

/// Half away from zero. The quotient is of whole numbers for whole scores, so that 201 / 200 is 1.01 and no less.
double rounded(double numerator, std::int64_t of, double unit) {
  return std::round(numerator * unit / static_cast<double>(of)) / unit;
}

constexpr double unit_of(SurveyKind kind) { return kind == SurveyKind::csat ? 100 : 10; }

std::optional<double> score_of(SurveyKind kind, const SurveyTally& tally) {
  if (tally.answers == 0) return std::nullopt;
  if (kind == SurveyKind::csat) return rounded(tally.sum, tally.answers, unit_of(kind));
  return rounded(static_cast<double>(tally.good - tally.bad) * 100, tally.answers, unit_of(kind));
}

/// Four decimals, half-even.
Rate four_decimals(double share) { return Rate{std::llrint(share * 10'000) * (Rate::one / 10'000)}; }

Rate share(std::int64_t part, std::int64_t of) {
  return Rate{std::llrint(static_cast<double>(part) * 10'000 / static_cast<double>(of)) * (Rate::one / 10'000)};
}

/// Everybody there is, in the order of the rows, with room for what is added up.
class Scopes {
 public:
  Scopes(const Organisation& organisation, const SurveyedClasses& classes) : classes_(classes) {
    add(SatisfactionLevel::company, "company", 0);
    add_teams(organisation);
    for (const Rep& rep : organisation.reps) {
      reps_.emplace(static_cast<std::int64_t>(rep.key), Found{&rep, rows_.size()});
      add(SatisfactionLevel::rep, rep.id, 1);
    }
    reps_.emplace(0, Found{nullptr, rows_.size()});
    add(SatisfactionLevel::rep, {}, 1);
    if (classes.history.since.empty()) return;
    first_class_ = rows_.size();
    for (const std::string& name : classes.names) add(SatisfactionLevel::customer_class, name, 1);
    add(SatisfactionLevel::customer_class, {}, 1);
  }

  /// Calls `take` with the row of every scope that a survey counts for on a day.
  template <typename Take>
  void at(const Survey& survey, Date day, Take take) {
    const auto kind = static_cast<std::size_t>(survey.kind);
    const auto row = [&](std::size_t scope) -> SatisfactionRow& { return rows_[scope].at(kind); };
    take(row(0));
    const Found& found = reps_.at(reps_.contains(survey.rep_key) ? survey.rep_key : 0);
    take(row(found.row));
    if (const auto team = found.rep == nullptr ? std::nullopt : team_on(*found.rep, day)) {
      for (const std::size_t scope : teams_.at(static_cast<std::int64_t>(*team))) take(row(scope));
    }
    if (first_class_) take(row(*first_class_ + class_at(survey.customer, day)));
  }

  /// Of those with a survey in the period.
  std::vector<SatisfactionRow> rows() const {
    std::vector<SatisfactionRow> found;
    bool classified = false;
    for (const auto& kinds : rows_) {
      for (const SatisfactionRow& row : kinds) {
        if (row.now.answers == 0 && row.now.sent == 0) continue;
        const bool of_class = row.level == SatisfactionLevel::customer_class;
        classified = classified || (of_class && !row.scope.empty());
        if (!of_class || classified) found.push_back(row);
      }
    }
    return found;
  }

 private:
  struct Found {
    const Rep* rep;  // null: nobody
    std::size_t row;
  };

  void add(SatisfactionLevel level, const std::string& scope, int depth) {
    rows_.push_back({SatisfactionRow{level, scope, depth, SurveyKind::csat, {}, {}},
                     SatisfactionRow{level, scope, depth, SurveyKind::nps, {}, {}}});
  }

  /// In the order of their paths from the top.
  void add_teams(const Organisation& organisation) {
    std::vector<std::pair<std::vector<std::string>, std::vector<TeamKey>>> paths;
    for (const Team& team : organisation.teams) {
      const std::vector<TeamKey> chain = with_ancestors(organisation, team.key);
      std::vector<std::string> path;
      for (const TeamKey above : chain) path.push_back(organisation.team(above).id);
      std::ranges::reverse(path);
      paths.emplace_back(std::move(path), chain);
    }
    std::ranges::sort(paths, {}, &decltype(paths)::value_type::first);
    for (const auto& [path, chain] : paths) {
      std::vector<std::size_t>& rows = teams_[static_cast<std::int64_t>(chain.front())];
      if (chain.size() > 1) rows = teams_.at(static_cast<std::int64_t>(chain[1]));
      rows.push_back(rows_.size());
      add(SatisfactionLevel::team, path.back(), static_cast<int>(path.size()));
    }
  }

  /// The place of a customer's class among the names; behind them all: none.
  std::size_t class_at(CustomerKey customer, Date day) const {
    const auto it = std::ranges::lower_bound(classes_.customers, customer);
    if (it == classes_.customers.end() || *it != customer) return classes_.names.size();
    const auto found = classes_.history.at(static_cast<std::size_t>(it - classes_.customers.begin()), day_number(day));
    return found ? static_cast<std::size_t>(*found) : classes_.names.size();
  }

  const SurveyedClasses& classes_;
  std::vector<std::array<SatisfactionRow, 2>> rows_;
  std::unordered_map<std::int64_t, std::vector<std::size_t>> teams_;  // rows of the team and of all above it
  std::unordered_map<std::int64_t, Found> reps_;  // by key; 0: nobody
  std::optional<std::size_t> first_class_;
};

}  // namespace

std::string_view to_string(SatisfactionLevel level) { return level_names.at(static_cast<std::size_t>(level)); }

SatisfactionLevel parse_satisfaction_level(std::string_view text) {
  const auto it = std::ranges::find(level_names, text);
  if (it != level_names.end()) return static_cast<SatisfactionLevel>(it - level_names.begin());
  const std::vector<std::string_view> names(level_names.begin(), level_names.end());
  throw ValueError(tr("there is no level \"{}\"{}", printable(text), did_you_mean(text, names)),
                   tr("levels: {}", joined(names)));
}

Moments SurveyTally::moments() const {
  if (answers == 0) return {};
  const auto n = static_cast<double>(answers);
  const double mean = sum / n;
  if (answers == 1 || lowest == highest) return {answers, mean, 0};
  return {answers, mean, std::max(0.0, (squares - sum * mean) / (n - 1))};
}

std::optional<double> SatisfactionRow::score() const { return score_of(kind, now); }
std::optional<double> SatisfactionRow::previous() const { return score_of(kind, before); }

std::optional<double> SatisfactionRow::change() const {
  if (!score() || !previous()) return std::nullopt;
  return rounded(*score() - *previous(), 1, unit_of(kind));
}

std::optional<Interval> SatisfactionRow::interval() const {
  if (now.answers == 0) return std::nullopt;
  const bool csat = kind == SurveyKind::csat;
  std::optional<Interval> found = csat ? mean_interval(now.moments()) : net_interval(now.net());
  if (!found) return std::nullopt;
  if (!csat) return Interval{rounded(found->low * 100, 1, 10), rounded(found->high * 100, 1, 10)};
  const Scale& scale = scale_of(kind);
  return Interval{rounded(std::max(found->low, scale.lowest), 1, 100), rounded(std::min(found->high, scale.highest), 1, 100)};
}

int SatisfactionRow::trend() const {
  if (now.answers == 0 || before.answers == 0) return 0;
  const std::optional<Interval> found =
      kind == SurveyKind::csat ? mean_change(now.moments(), before.moments()) : net_change(now.net(), before.net());
  if (found && found->low > 0) return 1;
  return found && found->high < 0 ? -1 : 0;
}

std::optional<Rate> SatisfactionRow::satisfied() const {
  if (kind != SurveyKind::csat || now.answers == 0) return std::nullopt;
  return share(now.good, now.answers);
}

Rate SatisfactionRow::satisfied_low() const { return four_decimals(share_interval(now.good, now.answers).low); }
Rate SatisfactionRow::satisfied_high() const { return four_decimals(share_interval(now.good, now.answers).high); }

std::optional<Rate> SatisfactionRow::response_rate() const {
  if (now.sent == 0) return std::nullopt;
  return share(now.answered, now.sent);
}

Satisfaction satisfaction(const Organisation& organisation, const std::vector<Survey>& surveys, const SurveyedClasses& classes,
                          Span now, Span before) {
  Satisfaction found;
  Scopes scopes(organisation, classes);
  for (const Survey& survey : surveys) {
    if (survey.score && !survey.answered) ++found.undated;
    const bool answered = survey.score && survey.answered;
    const bool present = answered && now.contains(*survey.answered);
    const bool counted = answered && on_scale(survey) && (present || before.contains(*survey.answered));
    if (present && !counted) ++found.unusable;
    if (present && counted && !survey.sent) ++found.unsent;
    if (counted) {
      scopes.at(survey, *survey.answered, [&](SatisfactionRow& row) {
        add_answer(present ? row.now : row.before, scale_of(survey.kind), *survey.score);
      });
    }
    if (survey.sent && now.contains(*survey.sent)) {
      scopes.at(survey, *survey.sent, [&](SatisfactionRow& row) {
        ++row.now.sent;
        row.now.answered += answered ? 1 : 0;
      });
    }
  }
  found.rows = scopes.rows();
  return found;
}

}  // namespace salesctl
