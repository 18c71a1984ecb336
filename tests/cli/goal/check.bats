load ../helper

# verdict PERIOD CRITERION -> as of goals.csv
verdict() { awk -F, -v p="$1" -v c="$2" '$2==p && $3==c {print $4}' goals.csv; }

check() { salesctl goal check --as-of 2026-05-31 "$@"; }

# A goal for 2026, one for its second quarter and one that only the configuration has.
goals() {
  small_firm
  printf 'goals:\n  - {metric: orders, period: 2026, amount: 20}\n' >> salesctl.yaml
  salesctl goal split 2026 --amount 6000 > /dev/null
  salesctl goal split 2026-Q2 --amount 100 --to team > /dev/null
}

@test "every goal has five verdicts, each with a reason" {
  goals
  check -f csv > goals.csv
  head -1 goals.csv | grep -qx 'metric,period,criterion,verdict,reason'
  [ "$(wc -l < goals.csv)" = 16 ]
  [ "$(cut -d, -f3 goals.csv | sort -u | grep -vx criterion | tr '\n' ' ')" = "achievable measurable relevant specific time-bound " ]
  [ "$(verdict 2026-Q2 measurable)" = ok ]
  [ "$(verdict 2026-Q2 relevant)" = warn ]
  grep -q 'revenue,2026-Q2,relevant,warn,"\?falls short of the .* that the goal for 2026 (6,000.00) has for 2026-Q2' goals.csv
}

@test "the growth asked is shown beside last year's" {
  goals
  check 2026 --metric revenue -f csv > goals.csv
  # The first fact is of 15 January 2025: that month does not count as covered.
  [ "$(verdict 2026 achievable)" = warn ]
  grep -q 'asks +41.2% on what is known of 2025 (4,250.75), which facts from 2025-02-01' goals.csv
}

@test "an entry of the configuration that was never split is flagged" {
  goals
  check --metric orders -f csv > goals.csv
  [ "$(verdict 2026 specific)" = warn ]
  [ "$(verdict 2026 time-bound)" = warn ]
  grep -q 'never split: nobody owns a part of it; .*salesctl goal split 2026 --metric orders' goals.csv
}

@test "people who left and still have targets are pointed out" {
  goals
  salesctl goal split 2026 --amount 6000 > /dev/null
  printf 'id,name,left_on\nr1,王伟,2026-05-31\n' > left.csv
  salesctl import rep left.csv
  check --metric revenue -f csv > goals.csv
  [ "$(verdict 2026 specific)" = warn ]
  grep -q '1 who left still have' goals.csv
}

@test "open deals cover a part of a money target, as of the day" {
  goals
  printf 'id,customer,rep,stage,amount,created_on,expected_on,closed_on\nd1,c1,r1,negotiation,1000,2026-05-01,2026-06-15,\nd2,c1,r1,won,400,2026-05-01,2026-06-15,2026-06-10\n' > deals.csv
  printf 'opportunity,stage,entered_on\nd2,quote,2026-05-05\nd2,won,2026-06-10\n' > steps.csv
  salesctl import opportunity deals.csv
  salesctl import stage_event steps.csv
  # 1,000 × 80% + 400 × 60%, for d2 was won only later
  check 2026 --metric revenue -f csv | grep -q '1,040.00 expected from 2 open deal(s)'
  salesctl goal check 2026 --metric revenue --as-of 2026-06-30 -f csv | grep -q '800.00 expected from 1 open deal(s)'
}

@test "an objective holds a goal" {
  small_firm
  salesctl goal split 2026-Q2 --amount 100 > /dev/null
  check -f csv > goals.csv
  [ "$(verdict 2026-Q2 relevant)" = warn ]
  cat >> salesctl.yaml <<'YAML'
okr:
  objectives:
    - id: grow
      title: Grow
      period: 2026
      key_results:
        - {id: more, title: More revenue, metric: revenue, target: 6000}
YAML
  check -f csv > goals.csv
  [ "$(verdict 2026-Q2 relevant)" = ok ]
  grep -q 'the objective "\+Grow"\+ holds it' goals.csv
}

@test "exit 3 when a verdict is as bad as asked, with the table on stdout all the same" {
  goals
  run salesctl goal check --as-of 2026-05-31
  [ "$status" = 0 ]
  run salesctl goal check --as-of 2026-05-31 --fail-on warn
  [ "$status" = 3 ]
  [ "${#lines[@]}" -gt 10 ]
  run salesctl goal check 2026-Q2 --as-of 2026-05-31 --fail-on fail
  [ "$status" = 0 ]
  fails 2 'no verdict to fail on' salesctl goal check --fail-on ok
}

@test "no goals, no goal of the period, no such metric" {
  small_firm
  fails 1 'there are no goals' salesctl goal check
  salesctl goal split 2026 --amount 6000 > /dev/null
  fails 1 'there is no goal for 2025' salesctl goal check 2025
  fails 2 'no metric' salesctl goal check --metric revenu
  fails 2 '--by' salesctl goal check --by month
}

@test "every format, the same twice, and the past growths with --explain" {
  goals
  for format in table csv json jsonl md; do
    check -f "$format" > "a.$format"
    check -f "$format" > "b.$format"
    cmp "a.$format" "b.$format"
    [ -s "a.$format" ]
  done
  printf 'id,amount,ordered_on\no20,100,2024-01-02\no21,100,2024-05-02\n' > earlier.csv
  salesctl import order earlier.csv
  check 2026-Q2 --explain | grep -q '^revenue 2026-Q2: 2025-Q2 came to 2,000.50, the year before to 100.00: +1900.5%$'
}
