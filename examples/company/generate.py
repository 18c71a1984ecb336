#!/usr/bin/env python3
"""Writes the data of a made-up company to data/: 60 people, three years, about 20,000 orders.

The seed is fixed: running it again writes the same bytes. Nobody in it exists; addresses are at example.com.
"""
import csv
import datetime as dt
import os
import random

random.seed(20260715)
LINKS = random.Random(20260716)  # its own draws, so that linking records moves no figure
CARE = random.Random(20260717)   # likewise, for what concerns how customers are looked after
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")
os.makedirs(HERE, exist_ok=True)
START, END = dt.date(2023, 7, 1), dt.date(2026, 6, 30)
DAYS = [START + dt.timedelta(n) for n in range((END - START).days + 1)]
SEASON = [0.8, 0.6, 1.1, 1.0, 1.0, 1.2, 0.9, 0.9, 1.1, 1.0, 1.3, 1.5]

SURNAMES = "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗".split()
GIVEN = "伟 芳 娜 敏 静 强 磊 军 洋 勇 艳 杰 涛 明 超 秀英 霞 平 刚 桂英 建国 晓东 思远 雨桐".split()
FIRST = "Emma Liam Olivia Noah Sofia Lucas Anna David Grace Peter Laura Simon".split()
LAST = "Müller Smith O'Brien Rossi Novak Dubois Larsen Kim Silva Brown".split()
PLACES = ["北京", "上海", "广州", "深圳", "杭州", "成都", "武汉", "西安", "南京", "天津"]
SECTORS = ["制造", "零售", "医疗", "金融", "教育", "物流", "software", "energy"]
FIRM = ["科技", "实业", "贸易", "电子", "医疗", "物流", "能源", "教育"]
STAGES = ["潜在客户挖掘", "客户需求分析", "解决方案制定", "方案讲解与报价", "跟进与签约"]


def write(kind, columns, rows):
    with open(os.path.join(HERE, kind + ".csv"), "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns.split())
        writer.writerows(rows)


def person():
    if random.random() < 0.75:
        return random.choice(SURNAMES) + random.choice(GIVEN)
    return random.choice(FIRST) + " " + random.choice(LAST)


def money(fen):
    return ("-" if fen < 0 else "") + f"{abs(fen) // 100}.{abs(fen) % 100:02d}"


def day(first=START, last=END):
    return first + dt.timedelta(random.randrange((last - first).days + 1))


def later(date, days):
    date = date + dt.timedelta(days)
    return date if date <= END else None


# --- teams and people ---
teams = [("north", "华北区", "", "R001"), ("east", "华东区", "", "R004"), ("south", "华南区", "", "R007"), ("world", "International", "", "R009")]
leaves = []
for region, cities in {"north": ["北京", "天津", "西安"], "east": ["上海", "杭州", "南京"], "south": ["广州", "深圳"],
                       "world": ["Europe", "Asia-Pacific"]}.items():
    for n, city in enumerate(cities, 1):
        team = (f"{region}-{n}", city if region == "world" else city + "组", region, (person(), "")[1])  # led by the region; the name keeps the others in their order
        teams.append(team)
        leaves.append(team[0])
write("team", "id name parent manager", teams)

reps = []
names = set()
for n in range(1, 61):
    name = person()
    while name in names:
        name = person()
    names.add(name)
    hired = dt.date(2018, 1, 1) + dt.timedelta(random.randrange(1800)) if n <= 44 else day(dt.date(2023, 9, 1), dt.date(2026, 4, 1))
    left = day(max(hired + dt.timedelta(200), dt.date(2024, 1, 1)), END) if n % 12 == 0 and hired < dt.date(2024, 6, 1) else None
    reps.append({"id": f"R{n:03d}", "name": name, "team": leaves[(n - 1) % len(leaves)], "hired": hired, "left": left,
                 "skill": random.uniform(0.6, 1.5), "part": "60%" if n in (17, 38) else ""})
write("rep", "id name team email role level hired_on left_on part_time capacity skills territory",
      [(r["id"], r["name"], r["team"], r["id"].lower() + "@example.com", "销售代表" if i % 6 else "销售主管",
        ["junior", "senior", "expert"][i % 3], r["hired"], r["left"] or "", r["part"], 40 + i % 3 * 20,
        random.choice(["medical", "retail;finance", "energy", "software"]), r["team"].split("-")[0]) for i, r in enumerate(reps)])
movers = [reps[4], reps[22], reps[31]]
write("team_move", "rep moved_on team", [(r["id"], d, leaves[(leaves.index(r["team"]) + 1) % len(leaves)])
                                          for r, d in zip(movers, ["2024-10-01", "2025-04-01", "2026-02-16"])])


def there(date):
    return [r for r in reps if r["hired"] <= date and (r["left"] is None or date <= r["left"])]


def known(date):
    """A customer the firm knew on that day."""
    while (found := random.choice(customers))["created"] > date:
        pass
    return found


def keeper(rep, date):
    """Who has the rep's deals that day: a leaver's go to somebody of the same region."""
    staff = there(date)
    return rep if rep in staff else next(x for x in staff if x["team"].split("-")[0] == rep["team"].split("-")[0])


# --- products, customers, contacts, leads ---
products = []
for n, (series, name, price) in enumerate([(s, f"{s} {v}", p * f) for s, p in
                                           [("星云", 1200), ("银河", 5800), ("北斗", 300), ("Vega", 24000), ("Orion", 900)]
                                           for v, f in [("Basic", 1), ("Plus", 1.6), ("Pro", 2.5), ("Max", 4), ("服务", 0.5)]], 1):
    products.append((f"P{n:02d}", name, series, "service" if name.endswith("服务") else "product", int(price * 100)))
write("product", "id name series category price cost", [(i, n, s, c, money(p), money(int(p * 0.58))) for i, n, s, c, p in products])

customers = []
for n in range(1, 901):
    created = day(dt.date(2019, 1, 1), dt.date(2026, 5, 31)) if n > 400 else day(dt.date(2019, 1, 1), START)
    place = random.choice(PLACES)
    name = f"{place}{random.choice(SURNAMES)}{random.choice(GIVEN)}{random.choice(FIRM)}有限公司" if n % 5 else \
        f"{random.choice(LAST)} & {random.choice(LAST)} Ltd."
    owner = random.choice(there(max(created, START)))
    customers.append({"id": f"C{n:04d}", "name": name, "place": place, "owner": owner, "created": created,
                      "size": random.lognormvariate(0, 1), "sector": random.choice(SECTORS)})
write("customer", "id name sector region country city owner annual_revenue employees founded created_on source phone email contract_until opted_out tier",
      [(c["id"], c["name"], c["sector"], c["owner"]["team"].split("-")[0], "中国" if i % 5 else "Germany", c["place"],
        c["owner"]["id"], money(int(c["size"] * 9e8)), int(c["size"] * 80) + 3, 1980 + i % 44, c["created"],
        random.choice(["展会", "转介绍", "website", "广告"]), f"000-5550-{i:04d}", f"contact{i}@example.com",
        END + dt.timedelta(CARE.randrange(-200, 400)) if CARE.random() < 0.2 else "", "true" if CARE.random() < 0.02 else "",
        random.choice(["gold", "silver", ""])) for i, c in enumerate(customers, 1)])
write("contact", "id name customer title department phone email birthday opted_out",
      [(f"K{i:04d}", person(), c["id"], random.choice(["采购经理", "总经理", "CTO", "财务"]), random.choice(["采购", "技术", "管理"]),
        f"000-5551-{i:04d}", f"k{i}@example.com", dt.date(1965, 1, 1) + dt.timedelta(random.randrange(12000)),
        "true" if CARE.random() < 0.03 else "")
       for i, c in enumerate(customers, 1)])

leads = []
lead_of = {}
for n in range(1, 1501):
    created = day()
    owner = random.choice(there(created)) if random.random() < 0.9 else None
    converted = later(created, random.randrange(5, 60)) if random.random() < 0.3 else None
    touched = later(created, random.randrange(1, 40))
    became = next((c for c in customers if converted and c["id"] not in lead_of and created <= c["created"] <= converted), None)
    if became:
        converted = became["created"]
        lead_of[became["id"]] = f"L{n:04d}"
    touched = max(filter(None, (touched, converted)), default=None)
    leads.append((f"L{n:04d}", person(), f"{random.choice(PLACES)}{random.choice(FIRM)}公司", random.choice(SECTORS),
                  LINKS.choice(["north", "east", "south", "world"]), random.choice(["展会", "website", "广告", "转介绍"]), "已转化" if converted else random.choice(["新建", "跟进中", "无效"]),
                  owner["id"] if owner else "", money(random.randrange(5000, 500000) * 100), created,
                  created if owner else "", touched or "", converted or "", became["id"] if became else "", f"000-5552-{n:04d}", f"lead{n}@example.com"))
write("lead", "id name company sector region source status owner value created_on assigned_on last_activity_on converted_on "
      "customer phone email", leads)

# --- opportunities and their stages ---
opportunities, events, quotes = [], [], []
for n in range(1, 2501):
    customer = random.choice(customers)
    created = day(max(START, customer["created"]))
    rep = random.choice(there(created))
    product = random.choice(products)
    amount = int(product[4] * random.uniform(0.7, 1.05)) * random.randrange(1, 12)
    at, closed, decided, stage, won = created, None, True, STAGES[0], random.random() < 0.42
    steps = random.randrange(1, 6)
    for step in STAGES[:5 if won else steps]:
        # What a deal is worth is known once it has been quoted.
        events.append((f"D{n:05d}", step, at, money(amount) if step in STAGES[3:] else "", keeper(rep, at)["id"]))
        if step == STAGES[3]:
            quotes.append((f"B{n:05d}", f"D{n:05d}", customer["id"], keeper(rep, at)["id"], money(amount), f"{LINKS.randrange(0, 16)}%", at,
                           at + dt.timedelta(30)))
        stage = step
        nxt = later(at, random.randrange(4, 30))
        if nxt is None:
            break
        at = nxt
    else:
        decided = won or random.random() < 0.75
        if decided or at < dt.date(2026, 1, 1):
            closed, stage = at, "赢单" if won else "输单"
            events.append((f"D{n:05d}", stage, at, money(amount), keeper(rep, at)["id"]))
    lost = stage == "输单"
    draw = random if decided else LINKS
    opportunities.append((f"D{n:05d}", f"{customer['place']} {product[1]}", customer["id"], keeper(rep, closed or END)["id"], product[0],
                          lead_of.get(customer["id"], ""), stage,
                          money(amount) if n % 29 else "", "", random.choice(["new", "renewal"]), random.choice(["展会", "website", "广告"]),
                          created, created + dt.timedelta(90), closed or "", at, draw.choice(["价格", "竞争对手", "无预算"]) if lost else "",
                          draw.choice(["某星", "Acme"]) if lost else "",
                          "" if closed else LINKS.choice(["再次拜访", "发送报价", "签约"])))
write("opportunity", "id name customer rep product lead stage amount probability type source created_on expected_on closed_on "
      "last_activity_on lost_reason competitor next_step", opportunities)
write("stage_event", "opportunity stage entered_on amount rep", events)
stage_of = {o[0]: o[6] for o in opportunities}
status = {"赢单": "accepted", "输单": "refused"}
write("quote", "id opportunity customer rep amount discount quoted_on valid_until status",
      [q + (status.get(stage_of[q[1]], "sent"),) for q in quotes])

# --- orders, credits, payments ---
weights = [SEASON[d.month - 1] * (0.25 if d.weekday() > 4 else 1) * (1 + 0.18 * (d - START).days / 365) for d in DAYS]
orders, credits, payments = [], [], []
dates = sorted(random.choices(DAYS, weights, k=19400))
seen = set()
for n, date in enumerate(dates, 1):
    customer = random.choice(customers)
    while customer["created"] > date or random.random() > min(1, 0.35 + customer["size"] / 4):
        customer = random.choice(customers)
    staff = there(date)
    rep = customer["owner"] if customer["owner"] in staff and random.random() < 0.7 else random.choices(staff, [r["skill"] for r in staff])[0]
    product = random.choice(products)
    quantity = random.choice([1, 1, 1, 2, 3, 5, 10])
    amount = int(product[4] * quantity * random.uniform(0.8, 1.0))
    number = f"S{n:05d}"
    kind = "renewal" if customer["id"] in seen and random.random() < 0.5 else "sale"
    seen.add(customer["id"])
    orders.append((number, customer["id"], rep["id"], product[0], "", kind, quantity, money(amount), money(int(product[4] * quantity * 0.58)), date, ""))
    if random.random() < 0.05 and len(staff) > 2:
        other = random.choice([r for r in staff if r is not rep])
        share = random.choice([5000, 7000, 6667, 8000])
        credits += [(number, rep["id"], f"{share / 100:.2f}%"), (number, other["id"], f"{(10000 - share) / 100:.2f}%")]
    if random.random() < 0.03 and later(date, 30):
        part = 1 if random.random() < 0.5 else 2
        orders.append((f"{number}-R", customer["id"], rep["id"], product[0], "", "refund", f"-{quantity / part:g}", money(-(amount // part)),
                       money(-(int(product[4] * quantity * 0.58) // part)), date + dt.timedelta(random.randrange(3, 30)), number))
    paid = later(date, random.randrange(0, 75))
    if paid and random.random() < 0.93:
        part = amount if random.random() < 0.85 else amount // 2
        payments.append((f"Z{n:05d}", number, money(part), paid, random.choice(["transfer", "card", "承兑汇票"])))
        if part != amount and later(paid, 40):
            payments.append((f"Z{n:05d}-2", number, money(amount - part), paid + dt.timedelta(40), "transfer"))
write("order", "id customer rep product opportunity kind quantity amount cost ordered_on refund_of", orders)
write("order_credit", "order rep share", credits)
write("payment", "id order amount paid_on method", payments)

# --- everything else ---
deals_of = {}
for o in opportunities:
    deals_of.setdefault(o[2], []).append((o[11], o[13] or END, o[0]))
activities = []
for n in range(1, 15001):
    date = day()
    rep = random.choice(there(date))
    if n % 8:
        customer = known(date)["id"]
        contact = "K" + customer[1:] if n % 3 == 0 else ""
        about = ("", next((d for first, last, d in deals_of.get(customer, []) if first <= date <= last), ""))
    else:
        customer = contact = ""
        about = (random.choice([x for x in LINKS.sample(leads, 40) if x[9] <= date] or [("",)])[0], "")
    activities.append((f"A{n:05d}", rep["id"], random.choices(["visit", "call", "mail", "meeting", "message"], [2, 5, 3, 1, 4])[0],
                       customer, contact, *about, date, random.choice([10, 15, 30, 60]),
                       random.choice(["回访", "报价", "演示", "催款", "follow-up"]), random.choice(["满意", "待跟进", "无人接听", ""])))
write("activity", "id rep kind customer contact lead opportunity happened_on minutes subject outcome", activities)
surveys = []
for n in range(1, 1201):
    nps = n % 4 == 0
    date = day()
    score = random.randrange(3, 11) if nps else random.choices([1, 2, 3, 4, 5], [1, 2, 5, 10, 8])[0]
    said = random.choice(["", "服务很好" if score > (7 if nps else 3) else "发货慢"])
    customer = known(date)
    surveys.append((f"Q{n:04d}", customer["id"], random.choice(there(date))["id"], "nps" if nps else "csat", score, date, said,
                    max(customer["created"], date - dt.timedelta(CARE.randrange(0, 10)))))
for n in range(1201, 2001):  # asked, and not answered
    asked = START + dt.timedelta(CARE.randrange((END - START).days + 1))
    customer = CARE.choice([c for c in customers if c["created"] <= asked])
    surveys.append((f"Q{n:04d}", customer["id"], CARE.choice(there(asked))["id"], "csat" if n % 4 else "nps", "", "", "", asked))
write("survey", "id customer rep kind score answered_on comment sent_on", surveys)
tickets = []
for n in range(1, 801):
    sold = random.choice([o for o in LINKS.sample(orders, 9) if o[5] != "refund"])
    opened = sold[9] + dt.timedelta(random.randrange(3, 120))
    if opened > END:
        opened = sold[9] + dt.timedelta(CARE.randrange((END - sold[9]).days + 1))
    closed = later(opened, random.randrange(1, 30)) if random.random() < 0.97 else None
    tickets.append((f"T{n:04d}", sold[1], random.choice(there(opened))["id"], sold[3], sold[0],
                    random.choice(["无法启动", "发票有误", "slow delivery"]), random.choice(["low", "normal", "high"]),
                    "closed" if closed else "open", opened, opened + dt.timedelta(7), closed or ""))
write("ticket", "id customer rep product order subject priority status opened_on due_on closed_on", tickets)
reviews = []
current = there(END)
for r in current:
    boss = next(x for x in current if x is not r and x["team"].split("-")[0] == r["team"].split("-")[0])
    peers = random.sample([x for x in current if x is not r and x is not boss], 3)
    judges = [(r, "self"), (boss, "manager")] + [(j, "peer") for j in peers]
    for judge, role in judges:
        for criterion in ("teamwork", "reliability", "customer focus"):
            reviews.append(("2026-Q2", judge["id"], r["id"], role, criterion, random.choices([2, 3, 4, 5], [1, 4, 6, 3])[0], ""))
write("review", "period reviewer reviewee role criterion score comment", sorted(set(reviews)))
trainings = []
for n in range(1, 201):
    date, score = day(), random.randrange(55, 101)
    course = random.choice(["产品知识", "谈判技巧", "CRM", "入职培训"])
    trainings.append((f"X{n:03d}", random.choice(there(date))["id"], course, "onboarding" if course == "入职培训" else "regular", date,
                      random.choice([2, 4, 8]), score, "true" if score >= 60 else "false"))
write("training", "id rep course kind trained_on hours score passed", trainings)
LESSONS = {"如何跟进大客户": ("每月拜访一次决策人,先谈对方的目标。", STAGES[1], "", ""),
           "报价要点": ("先谈价值再报价;折扣换付款条件。", STAGES[3], "", "价格"),
           "Handling objections": ("Ask what the other offer leaves out; bring a reference customer.", "", "P19", "竞争对手")}
shared = []
for n in range(1, 41):
    date = day()
    rep, title = random.choice(there(date))["id"], random.choice(list(LESSONS))
    body, stage, product, reason = LESSONS[title]
    shared.append((f"N{n:02d}", rep, title, body, "经验分享", stage, product, reason, date))
write("knowledge", "id rep title body topic stage product lost_reason shared_on", shared)
write("okr_checkin", "key_result checked_on value confidence note checked_by",
      [("nps-2026", dt.date(2026, 3, 31), 34, "60%", "一季度调查", "market"), ("nps-2026", dt.date(2026, 6, 30), 38, "70%", "二季度调查", "market"),
       ("first-answer", dt.date(2026, 4, 30), 17, "60%", "", "service"), ("first-answer", dt.date(2026, 5, 22), 13, "40%", "两名客服离职", "service")])
write("task", "id rep title kind customer priority created_on due_on done_on",
      [(f"J{n:03d}", random.choice(current)["id"], random.choice(["回访客户", "准备报价", "签约"]), random.choice(["visit", "call", "quote"]),
        random.choice(customers)["id"], "normal", dt.date(2026, 6, 1), dt.date(2026, 7, 1) + dt.timedelta(n % 20), "")
       for n in range(1, 301)])
