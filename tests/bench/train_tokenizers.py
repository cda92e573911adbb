"""Trains a WordPiece and a Unigram tokenizer on the rows, of about the sizes that BERT and T5 have, for tokenize_bench.
usage: train_tokenizers.py ROWS.jsonl OUT_FOLDER       writes wordpiece.json and unigram.json"""
import json
import os
import sys

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

with open(sys.argv[1], encoding="utf-8") as file:
    texts = [json.loads(line)["messages"][0]["content"] for line in file]

wordpiece = Tokenizer(models.WordPiece(unk_token="[UNK]"))
wordpiece.normalizer, wordpiece.pre_tokenizer = normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer()
wordpiece.decoder = decoders.WordPiece()
wordpiece.train_from_iterator(texts, trainers.WordPieceTrainer(
    vocab_size=30000, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], show_progress=False))
wordpiece.save(os.path.join(sys.argv[2], "wordpiece.json"))

unigram = Tokenizer(models.Unigram())
unigram.normalizer, unigram.pre_tokenizer = normalizers.NFKC(), pre_tokenizers.Metaspace()
unigram.decoder = decoders.Metaspace()
unigram.train_from_iterator(texts, trainers.UnigramTrainer(
    vocab_size=30000, special_tokens=["<pad>", "</s>", "<unk>"], unk_token="<unk>", show_progress=False))
unigram.save(os.path.join(sys.argv[2], "unigram.json"))
