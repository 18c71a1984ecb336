load ../helper

@test "check is silent when all is well" {
  small_firm
  [ -z "$(salesctl check)" ]
}

@test "check finds day sums that differ from the rows" {
  small_firm
  query "update order_fact set amount_minor = amount_minor + 1 where id = 'o1'"
  status=0; salesctl check > found.txt || status=$?
  [ "$status" = 3 ]
  grep -q "revenue" found.txt
}

@test "check finds dangling references, credits and goals that do not add up" {
  small_firm
  salesctl goal split 2026 --amount 1000 > /dev/null
  query "update goal_cell set amount = amount + 1 where scope = 1 and period = 3"
  status=0; salesctl check > found.txt || status=$?
  [ "$status" = 3 ]
  grep -q "does not add up" found.txt
  query "update order_fact set customer_key = 999 where id = 'o1'"
  status=0; salesctl check > found.txt || status=$?
  [ "$status" = 3 ]
  grep -q "order_fact" found.txt
}

@test "check names stages that no rule knows" {
  small_firm
  printf 'id,stage\nd1,Weird Stage\n' > d.csv
  salesctl import opportunity d.csv
  status=0; salesctl check > found.txt || status=$?
  [ "$status" = 3 ]
  grep -q "Weird Stage" found.txt
}

@test "check finds teams in a circle" {
  small_firm
  query "update team_fact set parent_key = (select key from team_fact where id='bj') where id='north'"
  status=0; salesctl check > found.txt || status=$?
  [ "$status" = 3 ]
}

@test "a date that another program spoiled is found, and nothing is computed from it" {
  small_firm
  query "UPDATE rep_fact SET hired_on = 'xx' WHERE id = 'r2'"
  fails 1 'has "xx" where a date should be \(hired_on\)' salesctl goal split 2026 --amount 10
  status=0; salesctl check > found.txt || status=$?
  [ "$status" = 3 ]
  grep -q 'hired_on of rep_fact 2 is no date: "xx"' found.txt
}

@test "check names periods, criteria and courses that are on one side only" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
scorecards:
  - name: field
    every: quarter
    items:
      - {name: Team, weight: 60%, review: teamwork}
      - {name: Course, weight: 40%, training: talks, target: 80}
training:
  - {course: closing}
YAML
  salesctl check
  printf 'period,reviewer,reviewee,role,criterion,score\n2026-Q1,r1,r2,peer,team work,4\n2026-7,r1,r2,peer,team work,4\n' > reviews.csv
  printf 'id,rep,course,trained_on\nt1,r1,talk,2026-01-05\n' > trainings.csv
  salesctl import review reviews.csv
  salesctl import training trainings.csv
  run salesctl check -f csv
  [ "$status" -eq 3 ]
  [ "${#lines[@]}" -eq 5 ]
  [[ "$output" == *'there are reviews of ""2026-7"", which is no period'* ]]
  [[ "$output" == *'salesctl.yaml:9:9: nobody was judged by ""teamwork"" - did you mean ""team work""?'* ]]
  [[ "$output" == *'salesctl.yaml:10:9: nobody took the course ""talks"" - did you mean ""talk""?'* ]]
  [[ "$output" == *'salesctl.yaml:12:5: nobody took the course ""closing""'* ]]
}

@test "check finds reports of one's own whose SQL, columns or charts are wrong, without running them" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
reports:
  good: {title: Good, sql: SELECT id FROM rep WHERE id = $who, parameters: {who: r1}}
  typo: {title: Typo, sql: SELECT amuont FROM "order"}
  head: {title: Head, sql: SELECT amount FROM "order", columns: {amuont: {title: A, type: money}}}
YAML
  run salesctl check -f csv
  [ "$status" -eq 3 ]
  [ "${#lines[@]}" -eq 3 ]
  [[ "$output" == *'salesctl.yaml:7:'*'report typo: '*amuont* ]]
  [[ "$output" == *'salesctl.yaml:8:'*'report head: columns: there is no column ""amuont"" - did you mean ""amount""?'* ]]
}
