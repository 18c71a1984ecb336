load ../helper

# Rules of every chapter.
rules() {
  cat > salesctl.yaml <<'YAML'
company: Acme
currency: CNY
store: sales.db
goals:
  - {metric: revenue, period: 2026, amount: 1200万, by: month, to: rep, growth: {max: 30%}}
stages:
  - {name: talk, probability: 20%, sla: 14d, needs: [amount]}
  - {name: won, kind: won}
  - {name: lost, kind: lost}
assign:
  leads:
    rules:
      - {name: steel, when: sector = 'steel', match: {region: territory}}
    recycle: {after: 45d, ban: 90d}
customers:
  classes:
    - {name: key, when: annual_revenue > 1000, visit_every: 30d, discount: 15%}
    - {name: rest}
churn:
  horizon: 60d
  playbook:
    - {class: key, action: call them, due: 3d}
awards:
  - {name: best, title: Seller of the quarter, min: 5000, amount: 800, prize: a cup}
YAML
}

@test "the handbook says what the rules say, without a store" {
  rules
  salesctl policy -f md > book.md
  [ ! -e sales.db ]
  for chapter in '## 1 Sales goals' '## 2 Sales process' '## 3 Incentives' '## 4 Appraisal' '## 5 Training and development' '## 6 Customers' '## 7 Tools'; do grep -qxF "$chapter" book.md; done
  grep -q '^| Revenue | 2026 | 12,000,000.00 CNY |.*growth of at most 30% |$' book.md
  grep -q '^| talk | open | 20% | 14 | amount |$' book.md
  grep -q '^| steel | sector = .steel. .*region = territory |$' book.md
  grep -q 'Without contact or order for 45 days' book.md
  grep -q '^| key | annual_revenue &gt; 1000 | 30 |.*15.*% |$' book.md
  grep -q '^| key |  *|  *| call them |  *| 3 |$' book.md
  grep -q 'Seller of the quarter.*5,000.00 CNY.*a cup.*800.00' book.md
}

@test "every format and both languages write it" {
  rules
  for format in table json md html; do salesctl policy -f $format > book.$format; [ -s book.$format ]; done
  fails 2 'CSV holds one table' salesctl policy -f csv
  salesctl policy -f xlsx -o book.xlsx
  salesctl --lang zh_CN policy | grep -q '销售目标'
}

@test "what changed against earlier rules is listed, line by line" {
  rules
  cp salesctl.yaml old.yaml
  salesctl policy --since old.yaml | grep -q 'the handbook says the same'
  sed -i 's/amount: 800/amount: 900/; s/probability: 20%/probability: 25%/' salesctl.yaml
  salesctl policy --since old.yaml -f csv > changed.csv
  [ "$(wc -l < changed.csv)" = 5 ]
  grep -q '^Steps,gone,talk | open | 20%' changed.csv
  grep -q '^Steps,new,talk | open | 25%' changed.csv
  grep -q '^Awards,gone,.*800.00' changed.csv
  grep -q '^Awards,new,.*900.00' changed.csv
  fails 2 'nowhere.yaml' salesctl policy --since nowhere.yaml
}

@test "a firm without rules has a handbook of the defaults" {
  printf 'company: A\n' > salesctl.yaml
  salesctl policy | grep -q 'No targets are set yet'
}

@test "appraisal and training have their chapters, and courses that only a scorecard names stand there" {
  rules
  cat >> salesctl.yaml <<'YAML'
scorecards:
  - name: quarter
    title: Quarterly
    every: quarter
    levels: [senior]
    items:
      - {name: sales, weight: 60%, metric: revenue, target: goal, curve: {cap: 120%}, improve: {below: 60, course: selling}}
      - {name: margin, weight: 25%, metric: margin, per: revenue, target: 40%, curve: {steps: [{from: 80%, score: 50}, {from: 100%, score: 100}]}}
      - {name: conduct, weight: 15%, review: [teamwork, care]}
    grades: {A: 90, B: 60}
    promotion: [{to: lead, when: "grade = 'A'"}]
reviews: {weights: {manager: 70%, peer: 30%}, peers: 3}
training:
  - {course: crm, title: CRM, within: 30d, pass: 60, every: 12, aim: revenue}
  - {course: talks, required: when weak}
YAML
  salesctl policy -f md > book.md
  for chapter in '## 4 Appraisal' '## 5 Training and development' '## 6 Customers' '## 7 Tools'; do grep -qxF "$chapter" book.md; done
  grep -qxF '| sales | 60.0% | Revenue | the goal | attainment x 100, attainment up to 120% | below 60: selling |' book.md
  grep -q '^| margin | .*Margin / Revenue | 40% | 50 from 80%, 100 from 100% |' book.md
  grep -q '^| conduct | .*judgements of teamwork, care' book.md
  grep -q 'For: levels senior. Every quarter. The scale is 0 to 100' book.md
  grep -q 'Grades by score: A from 90, B from 60.' book.md
  grep -q "^May become lead: grade = 'A'" book.md
  grep -q '^| manager | *70' book.md
  lacks '^\| self ' book.md
  grep -q '^| CRM | everybody | 30 days from joining | 60 | 12 | Revenue |$' book.md
  grep -q '^| talks | who is sent by a scorecard | 90 days from the end of the appraised period |' book.md
  grep -q 'Whose score for sales in Quarterly is below 60 takes the course selling.' book.md
}

@test "what changed is told since a version that was worked with, and since a day" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
awards: [{name: best, amount: 800}]
YAML
  printf 'id,name\nx,X\n' > more.csv
  salesctl import team more.csv
  sed -i 's/amount: 800/amount: 900/' salesctl.yaml
  salesctl policy --versions -f csv > versions.csv
  [ "$(head -1 versions.csv)" = version,first,last,actor,runs ]
  [ "$(wc -l < versions.csv)" = 3 ]
  [ "$(awk -F, 'NR == 2 { print $5 }' versions.csv)" = 5 ]
  version="$(awk -F, 'NR == 3 { print $1 }' versions.csv)"
  salesctl policy --since "$version" -f csv > changed.csv
  grep -q '^Awards,gone,.*800.00' changed.csv
  grep -q '^Awards,new,.*900.00' changed.csv
  salesctl policy --since "$(date -u +%F)" -f csv | cmp - changed.csv
  salesctl policy --since "$(awk -F, 'NR == 2 { print $1 }' versions.csv)" -f csv | grep -q '^Awards,new,.*900.00'
  fails 2 'no rules are on record before the end of 2001-01-01' salesctl policy --since 2001-01-01
  fails 2 'neither a file nor a version "deadbeef"' salesctl policy --since deadbeef
  fails 2 'neither a file nor a version "soon"' salesctl policy --since soon
}

@test "a version keeps the files it included" {
  small_firm
  mkdir rules
  echo 'include: rules/awards.yaml' >> salesctl.yaml
  echo 'awards: [{name: best, amount: 800}]' > rules/awards.yaml
  printf 'id,name\nx,X\n' > more.csv
  salesctl import team more.csv
  version="$(salesctl policy --versions -f csv | tail -1 | cut -d, -f1)"
  echo 'awards: [{name: best, amount: 700}]' > rules/awards.yaml
  salesctl policy --since "$version" -f csv | grep -q '^Awards,gone,.*800.00'
  rm -r rules
  sed -i '/include/d' salesctl.yaml
  salesctl policy --since "$version" -f csv | grep -q '^Awards,gone,.*800.00'
}
