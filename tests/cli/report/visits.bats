load ../helper

# c1 buys regularly, c2 less so, c3 never has. c1 and c2 were in touch.
touched_firm() {
  small_firm
  printf 'id,name,owner,created_on,phone,email\nc3,"=HYPERLINK(""x"")",r3,2026-03-01,000-3,c3@example.com\nc4,Later,r3,2026-07-01,,\n' > more.csv
  salesctl import customer more.csv
  cat > contacts.csv <<'CSV'
id,name,customer,phone,email,birthday,opted_out
k1,Ann,c1,000-11,ann@example.com,1980-07-04,yes
k2,Bo,c1,000-12,bo@example.com,1980-07-05,
k3,Cy,c2,,,,
CSV
  salesctl import contact contacts.csv
  cat > calls.csv <<'CSV'
id,rep,kind,customer,happened_on,subject,outcome
a1,r1,visit,c1,2026-05-20,demo,liked it
a2,r1,call,c1,2026-06-01,quote,
a3,r3,call,c2,2026-06-25,,asked to wait
a4,r1,call,c1,2026-07-02,later,
CSV
  salesctl import activity calls.csv
  salesctl --as-of 2026-06-30 score customers -q
}

@test "who is due by cadence or by its own rhythm, the latest first, with the last contact" {
  touched_firm
  salesctl --as-of 2026-06-30 report visits-due -f csv > shown.csv
  [ "$(head -1 shown.csv)" = customer,name,class,owner,due_on,days_overdue,due_by,channel,last_contact,last_kind,last_note,last_order,risk,occasion ]
  # c3: known since 2026-03-01, a prospect: every 60 days. c1: the median of 146, 214, 35, 46 and 34 days after 05-05, which
  # is before 30 days after the contact of 06-01. c2 was called on 06-25.
  [ "$(tail -n +2 shown.csv | cut -d, -f1 | paste -sd ' ')" = "c3 c1" ]
  grep -q '^c1,ACME,A,r1,2026-06-20,10,rhythm,,2026-06-01,call,quote,2026-05-05,low,birthday of Bo on 2026-07-05' shown.csv
  grep -q 'prospect,r3,2026-04-30,61,cadence,,,,,,,$' shown.csv
  [ "$(salesctl --as-of 2026-06-30 report visits-due --within 0 -f csv | grep -c '^c[0-9]')" = 2 ]
  # c4 is created on the next day and does not exist yet
  lacks '^c4' shown.csv
}

@test "one rep's, one class's" {
  touched_firm
  [ "$(salesctl --as-of 2026-06-30 report visits-due --owner r1 -f csv | tail -n +2 | cut -d, -f1)" = c1 ]
  [ "$(salesctl --as-of 2026-06-30 report visits-due --class prospect -f csv | tail -n +2 | cut -d, -f1)" = c3 ]
  fails 2 'no rep "nobody"' salesctl report visits-due --owner nobody
  fails 2 'no class "X"' salesctl report visits-due --class X
  fails 2 '"soon"' salesctl report visits-due --within soon
  fails 2 'the report visits-due has no period' salesctl report visits-due 2026
}

@test "phone numbers and addresses only with --contacts, and never of who opted out" {
  touched_firm
  for format in table csv json jsonl md; do
    salesctl --as-of 2026-06-30 report visits-due -f $format | lacks '000-|example.com'
  done
  salesctl --as-of 2026-06-30 report visits-due --contacts -f csv > shown.csv
  grep -q '^c1,.*,Bo,000-12,bo@example.com$' shown.csv
  grep -q '^c3,.*,,000-3,c3@example.com$' shown.csv
  lacks 'Ann' shown.csv
  printf 'id,name,opted_out\nc1,ACME,yes\n' > out.csv
  salesctl import customer out.csv
  salesctl --as-of 2026-06-30 report visits-due --contacts > shown.txt
  lacks '000-12' shown.txt
  lacks 'ACME' shown.txt
  grep -q 'left out: 1' shown.txt
  # where the class is visited, the customer stays on the list, without telephone
  printf 'customers:\n  classes:\n    - {name: A, when: "abc = '"'A'"'", visit_every: 30, channel: visit}\n' >> salesctl.yaml
  salesctl --as-of 2026-06-30 report visits-due --contacts -f csv | grep -q '^c1,.*,A,r1,2026-06-20,10,rhythm,visit,.*,,,$'
}

@test "churn-check gives telephone numbers only when asked" {
  touched_firm
  salesctl --as-of 2026-06-30 churn-check | lacks '000-|example.com'
  salesctl --as-of 2026-06-30 churn-check --contacts -f csv > shown.csv
  head -1 shown.csv | grep -q ',method,flagged,task,done,last_contact,person,phone,email$'
  grep -q '^c1,.*,Bo,000-12,bo@example.com$' shown.csv
}

@test "open quotes and a contract's end are occasions, as of the day" {
  touched_firm
  printf 'id,name,contract_until\nc1,ACME,2026-07-31\n' > contract.csv
  salesctl import customer contract.csv
  printf 'id,customer,stage,created_on,closed_on\nd1,c1,赢单,2026-05-01,2026-06-29\nd2,c1,赢单,2026-05-01,2026-07-01\n' > deals.csv
  salesctl import opportunity deals.csv
  cat > quotes.csv <<'CSV'
id,opportunity,customer,amount,quoted_on,valid_until,status
q1,d1,c1,1.00,2026-06-01,2026-07-31,
q2,d2,c1,2.00,2026-06-01,2026-07-31,sent
q3,,c1,3.00,2026-06-01,2026-06-29,
q4,,c1,4.00,2026-06-01,,accepted
q5,,c1,5000.00,2026-06-02,,
q6,,c1,6.00,2026-07-01,,
CSV
  salesctl import quote quotes.csv
  salesctl --as-of 2026-06-30 report visits-due -f csv > shown.csv
  grep -q '"birthday of Bo on 2026-07-05; contract ends on 2026-07-31; quote q2 of 2.00 is open until 2026-07-31; quote q5 of 5,000.00 is open"' shown.csv
}

@test "a firm without classes is told so, and an empty one has nobody to call" {
  small_firm
  salesctl --as-of 2026-06-30 report visits-due > shown.txt
  grep -q 'no classes yet' shown.txt
  mkdir empty
  cp salesctl.yaml empty
  salesctl -C empty/salesctl.yaml init -q 2> /dev/null || true
  printf 'id,name\nr1,A\n' > rep.csv
  salesctl -C empty/salesctl.yaml import rep rep.csv
  [ "$(salesctl -C empty/salesctl.yaml report visits-due -f csv | wc -l)" = 1 ]
}

@test "who bought before the day it is said to have become known is known" {
  touched_firm
  printf 'id,customer,rep,amount,ordered_on\no30,c4,r3,10.00,2026-04-01\n' > early.csv
  salesctl import order early.csv
  salesctl --as-of 2026-06-29 score customers -q
  salesctl --as-of 2026-06-30 score customers -q
  salesctl --as-of 2026-06-30 report visits-due --within 366d -f csv | grep -q '^c4,Later,'
  salesctl --as-of 2026-06-30 report customer c4 | grep -q '2026-04-01'
  salesctl --as-of 2026-03-31 report visits-due --within 366d -f csv | lacks '^c4'
  fails 2 'became known on 2026-07-01' salesctl --as-of 2026-03-31 report customer c4
}
