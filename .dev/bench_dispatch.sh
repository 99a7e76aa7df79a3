# shellcheck shell=bash
# ./dev bench dispatch: our dispatcher beside job queues of Node, all sending to one local endpoint
# (tests/bench/dispatch). On a throw-away cluster that writes to the disk as in production.

NX_TRUST_STORE=/etc/ssl/certs/ca-certificates.crt

dispatch_usage() { die "usage: ./dev bench dispatch [--full] [--messages N] [--callers N] [--large N] [--seconds N]"; }

dispatch_options() {
  DISPATCH_MESSAGES=20000 DISPATCH_CALLERS=2 DISPATCH_LARGE=1000000 DISPATCH_SECONDS=10
  while [ $# -gt 0 ]; do
    case $1 in
      --full) DISPATCH_MESSAGES=100000 DISPATCH_LARGE=10000000 ;;
      --messages | --callers | --large | --seconds)
        [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || dispatch_usage
        case $1 in
          --messages) DISPATCH_MESSAGES=$2 ;;
          --callers) DISPATCH_CALLERS=$2 ;;
          --large) DISPATCH_LARGE=$2 ;;
          --seconds) DISPATCH_SECONDS=$2 ;;
        esac
        shift
        ;;
      *) dispatch_usage ;;
    esac
    shift
  done
}

command_bench_dispatch() {
  if [ "${1:-}" = --prepared ]; then
    shift
    dispatch_options "$@"
    dispatch_run
    return
  fi
  dispatch_options "$@"
  prepare_state
  install_packages "${NX_BUILD_PACKAGES[@]}" "${NX_RUN_PACKAGES[@]}"
  install_node_packages
  [ "$NX_BENCH_BUILD" != "$NX_ROOT/build/release" ] || {
    build_preset release nexcyte
    build_preset release bench_endpoint
  }
  export NX_NODE NX_BENCH_BUILD NX_STATE=$NX_STATE/bench NX_PORT_BASE=$NX_BENCH_PORT_BASE
  exec "$NX_ROOT/dev" bench dispatch --prepared "$@"
}

dispatch_run() {
  prepare_state
  take_lock
  require_free_ports "$NX_TLS_PORT" "$NX_INTERNAL_PORT" "$NX_STANDIN_PORT"
  rm -f -- "$NX_PROCESSES"
  trap bench_end EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  choose_runtime
  make_certificate
  dispatch_trust
  dispatch_database
  dispatch_settings
  dispatch_start
  dispatch_measure
}

# libcurl trusts what the system trusts and nothing that the environment names: the pool sees the
# endpoint's certificate in the place of the system's, in a view of the files of its own.
dispatch_trust() {
  local share=(unshare --mount)
  is_root || share=(unshare --map-root-user --mount)
  # shellcheck disable=SC2016 # expanded by the inner shell
  DISPATCH_TRUST=("${share[@]}" sh -c 'mount --bind "$1" "$2" && shift 2 && exec "$@"' sh
    "$NX_STATE/tls/certificate.pem" "$NX_TRUST_STORE")
  DISPATCH_ENDPOINT=https://mail.$NX_BASE_NAME:$NX_STANDIN_PORT
  DISPATCH_TLS=' ssl'
  DISPATCH_CA=(--ca "$NX_STATE/tls/certificate.pem")
  if ! "${DISPATCH_TRUST[@]}" true 2>/dev/null; then
    note "no mount of our own is allowed here: plain HTTP for all variants"
    DISPATCH_TRUST=() DISPATCH_TLS='' DISPATCH_CA=()
    DISPATCH_ENDPOINT=http://127.0.0.1:$NX_STANDIN_PORT
  fi
}

dispatch_database() {
  PG_TEMPORARY=$(mktemp -d /tmp/nx-pg.XXXXXX) || die "cannot make a folder in /tmp"
  if is_root; then chown postgres: "$PG_TEMPORARY"; fi
  require_space "$PG_TEMPORARY" $((2000 + DISPATCH_LARGE / 500))
  pg_init "$PG_TEMPORARY"
  pg_start "$PG_TEMPORARY" shared_buffers=512MB max_wal_size=4GB
  pg_create_database || die "sql/roles.sql failed"
  pg_apply_migrations || die "a migration failed"
  # The portal's pages, and the members who book.
  pg_sql -v bookings=10000 -d "$(pg_url postgres)" -f "$NX_ROOT/tests/bench/fill.sql" \
    || die "tests/bench/fill.sql failed"
}

dispatch_settings() {
  # shellcheck disable=SC2086 # a list of names
  unset ${!TWILIO_@} ${!MAILGUN_@}
  export MAILGUN_API_KEY=key-standin MAILGUN_API_BASE_URL=$DISPATCH_ENDPOINT \
    MAILGUN_DOMAIN=mg.$NX_BASE_NAME MAILGUN_FROM_EMAIL=no-reply@mg.$NX_BASE_NAME \
    MAILGUN_WEBHOOK_SIGNING_KEY=key-0123456789abcdef
  write_environment
}

dispatch_start() {
  rm -f -- "$NX_RUNTIME"/*.sock
  # As many threads as messages may wait in the endpoint at once.
  spawn endpoint none "$NX_BENCH_BUILD/tests/bench/bench_endpoint" "$NX_RUNTIME/endpoint.sock" 256
  wait_until 20 socket_or_death "$NX_RUNTIME/endpoint.sock"
  [ -S "$NX_RUNTIME/endpoint.sock" ] || start_failed endpoint
  spawn internal internal "${DISPATCH_TRUST[@]}" "$NX_BENCH_BUILD/fcgi/nexcyte" serve --internal \
    --views "$NX_ROOT/views" --socket "$NX_RUNTIME/internal.sock"
  wait_until 20 socket_or_death "$NX_RUNTIME/internal.sock"
  [ -S "$NX_RUNTIME/internal.sock" ] || start_failed internal
  spawn portal portal "$NX_BENCH_BUILD/fcgi/nexcyte" serve --views "$NX_ROOT/views" \
    --socket "$NX_RUNTIME/portal.sock"
  wait_until 20 socket_or_death "$NX_RUNTIME/portal.sock"
  [ -S "$NX_RUNTIME/portal.sock" ] || start_failed portal
  start_nginx
  dispatch_endpoint_nginx
}

dispatch_endpoint_nginx() {
  local identity=''
  if is_root; then identity='user root;'; fi
  nginx_fill "$NX_ROOT/tests/bench/dispatch/endpoint.conf" |
    sed -e "s|@NX_IDENTITY@|$identity|" -e "s|@NX_STATE@|$NX_STATE|" \
      -e "s|@NX_STANDIN_PORT@|$NX_STANDIN_PORT|" -e "s|@NX_ENDPOINT_TLS@|$DISPATCH_TLS|" \
      >"$NX_STATE/nginx/endpoint.conf"
  spawn endpoint-nginx none /usr/sbin/nginx -c "$NX_STATE/nginx/endpoint.conf" \
    -e "$NX_STATE/log/endpoint-nginx.log" -g 'daemon off;'
  wait_until 20 open_or_death "$NX_STANDIN_PORT"
  port_in_use "$NX_STANDIN_PORT" || start_failed endpoint-nginx
}

dispatch_measure() {
  (
    load_settings ticker
    exec "$NX_NODE" "$NX_ROOT/tests/bench/dispatch/main.mjs" --database "$(pg_url postgres)" \
      --endpoint "$DISPATCH_ENDPOINT" "${DISPATCH_CA[@]}" \
      --internal "http://127.0.0.1:$NX_INTERNAL_PORT" --processes "$NX_PROCESSES" \
      --postgres "$PG_PID" --messages "$DISPATCH_MESSAGES" \
      --callers "$DISPATCH_CALLERS" --large "$DISPATCH_LARGE" --port "$NX_TLS_PORT" \
      --seconds "$DISPATCH_SECONDS"
  )
}
