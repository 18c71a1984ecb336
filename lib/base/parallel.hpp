// Work spread over the machine's processors, with the same result whatever their number: it is cut into chunks of a
// fixed size, and whoever adds up what the chunks gave does so in their order.
#pragma once

#include <cstddef>
#include <functional>

namespace salesctl {

/// Calls work(chunk, from, to) for every chunk of [0, n), `size` long but the last one, on several threads at once.
/// What a chunk throws is thrown again here, the first chunk's first.
void in_chunks(std::size_t n, std::size_t size,
               const std::function<void(std::size_t chunk, std::size_t from, std::size_t to)>& work);

/// How many chunks that makes.
inline std::size_t chunks_of(std::size_t n, std::size_t size) { return (n + size - 1) / size; }

}  // namespace salesctl
