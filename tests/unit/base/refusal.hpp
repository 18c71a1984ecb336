// Help for the tests of this room: what a call refuses, and random cases that can be run again.
#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "base/error.hpp"

namespace salesctl::test {

/// "value: message | hint" of the Error the action throws, "" when it throws none.
template <typename Do>
std::string refusal(Do&& action) {
  const auto say = [](const char* type, const Error& e) {
    return std::string(type) + ": " + e.what() + " | " + e.hint();
  };
  try {
    action();
  } catch (const ValueError& e) {
    return say("value", e);
  } catch (const DataError& e) {
    return say("data", e);
  } catch (const StoreError& e) {
    return say("store", e);
  } catch (const Error& e) {
    return say("other", e);
  }
  return {};
}

inline bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Random numbers from a new seed; tests print it, and take it here to run a failing case again.
class Random {
 public:
  explicit Random(std::uint64_t from = std::random_device{}()) : seed(from), engine_(from) {}
  /// Between the two, both included.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(engine_);
  }
  /// Any number, all lengths alike likely.
  std::int64_t any() {
    const std::int64_t value = between(INT64_MIN, INT64_MAX);
    return value >> between(0, 62);
  }
  const std::uint64_t seed;

 private:
  std::mt19937_64 engine_;
};

}  // namespace salesctl::test
