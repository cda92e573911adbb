#include "ui/pages/data/step_words.h"

#include <QCoreApplication>
#include <cstring>

namespace tunesmith::ui {

namespace {

struct Words {
    const char* name;
    const char* title;
    const char* what;
    bool usual;
};

constexpr Words kSteps[] = {
    {"unicode", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Mend characters"),
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords",
                       "Puts letters and accents in one form, repairs text that was read in the wrong encoding, and "
                       "takes out control and invisible characters."),
     true},
    {"html", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Remove web page remnants"),
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords",
                       "Takes out tags and turns entities such as &amp; back into characters."),
     true},
    {"boilerplate", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Remove boilerplate"),
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords",
                       "Takes out cookie notices, \"click here\" lines and headers that repeat from row to row."),
     false},
    {"whitespace", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Tidy spaces"),
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords",
                       "One space between words, no trailing spaces, no heaps of empty lines."),
     true},
    {"empty", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Drop empty rows"),
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Rows whose answer is missing or only says n/a, null or the like."),
     true},
    {"language", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Keep languages"),
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Keeps rows in the languages you name, such as en, de."), false},
    {"repetition", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Drop repetitive text"),
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords",
                       "Answers that say the same lines or phrases again and again teach the model to loop."),
     false},
    {"quality", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Check quality"),
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords",
                       "Too few words, odd word lengths, symbols instead of words, gibberish."),
     false},
    {"profanity", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Find profanity"),
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Whole words from lists in several languages, and your own."),
     false},
    {"refusal", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Find refusals"),
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords",
                       "Answers that decline, such as \"As an AI language model...\", teach the model to decline."),
     true},
    {"length", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Limit length"),
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords",
                       "What is too short or too long is dropped, cut or split at sentence borders."),
     false},
    {"exact_duplicates", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Drop duplicates"),
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Rows that say the same, upper and lower case and spaces aside."),
     true},
    {"near_duplicates", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Drop near duplicates"),
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords",
                       "Rows that say almost the same: they weigh too much and leak between splits."),
     true},
    {"leakage", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Find leaks between splits"),
     QT_TRANSLATE_NOOP(
         "tunesmith::ui::StepWords",
         "Training rows that repeat rows which the model is tested with make results look better than they are."),
     true},
    {"balance", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Balance labels"),
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords",
                       "Caps labels that have too many rows, or repeats those that have few."),
     false},
    {"personal_data", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Protect personal data"),
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords",
                       "Finds names, numbers, addresses and secrets, and replaces, masks or drops them."),
     false},
};

struct SettingText {
    const char* step;  // null: of any step
    const char* key;
    const char* text;
};

constexpr SettingText kSettings[] = {
    {nullptr, "action", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "What happens")},
    {nullptr, "scope", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Looks at")},
    {nullptr, "seed", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Random seed")},
    {nullptr, "words", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Words")},
    {"unicode", "form", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Unicode form")},
    {"unicode", "mojibake", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Repair wrong encoding")},
    {"unicode", "control", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Take out control characters")},
    {"unicode", "zero_width", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Take out invisible characters")},
    {"unicode", "bidi", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Take out direction marks")},
    {"boilerplate", "repeats",
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "A line is a header from this many rows on")},
    {"whitespace", "spaces", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "One space between words")},
    {"whitespace", "blank_lines", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Empty lines in a row, at most")},
    {"whitespace", "trim", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Trim both ends")},
    {"empty", "placeholders", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Also counts as empty")},
    {"language", "languages", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Languages to keep")},
    {"language", "confidence", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Sure enough from")},
    {"language", "letters", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Judge from this many letters on")},
    {"length", "unit", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Measured in")},
    {"length", "least", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "At least (0: no limit)")},
    {"length", "most", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "At most (0: no limit)")},
    {"length", "short", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Too short")},
    {"length", "long", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Too long")},
    {"exact_duplicates", "ignore", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Ignore")},
    {"near_duplicates", "threshold", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Alike from (1: the same)")},
    {"near_duplicates", "keep", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Keep")},
    {"leakage", "near", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Alike from (1: the same)")},
    {"leakage", "overlap", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Also 13 words in a row")},
    {"leakage", "common", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Ignore phrases in this many rows")},
    {"profanity", "words", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Further words")},
    {"profanity", "allowed", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Allowed words")},
    {"refusal", "words", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Judge the first words")},
    {"balance", "by", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "By")},
    {"balance", "how", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "How")},
    {"balance", "most", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Rows of a label, at most (0: as the smallest)")},
    {"balance", "times", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Repeat a row at most")},
    {"personal_data", "entities",
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "What to look for (empty: all that is certain)")},
    {"personal_data", "names", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Names and places too")},
    {"personal_data", "countries", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Countries, such as de, us")},
    {"personal_data", "patterns", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Own patterns, such as MRN=MR-#{6}")},
    {"personal_data", "keep", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "A mask keeps the last characters")},
    {"personal_data", "score", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Sure enough from")},
    {"personal_data", "except", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Let these values stand")},
    {"quality", "least_words", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Words at least")},
    {"quality", "most_words", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Words at most")},
    {"quality", "short", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Short answers")},
    {"quality", "least_word_length",
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Letters of a word at least, on average")},
    {"quality", "most_word_length",
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Letters of a word at most, on average")},
    {"quality", "symbols", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Symbols for each word at most")},
    {"quality", "bullet_lines", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Share of bullet lines at most")},
    {"quality", "ellipsis_lines",
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Share of lines ending in an ellipsis at most")},
    {"quality", "alphabetic_words",
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Share of words with a letter at least")},
    {"quality", "stop_words", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Common words at least")},
    {"quality", "gibberish", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Share of unpronounceable words at most")},
    {"repetition", "duplicate_lines", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Share of repeated lines at most")},
    {"repetition", "duplicate_line_characters",
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Their share of characters at most")},
    {"repetition", "duplicate_paragraphs",
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Share of repeated paragraphs at most")},
    {"repetition", "duplicate_paragraph_characters",
     QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Their share of characters at most")},
    {"repetition", "words", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "Judge from this many words on")},
};

struct ChoiceText {
    const char* choice;
    const char* text;
};

constexpr ChoiceText kChoices[] = {
    {"placeholder", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "put a placeholder")},
    {"mask", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "mask it")},
    {"hash", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "put its hash")},
    {"surrogate", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "put a made-up one")},
    {"drop", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "drop the row")},
    {"flag", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "flag it to look at")},
    {"row", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "the whole row")},
    {"question", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "the question")},
    {"answer", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "the answer")},
    {"nfc", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "NFC: composed letters")},
    {"nfkc", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "NFKC: also full-width and ligatures")},
    {"none", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "as it is")},
    {"tokens", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "tokens")},
    {"words", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "words")},
    {"characters", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "characters")},
    {"truncate", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "cut it")},
    {"split", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "split it")},
    {"first", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "the first")},
    {"longest", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "the longest")},
    {"nothing", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "nothing")},
    {"case_and_spaces", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "case and spaces")},
    {"label", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "label")},
    {"cap", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "cap large labels")},
    {"repeat", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "repeat small labels")},
    {"weigh", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "weigh rows")},
    {"keep", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "are kept")},
    {"judge", QT_TRANSLATE_NOOP("tunesmith::ui::StepWords", "are judged")},
};

QString translated(const char* text) {
    return QCoreApplication::translate("tunesmith::ui::StepWords", text);
}

}  // namespace

StepWords stepWords(const std::string& step) {
    for (const Words& words : kSteps)
        if (step == words.name) return {translated(words.title), translated(words.what), words.usual};
    return {QString::fromStdString(step), {}, false};
}

QString stepSettingWords(const std::string& step, const std::string& key) {
    const SettingText* found = nullptr;
    for (const SettingText& setting : kSettings)
        if (key == setting.key && (!setting.step || step == setting.step) && (!found || setting.step)) found = &setting;
    if (found) return translated(found->text);
    QString name = QString::fromStdString(key);
    return name.replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString stepChoiceWords(const std::string& choice) {
    for (const ChoiceText& words : kChoices)
        if (choice == words.choice) return translated(words.text);
    return QString::fromStdString(choice);
}

}  // namespace tunesmith::ui
