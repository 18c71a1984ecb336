// Prints the kinds as mdoc, for salesctl-store(5): made from the descriptions that the store itself is made from.
#include <algorithm>
#include <iostream>
#include <string>

#include "model/kind.hpp"

namespace {

const char* word(const salesctl::Field& field) {
  using enum salesctl::FieldType;
  switch (field.type) {
    case text: return "text";
    case id: return "id";
    case ref: return "reference";
    case money: return "amount";
    case date: return "date";
    case integer: return "whole number";
    case number: return "number";
    case rate: return "rate";
    case boolean: return "yes or no";
    case choice: return "choice";
  }
  return "";
}

/// Text in lines of at most 80 bytes, as manual pages have them.
void print_wrapped(const std::string& text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (width > 0 && width + 1 + word.size() > 78) {
      std::cout << '\n';
      width = 0;
    }
    std::cout << (width > 0 ? " " : "") << word;
    width += word.size() + 1;
    at = end + 1;
  }
  std::cout << '\n';
}

}  // namespace

int main() {
  for (const salesctl::Kind& kind : salesctl::built_in_kinds()) {
    std::cout << ".Ss " << kind.name << "\n";
    print_wrapped(kind.doc + ".");
    if (kind.natural_key != std::vector<std::string>{"id"}) {
      std::cout << "A row is known by";
      for (const std::string& name : kind.natural_key) std::cout << (name == kind.natural_key.front() ? " " : ", ") << name;
      std::cout << ".\n";
    }
    std::cout << ".Bl -tag -width annual_revenue_ -compact\n";
    for (const salesctl::Field& field : kind.fields) {
      std::cout << ".It Sy " << field.name << (field.required ? "*" : "") << "\n" << word(field);
      if (!field.ref_kind.empty()) std::cout << " to " << field.ref_kind;
      for (const std::string& choice : field.choices) std::cout << (choice == field.choices.front() ? " of " : ", ") << choice;
      std::cout << ": " << field.doc << "\n";
    }
    std::cout << ".El\n";
  }
}
