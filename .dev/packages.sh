# shellcheck shell=bash
# Debian packages and Node: installed only if missing, so that the usual start costs nothing.

NX_BUILD_PACKAGES=(
  g++ cmake ninja-build ccache pkg-config
  libfcgi-dev libsoci-dev libctemplate-dev libpq-dev libcurl4-openssl-dev libssl-dev libsodium-dev
  # The unversioned -dev packages of Boost conflict with these.
  libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev libboost-test1.81-dev
  libfmt-dev libhowardhinnant-date-dev libical-dev libicu-dev libgmime-3.0-dev libpng-dev
  libturbojpeg0-dev
  # What the headers of libphonenumber need, which .dev/phone_headers fetches.
  libphonenumber8 libprotobuf-dev libabsl-dev
)
NX_RUN_PACKAGES=(nginx postgresql-15 postgresql-client-15 tzdata openssl curl ca-certificates)
NX_TEST_PACKAGES=(clang-format-14 clang-tidy-14 shellcheck systemd chromium strace
  default-jre-headless)

missing_packages() {
  local package
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
      printf '%s\n' "$package"
  done
}

# Packages of servers start them on installation; here nothing may run that we did not start.
# https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt
# shellcheck disable=SC2016 # expanded by the inner shell
NX_APT_SCRIPT='
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap "rm -f $policy" EXIT
    trap "exit 130" INT TERM
    printf "#!/bin/sh\nexit 101\n" >"$policy"
    chmod 755 "$policy"
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get -q -o DPkg::Lock::Timeout=300 update &&
    apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@"
'

install_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || die "these packages are missing: ${missing[*]}"
  require_space / 1500
  say "Installing ${#missing[@]} packages: ${missing[*]}"
  as_root sh -c "$NX_APT_SCRIPT" sh "${missing[@]}" >"$NX_STATE/log/apt.log" 2>&1 ||
    fetch_failed "the Debian packages" "$NX_STATE/log/apt.log"
}

# One line that says what a package manager's log means.
fetch_failed() {
  local why='the log says why'
  ! grep -qE 'No space left|ENOSPC' "$2" || die "no disk space for $1; see $2"
  if grep -qE 'Could not resolve|Could not connect|Failed to fetch|Network is unreachable|EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|CERT' "$2"; then
    why='no network'
  fi
  die "$1 could not be installed ($why): $2"
}

# Node brings certificates of its own; those of the machine count too, for networks that need them.
quiet_npm() {
  local certificates=/etc/ssl/certs/ca-certificates.crt
  if [ -z "${NODE_EXTRA_CA_CERTS:-}" ] && [ -e "$certificates" ]; then
    export NODE_EXTRA_CA_CERTS=$certificates
  fi
  npm "$@" --no-audit --no-fund --loglevel=error >"$NX_STATE/log/npm.log" 2>&1
}

node_major() { "$1" --version 2>/dev/null | sed -E 's/^v([0-9]+)\..*/\1/'; }

# Sets NX_NODE to a Node of version 20 or later. Debian 12 has 18, whose npm fetches a 20.
require_node() {
  local own=$NX_ROOT/build/node/node_modules/node/bin/node
  if ! command -v npm >/dev/null; then install_packages nodejs npm; fi
  NX_NODE=$(command -v node)
  if [ "$(node_major "$NX_NODE")" -lt 20 ]; then
    if [ ! -x "$own" ]; then
      say "Installing Node 20"
      quiet_npm install --no-save --prefix "$NX_ROOT/build/node" node@20 ||
        fetch_failed "Node 20" "$NX_STATE/log/npm.log"
    fi
    NX_NODE=$own
    PATH=$(dirname "$own"):$PATH
  fi
  export NX_NODE PATH
}

# The dependencies of tests/, fetched again only when the lock file has changed. Their scripts would
# fetch browsers and a Java of their own.
install_node_packages() {
  local stamp=$NX_ROOT/tests/node_modules/.nexcyte-lock now
  require_node
  now=$(sha256sum <"$NX_ROOT/tests/package-lock.json") || die "tests/package-lock.json is missing"
  [ "$(cat "$stamp" 2>/dev/null)" != "$now" ] || return 0
  say "Installing the Node packages of tests/"
  (cd "$NX_ROOT/tests" && quiet_npm ci --ignore-scripts) || fetch_failed "the Node packages of tests/" "$NX_STATE/log/npm.log"
  printf '%s\n' "$now" >"$stamp"
}
