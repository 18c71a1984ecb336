load ../helper

# well_formed FILE -- pages are well-formed XML, which any parser can tell.
well_formed() {
  command -v xmllint > /dev/null || return 0
  sed 1d "$1" | xmllint --noout --huge -
}

# table_values FILE -- the texts of the first table's body, a line per row, parted by |, with & < > as they read.
table_values() {
  sed -n '/<tbody>/,/<\/tbody>/p' "$1" | grep '^<tr' | sed 's/<\/t[dh]><t[dh][^>]*>/|/g; s/<[^>]*>//g; s/&quot;/"/g; s/&#39;/'"'"'/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'
}

@test "a report is one HTML file that needs no other, its format told by its name, the same each time" {
  small_firm
  salesctl report attainment 2026 --as-of 2026-06-30 -o a.html
  salesctl report attainment 2026 --as-of 2026-06-30 -f html > b.html
  cmp a.html b.html
  head -n 2 a.html | grep -q '<html lang="en">'
  well_formed a.html
  grep -q '<h1 id="table-1">Attainment of Revenue, 2026</h1>' a.html
  lacks '<script|https?://[^w]|@import|url\(' a.html
}

@test "its values are those of the table, and of CSV but for names and separators" {
  small_firm
  salesctl report leaderboard 2026 -o a.html
  table_values a.html | cut -d'|' -f2,4 | tr -d , > html
  salesctl report leaderboard 2026 -f table | sed -n '4,$p' > table
  salesctl report leaderboard 2026 -f csv | sed 1d | cut -d, -f4 > csv
  cut -d'|' -f2 html | diff - csv
  while IFS='|' read -r name _; do grep -qF "$name" table; done < html
  [ "$(wc -l < html)" = "$(wc -l < csv)" ]
}

@test "at the foot stand the firm, the day of the facts, the rules and the version" {
  small_firm
  salesctl report attainment 2026 --as-of 2026-06-30 -o a.html
  foot="$(grep '<footer>' a.html)"
  [[ "$foot" == *"<p>Acme · facts up to 2026-06-30 · rules "*" · facts "*" · $(salesctl --version)</p>"* ]]
  salesctl report attainment 2026 --as-of 2026-06-29 -o b.html
  grep -q 'facts up to 2026-06-29' b.html
}

@test "hostile names stay names" {
  small_firm
  printf 'id,name,owner,created_on\nh1,"</td><script>alert(1)</script>",r1,2026-01-01\nh2,"x"" onmouseover=""alert(1)",r1,2026-01-01\nh3,abc\xe2\x80\xaefdp,r1,2026-01-01\n' > hostile.csv
  salesctl import customer hostile.csv
  salesctl export customer -f html > c.html
  well_formed c.html
  lacks '<script' c.html
  lacks 'onmouseover="' c.html
  lacks "$(printf '\xe2\x80\xae')" c.html
  grep -q '&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;' c.html
  grep -q 'x&quot; onmouseover=&quot;alert(1)' c.html
}

@test "the page is in the language of the run" {
  small_firm
  salesctl --lang zh_CN report leaderboard 2026 -o zh.html
  grep -q '<html lang="zh-CN">' zh.html
  grep -q '<th scope="col">销售人员</th>' zh.html
  echo 'language: zh_CN' >> salesctl.yaml
  salesctl report leaderboard 2026 -f html | grep -q '<html lang="zh-CN">'
}

@test "every report there is makes a well-formed page" {
  small_firm
  for report in $(salesctl report --list -f csv | sed 1d | cut -d, -f1); do
    case "$report" in customer | feedback | reviews-due | training) continue ;; esac
    salesctl report "$report" --as-of 2026-06-29 -f html > page.html || { echo "$report"; return 1; }
    well_formed page.html || { echo "$report"; return 1; }
    [ "$(wc -c < page.html)" -lt 1500000 ]
  done
  for subject in 'customer c1' 'feedback r1'; do
    # shellcheck disable=SC2086
    salesctl report $subject --as-of 2026-06-29 -f html > page.html
    well_formed page.html
  done
  grep -q '<h2 id="table-2">' page.html
}

@test "a page without a row says so" {
  small_firm
  salesctl report open-deals --as-of 2026-06-30 -f html | grep -q '<p class="note">(no rows)</p>'
}

@test "a browser shows the page without a complaint" {
  browser="$(command -v chromium || command -v chromium-browser || command -v google-chrome)" || skip "no chromium"
  small_firm
  salesctl report attainment 2026 --by quarter -o a.html
  timeout 120 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$dir/profile" --enable-logging=stderr --v=0 \
    --dump-dom "file://$dir/a.html" > dom.html 2> said.txt || skip "chromium does not run here"
  lacks 'CONSOLE' said.txt
  [ "$(grep -c '<tr' dom.html)" = "$(grep -c '<tr' a.html)" ]
}

@test "reports draw what they show and say it in a sentence, without a script" {
  small_firm
  salesctl goal split 2026 --amount 12000 > /dev/null
  salesctl report leaderboard 2026 --as-of 2026-06-30 -o a.html
  grep -q '<svg' a.html || skip "built without charts"
  well_formed a.html
  grep -q '<div class="drawing" role="img" aria-labelledby="chart-1-1">' a.html
  grep -qE '<figcaption id="chart-1-1">Bars of Actual by Rep, with a mark at the Target\. [0-9] of [0-9] have reached it\. Most: 王伟 \(4,200\.00\)' a.html
  lacks '<script|<style >|onload|javascript:' a.html
  salesctl report leaderboard 2026 --as-of 2026-06-30 -f html | cmp - a.html
}

@test "over time the company's trend and everybody's months are drawn, none of the future" {
  small_firm
  salesctl goal split 2026 --amount 12000 > /dev/null
  salesctl report attainment 2026 --by month --as-of 2026-03-31 -o a.html
  grep -q '<svg' a.html || skip "built without charts"
  [ "$(grep -c '<figure>' a.html)" = 2 ]
  grep -q '>Lines of Actual, Target by Period (company)\. ' a.html
  grep -q '>Heat map of Attainment by Scope (rep) and Period\. ' a.html
  sed -n '/<figure>/,/<figcaption/p' a.html | grep -q '>2026-03</text>'
  sed -n '/<figure>/,/<figcaption/p' a.html | lacks '>2026(-04)?</text>'
  salesctl report attainment 2026 --to company --as-of 2026-03-31 -f html | lacks '<figure>'
}

@test "other formats draw nothing" {
  small_firm
  salesctl report leaderboard 2026 -f md | lacks 'svg|Bars of'
  salesctl report leaderboard 2026 -f json | lacks 'svg|Bars of'
}
