// salesctl goal okr checkin: how far a key result is, and how sure somebody is of it. It is imported like a file of one row.
#include <memory>

#include "base/message.hpp"
#include "base/number.hpp"
#include "base/text.hpp"
#include "context.hpp"
#include "goal_okr.hpp"
#include "store/import.hpp"

namespace salesctl {
namespace {

struct CheckInCommand {
  std::string key_result;
  std::string value;
  std::string confidence;
  std::string note;
  std::string on;
};

/// The check-in as a source of one record, its fields in the kind's order.
class OneCheckIn : public RecordSource {
 public:
  OneCheckIn(const CheckIn& check, const Kind& kind) : on_(format_date(check.on)) {
    const auto text = [](std::string_view t) { return t.empty() ? Cell{} : Cell{Cell::Type::text, 0, 0, t}; };
    const auto add = [&](std::string_view field, Cell cell) {
      fields_.push_back(kind.index(field));
      cells_.push_back(cell);
    };
    add("key_result", text(check.key_result));
    add("checked_on", text(on_));
    add("value", check.value ? Cell{Cell::Type::real, 0, parse_decimal(format_plain(*check.value, check_in_decimals)), {}} : Cell{});
    add("confidence", check.confidence ? Cell{Cell::Type::integer, check.confidence->billionths, 0, {}} : Cell{});
    add("note", text(check.note));
    add("checked_by", text(check.by));
  }

  const std::vector<std::size_t>& fields() const override { return fields_; }
  bool next(Record& record) override {
    if (read_) return false;
    read_ = true;
    record = {cells_, 1};
    return true;
  }
  const std::string& name() const override { return name_; }
  const std::vector<std::string>& header() const override { return none_; }
  std::vector<std::string> raw() const override { return {}; }
  double progress() const override { return read_ ? 1 : 0; }

 private:
  std::string on_;
  std::string name_ = "checkin";
  std::vector<std::size_t> fields_;
  std::vector<Cell> cells_;
  std::vector<std::string> none_;
  bool read_ = false;
};

const KeyResult& key_result_named(const Settings& settings, const std::string& id) {
  if (const KeyResult* result = find_key_result(settings.okr, id)) return *result;
  std::vector<std::string_view> ids;
  for (const Objective& objective : settings.okr.objectives) {
    for (const KeyResult& result : objective.key_results) ids.emplace_back(result.id);
  }
  throw UsageError(tr("there is no key result \"{}\"{}", printable(id), did_you_mean(id, ids)),
                   ids.empty() ? tr("there are no objectives in \"okr\" of the configuration") : tr("key results: {}", joined(ids)));
}

std::optional<Rate> confidence_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const Rate confidence = parse_rate(text);
  if (confidence < Rate{} || confidence > Rate{Rate::one}) {
    throw UsageError(tr("a confidence of {} is not between 0% and 100%", printable(text)), tr("write it like 70% or 0.7"));
  }
  return confidence;
}

CheckIn check_in(const CheckInCommand& command, Context& context) {
  const KeyResult& result = key_result_named(context.settings(), command.key_result);
  CheckIn check;
  check.key_result = result.id;
  check.on = command.on.empty() ? context.as_of() : parse_date(command.on);
  if (check.on > context.as_of()) {
    throw UsageError(tr("{} is not yet: it is {}", format_date(check.on), format_date(context.as_of())),
                     tr("a check-in says what is known"));
  }
  check.confidence = confidence_of(command.confidence);
  check.note = command.note;
  if (!is_valid_utf8(check.note)) throw UsageError(tr("the note is not UTF-8"));
  if (result.metric.empty() && command.value.empty()) {
    throw UsageError(tr("{} is checked in by hand: how far is it?", printable(result.id)), tr("give a VALUE, such as 42.5"));
  }
  if (!result.metric.empty() && !command.value.empty()) {
    throw UsageError(tr("{} is not checked in by hand: {} is summed from the store", printable(result.id), result.metric),
                     tr("leave VALUE out; --confidence and --note can be given"));
  }
  if (!result.metric.empty() && !check.confidence && check.note.empty()) {
    throw UsageError(tr("nothing to record"), tr("give --confidence or --note"));
  }
  if (!command.value.empty()) check.value = parse_check_in(command.value, result);
  return check;
}

int run_check_in(const CheckInCommand& command, Context& context) {
  const Settings& settings = context.settings();
  CheckIn check = check_in(command, context);
  const Kind& kind = find_kind(settings.kinds, "okr_checkin");
  Run run = context.run(kind.name, {});
  check.by = run.actor;
  const Database db = context.open_store(Access::write);
  Transaction transaction(db);
  OneCheckIn source(check, kind);
  run.counts = import_records(db, settings, kind, source, {});
  if (run.counts.inserted + run.counts.updated == 0) {
    context.say(tr("nothing changed: this was checked in before"));
    return 0;
  }
  record_run(db, run);
  if (!context.options.dry_run) transaction.commit();
  const KeyResult& result = key_result_named(settings, check.key_result);
  context.say(tr("{} on {}: {}", result.id, format_date(check.on),
                 check.value ? format_value(result, *check.value) : std::string(tr("checked in"))));
  return 0;
}

}  // namespace

void add_goal_okr_checkin(CommandLine okr) {
  const CommandLine app = okr.subcommand("checkin", tr("Record how far a key result is"));
  CheckInCommand& command = app.runs(run_check_in);
  app.argument("KEY_RESULT", command.key_result, tr("Its id in \"okr\" of the configuration"), Need::required);
  app.argument("VALUE", command.value, tr("How far it is; not for key results with a metric"));
  app.option("--confidence", command.confidence, "RATE", tr("That the target will be met, such as 70%"));
  app.option("--note", command.note, "TEXT", tr("In words"));
  app.option("--on", command.on, "DATE", tr("The day it was so (default: today)"));
  app.footer(tr("Examples:\n  salesctl goal okr checkin nps 42 --confidence 70% --note \"survey of July\"\n"
                 "  salesctl goal okr checkin nps 45 --on 2026-08-31"));
}

}  // namespace salesctl
