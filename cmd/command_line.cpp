#include "command_line.hpp"

#include <CLI/CLI.hpp>
#include <utility>

#include "base/message.hpp"

namespace salesctl {
namespace {

/// A script whose variable is unset means no value, not the default.
std::string not_empty(const std::string& value) { return value.empty() ? tr("must not be empty") : std::string(); }

}  // namespace

CommandLine CommandLine::subcommand(const char* name, const std::string& summary) const {
  CLI::App* sub = app_->add_subcommand(name, summary);
  sub->set_help_flag("-h,--help", tr("Show this help"));
  sub->fallthrough();
  return {*sub, *action_};
}

void CommandLine::require_subcommand() const { app_->require_subcommand(1); }

void CommandLine::when_parsed(Action action) const {
  app_->callback([app = app_, to = action_, action = std::move(action)] {
    if (app->get_subcommands().empty()) *to = action;  // else that one says what to do
  });
}

void CommandLine::argument(const char* name, std::string& value, const std::string& help, Need need) const {
  app_->add_option(name, value, help)->check(not_empty)->required(need == Need::required);
}

void CommandLine::arguments(const char* name, std::vector<std::string>& values, const std::string& help) const {
  app_->add_option(name, values, help)->check(not_empty)->required();
}

void CommandLine::option(const char* names, std::string& value, const char* type, const std::string& help, Need need) const {
  app_->add_option(names, value, help)->type_name(type)->check(not_empty)->required(need == Need::required);
}

void CommandLine::option(const char* names, std::vector<std::string>& values, const char* type, const std::string& help) const {
  app_->add_option(names, values, help)->type_name(type)->check(not_empty)->allow_extra_args(false);
}

void CommandLine::flag(const char* names, bool& value, const std::string& help) const { app_->add_flag(names, value, help); }

void CommandLine::footer(const std::string& text) const { app_->footer(text); }

}  // namespace salesctl
