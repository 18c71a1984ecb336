// salesctl score: how customers do.
#include "score.hpp"

#include "command.hpp"

namespace salesctl {

void add_score(CommandLine app) {
  app.require_subcommand();
  add_score_customers(app);
}

}  // namespace salesctl
