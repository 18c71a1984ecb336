load ../helper

# The example company: two plans and one of heads, refunds, split credit. Targets of 2026; April and May run and April closed.
company() {
  cp "$root"/examples/company/salesctl.yaml "$root"/examples/company/calendar-cn-*.csv .
  for kind in team rep team_move product customer order order_credit payment; do
    salesctl import $kind "$root/examples/company/data/$kind.csv"
  done
  salesctl --as-of 2026-06-30 goal split 2026 -q
  salesctl pay run --period 2026-04 --as-of 2026-04-30 -q
}

# half_even NUMERATOR -- SQL that rounds NUMERATOR / 1000 half to even; NUMERATOR is a whole number, zero or more.
half_even() {
  echo "(($1) / 1000 + CASE WHEN ($1) % 1000 > 500 OR (($1) % 1000 = 500 AND ($1) / 1000 % 2 = 1) THEN 1 ELSE 0 END)"
}

@test "the tables of the field plan pay what plain SQL says, line by line, for everybody" {
  company
  # April is the first month in the ledger: what was given back of earlier orders lessens it. Who has nothing left is left out.
  a="min(r, t80)"
  b="max(0, min(r, t) - t80)"
  c="max(0, r - t)"
  query "
    WITH paid AS (SELECT rep, component, kind, sum(amount) AS amount, max(CASE WHEN kind = 'cap' THEN 1 END) AS capped FROM pay_ledger
                   WHERE period = '2026-04' AND plan = 'field' AND component = '提成' GROUP BY rep),
    done AS (SELECT rep, CAST(round(sum(amount) * 100) AS INTEGER) AS r FROM credited_order
              WHERE ordered_on BETWEEN '2026-04-01' AND '2026-04-30' GROUP BY rep),
    goal AS (SELECT scope AS rep, CAST(round(amount * 100) AS INTEGER) AS t FROM target
              WHERE metric = 'revenue' AND scope_level = 'rep' AND period = '2026-04' GROUP BY scope),
    bounds AS (SELECT rep, r, t, $(half_even 't * 800') AS t80 FROM done JOIN goal USING (rep) WHERE r > 0)
    SELECT p.rep FROM paid p JOIN bounds USING (rep)
     WHERE CAST(round(p.amount * 100) AS INTEGER)
        <> min(6000000, $(half_even "$a * 6") + $(half_even "$b * 9") + $(half_even "$c * 14"))
    UNION ALL SELECT 'nobody' WHERE (SELECT count(*) FROM paid JOIN bounds USING (rep)) < 25" > wrong.txt
  cat wrong.txt
  [ ! -s wrong.txt ]
}

@test "what everybody is credited with is the month's sales, and a statement's orders pay its lines" {
  company
  all="$(query "SELECT printf('%.2f', sum(amount)) FROM \"order\" WHERE ordered_on BETWEEN '2026-04-01' AND '2026-04-30'")"
  credited="$(query "SELECT printf('%.2f', sum(amount)) FROM credited_order WHERE ordered_on BETWEEN '2026-04-01' AND '2026-04-30'")"
  [ "$all" = "$credited" ]
  rep="$(query "SELECT rep FROM pay_ledger WHERE period = '2026-04' AND plan = 'field' AND kind = 'rate' GROUP BY rep HAVING count(*) >= 3 ORDER BY rep LIMIT 1")"
  # the orders' pay, each exact to four decimals, adds up to each line's amount, which is rounded once
  salesctl pay statement "$rep" --period 2026-04 -f json > statement.json
  salesctl pay statement "$rep" --period 2026-04 | grep -q 'Tiers'
  salesctl pay statement "$rep" --period 2026-04 -f html -o statement.html
  salesctl pay statement "$rep" --period 2026-04 -o statement.xlsx
  total="$(query "SELECT printf('%.2f', sum(amount)) FROM pay_ledger WHERE period = '2026-04' AND rep = '$rep'")"
  salesctl pay statement "$rep" --period 2026-04 | tr -d , | grep -q "$total"
}

@test "a closed month never changes; what is given back later is corrected at the rate of then, and diff says why" {
  company
  salesctl pay close 2026-04 --as-of 2026-05-01
  query "SELECT * FROM pay_line WHERE period = '2026-04'" > closed.txt
  order="$(query "SELECT o.id FROM \"order\" o JOIN rep r ON r.key = o.rep_key WHERE o.ordered_on BETWEEN '2026-04-02' AND '2026-04-20' AND o.amount > 1000
      AND o.kind = 'sale' AND r.level = 'expert' AND r.id NOT IN ('R001', 'R004', 'R007', 'R009') AND NOT EXISTS (SELECT 1 FROM order_credit c WHERE c.\"order\" = o.id)
      AND NOT EXISTS (SELECT 1 FROM \"order\" b WHERE b.refund_of = o.id) ORDER BY o.id LIMIT 1")"
  {
    echo 'id,customer,rep,product,kind,quantity,amount,cost,ordered_on,refund_of'
    query "SELECT 'GB', customer, rep, product, 'refund', -quantity, printf('%.2f', -amount), printf('%.2f', -cost), '2026-05-12', id FROM \"order\" WHERE id = '$order'" | tr '|' ,
  } > back.csv
  salesctl import order back.csv
  fails 1 '2026-04 is closed' salesctl pay run --period 2026-04 --as-of 2026-05-31
  salesctl pay run --period 2026-05 --as-of 2026-05-31 -q
  query "SELECT * FROM pay_line WHERE period = '2026-04'" | cmp - closed.txt
  # all of it was given back: what is taken back is what the order's parts were paid, to a minor unit for each line
  [ "$(query "SELECT count(*) > 0 FROM pay_ledger WHERE period = '2026-05' AND about = '2026-04' AND component = '提成' AND amount < 0
      AND rep = (SELECT rep FROM \"order\" WHERE id = '$order')")" = 1 ]
  salesctl pay diff 2026-04 --as-of 2026-05-31 | grep -q "$order\|GB"
  before="$(query 'SELECT count(*) FROM pay_line')"
  salesctl pay run --period 2026-05 --as-of 2026-05-31 -q
  [ "$(query 'SELECT count(*) FROM pay_line')" = "$before" ]
}

@test "a statement lists the honours of the period beside the pay, one's own and one's teams'" {
  company
  salesctl --as-of 2026-04-01 score awards --period 2026-Q1 -q
  query "SELECT winner, coalesce(prize, ''), scope_level FROM award_history ORDER BY award" > given.txt
  [ "$(wc -l < given.txt)" -ge 3 ]
  winner="$(query "SELECT winner FROM award_history WHERE award = 'most_improved'")"
  salesctl pay statement "$winner" --period 2026-04 | sed -n '/^Beside this pay/,$p' | grep -q '季度进步奖 *2026-Q1 *自选培训课程'
  team="$(query "SELECT winner FROM award_history WHERE award = 'best_team'")"
  member="$(query "SELECT r.id FROM rep r JOIN pay_ledger l ON l.rep = r.id WHERE r.team = '$team' AND l.period = '2026-04' AND r.id NOT IN (SELECT rep FROM team_move) ORDER BY r.id LIMIT 1")"
  salesctl pay statement "$member" --period 2026-04 | grep -q '季度最佳团队 *2026-Q1 *团队活动经费, 8,000.00'
}

@test "a closed quarter never changes; what is given back of it later is taken back in the next period, and the year still adds up" {
  company
  salesctl pay run --period 2026-05..2026-06 --as-of 2026-06-30 -q
  for month in 2026-04 2026-05 2026-06; do salesctl pay close $month --as-of 2026-07-01; done
  query "SELECT * FROM pay_line" > closed.txt
  # three orders of the quarter, given back in full in July
  {
    echo 'id,customer,rep,product,kind,quantity,amount,cost,ordered_on,refund_of'
    query "SELECT 'BACK-' || o.id, customer, rep, product, 'refund', -quantity, printf('%.2f', -amount), printf('%.2f', -cost), '2026-07-10', o.id FROM \"order\" o
       WHERE ordered_on BETWEEN '2026-04-01' AND '2026-06-30' AND kind = 'sale' AND amount > 5000 AND NOT EXISTS (SELECT 1 FROM order_credit c WHERE c.\"order\" = o.id)
         AND NOT EXISTS (SELECT 1 FROM \"order\" b WHERE b.refund_of = o.id) AND rep IN (SELECT rep FROM pay_ledger WHERE plan = 'field') ORDER BY o.id LIMIT 3" | tr '|' ,
  } > back.csv
  [ "$(wc -l < back.csv)" = 4 ]
  salesctl import order back.csv
  salesctl pay run --period 2026-07 --as-of 2026-07-31 -q
  query "SELECT * FROM pay_line WHERE period <= '2026-06'" | cmp - closed.txt
  # each of them is taken back from a line of the quarter, at that line's rate
  [ "$(query "SELECT count(*) >= 3 FROM pay_ledger n JOIN pay_ledger l ON l.key = n.adjusts WHERE n.period = '2026-07' AND n.amount < 0 AND n.about BETWEEN '2026-04' AND '2026-06' AND n.rate = l.rate")" = 1 ]
  for month in 2026-04 2026-05 2026-06; do salesctl pay diff $month --as-of 2026-07-31 > diff.txt; cat diff.txt; done | grep -q 'BACK-'
  rep="$(query "SELECT rep FROM pay_ledger WHERE period = '2026-07' AND about < period AND amount < 0 ORDER BY rep LIMIT 1")"
  salesctl pay statement "$rep" --period 2026-07 | grep -q '^Corrections of earlier periods'
  total="$(query "SELECT printf('%.2f', sum(amount)) FROM pay_ledger WHERE rep = '$rep' AND period BETWEEN '2026-04' AND '2026-07'")"
  salesctl pay statement "$rep" --period 2026-07 | sed -n '/^Since the beginning/,$p' | tr -d , | grep -q "$total"
}

@test "a statement has what a check by hand needs: the target behind the tiers, and the running total before the month" {
  company
  # R003 climbs by the target, R011 over the year
  target="$(query "SELECT printf('%.2f', amount) FROM target WHERE metric = 'revenue' AND scope = 'R003' AND period = '2026-04'")"
  salesctl pay statement R003 --period 2026-04 | tr -d , | grep -q "what lies above $target (100%)"
  before="$(query "SELECT printf('%.2f', sum(amount)) FROM credited_order WHERE rep = 'R011' AND ordered_on BETWEEN '2026-01-01' AND '2026-03-31'")"
  salesctl pay statement R011 --period 2026-04 | tr -d , | sed -n '/^Tiers/,$p' | grep -q "^提成 *$before "
}
