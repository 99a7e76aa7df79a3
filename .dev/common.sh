# shellcheck shell=bash
# What every part of ./dev shares: where things are, how to say them, how to run and to wait.

NX_ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
NX_PORT_BASE=${NX_PORT_BASE:-8400}
NX_STATE=$(realpath -m -- "${NX_STATE:-$NX_ROOT/.run}")
export NX_PORT_BASE

say() { printf '%s\n' "$*"; }
note() { printf '%s\n' "$*" >&2; }
# One clear line, and nothing after it.
die() { printf './dev: %s\n' "$*" >&2; exit 1; }

is_root() { [ "$(id -u)" -eq 0 ]; }

# Runs a command as root: directly, or by sudo for an ordinary user.
as_root() {
  if is_root; then "$@"; return; fi
  command -v sudo >/dev/null || die "'$1' needs root; run ./dev as root or install sudo"
  sudo -- "$@"
}

# wait_until SECONDS COMMAND...: true as soon as COMMAND succeeds.
wait_until() {
  local deadline=$((SECONDS + $1)); shift
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.1
  done
}

# The start time of a process in clock ticks; with the pid it names one process for ever.
start_time() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  # Fields are counted behind the closing bracket, for a name may contain blanks.
  awk '{print $20}' <<<"${stat##*) }"
}

# is_alive PID [START]: true while that very process runs; a zombie does not.
is_alive() {
  local now state
  now=$(start_time "$1") || return 1
  [ -z "${2:-}" ] || [ "$now" = "$2" ] || return 1
  state=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  state=${state##*) }
  [ "${state%% *}" != Z ]
}

is_gone() { ! is_alive "$@"; }

# Sends SIGNAL, waits, and kills when the limit has passed: end_process SIGNAL SECONDS PID [START]
end_process() {
  local signal=$1 seconds=$2 pid=$3 start=${4:-}
  is_alive "$pid" "$start" || return 0
  kill -s "$signal" "$pid" 2>/dev/null || true
  wait_until "$seconds" is_gone "$pid" "$start" && return 0
  kill -s KILL "$pid" 2>/dev/null || true
  wait_until 5 is_gone "$pid" "$start"
}

# Free space in MB of the file system that holds a folder.
free_megabytes() { df -Pm -- "$1" | awk 'NR == 2 {print $4}'; }

require_space() {
  local have
  have=$(free_megabytes "$1") || die "no such folder: $1"
  [ "$have" -ge "$2" ] || die "no disk space: $1 has $have MB free, $2 MB are needed"
}
