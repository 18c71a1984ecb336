load ../helper

@test "dates in the name of the output are those of --as-of, and its folders are made" {
  small_firm
  salesctl report attainment 2026 --as-of 2026-04-02 -o 'reports/%Y-%m/q%q/%d 100%%.csv'
  cmp 'reports/2026-04/q2/02 100%.csv' <(salesctl report attainment 2026 --as-of 2026-04-02 -f csv)
  salesctl export rep --as-of 2027-01-01 -o '%G-W%V/rep.jsonl'
  grep -q '"r1"' 2026-W53/rep.jsonl
  # Again, beside and over what is there.
  salesctl export rep --as-of 2027-01-01 -o '%G-W%V/rep.jsonl'
  [ "$(ls -A 2026-W53)" = rep.jsonl ]
}

@test "without --as-of the name has today's date in the firm's time zone" {
  small_firm
  for zone in Pacific/Kiritimati Pacific/Pago_Pago; do
    sed -i "s|timezone: .*|timezone: $zone|" salesctl.yaml
    salesctl export rep -o "%Y-%m-%d.$(basename $zone).csv"
    [ -e "$(TZ=$zone date +%F).$(basename $zone).csv" ]
  done
}

@test "a part of a date there is none of is refused with those there are, before anything is done" {
  small_firm
  for name in '%H.csv' 'a%.csv' '%' '%-d/a.csv'; do
    fails 2 'no part of a date is called' salesctl goal split 2026 --amount 100 -o "$name"
    grep -qF '%Y %m %d, %G %V (ISO week), %q (quarter), and %% for a %' err.txt
  done
  [ "$(query 'select count(*) from goal_plan')" = 0 ]
  [ -z "$(find . -type d -name '*%*')" ]
}

@test "a folder that cannot be made, or that has no date in its name, is named" {
  small_firm
  touch 2026
  fails 1 'cannot write 2026/a.csv' salesctl export rep --as-of 2026-04-02 -o '%Y/a.csv'
  fails 1 'nowhere' salesctl export rep -o nowhere/a.csv
  [ ! -e nowhere ]
}

@test "the output with a date never takes the place of the rules" {
  small_firm
  mv salesctl.yaml 2026.yaml
  fails 2 'is a file of the configuration' salesctl -C 2026.yaml export rep -f csv --as-of 2026-04-02 -o '%Y.yaml'
}

@test "runs that write the same file leave it whole at any moment" {
  small_firm
  for i in $(seq 3000); do echo "x$i,Some customer with a name $i"; done | cat <(echo id,name) - > many.csv
  salesctl import customer many.csv
  salesctl export customer > whole.csv
  for run in 1 2 3 4 5 6; do
    for again in 1 2 3 4 5; do salesctl export customer --as-of 2026-04-02 -o '%Y/%m/all.csv' || touch failed; done 3>&- &
  done
  for look in $(seq 40); do
    [ ! -e 2026/04/all.csv ] || cmp 2026/04/all.csv whole.csv || touch broken
    sleep 0.02
  done
  wait
  [ ! -e failed ] && [ ! -e broken ]
  cmp 2026/04/all.csv whole.csv
  [ "$(ls -A 2026/04)" = all.csv ]
}
