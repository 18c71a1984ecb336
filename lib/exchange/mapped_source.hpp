// Rows of any format -> records of a kind.
#pragma once

#include <memory>
#include <optional>
#include <unordered_map>

#include "exchange/columns.hpp"
#include "exchange/exchange.hpp"
#include "exchange/input.hpp"
#include "exchange/row_reader.hpp"

namespace salesctl {

/// The bytes a reader works on; they must outlive it.
struct SourceText {
  std::unique_ptr<Input> input;
  std::string converted;  // to UTF-8, where it was something else
};

class MappedSource : public RecordSource {
 public:
  /// Reads the header. `mapping` may be null; kind, mapping and options are copied.
  MappedSource(std::string name, std::unique_ptr<SourceText> text, std::unique_ptr<RowReader> reader, const Kind& kind,
               const Mapping* mapping, const ReadOptions& options);

  const std::vector<std::size_t>& fields() const override { return fields_; }
  bool next(Record& record) override;
  std::size_t column_of(std::size_t field) const override;
  const std::string& name() const override { return name_; }
  const std::vector<std::string>& header() const override { return header_; }
  std::vector<std::string> raw() const override { return {row_.begin(), row_.end()}; }
  double progress() const override { return reader_->progress(); }
  const std::vector<std::string>& skipped() const { return plan_.skipped; }

 private:
  /// A field's value map. Values met that are in no map are remembered, to fold each of them once.
  struct ValueMap {
    std::unordered_map<std::string, std::string> exact;
    std::unordered_map<std::string, std::string> folded;
    std::string key;
    std::string_view apply(std::string_view text);
  };
  struct Target {
    const Field* field = nullptr;
    std::size_t source = ColumnPlan::none;
    const std::string* date_form = nullptr;
    std::optional<ValueMap> values;
    std::string scratch;
    Cell constant;
  };

  void prepare(const ColumnPlan& column);
  bool is_record(std::size_t line);
  void check_width(std::size_t line) const;
  void check_unmapped(std::size_t line) const;
  void read_target(Target& target, Cell& cell, std::size_t line);

  std::string name_;
  std::unique_ptr<SourceText> text_;
  std::unique_ptr<RowReader> reader_;
  Kind kind_;
  std::optional<Mapping> mapping_;
  ReadOptions options_;
  std::vector<std::string> header_;
  HeaderPlan plan_;
  std::vector<std::string> skip_values_;  // folded
  std::vector<std::size_t> fields_;
  std::vector<Target> targets_;
  std::vector<std::string_view> row_;
  bool ended_ = false;
};

}  // namespace salesctl
