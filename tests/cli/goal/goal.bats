load ../helper

# sum LEVEL PERIOD -> the sum of amounts in cents
sum() { awk -F, -v l="$1" -v p="$2" '$2==l && $5==p {gsub(/\./,"",$8); s+=$8} END {print s+0}' goals.csv; }

@test "a split adds up to the cent over every level and period" {
  small_firm
  salesctl goal split 2026 --amount 1000000.01 --by month --to rep -f csv > goals.csv
  head -1 goals.csv | grep -qx 'metric,scope_level,scope,parent,period,from,to,amount'
  [ "$(sum company 2026)" = 100000001 ]
  [ "$(sum rep 2026)" = 100000001 ]
  for q in 1 2 3 4; do
    total=0
    for m in $((q*3-2)) $((q*3-1)) $((q*3)); do
      month="$(printf '2026-%02d' $m)"
      [ "$(sum company "$month")" = "$(sum rep "$month")" ]
      total=$((total + $(sum company "$month")))
    done
    [ "$(sum company 2026-Q$q)" = "$total" ]
    [ "$(sum rep 2026-Q$q)" = "$total" ]
  done
}

@test "who has left has no target, who is hired later starts then" {
  small_firm
  salesctl goal split 2025 --amount 120000 --time even -f csv > goals.csv
  awk -F, '$3=="r2" && $5=="2025-06"' goals.csv | grep -q ',0.00$'
  awk -F, '$3=="r2" && $5=="2025-07"' goals.csv | lacks ',0.00$'
  salesctl goal split 2026 --amount 120000 -f csv > goals.csv
  awk -F, '$3=="r4" && $5=="2026-06"' goals.csv | lacks ',0.00$'
  awk -F, '$3=="r4" && $5=="2026-07"' goals.csv | grep -q ',0.00$'
}

@test "splitting again with nothing changed makes no new version and says so" {
  small_firm
  salesctl goal split 2026 --amount 1000 > /dev/null
  salesctl goal split 2026 --amount 1000 -v 2>&1 > /dev/null | grep -q "nothing changed: version 1 stands"
  salesctl goal split 2026 --amount 2000 > /dev/null
  [ "$(query 'select max(version) from goal_plan')" = 2 ]
  salesctl goal show 2026 --version 1 --to company --by year -f csv | grep -q ',1000.00$'
  salesctl goal show 2026 --to company -f csv | grep -q ',2000.00$'
}

@test "history weights follow last year" {
  small_firm
  salesctl goal split 2026 --amount 4250.75 --time history --people history --by month --as-of 2026-01-01 -f csv > goals.csv
  [ "$(sum company 2026)" = 425075 ]
  # one or no order a month is little to go by: months lean on working days, but the best one of last year leads
  [ "$(sum company 2026-06)" -gt "$(sum company 2026-03)" ]
  salesctl goal split 2026 --amount 4250.75 --time history | grep -q 'history is thin in 12 of 12 periods'
}

@test "a part of a plan is shown by its period" {
  small_firm
  salesctl goal split 2026 --amount 1000 > /dev/null
  salesctl goal show 2026-Q2 --to team -f csv > q2.csv
  [ "$(cut -d, -f5 q2.csv | tail -n +2 | sort -u | tr '\n' ' ')" = "2026-04 2026-05 2026-06 2026-Q2 " ]
  lacks '^revenue,rep' q2.csv
}

@test "counts are split into whole numbers" {
  small_firm
  salesctl goal split 2026-Q3 --metric orders --amount 10 -f csv > goals.csv
  lacks '\.' goals.csv
  [ "$(awk -F, '$2=="rep" && $5=="2026-Q3" {s+=$8} END {print s}' goals.csv)" = 10 ]
}

@test "the goals of the config are taken, and flags say otherwise" {
  small_firm
  printf 'goals:\n  - {metric: revenue, period: 2026, amount: 1.2万, by: quarter, to: team}\n' >> salesctl.yaml
  salesctl goal split 2026 -f csv > goals.csv
  [ "$(sum company 2026)" = 1200000 ]
  lacks ',2026-01,' goals.csv
  salesctl goal split 2026 --amount 5 -f csv | grep -q ',5.00$'
}

@test "wrong input is refused and nothing is stored" {
  small_firm
  fails 2 "how much" salesctl goal split 2026
  fails 2 "1e6" salesctl goal split 2026 --amount 1e6
  fails 2 "2026-13" salesctl goal split 2026-13 --amount 5
  fails 2 'did you mean "revenue"' salesctl goal split 2026 --metric revenu --amount 5
  fails 2 "even, working_days, history" salesctl goal split 2026 --amount 5 --time magic
  fails 1 "negative|below zero" salesctl goal split 2026 --amount -5
  fails 1 "no goal" salesctl goal show 2024
  [ "$(query 'select count(*) from goal_plan')" = 0 ]
}

@test "a month in which nobody is employed is named" {
  small_firm
  printf 'id,name,left_on\nr1,A,2026-03-15\nr2,B,2026-03-15\nr3,C,2026-03-15\nr4,D,2026-03-15\nr5,E,2026-03-15\n' > gone.csv
  salesctl import rep gone.csv
  fails 1 "2026-04" salesctl goal split 2026 --amount 1000
}

@test "a dry run shows the split and keeps nothing" {
  small_firm
  salesctl goal split 2026 --amount 1000 -n | grep -q "1,000.00"
  [ "$(query 'select count(*) from goal_plan')" = 0 ]
}

@test "explain shows each share and the amount before rounding" {
  small_firm
  salesctl goal split 2026 --amount 1000 --explain -f csv | head -1 | grep -qx 'metric,scope_level,scope,parent,period,from,to,amount,time_share,people_share,exact'
}

@test "the table has people down, periods across and totals" {
  small_firm
  salesctl goal split 2026 --amount 1000 --by quarter > table.txt
  grep -q '2026-Q1.*2026-Q4' table.txt
  grep -q '王伟' table.txt
}
