// Config files: any bytes are either a tree that passes or fails the schema, or a ConfigError with a line.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/error.hpp"
#include "config/schema.hpp"
#include "config/yaml_tree.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    salesctl::validate(salesctl::parse_yaml(std::string(reinterpret_cast<const char*>(data), size), "fuzz.yaml"));
  } catch (const salesctl::ConfigError& e) {
    if (e.place().line == 0) std::abort();
  }
  return 0;
}
