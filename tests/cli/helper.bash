# For every test: an empty folder of its own, a small firm in it, the real binary.
setup() {
  root="$(cd "$BATS_TEST_DIRNAME/../../.." && pwd)"
  SALESCTL="${SALESCTL:-$root/build/cmd/salesctl}"
  dir="$(mktemp -d)"
  cd "$dir" || exit 1
  unset SALESCTL_CONFIG LANGUAGE
  export HOME="$dir" LC_ALL=C.UTF-8 TZ=UTC
}

teardown() {
  cd /
  umount "$dir/small" 2> /dev/null || true
  chmod -R u+w "$dir" 2>/dev/null || true
  rm -rf "$dir"
}

salesctl() { "$SALESCTL" "$@"; }

# Two regions, three teams, five people, twelve orders over two years.
small_firm() {
  cat > salesctl.yaml <<'YAML'
company: Acme
currency: CNY
timezone: Asia/Shanghai
store: sales.db
YAML
  printf 'id,name,parent\nnorth,North,\nsouth,South,\nbj,Beijing,north\n' > teams.csv
  printf 'id,name,team,hired_on,left_on\nr1,王伟,bj,,\nr2,Li Na,bj,2025-07-01,\nr3,Bob,south,,\nr4,Eve,south,,2026-06-30\nr5,Solo,,,\n' > reps.csv
  printf 'id,name\np1,Widget\n' > products.csv
  printf 'id,name,owner,created_on\nc1,ACME,r1,2025-01-05\nc2,"Müller, ""Söhne""",r3,2026-02-01\n' > customers.csv
  cat > orders.csv <<'CSV'
id,customer,rep,product,kind,quantity,amount,cost,ordered_on
o1,c1,r1,p1,sale,1,1000.00,600,2025-01-15
o2,c1,r1,p1,sale,2,2000.50,1200,2025-06-10
o3,c2,r2,p1,sale,1,500.25,300,2025-08-01
o4,c2,r3,p1,sale,1,750.00,400,2025-11-11
o5,c1,r1,p1,sale,1,1200.00,700,2026-01-10
o6,c2,r3,p1,sale,1,900.10,500,2026-01-20
o7,c2,r3,p1,refund,-1,-900.10,-500,2026-02-02
o8,c1,r2,p1,renewal,1,333.33,100,2026-02-14
o9,c2,r4,p1,sale,1,100.00,50,2026-03-31
o10,c1,r5,p1,sale,1,250.00,50,2026-04-01
o11,c2,,p1,sale,1,10.00,5,2026-04-02
o12,c1,r1,p1,sale,3,3000.00,1800,2026-05-05
CSV
  salesctl import team teams.csv
  salesctl import rep reps.csv
  salesctl import product products.csv
  salesctl import customer customers.csv
  salesctl import order orders.csv
}

# fails N CODE PATTERN -- ran in a way that exits with CODE, says PATTERN on stderr, nothing on stdout.
fails() {
  local code="$1" pattern="$2"
  shift 2
  local status=0
  "$@" > out.txt 2> err.txt || status=$?
  if [ "$status" != "$code" ]; then echo "exit $status, expected $code"; cat err.txt; return 1; fi
  if [ -s out.txt ]; then echo "stdout is not empty:"; cat out.txt; return 1; fi
  if ! grep -qE -- "$pattern" err.txt; then echo "stderr does not say $pattern:"; cat err.txt; return 1; fi
}

query() { sqlite3 sales.db "$1"; }

# lacks PATTERN [FILE] -- fails where the file, or stdin, has it. "! grep" would not: a negated command never fails a test.
lacks() {
  if grep -E -- "$@"; then echo "there is $1"; return 1; fi
}
