#include "score/class_change.hpp"

#include <algorithm>
#include <cctype>
#include <set>

namespace salesctl {
namespace {

/// The words of a condition that may be names, in small letters.
std::set<std::string> words(const std::string& condition) {
  std::set<std::string> found;
  std::string word;
  for (const char c : condition + " ") {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!word.empty()) {
      found.insert(std::move(word));
      word.clear();
    }
  }
  return found;
}

const CustomerClass* find_class(const CustomerRules& rules, const std::string& name) {
  const auto it = std::ranges::find(rules.classes, name, &CustomerClass::name);
  return it == rules.classes.end() ? nullptr : &*it;
}

/// Which of the figures named are others now than before.
std::string changed(const std::set<std::string>& named, const CustomerFigures& before, const CustomerFigures& now, int decimals) {
  std::string all;
  for (std::size_t i = 0; i < figure_names.size(); ++i) {
    if (!named.contains(figure_names.at(i))) continue;
    const auto shown = [&](const CustomerFigures& c) {
      const std::string text = figure_text(c, i, decimals);
      return text.empty() ? std::string("-") : text;
    };
    if (shown(before) == shown(now)) continue;
    if (!all.empty()) all += "; ";
    all += std::string(figure_names.at(i)) + " " + shown(before) + " -> " + shown(now);
  }
  return all;
}

}  // namespace

std::string why_changed(const CustomerRules& rules, const std::string& from, const std::string& to,
                        const CustomerFigures& before, const CustomerFigures& now, int decimals) {
  std::set<std::string> named;
  for (const std::string& name : {from, to}) {
    if (const CustomerClass* c = find_class(rules, name)) named.merge(words(c->when));
  }
  std::string found = changed(named, before, now, decimals);
  if (!found.empty()) return found;
  for (const CustomerClass& c : rules.classes) named.merge(words(c.when));
  return changed(named, before, now, decimals);
}

int direction(const CustomerRules& rules, const std::string& before, const std::string& now) {
  const CustomerClass* from = find_class(rules, before);
  const CustomerClass* to = find_class(rules, now);
  if (from == nullptr || to == nullptr || !from->rank || !to->rank || *from->rank == *to->rank) return 0;
  return *from->rank < *to->rank ? 1 : -1;
}

}  // namespace salesctl
