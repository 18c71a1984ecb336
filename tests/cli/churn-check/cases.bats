load ../helper

playbook() {
  cat >> salesctl.yaml <<'YAML'
churn:
  playbook:
    - {class: A, action: director visits, kind: visit, owner: r2, due: 3}
    - {risk: high, action: ring up, kind: call, due: 1w}
    - {action: look after}
YAML
}

@test "--assign makes a task of each case once, for the play's owner or the customer's" {
  small_firm
  playbook
  salesctl --as-of 2026-12-30 churn-check --assign > shown.txt
  grep -q 'ring up' shown.txt
  [ "$(query "SELECT id, title, kind, customer, rep, priority, created_on, due_on FROM task ORDER BY id")" = \
"churn-c1-2026-05-05|ring up|call|c1|r1|high|2026-12-30|2027-01-06
churn-c2-2026-04-02|ring up|call|c2|r3|high|2026-12-30|2027-01-06" ]
  query 'SELECT * FROM task; SELECT * FROM run; SELECT * FROM churn_case' > before.txt
  salesctl --as-of 2026-12-31 churn-check --assign -q > quiet.txt
  [ ! -s quiet.txt ]
  query 'SELECT * FROM task; SELECT * FROM run; SELECT * FROM churn_case' | cmp - before.txt
}

@test "a case is of a customer and its last order: after another order there is another case" {
  small_firm
  playbook
  salesctl --as-of 2026-12-30 churn-check --assign -q
  printf 'id,customer,rep,amount,ordered_on\no20,c1,r1,500.00,2027-01-15\n' > more.csv
  salesctl import order more.csv
  salesctl --as-of 2027-12-30 churn-check --assign -q
  [ "$(query "SELECT group_concat(id, ' ') FROM (SELECT id FROM task ORDER BY id)")" = "churn-c1-2026-05-05 churn-c1-2027-01-15 churn-c2-2026-04-02" ]
}

@test "--cases shows who was saved and who was lost" {
  small_firm
  playbook
  salesctl --as-of 2026-12-30 churn-check --assign -q
  salesctl --as-of 2026-12-31 churn-check --cases -f csv > open.csv
  [ "$(head -1 open.csv)" = customer,name,owner,flagged,last_order,risk,value_at_risk,action,task,done,until,next_order,value,outcome ]
  [ "$(grep -c ',open$' open.csv)" = 2 ]
  # bought on the last day of the horizon, with a refund afterwards, and again after it
  printf 'id,customer,rep,kind,amount,ordered_on\no20,c1,r1,sale,500.00,2027-03-30\no21,c1,r1,sale,70.00,2027-03-31\no22,c2,r3,sale,9.00,2027-03-31\n' > more.csv
  salesctl import order more.csv
  printf 'id,title,customer,done_on\nchurn-c1-2026-05-05,ring up,c1,2027-01-02\n' > tasks.csv
  salesctl import task tasks.csv
  salesctl --as-of 2027-03-30 churn-check --cases -f csv > then.csv
  grep -q '^c1,ACME,r1,2026-12-30,2026-05-05,high,.*,churn-c1-2026-05-05,2027-01-02,2027-03-30,2027-03-30,500.00,saved$' then.csv
  grep -q ',2027-03-30,,0.00,lost$' then.csv
  salesctl --as-of 2027-06-30 churn-check --cases > late.txt
  grep -q 'saved: 1, lost: 1, open: 0; bought since: 500.00' late.txt
  # what is dated later does not exist
  salesctl --as-of 2026-12-29 churn-check --cases -f csv | tail -n +2 | wc -l | grep -qx 0
  [ "$(salesctl --as-of 2027-06-30 churn-check --cases --owner r3 -f csv | tail -n +2 | cut -d, -f1)" = c2 ]
}

@test "the list says what was begun of the actions, and that nothing is of who wants no calls" {
  small_firm
  playbook
  salesctl --as-of 2026-12-30 churn-check -f csv | tail -n +2 | grep -c ',,,,$' | grep -qx 2
  salesctl --as-of 2026-12-30 churn-check | lacks Flagged
  salesctl --as-of 2026-12-30 churn-check --assign -q
  salesctl --as-of 2026-12-31 churn-check -f csv > list.csv
  grep -q '^c1,.*,2026-12-30,churn-c1-2026-05-05,,$' list.csv
  salesctl --as-of 2027-01-02 assign done churn-c1-2026-05-05 -q
  salesctl --as-of 2027-01-02 churn-check -f csv | grep -q '^c1,.*,2026-12-30,churn-c1-2026-05-05,2027-01-02,$'
  # the call itself
  printf 'id,rep,kind,customer,happened_on\na9,r1,call,c1,2027-01-01\n' > call.csv
  salesctl import activity call.csv
  salesctl --as-of 2027-01-02 churn-check -f csv | grep -q '^c1,.*,2026-12-30,churn-c1-2026-05-05,2027-01-02,2027-01-01$'
  # of another last order is another case, and before it was flagged nothing was
  salesctl --as-of 2026-12-29 churn-check -f csv | grep -q '^c1,.*,,,,$'
  printf 'id,customer,rep,amount,ordered_on\no20,c1,r1,500.00,2027-01-15\n' > more.csv
  salesctl import order more.csv
  salesctl --as-of 2027-12-30 churn-check -f csv | grep -q '^c1,.*,,,,2027-01-01$'
  # a task of an earlier case that nobody did is there still
  printf 'id,customer,rep,amount,ordered_on\no21,c2,r3,500.00,2027-01-15\n' > more.csv
  salesctl import order more.csv
  salesctl --as-of 2027-12-30 churn-check -f csv | grep -q '^c2,.*,2026-12-30,churn-c2-2026-04-02,,$'
  # c2's play is a call
  printf 'id,name,opted_out\nc2,Bolt,yes\n' > out.csv
  salesctl import customer out.csv
  salesctl --as-of 2027-12-30 churn-check | grep -q '^c2 .*(wants no calls or mails)'
  salesctl --as-of 2027-12-30 churn-check -f csv | lacks 'wants no'
}

@test "a dry run, no playbook and a play for nobody write nothing" {
  small_firm
  fails 2 'there is no playbook' salesctl --as-of 2026-12-30 churn-check --assign
  playbook
  salesctl --as-of 2026-12-30 churn-check --assign -n | grep -q 'ring up'
  sed -i 's/ring up, /&owner: nobody, /' salesctl.yaml
  fails 2 'salesctl.yaml:8:.*no rep "nobody"' salesctl --as-of 2026-12-30 churn-check --assign
  [ "$(query 'SELECT count(*) FROM task')" = 0 ]
  [ "$(query 'SELECT count(*) FROM churn_case')" = 0 ]
}

@test "--class takes one class, and a play may be a class's" {
  small_firm
  playbook
  salesctl --as-of 2026-06-30 score customers -q
  salesctl --as-of 2026-12-30 churn-check --class A -f csv > a.csv
  [ "$(tail -n +2 a.csv | cut -d, -f1 | sort | paste -sd ' ')" = "c1 c2" ]
  grep -q '^c1,ACME,A,r1,.*,director visits,overdue,,,,$' a.csv
  [ "$(salesctl --as-of 2026-12-30 churn-check --class B -f csv | wc -l)" = 1 ]
  salesctl --as-of 2026-06-29 churn-check | grep -q 'no classes yet'
  fails 2 'no class "AA"' salesctl churn-check --class AA
}

@test "who opted out is neither called nor written to" {
  small_firm
  playbook
  printf 'id,name,opted_out\nc1,ACME,yes\n' > out.csv
  salesctl import customer out.csv
  salesctl --as-of 2026-12-30 churn-check --assign -q
  [ "$(query "SELECT id FROM task")" = churn-c2-2026-04-02 ]
  salesctl --as-of 2026-06-30 score customers -q
  salesctl --as-of 2026-12-30 churn-check -f csv | grep -q '^c1,.*,director visits,'
}

@test "contact overdue by the class's cadence is a reason, where contacts are on record" {
  small_firm
  salesctl --as-of 2026-06-30 score customers -q
  salesctl --as-of 2026-07-20 churn-check -f csv > none.csv
  lacks 'no contact\|contacts in' none.csv
  printf 'id,rep,kind,customer,happened_on\na1,r1,call,c1,2026-06-10\n' > calls.csv
  salesctl import activity calls.csv
  salesctl --as-of 2026-07-20 churn-check -f csv > some.csv
  grep -q '^c1,.*no contact for 40 days, due every 30' some.csv
  grep -q '^c2,.*no contact on record, due every 30 days' some.csv
  salesctl --as-of 2026-07-10 churn-check -f csv | grep '^c1,' | grep -vq 'contact'
}

@test "who opted out gets no task of a kind that nobody knows, nor a task of a rep who has left" {
  small_firm
  printf 'churn:\n  playbook:\n    - {action: ring up, kind: Phone}\n    - {action: go there, kind: Visit}\n' >> salesctl.yaml
  printf 'id,name,opted_out\nc1,ACME,yes\n' > out.csv
  salesctl import customer out.csv
  printf 'id,name,left_on\nr3,Bob,2026-12-29\n' > left.csv
  salesctl import rep left.csv
  salesctl --as-of 2026-12-30 churn-check --assign -q
  [ "$(query "SELECT title, customer, coalesce(rep, '-') FROM task ORDER BY customer")" = "go there|c1|r1
ring up|c2|-" ]
}

@test "a risk to begin with is a share" {
  small_firm
  fails 2 'min-risk 30: a share is between' salesctl churn-check --min-risk 30
  fails 2 'min-risk -5%: a share is between' salesctl churn-check --min-risk=-5%
  fails 2 'as-of 9999-01-01 is too late' salesctl churn-check --as-of 9999-01-01
}

@test "answers off the scale say nothing, nor do those of a year ago" {
  small_firm
  printf 'id,customer,kind,score,answered_on\ns1,c1,csat,5,2026-06-01\ns2,c1,csat,5,2026-06-20\ns3,c2,csat,1,2025-06-01\ns4,c2,nps,0,2026-06-20\n' > surveys.csv
  salesctl import survey surveys.csv
  query "UPDATE survey_fact SET score = iif(kind = 'nps', 11, -50) WHERE id IN ('s2', 's4')"
  salesctl --as-of 2026-06-30 churn-check -f csv | lacks 'satisfaction|recommendation'
  salesctl --as-of 2026-05-30 churn-check -f csv | grep -q '^c2,.*satisfaction 1 of 5'
}

@test "what --assign wrote is counted, and a play of who has left is refused" {
  small_firm
  playbook
  salesctl --as-of 2026-12-30 churn-check --assign -q
  [ "$(query "SELECT kind, inserted FROM run_log ORDER BY at DESC, key DESC LIMIT 1" 2> /dev/null || query "SELECT kind, inserted FROM run ORDER BY key DESC LIMIT 1")" = "task|2" ]
  sed -i 's/action: ring up,/action: ring up, owner: r4,/' salesctl.yaml
  query 'DELETE FROM churn_case; DELETE FROM task_fact'
  fails 2 'salesctl.yaml:8:.*owner: r4 left on 2026-06-30' salesctl --as-of 2026-12-30 churn-check --assign
  [ "$(query 'SELECT count(*) FROM task')" = 0 ]
  status=0; salesctl --as-of 2026-12-30 check -f csv > found.txt || status=$?
  [ "$status" = 3 ]
  grep -q '^playbook,.*salesctl.yaml:8.*owner: r4 left on 2026-06-30' found.txt
  salesctl --as-of 2026-06-30 check
  sed -i 's/owner: r4/owner: r9/' salesctl.yaml
  status=0; salesctl check -f csv > found.txt || status=$?
  [ "$status" = 3 ]
  grep -q 'there is no rep' found.txt
}

@test "an order that is given back saves nobody" {
  small_firm
  playbook
  salesctl --as-of 2026-12-30 churn-check --assign -q
  printf 'id,customer,rep,kind,amount,ordered_on,refund_of\no20,c1,r1,sale,500.00,2027-01-15,\no21,c1,r1,refund,-500.00,2027-02-01,o20\n' > more.csv
  salesctl import order more.csv
  salesctl --as-of 2027-01-31 churn-check --cases -f csv | grep -q '^c1,.*,2027-01-15,500.00,saved$'
  salesctl --as-of 2027-06-30 churn-check --cases -f csv | grep -q '^c1,.*,,0.00,lost$'
}

@test "where nobody has ordered for long, it is asked whether facts are missing" {
  small_firm
  salesctl --as-of 2026-06-30 churn-check | lacks 'nobody has ordered'
  salesctl --as-of 2026-12-30 churn-check | grep -q 'nobody has ordered since 2026-05-05: are the facts complete up to 2026-12-30'
}
