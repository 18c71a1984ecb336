load ../helper

# A scorecard of everybody with targets for revenue, margin, CSAT and an exam.
appraised_firm() {
  small_firm
  cat >> salesctl.yaml <<'YAML'
scorecards:
  - name: sales
    title: Sales card
    every: quarter
    scale: 0..5
    items:
      - {name: revenue, weight: 50%, metric: revenue, target: goal}
      - {name: margin, weight: 20%, metric: margin, per: revenue, target: 50%, curve: {steps: [{from: 80%, score: 3}, {from: 100%, score: 5}]}}
      - {name: csat, weight: 20%, survey: csat, target: 5, curve: linear, improve: {below: 4, text: call back within a day, course: Service}}
      - {name: exam, weight: 10%, training: Products, target: 100}
    grades: {A: 4, B: 3, C: 0}
YAML
  printf 'metric,scope_level,scope,period,amount\nrevenue,rep,r1,2026-Q1,1000.00\nrevenue,rep,r2,2026-Q1,500.00\nrevenue,rep,r3,2026-Q1,100.00\n' > goals.csv
  salesctl import goal goals.csv
  salesctl --as-of 2026-01-01 goal split 2026 --by quarter --amount 20000 > /dev/null
  printf 'id,customer,rep,kind,score,answered_on\ns1,c1,r1,csat,4,2026-02-01\ns2,c1,r1,csat,3,2026-02-02\ns3,c1,r1,csat,5,2026-04-02\ns4,c2,r3,csat,5,2026-03-01\n' > surveys.csv
  salesctl import survey surveys.csv
  printf 'id,rep,course,trained_on,score,passed\nt1,r1,Products,2026-01-10,60,no\nt2,r1,Products,2026-03-10,90,yes\nt3,r1,Products,2026-04-10,10,no\n' > exams.csv
  salesctl import training exams.csv
}

scores() { salesctl --as-of 2026-04-15 score reps --period 2026-Q1 "$@"; }
of() { scores -n -f csv | grep "^[0-9]*,$1," | cut -d, -f"$2"; }

@test "reps are scored by their scorecard; what is missing is left out and not zero" {
  appraised_firm
  scores -f csv > shown.csv
  [ "$(head -1 shown.csv)" = rank,rep,team,scorecard,score,grade,previous,change,left_out,reviews_missing,eligible,improve ]
  # r1: 1200 of 1000, capped, is 5 x 50%; 500/1200 = 41.7% of 50% is 83%: 3 x 20%; 3.5 of 5: 3.5 x 20%; 90 of 100: 4.5 x 10%
  [ "$(of r1 5)" = 4.25 ]
  [ "$(of r1 6)" = A ]
  grep -q '^1,r1,bj,sales,4.25,A,,,,,,"csat: call back within a day, course Service"$' shown.csv
  # r2: 333.33 of 500 x 50%; 233.33/333.33 = 70%: 5 x 20%; no answer, no exam: 2.666625 / 70%
  [ "$(of r2 5)" = 3.81 ]
  grep -q '^2,r2,bj,sales,3.81,B,,,"csat, exam",,,$' shown.csv
  # r3: 900.10 - 900.10 of 100; nothing to divide by; 5 of 5 x 20%: 1 / 70%
  [ "$(of r3 5)" = 1.43 ]
  # r5 has no target set by hand but one of the plan, and no revenue
  [ "$(grep -c '^[0-9]*,r[1-5],' shown.csv)" = 5 ]
  scores > shown.txt
  grep -q 'what is left out has no data or no target and is not zero' shown.txt
  scores -f json | grep -q '"score": 4.25'
  scores -f jsonl | grep -q '"rep": "r1"'
  scores -f md | grep -q '^| 1 *| 王伟'
  scores -o shown.xlsx
  [ "$(head -c2 shown.xlsx)" = PK ]
}

@test "one rep is explained KPI by KPI, with the config's lines" {
  appraised_firm
  scores r1 --explain > one.txt
  grep -qE 'revenue +1,200.00 +1,000.00 +120.0% +attainment up to 100% x 5 +5 +50.0% +50.0% +2.5 +revenue \(salesctl.yaml:11:9\)' one.txt
  grep -qE 'margin +0.4167 +0.5 +83.3% +steps from 80%: 3, 100%: 5 +3 +20.0% +20.0% +0.6 +margin per revenue' one.txt
  grep -qE 'csat +3.5 +5 +70.0% +attainment x 5 +3.5 ' one.txt
  grep -qE 'exam +90 +100 +90.0% .* exam in Products' one.txt
  grep -q 'rank 1 of 4' one.txt || grep -q 'rank 1 of 5' one.txt
  grep -q 'grade A of: A from 4, B from 3, C from 0' one.txt
  grep -q 'to do: csat: call back within a day, course Service' one.txt
  scores r2 > two.txt
  grep -q '2 of 4 KPIs have no data or no target: they are left out, not zero' two.txt
  grep -q 'no csat answer in 2026-Q1; csat' two.txt
  grep -q 'no exam in Products in 2026-Q1' two.txt
  [ "$(scores r1 -f csv | head -1)" = section,row,item,value ]
  scores r1 -f json > one.json
  grep -q '"kpi": "revenue", "value": 1200.00, "target": 1000.00, "attainment": 1.2' one.json
  grep -q '"reviews": \[\]' one.json
  # r4 left later, r9 is nobody
  fails 2 'no rep "r9"' salesctl --as-of 2026-04-15 score reps r9 --period 2026-Q1
  fails 2 'no scorecard asked for is about r4 Eve then' salesctl --as-of 2026-10-15 score reps r4 --period 2026-Q3
  [ "$(query 'SELECT count(*) FROM rep_score')" = 0 ]
}

@test "scores are stored once, compared with the period before, and not with -n" {
  appraised_firm
  scores -n > /dev/null
  [ "$(query 'SELECT count(*) FROM score_history')" = 0 ]
  scores > first.txt
  [ "$(query "SELECT score, rank, grade, from_on, to_on, scored_on FROM score_history WHERE rep = 'r1'")" = "4.25|1|A|2026-01-01|2026-03-31|2026-03-31" ]
  runs="$(query "SELECT count(*) FROM run_log WHERE kind = 'rep_score'")"
  [ "$runs" = 1 ]
  scores > again.txt
  cmp first.txt again.txt
  [ "$(query "SELECT count(*) FROM run_log WHERE kind = 'rep_score'")" = 1 ]
  salesctl --as-of 2026-06-30 score reps -n --period 2026-Q2 -f csv > next.csv
  grep -qE '^[0-9]+,r1,bj,sales,[0-9.]+,[ABC],4.25,-?[0-9.]+,' next.csv
  # an earlier look stores nothing over a later one
  salesctl -v --as-of 2026-02-15 score reps --period 2026-Q1 > early.txt 2> said.txt
  grep -q 'nothing is stored: 2026-Q1 was scored by sales as of 2026-03-31, which is later than 2026-02-15' said.txt
  grep -q '2026-Q1 is not over: facts up to 2026-02-15' early.txt
  [ "$(query "SELECT scored_on FROM score_history WHERE rep = 'r1'")" = 2026-03-31 ]
  salesctl check
}

@test "facts dated later than --as-of change nothing" {
  appraised_firm
  salesctl --as-of 2026-02-28 score reps -n --period 2026-Q1 -f csv > before.csv
  printf 'id,customer,rep,product,kind,quantity,amount,cost,ordered_on\nz1,c1,r1,p1,sale,1,9999.00,1,2026-03-01\n' > z.csv
  salesctl import order z.csv
  printf 'id,customer,rep,kind,score,answered_on\nz2,c1,r1,csat,1,2026-03-01\n' > z.csv
  salesctl import survey z.csv
  printf 'id,rep,course,trained_on,score\nz3,r1,Products,2026-03-02,1\n' > z.csv
  salesctl import training z.csv
  salesctl --as-of 2026-02-28 score reps -n --period 2026-Q1 -f csv | cmp - before.csv
  fails 2 'begins after 2026-02-28' salesctl --as-of 2026-02-28 score reps --period 2026-Q2
}

@test "the period and the scorecard are the ones asked for" {
  appraised_firm
  sed -i '$a \  - {name: north, every: month, teams: north, items: [{name: v, weight: 100%, sql: "SELECT id, 7 FROM rep WHERE $from = '"'2026-03-01'"' AND $to = '"'2026-03-31'"'", target: 10}]}' salesctl.yaml
  salesctl --as-of 2026-04-15 score reps -n -f csv > default.csv
  cmp default.csv <(scores -n -f csv)
  salesctl --as-of 2026-04-15 score reps -n --scorecard north -f csv | tail -n +2 > north.csv
  [ "$(cut -d, -f2-5 north.csv | tr '\n' ' ')" = "r1,bj,north,70 r2,bj,north,70 " ]
  [ "$(salesctl --as-of 2026-04-15 score reps -n --period 2026-03 --team bj -f csv | wc -l)" = 3 ]
  [ "$(scores -n --team south -f csv | cut -d, -f2 | tail -n +2 | sort | paste -sd ' ')" = "r3 r4" ]
  fails 2 'no scorecard is for 2026-W10' salesctl --as-of 2026-04-15 score reps --period 2026-W10
  fails 2 'no scorecard is for 2026$' salesctl --as-of 2027-04-15 score reps --period 2026
  fails 2 'there is no scorecard "nort" - did you mean "north"' salesctl score reps --scorecard nort
  fails 2 'no team "west"' scores --team west
  fails 2 'leave out --team' scores r1 --team bj
}

@test "without scorecards there is a hint, and mistakes in them are told with their line" {
  small_firm
  fails 2 'there are no scorecards' salesctl score reps
  cp salesctl.yaml plain.yaml
  try() { cp plain.yaml salesctl.yaml; printf 'scorecards:\n  - {name: x, every: month, %s items: [{name: v, weight: 100%%, %s}]}\n' "$2" "$1" >> salesctl.yaml; }
  try 'sql: "SELECT nobody FROM rep", target: 1'
  fails 2 'salesctl.yaml:6:.*v: the store says: no such column: nobody' salesctl score reps
  try 'sql: "SELECT id FROM rep", target: 1'
  fails 2 'v: it gives 1 columns; a rep.s id and a number are wanted' salesctl score reps
  try 'sql: "DELETE FROM rep_fact", target: 1'
  fails 2 'SQL of the config may only read' salesctl score reps
  try "sql: \"SELECT id, date('now') FROM rep\", target: 1"
  fails 2 'it reads the clock' salesctl score reps
  try 'sql: "SELECT id, $t FROM rep", target: 1'
  fails 2 'nothing fills the placeholder' salesctl score reps
  try "sql: \"SELECT id, 'a' FROM rep\", target: 1"
  fails 2 '"a" of r1 is no number' salesctl --as-of 2026-04-15 score reps
  try 'sql: "SELECT '"'r1'"', 1 FROM rep", target: 1'
  fails 2 'it gives r1 two numbers' salesctl --as-of 2026-04-15 score reps
  try 'survey: csat, target: 5' 'teams: wast,'
  fails 2 'scorecard x: there is no team "wast" in the store' salesctl --as-of 2026-04-15 score reps
  try 'survey: csat, target: 5' 'reps: r77,'
  fails 2 'scorecard x: there is no rep "r77" in the store' salesctl --as-of 2026-04-15 score reps
}

# Reviews of r1 by itself, its manager r5 and four peers.
reviewed_firm() {
  small_firm
  printf 'id,name,parent,manager\nbj,Beijing,north,Solo\nsouth,South,,r3\nnorth,North,,Somebody\n' > managers.csv
  salesctl import team managers.csv
  cat >> salesctl.yaml <<'YAML'
scorecards:
  - name: ways
    every: half
    scale: 1..5
    items:
      - {name: behaviour, weight: 100%, review: {service: 70%, order: 30%}}
reviews: {weights: {self: 1, manager: 1, peer: 1}, peers: 3}
YAML
  cat > reviews.csv <<'CSV'
period,reviewer,reviewee,role,criterion,score,comment
2026-H1,r5,r1,manager,service,3,
2026-H1,r5,r1,manager,order,5,
CSV
  salesctl import review reviews.csv
}
half() { salesctl --as-of 2026-07-15 score reps --period 2026-H1 "$@"; }

@test "missing reviews are no zeros, and whose they are is listed" {
  reviewed_firm
  half -f csv > shown.csv
  grep -q '^1,r1,bj,ways,3.6,,,,,"self, peer",,$' shown.csv
  grep -q '^,r2,bj,ways,,,,,behaviour,"self, manager, peer",,$' shown.csv
  half r1 > one.txt
  grep -q '2 reviews are missing: self, peer; the others count for them' one.txt
  grep -qE 'behaviour +manager +service +1 +3 +0.7' one.txt
  half > shown.txt
  grep -q 'a missing review is not zero' shown.txt
  salesctl --as-of 2026-07-15 report reviews-due 2026-H1 -f csv > due.csv
  [ "$(head -1 due.csv)" = period,reviewer,rep,role,number,criteria ]
  grep -q '^2026-H1,r1,r1,self,1,"service, order"$' due.csv
  lacks '^2026-H1,r5,r1,manager' due.csv
  grep -q '^2026-H1,r5,r2,manager,1,"service, order"$' due.csv
  grep -q '^2026-H1,,r1,peer,3,"service, order"$' due.csv
  grep -q '^2026-H1,,r3,manager,1,' due.csv   # its own team's manager is itself, and nobody stands above
  salesctl --as-of 2026-07-15 report reviews-due -f csv | cmp - due.csv
}

@test "self, manager and three peers make one score; two peers count for nothing" {
  reviewed_firm
  { echo period,reviewer,reviewee,role,criterion,score
    echo 2026-H1,r1,r1,self,service,4; echo 2026-H1,r1,r1,self,order,3.5
    for peer in r2 r3; do echo "2026-H1,$peer,r1,peer,service,4"; echo "2026-H1,$peer,r1,peer,order,3.5"; done; } > more.csv
  salesctl import review more.csv
  half -n -f csv | grep -q '^1,r1,bj,ways,3.72,,,,,peer,,$'   # (3.6 + 3.85) / 2 = 3.725, half to even
}

@test "reviews off the scale are refused with names" {
  reviewed_firm
  printf 'period,reviewer,reviewee,role,criterion,score\n2026-H1,r2,r1,peer,service,7\n' > bad.csv
  salesctl import review bad.csv
  fails 1 'the review of r1 by r2 on service in 2026-H1 lies off the scale: 7' half
}

@test "lenient reviewers are shown, and corrected where the config says so" {
  reviewed_firm
  { echo period,reviewer,reviewee,role,criterion,score
    for about in r2 r3 r4; do echo "2026-H1,r5,$about,manager,order,5"; echo "2026-H1,r1,$about,peer,order,3"; done; } > more.csv
  salesctl import review more.csv
  half --raters -f csv > raters.csv
  [ "$(head -1 raters.csv)" = reviewer,people,judgements,effect ]
  grep -qE '^r5,4,5,0.[0-9]+$' raters.csv
  grep -qE '^r1,3,3,-0.[0-9]+$' raters.csv
  half --raters | grep -q 'scores are not corrected by it'
  before="$(half -n -f csv | grep ',r2,' | cut -d, -f5)"
  [ "$before" = 5 ]
  sed -i 's/peers: 3}/peers: 3, rater_effect: true}/' salesctl.yaml
  after="$(half -n -f csv | grep ',r2,' | cut -d, -f5)"
  awk -v a="$after" 'BEGIN { exit !(a < 5 && a > 4) }'
  half --raters | grep -q 'scores are corrected by it'
  fails 2 'leave out REP and --team' half r1 --raters
}

@test "a forced distribution grades by rank" {
  appraised_firm
  sed -i 's/grades: {A: 4, B: 3, C: 0}/distribution: {top: 20%, middle: 60%, low: 20%}/' salesctl.yaml
  [ "$(scores -n -f csv | head -2 | tail -1 | cut -d, -f6)" = top ]
  scores r1 | grep -q 'grade top of: top 20%, middle 60%, low 20%'
  scores r1 | grep -q 'who ties across two grades gets the better one'
}

@test "promotion rules say who is eligible for what, and why" {
  appraised_firm
  printf 'id,name,team,hired_on,level\nr1,王伟,bj,2024-01-15,junior\n' > hired.csv
  salesctl import rep hired.csv
  cat >> salesctl.yaml <<'YAML'
    promotion:
      - {to: senior, when: "grade = 'A' AND months_employed >= 26 AND level = 'junior'"}
      - {to: lead, when: "periods_in_grade >= 2 AND previous > 4"}
      - {to: trainer, when: left_out = 0 AND rank <= 1}
YAML
  scores -f csv > first.csv
  grep -q '^1,r1,.*,"senior, trainer","csat: ' first.csv
  grep -q '^2,r2,.*,"csat, exam",,,$' first.csv
  scores r1 > one.txt
  grep -q "eligible for senior: grade = 'A' AND months_employed >= 26 AND level = 'junior' (salesctl.yaml:17:9)" one.txt
  grep -q 'not eligible for lead: periods_in_grade >= 2 AND previous > 4' one.txt
  grep -q 'periods in this grade: 1' one.txt
  sed -i 's/grades: .*/grades: {A: 0}/' salesctl.yaml
  scores > /dev/null
  salesctl --as-of 2026-07-15 score reps -n --period 2026-Q2 -f csv | grep -qE '^[0-9],r1,.*lead'
  salesctl --as-of 2026-07-15 score reps -n --period 2026-Q2 r1 | grep -q 'periods in this grade: 2'
  # 2024-01-15 to 2026-03-14 are 26 months, to 2026-03-13 they are not
  salesctl --as-of 2026-03-13 score reps -n --period 2026-Q1 -f csv | lacks 'senior'
  salesctl --as-of 2026-03-14 score reps -n --period 2026-Q1 -f csv | grep -q 'senior'
  sed -i 's/when: left_out = 0/when: sum(score) = 0/' salesctl.yaml
  fails 2 'salesctl.yaml:19:.*promotion to trainer: .*misuse of aggregate' salesctl score reps
  sed -i 's/when: sum(score) = 0/when: (SELECT count(*) FROM customer) > 0/' salesctl.yaml
  fails 2 'promotion to trainer: SQL of the config may only read: it reads customer' salesctl score reps
}

@test "what somebody says of themselves as manager or peer is no such judgement" {
  small_firm
  printf 'scorecards:\n  - {name: q, every: quarter, items: [{name: a, weight: 100%%, review: a}]}\nreviews: {weights: {self: 20%%, manager: 50%%, peer: 30%%}, scale: 1..5, peers: 3}\n' >> salesctl.yaml
  printf 'period,reviewer,reviewee,role,criterion,score\n2026-Q1,r1,r1,self,a,4\n2026-Q1,r1,r1,manager,a,5\n2026-Q1,r1,r1,peer,a,5\n2026-Q1,r2,r1,peer,a,1\n2026-Q1,r3,r1,peer,a,1\n2026-Q1,r2,r1,self,a,1\n' > reviews.csv
  salesctl import review reviews.csv
  salesctl --as-of 2026-03-31 score reps r1 --period 2026-Q1 > page.txt
  # only the self-judgement counts: two peers are too few
  salesctl --as-of 2026-03-31 score reps --period 2026-Q1 -q
  [ "$(query "SELECT score FROM score_history WHERE rep = 'r1'")" = 75.0 ]
}
