// Words for what a run takes of this computer, shared by the pages that say it.
#pragma once

#include <QString>

#include "core/engine/project.h"

namespace tunesmith::ui {

/// "fits", "tight", "no": for a table
QString verdictWord(Verdict verdict);
/// "fits", "tight", "does not fit": for a sentence
QString verdictPhrase(Verdict verdict);
/// "good", "warn", "bad"
const char* verdictTone(Verdict verdict);
/// "fits · 1.1 GB"; "no · reads 2,048 tokens" is said by the report's problem instead.
QString fitText(const FitInfo& fit);
/// "LoRA", "Full training"; the engine's name for a method that has no words here.
QString methodWord(const QString& method);
/// "rows of at most 256 tokens and 256 tokens at once"
QString changeWords(const FitChange& change);
/// What the files say that it is good for; conversations, where they say nothing and bring a chat template.
std::vector<std::string> goodForTags(const ModelInfo& model);
/// A tag of a model card as people say it: "writes text", "code"; the tag itself where there are no words for it.
QString goodForWord(const QString& tag);

}  // namespace tunesmith::ui
