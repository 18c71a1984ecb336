load ../helper

# busy SECONDS -- another program holds the store for so long; returns when it does
busy() {
  { echo 'begin immediate; delete from meta where 0;'; echo '.shell touch held'; sleep "$1"; echo 'rollback;'; } | sqlite3 sales.db 3>&- &
  while [ ! -e held ]; do sleep 0.02; done
}

@test "a run waits for another one that writes, and gets its turn" {
  small_firm
  busy 2
  salesctl import order orders.csv --wait 60
  salesctl goal split 2026 --amount 100 -q
  [ "$(query 'select count(*) from goal_plan')" = 1 ]
}

@test "without the option it waits for some seconds" {
  small_firm
  busy 2
  salesctl goal split 2026 --amount 100 -q
}

@test "a run that waited for nothing says what to do and has changed nothing" {
  small_firm
  printf 'id,name\nr9,Nine\n' > more.csv
  busy 4
  for wait in 0 1; do
    start="$(date +%s%N)"
    fails 1 'another run is writing .*/sales.db' salesctl import rep more.csv --wait $wait
    took="$((($(date +%s%N) - start) / 1000000))"
    [ "$took" -ge "$((wait * 900))" ] && [ "$took" -lt "$((wait * 1000 + 2500))" ]
    grep -q -- '--wait SECONDS (default 10)' err.txt
  done
  lacks r9 <(salesctl export rep --wait 0)
  wait
  salesctl import rep more.csv --wait 0
  salesctl export rep | grep -q r9
}

@test "a time to wait is whole seconds, up to a day" {
  small_firm
  for wait in -1 x 1.5 86401 ''; do
    fails 2 . salesctl import order orders.csv --wait "$wait"
  done
  salesctl import order orders.csv --wait 86400
}

@test "runs that write at once take turns, none is lost" {
  small_firm
  for run in 1 2 3 4 5 6; do
    (printf 'id,name\nk%s,K\n' $run > k$run.csv && salesctl import customer k$run.csv --wait 300 || touch failed) 3>&- &
    (printf 'id,customer,subject,opened_on\nt%s,c1,x,2026-01-01\n' $run > t$run.csv && salesctl import ticket t$run.csv --wait 300 || touch failed) 3>&- &
  done
  wait
  [ ! -e failed ]
  [ "$(query "select count(*) from customer where id like 'k%'")" = 6 ]
  [ "$(query 'select count(*) from ticket')" = 6 ]
}
