// Equality with Hugging Face tokenizers 0.23.3: every pipeline on 100,000 random texts, by digests of ids, offsets and
// decoded text (tests/golden/tokenize); and what the interface promises beside that. With TUNESMITH_TOKENIZER_DIGESTS
// naming another file that make_tokenizer_fixtures.py made, its blocks are compared (1,000 of them are a million
// texts).
#include <QTest>
#include <thread>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/parallel.h"
#include "random_text.h"

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

const std::string kGolden = TUNESMITH_SOURCE_DIR "/tests/golden/tokenize/";

std::string digestsPath() {
    const QByteArray other = qgetenv("TUNESMITH_TOKENIZER_DIGESTS");
    return other.isEmpty() ? kGolden + "digests.json" : other.toStdString();
}

std::shared_ptr<const Tokenizer> golden(const std::string& name) {
    TokenizerSpec spec;
    spec.tokenizerJson = readFile(kGolden + name + ".json");
    return Tokenizer::make(std::move(spec), name);
}

/// A tiny byte-level document with these pipeline parts in place of its own.
std::shared_ptr<const Tokenizer> changed(const std::function<void(Json&)>& change, const std::string& name = "gpt2") {
    Json document = readJsonFile(kGolden + name + ".json");
    change(document);
    TokenizerSpec spec;
    spec.tokenizerJson = dumpJson(document);
    return Tokenizer::make(std::move(spec), "changed");
}

std::string textsOf(const Tokenizer& tokenizer, const std::string& text) {
    const Encoding encoding = tokenizer.encode(text, true);
    std::string out;
    for (const Span& span : encoding.spans) out += "[" + text.substr(span.begin, span.end - span.begin) + "]";
    return out;
}

}  // namespace

class TestTokenizer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void randomTexts_data();
    void randomTexts();
    void idsDoNotDependOnSpans();
    void manyThreads();
    void longWords();
    void decodesSpecials();
    void bytesOfTokens();
    void spansOfBytePairs();
    void invalidUtf8();
    void addedTokens();
    void regexesOfOniguruma();
    void refusedParts_data();
    void refusedParts();
    void brokenDocuments_data();
    void brokenDocuments();
    void slowRegex();
};

void TestTokenizer::randomTexts_data() {
    QTest::addColumn<QString>("name");
    const Json digests = readJsonFile(digestsPath());
    for (const auto& [name, value] : digests.items()) QTest::newRow(name.c_str()) << QString::fromStdString(name);
    QVERIFY(digests.size() >= 12);
}

void TestTokenizer::randomTexts() {
    QFETCH(QString, name);
    const Json expected = readJsonFile(digestsPath())[name.toStdString()];
    const auto tokenizer = golden(name.toStdString());
    const auto kinds = expected["kinds"].get<std::uint32_t>();
    const std::size_t blocks = expected["digests"].size();
    QVERIFY(blocks >= 100);
    std::vector<std::string> got(blocks);
    parallelFor(std::int64_t(blocks), 1, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t block = first; block < last; ++block) {
            Digest digest;
            for (std::uint64_t k = 0; k < 1000; ++k)
                digest.add(*tokenizer, randomText(std::uint64_t(block) * 1000 + k, kinds));
            got[std::size_t(block)] = digest.hex();
        }
    });
    for (std::size_t block = 0; block < blocks; ++block)
        QCOMPARE(got[block], expected["digests"][block].get<std::string>());
}

void TestTokenizer::idsDoNotDependOnSpans() {
    for (const char* name : {"gpt2", "llama2_metaspace", "unknowns", "qwen2"}) {
        const auto tokenizer = golden(name);
        for (std::uint64_t k = 0; k < 2000; ++k) {
            const std::string text = randomText(k, 0x7FFF);
            const Encoding with = tokenizer->encode(text, true), without = tokenizer->encode(text);
            QCOMPARE(without.ids, with.ids);
            QVERIFY(without.spans.empty());
            QCOMPARE(with.spans.size(), with.ids.size());
        }
    }
}

void TestTokenizer::manyThreads() {
    const auto tokenizer = golden("llama3");
    std::vector<std::vector<TokenId>> expected;
    for (std::uint64_t k = 0; k < 500; ++k) expected.push_back(tokenizer->encode(randomText(k, 0x7FFF)).ids);
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (std::uint64_t k = 0; k < 500; ++k)
                if (tokenizer->encode(randomText(k, 0x7FFF)).ids != expected[k]) ++wrong;
        });
    for (std::thread& thread : threads) thread.join();
    QCOMPARE(wrong.load(), 0);
}

/// Words without a break: as fast as n log n lets them be, and cut nowhere by the caches.
void TestTokenizer::longWords() {
    for (const char* name : {"gpt2", "llama2_prepend"}) {
        const auto tokenizer = golden(name);
        std::string text;
        for (int k = 0; k < 40000; ++k) text += "nursewaiting";
        const Encoding encoding = tokenizer->encode(text, true);
        QVERIFY(encoding.ids.size() > 40000);
        QCOMPARE(encoding.spans.back().end, std::uint32_t(text.size()));
        QCOMPARE(tokenizer->decode(encoding.ids), text);
    }
}

void TestTokenizer::decodesSpecials() {
    const auto tokenizer = golden("gpt2");
    const Encoding encoding = tokenizer->encode("<|im_start|>The nurse<|im_end|>");
    QCOMPARE(encoding.ids.front(), *tokenizer->idOf("<|im_start|>"));
    QVERIFY(tokenizer->isSpecial(encoding.ids.front()) && tokenizer->isSpecial(encoding.ids.back()));
    QCOMPARE(tokenizer->decode(encoding.ids), std::string("The nurse"));
    QCOMPARE(tokenizer->decode(encoding.ids, true), std::string("<|im_start|>The nurse<|im_end|>"));
    QCOMPARE(tokenizer->decode({-1, 1 << 30}), std::string());
    QVERIFY(!tokenizer->idOf("no such token"));
    QCOMPARE(tokenizer->textOf(encoding.ids.front()), std::string("<|im_start|>"));
    QVERIFY(tokenizer->vocabularySize() > encoding.ids.front());
}

/// Streaming joins the bytes of tokens: together they are the text, even where a token is half a character.
void TestTokenizer::bytesOfTokens() {
    const std::string text = "Gr\xC3\xB8nb\xC3\xA6k \xF0\x9F\xA6\x8A \xE6\xBC\xA2";
    for (const char* name : {"gpt2", "llama3", "gemma"}) {
        const auto tokenizer = golden(name);
        std::string joined;
        for (const TokenId id : tokenizer->encode(text).ids) joined += tokenizer->bytesOf(id);
        QCOMPARE(joined, text);
    }
    const auto tokenizer = golden("gpt2");
    const TokenId half = tokenizer->encode("\xE6\xBC\xA2").ids.front();
    QCOMPARE(tokenizer->decode({half}), std::string("\xEF\xBF\xBD"));
}

void TestTokenizer::spansOfBytePairs() {
    const auto tokenizer = changed([](Json& d) { d["model"]["merges"] = Json::array(); });
    QCOMPARE(textsOf(*tokenizer, "a\xC3\xA9 b"), std::string("[a][\xC3\xA9][\xC3\xA9][ ][b]"));
    // Trimmed of blanks, but for the one before the first word.
    QCOMPARE(textsOf(*golden("roberta"), " the  nurse <mask>."), std::string("[ the][][n][ur][se][<mask>][][.]"));
}

void TestTokenizer::invalidUtf8() {
    const auto tokenizer = golden("gpt2");
    for (const std::string& text : {std::string("ab\xFF"), std::string("ab\xC3"), std::string("ab\xED\xA0\x80"),
                                    std::string("ab\xC0\x80"), std::string("ab\xF4\x90\x80\x80")}) {
        try {
            tokenizer->encode(text);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), Code::BadInput);
            QVERIFY(std::string(error.what()).find("byte 2") != std::string::npos);
        }
    }
    QVERIFY(tokenizer->encode("").ids.empty());
}

void TestTokenizer::addedTokens() {
    const auto tokenizer = changed([](Json& d) {
        const auto add = [&](const char* text, bool lstrip, bool rstrip, bool singleWord) {
            d["added_tokens"].push_back({{"id", 0},
                                         {"content", text},
                                         {"special", false},
                                         {"lstrip", lstrip},
                                         {"rstrip", rstrip},
                                         {"single_word", singleWord},
                                         {"normalized", false}});
        };
        add("<x>", true, true, false);
        add("<xy", false, false, false);
        add("<xyz>", false, false, false);
        add("dose", false, false, true);
    });
    const auto is = [&](const char* text) { return *tokenizer->idOf(text); };
    QCOMPARE(tokenizer->encode("a  <x> \n b").ids[1], is("<x>"));
    QCOMPARE(textsOf(*tokenizer, "a  <x> \n b"), std::string("[a][  <x> \n ][b]"));
    QCOMPARE(tokenizer->encode("<xyz>").ids, std::vector<TokenId>{is("<xyz>")});  // the longest
    QCOMPARE(tokenizer->encode("<xyq").ids.front(), is("<xy"));
    QCOMPARE(tokenizer->encode("(dose)").ids[1], is("dose"));
    const auto ids = tokenizer->encode("overdose doses").ids;
    QVERIFY(std::find(ids.begin(), ids.end(), is("dose")) == ids.end());
}

/// Where Oniguruma and PCRE2 differ, Oniguruma counts.
void TestTokenizer::regexesOfOniguruma() {
    const auto split = [](const std::string& pattern, const std::string& text) {
        const auto tokenizer = changed([&](Json& d) {
            d["model"] = {{"type", "BPE"},         {"vocab", Json::object()}, {"merges", Json::array()},
                          {"ignore_merges", true}, {"unk_token", "?"},        {"fuse_unk", true}};
            d["model"]["vocab"]["?"] = 0;
            d["added_tokens"] = Json::array();
            d["decoder"] = nullptr;
            d["post_processor"] = nullptr;
            d["pre_tokenizer"] = {
                {"type", "Split"}, {"pattern", {{"Regex", pattern}}}, {"behavior", "Isolated"}, {"invert", false}};
        });
        return textsOf(*tokenizer, text);
    };
    QCOMPARE(split("\\s+",
                   "a\xC2\x85\xE1\xA0\x8E"
                   "b"),
             std::string("[a][\xC2\x85][\xE1\xA0\x8E"
                         "b]"));                                         // U+180E is no blank
    QCOMPARE(split("\\h+", "xbeefz"), std::string("[x][beef][z]"));      // hexadecimal digits
    QCOMPARE(split("(?m:a.b)", "xa\nby"), std::string("[x][a\nb][y]"));  // m: dot matches newline
    QCOMPARE(split("^b", "a\nb"), std::string("[a\n][b]"));              // ^ at every line
    QCOMPARE(split("b{1,2}+", "abbbbc"), std::string("[a][bbbb][c]"));   // not possessive
    QCOMPARE(split("(?=b)", "abab"), std::string("[a][ba][b]"));         // empty matches cut
    QCOMPARE(split("[\\s\\d]+", "a 1\t2b"), std::string("[a][ 1\t2][b]"));
    QCOMPARE(split("\\p{^L}+", "ab1 c"), std::string("[ab][1 ][c]"));
    QCOMPARE(split("\\p{Han}", "a\xE6\xBC\xA2\xE3\x80\x81"),
             std::string("[a][\xE6\xBC\xA2][\xE3\x80\x81]"));  // script, no extensions
    QCOMPARE(split("[[:alpha:]]+",
                   "1\xC3\xA9"
                   "2"),
             std::string("[1][\xC3\xA9][2]"));
    for (const char* pattern : {"[a-z&&[b]]", "(?~x)", "a(", "[a", "(*ACCEPT)", "\\p{Nonsense}", "a)"}) {
        try {
            split(pattern, "a");
            QFAIL(pattern);
        } catch (const Error& error) {
            QCOMPARE(error.code(), Code::BadFile);
        }
    }
}

void TestTokenizer::refusedParts_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("type");
    QTest::newRow("model WordLevel") << "model"
                                     << "WordLevel";
    QTest::newRow("normalizer of another kind") << "normalizer"
                                                << "Nonesuch";
    QTest::newRow("pre-tokenizer of another kind") << "pre_tokenizer"
                                                   << "Nonesuch";
    QTest::newRow("decoder CTC") << "decoder"
                                 << "CTC";
}

void TestTokenizer::refusedParts() {
    QFETCH(QString, key);
    QFETCH(QString, type);
    try {
        changed([&](Json& d) { d[key.toStdString()]["type"] = type.toStdString(); });
        QFAIL("accepted");
    } catch (const Error& error) {
        QCOMPARE(error.code(), Code::BadFile);
        QVERIFY(std::string(error.what()).find(type.toStdString()) != std::string::npos);
    }
}

void TestTokenizer::brokenDocuments_data() {
    QTest::addColumn<QByteArray>("document");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("no JSON") << QByteArray("{\"model\":");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("no model") << QByteArray("{}");
    QTest::newRow("vocabulary is a list") << QByteArray(R"({"model":{"type":"BPE","vocab":[],"merges":[]}})");
    QTest::newRow("id is a text") << QByteArray(R"({"model":{"type":"BPE","vocab":{"a":"1"},"merges":[]}})");
    QTest::newRow("negative id") << QByteArray(R"({"model":{"type":"BPE","vocab":{"a":-1},"merges":[]}})");
    QTest::newRow("huge id") << QByteArray(R"({"model":{"type":"BPE","vocab":{"a":4000000000},"merges":[]}})");
    QTest::newRow("id twice") << QByteArray(R"({"model":{"type":"BPE","vocab":{"a":1,"b":1},"merges":[]}})");
    QTest::newRow("token twice") << QByteArray(R"({"model":{"type":"BPE","vocab":{"a":1,"a":2},"merges":[]}})");
    QTest::newRow("merge of strangers") << QByteArray(
        R"({"model":{"type":"BPE","vocab":{"a":0,"b":1},"merges":["a b"]}})");
    QTest::newRow("merge of three") << QByteArray(R"({"model":{"type":"BPE","vocab":{"a":0},"merges":["a a a"]}})");
    QTest::newRow("merge is a number") << QByteArray(R"({"model":{"type":"BPE","vocab":{"a":0},"merges":[1]}})");
    QTest::newRow("unknown token unknown")
        << QByteArray(R"({"model":{"type":"BPE","unk_token":"?","vocab":{"a":0},"merges":[]}})");
    QTest::newRow("depth") << QByteArray(R"({"normalizer":)") + QByteArray(5000, '[') + QByteArray(5000, ']') +
                                  R"(,"model":{"type":"BPE","vocab":{"a":0},"merges":[]}})";
    QTest::newRow("invalid UTF-8") << QByteArray("{\"model\":{\"type\":\"BPE\",\"vocab\":{\"\xFF\":0},\"merges\":[]}}");
    QTest::newRow("added token without text")
        << QByteArray(R"({"added_tokens":[{"id":0}],"model":{"type":"BPE","vocab":{"a":0},"merges":[]}})");
    QTest::newRow("split without pattern") << QByteArray(
        R"({"pre_tokenizer":{"type":"Split","behavior":"Isolated","invert":false},"model":{"type":"BPE","vocab":{"a":0},"merges":[]}})");
}

void TestTokenizer::brokenDocuments() {
    QFETCH(QByteArray, document);
    TokenizerSpec spec;
    spec.tokenizerJson = document.toStdString();
    try {
        Tokenizer::make(std::move(spec), "broken.json");
        QFAIL("accepted");
    } catch (const Error& error) {
        QCOMPARE(error.code(), Code::BadFile);
        QVERIFY(error.where().find("broken.json") != std::string::npos);
    }
}

/// A pattern that backtracks without end is given up, not waited for.
void TestTokenizer::slowRegex() {
    const auto tokenizer = changed([](Json& d) {
        d["pre_tokenizer"] = {
            {"type", "Split"}, {"pattern", {{"Regex", "(a|aa)+$|x"}}}, {"behavior", "Isolated"}, {"invert", false}};
    });
    QVERIFY_EXCEPTION_THROWN(tokenizer->encode(std::string(5000, 'a') + "b"), Error);
}

QTEST_GUILESS_MAIN(TestTokenizer)
#include "tst_tokenizer.moc"
