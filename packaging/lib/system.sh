# The operating system and its packages.

# Ends with what to do instead where this machine is not one that the commands know.
check_system() {
  case $(uname -s) in
    Linux) ;;
    Darwin) fail "This command sets up Linux." "For macOS follow packaging/macos/README.md." ;;
    *) fail "This command sets up Linux." "For Windows follow packaging/windows/README.md." ;;
  esac
  machine=$(uname -m)
  case $machine in
    x86_64 | aarch64) ;;
    arm64) machine=aarch64 ;;
    *) [ -n "${LibTorch_ROOT:-}" ] || fail "There is no LibTorch package for a processor of the kind $machine." \
      "Build LibTorch 2.11 or newer yourself and name its folder in LibTorch_ROOT." ;;
  esac
}

# The first of the alternatives that is installed, else the first that apt knows, else the first.
choose_package() {
  local name
  for name in "$@"; do installed "$name" && { echo "$name"; return; }; done
  for name in "$@"; do [ -n "$(apt-cache madison "$name" 2>/dev/null)" ] && { echo "$name"; return; }; done
  echo "$1"
}
installed() { case " $installed_packages " in *" $1 "*) return 0 ;; *) return 1 ;; esac; }

read_installed() { # leaves the installed ones among all names of the list in $installed_packages
  # shellcheck disable=SC2046  # names hold no blanks
  installed_packages=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' $(packages_of_list | tr '|' ' ') 2>/dev/null |
    awk '/^ii/ { print substr($0, 4) }' | tr '\n' ' ' || true)
}
packages_of_list() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$root/packaging/linux/apt-packages.txt"; }

missing_packages() {
  local line name any
  while IFS= read -r line; do
    any=
    for name in $(printf '%s' "$line" | tr '|' ' '); do installed "$name" && any=1; done
    # shellcheck disable=SC2046
    [ -n "$any" ] || choose_package $(printf '%s' "$line" | tr '|' ' ')
  done < <(packages_of_list)
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# install_packages: only what is missing. With install=no it only says what is.
install_packages() {
  local missing
  if ! have apt-get || ! have dpkg-query; then
    if [ "$install" = no ]; then return; fi
    fail "This is neither Debian nor Ubuntu: there is no apt-get." \
      "Install the libraries that packaging/linux/README.md lists, then run this command with --no-install."
  fi
  read_installed
  missing=$(missing_packages | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  if [ "$install" = no ]; then
    note "Not installed, as --no-install asks: $missing"
    return
  fi
  if [ "$(id -u)" != 0 ] && ! have sudo; then
    fail "Packages are missing and you are not root, nor is sudo there." "Ask an administrator to run:" "apt-get install $missing"
  fi
  say "Installing $(echo "$missing" | wc -w) packages of the system"
  note "$missing"
  if [ "$(id -u)" != 0 ]; then note "sudo may ask for your password."; fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq ||
    fail "The lists of packages could not be fetched." "Look at the network connection and at /etc/apt/sources.list, then start again."
  # Alternatives are known by name only once the lists are there.
  missing=$(missing_packages | tr '\n' ' ')
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 $missing \
    >"$cache_home/apt.log" 2>&1 || {
    tail -n 15 "$cache_home/apt.log" >&2
    fail "apt-get could not install the packages; its last words are above, all of them in $cache_home/apt.log." \
      "Debian 12 and Ubuntu 24.04, and newer ones, have them all."
  }
}
