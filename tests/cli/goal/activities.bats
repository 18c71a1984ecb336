load ../helper

plan() { salesctl goal plan-activities "$@" --as-of 2026-06-30; }

# cell REP COLUMN -> of plan.csv
cell() { awk -F, -v r="$1" -v c="$2" 'NR==1 {for (i=1; i<=NF; ++i) if ($i==c) at=i} $1==r {print $at}' plan.csv; }

# Deals of the past year: r1 won 2 of 4, r3 won 1 of 1; r2 has none. Four leads of r1, one converted. Eight visits.
busy_firm() {
  small_firm
  {
    echo 'id,customer,rep,stage,amount,created_on,closed_on'
    printf 'd1,c1,r1,won,1000,2026-01-01,2026-02-01\nd2,c1,r1,won,3000,2026-01-01,2026-03-01\n'
    printf 'd3,c1,r1,lost,500,2026-01-01,2026-03-01\nd4,c1,r1,lost,500,2026-01-01,2026-03-01\n'
    printf 'd5,c2,r3,won,900,2026-01-01,2026-04-01\nd6,c1,r1,won,9999,2025-01-01,2025-02-01\n'
  } > deals.csv
  printf 'id,name,owner,created_on,converted_on\nl1,A,r1,2026-01-01,2026-01-09\nl2,B,r1,2026-01-01,\nl3,C,r1,2026-01-01,2026-07-09\nl4,D,r1,2026-01-01,\n' > leads.csv
  {
    echo 'id,rep,kind,customer,happened_on'
    for i in 1 2 3 4 5 6 7 8; do echo "v$i,r1,visit,c1,2026-02-0$i"; done
  } > visits.csv
  salesctl import opportunity deals.csv
  salesctl import lead leads.csv
  salesctl import activity visits.csv
  salesctl goal split 2026 --metric deals_won_value --amount 120000 --by month > /dev/null
}

@test "the funnel is worked backwards from each rep's own figures" {
  busy_firm
  plan 2026-Q3 --metric deals_won_value --explain -f csv > plan.csv
  # company: 4,900 / 3 = 1,633.33; team bj: (4,000 + 10 × 1,633.33) / 12 = 1,694.44; r1 the same with 10 × 1,694.44
  [ "$(cell r1 above_average_deal)" = 1694.44 ]
  [ "$(cell r1 average_deal)" = 1745.37 ]
  [ "$(cell r1 own_average_deal)" = 2000.00 ]
  # win rate: company 3 of 5; team (2 + 6) / 14 = 0.5714; r1 (2 + 5.714) / 14
  [ "$(cell r1 win_rate)" = 0.551 ]
  [ "$(cell r1 leads_in)" = 4 ]
  [ "$(cell r1 own_lead_rate)" = 0.25 ]
  [ "$(cell r1 own_visits_per_opportunity)" = 2 ]
  # who has no deals is planned with the team's figures
  [ "$(cell r2 average_deal)" = 1694.44 ]
  [ "$(cell r2 win_rate)" = 0.5714 ]
  [ "$(cell r2 own_win_rate)" = "" ]
}

@test "every number follows from those before it" {
  busy_firm
  plan 2026-Q3 --metric deals_won_value -f csv > plan.csv
  awk -F, 'function up(x) {return int(x) + (x > int(x) + 1e-9)}
    NR > 1 {
      if ($5 != $3 - $4) bad = 1
      if ($11 != up($5 / $6)) bad = 1
      if ($12 != up($11 / $7)) bad = 1
      if ($13 != up($12 / $8)) bad = 1
      if ($14 != up($12 * $9)) bad = 1
      if ($18 < $12 / ($16 / 5) - 1e-9 || $18 > $12 / ($16 / 5) + 0.1) bad = 1
      ++n
    }
    END {exit bad || n < 3}' plan.csv
  [ "$(cell r1 days_left)" = 66 ]
}

@test "teams and the company are the sums of their people" {
  busy_firm
  plan 2026-Q3 --metric deals_won_value -f csv > plan.csv
  total="$(awk -F, 'NR>1 {s+=$12} END {print s}' plan.csv)"
  plan 2026-Q3 --metric deals_won_value --to team -f csv > teams.csv
  [ "$(awk -F, 'NR>1 {s+=$11} END {print s}' teams.csv)" = "$total" ]
  plan 2026-Q3 --metric deals_won_value --to company -f csv > company.csv
  [ "$(awk -F, 'NR>1 {print $11}' company.csv)" = "$total" ]
}

@test "a goal split to teams is planned for teams, and no lower" {
  busy_firm
  salesctl goal split 2026-Q4 --metric deals_won_value --amount 9000 --to team > /dev/null
  plan 2026-Q4 --metric deals_won_value -f csv > plan.csv
  head -1 plan.csv | grep -q '^team,target'
  [ "$(awk -F, 'NR>1 {s+=$2} END {print s}' plan.csv)" = 9000 ]
  grep -q '^company,2250.00,' plan.csv  # the one who is in no team
  fails 2 'goes down to the team only' plan 2026-Q4 --metric deals_won_value --to rep
}

@test "what is missing is said" {
  small_firm
  fails 1 'no goal of revenue that covers 2026-Q3' plan 2026-Q3
  salesctl goal split 2026 --amount 6000 > /dev/null
  fails 1 'no deal was won in the history' plan 2026-Q3
  fails 1 '2026-Q1 is over on 2026-06-30' plan 2026-Q1
  fails 2 'PERIOD' salesctl goal plan-activities
  fails 2 '' plan 2026-Q3 --history 0
  fails 2 '' plan 2026-Q3 --to region
}

@test "who has left is not planned for" {
  busy_firm
  plan 2026 --metric deals_won_value > plan.txt
  lacks Eve plan.txt
  grep -q '1 rep(s) who left are short of their targets' plan.txt
}

@test "every format, and columns of which nothing is known are left out for people alone" {
  busy_firm
  for format in table csv json jsonl md; do
    plan 2026-Q3 --metric deals_won_value -f "$format" > "a.$format"
    plan 2026-Q3 --metric deals_won_value -f "$format" > "b.$format"
    cmp "a.$format" "b.$format"
  done
  head -1 a.csv | grep -q 'calls_per_week$'
  lacks 'Calls' a.table
  grep -q 'no calls are recorded' a.table
}
