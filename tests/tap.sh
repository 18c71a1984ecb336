# Verdicts in the form of the Test Anything Protocol. Sourced by tests/checks/*.sh, which end with `finish`.
# shellcheck shell=sh
status=0
n=0

# verdict NAME COMPLAINT -- ok when there is no complaint
verdict() {
  n=$((n + 1))
  if [ -z "$2" ]; then
    echo "ok $n - $1"
  else
    echo "not ok $n - $1"
    printf '%s\n' "$2" | sed 's/^/# /'
    status=1
  fi
}

finish() {
  echo "1..$n"
  exit $status
}
