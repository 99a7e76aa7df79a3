# shellcheck shell=bash
# Configure and compile one preset. Quiet unless something is wrong.

# build_preset PRESET [TARGET]: two builds of one folder would spoil it, so the second waits.
build_preset() {
  mkdir -p "$NX_ROOT/build" || die "cannot write to $NX_ROOT"
  (flock 7 && build_locked "$@") 7>"$NX_ROOT/build/$1.lock" || exit 1
}

build_locked() {
  local preset=$1 target=${2:-all}
  local dir=$NX_ROOT/build/$preset log=$NX_STATE/log/build-$preset.log
  require_space "$NX_ROOT" 1000
  : >"$log"
  forget_moved_tree "$dir"
  if [ ! "$dir/build.ninja" -nt "$NX_ROOT/CMakePresets.json" ]; then
    (cd "$NX_ROOT" && cmake --preset "$preset") >>"$log" 2>&1 || build_failed "$preset" "$log"
  fi
  nice cmake --build "$dir" --parallel "$(build_jobs)" --target "$target" \
    >>"$log" 2>&1 || build_failed "$preset" "$log"
}

# A moved or copied clone carries a cache that CMake refuses.
forget_moved_tree() {
  [ -e "$1/CMakeCache.txt" ] || return 0
  grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$NX_ROOT" "$1/CMakeCache.txt" || rm -rf -- "$1"
}

# A compiler needs up to 1 GB here; no more of them than the memory can hold.
build_jobs() {
  local cores gigabytes
  cores=$(nproc)
  gigabytes=$(awk '/^MemAvailable:/ {print int($2 / 1048576) + 1}' /proc/meminfo)
  echo $((gigabytes < cores ? gigabytes : cores))
}

build_failed() {
  grep -E 'error|FAILED|No space left' "$2" | head -n 20 >&2
  die "the $1 build failed; see $2"
}

command_build() {
  mkdir -p "$NX_STATE/log"
  install_packages "${NX_BUILD_PACKAGES[@]}"
  build_preset "${1:-release}" "${2:-all}"
  say "Built build/${1:-release}"
}
