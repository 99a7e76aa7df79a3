# shellcheck shell=bash
# The settings of a run (product.md section 7) in $NX_STATE/env, readable by its owner alone.

NX_BASE_NAME=nexcyte.localhost
NX_TLS_PORT=$((NX_PORT_BASE + 43))
NX_INTERNAL_PORT=$((NX_PORT_BASE + 80))
NX_STANDIN_PORT=$((NX_PORT_BASE + 81))

random_secret() { openssl rand -hex 24; }

# setting NAME DEFAULT: the value of the environment, else the default.
setting() { printf '%s=%s\n' "$1" "${!1:-$2}"; }

# provided NAME...: those that the environment has, and no line for the others.
provided() {
  local name
  for name in "$@"; do
    [ -z "${!name:-}" ] || setting "$name" ""
  done
}

calcom_settings() {
  local standins=$1
  provided CALCOM_API_VERSION CALCOM_RATE_PER_MINUTE
  if [ -n "${CALCOM_API_KEY:-}" ]; then
    provided CALCOM_API_KEY CALCOM_API_BASE_URL CALCOM_WEBHOOK_SECRET
    return
  fi
  cat <<TEXT
CALCOM_API_BASE_URL=$standins/calcom
CALCOM_API_KEY=cal_standin_key
CALCOM_WEBHOOK_SECRET=$(random_secret)
TEXT
}

mailgun_settings() {
  local standins=$1
  provided MAILGUN_MESSAGE_STREAM
  if [ -n "${MAILGUN_API_KEY:-}" ]; then
    provided MAILGUN_API_KEY MAILGUN_API_BASE_URL MAILGUN_DOMAIN MAILGUN_FROM_EMAIL \
      MAILGUN_WEBHOOK_SIGNING_KEY MAILGUN_EVENTS_API_KEY
    return
  fi
  cat <<TEXT
MAILGUN_API_BASE_URL=$standins/mailgun
MAILGUN_API_KEY=key-standin
MAILGUN_DOMAIN=mg.nexcyte.localhost
MAILGUN_FROM_EMAIL=no-reply@mg.nexcyte.localhost
MAILGUN_WEBHOOK_SIGNING_KEY=key-0123456789abcdef
MAILGUN_EVENTS_API_KEY=key-standin
TEXT
}

twilio_settings() {
  local standins=$1
  if [ -n "${TWILIO_AUTH_TOKEN:-}${TWILIO_API_KEY_SID:-}" ]; then
    provided TWILIO_API_BASE_URL TWILIO_ACCOUNT_SID TWILIO_AUTH_TOKEN TWILIO_FROM_NUMBER \
      TWILIO_API_KEY_SID TWILIO_API_KEY_SECRET TWILIO_MESSAGING_SERVICE_SID
    return
  fi
  cat <<TEXT
TWILIO_API_BASE_URL=$standins/twilio
TWILIO_ACCOUNT_SID=AC00000000000000000000000000000000
TWILIO_AUTH_TOKEN=standin-twilio-token
TWILIO_FROM_NUMBER=+15005550006
TEXT
}

database_settings() {
  if uses_pooler; then
    pooler_environment
  else
    provided DATABASE_URL NEXCYTE_DISPATCH_DATABASE_URL NEXCYTE_OWNER_DATABASE_URL
  fi
}

write_environment() {
  local standins=http://127.0.0.1:$NX_STANDIN_PORT
  (
    umask 077
    {
      pg_export_urls
      database_settings
      setting NEXCYTE_BASE_DOMAIN "$NX_BASE_NAME:$NX_TLS_PORT"
      setting NEXCYTE_INTERNAL_DISPATCH_SECRET "$(random_secret)"
      provided NEXCYTE_COMMS_DRY_RUN
      calcom_settings "$standins"
      mailgun_settings "$standins"
      twilio_settings "$standins"
    } >"$NX_STATE/env.new"
    mv -- "$NX_STATE/env.new" "$NX_STATE/env"
  )
}

# Which settings a process gets: the portal calls nobody, only the internal pool sends and hears.
settings_for() {
  case $1 in
    portal) echo '^(DATABASE_URL|NEXCYTE_(BASE_DOMAIN|KEEP_STATEMENTS)|MAILGUN_(DOMAIN|FROM_EMAIL))=' ;;
    calendar) echo '^(DATABASE_URL|NEXCYTE_(BASE_DOMAIN|KEEP_STATEMENTS)|CALCOM_API_[A-Z_]*|CALCOM_RATE_PER_MINUTE|MAILGUN_(DOMAIN|FROM_EMAIL))=' ;;
    internal) echo '^(NEXCYTE_(DISPATCH_DATABASE_URL|LISTEN_DATABASE_URL|KEEP_STATEMENTS|BASE_DOMAIN|INTERNAL_[A-Z_]*|COMMS_DRY_RUN)|CALCOM_[A-Z_]*|MAILGUN_[A-Z_]*|TWILIO_[A-Z_]*)=' ;;
    owner) echo '^NEXCYTE_(OWNER_DATABASE_URL|BASE_DOMAIN)=' ;;
    ticker) echo '^NEXCYTE_INTERNAL_DISPATCH_SECRET=' ;;
    none) echo '^$' ;;
  esac
}

# Nothing of ours from the caller's environment, then the lines of one kind. For a subshell.
load_settings() {
  local line
  # shellcheck disable=SC2086 # a list of names
  unset ${!CALCOM_@} ${!MAILGUN_@} ${!TWILIO_@} ${!NEXCYTE_@} DATABASE_URL
  while IFS= read -r line; do
    export "${line?}"
  done < <(grep -E "$(settings_for "$1")" "$NX_STATE/env")
}

uses_standin() { grep -qE "^$1_API_BASE_URL=http://127\.0\.0\.1:$NX_STANDIN_PORT/" "$NX_STATE/env"; }
