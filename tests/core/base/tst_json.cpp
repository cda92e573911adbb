// Configuration JSON: what is refused, and that nothing is replaced silently.
#include <QtTest>

#include "core/base/error.h"
#include "core/base/json.h"

using namespace tunesmith;

class TestJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refused_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("cut off") << QByteArray("{\"a\": 1");
        QTest::newRow("trailing") << QByteArray("{} x");
        QTest::newRow("duplicate key") << QByteArray("{\"a\": 1, \"a\": 2}");
        QTest::newRow("duplicate key inside") << QByteArray("{\"o\": [{\"a\": 1, \"\\u0061\": 2}]}");
        QTest::newRow("NaN") << QByteArray("{\"a\": NaN}");
        QTest::newRow("beyond double") << QByteArray("{\"a\": 1e400}");
        QTest::newRow("half a surrogate pair") << QByteArray("{\"a\": \"\\ud800\"}");
        QTest::newRow("not UTF-8") << QByteArray("{\"a\": \"\xE9\"}");
        QTest::newRow("too deep") << QByteArray(100, '[') + QByteArray(100, ']');
        QTest::newRow("much too deep") << QByteArray(200000, '[');
    }
    void refused() {
        QFETCH(QByteArray, text);
        try {
            parseJson(std::string_view(text.constData(), std::size_t(text.size())), "config.json");
            QFAIL("it was accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), Code::BadFile);
            QCOMPARE(error.where(), std::string("config.json"));
        }
    }

    void sameKeyInDifferentObjects_isFine() {
        const Json json = parseJson(R"({"a": {"x": 1}, "b": {"x": 2}, "c": [{"x": 3}, {"x": 4}]})", "t");
        QCOMPARE(json.at("c").at(1).at("x").get<int>(), 4);
    }

    void deepEnough_isFine() { QVERIFY(parseJson(std::string(60, '[') + std::string(60, ']'), "t").is_array()); }

    void dump_refusesInvalidUtf8() {
        QCOMPARE(dumpJson(Json{{"a", "ü"}}), std::string("{\"a\":\"ü\"}"));
        QVERIFY_EXCEPTION_THROWN(dumpJson(Json{{"a", "\xE9"}}), Error);
    }
};

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
