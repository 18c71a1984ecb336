#include "exchange/jsonl_reader.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

const char* shape_hint() { return tr("each line is one flat object: {\"id\": \"A-1\", \"amount\": 12.50}"); }

/// Collects one flat object. Faults are thrown as ValueError; the caller adds the place.
class Collector : public nlohmann::json_sax<nlohmann::json> {
 public:
  Collector(bool first, std::vector<std::string>& keys, std::unordered_map<std::string, std::size_t>& column_of,
            std::vector<std::string>& values)
      : first_(first), keys_(keys), column_of_(column_of), values_(values), seen_(keys.size(), false) {}

  bool null() override { return store({}); }
  bool boolean(bool value) override { return store(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return store(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return store(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& literal) override { return store(literal); }
  bool string(string_t& value) override { return store(std::move(value)); }
  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override {
    if (open_) nested();
    return open_ = true;
  }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override {
    if (open_) nested();
    throw ValueError(tr("an array where an object is expected"),
                     tr("JSON Lines has one object a line; jq -c '.[]' makes it from an array"));
  }
  bool end_array() override { return true; }

  bool key(string_t& name) override {
    const auto it = column_of_.find(name);
    if (it == column_of_.end()) {
      if (!first_) {
        throw ValueError(tr("key \"{}\" is not in the first object", printable(name)),
                         tr("the keys of the first object are the columns; write null where a value is missing"));
      }
      current_ = keys_.size();
      column_of_.emplace(name, current_);
      keys_.push_back(name);
      values_.emplace_back();
      seen_.push_back(true);
      return true;
    }
    current_ = it->second;
    if (seen_[current_]) throw ValueError(tr("key \"{}\" is there twice", printable(name)));
    seen_[current_] = true;
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    throw ValueError(tr("not valid JSON at character {}", position), shape_hint());
  }

 private:
  bool store(std::string value) {
    if (!open_) throw ValueError(tr("a bare value where an object is expected"), shape_hint());
    values_[current_] = std::move(value);
    return true;
  }
  [[noreturn]] void nested() const {
    throw ValueError(tr("{}: a list or object inside the object", printable(keys_[current_])), shape_hint());
  }

  bool first_;
  bool open_ = false;
  std::size_t current_ = 0;
  std::vector<std::string>& keys_;
  std::unordered_map<std::string, std::size_t>& column_of_;
  std::vector<std::string>& values_;
  std::vector<bool> seen_;
};

}  // namespace

bool JsonlReader::take_line(std::string_view& content) {
  while (position_ < text_.size()) {
    const std::size_t end = std::min(text_.find('\n', position_), text_.size());
    content = text_.substr(position_, end - position_);
    position_ = std::min(end + 1, text_.size());
    ++line_;
    if (content.find_first_not_of(" \t\r") != std::string_view::npos) return true;
  }
  return false;
}

void JsonlReader::parse(std::string_view content) {
  for (std::string& value : values_) value.clear();
  Collector collector(!header_given_, keys_, column_of_, values_);
  nlohmann::json::sax_parse(content.begin(), content.end(), &collector);
}

bool JsonlReader::next(std::vector<std::string_view>& row, std::size_t& line) {
  if (first_waiting_) {
    first_waiting_ = false;
  } else {
    std::string_view content;
    if (!take_line(content)) return false;
    try {
      parse(content);
    } catch (const ValueError& e) {
      row.assign(1, content);
      throw DataError(e.what(), e.hint(), {file_, line_, 0});
    }
  }
  line = line_;
  if (header_given_) {
    row.assign(values_.begin(), values_.end());
  } else {
    header_given_ = first_waiting_ = true;
    row.assign(keys_.begin(), keys_.end());
  }
  return true;
}

double JsonlReader::progress() const {
  return text_.empty() ? 1 : static_cast<double>(position_) / static_cast<double>(text_.size());
}

}  // namespace salesctl
