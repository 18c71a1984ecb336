// iCalendar as in RFC 5545: an all-day event a row, because calendar programs show events and few of them VTODO. Lines end
// in CRLF and are folded after 75 octets, never within a character.
#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "render/formats.hpp"

namespace salesctl {
namespace {

constexpr std::size_t longest_line = 75;  // octets, without the line end

/// A property's text: what separates is escaped, line ends are \n, other control characters go.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' || c == ';' || c == ',') {
      out += '\\';
      out += c;
    } else if (c == '\n' || c == '\r') {
      if (c == '\n' || i + 1 == text.size() || text[i + 1] != '\n') out += "\\n";
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
      out += c;
    } else if (c == '\t') {
      out += ' ';
    }
  }
  return out;
}

/// A continued line begins with a space, which counts.
void append_line(std::string& out, std::string_view line) {
  std::size_t used = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t length = std::max<std::size_t>(1, character_length(line, at));
    if (used + length > longest_line) {
      out += "\r\n ";
      used = 1;
    }
    out += line.substr(at, length);
    used += length;
    at += length;
  }
  out += "\r\n";
}

std::string basic_date(Date day) {
  std::string text = format_date(day);
  std::erase(text, '-');
  return text;
}

std::string details(const Table& table, const Row& row) {
  std::string text;
  for (const std::string& key : table.agenda->details) {
    const std::size_t column = column_place(table, key);
    const std::string value = human(cell(row, column), table.money_decimals);
    if (value.empty()) continue;
    text += (text.empty() ? "" : "\n") + table.columns[column].title + ": " + value;
  }
  return text;
}

void append_event(std::string& out, const Table& table, const Row& row) {
  const Agenda& agenda = *table.agenda;
  const auto* const day = std::get_if<Date>(&cell(row, column_place(table, agenda.day)));
  if (day == nullptr) return;
  append_line(out, "BEGIN:VEVENT");
  append_line(out, "UID:" + escaped(plain(cell(row, column_place(table, agenda.id)), table.money_decimals)) + "@salesctl");
  append_line(out, "DTSTAMP:" + basic_date(agenda.stamp) + "T000000Z");
  append_line(out, "DTSTART;VALUE=DATE:" + basic_date(*day));
  append_line(out, "DTEND;VALUE=DATE:" + basic_date(*day + std::chrono::days{1}));
  append_line(out, "SUMMARY:" + escaped(human(cell(row, column_place(table, agenda.title)), table.money_decimals)));
  if (const std::string text = details(table, row); !text.empty()) append_line(out, "DESCRIPTION:" + escaped(text));
  append_line(out, "TRANSP:TRANSPARENT");  // something to do that day, not a day taken
  append_line(out, "END:VEVENT");
}

}  // namespace

std::string calendar_file(const std::vector<Table>& tables) {
  std::string out;
  for (const char* line : {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//salesctl//salesctl//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"}) {
    append_line(out, line);
  }
  for (const Table& table : tables) {
    if (!table.agenda) throw UsageError(tr("this is no calendar"), tr("formats: table, csv, json, jsonl, md, html, xlsx"));
    for (const Row& row : table.rows) append_event(out, table, row);
  }
  const bool is_empty = std::ranges::all_of(tables, [](const Table& table) { return table.rows.empty(); });
  if (is_empty) {  // a calendar without any component is none
    for (const char* line : {"BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000",
                             "END:STANDARD", "END:VTIMEZONE"}) {
      append_line(out, line);
    }
  }
  append_line(out, "END:VCALENDAR");
  return out;
}

}  // namespace salesctl
