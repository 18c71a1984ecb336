load ../helper

@test "version and help need no config" {
  salesctl --version | grep -qE '^salesctl [0-9]+\.[0-9]+\.[0-9]+$'
  salesctl --help | grep -q import
  salesctl goal split --help | grep -q Examples
  salesctl goal split --help | grep -q '^Usage: salesctl goal split '
}

@test "an empty value is refused, as it is a variable that was never set" {
  small_firm
  fails 2 '--metric: must not be empty' salesctl goal split 2026 --metric ""
  fails 2 'PERIOD: must not be empty' salesctl goal show ""
  fails 2 'FILE: must not be empty' salesctl import order ""
  fails 2 '--store: must not be empty' salesctl --store "" export rep
}

@test "without a config the way out is named" {
  fails 2 "salesctl init" salesctl report attainment
}

@test "a mistyped subcommand gets a suggestion" {
  fails 2 'did you mean "import"' salesctl imprt order x.csv
  fails 2 'did you mean "split"' salesctl goal splt 2026
}

@test "a config error names file, line and column and the nearest key" {
  printf 'company: A\ncurency: CNY\n' > salesctl.yaml
  fails 2 'salesctl.yaml:2:1.*' salesctl check
  grep -q currency err.txt
}

@test "the config is found by option, variable, folder, home" {
  small_firm
  mkdir elsewhere && cd elsewhere
  salesctl -C ../salesctl.yaml export rep | grep -q r1
  SALESCTL_CONFIG=../salesctl.yaml salesctl export rep | grep -q r1
  mkdir -p "$HOME/.config/salesctl" && cp ../salesctl.yaml ../sales.db "$HOME/.config/salesctl/"
  salesctl export rep | grep -q r1
}

@test "output is written whole, its format told by its name" {
  small_firm
  salesctl report attainment 2026 -o a.csv
  head -1 a.csv | grep -q '^scope_level,'
  chmod 500 . 2>/dev/null
  [ "$(ls -A | grep -c tmp)" = 0 ]
  chmod 700 .
  fails 1 "nowhere" salesctl report attainment 2026 -o nowhere/a.csv
}

@test "a store of a newer version is refused and left alone" {
  small_firm
  query "pragma user_version = 99"
  fails 1 "newer salesctl" salesctl report attainment
  fails 1 "newer salesctl" salesctl import order orders.csv
  [ "$(query 'pragma user_version')" = 99 ]
}

@test "a file that is no store is refused and left alone" {
  printf 'company: A\nstore: other.db\n' > salesctl.yaml
  sqlite3 other.db "create table t(x); insert into t values (1)"
  fails 1 "not a salesctl store" salesctl check
  head -c 4096 /dev/urandom > other.db
  sum="$(md5sum < other.db)"
  fails 1 "not a" salesctl import rep /dev/null
  [ "$(md5sum < other.db)" = "$sum" ]
}

@test "another currency for an existing store is refused" {
  small_firm
  sed -i 's/CNY/JPY/' salesctl.yaml
  fails 1 "JPY" salesctl check
}

@test "messages come in Chinese, machine formats do not change" {
  small_firm
  salesctl --lang zh_CN report attainment 2026 | grep -q 目标
  [ "$(salesctl --lang zh_CN report attainment 2026 -f csv)" = "$(salesctl --lang en report attainment 2026 -f csv)" ]
}

@test "completions are made for three shells and load" {
  salesctl completion bash > c.bash && bash -n c.bash
  completed() { bash -c 'source c.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _salesctl; echo "${COMPREPLY[@]}"' - "$@"; }
  mkdir goal
  [ "$(completed salesctl go)" = goal ]
  [ "$(completed salesctl completion "")" = "bash zsh fish" ]
  completed salesctl import ord | grep -qw order
  completed salesctl import --map hubspot --enc | grep -qw -- --encoding
  # What was given is not offered again, nor any word as an option's value: there bash completes file names.
  [ -z "$(completed salesctl import order "")" ]
  [ -z "$(completed salesctl goal split --metric "")" ]
  [ -z "$(completed salesctl -o "")" ]
  salesctl completion zsh > c.zsh
  if command -v zsh; then zsh -n c.zsh; fi
  salesctl completion fish > c.fish
  if command -v fish; then fish -n c.fish; fi
  fails 2 "bash, zsh, fish" salesctl completion tcsh
}

@test "the environment's or the config's language is taken, an option wins" {
  small_firm
  LC_ALL= LANG=zh_CN.UTF-8 salesctl report attainment 2026 | grep -q 目标
  sed -i '1a language: zh_CN' salesctl.yaml
  salesctl report attainment 2026 | grep -q 目标
  salesctl --lang en report attainment 2026 | grep -q Target
}

@test "completions and help come also beside a broken config" {
  printf 'nonsense: [\n' > salesctl.yaml
  salesctl completion bash > /dev/null
  salesctl --help > /dev/null
}

@test "an Excel workbook is written whole, its format told by its name, and is the same each time" {
  small_firm
  salesctl report attainment 2026 -o a.xlsx
  [ "$(head -c 2 a.xlsx)" = PK ]
  salesctl report attainment 2026 -f xlsx > b.xlsx
  salesctl report attainment 2026 -f xlsx -o c
  cmp a.xlsx b.xlsx && cmp a.xlsx c
  fails 1 "nowhere" salesctl report attainment 2026 -o nowhere/a.xlsx
  salesctl report leaderboard 2026 -o a.csv && [ "$(head -c 2 a.csv)" != PK ]
}

@test "what is exported as a workbook is imported again" {
  small_firm
  for kind in team rep product customer order; do
    salesctl export $kind -o $kind.xlsx
    mkdir -p other && cp salesctl.yaml other
    (cd other && salesctl import $kind ../$kind.xlsx)
    [ "$(salesctl export $kind)" = "$(cd other && salesctl export $kind)" ]
  done
}

@test "a workbook is not shown on a terminal, and nothing is done before that is said" {
  script -qec true /dev/null > /dev/null 2>&1 || skip "no pseudo-terminal"
  small_firm
  command -v script > /dev/null || skip "no script"
  run script -qec "'$SALESCTL' goal split 2026 --amount 100 -f xlsx" /dev/null
  [ "$status" = 2 ]
  [[ "$output" == *"-o FILE.xlsx"* ]]
  [ "$(query 'select count(*) from goal_plan')" = 0 ]
  run script -qec "'$SALESCTL' report attainment 2026 -f xlsx -o -" /dev/null
  [ "$status" = 2 ]
  run script -qec "'$SALESCTL' report attainment 2026 -f xlsx -o a.xlsx" /dev/null
  [ "$status" = 0 ]
}

@test "a full disk for temporary files is noticed" {
  small_firm
  mkdir small
  mount -t tmpfs -o size=4k none small 2> /dev/null || skip "may not mount"
  TMPDIR="$dir/small" fails 1 "TMPDIR" salesctl report attainment 2026 -o a.xlsx
  [ ! -e a.xlsx ]
}

@test "an unknown format is refused before anything is done" {
  small_firm
  fails 2 "xlsx" salesctl goal split 2026 --amount 100 -f xls
  [ "$(query 'select count(*) from goal_plan')" = 0 ]
}

@test "a language there is none of is refused" {
  small_firm
  fails 2 'fr not in' salesctl --lang fr export rep
}

@test "devices that never end are not read" {
  small_firm
  fails 2 'it is a device' timeout 20 "$SALESCTL" -C /dev/zero check
  fails 1 'it is a device' timeout 20 "$SALESCTL" import order /dev/zero
  salesctl import order /dev/stdin -v < orders.csv 2>&1 | grep -q 'already imported'
  grep . orders.csv | salesctl import order /dev/stdin -v 2>&1 | grep -q '12 rows read'
}

@test "the output never takes the place of the rules or the facts" {
  small_firm
  ln -s salesctl.yaml link.yaml
  printf 'include: more.yaml\ncompany: Acme\ncurrency: CNY\ntimezone: Asia/Shanghai\nstore: sales.db\n' > salesctl.yaml
  printf 'week_start: monday\n' > more.yaml
  printf 'metrics: {}\n' > more.yaml
  cp salesctl.yaml kept.yaml
  cp more.yaml kept_more.yaml
  for output in salesctl.yaml ./salesctl.yaml link.yaml more.yaml; do
    fails 2 'is a file of the configuration' salesctl export rep -o "$output"
  done
  fails 1 'it is a database' salesctl export rep -o sales.db
  cmp salesctl.yaml kept.yaml
  cmp more.yaml kept_more.yaml
}

@test "what a terminal would obey is made visible in errors" {
  small_firm
  evil="$(printf '\033[31mX\007')"
  for words in "import order $evil" "-C $evil check" "--store $evil check" "$evil" "export rep -o $evil/x" "--color $evil check" "import $evil x"; do
    status=0
    # shellcheck disable=SC2086
    salesctl $words > out.txt 2>&1 || status=$?
    [ "$status" != 0 ]
    grep -q X out.txt
    lacks "$(printf '[\033\007]')" out.txt
  done
  fails 1 'cannot read a.x0ab' salesctl import order "$(printf 'a\nb')"
}

@test "global options are checked whatever the command" {
  small_firm
  fails 2 'yesterdays' salesctl check --as-of yesterdays
}

@test "a name whose ending is no format is refused, unless the format is said" {
  small_firm
  fails 2 'q.pdf: no format goes by ".pdf"' salesctl report --list -o q.pdf
  [ ! -e q.pdf ]
  salesctl report --list -f csv -o q.pdf
  grep -q ',' q.pdf
  salesctl report --list -o q.txt
  salesctl completion bash -o q.bash
  [ -s q.txt ] && [ -s q.bash ]
}
