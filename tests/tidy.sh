#!/bin/sh
# Looks for what clang-tidy, with the checks of .clang-tidy, finds in lib, cmd and tests/unit, or in the files named like
# the arguments. Prints what was found; exit 0 when that is nothing. A quarter of an hour for everything on two cores.
#   sh tests/tidy.sh [PATTERN...]
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- "$PWD/lib/" "$PWD/cmd/" "$PWD/tests/unit/"
cmake -S . -B build-tidy -G Ninja -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON > /dev/null
run-clang-tidy -quiet -p build-tidy "$@" > build-tidy/found.txt 2> /dev/null || status=$?
sed 's/\x1b\[[0-9;]*m//g' build-tidy/found.txt | grep -vE '^clang-tidy|^$' || true
exit "${status:-0}"
