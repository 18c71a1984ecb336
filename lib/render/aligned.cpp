#include "render/aligned.hpp"

#include <langinfo.h>
#include <libsmartcols.h>
#include <locale.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>

namespace salesctl {
namespace {

/// libsmartcols asks the locale how wide a character is and writes \xe5 for é in the C locale, the one of cron.
/// Sets UTF-8 for this thread only and puts back what was there.
class Utf8Characters {
 public:
  Utf8Characters() {
    if (given()) return;
    utf8_ = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    if (utf8_ != nullptr) before_ = uselocale(utf8_);
  }
  Utf8Characters(const Utf8Characters&) = delete;
  Utf8Characters& operator=(const Utf8Characters&) = delete;
  ~Utf8Characters() {
    if (utf8_ == nullptr) return;
    uselocale(before_);
    freelocale(utf8_);
  }

  static bool given() { return MB_CUR_MAX > 1 && std::strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

 private:
  locale_t utf8_ = nullptr;
  locale_t before_ = nullptr;
};

struct Release {
  void operator()(libscols_table* table) const { scols_unref_table(table); }
  void operator()(char* text) const { std::free(text); }
};

/// The library fails for want of memory only.
void succeed(int result) {
  if (result != 0) throw std::bad_alloc();
}

template <typename T>
T* succeed(T* made) {
  if (made == nullptr) throw std::bad_alloc();
  return made;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    line = line.substr(0, line.find_last_not_of(' ') + 1);
    lines.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

std::vector<std::string> aligned(const std::vector<AlignedColumn>& columns,
                                 const std::vector<std::vector<std::string>>& rows) {
  if (columns.empty()) return std::vector<std::string>(rows.size() + 1);
  const Utf8Characters utf8;
  const std::unique_ptr<libscols_table, Release> table(succeed(scols_new_table()));
  succeed(scols_table_set_termforce(table.get(), SCOLS_TERMFORCE_NEVER));
  succeed(scols_table_set_column_separator(table.get(), "  "));
  // The text is fit to be shown. Where a system has no UTF-8 locale at all, though, the library never ends unless it
  // may write its \x.
  succeed(scols_table_enable_noencoding(table.get(), Utf8Characters::given() ? 1 : 0));
  for (const AlignedColumn& column : columns) {
    succeed(scols_table_new_column(table.get(), column.title.c_str(), 0, column.right ? SCOLS_FL_RIGHT : 0));
  }
  for (const std::vector<std::string>& row : rows) {
    libscols_line* line = succeed(scols_table_new_line(table.get(), nullptr));
    for (std::size_t i = 0; i < columns.size(); ++i) succeed(scols_line_set_data(line, i, row[i].c_str()));
  }
  // The library writes no head without a row.
  if (rows.empty()) succeed(scols_table_new_line(table.get(), nullptr));
  char* written = nullptr;
  succeed(scols_print_table_to_string(table.get(), &written));
  const std::unique_ptr<char, Release> text(written);
  std::vector<std::string> lines = lines_of(text.get());
  lines.resize(rows.size() + 1);
  return lines;
}

}  // namespace salesctl
