#!/bin/sh
# Lower rooms never include higher ones, and each library is known to one room only. Prints TAP.
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/tap.sh
. tests/tap.sh

# may ROOM ALLOWED -- which rooms a room's files may include, beside itself
may() {
  verdict "$1 includes only ${2:-nothing}" \
    "$(grep -nE '^#include "[a-z]+/' -r "lib/$1" | grep -vE "#include \"($1|$(echo "${2:-none}" | tr ' ' '|'))/")"
}

# known LIBRARY-HEADER-PATTERN PLACE -- who may know a library
known() {
  verdict "only $2 knows $1" "$(grep -nE "^#include <($1)" -r lib cmd | grep -vE "^($2)/")"
}

may base ""
may model "base"
rooms="config store exchange goal assign score pay churn report render"
for room in $rooms; do may "$room" "base model"; done
verdict "every room is held to this list" "$(find lib -mindepth 2 -name '*.[ch]pp' | cut -d/ -f2 | sort -u |
  grep -vxE "base|model|$(echo "$rooms" | tr ' ' '|')")"
verdict "own headers are included by room and name" "$(grep -nE '^#include "([^/]*|\.\..*)"' -r lib)"
known 'yaml-cpp' lib/config
known 'sqlite3' lib/store
known 'CLI' cmd
known 'csv.h|pugixml' lib/exchange
known 'minizip' 'lib/exchange|lib/render'
known 'libsmartcols|xlsxwriter|duktape|gmime' lib/render
known 'nlohmann' 'lib/config|lib/exchange'
known 'nlopt' lib/churn
known 'boost' 'lib/churn|lib/report|lib/score'
known 'lemon/' lib/assign
known 'utf8proc|xxhash|date/' lib/base
# What else fmt has needs its code where it is used, and there is none but in base/format.cpp.
verdict "of fmt, only fmt::format and what base/format.cpp keeps is used" \
  "$(grep -nE 'fmt::' -r lib cmd man --include=*.cpp --include=*.hpp | grep -vE 'fmt::(format|vformat|format_args|string_view|runtime|make_format_args)\b')"
# Of the environment, the time zone alone is known elsewhere: the C library reads TZ and TZDIR by itself.
verdict "the clock and the environment are read in main only, the time zone in base/timestamp.cpp" \
  "$(grep -nE 'system_clock::now|std::cout|getenv' -r lib cmd | grep -vE '^cmd/main.cpp|^lib/base/timestamp.cpp:.*getenv\("TZ')"
finish
