load ../helper

@test "shared experience stands by stage, product and reason, as of the day" {
  small_firm
  cat > k.csv <<'CSV'
id,rep,title,body,topic,stage,product,lost_reason,shared_on
k1,r1,Price,"value first, =1+1",talks,签约,,price,2026-03-01
k2,r3,Widget,how it works,,,p1,,2026-02-01
k3,,Needs,ask,,needs,,,2026-01-01
k4,r1,Later,soon,,,p1,price,2026-07-01
CSV
  salesctl import knowledge k.csv
  salesctl report knowledge --as-of 2026-06-30 -f csv > shown.csv
  [ "$(head -1 shown.csv)" = entry,shared_on,rep,stage,product,lost_reason,topic,title,body ]
  [ "$(cut -d, -f1 shown.csv | tail -n +2 | paste -sd ' ')" = "k3 k1 k2" ]
  grep -q '^k1,2026-03-01,王伟,签约,,price,talks,Price,"value first, =1+1"$' shown.csv
  [ "$(salesctl report knowledge 2026-Q1 --as-of 2026-12-31 -f csv | wc -l)" = 4 ]
  [ "$(salesctl report knowledge 2026-02 --as-of 2026-12-31 -f csv | tail -n +2 | cut -d, -f1)" = k2 ]
  printf 'id,title,shared_on,product\nk9,x,2026-01-01,p9\n' > bad.csv
  fails 1 'bad.csv:2.*p9' salesctl import knowledge bad.csv
}

@test "win-loss points to the newest experience that fits" {
  small_firm
  printf 'id,product,stage,created_on,closed_on,lost_reason,amount\nd1,p1,Closed Lost,2026-01-01,2026-02-01,price,100\nd2,p1,Closed Won,2026-01-01,2026-02-01,,50\nd3,,Closed Lost,2026-01-01,2026-02-01,,50\n' > deals.csv
  printf 'stages:\n  - {name: open}\n  - {name: won, kind: won, aliases: [Closed Won]}\n  - {name: lost, kind: lost, aliases: [Closed Lost]}\n' >> salesctl.yaml
  salesctl import opportunity deals.csv
  salesctl report win-loss --as-of 2026-06-30 -f csv | head -1 | grep -q ',knowledge$'
  salesctl report win-loss --as-of 2026-06-30 | lacks 'Experience'
  printf 'id,title,product,lost_reason,shared_on\nk1,a,p1,,2026-01-01\nk2,b,,price,2026-02-01\nk3,c,,price,2026-03-01\nk4,d,,price,2026-04-01\nk5,e,,price,2026-05-01\nk6,f,,price,2026-07-01\nk7,g,,budget,2026-05-01\n' > k.csv
  salesctl import knowledge k.csv
  salesctl report win-loss --as-of 2026-06-30 -f csv > w.csv
  grep -q '^reason,price,.*,k5 k4 k3$' w.csv
  grep -q '^reason,,.*,$' w.csv
  grep -q '^product,p1,.*,k1$' w.csv
  salesctl report win-loss --as-of 2026-06-30 | grep -q 'report knowledge'
}

@test "after-sales cases by class, and satisfaction after closing, are what was counted by hand" {
  small_firm
  salesctl --as-of 2026-05-31 score customers -q
  cat > tickets.csv <<'CSV'
id,customer,opened_on,due_on,closed_on
t1,c1,2026-01-10,2026-01-20,2026-01-15
t2,c1,2026-02-10,2026-02-20,2026-03-02
t3,c2,2026-06-01,2026-06-10,
t4,c2,2026-06-20,2026-07-10,
t5,c2,2025-12-01,,2026-01-02
t6,c2,2025-06-01,,2025-07-01
t7,c2,2026-07-02,,
CSV
  salesctl import ticket tickets.csv
  printf 'id,customer,kind,score,answered_on\ns1,c1,csat,4,2026-01-15\ns2,c1,csat,5,2026-02-14\ns3,c1,csat,1,2026-02-20\ns4,c2,nps,9,2026-01-03\n' > surveys.csv
  salesctl import survey surveys.csv
  salesctl report after-sales 2026 --as-of 2026-06-30 -f csv > a.csv
  # t1 took 5 days, t2 20; answers within 30 days of a closing: s1 and s2. Of c2 t5 closed after 32 days, t3 is late.
  diff - a.csv <<'CSV'
class,opened,closed,closed_late,days_to_close,open,late,answers,csat
A,2,2,1,12.5,0,0,2,4.5
B,2,1,0,32,2,1,0,
CSV
  salesctl report after-sales 2026 --as-of 2026-02-28 -f csv | grep -q '^,2,2,0,18.5,1,1,2,4.5$'
}
