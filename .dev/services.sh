# shellcheck shell=bash
# The processes of a running portal: started here, written down with their start time, ended here.

NX_PROCESSES=$NX_STATE/processes

# spawn NAME KIND COMMAND...: with the settings of KIND, in a session of its own, so that Ctrl-C
# reaches only us and we end all in order; if we are killed the kernel ends it (pdeathsig).
# Descriptor 9 is our lock.
spawn() {
  local name=$1 kind=$2; shift 2
  (load_settings "$kind" && cd "$NX_ROOT" && exec setsid setpriv --pdeathsig TERM -- "$@") \
    </dev/null >"$NX_STATE/log/$name.log" 2>&1 9>&- &
  remember_process "$name" $!
}

# disown: its end is found by us and need not be announced by the shell.
remember_process() {
  disown "$2" 2>/dev/null
  printf '%s %s %s\n' "$1" "$2" "$(start_time "$2")" >>"$NX_PROCESSES"
}

# each_process FUNCTION: calls it with name, pid and start time of every process written down.
each_process() {
  local name pid start
  [ -e "$NX_PROCESSES" ] || return 0
  while read -r name pid start; do "$1" "$name" "$pid" "$start"; done < <("${2:-cat}" "$NX_PROCESSES")
}

# The last one started is the first one ended. Postgres: INT is its fast shutdown; nginx and the
# pools finish the requests in flight.
stop_process() {
  local signal=TERM
  case $1 in
    supervisor) return 0 ;;
    postgres) signal=INT ;;
    nginx) signal=QUIT ;;
  esac
  end_process "$signal" 20 "$2" "$3" || note "$1 (process $2) does not end"
}

stop_processes() { each_process stop_process tac; }

# Processes of our sessions that still live: what a service itself started belongs to it.
living_processes() {
  local sessions
  sessions=$(awk '$1 != "supervisor" {printf " %s ", $2}' "$NX_PROCESSES" 2>/dev/null)
  cat /proc/[0-9]*/stat 2>/dev/null | sed -E 's/^([0-9]+) \(.*\) /\1 /' |
    awk -v ours="$sessions" '$2 != "Z" && index(ours, " " $5 " ") {print $1}'
}

nothing_lives() { [ -z "$(living_processes)" ]; }

# True when everything has ended; says what has not.
verify_stopped() {
  wait_until 5 nothing_lives && return 0
  local pid
  for pid in $(living_processes); do
    note "still running: process $pid $(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null)"
  done
  return 1
}

find_dead_process() { is_alive "$2" "$3" || printf '%s\n' "$1"; }
dead_processes() { each_process find_dead_process; }

port_in_use() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

require_free_ports() {
  local port
  for port in "$@"; do
    ! port_in_use "$port" || die "port $port is in use; end what uses it or set NX_PORT_BASE"
  done
}
