#include "render/mail.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"

namespace salesctl {
namespace {

bool has(const std::string& text, const std::string& wanted) { return text.find(wanted) != std::string::npos; }

Mail sample() { return {"ops@example.com", "anna@example.com, 王伟 <wang@example.com>", "", "2026-07-15T08:00:00Z", "2026-06-30"}; }

std::vector<Table> tables(const std::string& title = "Sales") {
  return {{title, {{"rep", "Rep"}, {"n", "N", ColumnType::integer}}, {{{std::string("Bob"), std::int64_t{7}}}}, {}, {}}};
}

/// A salesctl may have been built without mails.
bool can_mail() {
  try {
    check_mail(sample());
  } catch (const StoreError&) {
    return false;
  }
  return true;
}

std::string refused(const Mail& mail) {
  try {
    check_mail(mail);
  } catch (const UsageError& e) {
    return e.what();
  }
  return {};
}

TEST_CASE("a mail has its headers, the text and the page") {
  if (!can_mail()) return;
  const std::string text = mail_text(sample(), tables(), tables(), Format::table, {});
  for (const char* header : {"From: ops@example.com\n", "To: anna@example.com, =?", "Subject: Sales, as of 2026-06-30\n", "Date: Wed, 15 Jul 2026 08:00:00 +0000\n",
                             "Message-Id: <", "MIME-Version: 1.0\n", "Content-Type: multipart/mixed;", "Content-Type: multipart/alternative;"}) {
    CHECK_MESSAGE(has("\n" + text, "\n" + std::string(header)), std::string(header));
  }
  CHECK(has(text, render(tables(), Format::table)));
  CHECK(has(text, "Content-Type: text/html; charset=utf-8\n"));
  CHECK(!has(text, "attachment"));
  CHECK(!has(text, "\r"));
}

TEST_CASE("what is attached has tables of its own") {
  if (!can_mail()) return;
  std::vector<Table> attached = tables();
  attached.front().rows = {{{std::string("Al"), std::int64_t{1}}}};
  const std::string text = mail_text(sample(), tables(), attached, Format::csv, {});
  CHECK(has(text, render(tables(), Format::table)));
  CHECK(has(text, "\ncmVwLG4KQWwsMQo=\n"));  // rep,n Al,1
}

TEST_CASE("the same report is the same mail but for its date") {
  if (!can_mail()) return;
  Mail later = sample();
  later.date = "2026-07-16T08:00:00Z";
  const std::string one = mail_text(sample(), tables(), tables(), Format::csv, {});
  std::string other = mail_text(later, tables(), tables(), Format::csv, {});
  CHECK(one == mail_text(sample(), tables(), tables(), Format::csv, {}));
  CHECK(one != other);
  other.replace(other.find("Thu, 16"), 7, "Wed, 15");
  CHECK(one == other);
  CHECK(one != mail_text(sample(), tables("Others"), tables("Others"), Format::csv, {}));
}

TEST_CASE("another format is attached under a name that every system takes") {
  if (!can_mail()) return;
  const std::string text = mail_text(sample(), tables("A/B: c"), tables("A/B: c"), Format::csv, {});
  CHECK(has(text, "Content-Type: text/csv; charset=utf-8"));
  CHECK(has(text, "filename=\"A-B- c 2026-06-30.csv\""));
  CHECK(has(text, "\ncmVwLG4KQm9iLDcK\n"));  // rep,n Bob,7
  CHECK(!has(mail_text(sample(), tables(), tables(), Format::html, {}), "attachment"));
}

TEST_CASE("nothing gets into the headers through a line end") {
  if (!can_mail()) return;
  for (const char* bad : {"a\nBcc: b@example.com", "a\rb", "a\tb", "\x7f", "\xff"}) {
    Mail mail = sample();
    mail.subject = bad;
    CHECK(has(refused(mail), "--subject: "));
    mail = sample();
    mail.to = std::string("anna@example.com") + bad;
    CHECK(has(refused(mail), "--mail: "));
    mail = sample();
    mail.from = std::string("ops@example.com") + bad;
    CHECK(has(refused(mail), "--from: "));
  }
  const std::string text = mail_text(sample(), tables("Sales\nBcc: b@example.com"), tables("Sales\nBcc: b@example.com"), Format::csv, {});
  CHECK(has(text, "Subject: Sales Bcc: b@example.com, as of"));
}

TEST_CASE("what is no address is refused") {
  if (!can_mail()) return;
  for (const char* bad : {"", "  ", ",", "<>", "a b@example.com", "team: a@example.com;", "王@example.com", "anna@", "@example.com", "anna@example.com bob@example.com", "anna@example.com; bob@example.com"}) {
    Mail mail = sample();
    mail.to = bad;
    CHECK_MESSAGE(has(refused(mail), "is no mail address"), std::string(bad));
  }
  for (const char* good : {"root", "anna@example.com", "\"Sales, north\" <north@example.com>", "a@example.com,b@example.com"}) {
    Mail mail = sample();
    mail.to = good;
    CHECK_MESSAGE(refused(mail).empty(), std::string(good));
  }
}

}  // namespace
}  // namespace salesctl
