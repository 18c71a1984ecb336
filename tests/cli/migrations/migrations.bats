# Stores as earlier versions of the schema left them, with facts of most kinds and three plans.
load ../helper

# old_store VERSION
old_store() {
  printf 'company: Acme\ncurrency: CNY\ntimezone: Asia/Shanghai\nstore: sales.db\n' > salesctl.yaml
  sqlite3 sales.db < "$BATS_TEST_DIRNAME/version-$1.sql"
  [ "$(query 'PRAGMA user_version')" = "$1" ]
}

# In the columns that the old store had.
rows() {
  for kind in team rep team_move product customer "order" order_credit goal_plan run; do
    case "$kind" in goal_plan | run) table="$kind" ;; *) table="${kind}_fact" ;; esac
    [ -s "columns.$table" ] || query "SELECT group_concat('\"' || name || '\"', ', ') FROM pragma_table_info('$table')" > "columns.$table"
    query "SELECT $(cat "columns.$table") FROM $table ORDER BY 1"
  done
}

old_targets="
  SELECT p.metric, p.version, c.level, c.scope_key, c.parent, c.depth, c.unit, c.period, c.from_day, c.to_day, c.amount
  FROM goal_cell c JOIN goal_plan p ON p.key = c.plan_key ORDER BY c.plan_key, c.position"
new_targets="
  SELECT p.metric, p.version, s.level, s.scope_key, s.parent, s.depth, d.unit, d.name, d.from_day, d.to_day, c.amount
  FROM goal_plan p, goal_scope s, goal_period d, goal_cell c
  WHERE s.plan_key = p.key AND d.plan_key = p.key AND c.plan_key = p.key AND c.scope = s.position AND c.period = d.position
  ORDER BY p.key, c.scope, c.period"

@test "every older store is brought up to date with all that is in it" {
  for version in 1 3; do
    rm -f sales.db* columns.*
    old_store "$version"
    query "$old_targets" > targets.before
    [ "$(wc -l < targets.before)" -gt 100 ]
    rows | sed 's/|[0-9a-f]\{32\}|/|/' > rows.before
    salesctl check
    query "$new_targets" > targets.after
    cmp targets.before targets.after
    # a plan's digest is of the new shape, and version 1 knew no definition
    rows | sed 's/|[0-9a-f]\{32\}|/|/' > rows.after
    if [ "$version" = 1 ]; then sed -i 's/^\([0-9].*|split by .*[0-9]\)|$/\1/' rows.after; fi
    cmp rows.before rows.after
    [ "$(query 'PRAGMA user_version')" -ge 4 ]
    [ "$(query "SELECT amount FROM target WHERE scope_level = 'company' AND period = '2026'")" = 130000.0 ]
    [ "$(query 'SELECT count(*) FROM okr_checkin')" = 0 ]
    salesctl goal show 2026 -f csv | grep -q '^revenue,rep,r2,south,2026-Q3,'
    salesctl goal diff 1 2 --metric revenue -f csv | grep -q '^company,company,,2026,120000.00,130000.00,10000.00$'
    salesctl goal split 2026 --by quarter --amount 130000 > /dev/null
    [ "$(query 'SELECT max(version) FROM goal_plan')" = "$([ "$version" = 1 ] && echo 3 || echo 2)" ]
    salesctl check
  done
}

@test "a plan of an older store that was changed by hand is found after it was brought up to date" {
  old_store 3
  salesctl check
  query 'UPDATE goal_cell SET amount = amount + 1 WHERE scope = 3 AND period = 0'
  status=0
  salesctl check > found.txt || status=$?
  [ "$status" = 3 ]
  grep -q 'was changed after it was stored' found.txt
}

@test "pay, scores, awards, classes and tasks of version 6 stay as they are, and pay goes on from there" {
  old_store 6
  cat >> salesctl.yaml <<'YAML'
goals:
  - {metric: revenue, period: 2026, amount: 12000, by: month, to: rep}
plans:
  - name: base
    every: month
    components:
      - {name: commission, type: commission, tiers: [{to: 1000, rate: 5%}, {rate: 8%}]}
scorecards:
  - {name: sales, every: quarter, items: [{name: sales, weight: 100%, metric: revenue, target: goal}], grades: {A: 90, B: 60}}
awards: [{name: best, amount: 500}]
customers: {classes: [{name: A, when: abc = 'A', visit_every: 30d}, {name: rest}]}
YAML
  results() { for table in pay_line pay_period rep_score award_given customer_class task_fact; do query "SELECT * FROM $table ORDER BY 1, 2, 3"; done; }
  results > before
  [ "$(wc -l < before)" -gt 10 ]
  salesctl check
  results | cmp - before
  [ "$(query 'PRAGMA user_version')" -ge 7 ]
  [ -z "$(salesctl --as-of 2026-02-28 policy --versions -f csv | tail -n +2)" ]
  salesctl --as-of 2026-02-28 pay run --period 2026-02 -f csv > pay.csv
  grep -q '^2026-02,r3,base,commission,commission,revenue,-900.10,0.05,-45.00$' pay.csv
  [ "$(query "SELECT sum(amount_minor) FROM pay_line WHERE period = '2026-01'")" = 11100 ]
  [ "$(salesctl policy --versions -f csv | wc -l)" = 2 ]
}
