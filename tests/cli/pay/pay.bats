load ../helper

# Plans for the firm of the helper: a table for everybody, an override for the head of the north.
plans() {
  small_firm
  printf 'id,name,manager\nnorth,North,r5\n' > managers.csv
  salesctl import team managers.csv
  printf 'id,customer,rep,product,kind,quantity,amount,cost,ordered_on,refund_of\no7,c2,r3,p1,refund,-1,-900.10,-500,2026-02-02,o6\n' > refund.csv
  salesctl import order refund.csv
  cat >> salesctl.yaml <<'YAML'
plans:
  - name: field
    components:
      - name: commission
        type: commission
        tiers: [{to: 1000, rate: 4%}, {rate: 6%}]
      - {name: renewals, type: commission, when: kind = 'renewal', rate: 1%}
      - {name: car, type: benefit, text: A company car}
  - name: head
    reps: [r5]
    components:
      - {name: override, type: override, rate: 1%}
YAML
}

ledger() { query "SELECT period, rep, component, amount FROM pay_ledger WHERE amount <> 0 ORDER BY 1, 2, key"; }

@test "pay run computes a month, keeps it in the ledger and, run again, writes nothing" {
  plans
  salesctl --as-of 2026-02-28 pay run --period 2026-01 -f csv > shown.csv
  [ "$(head -1 shown.csv)" = period,rep,plan,component,type,basis,sum,rate,amount ]
  # r1: 1200.00 = 1000 at 4% and 200 at 6%; r3: 900.10 at 4%, half to even; r5 leads the north: 1% of 1200
  grep -qx '2026-01,r1,field,commission,commission,revenue,1200.00,,52.00' shown.csv
  grep -qx '2026-01,r3,field,commission,commission,revenue,900.10,0.04,36.00' shown.csv
  grep -qx '2026-01,r5,head,override,override,revenue,1200.00,0.01,12.00' shown.csv
  [ "$(ledger)" = "2026-01|r1|commission|40.0
2026-01|r1|commission|12.0
2026-01|r3|commission|36.0
2026-01|r5|override|12.0" ]
  query 'SELECT * FROM pay_line; SELECT * FROM pay_version; SELECT count(*) FROM run' > before
  salesctl --as-of 2026-02-28 pay run --period 2026-01 -f csv | cmp - shown.csv
  salesctl --as-of 2026-02-28 --lang zh_CN pay run --period 2026-01 -q
  salesctl --as-of 2026-03-15 pay run --period 2026-01 -f csv | cmp - shown.csv
  query 'SELECT * FROM pay_line; SELECT * FROM pay_version; SELECT count(*) FROM run' | cmp - before
}

@test "a run again writes the lines of those for whom something changed, and older versions stay" {
  plans
  salesctl --as-of 2026-02-28 pay run --period 2026-01 -q
  printf 'id,customer,rep,amount,ordered_on\no20,c1,r3,100.00,2026-01-31\n' > more.csv
  salesctl import order more.csv
  salesctl --as-of 2026-02-28 pay run --period 2026-01 -n -f csv | grep -q '^2026-01,r3,field,commission,commission,revenue,1000.10,,40.01$'
  [ "$(query 'SELECT max(version) FROM pay_version')" = 1 ]
  salesctl --as-of 2026-02-28 pay run --period 2026-01 -q
  [ "$(query "SELECT DISTINCT rep, version FROM pay_ledger ORDER BY 1")" = "r1|1
r2|1
r3|2
r4|1
r5|1" ]
  [ "$(query "SELECT sum(amount) FROM pay_ledger WHERE rep = 'r3'")" = 40.01 ]
  [ "$(query "SELECT count(*) FROM pay_line l JOIN rep_fact r ON r.key = l.rep_key WHERE r.id = 'r3' AND version = 1")" -gt 0 ]
}

@test "--plan writes and shows one plan only" {
  plans
  salesctl --as-of 2026-02-28 pay run --period 2026-01 --plan head -f csv > shown.csv
  [ "$(wc -l < shown.csv)" = 2 ]
  [ "$(ledger)" = "2026-01|r5|override|12.0" ]
  salesctl --as-of 2026-02-28 pay run --period 2026-01 -q
  [ "$(ledger | wc -l)" = 4 ]
  fails 2 'there is no plan "haed" - did you mean "head"' salesctl pay run --period 2026-01 --plan haed
}

@test "every line says why, by which rule" {
  plans
  salesctl --as-of 2026-01-31 pay run --period 2026-01 --explain -f csv > shown.csv
  [ "$(head -1 shown.csv)" = period,rep,plan,component,kind,basis,sum,rate,each,amount,reason,rule ]
  grep -qxF '2026-01,r1,field,commission,rate,revenue,1000.00,0.04,,40.00,"at 4%: what lies between 0.00 and 1,000.00",salesctl.yaml:8' shown.csv
  grep -qxF '2026-01,r1,field,commission,rate,revenue,200.00,0.06,,12.00,"at 6%: what lies above 1,000.00",salesctl.yaml:8' shown.csv
  grep -qF 'there is no higher tier' shown.csv
  grep -qF '99.90 more to 1,000.00, from where on it is 6%' shown.csv
  salesctl --as-of 2026-01-15 pay run --period 2026-01 -n > table.txt
  grep -q '2026-01 is not over: facts up to 2026-01-15' table.txt
}

@test "a later refund is taken back at the rate of the sale, from the period it is in" {
  plans
  salesctl --as-of 2026-03-31 pay run --period 2026-01 -q
  salesctl --as-of 2026-03-31 pay run --period 2026-02 -f csv > shown.csv
  # o7 gives back o6: 900.10 at 4%; o8 is a renewal of r2
  grep -q '^2026-02,r3,field,commission,commission,revenue,-900.10,0.04,-36.00$' shown.csv
  grep -q '^2026-02,r2,field,renewals,commission,revenue,333.33,0.01,3.33$' shown.csv
  [ "$(query "SELECT about, amount, adjusts = (SELECT key FROM pay_ledger WHERE period = '2026-01' AND rep = 'r3' AND kind = 'rate') FROM pay_ledger
    WHERE period = '2026-02' AND rep = 'r3' AND adjusts IS NOT NULL")" = "2026-01|-36.0|1" ]
}

@test "a closed period never changes: edits, late orders and deleted credit become corrections of the next" {
  plans
  salesctl --as-of 2026-02-10 pay run --period 2026-01 -q
  fails 2 'never run' salesctl --as-of 2026-02-10 pay close 2026-02
  fails 1 'is not over' salesctl --as-of 2026-01-30 pay close 2026-01
  salesctl --as-of 2026-02-10 pay close 2026-01
  fails 1 'closed already' salesctl --as-of 2026-02-10 pay close 2026-01
  fails 1 '2026-01 is closed' salesctl --as-of 2026-02-10 pay run --period 2026-01
  query "SELECT * FROM pay_line" > closed
  printf 'id,customer,rep,amount,cost,ordered_on\no5,c1,r1,1300.00,700,2026-01-10\no21,c1,r1,50.00,0,2026-01-30\n' > edits.csv
  salesctl import order edits.csv
  salesctl --as-of 2026-02-28 pay diff -f csv > diff.csv
  grep -q '^2026-01,r1,field,commission,o5,.*,2026-02,pending,"its amount, its day or who is credited was changed"$' diff.csv
  grep -q '^2026-01,r1,field,commission,o21,50.00,0.06,3,2026-02,pending,known only since$' diff.csv
  salesctl --as-of 2026-02-28 pay run --period 2026-02 -q
  # 100 more in the proportions of o5's parts, 1000 at 4% and 200 at 6%: 3.333 and 1.0002; the late one above the total at 6%
  [ "$(query "SELECT about, amount FROM pay_ledger WHERE period = '2026-02' AND rep = 'r1' AND about <> period ORDER BY key")" = "2026-01|3.33
2026-01|1.0
2026-01|3.0" ]
  [ "$(query "SELECT * FROM pay_line WHERE period = '2026-01'")" = "$(cat closed)" ]
  salesctl --as-of 2026-02-28 pay diff 2026-01 -f csv > diff.csv
  [ "$(grep -c ',made,' diff.csv)" = 6 ]
  lacks ',pending,' diff.csv
  salesctl --as-of 2026-03-01 pay close 2026-02
  salesctl --as-of 2026-03-31 pay run --period 2026-03 -f csv > march.csv
  lacks '^2026-03,r1' march.csv || [ "$(grep '^2026-03,r1' march.csv | grep -v benefit | grep -vc ',0.00$')" = 0 ]
}

@test "only the period closed last is opened again, with a reason that is kept" {
  plans
  for month in 01 02; do
    salesctl --as-of 2026-03-31 pay run --period "2026-$month" -q
    salesctl --as-of 2026-03-31 pay close "2026-$month"
  done
  fails 2 'reason' salesctl pay reopen 2026-02
  fails 2 'this is empty' salesctl pay reopen 2026-02 --reason ' '
  fails 1 'was closed after' salesctl pay reopen 2026-01 --reason 'why not'
  salesctl pay reopen 2026-02 --reason 'wrong rate'
  [ "$(query "SELECT event, reason FROM pay_event WHERE event = 'reopen'")" = 'reopen|wrong rate' ]
  [ "$(query "SELECT state FROM pay_period ORDER BY name" | paste -sd ' ')" = 'closed open' ]
  salesctl --as-of 2026-03-31 pay diff > diff.txt
  grep -q 'was opened again on .*: wrong rate' diff.txt
  fails 1 'is not closed' salesctl pay reopen 2026-02 --reason again
}

@test "a period is closed only as it was run, and in order" {
  plans
  salesctl --as-of 2026-03-31 pay run --period 2026-01..2026-02 -q
  fails 1 '2026-01 is still open' salesctl --as-of 2026-03-31 pay close 2026-02
  printf 'id,customer,rep,amount,ordered_on\no20,c1,r3,100.00,2026-01-31\n' > more.csv
  salesctl import order more.csv
  fails 1 'have changed since 2026-01 was run' salesctl --as-of 2026-03-31 pay close 2026-01
  fails 1 '2026-03 has not been run' salesctl --as-of 2026-05-31 pay run --period 2026-04
  fails 2 'is no pay period' salesctl pay run --period 2026-01-05
}

@test "the statement has what one needs to check by hand, of one person only" {
  plans
  salesctl --as-of 2026-03-31 pay run --period 2026-01..2026-02 -q
  salesctl pay statement r1 --period 2026-01 > statement.txt
  grep -q '王伟: pay for 2026-01 (open)' statement.txt
  grep -qE 'o5 .* 1,200.00 .* 1,000.00 .* 83.3% .* 40 +sale$' statement.txt
  grep -q 'there is no higher tier' statement.txt
  grep -q 'A company car' statement.txt
  lacks 'Bob|r3' statement.txt
  salesctl pay statement r3 > statement.txt
  grep -q 'Corrections of earlier periods' statement.txt
  grep -q '2026-01 .* o7 .* -900.10 .* -36.00' statement.txt
  salesctl pay statement r3 -f csv > r3.csv
  [ "$(head -1 r3.csv)" = period,about,component,kind,line,date,order,payment,customer,product,whole,credited,share,rate,each,pay,amount,reason,rule,sold_by,series,order_kind,gives_back ]
  grep -q '^2026-02,2026-01,commission,rate,[0-9]*,2026-02-02,o7,,c2,p1,-900.10,-900.10,1,0.04,,-36.004,,,,,,refund,o6$' r3.csv
  # what the lines pay is what the ledger says
  [ "$(cut -d, -f17 r3.csv | awk '{ sum += $1 } END { printf "%.2f", sum }')" = -36.00 ]
  salesctl pay statement r3 -f json | grep -q '"credited"\|"change"'
  salesctl pay statement r3 -o r3.xlsx
  [ -s r3.xlsx ]
  fails 2 'there is no rep|no rep' salesctl pay statement nobody
  fails 2 'was never run' salesctl pay statement r3 --period 2025-01
}

@test "what-if shows who gains and who loses, and writes nothing" {
  plans
  printf 'plans:\n  - {name: flat, components: [{name: c, type: commission, rate: 5%%}]}\n' > new.yaml
  query 'SELECT count(*) FROM run' > before
  salesctl --as-of 2026-01-31 pay what-if --plan new.yaml --period 2026-01 -f csv > shown.csv
  [ "$(head -1 shown.csv)" = rep,now,then,difference ]
  [ "$(sed -n 2,4p shown.csv)" = "r3,36.00,45.00,9.00
r1,52.00,60.00,8.00
r2,0.00,0.00,0.00" ]
  grep -q '^r5,12.00,0.00,-12.00$' shown.csv
  salesctl --as-of 2026-01-31 pay what-if --plan new.yaml --period 2026-01 > table.txt
  grep -q 'cost: 105.00 instead of 100.00, a difference of 5.00' table.txt
  grep -q '2 gain, 1 lose' table.txt
  query 'SELECT count(*) FROM run' | cmp - before
  printf 'company: Other\n' > other.yaml
  fails 2 'there are no "plans"' salesctl pay what-if --plan other.yaml --period 2026-01
}

@test "credits are paid in part, refunds follow the credits of their order" {
  plans
  printf 'id,customer,rep,amount,ordered_on\nx1,c1,r1,100.01,2026-06-01\n' > split.csv
  salesctl import order split.csv
  printf 'order,rep,share\nx1,r2,50%%\nx1,r3,50%%\n' > credits.csv
  salesctl import order_credit credits.csv
  salesctl --as-of 2026-06-30 pay run --period 2026-06 -f csv | grep ',revenue,' > june.csv
  [ "$(cut -d, -f2,7 june.csv | paste -sd ' ')" = "r2,50.01 r3,50.00 r5,50.01" ]
  printf 'id,customer,kind,amount,ordered_on,refund_of\nx2,c1,refund,-100.01,2026-07-01,x1\n' > back.csv
  salesctl import order back.csv
  salesctl --as-of 2026-07-31 pay run --period 2026-07 -f csv | grep ',revenue,' > july.csv
  [ "$(cut -d, -f2,7 july.csv | paste -sd ' ')" = "r2,-50.01 r3,-50.00 r5,-50.01" ]
}

@test "targets of the goal plan move accelerators, and who has none is named" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
goals:
  - {metric: revenue, period: 2026-01, amount: 5000}
plans:
  - name: field
    components:
      - {name: c, type: commission, rate: 4%, tiers: [{to: 80%, times: 1}, {times: 1.5}]}
      - {name: b, type: bonus, steps: [{from: 100%, amount: 500}]}
YAML
  salesctl --as-of 2026-01-31 pay run --period 2026-01 -n > none.txt
  grep -q 'r1 has no target of revenue in 2026-01' none.txt
  salesctl goal split 2026-01 -q
  [ "$(query "SELECT amount FROM target WHERE scope = 'r1' AND period = '2026-01'")" = 1000.0 ]
  salesctl --as-of 2026-01-31 pay run --period 2026-01 -f csv > shown.csv
  # 800 at 4% and 400 at 6%; 1200 of 1000
  grep -q '^2026-01,r1,field,c,commission,revenue,1200.00,,56.00$' shown.csv
  grep -q '^2026-01,r1,field,b,bonus,,,,500.00$' shown.csv
  lacks '^2026-01,r3,field,b,bonus' shown.csv
}

@test "mistakes in conditions and plans are told with their line" {
  small_firm
  cp salesctl.yaml plain.yaml
  printf "plans:\n  - name: p\n    components:\n      - {name: c, type: commission, rate: 5%%, when: colour = 'red'}\n" >> salesctl.yaml
  fails 2 'salesctl.yaml:8:.*when:.*colour' salesctl pay run --period 2026-01
  cp plain.yaml salesctl.yaml
  printf "plans:\n  - name: p\n    components:\n      - {name: c, type: commission, rate: 5%%, when: '1); DROP TABLE pay_line; --'}\n" >> salesctl.yaml
  fails 2 'salesctl.yaml:8:' salesctl pay run --period 2026-01
  cp plain.yaml salesctl.yaml
  printf "plans:\n  - name: p\n    components:\n      - {name: c, type: commission, tiers: [{to: 10, rate: 5%%}, {rate: 4%%}]}\n" >> salesctl.yaml
  status=0
  salesctl check > found.txt || status=$?
  [ "$status" = 3 ]
  grep -q 'salesctl.yaml:8.*the rate falls as sales rise' found.txt
  cp plain.yaml salesctl.yaml
  printf "plans:\n  - name: p\n    teams: [nroth]\n    components:\n      - {name: c, type: commission, rates: [{product: p9, rate: 5%%}]}\n" >> salesctl.yaml
  salesctl check > found.txt || true
  grep -q 'salesctl.yaml:6.*there is no team "nroth"' found.txt
  grep -q 'salesctl.yaml:9.*there is no product "p9"' found.txt
  cp plain.yaml salesctl.yaml
  fails 2 'there are no pay plans' salesctl pay run --period 2026-01
}

@test "pay of a firm without orders is nothing, in every format" {
  printf 'company: Acme\nstore: sales.db\nplans:\n  - {name: p, components: [{name: c, type: commission, rate: 5%%}]}\n' > salesctl.yaml
  printf 'id,name\nr1,Ann\n' > reps.csv
  salesctl import rep reps.csv
  for format in table csv json jsonl md; do salesctl pay run --period 2026-01 --dry-run -f "$format" > "out.$format"; done
  [ "$(cat out.csv)" = period,rep,plan,component,type,basis,sum,rate,amount ]
  salesctl pay run --period 2026-01 -o pay.xlsx
  [ -s pay.xlsx ]
  fails 2 'there is no option|not expected|unknown|--nonsense' salesctl pay run --nonsense
}

# plan COMPONENT -- small_firm with one monthly plan of one component
plan() {
  small_firm
  printf 'plans:\n  - name: p\n    components:\n      - %s\n' "$1" >> salesctl.yaml
}
paid() { query "SELECT printf('%.1f', coalesce(sum(amount), 0)) FROM pay_ledger WHERE rep = '$1'"; }

@test "a bonus on a number has its steps in numbers" {
  plan '{name: b, type: bonus, metric: orders, steps: [{from: 2, amount: 5}, {from: 3, amount: 9}]}'
  printf 'id,rep,kind,quantity,amount,ordered_on\nx1,r1,sale,1,10,2026-01-20\n' > more.csv
  salesctl import order more.csv
  salesctl pay run --period 2026-01 --as-of 2026-01-31 --explain > shown.txt
  [ "$(paid r1)" = 5.0 ]
  grep -q '2 of orders in 2026-01 reaches the step from 2' shown.txt
  salesctl policy | grep -q 'from 3 '
  sed -i 's/from: 2,/from: 2.5,/' salesctl.yaml
  fails 2 'salesctl.yaml:8:.*2.5' salesctl pay run --period 2026-01 --as-of 2026-01-31
}

@test "what is below zero earns no amount each, and a refund by units takes them off whatever their sign" {
  plan '{name: s, type: spiff, amount: 7, per: unit}'
  printf 'id,rep,kind,quantity,amount,ordered_on,refund_of\nx1,r3,sale,1,1000,2026-01-10,\nx2,r3,refund,1,-1000,2026-01-20,x1\nx3,r4,refund,3,-50,2026-01-20,\nx4,r2,sale,2,100,2026-01-20,\n' > more.csv
  salesctl import order more.csv
  salesctl pay run --period 2026-01 --as-of 2026-01-31 -q
  [ "$(paid r4)" = 0.0 ]
  [ "$(paid r2)" = 14.0 ]
  [ "$(paid r3)" = "$(query "SELECT 7.0 * sum(quantity) FROM \"order\" WHERE rep = 'r3' AND kind = 'sale' AND ordered_on LIKE '2026-01%' AND id NOT LIKE 'x%'")" ]
  rm sales.db*
  plan '{name: c, type: commission, amount: 7}'
  salesctl import order more.csv
  salesctl pay run --period 2026-01 --as-of 2026-01-31 -q
  [ "$(paid r4)" = 0.0 ]
  [ "$(paid r2)" = 7.0 ]
}

@test "a bonus over a quarter is paid to who left, or changed the plan, before its last month" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
plans:
  - {name: north, teams: [north], components: [{name: b, type: bonus, over: quarter, steps: [{from: 1000, amount: 900}]}]}
  - {name: south, teams: [south], components: [{name: b, type: bonus, over: quarter, steps: [{from: 1000, amount: 900}]}]}
YAML
  printf 'id,name,team,left_on\nr1,王伟,bj,2026-02-14\n' > left.csv
  printf 'rep,moved_on,team\nr3,2026-02-15,bj\n' > moved.csv
  printf 'id,rep,amount,ordered_on\ny1,r3,3000,2026-01-05\ny2,r3,3000,2026-02-20\n' > more.csv
  salesctl import rep left.csv
  salesctl import team_move moved.csv
  salesctl import order more.csv
  salesctl pay run --period 2026-01..2026-03 --as-of 2026-03-31 -q
  # 45 of 90 days each; r3 was 45 days in the south and 45 in the north
  [ "$(paid r1)" = 450.0 ]
  [ "$(query "SELECT group_concat(plan || ' ' || amount, ', ') FROM (SELECT * FROM pay_ledger WHERE rep = 'r3' AND amount <> 0 ORDER BY plan)")" = "north 450.0, south 450.0" ]
  salesctl pay run --period 2026-01..2026-03 --as-of 2026-03-31 -q
  [ "$(paid r1)" = 450.0 ]
}

@test "a rate is shown with all its decimals, and one above all of it is asked about" {
  plan '{name: c, type: commission, rate: 1.875%}'
  salesctl pay run --period 2026-01 --as-of 2026-01-31 > page.txt
  grep -q ' 1.875% ' page.txt
  salesctl pay statement r1 --period 2026-01 | grep -q ' 1.875% '
  salesctl pay statement r1 --period 2026-01 -f csv | grep -q ',0.01875,'
  sed -i 's/rate: 1.875%/rate: 9/' salesctl.yaml
  salesctl pay run --period 2026-01 --as-of 2026-01-31 -q 2> err.txt
  grep -q 'salesctl.yaml:8.*the rate 900% pays more than all of it' err.txt || salesctl check 2>&1 | grep -q 'the rate 900% pays more than all of it'
}

@test "a bonus of a closed period is corrected in the next by what its facts say then, not by another target" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
plans:
  - {name: field, components: [{name: b, type: bonus, steps: [{from: 100%, amount: 500}]}]}
YAML
  salesctl goal split 2026 --amount 72000 --people-shares r1=20%,r2=20%,r3=20%,r4=20%,r5=20% --time even -q
  salesctl pay run --period 2026-01 --as-of 2026-02-01 -q
  [ "$(paid r1)" = 500.0 ]  # 1,200 of 72,000 / 12 / 5
  salesctl pay close 2026-01 --as-of 2026-02-01
  salesctl goal split 2026 --amount 144000 --people-shares r1=20%,r2=20%,r3=20%,r4=20%,r5=20% --time even -q
  salesctl pay run --period 2026-02 --as-of 2026-02-28 -q
  [ "$(paid r1)" = 500.0 ]
  printf 'id,customer,rep,product,kind,quantity,amount,cost,ordered_on\no5,c1,r1,p1,sale,1,1199.99,700,2026-01-10\n' > edit.csv
  salesctl import order edit.csv
  salesctl pay diff 2026-01 --as-of 2026-02-28 -f csv | grep -q '^2026-01,r1,field,b,,,.*,-500,2026-02,pending,"\?changed since 2026-01 was paid: 0.00 instead of 500.00'
  salesctl pay run --period 2026-02 --as-of 2026-02-28 -q
  [ "$(paid r1)" = 0.0 ]
  salesctl pay run --period 2026-02 --as-of 2026-02-28 -q
  [ "$(paid r1)" = 0.0 ]
  salesctl pay statement r1 --period 2026-02 > page.txt
  grep -q '^2026-01 .* -500.00 .*changed since 2026-01 was paid' page.txt
}

@test "a statement says where the ledger begins, and its JSON has names that no language changes" {
  plans
  salesctl pay run --period 2026-02 --as-of 2026-02-28 -q
  salesctl pay statement r3 --period 2026-02 > page.txt
  grep -q 'the ledger begins with 2026-02' page.txt
  grep -qE '^Component .* Kind of order +Gives back$' page.txt
  for language in en zh_CN; do
    salesctl --lang $language pay statement r1 --period 2026-02 -f json > $language.json
    grep -o '^  "[^"]*"' $language.json | tr -d ' "' | paste -sd ' ' > $language.names
  done
  cmp en.names zh_CN.names
  [ "$(cat en.names)" = "components orders tiers corrections year_to_date benefits" ]
  rm sales.db*
  plans
  salesctl pay run --period 2026-01 --as-of 2026-01-31 -q
  salesctl pay statement r1 --period 2026-01 | lacks 'the ledger begins'
}
