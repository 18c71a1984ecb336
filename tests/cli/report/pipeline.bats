load ../helper

# Two stages, of which the first learns its probability; four open deals and twelve decided ones.
pipeline() {
  small_firm
  printf 'stages:\n  - {name: needs, probability: learned}\n  - {name: quote, probability: 50%%, sla: 2w}\n  - {name: won, kind: won}\n  - {name: lost, kind: lost}\n' >> salesctl.yaml
  cat > deals.csv <<'CSV'
id,customer,rep,stage,amount,probability,created_on,expected_on,last_activity_on,next_step
d1,c1,r1,needs,1000,,2026-03-01,2026-06-30,2026-03-20,call
d2,c1,r1,quote,500.05,,2026-01-01,2026-03-15,2026-02-28,
d3,c2,r3,quote,200,10%,2026-02-01,2027-01-31,,
d4,c2,,quote,,,2026-03-20,,,
CSV
  {
    echo 'id,stage,created_on,closed_on,amount'
    for i in $(seq 1 12); do echo "x$i,$([ $i -le 9 ] && echo won || echo lost),2025-01-01,2025-02-01,100"; done
  } > decided.csv
  {
    echo 'opportunity,stage,entered_on'
    for i in $(seq 1 12); do echo "x$i,needs,2025-01-01"; done
    printf 'd1,needs,2026-03-01\nd2,quote,2026-03-17\nd3,quote,2026-03-16\nd4,quote,2026-03-20\n'
  } > steps.csv
  printf 'id,rep,kind,opportunity,happened_on\na1,r3,call,d3,2026-03-30\na2,r1,call,d2,2026-04-30\n' > calls.csv
  for kind in opportunity:deals opportunity:decided stage_event:steps activity:calls; do
    salesctl import "${kind%:*}" "${kind#*:}.csv"
  done
}

@test "open deals by stage: learned probability, sla, those that do not move, those that are overdue" {
  pipeline
  # learned: 9 of 12, and as if ten more had gone like all: (9 + 7.5) / 22 = 0.75. quote: 250.02 (half-even) + 20.00.
  # On 2026-04-16 d2 is in quote for 30 days, d3 for 31 but was called.
  salesctl report pipeline --as-of 2026-04-16 -f csv > p.csv
  diff - p.csv <<'CSV'
stage,deals,amount,weighted,oldest,without_amount,probability,late,stalled,overdue,due,coverage
needs,1,1000.00,750.00,46,0,0.75,,0,0,1000.00,
quote,3,700.05,270.02,105,1,0.5,3,1,1,0.00,
,4,1700.05,1020.02,105,1,,3,1,1,1000.00,
CSV
  salesctl report pipeline --as-of 2026-04-16 > p.txt
  grep -q 'needs 75% (12 deals)$' p.txt
  lacks 'x1' p.txt
}

@test "coverage is what is due over what is missing of the target" {
  pipeline
  salesctl goal split 2026 --amount 8000 --to company > /dev/null
  # 1200 + 900.10 - 900.10 + 333.33 + 100 + 250 + 10 are there by 16 April
  salesctl report pipeline --as-of 2026-04-16 -f csv | grep -q ',1000.00,0.1638$'
  salesctl report pipeline --as-of 2026-04-16 > p.txt
  grep -q '^coverage: what is still due, without overdue deals, over the 6,106.67 that are missing of the target of 2026, 8,000.00$' p.txt
  salesctl report pipeline 2026-H1 --as-of 2026-04-16 > p.txt
  grep -q 'Still due by 2026-06-30' p.txt
  salesctl goal split 2026 --amount 1000 --to company > /dev/null
  salesctl report pipeline --as-of 2026-04-16 > p.txt
  grep -q '^the target of 2026 is met$' p.txt
}

@test "a goal check weighs open deals by the learned probability too" {
  pipeline
  salesctl goal split 2026 --amount 8000 --to company > /dev/null
  salesctl --as-of 2026-04-16 goal check 2026 > before.txt || true
  sed -i 's/probability: learned/probability: 75%/' salesctl.yaml
  salesctl --as-of 2026-04-16 goal check 2026 > after.txt || true
  diff before.txt after.txt
  sed -i 's/probability: 75%/probability: 5%/' salesctl.yaml
  salesctl --as-of 2026-04-16 goal check 2026 > low.txt || true
  if diff -q before.txt low.txt; then false; fi
}

@test "a report of one's own replaces a computed one" {
  pipeline
  printf 'reports:\n  pipeline:\n    title: Mine\n    sql: SELECT count(*) AS n FROM opportunity\n    columns: {n: N}\n' >> salesctl.yaml
  [ "$(salesctl report pipeline -f csv | tr '\n' ' ')" = "n 16 " ]
  [ "$(salesctl report --list -f csv | grep -c '^pipeline')" = 1 ]
}

@test "open-deals lists them one by one" {
  pipeline
  salesctl report open-deals --as-of 2026-04-16 -f csv > o.csv
  [ "$(tail -n +2 o.csv | cut -d, -f1 | tr '\n' ' ')" = "d1 d2 d3 d4 " ]
  grep -qx 'd2,,c1,r1,quote,500.05,105,2026-03-15,32,2026-02-28,,30' o.csv
}

@test "an empty pipeline is empty in every format" {
  small_firm
  for format in table csv json jsonl md; do salesctl report pipeline -f $format > out.$format; done
  [ "$(wc -l < out.csv)" = 1 ] || [ "$(grep -c . out.csv)" = 1 ]
}

@test "pipeline, open-deals and score leads --deals know the same open deals on every day" {
  small_firm
  printf 'stages:\n  - {name: a}\n  - {name: b}\n  - {name: w, kind: won}\n  - {name: l, kind: lost}\n' >> salesctl.yaml
  printf 'id,stage,amount,created_on,closed_on\nlate,a,10,,\nreopened,a,20,2026-01-01,\nlateclosed,w,40,2026-01-01,2026-03-01\nplain,b,5,2026-01-20,\n' > deals.csv
  printf 'opportunity,stage,entered_on\nlate,a,2026-04-01\nreopened,a,2026-01-01\nreopened,l,2026-02-01\nreopened,a,2026-03-01\nlateclosed,a,2026-01-01\nlateclosed,w,2026-03-01\n' > steps.csv
  salesctl import opportunity deals.csv
  salesctl import stage_event steps.csv
  for day in 2026-01-10:2 2026-02-15:2 2026-02-28:2 2026-03-15:2 2026-04-15:3; do
    on="${day%:*}"
    salesctl report open-deals --as-of "$on" -f csv | tail -n +2 | cut -d, -f1 | sort > listed
    [ "$(wc -l < listed)" = "${day#*:}" ]
    [ "$(salesctl report pipeline --as-of "$on" -f csv | tail -1 | cut -d, -f2)" = "${day#*:}" ]
    salesctl --as-of "$on" score leads --deals -f csv | tail -n +2 | cut -d, -f1 | sort | cmp - listed
  done
}

@test "amounts that come with the decision were not known before it, others are said to be those of now" {
  small_firm
  printf 'stages:\n  - {name: a}\n  - {name: w, kind: won}\n  - {name: l, kind: lost}\n' >> salesctl.yaml
  printf 'id,stage,amount,created_on,closed_on\nw1,w,100,2026-01-01,2026-02-01\nw2,w,100,2026-01-01,2026-03-01\nl1,l,0,2026-01-01,2026-02-01\nl2,l,,2026-01-01,2026-03-01\n' > deals.csv
  salesctl import opportunity deals.csv
  [ "$(salesctl report pipeline --as-of 2026-02-15 -f csv | tail -1 | cut -d, -f2,3,6)" = 2,0.00,2 ]
  printf 'opportunity,stage,entered_on,amount\nw2,a,2026-01-05,70\n' > steps.csv
  salesctl import stage_event steps.csv
  [ "$(salesctl report pipeline --as-of 2026-02-15 -f csv | tail -1 | cut -d, -f2,3,6)" = 2,70.00,1 ]
  printf 'id,stage,amount,created_on,closed_on\nl1,l,50,2026-01-01,2026-02-01\nl2,l,60,2026-01-01,2026-03-01\n' > deals.csv
  salesctl import opportunity deals.csv
  salesctl report pipeline --as-of 2026-02-15 > p.txt
  grep -q '^the day is past: 1 of the open deals have been decided after it' p.txt
  [ "$(salesctl report pipeline --as-of 2026-02-15 -f csv | tail -1 | cut -d, -f2,3,6)" = 2,130.00,0 ]
}

@test "a stage that no rule names is said, in every report on deals" {
  small_firm
  printf 'stages:\n  - {name: a}\n  - {name: w, kind: won}\n' >> salesctl.yaml
  printf 'id,stage,amount,created_on\nd1,verlegt,10,2026-01-01\n' > deals.csv
  salesctl import opportunity deals.csv
  for report in pipeline open-deals forecast funnel; do
    salesctl report $report --as-of 2026-02-15 | grep -q 'no stages of the config.*count as open: verlegt'
  done
}

@test "a deal does not close before it began, and a stage has a name" {
  small_firm
  printf 'id,stage,created_on,closed_on\nd1,lost,2026-02-01,2026-01-31\n' > deals.csv
  fails 1 'deals.csv:2: .*closed_on' salesctl import opportunity deals.csv
  printf "stages:\n  - {name: '', kind: won}\n" >> salesctl.yaml
  fails 2 'salesctl.yaml:6:.*name: this is empty' salesctl report pipeline
}
