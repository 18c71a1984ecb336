// A library that is loaded when it is first needed: what it brings along makes no other command start slower.
#pragma once

#include <string>

namespace salesctl {

class LoadedLibrary {
 public:
  /// A function of any type, by its address.
  class Function {
   public:
    explicit Function(void* address) : address_(address) {}
    template <typename Type>
    operator Type*() const {
      return reinterpret_cast<Type*>(address_);
    }

   private:
    void* address_;
  };

  /// `file` is the name it was found under when salesctl was built, `what` says what it is for. It stays until the
  /// program ends. Throws StoreError where it is not installed.
  LoadedLibrary(const char* file, const char* what);
  /// Throws StoreError where it has none of that name.
  Function operator[](const char* name) const;

 private:
  [[noreturn]] void fail() const;
  const char* file_;
  const char* what_;
  void* handle_;
};

}  // namespace salesctl
