#include "render/mail.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "render/formats.hpp"
#include "render/mime.hpp"

namespace salesctl {
namespace {

constexpr std::size_t longest_name = 60;  // of a file, in columns

struct FileKind {
  const char* type;
  const char* ending;
};

FileKind file_kind(Format format) {
  switch (format) {
    case Format::csv: return {"text/csv", ".csv"};
    case Format::json: return {"application/json", ".json"};
    case Format::jsonl: return {"application/x-ndjson", ".jsonl"};
    case Format::md: return {"text/markdown", ".md"};
    case Format::xlsx: return {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"};
    case Format::ics: return {"text/calendar", ".ics"};
    case Format::table:
    case Format::html: break;
  }
  return {nullptr, nullptr};
}

/// The title without what some system takes for more than a name.
std::string file_name(const std::string& title, const Mail& mail, const char* ending) {
  std::string name = fit(title, longest_name);
  for (char& c : name) {
    if (std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos) c = '-';
  }
  return name + ' ' + mail.as_of + ending;
}

void refuse_line_ends(const std::string& header, const char* what) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
  if (std::ranges::none_of(header, is_control) && is_valid_utf8(header)) return;
  throw UsageError(tr("{}: \"{}\" is not one line of text", what, printable(header)), tr("leave out line ends and other control characters"));
}

}  // namespace

void check_mail(const Mail& mail) {
  refuse_line_ends(mail.to, "--mail");
  refuse_line_ends(mail.from, "--from");
  refuse_line_ends(mail.subject, "--subject");
  check_addresses(mail.to);
  check_addresses(mail.from);
}

std::string mail_text(const Mail& mail, const std::vector<Table>& tables, const std::vector<Table>& attached, Format format, const RenderOptions& options) {
  check_mail(mail);
  const std::string title = tables.empty() || tables.front().title.empty() ? "salesctl" : one_line(tables.front().title);
  MimeMessage message{mail.from, mail.to, mail.subject, mail.date, {}, {}};
  if (message.subject.empty()) message.subject = tr("{}, as of {}", title, mail.as_of);
  message.alternatives = {{"text/plain", render(tables, Format::table)}, {"text/html", render(tables, Format::html, options)}};
  if (const FileKind kind = file_kind(format); kind.type != nullptr) {
    message.attached = {{kind.type, render(attached, format, options), file_name(title, mail, kind.ending)}};
  }
  return mime_text(message);
}

}  // namespace salesctl
