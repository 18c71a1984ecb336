load ../helper

# The small firm and its surveys: r1 and r2 in Beijing under North, r3 in South, r5 directly under the company.
surveys() {
  small_firm
  cat > surveys.csv <<'CSV'
id,customer,rep,kind,score,answered_on,sent_on,comment
s1,c1,r1,csat,5,2026-01-10,2026-01-05,secret praise
s2,c1,r2,csat,3,2026-02-10,2026-02-05,
s3,c2,,csat,4,2026-03-10,2026-03-05,
s4,c2,r5,csat,2,2026-03-31,2026-03-30,secret complaint
s5,c1,r1,csat,,,2026-03-20,
s6,c2,r3,csat,4,2026-04-02,2026-03-31,
s7,c1,r1,nps,10,2026-01-15,,
s8,c2,r3,nps,6,2026-01-16,,
s9,c1,r2,nps,9,2026-01-17,,
s10,c1,r1,csat,4,2025-11-01,,
s11,c2,r3,csat,5,2025-12-31,,
s12,c2,r3,nps,3,2025-10-01,,
s13,c1,r1,csat,1,2025-09-30,,
CSV
  salesctl import survey surveys.csv
}

@test "satisfaction by company, team and rep, by hand" {
  surveys
  salesctl report satisfaction 2026-Q1 --as-of 2026-06-30 -f csv > s.csv
  head -1 s.csv | grep -qx 'scope_level,scope,measure,answers,score,low,high,satisfied,satisfied_low,satisfied_high,promoters,passives,detractors,sent,answered,response_rate,previous,change,trend'
  # 5 3 4 2: mean 3.5, deviation 1.291, t 3.1824: +- 2.054, cut at 5; s5 was sent and never answered, s6 answered later
  grep -qx 'company,company,csat,4,3.5,1.45,5,0.5,0.15,0.85,,,,6,5,0.8333,4.5,-1,' s.csv
  # 2 promoters, 1 detractor: (3 - 2) / 5 = 0.2, +- 1.96 x sqrt((1 - 0.04) / 5) = 0.8588
  grep -qx 'company,company,nps,3,33.3,-65.9,100,,,,2,0,1,0,0,,-100,133.3,' s.csv
  grep -qx 'team,north,csat,2,4,1,5,0.5,0.0945,0.9055,,,,3,2,0.6667,4,0,' s.csv
  grep -qx 'team,bj,csat,2,4,1,5,0.5,0.0945,0.9055,,,,3,2,0.6667,4,0,' s.csv
  # s3 names no rep: it is of r3, who owns c2; one answer has no interval
  grep -qx 'rep,r3,csat,1,4,,,1,0.2065,1,,,,2,2,1,5,-1,' s.csv
  [ "$(cut -d, -f1,2 s.csv | uniq | tail -n +2 | tr '\n' ' ')" = "company,company team,north team,bj team,south rep,r1 rep,r2 rep,r3 rep,r5 " ]
}

@test "counts and means are what plain SQL over the rows says" {
  surveys
  salesctl report satisfaction 2026 --as-of 2026-12-31 -f csv > s.csv
  for kind in csat nps; do
    query "SELECT 'rep', coalesce(s.rep, c.owner), s.kind, count(*),
        CASE s.kind WHEN 'csat' THEN round(avg(score), 2) + 0
                    ELSE round(100.0 * (count(CASE WHEN score >= 9 THEN 1 END) - count(CASE WHEN score <= 6 THEN 1 END)) / count(*), 1) END
      FROM survey s JOIN customer c ON c.id = s.customer
      WHERE s.kind = '$kind' AND score IS NOT NULL AND answered_on BETWEEN '2026-01-01' AND '2026-12-31' GROUP BY 2"
  done | tr '|' ',' | sed 's/\.0$//' | sort > sql.csv
  [ "$(wc -l < sql.csv)" = 7 ]
  grep '^rep,' s.csv | cut -d, -f1-5 | sort | cmp - sql.csv
  [ "$(awk -F, '$1 == "rep" && $3 == "csat" { a += $4; s += $14 } END { print a, s }' s.csv)" = "$(awk -F, '$1 == "company" && $3 == "csat" { print $4, $14 }' s.csv)" ]
}

@test "facts after as-of do not exist, and a running period is compared with the same part of the one before" {
  surveys
  salesctl report satisfaction 2026-Q1 --as-of 2026-03-31 -f csv > s.csv
  grep -q '^company,company,csat,4,.*,6,4,0.6667,' s.csv  # s6 was answered in April
  # up to 31 January, that is 31 October: of the quarter before nothing but s12
  salesctl report satisfaction 2026-Q1 --as-of 2026-01-31 --by company -f csv > s.csv
  grep -qx 'company,company,csat,1,5,,,1,0.2065,1,,,,1,1,1,,,' s.csv
  grep -q '^company,company,nps,3,33.3,.*,-100,133.3,$' s.csv
  salesctl report satisfaction 2026-Q1 --as-of 2026-01-31 | grep -q 'change: against 2025-10-01..2025-10-31; none is beyond chance'
  salesctl report satisfaction 2025-Q3 --as-of 2026-01-31 | grep -q 'no answers from 2025-04-01..2025-06-30 to compare with'
  for period in ytd 2026 ''; do
    # shellcheck disable=SC2086
    salesctl report satisfaction $period --as-of 2026-03-31 | grep -q 'change: against 2025-01-01..2025-03-31\|no answers from 2025-01-01..2025-03-31'
  done
  fails 2 '2027 begins after 2026-06-30' salesctl report satisfaction 2027 --as-of 2026-06-30
}

@test "classes are those in force on the day; never made, they are left out and told" {
  surveys
  salesctl report satisfaction 2026-Q1 --as-of 2026-06-30 > s.txt
  grep -q 'no classes yet: "salesctl score customers" makes them' s.txt
  lacks '^class' s.txt
  salesctl --as-of 2026-02-28 score customers -q
  salesctl report satisfaction 2026-Q1 --as-of 2026-06-30 --by class -f csv > s.csv
  query "SELECT 'class', coalesce((SELECT class FROM class_history h WHERE h.customer = s.customer AND h.since_on <= s.answered_on
           ORDER BY since_on DESC LIMIT 1), ''), kind, count(*)
    FROM survey s WHERE score IS NOT NULL AND answered_on BETWEEN '2026-01-01' AND '2026-03-31' GROUP BY 2, 3" | tr '|' ',' | sort > sql.csv
  [ "$(wc -l < sql.csv)" -gt 2 ]
  grep '^class' s.csv | cut -d, -f1-4 | sort | cmp - sql.csv
  [ "$(cut -d, -f1 s.csv | tail -n +2 | sort -u | tr '\n' ' ')" = "class company " ]
  salesctl report satisfaction 2026-Q1 --as-of 2026-06-30 > s.txt
  grep -q '(no class)' s.txt
  grep -q 'first classified on 2026-02-28: what is older has no class' s.txt
}

@test "up and down are changes beyond chance" {
  small_firm
  awk 'BEGIN {
    print "id,customer,kind,score,answered_on"
    for (i = 1; i <= 25; ++i) {
      printf "a%d,c1,csat,%d,2025-12-%02d\nb%d,c1,csat,%d,2026-01-%02d\n", i, 2 + i % 3, i, i, 4 + i % 2, i
      printf "c%d,c2,nps,%d,2025-12-%02d\nd%d,c2,nps,%d,2026-01-%02d\n", i, 8 + i % 3, i, i, 3 + i % 6, i
    }
  }' > surveys.csv
  salesctl import survey surveys.csv
  salesctl report satisfaction 2026-01 --as-of 2026-01-31 -f csv > s.csv
  grep -q '^company,company,csat,25,4.52,.*,3,1.52,up$' s.csv
  grep -q '^rep,r3,nps,25,.*,down$' s.csv
  salesctl report satisfaction 2026-01 --as-of 2026-01-31 | grep -q 'change: against 2025-12-01..2025-12-31; up and down where it is beyond chance'
}

@test "what cannot count is told, and so is what has no day of asking" {
  surveys
  printf 'id,customer,kind,score,answered_on\nx1,c1,csat,5,2026-01-10\nx2,c1,nps,10,2026-01-10\nx3,c1,csat,4,\n' > odd.csv
  salesctl import survey odd.csv
  query "UPDATE survey_fact SET score = iif(id = 'x1', 85, 11) WHERE id IN ('x1', 'x2')"  # as a store of before import refused them
  salesctl report satisfaction 2026-Q1 --as-of 2026-06-30 > s.txt
  grep -q 'answers left out, as they are not from 1 to 5 (csat) or 0 to 10 (nps): 2$' s.txt
  grep -q 'scores left out, as they have no answered_on: 1$' s.txt
  grep -q 'answers to surveys without sent_on, which say nothing of response rates: 3$' s.txt
  salesctl report satisfaction 2026-Q1 --as-of 2026-06-30 -f csv | grep -q '^company,company,csat,4,3.5,'
}

@test "explain says how each figure comes about and works one out; comments are never shown" {
  surveys
  salesctl report satisfaction 2026-Q1 --as-of 2026-06-30 --explain > s.txt
  grep -q 'csat of the company: 14 / 4 = 3.50; +- t 3.182 x sd 1.291 / sqrt(4): 1.45 to 5.00' s.txt
  grep -qF 'nps of the company: (2 - 1) / 3 x 100 = 33.3; with one more of each: (3 - 2) / 5 = 0.2000' s.txt
  grep -q 'Bonett and Price (2012)' s.txt
  grep -q 'Wilson' s.txt
  for format in table csv json jsonl md; do
    salesctl report satisfaction 2026-Q1 --as-of 2026-06-30 --explain -f $format > out.$format
    grep -q '3\.5' out.$format
    lacks secret out.$format
    salesctl report surveys-due --as-of 2026-12-31 -f $format > due.$format
    lacks secret due.$format
  done
  salesctl report satisfaction 2026-Q1 --as-of 2026-06-30 -o s.xlsx
  salesctl report surveys-due --as-of 2026-12-31 -o d.xlsx
}

@test "the table for people leaves out what it has no room for, and fits on 120 columns" {
  surveys
  salesctl report satisfaction 2026-Q1 --as-of 2026-06-30 > s.txt
  sed -n 2p s.txt | lacks 'Passives|Sent|Answered|Before'
  sed -n 2p s.txt | grep -q 'Replied'
  [ "$(sed -n 3p s.txt | awk '{ print length }')" -le 120 ]
  query 'UPDATE survey_fact SET sent_on = NULL'
  salesctl report satisfaction 2026-Q1 --as-of 2026-06-30 > s.txt
  lacks Replied s.txt
}

@test "an empty store, an empty period, a level that is not there" {
  small_firm
  salesctl report satisfaction --as-of 2026-06-30 > s.txt
  grep -q '(no rows)' s.txt
  [ "$(salesctl report satisfaction --as-of 2026-06-30 -f csv | wc -l)" = 1 ]
  fails 2 'no level "clas" - did you mean "class"' salesctl report satisfaction --by clas
  fails 2 'the report satisfaction has no --to' salesctl report satisfaction --to rep
  fails 2 'the report satisfaction has no --owner' salesctl report satisfaction --owner r1
  salesctl report --list | grep -q '^satisfaction .*CSAT and NPS'
}
