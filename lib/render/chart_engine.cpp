#include "render/chart_engine.hpp"

#ifdef SALESCTL_DUKTAPE

#include <dlfcn.h>
#include <duktape.h>

#include <string_view>
#include <type_traits>

#include "render/embedded.hpp"

namespace salesctl {
namespace {

/// The functions of duktape that are used, by the names they have in the library.
struct Duktape {
  decltype(&::duk_create_heap) duk_create_heap = nullptr;
  decltype(&::duk_eval_raw) duk_eval_raw = nullptr;
  decltype(&::duk_get_global_lstring) duk_get_global_lstring = nullptr;
  decltype(&::duk_push_lstring) duk_push_lstring = nullptr;
  decltype(&::duk_pcall) duk_pcall = nullptr;
  decltype(&::duk_get_lstring) duk_get_lstring = nullptr;
  decltype(&::duk_set_top) duk_set_top = nullptr;
};

/// Whether all of them are there.
bool load(Duktape& api) {
  void* library = ::dlopen(SALESCTL_DUKTAPE, RTLD_NOW | RTLD_LOCAL);  // stays until the program ends
  if (library == nullptr) return false;
  const auto find = [library](const char* name, auto& function) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
    return function != nullptr;
  };
  return find("duk_create_heap", api.duk_create_heap) && find("duk_eval_raw", api.duk_eval_raw) &&
         find("duk_get_global_lstring", api.duk_get_global_lstring) && find("duk_push_lstring", api.duk_push_lstring) &&
         find("duk_pcall", api.duk_pcall) && find("duk_get_lstring", api.duk_get_lstring) && find("duk_set_top", api.duk_set_top);
}

/// ECharts with charts.js on top, ready to draw.
class ChartEngine {
 public:
  ChartEngine() {
    if (!load(api_)) return;
    heap_ = api_.duk_create_heap(nullptr, nullptr, nullptr, nullptr, nullptr);  // stays as well
    // What ECharts asks a browser for; without animation no timer ever has to go off.
    constexpr std::string_view browser =
        "var window = this, self = this; function setTimeout() { return 0; } function clearTimeout() {}"
        "function setInterval() { return 0; } function clearInterval() {}";
    ready_ = heap_ != nullptr && eval(browser) && eval(embedded::echarts) && eval(embedded::charts_program);
  }

  std::string draw(std::string_view words) {
    if (!ready_) return {};
    constexpr std::string_view function = "salesctl_chart";
    api_.duk_get_global_lstring(heap_, function.data(), function.size());
    api_.duk_push_lstring(heap_, words.data(), words.size());
    std::string svg;
    if (api_.duk_pcall(heap_, 1) == DUK_EXEC_SUCCESS) {
      duk_size_t length = 0;
      if (const char* text = api_.duk_get_lstring(heap_, -1, &length)) svg.assign(text, length);
    }
    api_.duk_set_top(heap_, 0);
    return svg;
  }

 private:
  bool eval(std::string_view source) {
    constexpr duk_uint_t flags = DUK_COMPILE_EVAL | DUK_COMPILE_NOSOURCE | DUK_COMPILE_SAFE | DUK_COMPILE_NOFILENAME | DUK_COMPILE_NORESULT;
    return api_.duk_eval_raw(heap_, source.data(), source.size(), flags) == 0;
  }

  Duktape api_;
  duk_context* heap_ = nullptr;
  bool ready_ = false;
};

}  // namespace

std::string run_charts_program(const std::string& words) {
  static ChartEngine engine;
  return engine.draw(words);
}

}  // namespace salesctl

#else

namespace salesctl {

std::string run_charts_program(const std::string&) { return {}; }

}  // namespace salesctl

#endif
