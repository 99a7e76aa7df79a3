# shellcheck shell=bash
# ./dev bench: the portal with a large and with a small table beside the references of tests/bench,
# on a throw-away cluster, behind one nginx. Nothing of a running `./dev run` is touched.

NX_BENCH_PORT_BASE=${NX_BENCH_PORT_BASE:-38400}
NX_BENCH_PACKAGES=(wrk)
# Programs of another build may be measured.
NX_BENCH_BUILD=${NX_BENCH_BUILD:-$NX_ROOT/build/release}

bench_usage() { die "usage: ./dev bench [admin | booking | dispatch] [--quick] [--rounds N] [--seconds N]"; }

bench_options() {
  BENCH_SMALL=10000 BENCH_LARGE=1000000 BENCH_ROUNDS=7 BENCH_SECONDS=6
  while [ $# -gt 0 ]; do
    case $1 in
      --quick) BENCH_LARGE=100000 BENCH_ROUNDS=3 BENCH_SECONDS=3 ;;
      --rounds | --seconds)
        [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || bench_usage
        case $1 in --rounds) BENCH_ROUNDS=$2 ;; --seconds) BENCH_SECONDS=$2 ;; esac
        shift
        ;;
      *) bench_usage ;;
    esac
    shift
  done
}

# Ports and folders are fixed when ./dev starts, so it starts once more.
command_bench() {
  case ${1:-} in
    admin | booking | dispatch)
      "command_bench_$1" "${@:2}"
      return
      ;;
  esac
  if [ "${1:-}" = --prepared ]; then
    shift
    bench_options "$@"
    bench_run
    return
  fi
  bench_options "$@"
  prepare_state
  install_packages "${NX_BUILD_PACKAGES[@]}" "${NX_RUN_PACKAGES[@]}" "${NX_BENCH_PACKAGES[@]}"
  install_node_packages
  [ "$NX_BENCH_BUILD" != "$NX_ROOT/build/release" ] || build_preset release
  export NX_NODE NX_BENCH_BUILD NX_STATE=$NX_STATE/bench NX_PORT_BASE=$NX_BENCH_PORT_BASE
  exec "$NX_ROOT/dev" bench --prepared "$@"
}

# Ports, folders and the two databases; what was begun ends with the shell.
bench_prepare() {
  NX_BENCH_PORT=$((NX_PORT_BASE + 44))
  prepare_state
  take_lock
  require_free_ports "$NX_TLS_PORT" "$NX_INTERNAL_PORT" "$NX_BENCH_PORT"
  rm -f -- "$NX_PROCESSES"
  trap bench_end EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  choose_runtime
  make_certificate
  bench_database
}

bench_run() {
  bench_prepare
  write_environment
  bench_start
  "$NX_NODE" "$NX_ROOT/tests/bench/main.mjs" --rounds "$BENCH_ROUNDS" --seconds "$BENCH_SECONDS" \
    --port "$NX_TLS_PORT" --bench-port "$NX_BENCH_PORT" --state "$NX_STATE" \
    --runtime "$NX_RUNTIME" --postgres "$PG_PID" --small "$BENCH_SMALL" --large "$BENCH_LARGE"
}

bench_end() {
  stop_processes
  pg_stop QUIT
  [ -z "${PG_TEMPORARY:-}" ] || rm -rf -- "$PG_TEMPORARY"
  rm -f -- "$NX_PROCESSES" "$NX_STATE/cookies"
}

# Two databases, alike but for the number of bookings.
bench_database() {
  PG_TEMPORARY=$(mktemp -d /tmp/nx-pg.XXXXXX) || die "cannot make a folder in /tmp"
  if is_root; then chown postgres: "$PG_TEMPORARY"; fi
  require_space "$PG_TEMPORARY" $((500 + BENCH_LARGE / 400))
  pg_init "$PG_TEMPORARY"
  pg_start "$PG_TEMPORARY" fsync=off synchronous_commit=off full_page_writes=off \
    shared_buffers=1GB max_wal_size=4GB
  pg_create_database || die "sql/roles.sql failed"
  pg_apply_migrations || die "a migration failed"
  pg_sql -d "$(bench_url postgres postgres)" -c "create database small template nexcyte"
  bench_fill small "$BENCH_SMALL"
  bench_fill nexcyte "$BENCH_LARGE"
}

bench_url() { echo "host=$PG_DIR port=5432 dbname=$1 user=$2"; }

bench_fill() {
  note "Filling $2 bookings"
  pg_sql -v bookings="$2" -d "$(bench_url "$1" postgres)" -f "$NX_ROOT/tests/bench/fill.sql" \
    || die "tests/bench/fill.sql failed"
}

bench_start() {
  local serve=("$NX_BENCH_BUILD/fcgi/nexcyte" serve --views "$NX_ROOT/views") name
  rm -f -- "$NX_RUNTIME"/*.sock
  spawn portal portal "${serve[@]}" --socket "$NX_RUNTIME/portal.sock"
  spawn portal-small portal env DATABASE_URL="$(bench_url small nx_app)" \
    "${serve[@]}" --socket "$NX_RUNTIME/small.sock"
  spawn hello none "$NX_BENCH_BUILD/tests/bench/bench_hello" "$NX_RUNTIME/hello.sock"
  spawn limit portal "$NX_BENCH_BUILD/tests/bench/bench_limit" "$NX_RUNTIME/limit.sock"
  spawn node portal "$NX_NODE" "$NX_ROOT/tests/bench/node_server.mjs" "$NX_RUNTIME/node.sock"
  for name in portal small hello limit node; do
    wait_until 20 socket_or_death "$NX_RUNTIME/$name.sock"
    [ -S "$NX_RUNTIME/$name.sock" ] || start_failed "$(dead_processes | head -n 1)"
  done
  bench_nginx "$NX_ROOT/tests/bench/nginx.conf"
}

# bench_nginx FILE: the shipped configuration, with that file behind it.
bench_nginx() {
  nginx_render
  nginx_fill "$1" |
    sed -e "s|@NX_BENCH_LISTEN@|127.0.0.1:$NX_BENCH_PORT|" >>"$NX_STATE/nginx/nexcyte.conf"
  spawn nginx none /usr/sbin/nginx -c "$NX_STATE/nginx/nginx.conf" -e "$NX_STATE/log/nginx.log" \
    -g 'daemon off;'
  wait_until 20 open_or_death "$NX_BENCH_PORT"
  port_in_use "$NX_BENCH_PORT" || start_failed nginx
}
