#include "pager.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <utility>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
void check_pager(const std::string& command, const std::string& path) {
  std::string program;
  std::istringstream(command) >> program;
  std::istringstream folders(program.find('/') == std::string::npos ? path : "");
  bool found = program.find('/') != std::string::npos ? ::access(program.c_str(), X_OK) == 0 : program.find('=') != std::string::npos;
  for (std::string folder; !found && std::getline(folders, folder, ':');) found = ::access((std::filesystem::path(folder) / program).c_str(), X_OK) == 0;
  if (!found) throw UsageError(tr("the pager \"{}\" could not be run", printable(command)), tr("set $PAGER to one that is there, or leave out --pager"));
}

Pager::Pager(std::string command) : command_(std::move(command)) {
  ::setenv("LESS", "FRX", 0);          // as git does: colours pass, and what fits on the screen needs no key
  std::signal(SIGPIPE, SIG_IGN);       // a reader who has seen enough is no error
  pipe_ = ::popen(command_.c_str(), "we");  // NOLINT(cppcoreguidelines-prefer-member-initializer): the environment comes first
  if (pipe_ == nullptr) throw StoreError(tr("the pager \"{}\" could not be run", printable(command_)), tr("leave out --pager"));
}

Pager::~Pager() {
  if (pipe_ != nullptr) ::pclose(pipe_);
}

void Pager::write(std::string_view text) { std::fwrite(text.data(), 1, text.size(), pipe_); }

void Pager::finish() { ::pclose(std::exchange(pipe_, nullptr)); }

}  // namespace salesctl
