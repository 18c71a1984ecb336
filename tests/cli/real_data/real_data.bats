load ../helper

# The public "CRM Sales Opportunities" data, where it is at hand.
real_data() {
  data="${SALESCTL_SHARED:-$root/../shared}/data/crm-sales-opportunities"
  [ -d "$data" ] || skip "the data is not here"
  export SALESCTL
  sh "$root/examples/crm-sales-opportunities/run.sh" "$data" "$dir/out dir" > run.txt
  cd "out dir"
}

# cents LEVEL PERIOD < goals.csv
cents() { awk -F, -v l="$1" -v p="$2" '$2 == l && $5 == p {gsub(/\./, "", $8); s += $8} END {print s + 0}' goals.csv; }

@test "8,800 deals, 4,238 of them won, worth 10,005,534" {
  real_data
  [ "$(query 'select count(*) from opportunity')" = 8800 ]
  [ "$(query "select count(*), cast(sum(amount) as integer) from opportunity where stage_kind = 'won'")" = "4238|10005534" ]
  [ "$(query "select sum(customer is null) from opportunity where stage_kind = 'open'")" = 1425 ]
  [ "$(query "select count(*) from opportunity where product = 'GTX Pro'")" = 1480 ]
  salesctl report attainment 2016..2017 --to company --as-of 2017-12-31 -f csv | grep -q ',revenue,,10005534.00,,,'
  salesctl check
}

@test "the split adds up to the cent for 3 regions, 6 managers and 35 agents, in every period" {
  real_data
  salesctl goal show 2018 -f csv > goals.csv
  head -1 goals.csv | grep -qx 'metric,scope_level,scope,parent,period,from,to,amount'
  [ "$(awk -F, '$2 == "team" && $4 == "company" && $5 == "2018"' goals.csv | wc -l)" = 3 ]
  [ "$(awk -F, '$2 == "team" && $4 != "company" && $5 == "2018"' goals.csv | wc -l)" = 6 ]
  [ "$(awk -F, '$2 == "rep" && $5 == "2018"' goals.csv | wc -l)" = 35 ]
  [ "$(cents company 2018)" = 1200000001 ]
  # every scope is the sum of those under it, in every period; every quarter and the year the sum of its months
  awk -F, 'NR > 1 {
      gsub(/\./, "", $8); own[$3, $5] = $8; if ($4 != "") below[$4, $5] += $8
      if ($5 ~ /^2018-[01]/) { q = "2018-Q" int((substr($5, 6) + 2) / 3); months[$3, q] += $8; months[$3, "2018"] += $8 }
    }
    END {
      for (k in below) if (below[k] != own[k]) { print "scopes", k, below[k], own[k]; bad = 1 }
      for (k in months) if (months[k] != own[k]) { print "periods", k, months[k], own[k]; bad = 1 }
      exit bad
    }' goals.csv
}

@test "running it again changes nothing" {
  real_data
  versions="$(query 'select count(*) from goal_plan')"
  runs="$(query 'select count(*) from run')"
  sh "$root/examples/crm-sales-opportunities/run.sh" "$data" "$dir/out dir" > /dev/null
  [ "$(query 'select count(*) from goal_plan')" = "$versions" ]
  [ "$(query 'select count(*) from run')" = "$runs" ]
}

@test "the funnel holds every deal once, as plain SQL counts them" {
  real_data
  salesctl report funnel --as-of 2017-12-31 -f csv > f.csv
  count() { query "select count(*) from opportunity where stage_name in ($1)"; }
  [ "$(awk -F, '$1 == "" {print $2, $3, $4, $6}' f.csv)" = "8800 $(count "'Won'") $(count "'Lost'") $(count "'Prospecting', 'Engaging'")" ]
  [ "$(awk -F, '$1 == "Prospecting" {print $2, $3, $6}' f.csv)" = "8800 8300 $(count "'Prospecting'")" ]
  [ "$(awk -F, '$1 == "Engaging" {print $2, $3, $4, $6}' f.csv)" = "8300 4238 2473 1589" ]
  grep -q '^Won,4238,.*,10005534.00,$' f.csv
  for unit in team rep product sector; do
    salesctl report funnel --as-of 2017-12-31 --by $unit -f csv > g.csv
    [ "$(awk -F, '$2 == "Engaging" {e += $3; m += $4; l += $5; t += $7} END {print e, m, l, t}' g.csv)" = "8300 4238 2473 1589" ]
  done
}

@test "won and lost deals by agent and product are what plain SQL counts" {
  real_data
  for unit in rep product; do
    salesctl report win-loss --as-of 2017-12-31 --by $unit -f csv | grep "^$unit," | cut -d, -f2,4,5,10 > ours.csv
    sqlite3 -csv -cmd '.separator ,' sales.db "select $unit, sum(stage_kind = 'won'), sum(stage_kind = 'lost'), printf('%.2f', sum(case when stage_kind = 'won' then amount end))
      from opportunity where stage_kind <> 'open' group by 1 order by 1" | tr -d '"\r' > theirs.csv
    diff ours.csv theirs.csv
  done
  salesctl report win-loss 2017-Q4 --as-of 2017-12-31 -f csv | grep '^company' | cut -d, -f4,5 > q4.csv
  [ "$(tr , '|' < q4.csv)" = "$(query "select sum(stage_kind = 'won'), sum(stage_kind = 'lost') from opportunity where closed_on between '2017-10-01' and '2017-12-31'")" ]
}

@test "the agents' tiers pay what plain SQL says, for every agent and month" {
  real_data
  salesctl pay run --as-of 2017-12-31 --period 2017-03..2017-12 -q
  # amounts in cents times the rate in per cent; a cent is 100 of these, and whole dollars leave no halves
  query "
    WITH done AS (SELECT rep, substr(closed_on, 1, 7) AS month, CAST(sum(amount) AS INTEGER) AS r FROM opportunity
                   WHERE stage_kind = 'won' GROUP BY 1, 2),
    due AS (SELECT rep, month, 2 * min(r, 25000) + 3 * max(0, min(r, 50000) - 25000) + 4 * max(0, r - 50000) AS cents FROM done),
    paid AS (SELECT rep, period AS month, CAST(round(sum(amount) * 100) AS INTEGER) AS cents FROM pay_ledger GROUP BY 1, 2)
    SELECT due.rep, due.month, due.cents, paid.cents FROM due LEFT JOIN paid USING (rep, month) WHERE due.cents IS NOT paid.cents
    UNION ALL SELECT rep, month, 0, cents FROM paid WHERE cents <> 0 AND (rep, month) NOT IN (SELECT rep, month FROM due)" > wrong.txt
  cat wrong.txt
  [ ! -s wrong.txt ]
  [ "$(query "SELECT count(DISTINCT rate) FROM pay_ledger WHERE kind = 'rate'")" = 3 ]
  [ "$(query "SELECT count(DISTINCT rep) FROM pay_ledger")" -ge 30 ]
}
