#include "render/xlsxwriter.hpp"

namespace salesctl {

const XlsxWriter& xlsxwriter() {
  static const XlsxWriter all;
  return all;
}

}  // namespace salesctl
