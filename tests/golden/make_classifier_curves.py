"""Makes classify/<variant>.safetensors: rows with labels, and the losses of a few optimizer steps that transformers' models make on them.

The models are those of encoders/<variant>. Pinned as in make_llama_fixtures.py. Run from this folder: python make_classifier_curves.py
"""
from pathlib import Path

import torch
import transformers as hf
from safetensors.torch import save_file

HERE = Path(__file__).parent
ROWS, BATCH, STEPS, RATE, DECAY, CLIP = 10, 4, 8, 2e-3, 0.01, 1.0
VARIANTS = {"bert_sequence": "Sequence", "bert_multi_label": "Sequence", "bert_regression": "Sequence", "bert_token": "Token",
            "roberta_sequence": "Sequence", "distilbert_sequence": "Sequence", "distilbert_token": "Token"}


def main() -> None:
    (HERE / "classify").mkdir(exist_ok=True)
    for name, head in VARIANTS.items():
        model = getattr(hf, f"AutoModelFor{head}Classification").from_pretrained(HERE / "encoders" / name, dtype=torch.float32).eval()
        config, generator = model.config, torch.Generator().manual_seed(3)
        lengths = torch.randint(3, 20, (ROWS,), generator=generator).tolist()
        ids = [torch.randint(3, config.vocab_size, (n,), generator=generator) for n in lengths]
        if head == "Token":
            labels = [torch.randint(0, config.num_labels, (n,), generator=generator) for n in lengths]
            for row in labels:
                row[::3] = -100
        elif config.problem_type == "regression":
            labels = list(torch.randn(ROWS, 1, generator=generator))
        elif config.problem_type == "multi_label_classification":
            labels = list(torch.randint(0, 2, (ROWS, config.num_labels), generator=generator).float())
        else:
            labels = list(torch.randint(0, config.num_labels, (ROWS, 1), generator=generator))
        plain = [p for n, p in model.named_parameters() if "norm" in n.lower() or n.endswith("bias")]
        chosen = {id(p) for p in plain}
        optimizer = torch.optim.AdamW([dict(params=[p for p in model.parameters() if id(p) not in chosen], weight_decay=DECAY),
                                       dict(params=plain, weight_decay=0.0)], lr=RATE, betas=(0.9, 0.999), eps=1e-8)
        losses = []
        per_epoch = -(-ROWS // BATCH)
        for step in range(STEPS):
            rows = list(range(ROWS))[step % per_epoch * BATCH:][:BATCH]
            longest = max(lengths[r] for r in rows)
            pad = lambda values, fill: torch.stack([torch.nn.functional.pad(v, (0, longest - len(v)), value=fill) for v in values])
            wanted = pad([labels[r] for r in rows], -100) if head == "Token" else torch.stack([labels[r] for r in rows])
            if wanted.shape[-1] == 1:
                wanted = wanted[:, 0]
            loss = model(input_ids=pad([ids[r] for r in rows], 0 if config.pad_token_id is None else config.pad_token_id),
                         attention_mask=pad([torch.ones(lengths[r], dtype=torch.long) for r in rows], 0), labels=wanted).loss
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
            optimizer.step()
            losses.append(loss.detach())
        save_file(dict(ids=torch.cat(ids), lengths=torch.tensor(lengths), labels=torch.cat(labels), losses=torch.stack(losses).float()),
                  HERE / "classify" / f"{name}.safetensors")
        print(name, [round(float(loss), 5) for loss in losses])


if __name__ == "__main__":
    main()
