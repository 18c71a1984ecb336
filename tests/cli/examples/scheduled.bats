load ../helper

# company -- the example company as the examples expect it in srv/, and programs before the others in PATH: salesctl as of
# the last day of its data, and a sendmail that keeps what it is given
company() {
  mkdir srv bin mails
  cp "$root"/examples/company/salesctl.yaml "$root"/examples/company/calendar-cn-*.csv srv
  cp "$root/examples/company/data/order.csv" srv/orders.csv
  cd srv
  salesctl report --list --mail root > /dev/null 2> ../try.err || { grep -q 'built without mails' ../try.err && skip "built without mails"; }
  for kind in team rep team_move product customer contact lead opportunity stage_event quote order order_credit activity survey ticket; do
    salesctl import $kind "$root/examples/company/data/$kind.csv"
  done
  salesctl goal split 2026 -q
  cd ..
  printf '#!/bin/sh\nexec "%s" --as-of 2026-06-30 "$@"\n' "$SALESCTL" > bin/salesctl
  printf '#!/bin/sh\n[ "$*" = "-oi -t" ] || exit 9\ncat > %s/mails/$$.eml\n[ -s %s/mails/$$.eml ]\n' "$dir" "$dir" > bin/sendmail
  chmod +x bin/*
}

# scheduled COMMAND -- runs it in srv/, as it would be in /srv/sales, with what the examples set; an exit code of 3 is good
scheduled() {
  local command="${1//\/srv\/sales/$dir/srv}" status=0
  (cd srv && env PATH="$dir/bin:$PATH" SALESCTL_CONFIG="$dir/srv/salesctl.yaml" sh -c "$command" > out.txt 2> err.txt) || status=$?
  [ "$status" = 0 ] || [ "$status" = 3 ] || { echo "$command: exit $status"; cat srv/err.txt; return 1; }
  [ ! -s srv/err.txt ] || { cat srv/err.txt; return 1; }
}

# all_there MAILS FILE... -- so many mails went out, and the files are there
all_there() {
  [ "$(find mails -name '*.eml' | wc -l)" = "$1" ]
  shift
  for file in "$@"; do [ -s "srv/$file" ] || { echo "no $file"; find srv -type f; return 1; }; done
  for mail in mails/*.eml; do grep -qE '^To: [a-z]+@example.com$' "$mail"; done
}

@test "what the crontab runs works on the example company" {
  company
  grep -vE '^(#|$|[A-Z_]+=)' "$root/examples/crontab" > jobs
  [ "$(wc -l < jobs)" -ge 5 ]
  [ "$(grep -cE '^([0-9*,/-]+ ){5}[a-z]' jobs)" = "$(wc -l < jobs)" ]
  lacks '(^|[^\])%' jobs
  while read -r _ _ _ _ _ command; do scheduled "${command//\\%/%}" < /dev/null; done < jobs
  all_there 5 reports/2026-W27/pipeline.html targets/2026-06.xlsx churn/2026-06-30.html
}

@test "what the systemd units run works on the example company" {
  company
  grep -h '^ExecStart=' "$root"/examples/systemd/*.service > jobs
  [ "$(wc -l < jobs)" -ge 5 ]
  lacks '%' <(sed 's/%%//g' jobs)
  while IFS= read -r line; do
    command="${line#ExecStart=}"
    command="${command//%%/%}"
    scheduled "${command//\/usr\/bin\/salesctl/salesctl}" < /dev/null
  done < jobs
  all_there 3 reports/2026-W27/pipeline.html targets/2026-06.xlsx churn/2026-06-30.html
}

@test "systemd finds nothing wrong with the units, and every timer has its service" {
  for timer in "$root"/examples/systemd/*.timer; do [ -e "${timer%.timer}.service" ]; done
  command -v systemd-analyze > /dev/null || skip "no systemd-analyze"
  mkdir units
  for unit in "$root"/examples/systemd/*; do sed "s|/usr/bin/salesctl|$SALESCTL|" "$unit" > "units/$(basename "$unit")"; done
  systemd-analyze verify --man=no "$dir"/units/* > said.txt 2>&1 || { cat said.txt; return 1; }
  [ ! -s said.txt ] || { cat said.txt; return 1; }
}
