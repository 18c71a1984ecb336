// The command line as a whole, for main and for the completions made from it.
#pragma once

#include <memory>

#include "command.hpp"
#include "context.hpp"

namespace salesctl {

std::unique_ptr<CLI::App> make_app(GlobalOptions& options, Action& action);

}  // namespace salesctl
