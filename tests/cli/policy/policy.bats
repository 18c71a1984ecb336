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
  for chapter in '## 1 Sales goals' '## 2 Sales process' '## 3 Incentives' '## 4 Customers' '## 5 Tools'; do grep -qxF "$chapter" book.md; done
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
