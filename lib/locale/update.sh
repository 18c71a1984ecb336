#!/bin/sh
# Brings the catalogues up to date with the sources: new messages come in untranslated, gone ones go.
set -eu
cd "$(dirname "$0")/../.."
find cmd lib -name '*.cpp' -o -name '*.hpp' | LC_ALL=C sort |
  xgettext --language=C++ --from-code=UTF-8 --keyword=tr:1 --keyword=TR_NOOP:1 --no-location \
    --package-name=salesctl --files-from=- --output=- 2> /dev/null |
  sed "s/charset=CHARSET/charset=UTF-8/; /POT-Creation-Date/d; /^# /d; /^#, fuzzy/d; /^#, c-format/d" > lib/locale/salesctl.pot
# Texts that stand in data: report titles and descriptions, shapes in the schema, names of months.
{
  sed -n 's/^ *\(title\|description\): \([^{].*\)$/\2/p; s/.*{title: \([^,}]*\),.*/\1/p; s/^    [a-z_]*: \([A-Z][^{]*\)$/\1/p' lib/config/reports.yaml
  sed -n 's/^ *"description": "\(.*\)",\{0,1\}$/\1/p' lib/config/salesctl.schema.json
} | LC_ALL=C sort -u | while IFS= read -r text; do
  printf '\nmsgid "%s"\nmsgstr ""\n' "$text"
done >> lib/locale/salesctl.pot
msguniq --use-first --no-location lib/locale/salesctl.pot -o lib/locale/salesctl.pot
for catalogue in lib/locale/*.po; do
  [ -e "$catalogue" ] && msgmerge --quiet --update --no-fuzzy-matching --no-location --backup=none "$catalogue" lib/locale/salesctl.pot
done
exit 0
