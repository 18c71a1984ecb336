load ../helper

explained_firm() {
  small_firm
  cat >> salesctl.yaml <<'YAML'
goals:
  - metric: revenue
    period: 2026
    amount: 120000
    weights: {people: {history: 60%, even: 40%}}
    ramp: [50%]
YAML
}

# factor STEP FILE -- of a step in CSV
factor() { awk -F, -v step="$1" '$1 == step {print $3}' "$2"; }

@test "one target is explained from the year down, with the rule's file and line" {
  explained_firm
  salesctl goal split 2026 --explain r2/2026-03 -f csv > split.csv
  salesctl goal show --explain r2/2026-03 -f csv > show.csv
  cmp split.csv show.csv
  [ "$(head -1 show.csv)" = step,amount,factor,how ]
  grep -q '^"2026, the company",120000.00,,$' show.csv
  grep -q '^time: working_days,,0.0842912,22 of 261 working days$' show.csv
  # by hand: 500.25 of a mean of 1,416.92 counts 60%, all alike 40%
  awk -v f="$(factor 'people: history' show.csv)" 'BEGIN {exit f < 0.35305 || f > 0.35306}'
  awk -v w="$(factor weight show.csv)" 'BEGIN {exit w < 0.61183 || w > 0.61184}'
  stored="$(salesctl goal show 2026-03 -f csv | awk -F, '$3 == "r2" && $5 == "2026-03" {print $8}')"
  [ "$(awk -F, '$1 == "rounded" {print $2}' show.csv)" = "$stored" ]
  salesctl goal show --explain r2/2026-03 | tail -1 | grep -q 'salesctl.yaml:6:5'
  salesctl goal split 2026 --explain --by quarter | grep -q 'by the goal at .*salesctl.yaml:6:5 with other options'
  salesctl report attainment 2026 --explain | grep -q 'salesctl.yaml:6:5'
  salesctl goal split 2026-Q3 --metric orders --amount 90 --explain | grep -q 'by the options of the command'
}

@test "a coarser target is explained as a sum, in any scope" {
  explained_firm
  salesctl goal split 2026 > /dev/null
  salesctl goal show 2026 --explain north/2026-Q2 -f csv | awk -F, '/^2026-0/ {s += $2} /sum/ {n = 1; d = s - $2} END {exit !(n && d * d < 1e-8)}'
  salesctl goal show --explain company/2026-03 -f json | grep -q '"step": "rounded"'
}

@test "what has changed since the split is said" {
  explained_firm
  salesctl goal split 2026 > /dev/null
  salesctl goal show --explain r2/2026-03 | lacks 'have changed since'
  printf 'id,name,team,left_on\nr3,Bob,south,2026-02-28\n' > left.csv
  salesctl import rep left.csv
  salesctl goal show --explain r2/2026-03 | grep -q 'version 1 has .* have changed since'
}

@test "a target that is not there, or named without --explain, is refused" {
  explained_firm
  salesctl goal split 2026 > /dev/null
  fails 2 'did you mean "r1"' salesctl goal show --explain r9/2026-03
  fails 2 'divided by year, quarter, month' salesctl goal show --explain r1/2026-W07
  fails 2 'names no target' salesctl goal show 2026 --explain r1
  fails 2 'one argument too many' salesctl goal show r1/2026-03
  fails 2 'one argument too many' salesctl goal split 2026 r1/2026-03
}
