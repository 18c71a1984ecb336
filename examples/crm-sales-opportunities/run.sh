#!/bin/sh
# run.sh DATA_DIR OUT_DIR -- imports the four files of the "CRM Sales Opportunities" data unchanged into
# OUT_DIR/sales.db, splits a target for 2018 and shows reports.
set -eu

if [ $# -ne 2 ]; then
  echo "usage: run.sh DATA_DIR OUT_DIR" >&2
  exit 2
fi
data="$(cd "$1" && pwd)"
here="$(cd "$(dirname "$0")" && pwd)"
mkdir -p "$2"
out="$(cd "$2" && pwd)"

salesctl="${SALESCTL:-}"
if [ -z "$salesctl" ]; then
  salesctl="$(command -v salesctl || echo "$here/../../build/cmd/salesctl")"
fi
cp "$here/salesctl.yaml" "$out/salesctl.yaml"
run() { "$salesctl" -C "$out/salesctl.yaml" "$@"; }

run import team "$data/sales_teams.csv" --map regions
run import team "$data/sales_teams.csv" --map managers
run import rep "$data/sales_teams.csv" --map agents
run import product "$data/products.csv" --map products
run import customer "$data/accounts.csv" --map accounts
run import opportunity "$data/sales_pipeline.csv" --map deals

run import order "$data/sales_pipeline.csv" --map signed

run goal split 2018 --metric revenue --amount 12000000.01 --by month --to rep > "$out/goals.txt"
run goal show 2018 --by quarter --to team
echo
run report attainment 2017 --as-of 2017-12-31 --by quarter --to team
echo
run report leaderboard 2017 --as-of 2017-12-31
echo
run report pipeline --as-of 2017-12-31
echo
run pay run --as-of 2017-12-31 --period 2017-12
echo
run pay statement --as-of 2017-12-31 --period 2017-12 "Darcel Schlecht"
echo
run report funnel --as-of 2017-12-31
echo
run report forecast 2017-Q4 --as-of 2017-11-20 --backtest
echo
run score customers --as-of 2017-12-31 --top 10
echo
run churn-check --as-of 2017-12-31 --top 10
echo
run report visits-due --as-of 2017-12-31 --within 0 --class strategic
echo
run score leads --deals --as-of 2017-12-31 --top 10
echo
run score leads --deals --as-of 2017-12-31 --model
