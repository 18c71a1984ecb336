PRAGMA user_version = 6;
PRAGMA application_id = 0x73616c65;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES('config_hash','3a24bbfbc5cd17d25bebe427b40ba60d');
INSERT INTO meta VALUES('currency','CNY/2');
CREATE TABLE run (
  key INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, version TEXT NOT NULL, command TEXT NOT NULL,
  kind TEXT, config_hash TEXT NOT NULL, input_hash TEXT NOT NULL,
  rows_read INTEGER NOT NULL, inserted INTEGER NOT NULL, updated INTEGER NOT NULL, rejected INTEGER NOT NULL) STRICT;
INSERT INTO run VALUES(1,'2026-11-25T15:24:08Z','admin','0.1.0','import team teams.csv','team','ce44caacef85b025d27f5bb28bc71894','5cbd8ca23215929c60ffa3f0c3632db3',3,3,0,0);
INSERT INTO run VALUES(2,'2026-11-25T15:24:08Z','admin','0.1.0','import rep reps.csv','rep','ce44caacef85b025d27f5bb28bc71894','95436a116a5f9648426d782fc3fe2bfa',5,5,0,0);
INSERT INTO run VALUES(3,'2026-11-25T15:24:08Z','admin','0.1.0','import product products.csv','product','ce44caacef85b025d27f5bb28bc71894','89d0d90c99ee9c0850ff81b6121b58df',1,1,0,0);
INSERT INTO run VALUES(4,'2026-11-25T15:24:09Z','admin','0.1.0','import customer customers.csv','customer','ce44caacef85b025d27f5bb28bc71894','97e172c13d882c70869fd0c1d5ec0e42',2,2,0,0);
INSERT INTO run VALUES(5,'2026-11-25T15:24:09Z','admin','0.1.0','import order orders.csv','order','ce44caacef85b025d27f5bb28bc71894','ef04ca0ab2456a496f6dfb294f360a44',12,12,0,0);
INSERT INTO run VALUES(6,'2026-11-25T15:24:09Z','admin','0.1.0','goal split 2026 -q','','ce44caacef85b025d27f5bb28bc71894','',0,0,0,0);
INSERT INTO run VALUES(7,'2026-11-25T15:24:09Z','admin','0.1.0','--as-of 2026-01-31 pay run --period 2026-01 -q','pay','ce44caacef85b025d27f5bb28bc71894','',0,5,0,0);
INSERT INTO run VALUES(8,'2026-11-25T15:24:09Z','admin','0.1.0','--as-of 2026-01-31 pay close 2026-01','pay','ce44caacef85b025d27f5bb28bc71894','8313131d21a6cfe5691fdba4b38a26ea',0,0,0,0);
INSERT INTO run VALUES(9,'2026-11-25T15:24:09Z','admin','0.1.0','--as-of 2026-03-31 score reps --period 2026-Q1 -q','rep_score','ce44caacef85b025d27f5bb28bc71894','',0,5,0,0);
INSERT INTO run VALUES(10,'2026-11-25T15:24:09Z','admin','0.1.0','--as-of 2026-04-01 score awards --period 2026-Q1','award_history','ce44caacef85b025d27f5bb28bc71894','',0,1,0,0);
INSERT INTO run VALUES(11,'2026-11-25T15:24:09Z','admin','0.1.0','--as-of 2026-03-31 score customers -q','class_history','ce44caacef85b025d27f5bb28bc71894','',0,2,0,0);
INSERT INTO run VALUES(12,'2026-11-25T15:24:09Z','admin','0.1.0','--as-of 2026-06-01 assign tasks -q','task','ce44caacef85b025d27f5bb28bc71894','',0,2,0,0);
CREATE TABLE stage_rule (
  position INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, probability_billionths INTEGER NOT NULL) STRICT;
INSERT INTO stage_rule VALUES(1,'prospecting','open',100000000);
INSERT INTO stage_rule VALUES(2,'needs','open',200000000);
INSERT INTO stage_rule VALUES(3,'solution','open',400000000);
INSERT INTO stage_rule VALUES(4,'quote','open',600000000);
INSERT INTO stage_rule VALUES(5,'negotiation','open',800000000);
INSERT INTO stage_rule VALUES(6,'won','won',1000000000);
INSERT INTO stage_rule VALUES(7,'lost','lost',0);
INSERT INTO stage_rule VALUES(8,'after-sales','after_sales',1000000000);
CREATE TABLE stage_alias (alias TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO stage_alias VALUES('Appointment Scheduled',1);
INSERT INTO stage_alias VALUES('Closed Lost',7);
INSERT INTO stage_alias VALUES('Closed Won',6);
INSERT INTO stage_alias VALUES('Contract Sent',5);
INSERT INTO stage_alias VALUES('Decision Maker Bought-In',5);
INSERT INTO stage_alias VALUES('Id. Decision Makers',2);
INSERT INTO stage_alias VALUES('Lost',7);
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
INSERT INTO stage_alias VALUES('Won',6);
INSERT INTO stage_alias VALUES('after-sales',8);
INSERT INTO stage_alias VALUES('lost',7);
INSERT INTO stage_alias VALUES('needs',2);
INSERT INTO stage_alias VALUES('negotiation',5);
INSERT INTO stage_alias VALUES('prospecting',1);
INSERT INTO stage_alias VALUES('quote',4);
INSERT INTO stage_alias VALUES('solution',3);
INSERT INTO stage_alias VALUES('won',6);
INSERT INTO stage_alias VALUES('丢单',7);
INSERT INTO stage_alias VALUES('合同签订',5);
INSERT INTO stage_alias VALUES('售后',8);
INSERT INTO stage_alias VALUES('售后服务',8);
INSERT INTO stage_alias VALUES('商务谈判',5);
INSERT INTO stage_alias VALUES('客户需求分析',2);
INSERT INTO stage_alias VALUES('成交',6);
INSERT INTO stage_alias VALUES('报价',4);
INSERT INTO stage_alias VALUES('方案制定',3);
INSERT INTO stage_alias VALUES('方案讲解与报价',4);
INSERT INTO stage_alias VALUES('潜在客户挖掘',1);
INSERT INTO stage_alias VALUES('线索',1);
INSERT INTO stage_alias VALUES('解决方案制定',3);
INSERT INTO stage_alias VALUES('赢单',6);
INSERT INTO stage_alias VALUES('跟进与签约',5);
INSERT INTO stage_alias VALUES('输单',7);
INSERT INTO stage_alias VALUES('需求分析',2);
CREATE TABLE metric_rule (
  key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, definition TEXT NOT NULL) STRICT;
INSERT INTO metric_rule VALUES(1,'revenue','38dc905a20099cd8a9f306b84cf46ef0');
INSERT INTO metric_rule VALUES(2,'margin','b4ac07bc3ac6a9d2916d0dc9c9e81de0');
INSERT INTO metric_rule VALUES(3,'orders','ea3ba03f8d014d8b2d707000c6952de2');
INSERT INTO metric_rule VALUES(4,'collected','2fc92bf2dedbee517bc239467f2c4576');
INSERT INTO metric_rule VALUES(5,'new_customers','085c6b1970ad279a8b6bebbd2b34058e');
INSERT INTO metric_rule VALUES(6,'new_leads','11bdb63364c87774daa8594b7e7c9510');
INSERT INTO metric_rule VALUES(7,'deals_won','f88d894871c26204a77c2c1f14c1ab20');
INSERT INTO metric_rule VALUES(8,'deals_won_value','068e1aeda07b84d1f5f5e10e4394b708');
INSERT INTO metric_rule VALUES(9,'visits','1cef1bace69d51525569d46d5f5132aa');
INSERT INTO metric_rule VALUES(10,'calls','0c50fd3476f6e5796dfaa3280048f748');
CREATE TABLE metric_day (
  metric_key INTEGER NOT NULL, day INTEGER NOT NULL, reps BLOB NOT NULL, PRIMARY KEY (metric_key, day)) STRICT;
INSERT INTO metric_day VALUES(5,20093,X'01000000010000000100000000000000');
INSERT INTO metric_day VALUES(5,20485,X'03000000010000000100000000000000');
INSERT INTO metric_day VALUES(1,20103,X'0100000001000000a086010000000000');
INSERT INTO metric_day VALUES(1,20249,X'0100000001000000720d030000000000');
INSERT INTO metric_day VALUES(1,20301,X'020000000100000069c3000000000000');
INSERT INTO metric_day VALUES(1,20403,X'0300000001000000f824010000000000');
INSERT INTO metric_day VALUES(1,20463,X'0100000001000000c0d4010000000000');
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
INSERT INTO metric_day VALUES(2,20463,X'010000000100000050c3000000000000');
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
INSERT INTO goal_plan VALUES(1,'revenue','2026',1,'2026-01-01','2026-12-31',1200000,2,'month','rep','split by month to rep; time: working_days; people: even','eb64a7f679b5925be9baf2372ec094cd',6,'{metric: revenue, period: "2026", amount: 12000.00, by: month, to: rep, weights: {time: working_days, people: even}}');
CREATE TABLE goal_scope (
  plan_key INTEGER NOT NULL REFERENCES goal_plan (key), position INTEGER NOT NULL, level INTEGER NOT NULL,
  scope_key INTEGER NOT NULL, parent TEXT NOT NULL, depth INTEGER NOT NULL,
  PRIMARY KEY (plan_key, position)) STRICT, WITHOUT ROWID;
INSERT INTO goal_scope VALUES(1,0,0,0,'',0);
INSERT INTO goal_scope VALUES(1,1,1,1,'company',1);
INSERT INTO goal_scope VALUES(1,2,1,3,'north',2);
INSERT INTO goal_scope VALUES(1,3,2,1,'bj',3);
INSERT INTO goal_scope VALUES(1,4,2,2,'bj',3);
INSERT INTO goal_scope VALUES(1,5,1,2,'company',1);
INSERT INTO goal_scope VALUES(1,6,2,3,'south',2);
INSERT INTO goal_scope VALUES(1,7,2,4,'south',2);
INSERT INTO goal_scope VALUES(1,8,2,5,'company',1);
CREATE TABLE goal_period (
  plan_key INTEGER NOT NULL REFERENCES goal_plan (key), position INTEGER NOT NULL, unit INTEGER NOT NULL,
  name TEXT NOT NULL, from_day INTEGER NOT NULL, to_day INTEGER NOT NULL,
  PRIMARY KEY (plan_key, position)) STRICT, WITHOUT ROWID;
INSERT INTO goal_period VALUES(1,0,5,'2026',20454,20819);
INSERT INTO goal_period VALUES(1,1,3,'2026-Q1',20454,20544);
INSERT INTO goal_period VALUES(1,2,3,'2026-Q2',20544,20635);
INSERT INTO goal_period VALUES(1,3,3,'2026-Q3',20635,20727);
INSERT INTO goal_period VALUES(1,4,3,'2026-Q4',20727,20819);
INSERT INTO goal_period VALUES(1,5,2,'2026-01',20454,20485);
INSERT INTO goal_period VALUES(1,6,2,'2026-02',20485,20513);
INSERT INTO goal_period VALUES(1,7,2,'2026-03',20513,20544);
INSERT INTO goal_period VALUES(1,8,2,'2026-04',20544,20574);
INSERT INTO goal_period VALUES(1,9,2,'2026-05',20574,20605);
INSERT INTO goal_period VALUES(1,10,2,'2026-06',20605,20635);
INSERT INTO goal_period VALUES(1,11,2,'2026-07',20635,20666);
INSERT INTO goal_period VALUES(1,12,2,'2026-08',20666,20697);
INSERT INTO goal_period VALUES(1,13,2,'2026-09',20697,20727);
INSERT INTO goal_period VALUES(1,14,2,'2026-10',20727,20758);
INSERT INTO goal_period VALUES(1,15,2,'2026-11',20758,20788);
INSERT INTO goal_period VALUES(1,16,2,'2026-12',20788,20819);
CREATE TABLE goal_cell (
  plan_key INTEGER NOT NULL, scope INTEGER NOT NULL, period INTEGER NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (plan_key, scope, period)) STRICT, WITHOUT ROWID;
INSERT INTO goal_cell VALUES(1,0,0,1200000);
INSERT INTO goal_cell VALUES(1,0,1,294253);
INSERT INTO goal_cell VALUES(1,0,2,298850);
INSERT INTO goal_cell VALUES(1,0,3,303448);
INSERT INTO goal_cell VALUES(1,0,4,303449);
INSERT INTO goal_cell VALUES(1,0,5,101150);
INSERT INTO goal_cell VALUES(1,0,6,91954);
INSERT INTO goal_cell VALUES(1,0,7,101149);
INSERT INTO goal_cell VALUES(1,0,8,101149);
INSERT INTO goal_cell VALUES(1,0,9,96552);
INSERT INTO goal_cell VALUES(1,0,10,101149);
INSERT INTO goal_cell VALUES(1,0,11,105747);
INSERT INTO goal_cell VALUES(1,0,12,96552);
INSERT INTO goal_cell VALUES(1,0,13,101149);
INSERT INTO goal_cell VALUES(1,0,14,101150);
INSERT INTO goal_cell VALUES(1,0,15,96552);
INSERT INTO goal_cell VALUES(1,0,16,105747);
INSERT INTO goal_cell VALUES(1,1,0,540690);
INSERT INTO goal_cell VALUES(1,1,1,117702);
INSERT INTO goal_cell VALUES(1,1,2,119540);
INSERT INTO goal_cell VALUES(1,1,3,151724);
INSERT INTO goal_cell VALUES(1,1,4,151724);
INSERT INTO goal_cell VALUES(1,1,5,40460);
INSERT INTO goal_cell VALUES(1,1,6,36782);
INSERT INTO goal_cell VALUES(1,1,7,40460);
INSERT INTO goal_cell VALUES(1,1,8,40459);
INSERT INTO goal_cell VALUES(1,1,9,38621);
INSERT INTO goal_cell VALUES(1,1,10,40460);
INSERT INTO goal_cell VALUES(1,1,11,52873);
INSERT INTO goal_cell VALUES(1,1,12,48276);
INSERT INTO goal_cell VALUES(1,1,13,50575);
INSERT INTO goal_cell VALUES(1,1,14,50575);
INSERT INTO goal_cell VALUES(1,1,15,48276);
INSERT INTO goal_cell VALUES(1,1,16,52873);
INSERT INTO goal_cell VALUES(1,2,0,540690);
INSERT INTO goal_cell VALUES(1,2,1,117702);
INSERT INTO goal_cell VALUES(1,2,2,119540);
INSERT INTO goal_cell VALUES(1,2,3,151724);
INSERT INTO goal_cell VALUES(1,2,4,151724);
INSERT INTO goal_cell VALUES(1,2,5,40460);
INSERT INTO goal_cell VALUES(1,2,6,36782);
INSERT INTO goal_cell VALUES(1,2,7,40460);
INSERT INTO goal_cell VALUES(1,2,8,40459);
INSERT INTO goal_cell VALUES(1,2,9,38621);
INSERT INTO goal_cell VALUES(1,2,10,40460);
INSERT INTO goal_cell VALUES(1,2,11,52873);
INSERT INTO goal_cell VALUES(1,2,12,48276);
INSERT INTO goal_cell VALUES(1,2,13,50575);
INSERT INTO goal_cell VALUES(1,2,14,50575);
INSERT INTO goal_cell VALUES(1,2,15,48276);
INSERT INTO goal_cell VALUES(1,2,16,52873);
INSERT INTO goal_cell VALUES(1,3,0,270345);
INSERT INTO goal_cell VALUES(1,3,1,58851);
INSERT INTO goal_cell VALUES(1,3,2,59770);
INSERT INTO goal_cell VALUES(1,3,3,75862);
INSERT INTO goal_cell VALUES(1,3,4,75862);
INSERT INTO goal_cell VALUES(1,3,5,20230);
INSERT INTO goal_cell VALUES(1,3,6,18391);
INSERT INTO goal_cell VALUES(1,3,7,20230);
INSERT INTO goal_cell VALUES(1,3,8,20229);
INSERT INTO goal_cell VALUES(1,3,9,19311);
INSERT INTO goal_cell VALUES(1,3,10,20230);
INSERT INTO goal_cell VALUES(1,3,11,26437);
INSERT INTO goal_cell VALUES(1,3,12,24138);
INSERT INTO goal_cell VALUES(1,3,13,25287);
INSERT INTO goal_cell VALUES(1,3,14,25288);
INSERT INTO goal_cell VALUES(1,3,15,24138);
INSERT INTO goal_cell VALUES(1,3,16,26436);
INSERT INTO goal_cell VALUES(1,4,0,270345);
INSERT INTO goal_cell VALUES(1,4,1,58851);
INSERT INTO goal_cell VALUES(1,4,2,59770);
INSERT INTO goal_cell VALUES(1,4,3,75862);
INSERT INTO goal_cell VALUES(1,4,4,75862);
INSERT INTO goal_cell VALUES(1,4,5,20230);
INSERT INTO goal_cell VALUES(1,4,6,18391);
INSERT INTO goal_cell VALUES(1,4,7,20230);
INSERT INTO goal_cell VALUES(1,4,8,20230);
INSERT INTO goal_cell VALUES(1,4,9,19310);
INSERT INTO goal_cell VALUES(1,4,10,20230);
INSERT INTO goal_cell VALUES(1,4,11,26436);
INSERT INTO goal_cell VALUES(1,4,12,24138);
INSERT INTO goal_cell VALUES(1,4,13,25288);
INSERT INTO goal_cell VALUES(1,4,14,25287);
INSERT INTO goal_cell VALUES(1,4,15,24138);
INSERT INTO goal_cell VALUES(1,4,16,26437);
INSERT INTO goal_cell VALUES(1,5,0,388965);
INSERT INTO goal_cell VALUES(1,5,1,117700);
INSERT INTO goal_cell VALUES(1,5,2,119540);
INSERT INTO goal_cell VALUES(1,5,3,75862);
INSERT INTO goal_cell VALUES(1,5,4,75863);
INSERT INTO goal_cell VALUES(1,5,5,40460);
INSERT INTO goal_cell VALUES(1,5,6,36781);
INSERT INTO goal_cell VALUES(1,5,7,40459);
INSERT INTO goal_cell VALUES(1,5,8,40460);
INSERT INTO goal_cell VALUES(1,5,9,38621);
INSERT INTO goal_cell VALUES(1,5,10,40459);
INSERT INTO goal_cell VALUES(1,5,11,26437);
INSERT INTO goal_cell VALUES(1,5,12,24138);
INSERT INTO goal_cell VALUES(1,5,13,25287);
INSERT INTO goal_cell VALUES(1,5,14,25288);
INSERT INTO goal_cell VALUES(1,5,15,24138);
INSERT INTO goal_cell VALUES(1,5,16,26437);
INSERT INTO goal_cell VALUES(1,6,0,270345);
INSERT INTO goal_cell VALUES(1,6,1,58850);
INSERT INTO goal_cell VALUES(1,6,2,59770);
INSERT INTO goal_cell VALUES(1,6,3,75862);
INSERT INTO goal_cell VALUES(1,6,4,75863);
INSERT INTO goal_cell VALUES(1,6,5,20230);
INSERT INTO goal_cell VALUES(1,6,6,18390);
INSERT INTO goal_cell VALUES(1,6,7,20230);
INSERT INTO goal_cell VALUES(1,6,8,20230);
INSERT INTO goal_cell VALUES(1,6,9,19311);
INSERT INTO goal_cell VALUES(1,6,10,20229);
INSERT INTO goal_cell VALUES(1,6,11,26437);
INSERT INTO goal_cell VALUES(1,6,12,24138);
INSERT INTO goal_cell VALUES(1,6,13,25287);
INSERT INTO goal_cell VALUES(1,6,14,25288);
INSERT INTO goal_cell VALUES(1,6,15,24138);
INSERT INTO goal_cell VALUES(1,6,16,26437);
INSERT INTO goal_cell VALUES(1,7,0,118620);
INSERT INTO goal_cell VALUES(1,7,1,58850);
INSERT INTO goal_cell VALUES(1,7,2,59770);
INSERT INTO goal_cell VALUES(1,7,3,0);
INSERT INTO goal_cell VALUES(1,7,4,0);
INSERT INTO goal_cell VALUES(1,7,5,20230);
INSERT INTO goal_cell VALUES(1,7,6,18391);
INSERT INTO goal_cell VALUES(1,7,7,20229);
INSERT INTO goal_cell VALUES(1,7,8,20230);
INSERT INTO goal_cell VALUES(1,7,9,19310);
INSERT INTO goal_cell VALUES(1,7,10,20230);
INSERT INTO goal_cell VALUES(1,7,11,0);
INSERT INTO goal_cell VALUES(1,7,12,0);
INSERT INTO goal_cell VALUES(1,7,13,0);
INSERT INTO goal_cell VALUES(1,7,14,0);
INSERT INTO goal_cell VALUES(1,7,15,0);
INSERT INTO goal_cell VALUES(1,7,16,0);
INSERT INTO goal_cell VALUES(1,8,0,270345);
INSERT INTO goal_cell VALUES(1,8,1,58851);
INSERT INTO goal_cell VALUES(1,8,2,59770);
INSERT INTO goal_cell VALUES(1,8,3,75862);
INSERT INTO goal_cell VALUES(1,8,4,75862);
INSERT INTO goal_cell VALUES(1,8,5,20230);
INSERT INTO goal_cell VALUES(1,8,6,18391);
INSERT INTO goal_cell VALUES(1,8,7,20230);
INSERT INTO goal_cell VALUES(1,8,8,20230);
INSERT INTO goal_cell VALUES(1,8,9,19310);
INSERT INTO goal_cell VALUES(1,8,10,20230);
INSERT INTO goal_cell VALUES(1,8,11,26437);
INSERT INTO goal_cell VALUES(1,8,12,24138);
INSERT INTO goal_cell VALUES(1,8,13,25287);
INSERT INTO goal_cell VALUES(1,8,14,25287);
INSERT INTO goal_cell VALUES(1,8,15,24138);
INSERT INTO goal_cell VALUES(1,8,16,26437);
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
  "email" TEXT,
  "contract_until" TEXT,
  "opted_out" INTEGER) STRICT;
INSERT INTO customer_fact VALUES(1,'c1','ACME',NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,'2025-01-05',NULL,NULL,NULL,NULL,NULL);
INSERT INTO customer_fact VALUES(2,'c2','Müller, "Söhne"',NULL,NULL,NULL,NULL,3,NULL,NULL,NULL,NULL,'2026-02-01',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE contact_fact (key INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "customer_key" INTEGER REFERENCES customer_fact (key),
  "title" TEXT,
  "department" TEXT,
  "phone" TEXT,
  "email" TEXT,
  "birthday" TEXT,
  "opted_out" INTEGER) STRICT;
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
  "score" REAL,
  "answered_on" TEXT,
  "comment" TEXT,
  "sent_on" TEXT) STRICT;
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
  "shared_on" TEXT NOT NULL,
  "stage" TEXT,
  "product_key" INTEGER REFERENCES product_fact (key),
  "lost_reason" TEXT) STRICT;
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
INSERT INTO task_fact VALUES(1,'visit-c1-2025-02-04',1,'Contact ACME','visit',1,NULL,NULL,NULL,'2026-06-01','2026-06-01',NULL);
INSERT INTO task_fact VALUES(2,'visit-c2-2026-03-03',3,'Contact Müller, "Söhne"','visit',2,NULL,NULL,NULL,'2026-06-01','2026-06-01',NULL);
CREATE TABLE customer_scoring (
  scored_on TEXT PRIMARY KEY, from_on TEXT NOT NULL, run_key INTEGER NOT NULL REFERENCES run (key)) STRICT, WITHOUT ROWID;
INSERT INTO customer_scoring VALUES('2026-03-31','2025-04-01',11);
CREATE TABLE customer_class (
  customer_key INTEGER NOT NULL REFERENCES customer_fact (key), since_on TEXT NOT NULL, class TEXT NOT NULL,
  reason TEXT NOT NULL, run_key INTEGER NOT NULL REFERENCES run (key),
  PRIMARY KEY (customer_key, since_on)) STRICT, WITHOUT ROWID;
INSERT INTO customer_class VALUES(1,'2026-03-31','A','',11);
INSERT INTO customer_class VALUES(2,'2026-03-31','A','',11);
CREATE TABLE owner_change (
  customer_key INTEGER NOT NULL REFERENCES customer_fact (key), changed_on TEXT NOT NULL,
  from_key INTEGER REFERENCES rep_fact (key), to_key INTEGER REFERENCES rep_fact (key),
  run_key INTEGER NOT NULL REFERENCES run (key), PRIMARY KEY (customer_key, changed_on)) STRICT, WITHOUT ROWID;
CREATE TABLE churn_case (
  customer_key INTEGER NOT NULL REFERENCES customer_fact (key), last_order_on TEXT NOT NULL, flagged_on TEXT NOT NULL,
  until_on TEXT NOT NULL, risk TEXT NOT NULL, value_at_risk_minor INTEGER NOT NULL, reasons TEXT NOT NULL,
  action TEXT NOT NULL, task_key INTEGER NOT NULL REFERENCES task_fact (key),
  run_key INTEGER NOT NULL REFERENCES run (key), PRIMARY KEY (customer_key, last_order_on)) STRICT, WITHOUT ROWID;
CREATE TABLE assignment (
  key INTEGER PRIMARY KEY, run_key INTEGER NOT NULL REFERENCES run (key), kind TEXT NOT NULL, item_key INTEGER NOT NULL,
  from_key INTEGER REFERENCES rep_fact (key), to_key INTEGER REFERENCES rep_fact (key), assigned_on TEXT NOT NULL,
  how TEXT NOT NULL, rule TEXT NOT NULL, place TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE TABLE assign_turn (
  kind TEXT NOT NULL, rule TEXT NOT NULL, rep_key INTEGER NOT NULL REFERENCES rep_fact (key), credit INTEGER NOT NULL,
  PRIMARY KEY (kind, rule, rep_key)) STRICT, WITHOUT ROWID;
CREATE TABLE pool_notice (
  kind TEXT NOT NULL, item_key INTEGER NOT NULL, noticed_on TEXT NOT NULL, run_key INTEGER NOT NULL REFERENCES run (key),
  PRIMARY KEY (kind, item_key)) STRICT, WITHOUT ROWID;
CREATE TABLE rep_score (
  scorecard TEXT NOT NULL, period TEXT NOT NULL, rep_key INTEGER NOT NULL REFERENCES rep_fact (key), from_on TEXT NOT NULL,
  to_on TEXT NOT NULL, scored_on TEXT NOT NULL, score INTEGER NOT NULL, rank INTEGER NOT NULL, grade TEXT NOT NULL,
  run_key INTEGER NOT NULL REFERENCES run (key), PRIMARY KEY (scorecard, period, rep_key)) STRICT, WITHOUT ROWID;
INSERT INTO rep_score VALUES('sales','2026-Q1',1,'2026-01-01','2026-03-31','2026-03-31',10000,1,'A',9);
INSERT INTO rep_score VALUES('sales','2026-Q1',2,'2026-01-01','2026-03-31','2026-03-31',5664,2,'',9);
INSERT INTO rep_score VALUES('sales','2026-Q1',3,'2026-01-01','2026-03-31','2026-03-31',0,4,'',9);
INSERT INTO rep_score VALUES('sales','2026-Q1',4,'2026-01-01','2026-03-31','2026-03-31',1699,3,'',9);
INSERT INTO rep_score VALUES('sales','2026-Q1',5,'2026-01-01','2026-03-31','2026-03-31',0,4,'',9);
CREATE TABLE award_given (
  award TEXT NOT NULL, period TEXT NOT NULL, from_on TEXT NOT NULL, to_on TEXT NOT NULL, level TEXT NOT NULL,
  scope_key INTEGER NOT NULL, given_on TEXT NOT NULL, reason TEXT NOT NULL, prize TEXT NOT NULL, amount_minor INTEGER,
  run_key INTEGER NOT NULL REFERENCES run (key), PRIMARY KEY (award, period, level, scope_key)) STRICT, WITHOUT ROWID;
INSERT INTO award_given VALUES('best','2026-Q1','2026-01-01','2026-03-31','rep',1,'2026-04-01','Revenue 1,200.00, 203.9% of the target','',50000,10);
CREATE TABLE pay_period (
  name TEXT PRIMARY KEY, every TEXT NOT NULL, from_on TEXT NOT NULL, to_on TEXT NOT NULL, state TEXT NOT NULL,
  inputs TEXT NOT NULL, config_hash TEXT NOT NULL, digest TEXT NOT NULL, choices TEXT NOT NULL,
  run_key INTEGER NOT NULL REFERENCES run (key), notes TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO pay_period VALUES('2026-01','month','2026-01-01','2026-01-31','closed','ce44caacef85b025d27f5bb28bc71894/0.1.0/7/2026-01-31','ce44caacef85b025d27f5bb28bc71894','8313131d21a6cfe5691fdba4b38a26ea',replace('base\ncommission\ncommissionrevenue\n\n\n\n\n..','\n',char(10)),7,'');
CREATE TABLE pay_version (
  period TEXT NOT NULL, rep_key INTEGER NOT NULL REFERENCES rep_fact (key), plan TEXT NOT NULL, version INTEGER NOT NULL,
  digest TEXT NOT NULL, run_key INTEGER NOT NULL REFERENCES run (key),
  PRIMARY KEY (period, rep_key, plan, version)) STRICT, WITHOUT ROWID;
INSERT INTO pay_version VALUES('2026-01',1,'base',1,'fef62c5a2441820adbb2100e633e0394',7);
INSERT INTO pay_version VALUES('2026-01',2,'base',1,'d53df912fb5a94faff39290068096edd',7);
INSERT INTO pay_version VALUES('2026-01',3,'base',1,'d8b4e6c0dd79119fb2202fe5bdecc2f7',7);
INSERT INTO pay_version VALUES('2026-01',4,'base',1,'d53df912fb5a94faff39290068096edd',7);
INSERT INTO pay_version VALUES('2026-01',5,'base',1,'d53df912fb5a94faff39290068096edd',7);
CREATE TABLE pay_line (
  key INTEGER PRIMARY KEY, period TEXT NOT NULL, about TEXT NOT NULL, rep_key INTEGER NOT NULL REFERENCES rep_fact (key), plan TEXT NOT NULL,
  version INTEGER NOT NULL, position INTEGER NOT NULL, component TEXT NOT NULL, type TEXT NOT NULL, kind TEXT NOT NULL,
  basis TEXT NOT NULL, rate_billionths INTEGER, each_minor INTEGER, sum_minor INTEGER NOT NULL, amount_minor INTEGER NOT NULL,
  adjusts INTEGER REFERENCES pay_line (key), reason TEXT NOT NULL, reason_form TEXT NOT NULL, place TEXT NOT NULL,
  parts BLOB NOT NULL, UNIQUE (period, rep_key, plan, version, position)) STRICT;
INSERT INTO pay_line VALUES(1,'2026-01','2026-01',1,'base',1,0,'commission','commission','rate','revenue',50000000,NULL,100000,5000,NULL,'at 5%: what lies between 0.00 and 1,000.00','at {}: what lies between {} and {}|5%|0.00|1,000.00','salesctl.yaml:11',X'0a00c09a0c00');
INSERT INTO pay_line VALUES(2,'2026-01','2026-01',1,'base',1,1,'commission','commission','rate','revenue',80000000,NULL,20000,1600,NULL,'at 8%: what lies above 1,000.00','at {}: what lies above {}|8%|1,000.00','salesctl.yaml:11',X'0a00c0b80200');
INSERT INTO pay_line VALUES(3,'2026-01','2026-01',1,'base',1,2,'commission','commission','total','revenue',NULL,NULL,120000,0,NULL,'1,200.00 in 2026-01; there is no higher tier','{} in {}; there is no higher tier|1,200.00|2026-01','salesctl.yaml:11',X'');
INSERT INTO pay_line VALUES(4,'2026-01','2026-01',2,'base',1,0,'commission','commission','total','revenue',NULL,100000,0,0,NULL,'0.00 in 2026-01; 1,000.00 more to 1,000.00, from where on it is 8%','{} in {}; {} more to {}, from where on it is {}|0.00|2026-01|1,000.00|1,000.00|8%','salesctl.yaml:11',X'');
INSERT INTO pay_line VALUES(5,'2026-01','2026-01',3,'base',1,0,'commission','commission','rate','revenue',50000000,NULL,90010,4500,NULL,'at 5%: what lies between 0.00 and 1,000.00','at {}: what lies between {} and {}|5%|0.00|1,000.00','salesctl.yaml:11',X'0c00b4fe0a00');
INSERT INTO pay_line VALUES(6,'2026-01','2026-01',3,'base',1,1,'commission','commission','total','revenue',NULL,100000,90010,0,NULL,'900.10 in 2026-01; 99.90 more to 1,000.00, from where on it is 8%','{} in {}; {} more to {}, from where on it is {}|900.10|2026-01|99.90|1,000.00|8%','salesctl.yaml:11',X'');
INSERT INTO pay_line VALUES(7,'2026-01','2026-01',4,'base',1,0,'commission','commission','total','revenue',NULL,100000,0,0,NULL,'0.00 in 2026-01; 1,000.00 more to 1,000.00, from where on it is 8%','{} in {}; {} more to {}, from where on it is {}|0.00|2026-01|1,000.00|1,000.00|8%','salesctl.yaml:11',X'');
INSERT INTO pay_line VALUES(8,'2026-01','2026-01',5,'base',1,0,'commission','commission','total','revenue',NULL,100000,0,0,NULL,'0.00 in 2026-01; 1,000.00 more to 1,000.00, from where on it is 8%','{} in {}; {} more to {}, from where on it is {}|0.00|2026-01|1,000.00|1,000.00|8%','salesctl.yaml:11',X'');
CREATE TABLE pay_event (
  key INTEGER PRIMARY KEY, period TEXT NOT NULL, event TEXT NOT NULL, reason TEXT NOT NULL, digest TEXT NOT NULL,
  run_key INTEGER NOT NULL REFERENCES run (key)) STRICT;
INSERT INTO pay_event VALUES(1,'2026-01','close','','8313131d21a6cfe5691fdba4b38a26ea',8);
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
CREATE INDEX assignment_item ON assignment (kind, item_key, key);
CREATE INDEX pay_line_rep ON pay_line (rep_key);
CREATE UNIQUE INDEX team_fact_natural ON team_fact (id);
CREATE UNIQUE INDEX rep_fact_natural ON rep_fact (id);
CREATE UNIQUE INDEX product_fact_natural ON product_fact (id);
CREATE UNIQUE INDEX customer_fact_natural ON customer_fact (id);
CREATE UNIQUE INDEX order_fact_natural ON order_fact (id);
COMMIT;
