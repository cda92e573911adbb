#include "ui/models/fit_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "ui/bridge/words.h"

namespace tunesmith::ui {

namespace {

QString fitWord(const char* text) {
    return QCoreApplication::translate("tunesmith::ui::Fit", text);
}

struct Word {
    const char* tag;
    const char* words;
};

// Hugging Face's names of tasks, and tags of content that are seen often.
constexpr Word kGoodFor[] = {
    {"text-generation", QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "writing text")},
    {"text2text-generation", QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "answering one text with another")},
    {"conversational", QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "conversations")},
    {"chat", QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "conversations")},
    {"instruct", QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "following instructions")},
    {"code", QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "code")},
    {"math", QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "mathematics")},
    {"medical", QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "medicine")},
    {"legal", QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "law")},
    {"finance", QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "finance")},
    {"translation", QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "translating")},
    {"summarization", QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "summaries")},
    {"question-answering", QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "answering questions")},
    {"text-classification", QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "classifying text")},
    {"reasoning", QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "reasoning")},
};

QString settingWords(const std::string& key, const std::string& value) {
    const QString number = words::count(QString::fromStdString(value).toLongLong());
    if (key == "data.maxLength")
        return fitWord(QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "rows of at most %1 tokens")).arg(number);
    if (key == "train.microTokens")
        return fitWord(QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "%1 tokens at once")).arg(number);
    if (key == "lora.rank") return fitWord(QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "rank %1")).arg(number);
    if (key == "method") return methodWord(QString::fromStdString(value));
    return words::text(key) + QStringLiteral(" = ") + words::text(value);
}

}  // namespace

QString verdictWord(Verdict verdict) {
    switch (verdict) {
        case Verdict::Fits:
            return fitWord(QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "fits"));
        case Verdict::Tight:
            return fitWord(QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "tight"));
        case Verdict::No:
            return fitWord(QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "no"));
    }
    return {};
}

QString verdictPhrase(Verdict verdict) {
    return verdict == Verdict::No ? fitWord(QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "does not fit")) : verdictWord(verdict);
}

const char* verdictTone(Verdict verdict) {
    return verdict == Verdict::Fits ? "good" : verdict == Verdict::Tight ? "warn" : "bad";
}

QString fitText(const FitInfo& fit) {
    const Verdict verdict = fit.problem.empty() ? fit.verdict : Verdict::No;
    return verdictWord(verdict) + QStringLiteral(" · ") + words::memory(fit.needBytes);
}

QString methodWord(const QString& method) {
    if (method == QLatin1String("lora")) return fitWord(QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "LoRA"));
    if (method == QLatin1String("full")) return fitWord(QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "Full training"));
    return method;
}

QString changeWords(const FitChange& change) {
    QString text;
    for (const auto& [key, value] : change.settings) {
        const QString words = settingWords(key, value);
        text = text.isEmpty() ? words : fitWord(QT_TRANSLATE_NOOP("tunesmith::ui::Fit", "%1 and %2")).arg(text, words);
    }
    return text;
}

std::vector<std::string> goodForTags(const ModelInfo& model) {
    if (!model.goodFor.empty()) return model.goodFor;
    if (model.encoder) return {"text-classification"};
    if (model.sourceLayers > 0) return {"text2text-generation"};
    return model.hasChatTemplate ? std::vector<std::string>{"conversational"} : std::vector<std::string>{};
}

QString goodForWord(const QString& tag) {
    for (const Word& word : kGoodFor)
        if (tag == QLatin1String(word.tag)) return fitWord(word.words);
    return tag;
}

}  // namespace tunesmith::ui
