#!/bin/sh
# run.sh TARGET SECONDS -- fuzzes for a while; one line of TAP.
name="$(basename "$1")"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
if "$1" -max_total_time="$2" -artifact_prefix="$folder/" -verbosity=0 -print_final_stats=0 "$folder" > "$folder/log" 2>&1; then
  echo "ok - $name"
else
  echo "not ok - $name"
  tail -n 30 "$folder/log"
  exit 1
fi
