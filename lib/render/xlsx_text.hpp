// Text as Excel takes it: in cells and as names of sheets.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace salesctl {

constexpr std::size_t longest_cell = 32'767;
constexpr std::size_t longest_sheet_name = 31;

/// Cut to so many UTF-16 units, in which Excel counts, the last one … where something was cut.
std::string cut_units(std::string_view utf8, std::size_t units);

/// What XML cannot hold (NUL, bytes that are not UTF-8, U+FFFE, U+FFFF) becomes U+FFFD; what reads like one of Excel's
/// escapes (_x0041_) is escaped itself. The other control characters are left for libxlsxwriter to escape.
std::string cell_text(std::string_view text);

/// 0 is A, 26 is AA.
std::string column_name(std::size_t column);

/// A name for each sheet, from the titles: of 31 units, none of []:*?/\, no apostrophe at its ends, not "History", not
/// empty, and no two that Excel takes for the same.
std::vector<std::string> sheet_names(const std::vector<std::string>& titles);

}  // namespace salesctl
