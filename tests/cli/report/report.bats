load ../helper

@test "attainment puts targets beside actuals at every level" {
  small_firm
  salesctl goal split 2026 --amount 100000 > /dev/null
  salesctl report attainment 2026 --as-of 2026-12-31 -f csv > a.csv
  head -1 a.csv | grep -qx 'scope_level,scope,parent,period,metric,target,actual,attainment,gap,elapsed,pace,run_rate,last_year,light,due,handed_on'
  grep -qx 'company,company,,2026,revenue,100000.00,4893.33,0.0489,-95106.67,1,0.0489,4893.33,4250.75,red,100000.00,100000.00' a.csv
  [ "$(awk -F, '$1=="rep" {s+=$7} END {printf "%.2f", s}' a.csv)" = 4893.33 ]
  [ "$(awk -F, '$1=="rep" {s+=$6} END {printf "%.2f", s}' a.csv)" = 100000.00 ]
  # the order that has no rep is in a row of its own
  grep -q '^rep,,company,2026,revenue,,10.00' a.csv
}

@test "actuals are what plain SQL over the rows says" {
  small_firm
  for month in 2026-01 2026-02 2026-05; do
    ours="$(salesctl report attainment $month --to company -f csv | tail -1 | cut -d, -f7)"
    [ "$ours" = "$(query "select printf('%.2f', sum(amount_minor)/100.0) from order_fact where ordered_on like '$month%'")" ]
  done
}

@test "facts after as-of do not exist" {
  small_firm
  salesctl report attainment 2026 --to company --as-of 2026-01-15 -f csv | grep -q ',1200.00,'
}

@test "a report of millions of rows is refused, not begun" {
  small_firm
  fails 2 "295[0-9]{5} rows" salesctl report attainment 1000..9999 --by day --to rep
  fails 2 "shorter period" salesctl report attainment 1000..9999 --by day --to company
}

@test "slices have a total of their own" {
  small_firm
  salesctl report attainment 2026-Q1 --by month --to company -f csv > a.csv
  [ "$(cut -d, -f4 a.csv | tr '\n' ' ')" = "period 2026-01 2026-02 2026-03 2026-Q1 " ]
}

@test "a rep who moved counts for each team in its time" {
  small_firm
  printf 'rep,moved_on,team\nr1,2026-03-01,south\n' > moves.csv
  salesctl import team_move moves.csv
  salesctl report attainment 2026 --as-of 2026-12-31 -f csv > a.csv
  grep -q '^rep,r1,bj,2026,revenue,,1200.00' a.csv
  grep -q '^rep,r1,south,2026,revenue,,3000.00' a.csv
}

@test "the leaderboard ranks, equals share a rank" {
  small_firm
  printf 'id,rep,amount,ordered_on\nt1,r2,66.67,2026-06-01\nt2,r4,300.00,2026-06-01\n' > more.csv
  salesctl import order more.csv
  salesctl report leaderboard 2026 --as-of 2026-12-31 -f csv > l.csv
  head -1 l.csv | grep -qx 'rank,rep,team,actual,target,attainment'
  [ "$(cut -d, -f1,2 l.csv | tail -n +2 | tr '\n' ' ')" = "1,r1 2,r2 2,r4 4,r5 5,r3 " ]
}

@test "the pipeline lists open deals by stage, weighted" {
  small_firm
  cat > deals.csv <<'CSV'
id,customer,rep,stage,amount,created_on,closed_on
d1,c1,r1,needs,1000,2026-01-01,
d2,c1,r1,quote,500,2026-02-01,
d3,c1,r1,won,9999,2026-01-01,2026-02-01
d4,c1,r1,needs,,2026-03-01,
CSV
  salesctl import opportunity deals.csv
  salesctl report pipeline --as-of 2026-03-31 -f csv > p.csv
  grep -q '^needs,2,1000.00,200.00,' p.csv
  grep -q '^quote,1,500.00,300.00,' p.csv
  lacks won p.csv
}

@test "a report of one's own is SQL over the views" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
reports:
  big:
    title: Big orders
    description: orders over 1000
    period: 2026
    sql: SELECT id, amount FROM "order" WHERE amount > 1000 AND ordered_on BETWEEN $from AND $to ORDER BY id;
    columns: {id: Order, amount: {title: Value, type: money}}
YAML
  [ "$(salesctl report big -f csv | tr '\n' ' ')" = "id,amount o12,3000.00 o5,1200.00 " ]
  salesctl report --list | grep -q "orders over 1000"
}

@test "hostile SQL in the config is refused with its place" {
  small_firm
  for sql in "DELETE FROM order_fact" "SELECT * FROM sqlite_master" "SELECT load_extension('x')" \
    "ATTACH 'x.db' AS y" "SELECT amount_minor FROM order_fact" "PRAGMA writable_schema=1" \
    "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM t) SELECT n FROM t" \
    "SELECT zeroblob(1000000000)" "SELECT randomblob(9)" "SELECT 1; DROP TABLE run" "VACUUM INTO 'x.db'" \
    "WITH rep AS (SELECT name FROM sqlite_master) SELECT * FROM rep" "SELECT date('now')" \
    "SELECT \"nothing\" FROM rep" "SELECT printf('%*c', 100000000, 'x')"; do
    printf 'company: Acme\nreports:\n  evil:\n    title: E\n    sql: |\n      %s\n' "$sql" > evil.yaml
    fails 2 "evil.yaml:" salesctl -C evil.yaml --store sales.db report evil
  done
  [ "$(query 'select count(*) from "order"')" = 12 ]
}

@test "a placeholder that nothing fills is refused, not taken for nothing" {
  small_firm
  for name in '?' '$asof' '$today' ':from' '$99999999999'; do
    printf 'company: Acme\nreports:\n  typo:\n    title: T\n    sql: SELECT id FROM "order" WHERE ordered_on <= %s\n' "$name" > typo.yaml
    fails 2 'typo.yaml:5:10: .*there are \$from, \$to, \$as_of' salesctl -C typo.yaml --store sales.db report typo
  done
}

@test "a metric of one's own is added up by day and kept so" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
metrics:
  widgets: {title: Widgets, unit: count, from: order, sum: quantity, on: ordered_on, where: "product = 'p1'"}
YAML
  salesctl report attainment 2026 --metric widgets --to company --as-of 2026-12-31 -f csv | grep -q ',8,,,1,,8,'
  printf 'id,rep,product,quantity,amount,ordered_on\nw1,r1,p1,5,1,2026-06-06\n' > w.csv
  salesctl import order w.csv
  salesctl report attainment 2026 --metric widgets --to company --as-of 2026-12-31 -f csv | grep -q ',13,,,1,,13,'
  salesctl check
}

@test "a metric with an unknown column names the place" {
  small_firm
  printf 'metrics:\n  odd: {title: Odd, unit: count, from: order, sum: nothing, on: ordered_on}\n' >> salesctl.yaml
  fails 2 "salesctl.yaml:6.*odd" salesctl report attainment 2026 --metric odd
}

@test "a metric that could not be added up by day and rep is refused" {
  small_firm
  cp salesctl.yaml plain.yaml
  for rule in 'sum: sum(amount), on: ordered_on' 'sum: 1, on: id' 'sum: 1, on: ordered_on, rep: customer' \
    'sum: "?", on: ordered_on' 'sum: "1", on: ordered_on, where: count(*) > 1'; do
    { cat plain.yaml; printf 'metrics:\n  odd: {title: Odd, unit: count, from: order, %s}\n' "$rule"; } > salesctl.yaml
    fails 2 "salesctl.yaml:6.*odd" salesctl report attainment 2026 --metric odd
  done
}

@test "every format shows the same numbers" {
  small_firm
  salesctl goal split 2026 --amount 100000 > /dev/null
  for format in table csv json jsonl md; do
    salesctl report attainment 2026 --to company -f $format --as-of 2026-12-31 > out.$format
    tr -d , < out.$format | grep -q 4893.33
  done
  grep -q '"attainment": *0.0489' out.json
}

@test "an unknown report names the nearest" {
  small_firm
  fails 2 'did you mean "pipeline"' salesctl report pipelin
  fails 2 "which report" salesctl report
}

@test "explain names the rule, the plan and the date" {
  small_firm
  salesctl goal split 2026 --amount 100000 > /dev/null
  salesctl report attainment 2026 --to company --explain --as-of 2026-06-30 > a.txt
  grep -q "credited_order" a.txt
  grep -q "version 1" a.txt
  grep -q "2026-06-30" a.txt
}

@test "an option that a report has no use for is refused" {
  small_firm
  fails 2 'the report leaderboard has no --by' salesctl report leaderboard --by month
  fails 2 'the report pipeline has no --metric' salesctl report pipeline --metric revenue
  grep -q 'these have it: attainment, leaderboard' err.txt
}

@test "rows of every documented view can be counted, and a report stops after its time" {
  small_firm
  for view in run_log stage target class_history owner_history assignment_history customer credited_order credited_payment; do
    printf 'reports:\n  n:\n    title: N\n    sql: SELECT count(*) AS n FROM %s\n' "$view" > own.yaml
    grep -q include salesctl.yaml || echo 'include: own.yaml' >> salesctl.yaml
    salesctl report n -f csv > n.csv
    [ "$(wc -l < n.csv)" = 2 ]
  done
}

@test "attainment of a running period says how far it is, and what the same days a year before brought" {
  small_firm
  echo 'traffic_light: {green: 110%, yellow: 60%}' >> salesctl.yaml
  salesctl goal split 2026 --amount 12000 --by month > /dev/null
  # February 2026 has 20 working days, 10 of them up to the 13th; a year before by then nothing, by the end nothing either
  salesctl report attainment 2026-01 --to company --as-of 2026-01-15 -f csv > a.csv
  # 22 working days, 11 gone: 1200.00 become 2400.00
  target="$(awk -F, 'NR == 2 { print $6 }' a.csv)"
  [ "$(awk -F, 'NR == 2 { print $10, $12, $13 }' a.csv)" = "0.5 2400.00 1000.00" ]
  [ "$(awk -F, 'NR == 2 { print $11 }' a.csv)" = "$(awk -v t="$target" 'BEGIN { printf "%.4f", 2400 / t }' | sed 's/0*$//')" ]
  [ "$(awk -F, 'NR == 2 { print $14 }' a.csv)" = green ]
  # a year before, on the day before the order nothing was known
  [ "$(salesctl report attainment 2026-01 --to company --as-of 2026-01-14 -f csv | awk -F, 'NR == 2 { print $13 }')" = 0.00 ]
  # a slice to come has no pace, one that is over has the pace it had
  salesctl report attainment 2026 --by quarter --to company --as-of 2026-06-30 -f csv > q.csv
  [ "$(awk -F, '$4 == "2026-Q3" { print $10 "|" $11 "|" $12 "|" $14 }' q.csv)" = "0|||" ]
  [ "$(awk -F, '$4 == "2026-Q1" { print $10, $8 == $11, $12 == $7 }' q.csv)" = "1 1 1" ]
  salesctl report attainment 2026-01 --as-of 2026-01-15 > page.txt
  head -2 page.txt | tail -1 | grep -qE '^Level +Scope +Light +Target +Due by now +Actual +Attainment +Gap +Pace +At this rate +Last year$'
  grep -q '^11 of 22 working days of 2026-01 are gone: 50%' page.txt
  # a period that is over, without targets and with nothing a year before
  salesctl report attainment 2025-01 --metric orders --as-of 2026-01-15 > page.txt
  lacks 'Pace|Light|Last year|working days' page.txt
  sed -i 's/yellow: 60%/yellow: 120%/' salesctl.yaml
  fails 2 'salesctl.yaml:5.*yellow begins at 120%, green at 110%' salesctl report attainment
}

@test "what was done a year before is what plain SQL says, at every level and month" {
  small_firm
  salesctl report attainment 2026 --by month --as-of 2026-12-31 -f csv > a.csv
  for month in 01 02 06 08 11; do
    [ "$(awk -F, -v p="2026-$month" '$1 == "company" && $4 == p { print $13 }' a.csv)" = "$(query "select printf('%.2f', coalesce(sum(amount_minor), 0) / 100.0) from order_fact where ordered_on like '2025-$month%'")" ]
  done
  # in every period the reps' make the company's
  awk -F, 'NR > 1 { if ($1 == "rep") s[$4] += $13; if ($1 == "company") c[$4] = $13 } END { for (p in c) if (s[p] - c[p] > 0.001 || c[p] - s[p] > 0.001) { print p, s[p], c[p]; bad = 1 } exit bad }' a.csv
}

@test "a refund follows the credits of the order it gives back, whichever comes first" {
  small_firm
  printf 'order,rep,share\no12,r1,60%%\no12,r2,40%%\n' > credits.csv
  printf 'id,customer,rep,kind,quantity,amount,ordered_on,refund_of\nb1,c1,r1,refund,-1,-1000.00,2026-06-01,o12\n' > back.csv
  total() { salesctl report leaderboard 2026-06 --as-of 2026-06-30 -f csv | awk -F, -v r="$1" '$2 == r { print $4 }'; }
  salesctl import order back.csv
  [ "$(total r1)" = -1000.00 ]
  salesctl import order_credit credits.csv
  [ "$(total r1) $(total r2)" = "-600.00 -400.00" ]
  [ "$(query "SELECT group_concat(rep || ' ' || amount, '; ') FROM (SELECT * FROM credited_order WHERE \"order\" = 'b1' ORDER BY rep)")" = "r1 -600.0; r2 -400.0" ]
  salesctl check
  # credits of its own go before
  printf 'order,rep,share\nb1,r3,100%%\n' > own.csv
  salesctl import order_credit own.csv
  [ "$(total r1) $(total r2) $(total r3)" = "0.00 0.00 -1000.00" ]
  salesctl check
}

@test "a reader that closes the pipe does not undo what was stored" {
  small_firm
  printf 'scorecards:\n  - {name: q, every: quarter, items: [{name: sales, weight: 100%%, metric: revenue, target: 1000}]}\n' >> salesctl.yaml
  # head ends before anything is read
  salesctl --as-of 2026-03-31 score reps --period 2026-Q1 | true || true
  salesctl goal split 2026 --amount 1000 | true || true
  [ "$(query 'SELECT count(*) > 0 FROM rep_score')" = 1 ]
  [ "$(query 'SELECT count(*) FROM goal_plan')" = 1 ]
}

@test "pace goes by the days a rep is there" {
  small_firm
  printf 'id,name,team,left_on\nr1,王伟,bj,2026-01-31\n' > left.csv
  salesctl import rep left.csv
  salesctl goal split 2026 --amount 12000 -q
  salesctl report attainment 2026 --as-of 2026-03-31 -f csv > a.csv
  # gone for good: all of its days are over, so the pace is the attainment and the run rate what was done
  awk -F, '$1 == "rep" && $2 == "r1" { ok = $10 == 1 && $11 == $8 && $12 == $7 } END { exit !ok }' a.csv
  awk -F, '$1 == "rep" && $2 == "r2" { ok = $10 < 0.3 } END { exit !ok }' a.csv
}

@test "a report's name is a name of a file and no way out of a folder" {
  small_firm
  for name in ../evil a/b .hidden "''"; do
    printf 'company: A\nreports: {%s: {title: T, sql: SELECT 1 AS a}}\n' "$name" > bad.yaml
    fails 2 'bad.yaml:2.*cannot be the name of a report' salesctl -C bad.yaml --store sales.db report --list
  done
  printf 'reports:\n  bad: {title: B, sql: SELECT nosuch}\n' >> salesctl.yaml
  status=0
  salesctl report --all --to all --as-of 2026-06-30 2> err.txt || status=$?
  [ "$status" = 2 ]
  grep -q 'report bad' err.txt
  [ -s all/tasks.html ] && [ ! -e all/bad.html ]
  touch file
  fails 1 'there can be no folder file' salesctl report --all --to file
  fails 2 'is for one report' salesctl report --all --to all --set a=1
  sed -i 's/sql: SELECT nosuch/sql: SELECT 1 AS a, parameters: {n: {default: x, type: number}}/' salesctl.yaml
  fails 2 'salesctl.yaml:6.*x' salesctl report bad
}

@test "a chart of a column that is not there is told with the nearest, and whole numbers are rounded, not cut" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
reports:
  half:
    title: Half
    sql: SELECT id, 2.7 AS n FROM rep
    columns: {id: Rep, n: {title: N, type: integer}}
    chart: {kind: bar, label: id, values: [m]}
YAML
  fails 2 'salesctl.yaml:8:10: report half: chart: there is no column "m".*did you mean.*n' salesctl report half
  sed -i 's/\[m\]/[n]/' salesctl.yaml
  [ "$(salesctl report half -f csv | sed -n 2p)" = r1,3 ]
}

@test "a column of lights is coloured where there are colours" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
reports:
  lights: {title: Lights, sql: "SELECT id, 'red' AS l FROM rep WHERE id = 'r1'", columns: {l: {title: L, type: light}}}
YAML
  salesctl report lights --color always | grep -q "$(printf '\033')\[31mred$(printf '\033')\[39m"
  salesctl report lights -f html | grep -q '<td class="light red">red</td>'
  [ "$(salesctl report lights -f csv | tail -1)" = r1,red ]
}

@test "objectives are a report too" {
  small_firm
  printf 'okr:\n  objectives:\n    - {id: grow, title: Grow, owner: company, period: 2026, key_results: [{id: sales, title: Sales, metric: revenue, start: 0, target: 9000}]}\n' >> salesctl.yaml
  salesctl report --list | grep -q '^okr '
  cmp <(salesctl report okr 2026 -f csv --as-of 2026-06-30) <(salesctl goal okr 2026 -f csv --as-of 2026-06-30)
  salesctl report dashboard 2026-Q2 --as-of 2026-06-30 | grep -q 'Objectives and key results'
}

@test "targets that are handed on with more than there is to do are shown" {
  small_firm
  salesctl goal split 2026 --amount 10000 --stretch team=105%,rep=110% -q
  salesctl report attainment 2026 --as-of 2026-06-30 -f csv > a.csv
  # what is right below sums to it, and the company's is more than its target
  awk -F, 'NR > 1 { target[$2] = $6; on[$2] = $16; if ($3 != "") below[$3] += $6 }
    END { for (s in below) { d = below[s] - on[s]; if (d > 0.005 || d < -0.005) exit 1 } exit !(on["company"] > target["company"]) }' a.csv
  salesctl report attainment 2026 --as-of 2026-06-30 | head -2 | grep -q 'Target .*Handed on'
  salesctl goal split 2026 --amount 10000 -q
  salesctl report attainment 2026 --as-of 2026-06-30 | lacks 'Handed on'
}
