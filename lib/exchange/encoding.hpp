// Any encoding -> UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace salesctl {

/// Offset of the first byte that is not part of valid UTF-8 (no surrogates, no overlong forms), or npos.
std::size_t find_invalid_utf8(std::string_view text) noexcept;

/// The text as valid UTF-8 without a byte order mark: a view of `bytes` where nothing has to be changed, else of
/// `converted`. `encoding` is any name iconv knows; empty: byte order mark, else UTF-8, else GB18030, the whole file
/// being one or the other. `file` is for messages. Throws UsageError for an unknown encoding, DataError with the line
/// for bytes that are not text in it.
std::string_view to_utf8(std::string_view bytes, const std::string& encoding, const std::string& file,
                         std::string& converted);

}  // namespace salesctl
