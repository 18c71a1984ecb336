// libxlsxwriter collects the parts in temporary files ($TMPDIR, else /tmp) and does not notice when they could not be
// written: on a full disk it makes a workbook with torn parts and reports success. So each part is looked at: it ends
// with the end of its root element, or something is missing.
#include "render/xlsx_file.hpp"

#include <minizip/unzip.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"

namespace salesctl {
namespace {

struct Close {
  void operator()(void* zip) const { unzClose(zip); }
};

[[noreturn]] void torn() {
  throw StoreError(tr("the Excel workbook could not be written"),
                   tr("is the disk of temporary files full? $TMPDIR names another folder for them"));
}

/// "<?xml ...?>\n<worksheet xmlns=..." -> "</worksheet>".
std::string closing_tag(std::string_view head) {
  const auto declaration = head.find("?>");
  const auto root = head.find('<', declaration == std::string_view::npos ? 0 : declaration);
  if (root == std::string_view::npos) return {};
  const auto end = head.find_first_of(" >", root);
  if (end == std::string_view::npos) return {};
  return "</" + std::string(head.substr(root + 1, end - root - 1)) + ">";
}

/// The beginning and the end of the open part, which is read to its end.
void check_part(unzFile zip) {
  std::vector<char> block(64 << 10);
  std::string closing;
  std::string tail;
  int length = 0;
  while ((length = unzReadCurrentFile(zip, block.data(), static_cast<unsigned>(block.size()))) > 0) {
    const std::string_view read(block.data(), static_cast<std::size_t>(length));
    if (closing.empty()) closing = closing_tag(read);
    tail += read.substr(read.size() - std::min<std::size_t>(read.size(), 64));
    if (tail.size() > 64) tail.erase(0, tail.size() - 64);
  }
  while (!tail.empty() && tail.back() == '\n') tail.pop_back();
  if (length < 0 || closing.empty() || !tail.ends_with(closing)) torn();
}

}  // namespace

XlsxFile::XlsxFile() : file_(::memfd_create("xlsx", MFD_CLOEXEC)) {
  if (file_ < 0) throw StoreError(tr("cannot write {}: {}", "xlsx", std::generic_category().message(errno)));
  path_ = "/proc/self/fd/" + std::to_string(file_);
}

XlsxFile::~XlsxFile() { ::close(file_); }

std::string XlsxFile::bytes() const {
  const std::unique_ptr<void, Close> zip(unzOpen64(path_.c_str()));
  if (zip == nullptr) torn();
  int at = unzGoToFirstFile(zip.get());
  for (; at == UNZ_OK; at = unzGoToNextFile(zip.get())) {
    if (unzOpenCurrentFile(zip.get()) != UNZ_OK) torn();
    check_part(zip.get());
    if (unzCloseCurrentFile(zip.get()) != UNZ_OK) torn();
  }
  if (at != UNZ_END_OF_LIST_OF_FILE) torn();
  return read_file(path_);
}

}  // namespace salesctl
