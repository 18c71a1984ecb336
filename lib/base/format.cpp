// fmt's code, once: everything else only calls fmt::vformat. The library so carries what it needs of fmt, and a command
// starts without loading another shared object.
#define FMT_HEADER_ONLY 1
#include <fmt/format.h>

#include <string>

namespace salesctl {

// Taking its address makes the compiler emit the function that the other files refer to.
extern const auto keep_vformat = static_cast<std::string (*)(fmt::string_view, fmt::format_args)>(&fmt::vformat);

}  // namespace salesctl
