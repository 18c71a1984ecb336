#!/bin/sh
# Looks for what clang-tidy, with the checks of .clang-tidy, finds in lib, cmd and tests/unit. Most of its time goes into the
# headers of the libraries, so it gets the files of a folder as one; a file which does not go with the others, because
# both have something of the same name, is looked at alone. Prints TAP.
cd "$(dirname "$0")/.." || exit 1
build="${BUILD:-$PWD/build}"

# tidy COMMAND-OF-A-FILE FILE... -- what clang-tidy says about these files as one, in $work
tidy() {
  command="$1"
  shift
  own="$(mktemp -d "$work/XXXXXX")"
  for file in "$@"; do echo "#include \"$PWD/$file\""; done > "$own/all.cpp"
  printf '[{"directory": "%s", "command": "%s %s", "file": "%s"}]\n' "$build" "$command" "$own/all.cpp" "$own/all.cpp" \
    > "$own/compile_commands.json"
  # The compiler's own warnings are for the build, and for the compiler chosen there. The folder's files are included
  # here, which is what the second check is about.
  clang-tidy --quiet -p "$own" --config-file=.clang-tidy --checks=-bugprone-suspicious-include \
    --extra-arg=-Wno-error --extra-arg=-Wno-everything "$own/all.cpp" 2>&1 |
    grep -vE '^[0-9]+ warnings? (and [0-9]+ errors? )?generated|^Suppressed|^Use -header-filter|^[0-9]+ warnings? treated'
}

# together COMMAND-OF-A-FILE FILE... -- what is found in these files
together() (
  command="$1"
  shift
  found="$(tidy "$command" "$@")"
  apart="$(printf '%s\n' "$found" | sed -n "s|^$PWD/\([^:]*\.cpp\):.*\[clang-diagnostic-error.*|\1|p" | sort -u)"
  if [ $# = 1 ] || [ -z "$apart" ]; then
    printf '%s\n' "$found"
    return
  fi
  rest="$(printf '%s\n' "$@" | grep -vxF "$apart")"
  # shellcheck disable=SC2086
  [ -z "$rest" ] || together "$command" $rest
  for file in $apart; do tidy "$command" "$file"; done
)

# files FOLDER -- those of it that are built
files() { sed -n "s|.*\"file\": \"$PWD/\($1/[^/]*\.cpp\)\".*|\1|p" "$build/compile_commands.json" | sort -u; }

if [ "${1:-}" = folder ]; then
  command="$(grep -F -- " -c $PWD/$2/" "$build/compile_commands.json" | head -n 1 |
    sed 's/.*"command": "//; s| [^ ]*",*$||')"
  # shellcheck disable=SC2046
  together "$command" $(files "$2") > "$work/$(echo "$2" | tr / -)"
  exit 0
fi

skip() {
  echo "ok 1 - clang-tidy # skip $1"
  echo "1..1"
  exit 0
}
command -v clang-tidy > /dev/null || skip "no clang-tidy"
[ -e "$build/compile_commands.json" ] || skip "no compile_commands.json in the build folder"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export work BUILD="$build"
folders="$(files '.*' | sed 's|/[^/]*$||' | grep -E '^(lib/[^/]*|cmd|tests/unit/[^/]*)$' |
  sort | uniq -c | sort -rn | awk '{print $2}')"
printf '%s\n' "$folders" | xargs -P"$(nproc)" -n 1 sh tests/tidy.sh folder
status=0
n=0
for folder in $folders; do
  n=$((n + 1))
  found="$(cat "$work/$(echo "$folder" | tr / -)" 2>&1)"
  if [ -z "$found" ]; then
    echo "ok $n - clang-tidy finds nothing in $folder"
  else
    echo "not ok $n - clang-tidy finds nothing in $folder"
    printf '%s\n' "$found" | sed "s|$PWD/||; s/^/# /"
    status=1
  fi
done
[ "$n" -gt 0 ] || { echo "not ok 1 - there are files to look at"; n=1 status=1; }
echo "1..$n"
exit $status
