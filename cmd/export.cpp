// salesctl export KIND: facts out, in the columns that import reads.
#include <memory>

#include "base/message.hpp"
#include "command.hpp"
#include "context.hpp"
#include "store/facts.hpp"

namespace salesctl {
namespace {

int run_export(const std::string& name, Context& context) {
  const Settings& settings = context.settings();
  const Kind& kind = find_kind(settings.kinds, name);
  Table table;
  table.title = kind.name;
  table.columns = fact_columns(kind);
  table.money_decimals = settings.currency.decimals;
  context.show(std::move(table), [&](const auto& take) { read_facts(context.open_store(Access::read), kind, take); });
  return 0;
}

}  // namespace

void add_export(CommandLine app) {
  std::string& kind = app.runs(run_export, Shows::facts);
  app.argument("KIND", kind, tr("What to write: rep, customer, order ..."), Need::required);
  app.footer(tr("Example:\n  salesctl export customer -o customers.csv"));
}

}  // namespace salesctl
