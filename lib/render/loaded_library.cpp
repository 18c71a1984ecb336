#include "render/loaded_library.hpp"

#include <dlfcn.h>

#include "base/error.hpp"
#include "base/message.hpp"

namespace salesctl {

LoadedLibrary::LoadedLibrary(const char* file, const char* what) : file_(file), what_(what), handle_(::dlopen(file, RTLD_NOW | RTLD_LOCAL)) {
  if (handle_ == nullptr) fail();
}

LoadedLibrary::Function LoadedLibrary::operator[](const char* name) const {
  void* address = ::dlsym(handle_, name);
  if (address == nullptr) fail();
  return Function(address);
}

void LoadedLibrary::fail() const {
  const char* reason = ::dlerror();
  throw StoreError(tr("the library that {} cannot be loaded: {}", tr(what_), reason == nullptr ? "" : reason),
                   tr("install {}, or do without it", file_));
}

}  // namespace salesctl
