load ../helper

# c1 first bought on 2025-01-15, c2 on 2025-08-01; c3 never did; c4, who did, opted out.
firm() {
  small_firm
  printf 'id,name,owner,opted_out\nc3,Looker,r1,\nc4,Silent,r1,true\nc5,Fifth,r1,false\n' > more.csv
  salesctl import customer more.csv
  printf 'id,customer,amount,ordered_on\nx4,c4,5.00,2025-01-01\nx5,c5,5.00,2026-01-04\n' > more.csv
  salesctl import order more.csv
}

due() { salesctl report surveys-due -f csv "$@"; }

@test "customers are due half a year after they were last asked, or else after their first purchase, overdue first" {
  firm
  [ "$(due --as-of 2026-06-30 | head -1)" = customer,name,class,owner,last_asked,last_kind,last_score,due_on,days_overdue ]
  due --as-of 2026-06-30 > d.csv
  grep -qx 'c1,ACME,,r1,,,,2025-07-14,351' d.csv
  [ "$(tail -n +2 d.csv | cut -d, -f1 | tr '\n' ' ')" = "c1 c2 c5 " ]
  grep -q '^c5,Fifth,,r1,,,,2026-07-03,-3$' d.csv
  cat > surveys.csv <<'CSV'
id,customer,kind,score,answered_on,sent_on
s1,c1,csat,3,2025-03-01,2025-02-20
s2,c1,nps,8,2026-01-20,2026-01-10
s3,c1,csat,,,2026-02-01
s4,c2,csat,4,2025-12-31,
s5,c4,csat,1,2025-01-02,
s6,c3,csat,1,2025-01-02,
CSV
  salesctl import survey surveys.csv
  due --as-of 2026-07-31 > d.csv
  grep -qx 'c1,ACME,,r1,2026-02-01,nps,8,2026-07-31,0' d.csv
  grep -qx 'c2,"Müller, ""Söhne""",,r3,2025-12-31,csat,4,2026-06-29,32' d.csv
  [ "$(tail -n +2 d.csv | cut -d, -f1 | tr '\n' ' ')" = "c2 c5 c1 " ]
  # an answer given later is not there yet
  due --as-of 2026-01-15 | lacks '^c1,'
  due --as-of 2026-01-15 --within 26w | grep -qx 'c1,ACME,,r1,2026-01-10,csat,3,2026-07-09,-175'
}

@test "the list is what plain SQL makes of the rows" {
  firm
  awk 'BEGIN { print "id,customer,kind,score,answered_on,sent_on"
    for (i = 1; i <= 40; ++i) printf "s%d,c%d,%s,%s,%s,2025-%02d-%02d\n", i, 1 + i % 5, i % 2 ? "csat" : "nps", i % 3 ? 4 : "", i % 3 ? sprintf("2025-%02d-%02d", 2 + i % 10, 1 + i % 28) : "", 1 + i % 10, 1 + i * 7 % 28 }' > surveys.csv
  salesctl import survey surveys.csv
  for day in 2025-06-30 2025-12-31 2026-05-31; do
    query "WITH asked AS (SELECT customer, sent_on AS d FROM survey UNION ALL SELECT customer, answered_on FROM survey),
      last AS (SELECT customer, max(d) AS d FROM asked WHERE d <= '$day' GROUP BY 1),
      bought AS (SELECT customer, min(ordered_on) AS d FROM \"order\" WHERE amount >= 0 AND ordered_on <= '$day' GROUP BY 1)
      SELECT b.customer, date(coalesce(l.d, b.d), '+180 days') AS due FROM bought b LEFT JOIN last l ON l.customer = b.customer
      JOIN customer c ON c.id = b.customer
      WHERE coalesce(c.opted_out, 0) = 0 AND date(coalesce(l.d, b.d), '+180 days') <= date('$day', '+30 days') ORDER BY 2, 1" | tr '|' ',' > sql.csv
    due --as-of $day --within 30 | tail -n +2 | sed 's/"[^"]*\(""[^"]*\)*"/name/' | cut -d, -f1,8 | cmp - sql.csv
  done
  [ -s sql.csv ]
}

@test "a rep's customers only, the rule of the config, and how far to look ahead" {
  firm
  [ "$(due --as-of 2026-06-30 --owner r3 | tail -n +2 | cut -d, -f1)" = c2 ]
  [ "$(due --as-of 2026-06-30 --within 0d | tail -n +2 | cut -d, -f1 | tr '\n' ' ')" = "c1 c2 " ]
  salesctl report satisfaction --as-of 2026-06-30 | grep -q 'customers due to be asked again: 2 '
  printf 'customers:\n  survey_every: 52w\n' >> salesctl.yaml
  due --as-of 2026-06-30 | grep -q '^c1,ACME,,r1,,,,2026-01-14,167$'
  salesctl report surveys-due --as-of 2026-06-30 | grep -q 'due 364 days after a customer was last asked'
  salesctl report surveys-due --as-of 2026-06-30 --explain | grep -q 'who opted out of calls and mails are not listed'
  fails 2 'there is no rep "nobody"' salesctl report surveys-due --owner nobody
  fails 2 'no number of days' salesctl report surveys-due --within soon
  fails 2 'the report surveys-due has no period' salesctl report surveys-due 2026
  fails 2 'no class "AA" - did you mean "A"' salesctl report surveys-due --class AA
  fails 2 'the report surveys-due has no --by' salesctl report surveys-due --by rep
}

@test "the class shown is the one in force" {
  firm
  salesctl --as-of 2026-06-30 score customers -q
  due --as-of 2026-06-30 | grep -q '^c1,ACME,A,r1,'
  due --as-of 2026-06-29 | grep -q '^c1,ACME,,r1,'
  due --as-of 2026-06-30 > all.csv
  awk -F, 'NR == 1 || /,A,r[0-9],/' all.csv > a.csv
  [ "$(wc -l < a.csv)" -gt 1 ]
  [ "$(wc -l < a.csv)" -lt "$(wc -l < all.csv)" ]
  due --as-of 2026-06-30 --class A | cmp - a.csv
}

@test "nobody bought, nobody is due" {
  printf 'company: Acme\ncurrency: CNY\ntimezone: Asia/Shanghai\nstore: sales.db\n' > salesctl.yaml
  printf 'id,name\nc1,One\n' > c.csv
  salesctl import customer c.csv
  salesctl report surveys-due | grep -q '(no rows)'
  [ "$(due | wc -l)" = 1 ]
}
