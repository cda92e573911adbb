// Answers token by token, from a model whose tokens the test decides: where they end, what text comes of them, and when
// it is handed out.
#include <QtTest>

#include <numeric>

#include "core/base/error.h"
#include "core/data/text.h"
#include "tests/core/generate/scripted_model.h"

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

constexpr TokenId kStart = 300;  // the prompt's last token; no byte
constexpr TokenId kEnd = 2;      // <|im_end|>

struct Answer {
    Generated result;
    std::vector<std::string> pieces;
    std::string streamed() const { return std::accumulate(pieces.begin(), pieces.end(), std::string()); }
};

Answer answer(ScriptedModel& model, const GenerationLimits& limits, const std::vector<TokenId>& prompt = {kStart},
              const Cancel& cancel = Cancel(), const SamplingOptions& sampling = {}) {
    Answer a;
    a.result = generate(model.decoder(), model.tokenizer(), prompt, sampling,
                        limits, cancel, [&](const std::string& text) { a.pieces.push_back(text); });
    return a;
}

// The prompt's last token, then these bytes one token each, then the end of the turn.
std::vector<TokenId> script(const std::string& text) {
    std::vector<TokenId> ids = ScriptedModel::bytes(text);
    ids.insert(ids.begin(), kStart);
    ids.push_back(kEnd);
    return ids;
}

QString words(const std::string& text) {
    return QString::fromStdString(text);
}

}  // namespace

class TestGenerator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stopToken_endsAnswer_andIsNoText() {
        ScriptedModel model(script("Hi you!"));
        const Answer a = answer(model, {20, {kEnd}, {}});
        QCOMPARE(words(a.result.text), QString("Hi you!"));
        QCOMPARE(words(a.result.finish), QString("stop"));
        QCOMPARE(a.result.ids.back(), kEnd);
        QCOMPARE(a.result.ids.size(), std::size_t(8));
        QCOMPARE(a.result.promptTokens, std::int64_t(1));
        QCOMPARE(words(a.streamed()), words(a.result.text));
        QCOMPARE(a.pieces.size(), std::size_t(7));  // each as soon as it is there
        QVERIFY(a.result.seconds >= 0 && a.result.promptSeconds > 0);
    }

    void limit_endsAnswer() {
        ScriptedModel model(script("abcdef"));
        const Answer a = answer(model, {3, {kEnd}, {}});
        QCOMPARE(words(a.result.text), QString("abc"));
        QCOMPARE(words(a.result.finish), QString("length"));
        QCOMPARE(a.result.ids.size(), std::size_t(3));
        QCOMPARE(words(answer(model, {0, {kEnd}, {}}).result.text), QString());
    }

    // Stop texts cross the borders of tokens; nothing of one is ever handed out.
    void stopText_data() {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QStringList>("stops");
        QTest::addColumn<QString>("wanted");
        QTest::newRow("across tokens") << "abXYZcd" << QStringList{"XYZ"} << "ab";
        QTest::newRow("at the beginning") << "XYZcd" << QStringList{"XYZ"} << "";
        QTest::newRow("at the end") << "abXYZ" << QStringList{"XYZ"} << "ab";
        QTest::newRow("begun and not ended") << "abXYcd" << QStringList{"XYZ"} << "abXYcd";
        QTest::newRow("begun at the very end") << "abXY" << QStringList{"XYZ"} << "abXY";
        QTest::newRow("the first of two") << "abcdefg" << QStringList{"ef", "cd"} << "ab";
        QTest::newRow("one within the other's beginning") << "abcdefg" << QStringList{"cdeQ", "de"} << "abc";
        QTest::newRow("one token") << "abcdefg" << QStringList{"d"} << "abc";
        QTest::newRow("empty is none") << "abc" << QStringList{""} << "abc";
        QTest::newRow("not a character alone") << QString("ab\u00e9cd") << QStringList{QString("\u00e9")} << "ab";
    }
    void stopText() {
        QFETCH(QString, said);
        QFETCH(QStringList, stops);
        QFETCH(QString, wanted);
        ScriptedModel model(script(said.toStdString()));
        GenerationLimits limits{30, {kEnd}, {}};
        for (const QString& stop : stops) limits.stopTexts.push_back(stop.toStdString());
        const Answer a = answer(model, limits);
        QCOMPARE(words(a.result.text), wanted);
        QCOMPARE(words(a.streamed()), wanted);
        QCOMPARE(words(a.result.finish), QString("stop"));
        QCOMPARE(a.result.ids.back() == kEnd, wanted == said);
    }

    void utf8_wholeCharactersAlone() {
        const std::string text = "a\xC3\xA9 \xE6\x97\xA5\xF0\x9F\x98\x80!";  // é, 日, 😀: each byte a token
        ScriptedModel model(script(text));
        const Answer a = answer(model, {30, {kEnd}, {}});
        QCOMPARE(words(a.result.text), words(text));
        QCOMPARE(words(a.streamed()), words(text));
        QCOMPARE(a.pieces.size(), std::size_t(6));  // a, é, space, 日, 😀, !
        for (const std::string& piece : a.pieces) QVERIFY(!firstInvalidUtf8(piece));
    }

    // Cut off in a character: what is there of it is left out.
    void utf8_cutOff_isLeftOut() {
        ScriptedModel model(script("a\xF0\x9F\x98\x80"));
        for (const int limit : {2, 3, 4}) QCOMPARE(words(answer(model, {limit, {kEnd}, {}}).result.text), QString("a"));
        QVERIFY(answer(model, {5, {kEnd}, {}}).result.text == "a\xF0\x9F\x98\x80");
        ScriptedModel stopped(script("a\xE6\x97"));
        QCOMPARE(words(answer(stopped, {9, {kEnd}, {}}).result.text), QString("a"));
    }

    // A model may say bytes that are no UTF-8; the answer always is.
    void utf8_strayBytes_becomeReplacementCharacters_data() {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<QByteArray>("wanted");
        QTest::newRow("continuation alone") << QByteArray(
                                                   "a\x80"
                                                   "bc")
                                            << QByteArray(
                                                   "a\xEF\xBF\xBD"
                                                   "bc");
        QTest::newRow("beginning without an end") << QByteArray(
                                                         "a\xC3"
                                                         "bc")
                                                  << QByteArray(
                                                         "a\xEF\xBF\xBD"
                                                         "bc");
        QTest::newRow("two of three bytes") << QByteArray("\xE6\x97xy") << QByteArray("\xEF\xBF\xBDxy");
        QTest::newRow("no byte of UTF-8") << QByteArray("a\xFF\xFE.") << QByteArray("a\xEF\xBF\xBD\xEF\xBF\xBD.");
        QTest::newRow("a surrogate") << QByteArray("\xED\xA0\x80.")
                                     << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD.");
    }
    void utf8_strayBytes_becomeReplacementCharacters() {
        QFETCH(QByteArray, said);
        QFETCH(QByteArray, wanted);
        ScriptedModel model(script(said.toStdString()));
        const Answer a = answer(model, {30, {kEnd}, {}});
        QCOMPARE(a.result.text, wanted.toStdString());
        QCOMPARE(a.streamed(), wanted.toStdString());
    }

    // Special tokens that do not end the answer are no text, as with skip_special_tokens.
    void specialToken_isNoText() {
        std::vector<TokenId> ids = ScriptedModel::bytes("ab");
        ids.insert(ids.begin(), kStart);
        ids.insert(ids.begin() + 2, 1);  // <|im_start|>
        ids.push_back(kEnd);
        ScriptedModel model(ids);
        const Answer a = answer(model, {9, {kEnd}, {}});
        QCOMPARE(words(a.result.text), QString("ab"));
        QCOMPARE(a.result.ids.size(), std::size_t(4));
    }

    void cancel_endsWithWhatThereIs() {
        ScriptedModel model(script("abcdef"));
        Cancel cancel;
        std::string streamed;
        const Generated result = generate(model.decoder(), model.tokenizer(), {kStart}, {}, {30, {kEnd}, {}},
                                          cancel, [&](const std::string& text) {
                                              streamed += text;
                                              if (streamed == "abc") cancel.request();
                                          });
        QCOMPARE(words(result.finish), QString("cancelled"));
        QCOMPARE(words(result.text), QString("abc"));
        const Answer none = answer(model, {30, {kEnd}, {}}, {kStart}, cancel);
        QCOMPARE(words(none.result.finish), QString("cancelled"));
        QVERIFY(none.result.text.empty() && none.pieces.empty());
    }

    // What a held-back stop text began with is handed out when the answer is cancelled or ends.
    void cancel_inAStopText_handsOutItsBeginning() {
        ScriptedModel model(script("abXYcd"));
        Cancel cancel;
        const Answer a = answer(model, {4, {kEnd}, {"XYZ"}});
        QCOMPARE(words(a.result.text), QString("abXY"));
        QCOMPARE(words(a.streamed()), QString("abXY"));
    }

    void context_limitsAnswer() {
        ScriptedModel model(script("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ"));
        const std::vector<TokenId> prompt = [&] {
            std::vector<TokenId> ids(29, 7);
            ids.push_back(kStart);
            return ids;
        }();
        const Answer a = answer(model, {1000, {kEnd}, {}}, prompt);
        QCOMPARE(words(a.result.text), QString("abcdefghij"));  // 40 tokens in all
        QCOMPARE(words(a.result.finish), QString("length"));
        QCOMPARE(a.result.promptTokens, std::int64_t(30));
        for (const std::size_t tokens : {40, 41, 400}) {
            try {
                answer(model, {5, {kEnd}, {}}, std::vector<TokenId>(tokens, 7));
                QFAIL("the prompt fills the context");
            } catch (const Error& e) {
                QCOMPARE(e.code(), Code::BadInput);
                QVERIFY(words(e.what()).contains(QString::number(tokens)) && words(e.what()).contains("40"));
            }
        }
    }

    void emptyPrompt_isRefused() {
        ScriptedModel model(script("ab"));
        QVERIFY_EXCEPTION_THROWN(answer(model, {5, {kEnd}, {}}, {}), Error);
    }

    void twice_sameAnswer() {
        ScriptedModel model(script("Thequickfox"));
        const Answer first = answer(model, {20, {kEnd}, {}}), second = answer(model, {20, {kEnd}, {}});
        QCOMPARE(first.result.ids, second.result.ids);
        SamplingOptions sampling;
        sampling.temperature = 30;
        const Answer a = answer(model, {20, {kEnd}, {}}, {kStart}, Cancel(), sampling),
                     b = answer(model, {20, {kEnd}, {}}, {kStart}, Cancel(), sampling);
        QCOMPARE(a.result.ids, b.result.ids);
        sampling.seed = 7;
        QVERIFY(answer(model, {20, {kEnd}, {}}, {kStart}, Cancel(), sampling).result.ids != a.result.ids);
    }

    // The penalty counts the prompt's tokens: what would have come next is no longer the likeliest.
    void repetitionPenalty_seesThePrompt() {
        ScriptedModel model(script("abcdefgh"));
        SamplingOptions sampling;
        sampling.repetitionPenalty = 100;
        std::vector<TokenId> prompt = ScriptedModel::bytes("a");
        prompt.push_back(kStart);
        const TokenId a = prompt[0];
        QCOMPARE(answer(model, {1, {}, {}}, prompt).result.ids[0], a);
        QVERIFY(answer(model, {1, {}, {}}, prompt, Cancel(), sampling).result.ids[0] != a);
        QCOMPARE(answer(model, {1, {}, {}}, {kStart}, Cancel(), sampling).result.ids[0], a);
    }
};

QTEST_GUILESS_MAIN(TestGenerator)
#include "tst_generator.moc"
