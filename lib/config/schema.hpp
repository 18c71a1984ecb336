// Holds a config against the JSON Schema that is installed for editors. A stated subset of JSON Schema is known: type,
// properties, additionalProperties, required, enum, minItems, items, anyOf, $ref to #/$defs. Patterns are for editors:
// the readers of the sections check what they read.
#pragma once

#include "config/yaml_tree.hpp"

namespace salesctl {

/// Throws ConfigError for the first fault: its place, what is wrong, what is allowed, the nearest key.
void validate(const Node& config);

}  // namespace salesctl
