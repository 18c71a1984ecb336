load ../helper

# The small firm with targets for the first quarter of 2026 and three awards.
honours() {
  small_firm
  cat >> salesctl.yaml <<'YAML'
goals:
  - {metric: revenue, period: 2026-Q1, amount: 3000, by: quarter, to: rep, weights: {people: even}}
awards:
  - {name: seller, title: Best seller, metric: revenue, prize: a trip, amount: 500}
  - {name: team, title: Team of the quarter, kind: team, metric: orders}
  - {name: fresh, title: Newcomer, kind: newcomer, months: 9, metric: revenue}
YAML
  salesctl goal split 2026-Q1 -q
}

@test "score awards says who wins and why, and report awards keeps it" {
  honours
  salesctl --as-of 2026-04-15 score awards --period 2026-Q1 -f csv > shown.csv
  [ "$(head -1 shown.csv)" = award,period,rank,name,wins,prize,amount,reason ]
  grep -q '^seller,2026-Q1,1,r1,yes,a trip,500.00,"Revenue 1,200.00, 199.' shown.csv || grep -q '^seller,2026-Q1,1,r1,yes,a trip,500.00,"Revenue 1,200.00' shown.csv
  grep -q '^seller,2026-Q1,2,r2,,,,"Revenue 333.33' shown.csv
  grep -q '^team,2026-Q1,1,' shown.csv
  grep -q '^fresh,2026-Q1,1,r2,yes' shown.csv
  salesctl --as-of 2026-04-15 report awards -f csv > kept.csv
  grep -q '^seller,2026-Q1,王伟,r1,2026-04-15,a trip,500.00,' kept.csv
  [ "$(salesctl --as-of 2026-04-14 report awards -f csv | wc -l)" = 1 ]
}

@test "who was given an award keeps it, whatever comes to be known later" {
  honours
  salesctl --as-of 2026-04-15 score awards --period 2026-Q1 -q
  printf 'id,customer,rep,product,kind,quantity,amount,cost,ordered_on\nlate,c1,r3,p1,sale,1,99999.00,1,2026-03-30\n' > late.csv
  salesctl import order late.csv
  salesctl --as-of 2026-04-20 score awards --period 2026-Q1 --award seller > shown.txt
  grep -q 'Best seller of 2026-Q1 was given to r1 and stays with them, though by what is known now it would be r3' shown.txt
  [ "$(query "SELECT group_concat(winner) FROM award_history WHERE award = 'seller'")" = r1 ]
  before="$(query 'SELECT count(*) FROM run')"
  salesctl --as-of 2026-04-20 score awards --period 2026-Q1 -q
  [ "$(query 'SELECT count(*) FROM run')" = "$before" ]
}

@test "nothing is given for a period that is not over, with --dry-run, or where nobody meets the conditions" {
  honours
  salesctl --as-of 2026-03-30 score awards --period 2026-Q1 > shown.txt
  grep -q 'Best seller: 2026-Q1 is not over, so nothing is given yet' shown.txt
  salesctl --as-of 2026-04-15 score awards --period 2026-Q1 -n > shown.txt
  grep -q '王伟' shown.txt
  sed -i 's/name: seller,/name: seller, min: 5000,/' salesctl.yaml
  salesctl --as-of 2026-04-15 score awards --period 2026-Q1 --award seller --all > shown.txt
  grep -q 'Best seller: nobody meets the conditions in 2026-Q1' shown.txt
  grep -q 'below the least of 5,000.00' shown.txt
  [ "$(query 'SELECT count(*) FROM award_history')" = 0 ]
}

@test "an award goes by SQL of one's own" {
  small_firm
  printf "awards:\n  - {name: own, every: year, sql: \"SELECT rep, count(*) FROM credited_order WHERE ordered_on BETWEEN \$from AND \$to AND rep IS NOT NULL GROUP BY rep\"}\n" >> salesctl.yaml
  salesctl --as-of 2026-12-31 score awards --period 2026 -f csv > shown.csv
  grep -q '^own,2026,1,r1,yes,,,2; shared$' shown.csv
  grep -q '^own,2026,1,r3,yes,' shown.csv
  sed -i 's/SELECT rep, count/SELECT nobody, count/' salesctl.yaml
  fails 2 'salesctl.yaml:6:5: .*nobody' salesctl score awards --period 2026
}

@test "what cannot be asked is refused" {
  small_firm
  fails 2 'the config has no awards' salesctl score awards
  printf 'awards:\n  - {name: seller}\n' >> salesctl.yaml
  fails 2 'there is no award "seler" - did you mean "seller"' salesctl score awards --award seler
  fails 2 'no award is won within 2026-02' salesctl --as-of 2026-06-30 score awards --period 2026-02
}
