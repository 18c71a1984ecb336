#!/bin/sh
# How fast salesctl is, as ratios to the sqlite3 shell doing the like in the same run on the same machine.
#   run.sh [--ten-million] [--strict] [--only PART] [--dir FOLDER] [ROWS...]     default: 1000000 rows
# PART is one of start_up, goals, assignments, pay, deals, pages and orders.
# --ten-million is 10000000 among the ROWS; beside 1000000 the two are compared.
# One line per target: name, ours, peer, ratio, target, ok or MISSED. Exit 0; with --strict 1 when a target is missed.
# $SALESCTL names the binary. The folder needs about 600 bytes a row; one made for the run is removed.
set -eu

here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
SALESCTL="${SALESCTL:-$root/build/cmd/salesctl}"
case "$SALESCTL" in /*) ;; *) SALESCTL="$PWD/$SALESCTL" ;; esac
export SALESCTL LC_ALL=C.UTF-8
unset SALESCTL_CONFIG LANGUAGE
# shellcheck source=tests/bench/measure.sh
. "$here/measure.sh"
# shellcheck source=tests/bench/firm.sh
. "$here/firm.sh"

usage() {
  sed -n '3,7s/^# *//p' "$0" >&2
  exit 2
}

sizes=
strict=false
folder=
only=
while [ $# -gt 0 ]; do
  case "$1" in
    --ten-million) sizes="$sizes 10000000" ;;
    --strict) strict=true ;;
    --only) [ $# -gt 1 ] || usage; only="$2"; shift ;;
    --dir) [ $# -gt 1 ] || usage; folder="$2"; shift ;;
    *[!0-9]* | '') usage ;;
    *) sizes="$sizes $1" ;;
  esac
  shift
done
sizes="${sizes:-1000000}"
for tool in "$SALESCTL" sqlite3 awk; do
  command -v "$tool" > /dev/null || { echo "run.sh: there is no $tool; build salesctl or set \$SALESCTL" >&2; exit 2; }
done
if [ -z "$folder" ]; then
  folder="$(mktemp -d)"
  trap 'rm -rf "$folder"' EXIT
  trap 'exit 1' INT TERM
fi
mkdir -p "$folder"
work="$(cd "$folder" && pwd)"
: > "$work/verdicts"

# --- start-up ---
version() { "$SALESCTL" --version; }
sqlite_one() { sqlite3 :memory: 'select 1'; }
goal_show() { "$SALESCTL" -C "$work/small/salesctl.yaml" goal show; }

start_up() {
  rm -rf "$work/small"
  small_firm "$work/small"
  race 21 20 version 20 sqlite_one
  verdict "start: --version / sqlite3 select 1" "$ours" "$peer" 1.3 ms
  race 21 20 goal_show 20 sqlite_one
  verdict "start: goal show, 200 lines / sqlite3 select 1" "$ours" "$peer" 3 ms
}

# --- import; $at is the folder of the size being measured ---
import_ours() { peak_memory "$at/memory" "$SALESCTL" -C "$at/store/salesctl.yaml" import order "$at/orders.csv"; }
import_again() { "$SALESCTL" -C "$at/store/salesctl.yaml" import order "$at/orders.csv"; }
import_peer() {
  sqlite3 "$at/peer.db" 'create table o(id text, customer text, rep text, product text, kind text, quantity integer,
                                        amount real, cost real, ordered_on text)' \
    ".import --csv --skip 1 $at/orders.csv o" \
    'create index o_day on o(ordered_on, rep, amount)' 'create index o_customer on o(customer, ordered_on, amount)'
}

imports() {
  rows="$1"
  repeats=3
  if [ "$rows" -gt 2000000 ]; then repeats=1; fi
  : > "$work/first"
  : > "$work/again"
  : > "$work/import_peer"
  : > "$work/memory"
  while [ "$repeats" -gt 0 ]; do
    rm -rf "$at/store" "$at/peer.db"
    cp -r "$at/base" "$at/store"
    each 1 import_ours >> "$work/first"
    cat "$at/memory" >> "$work/memory"
    each 1 import_again >> "$work/again"
    each 1 import_peer >> "$work/import_peer"
    repeats=$((repeats - 1))
  done
  verdict "import $rows / .import and two indexes" "$(median "$work/first")" "$(median "$work/import_peer")" 0.6 ms
  verdict "import $rows again / first time" "$(median "$work/again")" "$(median "$work/first")" 0.15 ms
  verdict "import $rows peak memory / 1.5 GB" "$(awk -v kb="$(sort -n "$work/memory" | tail -1)" 'BEGIN { print kb / 1e3 }')" 1500 1 MB
}

# --- reports ---
attainment() { "$SALESCTL" -C "$at/store/salesctl.yaml" --as-of 2024-12-31 -f csv report attainment "$@" --to rep; }
year_ours() { attainment 2024 --by month; }
month_ours() { attainment 2024-05; }
sum_peer() {
  sqlite3 -csv "$at/peer.db" "select rep, substr(ordered_on, 1, 7), sum(amount) from o
                              where ordered_on >= '$1' and ordered_on < '$2' group by 1, 2"
}
year_peer() { sum_peer 2024-01-01 2025-01-01; }
month_peer() { sum_peer 2024-05-01 2024-06-01; }

# A fast wrong answer counts for nothing.
same_sums() {
  year_ours | awk -F, '$1 == "rep" && $4 != "2024" { s += $7 } END { printf "%.2f\n", s }' > "$work/sum_ours"
  year_peer | awk -F, '{ s += $3 } END { printf "%.2f\n", s }' > "$work/sum_peer"
  cmp -s "$work/sum_ours" "$work/sum_peer" && return
  echo "run.sh: revenue of 2024 is $(cat "$work/sum_ours") by the report and $(cat "$work/sum_peer") by plain SQL" >&2
  exit 1
}

reports() {
  rows="$1"
  "$SALESCTL" -C "$at/store/salesctl.yaml" --as-of 2024-12-31 goal split 2024 --amount 12亿 > /dev/null
  same_sums
  year_target=0.016667
  month_target=0.1
  if [ "$rows" -lt 10000000 ]; then  # most of a report's time is start-up, whatever the rows
    year_target=none
    month_target=none
  fi
  race 5 10 year_ours 1 year_peer
  verdict "report 2024 by month, $rows / sum by SQL" "$ours" "$peer" "$year_target" ms
  race 5 10 month_ours 1 month_peer
  verdict "report 2024-05, $rows / sum by SQL" "$ours" "$peer" "$month_target" ms
}

# --- customers ---
churn_check() { "$SALESCTL" -C "$at/store/salesctl.yaml" --as-of 2024-12-31 -f csv churn-check --top 20; }
churn_memory() { peak_memory "$at/memory" "$SALESCTL" -C "$at/store/salesctl.yaml" --as-of 2024-12-31 -f csv churn-check --top 20; }
score_customers() { "$SALESCTL" -C "$at/store/salesctl.yaml" --as-of 2024-12-31 -f csv -n score customers --top 20; }
# What the peer does: it walks its covering index from end to end, which has the rows in order already, and takes all three
# columns of every row into a sum. Nothing is sorted, joined, computed or printed.
pass="select count(customer), max(ordered_on), sum(amount)
      from (select customer, ordered_on, amount from o order by customer, ordered_on)"
ordered_pass() { sqlite3 "$at/peer.db" "$pass"; }

# Neither a pass that sorts nor a check that only divides days by gaps is what is to be compared.
same_work() {
  sqlite3 "$at/peer.db" "explain query plan $pass" > "$work/plan"
  if ! grep -q 'SCAN o USING COVERING INDEX o_customer' "$work/plan" || grep -q 'TEMP B-TREE' "$work/plan"; then
    echo "run.sh: the ordered pass does not walk the index: $(cat "$work/plan")" >&2
    exit 1
  fi
  if [ "$rows" -lt 100000 ]; then return; fi  # few customers carry no model
  methods="$(churn_check | awk -F, 'NR > 1 { print $(NF - 3) }' | sort -u | paste -s -d ' ')"
  case "$methods" in model | corrected) return ;; esac
  echo "run.sh: churn-check went by \"$methods\", not by a model" >&2
  exit 1
}

customers() {
  rows="$1"
  same_work
  target=none
  if [ "$rows" -ge 10000000 ]; then target=2.5; fi
  race 5 1 churn_check 1 ordered_pass
  verdict "churn-check $rows orders / ordered pass" "$ours" "$peer" "$target" ms
  churn_memory > /dev/null
  verdict "churn-check $rows peak memory / 400 MB" "$(awk '{ print $1 / 1e3 }' "$at/memory")" 400 1 MB
  race 3 1 score_customers 1 ordered_pass
  verdict "score customers $rows / ordered pass" "$ours" "$peer" none ms
}

# --- goals; $at is the folder of the number of reps being measured ---
split_weeks() { "$SALESCTL" -C "$at/salesctl.yaml" goal split 2026 --amount "$(date +%N)" --by week -q; }
split_memory() { peak_memory "$at/memory" "$SALESCTL" -C "$at/salesctl.yaml" goal split 2026 --amount "$(date +%N)" --by week "$@"; }
split_months() { "$SALESCTL" -C "$at/salesctl.yaml" goal split 2026 --amount "$(date +%N)" --by month -q; }
# The floor: the newest plan's targets copied into a bare table by one statement, which is faster than any import.
bare_rows() {
  rm -f "$at/bare.db"
  sqlite3 "$at/bare.db" "attach '$at/sales.db' as s" 'create table cell(plan integer, scope integer, period integer,
    amount integer, primary key(plan, scope, period)) without rowid' 'insert into cell select plan_key, scope, period, amount
    from s.goal_cell where plan_key = (select max(plan_key) from s.goal_cell)'
}

goals() {
  for reps in 100 1000 10000; do
    at="$work/goals$reps"
    rm -rf "$at"
    mkdir -p "$at"
    echo 'company: Bench' > "$at/salesctl.yaml"
    people "$reps" "$at"
    "$SALESCTL" -C "$at/salesctl.yaml" import team "$at/teams.csv"
    "$SALESCTL" -C "$at/salesctl.yaml" import rep "$at/reps.csv"
    split_weeks > /dev/null
    race 3 1 split_weeks 1 bare_rows
    target=none
    if [ "$reps" = 10000 ]; then target=3; fi
    verdict "split $reps reps by week / as many bare rows" "$ours" "$peer" "$target" ms
    if [ "$reps" = 100 ]; then least="$ours"; fi
  done
  verdict "split 10000 reps / 100 reps: growth of time" "$ours" "$least" none ms
  split_memory -q
  verdict "split 10000 reps by week, peak / 500 MB" "$(awk '{ print $1 / 1e3 }' "$at/memory")" 500 1 MB
  split_memory -f csv > /dev/null
  verdict "split 10000 reps by week, with CSV, peak" "$(awk '{ print $1 / 1e3 }' "$at/memory")" 500 1 MB
  at="$work/goals100"
  race 11 5 split_months 5 goal_show
  verdict "split 100 reps by month / goal show" "$ours" "$peer" 5 ms
}

# --- assign; $at is the folder ---
assign_firm() {
  rm -rf "$at"
  mkdir -p "$at"
  echo 'company: Bench' > "$at/salesctl.yaml"
  people "$2" "$at"
  awk -v n="$1" 'BEGIN { print "id,name,region"; for (i = 1; i <= n; ++i) printf "c%07d,Customer %d,t%d\n", i, i, i % 4 }' > "$at/customers.csv"
  for kind in team rep customer; do "$SALESCTL" -C "$at/salesctl.yaml" import "$kind" "$at/${kind}s.csv"; done
}
assign_ours() { "$SALESCTL" -C "$at/salesctl.yaml" assign customers -n -q; }
assign_memory() { peak_memory "$at/memory" "$SALESCTL" -C "$at/salesctl.yaml" assign customers "$@" -n -f csv; }
solver_alone() { "$work/assign_network" 10000 100; }

assignments() {
  at="$work/assign"
  assign_firm 10000 100
  if c++ -std=c++20 -O2 -o "$work/assign_network" "$here/assign_network.cpp" 2> /dev/null; then
    race 3 1 assign_ours 1 solver_alone
    verdict "assign 10000 customers, 100 reps / solver" "$ours" "$peer" 2 ms
  else
    echo "run.sh: without c++ and liblemon-dev the solver is not timed" >&2
  fi
  assign_firm 100000 1000
  assign_memory > /dev/null
  verdict "assign 100000, 1000 reps, peak / 2 GB" "$(awk '{ print $1 / 1e3 }' "$at/memory")" 2000 1 MB
  assign_memory --balance expected > /dev/null
  verdict "the same by expected value, peak / 2 GB" "$(awk '{ print $1 / 1e3 }' "$at/memory")" 2000 1 MB
}

# --- pay; $at is the folder ---
pay_firm() {
  rm -rf "$at"
  mkdir -p "$at/base"
  people "$2" "$at"
  awk 'BEGIN { print "id,name"; for (i = 1; i <= 50; ++i) printf "p%02d,Product %d\n", i, i }' > "$at/products.csv"
  awk -v n="$1" -v reps="$2" 'BEGIN {
    srand(7)
    print "id,rep,product,kind,quantity,amount,cost,ordered_on"
    for (i = 1; i <= n; ++i) {
      amount = int(rand() * 1000000) / 100
      printf "o%08d,r%03d,p%02d,%s,%d,%.2f,%.2f,2026-05-%02d\n", i, 1 + int(rand() * reps), 1 + i % 50, i % 3 ? "sale" : "renewal",
             1 + i % 4, amount, amount * 0.6, 1 + i % 31
    }
  }' > "$at/orders.csv"
  cat > "$at/base/salesctl.yaml" <<'YAML'
company: Bench
store: sales.db
plans:
  - name: field
    components:
      - {name: commission, type: commission, rates: [{rate: 2%}, {product: p07, rate: 3%}, {kind: renewal, rate: 1%}],
         tiers: [{to: 200000, times: 1}, {to: 500000, times: 1.2}, {times: 1.5}]}
      - {name: margin, type: commission, basis: margin, rate: 1.5%}
      - {name: push, type: spiff, amount: 2, per: order, when: "product = 'p09'"}
YAML
  for kind in team rep product order; do "$SALESCTL" -C "$at/base/salesctl.yaml" import "$kind" "$at/${kind}s.csv"; done
}
pay_run() { "$SALESCTL" -C "$at/store/salesctl.yaml" --as-of 2026-05-31 pay run --period 2026-05 -q; }
# What the peer does: it reads the month's lines, rep by rep and day by day, with what pay goes by, and adds them up.
pay_pass() {
  sqlite3 "$at/base/sales.db" "select count(rep_key), sum(amount_minor), sum(cost_minor), max(product_key), max(kind), sum(quantity)
    from (select * from order_fact where ordered_on >= '2026-05-01' and ordered_on < '2026-06-01' order by rep_key, ordered_on, key)"
}

pay() {
  at="$work/pay"
  pay_firm 1000000 10000
  : > "$work/first"
  : > "$work/again"
  : > "$work/pass"
  pay_pass > /dev/null
  for _ in 1 2 3; do
    rm -rf "$at/store"
    cp -r "$at/base" "$at/store"
    each 1 pay_run >> "$work/first"
    each 1 pay_run >> "$work/again"
    each 1 pay_pass >> "$work/pass"
  done
  verdict "pay of 10000 reps, 1000000 lines / pass by rep" "$(median "$work/first")" "$(median "$work/pass")" 3 ms
  verdict "the same again / first time" "$(median "$work/again")" "$(median "$work/first")" 0.3333 ms
  paid="$(sqlite3 "$at/store/sales.db" "select sum(sum_minor) from pay_line where component = 'margin' and kind = 'rate'")"
  sold="$(sqlite3 "$at/base/sales.db" 'select sum(amount_minor - cost_minor) from order_fact')"
  if [ "$paid" != "$sold" ]; then
    echo "run.sh: pay is for a margin of $paid, by plain SQL it is $sold" >&2
    exit 1
  fi
}

# --- process; $at is the folder ---
deals_firm() {
  rm -rf "$at"
  mkdir -p "$at"
  people 200 "$at"
  awk -v n="$1" 'BEGIN {
    srand(11)
    print "id,name,rep,stage,amount,created_on,expected_on,closed_on"
    split("needs solution quote negotiation won lost", stages, " ")
    for (i = 1; i <= n; ++i) {
      stage = stages[1 + int(rand() * 6)]
      month = 1 + int(rand() * 12)
      closed = stage == "won" || stage == "lost" ? sprintf("2026-%02d-%02d", 1 + int(rand() * 6), 1 + i % 28) : ""
      printf "d%07d,Deal %d,r%03d,%s,%d,2025-%02d-%02d,2026-%02d-15,%s\n", i, i, 1 + i % 200, stage, 1000 + i % 9000, month, 1 + i % 28, 7 + i % 6, closed
    }
  }' > "$at/opportunities.csv"
  cat > "$at/salesctl.yaml" <<'YAML'
company: Bench
store: sales.db
stages:
  - {name: needs, probability: 20%}
  - {name: solution, probability: 40%}
  - {name: quote, probability: 60%}
  - {name: negotiation, probability: 80%}
  - {name: won, kind: won}
  - {name: lost, kind: lost}
YAML
  for kind in team rep; do "$SALESCTL" -C "$at/salesctl.yaml" import "$kind" "$at/${kind}s.csv"; done
  "$SALESCTL" -C "$at/salesctl.yaml" import opportunity "$at/opportunities.csv"
}
process() { "$SALESCTL" -C "$at/salesctl.yaml" --as-of 2026-06-30 -f csv report "$@"; }
funnel() { process funnel; }
pipeline() { process pipeline; }
# One pass over the deals with what a funnel goes by.
deals_pass() {
  sqlite3 "$at/sales.db" "select stage, count(*), sum(amount_minor), max(created_on), max(closed_on), max(expected_on), max(rep_key)
    from opportunity_fact group by stage"
}

deals() {
  at="$work/deals"
  deals_firm 1000000
  race 3 1 funnel 1 deals_pass
  verdict "funnel of 1000000 deals / pass" "$ours" "$peer" 3 ms
  race 3 1 pipeline 1 deals_pass
  verdict "pipeline of 1000000 deals / pass" "$ours" "$peer" 3 ms
}

# --- pages and workbooks of the example company; $at is the folder ---
dashboard() { "$SALESCTL" -C "$at/salesctl.yaml" --as-of 2026-06-30 report dashboard "$@"; }
dashboard_csv() { dashboard -f csv; }
dashboard_html() { dashboard -f html -o "$at/dashboard.html"; }
dashboard_xlsx() { dashboard -f xlsx -o "$at/dashboard.xlsx"; }
charts_alone() { "$work/libraries_alone" charts "$echarts" "$root/lib/render/charts.js" "$charts"; }
workbook_alone() { "$work/libraries_alone" workbook "$at/alone.xlsx" "$sheets" "$((cells / sheets / 10))" 10 "$drawn"; }
all_reports() { "$SALESCTL" -C "$at/salesctl.yaml" --as-of 2026-06-30 report --all --to "$at/all"; }

# COUNT reports of one's own with a chart of twelve bars each, below "reports:" of a config.
own_reports() {
  awk -v n="$1" 'BEGIN {
    for (i = 1; i <= n; ++i) {
      printf "  own%d:\n    title: Sales of month %d\n    sql: |\n", i, i
      printf "      SELECT product, sum(amount) AS sales FROM \"order\" WHERE ordered_on LIKE \047____-%02d-%%\047 GROUP BY product LIMIT 12\n", 1 + i % 12
      print "    columns: {product: Product, sales: {title: Sales, type: money}}\n    chart: {kind: bar, label: product, values: [sales]}"
    }
  }'
}

pages() {
  at="$work/pages"
  rm -rf "$at"
  mkdir -p "$at"
  company="$root/examples/company"
  cp "$company/salesctl.yaml" "$company"/calendar-cn-*.csv "$at"
  for kind in team rep team_move product customer contact lead opportunity stage_event quote order order_credit payment activity \
    survey ticket review training knowledge task okr_checkin; do
    "$SALESCTL" -C "$at/salesctl.yaml" import "$kind" "$company/data/$kind.csv"
  done
  "$SALESCTL" -C "$at/salesctl.yaml" --as-of 2026-06-30 goal split 2026 -q
  echarts="$(dirname "$SALESCTL")/../echarts/package/dist/echarts.min.js"
  dashboard_html
  charts="$(grep -c '<figure' "$at/dashboard.html" || true)"
  cells="$(dashboard_csv | wc -l)"
  dashboard_xlsx
  sheets="$(unzip -l "$at/dashboard.xlsx" | grep -c 'worksheets/sheet')"
  drawn="$(unzip -l "$at/dashboard.xlsx" | grep -c 'charts/chart' || true)"
  if c++ -std=c++20 -O2 -o "$work/libraries_alone" "$here/libraries_alone.cpp" -lduktape -lxlsxwriter 2> /dev/null && [ -r "$echarts" ]; then
    race 5 1 dashboard_csv 1 dashboard_html
    csv="$ours"
    html="$peer"
    race 5 1 charts_alone 1 workbook_alone
    verdict "dashboard as html less csv / charts alone" "$(awk -v a="$html" -v b="$csv" 'BEGIN { print a - b }')" "$ours" 1 ms
    workbook="$peer"
    race 5 1 dashboard_xlsx 1 dashboard_csv
    verdict "dashboard as xlsx less csv / workbook alone" "$(awk -v a="$ours" -v b="$peer" 'BEGIN { print a - b }')" "$workbook" 1 ms
  else
    echo "run.sh: without c++, duktape, libxlsxwriter and ECharts the libraries are not timed" >&2
  fi
  verdict "dashboard as html / 1.5 MB" "$(awk -v n="$(wc -c < "$at/dashboard.html")" 'BEGIN { print n / 1e6 }')" 1.5 1 MB
  all_reports
  own_reports "$((50 - $(find "$at/all" -name '*.html' | wc -l)))" > "$at/own"
  sed -i "/^reports:/r $at/own" "$at/salesctl.yaml"
  race 3 1 all_reports 1 dashboard_csv
  verdict "$(find "$at/all" -name '*.html' | wc -l) reports as html in one run / 6 s" "$(awk -v ms="$ours" 'BEGIN { print ms / 1e3 }')" 6 1 s
}

year_of_ten() { at="$work/10000000" && year_ours; }
year_of_one() { at="$work/1000000" && year_ours; }

orders() {
  for size in $sizes; do
    at="$work/$size"
    rm -rf "$at"
    large_firm "$size" "$at"
    imports "$size"
    reports "$size"
    customers "$size"
  done
}

headline
for part in start_up goals assignments pay deals pages orders; do
  if [ "${only:-$part}" = "$part" ]; then "$part"; fi
done
case " $sizes " in *" 1000000 "*) case " $sizes " in *" 10000000 "*)
  race 9 10 year_of_ten 10 year_of_one
  verdict "report 2024 by month, 10M / 1M" "$ours" "$peer" 1.2 ms ;;
esac ;; esac
if "$strict" && grep -q MISSED "$work/verdicts"; then exit 1; fi
