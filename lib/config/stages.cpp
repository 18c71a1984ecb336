// The pipeline: the six steps of a sales process and its outcomes, unless the firm says otherwise. The aliases are the
// stage names of other CRMs, so that their exports are understood.
#include <map>

#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

constexpr std::string_view learned = "learned";
constexpr int longest = 3660;  // days

StageKind stage_kind(const std::string& name) {
  if (name == "won") return StageKind::won;
  if (name == "lost") return StageKind::lost;
  if (name == "after_sales") return StageKind::after_sales;
  return StageKind::open;
}

Rate probability_of(const Node& entry, StageKind kind) {
  const Node* given = entry.find("probability");
  if (given != nullptr && kind != StageKind::open) {
    throw ConfigError(tr("only open stages have a probability"), tr("won is 100%, lost is 0%"), given->place);
  }
  if (kind == StageKind::won || kind == StageKind::after_sales) return Rate{Rate::one};
  if (given == nullptr || given->text == learned) return Rate{};
  const Rate rate = parse_at(*given, parse_rate);
  if (rate < Rate{} || rate > Rate{Rate::one}) {
    throw ConfigError(tr("a probability is between 0% and 100%"), {}, given->place);
  }
  return rate;
}

/// How long a deal may stand in the stage, and what it must have to.
void read_standing(const Node& entry, Stage& stage) {
  if (const Node* sla = entry.find("sla")) {
    if (stage.kind != StageKind::open) throw ConfigError(tr("only open stages have an sla"), {}, sla->place);
    stage.sla_days = parse_at(*sla, [](const std::string& text) { return parse_days(text, 1, longest); });
  }
  const Node* needs = entry.find("needs");
  if (needs == nullptr) return;
  if (stage.kind != StageKind::open) throw ConfigError(tr("only open stages have needs"), {}, needs->place);
  for (const Node& need : needs->children) {
    if (trim(need.text).empty()) throw ConfigError(tr("needs: this is empty"), {}, need.place);
    stage.needs.push_back({need.text, need.place});
  }
}

Rate percent(int n) { return Rate{n * (Rate::one / 100)}; }

}  // namespace

std::vector<Stage> read_stages(const Node& node) {
  std::vector<Stage> stages;
  std::map<std::string, Place> seen;
  bool won = false;
  for (const Node& entry : node.children) {
    Stage stage;
    stage.name = entry.at("name").text;
    if (trim(stage.name).empty()) throw ConfigError(tr("name: this is empty"), {}, entry.at("name").place);
    stage.aliases = words_of(entry.find("aliases"));
    stage.kind = stage_kind(text_of(entry, "kind", "open"));
    stage.probability = probability_of(entry, stage.kind);
    stage.learned = text_of(entry, "probability") == learned;
    read_standing(entry, stage);
    won = won || stage.kind == StageKind::won;
    std::vector<std::string> names = stage.aliases;
    names.push_back(stage.name);
    for (const std::string& name : names) {
      const auto [it, fresh] = seen.emplace(name, entry.place);
      if (!fresh) {
        const Place& other = it->second;
        const std::string first = other.file == entry.place.file ? std::to_string(other.line) : to_string(other);
        throw ConfigError(tr("the stage \"{}\" stands twice, first in line {}", printable(name), first), {}, entry.place);
      }
    }
    stages.push_back(std::move(stage));
  }
  if (!won) throw ConfigError(tr("no stage is of kind won"), tr("add {name: won, kind: won}"), node.place);
  return stages;
}

std::vector<Stage> default_stages() {
  using enum StageKind;
  return {
      {"prospecting", {"潜在客户挖掘", "Prospecting", "Appointment Scheduled", "线索"}, open, percent(10)},
      {"needs", {"客户需求分析", "需求分析", "Qualification", "Needs Analysis", "Id. Decision Makers", "Qualified To Buy", "Qualified to Buy"}, open, percent(20)},
      {"solution", {"解决方案制定", "方案制定", "Value Proposition", "Perception Analysis"}, open, percent(40)},
      {"quote", {"方案讲解与报价", "报价", "Proposal/Price Quote", "Presentation Scheduled"}, open, percent(60)},
      {"negotiation", {"跟进与签约", "商务谈判", "合同签订", "Negotiation/Review", "Decision Maker Bought-In", "Contract Sent"}, open, percent(80)},
      {"won", {"赢单", "成交", "Won", "Closed Won"}, won, Rate{Rate::one}},
      {"lost", {"输单", "丢单", "Lost", "Closed Lost"}, lost, Rate{}},
      {"after-sales", {"售后服务", "售后"}, after_sales, Rate{Rate::one}}};
}

}  // namespace salesctl
