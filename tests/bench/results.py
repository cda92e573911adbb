"""What run_bench.sh measures, kept and compared.
usage: results.py keep NAME FILE     the JSON that a program printed, as one line with its name
       results.py same A B           exit 0 where two documents of `generate --json` hold the same answer
       results.py timed COMMAND...   runs it; its seconds and peak memory
       results.py table FILE ROWS    the table of ratios from those lines"""
import json
import resource
import subprocess
import sys
import time


def keep(name, path):
    text = open(path, encoding="utf-8").read().strip()
    try:
        value = json.loads(text)
    except json.JSONDecodeError:  # the peers print a progress log first and their figures as the last line
        value = json.loads(text.splitlines()[-1])
    print(json.dumps({"name": name, "value": value}))


def rate(value, key, seconds=None):
    if value is None or key not in value:
        return None
    return value[key] / max(value[seconds], 1e-9) if seconds else value[key]


def ours_rate(value):
    return rate(value, "real_tokens_per_second")


def row(title, ours, peer, goal, unit, larger_is_better=True):
    """One line of the table, or None where a side was not measured."""
    if ours is None or peer is None:
        return None
    ratio = ours / peer
    reached = ratio >= goal if larger_is_better else ratio <= goal
    sign = ">=" if larger_is_better else "<="
    return f"| {title} | {ours:.1f} {unit} | {peer:.1f} {unit} | {ratio:.2f} | {sign} {goal:.2f} | {'yes' if reached else 'NO'} |"


def operations_per_token(real, trained, rows):
    """Floating-point operations of LoRA r16 on SmolLM2-135M, forward and backward, per real token: base products (the input's gradient too),
    attention over half a square of a row's mean length, adapters, and the head on trained tokens."""
    layers, width, feed, kv, heads, head_width, vocabulary, rank = 30, 576, 1536, 192, 9, 64, 49152, 16
    linear = layers * (2 * width * width + 2 * width * kv + 3 * width * feed)
    adapters = layers * rank * (2 * (width + width) + 2 * (width + kv) + 3 * (width + feed))
    attention = layers * heads * head_width * (real / rows) / 2 * 2 * (2 + 5)
    head = 4 * vocabulary * width * trained / real
    return 4 * linear + 6 * adapters + attention + head


def same(*paths):
    first, second = (json.load(open(path, encoding="utf-8"))["ids"] for path in paths)
    return first == second


def timed(command):
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - begin
    print(json.dumps({"seconds": seconds, "peak_mib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024}))


def import_rows(get):
    """The peer's clock starts when its modules are there; so the start of our program is not counted either."""
    start = get("Import: start")
    for kind in ("same", "different"):
        ours, peer = get(f"Import: ours, {kind}"), get(f"Import: datasets, {kind}")
        if not (start and ours and peer):
            continue
        speed = peer["mb"] / max(ours["seconds"] - start["seconds"], 1e-9)
        yield row(f"Importing JSON lines, {kind} rows, datasets", speed, peer["mb_per_s"], 1.0, "MB/s")
        yield row(f"Importing JSON lines, {kind} rows: peak memory", ours["peak_mib"], 200, 1.0, "MiB (of 200)", False)


def loading_rows(get):
    """Time against a plain read of the same file; memory against the file, or the parameters and gradients that come of it."""
    for way in ("answer", "int8", "full"):
        ours, plain = get(f"Load cold: {way}"), get(f"Load cold: read for {way}")
        yield row(f"Loading ({way}) from disk, a plain read", rate(ours, "mb_per_s"), rate(plain, "mb_per_s"), 0.9, "MB/s")
        if ours:
            yield row(f"Loading ({way}): peak memory", ours["peak_rss_mb"], ours["parameter_mb"] or ours["mb"], 1.1, "MB", False)


def table(path, rows):
    found = {entry["name"]: entry["value"] for entry in map(json.loads, open(path, encoding="utf-8"))}
    get = found.get
    lines = []
    for setting, speed, memory in (("4 x 2", 2.5, 1 / 6), ("1 x 8", 1.75, 1 / 3)):
        peer = get(f"LoRA: TRL {setting}")
        lines.append(row(f"LoRA r16 fp32, TRL {setting}: real tokens/s", ours_rate(get("LoRA: ours")), rate(peer, "real_tokens_per_s"), speed, "/s"))
        lines.append(row(f"LoRA r16 fp32, TRL {setting}: peak memory", rate(get("LoRA: ours"), "peak_rss_mib"), rate(peer, "peak_mib"), memory, "MiB", False))
    bf16, peer = get("LoRA bf16: ours"), get("LoRA bf16: TRL 4 x 2")
    lines.append(row("LoRA r16 bf16, TRL bf16 4 x 2: real tokens/s", ours_rate(bf16), rate(peer, "real_tokens_per_s"), 3.0, "/s"))
    lines.append(row("LoRA r16 bf16, TRL bf16 4 x 2: peak memory", rate(bf16, "peak_rss_mib"), rate(peer, "peak_mib"), 1 / 6, "MiB", False))
    full = get("Full: TRL 4 x 2")
    lines.append(row("Full fp32, TRL 4 x 2: real tokens/s", ours_rate(get("Full: ours")), rate(full, "real_tokens_per_s"), 2.0, "/s"))
    lines.append(row("Full fp32, TRL 4 x 2: peak memory", rate(get("Full: ours"), "peak_rss_mib"), rate(full, "peak_mib"), 1 / 3, "MiB", False))

    fp32, int8 = (rate(get(f"Answer: ours {kind}"), "new_tokens", "seconds") for kind in ("fp32", "int8"))
    lines.append(row("Answering fp32, transformers fp32", fp32, rate(get("Answer: transformers fp32"), "tokens_per_s"), 2.5, "tokens/s"))
    lines.append(row("Answering int8, llama.cpp Q8_0", int8, rate(get("Answer: llama.cpp Q8_0"), "tokens_per_s"), 0.7, "tokens/s"))
    lines.append(row("Answering int8, llama.cpp Q4_1", int8, rate(get("Answer: llama.cpp Q4_1"), "tokens_per_s"), 0.7, "tokens/s"))
    prompt = rate(get("Prompt: ours int8"), "prompt_tokens", "prompt_seconds")
    for kind in ("Q8_0", "Q4_1"):
        lines.append(row(f"Reading a prompt, llama.cpp {kind}", prompt, rate(get(f"Answer: llama.cpp {kind}"), "prompt_tokens_per_s"), 1.0, "tokens/s"))
    for kind in ("BPE", "WordPiece", "Unigram"):
        sides = get(f"Tokenize {kind}: ours"), get(f"Tokenize {kind}: tokenizers")
        lines.append(row(f"Tokenizing {kind}, tokenizers, one thread", *(rate(side, "mb_per_s") for side in sides), 10.0, "MB/s"))
        lines.append(row(f"Tokenizing {kind}, encode_batch, two threads", *(rate(side, "mb_per_s_threads") for side in sides), 10.0, "MB/s"))
        if sides[0]:
            lines.append(row(f"Tokenizing {kind}, two threads against one", sides[0]["mb_per_s_threads"], sides[0]["mb_per_s"], 1.8, "MB/s"))
    lines += loading_rows(get)
    lines += import_rows(get)

    print("\n| what, against which peer | Tunesmith | peer | ratio | goal | reached |\n|---|---|---|---|---|---|")
    print("\n".join(line for line in lines if line))
    ours, products = get("LoRA: ours"), get("Products")
    if ours and products:
        reached = ours_rate(ours) * operations_per_token(ours["real_tokens"], ours["trained_tokens"], rows) / 1e9
        print(f"LoRA training does {reached:.0f} GFLOP/s: {reached / products['gflops']:.0%} of the {products['gflops']:.0f} that the layer products reach alone (goal 75 %)")
    if get("Curve: ours") and get("Curve: TRL"):
        pairs = list(zip(get("Curve: ours")["losses"], get("Curve: TRL")["losses"], strict=True))
        print(f"same adapters, same order: {len(pairs)} losses, at most {max(abs(a - b) for a, b in pairs):.1e} apart (goal 1e-3)")
    if get("Rows: ours") and get("Rows: transformers"):
        pairs = list(zip(get("Rows: ours")["rows"], get("Rows: transformers")["rows"], strict=True))
        assert all(a["trained_tokens"] == b["trained_tokens"] for a, b in pairs)
        print(f"loss of {len(pairs)} rows: at most {max(abs(a['nll'] - b['nll']) for a, b in pairs):.1e} from transformers, summed over a row (goal 1e-3)")
    if get("Same answers"):
        print(f"int8 gives the same 64 greedy tokens on {get('Same answers')['same']} of {get('Same answers')['of']} prompts (goal 8)")
    for name in ("LoRA: ours", "LoRA: TRL 4 x 2", "LoRA: TRL 1 x 8", "LoRA bf16: ours", "LoRA bf16: TRL 4 x 2", "Full: ours", "Full: TRL 4 x 2"):
        if name in found:
            print(f"losses, {name}: " + " ".join(f"{loss:.4f}" for loss in found[name]["losses"]))


if len(sys.argv) == 4 and sys.argv[1] == "keep":
    keep(sys.argv[2], sys.argv[3])
elif len(sys.argv) == 4 and sys.argv[1] == "same":
    sys.exit(0 if same(*sys.argv[2:]) else 1)
elif len(sys.argv) > 2 and sys.argv[1] == "timed":
    timed(sys.argv[2:])
elif len(sys.argv) == 4 and sys.argv[1] == "table":
    table(sys.argv[2], int(sys.argv[3]))
else:
    sys.exit(__doc__)
