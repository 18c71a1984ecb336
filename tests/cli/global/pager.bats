load ../helper

# paged ARG... -- what a person at a terminal sees, with a pager that marks each line
paged() { PAGER="sed 's/^/page: /'" script -qec "'$SALESCTL' $*" /dev/null; }

a_terminal() {
  command -v script > /dev/null || skip "no script"
  script -qec true /dev/null > /dev/null 2>&1 || skip "no pseudo-terminal"
}

@test "--pager shows what is printed page by page, on a terminal only" {
  a_terminal
  small_firm
  paged report leaderboard 2026 --pager | grep -q 'page: .*王伟'
  paged report leaderboard 2026 | lacks 'page:'
  paged export rep --pager | grep -q '^page: id,'
  PAGER="sed 's/^/page: /'" salesctl report leaderboard 2026 --pager | lacks 'page:'
  paged report leaderboard 2026 --pager -o a.txt
  lacks page: a.txt
}

@test "a pager that is not there is an error, and one that is left early is none" {
  a_terminal
  small_firm
  PAGER=no-such-pager run script -qec "'$SALESCTL' report leaderboard 2026 --pager" /dev/null
  [ "$status" -eq 2 ]
  PAGER=no-such-pager run script -qec "'$SALESCTL' goal split 2026 --amount 100 --pager" /dev/null
  [ "$status" -eq 2 ]
  [ "$(query 'SELECT count(*) FROM goal_plan')" = 0 ]  # before anything is done
  [[ "$output" == *'the pager "no-such-pager" could not be run'* ]]
  PAGER='head -1' run script -qec "'$SALESCTL' report leaderboard 2026 --pager" /dev/null
  [ "$status" -eq 0 ]
}
