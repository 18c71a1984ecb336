// salesctl completion SHELL: completions made from the command line's own description, so that they cannot be out of
// date.
#include <CLI/CLI.hpp>
#include <algorithm>

#include "app.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "model/kind.hpp"

namespace salesctl {
namespace {

struct Words {
  std::string path;                                       // "goal split"; empty: salesctl itself
  std::vector<std::pair<std::string, std::string>> items; // word, description
  std::vector<std::string> with_value;                    // options that take one
};

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

/// What may follow each (sub)command: its subcommands, its options and the global ones; kinds where a kind is asked for.
void collect(const CLI::App& app, const std::string& path, std::vector<Words>& all) {
  Words words{path, {}, {}};
  const auto any_app = [](const CLI::App*) { return true; };
  for (const CLI::App* sub : app.get_subcommands(any_app)) {
    words.items.emplace_back(sub->get_name(), first_line(sub->get_description()));
  }
  for (const CLI::App* at = &app; at != nullptr; at = at->get_parent()) {
    for (const CLI::Option* option : at->get_options([](const CLI::Option*) { return true; })) {
      if (at != &app && option->get_name() == "--help") continue;
      for (const std::string& name : option->get_lnames()) {
        const std::string word = "--" + name;
        if (std::ranges::any_of(words.items, [&](const auto& item) { return item.first == word; })) continue;
        words.items.emplace_back(word, option->get_description());
        if (option->get_items_expected_max() > 0) words.with_value.push_back(word);
      }
      if (option->get_items_expected_max() == 0) continue;
      for (const std::string& name : option->get_snames()) words.with_value.push_back("-" + name);
    }
  }
  if (path == "import" || path == "export") {
    for (const Kind& kind : built_in_kinds()) words.items.emplace_back(kind.name, kind.doc);
  }
  if (path == "completion") {
    for (const char* shell : {"bash", "zsh", "fish"}) words.items.emplace_back(shell, shell);
  }
  all.push_back(words);
  for (const CLI::App* sub : app.get_subcommands(any_app)) {
    collect(*sub, path.empty() ? sub->get_name() : path + " " + sub->get_name(), all);
  }
}

/// A word that was given is not offered again; where there is none to offer, bash itself completes file names.
std::string bash(const std::vector<Words>& all) {
  std::string text = "# bash completion for salesctl\n_salesctl() {\n  local word path=\"\" candidate\n"
                     "  local cur=\"${COMP_WORDS[COMP_CWORD]}\" prev=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
                     "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
                     "    candidate=\"${path:+$path }$word\"\n    case \"$candidate\" in\n      ";
  std::string paths;
  for (const Words& words : all) {
    if (!words.path.empty()) paths += (paths.empty() ? "" : "|") + ("'" + words.path + "'");
  }
  text += paths + ") path=\"$candidate\" ;;\n    esac\n  done\n"
                  "  local words=\"\" options=\"\" with_value=\"\"\n  case \"$path\" in\n";
  for (const Words& words : all) {
    std::string plain;
    std::string options;
    std::string with_value;
    for (const auto& [word, description] : words.items) (word.starts_with("-") ? options : plain) += word + " ";
    for (const std::string& word : words.with_value) with_value += word + " ";
    text += "    '" + words.path + "')\n      words=\"" + plain + "\"\n      options=\"" + options +
            "\"\n      with_value=\"" + with_value + "\" ;;\n";
  }
  return text + "  esac\n  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
                "    [[ \" $words \" == *\" $word \"* ]] && words=\"\"\n  done\n"
                "  [[ \" $with_value \" == *\" $prev \"* ]] && words=\"\" && options=\"\"\n"
                "  [[ $cur == -* ]] && words=\"$options\"\n"
                "  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}\n"
                "complete -o bashdefault -o default -F _salesctl salesctl\n";
}

std::string single_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string zsh(const std::vector<Words>& all) {
  std::string text = "#compdef salesctl\n# zsh completion for salesctl\n_salesctl() {\n"
                     "  local word path_=\"\" candidate\n  local -a items\n"
                     "  for word in ${words[2,CURRENT-1]}; do\n    candidate=\"${path_:+$path_ }$word\"\n"
                     "    case \"$candidate\" in\n";
  for (const Words& words : all) {
    if (!words.path.empty()) text += "      '" + words.path + "') path_=\"$candidate\" ;;\n";
  }
  text += "    esac\n  done\n  case \"$path_\" in\n";
  for (const Words& words : all) {
    text += "    '" + words.path + "') items=(\n";
    for (const auto& [word, description] : words.items) {
      std::string escaped;
      for (const char c : description) escaped += c == ':' ? std::string("\\:") : std::string(1, c);
      text += "      " + single_quoted(word + ":" + escaped) + "\n";
    }
    text += "    ) ;;\n";
  }
  return text + "  esac\n  _describe 'salesctl' items\n  [[ $PREFIX != -* ]] && _files\n}\n_salesctl \"$@\"\n";
}

std::string fish(const std::vector<Words>& all) {
  std::string text = "# fish completion for salesctl\n"
                     "function __salesctl_path\n  set -l path\n  for word in (commandline -opc)[2..-1]\n"
                     "    set -l candidate (string join ' ' $path $word)\n    switch $candidate\n      case";
  for (const Words& words : all) {
    if (!words.path.empty()) text += " '" + words.path + "'";
  }
  text += "\n        set path $path $word\n    end\n  end\n  test (string join ' ' $path) = \"$argv[1]\"\nend\n";
  for (const Words& words : all) {
    for (const auto& [word, description] : words.items) {
      const bool option = word.starts_with("--");
      text += "complete -c salesctl -n \"__salesctl_path '" + words.path + "'\" " +
              (option ? "-l " + word.substr(2) : "-a " + word) + " -d " + single_quoted(description) + "\n";
    }
  }
  return text;
}

int run_completion(const std::string& shell, Context& context) {
  GlobalOptions unused;
  Action none;
  std::vector<Words> all;
  const auto app = make_app(unused, none, Options::now);
  collect(*app, "", all);
  if (shell == "bash") {
    context.write(bash(all));
  } else if (shell == "zsh") {
    context.write(zsh(all));
  } else if (shell == "fish") {
    context.write(fish(all));
  } else {
    throw UsageError(tr("there are no completions for \"{}\"", shell), tr("shells: bash, zsh, fish"));
  }
  return 0;
}

}  // namespace

void add_completion(CommandLine app) {
  std::string& shell = app.runs(run_completion);
  app.argument("SHELL", shell, tr("bash, zsh or fish"), Need::required);
  app.footer(tr("Example:\n  salesctl completion bash > ~/.local/share/bash-completion/completions/salesctl"));
}

}  // namespace salesctl
