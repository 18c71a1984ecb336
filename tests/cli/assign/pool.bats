load ../helper

pool() {
  cat > salesctl.yaml <<'YAML'
company: Acme
currency: CNY
timezone: Asia/Shanghai
store: sales.db
assign:
  leads:
    recycle: {after: 30d, notice: 7d, ban: 10d, claims: {open: 3, day: 2, week: 3}}
YAML
  printf 'id,name\nr1,One\nr2,Two\n' > reps.csv
  cat > leads.csv <<'CSV'
id,name,owner,created_on,last_activity_on
l1,Idle,r1,2026-01-01,2026-05-01
l2,Fresh,r1,2026-01-01,2026-06-10
l3,Nearly,r2,2026-01-01,2026-05-20
l4,Free,,2026-01-01,2026-05-01
l5,Free,,2026-01-01,2026-05-01
l6,Free,,2026-01-01,2026-05-01
l7,Free,,2026-01-01,2026-05-01
CSV
  salesctl import rep reps.csv
  salesctl import lead leads.csv
}

on() { salesctl --as-of "$@"; }
owner() { query "SELECT coalesce(owner, '-') FROM lead WHERE id = '$1'"; }

@test "what is idle is warned first and goes when the notice is over; a contact makes it void" {
  pool
  on 2026-06-15 assign recycle -f csv > first.csv
  [ "$(cat first.csv)" = "$(printf 'kind,id,name,owner,last_touch,days,due,goes,state\nlead,l1,Idle,r1,2026-05-01,45,2026-05-31,2026-06-22,warned\nlead,l3,Nearly,r2,2026-05-20,26,2026-06-19,2026-06-22,warned')" ]
  [ "$(owner l1)" = r1 ]
  printf 'id,rep,lead,happened_on\na1,r2,l3,2026-06-16\n' > activities.csv
  salesctl import activity activities.csv
  on 2026-06-21 assign recycle -f csv | grep -q '^lead,l1,.*,2026-06-22,warned$'
  on 2026-06-22 assign recycle -f csv > gone.csv
  [ "$(tail -n +2 gone.csv)" = "lead,l1,Idle,r1,2026-05-01,52,2026-05-31,2026-06-22,taken" ]
  [ "$(owner l1) $(owner l3)" = "- r2" ]
  [ "$(query "SELECT previous, coalesce(owner, '-'), how, place FROM assignment_history")" = "r1|-|recycle|salesctl.yaml:7" ]
  [ "$(query 'SELECT count(*) FROM pool_notice')" = 0 ]
  salesctl check
}

@test "recycling twice changes nothing, a dry run stores nothing" {
  pool
  on 2026-06-15 assign recycle -n | grep -q warned
  [ "$(query 'SELECT count(*) FROM pool_notice')" = 0 ]
  on 2026-06-15 assign recycle leads -q
  query 'SELECT * FROM pool_notice; SELECT * FROM run' > before.txt
  on 2026-06-15 assign recycle -q
  on 2026-06-16 assign recycle -q
  query 'SELECT * FROM pool_notice; SELECT * FROM run' | cmp - before.txt
}

@test "customers who buy stay, and so do those of protected classes" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
assign:
  customers:
    recycle: {after: 60d, notice: 0, protected: [A]}
YAML
  on 2026-06-30 assign recycle -n | grep -q 'no classes yet'
  on 2026-06-30 assign recycle -f csv > unclassified.csv
  grep -q '^customer,c2,.*,2026-04-02,89,2026-06-01,2026-06-30,taken$' unclassified.csv
  grep -c '^customer' unclassified.csv | grep -qx 1
  [ "$(query "SELECT coalesce(owner, '-') FROM customer WHERE id = 'c2'")" = - ]
  on 2026-06-30 assign customers -q
  # given to somebody anew, it has its days again; when they are over the class protects it
  on 2026-06-30 score customers -q
  on 2026-06-30 assign recycle -n | lacks 'no classes yet'
  on 2026-12-30 assign recycle > protected.txt
  grep -q 'due but protected by their class: 2' protected.txt
  lacks 'no classes yet' protected.txt
  fails 2 'leads, customers' on 2026-06-30 assign recycle deals
  fails 2 'does not say when items go back' on 2026-06-30 assign recycle leads
  grep -qF 'recycle: {after: 90d, notice: 7d}' err.txt
}

@test "a rep claims from the pool within the limits, all or nothing" {
  pool
  on 2026-06-15 assign claim r2 l4 l5 -f csv > claimed.csv
  [ "$(cat claimed.csv)" = "$(printf 'kind,id,name,owner,load_after\nlead,l4,Free,r2,2\nlead,l5,Free,r2,3')" ]
  [ "$(query "SELECT assigned_on FROM lead WHERE id = 'l4'")" = 2026-06-15 ]
  query 'SELECT * FROM run' > before.txt
  on 2026-06-15 assign claim r2 l4 -q
  query 'SELECT * FROM run' | cmp - before.txt
  fails 1 'r2 has claimed 2 of 2 today' on 2026-06-15 assign claim r2 l6
  fails 1 'r2 has claimed 3 of 3 within seven days' on 2026-06-16 assign claim r2 l6 l7
  [ "$(owner l6)" = - ]
  on 2026-06-16 assign claim r2 l6 -q
  fails 1 'r2 has claimed 3 of 3 still open' on 2026-07-01 assign claim r2 l7
  fails 1 'l6 is not in the public pool: r2 has it' on 2026-06-16 assign claim r1 l6
  fails 2 'no open lead or customer "l9"' on 2026-06-16 assign claim r1 l9
  fails 2 'no rep "rx" - did you mean "r1"' on 2026-06-16 assign claim rx l7
  fails 2 'no rep "Two"' on 2026-06-16 assign claim Two l7
  grep -q 'that is a name; its id: r2' err.txt
}

@test "who lost an item may not claim it back before the ban is over; others may" {
  pool
  on 2026-06-15 assign recycle -q
  on 2026-06-22 assign recycle -q
  fails 1 'r1 lost l1 on 2026-06-22 and may claim it from 2026-07-02 on' on 2026-07-01 assign claim r1 l1
  on 2026-07-01 assign claim r2 l1 -n -q
  on 2026-07-02 assign claim r1 l1 -q
  [ "$(owner l1)" = r1 ]
}

@test "rules and capacity hold for claims, and assign can leave the pool alone" {
  pool
  cat >> salesctl.yaml <<'YAML'
    rules: [{name: mine, when: id <> 'l7', reps: id = 'r1'}]
    which: "id NOT IN (SELECT item FROM assignment_history WHERE kind = 'lead' AND how = 'recycle')"
YAML
  printf 'id,name,capacity\nr1,One,3\n' > reps.csv
  salesctl import rep reps.csv
  fails 1 'r2 may not have l4: the rule mine gives it to others' on 2026-06-15 assign claim r2 l4
  fails 1 'no rule fits l7' on 2026-06-15 assign claim r1 l7
  fails 1 'r1 is full: 3 of 3 open items' on 2026-06-15 assign claim r1 l4 l5
  on 2026-06-15 assign recycle -q
  on 2026-06-22 assign recycle -q
  on 2026-06-22 assign leads -f csv > shown.csv
  lacks '^l1,' shown.csv
}

@test "who lost an item is not assigned it either before the ban is over" {
  pool
  on 2026-06-15 assign recycle -q
  on 2026-06-22 assign recycle -q
  [ "$(owner l1) $(owner l3)" = "- -" ]
  for method in optimal round-robin; do
    on 2026-07-01 assign leads --method "$method" -n -f csv > shown.csv
    grep -q '^l1,Idle,,r2,' shown.csv
    grep -q '^l3,Nearly,,r1,' shown.csv
  done
  grep -q '^l1,.*,nobody else may have it and has room,no owner$' shown.csv
  printf 'id,name,left_on\nr2,Two,2026-06-30\n' > reps.csv
  salesctl import rep reps.csv
  on 2026-07-01 assign leads -n -f csv > shown.csv
  grep -q '^l1,Idle,,,,,,,,,no rep may have it$\|^l1,Idle,,,,,,,,,nobody is there$' shown.csv
  grep -q '^l3,Nearly,,r1,' shown.csv
  on 2026-07-02 assign leads -n -f csv | grep -q '^l1,Idle,,r1,'
}

@test "the history of owners is right after recycle, claim and assign, and the log says how many changed" {
  small_firm
  printf 'id,name,owner,created_on\nc1,ACME,r1,2025-01-05\nc2,Muller,r3,2025-02-01\nc3,Three,,2025-02-01\nc4,Four,,2025-02-01\n' > customers.csv
  salesctl import customer customers.csv
  printf 'assign:\n  customers:\n    recycle: {after: 60d, notice: 0}\n' >> salesctl.yaml
  on 2026-06-05 assign recycle -q
  on 2026-06-06 assign claim r5 c2 -q
  on 2026-06-07 assign customers -q
  query "SELECT customer, changed_on, coalesce(previous, '-'), owner IS NULL FROM owner_history ORDER BY changed_on, customer" > history.txt
  [ "$(cat history.txt)" = "c2|2026-06-05|r3|1
c2|2026-06-06|-|0
c3|2026-06-07|-|0
c4|2026-06-07|-|0" ]
  [ "$(query "SELECT owner FROM owner_history WHERE changed_on = '2026-06-06'")" = r5 ]
  [ "$(query "SELECT count(*) FROM owner_history h JOIN customer c ON c.id = h.customer WHERE h.changed_on = '2026-06-07' AND h.owner = c.owner")" = 2 ]
  [ "$(query "SELECT kind, updated FROM run_log WHERE command LIKE '%assign%' ORDER BY command DESC")" = "customer|2
customer|1
customer|1" ]
  salesctl check
}
