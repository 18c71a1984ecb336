// Cuts the repeated elements (rows of a sheet, shared strings) out of a large XML part one by one, so that memory does
// not grow with the part.
#pragma once

#include <string>
#include <string_view>

#include <pugixml.hpp>

#include "exchange/zip_archive.hpp"

namespace salesctl {

class XmlElements {
 public:
  /// `name` without namespace prefix. The archive's part is opened.
  XmlElements(ZipArchive& archive, const std::string& part, std::string name);
  /// Loads the next element into `document`; false at the end. Throws StoreError for XML that is damaged or not
  /// UTF-8, and for an element above 64 MB.
  bool next(pugi::xml_document& document);

 private:
  bool more();
  bool find_start();

  ZipArchive& archive_;
  std::string name_;
  std::string qualified_;  // with the prefix this part uses
  std::string buffer_;
  std::string element_;
  std::size_t position_ = 0;
};

/// The name without its namespace prefix.
std::string_view local_name(const pugi::xml_node& node);
/// The first child, or attribute value, of that local name; empty when there is none.
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);
std::string_view attribute(const pugi::xml_node& node, std::string_view name);

/// Parses a whole small part.
void load_xml(pugi::xml_document& document, ZipArchive& archive, const std::string& part);

}  // namespace salesctl
