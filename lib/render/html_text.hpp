// Text as HTML takes it, in elements and in attributes between double quotes.
#pragma once

#include <string>
#include <string_view>

namespace salesctl {

/// Adds the text on one line: no tag, entity or attribute can come of it. What deceives the eye (U+202E) or is no UTF-8
/// becomes visible.
void append_html(std::string& out, std::string_view text);

/// The same, but its line ends stay line ends.
void append_html_lines(std::string& out, std::string_view text);

}  // namespace salesctl
