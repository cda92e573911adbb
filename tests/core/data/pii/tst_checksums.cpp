// The arithmetic of check digits on published examples; entities' table; folding.
#include <QtTest>
#include <set>

#include "core/base/error.h"
#include "core/data/pii/checksums.h"
#include "core/data/pii/digest.h"
#include "core/data/pii/document.h"
#include "core/data/pii/entity.h"

using namespace tunesmith;
using namespace tunesmith::pii;

class TestChecksums : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sums_areThoseOfTheStandards() {
        QVERIFY(luhn("79927398713"));
        QVERIFY(!luhn("79927398710"));
        QVERIFY(!luhn("7992739871X"));
        QVERIFY(!luhn("0"));
        QVERIFY(verhoeff("2363"));
        QVERIFY(!verhoeff("2364"));
        QVERIFY(mod11With2("07940"));
        QVERIFY(mod11With2("079X"));
        QVERIFY(!mod11With2("0791"));
        QVERIFY(mod11With10("07945"));
        QVERIFY(!mod11With10("07946"));
        QCOMPARE(remainder97("3214282912345698765432161182"), 1);
        QCOMPARE(remainder97("a1"), -1);
    }

    void dates_existOrDoNot() {
        QVERIFY(isDate(2000, 2, 29));
        QVERIFY(!isDate(1900, 2, 29));
        QVERIFY(isDate(2024, 2, 29));
        QVERIFY(!isDate(2023, 2, 29));
        QVERIFY(!isDate(2023, 4, 31));
        QVERIFY(!isDate(2023, 0, 1));
        QVERIFY(!isDate(2023, 13, 1));
        QVERIFY(!isDate(1799, 1, 1));
        QVERIFY(isShortDate(0, 2, 29));
    }

    void hmac_isThatOfRfc4231() {
        const auto hex = [](const std::string& bytes) { return QByteArray(bytes.data(), int(bytes.size())).toHex(); };
        QCOMPARE(hex(hmacSha256("Jefe", "what do ya want for nothing?")),
                 QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
        QCOMPARE(hex(hmacSha256(std::string(131, '\xAA'), "Test Using Larger Than Block-Size Key - Hash Key First")),
                 QByteArray("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"));
    }

    void table_isInOrderAndNamed() {
        QCOMPARE(int(entities().size()), kEntities);
        std::set<std::string> names;
        for (int i = 0; i < kEntities; ++i) {
            const EntityInfo& info = entities()[std::size_t(i)];
            QCOMPARE(int(info.entity), i);
            QVERIFY2(names.insert(info.name).second, info.name);
            QVERIFY(entityFromName(info.name) == info.entity);
            QVERIFY(info.hipaa >= 0 && info.hipaa <= 18);
        }
        QVERIFY(!entityFromName("credit_card"));
    }

    void folding_keepsTheWayBack_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("folded");
        const auto row = [](const char* name, const char* text, const char* folded) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(folded);
        };
        row("plain", "abc 123", "abc 123");
        row("accents stay", "Müller é 日本", "Müller é 日本");
        row("full width", "４１１１：＠Ａ", "4111:@A");
        row("zero width",
            "41\xE2\x80\x8B"
            "11\xEF\xBB\xBF",
            "4111");
        row("other digits", "٤١١١ ४१", "4111 41");
        row("mathematical", "𝟒𝟏𝟏𝟏 𝐀𝐛", "4111 Ab");
        row("dashes and spaces",
            "1‑2–3\xC2\xA0"
            "4\xE2\x80\xAF"
            "5",
            "1-2-3 4 5");
        row("twins in a number", "DЕ89 4О44", "DE89 4044");
        row("twins in a word stay", "СОЕ пароль", "СОЕ пароль");
        row("not UTF-8", "a\xFF\xC3", "a\xFF\xC3");
    }
    void folding_keepsTheWayBack() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, folded);
        const Folded result(std::string_view(text.constData(), std::size_t(text.size())));
        QCOMPARE(QByteArray(result.text().data(), int(result.text().size())), folded);
        QCOMPARE(result.origin(result.text().size()), std::size_t(text.size()));
        std::size_t before = 0;
        for (std::size_t i = 0; i < result.text().size(); ++i) {
            QVERIFY(result.origin(i) >= before && result.origin(i) < std::size_t(text.size()));
            before = result.origin(i);
        }
    }

    void words_areCutWhereNumbersBegin() {
        const auto words = [](std::string_view text) {
            const Document document(text);
            QByteArray all;
            for (std::size_t i = 0; i < document.words().size(); ++i)
                all += QByteArray(document.word(i).data(), int(document.word(i).size())) + '|';
            return all;
        };
        QCOMPARE(words("BSN123456782, x"), QByteArray("BSN|123456782|x|"));
        QCOMPARE(words("DE89370400440532013000"), QByteArray("DE|89370400440532013000|"));
        QCOMPARE(words("GB29NWBK60161331926819"), QByteArray("GB29NWBK60161331926819|"));
        QCOMPARE(words("身份证号11010519491231002X"), QByteArray("身份证号|11010519491231002X|"));
        QCOMPARE(words("[EMAIL_1] a [US_SSN_0b1f] [x] [A_]"), QByteArray("a|x|A|"));
    }
};

QTEST_GUILESS_MAIN(TestChecksums)
#include "tst_checksums.moc"
