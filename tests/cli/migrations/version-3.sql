PRAGMA user_version = 3;
PRAGMA application_id = 0x73616c65;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES('config_hash','64b41e6e71fd60e67e9f6facf35ad6f2');
INSERT INTO meta VALUES('currency','CNY/2');
CREATE TABLE run (
  key INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, version TEXT NOT NULL, command TEXT NOT NULL,
  kind TEXT, config_hash TEXT NOT NULL, input_hash TEXT NOT NULL,
  rows_read INTEGER NOT NULL, inserted INTEGER NOT NULL, updated INTEGER NOT NULL, rejected INTEGER NOT NULL) STRICT;
INSERT INTO run VALUES(1,'2026-11-23T21:14:35Z','anna','0.1.0','import team teams.csv','team','64b41e6e71fd60e67e9f6facf35ad6f2','0a82a41b2072e93f01337d2e50c3682b',3,3,0,0);
INSERT INTO run VALUES(2,'2026-11-23T21:14:35Z','anna','0.1.0','import rep reps.csv','rep','64b41e6e71fd60e67e9f6facf35ad6f2','b2662c87880c4d169b9760802b3c1cad',5,5,0,0);
INSERT INTO run VALUES(3,'2026-11-23T21:14:35Z','anna','0.1.0','import product products.csv','product','64b41e6e71fd60e67e9f6facf35ad6f2','ac9df07fe8643679ea7273522ad647f6',1,1,0,0);
INSERT INTO run VALUES(4,'2026-11-23T21:14:35Z','anna','0.1.0','import customer customers.csv','customer','64b41e6e71fd60e67e9f6facf35ad6f2','0cf8d676c12d29a5597835f8e1d263e2',2,2,0,0);
INSERT INTO run VALUES(5,'2026-11-23T21:14:35Z','anna','0.1.0','import order orders.csv','order','64b41e6e71fd60e67e9f6facf35ad6f2','0aad97347e229394c5b1dd6cca406657',12,12,0,0);
INSERT INTO run VALUES(6,'2026-11-23T21:14:35Z','anna','0.1.0','import team_move moves.csv','team_move','64b41e6e71fd60e67e9f6facf35ad6f2','4266de43b4f5cfef384ce318390910b4',1,1,0,0);
INSERT INTO run VALUES(7,'2026-11-23T21:14:36Z','anna','0.1.0','import order_credit credits.csv','order_credit','64b41e6e71fd60e67e9f6facf35ad6f2','c02531da8393d2bb3ca4b89e454ed06a',2,2,0,0);
INSERT INTO run VALUES(8,'2026-11-23T21:14:36Z','anna','0.1.0','goal split 2026 --by quarter --to rep --amount 120000','','64b41e6e71fd60e67e9f6facf35ad6f2','',0,0,0,0);
INSERT INTO run VALUES(9,'2026-11-23T21:14:36Z','anna','0.1.0','goal split 2026 --by quarter --to rep --amount 130000','','64b41e6e71fd60e67e9f6facf35ad6f2','',0,0,0,0);
INSERT INTO run VALUES(10,'2026-11-23T21:14:36Z','anna','0.1.0','goal split 2026-Q3 --metric orders --amount 30 --by month --to team','','64b41e6e71fd60e67e9f6facf35ad6f2','',0,0,0,0);
CREATE TABLE stage_rule (
  position INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, probability_billionths INTEGER NOT NULL) STRICT;
INSERT INTO stage_rule VALUES(1,'prospecting','open',100000000);
INSERT INTO stage_rule VALUES(2,'needs','open',200000000);
INSERT INTO stage_rule VALUES(3,'solution','open',400000000);
INSERT INTO stage_rule VALUES(4,'quote','open',600000000);
INSERT INTO stage_rule VALUES(5,'negotiation','open',800000000);
INSERT INTO stage_rule VALUES(6,'contract','open',900000000);
INSERT INTO stage_rule VALUES(7,'won','won',1000000000);
INSERT INTO stage_rule VALUES(8,'lost','lost',0);
INSERT INTO stage_rule VALUES(9,'after-sales','after_sales',1000000000);
CREATE TABLE stage_alias (alias TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO stage_alias VALUES('Appointment Scheduled',1);
INSERT INTO stage_alias VALUES('Closed Lost',8);
INSERT INTO stage_alias VALUES('Closed Won',7);
INSERT INTO stage_alias VALUES('Contract Sent',6);
INSERT INTO stage_alias VALUES('Decision Maker Bought-In',5);
INSERT INTO stage_alias VALUES('Id. Decision Makers',2);
INSERT INTO stage_alias VALUES('Lost',8);
INSERT INTO stage_alias VALUES('Needs Analysis',2);
INSERT INTO stage_alias VALUES('Negotiation/Review',5);
INSERT INTO stage_alias VALUES('Perception Analysis',3);
INSERT INTO stage_alias VALUES('Presentation Scheduled',4);
INSERT INTO stage_alias VALUES('Proposal/Price Quote',4);
INSERT INTO stage_alias VALUES('Prospecting',1);
INSERT INTO stage_alias VALUES('Qualification',2);
INSERT INTO stage_alias VALUES('Qualified To Buy',2);
INSERT INTO stage_alias VALUES('Qualified to Buy',2);
INSERT INTO stage_alias VALUES('Value Proposition',3);
INSERT INTO stage_alias VALUES('Won',7);
INSERT INTO stage_alias VALUES('after-sales',9);
INSERT INTO stage_alias VALUES('contract',6);
INSERT INTO stage_alias VALUES('lost',8);
INSERT INTO stage_alias VALUES('needs',2);
INSERT INTO stage_alias VALUES('negotiation',5);
INSERT INTO stage_alias VALUES('prospecting',1);
INSERT INTO stage_alias VALUES('quote',4);
INSERT INTO stage_alias VALUES('solution',3);
INSERT INTO stage_alias VALUES('won',7);
INSERT INTO stage_alias VALUES('丢单',8);
INSERT INTO stage_alias VALUES('合同签订',6);
INSERT INTO stage_alias VALUES('售后',9);
INSERT INTO stage_alias VALUES('售后服务',9);
INSERT INTO stage_alias VALUES('商务谈判',5);
INSERT INTO stage_alias VALUES('客户需求分析',2);
INSERT INTO stage_alias VALUES('成交',7);
INSERT INTO stage_alias VALUES('报价',4);
INSERT INTO stage_alias VALUES('方案制定',3);
INSERT INTO stage_alias VALUES('方案讲解与报价',4);
INSERT INTO stage_alias VALUES('潜在客户挖掘',1);
INSERT INTO stage_alias VALUES('线索',1);
INSERT INTO stage_alias VALUES('解决方案制定',3);
INSERT INTO stage_alias VALUES('赢单',7);
INSERT INTO stage_alias VALUES('跟进与签约',5);
INSERT INTO stage_alias VALUES('输单',8);
INSERT INTO stage_alias VALUES('需求分析',2);
CREATE TABLE metric_rule (
  key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, definition TEXT NOT NULL) STRICT;
INSERT INTO metric_rule VALUES(1,'revenue','a33a8ed75296cebf8eb2349e4e60c1ee');
INSERT INTO metric_rule VALUES(2,'margin','671decc3aab1e2563dc306ab37b0e9ff');
INSERT INTO metric_rule VALUES(3,'orders','3963f9eadd7f567ed70e47c97864e5b6');
INSERT INTO metric_rule VALUES(4,'collected','5ec7a1f5c52f0c2b1f537019c5562dae');
INSERT INTO metric_rule VALUES(5,'new_customers','7296c469c846367399dfbce575824397');
INSERT INTO metric_rule VALUES(6,'new_leads','57fa0c120cb900f625f42eead91a2d49');
INSERT INTO metric_rule VALUES(7,'deals_won','02f5cc700a3486a1e50ac477b3f1b82d');
INSERT INTO metric_rule VALUES(8,'deals_won_value','418ade91a2dd68d1095dc27de28d7f79');
INSERT INTO metric_rule VALUES(9,'visits','70bd03d6647cad715a6cdd69db185303');
INSERT INTO metric_rule VALUES(10,'calls','0e6f9d42d51fd129ba092a69314e59e6');
CREATE TABLE metric_day (
  metric_key INTEGER NOT NULL, day INTEGER NOT NULL, reps BLOB NOT NULL, PRIMARY KEY (metric_key, day)) STRICT;
INSERT INTO metric_day VALUES(5,20093,X'01000000010000000100000000000000');
INSERT INTO metric_day VALUES(5,20485,X'03000000010000000100000000000000');
INSERT INTO metric_day VALUES(1,20103,X'0100000001000000a086010000000000');
INSERT INTO metric_day VALUES(1,20249,X'0100000001000000720d030000000000');
INSERT INTO metric_day VALUES(1,20301,X'020000000100000069c3000000000000');
INSERT INTO metric_day VALUES(1,20403,X'0300000001000000f824010000000000');
INSERT INTO metric_day VALUES(1,20463,X'01000000010000004019010000000000020000000100000080bb000000000000');
INSERT INTO metric_day VALUES(1,20473,X'03000000010000009a5f010000000000');
INSERT INTO metric_day VALUES(1,20486,X'030000000100000066a0feffffffffff');
INSERT INTO metric_day VALUES(1,20498,X'02000000010000003582000000000000');
INSERT INTO metric_day VALUES(1,20543,X'04000000010000001027000000000000');
INSERT INTO metric_day VALUES(1,20544,X'0500000001000000a861000000000000');
INSERT INTO metric_day VALUES(1,20545,X'0000000001000000e803000000000000');
INSERT INTO metric_day VALUES(1,20578,X'0100000001000000e093040000000000');
INSERT INTO metric_day VALUES(2,20103,X'0100000001000000409c000000000000');
INSERT INTO metric_day VALUES(2,20249,X'0100000001000000b238010000000000');
INSERT INTO metric_day VALUES(2,20301,X'0200000001000000394e000000000000');
INSERT INTO metric_day VALUES(2,20403,X'0300000001000000b888000000000000');
INSERT INTO metric_day VALUES(2,20463,X'010000000100000030750000000000000200000001000000204e000000000000');
INSERT INTO metric_day VALUES(2,20473,X'03000000010000004a9c000000000000');
INSERT INTO metric_day VALUES(2,20486,X'0300000001000000b663ffffffffffff');
INSERT INTO metric_day VALUES(2,20498,X'0200000001000000255b000000000000');
INSERT INTO metric_day VALUES(2,20543,X'04000000010000008813000000000000');
INSERT INTO metric_day VALUES(2,20544,X'0500000001000000204e000000000000');
INSERT INTO metric_day VALUES(2,20545,X'0000000001000000f401000000000000');
INSERT INTO metric_day VALUES(2,20578,X'0100000001000000c0d4010000000000');
INSERT INTO metric_day VALUES(3,20103,X'01000000010000000100000000000000');
INSERT INTO metric_day VALUES(3,20249,X'01000000010000000100000000000000');
INSERT INTO metric_day VALUES(3,20301,X'02000000010000000100000000000000');
INSERT INTO metric_day VALUES(3,20403,X'03000000010000000100000000000000');
INSERT INTO metric_day VALUES(3,20463,X'01000000010000000100000000000000');
INSERT INTO metric_day VALUES(3,20473,X'03000000010000000100000000000000');
INSERT INTO metric_day VALUES(3,20498,X'02000000010000000100000000000000');
INSERT INTO metric_day VALUES(3,20543,X'04000000010000000100000000000000');
INSERT INTO metric_day VALUES(3,20544,X'05000000010000000100000000000000');
INSERT INTO metric_day VALUES(3,20545,X'00000000010000000100000000000000');
INSERT INTO metric_day VALUES(3,20578,X'01000000010000000100000000000000');
CREATE TABLE goal_plan (
  key INTEGER PRIMARY KEY, metric TEXT NOT NULL, period TEXT NOT NULL, version INTEGER NOT NULL,
  from_on TEXT NOT NULL, to_on TEXT NOT NULL, amount INTEGER NOT NULL, decimals INTEGER NOT NULL,
  by_unit TEXT NOT NULL, to_level TEXT NOT NULL, rule TEXT NOT NULL, digest TEXT NOT NULL,
  run_key INTEGER NOT NULL REFERENCES run (key), definition TEXT NOT NULL DEFAULT '', UNIQUE (metric, period, version)) STRICT;
INSERT INTO goal_plan VALUES(1,'revenue','2026',1,'2026-01-01','2026-12-31',12000000,2,'quarter','rep','split by quarter to rep; time: working_days; people: even','93f07fabd69f6f68d04bf68da9c3f81a',8,'{metric: revenue, period: "2026", amount: 120000.00, by: quarter, to: rep, weights: {time: working_days, people: even}}');
INSERT INTO goal_plan VALUES(2,'revenue','2026',2,'2026-01-01','2026-12-31',13000000,2,'quarter','rep','split by quarter to rep; time: working_days; people: even','5f2342afb76f7ce2308378a746bce32b',9,'{metric: revenue, period: "2026", amount: 130000.00, by: quarter, to: rep, weights: {time: working_days, people: even}}');
INSERT INTO goal_plan VALUES(3,'orders','2026-Q3',1,'2026-07-01','2026-09-30',30,0,'month','team','split by month to team; time: working_days; people: even','1863d2ef0bb4852aeb732d493075dc87',10,'{metric: orders, period: "2026-Q3", amount: 30, by: month, to: team, weights: {time: working_days, people: even}}');
CREATE TABLE goal_cell (
  plan_key INTEGER NOT NULL REFERENCES goal_plan (key), position INTEGER NOT NULL, level INTEGER NOT NULL,
  scope_key INTEGER NOT NULL, parent TEXT NOT NULL, depth INTEGER NOT NULL, unit INTEGER NOT NULL,
  period TEXT NOT NULL, from_day INTEGER NOT NULL, to_day INTEGER NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (plan_key, position)) STRICT, WITHOUT ROWID;
INSERT INTO goal_cell VALUES(1,1,0,0,'',0,5,'2026',20454,20819,12000000);
INSERT INTO goal_cell VALUES(1,2,0,0,'',0,3,'2026-Q1',20454,20544,2942529);
INSERT INTO goal_cell VALUES(1,3,0,0,'',0,3,'2026-Q2',20544,20635,2988505);
INSERT INTO goal_cell VALUES(1,4,0,0,'',0,3,'2026-Q3',20635,20727,3034483);
INSERT INTO goal_cell VALUES(1,5,0,0,'',0,3,'2026-Q4',20727,20819,3034483);
INSERT INTO goal_cell VALUES(1,6,1,1,'company',1,5,'2026',20454,20819,3889656);
INSERT INTO goal_cell VALUES(1,7,1,1,'company',1,3,'2026-Q1',20454,20544,1177012);
INSERT INTO goal_cell VALUES(1,8,1,1,'company',1,3,'2026-Q2',20544,20635,1195402);
INSERT INTO goal_cell VALUES(1,9,1,1,'company',1,3,'2026-Q3',20635,20727,758621);
INSERT INTO goal_cell VALUES(1,10,1,1,'company',1,3,'2026-Q4',20727,20819,758621);
INSERT INTO goal_cell VALUES(1,11,1,3,'north',2,5,'2026',20454,20819,3889656);
INSERT INTO goal_cell VALUES(1,12,1,3,'north',2,3,'2026-Q1',20454,20544,1177012);
INSERT INTO goal_cell VALUES(1,13,1,3,'north',2,3,'2026-Q2',20544,20635,1195402);
INSERT INTO goal_cell VALUES(1,14,1,3,'north',2,3,'2026-Q3',20635,20727,758621);
INSERT INTO goal_cell VALUES(1,15,1,3,'north',2,3,'2026-Q4',20727,20819,758621);
INSERT INTO goal_cell VALUES(1,16,2,1,'bj',3,5,'2026',20454,20819,2703449);
INSERT INTO goal_cell VALUES(1,17,2,1,'bj',3,3,'2026-Q1',20454,20544,588506);
INSERT INTO goal_cell VALUES(1,18,2,1,'bj',3,3,'2026-Q2',20544,20635,597701);
INSERT INTO goal_cell VALUES(1,19,2,1,'bj',3,3,'2026-Q3',20635,20727,758621);
INSERT INTO goal_cell VALUES(1,20,2,1,'bj',3,3,'2026-Q4',20727,20819,758621);
INSERT INTO goal_cell VALUES(1,21,2,2,'bj',3,5,'2026',20454,20819,1186207);
INSERT INTO goal_cell VALUES(1,22,2,2,'bj',3,3,'2026-Q1',20454,20544,588506);
INSERT INTO goal_cell VALUES(1,23,2,2,'bj',3,3,'2026-Q2',20544,20635,597701);
INSERT INTO goal_cell VALUES(1,24,1,2,'company',1,5,'2026',20454,20819,5406896);
INSERT INTO goal_cell VALUES(1,25,1,2,'company',1,3,'2026-Q1',20454,20544,1177011);
INSERT INTO goal_cell VALUES(1,26,1,2,'company',1,3,'2026-Q2',20544,20635,1195402);
INSERT INTO goal_cell VALUES(1,27,1,2,'company',1,3,'2026-Q3',20635,20727,1517242);
INSERT INTO goal_cell VALUES(1,28,1,2,'company',1,3,'2026-Q4',20727,20819,1517241);
INSERT INTO goal_cell VALUES(1,29,2,2,'south',2,5,'2026',20454,20819,1517241);
INSERT INTO goal_cell VALUES(1,30,2,2,'south',2,3,'2026-Q3',20635,20727,758621);
INSERT INTO goal_cell VALUES(1,31,2,2,'south',2,3,'2026-Q4',20727,20819,758620);
INSERT INTO goal_cell VALUES(1,32,2,3,'south',2,5,'2026',20454,20819,2703448);
INSERT INTO goal_cell VALUES(1,33,2,3,'south',2,3,'2026-Q1',20454,20544,588505);
INSERT INTO goal_cell VALUES(1,34,2,3,'south',2,3,'2026-Q2',20544,20635,597701);
INSERT INTO goal_cell VALUES(1,35,2,3,'south',2,3,'2026-Q3',20635,20727,758621);
INSERT INTO goal_cell VALUES(1,36,2,3,'south',2,3,'2026-Q4',20727,20819,758621);
INSERT INTO goal_cell VALUES(1,37,2,4,'south',2,5,'2026',20454,20819,1186207);
INSERT INTO goal_cell VALUES(1,38,2,4,'south',2,3,'2026-Q1',20454,20544,588506);
INSERT INTO goal_cell VALUES(1,39,2,4,'south',2,3,'2026-Q2',20544,20635,597701);
INSERT INTO goal_cell VALUES(1,40,2,4,'south',2,3,'2026-Q3',20635,20727,0);
INSERT INTO goal_cell VALUES(1,41,2,4,'south',2,3,'2026-Q4',20727,20819,0);
INSERT INTO goal_cell VALUES(1,42,2,5,'company',1,5,'2026',20454,20819,2703448);
INSERT INTO goal_cell VALUES(1,43,2,5,'company',1,3,'2026-Q1',20454,20544,588506);
INSERT INTO goal_cell VALUES(1,44,2,5,'company',1,3,'2026-Q2',20544,20635,597701);
INSERT INTO goal_cell VALUES(1,45,2,5,'company',1,3,'2026-Q3',20635,20727,758620);
INSERT INTO goal_cell VALUES(1,46,2,5,'company',1,3,'2026-Q4',20727,20819,758621);
INSERT INTO goal_cell VALUES(2,1,0,0,'',0,5,'2026',20454,20819,13000000);
INSERT INTO goal_cell VALUES(2,2,0,0,'',0,3,'2026-Q1',20454,20544,3187740);
INSERT INTO goal_cell VALUES(2,3,0,0,'',0,3,'2026-Q2',20544,20635,3237548);
INSERT INTO goal_cell VALUES(2,4,0,0,'',0,3,'2026-Q3',20635,20727,3287356);
INSERT INTO goal_cell VALUES(2,5,0,0,'',0,3,'2026-Q4',20727,20819,3287356);
INSERT INTO goal_cell VALUES(2,6,1,1,'company',1,5,'2026',20454,20819,4213793);
INSERT INTO goal_cell VALUES(2,7,1,1,'company',1,3,'2026-Q1',20454,20544,1275096);
INSERT INTO goal_cell VALUES(2,8,1,1,'company',1,3,'2026-Q2',20544,20635,1295019);
INSERT INTO goal_cell VALUES(2,9,1,1,'company',1,3,'2026-Q3',20635,20727,821839);
INSERT INTO goal_cell VALUES(2,10,1,1,'company',1,3,'2026-Q4',20727,20819,821839);
INSERT INTO goal_cell VALUES(2,11,1,3,'north',2,5,'2026',20454,20819,4213793);
INSERT INTO goal_cell VALUES(2,12,1,3,'north',2,3,'2026-Q1',20454,20544,1275096);
INSERT INTO goal_cell VALUES(2,13,1,3,'north',2,3,'2026-Q2',20544,20635,1295019);
INSERT INTO goal_cell VALUES(2,14,1,3,'north',2,3,'2026-Q3',20635,20727,821839);
INSERT INTO goal_cell VALUES(2,15,1,3,'north',2,3,'2026-Q4',20727,20819,821839);
INSERT INTO goal_cell VALUES(2,16,2,1,'bj',3,5,'2026',20454,20819,2928736);
INSERT INTO goal_cell VALUES(2,17,2,1,'bj',3,3,'2026-Q1',20454,20544,637548);
INSERT INTO goal_cell VALUES(2,18,2,1,'bj',3,3,'2026-Q2',20544,20635,647510);
INSERT INTO goal_cell VALUES(2,19,2,1,'bj',3,3,'2026-Q3',20635,20727,821839);
INSERT INTO goal_cell VALUES(2,20,2,1,'bj',3,3,'2026-Q4',20727,20819,821839);
INSERT INTO goal_cell VALUES(2,21,2,2,'bj',3,5,'2026',20454,20819,1285057);
INSERT INTO goal_cell VALUES(2,22,2,2,'bj',3,3,'2026-Q1',20454,20544,637548);
INSERT INTO goal_cell VALUES(2,23,2,2,'bj',3,3,'2026-Q2',20544,20635,647509);
INSERT INTO goal_cell VALUES(2,24,1,2,'company',1,5,'2026',20454,20819,5857471);
INSERT INTO goal_cell VALUES(2,25,1,2,'company',1,3,'2026-Q1',20454,20544,1275096);
INSERT INTO goal_cell VALUES(2,26,1,2,'company',1,3,'2026-Q2',20544,20635,1295019);
INSERT INTO goal_cell VALUES(2,27,1,2,'company',1,3,'2026-Q3',20635,20727,1643678);
INSERT INTO goal_cell VALUES(2,28,1,2,'company',1,3,'2026-Q4',20727,20819,1643678);
INSERT INTO goal_cell VALUES(2,29,2,2,'south',2,5,'2026',20454,20819,1643678);
INSERT INTO goal_cell VALUES(2,30,2,2,'south',2,3,'2026-Q3',20635,20727,821839);
INSERT INTO goal_cell VALUES(2,31,2,2,'south',2,3,'2026-Q4',20727,20819,821839);
INSERT INTO goal_cell VALUES(2,32,2,3,'south',2,5,'2026',20454,20819,2928736);
INSERT INTO goal_cell VALUES(2,33,2,3,'south',2,3,'2026-Q1',20454,20544,637548);
INSERT INTO goal_cell VALUES(2,34,2,3,'south',2,3,'2026-Q2',20544,20635,647510);
INSERT INTO goal_cell VALUES(2,35,2,3,'south',2,3,'2026-Q3',20635,20727,821839);
INSERT INTO goal_cell VALUES(2,36,2,3,'south',2,3,'2026-Q4',20727,20819,821839);
INSERT INTO goal_cell VALUES(2,37,2,4,'south',2,5,'2026',20454,20819,1285057);
INSERT INTO goal_cell VALUES(2,38,2,4,'south',2,3,'2026-Q1',20454,20544,637548);
INSERT INTO goal_cell VALUES(2,39,2,4,'south',2,3,'2026-Q2',20544,20635,647509);
INSERT INTO goal_cell VALUES(2,40,2,4,'south',2,3,'2026-Q3',20635,20727,0);
INSERT INTO goal_cell VALUES(2,41,2,4,'south',2,3,'2026-Q4',20727,20819,0);
INSERT INTO goal_cell VALUES(2,42,2,5,'company',1,5,'2026',20454,20819,2928736);
INSERT INTO goal_cell VALUES(2,43,2,5,'company',1,3,'2026-Q1',20454,20544,637548);
INSERT INTO goal_cell VALUES(2,44,2,5,'company',1,3,'2026-Q2',20544,20635,647510);
INSERT INTO goal_cell VALUES(2,45,2,5,'company',1,3,'2026-Q3',20635,20727,821839);
INSERT INTO goal_cell VALUES(2,46,2,5,'company',1,3,'2026-Q4',20727,20819,821839);
INSERT INTO goal_cell VALUES(3,1,0,0,'',0,3,'2026-Q3',20635,20727,30);
INSERT INTO goal_cell VALUES(3,2,0,0,'',0,2,'2026-07',20635,20666,10);
INSERT INTO goal_cell VALUES(3,3,0,0,'',0,2,'2026-08',20666,20697,10);
INSERT INTO goal_cell VALUES(3,4,0,0,'',0,2,'2026-09',20697,20727,10);
INSERT INTO goal_cell VALUES(3,5,1,1,'company',1,3,'2026-Q3',20635,20727,7);
INSERT INTO goal_cell VALUES(3,6,1,1,'company',1,2,'2026-07',20635,20666,2);
INSERT INTO goal_cell VALUES(3,7,1,1,'company',1,2,'2026-08',20666,20697,3);
INSERT INTO goal_cell VALUES(3,8,1,1,'company',1,2,'2026-09',20697,20727,2);
INSERT INTO goal_cell VALUES(3,9,1,3,'north',2,3,'2026-Q3',20635,20727,7);
INSERT INTO goal_cell VALUES(3,10,1,3,'north',2,2,'2026-07',20635,20666,2);
INSERT INTO goal_cell VALUES(3,11,1,3,'north',2,2,'2026-08',20666,20697,3);
INSERT INTO goal_cell VALUES(3,12,1,3,'north',2,2,'2026-09',20697,20727,2);
INSERT INTO goal_cell VALUES(3,13,1,2,'company',1,3,'2026-Q3',20635,20727,15);
INSERT INTO goal_cell VALUES(3,14,1,2,'company',1,2,'2026-07',20635,20666,5);
INSERT INTO goal_cell VALUES(3,15,1,2,'company',1,2,'2026-08',20666,20697,5);
INSERT INTO goal_cell VALUES(3,16,1,2,'company',1,2,'2026-09',20697,20727,5);
INSERT INTO goal_cell VALUES(3,17,2,5,'company',1,3,'2026-Q3',20635,20727,8);
INSERT INTO goal_cell VALUES(3,18,2,5,'company',1,2,'2026-07',20635,20666,3);
INSERT INTO goal_cell VALUES(3,19,2,5,'company',1,2,'2026-08',20666,20697,2);
INSERT INTO goal_cell VALUES(3,20,2,5,'company',1,2,'2026-09',20697,20727,3);
CREATE TABLE team_fact (key INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "parent_key" INTEGER REFERENCES team_fact (key),
  "manager" TEXT) STRICT;
INSERT INTO team_fact VALUES(1,'north','North',NULL,NULL);
INSERT INTO team_fact VALUES(2,'south','South',NULL,NULL);
INSERT INTO team_fact VALUES(3,'bj','Beijing',1,NULL);
CREATE TABLE rep_fact (key INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "team_key" INTEGER REFERENCES team_fact (key),
  "email" TEXT,
  "role" TEXT,
  "level" TEXT,
  "hired_on" TEXT,
  "left_on" TEXT,
  "part_time_billionths" INTEGER,
  "capacity" INTEGER,
  "skills" TEXT,
  "territory" TEXT) STRICT;
INSERT INTO rep_fact VALUES(1,'r1','王伟',3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO rep_fact VALUES(2,'r2','Li Na',3,NULL,NULL,NULL,'2025-07-01',NULL,NULL,NULL,NULL,NULL);
INSERT INTO rep_fact VALUES(3,'r3','Bob',2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO rep_fact VALUES(4,'r4','Eve',2,NULL,NULL,NULL,NULL,'2026-06-30',NULL,NULL,NULL,NULL);
INSERT INTO rep_fact VALUES(5,'r5','Solo',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE team_move_fact (key INTEGER PRIMARY KEY,
  "rep_key" INTEGER NOT NULL REFERENCES rep_fact (key),
  "moved_on" TEXT NOT NULL,
  "team_key" INTEGER NOT NULL REFERENCES team_fact (key)) STRICT;
INSERT INTO team_move_fact VALUES(1,2,'2026-06-01',2);
CREATE TABLE absence_fact (key INTEGER PRIMARY KEY,
  "rep_key" INTEGER NOT NULL REFERENCES rep_fact (key),
  "from_on" TEXT NOT NULL,
  "to_on" TEXT NOT NULL,
  "reason" TEXT) STRICT;
CREATE TABLE goal_fact (key INTEGER PRIMARY KEY,
  "metric" TEXT NOT NULL,
  "scope_level" TEXT NOT NULL DEFAULT 'rep',
  "scope" TEXT NOT NULL,
  "period" TEXT NOT NULL,
  "amount_minor" INTEGER NOT NULL) STRICT;
CREATE TABLE okr_checkin_fact (key INTEGER PRIMARY KEY,
  "key_result" TEXT NOT NULL,
  "checked_on" TEXT NOT NULL,
  "value" REAL,
  "confidence_billionths" INTEGER,
  "note" TEXT,
  "checked_by" TEXT) STRICT;
CREATE TABLE product_fact (key INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "series" TEXT,
  "category" TEXT,
  "price_minor" INTEGER,
  "cost_minor" INTEGER,
  "launched_on" TEXT) STRICT;
INSERT INTO product_fact VALUES(1,'p1','Widget',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE customer_fact (key INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "sector" TEXT,
  "region" TEXT,
  "country" TEXT,
  "city" TEXT,
  "owner_key" INTEGER REFERENCES rep_fact (key),
  "parent_key" INTEGER REFERENCES customer_fact (key),
  "annual_revenue_minor" INTEGER,
  "employees" INTEGER,
  "founded" INTEGER,
  "created_on" TEXT,
  "source" TEXT,
  "phone" TEXT,
  "email" TEXT) STRICT;
INSERT INTO customer_fact VALUES(1,'c1','ACME',NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,'2025-01-05',NULL,NULL,NULL);
INSERT INTO customer_fact VALUES(2,'c2','Müller, "Söhne"',NULL,NULL,NULL,NULL,3,NULL,NULL,NULL,NULL,'2026-02-01',NULL,NULL,NULL);
CREATE TABLE contact_fact (key INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "customer_key" INTEGER REFERENCES customer_fact (key),
  "title" TEXT,
  "department" TEXT,
  "phone" TEXT,
  "email" TEXT,
  "birthday" TEXT) STRICT;
CREATE TABLE lead_fact (key INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "company" TEXT,
  "sector" TEXT,
  "region" TEXT,
  "source" TEXT,
  "status" TEXT,
  "owner_key" INTEGER REFERENCES rep_fact (key),
  "value_minor" INTEGER,
  "created_on" TEXT,
  "assigned_on" TEXT,
  "last_activity_on" TEXT,
  "converted_on" TEXT,
  "customer_key" INTEGER REFERENCES customer_fact (key),
  "phone" TEXT,
  "email" TEXT) STRICT;
CREATE TABLE opportunity_fact (key INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL,
  "name" TEXT,
  "customer_key" INTEGER REFERENCES customer_fact (key),
  "rep_key" INTEGER REFERENCES rep_fact (key),
  "product_key" INTEGER REFERENCES product_fact (key),
  "lead_key" INTEGER REFERENCES lead_fact (key),
  "stage" TEXT NOT NULL,
  "amount_minor" INTEGER,
  "probability_billionths" INTEGER,
  "type" TEXT,
  "source" TEXT,
  "created_on" TEXT,
  "expected_on" TEXT,
  "closed_on" TEXT,
  "last_activity_on" TEXT,
  "lost_reason" TEXT,
  "competitor" TEXT,
  "next_step" TEXT) STRICT;
CREATE TABLE stage_event_fact (key INTEGER PRIMARY KEY,
  "opportunity_key" INTEGER NOT NULL REFERENCES opportunity_fact (key),
  "stage" TEXT NOT NULL,
  "entered_on" TEXT NOT NULL,
  "amount_minor" INTEGER,
  "rep_key" INTEGER REFERENCES rep_fact (key)) STRICT;
CREATE TABLE quote_fact (key INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL,
  "opportunity_key" INTEGER REFERENCES opportunity_fact (key),
  "customer_key" INTEGER REFERENCES customer_fact (key),
  "rep_key" INTEGER REFERENCES rep_fact (key),
  "amount_minor" INTEGER NOT NULL,
  "discount_billionths" INTEGER,
  "quoted_on" TEXT NOT NULL,
  "valid_until" TEXT,
  "status" TEXT) STRICT;
CREATE TABLE order_fact (key INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL,
  "customer_key" INTEGER REFERENCES customer_fact (key),
  "rep_key" INTEGER REFERENCES rep_fact (key),
  "product_key" INTEGER REFERENCES product_fact (key),
  "opportunity_key" INTEGER REFERENCES opportunity_fact (key),
  "kind" TEXT NOT NULL DEFAULT 'sale',
  "quantity" REAL,
  "amount_minor" INTEGER NOT NULL,
  "cost_minor" INTEGER,
  "ordered_on" TEXT NOT NULL,
  "refund_of_key" INTEGER REFERENCES order_fact (key)) STRICT;
INSERT INTO order_fact VALUES(1,'o1',1,1,1,NULL,'sale',1.0,100000,60000,'2025-01-15',NULL);
INSERT INTO order_fact VALUES(2,'o2',1,1,1,NULL,'sale',2.0,200050,120000,'2025-06-10',NULL);
INSERT INTO order_fact VALUES(3,'o3',2,2,1,NULL,'sale',1.0,50025,30000,'2025-08-01',NULL);
INSERT INTO order_fact VALUES(4,'o4',2,3,1,NULL,'sale',1.0,75000,40000,'2025-11-11',NULL);
INSERT INTO order_fact VALUES(5,'o5',1,1,1,NULL,'sale',1.0,120000,70000,'2026-01-10',NULL);
INSERT INTO order_fact VALUES(6,'o6',2,3,1,NULL,'sale',1.0,90010,50000,'2026-01-20',NULL);
INSERT INTO order_fact VALUES(7,'o7',2,3,1,NULL,'refund',-1.0,-90010,-50000,'2026-02-02',NULL);
INSERT INTO order_fact VALUES(8,'o8',1,2,1,NULL,'renewal',1.0,33333,10000,'2026-02-14',NULL);
INSERT INTO order_fact VALUES(9,'o9',2,4,1,NULL,'sale',1.0,10000,5000,'2026-03-31',NULL);
INSERT INTO order_fact VALUES(10,'o10',1,5,1,NULL,'sale',1.0,25000,5000,'2026-04-01',NULL);
INSERT INTO order_fact VALUES(11,'o11',2,NULL,1,NULL,'sale',1.0,1000,500,'2026-04-02',NULL);
INSERT INTO order_fact VALUES(12,'o12',1,1,1,NULL,'sale',3.0,300000,180000,'2026-05-05',NULL);
CREATE TABLE order_credit_fact (key INTEGER PRIMARY KEY,
  "order_key" INTEGER NOT NULL REFERENCES order_fact (key),
  "rep_key" INTEGER NOT NULL REFERENCES rep_fact (key),
  "share_billionths" INTEGER NOT NULL) STRICT;
INSERT INTO order_credit_fact VALUES(1,5,1,600000000);
INSERT INTO order_credit_fact VALUES(2,5,2,400000000);
CREATE TABLE payment_fact (key INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL,
  "order_key" INTEGER NOT NULL REFERENCES order_fact (key),
  "amount_minor" INTEGER NOT NULL,
  "paid_on" TEXT NOT NULL,
  "method" TEXT) STRICT;
CREATE TABLE activity_fact (key INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL,
  "rep_key" INTEGER REFERENCES rep_fact (key),
  "kind" TEXT NOT NULL DEFAULT 'visit',
  "customer_key" INTEGER REFERENCES customer_fact (key),
  "contact_key" INTEGER REFERENCES contact_fact (key),
  "lead_key" INTEGER REFERENCES lead_fact (key),
  "opportunity_key" INTEGER REFERENCES opportunity_fact (key),
  "happened_on" TEXT NOT NULL,
  "minutes" INTEGER,
  "subject" TEXT,
  "outcome" TEXT) STRICT;
CREATE TABLE survey_fact (key INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL,
  "customer_key" INTEGER NOT NULL REFERENCES customer_fact (key),
  "rep_key" INTEGER REFERENCES rep_fact (key),
  "kind" TEXT NOT NULL DEFAULT 'csat',
  "score" REAL NOT NULL,
  "answered_on" TEXT NOT NULL,
  "comment" TEXT) STRICT;
CREATE TABLE ticket_fact (key INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL,
  "customer_key" INTEGER NOT NULL REFERENCES customer_fact (key),
  "rep_key" INTEGER REFERENCES rep_fact (key),
  "product_key" INTEGER REFERENCES product_fact (key),
  "order_key" INTEGER REFERENCES order_fact (key),
  "subject" TEXT,
  "priority" TEXT,
  "status" TEXT,
  "opened_on" TEXT NOT NULL,
  "due_on" TEXT,
  "closed_on" TEXT) STRICT;
CREATE TABLE review_fact (key INTEGER PRIMARY KEY,
  "period" TEXT NOT NULL,
  "reviewer_key" INTEGER NOT NULL REFERENCES rep_fact (key),
  "reviewee_key" INTEGER NOT NULL REFERENCES rep_fact (key),
  "role" TEXT NOT NULL DEFAULT 'self',
  "criterion" TEXT NOT NULL,
  "score" REAL NOT NULL,
  "comment" TEXT) STRICT;
CREATE TABLE training_fact (key INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL,
  "rep_key" INTEGER NOT NULL REFERENCES rep_fact (key),
  "course" TEXT NOT NULL,
  "kind" TEXT NOT NULL DEFAULT 'regular',
  "trained_on" TEXT NOT NULL,
  "hours" REAL,
  "score" REAL,
  "passed" INTEGER) STRICT;
CREATE TABLE knowledge_fact (key INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL,
  "rep_key" INTEGER REFERENCES rep_fact (key),
  "title" TEXT NOT NULL,
  "body" TEXT,
  "topic" TEXT,
  "shared_on" TEXT NOT NULL) STRICT;
CREATE TABLE task_fact (key INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL,
  "rep_key" INTEGER REFERENCES rep_fact (key),
  "title" TEXT NOT NULL,
  "kind" TEXT,
  "customer_key" INTEGER REFERENCES customer_fact (key),
  "opportunity_key" INTEGER REFERENCES opportunity_fact (key),
  "lead_key" INTEGER REFERENCES lead_fact (key),
  "priority" TEXT,
  "created_on" TEXT,
  "due_on" TEXT,
  "done_on" TEXT) STRICT;
CREATE INDEX run_input ON run (input_hash);
CREATE UNIQUE INDEX team_move_fact_natural ON team_move_fact ("rep_key", "moved_on");
CREATE UNIQUE INDEX absence_fact_natural ON absence_fact ("rep_key", "from_on");
CREATE UNIQUE INDEX goal_fact_natural ON goal_fact ("metric", "scope_level", "scope", "period");
CREATE UNIQUE INDEX okr_checkin_fact_natural ON okr_checkin_fact ("key_result", "checked_on");
CREATE UNIQUE INDEX contact_fact_natural ON contact_fact ("id");
CREATE UNIQUE INDEX lead_fact_natural ON lead_fact ("id");
CREATE UNIQUE INDEX opportunity_fact_natural ON opportunity_fact ("id");
CREATE UNIQUE INDEX stage_event_fact_natural ON stage_event_fact ("opportunity_key", "stage", "entered_on");
CREATE UNIQUE INDEX quote_fact_natural ON quote_fact ("id");
CREATE UNIQUE INDEX order_credit_fact_natural ON order_credit_fact ("order_key", "rep_key");
CREATE UNIQUE INDEX payment_fact_natural ON payment_fact ("id");
CREATE INDEX payment_order ON payment_fact (order_key);
CREATE UNIQUE INDEX activity_fact_natural ON activity_fact ("id");
CREATE UNIQUE INDEX survey_fact_natural ON survey_fact ("id");
CREATE UNIQUE INDEX ticket_fact_natural ON ticket_fact ("id");
CREATE UNIQUE INDEX review_fact_natural ON review_fact ("period", "reviewer_key", "reviewee_key", "role", "criterion");
CREATE UNIQUE INDEX training_fact_natural ON training_fact ("id");
CREATE UNIQUE INDEX knowledge_fact_natural ON knowledge_fact ("id");
CREATE UNIQUE INDEX task_fact_natural ON task_fact ("id");
CREATE VIEW stage AS
  SELECT name, position, kind, probability_billionths / 1e9 AS probability FROM stage_rule;
CREATE VIEW target AS
  SELECT p.metric, p.version, CASE c.level WHEN 0 THEN 'company' WHEN 1 THEN 'team' ELSE 'rep' END AS scope_level,
    CASE c.level WHEN 0 THEN 'company' WHEN 1 THEN (SELECT id FROM team_fact WHERE key = c.scope_key)
                 ELSE (SELECT id FROM rep_fact WHERE key = c.scope_key) END AS scope,
    c.parent, c.period, date(c.from_day * 86400, 'unixepoch') AS from_on,
    date((c.to_day - 1) * 86400, 'unixepoch') AS to_on,
    CASE p.decimals WHEN 0 THEN c.amount WHEN 2 THEN c.amount / 100.0 ELSE c.amount / 1000.0 END AS amount
  FROM goal_cell c JOIN goal_plan p ON p.key = c.plan_key
  WHERE p.version = (SELECT max(q.version) FROM goal_plan q WHERE q.metric = p.metric AND q.period = p.period);
CREATE VIEW run_log AS SELECT at, actor, version, command, kind, rows_read, inserted, updated, rejected FROM run;
CREATE VIEW "team" AS
SELECT "id", "name", (SELECT id FROM team_fact WHERE key = f."parent_key") "parent", "manager", key, "parent_key"
FROM team_fact f;
CREATE VIEW "rep" AS
SELECT "id", "name", (SELECT id FROM team_fact WHERE key = f."team_key") "team", "email", "role", "level", "hired_on", "left_on", "part_time_billionths" / 1e9 "part_time", "capacity", "skills", "territory", key, "team_key"
FROM rep_fact f;
CREATE VIEW "team_move" AS
SELECT (SELECT id FROM rep_fact WHERE key = f."rep_key") "rep", "moved_on", (SELECT id FROM team_fact WHERE key = f."team_key") "team", key, "rep_key", "team_key"
FROM team_move_fact f;
CREATE VIEW "absence" AS
SELECT (SELECT id FROM rep_fact WHERE key = f."rep_key") "rep", "from_on", "to_on", "reason", key, "rep_key"
FROM absence_fact f;
CREATE VIEW "goal" AS
SELECT "metric", "scope_level", "scope", "period", "amount_minor" / 100.0 "amount", key
FROM goal_fact f;
CREATE VIEW "okr_checkin" AS
SELECT "key_result", "checked_on", "value", "confidence_billionths" / 1e9 "confidence", "note", "checked_by", key
FROM okr_checkin_fact f;
CREATE VIEW "product" AS
SELECT "id", "name", "series", "category", "price_minor" / 100.0 "price", "cost_minor" / 100.0 "cost", "launched_on", key
FROM product_fact f;
CREATE VIEW "customer" AS
SELECT "id", "name", "sector", "region", "country", "city", (SELECT id FROM rep_fact WHERE key = f."owner_key") "owner", (SELECT id FROM customer_fact WHERE key = f."parent_key") "parent", "annual_revenue_minor" / 100.0 "annual_revenue", "employees", "founded", "created_on", "source", "phone", "email", key, "owner_key", "parent_key"
FROM customer_fact f;
CREATE VIEW "contact" AS
SELECT "id", "name", (SELECT id FROM customer_fact WHERE key = f."customer_key") "customer", "title", "department", "phone", "email", "birthday", key, "customer_key"
FROM contact_fact f;
CREATE VIEW "lead" AS
SELECT "id", "name", "company", "sector", "region", "source", "status", (SELECT id FROM rep_fact WHERE key = f."owner_key") "owner", "value_minor" / 100.0 "value", "created_on", "assigned_on", "last_activity_on", "converted_on", (SELECT id FROM customer_fact WHERE key = f."customer_key") "customer", "phone", "email", key, "owner_key", "customer_key"
FROM lead_fact f;
CREATE VIEW "opportunity" AS
SELECT "id", "name", (SELECT id FROM customer_fact WHERE key = f."customer_key") "customer", (SELECT id FROM rep_fact WHERE key = f."rep_key") "rep", (SELECT id FROM product_fact WHERE key = f."product_key") "product", (SELECT id FROM lead_fact WHERE key = f."lead_key") "lead", "stage", "amount_minor" / 100.0 "amount", "probability_billionths" / 1e9 "probability", "type", "source", "created_on", "expected_on", "closed_on", "last_activity_on", "lost_reason", "competitor", "next_step", coalesce((SELECT r.name FROM stage_alias a JOIN stage_rule r ON r.position = a.position WHERE a.alias = f.stage), f.stage) AS stage_name, coalesce((SELECT r.kind FROM stage_alias a JOIN stage_rule r ON r.position = a.position WHERE a.alias = f.stage), 'open') AS stage_kind, (SELECT r.probability_billionths / 1e9 FROM stage_alias a JOIN stage_rule r ON r.position = a.position WHERE a.alias = f.stage) AS stage_probability, key, "customer_key", "rep_key", "product_key", "lead_key"
FROM opportunity_fact f;
CREATE VIEW "stage_event" AS
SELECT (SELECT id FROM opportunity_fact WHERE key = f."opportunity_key") "opportunity", "stage", "entered_on", "amount_minor" / 100.0 "amount", (SELECT id FROM rep_fact WHERE key = f."rep_key") "rep", key, "opportunity_key", "rep_key"
FROM stage_event_fact f;
CREATE VIEW "quote" AS
SELECT "id", (SELECT id FROM opportunity_fact WHERE key = f."opportunity_key") "opportunity", (SELECT id FROM customer_fact WHERE key = f."customer_key") "customer", (SELECT id FROM rep_fact WHERE key = f."rep_key") "rep", "amount_minor" / 100.0 "amount", "discount_billionths" / 1e9 "discount", "quoted_on", "valid_until", "status", key, "opportunity_key", "customer_key", "rep_key"
FROM quote_fact f;
CREATE VIEW "order" AS
SELECT "id", (SELECT id FROM customer_fact WHERE key = f."customer_key") "customer", (SELECT id FROM rep_fact WHERE key = f."rep_key") "rep", (SELECT id FROM product_fact WHERE key = f."product_key") "product", (SELECT id FROM opportunity_fact WHERE key = f."opportunity_key") "opportunity", "kind", "quantity", "amount_minor" / 100.0 "amount", "cost_minor" / 100.0 "cost", "ordered_on", (SELECT id FROM order_fact WHERE key = f."refund_of_key") "refund_of", key, "customer_key", "rep_key", "product_key", "opportunity_key", "refund_of_key"
FROM order_fact f;
CREATE VIEW "order_credit" AS
SELECT (SELECT id FROM order_fact WHERE key = f."order_key") "order", (SELECT id FROM rep_fact WHERE key = f."rep_key") "rep", "share_billionths" / 1e9 "share", key, "order_key", "rep_key"
FROM order_credit_fact f;
CREATE VIEW "payment" AS
SELECT "id", (SELECT id FROM order_fact WHERE key = f."order_key") "order", "amount_minor" / 100.0 "amount", "paid_on", "method", key, "order_key"
FROM payment_fact f;
CREATE VIEW "activity" AS
SELECT "id", (SELECT id FROM rep_fact WHERE key = f."rep_key") "rep", "kind", (SELECT id FROM customer_fact WHERE key = f."customer_key") "customer", (SELECT id FROM contact_fact WHERE key = f."contact_key") "contact", (SELECT id FROM lead_fact WHERE key = f."lead_key") "lead", (SELECT id FROM opportunity_fact WHERE key = f."opportunity_key") "opportunity", "happened_on", "minutes", "subject", "outcome", key, "rep_key", "customer_key", "contact_key", "lead_key", "opportunity_key"
FROM activity_fact f;
CREATE VIEW "survey" AS
SELECT "id", (SELECT id FROM customer_fact WHERE key = f."customer_key") "customer", (SELECT id FROM rep_fact WHERE key = f."rep_key") "rep", "kind", "score", "answered_on", "comment", key, "customer_key", "rep_key"
FROM survey_fact f;
CREATE VIEW "ticket" AS
SELECT "id", (SELECT id FROM customer_fact WHERE key = f."customer_key") "customer", (SELECT id FROM rep_fact WHERE key = f."rep_key") "rep", (SELECT id FROM product_fact WHERE key = f."product_key") "product", (SELECT id FROM order_fact WHERE key = f."order_key") "order", "subject", "priority", "status", "opened_on", "due_on", "closed_on", key, "customer_key", "rep_key", "product_key", "order_key"
FROM ticket_fact f;
CREATE VIEW "review" AS
SELECT "period", (SELECT id FROM rep_fact WHERE key = f."reviewer_key") "reviewer", (SELECT id FROM rep_fact WHERE key = f."reviewee_key") "reviewee", "role", "criterion", "score", "comment", key, "reviewer_key", "reviewee_key"
FROM review_fact f;
CREATE VIEW "training" AS
SELECT "id", (SELECT id FROM rep_fact WHERE key = f."rep_key") "rep", "course", "kind", "trained_on", "hours", "score", "passed", key, "rep_key"
FROM training_fact f;
CREATE VIEW "knowledge" AS
SELECT "id", (SELECT id FROM rep_fact WHERE key = f."rep_key") "rep", "title", "body", "topic", "shared_on", key, "rep_key"
FROM knowledge_fact f;
CREATE VIEW "task" AS
SELECT "id", (SELECT id FROM rep_fact WHERE key = f."rep_key") "rep", "title", "kind", (SELECT id FROM customer_fact WHERE key = f."customer_key") "customer", (SELECT id FROM opportunity_fact WHERE key = f."opportunity_key") "opportunity", (SELECT id FROM lead_fact WHERE key = f."lead_key") "lead", "priority", "created_on", "due_on", "done_on", key, "rep_key", "customer_key", "opportunity_key", "lead_key"
FROM task_fact f;
CREATE VIEW "credited_order" AS
SELECT o.id AS "order", (SELECT id FROM rep_fact WHERE key = coalesce(c.rep_key, o.rep_key)) AS rep, (SELECT id FROM customer_fact WHERE key = o.customer_key) AS customer, (SELECT id FROM product_fact WHERE key = o.product_key) AS product, (SELECT id FROM opportunity_fact WHERE key = o.opportunity_key) AS opportunity, o.kind, o.quantity, (CASE WHEN c.key IS NULL THEN o.amount_minor ELSE CAST(round(o.amount_minor * coalesce((SELECT sum(d.share_billionths) FROM order_credit_fact d WHERE d.order_key = c.order_key AND d.rep_key <= c.rep_key), 0) / 1e9) AS INTEGER) - CAST(round(o.amount_minor * coalesce((SELECT sum(d.share_billionths) FROM order_credit_fact d WHERE d.order_key = c.order_key AND d.rep_key < c.rep_key), 0) / 1e9) AS INTEGER) END) / 100.0 AS amount, (CASE WHEN c.key IS NULL THEN o.cost_minor ELSE CAST(round(o.cost_minor * coalesce((SELECT sum(d.share_billionths) FROM order_credit_fact d WHERE d.order_key = c.order_key AND d.rep_key <= c.rep_key), 0) / 1e9) AS INTEGER) - CAST(round(o.cost_minor * coalesce((SELECT sum(d.share_billionths) FROM order_credit_fact d WHERE d.order_key = c.order_key AND d.rep_key < c.rep_key), 0) / 1e9) AS INTEGER) END) / 100.0 AS cost, o.ordered_on, coalesce(c.share_billionths / 1e9, 1.0) AS share, o.key AS order_key, coalesce(c.rep_key, o.rep_key) AS rep_key, o.customer_key, o.product_key
FROM order_fact o LEFT JOIN order_credit_fact c ON c.order_key = o.key;
CREATE VIEW "credited_payment" AS
SELECT p.id AS payment, o.id AS "order", (SELECT id FROM rep_fact WHERE key = coalesce(c.rep_key, o.rep_key)) AS rep, (SELECT id FROM customer_fact WHERE key = o.customer_key) AS customer, (CASE WHEN c.key IS NULL THEN p.amount_minor ELSE CAST(round(p.amount_minor * coalesce((SELECT sum(d.share_billionths) FROM order_credit_fact d WHERE d.order_key = c.order_key AND d.rep_key <= c.rep_key), 0) / 1e9) AS INTEGER) - CAST(round(p.amount_minor * coalesce((SELECT sum(d.share_billionths) FROM order_credit_fact d WHERE d.order_key = c.order_key AND d.rep_key < c.rep_key), 0) / 1e9) AS INTEGER) END) / 100.0 AS amount, p.paid_on, p.key AS payment_key, coalesce(c.rep_key, o.rep_key) AS rep_key, o.customer_key
FROM payment_fact p JOIN order_fact o ON o.key = p.order_key LEFT JOIN order_credit_fact c ON c.order_key = p.order_key;
CREATE UNIQUE INDEX team_fact_natural ON team_fact (id);
CREATE UNIQUE INDEX rep_fact_natural ON rep_fact (id);
CREATE UNIQUE INDEX product_fact_natural ON product_fact (id);
CREATE UNIQUE INDEX customer_fact_natural ON customer_fact (id);
CREATE UNIQUE INDEX order_fact_natural ON order_fact (id);
COMMIT;
