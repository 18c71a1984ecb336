#include "base/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include <doctest/doctest.h>

#include "refusal.hpp"
#include "scratch_folder.hpp"

namespace salesctl {
namespace {

namespace fs = std::filesystem;
using test::has;
using test::refusal;
using test::ScratchFolder;

std::ptrdiff_t files_in(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

unsigned mode_of(const fs::path& path) { return static_cast<unsigned>(fs::status(path).permissions()); }

}  // namespace

TEST_CASE("a file holds exactly what was written, and nothing lies beside it") {
  const ScratchFolder folder;
  const fs::path file = folder.path() / "a";
  for (const std::string& content :
       {std::string("one\r\ntwo\n"), std::string(), std::string("\0\xff", 2), std::string(3'000'000, 'x')}) {
    write_file_atomically(file, content);
    CHECK((read_file(file) == content));
  }
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a new file obeys the umask, an old one keeps its permissions") {
  const ScratchFolder folder;
  const mode_t before = ::umask(027);
  write_file_atomically(folder.path() / "new", "x");
  ::umask(before);
  CHECK(mode_of(folder.path() / "new") == 0640);
  fs::permissions(folder.path() / "new", fs::perms{0604});
  write_file_atomically(folder.path() / "new", "y");
  CHECK(mode_of(folder.path() / "new") == 0604);
  CHECK(read_file(folder.path() / "new") == "y");
}

TEST_CASE("through a symbolic link the file it leads to is written, and the link stays") {
  const ScratchFolder folder;
  write_file_atomically(folder.path() / "target", "old");
  fs::create_symlink("target", folder.path() / "link");
  write_file_atomically(folder.path() / "link", "new");
  CHECK(fs::is_symlink(folder.path() / "link"));
  CHECK(read_file(folder.path() / "target") == "new");
}

TEST_CASE("who has the old file open goes on reading it whole") {
  const ScratchFolder folder;
  const fs::path file = folder.path() / "a";
  write_file_atomically(file, "old");
  const int reader = ::open(file.c_str(), O_RDONLY);
  REQUIRE(reader >= 0);
  write_file_atomically(file, "newer");
  std::array<char, 16> buffer{};
  const ssize_t n = ::read(reader, buffer.data(), buffer.size());
  ::close(reader);
  REQUIRE(n == 3);
  CHECK(std::string(buffer.data(), 3) == "old");
}

TEST_CASE("a pipe is written to and stays a pipe") {
  const ScratchFolder folder;
  const fs::path pipe = folder.path() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  const int reader = ::open(pipe.c_str(), O_RDWR | O_NONBLOCK);
  REQUIRE(reader >= 0);
  write_file_atomically(pipe, "through");
  std::array<char, 16> buffer{};
  const ssize_t n = ::read(reader, buffer.data(), buffer.size());
  ::close(reader);
  REQUIRE(n == 7);
  CHECK(std::string(buffer.data(), 7) == "through");
  CHECK(fs::is_fifo(pipe));
}

TEST_CASE("a file that cannot be written is refused with the reason and leaves nothing behind") {
  const ScratchFolder folder;
  const fs::path below = folder.path() / "missing" / "a";
  CHECK(refusal([&] { write_file_atomically(below, "x"); }) ==
        "store: cannot write " + below.string() + ": No such file or directory | ");
  fs::create_directory(folder.path() / "full");
  write_file_atomically(folder.path() / "full" / "a", "x");
  CHECK(has(refusal([&] { write_file_atomically(folder.path() / "full", "x"); }), "store: cannot write"));
  CHECK(read_file(folder.path() / "full" / "a") == "x");
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a file that cannot be read is refused with the reason") {
  const ScratchFolder folder;
  CHECK(has(refusal([&] { read_file(folder.path() / "none"); }), "none: No such file or directory"));
  CHECK(has(refusal([&] { read_file(folder.path()); }), "it is a folder"));
  CHECK(has(refusal([&] { file_hash(folder.path() / "none"); }), "No such file or directory"));
  CHECK(has(refusal([&] { file_hash(folder.path()); }), "store: cannot read"));
}

TEST_CASE("the hash of a file is that of its content, at every size about its blocks") {
  const ScratchFolder folder;
  const fs::path file = folder.path() / "a";
  for (const std::size_t size : {0U, 1U, 240U, 241U, (1U << 20) - 1, 1U << 20, (1U << 20) + 1, 5'000'000U}) {
    CAPTURE(size);
    std::string content(size, 'x');
    for (std::size_t i = 0; i < size; i += 7) content[i] = static_cast<char>(i);
    write_file_atomically(file, content);
    CHECK(file_hash(file) == content_hash(content));
  }
}

TEST_CASE("a content hash is 32 hexadecimal digits that one changed byte changes") {
  CHECK(content_hash("").size() == 32);
  CHECK(content_hash("").find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(content_hash("a") == content_hash("a"));
  CHECK(content_hash("a") != content_hash("b"));
  CHECK(content_hash("a") != content_hash(std::string_view("a\0", 2)));
}

}  // namespace salesctl
