#include "model/goal_rule.hpp"

#include <algorithm>
#include <array>

#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

constexpr std::array<std::pair<std::string_view, Weights>, 5> all_weights{{{"even", Weights::even},
                                                                           {"working_days", Weights::working_days},
                                                                           {"history", Weights::history},
                                                                           {"potential", Weights::potential},
                                                                           {"given", Weights::given}}};

bool is_over(Weights weights, Over over) {
  return weights != (over == Over::time ? Weights::potential : Weights::working_days);
}

Rate sum_of(const auto& rates, auto rate_of) {
  Rate sum;
  for (const auto& each : rates) sum = sum + rate_of(each);
  return sum;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string listed(const auto& items, auto text_of) {
  std::string text;
  for (const auto& item : items) text += (text.empty() ? "" : ", ") + text_of(item);
  return text;
}

std::string blend_yaml(const Blend& blend) {
  if (blend.parts.size() == 1) return std::string(to_string(blend.parts.front().first));
  return '{' + listed(blend.parts, [](const auto& part) {
           return std::string(to_string(part.first)) + ": " + format_percent(part.second);
         }) + '}';
}

void check_shares(const GoalRule& rule) {
  const auto own = [](Rate rate) { return rate; };
  const auto named = [](const auto& share) { return share.second; };
  const auto negative = [](Rate rate) { return rate < Rate{}; };
  if (rule.time.uses(Weights::given) && rule.time_shares.empty()) {
    throw ValueError(tr("given weights over time need their shares"), tr("give --time-shares, or time_shares in the config"));
  }
  if (rule.people.uses(Weights::given) && rule.people_shares.empty()) {
    throw ValueError(tr("given weights over people need their shares"),
                     tr("give --people-shares, or people_shares in the config"));
  }
  if (!rule.time_shares.empty() && sum_of(rule.time_shares, own) != Rate{Rate::one}) {
    throw ValueError(tr("the shares of time sum to {}, not 100%", format_percent(sum_of(rule.time_shares, own))));
  }
  if (!rule.people_shares.empty() && sum_of(rule.people_shares, named) != Rate{Rate::one}) {
    throw ValueError(tr("the shares of people sum to {}, not 100%", format_percent(sum_of(rule.people_shares, named))));
  }
  if (std::ranges::any_of(rule.time_shares, negative) || std::ranges::any_of(rule.people_shares, negative, named)) {
    throw ValueError(tr("a share is below zero"));
  }
}

}  // namespace

std::string_view to_string(Weights weights) {
  return std::ranges::find(all_weights, weights, &std::pair<std::string_view, Weights>::second)->first;
}

Blend::Blend(std::vector<std::pair<Weights, Rate>> mixed) : parts(std::move(mixed)) {
  const Rate sum = sum_of(parts, [](const auto& part) { return part.second; });
  if (sum != Rate{Rate::one}) {
    throw ValueError(tr("the parts of the weights sum to {}, not 100%", format_percent(sum)));
  }
  for (auto part = parts.begin(); part != parts.end(); ++part) {
    if (part->second < Rate{}) throw ValueError(tr("a part of the weights is below zero"));
    if (std::any_of(parts.begin(), part, [&](const auto& other) { return other.first == part->first; })) {
      throw ValueError(tr("the weights \"{}\" stand twice", to_string(part->first)));
    }
  }
}

bool Blend::uses(Weights weights) const {
  return std::ranges::any_of(parts, [&](const auto& part) { return part.first == weights && part.second > Rate{}; });
}

Weights parse_weights(std::string_view text, Over over) {
  std::string name(trim(text));
  std::ranges::replace(name, '-', '_');
  std::vector<std::string_view> names;
  for (const auto& [known, weights] : all_weights) {
    if (!is_over(weights, over)) continue;
    if (known == name) return weights;
    names.push_back(known);
  }
  throw ValueError(tr("there are no weights \"{}\"{}", printable(name), did_you_mean(name, names)),
                   tr("weights: {}", joined(names)));
}

Blend parse_blend(std::string_view text, Over over) {
  if (text.find('=') == std::string_view::npos) return parse_weights(text, over);
  std::vector<std::pair<Weights, Rate>> parts;
  for (const std::string_view part : split(text, ',')) {
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) {
      throw ValueError(tr("\"{}\" has no share", printable(part)), tr("write weights such as history=60%,even=40%"));
    }
    parts.emplace_back(parse_weights(part.substr(0, equals), over), parse_rate(part.substr(equals + 1)));
  }
  return Blend(std::move(parts));
}

std::string to_string(const Blend& blend) {
  if (blend.parts.size() == 1) return std::string(to_string(blend.parts.front().first));
  std::string text;
  for (const auto& [weights, rate] : blend.parts) {
    text += (text.empty() ? "" : ",") + std::string(to_string(weights)) + '=' + format_percent(rate);
  }
  return text;
}

std::string definition(const GoalRule& rule, int decimals) {
  const auto percent = [](Rate rate) { return format_percent(rate); };
  std::string text = "{metric: " + rule.metric + ", period: " + quoted(rule.period) +
                     ", amount: " + format_plain(rule.amount, decimals) + ", by: " + std::string(to_string(rule.by)) +
                     ", to: " + std::string(to_string(rule.to)) + ", weights: {time: " + blend_yaml(rule.time) +
                     ", people: " + blend_yaml(rule.people) + "}";
  if (rule.history_years != 1) text += ", history_years: " + std::to_string(rule.history_years);
  if (!rule.time_shares.empty()) text += ", time_shares: [" + listed(rule.time_shares, percent) + "]";
  if (!rule.people_shares.empty()) {
    text += ", people_shares: {" +
            listed(rule.people_shares, [](const auto& p) { return quoted(p.first) + ": " + format_percent(p.second); }) + "}";
  }
  if (!rule.ramp.empty()) text += ", ramp: [" + listed(rule.ramp, percent) + "]";
  if (rule.min_growth || rule.max_growth) {
    text += ", growth: {";
    if (rule.min_growth) text += "min: " + format_percent(*rule.min_growth) + (rule.max_growth ? ", " : "");
    if (rule.max_growth) text += "max: " + format_percent(*rule.max_growth);
    text += "}";
  }
  if (rule.team_stretch != Rate{Rate::one} || rule.rep_stretch != Rate{Rate::one}) {
    text += ", stretch: {team: " + format_percent(rule.team_stretch) + ", rep: " + format_percent(rule.rep_stretch) + "}";
  }
  if (rule.round != Money{1}) text += ", round: " + format_plain(rule.round, decimals);
  if (rule.from) text += ", from: " + format_date(*rule.from);
  return text + "}";
}

void check(const GoalRule& rule) {
  check_shares(rule);
  if (rule.min_growth && rule.max_growth && *rule.max_growth < *rule.min_growth) {
    throw ValueError(tr("the growth goes from {} down to {}", format_percent(*rule.min_growth), format_percent(*rule.max_growth)));
  }
  if (rule.team_stretch <= Rate{} || rule.rep_stretch <= Rate{}) throw ValueError(tr("a stretch is not above zero"));
  if (rule.round.minor <= 0) throw ValueError(tr("the rounding unit is not above zero"));
  for (const Rate rate : rule.ramp) {
    if (rate < Rate{}) throw ValueError(tr("a step of the ramp is below zero"));
  }
}

}  // namespace salesctl
