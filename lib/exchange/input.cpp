#include "exchange/input.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"

namespace salesctl {
namespace {

struct Descriptor {
  int value;
  explicit Descriptor(int open) : value(open) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (value >= 0) ::close(value);
  }
};

[[noreturn]] void fail(const std::filesystem::path& path, int code) {
  throw StoreError(tr("cannot read {}: {}", path.string(), std::strerror(code)));
}

}  // namespace

Input::Input(const std::filesystem::path& path) {
  if (path == "-") {
    bytes_ = copy_ = read_file(path);
    return;
  }
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (file.value < 0 || ::fstat(file.value, &status) != 0) fail(path, errno);
  if (S_ISDIR(status.st_mode)) fail(path, EISDIR);
  // Files of /proc and the like say that they are empty and are not.
  if (!S_ISREG(status.st_mode) || status.st_size == 0) {
    bytes_ = copy_ = read_file(path);
    return;
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  void* mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.value, 0);
  if (mapped == MAP_FAILED) fail(path, errno);
  mapped_ = mapped;
  ::madvise(mapped_, size, MADV_SEQUENTIAL);
  bytes_ = {static_cast<const char*>(mapped_), size};
}

void Input::release(std::string_view part) const {
  if (mapped_ == nullptr || part.data() < bytes_.data() || part.data() + part.size() > bytes_.data() + bytes_.size()) return;
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  const auto offset = static_cast<std::size_t>(part.data() - bytes_.data());
  const std::size_t from = offset / page * page;
  const std::size_t to = (offset + part.size()) / page * page;
  if (to > from) ::madvise(static_cast<char*>(mapped_) + from, to - from, MADV_DONTNEED);
}

Input::~Input() {
  if (mapped_ != nullptr) ::munmap(mapped_, bytes_.size());
}

}  // namespace salesctl
