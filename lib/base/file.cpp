#include "base/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iostream>
#include <iterator>
#include <system_error>
#include <vector>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/message.hpp"

#include <fmt/format.h>
#include <xxhash.h>

namespace salesctl {
namespace {

namespace fs = std::filesystem;

std::string reason() { return std::generic_category().message(errno); }

[[noreturn]] void cannot_write(const fs::path& target) {
  throw StoreError(tr("cannot write {}: {}", target.string(), reason()));
}

/// A slip such as "-o sales.db" must not cost a year of facts.
void refuse_database(const fs::path& target) {
  constexpr std::string_view first_bytes("SQLite format 3\0", 16);
  std::ifstream file(target, std::ios::binary);
  std::string start(first_bytes.size(), ' ');
  if (file.read(start.data(), static_cast<std::streamsize>(start.size())) && start == first_bytes) {
    throw StoreError(tr("cannot write {}: it is a database", target.string()), tr("name another file; it was left as it is"));
  }
}

/// /dev/zero never ends.
void refuse_endless(const fs::path& path) {
  std::error_code ignored;
  const fs::file_type type = fs::status(path, ignored).type();
  if (type == fs::file_type::directory) throw StoreError(tr("cannot read {}: {}", path.string(), tr("it is a folder")));
  if (type == fs::file_type::character || type == fs::file_type::block) {
    throw StoreError(tr("cannot read {}: {}", path.string(), tr("it is a device")));
  }
}

std::string hex(std::uint64_t high, std::uint64_t low) { return fmt::format("{:016x}{:016x}", high, low); }

}  // namespace

std::string read_file(const fs::path& path) {
  if (path == "-") return {std::istreambuf_iterator<char>(std::cin), {}};
  std::error_code ignored;
  refuse_endless(path);
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) throw StoreError(tr("cannot read {}: {}", path.string(), reason()));
  const auto size = fs::file_size(path, ignored);
  std::string content(ignored ? 0 : size, '\0');
  file.read(content.data(), static_cast<std::streamsize>(content.size()));
  content.resize(static_cast<std::size_t>(file.gcount()));
  if (file) content.append(std::istreambuf_iterator<char>(file), {});  // a pipe, or a file that grew
  if (file.bad()) throw StoreError(tr("cannot read {}: {}", path.string(), reason()));
  return content;
}

/// A device or pipe (/dev/stdout, /dev/null) is written to as it is: a file in its place would be none any more.
WholeFile::WholeFile(const fs::path& path) : path_(path) {
  std::error_code error;
  const fs::file_type type = fs::status(path, error).type();
  if (type != fs::file_type::regular && type != fs::file_type::not_found && type != fs::file_type::directory) {
    file_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    if (type == fs::file_type::regular) refuse_database(path);
    if (fs::is_symlink(path, error)) path_ = fs::canonical(path, error);
    if (path_.empty()) path_ = path;
    temporary_ = path_.string() + ".XXXXXX";
    file_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
    if (file_ < 0) temporary_.clear();
  }
  if (file_ < 0) cannot_write(path_);
}

WholeFile::~WholeFile() {
  if (file_ >= 0) ::close(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void WholeFile::write(std::string_view content) const {
  while (!content.empty()) {
    const ssize_t n = ::write(file_, content.data(), content.size());
    if (n < 0 && errno != EINTR) cannot_write(path_);
    if (n > 0) content.remove_prefix(static_cast<std::size_t>(n));
  }
}

void WholeFile::finish() {
  if (temporary_.empty()) return;
  struct stat old {};
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(file_, ::stat(path_.c_str(), &old) == 0 ? old.st_mode & 07777 : 0666 & ~mask);
  if (::fsync(file_) != 0 || ::rename(temporary_.c_str(), path_.c_str()) != 0) cannot_write(path_);
  temporary_.clear();
}

void write_file_atomically(const fs::path& path, std::string_view content) {
  WholeFile file(path);
  file.write(content);
  file.finish();
}

std::string content_hash(std::string_view content) {
  const Hash128 hash = hash128(content);
  return hex(hash.high, hash.low);
}

std::string file_hash(const fs::path& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) throw StoreError(tr("cannot read {}: {}", path.string(), reason()));
  XXH3_state_t* state = XXH3_createState();
  XXH3_128bits_reset(state);
  std::vector<char> block(1 << 20);
  while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0) {
    XXH3_128bits_update(state, block.data(), static_cast<std::size_t>(file.gcount()));
  }
  const XXH128_hash_t hash = XXH3_128bits_digest(state);
  XXH3_freeState(state);
  if (file.bad()) throw StoreError(tr("cannot read {}: {}", path.string(), reason()));
  return hex(hash.high64, hash.low64);
}

}  // namespace salesctl
