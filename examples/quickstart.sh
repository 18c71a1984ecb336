#!/bin/sh
# Installs the packages salesctl needs, builds it, and runs the main job on a made-up company: facts in, targets per
# salesperson and a report out. May be run again; everything it makes is in build/.
set -eu

cd "$(dirname "$0")/.."
root="$PWD"
. tests/packages.sh
# shellcheck disable=SC2086
install_packages $build_packages

echo "Building salesctl (a minute or two) ..."
log="$root/build-quickstart.log"
if ! { cmake -S . -B build -G Ninja && cmake --build build --target salesctl_bin catalogues; } > "$log" 2>&1; then
  tail -n 30 "$log" >&2
  exit 1
fi
rm -f "$log"

# As of the last day of the data, so that the output is the same on any day.
salesctl="$root/build/cmd/salesctl"
work="$root/build/quickstart"
mkdir -p "$work"
cp examples/company/salesctl.yaml examples/company/calendar-cn-*.csv "$work"
cd "$work"
unset SALESCTL_CONFIG  # the rules are those here
run() { "$salesctl" --as-of 2026-06-30 "$@"; }

echo "Importing three years of sales ..."
for kind in team rep team_move product customer contact lead opportunity stage_event quote order order_credit payment activity \
  survey ticket review training knowledge task okr_checkin; do
  run import "$kind" "$root/examples/company/data/$kind.csv"
done
run check

echo
run goal split 2026 > goals-2026.txt
run goal show 2026 --by quarter --to team
echo
run report attainment 2026-H1 --to team
echo
run report leaderboard 2026-H1 -f md -o leaderboard.md
run report pipeline
run score customers -q
run churn-check --assign --min-risk medium -q
run report dashboard 2026-Q2 -o dashboard.html
cat <<END

Everything is in $work: salesctl.yaml (the rules), sales.db (the facts), goals-2026.txt, leaderboard.md,
and dashboard.html, the page for the weekly meeting.
What to try next, there, with $salesctl:
  salesctl goal show 2026-07 --metric revenue            July's targets, person by person
  salesctl report attainment 2026 --by month -f csv      for a spreadsheet
  salesctl report big-customers 2026                     a report of one's own, from salesctl.yaml
  salesctl --lang zh_CN report attainment 2026-Q2        in Chinese
  salesctl import order ORDERS.csv                       your own orders; salesctl import --help
END
