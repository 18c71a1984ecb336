# Orders as CSV: awk -v rows=N -f orders.awk. The same N gives the same bytes with any awk: the numbers come from a
# generator of our own (Lehmer, 16807 mod 2^31-1), not rand(). Dates are in no order, the harder case for an index.
function below(n) { seed = (seed * 16807) % 2147483647; return seed % n }

function days_in(year, month) {
  if (month == 2) return year % 4 == 0 ? 29 : 28
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
}

BEGIN {
  seed = 20240229
  days = 0
  for (year = 2022; year <= 2024; ++year)
    for (month = 1; month <= 12; ++month)
      for (day = 1; day <= days_in(year, month); ++day) date[days++] = sprintf("%d-%02d-%02d", year, month, day)
  customers = rows < 10 ? 1 : int(rows / 10)
  print "id,customer,rep,product,kind,quantity,amount,cost,ordered_on"
  for (i = 1; i <= rows; ++i) {
    fen = 100 + below(50000000)
    chance = below(100)
    kind = chance < 2 ? "refund" : chance < 30 ? "renewal" : "sale"
    sign = kind == "refund" ? "-" : ""
    cost = int(fen * 0.6)
    printf "o%08d,c%07d,r%03d,p%02d,%s,%s%d,%s%d.%02d,%s%d.%02d,%s\n", i, 1 + below(customers), 1 + below(200), 1 + below(50),
      kind, sign, 1 + below(9), sign, fen / 100, fen % 100, sign, cost / 100, cost % 100, date[below(days)]
  }
}
