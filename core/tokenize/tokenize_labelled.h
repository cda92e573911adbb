// Rows for an encoder: a text, or two, framed as the model expects ([CLS] ... [SEP]), with the labels that a classifier
// learns from it.
#pragma once

#include "core/data/label/label_set.h"
#include "core/tokenize/tokenize_row.h"

namespace tunesmith {

/// Ids and token types of what is read of a row, without labels; no ids where there is no text. Cutting leaves out the
/// end of the (longer) text, never the tokens that frame it; `options.overlong` Drop leaves no ids. With spans, `text`
/// is the first text, or both with a line break between them. Throws Error as Tokenizer::encodeFramed() does.
TokenizedRow frameRow(const Tokenizer& tokenizer, const ClassifiedText& text, const RowOptions& options,
                      bool withSpans = false);

/// The same with the row's labels: of words, each stands on the first token of its word, as in the examples of
/// transformers. A row that says nothing in `set` has none. Throws Error naming the row.
TokenizedRow tokenizeLabelled(const Tokenizer& tokenizer, const Record& record, const LabelSet& set,
                              const RowOptions& options, bool withSpans = false);

}  // namespace tunesmith
