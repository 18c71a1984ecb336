// Detection order: byte order mark, valid UTF-8, GB18030. Nearly any Western text is also "valid" GB18030 - an accented
// letter and the ASCII letter after it make one Chinese character - so GB18030 is believed only where most of its
// two-byte characters are of the plain GB2312 shape (both bytes high); otherwise the user must name the encoding.
#include "exchange/encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

unsigned byte_at(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

/// Length of the valid multi-byte character at `i`, or 0.
std::size_t character_length(std::string_view text, std::size_t i) noexcept {
  const unsigned lead = byte_at(text, i);
  const auto follows = [&](std::size_t n, unsigned low = 0x80, unsigned high = 0xBF) {
    return i + n < text.size() && byte_at(text, i + n) >= low && byte_at(text, i + n) <= high;
  };
  if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
  if ((lead & 0xF0U) == 0xE0) {
    const bool second = lead == 0xE0 ? follows(1, 0xA0) : lead == 0xED ? follows(1, 0x80, 0x9F) : follows(1);
    return second && follows(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool second = lead == 0xF0 ? follows(1, 0x90) : lead == 0xF4 ? follows(1, 0x80, 0x8F) : follows(1);
    return second && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

std::size_t line_of(std::string_view text, std::size_t offset) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

const char* name_hint() { return tr("name the file's encoding, for example utf-8, gb18030, cp1252 or utf-16"); }

class Converter {
 public:
  explicit Converter(const std::string& encoding) {
    // A slash would ask iconv for options such as //IGNORE, which loses data.
    if (encoding.find('/') == std::string::npos) handle_ = iconv_open("UTF-8", encoding.c_str());
    if (handle_ == invalid()) throw UsageError(tr("unknown encoding \"{}\"", printable(encoding)), name_hint());
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() { iconv_close(handle_); }

  /// The offset of the first byte that cannot be converted, or npos.
  std::size_t convert(std::string_view bytes, std::string& out) {
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    char* in = const_cast<char*>(bytes.data());  // iconv's interface; it does not write there
    std::size_t left = bytes.size();
    out.resize(bytes.size() + bytes.size() / 2 + 16);
    std::size_t used = 0;
    for (bool flushing = false;;) {
      char* target = out.data() + used;
      std::size_t room = out.size() - used;
      const std::size_t result =
          flushing ? iconv(handle_, nullptr, nullptr, &target, &room) : iconv(handle_, &in, &left, &target, &room);
      const int code = errno;
      used = static_cast<std::size_t>(target - out.data());
      if (result != static_cast<std::size_t>(-1)) {
        if (flushing) break;
        flushing = true;
      } else if (code == E2BIG) {
        out.resize(out.size() * 2);
      } else {
        return bytes.size() - left;
      }
    }
    out.resize(used);
    return std::string::npos;
  }

 private:
  // NOLINTNEXTLINE(performance-no-int-to-ptr): how iconv_open reports that it failed
  static iconv_t invalid() { return reinterpret_cast<iconv_t>(-1); }
  iconv_t handle_ = invalid();
};

std::string_view without_mark(std::string_view text) {
  return text.starts_with(utf8_mark) ? text.substr(utf8_mark.size()) : text;
}

bool is_utf8_name(const std::string& encoding) {
  const std::string name = fold(encoding);
  return name == "utf-8" || name == "utf8" || name == "utf-8-sig";
}

std::string encoding_of_mark(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with(utf8_mark)) return "UTF-8";
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return "UTF-32LE";
  if (bytes.starts_with("\xFF\xFE"sv)) return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF"sv)) return "UTF-16BE";
  return {};
}

bool looks_chinese(std::string_view bytes) {
  std::size_t plain = 0;
  std::size_t other = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    if (byte_at(bytes, i) < 0x80) continue;
    (byte_at(bytes, i + 1) >= 0x80 ? plain : other) += 1;
    ++i;
  }
  return plain >= other;
}

std::string_view checked_utf8(std::string_view bytes, const std::string& file) {
  const std::string_view text = without_mark(bytes);
  if (const std::size_t bad = find_invalid_utf8(text); bad != std::string::npos) {
    throw DataError(tr("not valid UTF-8: byte 0x{:02X}", byte_at(text, bad)), name_hint(),
                    {file, line_of(text, bad), 0});
  }
  return text;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) noexcept {
  constexpr std::uint64_t high_bits = 0x8080808080808080U;
  std::size_t i = 0;
  while (i < text.size()) {
    if (std::uint64_t words[4]; i + sizeof words <= text.size()) {
      std::memcpy(words, text.data() + i, sizeof words);
      if (((words[0] | words[1] | words[2] | words[3]) & high_bits) == 0) {
        i += sizeof words;
        continue;
      }
    }
    // Short of a block of plain ASCII: character by character to the block's end.
    const std::size_t stop = std::min(text.size(), i + 32);
    while (i < stop) {
      const std::size_t length = byte_at(text, i) < 0x80 ? 1 : character_length(text, i);
      if (length == 0) return i;
      i += length;
    }
  }
  return std::string::npos;
}

std::string_view to_utf8(std::string_view bytes, const std::string& encoding, const std::string& file,
                         std::string& converted) {
  const std::string marked = encoding_of_mark(bytes);
  // A UTF-8 mark is beyond doubt, whatever a mapping says of files of this sort.
  const std::string& known = encoding.empty() || marked == "UTF-8" ? marked : encoding;
  if (!known.empty()) {
    if (is_utf8_name(known)) return checked_utf8(bytes, file);
    if (const std::size_t bad = Converter(known).convert(bytes, converted); bad != std::string::npos) {
      throw DataError(tr("byte 0x{:02X} is no text in {}", bad < bytes.size() ? byte_at(bytes, bad) : 0, known),
                      name_hint(), {file, line_of(bytes, bad), 0});
    }
    return without_mark(converted);
  }
  const std::size_t bad = find_invalid_utf8(bytes);
  if (bad == std::string::npos) return bytes;
  if (looks_chinese(bytes) && Converter("GB18030").convert(bytes, converted) == std::string::npos) {
    return without_mark(converted);
  }
  throw DataError(tr("neither UTF-8 nor GB18030: byte 0x{:02X}", byte_at(bytes, bad)), name_hint(),
                  {file, line_of(bytes, bad), 0});
}

}  // namespace salesctl
