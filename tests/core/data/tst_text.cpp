// UTF-8 checks, unseen characters, JSON strings, excerpts.
#include <QtTest>
#include <nlohmann/json.hpp>

#include "core/base/random.h"
#include "core/data/text.h"

using namespace tunesmith;

class TestText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstInvalid_isNamed_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("at");
        QTest::newRow("ASCII") << QByteArray("abc") << -1;
        QTest::newRow("all lengths") << QByteArray("é日😀") << -1;
        QTest::newRow("Latin-1") << QByteArray("caf\xE9!") << 3;
        QTest::newRow("lone continuation") << QByteArray("a\x80") << 1;
        QTest::newRow("cut sequence") << QByteArray("ab\xE6\x97") << 2;
        QTest::newRow("overlong") << QByteArray("\xC0\xAF") << 0;
        QTest::newRow("overlong of three") << QByteArray("x\xE0\x80\xAF") << 1;
        QTest::newRow("surrogate") << QByteArray("x\xED\xA0\x80") << 1;
        QTest::newRow("beyond Unicode") << QByteArray("\xF4\x90\x80\x80") << 0;
        QTest::newRow("last of Unicode") << QByteArray("\xF4\x8F\xBF\xBF") << -1;
        QTest::newRow("far in") << QByteArray(1000, 'a') + QByteArray("\xFF") << 1000;
    }
    void firstInvalid_isNamed() {
        QFETCH(QByteArray, text);
        QFETCH(int, at);
        const auto found = firstInvalidUtf8(std::string_view(text.constData(), std::size_t(text.size())));
        QCOMPARE(found ? int(*found) : -1, at);
    }

    void unseen_areCountedAnywhere() {
        const std::string one("\x07\x7F\0\xE2\x80\x8B\xE2\x80\xAE\xE2\x81\xA6\xEF\xBB\xBF\xD8\x9C\xE2\x81\xA0", 20);
        const TextCounts expected{1, 2, 3, 3};
        // At every place relative to the blocks in which text is looked through.
        for (std::size_t before = 0; before < 140; ++before)
            QCOMPARE(countUnseen(std::string(before, 'x') + one + std::string(90, 'y')), expected);
        QCOMPARE(countUnseen("plain\ttext\r\nwith é 日本 😀 “quotes” – and ℃"), TextCounts());
    }

    void jsonString_isReadBackEqual() {
        const RandomStream random(3, "json");
        for (std::uint64_t i = 0; i < 2000; ++i) {
            std::string text;
            for (std::uint64_t k = 0; k < random.at(i) % 120; ++k)
                text += char(random.at(i * 1000 + k) % (i % 2 ? 128 : 36));
            std::string json;
            appendJsonString(json, text);
            QCOMPARE(nlohmann::json::parse(json).get<std::string>(), text);
        }
        std::string json;
        appendJsonString(json, "a\"\\\n\r\t\x01é");
        QCOMPARE(json, std::string("\"a\\\"\\\\\\n\\r\\t\\u0001é\""));
    }

    void excerpt_isValidUtf8() {
        QCOMPARE(printableExcerpt("caf\xE9 é", 100), std::string("caf\\xE9 é"));
        QCOMPARE(printableExcerpt("日本日本", 10), std::string("日本..."));
        QVERIFY(!firstInvalidUtf8(printableExcerpt(std::string(100, '\xE6'), 20)));
    }
};

QTEST_GUILESS_MAIN(TestText)
#include "tst_text.moc"
