#!/usr/bin/env bash
# Tunesmith against what people would run instead, on the same weights, rows and settings, in the same run; prints a table of ratios.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

usage() {
  cat <<TEXT
usage: tests/bench/run_bench.sh --python PYTHON [options] [train bf16 curve nll full generate int8 tokenize load import]

  --python PYTHON   an interpreter that has the peers installed (or TUNESMITH_PEERS_PYTHON)
  --peers DIR       the peers' scripts (default: ../shared/peers beside the project)
  --rows FILE       PubMedQA rows as JSON lines (default: ../shared/data/pubmedqa.jsonl)
  --gguf FILE       the starter model (or TUNESMITH_STARTER; default: where packaging/start puts it)
  --q8 FILE         the same model at Q8_0 (default: made from the GGUF file once, with llama.cpp's quantizer)
  --hf DIR          the starter as a Hugging Face folder in fp32 (default: made from the GGUF file once)
  --bin DIR         the built programs (default: build/dev/bin)
  --work DIR        where projects and results go (default: a new temporary folder, removed at the end)
  --count N         training rows (default 32)

Without the names of parts all of them run, bf16 where the processor has instructions for it. Nothing else should use the machine meanwhile.
TEXT
}

python=${TUNESMITH_PEERS_PYTHON:-}
peers=$root/../shared/peers
rows=$root/../shared/data/pubmedqa.jsonl
gguf=${TUNESMITH_STARTER:-${XDG_DATA_HOME:-$HOME/.local/share}/tunesmith/models/SmolLM2-135M-Instruct.Q4_1.gguf}
q8=
hf=
bin=$root/build/dev/bin
work=
count=32
parts=
while [ $# -gt 0 ]; do
  case $1 in
    --python) python=$2; shift ;;
    --peers) peers=$2; shift ;;
    --rows) rows=$2; shift ;;
    --gguf) gguf=$2; shift ;;
    --q8) q8=$2; shift ;;
    --hf) hf=$2; shift ;;
    --bin) bin=$2; shift ;;
    --work) work=$2; shift ;;
    --count) count=$2; shift ;;
    train | bf16 | curve | nll | full | generate | int8 | tokenize | load | import) parts="$parts $1" ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done
if [ -z "$parts" ]; then
  parts="train curve nll full generate int8 tokenize load import"
  # Where the processor has instructions for bf16 products, that is what training uses.
  grep -q -E 'avx512_bf16|amx_bf16' /proc/cpuinfo && parts="$parts bf16"
fi

need() { [ -e "$1" ] || { echo "run_bench: $2: $1" >&2; exit 2; }; }
[ -n "$python" ] || { usage >&2; exit 2; }
need "$peers/trl_sft.py" "the peers' scripts are missing (--peers)"
need "$rows" "the rows are missing (--rows)"
need "$bin/tunesmith-cli" "the program is not built (--bin)"
if [ -z "$work" ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work"
# Programs run in $work.
work=$(cd "$work" && pwd) bin=$(cd "$bin" && pwd) peers=$(cd "$peers" && pwd)
rows=$(realpath "$rows") gguf=$(realpath -m "$gguf")
[ -z "$q8" ] || q8=$(realpath "$q8")
[ -z "$hf" ] || hf=$(realpath "$hf")
results=$work/results.jsonl
: >"$results"

if [ -z "$hf" ]; then
  hf=$work/hf
  need "$gguf" "the starter model is missing (--gguf)"
  [ -e "$hf/model.safetensors" ] || "$python" "$peers/make_model.py" "$gguf" "$hf" >&2
fi
"$python" "$peers/make_rows.py" "$rows" "$work/rows.jsonl"
head -n "$count" "$work/rows.jsonl" >"$work/first.jsonl"

cli() { "$bin/tunesmith-cli" --project "$work/project" "$@"; }

# keep NAME COMMAND...: the last line (or the document) that the command prints becomes a result of that name.
keep() {
  local name=$1
  shift
  echo "== $name" >&2
  (cd "$work" && "$@") >"$work/out" 2>"$work/err" || { echo "$name failed:" >&2; tail -n 5 "$work/out" "$work/err" >&2; return 0; }
  "$python" "$here/results.py" keep "$name" "$work/out" >>"$results"
}

# The settings of trl_sft.py: one epoch in batches of 8, length 512, LoRA r16 on all linears, linear schedule from 2e-4, AdamW, clip 1.
ours() {
  cli train --data first --model smol --json --set train.epochs=1 --set train.batch=8 --set data.maxLength=512 \
    --set train.schedule=linear --set train.warmup=0 --set train.weightDecay=0 --set train.learningRate=2e-4 --set train.validation=0 \
    --set lora.dropout=0 --set train.saveEvery=1000000 --set train.evaluateEvery=1000000 --set train.dtype=fp32 "$@"
}

# Ten prompts, 64 greedy tokens each: how many answers are the same letter by letter with int8 weights.
same_answers() {
  local same=0 prompt
  while read -r prompt; do
    answer "$prompt" 64 >"$work/fp32.json" 2>"$work/err"
    answer "$prompt" 64 --int8 >"$work/int8.json" 2>"$work/err"
    "$python" "$here/results.py" same "$work/fp32.json" "$work/int8.json" && same=$((same + 1))
  done <"$here/prompts.txt"
  echo "{\"same\": $same, \"of\": $(wc -l <"$here/prompts.txt")}"
}

answer() { cli generate --model smol --json --prompt "$1" --max-tokens "$2" "${@:3}"; }

rm -rf "$work/project"
cli init "$work/project" >&2
cli data import "$work/first.jsonl" --name first >&2
cli model import "$hf" --name smol >&2

for part in $parts; do
  case $part in
    train)
      need "$bin/gemm_bench" "the benchmark of matrix products is not built"
      keep "LoRA: ours" ours
      keep "Products" "$bin/gemm_bench"
      keep "LoRA: TRL 4 x 2" "$python" "$peers/trl_sft.py" "$hf" "$work/rows.jsonl" --n "$count"
      keep "LoRA: TRL 1 x 8" "$python" "$peers/trl_sft.py" "$hf" "$work/rows.jsonl" --n "$count" --batch 1 --accum 8
      ;;
    bf16)
      keep "LoRA bf16: ours" ours --set train.dtype=bf16
      keep "LoRA bf16: TRL 4 x 2" "$python" "$here/trl_train.py" lora bf16 "$hf" "$work/rows.jsonl" "$count"
      ;;
    curve)
      keep "Curve: TRL" "$python" "$here/trl_curve.py" "$hf" "$work/rows.jsonl" "$count" "$work/adapter"
      keep "Curve: ours" ours --set lora.initial="$work/adapter/adapter_model.safetensors" --set train.shuffle=false
      ;;
    nll)
      head -n 50 "$work/rows.jsonl" >"$work/fifty.jsonl"
      cli data import "$work/fifty.jsonl" --name fifty >&2
      keep "Rows: ours" cli inspect loss --data fifty --model smol --set data.maxLength=4096 --json
      keep "Rows: transformers" "$python" "$here/hf_nll.py" "$hf" "$work/rows.jsonl" 50
      ;;
    full)
      keep "Full: ours" ours --method full
      keep "Full: TRL 4 x 2" "$python" "$here/trl_train.py" full fp32 "$hf" "$work/rows.jsonl" "$count"
      ;;
    generate)
      long=$("$python" -c 'print("Write a story about a river. " * 72)')
      keep "Answer: ours fp32" answer "Write a story about a river." 64
      keep "Answer: ours int8" answer "Write a story about a river." 64 --int8
      keep "Prompt: ours int8" answer "$long" 1 --int8
      keep "Answer: transformers fp32" "$python" "$peers/generate.py" "$hf"
      [ ! -e "$gguf" ] || keep "Answer: llama.cpp Q4_1" "$python" "$peers/generate.py" - "$gguf"
      if [ -z "$q8" ] && [ -e "$gguf" ]; then
        q8=$work/q8.gguf
        [ -e "$q8" ] || "$python" "$here/quantize.py" "$gguf" "$q8" 2>"$work/err" >&2
      fi
      [ -z "$q8" ] || keep "Answer: llama.cpp Q8_0" "$python" "$peers/generate.py" - "$q8"
      ;;
    int8)
      same_answers >"$work/same" && "$python" "$here/results.py" keep "Same answers" "$work/same" >>"$results"
      ;;
    tokenize)
      need "$bin/tokenize_bench" "the tokenizing benchmark is not built"
      "$python" "$here/train_tokenizers.py" "$work/rows.jsonl" "$work"
      for kind in BPE WordPiece Unigram; do
        file=$work/$(echo "$kind" | tr '[:upper:]' '[:lower:]').json
        [ "$kind" != BPE ] || file=$hf/tokenizer.json
        keep "Tokenize $kind: ours" "$bin/tokenize_bench" "$file" "$work/rows.jsonl" --threads 2
        keep "Tokenize $kind: tokenizers" "$python" "$here/tokenize_peer.py" "$file" "$work/rows.jsonl" 2
      done
      ;;
    load)
      need "$bin/load_bench" "the benchmark of loading is not built"
      # Each in a process of its own; the plain read comes right before, so that both see the same disk.
      for way in answer int8 full; do
        keep "Load cold: read for $way" "$bin/load_bench" "$hf" read --cold
        keep "Load cold: $way" "$bin/load_bench" "$hf" "$way" --cold
        keep "Load warm: $way" "$bin/load_bench" "$hf" "$way"
      done
      ;;
    import)
      # 200 MB: the rows again and again, as the peer's own figure was taken; and with a number in each, so that all differ.
      for i in $(seq 110); do cat "$rows"; done >"$work/same.jsonl"
      awk '{ sub(/"question": "/, "&" NR " "); print }' "$work/same.jsonl" >"$work/different.jsonl"
      keep "Import: start" "$python" "$here/results.py" timed "$bin/tunesmith-cli" --project "$work/project" data list
      for kind in same different; do
        keep "Import: ours, $kind" "$python" "$here/results.py" timed "$bin/tunesmith-cli" --project "$work/project" data import "$work/$kind.jsonl" --name "$kind"
        keep "Import: datasets, $kind" "$python" "$peers/load_jsonl.py" "$work/$kind.jsonl"
      done
      ;;
  esac
done
cli probe
"$python" "$here/results.py" table "$results" "$count"
