// Reads records in a thread of its own, a few thousand ahead of the one that stores them: reading and checking a file
// takes about as long as half of storing it.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "model/record.hpp"

namespace salesctl {

/// A source that hands on what another one reads, in the same order; the first exception ends it. Not for sources whose
/// refused rows are to be looked at (raw() is not that of the record handed on).
class ReadAhead : public RecordSource {
 public:
  explicit ReadAhead(RecordSource& source);
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;
  ~ReadAhead() override;

  const std::vector<std::size_t>& fields() const override { return source_.fields(); }
  bool next(Record& record) override;
  std::size_t column_of(std::size_t field) const override { return source_.column_of(field); }
  const std::string& name() const override { return source_.name(); }
  const std::vector<std::string>& header() const override { return source_.header(); }
  std::vector<std::string> raw() const override { return {}; }
  double progress() const override { return progress_; }

 private:
  /// Records with their text in one block.
  struct Batch {
    std::vector<Cell> cells;         // of all records, one after the other; text as offsets until it is complete
    std::vector<std::size_t> lines;
    std::string text;
    double progress = 0;
    std::exception_ptr error;        // what ended the source after these records
    bool last = false;
  };

  void read();
  std::unique_ptr<Batch> read_batch();

  RecordSource& source_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::unique_ptr<Batch>> ready_;
  bool stop_ = false;

  std::unique_ptr<Batch> current_;  // the consumer's own from here on
  std::size_t at_ = 0;
  double progress_ = 0;
  std::thread thread_;
};

}  // namespace salesctl
