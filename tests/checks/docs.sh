#!/bin/sh
# Holds the documentation to the program: every command has a page, every flag stands in it and in the completions, the
# pages are clean, the store's page names every kind, and the examples of pages and README run. Prints TAP.
cd "$(dirname "$0")/../.." || exit 1
salesctl="${SALESCTL:-$PWD/build/cmd/salesctl}"
build="${BUILD:-$PWD/build}"
# shellcheck source=tests/tap.sh
. tests/tap.sh

commands="$("$salesctl" --lang en --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z-]*\) .*/\1/p')"
verdict "help lists commands" "$([ -n "$commands" ] || echo none)"
missing=""
for command in $commands; do
  page="man/salesctl-$command.1"
  [ -e "$page" ] || missing="$missing $page"
  grep -q "^\.It Cm $command\$" man/salesctl.1 || missing="$missing salesctl.1:$command"
  for flag in $("$salesctl" --lang en "$command" --help | grep -oE '^ +(-[a-zA-Z],)?--[a-z-]+' | sed 's/.*--//' | sort -u) \
    $(for sub in $("$salesctl" --lang en "$command" --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z-]*\) .*/\1/p'); do
      "$salesctl" --lang en "$command" "$sub" --help | grep -oE '^ +(-[a-zA-Z],)?--[a-z-]+' | sed 's/.*--//'
    done | sort -u); do
    case "$flag" in help) continue ;; esac
    grep -q -- "Fl -$flag" "$page" || missing="$missing $command:--$flag"
    "$salesctl" completion bash | grep -q -- "--$flag" || missing="$missing completion:--$flag"
  done
done
verdict "every command and flag is in the manual and in the completions" "$missing"

missing=""
for flag in $("$salesctl" --lang en --help | grep -oE '^ +(-[a-zA-Z],)?--[a-z-]+' | sed 's/.*--//'); do
  grep -q -- "Fl -$flag" man/salesctl.1 || missing="$missing --$flag"
done
verdict "every global option is in salesctl(1)" "$missing"

if command -v mandoc > /dev/null; then
  verdict "the pages are clean" "$(for page in man/*.1 man/*.5 "$build"/man/*.5; do
    mandoc -Tlint -W style "$page" 2>&1 | grep -vE 'Mdocdate|referenced manual not found|possible typo in section name'
  done)"
else
  n=$((n + 1))
  echo "ok $n - the pages are clean # skip no mandoc"
fi

missing=""
for kind in $("$salesctl" --lang en export nothing -C /dev/null 2>&1 | sed -n 's/^ *kinds: //p'); do
  grep -q "^\.Ss $kind\$" "$build/man/salesctl-store.5" || missing="$missing $kind"
done
verdict "every kind is in salesctl-store(5)" "$missing"

# The tour of the README: its commands print what it says.
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
ln -s "$salesctl" "$folder/bin/salesctl"
awk '/^```console$/ {on = 1; next} /^```$/ {on = 0} on' README.md > "$folder/said"
grep '^\$ ' "$folder/said" | sed 's/^\$ //' > "$folder/commands"
verdict "README has a tour" "$([ -s "$folder/commands" ] || echo "no commands")"
cp -r examples "$folder/examples"
(
  cd "$folder" || exit 1
  PATH="$folder/bin:$PATH"
  export PATH LC_ALL=C.UTF-8 LANGUAGE=en
  unset SALESCTL_CONFIG
  while IFS= read -r line; do
    printf '$ %s\n' "$line"
    eval "$line" 2>&1
  done < commands
) > "$folder/printed"
verdict "the README's tour prints what it says" "$(diff "$folder/said" "$folder/printed")"
finish
