# Configuring and compiling.

# As many compilers as there are cores, but no more than memory allows: a source that sees torch takes up to 1.5 GB.
jobs_at_once() {
  local cores memory
  cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1572864) }' /proc/meminfo 2>/dev/null)
  if [ "${memory:-0}" -lt 1 ]; then memory=1; fi
  if [ "$cores" -lt "$memory" ]; then echo "$cores"; else echo "$memory"; fi
}

# configure PRESET: only where it has not been done for this LibTorch; ninja itself sees to changed CMake files.
configure() {
  local folder=$root/build/$1
  if [ -f "$folder/build.ninja" ] && [ "$(cat "$folder/.libtorch" 2>/dev/null)" = "$LibTorch_ROOT $ArrowWheel_ROOT" ]; then return; fi
  have cmake || fail "cmake is not there." "Run this command without --no-install, or install what packaging/linux/apt-packages.txt lists."
  say "Configuring (preset $1)"
  (cd "$root" && cmake --preset "$1" -DLibTorch_ROOT="$LibTorch_ROOT" -DArrowWheel_ROOT="$ArrowWheel_ROOT") ||
    fail "CMake could not configure the build; its words are above." "A library that it misses is named in packaging/linux/apt-packages.txt."
  printf '%s\n' "$LibTorch_ROOT $ArrowWheel_ROOT" >"$folder/.libtorch"
}

# compile PRESET [TARGET...]
compile() {
  local preset=$1
  shift
  local -a words=(cmake --build "$root/build/$preset" --parallel "$(jobs_at_once)")
  [ $# = 0 ] || words+=(--target "$@")
  # Where nothing is to be done, nothing is said.
  if [ "$(ninja -C "$root/build/$preset" -n "$@" 2>/dev/null | tail -n 1)" = "ninja: no work to do." ]; then return; fi
  say "Building"
  [ -d "$root/build/$preset/bin" ] || note "The first build takes about ten minutes on two cores."
  "${words[@]}" || fail "The build failed; the compiler's words are above."
}
