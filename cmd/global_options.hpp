// What a run is told from outside: by the options that every command has, and by the system.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>

namespace salesctl {

struct GlobalOptions {
  std::string config;
  std::string store;
  std::string as_of;
  std::string format;
  std::string output;
  std::string language;
  std::string color = "auto";
  std::string wait;
  std::string mail;
  std::string subject;
  std::string from;
  bool pager = false;
  bool raw = false;
  bool bom = false;
  bool dry_run = false;
  bool explain = false;
  bool quiet = false;
  bool verbose = false;
};

/// What main learned from outside.
struct Surroundings {
  std::string now;    // UTC, "2026-07-15T08:00:00Z"
  std::function<std::string()> actor;  // user name; asked for only where something is written
  std::function<std::string()> address;  // USER@HOSTNAME, from whom a mail is; likewise
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool no_color = false;
  std::size_t width = 0;               // of the terminal; 0: none
  std::string pager;                   // $PAGER, else less
  std::string path;                    // $PATH
  std::string config_variable;         // $SALESCTL_CONFIG
  std::filesystem::path config_home;   // $XDG_CONFIG_HOME or ~/.config
  std::filesystem::path cache_home;    // $XDG_CACHE_HOME or ~/.cache; empty: there is none
  std::string command_line;            // for the audit record
};

}  // namespace salesctl
