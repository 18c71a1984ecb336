// How reps are appraised: scorecards, their KPIs and curves, and the judgements of oneself, the manager and peers.
#include <algorithm>
#include <array>
#include <tuple>

#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

std::string needed(const Node& entry, std::string_view key) {
  const Node& node = entry.at(key);
  if (trim(node.text).empty()) throw ConfigError(tr("{}: this is empty", key), {}, node.place);
  return node.text;
}

Rate read_weight(const Node& node) {
  const Rate weight = parse_at(node, parse_rate);
  if (weight <= Rate{} || weight > Rate{1'000 * Rate::one})
    throw ConfigError(tr("weight: it must be above zero"), tr("such as 30%"), node.place);
  return weight;
}

Rate read_bound(const Node& node, const Scorecard& card) {
  const Rate score = parse_at(node, parse_rate);
  if (score < card.low || score > card.high) {
    throw ConfigError(
        tr("{} lies outside the scale {}..{}", printable(node.text), format_plain(card.low), format_plain(card.high)),
        tr("the scorecard's \"scale\" says from where to where scores go"), node.place);
  }
  return score;
}

/// "0..100".
std::pair<Rate, Rate> read_scale(const Node& node) {
  const std::size_t dots = node.text.find("..");
  const auto end = [&](std::string_view text) { return parse_at(node, [&](const std::string&) { return parse_rate(text); }); };
  if (dots == std::string::npos)
    throw ConfigError(tr("scale: \"{}\" is not a scale", printable(node.text)), tr("write it like 0..100 or 1..5"), node.place);
  const std::pair<Rate, Rate> scale{end(std::string_view(node.text).substr(0, dots)),
                                    end(std::string_view(node.text).substr(dots + 2))};
  if (scale.first < Rate{} || scale.second <= scale.first || scale.second > Rate{1'000'000 * Rate::one}) {
    throw ConfigError(tr("scale: {} goes nowhere", printable(node.text)),
                      tr("from zero or more up to something larger, such as 0..100"), node.place);
  }
  return scale;
}

std::vector<Curve::Point> read_points(const Node& list, std::string_view at, const Scorecard& card) {
  std::vector<Curve::Point> points;
  for (const Node& entry : list.children) {
    const Node& from = entry.at(at);
    const Curve::Point point{parse_at(from, parse_rate), read_bound(entry.at("score"), card)};
    if (!points.empty() && point.at <= points.back().at) {
      throw ConfigError(tr("curve: {} does not come after {}", format_percent(point.at), format_percent(points.back().at)),
                        tr("the attainments of a curve ascend"), from.place);
    }
    points.push_back(point);
  }
  return points;
}

Curve read_curve(const Node& node, const Scorecard& card) {
  Curve curve;
  if (node.kind == Node::Kind::scalar) {
    curve.kind = Curve::Kind::linear;
    return curve;
  }
  const auto then = node.find("then");
  const std::size_t said = node.keys.size() - (then == nullptr ? 0 : 1);
  if (said != 1 || (then != nullptr && node.find("threshold") == nullptr)) {
    throw ConfigError(tr("curve: it is one of cap, threshold, steps and points"),
                      tr("only a threshold has a \"then\": linear or full"), node.place);
  }
  if (const Node* cap = node.find("cap")) curve.at = read_weight(*cap);
  if (const Node* threshold = node.find("threshold")) {
    curve.kind = Curve::Kind::threshold;
    curve.at = read_weight(*threshold);
    curve.full = then != nullptr && then->text == "full";
  }
  if (const Node* steps = node.find("steps")) {
    curve.kind = Curve::Kind::steps;
    curve.points = read_points(*steps, "from", card);
  }
  if (const Node* points = node.find("points")) {
    curve.kind = Curve::Kind::points;
    curve.points = read_points(*points, "at", card);
  }
  return curve;
}

std::vector<std::pair<std::string, Rate>> read_criteria(const Node& node) {
  std::vector<std::pair<std::string, Rate>> criteria;
  if (node.kind != Node::Kind::map) {
    for (const std::string& word : words_of(&node)) criteria.emplace_back(word, Rate{Rate::one});
  }
  for (std::size_t i = 0; i < node.keys.size(); ++i) criteria.emplace_back(node.keys[i], read_weight(node.children[i]));
  for (std::size_t i = 0; i < criteria.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (criteria[i].first == criteria[j].first)
        throw ConfigError(tr("review: {} stands twice", printable(criteria[i].first)), {}, node.place);
    }
  }
  return criteria;
}

void read_source(const Node& entry, const Settings& settings, Kpi& kpi) {
  constexpr std::array sources{std::pair{"metric", KpiSource::metric}, std::pair{"sql", KpiSource::sql},
                               std::pair{"training", KpiSource::training}, std::pair{"survey", KpiSource::survey},
                               std::pair{"review", KpiSource::review}};
  const Node* found = nullptr;
  for (const auto& [key, source] : sources) {
    const Node* node = entry.find(key);
    if (node == nullptr) continue;
    if (found != nullptr)
      throw ConfigError(tr("{}: it is measured in two ways", printable(kpi.name)),
                        tr("keep one of metric, sql, training, survey and review"), node->place);
    found = node;
    kpi.source = source;
  }
  if (found == nullptr)
    throw ConfigError(tr("{}: nothing is measured", printable(kpi.name)),
                      tr("give it one of metric, sql, training, survey and review"), entry.place);
  if (kpi.source == KpiSource::review) {
    kpi.criteria = read_criteria(*found);
  } else {
    kpi.of = found->text;
    if (trim(kpi.of).empty()) throw ConfigError(tr("{}: this is empty", printable(kpi.name)), {}, found->place);
  }
  const auto check_metric = [&](const Node& node) {
    parse_at(node, [&](const std::string& name) { return find_metric(settings, name).name; });
  };
  if (kpi.source == KpiSource::metric) check_metric(*found);
  const Node* per = entry.find("per");
  if (per == nullptr) return;
  if (kpi.source != KpiSource::metric) throw ConfigError(tr("per: only a metric is divided by another"), {}, per->place);
  check_metric(*per);
  kpi.per = per->text;
}

/// A fixed target in the unit of people: money of a metric is read as amounts are.
Quantity read_number(const Node& node, const Settings& settings, const Kpi& kpi) {
  Quantity target;
  if (kpi.source == KpiSource::metric && kpi.per.empty()) {
    const int decimals = metric_decimals(settings, find_metric(settings, kpi.of));
    target.over = parse_at(node, [&](const std::string& text) { return parse_amount(text, decimals).minor; });
    for (int i = 0; i < decimals; ++i) target.under *= 10;
  } else {
    target = {parse_at(node, parse_rate).billionths, Rate::one};
  }
  if (target.over <= 0) throw ConfigError(tr("target: it must be above zero"), {}, node.place);
  return target;
}

void read_target(const Node& entry, const Settings& settings, Kpi& kpi) {
  const Node* target = entry.find("target");
  if (kpi.source == KpiSource::review) {
    for (const char* key : {"target", "curve", "direction"}) {
      if (const Node* node = entry.find(key)) {
        throw ConfigError(tr("{}: a review is a score already", key),
                          tr("leave it out: the scale of reviews becomes that of the scorecard"), node->place);
      }
    }
    return;
  }
  if (target == nullptr)
    throw ConfigError(tr("{}: there is no target", printable(kpi.name)), tr("target: goal, or a number"), entry.place);
  kpi.goal = target->text == "goal";
  if (kpi.goal && (kpi.source != KpiSource::metric || !kpi.per.empty())) {
    throw ConfigError(tr("target: only a metric that is not divided has goals"), tr("give a number"), target->place);
  }
  if (!kpi.goal) kpi.target = read_number(*target, settings, kpi);
}

Improvement read_improvement(const Node& node, const Scorecard& card) {
  Improvement improve{read_bound(node.at("below"), card), text_of(node, "text"), text_of(node, "course")};
  if (improve.text.empty() && improve.course.empty())
    throw ConfigError(tr("improve: it says nothing to do"), tr("give a text, a course, or both"), node.place);
  return improve;
}

Kpi read_kpi(const Node& entry, const Settings& settings, const Scorecard& card) {
  Kpi kpi;
  kpi.place = entry.place;
  kpi.name = needed(entry, "name");
  if (std::ranges::find(card.kpis, kpi.name, &Kpi::name) != card.kpis.end()) {
    throw ConfigError(tr("the KPI \"{}\" stands twice in {}", printable(kpi.name), printable(card.name)), {}, entry.place);
  }
  kpi.weight = read_weight(entry.at("weight"));
  read_source(entry, settings, kpi);
  read_target(entry, settings, kpi);
  kpi.down = text_of(entry, "direction", "up") == "down";
  if (const Node* curve = entry.find("curve")) kpi.curve = read_curve(*curve, card);
  if (const Node* improve = entry.find("improve")) kpi.improve = read_improvement(*improve, card);
  return kpi;
}

void read_grades(const Node& entry, Scorecard& card) {
  const Node* grades = entry.find("grades");
  const Node* distribution = entry.find("distribution");
  const Node* ties = entry.find("ties");
  card.ties_up = ties == nullptr || ties->text == "up";
  if (ties != nullptr && distribution == nullptr) throw ConfigError(tr("ties: only a distribution has them"), {}, ties->place);
  if (grades != nullptr && distribution != nullptr) {
    throw ConfigError(tr("grades go by score or by distribution, not by both"), tr("keep one of grades and distribution"),
                      distribution->place);
  }
  card.distributed = distribution != nullptr;
  const Node* node = card.distributed ? distribution : grades;
  if (node == nullptr) return;
  Rate sum;
  for (std::size_t i = 0; i < node->keys.size(); ++i) {
    const Node& bound = node->children[i];
    const ScoreGrade grade{node->keys[i], card.distributed ? read_weight(bound) : read_bound(bound, card)};
    if (!card.distributed && !card.grades.empty() && grade.bound >= card.grades.back().bound) {
      throw ConfigError(tr("grades: {} from {} comes after {} from {}", printable(grade.name), format_plain(grade.bound),
                           printable(card.grades.back().name), format_plain(card.grades.back().bound)),
                        tr("grades go from the best to the worst, each from a lower score"), bound.place);
    }
    sum = sum + grade.bound;
    card.grades.push_back(grade);
  }
  if (card.distributed && sum != Rate{Rate::one}) {
    throw ConfigError(tr("distribution: the shares sum to {}, not to 100%", format_percent(sum)), {}, node->place);
  }
}

void refuse_other_sum(const Scorecard& card) {
  Rate sum;
  for (const Kpi& kpi : card.kpis) sum = sum + kpi.weight;
  if (sum == Rate{Rate::one}) return;
  throw ConfigError(tr("scorecard {}: the weights sum to {}, not to 100%", printable(card.name), format_percent(sum)), {},
                    card.place);
}

Scorecard read_scorecard(const Node& entry, const Settings& settings) {
  Scorecard card;
  card.place = entry.place;
  card.name = needed(entry, "name");
  card.title = text_of(entry, "title", card.name);
  card.every = parse_at(entry.at("every"), parse_period_unit);
  card.whom = read_audience(entry);
  if (const Node* scale = entry.find("scale")) std::tie(card.low, card.high) = read_scale(*scale);
  for (const Node& item : entry.at("items").children) card.kpis.push_back(read_kpi(item, settings, card));
  refuse_other_sum(card);
  read_grades(entry, card);
  if (const Node* rules = entry.find("promotion")) {
    for (const Node& rule : rules->children) card.promotion.push_back({needed(rule, "to"), needed(rule, "when"), rule.place});
  }
  return card;
}

}  // namespace

std::vector<Scorecard> read_scorecards(const Node& node, const Settings& settings) {
  std::vector<Scorecard> cards;
  for (const Node& entry : node.children) {
    Scorecard card = read_scorecard(entry, settings);
    for (const Scorecard& other : cards) {
      if (other.name == card.name) {
        throw ConfigError(tr("the scorecard \"{}\" stands twice, first at {}", printable(card.name), to_string(other.place)), {},
                          card.place);
      }
      if (other.every == card.every && other.whom.everybody() && card.whom.everybody()) {
        throw ConfigError(tr("the scorecards {} and {} are both for everybody", printable(other.name), printable(card.name)),
                          tr("say with reps, levels or teams whom one of them is for"), card.place);
      }
    }
    cards.push_back(std::move(card));
  }
  return cards;
}

ReviewRules read_reviews(const Node& node) {
  ReviewRules rules;
  if (const Node* weights = node.find("weights")) {
    rules.self = rules.manager = rules.peer = Rate{};
    if (const Node* self = weights->find("self")) rules.self = read_weight(*self);
    if (const Node* manager = weights->find("manager")) rules.manager = read_weight(*manager);
    if (const Node* peer = weights->find("peer")) rules.peer = read_weight(*peer);
    if (rules.self + rules.manager + rules.peer == Rate{})
      throw ConfigError(tr("weights: nobody judges"), tr("such as {self: 20%, manager: 50%, peer: 30%}"), weights->place);
  }
  if (const Node* scale = node.find("scale")) std::tie(rules.low, rules.high) = read_scale(*scale);
  if (const Node* peers = node.find("peers")) {
    rules.peers = parse_at(*peers, [](const std::string& text) { return static_cast<int>(parse_integer(text, 0, 1000)); });
  }
  if (const Node* effect = node.find("rater_effect")) rules.rater_effect = parse_at(*effect, parse_bool);
  return rules;
}

}  // namespace salesctl
