load ../helper

# of SECTION ITEM [ROW] -- a value of out.csv
of() { awk -F, -v s="$1" -v i="$2" -v r="${3:-1}" '$1 == s && $2 == r && $3 == i { print $4 }' out.csv; }

profile() { salesctl --as-of 2026-06-30 report customer "$@"; }

# small_firm with people, payments, deals, activities, surveys and tickets of c1
busy_firm() {
  small_firm
  printf 'id,name,customer,title,phone,email,opted_out\nk1,Kim,c1,CEO,555-0001,kim@example.com,\nk2,Lee,c1,CFO,555-0002,lee@example.com,yes\n' > contacts.csv
  printf 'id,order,amount,paid_on,method\nz1,o1,1000.00,2025-02-01,card\nz2,o5,600.00,2026-02-01,\nz3,o12,3000.00,2026-07-01,\nz4,o3,500.25,2025-09-01,\n' > payments.csv
  printf 'id,name,customer,rep,stage,amount,created_on,expected_on,closed_on,lost_reason\nd1,Big,c1,r1,needs,900,2026-05-01,2026-08-01,,\nd2,Gone,c1,r1,lost,500,2026-01-01,,2026-02-01,price\n' > deals.csv
  printf 'id,customer,contact,rep,kind,happened_on,subject,outcome\na1,c1,k1,r1,visit,2026-05-20,renewal,agreed\na2,c1,,r1,call,2026-07-02,later,\n' > activities.csv
  printf 'id,customer,kind,score,answered_on,comment\ns1,c1,csat,4,2026-04-01,fine\n' > surveys.csv
  printf 'id,customer,subject,priority,opened_on,due_on,closed_on\nt1,c1,Broken,high,2026-05-01,2026-05-05,\n' > tickets.csv
  salesctl import contact contacts.csv
  salesctl import payment payments.csv
  salesctl import opportunity deals.csv
  salesctl import activity activities.csv
  salesctl import survey surveys.csv
  salesctl import ticket tickets.csv
  salesctl --as-of 2026-03-31 score customers -q
  salesctl --as-of 2026-06-30 score customers -q
}

@test "the page says who the customer is, how it buys and what happened" {
  busy_firm
  profile c1 > page.txt
  head -1 page.txt | grep -qx 'c1 ACME, as of 2026-06-30'
  grep -qE '^Owner +王伟$' page.txt
  grep -qE '^Class +A$' page.txt
  grep -qE '^Contact every \(days\) +30$' page.txt
  grep -qE '^Known since +2025-01-05$' page.txt
  grep -qE '^Last order +2026-05-05$' page.txt
  grep -qE '^Next contact due +2026-06-19$' page.txt
  grep -qE '^Days late +11$' page.txt
  grep -qE '^Due by +cadence$' page.txt
  grep -qE '^Ordered +[▁▂▃▄▅▆▇█-]{24} +4,783.33 +' page.txt
  grep -qE '^Kim +CEO +2026-05-20$' page.txt
  grep -qE '^Big +needs +900.00 +2026-05-01 +2026-08-01$' page.txt
  grep -qE '^Gone +lost +500.00 +2026-01-01 +2026-02-01 +price$' page.txt
  grep -qE '^2026-05-20 +visit +renewal: agreed, Kim +王伟$' page.txt
  grep -qE '^2026-05-01 +Broken +high +2026-05-05 +late$' page.txt
  # deals open first, and the sections in their order
  [ "$(grep -nE '^(Big|Gone) ' page.txt | cut -d: -f2 | cut -c1-3 | paste -sd ' ')" = "Big Gon" ]
  grep -xE 'Rhythm and risk|Orders and payments.*|Contacts|Classes|Opportunities|What happened.*|Surveys|Tickets' page.txt | cut -c1-6 | paste -sd ' ' |
    grep -qx 'Rhythm Orders Contac Classe Opport What h Survey Ticket'
  # what there is nothing of is said once
  grep -q '^nothing on record: .*Owners' page.txt
  lacks '\(no rows\)' page.txt
  # nothing that is dated later
  lacks 'later|2026-07|3,000.00.*payment' page.txt
  [ "$(wc -L < page.txt)" -le 100 ]
}

@test "sums and months are what plain SQL says" {
  busy_firm
  profile c1 -f csv > out.csv
  [ "$(head -1 out.csv)" = section,row,item,value ]
  key="$(query "SELECT key FROM customer_fact WHERE id = 'c1'")"
  sum() { query "SELECT printf('%.2f', coalesce(sum(amount_minor), 0) / 100.0) FROM order_fact WHERE customer_key = $key AND ordered_on BETWEEN '$1' AND '$2'"; }
  paid() { query "SELECT printf('%.2f', coalesce(sum(p.amount_minor), 0) / 100.0) FROM payment_fact p JOIN order_fact o ON o.key = p.order_key WHERE o.customer_key = $key AND paid_on BETWEEN '$1' AND '$2'"; }
  [ "$(of years last_12_months 1)" = "$(sum 2025-07-01 2026-06-30)" ]
  [ "$(of years before 1)" = "$(sum 2024-07-01 2025-06-30)" ]
  [ "$(of years last_12_months 2)" = "$(paid 2025-07-01 2026-06-30)" ]
  [ "$(of years before 2)" = "$(paid 2024-07-01 2025-06-30)" ]
  [ "$(of risk value)" = "$(sum 0000 2026-06-30)" ]
  for row in $(seq 24); do
    month="$(of months month "$row")"
    [ "$(of months ordered "$row")" = "$(sum "$month-01" "$month-31")" ]
    [ "$(of months paid "$row")" = "$(paid "$month-01" "$month-31")" ]
  done
  [ "$month" = 2026-06 ]
  [ "$(of months orders 19)" = 1 ]
  [ "$(grep -c '^timeline,.*,date,' out.csv)" = "$(query "SELECT (SELECT count(*) FROM order_fact WHERE customer_key = $key) + 2 + 1 + 1 + 1")" ]
}

@test "risk is what churn-check says" {
  busy_firm
  profile c1 -f csv > out.csv
  salesctl --as-of 2026-06-30 churn-check -f csv | grep '^c1,' > risk.csv
  # class, last order, days since, gap, value at risk, risk
  [ "$(cut -d, -f3,5-7,11,12 risk.csv)" = "$(of customer class),$(of risk last_order),$(of risk days_since),$(of risk typical_gap),$(of risk value_at_risk),$(of risk risk)" ]
  profile c1 --explain | grep -q 'by the overdue ratio'
}

@test "phone numbers and addresses are shown only with --contacts, and never of who opted out" {
  busy_firm
  printf 'id,name,phone,email\nc1,ACME,555-1000,acme@example.com\n' > c1.csv
  salesctl import customer c1.csv
  for format in table csv json jsonl md; do
    profile c1 -f $format > out.txt
    lacks '555-|example\.com' out.txt
  done
  profile c1 --contacts > out.txt
  grep -qE '^Phone +555-1000$' out.txt
  grep -qE '^E-mail +acme@example.com$' out.txt
  grep -qE '^Kim +.*555-0001 +kim@example.com$' out.txt
  grep -qE '^Lee +CFO +opted out$' out.txt
  lacks '555-0002|lee@' out.txt
  # who opted out as a firm opted out for its people
  printf 'id,name,opted_out\nc1,ACME,yes\n' > c1.csv
  salesctl import customer c1.csv
  for format in table csv json jsonl md; do
    profile c1 --contacts -f $format > out.$format
    lacks '555-|example\.com' out.$format
  done
  grep -qE '^Phone +opted out$' out.table
  grep -q 'no contact is due' out.table
  [ "$(of customer opted_out)" = 1 ]
  [ -z "$(of risk due_on)" ]
}

@test "the owner is the one of the day, and earlier ones are listed" {
  small_firm
  printf 'id,name,owner\nc1,ACME,r2\n' > c1.csv
  salesctl --as-of 2026-03-01 import customer c1.csv
  printf 'id,name,owner\nc1,ACME,\n' > c1.csv
  salesctl --as-of 2026-05-01 import customer c1.csv
  owner() { salesctl --as-of "$1" report customer c1 -f csv > out.csv; of customer owner; }
  [ "$(owner 2026-02-28)" = r1 ]
  [ "$(owner 2026-03-01)" = r2 ]
  [ "$(grep -c ^owner_history, out.csv)" = 3 ]
  [ -z "$(owner 2026-05-01)" ]
  salesctl --as-of 2026-05-01 report customer c1 | grep -A3 -x Owners | paste -sd '|' | grep -qE 'Since +Before +Owner\|-+\|2026-05-01 +Li Na'
}

@test "a list on the page ends after the newest 20, elsewhere it is whole" {
  small_firm
  { echo id,customer,kind,happened_on,subject; for i in $(seq 10 44); do echo "a$i,c1,call,2026-05-06,call $i"; done; } > calls.csv
  salesctl import activity calls.csv
  profile c1 > page.txt
  [ "$(grep -c '^2026-05-06  call' page.txt)" = 20 ]
  grep -q '^21 more: all of them with -f csv' page.txt
  profile c1 -f csv > out.csv
  [ "$(grep -c '^timeline,.*,date,' out.csv)" = 41 ]
  [ "$(of timeline about 1)" = "call 44" ]
}

@test "custom fields and the class's policy stand with the master data" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
fields:
  customer:
    tier: {type: choice, choices: [gold, silver], doc: Tier}
    note: text
customers:
  classes: [{name: key, rank: 1, visit_every: 2w, channel: visit, service: on site, discount: 12.5%}]
YAML
  printf 'id,name,tier,annual_revenue,founded\nc1,ACME,gold,1000000,1981\n' > c1.csv
  salesctl import customer c1.csv
  salesctl --as-of 2026-06-30 score customers -q
  profile c1 > page.txt
  grep -qE '^Tier +gold$' page.txt
  grep -qE '^Channel +visit$' page.txt
  grep -qE '^Discount up to +12.5%$' page.txt
  grep -qE '^Annual revenue +1,000,000.00$' page.txt
  grep -qE '^Founded +1981$' page.txt
  lacks '^note' page.txt
  profile c1 -f csv > out.csv
  [ "$(of customer tier) $(of customer discount) $(of customer founded)" = "gold 0.125 1981" ]
}

@test "a customer that never bought, and one of whom nothing is known" {
  small_firm
  printf 'id,name\nc3,Newcomer\n' > more.csv
  salesctl import customer more.csv
  profile c3 > page.txt
  grep -q 'it has never ordered' page.txt
  grep -q 'nothing on record: Orders and payments, Contacts, Owners, Classes, Opportunities' page.txt
  grep -q 'no class yet' page.txt
  for format in csv json jsonl md; do profile c3 -f $format > out.$format; done
  [ "$(grep -c '"months": \[' out.json)" = 1 ]
  grep -q '"timeline": \[\]' out.json
  lacks '^risk,1,(p_|last_order|method)' out.csv
}

@test "offers are what plain SQL counts, beyond what chance makes" {
  small_firm
  printf 'id,name\npa,Printer\npb,Paper\npc,Chair\n' > products.csv
  salesctl import product products.csv
  # of 60 buyers of printers 50 buy paper, of 60 others 6; chairs are bought by every third; b1 bought a printer and gave its paper back
  awk 'BEGIN {
    print "id,name" > "buyers.csv"; print "id,customer,product,kind,amount,ordered_on" > "sold.csv"
    for (i = 1; i <= 120; ++i) {
      print "b" i ",Buyer " i > "buyers.csv"
      printer = i <= 60
      paper = printer ? i > 10 : i % 10 == 0
      if (printer) print "s" ++n ",b" i ",pa,sale,100,2026-01-05" > "sold.csv"
      if (paper) print "s" ++n ",b" i ",pb,sale,5,2026-01-06" > "sold.csv"
      if (i % 3 == 0) print "s" ++n ",b" i ",pc,sale,50,2026-01-07" > "sold.csv"
    }
    print "s" ++n ",b1,pb,sale,5,2026-02-01\ns" ++n ",b1,pb,refund,-5,2026-02-02\ns" ++n ",b2,pb,sale,5,2026-07-01" > "sold.csv"
  }'
  salesctl import customer buyers.csv
  salesctl import order sold.csv
  profile b1 -f csv > out.csv
  expected="$(query "
    WITH has AS (SELECT customer_key AS c, product_key AS p FROM order_fact WHERE ordered_on <= '2026-06-30' AND customer_key IS NOT NULL
                 AND product_key IS NOT NULL GROUP BY 1, 2 HAVING sum(amount_minor) > 0),
      a AS (SELECT c FROM has JOIN product_fact f ON f.key = p WHERE f.id = 'pa'), b AS (SELECT c FROM has JOIN product_fact f ON f.key = p WHERE f.id = 'pb'),
      n AS (SELECT (SELECT count(*) FROM a WHERE c IN (SELECT c FROM b)) AS ab, (SELECT count(*) FROM a) AS a, (SELECT count(*) FROM b) AS b,
            (SELECT count(DISTINCT c) FROM has) AS all_)
    SELECT ab, a, b, all_, round(1.0 * ab / a, 6), round(1.0 * ab * all_ / (a * b), 2) FROM n" | tr '|' ' ')"
  [ "$(of offers product) $(of offers because)" = "pb pa" ]
  [ "$(of offers support) $(of offers with_because) $(of offers with_product) $(of offers customers) $(of offers confidence) $(of offers lift)" = "$expected" ]
  [ -z "$(of offers product 2)" ]
  profile b1 | grep -qE '^Paper +[0-9.]+ +50 of 60 who bought Printer have it: 83%, of all '
  # chairs go with nothing
  profile b11 | grep -q 'none is surely bought together'
}

@test "what is asked for wrongly is told" {
  small_firm
  fails 2 'which customer\?' salesctl report customer
  grep -q 'export customer' err.txt
  fails 2 'no customer "c9"' salesctl report customer c9
  fails 2 'the report customer has no --metric' salesctl report customer c1 --metric revenue
  fails 2 'the report pipeline has no --contacts' salesctl report pipeline --contacts
  fails 2 'customer "c1" became known on 2025-01-05, after 2025-01-04' salesctl --as-of 2025-01-04 report customer c1
  salesctl report --list | grep -q '^customer '
}

@test "every format has the same numbers, and data cannot break out" {
  busy_firm
  printf 'id,name\nc1,"=1+1, ""x"" | `y`"\n' > c1.csv
  salesctl import customer c1.csv
  profile c1 -f json | python3 -c '
import json, sys
d = json.load(sys.stdin)
assert list(d) == ["customer", "risk", "years", "months", "contacts", "owner_history", "class_history", "opportunities", "timeline", "surveys", "tickets", "offers"], list(d)
assert d["customer"][0]["name"] == "=1+1, \"x\" | `y`"
assert d["years"][0]["last_12_months"] == 4783.33
assert len(d["months"]) == 24 and d["tickets"][0]["state"] == "late" and d["opportunities"][1]["lost_reason"] == "price"
'
  profile c1 -f jsonl | python3 -c '
import json, sys
rows = [json.loads(line) for line in sys.stdin]
assert sum(r["section"] == "months" for r in rows) == 24
assert [r["last_12_months"] for r in rows if r["section"] == "years" and r["series"] == "ordered"] == [4783.33]
'
  profile c1 -f md > out.md
  grep -q '4,783.33' out.md
  profile c1 -o profile.xlsx
  unzip -p profile.xlsx xl/workbook.xml | grep -q 'Months'
  profile c1 -f csv | grep -qF "customer,1,name,\"'=1+1, \"\"x\"\" | \`y\`\""
  profile c1 -f csv > a.csv
  profile c1 -f csv | cmp - a.csv
}

@test "titles are translated, keys are not" {
  busy_firm
  salesctl --lang zh_CN --as-of 2026-06-30 report customer c1 -f json | grep -q '^  "owner_history": '
}
