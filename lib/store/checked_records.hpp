// Records on their second step: what can be told of them without the store. No SQL here, so that it can run in the thread
// that reads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/hash_map.hpp"
#include "model/kind.hpp"
#include "model/record.hpp"
#include "store/record_rules.hpp"

namespace salesctl {

/// Hands on the source's records with every choice that was left empty at its default. A row that says again what an
/// earlier one said is left out; throws DataError for one of the same natural key with other values, and for one that
/// breaks a rule of its kind.
class CheckedRecords : public RecordSource {
 public:
  /// Throws DataError when a column of the natural key is missing.
  CheckedRecords(RecordSource& source, const Kind& kind);

  /// The source's fields and choices of the natural key.
  const std::vector<std::size_t>& fields() const override { return fields_; }
  bool next(Record& record) override;
  std::size_t column_of(std::size_t field) const override { return source_.column_of(field); }
  const std::string& name() const override { return source_.name(); }
  const std::vector<std::string>& header() const override { return source_.header(); }
  std::vector<std::string> raw() const override { return source_.raw(); }
  double progress() const override { return source_.progress(); }

  /// Rows left out, once all were read.
  std::int64_t repeated() const { return repeated_; }

 private:
  void complete(Record& record) const;
  bool is_new(const Record& record);

  RecordSource& source_;
  const Kind& kind_;
  std::vector<std::size_t> fields_;
  RecordRules rules_;
  std::vector<std::size_t> key_positions_;
  std::vector<std::size_t> choices_;  // positions of built-in choices
  std::string bytes_;                 // of a row, for hashing; kept to save allocations
  HashMap<std::uint64_t> seen_;       // key of a row -> hash of its content
  std::int64_t repeated_ = 0;
};

}  // namespace salesctl
