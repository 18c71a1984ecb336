load ../helper

# Rounds of kill -9: fewer under the sanitizers, which are ten times slower.
rounds="${SALESCTL_SANITIZED:+10}"
rounds="${rounds:-100}"

# some_orders FIRST LAST > file
some_orders() {
  awk -v a="$1" -v b="$2" 'BEGIN {
    print "id,customer,rep,amount,ordered_on"
    for (i = a; i <= b; i++) printf "k%d,c%d,r%d,%d.%02d,2026-%02d-%02d\n", i, i % 2 + 1, i % 4 + 1, i % 977, i % 100, i % 12 + 1, i % 28 + 1
  }'
}

# sound -- the store opens and is in order
sound() {
  [ "$(query 'pragma integrity_check')" = ok ]
  salesctl check
}

@test "kill -9 at any moment of an import leaves all of it or none" {
  small_firm
  for round in $(seq "$rounds"); do
    some_orders $((round * 10000)) $((round * 10000 + 3000)) > more.csv
    before="$(query 'select count(*) from order_fact')"
    "$SALESCTL" import order more.csv & pid=$!
    sleep "$(awk -v r="$round" 'BEGIN {srand(r); print rand() * 0.06}')"
    kill -9 $pid 2> /dev/null || true
    wait $pid 2> /dev/null || true
    after="$(query 'select count(*) from order_fact')"
    [ "$after" = "$before" ] || [ "$after" = $((before + 3001)) ] || { echo "round $round: $before -> $after"; return 1; }
    [ $((round % 10)) != 0 ] || sound
  done
  sound
}

@test "kill -9 at any moment of a first import leaves all of it or none" {
  small_firm
  some_orders 1 20000 > many.csv
  for round in $(seq $((rounds / 10))); do
    rm -f sales.db sales.db-*
    for kind in team rep product customer; do salesctl import $kind ${kind}s.csv; done
    "$SALESCTL" import order many.csv & pid=$!
    sleep "$(awk -v r="$round" 'BEGIN {srand(r); print rand() * 0.15}')"
    kill -9 $pid 2> /dev/null || true
    wait $pid 2> /dev/null || true
    count="$(query 'select count(*) from order_fact')"
    [ "$count" = 0 ] || [ "$count" = 20000 ] || { echo "round $round: $count"; return 1; }
    sound
    salesctl import order many.csv
    [ "$(query 'select count(*) from order_fact')" = 20000 ]
  done
}

@test "kill -9 at any moment of a split leaves a whole version or none" {
  small_firm
  for round in $(seq "$rounds"); do
    "$SALESCTL" goal split 2026 --by day --amount $((round * 1000)) > /dev/null & pid=$!
    sleep "$(awk -v r="$round" 'BEGIN {srand(r); print rand() * 0.03}')"
    kill -9 $pid 2> /dev/null || true
    wait $pid 2> /dev/null || true
    [ "$(query 'select count(*) from goal_plan p where (select count(*) from goal_cell where plan_key = p.key) = 0')" = 0 ]
    [ "$(query 'select count(distinct n) from (select count(*) n from goal_cell group by plan_key)')" -le 1 ]
  done
  sound
}

@test "a full disk: the import fails clearly and nothing is lost" {
  [ "$(id -u)" = 0 ] || skip "needs root to mount a small file system"
  mkdir small
  mount -t tmpfs -o size=3m none small 2> /dev/null || skip "cannot mount here"
  small_firm
  sed -i 's#sales.db#small/sales.db#' salesctl.yaml
  for kind in team rep product customer order; do salesctl import $kind ${kind}s.csv; done
  some_orders 1 60000 > many.csv
  status=0
  salesctl import order many.csv 2> err.txt || status=$?
  [ "$status" = 1 ]
  grep -qE "full" err.txt
  [ "$(sqlite3 small/sales.db 'select count(*) from order_fact')" = 12 ]
  salesctl check
  head -c 3000000 /dev/zero > small/fill 2> /dev/null || true
  status=0
  salesctl export order -o small/orders.csv 2> err.txt || status=$?
  [ "$status" = 1 ]
  [ ! -s small/orders.csv ]
  umount small
}

@test "a read-only store: reading works, writing fails clearly" {
  small_firm
  chmod 400 sales.db
  if [ "$(id -u)" = 0 ]; then
    chattr +i sales.db 2> /dev/null || skip "root may write read-only files here"
  fi
  status=0
  salesctl import order orders.csv -n 2> err.txt || status=$?
  printf 'id,amount,ordered_on\nn1,1,2026-05-01\n' > new.csv
  salesctl import order new.csv 2> err.txt && status=0 || status=$?
  chattr -i sales.db 2> /dev/null || true
  chmod 600 sales.db
  [ "$status" = 1 ]
  grep -qE "read-only|readonly" err.txt
  [ "$(query 'select count(*) from order_fact')" = 12 ]
}

@test "two writers at once: both land, one after the other" {
  small_firm
  some_orders 1 20000 > a.csv
  some_orders 20001 40000 > b.csv
  "$SALESCTL" import order a.csv & first=$!
  "$SALESCTL" import order b.csv & second=$!
  wait $first
  wait $second
  [ "$(query 'select count(*) from order_fact')" = 40012 ]
  sound
}

@test "readers are not disturbed by a writer" {
  small_firm
  some_orders 1 60000 > a.csv
  "$SALESCTL" import order a.csv & writer=$!
  while kill -0 $writer 2> /dev/null; do
    salesctl report attainment 2026 --to company -f csv > out.csv
  done
  wait $writer
  sound
}

@test "hostile configs get a clear error" {
  { printf 'a: '; head -c 100000 /dev/zero | tr '\0' '['; } > deep.yaml
  fails 2 "deep.yaml:1" salesctl -C deep.yaml check
  awk 'BEGIN {print "a: &a [x,x,x,x,x,x,x,x,x]"; for (i = 98; i < 106; i++) printf "%c: &%c [*%c,*%c,*%c,*%c,*%c]\n", i, i, i-1, i-1, i-1, i-1, i-1}' > bomb.yaml
  fails 2 "bomb.yaml:1.*anchors" salesctl -C bomb.yaml check
  { echo 'company: A'; awk 'BEGIN {for (i = 0; i < 700000; i++) print "# a long comment"}'; } > big.yaml
  fails 2 "big.yaml:1.*larger" salesctl -C big.yaml check
  printf 'company: A\ncompany: B\n' > twice.yaml
  fails 2 "twice.yaml:2:1.*twice.*line 1" salesctl -C twice.yaml check
  printf 'company: A\ncurrency: [CNY]\n' > type.yaml
  fails 2 "type.yaml:2:11.*currency" salesctl -C type.yaml check
  printf 'company: A\n\tstore: x\n' > tab.yaml
  fails 2 "tab.yaml:2" salesctl -C tab.yaml check
  head -c 4096 /dev/urandom > binary.yaml
  fails 2 "binary.yaml:1" salesctl -C binary.yaml check
  printf 'include: [b.yaml]\n' > a.yaml
  printf 'include: [a.yaml]\n' > b.yaml
  fails 2 "includes itself" salesctl -C a.yaml check
  printf 'timezone: Mars/Base\n' > zone.yaml
  fails 2 "zone.yaml:1:11.*Mars" salesctl -C zone.yaml check
  printf 'stages:\n  - {name: a, kind: opne}\n' > enum.yaml
  fails 2 'enum.yaml:2:21.*did you mean "open"' salesctl -C enum.yaml check
  printf 'goals:\n  - {metric: revenue, period: 2026, amount: 1e6}\n' > goal.yaml
  fails 2 "goal.yaml:2:45.*1e6" salesctl -C goal.yaml check
  printf 'import:\n  x: {kind: customer, columns: {nmae: A}}\n' > map.yaml
  fails 2 'map.yaml:2:33.*did you mean "name"' salesctl -C map.yaml check
  [ ! -e sales.db ]
}

@test "output does not go onto the journals of the store" {
  small_firm
  for journal in wal shm journal; do
    : > sales.db-$journal
    fails 2 "sales.db-$journal belongs to the store" salesctl report leaderboard 2026 -o sales.db-$journal -f csv
    rm -f sales.db-$journal
  done
}
