#include "base/message.hpp"

#include <stdlib.h>

#include <array>
#include <clocale>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/file.hpp"
#include "scratch_folder.hpp"

namespace salesctl {
namespace {

/// A compiled catalogue as gettext reads it: a head, two tables of lengths and offsets, the texts sorted.
std::string catalogue(const std::map<std::string, std::string>& messages) {
  const auto count = static_cast<std::uint32_t>(messages.size());
  const std::uint32_t texts = 28 + 16 * count;
  std::vector<std::uint32_t> head{0x950412de, 0, count, 28, 28 + 8 * count, 0, texts};
  std::string body;
  const auto add = [&](const std::string& text) {
    head.push_back(static_cast<std::uint32_t>(text.size()));
    head.push_back(texts + static_cast<std::uint32_t>(body.size()));
    body += text + '\0';
  };
  for (const auto& [original, translation] : messages) add(original);
  for (const auto& [original, translation] : messages) add(translation);
  return std::string(reinterpret_cast<const char*>(head.data()), head.size() * 4) + body;
}

/// Gives the process its language back.
class Restored {
 public:
  Restored() {
    for (const char* name : variables) {
      const char* value = getenv(name);
      values_.push_back(value == nullptr ? std::nullopt : std::optional<std::string>(value));
    }
  }
  Restored(const Restored&) = delete;
  Restored& operator=(const Restored&) = delete;
  ~Restored() {
    for (std::size_t i = 0; i < variables.size(); ++i) {
      unsetenv(variables[i]);
      if (values_[i]) setenv(variables[i], values_[i]->c_str(), 1);
    }
    std::setlocale(LC_ALL, locale_.c_str());
  }
  /// The environment that cron gives.
  static void clear() {
    for (const char* name : variables) unsetenv(name);
  }

 private:
  static constexpr std::array<const char*, 5> variables{"LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG", "LANGUAGE"};
  std::string locale_ = std::setlocale(LC_ALL, nullptr);
  std::vector<std::optional<std::string>> values_;
};

}  // namespace

TEST_CASE("without a catalogue messages are as they stand in the program, with their values") {
  CHECK(std::string(tr("no such message")) == "no such message");
  CHECK(tr("{} of {} rows", 3, "ten") == "3 of ten rows");
  CHECK(std::string(tr("")) == "");  // gettext would give the head of the catalogue
}

TEST_CASE("a language that the system has no locale for is spoken all the same, and left again") {
  const Restored restored;
  const test::ScratchFolder folder;
  std::filesystem::create_directories(folder.path() / "zh_CN/LC_MESSAGES");
  const std::string head = "Content-Type: text/plain; charset=UTF-8\n";
  write_file_atomically(folder.path() / "zh_CN/LC_MESSAGES/salesctl.mo",
                        catalogue({{"", head}, {"test: {} rows", "测试：{} 行"}, {"test: done", "测试：完成"}}));
  Restored::clear();
  choose_language("zh_CN", folder.path().string());
  CHECK(std::string(tr("test: done")) == "测试：完成");
  CHECK(tr("test: {} rows", 7) == "测试：7 行");
  CHECK(std::string(tr("test: untranslated")) == "test: untranslated");
  CHECK(std::string(tr("")) == "");
  choose_language("en", folder.path().string());
  CHECK(std::string(tr("test: done")) == "test: done");
  setenv("LC_CTYPE", "C.UTF-8", 1);  // characters are UTF-8, messages those of no language
  choose_language("zh_CN", folder.path().string());
  CHECK(std::string(tr("test: done")) == "测试：完成");
}

TEST_CASE("numbers are written with a point in every language") {
  const Restored restored;
  choose_language("de_DE", "/nonexistent");
  CHECK(std::string(std::setlocale(LC_NUMERIC, nullptr)) == "C");
  CHECK(std::string(localeconv()->decimal_point) == ".");
}

}  // namespace salesctl
