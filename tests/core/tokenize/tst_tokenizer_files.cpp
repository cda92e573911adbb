// Tokenizers from GGUF metadata and from Hugging Face folders, and back into folders.
#include <QTemporaryDir>
#include <QTest>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/tokenize/tokenizer.h"

#include "random_text.h"

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

const std::string kBlankSign = "\xE2\x96\x81";

const std::string kGolden = TUNESMITH_SOURCE_DIR "/tests/golden/tokenize/";

/// The parts that a GGUF file would hold of a tokenizer.json document.
GgufTokenizer ggufOf(const std::string& name, const std::string& pre) {
    const Json document = readJsonFile(kGolden + name + ".json");
    GgufTokenizer gguf;
    gguf.model = "gpt2";
    gguf.pre = pre;
    gguf.tokens.resize(document["model"]["vocab"].size());
    for (const auto& [token, id] : document["model"]["vocab"].items()) gguf.tokens[id.get<std::size_t>()] = token;
    gguf.types.assign(gguf.tokens.size(), 1);
    for (const Json& added : document["added_tokens"])
        if (added["id"] < gguf.tokens.size()) gguf.types[added["id"].get<std::size_t>()] = 3;
    for (const Json& merge : document["model"]["merges"])
        gguf.merges.push_back(merge[0].get<std::string>() + " " + merge[1].get<std::string>());
    return gguf;
}

std::shared_ptr<const Tokenizer> golden(const std::string& name) {
    TokenizerSpec spec;
    spec.tokenizerJson = readFile(kGolden + name + ".json");
    return Tokenizer::make(std::move(spec), name);
}

/// A sentencepiece vocabulary: pieces are better the earlier they come.
GgufTokenizer pieces(std::vector<std::string> words) {
    GgufTokenizer gguf;
    gguf.model = "llama";
    gguf.tokens = {"<unk>", "<s>", "</s>"};
    gguf.types = {2, 3, 3};
    for (int b = 0; b < 256; ++b) {
        char code[8];
        std::snprintf(code, sizeof code, "<0x%02X>", b);
        gguf.tokens.push_back(code);
        gguf.types.push_back(6);
    }
    for (std::string& word : words) {
        gguf.tokens.push_back(std::move(word));
        gguf.types.push_back(1);
    }
    for (std::size_t k = 0; k < gguf.tokens.size(); ++k) gguf.scores.push_back(-float(k));
    gguf.unk = 0;
    gguf.bos = 1;
    gguf.eos = 2;
    return gguf;
}

std::string spelled(const Tokenizer& tokenizer, const std::string& text) {
    std::string out;
    for (const TokenId id : tokenizer.encode(text).ids) out += "[" + tokenizer.textOf(id) + "]";
    return out;
}

template <typename Change>
void refused(GgufTokenizer gguf, Change&& change, const char* word) {
    change(gguf);
    try {
        Tokenizer::make(tokenizerSpecFromGguf(gguf, "model.gguf"), "model.gguf");
        QFAIL("accepted");
    } catch (const Error& error) {
        QCOMPARE(error.code(), Code::BadFile);
        QVERIFY2(std::string(error.what()).find(word) != std::string::npos, error.what());
        QCOMPARE(error.where(), std::string("model.gguf"));
    }
}

}  // namespace

class TestTokenizerFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ggufByteLevel_data();
    void ggufByteLevel();
    void ggufOddTokens();
    void ggufSentencePiece();
    void ggufGemma();
    void ggufRefused();
    void folder();
    void folderDetails();
    void vocabularyFiles();
    void ggufEncoders();
    void addedTokens();
    void folderRefused();
};

void TestTokenizerFiles::ggufByteLevel_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("pre");
    QTest::newRow("gpt-2") << "gpt2"
                           << "gpt-2";
    QTest::newRow("default") << "gpt2"
                             << "default";
    QTest::newRow("llama-bpe") << "llama3"
                               << "llama-bpe";
    QTest::newRow("qwen2") << "qwen2"
                           << "qwen2";
    QTest::newRow("starcoder") << "smollm"
                               << "starcoder";
    QTest::newRow("gpt-4o") << "o200k"
                            << "gpt-4o";
}

/// The document made from the parts works as the document that they came from.
void TestTokenizerFiles::ggufByteLevel() {
    QFETCH(QString, name);
    QFETCH(QString, pre);
    TokenizerSpec original;
    original.tokenizerJson = readFile(kGolden + name.toStdString() + ".json");
    Json document = parseJson(original.tokenizerJson, "golden");
    Json inVocabulary = Json::array();
    for (const Json& added : document["added_tokens"])
        if (document["model"]["vocab"].contains(added["content"].get<std::string>())) inVocabulary.push_back(added);
    document["added_tokens"] = inVocabulary;
    original.tokenizerJson = dumpJson(document);
    const auto expected = Tokenizer::make(original, "golden");
    const auto got =
        Tokenizer::make(tokenizerSpecFromGguf(ggufOf(name.toStdString(), pre.toStdString()), "x.gguf"), "x.gguf");
    for (const char* text :
         {"The nurse can't see 1234 patients at 9:10.\n\n  Next!", "na\xC3\xAFve cafe\xCC\x81  12<|im_end|>\r\n'S'll",
          "\xE6\xB8\xAF\xE5\x8F\xA3 \xF0\x9F\x98\x80 x_y(z)\t\t "}) {
        QCOMPARE(got->encode(text).ids, expected->encode(text).ids);
        QCOMPARE(got->decode(got->encode(text).ids, true), expected->decode(expected->encode(text).ids, true));
    }
}

/// Ordinary tokens in plain letters are respelled, control tokens are not.
void TestTokenizerFiles::ggufOddTokens() {
    GgufTokenizer gguf = ggufOf("gpt2", "gpt-2");
    gguf.tokens.push_back(
        "\xEF\xBD\x9C"
        "end");
    gguf.types.push_back(3);
    gguf.tokens.push_back("odd token");
    gguf.types.push_back(1);
    gguf.tokens.push_back("<think>");
    gguf.types.push_back(4);
    const auto tokenizer = Tokenizer::make(tokenizerSpecFromGguf(gguf, "x.gguf"), "x.gguf");
    const TokenId end = *tokenizer->idOf(
        "\xEF\xBD\x9C"
        "end");
    QCOMPARE(tokenizer
                 ->encode("\xEF\xBD\x9C"
                          "end")
                 .ids,
             std::vector<TokenId>{end});
    QVERIFY(tokenizer->isSpecial(end));
    QCOMPARE(tokenizer->bytesOf(end + 1), std::string("odd token"));
    QVERIFY(tokenizer->encode("<think>").ids == std::vector<TokenId>{end + 2} && !tokenizer->isSpecial(end + 2));
}

void TestTokenizerFiles::ggufSentencePiece() {
    const GgufTokenizer gguf = pieces({"\xE2\x96\x81the", "\xE2\x96\x81t", "he", "nurse", "nu", "rs", "rse",
                                       "\xE2\x96\x81", "e", "h", "n", "r", "s", "t", "u"});
    const TokenizerSpec spec = tokenizerSpecFromGguf(gguf, "x.gguf");
    QVERIFY(spec.addBos);
    const auto tokenizer = Tokenizer::make(spec, "x.gguf");
    QCOMPARE(spelled(*tokenizer, "the nurse"), std::string("[\xE2\x96\x81the][\xE2\x96\x81][nurse]"));
    QCOMPARE(spelled(*tokenizer, "\xC3\xA9</s>s"), std::string("[\xE2\x96\x81][<0xC3>][<0xA9>][</s>][s]"));
    QCOMPARE(tokenizer->decode(tokenizer->encode("the \xC3\xA9 nurse").ids), std::string("the \xC3\xA9 nurse"));
    GgufTokenizer bare = gguf;
    bare.addSpacePrefix = false;
    bare.addBos = false;
    const TokenizerSpec bareSpec = tokenizerSpecFromGguf(bare, "x.gguf");
    QVERIFY(!bareSpec.addBos);
    QCOMPARE(spelled(*Tokenizer::make(bareSpec, "x.gguf"), "the"), std::string("[t][he]"));
}

/// Runs of blanks written as blanks: no prefix, merges by order.
void TestTokenizerFiles::ggufGemma() {
    const auto tokenizer =
        Tokenizer::make(tokenizerSpecFromGguf(pieces({"  ", "\xE2\x96\x81", "a"}), "x.gguf"), "x.gguf");
    QCOMPARE(spelled(*tokenizer, "a  a"), std::string("[a][\xE2\x96\x81\xE2\x96\x81][a]"));
    QCOMPARE(tokenizer->decode(tokenizer->encode(" a").ids), std::string(" a"));
}

void TestTokenizerFiles::ggufRefused() {
    const GgufTokenizer good = ggufOf("gpt2", "gpt-2");
    refused(
        good, [](GgufTokenizer& g) { g.model = "bert"; }, "unknown token");
    refused(
        good, [](GgufTokenizer& g) { g.model = "rwkv"; }, "rwkv");
    refused(
        good, [](GgufTokenizer& g) { g.pre = "unheard-of"; }, "unheard-of");
    refused(
        good, [](GgufTokenizer& g) { g.tokens.clear(); }, "no tokens");
    refused(
        good, [](GgufTokenizer& g) { g.types.pop_back(); }, "token types");
    refused(
        good, [](GgufTokenizer& g) { g.bos = 600; }, "600");
    refused(
        good, [](GgufTokenizer& g) { g.eos = -1; }, "-1");
    refused(
        good, [](GgufTokenizer& g) { g.merges.push_back("one"); }, "one");
    refused(
        good, [](GgufTokenizer& g) { g.merges.push_back("no where"); }, "vocabulary");
    refused(
        good, [](GgufTokenizer& g) { g.tokens[300] = "\xFF"; }, "UTF-8");
    refused(
        good, [](GgufTokenizer& g) { g.tokens[300] = g.tokens[301]; }, "twice");
    refused(
        pieces({"a"}), [](GgufTokenizer& g) { g.scores.pop_back(); }, "scores");
}

void TestTokenizerFiles::folder() {
    const QTemporaryDir dir;
    const std::string path = dir.path().toStdString();
    GgufTokenizer gguf = ggufOf("llama3", "llama-bpe");
    gguf.bos = 0;
    gguf.eos = 2;
    gguf.pad = 2;
    gguf.addBos = true;
    gguf.chatTemplate = "{{ bos_token }}{% for m in messages %}{{ m.content }}{% endfor %}";
    const TokenizerSpec spec = tokenizerSpecFromGguf(gguf, "x.gguf");
    writeTokenizerFiles(spec, path);
    const TokenizerSpec read = tokenizerSpecFromFolder(path);
    QCOMPARE(read.tokenizerJson, spec.tokenizerJson);
    QCOMPARE(read.chatTemplate, spec.chatTemplate);
    QVERIFY(read.bos == spec.bos && read.eos == spec.eos && read.pad == spec.pad && !read.unk);
    QVERIFY(read.addBos);
    const Json config = readJsonFile(path + "/tokenizer_config.json");
    QCOMPARE(config["bos_token"].get<std::string>(), std::string("<|endoftext|>"));
}

void TestTokenizerFiles::folderDetails() {
    const QTemporaryDir dir;
    const std::string path = dir.path().toStdString();
    writeFileAtomically(path + "/tokenizer.json", readFile(kGolden + "llama3.json"));
    QVERIFY(!tokenizerSpecFromFolder(path).bos);
    writeFileAtomically(path + "/special_tokens_map.json",
                        R"({"bos_token": {"content": "<|endoftext|>", "lstrip": false}, "eos_token": "<|im_end|>"})");
    TokenizerSpec spec = tokenizerSpecFromFolder(path);
    QVERIFY(spec.bos == TokenId(0) && spec.eos == TokenId(2));
    QVERIFY(spec.addBos);  // the document's post-processor begins with it
    writeFileAtomically(
        path + "/tokenizer_config.json",
        R"({"add_bos_token": false, "eos_token": "<|im_start|>", "pad_token": null, "unk_token": "no such token",
                            "chat_template": [{"name": "rag", "template": "R"}, {"name": "default", "template": "D"}]})");
    spec = tokenizerSpecFromFolder(path);
    QVERIFY(spec.eos == TokenId(1) && !spec.addBos && !spec.pad && !spec.unk);
    QCOMPARE(spec.chatTemplate, std::string("D"));
    writeFileAtomically(path + "/chat_template.jinja", "J");
    QCOMPARE(tokenizerSpecFromFolder(path).chatTemplate, std::string("J"));
}

/// Folders from before tokenizer.json: the same ids and frames as the document that holds the same vocabulary.
void TestTokenizerFiles::vocabularyFiles() {
    const auto texts = [](const std::string& folder, const std::string& name) {
        const TokenizerSpec spec = tokenizerSpecFromFolder(folder);
        const auto made = Tokenizer::make(spec, folder), expected = golden(name);
        for (std::uint64_t k = 0; k < 2000; ++k) {
            const std::string text = randomText(k, 0x3FFF), second = randomText(k + 1, 0x3FFF);
            const FramedInput one = made->encodeFramed(text, second, true),
                              other = expected->encodeFramed(text, second, true);
            QCOMPARE(one.ids, other.ids);
            QCOMPARE(one.types, other.types);
            QCOMPARE(one.spans, other.spans);
            const std::vector<TokenId> ids = made->encode(text).ids;
            QCOMPARE(made->decode(ids), expected->decode(ids));
        }
    };
    const auto vocabularyOf = [](const std::string& name) { return readJsonFile(kGolden + name + ".json")["model"]; };
    {
        const QTemporaryDir dir;
        const std::string path = dir.path().toStdString();
        const Json model = vocabularyOf("bert");
        std::vector<std::string> words(model["vocab"].size());
        for (const auto& [token, id] : model["vocab"].items()) words[id.get<std::size_t>()] = token;
        std::string lines;
        for (const std::string& word : words) lines += word + "\n";
        writeFileAtomically(path + "/vocab.txt", lines);
        texts(path, "bert");
        QVERIFY(tokenizerSpecFromFolder(path).tokenizerJson.find("\"lowercase\":true") != std::string::npos);
        writeFileAtomically(path + "/tokenizer_config.json", R"({"do_lower_case": false})");
        QVERIFY(tokenizerSpecFromFolder(path).tokenizerJson.find("\"lowercase\":false") != std::string::npos);
    }
    {
        const QTemporaryDir dir;
        const std::string path = dir.path().toStdString();
        const Json model = vocabularyOf("bart");
        std::string merges = "#version: 0.2\n";
        for (const Json& merge : model["merges"])
            merges += merge[0].get<std::string>() + " " + merge[1].get<std::string>() + "\n";
        writeFileAtomically(path + "/vocab.json", dumpJson(model["vocab"]));
        writeFileAtomically(path + "/merges.txt", merges);
        writeFileAtomically(path + "/config.json", R"({"model_type": "bart"})");
        texts(path, "bart");
        const TokenizerSpec spec = tokenizerSpecFromFolder(path);
        QVERIFY(spec.bos == TokenId(0) && spec.eos == TokenId(2));
    }
    {
        const QTemporaryDir dir;
        const std::string path = dir.path().toStdString();
        writeFileAtomically(path + "/spiece.model", readFile(kGolden + "spm_unigram.model"));
        writeFileAtomically(path + "/config.json", R"({"model_type": "t5"})");
        const auto t5 = Tokenizer::make(tokenizerSpecFromFolder(path), path);
        QCOMPARE(t5->vocabularySize(), std::int64_t(320));
        QCOMPARE(t5->idOf("<extra_id_0>"), std::optional<TokenId>(319));
        QCOMPARE(t5->encodeFramed("<extra_id_1>").ids, (std::vector<TokenId>{318, 1}));
        QFile::rename(dir.filePath("spiece.model"), dir.filePath("tokenizer.model"));
        writeFileAtomically(path + "/config.json", R"({"model_type": "llama"})");
        QCOMPARE(Tokenizer::make(tokenizerSpecFromFolder(path), path)->vocabularySize(), std::int64_t(220));
        // Tokens that stand in a list of their own, behind the pieces.
        writeFileAtomically(path + "/added_tokens.json", R"({"<|im_end|>": 221, "<|im_start|>": 220, "<unk>": 2})");
        const auto more = Tokenizer::make(tokenizerSpecFromFolder(path), path);
        QCOMPARE(more->encode("<|im_start|>").ids, std::vector<TokenId>{220});
        QVERIFY(more->isSpecial(221));
        for (const char* bad :
             {R"({"<x>": 300})", R"({"<x>": 220, "<y>": 220})", R"({"<x>": "220"})", "[]", R"({"<unk>": 220})"}) {
            writeFileAtomically(path + "/added_tokens.json", bad);
            QVERIFY_EXCEPTION_THROWN(tokenizerSpecFromFolder(path), Error);
        }
    }
}

/// GGUF's phantom blanks before words, and Unigram with its table of replacements.
void TestTokenizerFiles::ggufEncoders() {
    const Json document = readJsonFile(kGolden + "bert.json");
    GgufTokenizer bert;
    bert.model = "bert";
    bert.tokens.resize(document["model"]["vocab"].size());
    for (const auto& [token, id] : document["model"]["vocab"].items()) {
        const bool special = token.front() == '[' && token.size() > 2;
        bert.tokens[id.get<std::size_t>()] = special                                              ? token
                                             : token.compare(0, 2, "##") == 0 && token.size() > 2 ? token.substr(2)
                                                                                                  : kBlankSign + token;
    }
    bert.types.assign(bert.tokens.size(), 1);
    for (std::size_t k = 0; k < 5; ++k) bert.types[k] = 3;
    bert.cls = 2;
    bert.sep = 3;
    bert.unk = 1;
    bert.mask = 4;
    const auto made = Tokenizer::make(tokenizerSpecFromGguf(bert, "bert.gguf"), "bert.gguf");
    // Its vocabulary has capital letters, so that case is kept.
    const auto cased = golden("bert_cased");
    for (std::uint64_t k = 0; k < 2000; ++k) {
        const std::string text = randomText(k, 0x3FFF);
        QCOMPARE(made->encodeFramed(text, std::nullopt, true).ids, cased->encodeFramed(text, std::nullopt, true).ids);
    }
    for (std::string& token : bert.tokens)
        if (token.front() != '[')
            for (char& c : token) c = c >= 'A' && c <= 'Z' ? '\x01' : c;
    const TokenizerSpec lower = tokenizerSpecFromGguf(bert, "bert.gguf");
    QVERIFY(lower.tokenizerJson.find("\"lowercase\":true") != std::string::npos);

    const auto t5 = golden("xlm_roberta");
    const Json unigram = readJsonFile(kGolden + "xlm_roberta.json");
    GgufTokenizer gguf;
    gguf.model = "t5";
    for (const Json& entry : unigram["model"]["vocab"]) {
        gguf.tokens.push_back(entry[0]);
        gguf.scores.push_back(entry[1]);
        gguf.types.push_back(gguf.tokens.size() <= 4 ? 3 : 1);
    }
    gguf.unk = 3;
    gguf.eos = 2;
    gguf.charsmap =
        QByteArray::fromBase64(QByteArray::fromStdString(unigram["normalizer"]["precompiled_charsmap"])).toStdString();
    const auto read = Tokenizer::make(tokenizerSpecFromGguf(gguf, "t5.gguf"), "t5.gguf");
    for (const char* text : {"The nurse waits", " two  blanks ", "\xEF\xBC\xA1\xC2\xBD fi\tx", "caf\x65\xCC\x81"}) {
        QCOMPARE(read->encode(text).ids, t5->encode(text).ids);
        QCOMPARE(read->encodeFramed(text).ids.back(), TokenId(2));
    }
    refused(
        gguf, [](GgufTokenizer& g) { g.scores.pop_back(); }, "scores");
    refused(
        gguf, [](GgufTokenizer& g) { g.scores[5] = std::numeric_limits<float>::quiet_NaN(); }, "number");
    refused(
        gguf, [](GgufTokenizer& g) { g.charsmap = "abc"; }, "replacements");
}

void TestTokenizerFiles::addedTokens() {
    for (const char* name : {"gpt2", "bert", "t5", "llama2_metaspace", "qwen2"}) {
        TokenizerSpec spec;
        spec.tokenizerJson = readFile(kGolden + name + ".json");
        const auto before = Tokenizer::make(spec, name);
        AddedToken note, word;
        note.text = "<|note|>";
        note.special = true;
        word.text = "saline-drip";
        word.singleWord = true;
        const ExtendedTokenizer extended = withAddedTokens(spec, {note, word});
        const auto after = Tokenizer::make(extended.spec, name);
        const auto size = TokenId(before->vocabularySize());
        QCOMPARE(extended.ids, (std::vector<TokenId>{size, size + 1}));
        QCOMPARE(after->vocabularySize(), before->vocabularySize() + 2);
        QCOMPARE(after->encode("<|note|>").ids, std::vector<TokenId>{size});
        QVERIFY(after->isSpecial(size) && !after->isSpecial(size + 1));
        const std::vector<TokenId> ids = after->encode("x saline-drip <|note|>").ids;
        QCOMPARE(std::count(ids.begin(), ids.end(), size + 1), std::ptrdiff_t(1));
        for (std::uint64_t k = 0; k < 300; ++k) {
            const std::string text = randomText(k, 0x7FFF);
            QCOMPARE(after->encode(text).ids, before->encode(text).ids);
        }
        // What is written says the ids.
        const Json list = parseJson(extended.spec.tokenizerJson, "x")["added_tokens"];
        QCOMPARE(list.back()["id"].get<TokenId>(), size + 1);
        // Once more, behind them.
        AddedToken third;
        third.text = "<|third|>";
        QCOMPARE(withAddedTokens(extended.spec, {third}).ids, std::vector<TokenId>{size + 2});
        for (const std::vector<AddedToken>& bad : {std::vector<AddedToken>{third, third}, {note}, {AddedToken{}}})
            QVERIFY_EXCEPTION_THROWN(withAddedTokens(extended.spec, bad), Error);
        third.text = "\xFF";
        QVERIFY_EXCEPTION_THROWN(withAddedTokens(spec, {third}), Error);
        third.text = before->textOf(300);  // an ordinary token of the vocabulary
        QVERIFY_EXCEPTION_THROWN(withAddedTokens(spec, {third}), Error);
    }
}

void TestTokenizerFiles::folderRefused() {
    const QTemporaryDir dir;
    const std::string path = dir.path().toStdString();
    QVERIFY_EXCEPTION_THROWN(tokenizerSpecFromFolder(path), Error);
    writeFileAtomically(path + "/tokenizer.model", "x");
    try {
        tokenizerSpecFromFolder(path);
        QFAIL("accepted");
    } catch (const Error& error) {
        QCOMPARE(error.code(), Code::BadFile);
        QVERIFY(std::string(error.what()).find("sentencepiece") != std::string::npos);
    }
    QFile::remove(dir.filePath("tokenizer.model"));
    for (const auto& [name, content] :
         {std::pair{"vocab.txt", "a\nb\n"}, {"vocab.txt", "[UNK]\n\xFF\n"}, {"vocab.txt", "[UNK]\na\na\n"}}) {
        writeFileAtomically(path + "/" + name, content);
        QVERIFY_EXCEPTION_THROWN(tokenizerSpecFromFolder(path), Error);
    }
    writeFileAtomically(path + "/merges.txt", "#version: 0.2\na b\n");
    for (const char* content : {"[]", R"({"a":0,"b":0})", R"({"a":0,"b":7})", R"({"a":"x"})", R"({"a":0,"b":1})"}) {
        writeFileAtomically(path + "/vocab.json", content);
        QVERIFY_EXCEPTION_THROWN(tokenizerSpecFromFolder(path), Error);
    }
    writeFileAtomically(path + "/tokenizer.json", "{");
    QVERIFY_EXCEPTION_THROWN(tokenizerSpecFromFolder(path), Error);
    TokenizerSpec spec;
    spec.tokenizerJson = readFile(kGolden + "gpt2.json");
    spec.eos = 600;
    QVERIFY_EXCEPTION_THROWN(Tokenizer::make(spec, "x"), Error);
}

QTEST_GUILESS_MAIN(TestTokenizerFiles)
#include "tst_tokenizer_files.moc"
