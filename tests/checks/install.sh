#!/bin/sh
# What is installed and packaged: the list of files, a program of somebody else that links the library through pkg-config
# and through CMake, the installed program in Chinese, the Debian package. Prints TAP.
cd "$(dirname "$0")/../.." || exit 1
build="${BUILD:-$PWD/build}"
# shellcheck source=tests/tap.sh
. tests/tap.sh
skip() {
  n=$((n + 1))
  echo "ok $n - $1 # skip $2"
}

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
prefix="$folder/where ever"  # not the one that was configured
said="$(cmake --install "$build" --prefix "$prefix" 2>&1)" && said=""
verdict "installs into any prefix" "$said"

libdir="$(dirname "$(find "$prefix" -name libsalesctl.so -printf '%P\n')")"
commands="$(sed -n 's/^\.It Cm \([a-z-]*\)$/\1/p' man/salesctl.1)"
version="$(sed -n 's/^project(salesctl VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)"
{
  echo bin/salesctl
  for file in libsalesctl.so libsalesctl.so.0 "libsalesctl.so.$version" pkgconfig/salesctl.pc \
    cmake/salesctl/salesctl-config.cmake cmake/salesctl/salesctl-config-version.cmake; do
    echo "$libdir/$file"
  done
  for file in bash-completion/completions/salesctl zsh/site-functions/_salesctl fish/vendor_completions.d/salesctl.fish \
    doc/salesctl/LICENSE doc/salesctl/README.md salesctl/salesctl.schema.json man/man1/salesctl.1 \
    man/man5/salesctl.yaml.5 man/man5/salesctl-store.5; do
    echo "share/$file"
  done
  for command in $commands; do echo "share/man/man1/salesctl-$command.1"; done
  grep -q SALESCTL_DUKTAPE "$build/compile_commands.json" && echo share/doc/salesctl/LICENSE.echarts
  for po in lib/locale/*.po; do echo "share/locale/$(basename "$po" .po)/LC_MESSAGES/salesctl.mo"; done
} | sort > "$folder/due"
# salesctl-config-release.cmake is named for the kind of build.
(cd "$prefix" && find . ! -type d ! -path './include/*' ! -name 'salesctl-config-[!v]*.cmake' -printf '%P\n') | sort > "$folder/there"
verdict "what is due is installed, and nothing else" "$(diff "$folder/due" "$folder/there")"
verdict "every file says something" "$(find "$prefix" -type f -empty)"
verdict "the headers need only the standard library's" "$(grep -rnE '^#include <[^>]*[./]' "$prefix/include")"

cat > "$folder/outside.cpp" << 'END'
#include <iostream>
END
(cd "$prefix/include/salesctl" && find . -name '*.hpp' -printf '#include "%P"\n' | sort) >> "$folder/outside.cpp"
cat >> "$folder/outside.cpp" << 'END'
int main(int, char** argv) {
  using namespace salesctl;
  const Settings settings = load_settings(argv[1]);
  Organisation organisation;
  for (const char* id : {"R1", "R2", "R3"}) {
    organisation.reps.emplace_back();
    organisation.reps.back().key = RepKey{id[1] - '0'};
    organisation.reps.back().id = id;
  }
  SplitRequest request;
  request.total = Money{99999};
  request.period = parse_period("2026-Q3", {}, settings.fiscal);
  request.calendar = settings.calendar;
  const Targets targets = split_goal(request, organisation).targets;
  for (const GoalCell& cell : targets.cells) {
    if (targets.span(cell) == request.period.span) std::cout << targets.scope(cell).id << ' ' << cell.amount.minor << '\n';
  }
}
END
split="company 99999
R1 33333
R2 33333
R3 33333"
right() { # right BINARY
  printed="$(LD_LIBRARY_PATH="$prefix/$libdir" "$1" examples/company/salesctl.yaml 2>&1)"
  [ "$printed" = "$split" ] || printf '%s\n' "$printed" "instead of" "$split"
}

if command -v pkg-config > /dev/null; then
  export PKG_CONFIG_PATH="$prefix/$libdir/pkgconfig"
  said="$(pkg-config --print-errors --atleast-version "$version" salesctl 2>&1)"
  verdict "pkg-config knows the version" "$said"
  # As make does: the shell takes the flags apart.
  said="$(eval "${CXX:-c++} -Wall -Wextra -Werror -o '$folder/by-pkg-config' '$folder/outside.cpp' $(pkg-config --cflags --libs salesctl)" 2>&1)"
  verdict "a program compiles through pkg-config with every header" "$said"
  verdict "and splits a goal" "$(right "$folder/by-pkg-config")"
else
  skip "pkg-config" "no pkg-config"
fi

mkdir "$folder/cmake"
cat > "$folder/cmake/CMakeLists.txt" << END
cmake_minimum_required(VERSION 3.25)
project(outside LANGUAGES CXX)
find_package(salesctl $version REQUIRED)
add_executable(outside ../outside.cpp)
target_link_libraries(outside PRIVATE salesctl::salesctl)
END
said="$({ cmake -S "$folder/cmake" -B "$folder/cmake/build" "-DCMAKE_PREFIX_PATH=$prefix" &&
  cmake --build "$folder/cmake/build"; } 2>&1)" && said=""
verdict "a program compiles through find_package" "$said"
verdict "and splits a goal as well" "$(right "$folder/cmake/build/outside")"

installed="$prefix/bin/salesctl"
verdict "the installed program runs" "$([ "$("$installed" --version)" = "salesctl $version" ] || echo "another version")"
verdict "the installed program finds its Chinese" \
  "$("$installed" --lang zh_CN --config "$folder/none" report attainment 2>&1 | grep -q 错误 || echo "not in Chinese")"
verdict "the schema is the one of the program" \
  "$(cmp lib/config/salesctl.schema.json "$prefix/share/salesctl/salesctl.schema.json" 2>&1)"

if command -v cpack > /dev/null && command -v dpkg-shlibdeps > /dev/null && command -v file > /dev/null; then
  said="$(umask 077 && cpack --config "$build/CPackConfig.cmake" -B "$folder/deb" 2>&1)" && said=""
  verdict "the Debian package is made" "$said"
  deb="$folder/deb/salesctl_${version}_$(dpkg --print-architecture).deb"
  field() { dpkg-deb -f "$deb" "$1"; }
  verdict "its name, version and section" \
    "$([ "$(field Package) $(field Version) $(field Section)" = "salesctl $version misc" ] || dpkg-deb -f "$deb")"
  verdict "it depends on the libraries it uses and on the time zones" \
    "$(for package in libc6 libyaml-cpp libsqlite3-0 libxlsxwriter tzdata $(grep -q SALESCTL_GMIME "$build/compile_commands.json" && echo libgmime); do field Depends | grep -qF "$package" || echo "not $package"; done)"
  dpkg-deb --fsys-tarfile "$deb" | tar -tvf - > "$folder/packed"
  verdict "all of it is in /usr, root's, for all to read, written by root alone" \
    "$(grep -vE '^(drwxr-xr-x|-rw-r--r--|-rwxr-xr-x|lrwxrwxrwx) root/root .* \./(usr/|$)' "$folder/packed")"
  missing=""
  for file in bin/salesctl lib/libsalesctl.so.0 share/doc/salesctl/copyright share/doc/salesctl/changelog.gz \
    share/man/man1/salesctl.1.gz share/man/man5/salesctl.yaml.5.gz share/zsh/vendor-completions/_salesctl \
    share/bash-completion/completions/salesctl include/salesctl/goal/split.hpp; do
    grep -qE " \./usr/$file( |\$)" "$folder/packed" || missing="$missing $file"
  done
  verdict "its files are where Debian looks for them" "$missing"
else
  skip "the Debian package" "no cpack, dpkg-shlibdeps or file"
fi
finish
