# Orders as CSV: awk -v rows=N -f orders.awk. The same N gives the same bytes with any awk: the numbers come from a
# generator of our own (Lehmer, 16807 mod 2^31-1), not rand(). Dates and customers are in no order, the harder case for an
# index and for what goes by customer.
# Customers buy at rates of their own, and leave, as those of a real firm do; where all were alike, there would be nothing
# to fit. The product of two even numbers falls on the part x of the customers with density -ln x, as if their rates were
# spread exponentially; a day after its customer has left is drawn again.
function following(number) { return number * 16807 % 2147483647 }
function even() { return (seed = following(seed)) / 2147483647 }
function below(n) { seed = following(seed); return seed % n }

# What a customer is like, always the same of one: five even numbers in trait[].
function characterise(customer) {
  number = following(following(customer + 1))
  for (n = 1; n <= 5; ++n) trait[n] = (number = following(number)) / 2147483647
}

# The day that it leaves: after so many orders as its chance to leave after each makes, at its rate.
function leaves(customer, begin) {
  orders = -log(trait[2]) / (0.3 * trait[3] * trait[4])
  return begin + orders * (days - begin) / (-14 * log((customer + 1) / (customers + 1)))
}

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
    do {
      customer = int(customers * even() * even())
      characterise(customer)
      begin = int(360 * trait[1])
      day = begin + below(days - begin)
    } while (day > leaves(customer, begin))
    fen = 100 + below(5000000 * (1 + int(19 * trait[5])))
    chance = below(100)
    kind = chance < 2 ? "refund" : chance < 30 ? "renewal" : "sale"
    sign = kind == "refund" ? "-" : ""
    cost = int(fen * 0.6)
    printf "o%08d,c%07d,r%03d,p%02d,%s,%s%d,%s%d.%02d,%s%d.%02d,%s\n", i, 1 + customer * 7919 % customers, 1 + below(200),
      1 + below(50), kind, sign, 1 + below(9), sign, fen / 100, fen % 100, sign, cost / 100, cost % 100, date[day]
  }
}
