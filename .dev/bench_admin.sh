# shellcheck shell=bash
# ./dev bench admin: the pages of staff with 1,000,000 bookings and 10,000 members of one tenant
# beside the same with 1,000 (tests/bench/admin), on a throw-away cluster.

bench_admin_options() {
  BENCH_SMALL=1000 BENCH_LARGE=1000000 ADMIN_REQUESTS=200
  while [ $# -gt 0 ]; do
    case $1 in
      --large | --requests)
        [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || die "usage: ./dev bench admin [--large N] [--requests N]"
        case $1 in --large) BENCH_LARGE=$2 ;; --requests) ADMIN_REQUESTS=$2 ;; esac
        shift
        ;;
      *) die "usage: ./dev bench admin [--large N] [--requests N]" ;;
    esac
    shift
  done
}

command_bench_admin() {
  if [ "${1:-}" = --prepared ]; then
    shift
    bench_admin_options "$@"
    bench_admin_run
    return
  fi
  bench_admin_options "$@"
  prepare_state
  install_packages "${NX_BUILD_PACKAGES[@]}" "${NX_RUN_PACKAGES[@]}"
  install_node_packages
  [ "$NX_BENCH_BUILD" != "$NX_ROOT/build/release" ] || build_preset release nexcyte
  export NX_NODE NX_BENCH_BUILD NX_STATE=$NX_STATE/bench NX_PORT_BASE=$NX_BENCH_PORT_BASE
  exec "$NX_ROOT/dev" bench admin --prepared "$@"
}

bench_admin_run() {
  bench_prepare
  bench_admin_fill small
  bench_admin_fill nexcyte
  write_environment
  bench_admin_start
  "$NX_NODE" "$NX_ROOT/tests/bench/admin/main.mjs" --requests "$ADMIN_REQUESTS" \
    --port "$NX_TLS_PORT" --bench-port "$NX_BENCH_PORT" --large "$BENCH_LARGE" \
    --small "$BENCH_SMALL" --state "$NX_STATE" --postgres "$PG_PID"
}

bench_admin_fill() {
  pg_sql -d "$(bench_url "$1" postgres)" -f "$NX_ROOT/tests/bench/admin/fill.sql" \
    || die "tests/bench/admin/fill.sql failed"
}

bench_admin_start() {
  local serve=("$NX_BENCH_BUILD/fcgi/nexcyte" serve --calendar --views "$NX_ROOT/views") name
  rm -f -- "$NX_RUNTIME"/*.sock
  spawn calendar calendar "${serve[@]}" --socket "$NX_RUNTIME/calendar.sock"
  spawn calendar-small calendar env DATABASE_URL="$(bench_url small nx_app)" \
    "${serve[@]}" --socket "$NX_RUNTIME/small.sock"
  for name in calendar small; do
    wait_until 20 socket_or_death "$NX_RUNTIME/$name.sock"
    [ -S "$NX_RUNTIME/$name.sock" ] || start_failed "$(dead_processes | head -n 1)"
  done
  bench_nginx "$NX_ROOT/tests/bench/admin/nginx.conf"
}
