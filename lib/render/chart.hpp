// A chart of a table as SVG, for a page to hold.
#pragma once

#include <optional>
#include <string>

#include "model/table.hpp"

namespace salesctl {

struct Drawn {
  std::string svg;       // well-formed, without scripts; its colours are the variables --bar, --mark, --line, --soft, --ink of CSS
  std::string sentence;  // what it shows, in plain text
};

/// Nothing where there is too little to draw, or no library to draw it with. The same table gives the same bytes.
std::optional<Drawn> draw(const Table& table, const Chart& chart);

/// What is said of a chart to what draws it (charts.js), as JSON; nothing where there is too little to draw.
std::optional<std::string> chart_words(const Table& table, const Chart& chart);
std::optional<std::string> chart_sentence(const Table& table, const Chart& chart);

}  // namespace salesctl
