load ../helper

@test "what export writes import reads: every kind comes back the same" {
  small_firm
  printf 'id,name,phone\nf1,"=1+1","+86 138"\nf2,"'"'"'=x",-\n' > tricky.csv
  salesctl import customer tricky.csv
  mkdir other && cp salesctl.yaml other/
  for kind in team rep product customer order; do
    salesctl export $kind -o $kind.csv
    (cd other && salesctl import $kind ../$kind.csv && salesctl export $kind -o $kind.csv)
    cmp $kind.csv other/$kind.csv
    salesctl export $kind -f jsonl -o $kind.jsonl
    (cd other && salesctl import $kind ../$kind.jsonl && salesctl export $kind -f jsonl -o $kind.jsonl)
    cmp $kind.jsonl other/$kind.jsonl
  done
  [ "$(sqlite3 other/sales.db "select name from customer where id = 'f2'")" = "$(query "select name from customer where id = 'f2'")" ]
}

@test "ids and texts that begin like formulas come back as they were, apart from those with an apostrophe" {
  small_firm
  cat > odd.jsonl <<'JSON'
{"id":"=a","name":"=1+1","owner":"r1"}
{"id":"'=a","name":"'=1+1","owner":"-r"}
{"id":"''=a","name":"'plain","owner":"'-r"}
{"id":"＝a","name":"-","owner":null}
JSON
  salesctl import customer odd.jsonl --create-missing
  mkdir other && cp salesctl.yaml other/
  for kind in team rep product customer; do salesctl export $kind -o $kind.csv; done
  lacks '(^|,)(=|＝|-r)' customer.csv
  cd other
  for kind in team rep product customer; do salesctl import $kind ../$kind.csv; done
  [ "$(sqlite3 sales.db 'select id, name, owner from customer order by 1')" = "$(sqlite3 ../sales.db 'select id, name, owner from customer order by 1')" ]
  salesctl -v import customer ../odd.jsonl 2>&1 | grep -q ' 0 new, 0 changed'
}

@test "export heads its columns with the kind's fields and writes exact decimals" {
  small_firm
  salesctl export order > orders.out
  head -1 orders.out | grep -qx 'id,customer,rep,product,opportunity,kind,quantity,amount,cost,ordered_on,refund_of'
  grep -qx 'o7,c2,r3,p1,,refund,-1,-900.10,-500.00,2026-02-02,' orders.out
}

@test "spreadsheet formulas in names are neutralised" {
  small_firm
  printf 'id,name\nx,=HYPERLINK(1)\n' > f.csv
  salesctl import customer f.csv
  salesctl export customer | grep -q "x,'=HYPERLINK(1)"
}

@test "the store is never overwritten by an output" {
  small_firm
  ln -s sales.db link.db
  for file in sales.db ./sales.db link.db; do fails 1 "database" salesctl export rep -o $file; done
  salesctl check
}

@test "an empty kind is a header and nothing else" {
  small_firm
  [ "$(salesctl export ticket | wc -l)" = 1 ]
}
