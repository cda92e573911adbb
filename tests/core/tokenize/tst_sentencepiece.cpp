// Sentencepiece model files read without sentencepiece: equal to its ids on random strings, by digests
// (tests/golden/tokenize/make_sentencepiece_fixtures.py), and hostile files refused with a sentence. With
// TUNESMITH_SENTENCEPIECE_DIGESTS naming another file that the script made, its blocks are compared.
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <cstring>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/tokenize/score_reader.h"
#include "random_text.h"

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

const std::string kGolden = TUNESMITH_SOURCE_DIR "/tests/golden/tokenize/";

std::string digestsPath() {
    const QByteArray other = qgetenv("TUNESMITH_SENTENCEPIECE_DIGESTS");
    return other.isEmpty() ? kGolden + "sentencepiece.json" : other.toStdString();
}

std::shared_ptr<const Tokenizer> tokenizerOf(const std::string& bytes) {
    return Tokenizer::make(tokenizerSpecFromSentencePiece(bytes, "tokenizer.model"), "tokenizer.model");
}

void appendVarint(std::string& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out += char(value | 0x80);
    out += char(value);
}

std::string lengthDelimited(int number, const std::string& bytes) {
    std::string out;
    appendVarint(out, std::uint64_t(number) << 3 | 2);
    appendVarint(out, bytes.size());
    return out + bytes;
}

std::string piece(const std::string& text, float score, int type) {
    std::string message = lengthDelimited(1, text);
    message += char(2 << 3 | 5);
    message.append(reinterpret_cast<const char*>(&score), 4);
    message += char(3 << 3);
    message += char(type);
    return lengthDelimited(1, message);
}

const std::string kUnknown = piece("<unk>", 0, 2);

void refused(const std::string& bytes, const char* word) {
    try {
        tokenizerOf(bytes);
        QFAIL("accepted");
    } catch (const Error& error) {
        QCOMPARE(error.code(), Code::BadFile);
        QVERIFY2(std::string(error.what()).find(word) != std::string::npos, error.what());
        QVERIFY(error.where().find("tokenizer.model") != std::string::npos);
    }
}

}  // namespace

class TestSentencePiece : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void randomTexts_data();
    void randomTexts();
    void fairseq_data();
    void fairseq();
    void scoresStayExact();
    void specials();
    void hostileFiles();
    void cutFiles();
};

void TestSentencePiece::randomTexts_data() {
    QTest::addColumn<QString>("name");
    const Json digests = readJsonFile(digestsPath());
    for (const auto& [name, value] : digests.items()) QTest::newRow(name.c_str()) << QString::fromStdString(name);
    QVERIFY(digests.size() >= 5);
}

void TestSentencePiece::randomTexts() {
    QFETCH(QString, name);
    const Json expected = readJsonFile(digestsPath())[name.toStdString()];
    const auto tokenizer = tokenizerOf(readFile(kGolden + name.toStdString() + ".model"));
    const auto kinds = expected["kinds"].get<std::uint32_t>();
    const bool keepsBlanks = expected["keepsBlanks"].get<bool>();
    QVERIFY(expected["digests"].size() >= 20);
    for (std::size_t block = 0; block < expected["digests"].size(); ++block) {
        Digest digest;
        for (std::uint64_t k = 0; k < 1000; ++k) {
            const std::string text = randomText(block * 1000 + k, kinds);
            if (text.find("\u2581") != text.npos || text.find('\0') != text.npos || (keepsBlanks && text[0] == ' '))
                continue;
            for (const TokenId id : tokenizer->encode(text).ids) digest.add(std::uint32_t(id));
            digest.add(0xFFFFFFFFu);
        }
        QCOMPARE(digest.hex(), expected["digests"][block].get<std::string>());
    }
}

void TestSentencePiece::fairseq_data() {
    QTest::addColumn<QString>("kind");
    QTest::newRow("xlm-roberta") << "xlm-roberta";
    QTest::newRow("camembert") << "camembert";
}

/// Folders of which the ids are not the pieces' numbers, against what transformers makes of them.
void TestSentencePiece::fairseq() {
    QFETCH(QString, kind);
    const Json expected = readJsonFile(kGolden + "fairseq.json")[kind.toStdString()];
    const QTemporaryDir dir;
    const std::string path = dir.path().toStdString();
    writeFileAtomically(path + "/sentencepiece.bpe.model", readFile(kGolden + "spm_fairseq.model"));
    QVERIFY(folderHasTokenizer(path));
    QVERIFY_EXCEPTION_THROWN(tokenizerSpecFromFolder(path), Error);  // nothing says whose numbers
    writeFileAtomically(path + "/config.json", dumpJson({{"model_type", kind.toStdString()}}));
    const TokenizerSpec spec = tokenizerSpecFromFolder(path);
    const auto tokenizer = Tokenizer::make(spec, path);
    QCOMPARE(tokenizer->textOf(*spec.bos) + tokenizer->textOf(*spec.eos), std::string("<s></s>"));
    QCOMPARE(tokenizer->encode("waits <mask>").ids.back(), TokenId(tokenizer->vocabularySize() - 1));
    const auto kinds = expected["kinds"].get<std::uint32_t>();
    QVERIFY(expected["digests"].size() >= 20);
    for (std::size_t block = 0; block < expected["digests"].size(); ++block) {
        Digest digest;
        std::string text = randomText(block * 1000, kinds);
        for (std::uint64_t k = 0; k < 1000; ++k) {
            std::string second = randomText(block * 1000 + k + 1, kinds);
            digest.addPair(*tokenizer, text, second);
            text = std::move(second);
        }
        QCOMPARE(digest.hex(), expected["digests"][block].get<std::string>());
    }
    // A model of another order is refused, not misread.
    writeFileAtomically(path + "/sentencepiece.bpe.model", readFile(kGolden + "spm_unigram.model"));
    QVERIFY_EXCEPTION_THROWN(tokenizerSpecFromFolder(path), Error);
}

/// Scores are floats there and decimal numbers in the document, which is read with two roundings.
void TestSentencePiece::scoresStayExact() {
    Draw draw(7);
    int beside = 0;
    for (int k = 0; k < 20000; ++k) {
        const double value = double(-float(draw.below(20'000'000)) / 1048573.0f);
        const double read = scoreAsRead(scoreText(value));
        if (read == value) continue;
        ++beside;
        QVERIFY2(std::nextafter(read, value) == value, scoreText(value).c_str());
    }
    QVERIFY2(beside < 400, std::to_string(beside).c_str());
    QVERIFY(scoreAsRead(scoreText(0.0)) == 0);
}

void TestSentencePiece::specials() {
    const TokenizerSpec llama = tokenizerSpecFromSentencePiece(readFile(kGolden + "spm_bpe.model"), "x");
    QCOMPARE(llama.unk, std::optional<TokenId>(0));
    QCOMPARE(llama.bos, std::optional<TokenId>(1));
    QCOMPARE(llama.eos, std::optional<TokenId>(2));
    QVERIFY(llama.addBos);
    const auto tokenizer = Tokenizer::make(llama, "x");
    const std::string text = "The nurse waits \xF0\x9F\xA6\x8A";
    QCOMPARE(tokenizer->decode(tokenizer->encode(text).ids), text);
    QCOMPARE(tokenizer->encodeFramed(text).ids.front(), TokenId(1));

    const TokenizerSpec t5 = tokenizerSpecFromSentencePiece(readFile(kGolden + "spm_unigram.model"), "x");
    QVERIFY(!t5.bos && !t5.addBos);
    QCOMPARE(t5.pad, std::optional<TokenId>(0));
    QCOMPARE(Tokenizer::make(t5, "x")->encodeFramed("The nurse").ids.back(), TokenId(1));
}

void TestSentencePiece::hostileFiles() {
    QVERIFY(tokenizerOf(kUnknown + piece("a", -1, 1))->encode("a").ids.size() > 0);
    refused("", "no pieces");
    refused(piece("a", -1, 1), "no unknown piece");
    refused(kUnknown + piece(std::string(120000, 'a'), -1, 1), "endless piece");
    refused(kUnknown + piece("", -1, 1), "empty");
    refused(kUnknown + piece(std::string("a\0b", 3), -1, 1), "no text");
    refused(kUnknown + piece("\xFF", -1, 1), "no text");
    refused(kUnknown + piece("a", std::numeric_limits<float>::quiet_NaN(), 1), "no number");
    refused(kUnknown + piece("a", std::numeric_limits<float>::infinity(), 1), "no number");
    refused(kUnknown + piece("a", -1, 9), "unknown kind");
    refused(kUnknown + piece("a", -1, 1) + piece("a", -2, 1), "twice");
    refused(kUnknown + lengthDelimited(2, std::string("\x18\x03", 2)), "kind that is not supported");
    refused(kUnknown + lengthDelimited(2, std::string("\xC0\x01\x01", 3)), "blanks");
    refused(kUnknown + lengthDelimited(3, lengthDelimited(2, "abc")), "replacements");
    refused(kUnknown + std::string("\x0A\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 10), "cut off");
    refused(kUnknown + std::string(12, '\xFF'), "without an end");
    refused(kUnknown + "\x0F", "unknown kind");
    refused("<!DOCTYPE html><html>Not found</html>", "");
}

/// Every way in which a download may end.
void TestSentencePiece::cutFiles() {
    const std::string whole = readFile(kGolden + "spm_bpe_unknown.model");
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        try {
            tokenizerOf(whole.substr(0, size))->encode("The nurse waits");
        } catch (const Error& error) {
            QVERIFY(error.code() == Code::BadFile || error.code() == Code::BadInput);
        }
    }
}

QTEST_GUILESS_MAIN(TestSentencePiece)
#include "tst_sentencepiece.moc"
