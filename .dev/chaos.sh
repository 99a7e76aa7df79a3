# shellcheck shell=bash
# ./dev chaos: tests/chaos against a portal of its own, with an empty database for each run.

NX_CHAOS_PORT_BASE=${NX_CHAOS_PORT_BASE:-48400}
NX_CHAOS_GUARDS=(reconciler intent lock fence)
NX_CHAOS_SHORT=(--bookings 200 --rate 15)  # where many runs must fit, or one into ./dev test

chaos_usage() {
  die "usage: ./dev chaos [--seed N] [--bookings N] [--rate PERCENT]
                   [--seeds N | --without GUARD | --prove]
       GUARD: ${NX_CHAOS_GUARDS[*]}"
}

chaos_options() {
  CHAOS_MODE=once CHAOS_WITHOUT='' CHAOS_SEEDS='' CHAOS_SEED='' CHAOS_OPTIONS=()
  while [ $# -gt 0 ]; do
    case $1 in
      --prove) chaos_mode prove ;;
      --without)
        [[ " ${NX_CHAOS_GUARDS[*]} " == *" ${2:-none} "* ]] || chaos_usage
        chaos_mode without
        CHAOS_WITHOUT=$2
        shift
        ;;
      --seeds | --seed | --bookings | --rate)
        [[ ${2:-} =~ ^[0-9]{1,9}$ ]] || chaos_usage
        chaos_number "$1" "$((10#$2))"
        shift
        ;;
      *) chaos_usage ;;
    esac
    shift
  done
}

# One run, many, or the proof: not two of them.
chaos_mode() {
  [ "$CHAOS_MODE" = once ] || chaos_usage
  CHAOS_MODE=$1
}

chaos_number() {
  case $1 in
    --seeds)
      [ "$2" -gt 0 ] || chaos_usage
      chaos_mode seeds
      CHAOS_SEEDS=$2
      return
      ;;
    --seed) CHAOS_SEED=$2 ;;
  esac
  CHAOS_OPTIONS+=("$1" "$2")
}

# Ports and folders are fixed when ./dev starts, so it starts once more for each run.
command_chaos() {
  if [ "${1:-}" = --prepared ]; then
    shift
    chaos_storm "$@"
    return
  fi
  chaos_options "$@"
  prepare_state
  install_packages "${NX_BUILD_PACKAGES[@]}" "${NX_RUN_PACKAGES[@]}" "${NX_TEST_PACKAGES[@]}"
  install_node_packages
  case $CHAOS_MODE in
    prove) chaos_proof "${CHAOS_OPTIONS[@]}" ;;
    seeds) chaos_seeds "${CHAOS_OPTIONS[@]}" ;;
    *) chaos_run "$CHAOS_WITHOUT" "${CHAOS_OPTIONS[@]}" ;;
  esac
}

# chaos_run GUARD OPTION...: one run; GUARD, if not empty, is what the program does without. The
# program of such a run is another one: the one that is shipped cannot do without any.
chaos_run() {
  local guard=$1 program=$NX_PROGRAM; shift
  if [ -n "$guard" ]; then
    build_preset release nexcyte_without_guards
    program=$NX_ROOT/build/release/tests/chaos/nexcyte_without_guards
  fi
  # fsync: its processes are killed, the machine's power is not cut, so Postgres is back at once.
  env NX_STATE="$NX_STATE/chaos" NX_PORT_BASE="$NX_CHAOS_PORT_BASE" NX_NODE="$NX_NODE" \
    NX_PROGRAM="$program" NX_CHAOS_WITHOUT="$guard" NX_PG_SETTINGS=fsync=off \
    CALCOM_RATE_PER_MINUTE=10000 NX_STANDIN_CALCOM_RATE=10000 \
    "$NX_ROOT/dev" chaos --prepared "$@"
}

chaos_storm() {
  local log status=0
  "$NX_ROOT/dev" stop >/dev/null
  forget_state
  prepare_state
  log=$NX_STATE/log/start.log
  "$NX_ROOT/dev" run --detach >"$log" 2>&1 || { tail -n 20 "$log"; return 1; }
  (cd "$NX_ROOT/tests" && "$NX_NODE" chaos/main.mjs "$@") || status=$?
  "$NX_ROOT/dev" stop >/dev/null || status=1
  return "$status"
}

# Without any one of the guards the run must find something broken.
chaos_proof() {
  local guard log status=0
  for guard in "${NX_CHAOS_GUARDS[@]}"; do
    log=$NX_STATE/log/chaos-without-$guard.log
    if chaos_run "$guard" "${NX_CHAOS_SHORT[@]}" "$@" >"$log" 2>&1 || ! grep -q '^  BROKEN' "$log"; then
      say "NOT NOTICED  without $guard; see $log"
      status=1
    else
      say "noticed      without $guard: $(grep -c '^  BROKEN' "$log") invariants broken"
    fi
  done
  return "$status"
}

# So many seeds in a row, until one breaks something: its report and the logs of its portal stay.
# Of an option that is given twice the last one counts.
chaos_seeds() {
  local first=${CHAOS_SEED:-$RANDOM} seed log status=0 n
  local summary=$NX_STATE/log/chaos-seeds.txt
  : >"$summary"
  say "seeds from $first on"
  for ((n = 0; n < CHAOS_SEEDS && status == 0; n += 1)); do
    seed=$((first + n))
    log=$NX_STATE/log/chaos-seed-$seed.log
    chaos_run '' "$@" --seed "$seed" --summary "$summary" >"$log" 2>&1 || status=1
    say "seed $seed: $(tail -n 1 "$log")"
  done
  say ''
  cat "$summary"
  [ "$status" -eq 0 ] || say "FAILED: seed $seed; see $log and $NX_STATE/chaos/log"
  return "$status"
}
