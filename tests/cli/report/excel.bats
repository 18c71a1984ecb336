load ../helper

# another FILE -- the workbook as another program reads it: a line per cell, "sheet!cell|value|formula|format".
another() {
  /usr/bin/python3 -c 'import openpyxl' 2> /dev/null || skip "no openpyxl"
  /usr/bin/python3 - "$1" <<'PY'
import sys, openpyxl
values = openpyxl.load_workbook(sys.argv[1], data_only=True)
formulas = openpyxl.load_workbook(sys.argv[1])
for sheet in values:
    print(f"{sheet.title}|{sheet.freeze_panes}|{sheet.auto_filter.ref}")
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None: continue
            formula = formulas[sheet.title][cell.coordinate].value
            formula = formula if str(formula).startswith("=") else ""
            if formula:
                total = 0
                for part in formula[5:-1].split(","):
                    cells = sheet[part]
                    cells = [c for line in cells for c in line] if isinstance(cells, tuple) else [cells]
                    total += sum(round((c.value or 0) * 100) for c in cells)
                assert total == round(cell.value * 100), (cell.coordinate, formula, total)
            print(f"{cell.coordinate}|{cell.value}|{formula}|{cell.number_format}")
PY
}

@test "another program reads the numbers back, and sums are formulas that hold" {
  small_firm
  salesctl goal split 2026 --amount 100000 -q
  salesctl report attainment 2026 --as-of 2026-06-30 -o a.xlsx
  another a.xlsx > cells.txt
  head -1 cells.txt | grep -q '|A2|A1:P'
  salesctl report attainment 2026 --as-of 2026-06-30 -f csv > a.csv
  # target and actual stand in F and G, as in the CSV
  for column in F:6 G:7; do
    grep "^${column%:*}[0-9]*|" cells.txt | tail -n +2 | cut -d'|' -f2 | awk '{ printf "%.2f\n", $1 }' > ours.txt
    tail -n +2 a.csv | cut -d, -f"${column#*:}" | awk '$1 != "" { printf "%.2f\n", $1 }' > csv.txt
    cmp ours.txt csv.txt
  done
  grep -q '^G2|4893.33|=SUM(G3,G7,G10:G11)|#,##0.00$' cells.txt || { cat cells.txt; return 1; }
  grep -q '^H[0-9]*|.*|.*|0.0%$' cells.txt
}

@test "the dashboard's workbook has a sheet for each part" {
  small_firm
  salesctl --as-of 2026-06-30 report dashboard -o d.xlsx
  another d.xlsx > cells.txt
  [ "$(grep -c '|A2|A1:' cells.txt)" -ge 5 ]
}

@test "charts are drawn by the spreadsheet from the cells they show, and nothing else" {
  small_firm
  salesctl goal split 2026 --amount 100000 -q
  salesctl report attainment 2026 --as-of 2026-06-30 -o a.xlsx
  salesctl report attainment 2026 --as-of 2026-06-30 --by month -o m.xlsx
  /usr/bin/python3 -c 'import openpyxl' 2> /dev/null || skip "no openpyxl"
  /usr/bin/python3 - <<'PY'
import openpyxl, re
def charts(file):
    sheet = openpyxl.load_workbook(file, data_only=True).worksheets[0]
    def cells(reference):
        values = []
        for part in re.findall(r"\$[A-Z]+\$[0-9]+(?::\$[A-Z]+\$[0-9]+)?", reference):
            found = sheet[part.replace("$", "")]
            values += [c.value for line in found for c in line] if isinstance(found, tuple) else [found.value]
        return values
    return sheet, [(type(c).__name__, [(cells(s.cat.strRef.f if s.cat.strRef else s.cat.numRef.f), cells(s.val.numRef.f)) for s in c.series]) for c in sheet._charts]
sheet, found = charts("a.xlsx")
head = [c.value for c in sheet[1]]
rows = [dict(zip(head, [c.value for c in line])) for line in sheet.iter_rows(min_row=2) if line[0].value == "rep"]
assert [kind for kind, _ in found] == ["BarChart"], found
for (labels, values), column in zip(found[0][1], ["Actual", "Target"]):
    assert labels == [r["Scope"] for r in rows], labels
    assert values == [r[column] for r in rows], values
_, found = charts("m.xlsx")
assert [kind for kind, _ in found] == ["LineChart"], found
assert found[0][1][0][0] == [f"2026-{m:02}" for m in range(1, 7)], found
PY
}

@test "an apostrophe in a title leaves the chart whole and stderr empty" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
reports:
  own: {title: Deals of O'Brien, sql: 'SELECT id, amount FROM "order" ORDER BY id', columns: {amount: {title: A, type: money}}, chart: {kind: bar, label: id, values: [amount]}}
YAML
  salesctl report own -o o.xlsx 2> err.txt
  [ ! -s err.txt ]
  unzip -p o.xlsx xl/charts/chart1.xml | grep -q "Deals of O''Brien"
}
