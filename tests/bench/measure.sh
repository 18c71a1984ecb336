# Times and verdicts. Sourced by run.sh.
# shellcheck shell=sh disable=SC2034,SC2154

nanoseconds() { date +%s%N; }

# The clock of date is fine but may be set while we measure; that of /proc/uptime is coarse but only runs.
uptime_seconds() {
  read -r seconds _ < /proc/uptime
  echo "$seconds"
}

# each TIMES COMMAND: milliseconds a run, over TIMES runs in a row.
each() {
  times="$1"
  command="$2"
  left="$times"
  up="$(uptime_seconds)"
  begin="$(nanoseconds)"
  while [ "$left" -gt 0 ]; do
    "$command" > /dev/null
    left=$((left - 1))
  done
  end="$(nanoseconds)"
  awk -v wall="$((end - begin))" -v up="$up" -v now="$(uptime_seconds)" -v times="$times" 'BEGIN {
    ms = wall / 1e6
    coarse = (now - up) * 1e3
    if (ms > coarse + 500 || ms < coarse - 500) ms = coarse
    printf "%.4f\n", ms / times
  }'
}

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# race ROUNDS TIMES OURS TIMES PEER: medians in $ours and $peer; the two take turns, so that both meet the same machine.
race() {
  rounds="$1"
  : > "$work/ours"
  : > "$work/peer"
  each 1 "$3" > /dev/null
  each 1 "$5" > /dev/null
  while [ "$rounds" -gt 0 ]; do
    each "$2" "$3" >> "$work/ours"
    each "$4" "$5" >> "$work/peer"
    rounds=$((rounds - 1))
  done
  ours="$(median "$work/ours")"
  peer="$(median "$work/peer")"
}

# peak_memory FILE COMMAND...: runs it; its peak in kB goes to FILE.
peak_memory() {
  file="$1"
  shift
  if [ -x /usr/bin/time ]; then
    /usr/bin/time -f %M -o "$file" "$@"
    return
  fi
  "$@" &
  while kill -0 $! 2> /dev/null; do
    awk '/^VmHWM/ { print $2 }' "/proc/$!/status" 2> /dev/null > "$file.now" || true
    if [ -s "$file.now" ]; then cp "$file.now" "$file"; fi
    sleep 0.05
  done
  wait $!
}

headline() { printf '%-44s %12s %12s %9s %9s\n' name ours peer ratio target; }

# verdict NAME OURS PEER TARGET UNIT: one line; the ratio OURS/PEER must not be above TARGET (none: it is told only).
verdict() {
  awk -v name="$1" -v ours="$2" -v peer="$3" -v target="$4" -v unit="$5" 'BEGIN {
    ratio = peer > 0 ? ours / peer : 1e9
    said = target == "none" ? "-" : ratio <= target ? "ok" : "MISSED"
    printf "%-44s %9.2f %-2s %9.2f %-2s %9.4f %9.9s  %s\n", name, ours, unit, peer, unit, ratio, target, said
  }' | tee -a "$work/verdicts"
}
