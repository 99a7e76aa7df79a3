# shellcheck shell=bash
# A private PostgreSQL cluster: unix socket only, trust, inside a folder nobody else can enter.

PG_BIN=${PG_BIN:-/usr/lib/postgresql/15/bin}

# PostgreSQL refuses to run as root, so root hands over to the user of Debian's package.
pg_user() { if is_root; then echo postgres; else id -un; fi; }

as_pg() {
  if is_root; then
    (cd / && setpriv --reuid=postgres --regid=postgres --init-groups -- "$@")
  else
    "$@"
  fi
}

pg_url() { echo "host=$PG_DIR port=5432 dbname=nexcyte user=$1"; }

pg_export_urls() {
  DATABASE_URL=$(pg_url nx_app)
  NEXCYTE_DISPATCH_DATABASE_URL=$(pg_url nx_dispatch)
  NEXCYTE_OWNER_DATABASE_URL=$(pg_url nx_owner)
  NX_TEST_SUPERUSER_URL=$(pg_url postgres)
  export DATABASE_URL NEXCYTE_DISPATCH_DATABASE_URL NEXCYTE_OWNER_DATABASE_URL NX_TEST_SUPERUSER_URL
}

# A socket's path ends at 107 bytes (sun_path), and PostgreSQL adds /.s.PGSQL.5432 to the folder.
pg_check_folder() {
  [ ${#1} -le 90 ] || die "the path $1 is too long for a unix socket"
}

# pg_init FOLDER: makes an empty cluster in FOLDER/data unless there is one.
pg_init() {
  [ -x "$PG_BIN/initdb" ] || die "PostgreSQL 15 is missing in $PG_BIN"
  as_pg test -f "$1/data/PG_VERSION" && return 0
  as_pg rm -rf -- "$1/data"
  as_pg "$PG_BIN/initdb" -D "$1/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync \
    --no-instructions >/dev/null || die "initdb failed in $1 (see the lines above)"
}

# pg_start FOLDER SETTING...: starts the cluster as a child of this shell; sets PG_DIR and PG_PID.
# If this shell dies, however it dies, the kernel ends the cluster too (pdeathsig).
pg_start() {
  PG_DIR=$1; shift
  local setting options=() identity=()
  pg_check_folder "$PG_DIR"
  for setting in listen_addresses= "unix_socket_directories=$PG_DIR" unix_socket_permissions=0700 \
    max_connections=200 timezone=UTC "$@"; do
    options+=(-c "$setting")
  done
  if is_root; then identity=(--reuid=postgres --regid=postgres --init-groups); fi
  (cd / && exec setsid setpriv "${identity[@]}" --pdeathsig QUIT -- \
    "$PG_BIN/postgres" -D "$PG_DIR/data" "${options[@]}") \
    </dev/null >>"${PG_LOG:-$PG_DIR/log}" 2>&1 9>&- &
  PG_PID=$!
  wait_until 60 pg_answers_or_died || { PG_PID=; die "Postgres does not answer; see ${PG_LOG:-$PG_DIR/log}"; }
  is_alive "$PG_PID" || { tail -n 5 "${PG_LOG:-$PG_DIR/log}" >&2; die "Postgres did not start"; }
}

pg_answers_or_died() { is_gone "$PG_PID" || "$PG_BIN/pg_isready" -q -h "$PG_DIR" -p 5432; }

# pg_stop SIGNAL: INT is the fast and clean stop, QUIT the immediate one of a throw-away cluster.
pg_stop() {
  [ -n "${PG_PID:-}" ] || return 0
  end_process "$1" 60 "$PG_PID"
  wait "$PG_PID" 2>/dev/null || true
  PG_PID=
}

pg_sql() { psql -X -q -v ON_ERROR_STOP=1 "$@"; }

# The database and the four roles. Safe to repeat.
pg_create_database() {
  PGOPTIONS='-c client_min_messages=warning' pg_sql -f "$NX_ROOT/sql/roles.sql" \
    -d "host=$PG_DIR port=5432 dbname=postgres user=postgres"
}

# What `nexcyte migrate` writes into the ledger after a file.
pg_ledger_entry() {
  local name
  name=$(basename "$1" .sql)
  printf "insert into nx.nx_migration (version, name, checksum) values (%d, '%s', '%s')" \
    "$((10#${name%%_*}))" "$name" "$(sha256sum <"$1" | cut -d' ' -f1)"
}

# All migrations by psql, for a throw-away cluster: needs no program of ours.
pg_apply_migrations() {
  local file
  for file in "$NX_ROOT"/sql/migrations/*.sql; do
    PGOPTIONS='-c client_min_messages=warning' \
      pg_sql -1 -d "$(pg_url nx_owner)" -f "$file" -c "$(pg_ledger_entry "$file")" \
      || { note "migration failed: $file"; return 1; }
  done
}

with_db_end() {
  [ -z "${WITH_DB_CHILD:-}" ] || end_process TERM 10 "$WITH_DB_CHILD"
  pg_stop QUIT
  [ -z "${PG_TEMPORARY:-}" ] || rm -rf -- "$PG_TEMPORARY"
}

# Runs a command against a throw-away cluster with roles and schema; keeps its exit status.
command_with_db() {
  [ "${1:-}" != -- ] || shift
  [ $# -gt 0 ] || die "usage: ./dev with-db [--] COMMAND..."
  PG_TEMPORARY=$(mktemp -d /tmp/nx-pg.XXXXXX) || die "cannot make a folder in /tmp"
  trap with_db_end EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  if is_root; then chown postgres: "$PG_TEMPORARY"; fi
  require_space "$PG_TEMPORARY" 200
  pg_init "$PG_TEMPORARY"
  pg_start "$PG_TEMPORARY" fsync=off synchronous_commit=off full_page_writes=off \
    shared_buffers=64MB max_wal_size=256MB
  if [ ! -e "$NX_ROOT/sql/roles.sql" ]; then die "sql/roles.sql is missing"; fi
  pg_create_database || die "sql/roles.sql failed"
  pg_apply_migrations || die "a migration failed"
  pg_export_urls
  # In the background, so that a TERM is obeyed at once and not when the command has ended.
  local status=0
  env --default-signal=INT,QUIT -- "$@" <&0 &
  WITH_DB_CHILD=$!
  wait "$WITH_DB_CHILD" || status=$?
  exit "$status"
}
