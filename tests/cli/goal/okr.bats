load ../helper

okr_firm() {
  small_firm
  cat >> salesctl.yaml <<'YAML'
okr:
  stalled_after: 30
  objectives:
    - id: grow
      title: Grow the business
      period: 2026-H1
      key_results:
        - {id: rev, title: Revenue, metric: revenue, target: 10000}
    - id: north-wins
      title: North wins
      owner: north
      period: 2026-H1
      aligns_with: grow
      weight: 2
      key_results:
        - {id: nps, title: Recommendation, unit: points, start: 30, target: 50}
        - {id: north-orders, title: Orders, metric: orders, target: 4, weight: 3}
    - id: solo
      owner: r3
      period: 2025
      key_results:
        - {id: sales, metric: revenue, target: 750}
        - {id: late, title: Late visits, unit: "%", start: 20%, target: 5%, direction: down}
YAML
}

# cell ID COLUMN -> that cell of the key result's row, or of the objective's own
cell() {
  awk -F, -v id="$1" -v c="$2" 'NR == 1 {for (i = 1; i <= NF; ++i) at[$i] = i; next}
    $2 == id || ($1 == id && $2 == "") {print $at[c]}' okr.csv
}

@test "key results are graded, weighted and rolled up" {
  okr_firm
  salesctl goal okr checkin nps 42 --confidence 70% --as-of 2026-05-10
  salesctl goal okr --as-of 2026-05-10 -f csv > okr.csv
  head -1 okr.csv | grep -qx 'objective,key_result,owner,period,unit,start,current,target,grade,rolled_up,expected,confidence,status,remark'
  [ "$(cell rev current)" = 4893.33 ]   # with the order of nobody
  [ "$(cell rev grade)" = 0.489 ]
  [ "$(cell rev status)" = "at risk" ]
  [ "$(cell north-orders current)" = 3 ]
  [ "$(cell nps grade)" = 0.6 ]
  [ "$(cell nps confidence)" = 0.7 ]
  [ "$(cell nps expected)" = 0.718 ]
  [ "$(cell north-wins grade)" = 0.712 ]      # (1 × 0.6 + 3 × 0.75) / 4 = 0.7125
  [ "$(cell grow rolled_up)" = 0.638 ]        # (1 × 0.489 + 2 × 0.712) / 3
  [ "$(cell grow owner)" = company ]
  [ "$(cell nps owner)" = north ]
}

@test "what is dated after --as-of does not exist" {
  okr_firm
  salesctl goal okr checkin nps 35 --on 2026-02-01
  salesctl goal okr checkin nps 42 --confidence 70% --on 2026-05-10
  salesctl goal okr --as-of 2026-05-09 -f csv > okr.csv
  [ "$(cell nps current)" = 35 ]
  [ -z "$(cell nps confidence)" ]
  salesctl goal okr --as-of 2026-01-31 -f csv > okr.csv
  [ -z "$(cell nps current)" ]
  [ "$(cell nps grade)" = 0 ]
  [ "$(cell rev current)" = 2100.10 ]
  [ "$(cell north-orders current)" = 1 ]
  salesctl goal okr --as-of 2025-12-31 -f csv > okr.csv
  [ -z "$(cell rev current)" ]
  [ "$(cell rev expected)" = 0 ]
  fails 2 "2026-05-11 is not yet" salesctl goal okr checkin nps 42 --on 2026-05-11 --as-of 2026-05-10
}

@test "a period and an owner choose what is shown, not what is counted" {
  okr_firm
  salesctl goal okr 2025 --as-of 2026-06-30 -f csv > okr.csv
  [ "$(cut -d, -f1 okr.csv | sort -u | tr '\n' ' ')" = "objective solo " ]
  salesctl goal okr 2026-Q1 --owner company --as-of 2026-06-30 -f csv > okr.csv
  [ "$(cut -d, -f1 okr.csv | sort -u | tr '\n' ' ')" = "grow objective " ]
  [ "$(cell grow rolled_up)" = 0.538 ]        # (1 × 0.489 + 2 × 0.562) / 3
  salesctl goal okr --owner r3 --as-of 2026-06-30 -f csv > okr.csv
  [ "$(cell sales grade)" = 1 ]
  salesctl goal okr 2024 -f csv > okr.csv
  [ "$(wc -l < okr.csv)" = 1 ]
}

@test "without objectives there is nothing to show" {
  small_firm
  salesctl goal okr > out.txt
  grep -q "(no rows)" out.txt
  grep -q "no objectives" out.txt
  [ "$(salesctl goal okr -f csv | wc -l)" = 1 ]
}

@test "too easy and stalled ones are pointed out" {
  okr_firm
  salesctl goal okr checkin late 5 --on 2025-01-01
  salesctl goal okr --as-of 2026-01-10 -f csv > okr.csv
  cell solo remark | grep -q "too easy: the period is over and everything is at 1.0"
  grep '^solo,late,' okr.csv | grep -q "too easy: the target was met at the start of the period, with 5% on 2025-01-01"
  salesctl goal okr --as-of 2026-06-10 -f csv > okr.csv
  grep '^grow,rev,' okr.csv | grep -q "stalled: no movement and no check-in for 36 days, since 2026-05-05"
  cell north-wins remark | grep -q "stalled"
  salesctl goal okr checkin rev --note "two large deals in July" --on 2026-06-01
  salesctl goal okr --as-of 2026-06-10 -f csv > okr.csv
  [ -z "$(cell rev remark)" ]
}

@test "a check-in is one run, and the same again is none" {
  okr_firm
  salesctl goal okr checkin nps 42.5 --confidence 0.7 --note 'said, "yes"' --on 2026-05-10
  salesctl goal okr checkin nps 42.5 --confidence 70% --note 'said, "yes"' --on 2026-05-10 -v 2>&1 | grep -q "nothing changed"
  [ "$(query "select count(*), sum(inserted) from run_log where kind = 'okr_checkin'")" = "1|1" ]
  salesctl goal okr checkin nps 43 --on 2026-05-10
  [ "$(query "select sum(updated) from run_log where kind = 'okr_checkin'")" = 1 ]
  [ "$(query 'select key_result, checked_on, value, confidence, note from okr_checkin')" = "nps|2026-05-10|43.0||" ]
  salesctl goal okr checkin nps 1 --on 2026-05-11 -n
  salesctl goal okr checkin nps -- -1.5
  [ "$(query 'select count(*), min(value) from okr_checkin')" = "2|-1.5" ]
  salesctl check
}

@test "check-ins are imported and exported like any other fact" {
  okr_firm
  printf 'key_result,checked_on,value,confidence,note\nnps,2026-03-01,40,60%%,survey\ngone,2026-03-01,1,,\n' > checks.csv
  salesctl import okr_checkin checks.csv
  salesctl goal okr --as-of 2026-03-31 > okr.txt
  grep -q 'check-ins for "gone", which is no key result' okr.txt
  salesctl goal okr --as-of 2026-03-31 -f csv > okr.csv
  [ "$(cell nps grade)" = 0.5 ]
  salesctl export okr_checkin > exported.csv
  salesctl import okr_checkin exported.csv
  salesctl export okr_checkin | diff - exported.csv
  printf 'key_result,checked_on,confidence\nnps,2026-03-02,60\n' > bad.csv
  fails 1 "bad.csv:2.*6000% is not between 0% and 100%" salesctl import okr_checkin bad.csv
  printf 'key_result,checked_on,value\nnps,2026-03-02,10000000000\n' > large.csv
  salesctl import okr_checkin large.csv
  fails 1 "check-in of nps on 2026-03-02 has a value that is too large" salesctl goal okr --as-of 2026-03-31
}

@test "wrong check-ins are refused and nothing is stored" {
  okr_firm
  fails 2 'no key result "npss" - did you mean "nps"' salesctl goal okr checkin npss 42
  fails 2 "how far is it" salesctl goal okr checkin nps
  fails 2 "summed from the store" salesctl goal okr checkin rev 42
  fails 2 "nothing to record" salesctl goal okr checkin rev
  fails 2 "soon" salesctl goal okr checkin nps soon
  fails 2 "too many decimals" salesctl goal okr checkin nps 0.1234567
  fails 2 "too large" salesctl goal okr checkin nps 1000000000
  fails 2 "not between 0% and 100%" salesctl goal okr checkin nps 42 --confidence 70
  fails 2 "2026-02-30" salesctl goal okr checkin nps 42 --on 2026-02-30
  fails 2 "KEY_RESULT" salesctl goal okr checkin
  fails 2 "2026-13" salesctl goal okr 2026-13
  fails 2 'no team or rep "nroth" - did you mean "north"' salesctl goal okr --owner nroth
  fails 2 "colour" salesctl goal okr --colour
  [ "$(query 'select count(*) from okr_checkin')" = 0 ]
}

@test "a wrong config is told by line and column" {
  okr_firm
  sed 's/owner: north/owner: nroth/' salesctl.yaml > other.yaml
  fails 2 'other.yaml:15:14: there is no team or rep "nroth" - did you mean "north"' salesctl -C other.yaml goal okr
  sed 's/aligns_with: grow/aligns_with: north-wins/' salesctl.yaml > other.yaml
  fails 2 "other.yaml:17:20: .*in a circle: north-wins -> north-wins" salesctl -C other.yaml goal okr
  sed 's/metric: orders/metric: oders/' salesctl.yaml > other.yaml
  fails 2 'other.yaml:21:.*did you mean "orders"' salesctl -C other.yaml goal okr
}

@test "every format shows the same, explain says how" {
  okr_firm
  salesctl goal okr checkin nps 42 --as-of 2026-05-10
  salesctl goal okr --as-of 2026-05-10 > okr.txt
  grep -qE '^Grow the business ' okr.txt
  grep -qE '^  North wins ' okr.txt
  grep -qE '^    Recommendation +nps ' okr.txt
  salesctl goal okr --as-of 2026-05-10 -f json | grep -q '"objective": "grow", "key_result": "rev", .*"target": 10000.00, "grade": 0.489'
  salesctl goal okr --as-of 2026-05-10 -f jsonl | grep -q '"key_result": "nps".*"confidence": null, "status": "behind"'
  salesctl goal okr --as-of 2026-05-10 -f md | grep -q '&nbsp;&nbsp;North wins'
  salesctl goal okr --as-of 2026-05-10 --explain | grep -qF 'nps: (42 points - 30 points) / (50 points - 30 points) = 0.6; 130 of 181 days gone; last check-in 2026-05-10 (salesctl.yaml:20:11)'
  salesctl goal okr --as-of 2026-05-10 --explain -f csv > okr.csv
  cell grow explanation | grep -qF '(1 × 0.489 + 2 × 0.712) / 3 = 0.638 (salesctl.yaml:8:7)'
  salesctl goal okr --as-of 2026-05-10 > again.txt
  diff okr.txt again.txt
}
