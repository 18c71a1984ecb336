load ../helper

sheets() { unzip -p "$1" xl/workbook.xml | grep -oE '<sheet name="[^"]*"' | cut -d'"' -f2 | paste -sd,; }

@test "a plan as a workbook has a sheet for each level" {
  command -v unzip > /dev/null || skip "no unzip"
  small_firm
  salesctl goal split 2026 --amount 1200.01 -o split.xlsx
  [ "$(sheets split.xlsx)" = "Company,Teams,Reps" ]
  salesctl goal show 2026 -f xlsx > show.xlsx
  [ "$(sheets show.xlsx)" = "Company,Teams,Reps" ]
  [ "$(unzip -p show.xlsx xl/worksheets/sheet1.xml | grep -o '<v>1200.01</v>' | wc -l)" = 1 ]
  unzip -p show.xlsx xl/sharedStrings.xml | grep -q 'revenue 2026: 1,200.01, version 1'
  salesctl goal show 2026 --to team -o team.xlsx
  [ "$(sheets team.xlsx)" = "Company,Teams" ]
  salesctl --lang zh_CN goal show 2026 -o zh.xlsx
  [ "$(sheets zh.xlsx)" = "公司,团队,销售人员" ]
}

@test "the sheet of a level holds its rows alone" {
  command -v unzip > /dev/null || skip "no unzip"
  small_firm
  salesctl goal split 2026 --amount 1200 -o split.xlsx
  rows() { unzip -p split.xlsx "xl/worksheets/sheet$1.xml" | grep -o '<row ' | wc -l; }
  # Beside them the head, the plan and its rule.
  [ "$(rows 1)" = 4 ]
  [ "$(rows 2)" = 6 ]
  [ "$(rows 3)" = 8 ]
}
