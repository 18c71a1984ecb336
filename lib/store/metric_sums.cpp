#include "store/metric_sums.hpp"

#include <algorithm>
#include <bit>
#include <cctype>
#include <chrono>
#include <cstring>
#include <optional>
#include <unordered_map>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "store/read_only.hpp"
#include "store/schema.hpp"

namespace salesctl {
namespace {

constexpr std::chrono::seconds no_limit{24 * 3600};

/// What one rep adds to a metric on one day; an array of these, by rep, is a row of metric_day.
struct RepSum {
  std::uint32_t rep_key = 0;
  std::int32_t facts = 0;  // how many rows were added up; none left: the entry goes
  std::int64_t value = 0;
};
static_assert(sizeof(RepSum) == 16 && std::endian::native == std::endian::little, "the stored form");

std::vector<RepSum> unpacked(std::string_view bytes) {
  std::vector<RepSum> reps(bytes.size() / sizeof(RepSum));
  std::memcpy(reps.data(), bytes.data(), reps.size() * sizeof(RepSum));
  return reps;
}

std::string_view packed(const std::vector<RepSum>& reps) {
  return {reinterpret_cast<const char*>(reps.data()), reps.size() * sizeof(RepSum)};
}

/// Sums by day and rep, for several metrics at once: a row of reps for each day, because rep keys are small and dense.
class Sums {
 public:
  explicit Sums(std::size_t metrics) : metrics_(metrics) {}
  /// The cell's sums, one per metric.
  RepSum* at(int day, std::int64_t rep_key) {
    std::vector<RepSum>& reps = days_[day];
    const std::size_t first = static_cast<std::size_t>(rep_key) * metrics_;
    if (reps.size() < first + metrics_) reps.resize(first + metrics_);
    return &reps[first];
  }
  std::vector<int> days() const {
    std::vector<int> days;
    for (const auto& [day, reps] : days_) days.push_back(day);
    std::ranges::sort(days);
    return days;
  }
  /// One metric on one day, by rep.
  std::vector<RepSum> day(int day, std::size_t metric) const {
    const std::vector<RepSum>& reps = days_.at(day);
    std::vector<RepSum> list;
    for (std::size_t i = metric; i < reps.size(); i += metrics_) {
      if (reps[i].value == 0 && reps[i].facts == 0) continue;
      list.push_back({static_cast<std::uint32_t>(i / metrics_), reps[i].facts, reps[i].value});
    }
    return list;
  }

 private:
  std::size_t metrics_;
  std::unordered_map<int, std::vector<RepSum>> days_;
};

/// The two sums together, without what no row is left of.
std::vector<RepSum> merged(const std::vector<RepSum>& a, const std::vector<RepSum>& b) {
  std::vector<RepSum> sum;
  for (auto left = a.begin(), right = b.begin(); left != a.end() || right != b.end();) {
    RepSum next;
    if (right == b.end() || (left != a.end() && left->rep_key < right->rep_key)) {
      next = *left++;
    } else if (left == a.end() || right->rep_key < left->rep_key) {
      next = *right++;
    } else {
      next = {left->rep_key, left->facts + right->facts, left->value + right->value};
      ++left;
      ++right;
    }
    if (next.facts != 0) sum.push_back(next);
  }
  return sum;
}

bool has_subselect(const Metric& metric) {
  std::string text = metric.sum + " " + metric.where;
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text.find("select") != std::string::npos;
}

/// The keys of the rows of `view` that the rows of temp.incoming, of `kind`, bear on; empty: none can.
std::string touched_rows(const std::string& view, const std::string& kind) {
  if (view == kind) return "SELECT key FROM incoming";
  if (view == "credited_order" && kind == "order") return "SELECT key FROM incoming";
  const std::string of_credits =  // and of what gives these orders back
      "SELECT order_key AS key FROM incoming UNION SELECT key FROM order_fact WHERE refund_of_key IN (SELECT order_key FROM incoming)";
  if (view == "credited_order" && kind == "order_credit") return of_credits;
  if (view == "credited_payment" && kind == "payment") return "SELECT key FROM incoming";
  const std::string of_orders = "SELECT key FROM payment_fact WHERE order_key IN ";
  if (view == "credited_payment" && kind == "order") return of_orders + "(SELECT key FROM incoming)";
  if (view == "credited_payment" && kind == "order_credit") return of_orders + "(" + of_credits + ")";
  return {};
}

std::string key_column(const Settings& settings, const std::string& view) {
  const std::vector<View> views = credit_views(settings);
  const auto it = std::ranges::find(views, view, &View::name);
  return it == views.end() ? "key" : it->key;
}

/// Metrics that read the same rows of the same view are added up in one pass over it.
struct Pass {
  std::vector<const Metric*> metrics;
  std::optional<Sums> sums;
  const Metric& first() const { return *metrics.front(); }
};

std::vector<Pass> passes_over(const std::vector<const Metric*>& metrics) {
  std::vector<Pass> passes;
  for (const Metric* metric : metrics) {
    auto same = std::ranges::find_if(passes, [&](const Pass& pass) {
      const Metric& first = pass.first();
      return first.from == metric->from && first.on == metric->on && first.rep == metric->rep;
    });
    if (same == passes.end()) same = passes.insert(passes.end(), Pass{});
    same->metrics.push_back(metric);
  }
  for (Pass& pass : passes) pass.sums.emplace(pass.metrics.size());
  return passes;
}

std::string pass_sql(const Settings& settings, const Pass& pass, bool only_touched) {
  const Metric& first = pass.first();
  std::string sql = "SELECT " + (first.rep.empty() ? "0" : "coalesce(" + sql_name(first.rep + "_key") + ", 0)") + ", " +
                    sql_name(first.on);
  for (const Metric* metric : pass.metrics) {
    sql += ", " + contribution_sql(*metric, metric_decimals(settings, *metric));
  }
  sql += " FROM " + sql_name(first.from) + " WHERE " + sql_name(first.on) + " IS NOT NULL";
  if (only_touched) sql += " AND " + sql_name(key_column(settings, first.from)) + " IN (SELECT key FROM temp.grain)";
  return sql;
}

/// What one row adds to the metrics of a pass. It is added while the next row is read: the cells lie all over memory.
struct Addend {
  Date date;
  RepSum* cell = nullptr;  // one per metric
  std::vector<RepSum> adds;

  void add(const Pass& pass) const {
    for (std::size_t i = 0; i < adds.size(); ++i) {
      if (__builtin_add_overflow(cell[i].value, adds[i].value, &cell[i].value)) {
        throw DataError(tr("metric {} is too large on {}", pass.metrics[i]->name, format_date(date)));
      }
      cell[i].facts += adds[i].facts;
    }
  }
};

void add_up(const Database& db, const Settings& settings, Pass& pass, bool only_touched, int sign) {
  const ReadOnly locked(db, documented_views(settings), no_limit);
  Statement rows = db.prepare(pass_sql(settings, pass, only_touched));
  Addend last;
  while (rows.step()) {
    last.add(pass);
    last.adds.clear();
    const auto date = iso_date(rows.text(1));
    if (!date) continue;
    last.date = *date;
    last.cell = pass.sums->at(day_number(*date), rows.integer(0));
    __builtin_prefetch(last.cell, 1);
    for (int column = 2; column < rows.columns(); ++column) {
      const bool none = rows.is_null(column);
      last.adds.push_back(none ? RepSum{} : RepSum{0, sign, sign * rows.integer(column)});
    }
  }
  last.add(pass);
}

std::int64_t metric_key(const Database& db, const std::string& name) {
  Statement find = db.prepare("SELECT key FROM metric_rule WHERE name = $1");
  find.bind(1, std::string_view(name));
  return find.step() ? find.integer(0) : 0;
}

void write_new(const Database& db, const Pass& pass) {
  Statement clear = db.prepare("DELETE FROM metric_day WHERE metric_key = $1");
  Statement add = db.prepare("INSERT INTO metric_day VALUES ($1, $2, $3)");
  for (std::size_t i = 0; i < pass.metrics.size(); ++i) {
    const std::int64_t key = metric_key(db, pass.metrics[i]->name);
    clear.run(key);
    for (const int day : pass.sums->days()) {
      const std::vector<RepSum> reps = pass.sums->day(day, i);
      if (reps.empty()) continue;
      add.bind(1, key).bind(2, std::int64_t{day}).bind_blob(3, packed(reps));
      add.run_bound();
    }
  }
}

void write_difference(const Database& db, const Pass& pass) {
  Statement read = db.prepare("SELECT reps FROM metric_day WHERE metric_key = $1 AND day = $2");
  Statement write = db.prepare(
      "INSERT INTO metric_day VALUES ($1, $2, $3) ON CONFLICT (metric_key, day) DO UPDATE SET reps = excluded.reps");
  Statement remove = db.prepare("DELETE FROM metric_day WHERE metric_key = $1 AND day = $2");
  for (std::size_t i = 0; i < pass.metrics.size(); ++i) {
    const std::int64_t key = metric_key(db, pass.metrics[i]->name);
    for (const int day : pass.sums->days()) {
      read.bind(1, key).bind(2, std::int64_t{day});
      const std::vector<RepSum> before = read.step() ? unpacked(read.blob(0)) : std::vector<RepSum>{};
      read.reset();
      const std::vector<RepSum> now = merged(before, pass.sums->day(day, i));
      if (now.empty()) {
        remove.run(key, std::int64_t{day});
      } else {
        write.bind(1, key).bind(2, std::int64_t{day}).bind_blob(3, packed(now));
        write.run_bound();
      }
    }
  }
}

void rebuild(const Database& db, const Settings& settings, const std::vector<const Metric*>& metrics) {
  for (Pass& pass : passes_over(metrics)) {
    add_up(db, settings, pass, false, 1);
    write_new(db, pass);
  }
}

std::vector<const Metric*> metrics_where(const Settings& settings, const auto& condition) {
  std::vector<const Metric*> list;
  for (const Metric& metric : settings.metrics) {
    if (condition(metric)) list.push_back(&metric);
  }
  return list;
}

}  // namespace

std::string metric_definition(const Settings& settings, const Metric& metric) {
  std::string text = metric.from + '\n' + metric.sum + '\n' + metric.on + '\n' + metric.rep + '\n' + metric.where + '\n' +
                     std::to_string(metric_decimals(settings, metric));
  if (metric.from.starts_with("credited_")) text += "\nrefunds follow their orders";  // as of store version 7
  for (const Stage& stage : settings.stages) {
    text += '\n' + stage.name + std::to_string(static_cast<int>(stage.kind)) +
            std::to_string(stage.learned ? -1 : stage.probability.billionths);
    for (const std::string& alias : stage.aliases) text += '|' + alias;
  }
  return content_hash(text);
}

std::string contribution_sql(const Metric& metric, int decimals) {
  std::string value = "(\n" + metric.sum + "\n)";
  if (metric.unit == MetricUnit::money && decimals > 0) {
    value += " * 1" + std::string(static_cast<std::size_t>(decimals), '0');
  }
  value = "CAST(round(" + value + ") AS INTEGER)";
  return metric.where.empty() ? value : "CASE WHEN (\n" + metric.where + "\n) THEN " + value + " END";
}

void rebuild_changed_metrics(const Database& db, const Settings& settings) {
  Statement stored = db.prepare("SELECT definition FROM metric_rule WHERE name = $1");
  Statement store = db.prepare(
      "INSERT INTO metric_rule (name, definition) VALUES ($1, $2) "
      "ON CONFLICT (name) DO UPDATE SET definition = excluded.definition");
  std::vector<const Metric*> changed;
  for (const Metric& metric : settings.metrics) {
    const std::string now = metric_definition(settings, metric);
    stored.bind(1, std::string_view(metric.name));
    const bool same = stored.step() && stored.text(0) == now;
    stored.reset();
    if (same) continue;
    check_metric(db, settings, metric);
    store.run(std::string_view(metric.name), std::string_view(now));
    changed.push_back(&metric);
  }
  rebuild(db, settings, changed);
}

void rebuild_metrics_of(const Database& db, const Settings& settings, const std::string& kind) {
  rebuild(db, settings, metrics_where(settings, [&](const Metric& metric) {
            return has_subselect(metric) || !touched_rows(metric.from, kind).empty();
          }));
}

struct MetricChange::Passes {
  std::vector<Pass> list;
};

MetricChange::MetricChange(const Database& database, const Settings& settings, std::string kind)
    : database_(database), settings_(settings), kind_(std::move(kind)), passes_(std::make_unique<Passes>()) {
  passes_->list = passes_over(metrics_where(settings, [&](const Metric& metric) {
    return !has_subselect(metric) && !touched_rows(metric.from, kind_).empty();
  }));
}

MetricChange::~MetricChange() = default;

void MetricChange::collect(int sign) {
  database_.execute("CREATE TABLE IF NOT EXISTS temp.grain (key INTEGER PRIMARY KEY)");
  for (Pass& pass : passes_->list) {
    database_.execute("DELETE FROM temp.grain; INSERT OR IGNORE INTO temp.grain SELECT key FROM (" +
                      touched_rows(pass.first().from, kind_) + ") WHERE key IS NOT NULL");
    add_up(database_, settings_, pass, true, sign);
  }
}

void MetricChange::before() { collect(-1); }

void MetricChange::after() {
  collect(+1);
  for (const Pass& pass : passes_->list) write_difference(database_, pass);
  rebuild(database_, settings_, metrics_where(settings_, has_subselect));
}

std::vector<DaySum> read_day_sums(const Database& db, const Metric& metric, Span span) {
  Statement rows = db.prepare(
      "SELECT day, reps FROM metric_day WHERE metric_key = $1 AND day >= $2 AND day < $3 ORDER BY day");
  rows.bind(1, metric_key(db, metric.name));
  rows.bind(2, static_cast<std::int64_t>(day_number(span.from)));
  rows.bind(3, static_cast<std::int64_t>(day_number(span.to)));
  std::vector<DaySum> sums;
  while (rows.step()) {
    const int day = static_cast<int>(rows.integer(0));
    const auto reps = unpacked(rows.blob(1));
    if (sums.empty()) sums.reserve(reps.size() * static_cast<std::size_t>(std::min(span.days(), 366)));  // most days are alike
    for (const RepSum& rep : reps) sums.push_back({day, std::int64_t{rep.rep_key}, rep.value, rep.facts});
  }
  return sums;
}

std::vector<DaySum> compute_day_sums(const Database& db, const Settings& settings, const Metric& metric) {
  Pass pass{{&metric}, Sums(1)};
  add_up(db, settings, pass, false, 1);
  std::vector<DaySum> sums;
  for (const int day : pass.sums->days()) {
    for (const RepSum& rep : pass.sums->day(day, 0)) sums.push_back({day, std::int64_t{rep.rep_key}, rep.value, rep.facts});
  }
  return sums;
}

}  // namespace salesctl
