// The working calendar: a working week, dates in the config, and files with the columns date,kind,name.
#include "base/calendar.hpp"

#include <algorithm>
#include <array>
#include <sstream>

#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "config/files.hpp"
#include "config/sections.hpp"

namespace salesctl {
namespace {

constexpr std::array<std::string_view, 7> weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

void add_dates(const Node* list, std::set<Date>& dates) {
  if (list == nullptr) return;
  for (const Node& item : list->children) {
    const auto dots = item.text.find("..");
    const Date from = parse_at(item, [&](const std::string& text) { return parse_date(std::string_view(text).substr(0, dots)); });
    const Date to = dots == std::string::npos
                        ? from
                        : parse_at(item, [&](const std::string& text) { return parse_date(std::string_view(text).substr(dots + 2)); });
    if (to < from || (to - from).count() > 366) {
      throw ConfigError(tr("\"{}\" is not a range of dates within a year", printable(item.text)), {}, item.place);
    }
    for (Date d = from; d <= to; d += std::chrono::days{1}) dates.insert(d);
  }
}

void add_line(const std::string& line, const Place& place, Calendar& calendar) {
  std::istringstream cells(line);
  std::string date;
  std::string kind;
  std::getline(cells, date, ',');
  std::getline(cells, kind, ',');
  const auto day = iso_date(trim(date));
  const std::string_view what = trim(kind);
  if (!day || (what != "holiday" && what != "workday")) {
    throw ConfigError(tr("\"{}\" is not a day of a calendar", printable(line)),
                      tr("write date,kind,name such as 2026-10-01,holiday,National Day; kinds: holiday, workday"), place);
  }
  (what == "holiday" ? calendar.holidays : calendar.workdays).insert(*day);
}

void add_file(const std::string& content, const std::string& file, Calendar& calendar) {
  std::istringstream lines(content.starts_with("\xEF\xBB\xBF") ? content.substr(3) : content);
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    if (trim(line).empty() || line.starts_with('#') || line.starts_with("date,")) continue;
    add_line(line, {file, number, 1}, calendar);
  }
}

}  // namespace

Calendar read_calendar(const Node& node, const ReadNamed& read) {
  Calendar calendar;
  if (const Node* week = node.find("working_week")) {
    calendar.working_week.fill(false);
    for (const Node& day : week->children) {
      calendar.working_week.at(static_cast<std::size_t>(std::ranges::find(weekdays, day.text) - weekdays.begin())) = true;
    }
  }
  if (const Node* files = node.find("files")) {
    for (const Node& file : files->children) add_file(read(file), named_file(file).string(), calendar);
  }
  add_dates(node.find("holidays"), calendar.holidays);
  add_dates(node.find("workdays"), calendar.workdays);
  return calendar;
}

}  // namespace salesctl
