// Headings are compared folded. A field takes, in this order: the mapping's constant, the first of the mapping's
// headings that is there, a heading of its own name (unless only_mapped). Several fields may share a heading.
#include "exchange/columns.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

namespace salesctl {
namespace {

class Headings {
 public:
  Headings(const std::vector<std::string>& header, const Place& place) : header_(header), place_(place) {
    for (std::size_t i = 0; i < header.size(); ++i) columns_[fold(header[i])].push_back(i);
  }

  /// The column of that heading or none. A heading that is there twice cannot be used.
  std::size_t find(const std::string& heading) const {
    const auto it = columns_.find(fold(heading));
    if (it == columns_.end()) return ColumnPlan::none;
    if (it->second.size() > 1) {
      throw DataError(tr("two columns are headed \"{}\"", printable(header_[it->second[1]])),
                      tr("columns {} and {}: rename or remove one", it->second[0] + 1, it->second[1] + 1),
                      {place_.file, place_.line, it->second[1] + 1});
    }
    return it->second.front();
  }

 private:
  const std::vector<std::string>& header_;
  const Place& place_;
  std::unordered_map<std::string, std::vector<std::size_t>> columns_;
};

template <typename Names>
std::string join(const Names& names, std::size_t most) {
  std::string list;
  std::size_t n = 0;
  for (const auto& name : names) {
    if (n++ == most) return list + ", …";
    list += (list.empty() ? "" : ", ") + printable(name);
  }
  return list;
}

std::vector<std::string_view> field_names(const Kind& kind) {
  std::vector<std::string_view> names;
  for (const Field& field : kind.fields) names.emplace_back(field.name);
  return names;
}

std::string fields_hint(const Kind& kind) {
  return tr("fields of {}: {}", kind.name, join(field_names(kind), kind.fields.size()));
}

const FieldMapping* mapping_of(const Field& field, const Mapping* mapping) {
  if (mapping == nullptr) return nullptr;
  const auto it = std::ranges::find(mapping->fields, field.name, &FieldMapping::field);
  return it == mapping->fields.end() ? nullptr : &*it;
}

std::size_t source_of(const Field& field, const FieldMapping* rule, const Mapping* mapping, const Headings& headings) {
  if (rule != nullptr) {
    for (const std::string& heading : rule->columns) {
      if (const std::size_t column = headings.find(heading); column != ColumnPlan::none) return column;
    }
  }
  const bool own_name = mapping == nullptr || !mapping->only_mapped;
  return own_name ? headings.find(field.name) : ColumnPlan::none;
}

void refuse_unknown(const std::vector<std::size_t>& unknown, const std::vector<std::string>& header, const Kind& kind,
                    const Place& place) {
  const Place at{place.file, place.line, unknown.front() + 1};
  if (unknown.size() == 1) {
    const std::string& heading = header[unknown.front()];
    throw DataError(
        tr("{} has no field \"{}\"{}", kind.name, printable(heading), did_you_mean(fold(heading), field_names(kind))),
        fields_hint(kind), at);
  }
  std::vector<std::string> names;
  for (const std::size_t column : unknown) {
    if (names.size() < 6) names.push_back(header[column]);
  }
  throw DataError(tr("{} has no fields of these {} names: {}{}", kind.name, unknown.size(), join(names, 5),
                     did_you_mean(fold(names.front()), field_names(kind))),
                  fields_hint(kind), at);
}

void refuse_missing(const Field& field, const FieldMapping* rule, const std::vector<std::string>& header,
                    const Place& place) {
  std::vector<std::string> wanted;
  if (rule != nullptr) wanted = rule->columns;
  if (wanted.empty()) wanted.push_back(field.name);
  throw DataError(tr("no column for the required field {} (heading: {})", field.name, join(wanted, 5)),
                  tr("headings found: {}", join(header, 20)), {place.file, place.line, 0});
}

}  // namespace

HeaderPlan plan_columns(const std::vector<std::string>& header, const Kind& kind, const Mapping* mapping,
                        const Place& place) {
  const Headings headings(header, place);
  HeaderPlan plan;
  std::vector<bool> used(header.size(), false);
  std::vector<std::pair<const Field*, const FieldMapping*>> missing;
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    const Field& field = kind.fields[i];
    const FieldMapping* rule = mapping_of(field, mapping);
    if (rule != nullptr && rule->constant) {
      plan.columns.push_back({i, ColumnPlan::none, rule});
    } else if (const std::size_t column = source_of(field, rule, mapping, headings); column != ColumnPlan::none) {
      plan.columns.push_back({i, column, rule});
      used[column] = true;
    } else if (field.required) {
      missing.emplace_back(&field, rule);
    }
  }
  if (mapping != nullptr && !mapping->skip_column.empty()) {
    plan.skip = headings.find(mapping->skip_column);
    if (plan.skip != ColumnPlan::none) used[plan.skip] = true;
  }
  std::vector<std::size_t> unknown;
  for (std::size_t column = 0; column < header.size(); ++column) {
    if (used[column]) continue;
    if (fold(header[column]).empty()) {
      plan.nameless.push_back(column);
    } else {
      unknown.push_back(column);
      plan.skipped.push_back(header[column]);
    }
  }
  if (mapping == nullptr && !unknown.empty()) refuse_unknown(unknown, header, kind, place);
  if (!missing.empty()) refuse_missing(*missing.front().first, missing.front().second, header, place);
  if (mapping != nullptr) plan.nameless.clear();
  return plan;
}

}  // namespace salesctl
