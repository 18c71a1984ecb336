load ../helper

# r1 has a scorecard, deals, contacts and tasks.
talked_firm() {
  small_firm
  cat >> salesctl.yaml <<'YAML'
stages: [{name: talk, probability: 20%}, {name: won, kind: won}, {name: lost, kind: lost}]
scorecards:
  - name: sales
    every: quarter
    items:
      - {name: revenue, weight: 60%, metric: revenue, target: 1000}
      - {name: csat, weight: 20%, survey: csat, target: 5, improve: {below: 90, text: call back within a day}}
      - {name: exam, weight: 20%, training: Products, target: 100}
    grades: {A: 80, B: 0}
YAML
  printf 'id,customer,rep,kind,score,answered_on\ns1,c1,r1,csat,4,2026-04-01\ns2,c1,r1,csat,2,2026-02-02\n' > surveys.csv
  salesctl import survey surveys.csv
  printf 'id,customer,rep,stage,amount,created_on,closed_on\nd1,c1,r1,talk,100.00,2026-05-01,\nd2,c1,r1,talk,50.00,2026-06-01,\nd3,c2,r3,talk,900.00,2026-05-01,\nd4,c1,r1,won,9.00,2026-05-01,2026-06-01\n' > deals.csv
  salesctl import opportunity deals.csv
  printf 'id,rep,kind,customer,happened_on\na1,r1,visit,c1,2026-04-01\na2,r1,visit,c1,2026-04-02\na3,r1,call,c1,2026-03-01\na4,r3,call,c1,2026-04-01\na5,r1,call,c1,2026-07-02\n' > acts.csv
  salesctl import activity acts.csv
  printf 'id,rep,title,kind,customer,created_on,due_on,done_on\nt1,r1,Call ACME,call,c1,2026-06-01,2026-07-20,\nt2,r1,Done,call,c1,2026-06-01,2026-06-20,2026-06-21\nt3,r3,Other,call,c2,2026-06-01,2026-06-20,\nt4,r1,First,visit,,2026-06-01,2026-07-10,\n' > tasks.csv
  salesctl import task tasks.csv
}

feedback() { salesctl --as-of 2026-07-05 report feedback "$@"; }

@test "a page for the talk has figures, trend, praise, points to work on, deals, contacts and tasks" {
  talked_firm
  feedback r1 > page.txt
  grep -q 'Feedback for r1 王伟, 2026-Q2' page.txt
  grep -qE '^ *Rank +1$' page.txt
  grep -qE '^ *revenue +3,000.00 +1,000.00 +300.0% +120.0% +[▁▂▃▄▅▆▇█]{6}$' page.txt
  grep -qE '^ *csat +4 +5 +80.0% +40.0% ' page.txt
  grep -q 'exam: no exam in Products in 2026-Q2' page.txt
  grep -q 'trend: how much was reached from 2025-Q1 to 2026-Q2' page.txt
  grep -qE '^ *revenue +reached 300%' page.txt
  grep -qE '^ *csat +reached 80% of the target +call back within a day' page.txt
  grep -qE '^ *talk +2 +150.00 +30.00' page.txt
  grep -qE 'visit +2 +0' page.txt
  grep -qE 'call +0 +1' page.txt
  [ "$(grep -nE '^ *(t4|t1) ' page.txt | sed 's/.*\(t[14]\).*/\1/' | paste -sd ' ')" = "t4 t1" ]
  lacks '^ *t2 |^ *t3 ' page.txt
}

@test "machines get the parts under their names, with the history" {
  talked_firm
  feedback r1 -f csv > parts.csv
  [ "$(head -1 parts.csv)" = section,row,item,value ]
  [ "$(cut -d, -f1 parts.csv | tail -n +2 | uniq | paste -sd ' ')" = "rep figures history praise work_on pipeline activities tasks" ]
  grep -q '^history,1,period,2025-Q1$' parts.csv
  grep -q '^figures,1,value,3000.00$' parts.csv
  grep -q '^figures,1,reached,3$' parts.csv
  feedback r1 -f json > parts.json
  for part in rep figures history praise work_on pipeline activities tasks; do grep -q "\"$part\"" parts.json; done
  feedback r1 -f jsonl | grep -q '"section": "praise"'
  feedback r1 -f md | grep -q '^| revenue'
  feedback r1 -o page.xlsx
  [ "$(head -c2 page.xlsx)" = PK ]
  feedback r1 --explain | grep -q 'facts up to 2026-06-30'
}

@test "without a scorecard what has goals is talked about; the period may be chosen" {
  small_firm
  salesctl --as-of 2026-01-01 goal split 2026 --by quarter --amount 20000 > /dev/null
  feedback r1 --period 2026-Q1 > page.txt
  grep -qE '^ *revenue +1,200.00 +[0-9,.]+ +[0-9.]+%' page.txt
  lacks 'Rank' page.txt
  feedback r1 --period 2026-07 > /dev/null
  fails 2 'whose feedback' salesctl report feedback
  fails 2 'no rep "r9"' feedback r9
  fails 2 'r4 Eve was not employed in 2026-07' feedback r4 --period 2026-07
  fails 2 'feedback is about a month, quarter, half or year' feedback r1 --period 2026-W10
  fails 2 'begins after' feedback r1 --period 2026-Q4
  fails 2 'has no --metric' feedback r1 --metric revenue
}

@test "facts dated later change nothing" {
  talked_firm
  feedback r1 > before.txt
  printf 'id,rep,kind,customer,happened_on\nz1,r1,visit,c1,2026-07-06\n' > z.csv
  salesctl import activity z.csv
  printf 'id,customer,rep,stage,amount,created_on,closed_on\nd1,c1,r1,won,100.00,2026-05-01,2026-07-06\nz2,c1,r1,talk,7.00,2026-07-06,\n' > z.csv
  salesctl import opportunity z.csv
  printf 'id,rep,title,created_on\nz3,r1,Later,2026-07-06\n' > z.csv
  salesctl import task z.csv
  feedback r1 | cmp - before.txt
}
