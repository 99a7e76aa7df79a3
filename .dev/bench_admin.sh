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
  bench_admin_fill small 1000
  bench_admin_fill nexcyte 10000
  write_environment
  bench_admin_start
  "$NX_NODE" "$NX_ROOT/tests/bench/admin/main.mjs" --requests "$ADMIN_REQUESTS" \
    --port "$NX_TLS_PORT" --bench-port "$NX_BENCH_PORT" --large "$BENCH_LARGE" \
    --small "$BENCH_SMALL" --state "$NX_STATE" --postgres "$PG_PID"
}

bench_admin_fill() {
  pg_sql -v members="$2" -d "$(bench_url "$1" postgres)" -f "$NX_ROOT/tests/bench/admin/fill.sql" \
    || die "tests/bench/admin/fill.sql failed"
}

# Both pools that have pages of staff, for each of the two databases.
bench_admin_start() {
  rm -f -- "$NX_RUNTIME"/*.sock
  bench_admin_pool calendar nexcyte calendar --calendar
  bench_admin_pool portal nexcyte portal
  bench_admin_pool calendar-small small calendar --calendar
  bench_admin_pool portal-small small portal
  bench_nginx "$NX_ROOT/tests/bench/admin/nginx.conf"
}

# bench_admin_pool NAME DATABASE KIND [OPTION]
bench_admin_pool() {
  local name=$1 url
  url=$(bench_url "$2" nx_app)
  spawn "$name" "$3" env DATABASE_URL="$url" "$NX_BENCH_BUILD/fcgi/nexcyte" serve "${@:4}" \
    --views "$NX_ROOT/views" --socket "$NX_RUNTIME/$name.sock"
  wait_until 20 socket_or_death "$NX_RUNTIME/$name.sock"
  [ -S "$NX_RUNTIME/$name.sock" ] || start_failed "$(dead_processes | head -n 1)"
}
