# shellcheck shell=bash
# ./dev test: stages that do not stop each other, one line each, and their sum in the last line.

NX_TEST_PORT_BASE=${NX_TEST_PORT_BASE:-18400}

prepare_counts() {
  prepare_state
  NX_PASSED=0 NX_FAILED=0
  NX_COUNTS=$NX_STATE/counts
}

# count PASSED FAILED: what a stage reports.
count() { printf '%s %s\n' "$1" "$2" >>"$NX_COUNTS"; }

# stage NAME COMMAND...: runs it apart from the others; prints its log only when something failed.
stage() {
  local name=$1 began=$SECONDS status=0 log passed failed; shift
  log=$NX_STATE/log/test-$name.log
  : >"$NX_COUNTS"
  ("$@") >"$log" 2>&1 || status=$?
  read -r passed failed < <(awk '{p += $1; f += $2} END {print p + 0, f + 0}' "$NX_COUNTS")
  # A stage that broke off, or that tested nothing, has failed.
  if [ "$failed" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$passed" -eq 0 ]; }; then failed=1; fi
  NX_PASSED=$((NX_PASSED + passed)) NX_FAILED=$((NX_FAILED + failed))
  if [ "$failed" -eq 0 ]; then
    printf 'ok      %-16s %4d s  %d passed\n' "$name" $((SECONDS - began)) "$passed"
  else
    printf 'FAILED  %-16s %4d s  %d passed, %d failed; the end of %s:\n' \
      "$name" $((SECONDS - began)) "$passed" "$failed" "$log"
    tail -n 80 -- "$log" | sed 's/^/        /'
  fi
  grep -E '# SKIP |\*\*\*Skipped|^SKIPPED:' "$log" | sed -E 's/^ */        skipped: /' | head -n 20
  [ "$failed" -eq 0 ]
}

# A stage of one test.
once() { if "$@"; then count 1 0; else count 0 1; fi; }

run_ctest() {
  local preset=$1 report=$NX_STATE/log/ctest-$1.xml
  rm -f -- "$report"
  export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1
  export LSAN_OPTIONS=print_suppressions=0:suppressions=$NX_ROOT/tests/support/lsan.supp
  export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
  export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1
  (command_with_db ctest --test-dir "$NX_ROOT/build/$preset" --parallel "$(nproc)" \
    --output-on-failure --no-tests=error --timeout 600 --output-junit "$report")
  count_junit "$report"
}

count_junit() {
  local tests failures
  tests=$(sed -nE 's/^\s*tests="([0-9]+)".*/\1/p' "$1" | head -n 1)
  failures=$(sed -nE 's/^\s*failures="([0-9]+)".*/\1/p' "$1" | head -n 1)
  count $((tests - failures)) "$failures"
}

# run_node_tests FOLDER [NAMES]: one file after the other, for they share one portal and its
# stand-ins. NAMES is a pattern of file names without their ending.
run_node_tests() {
  local report files status=0
  report=$NX_STATE/log/tap-$1.log
  mapfile -t files < <(find "$NX_ROOT/tests/$1" -regex ".*/\(${2:-.*}\)\.test\.mjs" | sort)
  [ ${#files[@]} -gt 0 ] || { say "no tests in tests/$1"; return 1; }
  (cd "$NX_ROOT/tests" && "$NX_NODE" --test --test-concurrency=1 \
    --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$report" "${files[@]}") || status=$?
  count_tap "$report"
  grep -hE '# SKIP' "$report"
  return "$status"
}

count_tap() {
  count "$(tap_sum pass "$1")" "$(tap_sum 'fail|cancelled' "$1")"
}

tap_sum() { sed -nE "s/^# ($1) ([0-9]+)\$/\2/p" "$2" | awk '{n += $1} END {print n + 0}'; }

# run_system_tests [NAMES]: the whole portal, as `./dev run --detach` starts it, beside one that may
# be running already.
run_system_tests() {
  local status=0
  export NX_STATE=$NX_STATE/test NX_PORT_BASE=$NX_TEST_PORT_BASE
  # The suite does in minutes what people do in hours: Cal.com's limit has tests of its own.
  export CALCOM_RATE_PER_MINUTE=10000 NX_STANDIN_CALCOM_RATE=10000
  # Tests choose themselves what becomes of a webhook.
  export NX_SUBSCRIBE=no
  "$NX_ROOT/dev" stop >/dev/null
  forget_state
  "$NX_ROOT/dev" run --detach || { tail -n 20 "$NX_STATE"/log/*.log; return 1; }
  run_node_tests system "$@" || status=$?
  "$NX_ROOT/dev" stop || status=1
  once nothing_left
  return "$status"
}

# Tenants stay apart and messages go out where every transaction may meet another connection.
run_pooled_tests() {
  export NX_PGBOUNCER=1
  run_system_tests '\(access\|walks\|race\|delivery\)'
}

# The parts of the chaos test, and a short run of it.
run_chaos_tests() {
  local status=0
  run_node_tests chaos || status=$?
  NX_CHAOS_PORT_BASE=$NX_TEST_PORT_BASE
  once chaos_run '' --seed 1 "${NX_CHAOS_SHORT[@]}"
  return "$status"
}

# A run of the tests begins with nothing: what another commit's run left may have another schema.
forget_state() {
  prepare_state
  choose_cluster
  rm -rf -- "$PG_DIR" "$NX_STATE"
}

nothing_left() {
  local port status=0
  for port in 43 80 81; do
    ! port_in_use $((NX_TEST_PORT_BASE + port)) || { say "port $((NX_TEST_PORT_BASE + port)) is still open"; status=1; }
  done
  [ ! -e "$NX_STATE/processes" ] || { say "processes are left: $(cat "$NX_STATE/processes")"; status=1; }
  return "$status"
}

quick_stages() {
  stage build-release once build_preset release && stage ctest-release run_ctest release
}

# Every page in every state: valid HTML, and nothing that axe objects to.
page_stages() {
  stage build-gallery once build_preset release views_gallery && stage pages run_node_tests pages
}

# system_stages [NAMES]: with names, those files alone.
system_stages() {
  stage build-release once build_preset release || return
  if [ $# -gt 0 ]; then stage system run_system_tests "$@"; else portal_stages; fi
}

portal_stages() {
  stage system run_system_tests
  stage pooled run_pooled_tests
  stage chaos run_chaos_tests
}

all_stages() {
  local built=yes
  stage build-release once build_preset release || built=
  stage lint-format once lint_format
  stage lint-shell once lint_shell
  stage lint-rules run_node_tests lint
  [ -z "$built" ] || stage lint-tidy once lint_tidy
  [ -z "$built" ] || stage ctest-release run_ctest release
  [ -z "$built" ] || stage pages run_node_tests pages
  stage build-asan once build_preset asan && stage ctest-asan run_ctest asan
  stage sandbox run_node_tests sandbox
  stage units run_node_tests units
  if [ -n "$built" ]; then portal_stages; else say "not run: system, pooled, chaos (no program)"; fi
}

command_test() {
  local began=$SECONDS
  prepare_counts
  exec 8>"$NX_STATE/test-lock"
  flock -n 8 || die "another ./dev test runs in this clone"
  install_packages "${NX_BUILD_PACKAGES[@]}" "${NX_RUN_PACKAGES[@]}" "${NX_TEST_PACKAGES[@]}"
  install_node_packages
  case ${1:-} in
    --quick) quick_stages ;;
    --pages) page_stages ;;
    --system) system_stages "${@:2}" ;;
    '') all_stages ;;
    *) die "usage: ./dev test [--quick | --pages | --system [NAMES]]" ;;
  esac
  say "took $((SECONDS - began)) s"
  say "$NX_PASSED passed, $NX_FAILED failed"
  [ "$NX_FAILED" -eq 0 ]
}

command_tsan() {
  prepare_counts
  install_packages "${NX_BUILD_PACKAGES[@]}" "${NX_RUN_PACKAGES[@]}"
  install_node_packages
  stage build-tsan once build_preset tsan && stage ctest-tsan run_ctest tsan
  say "$NX_PASSED passed, $NX_FAILED failed"
  [ "$NX_FAILED" -eq 0 ]
}
