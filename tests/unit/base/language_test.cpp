#include "base/language.hpp"

#include <doctest/doctest.h>

namespace salesctl {
namespace {

TEST_CASE("without a catalogue messages are English") { CHECK(language_tag() == "en"); }

}  // namespace
}  // namespace salesctl
