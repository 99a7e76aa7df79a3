# shellcheck shell=bash
# ./dev bench booking: the slot picker and a booking beside the stand-in of Cal.com
# (tests/bench/booking), on a throw-away cluster that writes to the disk as in production.

booking_bench_usage() { die "usage: ./dev bench booking [--rounds N] [--seconds N] [--bookings N]"; }

booking_bench_options() {
  BENCH_ROUNDS=5 BENCH_SECONDS=5 BENCH_BOOKINGS=200
  while [ $# -gt 0 ]; do
    [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || booking_bench_usage
    case $1 in
      --rounds) BENCH_ROUNDS=$2 ;;
      --seconds) BENCH_SECONDS=$2 ;;
      --bookings) BENCH_BOOKINGS=$2 ;;
      *) booking_bench_usage ;;
    esac
    shift 2
  done
}

command_bench_booking() {
  if [ "${1:-}" = --prepared ]; then
    shift
    booking_bench_options "$@"
    booking_bench_run
    return
  fi
  booking_bench_options "$@"
  prepare_state
  install_packages "${NX_BUILD_PACKAGES[@]}" "${NX_RUN_PACKAGES[@]}" "${NX_BENCH_PACKAGES[@]}"
  install_node_packages
  [ "$NX_BENCH_BUILD" != "$NX_ROOT/build/release" ] || build_preset release nexcyte
  export NX_NODE NX_BENCH_BUILD NX_STATE=$NX_STATE/bench NX_PORT_BASE=$NX_BENCH_PORT_BASE
  exec "$NX_ROOT/dev" bench booking --prepared "$@"
}

booking_bench_run() {
  NX_RELAY_PORT=$((NX_PORT_BASE + 45))
  prepare_state
  take_lock
  require_free_ports "$NX_TLS_PORT" "$NX_STANDIN_PORT" "$NX_RELAY_PORT"
  rm -f -- "$NX_PROCESSES"
  trap bench_end EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  choose_runtime
  make_certificate
  booking_bench_database
  booking_bench_settings
  booking_bench_start
  "$NX_NODE" "$NX_ROOT/tests/bench/booking/main.mjs" --database "$(pg_url postgres)" \
    --port "$NX_TLS_PORT" --relay "$NX_RELAY_PORT" --standins "$NX_STANDIN_PORT" \
    --processes "$NX_PROCESSES" --postgres "$PG_PID" --state "$NX_STATE" \
    --rounds "$BENCH_ROUNDS" --seconds "$BENCH_SECONDS" --bookings "$BENCH_BOOKINGS"
}

booking_bench_database() {
  PG_TEMPORARY=$(mktemp -d /tmp/nx-pg.XXXXXX) || die "cannot make a folder in /tmp"
  if is_root; then chown postgres: "$PG_TEMPORARY"; fi
  require_space "$PG_TEMPORARY" 1000
  pg_init "$PG_TEMPORARY"
  pg_start "$PG_TEMPORARY" shared_buffers=256MB
  pg_create_database || die "sql/roles.sql failed"
  pg_apply_migrations || die "a migration failed"
  pg_sql -v bookings=10000 -d "$(pg_url postgres)" -f "$NX_ROOT/tests/bench/fill.sql" \
    || die "tests/bench/fill.sql failed"
}

# Calls to Cal.com go through a relay of the benchmark, which counts them.
booking_bench_settings() {
  export CALCOM_API_KEY=cal_standin_key CALCOM_API_BASE_URL=http://127.0.0.1:$NX_RELAY_PORT/calcom \
    CALCOM_WEBHOOK_SECRET=bench-webhook-secret-0123456789abcdef CALCOM_RATE_PER_MINUTE=10000
  write_environment
}

# Without the internal pool, whose dispatcher would commit in between.
booking_bench_start() {
  local serve=("$NX_BENCH_BUILD/fcgi/nexcyte" serve --views "$NX_ROOT/views") name
  rm -f -- "$NX_RUNTIME"/*.sock
  NX_STANDIN_CALCOM_RATE=10000 start_standins
  spawn portal portal "${serve[@]}" --socket "$NX_RUNTIME/portal.sock"
  spawn calendar calendar "${serve[@]}" --calendar --socket "$NX_RUNTIME/calendar.sock"
  for name in portal calendar; do
    wait_until 20 socket_or_death "$NX_RUNTIME/$name.sock"
    [ -S "$NX_RUNTIME/$name.sock" ] || start_failed "$name"
  done
  nginx_render
  spawn nginx none /usr/sbin/nginx -c "$NX_STATE/nginx/nginx.conf" -e "$NX_STATE/log/nginx.log" \
    -g 'daemon off;'
  wait_until 20 open_or_death "$NX_TLS_PORT"
  port_in_use "$NX_TLS_PORT" || start_failed nginx
}
