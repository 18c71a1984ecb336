load ../helper

# small_firm, whose people took courses and are appraised
school() {
  small_firm
  cat >> salesctl.yaml <<'YAML'
scorecards:
  - name: quarter
    every: quarter
    items: [{name: sales, weight: 100%, metric: revenue, target: 1000, improve: {below: 50, course: selling}}]
training:
  - {course: crm, title: CRM, within: 30d, pass: 60, every: 12}
  - {course: talks, teams: [north], within: 60d, aim: revenue, window: 30d}
YAML
  printf 'id,rep,course,trained_on,score,passed\nx1,r1,crm,2025-02-01,80,\nx2,r2,crm,2026-03-01,55,yes\nx3,r3,crm,2026-03-02,60,\nx4,r4,crm,2026-03-03,90,\nx5,r2,talks,2026-02-01,,\nx6,r3,crm,2026-07-01,99,\n' > trainings.csv
  salesctl import training trainings.csv
}

training() { salesctl --as-of 2026-06-30 report training "$@"; }

# of SECTION ITEM ROW
of() { awk -F, -v s="$1" -v i="$2" -v r="$3" '$1 == s && $2 == r && $3 == i { print $4 }' out.csv; }

@test "courses say who has to, who has, who is late, and how often they are passed" {
  school
  training -f csv > out.csv
  [ "$(of courses course 1)" = crm ]
  [ "$(of courses required 1)" = 5 ]
  [ "$(of courses done 1)" = 2 ]      # r3, r4
  [ "$(of courses overdue 1)" = 2 ]   # r1 ran out, r2 failed
  [ "$(of courses due 1)" = 1 ]       # r5 joined on no known day
  [ "$(of courses taken 1)" = 3 ]     # in 2026, known by then
  [ "$(of courses passed 1)" = 2 ]
  [ "$(of courses pass_rate 1)" = 0.6667 ]
  [ "$(of courses pass_rate_low 1)" = 0.20766 ]
  [ "$(of courses pass_rate_high 1)" = 0.938508 ]
  [ "$(of courses course 2)" = talks ]
  [ "$(of courses required 2)" = 2 ]  # bj lies in north
  [ "$(of courses course 3)" = selling ]
}

@test "people say why, until when, and what they did" {
  school
  training -f csv > out.csv
  training > page.txt
  row="$(awk -F, '$1 == "people" { v[$2, $3] = $4; n = $2 } END { for (i = 1; i <= n; ++i) if (v[i, "rep"] == "r1" && v[i, "course"] == "crm") print i }' out.csv)"
  [ "$(of people state "$row")" = overdue ]
  [ "$(of people due_on "$row")" = 2026-02-01 ]
  [ "$(of people days_late "$row")" = 149 ]
  [ "$(of people last_on "$row")" = 2025-02-01 ]
  grep -qE 'CRM +Li Na +overdue +required +2025-07-31 +334 +2026-03-01 +55.* +no' page.txt
}

@test "who is weak in the last quarter that is over is sent to the course of that KPI" {
  school
  # first quarter: r1 1,200.00, r2 333.33, r3 0.00, r4 100.00; on 2026-06-29 it is the last one that is over
  salesctl --as-of 2026-06-29 report training -f csv > out.csv
  sent="$(awk -F, '$1 == "people" && $3 == "course" && $4 == "selling" { print $2 }' out.csv | while read -r r; do of people rep "$r"; done | sort | paste -sd ' ')"
  [ "$sent" = "r2 r3 r4 r5" ]
  row="$(awk -F, '$1 == "people" && $3 == "course" && $4 == "selling" { print $2; exit }' out.csv)"
  [ "$(of people why "$row")" = "weak KPI" ]
  [ "$(of people due_on "$row")" = 2026-06-29 ]
}

@test "no effect is claimed of one person" {
  school
  training -f csv > out.csv
  [ "$(of effects course 1)" = talks ]
  [ "$(of effects passed 1)" = 1 ]
  [ "$(of effects verdict 1)" = "too few to say" ]
  [ -z "$(of effects low 1)" ]
}

@test "every format and both languages show it; a firm without courses is told how to have them" {
  school
  for format in table csv json jsonl md html; do training -f $format > out.$format; [ -s out.$format ]; done
  training -f xlsx -o out.xlsx
  training --lang zh_CN | grep -q 培训
  small_firm
  fails 2 'the config has no training' salesctl report training
}

@test "the leaderboard shows what the config makes public" {
  small_firm
  echo 'leaderboard: {metrics: [orders, revenue], show: [attainment], top: 2}' >> salesctl.yaml
  salesctl report leaderboard 2026 --as-of 2026-12-31 -f csv > out.csv
  [ "$(head -1 out.csv)" = rank,rep,team,attainment ]
  [ "$(wc -l < out.csv)" = 3 ]
  salesctl report leaderboard 2026 --metric orders > /dev/null
  fails 2 'the leaderboard does not rank by margin' salesctl report leaderboard 2026 --metric margin
  sed -i '/^leaderboard/d' salesctl.yaml
  echo 'leaderboard: {metrics: [orders]}' >> salesctl.yaml
  salesctl report leaderboard 2026 | head -1 | grep -q 'Orders'
  sed -i 's/^leaderboard.*/leaderboard: {show: [actuals]}/' salesctl.yaml
  fails 2 'salesctl.yaml:5.*"actuals" cannot be shown.*actual' salesctl report leaderboard
  sed -i 's/^leaderboard.*/leaderboard: {metrics: [revenu]}/' salesctl.yaml
  fails 2 'no metric "revenu"' salesctl report leaderboard
}
