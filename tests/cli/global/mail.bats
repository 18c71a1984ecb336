load ../helper

# mailed ARGUMENT... -- runs it into mail.eml; skips the test where salesctl cannot write mails
mailed() {
  salesctl "$@" > mail.eml 2> mail.err && return 0
  grep -q 'built without mails' mail.err && skip "built without mails"
  cat mail.err
  return 1
}

# take_apart -- mail.eml into parts/: head, 1 (text), 2 (page), then the files attached under their names
take_apart() {
  command -v python3 > /dev/null || skip "no python3"
  rm -rf parts && mkdir parts
  python3 - << 'PYTHON'
import email, email.policy
mail = email.message_from_binary_file(open("mail.eml", "rb"), policy=email.policy.default)
assert not mail.defects and mail.get_content_type() == "multipart/mixed", mail.defects
head = open("parts/head", "w", encoding="utf-8")
for name, value in mail.items():
    print(f"{name}: {value}", file=head)
body, *attached = mail.iter_parts()
assert body.get_content_type() == "multipart/alternative"
assert [part.get_content_type() for part in body.iter_parts()] == ["text/plain", "text/html"]
for number, part in enumerate(body.iter_parts(), 1):
    assert not part.defects and part.get_content_charset() == "utf-8", part.defects
    open(f"parts/{number}", "wb").write(part.get_payload(decode=True))
for part in attached:
    assert not part.defects and part.get_content_disposition() == "attachment", part.defects
    print("attached:", part.get_content_type(), part.get_filename(), file=head)
    open("parts/" + part.get_filename(), "wb").write(part.get_payload(decode=True))
PYTHON
}

@test "a mail has the text and the page as they are by themselves" {
  small_firm
  mailed report attainment 2026 --as-of 2026-06-30 --mail 'anna@example.com,王伟 <wang@example.com>' --from 'Sales ops <ops@example.com>'
  take_apart
  grep -qx 'From: Sales ops <ops@example.com>' parts/head
  grep -qx 'To: anna@example.com, 王伟 <wang@example.com>' parts/head
  grep -qx 'Subject: Attainment of Revenue, 2026, as of 2026-06-30' parts/head
  grep -qE '^Date: [A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} ' parts/head
  grep -qE '^Message-Id: <[0-9a-f]{32}@salesctl>$' parts/head
  grep -qx 'MIME-Version: 1.0' parts/head
  lacks '^attached' parts/head
  cmp parts/1 <(salesctl report attainment 2026 --as-of 2026-06-30)
  cmp parts/2 <(salesctl report attainment 2026 --as-of 2026-06-30 -f html)
}

@test "another format than table and html is attached, byte for byte" {
  small_firm
  for format in csv json jsonl md xlsx; do
    mailed report attainment 2026 --as-of 2026-06-30 -f $format --mail root
    take_apart
    cmp parts/1 <(salesctl report attainment 2026 --as-of 2026-06-30)  # for people, whatever is attached
    cmp "parts/Attainment of Revenue, 2026 2026-06-30.$format" <(salesctl report attainment 2026 --as-of 2026-06-30 -f $format)
  done
  mailed report attainment 2026 --as-of 2026-06-30 -f csv --bom --mail root
  take_apart
  [ "$(head -c 3 parts/*.csv | od -An -tx1)" = ' ef bb bf' ]
  for format in table html; do
    mailed report attainment 2026 --as-of 2026-06-30 -f $format --mail root
    take_apart
    lacks '^attached' parts/head
  done
}

@test "tasks are mailed as a calendar" {
  small_firm
  salesctl score customers -q
  mailed assign tasks --as-of 2026-06-30 -f ics --mail root
  take_apart
  grep -q '^attached: text/calendar ' parts/head
  head -1 parts/*.ics | grep -q BEGIN:VCALENDAR
}

@test "a Chinese subject is encoded, also in the C locale of cron" {
  small_firm
  LC_ALL=C mailed report attainment 2026 --as-of 2026-06-30 --mail root --subject '每周销售达成 北京'
  LC_ALL=C lacks '[^ -~	]' <(sed '/^$/q' mail.eml)
  grep -q '^Subject: =?' mail.eml
  take_apart
  grep -qx 'Subject: 每周销售达成 北京' parts/head
  mailed --lang zh_CN report attainment 2026 --as-of 2026-06-30 --mail root -f csv
  take_apart
  grep -q '^attached: text/csv .*2026-06-30.csv' parts/head
  mailed --lang zh_CN report attainment 2026 --as-of 2026-06-30 --mail root
  take_apart
  cmp parts/1 <(salesctl --lang zh_CN report attainment 2026 --as-of 2026-06-30)
}

@test "a mail is from the user and the machine unless told otherwise" {
  small_firm
  mailed report --list --mail root
  grep -qE "^From: $(id -un)@[^ ]+$" mail.eml
  grep -qx 'Auto-Submitted: auto-generated' mail.eml
}

@test "the same report is the same mail but for its date" {
  small_firm
  mailed report attainment 2026 --as-of 2026-06-30 -f xlsx --mail root
  grep -v '^Date: ' mail.eml > first.eml
  sleep 1.1
  mailed report attainment 2026 --as-of 2026-06-30 -f xlsx --mail root
  cmp first.eml <(grep -v '^Date: ' mail.eml)
  mailed report attainment 2026 --as-of 2026-06-30 -f csv --mail root
  [ "$(grep '^Message-Id' mail.eml)" != "$(grep '^Message-Id' first.eml)" ]
}

@test "rows that are written one by one are mailed as well, and facts are attached as CSV" {
  small_firm
  mailed export rep --mail root
  take_apart
  cmp parts/*.csv <(salesctl export rep)
}

@test "line ends and what is no address are refused before anything is done" {
  small_firm
  mailed report --list --mail root
  evil="$(printf 'a\nBcc: b@example.com')"
  fails 2 '--subject: .* is not one line' salesctl goal split 2026 --amount 100 --mail root --subject "$evil"
  fails 2 '--mail: .* is not one line' salesctl goal split 2026 --amount 100 --mail "$evil"
  fails 2 '--from: .* is not one line' salesctl goal split 2026 --amount 100 --mail root --from "$evil"
  for address in , 'a b@example.com' 'a@example.com; b@example.com' 'a@example.com b@example.com' '@'; do
    fails 2 'is no mail address' salesctl goal split 2026 --amount 100 --mail "$address"
  done
  [ "$(query 'select count(*) from goal_plan')" = 0 ]
}

@test "line ends in the data do not get into the headers" {
  small_firm
  printf 'id,name,owner\nc9,"A\nBcc: b@example.com",r1\n' > odd.csv
  salesctl import customer odd.csv
  mailed report customer c9 --mail root -f json
  lacks '^Bcc' <(sed '/^$/q' mail.eml)
  take_apart
}

@test "what belongs to a mail is refused without one" {
  small_firm
  fails 2 '--subject is for mails' salesctl report attainment 2026 --subject x
  fails 2 '--from is for mails' salesctl report attainment 2026 --from a@example.com
}

@test "a mail goes into a file, whose name says that it is one" {
  small_firm
  mailed report --list --mail root
  salesctl report attainment 2026 --as-of 2026-06-30 --mail root -f csv -o '%Y/weekly.eml'
  grep -q '^To: root' 2026/weekly.eml
  fails 2 'no mail goes by ".html"' salesctl goal split 2026 --amount 100 --mail root -o a.html
  [ ! -e a.html ]
  [ "$(query 'select count(*) from goal_plan')" = 0 ]
}

@test "what is no table is not mailed" {
  small_firm
  mailed report --list --mail root
  fails 2 'this is no table' salesctl completion bash --mail root
}

@test "a command that needs no mail does not load what writes them" {
  small_firm
  command -v ldd > /dev/null || skip "no ldd"
  lacks 'gmime|glib' <(ldd "$SALESCTL")
}
