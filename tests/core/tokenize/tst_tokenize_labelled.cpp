// Rows for classifiers: framed as the encoder expects, cut without losing the frame, words' labels on their first
// tokens.
#include <QtTest>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/tokenize/tokenize_labelled.h"

using namespace tunesmith;

namespace {

// A WordPiece of a few words: [PAD] [UNK] [CLS] [SEP] in rome paris lon ##don is big .
std::shared_ptr<const Tokenizer> wordPiece() {
    Json document = {
        {"version", "1.0"},
        {"added_tokens", Json::array()},
        {"normalizer",
         {{"type", "BertNormalizer"},
          {"clean_text", true},
          {"handle_chinese_chars", true},
          {"strip_accents", nullptr},
          {"lowercase", true}}},
        {"pre_tokenizer", {{"type", "BertPreTokenizer"}}},
        {"post_processor",
         {{"type", "BertProcessing"}, {"sep", Json::array({"[SEP]", 3})}, {"cls", Json::array({"[CLS]", 2})}}},
        {"decoder", {{"type", "WordPiece"}, {"prefix", "##"}, {"cleanup", true}}},
        {"model",
         {{"type", "WordPiece"},
          {"unk_token", "[UNK]"},
          {"continuing_subword_prefix", "##"},
          {"max_input_chars_per_word", 100}}}};
    const char* const words[] = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "in",  "rome",
                                 "paris", "lon",   "##don", "is",    "big", "."};
    for (int i = 0; i < 12; ++i) document["model"]["vocab"][words[i]] = i;
    for (int i = 0; i < 4; ++i)
        document["added_tokens"].push_back({{"id", i},
                                            {"content", words[i]},
                                            {"single_word", false},
                                            {"lstrip", false},
                                            {"rstrip", false},
                                            {"normalized", false},
                                            {"special", true}});
    TokenizerSpec spec;
    spec.tokenizerJson = document.dump();
    return Tokenizer::make(spec, "test");
}

Record textRow(const std::string& text, const std::string& label) {
    Record record;
    record.text = text;
    record.label = label;
    return record;
}

using Ids = std::vector<TokenId>;
using Classes = std::vector<std::int32_t>;

const LabelSet kCities{LabelKind::Single, {"no", "yes"}};
const LabelSet kTags{LabelKind::Tokens, {"B-LOC", "O"}};

}  // namespace

class TestTokenizeLabelled : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_isFramed() {
        const auto tokenizer = wordPiece();
        const TokenizedRow row = tokenizeLabelled(*tokenizer, textRow("Rome is big.", "yes"), kCities, {});
        QCOMPARE(row.ids, (Ids{2, 5, 9, 10, 11, 3}));
        QCOMPARE(row.classes, (Classes{1}));
        QCOMPARE(row.trainedCount(), 1);
        QVERIFY(row.types.empty() && !row.truncated);
        QCOMPARE(tokenizeLabelled(*tokenizer, textRow("Rome", "perhaps"), kCities, {}).trainedCount(), 0);
        QVERIFY(tokenizeLabelled(*tokenizer, textRow("", "yes"), kCities, {}).ids.empty());
    }

    void pair_hasTypes() {
        Record record;
        record.messages = {{"user", "Rome is"}, {"user", "London"}};
        record.label = "no";
        const TokenizedRow row = tokenizeLabelled(*wordPiece(), record, kCities, {}, true);
        QCOMPARE(row.ids, (Ids{2, 5, 9, 3, 7, 8, 3}));
        QCOMPARE(row.types, (std::vector<std::uint8_t>{0, 0, 0, 0, 1, 1, 1}));
        QCOMPARE(row.text, std::string("Rome is\nLondon"));
        QCOMPARE(row.spans[4], (Span{8, 11}));
        QCOMPARE(row.spans[6], (Span{14, 14}));
    }

    void cutting_keepsTheFrame() {
        RowOptions options;
        options.maxLength = 4;
        const TokenizedRow row = tokenizeLabelled(*wordPiece(), textRow("Rome is big.", "yes"), kCities, options);
        QCOMPARE(row.ids, (Ids{2, 5, 9, 3}));
        QVERIFY(row.truncated);
        options.overlong = Overlong::Drop;
        const TokenizedRow dropped = tokenizeLabelled(*wordPiece(), textRow("Rome is big.", "yes"), kCities, options);
        QVERIFY(dropped.ids.empty() && dropped.truncated);
    }

    void wordsLabels_standOnFirstTokens() {
        const Record record = textRow("in London. is Rome", "O\nB-LOC\nO\nB-LOC");
        const TokenizedRow row = tokenizeLabelled(*wordPiece(), record, kTags, {});
        QCOMPARE(row.ids, (Ids{2, 4, 7, 8, 11, 9, 5, 3}));
        QCOMPARE(row.classes, (Classes{-1, 1, 0, -1, -1, 1, 0, -1}));
        QCOMPARE(row.trainedCount(), 4);
        RowOptions options;
        options.maxLength = 5;
        QCOMPARE(tokenizeLabelled(*wordPiece(), record, kTags, options).classes, (Classes{-1, 1, 0, -1, -1}));
    }
};

QTEST_GUILESS_MAIN(TestTokenizeLabelled)
#include "tst_tokenize_labelled.moc"
