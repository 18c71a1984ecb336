#include "exchange/xlsx_book.hpp"

#include <charconv>
#include <filesystem>
#include <map>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "exchange/xlsx_cell.hpp"
#include "exchange/xlsx_text.hpp"
#include "exchange/xml_elements.hpp"

namespace salesctl {
namespace {

struct Relation {
  std::string type;  // the last word of its URI: "worksheet", "styles" ...
  std::string part;
};

/// The relations of a part, by id; targets as names of parts.
std::map<std::string, Relation, std::less<>> relations(ZipArchive& archive, const std::filesystem::path& part) {
  std::map<std::string, Relation, std::less<>> found;
  const std::string name = (part.parent_path() / "_rels" / (part.filename().string() + ".rels")).string();
  if (!archive.has(name)) return found;
  pugi::xml_document document;
  load_xml(document, archive, name);
  for (const pugi::xml_node& node : document.document_element().children()) {
    const std::string_view type = attribute(node, "Type");
    const std::filesystem::path target = attribute(node, "Target");
    const std::filesystem::path whole = target.is_absolute() ? target.relative_path() : part.parent_path() / target;
    found[std::string(attribute(node, "Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                 whole.lexically_normal().string()};
  }
  return found;
}

std::string part_of_type(const std::map<std::string, Relation, std::less<>>& all, std::string_view type) {
  for (const auto& [id, relation] : all) {
    if (relation.type == type) return relation.part;
  }
  return {};
}

std::string choose_sheet(const pugi::xml_node& sheets, const std::map<std::string, Relation, std::less<>>& all,
                         const std::string& wanted, const std::string& file) {
  std::vector<std::string_view> names;
  std::string list;
  std::string first_hidden;
  for (const pugi::xml_node& sheet : sheets.children()) {
    const auto relation =
        all.find(sheet.attribute("r:id") ? std::string_view(sheet.attribute("r:id").value()) : attribute(sheet, "id"));
    if (relation == all.end() || relation->second.type != "worksheet") continue;
    const std::string_view name = attribute(sheet, "name");
    const std::string_view state = attribute(sheet, "state");
    const bool visible = state.empty() || state == "visible";
    if (wanted.empty() ? visible : fold(name) == fold(wanted)) return relation->second.part;
    if (first_hidden.empty()) first_hidden = relation->second.part;
    names.push_back(name);
    list += (list.empty() ? "" : ", ") + printable(name);
  }
  if (wanted.empty() && !first_hidden.empty()) return first_hidden;
  throw DataError(tr("there is no sheet \"{}\"{}", printable(wanted), did_you_mean(wanted, names)),
                  tr("sheets: {}", list), {file, 0, 0});
}

unsigned number(std::string_view text) {
  unsigned value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::vector<bool> read_date_styles(ZipArchive& archive, const std::string& part) {
  std::vector<bool> dates;
  if (part.empty()) return dates;
  pugi::xml_document document;
  load_xml(document, archive, part);
  const pugi::xml_node root = document.document_element();
  std::map<unsigned, std::string> codes;
  for (const pugi::xml_node& format : child(root, "numFmts").children()) {
    codes[number(attribute(format, "numFmtId"))] = std::string(attribute(format, "formatCode"));
  }
  for (const pugi::xml_node& style : child(root, "cellXfs").children()) {
    if (local_name(style) != "xf") continue;
    const unsigned id = number(attribute(style, "numFmtId"));
    const auto code = codes.find(id);
    dates.push_back(is_date_format(id, code == codes.end() ? std::string_view{} : std::string_view(code->second)));
  }
  return dates;
}

}  // namespace

std::string_view XlsxBook::shared(std::size_t index) const {
  const std::size_t from = index == 0 ? 0 : ends[index - 1];
  return std::string_view(strings).substr(from, ends[index] - from);
}

XlsxBook open_book(ZipArchive& archive, const std::string& sheet) {
  std::string workbook = part_of_type(relations(archive, ""), "officeDocument");
  if (workbook.empty()) workbook = "xl/workbook.xml";
  pugi::xml_document document;
  load_xml(document, archive, workbook);
  const pugi::xml_node root = document.document_element();
  const auto all = relations(archive, workbook);

  XlsxBook book;
  const std::string_view date1904 = attribute(child(root, "workbookPr"), "date1904");
  book.date1904 = date1904 == "1" || date1904 == "true";
  book.sheet_part = choose_sheet(child(root, "sheets"), all, sheet, archive.file());
  book.date_styles = read_date_styles(archive, part_of_type(all, "styles"));
  if (const std::string strings = part_of_type(all, "sharedStrings"); !strings.empty()) {
    XmlElements items(archive, strings, "si");
    for (pugi::xml_document item; items.next(item);) {
      book.strings += rich_text(item.document_element());
      book.ends.push_back(book.strings.size());
    }
  }
  return book;
}

}  // namespace salesctl
