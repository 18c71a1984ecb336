// salesctl policy: the tool by which all this is computed, and what its figures mean.
#include "base/message.hpp"
#include "policy.hpp"

namespace salesctl {

void add_tool_chapter(Handbook& book) {
  book.begin_chapter(tr("Tools"));
  struct Use {
    const char* command;
    const char* what;
  };
  constexpr Use uses[] = {{"salesctl import", TR_NOOP("facts in: orders, payments, activities, surveys")},
                          {"salesctl goal split", TR_NOOP("targets over the year and the people")},
                          {"salesctl assign", TR_NOOP("who gets which lead and customer, and does what on which day")},
                          {"salesctl score", TR_NOOP("classes of customers, points of leads, appraisal of reps, awards")},
                          {"salesctl pay", TR_NOOP("commission, bonus and all else that plans pay; statements")},
                          {"salesctl churn-check", TR_NOOP("who may leave, why, and what to do")},
                          {"salesctl report", TR_NOOP("reports; report --list lists them")},
                          {"salesctl check", TR_NOOP("whether rules and facts are in order")},
                          {"salesctl policy", TR_NOOP("this handbook")}};
  Table& commands = book.section(tr("Commands"), {{"command", tr("Command")}, {"what", tr("What for")}});
  for (const Use& use : uses) commands.rows.push_back({{std::string(use.command), std::string(tr(use.what))}, 0, false});
  Table& metrics = book.section(tr("Metrics"), {{"metric", tr("Metric")}, {"name", tr("Name")}, {"sum", tr("Adds up")}, {"from", tr("From")}, {"on", tr("By")}, {"where", tr("Where")}});
  for (const Metric& metric : book.settings().metrics) {
    metrics.rows.push_back({{metric.name, std::string(tr(metric.title.c_str())), metric.sum, metric.from, metric.on, metric.where.empty() ? Value() : Value(metric.where)}, 0, false});
  }
  metrics.notes.push_back(tr("Every figure of this handbook comes from the rules that salesctl computes with."));
}

}  // namespace salesctl
