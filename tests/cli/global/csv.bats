load ../helper

@test "--raw leaves formulas, --bom begins with a mark, and import reads both" {
  small_firm
  printf 'id,name\nf1,=1+1\nf2,"-x, y"\nf3,王伟\n' > odd.csv
  salesctl import customer odd.csv
  salesctl export customer | grep -qx "f1,'=1+1,.*"
  salesctl export customer --raw -o raw.csv
  grep -qx 'f1,=1+1,.*' raw.csv
  grep -qx 'f2,"-x, y",.*' raw.csv
  salesctl export customer --bom --raw > bom.csv
  [ "$(head -c 3 bom.csv | od -An -tx1)" = ' ef bb bf' ]
  cmp <(tail -c +4 bom.csv) raw.csv
  salesctl report attainment 2026 --bom -o report.csv
  cmp <(tail -c +4 report.csv) <(salesctl report attainment 2026 -f csv)
  salesctl export customer --bom -o guarded.csv
  for file in raw bom guarded; do
    mkdir $file && cp salesctl.yaml $file/
    (cd $file && salesctl import customer ../$file.csv --create-missing)
    [ "$(sqlite3 $file/sales.db 'select id, name from customer order by id')" = "$(query 'select id, name from customer order by id')" ]
  done
}

@test "--raw and --bom are for CSV only" {
  small_firm
  for format in table json jsonl md html xlsx; do
    fails 2 '--raw is for CSV' salesctl export rep --raw -f $format
    fails 2 '--bom is for CSV' salesctl export rep --bom -f $format
  done
  fails 2 '--bom is for CSV' salesctl report attainment 2026 --bom
  fails 2 '--raw is for CSV' salesctl export rep --raw -o rep.json
  [ ! -e rep.json ]
  salesctl report attainment 2026 --bom --raw -o a.csv
}
