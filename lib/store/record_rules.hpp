// What the fields of a built-in kind's row must be to one another, beyond what each field's type says.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "model/kind.hpp"
#include "model/record.hpp"

namespace salesctl {

/// A refund is not above zero; shares lie between 0% and 100%; scores lie on their survey's scale; nothing ends before it
/// began. A rule holds where the row has all the fields it is about.
class RecordRules {
 public:
  RecordRules() = default;
  /// `fields` are indexes into the kind's fields, in the order of a record's cells.
  RecordRules(const Kind& kind, const std::vector<std::size_t>& fields);

  /// Throws DataError naming field, value, file and line.
  void check(const Record& record, const std::string& file) const {
    for (const auto& rule : rules_) rule(record, file);
  }

 private:
  std::vector<std::function<void(const Record&, const std::string& file)>> rules_;
};

}  // namespace salesctl
