// The file: 32 digits of hash over the rest; what wrote it; the parts; the tree, each node before its children. Texts
// are a length of 8 bytes and that many bytes; numbers are 8 bytes in the machine's order.
#include "config/tree_cache.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/error.hpp"
#include "base/file.hpp"
#include "config/embedded.hpp"

namespace salesctl {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t hash_digits = 32;

/// Another salesctl may hold other trees valid.
std::string writer() { return SALESCTL_VERSION " " + content_hash(embedded::schema); }

/// One file for each way of naming the config: the places in its messages begin with that name.
fs::path file_for(const fs::path& folder, const fs::path& config) {
  return folder / (content_hash(fs::absolute(config).string() + '\n' + config.string()) + ".tree");
}

class Output {
 public:
  void number(std::uint64_t n) { bytes.append(reinterpret_cast<const char*>(&n), sizeof n); }
  void text(std::string_view s) {
    number(s.size());
    bytes += s;
  }
  std::string bytes;
};

class Input {
 public:
  explicit Input(std::string_view bytes) : rest_(bytes) {}
  std::uint64_t number() {
    std::uint64_t n = 0;
    std::memcpy(&n, take(sizeof n).data(), sizeof n);
    return n;
  }
  std::string text() { return std::string(take(number())); }

 private:
  std::string_view take(std::uint64_t size) {
    if (size > rest_.size()) throw StoreError("the kept config is too short");
    const std::string_view piece = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return piece;
  }
  std::string_view rest_;
};

void write_place(Output& out, const Place& place, const std::vector<ConfigPart>& parts) {
  const auto part = std::ranges::find(parts, place.file, [](const ConfigPart& p) { return p.path.string(); });
  out.number(static_cast<std::uint64_t>(part - parts.begin()));
  out.number(place.line);
  out.number(place.column);
}

Place read_place(Input& in, const std::vector<ConfigPart>& parts) {
  const std::uint64_t part = in.number();
  const std::size_t line = in.number();
  const std::size_t column = in.number();
  return {part < parts.size() ? parts[part].path.string() : std::string(), line, column};
}

void write_node(Output& out, const Node& node, const std::vector<ConfigPart>& parts) {
  out.number(static_cast<std::uint64_t>(node.kind));
  out.number(node.quoted ? 1 : 0);
  out.text(node.text);
  write_place(out, node.place, parts);
  out.number(node.keys.size());
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    out.text(node.keys[i]);
    write_place(out, node.key_places[i], parts);
  }
  out.number(node.children.size());
  for (const Node& child : node.children) write_node(out, child, parts);
}

Node read_node(Input& in, const std::vector<ConfigPart>& parts) {
  Node node;
  node.kind = static_cast<Node::Kind>(in.number());
  node.quoted = in.number() == 1;
  node.text = in.text();
  node.place = read_place(in, parts);
  const std::uint64_t keys = in.number();
  node.keys.reserve(keys);
  node.key_places.reserve(keys);
  for (std::uint64_t i = 0; i < keys; ++i) {
    node.keys.push_back(in.text());
    node.key_places.push_back(read_place(in, parts));
  }
  const std::uint64_t children = in.number();
  node.children.reserve(children);
  for (std::uint64_t i = 0; i < children; ++i) node.children.push_back(read_node(in, parts));
  return node;
}

}  // namespace

std::optional<KeptTree> kept_tree(const fs::path& folder, const fs::path& config) {
  try {
    const std::string file = read_file(file_for(folder, config));
    if (file.size() < hash_digits || content_hash(std::string_view(file).substr(hash_digits)) != file.substr(0, hash_digits)) {
      return std::nullopt;
    }
    Input in(std::string_view(file).substr(hash_digits));
    if (in.text() != writer()) return std::nullopt;
    KeptTree kept;
    for (std::uint64_t left = in.number(); left > 0; --left) {
      std::string path = in.text();
      std::string name = in.text();
      kept.parts.push_back({std::move(path), std::move(name), in.text()});
    }
    kept.tree = read_node(in, kept.parts);
    return kept;
  } catch (const StoreError&) {
    return std::nullopt;
  }
}

void keep_tree(const fs::path& folder, const fs::path& config, const std::vector<ConfigPart>& parts, const Node& tree) {
  Output out;
  out.text(writer());
  out.number(parts.size());
  for (const ConfigPart& part : parts) {
    out.text(part.path.string());
    out.text(part.name);
    out.text(part.hash);
  }
  write_node(out, tree, parts);
  std::error_code error;
  if (fs::create_directories(folder, error)) fs::permissions(folder, fs::perms::owner_all, error);
  if (error) return;
  try {
    write_file_atomically(file_for(folder, config), content_hash(out.bytes) + out.bytes);
  } catch (const StoreError&) {
    return;  // the next command parses again
  }
}

}  // namespace salesctl
