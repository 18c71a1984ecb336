# The firms that are measured. Sourced by run.sh.
# shellcheck shell=sh disable=SC2154,SC2164

# small_config LINES FILE: a config that uses most sections, LINES long.
small_config() {
  awk -v lines="$1" 'BEGIN {
    n = 0
    say("company: Bench\ncurrency: CNY\ntimezone: Asia/Shanghai\nstore: sales.db")
    say("fields:\n  customer:")
    for (i = 1; i <= 20; ++i) say("    note" i ": text")
    say("  rep:")
    for (i = 1; i <= 10; ++i) say("    mark" i ": {type: integer, doc: mark number " i "}")
    say("metrics:")
    for (i = 1; i <= 6; ++i)
      say("  big" i ":\n    title: Orders over " i "000\n    unit: count\n    from: order\n    on: ordered_on\n    where: \"amount > " i "000\"")
    say("goals:")
    for (i = 2005; i < 2025; ++i) say("  - {metric: revenue, period: " i ", amount: 1200万, by: month, to: rep}")
    say("reports:")
    for (i = 1; i <= 6; ++i)
      say("  list" i ":\n    title: List " i "\n    description: orders over " i "000\n    sql: |\n      SELECT id, amount FROM \"order\" WHERE amount > " i "000 ORDER BY id\n    columns:\n      amount: {title: Value, type: money}")
    say("calendar:\n  holidays:")
    for (i = 0; n < lines; ++i) say(sprintf("    - %d-%02d-%02d", 2015 + int(i / 120), 1 + int(i / 10) % 12, 1 + i % 10))
  }
  function say(text) { print text; n += gsub(/\n/, "\n", text) + 1 }' > "$2"
}

# people REPS FOLDER: teams of ten and their reps, as import files.
people() {
  awk -v reps="$1" -v folder="$2" 'BEGIN {
    print "id,name,parent" > (folder "/teams.csv")
    print "id,name,team" > (folder "/reps.csv")
    for (i = 1; i <= reps; ++i) {
      team = int((i + 9) / 10)
      if (i % 10 == 1) printf "t%02d,Team %d,\n", team, team > (folder "/teams.csv")
      printf "r%03d,Rep %d,t%02d\n", i, i, team > (folder "/reps.csv")
    }
  }'
}

# small_firm FOLDER: ten reps, a goal, 200 lines of config.
small_firm() {
  mkdir -p "$1"
  small_config 200 "$1/salesctl.yaml"
  people 10 "$1"
  (
    cd "$1"
    "$SALESCTL" import team teams.csv
    "$SALESCTL" import rep reps.csv
    "$SALESCTL" goal split 2024 > /dev/null
  )
}

# large_firm ROWS FOLDER: 200 reps, 50 products and ROWS/10 customers imported into FOLDER/base; orders.csv beside it.
large_firm() {
  mkdir -p "$2/base"
  people 200 "$2"
  awk 'BEGIN { print "id,name"; for (i = 1; i <= 50; ++i) printf "p%02d,Product %d\n", i, i }' > "$2/products.csv"
  awk -v rows="$1" 'BEGIN {
    print "id,name,owner,created_on"
    for (i = 1; i <= (rows < 10 ? 1 : int(rows / 10)); ++i) printf "c%07d,Customer %d,r%03d,2021-%02d-01\n", i, i, 1 + i % 200, 1 + i % 12
  }' > "$2/customers.csv"
  awk -v rows="$1" -f "$here/orders.awk" > "$2/orders.csv"
  (
    cd "$2/base"
    printf 'company: Bench\ncurrency: CNY\ntimezone: Asia/Shanghai\nstore: sales.db\n' > salesctl.yaml
    for kind in team rep product customer; do "$SALESCTL" import "$kind" "../${kind}s.csv"; done
  )
}
