# shellcheck shell=bash
# NX_PGBOUNCER=1 ./dev run: the portal behind a PgBouncer in transaction mode, as a larger site has
# it. Few server connections, so that every one of them changes hands all the time.

NX_POOLER_PORT=6432
NX_POOLER_PACKAGES=(pgbouncer)

uses_pooler() { [ -n "${NX_PGBOUNCER:-}" ]; }

# pooled URL: the same database by way of the pooler.
pooled() { printf '%s\n' "${1/port=5432/port=$NX_POOLER_PORT}"; }

pooler_settings() {
  cat <<TEXT
[databases]
nexcyte = host=$PG_DIR port=5432
[pgbouncer]
listen_addr =
listen_port = $NX_POOLER_PORT
unix_socket_dir = $PG_DIR
auth_type = trust
auth_file = $PG_DIR/pooler.users
pool_mode = transaction
default_pool_size = 4
max_client_conn = 500
TEXT
}

# In the cluster's folder, which nobody but Postgres' user can enter: PgBouncer does not run as root.
start_pooler() {
  local identity=()
  pooler_settings | as_pg tee "$PG_DIR/pooler.ini" >/dev/null
  printf '"%s" ""\n' nx_app nx_dispatch | as_pg tee "$PG_DIR/pooler.users" >/dev/null
  if is_root; then identity=(--reuid=postgres --regid=postgres --init-groups); fi
  spawn pooler none setpriv "${identity[@]}" --pdeathsig TERM -- \
    /usr/sbin/pgbouncer "$PG_DIR/pooler.ini"
  wait_until 20 pooler_answers || start_failed pooler
}

pooler_answers() { pg_sql -d "$(pooled "$(pg_url nx_app)")" -c 'select 1'; }

# The connection that listens is direct, and statements are not kept (PgBouncer carries them from
# 1.21 on, Debian 12 has 1.18).
pooler_environment() {
  cat <<TEXT
DATABASE_URL=$(pooled "$DATABASE_URL")
NEXCYTE_DISPATCH_DATABASE_URL=$(pooled "$NEXCYTE_DISPATCH_DATABASE_URL")
NEXCYTE_LISTEN_DATABASE_URL=$NEXCYTE_DISPATCH_DATABASE_URL
NEXCYTE_OWNER_DATABASE_URL=$NEXCYTE_OWNER_DATABASE_URL
NEXCYTE_KEEP_STATEMENTS=0
TEXT
}
