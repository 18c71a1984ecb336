#include "pager.hpp"

#include <sys/wait.h>

#include <cstdlib>
#include <utility>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

constexpr int not_found = 127;       // the shell's
constexpr int not_executable = 126;

}  // namespace

Pager::Pager(std::string command) : command_(std::move(command)) {
  ::setenv("LESS", "FRX", 0);  // as git does: colours pass, and what fits on the screen needs no key
  pipe_ = ::popen(command_.c_str(), "we");
  if (pipe_ == nullptr) throw StoreError(tr("the pager \"{}\" could not be run", printable(command_)), tr("leave out --pager"));
}

Pager::~Pager() {
  if (pipe_ != nullptr) ::pclose(pipe_);
}

/// A reader who has seen enough is no error.
void Pager::write(std::string_view text) { std::fwrite(text.data(), 1, text.size(), pipe_); }

void Pager::finish() {
  const int status = ::pclose(std::exchange(pipe_, nullptr));
  if (!WIFEXITED(status) || (WEXITSTATUS(status) != not_found && WEXITSTATUS(status) != not_executable)) return;
  throw UsageError(tr("the pager \"{}\" could not be run", printable(command_)), tr("set $PAGER to one that is there, or leave out --pager"));
}

}  // namespace salesctl
