#!/bin/sh
# run.sh DATA_DIR OUT_DIR -- imports the orders of CDNOW's customers (every *.csv of DATA_DIR, with the columns order_id,
# customer_id, ordered_on, quantity and amount) into OUT_DIR/sales.db and shows the model and who is leaving.
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

for orders in "$data"/*.csv; do
  run import customer "$orders" --map customers
  run import order "$orders" --map orders
done

run churn-check --as-of 1997-09-30 --model bg-nbd --show-model
echo
run churn-check --as-of 1997-09-30 --horizon 39w --top 10
echo
run churn-check --as-of 1998-06-30 --backtest --horizon 39w --windows 1
