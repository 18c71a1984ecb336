// A report as a mail: the tables as text and as a page with charts, and, where it is wanted, as a file that is attached.
#pragma once

#include <string>
#include <vector>

#include "render/render.hpp"

namespace salesctl {

struct Mail {
  std::string from;     // "ops@example.com" or "Sales operations <ops@example.com>"
  std::string to;       // one or more, parted by commas
  std::string subject;  // empty: the title of the first table and the day
  std::string date;     // UTC, "2026-07-15T08:00:00Z"
  std::string as_of;    // "2026-07-15"
};

/// Throws UsageError for what is no address and for line ends, which would begin another header; StoreError where mails
/// cannot be written. So that a command knows before it does anything.
void check_mail(const Mail& mail);

/// The message, complete, for "sendmail -t". table and html are in every one; another format is attached, under a name
/// made of the title and the day, with tables of its own. Options and errors are those of render.
std::string mail_text(const Mail& mail, const std::vector<Table>& tables, const std::vector<Table>& attached, Format format, const RenderOptions& options);

}  // namespace salesctl
