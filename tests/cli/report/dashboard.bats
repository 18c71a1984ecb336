load ../helper

# small_firm with targets, deals, tasks, tickets and people who are called on
meeting() {
  small_firm
  salesctl goal split 2026 --amount 20000 -q
  printf 'id,name,customer,rep,stage,amount,created_on,expected_on\n' > deals.csv
  for i in $(seq 12); do printf 'd%s,Deal %s,c1,r1,needs,%s,2026-04-01,2026-%s-30\n' "$i" "$i" $((i * 100)) "$([ "$i" -le 2 ] && echo 05 || echo 09)"; done >> deals.csv
  salesctl import opportunity deals.csv
  printf 'id,rep,title,created_on,due_on,done_on\nt1,r1,call,2026-05-01,2026-06-01,\nt2,r1,call,2026-05-01,2026-07-01,\nt3,r2,call,2026-05-01,2026-06-01,2026-06-02\nt4,r3,later,2026-07-15,,\n' > tasks.csv
  salesctl import task tasks.csv
  printf 'id,customer,subject,opened_on,due_on\nk1,c1,Broken,2026-05-01,2026-05-05\n' > tickets.csv
  salesctl import ticket tickets.csv
}

dashboard() { salesctl --as-of 2026-06-30 report dashboard 2026-Q2 "$@"; }

# rows of a section of out.csv
rows() { awk -F, -v s="$1" '$1 == s { print $2 }' out.csv | sort -u | wc -l; }

@test "the page has what a meeting talks about, in that order, and lists are short" {
  meeting
  dashboard > page.txt
  for title in 'Attainment of Revenue, 2026-Q2' 'Leaderboard: Revenue, 2026-Q2' 'Pipeline' 'After-sales cases' 'Tasks'; do grep -q "^$title" page.txt; done
  # what is overdue, then on the last day of the quarter what should close in the next one, each with the largest first
  [ "$(grep '^d[0-9]* *Deal ' page.txt | awk '{ print $3 }' | paste -sd ' ')" = "2 1 12 11 10 9 8 7 6 5 4 3" ]
  grep -q '^Open deals that should close by 2026-09-30' page.txt
  sed -i 's/,2026-05-30/,2026-09-30/' deals.csv
  salesctl import opportunity deals.csv
  dashboard > page.txt
  [ "$(grep -c '^d[0-9]* *Deal ' page.txt)" = 10 ]
  grep -q '^2 more: salesctl report open-deals$' page.txt
  # another program may fold the others away: nothing is missing
  dashboard -f html > page.html
  [ "$(grep -o 'Deal [0-9]*<' page.html | sort -u | wc -l)" = 12 ]
  [ "$(grep -c '<summary>2 more</summary>' page.html)" = 1 ]
  [ "$(grep -n '^Attainment of' page.txt | cut -d: -f1)" -lt "$(grep -n '^d12 *Deal 12 ' page.txt | cut -d: -f1)" ]
  [ "$(grep -xE -- '-+' page.txt | wc -L)" -le 110 ]
}

@test "its figures are those of the reports, and the machine formats have every row" {
  meeting
  dashboard -f csv > out.csv
  [ "$(head -1 out.csv)" = section,row,item,value ]
  [ "$(rows open_deals)" = 12 ]
  [ "$(rows attainment)" = "$(salesctl --as-of 2026-06-30 report attainment 2026-Q2 --to team -f csv | tail -n +2 | wc -l)" ]
  [ "$(awk -F, '$1 == "attainment" && $2 == 1 && $3 == "actual" { print $4 }' out.csv)" = "$(query "SELECT printf('%.2f', sum(amount_minor) / 100.0) FROM order_fact WHERE ordered_on BETWEEN '2026-04-01' AND '2026-06-30'")" ]
  [ "$(awk -F, '$1 == "tasks" && $3 == "late" { s += $4 } END { print s }' out.csv)" = 1 ]
  [ "$(awk -F, '$1 == "after_sales" && $3 == "late" { print $4 }' out.csv)" = 1 ]
  for format in json jsonl md html; do dashboard -f $format > out.$format; [ -s out.$format ]; done
  dashboard -o out.xlsx
  [ "$(wc -c < out.html)" -lt 1500000 ]
}

@test "a firm that has only people and orders has a dashboard too, and nothing at all is told so" {
  small_firm
  salesctl --as-of 2026-06-30 report dashboard > page.txt
  grep -q '^Attainment of Revenue, 2026-Q2' page.txt
  mkdir empty && cd empty && printf 'company: A\n' > salesctl.yaml
  salesctl import team /dev/stdin <<< 'id,name'
  salesctl --as-of 2026-06-30 report dashboard > /dev/null
}

@test "--all writes every report to a file, silently, in any format" {
  meeting
  salesctl --as-of 2026-06-30 report --all --to all > out.txt 2> err.txt
  [ ! -s out.txt ] && [ ! -s err.txt ]
  for name in attainment leaderboard dashboard pipeline forecast funnel win-loss visits-due churn customers tasks knowledge; do [ -s "all/$name.html" ]; done
  [ ! -e all/commission.html ] && [ ! -e all/customer.html ] && [ ! -e all/feedback.html ] && [ ! -e all/training.html ]
  salesctl -v --as-of 2026-06-30 report --all --to all 2> err.txt
  grep -q 'training is left out: the config has no training' err.txt
  salesctl --as-of 2026-06-30 report --all --to csv -f csv
  salesctl --as-of 2026-06-30 report attainment -f csv | cmp - csv/attainment.csv
  salesctl --as-of 2026-06-30 report --all --to txt -f table
  [ -s txt/funnel.txt ]
  fails 2 'no folder is named' salesctl report --all
  fails 2 'writes every report to a folder' salesctl report attainment --all --to all
  fails 2 'writes every report to a folder' salesctl report --all --to all -o a.html
}

@test "every report that --list names runs" {
  meeting
  for name in $(salesctl report --list -f csv | tail -n +2 | cut -d, -f1); do
    case "$name" in customer) subject=c1 ;; feedback) subject=r1 ;; training | reviews-due) continue ;; *) subject= ;; esac
    # shellcheck disable=SC2086
    salesctl --as-of 2026-06-30 report "$name" $subject > out.txt
    [ -s out.txt ]
  done
}

@test "one's own report has parameters and a chart" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
reports:
  big:
    title: Big orders
    period: 2026
    sql: SELECT id, rep, amount FROM "order" WHERE amount >= $least AND rep LIKE $who AND ordered_on BETWEEN $from AND $to AND ordered_on >= $since ORDER BY id
    parameters:
      least: {default: 1000, type: number, doc: the smallest}
      who: "%"
      since: {default: 2026-01-01, type: date}
    columns: {amount: {title: Value, type: money}}
    chart: {kind: bar, label: id, values: [amount]}
YAML
  [ "$(salesctl report big -f csv | tail -n +2 | cut -d, -f1 | paste -sd ' ')" = "o12 o5" ]
  [ "$(salesctl report big --set least=300 --set who=r2 -f csv | tail -n +2 | cut -d, -f1 | paste -sd ' ')" = "o8" ]
  [ "$(salesctl report big --set least=9 --set since=2026-04-01 -f csv | tail -n +2 | wc -l)" = 2 ]
  [ "$(salesctl report big --set "who=' OR 1=1 --" -f csv | tail -n +2 | wc -l)" = 0 ]
  fails 2 'has no parameter "lest".*least' salesctl report big --set lest=1
  fails 2 'least' salesctl report big --set least
  fails 2 'is given twice' salesctl report big --set least=1 --set least=2
  fails 2 '12x' salesctl report big --set least=12x
  fails 2 'the report attainment has no --set' salesctl report attainment --set a=1
  salesctl report big -f html > big.html
  if grep -q '<svg' big.html; then grep -q 'Value' big.html; else salesctl report attainment 2026 -f html | lacks '<svg'; fi
  sed -i 's/kind: bar/kind: heat/' salesctl.yaml
  fails 2 'only kind heat has an across' salesctl report big
  sed -i 's/kind: heat/kind: bar/; s/  least: {default/  to: {default/' salesctl.yaml
  fails 2 '"to" cannot be the name of a parameter' salesctl report big
}

@test "a report that the config replaces is replaced in the dashboard too" {
  meeting
  cat >> salesctl.yaml <<'YAML'
reports:
  after-sales: {title: Our own cases, sql: SELECT count(*) AS n FROM ticket}
  open-deals: {title: Our own deals, sql: SELECT count(*) AS n FROM opportunity}
  attainment: {title: Our own targets, sql: SELECT count(*) AS n FROM goal}
  churn: {title: Our own risks, sql: "SELECT 'n1' AS customer, 42 AS urgency"}
YAML
  dashboard > page.txt
  grep -q '^Our own cases' page.txt
  grep -q '^Our own deals' page.txt
  grep -q '^Our own targets' page.txt
  grep -qE '^customer +urgency' page.txt
  lacks '^After-sales cases$' page.txt
}

@test "the head says whether the firm is on plan, who is behind, what was promised and what is late" {
  meeting
  printf 'id,rep,title,created_on,due_on,done_on\nt5,r1,offer,2026-06-01,2026-06-26,2026-06-25\nt6,r2,call back,2026-06-01,2026-06-27,\n' > week.csv
  salesctl import task week.csv
  salesctl --as-of 2026-06-29 report dashboard 2026-Q2 > page.txt
  [ "$(sed -n 4p page.txt | cut -c1-14)" = 'Where we stand' ]
  grep -qE '^Promised for the 7 days before today +2$' page.txt
  grep -qE '^Of these done +1$' page.txt
  grep -qE '^Li Na +Beijing +1 +0 +call back$' page.txt
  grep -q '^Reps, 2026-Q2: the furthest behind first' page.txt
  grep -qE '^task +call +王伟 ' page.txt
  grep -qE '^ticket +Broken ' page.txt
  salesctl --as-of 2026-06-29 report dashboard 2026-Q2 -f csv > out.csv
  grep -qE '^dashboard,1,verdict,"(Ahead of|Behind) plan: [0-9,.]+ of [0-9,.]+ are there, .* are due by now. If the pace stays .* the target\. .*[0-9,.]+ are still to come: [0-9,.]+ a working day' out.csv
  # what the head counts is what the parts hold, and what is missing is the target less what is there
  [ "$(awk -F, '$1 == "dashboard" && $3 == "tasks_overdue" { print $4 }' out.csv)" = "$(awk -F, '$1 == "overdue" && $3 == "kind" && $4 == "task"' out.csv | wc -l)" ]
  awk -F, '$1 == "dashboard" { v[$3] = $4 } END { d = v["target"] - v["actual"] - v["missing"]; exit !(d < 0.005 && d > -0.005) }' out.csv
  awk -F, '$1 == "reps" && $3 == "due" { due[$2] = $4 } $1 == "reps" && $3 == "actual" { done[$2] = $4 } $1 == "reps" && $3 == "behind" { b[$2] = $4 }
    END { for (r = 1; r in b; r++) { n++; d = due[r] - done[r] - b[r]; if (d > 0.005 || d < -0.005 || (r > 1 && b[r] > b[r - 1])) exit 1 } exit n != 5 }' out.csv
  salesctl --as-of 2026-07-01 report dashboard 2026-Q2 | grep -qE 'The target (is reached|was missed): '
}

@test "the head looks ahead by how the periods before went on" {
  small_firm
  # a firm that does the same every quarter: 3 a day in its first month, 1 a day in the others
  {
    echo id,rep,amount,ordered_on
    sqlite3 :memory: "WITH RECURSIVE d(day) AS (VALUES ('2030-01-01') UNION ALL SELECT date(day, '+1 day') FROM d WHERE day < '2031-05-15')
      SELECT 'x' || day || ',r1,' || CASE WHEN strftime('%m', day) IN ('01', '04', '07', '10') THEN 3 ELSE 1 END || ',' || day FROM d"
  } > even.csv
  salesctl import order even.csv
  salesctl goal split 2031 --amount 1 -q
  salesctl --as-of 2031-05-15 report dashboard 2031-Q2 -f csv > out.csv
  head_says() { awk -F, -v c="$1" '$1 == "dashboard" && $3 == c { print $4 }' out.csv; }
  # five whole quarters before have facts. 33 of 65 working days are gone; in the quarters before as large a share was gone
  # (by plain SQL, weekdays counted) after so many days:
  ends="$(sqlite3 :memory: "WITH RECURSIVE d(day) AS (VALUES ('2030-01-01') UNION ALL SELECT date(day, '+1 day') FROM d WHERE day < '2031-06-30'),
    q AS (SELECT day, strftime('%Y', day) || '-' || ((strftime('%m', day) - 1) / 3) AS quarter, CASE WHEN strftime('%m', day) IN ('01', '04', '07', '10') THEN 3 ELSE 1 END AS v,
                 strftime('%w', day) BETWEEN '1' AND '5' AS worked FROM d),
    r AS (SELECT *, sum(worked) OVER (PARTITION BY quarter ORDER BY day) AS gone, sum(worked) OVER (PARTITION BY quarter) AS all_days FROM q),
    now AS (SELECT 1.0 * max(CASE WHEN day = '2031-05-15' THEN gone END) / max(all_days) AS share, sum(CASE WHEN day <= '2031-05-15' THEN v END) AS done FROM r WHERE quarter = '2031-1'),
    cut AS (SELECT quarter, sum(v) AS total, sum(CASE WHEN day <= (SELECT min(day) FROM r i WHERE i.quarter = r.quarter AND i.gone = round(share * r.all_days)) THEN v END) AS by_then
              FROM r, now WHERE quarter < '2031-1' GROUP BY quarter)
    SELECT count(*), printf('%.2f', min(1.0 * done * total / by_then)), printf('%.2f', max(1.0 * done * total / by_then)) FROM cut, now")"
  [ "$(head_says periods_before)|$(head_says ends_from)|$(head_says ends_to)" = "$ends" ]
  [ "$(head_says periods_reaching)" = 5 ]
  salesctl goal split 2031 --amount 1000 -q
  salesctl --as-of 2031-05-15 report dashboard 2031-Q2 > page.txt
  tr -s ' \n' ' ' < page.txt | grep -q 'If instead the rest goes as that of the 5 periods before went, it will be between .*; going by 0 of them the target is reached\.'
  # the first quarter of all has nothing to go by
  salesctl --as-of 2030-02-15 report dashboard 2030-Q1 -f csv | lacks periods_before
}

@test "the last weeks and what was given back are what plain SQL counts" {
  meeting
  salesctl --as-of 2026-06-30 report weeks -f csv > weeks.csv
  [ "$(head -1 weeks.csv)" = first,last,orders,revenue,given_back,deals_begun,deals_won,amount_won,deals_lost,contacts,cases_opened,cases_closed,tasks_done ]
  [ "$(cut -d, -f1,2 weeks.csv | tail -n +2 | paste -sd ' ')" = "2026-06-24,2026-06-30 2026-06-17,2026-06-23 2026-06-10,2026-06-16 2026-06-03,2026-06-09" ]
  salesctl --as-of 2026-05-07 report weeks -f csv > weeks.csv
  while IFS=, read -r first last orders revenue given_back begun won _ lost _ opened closed done; do
    [ "$orders|$revenue|$given_back" = "$(query "SELECT count(CASE WHEN amount_minor >= 0 THEN 1 END), printf('%.2f', coalesce(sum(amount_minor), 0) / 100.0), printf('%.2f', coalesce(sum(CASE WHEN amount_minor < 0 THEN amount_minor END), 0) / 100.0)
      FROM order_fact WHERE ordered_on BETWEEN '$first' AND '$last'")" ]
    [ "$begun|$won|$lost" = "$(query "SELECT count(CASE WHEN created_on BETWEEN '$first' AND '$last' THEN 1 END), 0, 0 FROM opportunity_fact")" ]
    [ "$opened|$closed|$done" = "$(query "SELECT count(*), 0, 0 FROM ticket_fact WHERE opened_on BETWEEN '$first' AND '$last'")" ]
  done < <(tail -n +2 weeks.csv)
  [ "$(awk -F, 'NR > 1 { o += $3; c += $11 } END { print (o > 0), c }' weeks.csv)" = "1 1" ]
  salesctl --as-of 2026-06-30 report returns 2026 -f csv > returns.csv
  [ "$(wc -l < returns.csv)" = 2 ]
  [ "$(head -1 returns.csv)" = order,refund_of,customer,rep,name,product,ordered_on,amount ]
  [ "$(awk -F, 'NR > 1 { s += $NF } END { printf "%.2f", s }' returns.csv)" = "$(query "SELECT printf('%.2f', sum(amount_minor) / 100.0) FROM order_fact WHERE amount_minor < 0 AND ordered_on BETWEEN '2026-01-01' AND '2026-06-30'")" ]
}

@test "promises are of the days before today, and deals decided are those of the week" {
  meeting
  printf 'id,rep,title,created_on,due_on\nt5,r1,early,2026-06-01,2026-06-22\nt6,r1,first,2026-06-01,2026-06-23\nt7,r1,last,2026-06-01,2026-06-29\nt8,r1,today,2026-06-01,2026-06-30\n' > week.csv
  salesctl import task week.csv
  [ "$(salesctl --as-of 2026-06-30 report promises -f csv | tail -1)" = "r1,王伟,2,0,first; last" ]
  printf 'id,name,customer,rep,stage,amount,created_on,closed_on,lost_reason,competitor\n%s\n%s\n%s\n' w1,Won,c1,r1,won,70,2026-05-01,2026-06-24,, \
    l1,Lost,c1,r1,lost,900,2026-05-01,2026-06-30,price,Rival l2,Before,c1,r1,lost,900,2026-05-01,2026-06-23,price,Rival > ends.csv
  salesctl import opportunity ends.csv
  dashboard -f csv | grep -c '^decided,.*,opportunity,' | grep -qx 2
  dashboard > page.txt
  grep -qE '^w1 +Won +ACME +王伟 +Beijing +won +70.00 +2026-06-24$' page.txt
  grep -qE '^l1 +Lost +ACME +王伟 +Beijing +lost +900.00 +2026-06-30 +price +Rival$' page.txt
  salesctl --as-of 2026-06-30 report decided 2026-06 -f csv | cut -d, -f1 | paste -sd ' ' | grep -qx 'opportunity w1 l1 l2'
}

@test "pages say what is missing: teams, next steps, contacts with who was at risk" {
  meeting
  dashboard > page.txt
  grep -qE '^d12 +Deal 12 +ACME +王伟 +Beijing +' page.txt
  grep -q '^2 deals, 300.00 in all; without a next step: 2$' page.txt
  grep -q '^10 deals, 7,500.00 in all; without a next step: 10$' page.txt
  # the team is that of the day, wherever the year's sales were
  printf 'rep,team,moved_on\nr1,south,2026-06-30\n' > moves.csv
  salesctl import team_move moves.csv
  dashboard | grep -qE '^d12 +Deal 12 +ACME +王伟 +South +'
  dashboard -f csv | grep -c '^overdue_by_rep,.*,team,' | grep -qx 0
  # how far a team is behind is what is due less what is there
  salesctl --as-of 2026-06-29 report dashboard 2026-Q2 > page.txt
  sed -n '/^Attainment of/,/^$/p' page.txt | awk '/^Acme|^ *(North|South|Beijing) / { n++; gsub(",", ""); d = $(NF - 5) - $(NF - 4) - $NF; if (d > 0.005 || d < -0.005) exit 1 } END { exit n != 4 }'
  printf 'churn:\n  playbook:\n    - {action: ring up, kind: visit}\n' >> salesctl.yaml
  salesctl --as-of 2026-12-29 churn-check --assign --min-risk medium -q
  query "SELECT id FROM task WHERE id LIKE 'churn-c1-%'" > first.txt
  salesctl --as-of 2026-12-30 assign done "$(cat first.txt)" -q
  salesctl --as-of 2026-12-30 report dashboard 2026-Q4 > page.txt
  grep -q 'done on 2026-12-30, no contact on record since 2026-12-29$' page.txt
  grep -qE '^Of these without a contact on record +1$' page.txt
  printf 'id,rep,kind,customer,happened_on\na1,r1,call,c1,2026-12-30\n' > calls.csv
  salesctl import activity calls.csv
  salesctl --as-of 2026-12-30 report dashboard 2026-Q4 | grep -qE '^ACME .* done on 2026-12-30$'
}

@test "who has how much overdue is what the parts hold, and customers at risk are those the head counts" {
  meeting
  printf 'churn:\n  playbook:\n    - {action: ring up, kind: visit}\n' >> salesctl.yaml
  salesctl --as-of 2026-12-29 score customers -q
  salesctl --as-of 2026-12-29 churn-check --assign --min-risk medium -q
  query "SELECT id FROM task WHERE id LIKE 'churn-%' ORDER BY id LIMIT 1" > first.txt
  salesctl --as-of 2026-12-30 assign done "$(cat first.txt)" -q
  salesctl --as-of 2026-12-30 report dashboard 2026-Q4 -f csv > out.csv
  # late of section, column, value beyond: how many rows
  count() { awk -F, -v s="$1" -v c="$2" '$1 == s && $3 == c && $4 > 0' out.csv | wc -l; }
  sum() { awk -F, -v c="$1" '$1 == "overdue_by_rep" && $3 == c { s += $4 } END { print s + 0 }' out.csv; }
  [ "$(sum deals)" = "$(count open_deals days_overdue)" ]
  [ "$(sum deals)" = 12 ]
  [ "$(sum amount)" = 7800 ]
  [ "$(sum contacts)" = "$(count visits_due days_overdue)" ]
  [ "$(sum tasks)" = "$(query "SELECT count(*) FROM task WHERE due_on < '2026-12-30' AND done_on IS NULL")" ]
  [ "$(sum tickets)" = 1 ]
  [ "$(awk -F, '$1 == "overdue_by_rep" && $3 ~ /^(deals|contacts|tasks|tickets)$/ { s += $4 } END { print s }' out.csv)" = "$(sum all)" ]
  head_says() { awk -F, -v c="$1" '$1 == "dashboard" && $3 == c { print $4 }' out.csv; }
  [ "$(head_says at_risk_done)" = 1 ]
  [ "$(head_says at_risk_with_task)" = "$(wc -l < <(query "SELECT id FROM task WHERE id LIKE 'churn-%'"))" ]
  [ "$(head_says customers_at_risk)" = "$(awk -F, '$1 == "churn" && $3 == "risk" && $4 != "low"' out.csv | wc -l)" ]
  salesctl --as-of 2026-12-30 report dashboard 2026-Q4 > page.txt
  [ "$(sed -n '/^Customers who may leave/,/^$/p' page.txt | grep -cE ' (high|medium) ')" = "$(head_says customers_at_risk)" ]
  sed -n '/^Customers who may leave/,/^$/p' page.txt | lacks ' low '
}

@test "pages fit a screen, and say where their numbers come from" {
  meeting
  dashboard -f md > out.md
  tail -1 out.md | grep -qE '^Acme · facts up to 2026-06-30 · rules [0-9a-f]+ · facts [0-9a-f]+ · salesctl '
  /usr/bin/python3 -c 'import openpyxl' 2> /dev/null || skip "no openpyxl"
  dashboard -o out.xlsx
  /usr/bin/python3 - <<'PY' > said.txt
import openpyxl
book = openpyxl.load_workbook("out.xlsx")
print(book.properties.description)
print(book.worksheets[-1].oddFooter.left.text)
PY
  [ "$(sort -u said.txt)" = "$(tail -1 out.md)" ]
}

@test "a part that is left out does not change the format of the others" {
  meeting
  # there is no forecast of a period that is over
  salesctl --as-of 2026-09-30 report dashboard 2026-Q2 -f csv > out.csv
  [ "$(head -1 out.csv)" = section,row,item,value ]
  lacks '^forecast,' out.csv
  grep -q '^attainment,' out.csv
}
