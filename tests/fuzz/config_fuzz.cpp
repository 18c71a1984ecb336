// Config files: any bytes are either settings or a ConfigError with a line.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/error.hpp"
#include "config/schema.hpp"
#include "config/sections.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using salesctl::ConfigError;
  try {
    const salesctl::Node config = salesctl::parse_yaml(std::string(reinterpret_cast<const char*>(data), size), "fuzz.yaml");
    salesctl::validate(config);
    salesctl::read_settings("fuzz.yaml", config, [](const salesctl::Node& name) { return name.text; });
  } catch (const ConfigError& e) {
    if (e.place().line == 0) std::abort();
  }
  return 0;
}
