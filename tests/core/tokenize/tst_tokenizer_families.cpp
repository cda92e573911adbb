// Equality with Hugging Face tokenizers 0.23.3 of the families beyond byte-level BPE: WordPiece, Unigram, and framed
// pairs, by digests of ids, type ids, offsets and decoded text (tests/golden/tokenize/make_family_fixtures.py). With
// TUNESMITH_FAMILY_DIGESTS naming another file that the script made, its blocks are compared (1,000 of them are a
// million texts for each family).
#include <QFile>
#include <QTest>
#include <atomic>
#include <cmath>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/parallel.h"
#include "core/tokenize/score_reader.h"
#include "random_text.h"

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

const std::string kGolden = TUNESMITH_SOURCE_DIR "/tests/golden/tokenize/";

std::string digestsPath() {
    const QByteArray other = qgetenv("TUNESMITH_FAMILY_DIGESTS");
    return other.isEmpty() ? kGolden + "families.json" : other.toStdString();
}

std::shared_ptr<const Tokenizer> golden(const std::string& name) {
    TokenizerSpec spec;
    spec.tokenizerJson = readFile(kGolden + name + ".json");
    return Tokenizer::make(std::move(spec), name);
}

std::shared_ptr<const Tokenizer> made(const Json& document) {
    TokenizerSpec spec;
    spec.tokenizerJson = dumpJson(document);
    return Tokenizer::make(std::move(spec), "made");
}

}  // namespace

class TestTokenizerFamilies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void randomTexts_data();
    void randomTexts();
    void realTexts();
    void idsDoNotDependOnSpans();
    void scores();
    void framesPairs();
    void cutsTheLongerText();
    void decodesWordPieces();
    void brokenModels_data();
    void brokenModels();
    void brokenTables_data();
    void brokenTables();
    void brokenFrames();
    void longTexts();
};

void TestTokenizerFamilies::randomTexts_data() {
    QTest::addColumn<QString>("name");
    const Json digests = readJsonFile(digestsPath());
    for (const auto& [name, value] : digests.items()) QTest::newRow(name.c_str()) << QString::fromStdString(name);
    QVERIFY(digests.size() >= 11);
}

void TestTokenizerFamilies::randomTexts() {
    QFETCH(QString, name);
    const Json expected = readJsonFile(digestsPath())[name.toStdString()];
    const auto tokenizer = golden(name.toStdString());
    const auto kinds = expected["kinds"].get<std::uint32_t>();
    const std::size_t blocks = expected["digests"].size();
    QVERIFY(blocks >= 20);
    std::vector<std::string> got(blocks);
    parallelFor(std::int64_t(blocks), 1, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t block = first; block < last; ++block) {
            Digest digest;
            std::string text = randomText(std::uint64_t(block) * 1000, kinds);
            for (std::uint64_t k = 0; k < 1000; ++k) {
                std::string second = randomText(std::uint64_t(block) * 1000 + k + 1, kinds);
                digest.addPair(*tokenizer, text, second);
                text = std::move(second);
            }
            got[std::size_t(block)] = digest.hex();
        }
    });
    for (std::size_t block = 0; block < blocks; ++block)
        QCOMPARE(got[block], expected["digests"][block].get<std::string>());
}

/// Lines of the real data files beside the project, where they are.
void TestTokenizerFamilies::realTexts() {
    const std::string folder = TUNESMITH_SOURCE_DIR "/../shared/data/";
    if (!QFile::exists(QString::fromStdString(folder + "pubmedqa.jsonl"))) QSKIP("The real data files are not here.");
    const Json families = readJsonFile(kGolden + "families.json");
    for (const auto& [name, expected] : families.items()) {
        const auto tokenizer = golden(name);
        QVERIFY(expected["files"].size() == 4);
        for (const auto& [file, wanted] : expected["files"].items()) {
            const std::string content = readFile(folder + file);
            Digest digest;
            std::size_t at = 0;
            for (int line = 0; line < 300 && at <= content.size(); ++line) {
                const std::size_t end = std::min(content.find('\n', at), content.size());
                digest.addPair(*tokenizer, content.substr(at, end - at), "Is it so?");
                at = end + 1;
            }
            QCOMPARE(digest.hex(), wanted.get<std::string>());
        }
    }
}

void TestTokenizerFamilies::idsDoNotDependOnSpans() {
    for (const char* name : {"bert", "t5", "albert", "unigram_bytes"}) {
        const auto tokenizer = golden(name);
        for (std::uint64_t k = 0; k < 2000; ++k) {
            const std::string text = randomText(k, 0x7FFF);
            const Encoding with = tokenizer->encode(text, true), without = tokenizer->encode(text);
            QCOMPARE(without.ids, with.ids);
            QCOMPARE(with.spans.size(), with.ids.size());
        }
    }
}

/// What tokenizers 0.23.3 makes of these; the two marked ones are not the nearest double.
void TestTokenizerFamilies::scores() {
    QCOMPARE(scoreAsRead("-2.0"), -2.0);
    QCOMPARE(scoreAsRead("-7"), -7.0);
    QVERIFY(std::signbit(scoreAsRead("-0.0")) && scoreAsRead("0") == 0);
    QVERIFY(scoreAsRead("-10.970802919708029") == -0x1.5f10d148e03bcp+3);  // beside it
    QVERIFY(scoreAsRead("-5.802919708029197") == -0x1.73630957d3274p+2);
    QVERIFY(scoreAsRead("-3.14159265358979323846") == -0x1.921fb54442d18p+1);
    QVERIFY(scoreAsRead("-12345678901234567890") == -0x1.56a95319d63e1p+63);
    QVERIFY(scoreAsRead("-18446744073709551616.25") == -0x1p+64);
    QVERIFY(scoreAsRead("1234567890123456789012345.678") == 0x1.056e0f36a6444p+80);
    QVERIFY(scoreAsRead("-1e-5") == -0x1.4f8b588e368f1p-17);
    QVERIFY(scoreAsRead("-2.5E+3 ") == -2500);
    QVERIFY(scoreAsRead("-2.2250738585072014e-308") == -0x1p-1022);
    QVERIFY(scoreAsRead("-0.000000000000000000000000000000000000000012345678901234567") ==
            -0x1.13515ded99010p-136);  // beside it
    QCOMPARE(scoreAsRead("-9.9e-330"), 0.0);
    QVERIFY(std::isinf(scoreAsRead("1e309")));
}

void TestTokenizerFamilies::framesPairs() {
    const auto bert = golden("bert");
    QCOMPARE(bert->frameSize(false), std::size_t(2));
    QCOMPARE(bert->frameSize(true), std::size_t(3));
    const FramedInput one = bert->encodeFramed("room");
    QCOMPARE(one.ids.front(), *bert->idOf("[CLS]"));
    QCOMPARE(one.ids.back(), *bert->idOf("[SEP]"));
    QVERIFY(one.spans.empty());
    const FramedInput two = bert->encodeFramed("room", "the nurse", true);
    const std::size_t n = bert->encode("room").ids.size(), m = bert->encode("the nurse").ids.size();
    QCOMPARE(two.ids.size(), n + m + 3);
    QCOMPARE(two.types, [&] {
        std::vector<std::uint8_t> types(n + 2, 0);
        types.resize(n + m + 3, 1);
        return types;
    }());
    QCOMPARE(int(two.texts[0]), -1);
    QCOMPARE(int(two.texts[1]), 0);
    QCOMPARE(int(two.texts[n + 2]), 1);
    QCOMPARE(two.spans[n + 2].begin, 0u);
    QCOMPARE(two.spans[n + m + 1].end, 9u);
    // One without a post-processor frames nothing.
    const auto plain = golden("bert_accents");
    QCOMPARE(plain->encodeFramed("room").ids, plain->encode("room").ids);
}

void TestTokenizerFamilies::cutsTheLongerText() {
    const auto bert = golden("bert");
    const std::string longer = "the nurse waits in the harbour until the clinic opens";
    const std::vector<TokenId> all = bert->encode(longer).ids;
    const FramedInput one = bert->encodeFramed(longer, std::nullopt, true, 7);
    QCOMPARE(one.ids.size(), std::size_t(7));
    QCOMPARE(one.spans.size(), std::size_t(7));
    QVERIFY(std::equal(one.ids.begin() + 1, one.ids.end() - 1, all.begin()));
    QCOMPARE(one.ids.back(), *bert->idOf("[SEP]"));
    const std::size_t n = bert->encode("the").ids.size();
    const FramedInput two = bert->encodeFramed("the", longer, false, 8);
    QCOMPARE(two.ids.size(), std::size_t(8));
    QCOMPARE(std::size_t(std::count(two.texts.begin(), two.texts.end(), 0)), n);
    const FramedInput even = bert->encodeFramed(longer, longer, false, 10);
    QCOMPARE(std::count(even.texts.begin(), even.texts.end(), 0), std::ptrdiff_t(3));
    QCOMPARE(std::count(even.texts.begin(), even.texts.end(), 1), std::ptrdiff_t(4));
    QCOMPARE(bert->encodeFramed(longer, std::nullopt, false, 1).ids.size(), std::size_t(2));
}

void TestTokenizerFamilies::decodesWordPieces() {
    const auto bert = golden("bert");
    const FramedInput framed = bert->encodeFramed("The nurse, don't knock!");
    QCOMPARE(bert->decode(framed.ids), std::string("the nurse, don ' t knock!"));
    std::string joined;
    for (const TokenId id : bert->encode("nurse waits").ids) joined += bert->bytesOf(id);
    QCOMPARE(joined, std::string(" nurse waits"));
}

void TestTokenizerFamilies::brokenModels_data() {
    QTest::addColumn<QByteArray>("model");
    QTest::newRow("unigram: no list") << QByteArray(R"({"type":"Unigram","unk_id":0,"vocab":{}})");
    QTest::newRow("unigram: no pair") << QByteArray(R"({"type":"Unigram","unk_id":0,"vocab":[["a"]]})");
    QTest::newRow("unigram: score is a text") << QByteArray(R"({"type":"Unigram","unk_id":0,"vocab":[["a","b"]]})");
    QTest::newRow("unigram: token twice") << QByteArray(R"({"type":"Unigram","unk_id":0,"vocab":[["a",0],["a",1]]})");
    QTest::newRow("unigram: unknown beyond") << QByteArray(R"({"type":"Unigram","unk_id":1,"vocab":[["a",0.0]]})");
    QTest::newRow("unigram: unknown negative") << QByteArray(R"({"type":"Unigram","unk_id":-1,"vocab":[["a",0.0]]})");
    QTest::newRow("wordpiece: no unknown") << QByteArray(R"({"type":"WordPiece","vocab":{"a":0}})");
    QTest::newRow("wordpiece: no vocabulary") << QByteArray(R"({"type":"WordPiece","unk_token":"a"})");
    QTest::newRow("no type, no merges") << QByteArray(R"({"vocab":{"a":0}})");
    QTest::newRow("WordLevel") << QByteArray(R"({"type":"WordLevel","vocab":{"a":0},"unk_token":"a"})");
}

void TestTokenizerFamilies::brokenModels() {
    QFETCH(QByteArray, model);
    TokenizerSpec spec;
    spec.tokenizerJson = "{\"model\":" + model.toStdString() + "}";
    try {
        Tokenizer::make(std::move(spec), "broken.json");
        QFAIL("accepted");
    } catch (const Error& error) {
        QCOMPARE(error.code(), Code::BadFile);
        QVERIFY(error.where().find("broken.json") != std::string::npos);
    }
}

void TestTokenizerFamilies::brokenTables_data() {
    QTest::addColumn<QByteArray>("blob");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("three bytes") << QByteArray("abc");
    QTest::newRow("size beyond") << QByteArray("\xFF\xFF\xFF\xFF", 4);
    QTest::newRow("no array") << QByteArray(8, '\0');
    QTest::newRow("odd array") << QByteArray("\x05\0\0\0abcdefgh", 12);
    QTest::newRow("invalid text") << QByteArray("\x04\0\0\0\0\0\0\0\xFF", 9);
}

void TestTokenizerFamilies::brokenTables() {
    QFETCH(QByteArray, blob);
    Json document = readJsonFile(kGolden + "xlm_roberta.json");
    document["normalizer"]["precompiled_charsmap"] = blob.toBase64().toStdString();
    QVERIFY_EXCEPTION_THROWN(made(document), Error);
    document["normalizer"]["precompiled_charsmap"] = "no base64!";
    QVERIFY_EXCEPTION_THROWN(made(document), Error);
    // A table whose units lead anywhere replaces nonsense, and no more than that.
    QByteArray wild("\x00\x10\0\0", 4);
    for (int k = 0; k < 1024; ++k) {
        const quint32 unit = quint32(k) * 2654435761u;
        wild.append(reinterpret_cast<const char*>(&unit), 4);
    }
    wild.append("a\0\xC3\xA9\0", 5);
    document["normalizer"]["precompiled_charsmap"] = wild.toBase64().toStdString();
    const auto tokenizer = made(document);
    for (std::uint64_t k = 0; k < 2000; ++k) tokenizer->encode(randomText(k, 0x7FFF), true);
}

void TestTokenizerFamilies::brokenFrames() {
    const auto refusedFrame = [](const std::function<void(Json&)>& change) {
        Json document = readJsonFile(kGolden + "bert.json");
        change(document["post_processor"]);
        const auto tokenizer = made(document);
        QVERIFY(!tokenizer->encode("the").ids.empty());  // whoever frames nothing is not bothered
        QVERIFY_EXCEPTION_THROWN(tokenizer->encodeFramed("the"), Error);
    };
    refusedFrame([](Json& p) { p["special_tokens"].erase("[SEP]"); });
    refusedFrame([](Json& p) { p["special_tokens"]["[SEP]"]["ids"] = {5000}; });
    refusedFrame([](Json& p) { p["single"] = 7; });
    refusedFrame([](Json& p) { p = {{"type", "Sequence"}, {"processors", {p, p}}}; });
    refusedFrame([](Json& p) { p = {{"type", "BertProcessing"}, {"sep", "x"}, {"cls", 1}}; });
}

/// A word without an end costs time in proportion to its length.
void TestTokenizerFamilies::longTexts() {
    for (const char* name : {"bert", "t5", "unigram_bytes"}) {
        const auto tokenizer = golden(name);
        std::string text;
        for (int k = 0; k < 100000; ++k) text += "nursewaiting";
        const Encoding encoding = tokenizer->encode(text, true);
        QCOMPARE(encoding.spans.back().end, std::uint32_t(text.size()));
        QVERIFY(name != std::string("bert") || encoding.ids.size() == 1);
    }
}

QTEST_GUILESS_MAIN(TestTokenizerFamilies)
#include "tst_tokenizer_families.moc"
