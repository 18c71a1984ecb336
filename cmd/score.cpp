// salesctl score: how reps and customers do, which leads come first, who wins an award.
#include "score.hpp"

#include "command.hpp"

namespace salesctl {

void add_score(CommandLine app) {
  app.require_subcommand();
  add_score_reps(app);
  add_score_customers(app);
  add_score_leads(app);
  add_score_awards(app);
}

}  // namespace salesctl
