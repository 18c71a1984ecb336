// minizip over a block of memory. What is unpacked is counted, not believed: sizes in the archive may lie.
#include "exchange/zip_archive.hpp"

#include <minizip/unzip.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/error.hpp"
#include "base/message.hpp"

namespace salesctl {

namespace {

constexpr std::uint64_t largest_part = 1 << 30;
constexpr std::size_t largest_whole_part = 64 << 20;
constexpr std::size_t block = 256 << 10;

// minizip reaches the bytes through these: the stream is a pair of the bytes and a position in them.
struct Memory {
  std::string_view bytes;
  std::uint64_t position = 0;
};

voidpf open_memory(voidpf opaque, const void*, int) { return opaque; }
int close_memory(voidpf, voidpf) { return 0; }
int memory_error(voidpf, voidpf) { return 0; }
ZPOS64_T tell(voidpf, voidpf stream) { return static_cast<Memory*>(stream)->position; }

uLong read_memory(voidpf, voidpf stream, void* out, uLong size) {
  auto& memory = *static_cast<Memory*>(stream);
  if (memory.position >= memory.bytes.size()) return 0;
  const std::size_t n = std::min<std::size_t>(size, memory.bytes.size() - memory.position);
  std::memcpy(out, memory.bytes.data() + memory.position, n);
  memory.position += n;
  return n;
}

long seek(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
  auto& memory = *static_cast<Memory*>(stream);
  const std::uint64_t base = origin == ZLIB_FILEFUNC_SEEK_END   ? memory.bytes.size()
                             : origin == ZLIB_FILEFUNC_SEEK_CUR ? memory.position
                                                                : 0;
  memory.position = base + offset;
  return memory.position > memory.bytes.size() ? -1 : 0;
}

}  // namespace

struct ZipArchive::Stream {
  Memory memory;
  unzFile zip = nullptr;
  bool open = false;
  std::uint64_t unpacked = 0;
  std::uint64_t stated = 0;  // size
  Stream() = default;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() {
    if (open) unzCloseCurrentFile(zip);
    if (zip != nullptr) unzClose(zip);
  }
};

ZipArchive::ZipArchive(std::string_view bytes, std::string file)
    : stream_(std::make_unique<Stream>()), file_(std::move(file)) {
  stream_->memory.bytes = bytes;
  zlib_filefunc64_def functions{};
  functions.zopen64_file = open_memory;
  functions.zread_file = read_memory;
  functions.ztell64_file = tell;
  functions.zseek64_file = seek;
  functions.zclose_file = close_memory;
  functions.zerror_file = memory_error;
  functions.opaque = &stream_->memory;
  stream_->zip = unzOpen2_64(file_.c_str(), &functions);
  if (stream_->zip == nullptr) damaged();
}

ZipArchive::~ZipArchive() = default;

bool ZipArchive::has(const std::string& part) const { return unzLocateFile(stream_->zip, part.c_str(), 1) == UNZ_OK; }

void ZipArchive::open(const std::string& part) {
  if (stream_->open) {
    unzCloseCurrentFile(stream_->zip);
    stream_->open = false;
  }
  unz_file_info64 info{};
  if (!has(part) || unzGetCurrentFileInfo64(stream_->zip, &info, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK) {
    throw DataError(tr("the workbook has no part {}", part), tr("open it in a spreadsheet program and save it again"),
                    {file_, 0, 0});
  }
  if ((info.flag & 1U) != 0) {
    throw DataError(tr("the archive is encrypted"), tr("save it without a password"), {file_, 0, 0});
  }
  if (unzOpenCurrentFile(stream_->zip) != UNZ_OK) damaged();
  stream_->open = true;
  stream_->unpacked = 0;
  stream_->stated = info.uncompressed_size;
}

bool ZipArchive::read_more(std::string& out) {
  const std::size_t before = out.size();
  out.resize(before + block);
  const int n = unzReadCurrentFile(stream_->zip, out.data() + before, static_cast<unsigned>(block));
  out.resize(before + static_cast<std::size_t>(std::max(n, 0)));
  if (n < 0) damaged();
  stream_->unpacked += static_cast<std::uint64_t>(n);
  if (stream_->unpacked > largest_part) {
    throw StoreError(tr("a part of the workbook unpacks to more than 1 GB"), tr("import it as CSV"), {file_, 0, 0});
  }
  if (n > 0) return true;
  stream_->open = false;
  // The checksum is looked at only where the size is right: a part that ends early would pass.
  if (unzCloseCurrentFile(stream_->zip) != UNZ_OK || stream_->unpacked != stream_->stated) damaged();
  return false;
}

std::string ZipArchive::read(const std::string& part) {
  open(part);
  std::string content;
  while (read_more(content)) {
    if (content.size() > largest_whole_part) damaged();
  }
  return content;
}

double ZipArchive::progress() const {
  if (stream_->stated == 0) return 1;
  return std::min(1.0, static_cast<double>(stream_->unpacked) / static_cast<double>(stream_->stated));
}

void ZipArchive::damaged() const {
  throw StoreError(tr("the workbook is damaged, or no .xlsx file"),
                   tr("open it in a spreadsheet program and save it again"), {file_, 0, 0});
}

}  // namespace salesctl
