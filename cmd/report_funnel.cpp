// salesctl report funnel: how deals get through the pipeline, and where it jams.
#include <algorithm>

#include "base/message.hpp"
#include "base/text.hpp"
#include "report/funnel.hpp"
#include "report_deals.hpp"
#include "store/deals.hpp"
#include "tables.hpp"

namespace salesctl {
namespace {

constexpr std::array units{DealUnit::team, DealUnit::rep, DealUnit::product, DealUnit::source, DealUnit::sector};
constexpr std::size_t most_sentences = 12;  // about bottlenecks; more of them nobody reads

struct Figures {
  std::optional<Period> period;
  Deals deals;
  DealGroups groups;
  DealFunnel funnel;
};

Figures figures(const ReportCommand& command, Context& context) {
  const DealUnit by = command.by.empty() ? DealUnit::company : parse_deal_unit(command.by, units);
  Figures f{period_of_deals(command, context), {}, {}, {}};
  const Database db = context.open_store(Access::read);
  f.deals = read_deals(db, context.settings(), context.as_of());
  f.groups = read_deal_groups(db, context.settings(), f.deals, by, context.as_of());
  f.funnel = deal_funnel(f.deals, f.groups, f.period ? std::optional(f.period->span) : std::nullopt, context.as_of());
  return f;
}

std::vector<Column> columns(DealUnit by) {
  std::vector<Column> all{{"stage", tr("Stage")},
                          {"entered", tr("Entered"), ColumnType::integer},
                          {"moved_on", tr("Went on"), ColumnType::integer},
                          {"lost", tr("Lost"), ColumnType::integer},
                          {"went_back", tr("Went back"), ColumnType::integer},
                          {"there", tr("Still there"), ColumnType::integer},
                          {"conversion", tr("Conversion"), ColumnType::percent},
                          {"win_rate", tr("Win rate"), ColumnType::percent},
                          {"median_days", tr("Median days"), ColumnType::integer},
                          {"p90_days", tr("90% within"), ColumnType::integer},
                          {"late", tr("Late"), ColumnType::integer},
                          {"value", tr("Value"), ColumnType::money},
                          {"bottleneck", tr("Bottleneck")}};
  if (by != DealUnit::company) all.insert(all.begin(), {"group", title_of(by)});
  return all;
}

const char* word_of(BottleneckReason reason) {
  switch (reason) {
    case BottleneckReason::lowest: return TR_NOOP("lowest");
    case BottleneckReason::conversion: return TR_NOOP("conversion");
    case BottleneckReason::sla: return TR_NOOP("sla");
    case BottleneckReason::delay: return TR_NOOP("delay");
  }
  return "";
}

Value days_of(const std::vector<SurvivalStep>& curve, double share) {
  const std::optional<int> days = quantile(curve, share);
  return days ? Value(std::int64_t{*days}) : Value();
}

Row row_of(const StageTally& tally, Value stage, bool has_sla, const char* bottleneck) {
  const std::vector<SurvivalStep> curve = survival(tally.spells);
  return {{std::move(stage), tally.entered(), tally.moved_on, tally.lost, tally.went_back, tally.there, or_nothing(conversion(tally)),
           or_nothing(win_rate(tally)), days_of(curve, 0.5), days_of(curve, 0.9), has_sla ? Value(tally.late) : Value(), tally.value,
           word(bottleneck)},
          0,
          false};
}

/// Stages that come after the sale, and those that no rule names, have a row where a deal was in them.
std::vector<bool> shown_stages(const Figures& f) {
  std::vector<bool> shown;
  for (std::size_t i = 0; i < f.deals.stages.size(); ++i) {
    const DealStage& stage = f.deals.stages[i];
    const bool always = stage.listed && (stage.kind == StageKind::open || stage.kind == StageKind::won);
    const bool used = std::ranges::any_of(f.funnel.groups, [i](const FunnelGroup& g) { return g.stages[i].entered() > 0; });
    shown.push_back(stage.kind != StageKind::lost && (always || used));
  }
  return shown;
}

void add_rows(Table& table, const Figures& f, std::size_t g, const std::vector<bool>& shown) {
  const FunnelGroup& group = f.funnel.groups[g];
  const auto add = [&](Row row) {
    if (f.groups.unit != DealUnit::company) row.cells.insert(row.cells.begin(), group_cell(f.groups.groups[g]));
    table.rows.push_back(std::move(row));
  };
  for (std::size_t i = 0; i < f.deals.stages.size(); ++i) {
    if (!shown[i]) continue;
    const bool here = group.bottleneck && group.bottleneck->stage == i;
    const DealStage& stage = f.deals.stages[i];
    add(row_of(group.stages[i], stage.name, stage.sla_days.has_value(), here ? word_of(group.bottleneck->reason) : ""));
  }
  Row whole = row_of(group.whole, Named("", tr("(all the way)")), false, "");
  whole.total = true;
  add(std::move(whole));
}

std::string in_percent(double share) { return fmt::format("{:.1f}%", share * 100); }

std::string usual(const Figures& f) {
  if (f.groups.unit != DealUnit::company) return tr("in the company");
  return tr("before {}", format_date(f.period->span.from));
}

std::string sentence(const Figures& f, const Bottleneck& b) {
  const std::string& stage = f.deals.stages[b.stage].name;
  switch (b.reason) {
    case BottleneckReason::conversion:
      return tr("{}: {} of the {} deals that left it went on, {} {}", stage, in_percent(b.value), b.of, in_percent(b.norm), usual(f));
    case BottleneckReason::sla: return tr("{}: half of its deals stay {:g} days or longer, {:g} are allowed", stage, b.value, b.norm);
    case BottleneckReason::delay: return tr("{}: half of its deals stay {:g} days or longer, {:g} {}", stage, b.value, b.norm, usual(f));
    case BottleneckReason::lowest: break;
  }
  return tr("{}, which the smallest share goes on from: {} of the {} deals that left it", stage, in_percent(b.value), b.of);
}

void add_bottlenecks(std::vector<std::string>& list, const Figures& f) {
  std::size_t told = 0;
  for (std::size_t g = 0; g < f.groups.groups.size(); ++g) {
    const std::optional<Bottleneck>& b = f.funnel.groups[g].bottleneck;
    if (!b) continue;
    if (f.groups.unit == DealUnit::company) {
      list.push_back(tr("bottleneck: {}", sentence(f, *b)));
    } else if (b->reason != BottleneckReason::lowest && ++told <= most_sentences) {  // the column says which is the lowest
      const DealGroup& group = f.groups.groups[g];
      list.push_back(tr("bottleneck of {}: {}", group.id.empty() ? tr("(none)") : group.name, sentence(f, *b)));
    }
  }
  if (told > most_sentences) list.push_back(tr("and {} more, in the column bottleneck", told - most_sentences));
}

/// What the figures do not say by themselves.
std::vector<std::string> notes(const Figures& f, Date as_of) {
  std::vector<std::string> list;
  add_bottlenecks(list, f);
  if (f.period) {
    list.push_back(tr("deals that entered a stage in {}, and what became of them by {}", f.period->name, format_date(as_of)));
  }
  if (f.funnel.inferred > 0) {
    list.push_back(tr("{} of {} deals have no recorded steps; these are inferred: an open deal was in every open stage up to its own, a "
                      "decided one in all, so that it was lost in the last",
                      f.funnel.inferred, f.funnel.deals));
  }
  if (f.funnel.undated > 0) list.push_back(tr("deals left out, as nothing says when they began: {}", f.funnel.undated));
  add_notes_on_deals(f.deals, list);
  return list;
}

std::vector<std::string> explanation(Date as_of) {
  return {tr("entered: deals that were in the stage, once each; went on: they were in a later stage afterwards; lost: they were lost when "
             "it was their last; went back: they left it for an earlier one for good"),
          tr("conversion: went on / those that left; win rate: won / decided, of those that entered"),
          tr("days: all stays of a deal in the stage together; deals still in it count as staying at least so long (Kaplan and Meier 1958); "
             "empty where too few have left; all the way: from the first day until won or lost"),
          tr("late: still there, and longer than the stage's sla"),
          tr("bottleneck: of the stages that 10 deals or more left, the one that is worst against its sla or against what is usual, beyond "
             "chance (95%); else the lowest conversion"),
          tr("facts up to {}", format_date(as_of))};
}

}  // namespace

int run_funnel(const ReportCommand& command, Context& context) {
  const Figures f = figures(command, context);
  Table table;
  table.title = with_period(tr("Funnel"), f.period);
  table.money_decimals = context.settings().currency.decimals;
  table.columns = columns(f.groups.unit);
  const std::vector<bool> shown = shown_stages(f);
  for (std::size_t g = 0; g < f.groups.groups.size(); ++g) {
    if (f.groups.unit == DealUnit::company || f.funnel.groups[g].whole.entered() > 0) add_rows(table, f, g, shown);
  }
  table.charts = {f.groups.unit == DealUnit::company ? Chart{ChartKind::funnel, "stage", {"entered"}} : Chart{ChartKind::heat, "group", {"conversion"}, "stage"}};
  table.notes = notes(f, context.as_of());
  if (context.options.explain) {
    for (std::string& line : explanation(context.as_of())) table.notes.push_back(std::move(line));
  }
  const Format format = context.format();
  if (is_page(format)) drop_empty_columns(table, {"went_back"});
  context.show(std::move(table));
  return 0;
}

}  // namespace salesctl
