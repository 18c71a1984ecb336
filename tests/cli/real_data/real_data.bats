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
  salesctl report attainment 2016..2017 --to company --as-of 2017-12-31 -f csv | grep -q ',revenue,,10005534.00,,$'
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
