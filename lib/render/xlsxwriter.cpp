#include "render/xlsxwriter.hpp"

#include "base/error.hpp"

namespace salesctl {

const XlsxWriter& xlsxwriter() {
  static const XlsxWriter all;
  return all;
}

void succeed(lxw_error error) {
  if (error != LXW_NO_ERROR) throw StoreError(tr("cannot write {}: {}", "xlsx", xlsxwriter().lxw_strerror(error)));
}

}  // namespace salesctl
