// One complete MIME message, made by GMime; mime.cpp is the only file that knows it. It is loaded with the first mail.
#pragma once

#include <string>
#include <vector>

namespace salesctl {

struct MimePart {
  std::string type;  // "text/html"
  std::string content;
  std::string name = {};  // of the file, when it is attached
};

struct MimeMessage {
  std::string from;  // "ops@example.com" or "Sales operations <ops@example.com>"
  std::string to;    // one or more, parted by commas
  std::string subject;
  std::string date;  // UTC, "2026-07-15T08:00:00Z"
  std::vector<MimePart> alternatives;  // of the same text, the plainest first
  std::vector<MimePart> attached;
};

/// Throws UsageError naming what is no address, and StoreError where GMime is not there.
void check_addresses(const std::string& list);

/// multipart/mixed with the alternatives, then what is attached. The same message gives the same bytes; its Message-ID
/// is made of all but the date. Lines end in LF, as sendmail takes them. Throws as check_addresses does.
std::string mime_text(const MimeMessage& message);

}  // namespace salesctl
