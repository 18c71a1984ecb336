load ../helper

@test "what takes over a second is seen on a terminal, and only there" {
  small_firm
  command -v script > /dev/null || skip "no script"
  script -qec true /dev/null > /dev/null 2>&1 || skip "no pseudo-terminal"
  for i in $(seq 20000); do echo "x$i,Some customer with a name $i"; done | cat <(echo id,name) - > many.csv
  salesctl import customer many.csv
  mkfifo slow
  read_slowly() { { sleep 1.5; cat > got.csv; } < slow; }
  read_slowly 3>&- &
  script -qec "'$SALESCTL' export customer -f csv -o slow" /dev/null > seen.txt
  wait
  grep -q 'slow: 20002 rows' seen.txt
  cmp got.csv <(salesctl export customer)
  read_slowly 3>&- &
  salesctl export customer -f csv -o slow 2> err.txt
  wait
  [ ! -s err.txt ]
  script -qec "'$SALESCTL' export customer -o quick.csv" /dev/null > seen.txt
  lacks rows seen.txt
}
