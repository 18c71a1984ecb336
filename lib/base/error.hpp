// The few kinds of failure salesctl knows. They are thrown where the fault is found, get their place
// (file, line, column) where it is known, and are caught in main alone, which prints
// "salesctl: error: FILE:LINE:COLUMN: what is wrong", then the remedy, and picks the exit code.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace salesctl {

/// Where in a user's file a fault lies; a line or column of 0 is not known.
struct Place {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
  bool operator==(const Place&) const = default;
};

/// "sales.csv:12:3", or as much of it as is known; empty when nothing is.
std::string to_string(const Place& place);

/// Any failure with a sentence for the user. `hint` says what is allowed or what to do; it may be empty.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& message, std::string hint = {}, Place place = {});
  const std::string& hint() const { return hint_; }
  const Place& place() const { return place_; }

 private:
  std::string hint_;
  Place place_;
};

/// A value that cannot be read (amount, date, period, rate). Carries no place: the caller that knows
/// the file adds it by throwing a DataError or ConfigError instead. Exit 2 when it reaches main.
class ValueError : public Error {
 public:
  using Error::Error;
};

/// The command line is wrong. Exit 2.
class UsageError : public Error {
 public:
  using Error::Error;
};

/// salesctl.yaml is wrong. Exit 2.
class ConfigError : public Error {
 public:
  using Error::Error;
};

/// A fact or an input file is wrong, or what was asked is impossible with these facts. Exit 1.
class DataError : public Error {
 public:
  using Error::Error;
};

/// The store or another file cannot be opened, read or written. Exit 1.
class StoreError : public Error {
 public:
  using Error::Error;
};

}  // namespace salesctl
