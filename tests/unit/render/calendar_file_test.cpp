#include <doctest/doctest.h>

#include "base/error.hpp"
#include "base/text.hpp"
#include "render/render.hpp"

using namespace salesctl;

namespace {

Table calendar(const std::string& title) {
  Table table;
  table.columns = {{"id", "Id"}, {"day", "Day", ColumnType::date}, {"title", "Title"}, {"note", "Note"}};
  table.agenda = Agenda{"id", "day", "title", {"note"}, make_date(2026, 6, 30)};
  table.rows.push_back({{"t1", make_date(2026, 7, 31), title, std::monostate{}}, 0, false});
  table.rows.push_back({{"t2", std::monostate{}, "no day", "x"}, 0, false});
  return table;
}

}  // namespace

TEST_CASE("a row with a day is an all-day event of a calendar") {
  CHECK(render({calendar("A, b; c\\d\r\ne\tf\x01")}, Format::ics) ==
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//salesctl//salesctl//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"
        "BEGIN:VEVENT\r\nUID:t1@salesctl\r\nDTSTAMP:20260630T000000Z\r\nDTSTART;VALUE=DATE:20260731\r\nDTEND;VALUE=DATE:20260801\r\n"
        "SUMMARY:A\\, b\\; c\\\\d\\ne f\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}

TEST_CASE("long lines are folded after 75 octets, never within a character") {
  for (std::size_t pad = 0; pad < 90; ++pad) {
    const std::string title = std::string(pad, 'x') + "很长的标题很长的标题很长的标题很长的标题很长的标题";
    const std::string text = render({calendar(title)}, Format::ics);
    std::string flat;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find("\r\n", at);
      REQUIRE(end != std::string::npos);
      const std::string line = text.substr(at, end - at);
      REQUIRE(line.size() <= 75);
      REQUIRE(is_valid_utf8(line));
      flat += line.starts_with(' ') ? line.substr(1) : "\n" + line;
      at = end + 2;
    }
    REQUIRE(flat.find("\nSUMMARY:" + title + "\n") != std::string::npos);
  }
}

TEST_CASE("what has no agenda is no calendar") {
  Table table = calendar("x");
  table.agenda.reset();
  CHECK_THROWS_AS(render({table}, Format::ics), UsageError);
}
