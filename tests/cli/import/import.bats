load ../helper

@test "import lands rows, and the same file again changes nothing" {
  small_firm
  [ "$(query 'select count(*) from "order"')" = 12 ]
  runs="$(query 'select count(*) from run_log')"
  salesctl import order orders.csv
  [ "$(query 'select count(*) from run_log')" = "$runs" ]
}

@test "an edited order changes the row and the day sums" {
  small_firm
  sed 's/o12,c1,r1,p1,sale,3,3000.00/o12,c1,r3,p1,sale,3,3100.00/' orders.csv > edited.csv
  salesctl import order edited.csv
  [ "$(query "select amount from \"order\" where id = 'o12'")" = 3100.0 ]
  salesctl check
  salesctl import order orders.csv
  [ "$(query "select amount from \"order\" where id = 'o12'")" = 3000.0 ]
  salesctl check
}

@test "nothing of a file with one bad row lands" {
  small_firm
  printf 'id,amount,ordered_on\nn1,1.00,2026-05-01\nn2,abc,2026-05-01\n' > bad.csv
  fails 1 "bad.csv:3" salesctl import order bad.csv
  [ "$(query 'select count(*) from "order"')" = 12 ]
}

@test "of several files all land or none" {
  small_firm
  printf 'id,amount,ordered_on\nn1,1.00,2026-05-01\n' > good.csv
  printf 'id,amount,ordered_on\nn2,x,2026-05-01\n' > bad.csv
  fails 1 "bad.csv:2" salesctl import order good.csv bad.csv
  [ "$(query 'select count(*) from "order"')" = 12 ]
}

@test "skip-bad lands the good rows and writes the others with line, column and reason" {
  small_firm
  printf 'id,amount,ordered_on\nn1,1.00,2026-05-01\nn2,1e5,2026-05-01\nn3,2.00,2026-02-30\n' > mixed.csv
  salesctl import order mixed.csv --skip-bad --rejects bad.csv -v 2> said.txt
  grep -q '3 rows read, 1 new, 0 changed, 0 as they were, 2 rejected' said.txt
  [ "$(query 'select count(*) from "order"')" = 13 ]
  [ "$(wc -l < bad.csv)" = 3 ]
  head -1 bad.csv | grep -q '^id,amount,ordered_on,reject_line,reject_column,reject_reason$'
  grep -q '^n2,1e5,2026-05-01,3,2,' bad.csv
  grep -q '^n3,2.00,2026-02-30,4,3,' bad.csv
}

@test "rejects never overwrite what is imported or the store" {
  small_firm
  printf 'id,amount,ordered_on\nn2,x,2026-05-01\n' > bad.csv
  sum="$(md5sum < bad.csv)"
  fails 2 "bad.csv" salesctl import order bad.csv --skip-bad --rejects ./bad.csv
  [ "$(md5sum < bad.csv)" = "$sum" ]
  fails 1 "database" salesctl import order bad.csv --skip-bad --rejects sales.db
  salesctl check
}

@test "amounts that are not plain numbers are refused by line and value" {
  small_firm
  for amount in 1e5 NaN ١٢٣ 1.234 9999999999999999999 "'1" 0x10 1,23 --5; do
    printf 'id,amount,ordered_on\nn1,"%s",2026-05-01\n' "$amount" > bad.csv
    fails 1 "bad.csv:2:2" salesctl import order bad.csv
  done
  printf 'id,amount,ordered_on\nn1,-0,2026-05-01\nn2,"￥1,234.50",2026-05-01\nn3,1.2万,2026-05-01\n' > good.csv
  salesctl import order good.csv
  [ "$(query "select group_concat(amount, ' ') from (select amount from \"order\" where id like 'n%' order by id)")" = "0.0 1234.5 12000.0" ]
}

@test "dates that do not exist are refused" {
  small_firm
  for date in 2026-02-30 2025-02-29 2026-13-01 20260101 01/02/2026 0000-01-01 yesterday; do
    printf 'id,amount,ordered_on\nn1,1,%s\n' "$date" > bad.csv
    fails 1 "bad.csv:2:3" salesctl import order bad.csv
  done
}

@test "an unknown reference is refused by name, or made" {
  small_firm
  printf 'id,customer,amount,ordered_on\nn1,nobody,1,2026-05-01\n' > new.csv
  fails 1 'there is no customer "nobody"' salesctl import order new.csv
  salesctl import order new.csv --create-missing
  [ "$(query "select name from customer where id = 'nobody'")" = nobody ]
}

@test "an unknown reference is named by the column of the file" {
  small_firm
  printf 'amount,ordered_on,id,customer\n1,2026-05-01,n1,nobody\n' > turned.csv
  fails 1 "turned.csv:2:4: customer" salesctl import order turned.csv
}

@test "two rows with one id and different values are refused, identical ones count once" {
  small_firm
  printf 'id,amount,ordered_on\nn1,1,2026-05-01\nn1,2,2026-05-01\n' > twice.csv
  fails 1 "twice.csv:3.*stands twice" salesctl import order twice.csv
  printf 'id,amount,ordered_on\nn1,1,2026-05-01\nn1,1,2026-05-01\n' > same.csv
  salesctl import order same.csv
  [ "$(query "select count(*) from \"order\" where id = 'n1'")" = 1 ]
}

@test "a refund above zero is refused" {
  small_firm
  printf 'id,kind,amount,ordered_on\nn1,refund,5,2026-05-01\n' > bad.csv
  fails 1 "refund" salesctl import order bad.csv
}

@test "credits of an order must sum to exactly 100%, and move the day sums" {
  small_firm
  printf 'order,rep,share\no1,r1,72.68%%\no1,r2,10.93%%\no1,r3,2.73%%\no1,r4,13.65%%\n' > credit.csv
  fails 1 "99.99%" salesctl import order_credit credit.csv
  sed 's/13.65/13.66/' credit.csv > right.csv
  salesctl import order_credit right.csv
  salesctl check
  [ "$(query "select printf('%.2f', sum(amount)) from credited_order where \"order\" = 'o1'")" = 1000.00 ]
  salesctl report attainment 2025-01 -f csv | grep -q '^rep,r2,bj,2025-01,revenue,,109.30,'
}

@test "BOM, CRLF, GB18030 and quoted newlines are read" {
  small_firm
  printf '\xef\xbb\xbfid,name\r\nb1,"two\r\nlines"\r\n' > bom.csv
  salesctl import customer bom.csv
  [ "$(query "select count(*) from customer where id = 'b1' and name like 'two%lines'")" = 1 ]
  printf 'id,name\nb2,星河科技\n' | iconv -f utf-8 -t gb18030 > gb.csv
  salesctl import customer gb.csv
  [ "$(query "select name from customer where id = 'b2'")" = 星河科技 ]
}

@test "ragged rows, NUL bytes, huge fields and ten thousand columns get a clear error" {
  small_firm
  printf 'id,name\nx1,A,extra\n' > ragged.csv
  fails 1 "ragged.csv:2" salesctl import customer ragged.csv
  printf 'id,name\nx1,A\0B\n' > nul.csv
  fails 1 "nul.csv:2" salesctl import customer nul.csv
  { printf 'id,name\nx1,'; head -c 5000000 /dev/zero | tr '\0' a; echo; } > huge.csv
  fails 1 "huge.csv:2" salesctl import customer huge.csv
  { printf 'id,name'; seq -f ',c%.0f' 10000 | tr -d '\n'; printf '\nx1,A'; seq -f ',%.0f' 10000 | tr -d '\n'; echo; } > wide.csv
  fails 1 "wide.csv" salesctl import customer wide.csv
  printf 'id,name\nx1,"open\nnever closed\n' > open.csv
  fails 1 "open.csv:2" salesctl import customer open.csv
  [ "$(query "select count(*) from customer where id = 'x1'")" = 0 ]
}

@test "SQL and shell metacharacters are data" {
  small_firm
  cat > evil.csv <<'CSV'
id,name,sector
"'; DROP TABLE customer_fact; --",$(touch pwned),`id`
"a""b",=cmd|'/c calc'!A1,%s%n
CSV
  salesctl import customer evil.csv
  [ ! -e pwned ]
  [ "$(query 'select count(*) from customer')" = 4 ]
  salesctl export customer | grep -qF "'; DROP TABLE customer_fact; --"
  salesctl check
}

@test "an unknown column names the nearest one" {
  small_firm
  printf 'id,nmae\nx,y\n' > typo.csv
  fails 1 'did you mean "name"' salesctl import customer typo.csv
}

@test "a missing file, an unknown kind and an unknown mapping are clear" {
  small_firm
  fails 1 "nowhere.csv" salesctl import order nowhere.csv
  fails 2 'did you mean "order"' salesctl import ordr orders.csv
  fails 2 "mapping" salesctl import order orders.csv --map none
}

@test "JSON Lines and standard input are read" {
  small_firm
  printf '{"id":"j1","amount":10005534.10,"ordered_on":"2026-05-01"}\n' > o.jsonl
  salesctl import order o.jsonl
  printf 'id,amount,ordered_on\ns1,5,2026-05-01\n' | salesctl import order -
  [ "$(query "select sum(amount) from \"order\" where id in ('j1','s1')")" = 10005539.1 ]
}

@test "a dry run of import writes nothing" {
  small_firm
  printf 'id,amount,ordered_on\nn1,5,2026-05-01\n' > new.csv
  salesctl import order new.csv -n
  [ "$(query 'select count(*) from "order"')" = 12 ]
}

@test "a mapping brings another program's columns, values and dates" {
  small_firm
  cat >> salesctl.yaml <<'YAML'
fields:
  customer: {tier: text}
import:
  theirs:
    kind: customer
    columns:
      id: Account
      name: [Firma, "Account Name"]
      sector: {column: Branche, values: {Med: medical}}
      created_on: {column: Seit, date: "%d.%m.%Y"}
      source: {constant: theirs}
      tier: Tier
YAML
  printf 'Account,Account Name,Branche,Seit,Tier,Ignored\nt1,Charité,Med,31.12.2025,gold,x\n' > theirs.csv
  salesctl import customer theirs.csv --map theirs
  [ "$(query "select name || sector || created_on || source || tier from customer where id='t1'")" = "Charitémedical2025-12-31theirsgold" ]
}

@test "the Salesforce and HubSpot presets read their exports" {
  small_firm
  printf 'Id,IsDeleted,AccountId,Name,StageName,Amount,CloseDate,OwnerId,CreatedDate\n006A,false,c1,Deal,Closed Won,1500.5,2026-03-01,r1,2022-07-27T17:40:52.000+0000\n006B,true,c1,Gone,Closed Won,1,2026-03-01,r1,2022-07-27T17:40:52.000Z\n' > sf.csv
  salesctl import opportunity sf.csv --map salesforce
  [ "$(query "select count(*) || amount || created_on || stage_kind from opportunity")" = "11500.52022-07-28won" ]
  printf '\xef\xbb\xbfRecord ID,Deal Name,Deal Stage,Amount,Close Date,Create Date,Deal owner\n77,Big,Contract Sent,9000,2026-05-01 10:00,2026-01-01 09:30,r3\n' > hs.csv
  salesctl import opportunity hs.csv --map hubspot
  [ "$(query "select stage_probability from opportunity where id='77'")" = 0.8 ]
}

@test "a dry run makes no store, and a first import that fails leaves no journal" {
  printf 'company: A\nstore: fresh.db\n' > salesctl.yaml
  printf 'id,name,parent\nn,North,\n' > teams.csv
  printf 'id,name,team\nr1,Anna,nowhere\n' > reps.csv
  salesctl import team teams.csv -n -v 2>&1 | grep -q '1 new'
  [ ! -e fresh.db ]
  fails 1 'no team "nowhere"' salesctl import rep reps.csv
  [ "$(echo fresh.db*)" = fresh.db ]
}

@test "bad rows that refer to a row of their own kind are left out, and those that refer to them" {
  small_firm
  printf 'id,name,parent\nx1,X1,nope\nx2,X2,\nx3,X3,x1\nx4,X4,x2\nx5,X5,x4\n' > more.csv
  fails 1 'more.csv:2: parent: there is no team "nope"' salesctl import team more.csv
  salesctl import team more.csv --skip-bad --rejects bad.csv
  [ "$(query "SELECT group_concat(id || '<' || coalesce(parent, ''), ' ') FROM (SELECT * FROM team WHERE id LIKE 'x%' ORDER BY id)")" = 'x2< x4<x2 x5<x4' ]
  grep -q '^x1,X1,nope,2,0,"parent: there is no team ""nope"""$' bad.csv
  grep -q '^x3,X3,x1,4,0,"parent: there is no team ""x1"""$' bad.csv
  [ "$(wc -l < bad.csv)" = 3 ]
  printf 'id,name,parent\ny1,Y1,made\n' > made.csv
  salesctl import team made.csv --skip-bad --create-missing
  [ "$(query "SELECT parent FROM team WHERE id = 'y1'")" = made ]
  # an order that is bad for another reason has no say in what it refers to
  printf 'id,customer,rep,kind,amount,ordered_on,refund_of\nq1,nobody,r1,refund,-1,2026-01-01,q0\n' > refunds.csv
  salesctl import order refunds.csv --skip-bad --rejects bad.csv
  [ "$(wc -l < bad.csv)" = 2 ]
}

@test "a customer's change of owner is kept, dated the as-of day, in the same transaction" {
  small_firm
  history() { query 'SELECT customer, changed_on, previous, owner FROM owner_history ORDER BY 1, 2'; }
  [ -z "$(history)" ]
  printf 'id,name,owner,created_on\nc1,ACME,r2,2025-01-05\nc3,New,r4,2026-03-01\n' > again.csv
  salesctl --as-of 2026-03-01 import -n customer again.csv
  [ -z "$(history)" ]
  salesctl --as-of 2026-03-01 import customer again.csv
  [ "$(history)" = 'c1|2026-03-01|r1|r2' ]
  # the row names the run that made it
  [ "$(query 'SELECT r.kind, r.updated FROM owner_change o JOIN run r ON r.key = o.run_key')" = 'customer|1' ]
  salesctl --as-of 2026-03-02 import customer again.csv
  [ "$(history)" = 'c1|2026-03-01|r1|r2' ]
  # two files of one call: the first owner of before and the last one after
  printf 'id,name,owner\nc1,ACME,r3\nc3,New,r1\n' > a.csv
  printf 'id,name,owner\nc1,ACME,\nc3,New,r4\n' > b.csv
  salesctl --as-of 2026-04-01 import customer a.csv b.csv
  [ "$(history | tail -1)" = 'c1|2026-04-01|r2|' ]
  [ "$(history | wc -l)" = 2 ]
  # what fails leaves nothing
  printf 'id,name,owner\nc1,ACME,r1\nc2,Bad,nobody\n' > bad.csv
  fails 1 'no rep "nobody"' salesctl --as-of 2026-05-01 import customer bad.csv
  [ "$(history | wc -l)" = 2 ]
  salesctl check
}

@test "a score off its survey's scale is refused" {
  small_firm
  printf 'id,customer,kind,score,answered_on\ns1,c1,csat,1,2026-06-01\ns2,c1,csat,5,2026-06-02\ns3,c2,nps,0,2026-06-01\ns4,c2,nps,10,2026-06-20\ns5,c2,,4.5,2026-06-21\n' > good.csv
  salesctl import survey good.csv
  for row in csat,0.5 csat,6 nps,-1 nps,10.5 ,9; do
    printf 'id,customer,kind,score,answered_on\ns9,c1,%s,2026-06-01\n' "$row" > bad.csv
    fails 1 'bad.csv:2.*score: .* is not on the scale of (csat, 1 to 5|nps, 0 to 10)' salesctl import survey bad.csv
  done
  [ "$(query 'SELECT count(*) FROM survey')" = 5 ]
}

@test "an order cannot give back itself" {
  small_firm
  printf 'id,rep,kind,amount,ordered_on,refund_of\nx1,r1,refund,-5,2026-02-01,o1\nx2,r1,refund,-5,2026-02-01,x2\n' > bad.csv
  fails 1 'bad.csv:3: refund_of: the order "x2" cannot give back itself' salesctl import order bad.csv
  [ "$(query "SELECT count(*) FROM order_fact WHERE id LIKE 'x%'")" = 0 ]
}
