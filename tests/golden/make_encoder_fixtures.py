"""Makes encoders/<variant>/: tiny random encoders and what transformers and peft compute with them.

Pinned as in make_llama_fixtures.py. README.md lists every file and tensor. Run from this folder:
python make_encoder_fixtures.py [variant...]
"""
import json
import shutil
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
import transformers as hf
from peft import LoraConfig, get_peft_model, get_peft_model_state_dict
from safetensors.torch import load_file, save_file

from make_llama_fixtures import fill_adapter

OUT = Path(__file__).parent / "encoders"
RANK, ALPHA = 4, 8
LENGTHS = [11, 7, 1, 70]  # tokens of the documents; the last one is longer than a block of the attention kernel
VOCABULARY, WIDTH = 96, 32
SIZES = dict(hidden_size=WIDTH, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4, vocab_size=VOCABULARY,
             max_position_embeddings=80, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
BERT = (hf.BertConfig, SIZES, ["query", "key", "value", "attention.output.dense", "intermediate.dense", "output.dense"])
ROBERTA = (hf.RobertaConfig, SIZES | dict(max_position_embeddings=82, type_vocab_size=1, pad_token_id=1), BERT[2])
XLM_ROBERTA, CAMEMBERT = (hf.XLMRobertaConfig, *ROBERTA[1:]), (hf.CamembertConfig, *ROBERTA[1:])
DISTIL = (hf.DistilBertConfig, dict(dim=WIDTH, hidden_dim=48, n_layers=2, n_heads=4, vocab_size=VOCABULARY, max_position_embeddings=80,
                                    dropout=0.0, attention_dropout=0.0, seq_classif_dropout=0.0),
          ["q_lin", "k_lin", "v_lin", "out_lin", "lin1", "lin2"])
NONE, SEQUENCE, TOKEN = "Model", "ForSequenceClassification", "ForTokenClassification"
SINGLE, MULTI, VALUES = "single_label_classification", "multi_label_classification", "regression"

# family, its head, labels, problem
VARIANTS = {
    "bert": (BERT, NONE, 0, None),
    "bert_sequence": (BERT, SEQUENCE, 3, SINGLE),
    "bert_multi_label": (BERT, SEQUENCE, 4, MULTI),
    "bert_regression": (BERT, SEQUENCE, 1, VALUES),
    "bert_token": (BERT, TOKEN, 5, None),
    "roberta": (ROBERTA, NONE, 0, None),
    "roberta_sequence": (ROBERTA, SEQUENCE, 3, SINGLE),
    "roberta_token": (ROBERTA, TOKEN, 5, None),
    "xlm_roberta_sequence": (XLM_ROBERTA, SEQUENCE, 3, SINGLE),
    "camembert_token": (CAMEMBERT, TOKEN, 5, None),
    "distilbert": (DISTIL, NONE, 0, None),
    "distilbert_sequence": (DISTIL, SEQUENCE, 3, SINGLE),
    "distilbert_token": (DISTIL, TOKEN, 5, None),
}
TASKS = {NONE: "FEATURE_EXTRACTION", SEQUENCE: "SEQ_CLS", TOKEN: "TOKEN_CLS"}


def model_class(family, head: str):
    return getattr(hf, family[0].__name__.replace("Config", "") + head)


def randomise(model: torch.nn.Module) -> None:
    with torch.no_grad():
        for key, parameter in model.named_parameters():
            norm = "norm" in key.lower()
            parameter.normal_(1.0 if norm and key.endswith("weight") else 0.0, 0.2)


def reload(folder: Path, family, head: str) -> torch.nn.Module:
    kind = model_class(family, head)
    extra = dict(add_pooling_layer=False) if head == NONE and family is not DISTIL else {}
    return kind.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager", **extra).eval()


def inputs(family):
    generator = torch.Generator().manual_seed(5)
    total = sum(LENGTHS)
    ids = torch.randint(3, VOCABULARY, (total,), generator=generator)  # no padding among them
    types = torch.randint(0, 2, (total,), generator=generator) if family is BERT else torch.zeros(total, dtype=torch.long)
    offsets = [0]
    for n in LENGTHS:
        offsets.append(offsets[-1] + n)
    return ids, types, offsets


def outputs(model, family, data) -> torch.Tensor:
    """What each document by itself gives, one below the other: hidden states, or logits."""
    ids, types, offsets = data
    rows = []
    for first, last in zip(offsets, offsets[1:]):
        kinds = {} if family is DISTIL else dict(token_type_ids=types[None, first:last])
        result = model(input_ids=ids[None, first:last], attention_mask=torch.ones(1, last - first, dtype=torch.long), **kinds)
        rows.append(result.logits if "logits" in result else result.last_hidden_state[0])
    return torch.cat([r[0] if r.dim() == 3 else r for r in rows])


def targets(head: str, labels: int, problem, rows: int) -> torch.Tensor:
    generator = torch.Generator().manual_seed(9)
    if head == NONE:
        return torch.randn(rows, WIDTH, generator=generator)
    if problem == VALUES:
        return torch.randn(rows, labels, generator=generator)
    if problem == MULTI:
        return torch.randint(0, 2, (rows, labels), generator=generator).float()
    chosen = torch.randint(0, labels, (rows,), generator=generator)
    if head == TOKEN:
        chosen[::3] = -100
    return chosen


def loss_of(head: str, problem, result: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """As transformers has them; of bare hidden states their product with a fixed pull."""
    if head == NONE:
        return (result * wanted).sum()
    if problem == VALUES:
        return F.mse_loss(result, wanted)
    if problem == MULTI:
        return F.binary_cross_entropy_with_logits(result, wanted)
    return F.cross_entropy(result, wanted)


def saved_key(key: str) -> str:
    return key.replace(".modules_to_save.default", "").replace(".default", "")


def lora_case(folder: Path, spec, data, wanted, out: dict) -> None:
    family, head, labels, problem = spec
    saved = [] if head == NONE else ["pre_classifier", "classifier"] if family is DISTIL and head == SEQUENCE else ["classifier"]
    peft = get_peft_model(reload(folder, family, head), LoraConfig(r=RANK, lora_alpha=ALPHA, target_modules=family[2],
                                                                   task_type=TASKS[head], modules_to_save=saved or None)).eval()
    fill_adapter(peft)
    for key, value in get_peft_model_state_dict(peft).items():
        out[f"lora.{key}"] = value.clone()
    result = outputs(peft, family, data)
    loss = loss_of(head, problem, result, wanted)
    loss.backward()
    out["lora_result"], out["lora_loss"] = result.detach(), loss.detach().reshape(1)
    for key, parameter in peft.named_parameters():
        if parameter.requires_grad:
            out[f"lora_grad.{saved_key(key)}"] = parameter.grad.clone()


def make(name: str) -> None:
    spec = family, head, labels, problem = VARIANTS[name]
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    torch.manual_seed(sum(name.encode()))
    config = family[0](**family[1], **(dict(num_labels=labels) if labels else {}), **(dict(problem_type=problem) if problem else {}))
    model = model_class(family, head)(config)
    randomise(model)
    model.save_pretrained(folder)
    data = ids, types, offsets = inputs(family)
    model = reload(folder, family, head)
    result = outputs(model, family, data)
    wanted = targets(head, labels, problem, result.shape[0])
    loss = loss_of(head, problem, result, wanted)
    loss.backward()
    out = dict(ids=ids, types=types, offsets=torch.tensor(offsets), wanted=wanted, result=result.detach(), loss=loss.detach().reshape(1))
    for key, parameter in model.named_parameters():
        out[f"grad.{key}"] = parameter.grad.clone()
    lora_case(folder, spec, data, wanted, out)
    save_file({k: v.contiguous() for k, v in out.items()}, folder / "expected.safetensors")
    print(name, f"loss {loss.item():.4f}")


def make_masked() -> None:
    """An MLM file as the first ones were: parts of norms under their old names, buffers, and a head for words."""
    folder = OUT / "bert_masked"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    torch.manual_seed(3)
    model = hf.BertForMaskedLM(hf.BertConfig(**SIZES))
    randomise(model)
    model.save_pretrained(folder)
    tensors = {k.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"): v
               for k, v in load_file(folder / "model.safetensors").items()}
    tensors["bert.embeddings.position_ids"] = torch.arange(80)[None]
    tensors["bert.pooler.dense.weight"], tensors["bert.pooler.dense.bias"] = torch.randn(WIDTH, WIDTH), torch.randn(WIDTH)
    save_file(tensors, folder / "model.safetensors", metadata=dict(format="pt"))
    data = ids, types, offsets = inputs(BERT)
    with torch.no_grad():
        result = outputs(model.bert.eval(), BERT, data)
    save_file(dict(ids=ids, types=types, offsets=torch.tensor(offsets), result=result), folder / "expected.safetensors")


def make_sentence() -> None:
    """A folder of sentence-transformers: mean over tokens, a dense layer, length 1."""
    folder = OUT / "sentence"
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("", "1_Pooling", "2_Dense", "3_Normalize"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    torch.manual_seed(4)
    model = hf.BertModel(hf.BertConfig(**SIZES))
    randomise(model)
    model.save_pretrained(folder)
    kinds = ["Transformer", "Pooling", "Dense", "Normalize"]
    paths = ["", "1_Pooling", "2_Dense", "3_Normalize"]
    (folder / "modules.json").write_text(json.dumps([dict(idx=i, name=str(i), path=p, type=f"sentence_transformers.models.{k}")
                                                     for i, (k, p) in enumerate(zip(kinds, paths))], indent=2) + "\n")
    (folder / "sentence_bert_config.json").write_text(json.dumps(dict(max_seq_length=70, do_lower_case=False)) + "\n")
    (folder / "1_Pooling/config.json").write_text(json.dumps(dict(
        word_embedding_dimension=WIDTH, pooling_mode_cls_token=False, pooling_mode_mean_tokens=True, pooling_mode_max_tokens=False)) + "\n")
    (folder / "2_Dense/config.json").write_text(json.dumps(dict(
        in_features=WIDTH, out_features=12, bias=True, activation_function="torch.nn.modules.activation.Tanh")) + "\n")
    dense = torch.nn.Linear(WIDTH, 12)
    save_file({f"linear.{k}": v for k, v in dense.state_dict().items()}, folder / "2_Dense/model.safetensors")
    data = ids, types, offsets = inputs(BERT)
    model = model.eval()
    hidden = outputs(model, BERT, data)
    pooled = torch.stack([hidden[a:b].mean(0) for a, b in zip(offsets, offsets[1:])])
    result = F.normalize(torch.tanh(dense(pooled)), dim=1)
    pull = torch.randn(result.shape)
    hidden_pull, = torch.autograd.grad((result * pull).sum(), hidden)
    save_file(dict(ids=ids, types=types, offsets=torch.tensor(offsets), hidden=hidden.detach(), result=result.detach().contiguous(), pull=pull,
                   first=hidden[torch.tensor(offsets[:-1])].detach(), hidden_pull=hidden_pull.contiguous()), folder / "expected.safetensors")


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    for variant in sys.argv[1:] or VARIANTS:
        make(variant)
    if len(sys.argv) == 1:
        make_masked()
        make_sentence()
