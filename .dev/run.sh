# shellcheck shell=bash
# ./dev run, stop, status, logs.

# Another program may be run, as the proof of tests/chaos does.
NX_PROGRAM=${NX_PROGRAM:-$NX_ROOT/build/release/fcgi/nexcyte}
NX_STATIC=$NX_ROOT/build/release/static

prepare_state() {
  { mkdir -p "$NX_STATE/log" && chmod 700 "$NX_STATE"; } || die "cannot write to $NX_STATE"
}

# A folder for the sockets: ours, or a short one where the clone's path leaves no room for them.
choose_runtime() {
  NX_RUNTIME=$NX_STATE/sock
  if [ ${#NX_RUNTIME} -gt 85 ]; then NX_RUNTIME=/tmp/nexcyte-$(id -u)-$NX_PORT_BASE; fi
  make_own_folder "$NX_RUNTIME" "$(id -un)"
}

# Postgres' user may not be able to enter the folder of the clone (/root is one).
choose_cluster() {
  local fallback
  fallback=/var/tmp/nexcyte-$(printf '%s' "$NX_STATE" | sha256sum | cut -c 1-12)
  PG_DIR=$NX_STATE/pg
  if is_root; then chmod 711 "$NX_STATE"; fi
  if [ ${#PG_DIR} -gt 85 ] || ! can_use_cluster "$PG_DIR"; then
    rmdir -- "$PG_DIR" 2>/dev/null
    PG_DIR=$fallback
    forget_orphaned_cluster
    can_use_cluster "$PG_DIR" || die "the user $(pg_user) can use neither $NX_STATE/pg nor $fallback"
  fi
}

# A database elsewhere goes with the state folder that it belongs to: one that an earlier folder of
# this name has left behind may have another schema.
forget_orphaned_cluster() {
  if [ ! -e "$NX_STATE/cluster" ] && [ ! -L "$PG_DIR" ] &&
    [ "$(stat -c %U -- "$PG_DIR" 2>/dev/null)" = "$(pg_user)" ]; then
    rm -rf -- "$PG_DIR"
  fi
  : >"$NX_STATE/cluster"
}

can_use_cluster() { make_own_folder "$1" "$(pg_user)" && as_pg test -w "$1" -a -x "$1"; }

# Refuses a folder that somebody else has put there.
make_own_folder() {
  mkdir -p "$1" && [ ! -L "$1" ] || return 1
  if is_root; then chown "$2:" "$1"; fi
  [ "$(stat -c %U "$1")" = "$2" ] || die "$1 belongs to somebody else"
  chmod 700 "$1"
}

take_lock() {
  exec 9>"$NX_STATE/lock"
  flock -n 9 || die "already running (./dev status shows it, ./dev stop ends it)"
}

prepare_run() {
  install_packages "${NX_BUILD_PACKAGES[@]}" "${NX_RUN_PACKAGES[@]}"
  ! uses_pooler || install_packages "${NX_POOLER_PACKAGES[@]}"
  install_node_packages
  build_preset release nexcyte
}

start_database() {
  choose_cluster
  require_space "$PG_DIR" 300
  pg_init "$PG_DIR"
  PG_LOG=$NX_STATE/log/postgres.log
  : >"$PG_LOG"
  # shellcheck disable=SC2086 # a list of settings
  pg_start "$PG_DIR" shared_buffers=128MB ${NX_PG_SETTINGS:-}
  remember_process postgres "$PG_PID"
  pg_create_database >>"$PG_LOG" 2>&1 || die "sql/roles.sql failed; see $PG_LOG"
}

migrate_and_seed() {
  local log=$NX_STATE/log/migrate.log
  (load_settings owner && "$NX_PROGRAM" migrate --sql "$NX_ROOT/sql") >"$log" 2>&1 \
    || { tail -n 3 "$log" >&2
      die "the migration failed (rm -r $PG_DIR forgets an older schema); see $log"; }
  pg_sql -f "$NX_ROOT/sql/demo.sql" -d "$(pg_url nx_owner)" >>"$log" 2>&1 \
    || { tail -n 3 "$log" >&2; die "sql/demo.sql failed; see $log"; }
}

start_pools() {
  local pool serve=("$NX_PROGRAM" serve --views "$NX_ROOT/views")
  rm -f -- "$NX_RUNTIME"/{portal,calendar,internal}.sock
  spawn portal portal "${serve[@]}" --socket "$NX_RUNTIME/portal.sock"
  spawn calendar calendar "${serve[@]}" --calendar --socket "$NX_RUNTIME/calendar.sock"
  spawn internal internal "${serve[@]}" --internal --socket "$NX_RUNTIME/internal.sock"
  for pool in portal calendar internal; do
    wait_until 20 socket_or_death "$NX_RUNTIME/$pool.sock"
    [ -S "$NX_RUNTIME/$pool.sock" ] || start_failed "$pool"
  done
}

socket_or_death() { [ -S "$1" ] || [ -n "$(dead_processes)" ]; }

start_failed() {
  tail -n 5 "$NX_STATE/log/$1.log" >&2
  die "$1 did not start; see $NX_STATE/log/$1.log"
}

start_standins() {
  uses_standin CALCOM || uses_standin MAILGUN || uses_standin TWILIO || return 0
  spawn stand-ins none "$NX_NODE" tests/sandbox/main.mjs --port "$NX_STANDIN_PORT" \
    --calcom-rate "${NX_STANDIN_CALCOM_RATE:-120}" --certificate "$NX_STATE/tls/certificate.pem"
  wait_until 20 open_or_death "$NX_STANDIN_PORT"
  port_in_use "$NX_STANDIN_PORT" || start_failed stand-ins
}

open_or_death() { port_in_use "$1" || [ -n "$(dead_processes)" ]; }

portal_is_ready() { curl -fsS -m 5 "http://127.0.0.1:$NX_INTERNAL_PORT/readyz"; }

start_nginx() {
  nginx_render
  spawn nginx none /usr/sbin/nginx -c "$NX_STATE/nginx/nginx.conf" -e "$NX_STATE/log/nginx.log" \
    -g 'daemon off;'
  wait_until 20 portal_is_ready || start_failed internal
}

# Cal.com tells us of what hosts do, as in a real set-up: once for each organization of the demo.
# Without it (NX_SUBSCRIBE=no, as in the system tests) the sweeps find out.
subscribe_to_calcom() {
  { [ "${NX_SUBSCRIBE:-yes}" = yes ] && uses_standin CALCOM; } || return 0
  (load_settings internal && "$NX_ROOT/.dev/subscribe" 11 12) >"$NX_STATE/log/subscribe.log" 2>&1 ||
    die "Cal.com's webhooks could not be subscribed to; see $NX_STATE/log/subscribe.log"
}

start_tickers() {
  local url=http://127.0.0.1:$NX_INTERNAL_PORT/api/internal
  spawn dispatch-ticker ticker "$NX_ROOT/.dev/ticker" "$url/comms/dispatch"
  spawn reconcile-ticker ticker "$NX_ROOT/.dev/ticker" "$url/schedule/reconcile"
}

start_everything() {
  rm -f -- "$NX_PROCESSES" "$NX_STATE/ready"
  remember_process supervisor $$
  require_free_ports "$NX_TLS_PORT" "$NX_INTERNAL_PORT" "$NX_STANDIN_PORT"
  choose_runtime
  make_certificate
  start_database
  write_environment
  ! uses_pooler || start_pooler
  migrate_and_seed
  start_standins
  start_pools
  start_nginx
  subscribe_to_calcom
  start_tickers
  : >"$NX_STATE/ready"
}

stop_everything() {
  trap '' INT TERM HUP
  trap - EXIT
  rm -f -- "$NX_STATE/ready"
  stop_processes
  if verify_stopped; then rm -f -- "$NX_PROCESSES"; say "Stopped."; else NX_EXIT=1; fi
  exit "${NX_EXIT:-1}"
}

# Ends with status 0 only when somebody asked for the end.
supervise() {
  local dead never
  trap stop_everything EXIT
  trap 'NX_EXIT=0; exit' INT TERM HUP
  start_everything
  print_addresses
  exec {never}<> <(:)
  while :; do
    read -r -t 1 -u "$never" _ || :
    dead=$(dead_processes)
    [ -z "$dead" ] || die "ended by itself: ${dead//$'\n'/, }; see $NX_STATE/log. Stopping the rest."
  done
}

print_provider() {
  local where="real, with the keys of your environment"
  ! uses_standin "$2" || where="stand-in on http://127.0.0.1:$NX_STANDIN_PORT"
  printf '  %-8s  %s\n' "$1" "$where"
}

print_addresses() {
  cat <<TEXT

The portal runs (certificate: self-signed, your browser will ask).
  https://acme.$NX_BASE_NAME:$NX_TLS_PORT     https://globex.$NX_BASE_NAME:$NX_TLS_PORT
  log in as admin@ staff@ customer@ prospect@ acme.test (globex.test)
  password: demo demo demo demo
  mails and SMS: http://127.0.0.1:$NX_STANDIN_PORT/inbox
  internal:      http://127.0.0.1:$NX_INTERNAL_PORT/readyz

TEXT
  print_provider Cal.com CALCOM
  print_provider Mailgun MAILGUN
  print_provider Twilio TWILIO
  printf '\nLogs: ./dev logs    End: Ctrl-C or ./dev stop\n'
}

run_detached() {
  local log=$NX_STATE/log/dev.log supervisor
  rm -f -- "$NX_STATE/ready"
  exec 9>&-
  NX_NODE=$NX_NODE setsid "$NX_ROOT/dev" run --prepared </dev/null >"$log" 2>&1 &
  supervisor=$!
  wait_until 120 ready_or_gone "$supervisor"
  [ -e "$NX_STATE/ready" ] || { cat "$log" >&2; exit 1; }
  cat "$log"
}

ready_or_gone() { [ -e "$NX_STATE/ready" ] || is_gone "$1"; }

command_run() {
  case ${1:-} in
    '' | --detach | --prepared) ;;
    *) die "usage: ./dev run [--detach]" ;;
  esac
  prepare_state
  take_lock
  if [ "${1:-}" = --prepared ]; then supervise; fi
  require_free_ports "$NX_TLS_PORT" "$NX_INTERNAL_PORT" "$NX_STANDIN_PORT"
  prepare_run
  if [ "${1:-}" = --detach ]; then run_detached; else supervise; fi
}

# The supervisor ends what it started; whatever it could not is ended here, by pid and start time.
command_stop() {
  local pid start
  [ -e "$NX_PROCESSES" ] || { say "Not running."; return 0; }
  read -r _ pid start <"$NX_PROCESSES"
  if is_alive "$pid" "$start"; then
    kill -s TERM "$pid"
    wait_until 90 is_gone "$pid" "$start" || note "the supervisor (process $pid) does not end"
  fi
  if [ -e "$NX_PROCESSES" ]; then
    stop_processes
    verify_stopped || exit 1
    rm -f -- "$NX_PROCESSES" "$NX_STATE/ready"
  fi
  say "Stopped."
}

print_process() {
  local state=running
  is_alive "$2" "$3" || state=ended
  printf '  %-18s %-8s %s\n' "$1" "$2" "$state"
}

command_status() {
  [ -e "$NX_PROCESSES" ] || { say "Not running."; exit 3; }
  each_process print_process
  if [ ! -e "$NX_STATE/ready" ] || [ -n "$(dead_processes)" ]; then say "Not ready."; exit 1; fi
  print_addresses
}

command_logs() {
  [ -d "$NX_STATE/log" ] || die "no logs yet"
  if [ $# -gt 0 ]; then
    [ -e "$NX_STATE/log/$1.log" ] || die "no such log; there are: $(cd "$NX_STATE/log" && echo *.log)"
    exec tail -n 200 -F "$NX_STATE/log/$1.log"
  fi
  exec tail -n 5 -F "$NX_STATE"/log/*.log
}
