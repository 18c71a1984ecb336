load ../helper

cdnow() {
  data="${SALESCTL_SHARED:-$root/../shared}/data/cdnow"
  [ -d "$data" ] || skip "the CDNOW data is not there"
  SALESCTL="$SALESCTL" sh "$root/examples/cdnow/run.sh" "$data" out > shown.txt
}

# value KEY < JSON of one row
value() { sed -n "s/.*\"$1\": \"\{0,1\}\([^,\"}]*\).*/\1/p"; }

# regulars N: a firm with N customers who buy every 20 days or so, and some who stopped.
regulars() {
  printf 'company: Acme\ncurrency: CNY\ntimezone: Asia/Shanghai\nstore: sales.db\n' > salesctl.yaml
  awk -v n="$1" 'BEGIN {
    print "id,name" > "customers.csv"
    print "id,customer,amount,ordered_on" > "orders.csv"
    srand(4)
    for (c = 1; c <= n; ++c) {
      printf "c%03d,Customer %d\n", c, c > "customers.csv"
      stop = c % 4 == 0 ? 60 + int(rand() * 200) : 360
      for (day = int(rand() * 60); day < stop; day += 5 + int(rand() * c / n * 60)) {
        printf "o%d,c%03d,%d,2025-%02d-%02d\n", ++o, c, 100 + int(rand() * 900), 1 + int(day / 30), 1 + day % 30 % 28 > "orders.csv"
      }
    }
  }'
  salesctl import customer customers.csv
  salesctl import order orders.csv
}

@test "the fit reproduces the paper's figures on CDNOW" {
  cdnow
  model() { salesctl -C out/salesctl.yaml --as-of 1997-09-30 churn-check --show-model -f json "$@" > model.json; }
  model --model bg-nbd
  [ "$(value model < model.json)" = bg-nbd ]
  [ "$(value unit < model.json)" = week ]
  [ "$(value customers < model.json)" = 2357 ]
  [ "$(value repeat_customers < model.json)" = 946 ]
  near() { awk -v a="$(value "$1" < model.json)" -v b="$2" -v e="$3" 'BEGIN { exit !(a != "" && (a - b) ^ 2 < e ^ 2) }'; }
  near r 0.243 0.0005
  near alpha 4.414 0.0005
  near a 0.793 0.0005
  near b 2.426 0.0005
  near log_likelihood -9582.4 0.05
  near p 6.25 0.005
  # from second derivatives taken as differences of slopes
  near r_error 0.012557 0.000002
  near alpha_error 0.378224 0.000002
  near a_error 0.185734 0.000002
  near b_error 0.705414 0.000002
  model
  [ "$(value model < model.json)" = mbg-nbd ]
  near r 0.5248 0.0001
  near alpha 6.183 0.001
  near a 0.8914 0.0001
  near b 1.6140 0.0001
  near r_error 0.083268 0.000002
  near alpha_error 0.695621 0.000002
  near a_error 0.154790 0.000002
  near b_error 0.537495 0.000002
  grep -q 'log-likelihood -9582.43' shown.txt
}

@test "on CDNOW the risk learned from the past alone beats model and recency on the 39 weeks after" {
  cdnow
  salesctl -C out/salesctl.yaml --as-of 1998-06-30 churn-check --backtest --horizon 39w --windows 1 -f csv > b.csv
  [ "$(head -1 b.csv)" = as_of,method,customers,left,auc,auc_low,auc_high,brier,log_loss,flagged,precision,recall,captured_value ]
  awk -F, '{ auc[$2] = $5; brier[$2] = $8 }
    END { r = "risk (corrected)"; exit !(auc[r] > auc["model"] && auc[r] > auc["recency"] && auc[r] >= 0.77 &&
                                         brier[r] < brier["model"] && brier[r] <= 0.163) }' b.csv
  # the same, from what the check says on that day and what is in the store afterwards
  salesctl -C out/salesctl.yaml --as-of 1997-09-30 churn-check --horizon 39w -f csv > c.csv
  [ "$(wc -l < c.csv)" = 2358 ]
  head -1 c.csv | grep -qx 'customer,name,class,owner,last_order,days_since,typical_gap,p_alive,p_churn,expected_orders,value_at_risk,risk,reasons,action,method,flagged,task,done,last_contact'
  sqlite3 out/sales.db "SELECT DISTINCT customer FROM \"order\" WHERE ordered_on > '1997-09-30' AND ordered_on <= '1998-06-30'" > came
  brier="$(awk -F, 'NR == FNR { came[$1] = 1; next } FNR > 1 { d = $9 - (($1 in came) ? 0 : 1); s += d * d; ++n } END { printf "%.4f", s / n }' came c.csv)"
  [ "$brier" = "$(awk -F, '/risk/ { print $8 }' b.csv)" ]
}

@test "CDNOW: whatever comes after the day changes nothing" {
  cdnow
  salesctl -C out/salesctl.yaml --as-of 1997-09-30 churn-check -f csv > one.csv
  salesctl -C out/salesctl.yaml --as-of 1997-09-30 churn-check -f csv > two.csv
  cmp one.csv two.csv
  sqlite3 out/sales.db "DELETE FROM order_fact WHERE ordered_on > '1997-09-30'"
  salesctl -C out/salesctl.yaml --as-of 1997-09-30 churn-check -f csv > cut.csv
  cmp one.csv cut.csv
}

@test "few customers are judged by the overdue ratio, which is said and gives no chance" {
  small_firm
  salesctl churn-check --as-of 2026-05-05 > shown.txt
  grep -q 'by the overdue ratio' shown.txt
  grep -q '2 customers, 2 of them with repeat orders' shown.txt
  salesctl churn-check --as-of 2026-12-31 -f csv > c.csv
  grep -q '^c1,ACME,,r1,2026-05-05,240,46,,,,[0-9.]*,high,.*,overdue,,,,' c.csv
  grep -q 'no order for 240 days, usually every 46' c.csv
}

@test "days since, gaps and refunds by hand" {
  small_firm
  salesctl churn-check --as-of 2026-02-10 -f csv > c.csv
  # c2 bought on 2025-08-01, 2025-11-11 and 2026-01-20, and gave the last back: gaps of 102 and 70 days
  grep -q '^c2,.*,r3,2026-01-20,21,86,' c.csv
}

@test "the list is ordered by value at risk, and filters leave the rest as it was" {
  regulars 120
  salesctl churn-check --as-of 2025-12-28 -f csv > all.csv
  grep -q ',model,,,,\|,corrected,,,,' all.csv
  tail -n +2 all.csv | awk -F, 'NR > 1 && $11 + 0 > before + 0 { exit 1 } { before = $11 }'
  salesctl churn-check --as-of 2025-12-28 --top 5 -f csv > top.csv
  head -6 all.csv | cmp - top.csv
  salesctl churn-check --as-of 2025-12-28 --min-risk 60% -f csv > risky.csv
  awk -F, 'NR == 1 || $9 >= 0.6' all.csv | cmp - risky.csv
  salesctl churn-check --as-of 2025-12-28 --min-risk high -f csv > high.csv
  awk -F, 'NR == 1 || $12 == "high"' all.csv | cmp - high.csv
  [ "$(wc -l < high.csv)" -gt 2 ]
}

@test "a rep's customers, and a rep who is not there" {
  small_firm
  [ "$(salesctl churn-check --as-of 2026-05-05 --owner r1 -f csv | tail -n +2 | cut -d, -f1)" = c1 ]
  run salesctl churn-check --owner nobody
  [ "$status" = 2 ]
  [[ "$output" = *'there is no rep "nobody"'* ]]
}

@test "exit 3 when as many as said are at that risk" {
  small_firm
  status=0; salesctl churn-check --as-of 2026-12-31 --fail-on high:2 > /dev/null || status=$?
  [ "$status" = 3 ]
  salesctl churn-check --as-of 2026-12-31 --fail-on high:3 > /dev/null
  salesctl churn-check --as-of 2026-05-05 --fail-on high > /dev/null
  run salesctl churn-check --fail-on hihg
  [ "$status" = 2 ]
  [[ "$output" = *'did you mean "high"'* ]]
}

@test "purchases may be the rows of any metric with a customer: won deals" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
metrics:
  won: {title: Won, unit: money, from: opportunity, sum: amount, on: closed_on, where: stage_kind = 'won'}
customers: {purchases: won}
YAML
  printf 'id,customer,rep,stage,amount,closed_on\nd1,c1,r1,won,10,2026-01-01\nd2,c1,r1,lost,10,2026-03-01\nd3,c1,r1,won,20,2026-02-10\n' > deals.csv
  salesctl import opportunity deals.csv
  salesctl churn-check --as-of 2026-03-22 -f csv > c.csv
  [ "$(wc -l < c.csv)" = 2 ]
  awk -F, '$1 == "c1" { exit !($5 == "2026-02-10" && $6 == 40 && $7 == 40) }' c.csv
  grep -q 'deals lost in 180 days: 1' c.csv
  sed -i 's/purchases: won/purchases: new_customers/' salesctl.yaml
  run salesctl churn-check
  [ "$status" = 2 ]
  [[ "$output" = *'salesctl.yaml:7:'*'the rows of new_customers say nothing of a customer'* ]]
}

@test "the playbook says what to do" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
churn:
  model: overdue
  risk: {high: 70%, medium: 40%}
  playbook:
    - {risk: high, reason: overdue, action: visit and ask}
    - {action: call}
YAML
  salesctl churn-check --as-of 2026-12-31 -f csv | grep -q ',visit and ask,overdue,,,,'
  [ "$(salesctl churn-check --as-of 2026-05-05 -f csv | grep -c 'visit and ask')" = 0 ]
}

@test "wrong rules are refused with their place" {
  small_firm
  cp salesctl.yaml base.yaml
  wrong() {
    { cat base.yaml; printf '%b\n' "$1"; } > salesctl.yaml
    run salesctl churn-check
    [ "$status" = 2 ]
    [[ "$output" = *"$2"* ]]
  }
  wrong 'churn: {horizon: soon}' 'salesctl.yaml:5:18: "soon" is no number of days'
  wrong 'churn: {horizon: 0}' 'is no number of days'
  wrong 'churn: {model: prophet}' 'salesctl.yaml:5:16:'
  wrong 'churn: {risk: {high: 20%, medium: 50%}}' 'high (20%) lies below medium (50%)'
  wrong 'churn: {risk: {high: 120%}}' 'between 0% and 100%'
  wrong 'churn: {playbook: [{risk: high}]}' '"action" is missing'
  wrong 'churn: {playbook: [{action: " "}]}' 'action: this is empty'
  wrong 'customers: {purchases: revenu}' 'did you mean "revenue"'
}

@test "a store without orders has nobody to show, and no past to test on" {
  salesctl init > /dev/null
  [ "$(salesctl churn-check -f csv | wc -l)" = 1 ]
  salesctl churn-check --show-model -f json | grep -q '"customers": 0'
  run salesctl churn-check --backtest
  [ "$status" = 1 ]
  [[ "$output" = *'choose a shorter --horizon'* ]]
}

@test "a backtest shows calibration, and the plain rules of thumb beside" {
  regulars 120
  salesctl churn-check --as-of 2025-12-28 --backtest --horizon 60d --windows 2 > b.txt
  grep -q '^Calibration' b.txt
  for method in risk model recency overdue rfm; do grep -q "2025-10-29  $method" b.txt; done
  [ "$(grep -c '2025-08-30' b.txt)" -ge 4 ]
  salesctl churn-check --as-of 2025-12-28 --show-model | grep -q '^Customers by repeat orders'
}

@test "an option that would say nothing is refused" {
  small_firm
  fails 2 '.--top says nothing beside --backtest' salesctl churn-check --backtest --top 3
  fails 2 '.--cases says nothing beside --show-model' salesctl churn-check --show-model --cases
  fails 2 '.--windows says nothing beside the list' salesctl churn-check --windows 3
  fails 2 '.--class says nothing beside --cases' salesctl churn-check --cases --class A
}
