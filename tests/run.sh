#!/bin/sh
# Installs what is needed, builds salesctl and runs every test. Exit 0 only when all passed; the last line counts them.
#   sh tests/run.sh [--quick]      --quick: no sanitizers, no fuzzing
# $SALESCTL_SHARED names the folder with the data of the tests on real data, which are skipped without it.
set -eu

cd "$(dirname "$0")/.."
root="$PWD"
quick=false
[ "${1:-}" = --quick ] && quick=true
log="$root/build-tests.log"
: > "$log"
export SALESCTL_SHARED="${SALESCTL_SHARED:-$root/../shared}" CCACHE_BASEDIR="$root" CCACHE_SLOPPINESS=pch_defines,time_macros

. tests/packages.sh
# shellcheck disable=SC2086
install_packages $build_packages $test_packages
# shellcheck disable=SC2086
$quick || install_packages $extra_packages || true

# bats runs files beside each other with the help of GNU parallel.
jobs=""
command -v parallel > /dev/null && jobs="-j $(nproc)"

passed=0
failed=0
skipped=0

# With the seconds since the start, so that it shows where the time goes.
say() { printf '== %s (%s s)\n' "$*" "$(($(date +%s) - begun))"; }
begun="$(date +%s)"
# Whether there is no time left for what only looks a second time: it would make an hour and a half of a slow machine's run.
late() { [ "$(($(date +%s) - begun))" -gt 3300 ]; }

finish() {
  say "done"
  echo "$passed passed, $failed failed, $skipped skipped"
  if [ "$failed" = 0 ]; then exit 0; else exit 1; fi
}

# build FOLDER TARGET CMAKE-OPTION... -- prints nothing unless it fails
build() {
  folder="$1"
  target="$2"
  shift 2
  launcher=""
  command -v ccache > /dev/null && launcher="-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"
  if ! { cmake -S . -B "$folder" -G Ninja $launcher "$@" && cmake --build "$folder" --target "$target"; } > "$log" 2>&1; then
    grep -E 'error|warning|FAILED|CMake Error' "$log" | head -40
    tail -20 "$log"
    failed=$((failed + 1))
    finish
  fi
}

# units BINARY -- in two halves beside each other
units() {
  count="$("$1" --count | sed -n 's/.*filters: *//p')"
  "$1" --last=$((count / 2)) > "$log.half" 2>&1 &
  status=0
  "$1" --first=$((count / 2 + 1)) > "$log" 2>&1 || status=$?
  failed_before="$failed"
  count_failed "$log"
  status=0
  wait $! || status=$?
  count_failed "$log.half"
  rm -f "$log.half"
  passed=$((passed + count - failed + failed_before))
}

# count_failed OUTPUT -- of a run of unit tests that ended with $status
count_failed() {
  [ "$status" = 0 ] && return 0
  tail -60 "$1"
  bad="$(sed -n 's/.*test cases:.*passed | *\([0-9]*\) failed.*/\1/p' "$1")"
  [ "${bad:-0}" = 0 ] && bad=1
  failed=$((failed + bad))
}

# tap COMMAND... -- counts lines of the Test Anything Protocol, shows what is not ok
tap() {
  status=0
  "$@" > "$log" 2>&1 || status=$?
  bad="$(grep -c '^not ok' "$log" || true)"
  left="$(grep -c '^ok .*# skip' "$log" || true)"
  good="$(grep -c '^ok' "$log" || true)"
  if [ "$bad" != 0 ] || [ "$status" != 0 ]; then
    grep -vE '^ok|^[0-9]+\.\.' "$log" | head -100
    [ "$bad" = 0 ] && bad=1
  fi
  passed=$((passed + good - left))
  failed=$((failed + bad))
  skipped=$((skipped + left))
}

fuzzing_works() {
  command -v clang++ > /dev/null || return 1
  echo 'extern "C" int LLVMFuzzerTestOneInput(const char*, unsigned long) { return 0; }' |
    clang++ -x c++ -fsanitize=fuzzer,address,undefined -o "$log" - 2> /dev/null
}

say "build"
build build all -DCMAKE_BUILD_TYPE=Release -DSALESCTL_WERROR=ON
say "unit tests"
units build/tests/unit_tests
say "command line"
# shellcheck disable=SC2086
SALESCTL="$root/build/cmd/salesctl" tap bats --tap $jobs -r tests/cli
say "house rules and documentation"
for check in tests/checks/*.sh; do
  SALESCTL="$root/build/cmd/salesctl" BUILD="$root/build" tap sh "$check"
done

if ! $quick; then
  say "the same under the address and undefined behaviour sanitizers"
  build build-asan all -DCMAKE_BUILD_TYPE=Debug -DSALESCTL_STATIC=OFF \
    "-DCMAKE_CXX_FLAGS=-O1 -fsanitize=address,undefined -fno-sanitize-recover=all" -DCMAKE_CXX_FLAGS_DEBUG=-g1
  export ASAN_OPTIONS=detect_leaks=0
  units build-asan/tests/unit_tests
  if late; then
    say "the machine is slow: the command line is not tested under the sanitizers"
    skipped=$((skipped + 1))
  else
    # shellcheck disable=SC2086
    SALESCTL="$root/build-asan/cmd/salesctl" SALESCTL_SANITIZED=1 tap bats --tap $jobs -r tests/cli
  fi
  if fuzzing_works; then
    say "fuzzing, 10 seconds a target"
    build build-fuzz fuzzers -DCMAKE_BUILD_TYPE=Debug -DSALESCTL_FUZZ=ON -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON \
      -DCMAKE_CXX_COMPILER=clang++
    for target in build-fuzz/tests/fuzz/*_fuzz; do
      tap sh tests/fuzz/run.sh "$target" 10
    done
  else
    say "no fuzzing: no clang++ with libFuzzer"
    skipped=$((skipped + 1))
  fi
fi

rm -f "$log"
finish
