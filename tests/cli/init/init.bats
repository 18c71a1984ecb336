load ../helper

@test "init writes a config that loads and a private store" {
  salesctl init --company "Léa & Söhne: 100%" --currency EUR
  [ -f salesctl.yaml ]
  [ "$(stat -c %a sales.db)" = 600 ]
  salesctl check
  salesctl report --list -f csv | grep -q attainment
}

@test "init leaves an existing config alone" {
  echo "company: mine" > salesctl.yaml
  fails 2 "already there" salesctl init
  [ "$(cat salesctl.yaml)" = "company: mine" ]
}

@test "init names the nearest currency" {
  fails 2 "CNX" salesctl init --currency CNX
  [ ! -e salesctl.yaml ]
}

@test "a dry run of init prints the config and makes no file" {
  salesctl init -n --company Acme | grep -q "company:"
  [ ! -e salesctl.yaml ] && [ ! -e sales.db ]
}

@test "init that cannot make the store leaves no config behind" {
  fails 1 "nowhere" salesctl init --store nowhere/sales.db
  [ ! -e salesctl.yaml ]
  fails 2 "UTF-8" salesctl init --company "$(printf 'a\xff')"
  [ ! -e salesctl.yaml ]
  salesctl init
}
