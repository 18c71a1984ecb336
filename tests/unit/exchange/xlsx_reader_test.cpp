#include "exchange/xlsx_reader.hpp"

#include <minizip/zip.h>

#include <fstream>
#include <sstream>
#include <utility>

#include <doctest/doctest.h>

#include "sample.hpp"

namespace salesctl {
namespace {

using test::has;
using test::TemporaryFile;
using Lines = std::vector<std::string>;
using Parts = std::vector<std::pair<std::string, std::string>>;

std::string zip(const Parts& parts) {
  const TemporaryFile file("made.xlsx", "");
  zipFile archive = zipOpen64(file.path().c_str(), APPEND_STATUS_CREATE);
  for (const auto& [name, content] : parts) {
    zip_fileinfo info{};
    zipOpenNewFileInZip64(archive, name.c_str(), &info, nullptr, 0, nullptr, 0, nullptr, Z_DEFLATED, 1, 1);
    zipWriteInFileInZip(archive, content.data(), static_cast<unsigned>(content.size()));
    zipCloseFileInZip(archive);
  }
  zipClose(archive, nullptr);
  std::ostringstream bytes;
  bytes << std::ifstream(file.path(), std::ios::binary).rdbuf();
  return bytes.str();
}

/// A workbook of two sheets, "Notes" and "Data"; `rows` are those of Data.
Parts workbook(const std::string& rows, const std::string& properties = "") {
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  return {
      {"_rels/.rels", head + "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/officeDocument\" "
                             "Target=\"xl/workbook.xml\"/></Relationships>"},
      {"xl/workbook.xml", head + "<workbook xmlns:r=\"r\">" + properties +
                              "<sheets><sheet name=\"Notes\" sheetId=\"1\" r:id=\"rId1\"/>"
                              "<sheet name=\"Data\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       head +
           "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
           "<Relationship Id=\"rId2\" Type=\"http://x/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>"
           "<Relationship Id=\"rId3\" Type=\"http://x/styles\" Target=\"styles.xml\"/>"
           "<Relationship Id=\"rId4\" Type=\"http://x/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"},
      {"xl/styles.xml",
       head + "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy/m/d\"/></numFmts><cellStyleXfs>"
              "<xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
              "<xf numFmtId=\"164\"/></cellXfs></styleSheet>"},
      {"xl/sharedStrings.xml",
       head + "<sst><si><t>id</t></si><si><r><t>am</t></r><r><t>ount</t></r><rPh><t>no</t></rPh></si><si/>"
              "<si><t xml:space=\"preserve\">won_on</t></si><si><r><t>a</t></r><r><t xml:space=\"preserve\"> </t></r>"
              "<r><t>&amp; 中</t></r></si></sst>"},
      {"xl/worksheets/sheet1.xml", head + "<worksheet><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>first</t>"
                                          "</is></c></row></sheetData></worksheet>"},
      {"xl/worksheets/sheet2.xml",
       head + "<worksheet><sheetFormatPr/><sheetData>" + rows + "</sheetData><rowBreaks/></worksheet>"}};
}

Lines read(const std::string& bytes, const std::string& sheet = "Data") {
  Lines found;
  const std::string fault = test::thrown([&] {
    XlsxReader reader(bytes, sheet, "f.xlsx");
    found = test::rows(reader);
  });
  if (fault != "nothing") found.push_back(fault);
  return found;
}

const char* const header =
    "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c>"
    "<c r=\"C2\" t=\"s\"><v>3</v></c></row>";

}  // namespace

TEST_CASE("the first sheet is read unless another is named; an unknown one is refused with those there are") {
  const std::string bytes = zip(workbook(header));
  CHECK(read(bytes, "") == Lines{"1: first"});
  CHECK(read(bytes, "data") == Lines{"2: id|amount|won_on"});
  CHECK(has(read(bytes, "Dat")[0], "did you mean \"Data\"?"));
  CHECK(has(read(bytes, "Dat")[0], "sheets: Notes, Data"));
}

TEST_CASE("gaps between cells and rows are kept, empty cells at the end filled up, rows with nothing passed over") {
  CHECK(read(zip(workbook(std::string(header) +
                          "<row r=\"3\"/><row r=\"5\"><c r=\"A5\"><v>7</v></c><c r=\"C5\"><v>8</v></c>"
                          "</row><row r=\"6\" spans=\"1:3\"><c r=\"A6\"><v>9</v></c></row>"
                          "<row r=\"7\"><c r=\"A7\" s=\"1\"/></row>"))) ==
        Lines{"2: id|amount|won_on", "5: 7||8", "6: 9||"});
}

TEST_CASE("cells without references follow one another, prefixed names are read") {
  CHECK(
      read(zip(workbook("<x:row><x:c><x:v>1</x:v></x:c><x:c t=\"b\"><x:v>1</x:v></x:c></x:row><x:row><x:c><x:v>2</x:v>"
                        "</x:c><x:c t=\"b\"><x:v>0</x:v></x:c></x:row>"))) == Lines{"1: 1|true", "2: 2|false"});
}

TEST_CASE("dates, numbers, formula texts and rich text become plain text") {
  const std::string row =
      "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>4</v></c><c r=\"B3\"><v>12.300000000000001</v></c>"
      "<c r=\"C3\" s=\"1\"><v>46208</v></c></row><row r=\"4\"><c r=\"A4\" t=\"str\"><f>A1</f><v>x_x000A_y</v></c>"
      "<c r=\"B4\" s=\"0\"><v>46208</v></c><c r=\"C4\" s=\"2\"><v>46208.75</v></c></row>";
  CHECK(read(zip(workbook(header + row))) ==
        Lines{"2: id|amount|won_on", "3: a & 中|12.3|2026-07-05", "4: x\ny|46208|2026-07-05 18:00:00"});
  CHECK(read(zip(workbook(header + row, "<workbookPr date1904=\"1\"/>")))[1] == "3: a & 中|12.3|2030-07-06");
}

TEST_CASE("a value beyond the header's last column is not lost") {
  CHECK(read(zip(workbook(std::string(header) + "<row r=\"3\"><c r=\"E3\"><v>1</v></c></row>")))[1] == "3: ||||1");
}

TEST_CASE("error cells and formulas without result are refused where their column is used") {
  const std::string rows = std::string(header) +
                           "<row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"B3\" t=\"e\"><v>#N/A</v></c></row>"
                           "<row r=\"4\"><c r=\"A4\"><v>2</v></c><c r=\"B4\"><f>1+1</f></c></row>"
                           "<row r=\"5\"><c r=\"A5\"><v>3</v></c><c r=\"B5\"><f>1+1</f><v>2</v></c></row>";
  const TemporaryFile file("a.xlsx", zip(workbook(rows)));
  Mapping mapping;
  mapping.sheet = "Data";
  const auto source = open_records(file.path(), test::sample_kind(), &mapping, {});
  const Lines found = test::all(*source);
  REQUIRE(found.size() == 3);
  CHECK(has(found[0], "bad data 3:2 amount: cell B3 holds the error #N/A"));
  CHECK(has(found[1], "bad data 4:2 amount: cell B4 holds a formula without a result"));
  CHECK(found[2] == "5: 3 200 -");
  mapping.fields = {{"amount", {}, "5", {}, {}}};
  CHECK(test::next(*open_records(file.path(), test::sample_kind(), &mapping, {})) == "3: 1 500 -");
}

TEST_CASE("rows far apart in a large sheet are cut at the right places") {
  std::string rows;
  Lines expected;
  for (int i = 1; i <= 20'000; ++i) {
    rows += fmt::format(
        "<row r=\"{0}\"><c r=\"A{0}\"><v>{0}</v></c><c r=\"B{0}\" t=\"inlineStr\"><is><t>n{0}</t></is></c></row>", i);
    expected.push_back(fmt::format("{0}: {0}|n{0}", i));
  }
  CHECK(read(zip(workbook(rows))) == expected);
}

TEST_CASE("what is no workbook, an old one, a cut one and a damaged one are refused") {
  CHECK(has(read("PK\x03\x04 nothing")[0], "damaged"));
  CHECK(has(read("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")[0], "old .xls workbook"));
  const std::string bytes = zip(workbook(header));
  CHECK(has(read(bytes.substr(0, bytes.size() / 2))[0], "store 0:0 "));
  CHECK(has(read(zip({{"a", "b"}}))[0], "no part xl/workbook.xml"));
  CHECK(has(read(zip(workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>")))[0], "damaged"));
  CHECK(has(read(zip(workbook("<row r=\"1\"><c>")))[0], "damaged"));
  CHECK(has(read(zip(workbook("<row r=\"1\"><c t=\"str\"><v>\xFF</v></c></row>")))[0], "damaged"));
}

TEST_CASE("a flipped byte anywhere in a workbook is never a crash nor an empty sheet") {
  const std::string bytes = zip(workbook(header));
  std::size_t refused = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string broken = bytes;
    broken[i] = static_cast<char>(broken[i] ^ 0x55);
    const Lines found = read(broken);
    CAPTURE(i);
    REQUIRE_FALSE(found.empty());
    refused += found.back().starts_with("data") || found.back().starts_with("store") ? 1U : 0U;
  }
  CHECK(refused > bytes.size() / 2);
}

TEST_CASE("a part that unpacks to far more than any real one is refused, however small it is packed") {
  Parts parts = workbook(header);
  parts[1].second.insert(parts[1].second.find("<sheets>"), std::string(65 << 20, ' '));
  const std::string bytes = zip(parts);
  CHECK(bytes.size() < 1 << 20);
  CHECK(has(read(bytes)[0], "damaged"));
}

}  // namespace salesctl
