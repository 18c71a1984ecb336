load ../helper

# many N: a firm with N orders of a tenth as many customers, who buy and leave as the benchmark's do.
many() {
  printf 'company: Acme\ncurrency: CNY\ntimezone: Asia/Shanghai\nstore: sales.db\nimport:\n  plain: {kind: order, only_mapped: true, columns: {id: id, customer: customer, kind: kind, amount: amount, ordered_on: ordered_on}}\n' > salesctl.yaml
  awk -v n="$1" 'BEGIN { print "id,name"; for (i = 1; i <= n / 10; ++i) printf "c%07d,Customer %d\n", i, i }' > customers.csv
  awk -v rows="$1" -f "$root/tests/bench/orders.awk" > orders.csv
  salesctl import customer customers.csv
  salesctl import order orders.csv --map plain
}

@test "one processor or several: the same bytes" {
  command -v taskset > /dev/null || skip "there is no taskset"
  [ "$(nproc)" -gt 1 ] || skip "there is but one processor"
  first="$(taskset -cp $$ | sed 's/.*: *\([0-9]*\).*/\1/')"
  many 200000  # so many customers that all work on them is cut into chunks
  for arguments in 'churn-check -f csv' 'churn-check --show-model -f json' '-n score customers -f csv'; do
    salesctl --as-of 2024-12-31 $arguments > several.txt
    taskset -c "$first" "$SALESCTL" --as-of 2024-12-31 $arguments > one.txt
    [ "$(wc -c < several.txt)" -gt 500 ]
    cmp several.txt one.txt
  done
  salesctl --as-of 2024-12-31 churn-check --top 1 -f csv | grep -qE ',(model|corrected),,,,'
}
