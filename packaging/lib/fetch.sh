# Files of the Python package index: found on its pages, fetched, checked. No Python is used.

# What a pip configuration file says for a key, read as pip reads it: pip_setting index-url
pip_setting() {
  local file
  for file in "${PIP_CONFIG_FILE:-}" "$HOME/.config/pip/pip.conf" "$HOME/.pip/pip.conf" /etc/xdg/pip/pip.conf /etc/pip.conf; do
    [ -n "$file" ] && [ -r "$file" ] || continue
    awk -v key="$1" '
      /^[[:space:]]*[#;]/ { next }
      /^\[/ { section = $0; gsub(/[][[:space:]]/, "", section); next }
      section == "global" || section == "install" || section == "download" {
        at = match($0, /[=:]/)
        if (!at) next
        name = substr($0, 1, at - 1); gsub(/[[:space:]]/, "", name); gsub(/_/, "-", name)
        value = substr($0, at + 1); gsub(/^[[:space:]]+|[[:space:]]+$/, "", value)
        if (name == key && value != "") { print value; exit }
      }' "$file"
  done | head -n 1
}
index_url() {
  local url=${PIP_INDEX_URL:-}
  [ -n "$url" ] || url=$(pip_setting index-url)
  [ -n "$url" ] || url=https://pypi.org/simple
  printf '%s\n' "${url%/}"
}
certificates() {
  local file=${PIP_CERT:-${SSL_CERT_FILE:-}}
  [ -n "$file" ] || file=$(pip_setting cert)
  if [ -n "$file" ] && [ -r "$file" ]; then printf '%s\n' "$file"; fi
}

# get URL FILE: with curl or wget; what FILE holds already is not fetched again. Proxies come from the environment, as both read it.
get() {
  local url=$1 file=$2 bundle
  local -a words
  bundle=$(certificates)
  if have curl; then
    words=(curl --fail --location --continue-at - --connect-timeout 30 --retry 5 --retry-delay 2 --speed-time 60 --speed-limit 1000)
    if [ -t 2 ]; then words+=(--progress-bar); else words+=(--silent --show-error); fi
    if [ -n "$bundle" ]; then words+=(--cacert "$bundle"); fi
    "${words[@]}" --output "$file" "$url"
  elif have wget; then
    words=(wget --quiet --continue --tries=5 --timeout=60)
    if [ -t 2 ]; then words+=(--show-progress); fi
    if [ -n "$bundle" ]; then words+=(--ca-certificate="$bundle"); fi
    "${words[@]}" --output-document="$file" "$url"
  else
    fail "Neither curl nor wget is there." "Install one of them, or run this command without --no-install."
  fi
}
# Where the server cannot go on with what is there (curl 22, 33, 36; wget 8), once more from nothing; any other fault keeps it.
get_anew() {
  case $1 in
    8 | 22 | 33 | 36) rm -f "$3" && get "$2" "$3" ;;
    *) return 1 ;;
  esac
}
# get_page URL FILE: leaves in $page_url where the page really was, after redirections, since its links are relative to that.
get_page() {
  page_url=$1
  rm -f "$2"
  if have curl && [ -z "$(certificates)" ]; then
    page_url=$(curl --fail --location --silent --show-error --retry 3 --connect-timeout 30 --output "$2" --write-out '%{url_effective}' "$1")
  elif have curl; then
    page_url=$(curl --fail --location --silent --show-error --retry 3 --connect-timeout 30 --cacert "$(certificates)" \
      --output "$2" --write-out '%{url_effective}' "$1")
  else
    get "$1" "$2"
  fi
}

# The address of FILE on an index page: its link, made absolute against the page's own address. link_of PAGE PAGE-URL FILE
link_of() {
  awk -v page="$2" -v wanted="$3" '
    BEGIN {
      RS = "<[aA][ \t\r\n]"
      scheme = page; sub(/:.*/, ":", scheme)
      origin = page; rest = substr(page, length(scheme) + 3); sub(/\/.*/, "", rest); origin = scheme "//" rest
      folder = page; sub(/[^\/]*$/, "", folder)
    }
    NR > 1 && match($0, /href[ \t]*=[ \t]*["\047][^"\047]*["\047]/) {
      link = substr($0, RSTART, RLENGTH); sub(/^[^"\047]*["\047]/, "", link); sub(/["\047]$/, "", link)
      gsub(/&amp;/, "\\&", link); sub(/#.*/, "", link)
      name = link; sub(/\?.*/, "", name); sub(/.*\//, "", name); gsub(/%2[Bb]/, "+", name)
      if (name != wanted) next
      if (link ~ /^[a-z]+:\/\//) print link
      else if (link ~ /^\/\//) print scheme link
      else if (link ~ /^\//) print origin link
      else print folder link
      exit
    }' "$1"
}

digest() { sha256sum "$1" | cut -d ' ' -f 1; }

# A pinned file that already lies in a local folder of wheels (PIP_FIND_LINKS), for machines without a network.
local_wheel() {
  local folder
  for folder in ${PIP_FIND_LINKS:-}; do
    folder=${folder#file://}
    if [ -f "$folder/$1" ]; then printf '%s\n' "$folder/$1"; return; fi
  done
}

# fetch_wheel PROJECT FILE SHA256: leaves the checked file at $wheel. A download that was cut off goes on where it stopped.
fetch_wheel() {
  local project=$1 file=$2 sum=$3 index page url part found
  mkdir -p "$cache_home/downloads"
  wheel=$cache_home/downloads/$file
  if [ -f "$wheel" ] && [ "$(digest "$wheel")" = "$sum" ]; then return; fi
  rm -f "$wheel"
  found=$(local_wheel "$file")
  if [ -n "$found" ] && [ "$(digest "$found")" = "$sum" ]; then wheel=$found; return; fi

  index=$(index_url)
  page=$cache_home/downloads/$project.html
  get_page "$index/$project/" "$page" ||
    fail "The package index could not be reached (page of $project)." \
      "Look at the network connection. A proxy is taken from https_proxy, another index from PIP_INDEX_URL or pip.conf." \
      "Without a network: put $file into a folder and name that folder in PIP_FIND_LINKS."
  url=$(link_of "$page" "$page_url" "$file")
  rm -f "$page"
  [ -n "$url" ] || fail "The package index has no file $file." "Set PIP_INDEX_URL to an index that is complete, such as the public one."

  part=$wheel.part
  note "fetching $file"
  if ! { [ -f "$part" ] && [ "$(digest "$part")" = "$sum" ]; }; then
    get "$url" "$part" || get_anew $? "$url" "$part" ||
      fail "The download of $file did not end well." "Start the command again: it goes on where it stopped."
    if [ "$(digest "$part")" != "$sum" ]; then # a stale rest of an earlier download: once more from nothing
      rm -f "$part"
      get "$url" "$part" || fail "The download of $file did not end well." "Start the command again."
    fi
  fi
  if [ "$(digest "$part")" != "$sum" ]; then
    rm -f "$part"
    fail "$file is not the file that packaging/runtime.lock pins: its SHA-256 differs." "Nothing of it was used. Try again, or use another index (PIP_INDEX_URL)."
  fi
  mv "$part" "$wheel"
}
forget_wheel() { case $wheel in "$cache_home"/downloads/*) rm -f "$wheel" ;; esac; }
