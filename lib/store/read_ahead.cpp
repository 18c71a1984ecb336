#include "store/read_ahead.hpp"

namespace salesctl {
namespace {

constexpr std::size_t batch_records = 4096;
constexpr std::size_t batches_ahead = 4;

}  // namespace

ReadAhead::ReadAhead(RecordSource& source) : source_(source), thread_([this] { read(); }) {}

ReadAhead::~ReadAhead() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

std::unique_ptr<ReadAhead::Batch> ReadAhead::read_batch() {
  auto batch = std::make_unique<Batch>();
  const std::size_t width = source_.fields().size();
  batch->cells.reserve(batch_records * width);
  batch->lines.reserve(batch_records);
  Record record;
  try {
    while (batch->lines.size() < batch_records && !batch->last) {
      if (!source_.next(record)) {
        batch->last = true;
        break;
      }
      for (Cell cell : record.cells) {
        if (cell.type == Cell::Type::text) {
          cell.integer = static_cast<std::int64_t>(batch->text.size());
          batch->text += cell.text;
        }
        batch->cells.push_back(cell);
      }
      batch->lines.push_back(record.line);
    }
  } catch (...) {
    batch->cells.resize(batch->lines.size() * width);
    batch->error = std::current_exception();
    batch->last = true;
  }
  for (Cell& cell : batch->cells) {
    if (cell.type != Cell::Type::text) continue;
    cell.text = std::string_view(batch->text).substr(static_cast<std::size_t>(cell.integer), cell.text.size());
    cell.integer = 0;
  }
  batch->progress = source_.progress();
  return batch;
}

void ReadAhead::read() {
  for (bool last = false; !last;) {
    auto batch = read_batch();
    last = batch->last;
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stop_ || ready_.size() < batches_ahead; });
    if (stop_) return;
    ready_.push_back(std::move(batch));
    changed_.notify_all();
  }
}

bool ReadAhead::next(Record& record) {
  while (current_ == nullptr || at_ == current_->lines.size()) {
    if (current_ != nullptr && current_->last) {
      if (current_->error) std::rethrow_exception(current_->error);
      return false;
    }
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !ready_.empty(); });
    current_ = std::move(ready_.front());
    ready_.pop_front();
    changed_.notify_all();
    at_ = 0;
    progress_ = current_->progress;
  }
  const std::size_t width = source_.fields().size();
  record.cells.assign(current_->cells.begin() + static_cast<std::ptrdiff_t>(at_ * width),
                      current_->cells.begin() + static_cast<std::ptrdiff_t>((at_ + 1) * width));
  record.line = current_->lines[at_++];
  return true;
}

}  // namespace salesctl
