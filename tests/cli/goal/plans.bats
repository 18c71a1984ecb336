load ../helper

# cell SCOPE PERIOD -- its target in the plan of revenue
cell() { salesctl goal show --metric revenue "$2" -f csv | awk -F, -v s="$1" -v p="$2" '$3==s && $5==p {print $8; exit}'; }

@test "a target set by hand stands, the rest of the plan moves around it, as a new version" {
  small_firm
  salesctl goal split 2026 --amount 120000 --time even > /dev/null
  march="$(cell company 2026-03)"
  runs="$(query 'select count(*) from run')"
  salesctl goal set r1 2026-03 5000
  [ "$(query 'select count(*) from run')" = $((runs + 1)) ]  # of the target and of the plan around it
  [ "$(cell r1 2026-03)" = 5000.00 ]
  [ "$(cell company 2026-03)" = "$march" ]
  [ "$(cell company 2026)" = 120000.00 ]
  [ "$(query 'select max(version) from goal_plan')" = 2 ]
  salesctl goal set --list -f csv | grep -qx 'revenue,rep,r1,2026-03,5000.00'
  salesctl goal split 2026 --amount 120000 --time even -v 2>&1 > /dev/null | grep -q 'nothing changed'
  salesctl goal set north 2026-Q1 12345.67
  [ "$(cell north 2026-Q1)" = 12345.67 ]
  [ "$(cell r1 2026-03)" = 5000.00 ]
  salesctl goal set r1 2026-03 --remove
  [ "$(cell north 2026-Q1)" = 12345.67 ]
  [ "$(cell r1 2026-03)" != 5000.00 ]
}

@test "a dry run of goal set shows who gains and loses and keeps nothing" {
  small_firm
  salesctl goal split 2026 --amount 120000 > /dev/null
  salesctl goal set r1 2026 60000 -n > shown.txt
  grep -q '60,000.00' shown.txt
  [ "$(query 'select count(*) from goal')" = 0 ]
  [ "$(query 'select max(version) from goal_plan')" = 1 ]
}

@test "impossible targets are refused by name and nothing is stored" {
  small_firm
  salesctl goal split 2026 --amount 120000 > /dev/null
  fails 1 "r1 2026" salesctl goal set r1 2026 130000
  [ "$(query 'select count(*) from goal')" = 0 ]
  [ "$(query 'select max(version) from goal_plan')" = 1 ]
  fails 2 'did you mean' salesctl goal set r11 2026 1
  fails 2 'AMOUNT' salesctl goal set r1 2026
  fails 1 'set by hand' salesctl goal set r1 2026 --remove
}

@test "targets set by hand are imported and exported" {
  small_firm
  printf 'metric,scope_level,scope,period,amount\nrevenue,rep,r1,2026-03,5000\nrevenue,company,company,2026-Q1,30000.01\norders,team,south,2026-05,3\n' > pins.csv
  salesctl import goal pins.csv
  salesctl goal split 2026 --amount 120000 > /dev/null
  [ "$(cell r1 2026-03)" = 5000.00 ]
  [ "$(cell company 2026-Q1)" = 30000.01 ]
  salesctl goal split 2026 --metric orders --amount 40 -f csv | grep -q '^orders,team,south,company,2026-05,2026-05-01,2026-05-31,3$'
  salesctl export goal -f csv > out.csv
  salesctl import goal out.csv -v 2>&1 | grep -q '0 new, 0 changed'
}

@test "adjust keeps the past and splits the rest for who is there now" {
  small_firm
  salesctl goal split 2026 --amount 120000 > /dev/null
  june="$(cell r4 2026-06)"
  printf 'id,name,team,hired_on\nr6,New,south,2026-07-01\n' > new.csv
  salesctl import rep new.csv
  salesctl goal adjust --from 2026-07 -n > shown.txt
  grep -q 'New' shown.txt
  [ "$(query 'select max(version) from goal_plan')" = 1 ]
  salesctl goal adjust --from 2026-07 --amount 150000 > /dev/null
  [ "$(cell r4 2026-06)" = "$june" ]
  [ "$(cell company 2026)" = 150000.00 ]
  [ "$(cell r6 2026-07)" != 0.00 ]
  [ "$(cell r3 2026-06)" = "$(salesctl goal show 2026-06 --version 1 -f csv | awk -F, '$3=="r3" {print $8; exit}')" ]
  fails 2 "does not begin" salesctl goal adjust --from 2026-07-10
  fails 1 "no goal" salesctl goal adjust --from 2027
}

@test "the gap of the past is carried when told" {
  small_firm
  salesctl goal split 2026 --amount 120000 --time even > /dev/null
  # 40,000 planned to April; 1,200 + 900.10 - 900.10 + 333.33 + 100 + 250 + 10 were sold
  salesctl goal adjust --from 2026-05 --carry-gap --as-of 2026-04-30 > /dev/null
  [ "$(cell company 2026)" = 158106.67 ]
  [ "$(cell company 2026-04)" = 10000.00 ]
}

@test "diff and history tell what changed, who and how" {
  small_firm
  salesctl goal split 2026 --amount 120000 > /dev/null
  salesctl goal split 2026 --amount 130000 --by quarter > /dev/null
  salesctl goal diff 1 2 -f csv > diff.csv
  head -1 diff.csv | grep -qx 'scope_level,scope,parent,period,before,after,change'
  grep -q '^company,company,,2026,120000.00,130000.00,10000.00$' diff.csv
  salesctl goal diff 2 2 | grep -q 'nothing changed'
  salesctl goal history -f csv > history.csv
  [ "$(wc -l < history.csv)" = 3 ]
  grep -q 'goal split 2026 --amount 130000' history.csv
  fails 1 "no version 9" salesctl goal diff 1 9
}

@test "blends, given shares, ramp, growth, stretch and rounding are taken from flags and config alike" {
  small_firm
  flags="--time working_days=50%,even=50% --people-shares r1=40%,r2=20%,r3=20%,r5=20% --ramp 50% --round 100 --stretch team=103%,rep=105%"
  # shellcheck disable=SC2086
  salesctl goal split 2026 --amount 120000 --to rep $flags -f csv > flags.csv
  cat >> salesctl.yaml <<'YAML'
goals:
  - metric: revenue
    period: 2026
    amount: 120000
    weights: {time: {working_days: 50%, even: 50%}}
    people_shares: {r1: 40%, r2: 20%, r3: 20%, r5: 20%}
    ramp: [50%]
    round: 100
    stretch: {team: 103%, rep: 105%}
YAML
  salesctl goal split 2026 -f csv > config.csv
  cmp flags.csv config.csv
  salesctl check
  query 'update goal_cell set amount = amount + 100 where scope > 2 and period % 7 = 0'
  salesctl check > found.txt && return 1
  grep -q 'was changed after it was stored' found.txt
  awk -F, '$2=="team" && $4=="company" && $5=="2026" {s+=$8} $2=="rep" && $3=="r5" && $5=="2026" {s+=$8} END {exit s < 123600}' config.csv
  awk -F, '$2=="rep" && $5 ~ /-[01]/ {print $8}' config.csv | sed -E '/(^0|00)\.00$/d' | lacks .
  fails 2 "sum to 90%" salesctl goal split 2026 --amount 5 --time even=50%,history=40%
  fails 2 "sum to 60%" salesctl goal split 2026 --amount 5 --people-shares r1=60%
  fails 1 "no such rep" salesctl goal split 2026 --amount 5 --people-shares r9=100%
  fails 1 "12" salesctl goal split 2026 --amount 5 --time-shares 50%,30%,20%
}
