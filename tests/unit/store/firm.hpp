// A store in a folder of its own and records from memory, for the tests of the store.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "model/record.hpp"
#include "model/settings.hpp"
#include "store/import.hpp"
#include "store/schema.hpp"

namespace salesctl::testing {

/// Rows of text, integers (minor units) or nothing, as if they had been read from a file.
class MemorySource : public RecordSource {
 public:
  MemorySource(const Kind& kind, const std::vector<std::string>& fields, std::vector<std::vector<std::string>> rows)
      : kind_(kind), rows_(std::move(rows)) {
    for (const std::string& field : fields) fields_.push_back(kind.index(field));
  }
  const std::vector<std::size_t>& fields() const override { return fields_; }
  bool next(Record& record) override {
    if (at_ == rows_.size()) return false;
    record.cells.clear();
    record.line = at_ + 2;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      const std::string& text = rows_[at_][i];
      const FieldType type = kind_.fields[fields_[i]].type;
      const bool whole = type == FieldType::money || type == FieldType::rate || type == FieldType::integer;
      if (text.empty()) {
        record.cells.push_back({});
      } else if (whole) {
        record.cells.push_back({Cell::Type::integer, std::stoll(text), 0, {}});
      } else {
        record.cells.push_back({Cell::Type::text, 0, 0, text});
      }
    }
    ++at_;
    return true;
  }
  const std::string& name() const override { return name_; }
  const std::vector<std::string>& header() const override { return header_; }
  std::vector<std::string> raw() const override { return rows_[at_ - 1]; }
  double progress() const override { return 0; }

 private:
  const Kind& kind_;
  std::string name_ = "memory";
  std::vector<std::string> header_;
  std::vector<std::size_t> fields_;
  std::vector<std::vector<std::string>> rows_;
  std::size_t at_ = 0;
};

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "salesctl-test-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

inline Settings firm_settings(const Folder& folder) {
  Settings settings;
  settings.hash = "test";
  settings.store = folder.path / "sales.db";
  settings.kinds.assign(built_in_kinds().begin(), built_in_kinds().end());
  settings.metrics = {
      {"revenue", "Revenue", MetricUnit::money, "credited_order", "amount", "ordered_on", "rep", "", {}},
      {"margin", "Margin", MetricUnit::money, "credited_order", "amount - coalesce(cost, 0)", "ordered_on", "rep", "", {}},
      {"collected", "Collected", MetricUnit::money, "credited_payment", "amount", "paid_on", "rep", "", {}},
      {"renewals", "Renewals", MetricUnit::count, "order", "1", "ordered_on", "rep", "kind = 'renewal'", {}},
      {"won", "Won", MetricUnit::count, "opportunity", "1", "closed_on", "rep", "stage_kind = 'won'", {}}};
  settings.stages = {{"talking", {}, StageKind::open, Rate{Rate::one / 2}}, {"won", {"Closed Won"}, StageKind::won, Rate{Rate::one}}};
  return settings;
}

inline ImportCounts load(const Database& db, const Settings& settings, const std::string& kind_name,
                         const std::vector<std::string>& fields, std::vector<std::vector<std::string>> rows,
                         const ImportOptions& options = {}) {
  const Kind& kind = find_kind(settings.kinds, kind_name);
  MemorySource source(kind, fields, std::move(rows));
  Transaction transaction(db);
  const ImportCounts counts = import_records(db, settings, kind, source, options);
  transaction.commit();
  return counts;
}

}  // namespace salesctl::testing
