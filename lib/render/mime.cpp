#include "render/mime.hpp"

#include "base/error.hpp"
#include "base/message.hpp"

#ifdef SALESCTL_GMIME

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>

#include "base/file.hpp"
#include "base/text.hpp"
#include "render/loaded_library.hpp"

namespace salesctl {
namespace {

/// The functions of GMime and of the GLib below it that are used.
struct GMime {
  const LoadedLibrary library{SALESCTL_GMIME, TR_NOOP("writes mails")};
  decltype(&::g_mime_init) init = library["g_mime_init"];
  decltype(&::g_free) free = library["g_free"];
  decltype(&::g_object_unref) unref = library["g_object_unref"];
  decltype(&::g_type_check_instance_is_a) is_a = library["g_type_check_instance_is_a"];
  decltype(&::g_date_time_new_from_iso8601) new_date = library["g_date_time_new_from_iso8601"];
  decltype(&::g_date_time_unref) unref_date = library["g_date_time_unref"];
  decltype(&::g_mime_parser_options_new) new_options = library["g_mime_parser_options_new"];
  decltype(&::g_mime_parser_options_free) free_options = library["g_mime_parser_options_free"];
  decltype(&::g_mime_parser_options_set_warning_callback) set_warnings = library["g_mime_parser_options_set_warning_callback"];
  decltype(&::internet_address_list_parse) parse_list = library["internet_address_list_parse"];
  decltype(&::internet_address_list_length) length = library["internet_address_list_length"];
  decltype(&::internet_address_list_get_address) get_address = library["internet_address_list_get_address"];
  decltype(&::internet_address_list_append) append = library["internet_address_list_append"];
  decltype(&::internet_address_mailbox_get_type) mailbox_type = library["internet_address_mailbox_get_type"];
  decltype(&::internet_address_mailbox_get_addr) get_addr = library["internet_address_mailbox_get_addr"];
  decltype(&::internet_address_set_charset) set_charset = library["internet_address_set_charset"];
  decltype(&::g_mime_message_new) new_message = library["g_mime_message_new"];
  decltype(&::g_mime_message_get_addresses) get_addresses = library["g_mime_message_get_addresses"];
  decltype(&::g_mime_message_set_subject) set_subject = library["g_mime_message_set_subject"];
  decltype(&::g_mime_message_set_date) set_date = library["g_mime_message_set_date"];
  decltype(&::g_mime_message_set_message_id) set_message_id = library["g_mime_message_set_message_id"];
  decltype(&::g_mime_message_set_mime_part) set_mime_part = library["g_mime_message_set_mime_part"];
  decltype(&::g_mime_multipart_new_with_subtype) new_multipart = library["g_mime_multipart_new_with_subtype"];
  decltype(&::g_mime_multipart_set_boundary) set_boundary = library["g_mime_multipart_set_boundary"];
  decltype(&::g_mime_multipart_add) add = library["g_mime_multipart_add"];
  decltype(&::g_mime_part_new_with_type) new_part = library["g_mime_part_new_with_type"];
  decltype(&::g_mime_part_set_content) set_content = library["g_mime_part_set_content"];
  decltype(&::g_mime_part_set_content_encoding) set_encoding = library["g_mime_part_set_content_encoding"];
  decltype(&::g_mime_part_get_best_content_encoding) best_encoding = library["g_mime_part_get_best_content_encoding"];
  decltype(&::g_mime_part_set_filename) set_filename = library["g_mime_part_set_filename"];
  decltype(&::g_mime_object_set_disposition) set_disposition = library["g_mime_object_set_disposition"];
  decltype(&::g_mime_object_set_content_type_parameter) set_parameter = library["g_mime_object_set_content_type_parameter"];
  decltype(&::g_mime_object_set_header) set_header = library["g_mime_object_set_header"];
  decltype(&::g_mime_object_to_string) to_string = library["g_mime_object_to_string"];
  decltype(&::g_mime_stream_mem_new_with_buffer) new_stream = library["g_mime_stream_mem_new_with_buffer"];
  decltype(&::g_mime_data_wrapper_new_with_stream) new_wrapper = library["g_mime_data_wrapper_new_with_stream"];

  GMime() { init(); }
};

const GMime& gmime() {
  static const GMime all;
  return all;
}

template <typename T>
using Owned = std::unique_ptr<T, void (*)(void*)>;

template <typename T>
Owned<T> owned(T* object) {
  return {object, gmime().unref};
}

/// GMime's types are C's way of inheritance.
GMimeObject* object(auto* part) { return reinterpret_cast<GMimeObject*>(part); }

bool is_address(InternetAddress* address) {
  const GMime& api = gmime();
  if (api.is_a(reinterpret_cast<GTypeInstance*>(address), api.mailbox_type()) == 0) return false;  // a group
  const char* text = api.get_addr(reinterpret_cast<InternetAddressMailbox*>(address));
  const std::string_view plain = text == nullptr ? "" : text;
  return !plain.empty() && std::ranges::all_of(plain, [](char c) { return c > ' ' && c < '\x7f' && c != ','; });
}

/// Throws UsageError for what is no list of addresses.
Owned<InternetAddressList> addresses(const std::string& text) {
  const GMime& api = gmime();
  // GMime makes the best of everything and only warns: it would leave out what follows a semicolon.
  bool good = true;
  const auto warned = [](gint64, GMimeParserWarning, const gchar*, gpointer is_good) { *static_cast<bool*>(is_good) = false; };
  const std::unique_ptr<GMimeParserOptions, decltype(api.free_options)> options(api.new_options(), api.free_options);
  api.set_warnings(options.get(), warned, &good);
  InternetAddressList* parsed = api.parse_list(options.get(), text.c_str());
  const int count = parsed == nullptr ? 0 : api.length(parsed);
  Owned<InternetAddressList> list = owned(parsed);
  good = good && count > 0;
  for (int i = 0; i < count; ++i) {
    InternetAddress* address = api.get_address(parsed, i);
    good = good && is_address(address);
    api.set_charset(address, "utf-8");
  }
  if (!good) throw UsageError(tr("\"{}\" is no mail address", printable(text)), tr("write USER@HOST, or several with commas between"));
  return list;
}

Owned<GMimePart> made(const MimePart& part) {
  const GMime& api = gmime();
  const auto slash = part.type.find('/');
  Owned<GMimePart> mime = owned(api.new_part(part.type.substr(0, slash).c_str(), part.type.substr(slash + 1).c_str()));
  const Owned<GMimeStream> stream = owned(api.new_stream(part.content.data(), part.content.size()));
  const Owned<GMimeDataWrapper> content = owned(api.new_wrapper(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  api.set_content(mime.get(), content.get());
  if (part.type.starts_with("text/")) api.set_parameter(object(mime.get()), "charset", "utf-8");
  if (part.name.empty()) {
    api.set_encoding(mime.get(), api.best_encoding(mime.get(), GMIME_ENCODING_CONSTRAINT_7BIT));
  } else {
    api.set_disposition(object(mime.get()), GMIME_DISPOSITION_ATTACHMENT);
    api.set_filename(mime.get(), part.name.c_str());
    api.set_encoding(mime.get(), GMIME_CONTENT_ENCODING_BASE64);  // every byte as it is
  }
  return mime;
}

Owned<GMimeMultipart> multipart(const char* subtype, const std::string& boundary, const std::vector<MimePart>& parts) {
  Owned<GMimeMultipart> all = owned(gmime().new_multipart(subtype));
  gmime().set_boundary(all.get(), boundary.c_str());
  for (const MimePart& part : parts) gmime().add(all.get(), object(made(part).get()));
  return all;
}

std::string hash_of(const MimeMessage& message) {
  std::string all = message.from + '\n' + message.to + '\n' + message.subject;
  for (const auto* parts : {&message.alternatives, &message.attached}) {
    for (const MimePart& part : *parts) all += '\n' + part.type + '\n' + part.name + '\n' + content_hash(part.content);
  }
  return content_hash(all);
}

}  // namespace

void check_addresses(const std::string& list) { addresses(list); }

std::string mime_text(const MimeMessage& message) {
  const GMime& api = gmime();
  const std::string hash = hash_of(message);
  const Owned<GMimeMessage> mail = owned(api.new_message(TRUE));
  api.append(api.get_addresses(mail.get(), GMIME_ADDRESS_TYPE_FROM), addresses(message.from).get());
  api.append(api.get_addresses(mail.get(), GMIME_ADDRESS_TYPE_TO), addresses(message.to).get());
  api.set_subject(mail.get(), message.subject.c_str(), "utf-8");
  if (GDateTime* date = api.new_date(message.date.c_str(), nullptr)) {
    api.set_date(mail.get(), date);
    api.unref_date(date);
  }
  api.set_message_id(mail.get(), (hash + "@salesctl").c_str());
  api.set_header(object(mail.get()), "Auto-Submitted", "auto-generated", "utf-8");  // RFC 3834: no holiday notes in reply
  // A boundary begins with what neither encoding can bring forth.
  const Owned<GMimeMultipart> body = multipart("alternative", "=_" + hash + "a", message.alternatives);
  const Owned<GMimeMultipart> whole = multipart("mixed", "=_" + hash + "m", {});
  api.add(whole.get(), object(body.get()));
  for (const MimePart& part : message.attached) api.add(whole.get(), object(made(part).get()));
  api.set_mime_part(mail.get(), object(whole.get()));
  const std::unique_ptr<char, decltype(api.free)> text(api.to_string(object(mail.get()), nullptr), api.free);
  return text.get();
}

}  // namespace salesctl

#else

namespace salesctl {

void check_addresses(const std::string&) {
  throw StoreError(tr("this salesctl was built without mails"), tr("build it where GMime is (Debian: libgmime-3.0-dev)"));
}

std::string mime_text(const MimeMessage& message) {
  check_addresses(message.to);
  return {};
}

}  // namespace salesctl

#endif
