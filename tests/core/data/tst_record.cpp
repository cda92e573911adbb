// Records: their stored form and its hash.
#include <QtTest>

#include "core/base/error.h"
#include "core/data/record.h"

using namespace tunesmith;

namespace {

Record full() {
    Record record;
    record.messages = {
        {"system", "s"}, {"user", "line\n\"quoted\" \\ \t\x01 é 日本 😀"}, {"assistant", "a", false, 0.1f}};
    record.chosen = {{"assistant", "good"}};
    record.rejected = {{"assistant", ""}};
    record.text = "t";
    record.label = "l";
    return record;
}

}  // namespace

class TestRecord : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void json_bringsBackTheContent() {
        const Record record = full(), again = recordFromJson(recordToJson(record));
        QCOMPARE(again.messages, record.messages);
        QCOMPARE(again.chosen, record.chosen);
        QCOMPARE(again.rejected, record.rejected);
        QCOMPARE(again.text, record.text);
        QCOMPARE(again.label, record.label);
        QCOMPARE(recordToJson(again), recordToJson(record));
        QCOMPARE(recordToJson(recordFromJson("{}")), std::string("{}"));
    }

    void hash_isOfTheContentAlone() {
        Record record = full();
        const std::string hash = recordHash(record);
        QCOMPARE(hash.size(), std::size_t(64));
        record.id = 7;
        record.source = {"elsewhere.csv", 3};
        QCOMPARE(recordHash(record), hash);
        record.messages[2].weight = 0.2f;
        QVERIFY(recordHash(record) != hash);
    }

    void hash_tellsAllPartsApart() {
        std::vector<std::string> hashes;
        for (int part = 0; part < 7; ++part) {
            Record record;
            if (part == 0) record.text = "x";
            if (part == 1) record.label = "x";
            if (part == 2) record.messages = {{"user", "x"}};
            if (part == 3) record.messages = {{"assistant", "x"}};
            if (part == 4) record.messages = {{"user", "x", false}};
            if (part == 5) record.chosen = {{"user", "x"}};
            if (part == 6) record.rejected = {{"user", "x"}};
            hashes.push_back(recordHash(record));
        }
        std::sort(hashes.begin(), hashes.end());
        QVERIFY(std::adjacent_find(hashes.begin(), hashes.end()) == hashes.end());
    }

    void invalidUtf8_isRefused() {
        Record record;
        record.text = "caf\xE9";
        QVERIFY_EXCEPTION_THROWN(recordToJson(record), Error);
    }

    void otherText_isRefused_data() {
        QTest::addColumn<QByteArray>("json");
        for (const char* json :
             {"", "[]", "{", "{\"unknown\": 1}", "{\"messages\": 1}", "{\"messages\": [1]}", "{\"text\": 1}",
              "{\"messages\": [{\"role\": 1}]}", "{\"messages\": [{\"weight\": \"x\"}]}"})
            QTest::newRow(json) << QByteArray(json);
    }
    void otherText_isRefused() {
        QFETCH(QByteArray, json);
        QVERIFY_EXCEPTION_THROWN(recordFromJson(json.toStdString()), Error);
    }

    void splitNames_goBothWays() {
        for (const Split split : {Split::Train, Split::Validation, Split::Test})
            QCOMPARE(splitFromName(splitName(split)), split);
        QVERIFY_EXCEPTION_THROWN(splitFromName("dev"), Error);
    }
};

QTEST_GUILESS_MAIN(TestRecord)
#include "tst_record.moc"
