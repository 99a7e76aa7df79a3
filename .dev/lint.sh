# shellcheck shell=bash
# ./dev lint: format, clang-tidy, shellcheck, and the rules that only we have (tests/lint).

# Files of the tree by pattern, tracked or new, that still exist.
tree_files() {
  (cd "$NX_ROOT" && git ls-files --cached --others --exclude-standard -- "$@" | sort -u |
    while IFS= read -r file; do [ ! -e "$file" ] || printf '%s\n' "$file"; done)
}

changed_files() {
  local base=${NX_LINT_BASE:-HEAD~1}
  cd "$NX_ROOT" || return 1
  if git rev-parse -q --verify "$base^{commit}" >/dev/null; then
    git diff --name-only "$base" -- "$@"
    git ls-files --others --exclude-standard -- "$@"
  else
    git ls-files -- "$@"
  fi
}

lint_format() {
  local files
  mapfile -t files < <(tree_files '*.h' '*.cc')
  [ ${#files[@]} -gt 0 ] || { say "no C++ files"; return 1; }
  (cd "$NX_ROOT" && clang-format-14 --dry-run -Werror --style=file -- "${files[@]}")
}

# A header is seen through the sources that include it.
tidy_sources() {
  local file
  if [ "${1:-}" = --all ]; then tree_files '*.cc'; return; fi
  while IFS= read -r file; do
    case $file in
      *.cc) [ ! -e "$NX_ROOT/$file" ] || printf '%s\n' "$file" ;;
      *.h) includers_of "$file" ;;
    esac
  done < <(changed_files '*.h' '*.cc') | sort -u
}

# The source of the same name, else the first one that includes the header.
includers_of() {
  local own=${1%.h}.cc
  if [ -e "$NX_ROOT/$own" ]; then printf '%s\n' "$own"; return; fi
  (cd "$NX_ROOT" && git grep -l --untracked -F "#include \"$1\"" -- '*.cc' | head -n 1)
}

lint_tidy() {
  local files
  mapfile -t files < <(tidy_sources "$@")
  say "clang-tidy looks at ${#files[@]} files"
  [ ${#files[@]} -gt 0 ] || return 0
  # The warnings of the compiler itself are the build's business.
  (cd "$NX_ROOT" && printf '%s\0' "${files[@]}" | nice xargs -0 -n 1 -P "$(nproc)" \
    clang-tidy-14 -p build/release --quiet --extra-arg=-w)
}

# Parts that ./dev reads are checked through it: -x follows its "source" lines.
shell_files() {
  local file
  while IFS= read -r file; do
    case $file in .dev/*.sh) continue ;; esac
    if head -n 1 "$NX_ROOT/$file" | grep -qaE '^#!.*\b(ba|da)?sh\b'; then printf '%s\n' "$file"; fi
  done < <(tree_files)
}

lint_shell() {
  local files
  mapfile -t files < <(shell_files)
  (cd "$NX_ROOT" && shellcheck -x -- "${files[@]}")
}

lint_layering() { "$NX_NODE" "$NX_ROOT/tests/lint/layering.mjs" "$NX_ROOT"; }

prepare_lint() {
  install_packages "${NX_BUILD_PACKAGES[@]}" "${NX_TEST_PACKAGES[@]}"
  require_node
}

# clang-tidy needs the list of compiler calls, and the headers that the build makes.
command_lint() {
  local part status=0
  prepare_state
  prepare_lint
  build_preset release
  for part in format shell layering tidy; do
    if "lint_$part" "$@"; then say "ok      $part"; else say "FAILED  $part"; status=1; fi
  done
  exit "$status"
}
