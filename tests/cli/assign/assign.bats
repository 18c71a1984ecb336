load ../helper

# Four reps: one on leave, one gone; five leads without an owner, one of who has gone, one converted.
leads() {
  cat > salesctl.yaml <<'YAML'
company: Acme
currency: CNY
timezone: Asia/Shanghai
store: sales.db
assign:
  leads:
YAML
  printf 'id,name,territory,capacity,left_on\nr1,One,north,,\nr2,Two,north,,\nr3,Away,north,,\nr4,Gone,south,,2026-05-31\n' > reps.csv
  printf 'rep,from_on,to_on\nr3,2026-06-01,2026-06-30\n' > absences.csv
  cat > leads.csv <<'CSV'
id,name,region,owner,value,created_on,converted_on
l1,Lead 1,north,r1,100.00,2026-01-01,
l2,Lead 2,north,,200.00,2026-01-01,
l3,Lead 3,north,,300.00,2026-01-01,
l4,Lead 4,south,,400.00,2026-01-01,
l5,Lead 5,south,r4,500.00,2026-01-01,
l6,Lead 6,south,,600.00,2026-01-01,2026-02-01
l7,Lead 7,south,,700.00,2026-07-01,
CSV
  sed -i '/leads:/d; /^assign:/d' salesctl.yaml
  salesctl import rep reps.csv
  salesctl import absence absences.csv
  salesctl import lead leads.csv
}

rules() {
  cat >> salesctl.yaml <<'YAML'
assign:
  leads:
    rules:
      - {name: north, when: region = 'north', reps: territory = 'north'}
      - {name: far, when: region = 'east'}
YAML
}

on() { salesctl --as-of "$@"; }
owners() { query "SELECT group_concat(id || coalesce(owner, '-'), ' ') FROM (SELECT id, owner FROM lead ORDER BY id)"; }

@test "leads without an owner, and of who has left, go to those who are there, evenly" {
  leads
  on 2026-06-15 assign leads -f csv > shown.csv
  [ "$(head -1 shown.csv)" = id,name,owner_before,owner,rule,place,load_before,load_after,runner_up,runner_up_cost,reason ]
  [ "$(tail -n +2 shown.csv | cut -d, -f1 | paste -sd ' ')" = "l2 l3 l4 l5" ]
  grep -q '^l5,Lead 5,r4,r[12],,,[01],[23],r[12],.*,owner left$' shown.csv
  [ "$(query "SELECT count(*) FROM lead WHERE owner = 'r1'") $(query "SELECT count(*) FROM lead WHERE owner = 'r2'")" = "3 2" ] ||
    [ "$(query "SELECT count(*) FROM lead WHERE owner = 'r1'") $(query "SELECT count(*) FROM lead WHERE owner = 'r2'")" = "2 3" ]
  [ "$(query "SELECT count(*) FROM lead WHERE assigned_on = '2026-06-15'")" = 4 ]
  [ "$(query "SELECT count(*) FROM lead WHERE owner IS NULL")" = 2 ]
  [ "$(query "SELECT previous, how, reason FROM assignment_history WHERE item = 'l5'")" = "r4|assign|owner left" ]
  salesctl check
}

@test "assigning twice changes nothing, a dry run stores nothing" {
  leads
  on 2026-06-15 assign leads -n > dry.txt
  grep -q 'How even it is' dry.txt
  grep -q 'load: largest gap 1 -> 1, Gini 0.500 -> 0.100' dry.txt
  [ "$(owners)" = "l1r1 l2- l3- l4- l5r4 l6- l7-" ]
  on 2026-06-15 assign leads > first.txt
  cmp dry.txt first.txt
  query 'SELECT * FROM lead; SELECT * FROM run; SELECT * FROM assignment' > before.txt
  on 2026-06-16 assign leads -q > quiet.txt
  [ ! -s quiet.txt ]
  on 2026-06-16 assign leads --all -q
  query 'SELECT * FROM lead; SELECT * FROM run; SELECT * FROM assignment' | cmp - before.txt
}

@test "a row names its rule and line; what cannot be placed is listed with the reason" {
  leads
  rules
  printf 'id,name,region,created_on\nl8,Lead 8,east,2026-01-01\n' > more.csv
  salesctl import lead more.csv
  on 2026-06-15 assign leads -f csv > shown.csv
  grep -qE '^l2,Lead 2,,r[12],north,salesctl.yaml:8,[01],[12],' shown.csv
  grep -q '^l4,Lead 4,,,,,,,,,no rule fits$' shown.csv
  [ "$(query "SELECT owner FROM lead WHERE id = 'l5'")" = r4 ]
  [ "$(query "SELECT rule, place FROM assignment_history WHERE item = 'l8'")" = "far|salesctl.yaml:9" ]
}

@test "a rule matches the item with the rep; what no rep matches says so" {
  leads
  cat >> salesctl.yaml <<'YAML'
assign:
  leads:
    rules:
      - {name: own, match: {region: territory}}
YAML
  printf 'id,name,region,created_on\nl8,Lead 8,nowhere,2026-01-01\nl9,Lead 9,,2026-01-01\n' > more.csv
  salesctl import lead more.csv
  printf 'id,name,territory,left_on\nr2,Two,north; south,\n' > reps.csv
  salesctl import rep reps.csv
  on 2026-06-15 assign leads -f csv > shown.csv
  grep -q '^l3,Lead 3,,r1,own,salesctl.yaml:8,' shown.csv
  for id in l4 l5; do grep -q "^$id,.*,r2,own," shown.csv; done
  grep -q '^l8,Lead 8,,,own,salesctl.yaml:8,,,,,no rep may have it$' shown.csv
  grep -q '^l9,Lead 9,,,,,,,,,no rule fits$' shown.csv
  sed -i 's/region: territory/regoin: territory/' salesctl.yaml
  fails 2 'salesctl.yaml:8:.* rule own: match: .*no such column: regoin' on 2026-06-15 assign leads
}

@test "where all are full or away that is the reason, and with --strict an error that writes nothing" {
  leads
  printf 'id,name,territory,capacity\nr1,One,north,1\nr2,Two,north,1\n' > reps.csv
  salesctl import rep reps.csv
  fails 1 '3 cannot be placed: l.* \(all are full\)' on 2026-06-15 assign leads --strict
  [ "$(owners)" = "l1r1 l2- l3- l4- l5r4 l6- l7-" ]
  on 2026-06-15 assign leads -f csv > shown.csv
  [ "$(grep -c ',all are full$' shown.csv)" = 3 ]
  printf 'assign:\n  leads:\n    rules: [{name: n, reps: "id = %s"}]\n' "'r3'" >> salesctl.yaml
  on 2026-06-15 assign leads -f csv | grep -c ',nobody is there$' | grep -qx 3
}

@test "who returns from leave gets an even share, not the whole pile" {
  leads
  awk 'BEGIN { print "id,name,owner,created_on"
    for (i = 1; i <= 20; ++i) printf "h%02d,Held,r%d,2026-01-01\n", i, 1 + i % 2
    for (i = 1; i <= 9; ++i) printf "n%d,New,,2026-01-01\n", i }' > more.csv
  salesctl import lead more.csv
  on 2026-07-01 assign leads -n -f csv > back.csv
  [ "$(cut -d, -f4 back.csv | grep -c r3)" = 5 ]
  printf 'assign: {leads: {catch_up: 0}}\n' >> salesctl.yaml
  on 2026-07-01 assign leads -n -f csv > flooded.csv
  [ "$(cut -d, -f4 flooded.csv | grep -c r3)" -gt 10 ]
}

@test "--all balances those who have an owner, with the fewest moves; who is on leave keeps theirs" {
  leads
  awk 'BEGIN { print "id,name,owner,created_on"
    for (i = 1; i <= 6; ++i) printf "h%d,Held,r1,2026-01-01\n", i
    printf "a1,Away,r3,2026-01-01\n" }' > more.csv
  salesctl import lead more.csv
  on 2026-06-15 assign leads -q
  [ "$(query "SELECT count(*) FROM lead WHERE owner = 'r1' AND converted_on IS NULL")" = 7 ]
  on 2026-06-15 assign leads --all -f csv > moved.csv
  [ "$(wc -l < moved.csv)" = 2 ]
  grep -q ',r1,r2,.*,balance$' moved.csv
  [ "$(query "SELECT owner FROM lead WHERE id = 'a1'")" = r3 ]
  on 2026-06-15 assign leads --all --explain -n -f csv | grep -q ',stays$'
}

@test "round-robin goes on where it stopped; weighted deals by capacity" {
  leads
  printf 'id,name,owner,created_on\n' > none.csv
  on 2026-06-15 assign leads --method round-robin -f csv | cut -d, -f4 | paste -sd ' ' | grep -qx 'owner r1 r2 r1 r2'
  printf 'id,name,created_on\nm1,New,2026-01-01\n' > more.csv
  salesctl import lead more.csv
  on 2026-06-15 assign leads --method round-robin -f csv | grep -q '^m1,New,,r1,.*,r2,'
  printf 'id,name,created_on\nm2,New,2026-01-01\n' > more.csv
  salesctl import lead more.csv
  on 2026-06-15 assign leads --method round-robin -n -f csv | grep -q '^m2,New,,r2,'
  on 2026-06-15 assign leads --method round-robin -f csv | grep -q '^m2,New,,r2,'
  awk 'BEGIN { print "id,name,created_on"; for (i = 0; i < 8; ++i) printf "w%d,New,2026-01-01\n", i }' > more.csv
  salesctl import lead more.csv
  fails 1 'rep r1 has no capacity to be weighted by' on 2026-06-15 assign leads --method weighted
  printf 'id,name,capacity\nr1,One,30\nr2,Two,10\n' > reps.csv
  salesctl import rep reps.csv
  on 2026-06-15 assign leads --method weighted -f csv > weighted.csv
  [ "$(cut -d, -f4 weighted.csv | grep -c r1)" = 6 ]
  fails 2 'says nothing with the method weighted' on 2026-06-15 assign leads --method weighted --all
}

@test "customers are balanced by what they bought, and their metrics follow the owner" {
  small_firm
  printf 'id,name,created_on\nc3,Three,2026-01-01\nc4,Four,2026-01-01\n' > more.csv
  salesctl import customer more.csv
  printf 'id,customer,amount,ordered_on\nx1,c3,5000.00,2026-05-01\nx2,c4,1.00,2026-05-01\n' > orders.csv
  salesctl import order orders.csv
  on 2026-06-30 assign customers --balance value -f json > shown.json
  grep -q '"value_after"' shown.json
  [ "$(query "SELECT count(*) FROM customer WHERE owner IS NULL")" = 0 ]
  # r4 leaves on the day and is still there; somebody without a customer gets each
  [ "$(query "SELECT count(DISTINCT owner) FROM customer")" = 4 ]
  salesctl check
  salesctl import customer more.csv
  [ "$(query "SELECT count(*) FROM customer WHERE owner IS NULL")" = 0 ]
}

@test "conditions that are wrong are told with their line, and useless options are refused" {
  leads
  bad() {
    sed -i '/^assign:/,$d' salesctl.yaml
    printf 'assign:\n  leads:\n    rules:\n      - {name: x, %s}\n' "$1" >> salesctl.yaml
    fails 2 "$2" on 2026-06-15 assign leads
    grep -q 'salesctl.yaml:8' err.txt
  }
  bad 'when: "regoin = 1"' 'rule x: when: .*no such column: regoin'
  bad 'reps: "(SELECT count(*) FROM run) > 0"' 'may only read'
  bad 'when: "created_on < date()"' 'clock'
  sed -i '/^assign:/,$d' salesctl.yaml
  printf "assign:\n  leads:\n    capacity: \"'many'\"\n" >> salesctl.yaml
  fails 2 'salesctl.yaml:7:.*the capacity of r1 is no number of items: many' on 2026-06-15 assign leads
  grep -q 'the columns of rep ' err.txt
  sed -i '/^assign:/,$d' salesctl.yaml
  fails 2 'none of optimal' on 2026-06-15 assign leads --method best
  fails 2 'none of count' on 2026-06-15 assign leads --balance weight
}

@test "an empty store, no reps, every format" {
  salesctl init -q --company Acme --currency CNY
  [ "$(on 2026-06-15 assign leads -f csv | wc -l)" = 1 ]
  printf 'id,name\nl1,One\n' > leads.csv
  salesctl import lead leads.csv
  on 2026-06-15 assign leads -f csv | grep -q '^l1,One,,,,,,,,,nobody is there$'
  for format in table json jsonl md; do on 2026-06-15 assign leads -f "$format" | grep -q One; done
  on 2026-06-15 assign customers -q
}

@test "without a store there is nothing to assign, and none is made" {
  printf 'company: Acme\ncurrency: CNY\nstore: sales.db\n' > salesctl.yaml
  for what in leads 'customers -n' 'claim r1 l1'; do
    # shellcheck disable=SC2086
    fails 1 'there is no store' on 2026-06-15 assign $what
  done
  [ ! -e sales.db ]
}
