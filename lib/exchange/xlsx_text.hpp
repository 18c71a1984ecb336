// Text of a workbook's string items.
#pragma once

#include <string>

#include <pugixml.hpp>

namespace salesctl {

/// The text of <si> or <is>: its own, or that of its runs joined; phonetic hints (<rPh>) are left out.
std::string rich_text(const pugi::xml_node& item);

}  // namespace salesctl
