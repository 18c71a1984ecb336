// "</row>" cannot stand inside a row but in a comment or CDATA section, which spreadsheet programs do not write.
#include "exchange/xml_elements.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "exchange/encoding.hpp"

namespace salesctl {
namespace {

constexpr std::size_t largest_element = 64 << 20;

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

void parse(pugi::xml_document& document, std::string& text, const ZipArchive& archive) {
  if (find_invalid_utf8(text) != std::string::npos) archive.damaged();
  // Blank text nodes count: the space between two runs of rich text.
  const unsigned options = pugi::parse_default | pugi::parse_ws_pcdata;
  if (!document.load_buffer_inplace(text.data(), text.size(), options, pugi::encoding_utf8)) archive.damaged();
}

}  // namespace

XmlElements::XmlElements(ZipArchive& archive, const std::string& part, std::string name)
    : archive_(archive), name_(std::move(name)) {
  archive_.open(part);
}

bool XmlElements::more() {
  buffer_.erase(0, position_);
  position_ = 0;
  if (buffer_.size() > largest_element) archive_.damaged();
  return archive_.read_more(buffer_);
}

/// Moves to the next start tag of that name.
bool XmlElements::find_start() {
  for (;;) {
    position_ = std::min(buffer_.find('<', position_), buffer_.size());
    const std::size_t end = buffer_.find_first_of(" \t\r\n/>", position_ + 1);
    if (position_ == buffer_.size() || end == std::string::npos) {
      if (!more()) return false;
      continue;
    }
    qualified_ = buffer_.substr(position_ + 1, end - position_ - 1);
    if (without_prefix(qualified_) == name_) return true;
    ++position_;
  }
}

bool XmlElements::next(pugi::xml_document& document) {
  if (!find_start()) return false;
  const std::string close = "</" + qualified_ + ">";
  std::size_t searched = 0;  // from position_, which moves when more is read
  bool whole_tag = false;
  for (;;) {
    if (!whole_tag) {
      const std::size_t bracket = buffer_.find('>', position_ + searched);
      whole_tag = bracket != std::string::npos;
      if (whole_tag && buffer_[bracket - 1] == '/') {
        element_.assign(buffer_, position_, bracket + 1 - position_);
        break;
      }
      searched = (whole_tag ? bracket : buffer_.size()) - position_;
    }
    if (whole_tag) {
      const std::size_t found = buffer_.find(close, position_ + searched);
      if (found != std::string::npos) {
        element_.assign(buffer_, position_, found + close.size() - position_);
        break;
      }
      // The closing tag may be cut at the buffer's end.
      const std::size_t left = buffer_.size() - position_;
      searched = std::max(searched, left > close.size() ? left - close.size() : 0);
    }
    if (!more()) archive_.damaged();
  }
  position_ += element_.size();
  parse(document, element_, archive_);
  return true;
}

std::string_view local_name(const pugi::xml_node& node) { return without_prefix(node.name()); }

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& c : node.children()) {
    if (local_name(c) == name) return c;
  }
  return {};
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute& a : node.attributes()) {
    if (without_prefix(a.name()) == name) return a.value();
  }
  return {};
}

void load_xml(pugi::xml_document& document, ZipArchive& archive, const std::string& part) {
  const std::string text = archive.read(part);
  if (find_invalid_utf8(text) != std::string::npos) archive.damaged();
  if (!document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata)) archive.damaged();
}

}  // namespace salesctl
