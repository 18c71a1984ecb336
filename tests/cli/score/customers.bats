load ../helper

cdnow() {
  data="${SALESCTL_SHARED:-$root/../shared}/data/cdnow"
  [ -d "$data" ] || skip "the CDNOW data is not there"
  SALESCTL="$SALESCTL" sh "$root/examples/cdnow/run.sh" "$data" out > shown.txt
  cp out/salesctl.yaml out/sales.db* .
}

# classes: what stands in a list of the output, by customer
column() { cut -d, -f"$1" | tail -n +2 | paste -sd ' '; }

@test "every customer gets R, F, M, ABC, a class and its policy, the best first" {
  small_firm
  printf 'id,name\nc3,Newcomer\n' > more.csv
  salesctl import customer more.csv
  salesctl --as-of 2026-06-30 score customers -f csv > shown.csv
  [ "$(head -1 shown.csv)" = customer,name,owner,class,r,f,m,abc,orders,value,last_order,year_value,visit_every,channel,service,discount ]
  # 4783.33 is 77.9% of all, so c2 begins below 80%. c1: o5 o8 o10 o12 of 2026 and none of 2025-07..; c2: 2025-08-01, -11-11, 2026-01-20, refund, 03-31, 04-02
  grep -q '^c1,ACME,r1,A,3,1,3,A,4,4783.33,2026-05-05,' shown.csv
  grep -q '^c2,"Müller, ""Söhne""",r3,A,1,3,1,A,5,1360.25,2026-04-02,' shown.csv
  grep -q '^c3,Newcomer,,prospect,,,,,0,0.00,,0.00,60,,,$' shown.csv
  [ "$(column 1 < shown.csv)" = "c1 c2 c3" ]
}

@test "ABC and F on CDNOW are what plain SQL makes of them" {
  cdnow
  salesctl --as-of 1998-06-30 score customers --period 1998-H1 -f csv > shown.csv
  sqlite3 -csv sales.db "
    WITH days AS (SELECT customer_key AS c, ordered_on, sum(amount_minor) AS v FROM order_fact
                  WHERE ordered_on BETWEEN '1998-01-01' AND '1998-06-30' GROUP BY 1, 2),
    of AS (SELECT c, count(*) AS f, sum(v) AS v FROM days GROUP BY c),
    scored AS (SELECT c, f, v, 1 + 5 * (SELECT count(*) FROM of o WHERE o.f < of.f) / (SELECT count(*) FROM of) AS fs,
      coalesce((SELECT sum(v) FROM of o WHERE o.v > of.v), 0) AS larger, (SELECT sum(v) FROM of) AS total FROM of)
    SELECT k.id, fs, CASE WHEN v <= 0 THEN 'C' WHEN larger * 100 < total * 80 THEN 'A' WHEN larger * 100 < total * 95 THEN 'B' ELSE 'C' END,
      f, printf('%.2f', v / 100.0)
    FROM scored JOIN customer_fact k ON k.key = c ORDER BY 1" > sql.csv
  awk -F, 'NR > 1 && $9 > 0 { print $1 "," $6 "," $8 "," $9 "," $10 }' shown.csv | sort > here.csv
  [ "$(wc -l < here.csv)" -gt 500 ]
  tr -d '\r"' < sql.csv | sort | cmp - here.csv
}

@test "changes of class are kept, shown with their reason, and made once" {
  cdnow
  salesctl --as-of 1998-03-31 score customers --changes > first.txt
  grep -q 'nothing has changed' first.txt
  salesctl --as-of 1998-06-30 score customers --changes -f csv > changes.csv
  [ "$(head -1 changes.csv)" = customer,name,owner,previous,class,direction,value,reason ]
  grep -q '^1418,1418,,dormant,A,up,201.46,last_order_days 402 -> 22; abc - -> A$' changes.csv
  [ "$(query "SELECT count(*) FROM class_history WHERE since_on = '1998-06-30'")" = "$(($(wc -l < changes.csv) - 1))" ]
  [ "$(query "SELECT count(*) FROM class_history WHERE previous = class")" = 0 ]
  query 'SELECT * FROM class_history; SELECT count(*) FROM run' > before.txt
  salesctl --as-of 1998-06-30 score customers -q
  query 'SELECT * FROM class_history; SELECT count(*) FROM run' | cmp - before.txt
  # facts dated later do not exist: the day is scored as it was
  salesctl --as-of 1998-03-31 score customers --changes -f csv
  query 'SELECT * FROM class_history; SELECT count(*) FROM run' | cmp - before.txt
  salesctl --as-of 1998-06-30 score customers --changes --class A --top 2 -f csv > two.csv
  [ "$(wc -l < two.csv)" = 3 ]
}

@test "a dry run and a look at one customer store nothing" {
  small_firm
  salesctl --as-of 2026-06-30 score customers -n > shown.txt
  grep -q ACME shown.txt
  salesctl --as-of 2026-06-30 score customers c1 --explain > one.txt
  [ "$(query 'SELECT count(*) FROM customer_scoring')" = 0 ]
  grep -q '4,783.33' one.txt
  grep -qE 'm +3 +1 \+ 5 x 1 / 2, rounded down: 1 of 2 do worse' one.txt
  grep -qE 'class A +yes: this is the class +abc' one.txt
  grep -qE 'class new +no' one.txt
}

@test "classes are the config's conditions, over master data and figures, the first that is met" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
fields:
  customer: {tier: text}
customers:
  abc: {by: margin}
  classes:
    - {name: key, when: "name like 'AC%' and value > 4000", rank: 9, visit_every: 2w, channel: visit, service: "24 h, on site", discount: 12.5%}
    - {name: watched, when: "owner = 'r3'", visit_every: 30}
YAML
  printf 'id,name\nc3,Newcomer\n' > more.csv
  salesctl import customer more.csv
  salesctl --as-of 2026-06-30 score customers -f csv > shown.csv
  grep -q '^c1,ACME,r1,key,.*,14,visit,"24 h, on site",0.125$' shown.csv
  grep -q '^c2,.*,r3,watched,' shown.csv
  grep -q '^c3,Newcomer,,,,,,,0,0.00,,0.00,,,,$' shown.csv
  salesctl --as-of 2026-06-30 score customers c1 | grep -q 'its margin 2,133.33'
  salesctl --as-of 2026-06-30 score customers --class key -f csv | grep -c '^c[0-9]' | grep -qx 1
  fails 2 'no class "kye" - did you mean "key"' salesctl score customers --class kye
}

@test "a condition that is wrong is told with its line, and nothing is stored" {
  small_firm
  bad() {
    sed -i '/^customers:/,$d' salesctl.yaml
    printf 'customers:\n  classes:\n    - {name: big, when: "%s"}\n' "$1" >> salesctl.yaml
    fails 2 "$2" salesctl score customers
    grep -q 'salesctl.yaml:[0-9]' err.txt
  }
  bad 'vlaue > 3' 'no such column: vlaue'
  bad "abc = 'A" 'unrecognized token|unterminated'
  bad '(select count(*) from run) > 0' 'may only read'
  bad 'sum(value) > 3' 'aggregate'
  bad "last_order_days > julianday('now')" 'clock'
  bad "load_extension('x')" 'may only read|not authorized|load_extension'
  sed -i '/^customers:/,$d' salesctl.yaml
  printf 'customers:\n  classes: [{name: a}, {name: b}]\n' >> salesctl.yaml
  fails 2 'salesctl.yaml:6:.*takes everybody' salesctl score customers
  [ "$(query 'SELECT count(*) FROM customer_scoring')" = 0 ]
}

@test "an empty store, one customer, a period that has not begun" {
  printf 'company: Acme\ncurrency: CNY\ntimezone: Asia/Shanghai\nstore: sales.db\n' > salesctl.yaml
  salesctl init -q 2> /dev/null || true
  printf 'id,name\nonly,The only one\n' > one.csv
  salesctl import customer one.csv
  salesctl score customers -f csv | grep -q '^only,The only one,,prospect,,,,,0,0.00,,0.00,60'
  printf 'id,customer,amount,ordered_on\no1,only,5.00,2026-01-01\n' > orders.csv
  salesctl import order orders.csv
  salesctl --as-of 2026-01-01 score customers -f csv | grep -q '^only,The only one,,new,1,1,1,A,1,5.00,2026-01-01,5.00,30'
  fails 2 'begins after 2026-01-01' salesctl --as-of 2026-01-01 score customers --period 2027
  fails 2 'no customer "nobody"' salesctl score customers nobody
}

@test "who became a customer after the day is not there, unless it bought before" {
  small_firm
  salesctl --as-of 2026-01-31 score customers -f csv > shown.csv
  # c2 is said to be created on 2026-02-01, and bought in 2025
  [ "$(column 1 < shown.csv)" = "c1 c2" ]
  printf 'id,name,created_on\nc3,Later,2026-02-01\n' > more.csv
  salesctl import customer more.csv
  [ "$(salesctl --as-of 2026-01-31 score customers -f csv | column 1)" = "c1 c2" ]
  [ "$(salesctl --as-of 2026-02-01 score customers -f csv | column 1)" = "c1 c2 c3" ]
  fails 2 'c3 became a customer after 2026-01-31' salesctl --as-of 2026-01-31 score customers c3
  salesctl --as-of 2026-02-01 score customers --changes -f csv | grep -q '^c3,Later,,,prospect,,0.00,classified for the first time'
  printf 'id,customer,amount,ordered_on\no30,c3,9999.00,2026-02-10\n' > orders.csv
  salesctl import order orders.csv
  salesctl --as-of 2026-02-10 score customers --changes -f csv | grep '^c3,Later,,prospect,new,up,9999.00,.*orders_ever 0 -> 1'
}

@test "a refund lessens the period it falls in, not the order before it" {
  small_firm
  printf 'id,customer,rep,kind,amount,ordered_on\no40,c1,r1,refund,-3000.00,2026-07-20\n' > refund.csv
  salesctl import order refund.csv
  # o12 of 3000 was bought in 2026-Q2 and given back in 2026-Q3
  salesctl --as-of 2026-09-30 score customers --period 2026-Q2 -n -f csv | grep -q '^c1,.*,2,3250.00,2026-05-05,'
  salesctl --as-of 2026-09-30 score customers --period 2026-Q3 -n -f csv | grep -q '^c1,.*,0,-3000.00,2026-05-05,'
}

@test "without a store there is nothing to score, and none is made" {
  small_firm
  rm sales.db*
  fails 1 'there is no store' salesctl score customers
  fails 1 'there is no store' salesctl score customers --dry-run
  [ ! -e sales.db ]
}

@test "a day before the last one scored is shown, not stored" {
  small_firm
  salesctl --as-of 2026-06-30 score customers -q
  query 'SELECT * FROM class_history; SELECT count(*) FROM run' > before.txt
  salesctl --as-of 2026-06-30 -v score customers --period 2025 -f csv > shown.csv 2> said.txt
  grep -q '^c1,' shown.csv
  grep -q 'nothing is stored: customers were classified for 2026-06-30 already, which is later than 2025-12-31' said.txt
  query 'SELECT * FROM class_history; SELECT count(*) FROM run' | cmp - before.txt
}

@test "how many classes a scoring wrote is kept" {
  small_firm
  salesctl --as-of 2026-06-30 score customers -q
  [ "$(query "SELECT kind, inserted, (SELECT count(*) FROM class_history) FROM run ORDER BY key DESC LIMIT 1")" = "class_history|2|2" ]
}

@test "a condition compares customers with one another, and reads nothing else" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
customers:
  classes:
    - {name: big, when: "value > (SELECT avg(value) FROM figure)"}
    - {name: small}
YAML
  salesctl --as-of 2026-06-30 score customers -f csv | cut -d, -f1,4- | grep -q '^c1,big'
  sed -i 's/(SELECT avg(value) FROM figure)/(SELECT sum(amount) FROM "order")/; s/when: "\(.*\)"}/when: '"'\\1'"'}/' salesctl.yaml
  fails 2 'class big: SQL of the config may only read: it reads order' salesctl --as-of 2026-06-30 score customers
}
