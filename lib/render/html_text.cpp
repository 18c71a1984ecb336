#include "render/html_text.hpp"

#include <algorithm>

#include "render/formats.hpp"

namespace salesctl {
namespace {

void append_escaped(std::string& out, std::string_view line) {
  for (const char c : line) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
}

}  // namespace

void append_html(std::string& out, std::string_view text) {
  // Most cells are digits and plain letters, of which there is nothing to be made visible.
  const bool plain = std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
  plain ? append_escaped(out, text) : append_escaped(out, one_line(text));
}

void append_html_lines(std::string& out, std::string_view text) {
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    append_html(out, text.substr(0, end > 0 && text[end - 1] == '\r' ? end - 1 : end));
    out += "<br />";
    text.remove_prefix(end + 1);
  }
  append_html(out, text);
}

}  // namespace salesctl
