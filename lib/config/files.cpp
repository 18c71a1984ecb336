#include "config/files.hpp"

#include <algorithm>

#include "base/file.hpp"
#include "base/message.hpp"
#include "config/schema.hpp"

namespace salesctl {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_files = 100;

void merge(Node& into, Node from) {
  for (std::size_t i = 0; i < from.keys.size(); ++i) {
    if (from.keys[i] == "include") continue;
    const auto it = std::ranges::find(into.keys, from.keys[i]);
    if (it == into.keys.end()) {
      into.keys.push_back(from.keys[i]);
      into.key_places.push_back(from.key_places[i]);
      into.children.push_back(std::move(from.children[i]));
      continue;
    }
    const auto at = static_cast<std::size_t>(it - into.keys.begin());
    Node& child = into.children[at];
    if (child.kind == Node::Kind::map && from.children[i].kind == Node::Kind::map) {
      merge(child, std::move(from.children[i]));
    } else if (child.kind == Node::Kind::sequence && from.children[i].kind == Node::Kind::sequence) {
      std::ranges::move(from.children[i].children, std::back_inserter(child.children));
    } else {
      throw ConfigError(tr("\"{}\" is set in {} too", from.keys[i], to_string(into.key_places[at])), tr("keep one of the two"),
                        from.key_places[i]);
    }
  }
}

/// The names in `include`, each with its place. What has another form is left for the schema to refuse.
std::vector<Node> included(const Node& tree) {
  const Node* include = tree.find("include");
  if (include == nullptr) return {};
  std::vector<Node> names = include->kind == Node::Kind::scalar ? std::vector{*include} : include->children;
  const bool words = std::ranges::all_of(names, [](const Node& name) { return name.kind == Node::Kind::scalar; });
  if (include->kind == Node::Kind::map || !words) validate(tree);
  return names;
}

}  // namespace

std::filesystem::path named_file(const Node& name) { return fs::path(name.place.file).parent_path() / name.text; }

ConfigFiles::ConfigFiles(const std::vector<RulesFile>& files) : kept_(std::in_place) {
  for (const RulesFile& file : files) kept_->emplace(file.path, file.text);
}

std::string ConfigFiles::text_of(const fs::path& file) const {
  if (!kept_) return read_file(file);
  const auto kept = kept_->find(file.string());
  if (kept == kept_->end()) throw StoreError(tr("{} is not kept", file.string()));
  return kept->second;
}

std::string ConfigFiles::read(const fs::path& file, const std::string& name, const Place& from) {
  if (parts_.size() == max_files) throw ConfigError(tr("more than {} files are included", max_files), {}, from);
  try {
    std::string text = text_of(file);
    parts_.push_back({file, name, content_hash(text)});
    return text;
  } catch (const StoreError& e) {
    throw ConfigError(e.what(), {}, from);
  }
}

Node ConfigFiles::load(const fs::path& file, const std::string& name, const Place& from) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(file, error);
  if (!open_.insert(real).second) throw ConfigError(tr("{} includes itself", file.string()), {}, from);
  Node tree = parse_yaml(read(file, name, from), file.string());
  // Something else than a map cannot be joined: the schema says so while its file is known.
  if (tree.kind != Node::Kind::map) validate(tree);
  for (const Node& other : included(tree)) merge(tree, load(named_file(other), other.text, other.place));
  open_.erase(real);
  return tree;
}

bool ConfigFiles::unchanged(const std::vector<ConfigPart>& parts) {
  try {
    for (const ConfigPart& part : parts) read(part.path, part.name, {});
  } catch (const ConfigError&) {
    return false;
  }
  return parts_ == parts;
}

Node ConfigFiles::load(const fs::path& file, const fs::path& cache) {
  const bool kept = !cache.empty() && file != "-";
  if (kept) {
    std::optional<KeptTree> known = kept_tree(cache, file);
    if (known && unchanged(known->parts)) return std::move(known->tree);
    parts_.clear();
  }
  Node tree = load(file, file.filename().string(), {});
  validate(tree);
  if (kept) keep_tree(cache, file, parts_, tree);
  return tree;
}

std::string ConfigFiles::read(const Node& name) { return read(named_file(name), name.text, name.place); }

std::vector<fs::path> ConfigFiles::paths() const {
  std::vector<fs::path> paths;
  for (const ConfigPart& part : parts_) paths.push_back(part.path);
  return paths;
}

std::string ConfigFiles::hash() const {
  std::string text;
  for (const ConfigPart& part : parts_) text += part.name + '\n' + part.hash + '\n';
  return content_hash(text);
}

}  // namespace salesctl
