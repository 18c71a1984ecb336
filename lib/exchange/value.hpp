// One value of a file -> one cell of the store, without value maps and requiredness (see read_value).
#pragma once

#include <string>
#include <string_view>

#include "exchange/exchange.hpp"

namespace salesctl {

/// The form dates of this field have: the option's, else the mapping's, else empty.
const std::string& date_form_of(const FieldMapping* mapping, const ReadOptions& options);

/// `text` is trimmed; empty text is null. The cell's text points into `text`, `field` or `scratch`.
Cell read_typed(const Field& field, std::string_view text, const std::string& date_form, const ReadOptions& options,
                std::string& scratch);

/// Base's trim, quick where there is nothing to trim.
std::string_view quick_trim(std::string_view text);

}  // namespace salesctl
