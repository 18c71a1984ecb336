# shellcheck shell=sh disable=SC2034
# The Debian packages salesctl needs; read by examples/quickstart.sh and tests/run.sh.
build_packages="g++ cmake ninja-build pkg-config gettext libcli11-dev libfmt-dev libyaml-cpp-dev libsqlite3-dev libcsv-dev
nlohmann-json3-dev libhowardhinnant-date-dev libsmartcols-dev libutf8proc-dev libpugixml-dev libminizip-dev libxlsxwriter-dev
libxxhash-dev libnlopt-dev libboost-dev liblemon-dev zlib1g-dev duktape-dev libgmime-3.0-dev
tzdata"
test_packages="doctest-dev libvalijson-dev bats parallel sqlite3 mandoc dpkg-dev file libxml2-utils"
extra_packages="clang libclang-rt-dev ccache git npm python3-openpyxl"  # for fuzzing, speed, charts in HTML, a second reader of
# workbooks: the tests go on without them

# install_packages PACKAGE... -- those that are not there, with apt-get, as root or by sudo; elsewhere says what is needed.
install_packages() {
  if ! command -v dpkg-query > /dev/null || ! command -v apt-get > /dev/null; then
    echo "This system has no apt-get. salesctl needs, under Debian's names: $*" >&2
    return 0
  fi
  missing=""
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  [ -z "$missing" ] && return 0
  # Set through env, since sudo drops it; without it tzdata asks for a time zone.
  apt="env DEBIAN_FRONTEND=noninteractive apt-get -q"
  if [ "$(id -u)" = 0 ]; then
    :
  elif command -v sudo > /dev/null; then
    apt="sudo $apt"
  else
    echo "Please have these packages installed, then try again:$missing" >&2
    return 1
  fi
  echo "Installing$missing" >&2
  $apt update > /dev/null
  # shellcheck disable=SC2086
  $apt install -y --no-install-recommends $missing > /dev/null < /dev/null
}
