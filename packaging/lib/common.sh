# Words for the user, and what the two commands share. Sourced by packaging/start and packaging/test.

say() { printf '\n==> %s\n' "$*"; }
note() { printf '    %s\n' "$*"; }
# fail WHAT [WHAT-TO-DO...]: ends the command with a message that says what to do.
fail() {
  printf '\nerror: %s\n' "$1" >&2
  shift
  for line in "$@"; do printf '       %s\n' "$line" >&2; done
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

cache_home=${XDG_CACHE_HOME:-$HOME/.cache}/tunesmith
data_home=${XDG_DATA_HOME:-$HOME/.local/share}/tunesmith

# Room that the next step needs, checked before it starts. room FOLDER MEGABYTES FOR-WHAT
room() {
  local free
  mkdir -p "$1" || fail "The folder $1 cannot be made." "Give yourself the right to write there, or set XDG_CACHE_HOME and XDG_DATA_HOME."
  free=$(df -Pm "$1" | awk 'NR == 2 { print $4 }')
  [ "${free:-0}" -ge "$2" ] || fail "$3 needs $2 MB in $1, where $free MB are free." \
    "Make room, or set XDG_CACHE_HOME and XDG_DATA_HOME to a folder on a larger disk."
}

# One set-up at a time for a user: a second one waits, then finds everything done.
hold_lock() {
  mkdir -p "$cache_home" || fail "The folder $cache_home cannot be made." "Set XDG_CACHE_HOME to a folder that you may write to."
  have flock || return 0
  exec 9>"$cache_home/.lock"
  flock -n 9 && return 0
  note "Another set-up of Tunesmith is running; waiting for it to end."
  flock 9
}
drop_lock() { exec 9>&-; }
