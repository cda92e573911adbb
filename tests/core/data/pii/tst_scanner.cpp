// The scanner on single texts: what is found, what is left alone.
#include <QtTest>

#include "core/base/error.h"
#include "core/data/pii/scanner.h"

using namespace tunesmith;
using namespace tunesmith::pii;

namespace {

/// "EMAIL=a@b.org US_SSN=..." in the order of the text.
QByteArray found(const ScanOptions& options, const QByteArray& text) {
    QByteArray all;
    for (const Finding& f : Scanner(options).scan(std::string_view(text.constData(), std::size_t(text.size()))))
        all += (all.isEmpty() ? "" : " ") + QByteArray(entityInfo(f.entity).name) + "=" +
               text.mid(int(f.begin), int(f.end - f.begin));
    return all;
}

ScanOptions certain() {
    ScanOptions options;
    options.entities = certainEntities();
    return options;
}

ScanOptions only(std::initializer_list<Entity> entities) {
    ScanOptions options;
    options.entities.reset();
    for (const Entity entity : entities) options.entities.set(std::size_t(entity));
    return options;
}

}  // namespace

class TestScanner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void texts_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* text, const char* expected) {
            QTest::addRow("%s", text) << QByteArray(text) << QByteArray(expected);
        };
        // cards
        row("pay with 4111 1111 1111 1111 now", "CREDIT_CARD=4111 1111 1111 1111");
        row("pay with 4111 1111 1111 1112 now", "");
        row("{\"card\":\"4111111111111111\"}", "CREDIT_CARD=4111111111111111");
        row("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "CREDIT_CARD=4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1");
        row("card ４１１１１１１１１１１１１１１１.", "CREDIT_CARD=４１１１１１１１１１１１１１１１");
        row("card 41111111\n11111111 end", "CREDIT_CARD=41111111\n11111111");
        row("0.4111111111111111", "");
        row("41 11 111 111 1111 111 is a list", "");
        // accounts
        row("IBAN: DE89 3704 0044 0532 0130 00.", "IBAN=DE89 3704 0044 0532 0130 00");
        row("gb29nwbk60161331926819", "IBAN=gb29nwbk60161331926819");
        row("IBAN DE89 3704 0044 0532 0130 01", "");
        row("BIC DEUTDEFF", "BIC=DEUTDEFF");
        row("DEUTDEFF", "");
        row("PASSWORD swift", "");
        // people's numbers
        row("SSN 536-22-1234", "US_SSN=536-22-1234");
        row("536-22-1234", "US_SSN=536-22-1234");
        row("536221234", "");
        row("my ssn is 536221234", "US_SSN=536221234");
        row("SSN 078-05-1120", "");
        row("NHS number 943 476 5919", "UK_NHS=943 476 5919");
        row("943 476 5919", "");
        row("NINO AB 12 34 56 C", "UK_NINO=AB 12 34 56 C");
        row("BSN123456782", "NL_BSN=123456782");
        row("身份证号11010519491231002X。", "CN_ID=11010519491231002X");
        row("CPF 390.533.447-05", "BR_CPF=390.533.447-05");
        row("85.07.30-033.28", "BE_NRN=85.07.30-033.28");
        row("hetu 131052-308T", "FI_HETU=131052-308T");
        row("DNI 12345678-Z", "ES_NIF=12345678-Z");
        row("MBI 1EG4-TE5-MK73", "US_MBI=1EG4-TE5-MK73");
        row("MRN: 00123456", "MEDICAL_RECORD=00123456");
        row("case no. 2023-CV-01234", "CASE_NUMBER=2023-CV-01234");
        row("in this case 12 people", "");
        row("medical record number is 00123456", "MEDICAL_RECORD=00123456");
        row("a saving of $319.77 per patient; beat the record by 372-300", "");
        row("VIN 1M8GDM9AXKP042788", "VIN=1M8GDM9AXKP042788");
        row("Study UID 1.2.826.0.1.3680043.8.498.45787841905188.",
            "DICOM_UID=1.2.826.0.1.3680043.8.498.45787841905188");
        row("1.2.840.113549.1.1.11 and 1.2.3.4.5.6", "");
        // contact
        row("write to jane.doe+x@mail.example.org, please", "EMAIL=jane.doe+x@mail.example.org");
        row("<mailto:a@b.de>", "EMAIL=a@b.de");
        row("user@localhost and @handle and a@b.notatld", "");
        row("call +49 30 1234567 today", "PHONE=+49 30 1234567");
        row("+44 (0)20 7946 0958", "PHONE=+44 (0)20 7946 0958");
        row("(212) 736-5000", "PHONE=(212) 736-5000");
        row("Tel. 030 1234567", "PHONE=030 1234567");
        row("030 1234567", "");
        row("call 2023-10-11", "");
        row("see https://example.org/a?b=1).", "URL=https://example.org/a?b=1");
        row("https://x.org/?c=4111111111111111", "URL=https://x.org/?c=4111111111111111 CREDIT_CARD=4111111111111111");
        row("www.example.de/x and example.com", "URL=www.example.de/x URL=example.com");
        row("e.g.this is node.js, st.dev. 0.19, SELECT d.name", "");
        row("clinic.health/a", "URL=clinic.health/a");
        row("host 192.168.1.10", "IP_ADDRESS=192.168.1.10");
        row("203.0.113.77:8080", "IP_ADDRESS=203.0.113.77");
        row("version 1.2.3.4", "");
        row("ip 1.2.3.4", "IP_ADDRESS=1.2.3.4");
        row("256.1.1.1 and 1.2.3.4.5 and 01.22.33.44", "");
        row("2001:db8::8a2e:370:7334", "IP_ADDRESS=2001:db8::8a2e:370:7334");
        row("std::vector 12:30:45 a::b ::", "");
        row("00:1A:2b:3c:4d:5e", "MAC_ADDRESS=00:1A:2b:3c:4d:5e");
        row("00-1A-2B-3C-4D-5E", "MAC_ADDRESS=00-1A-2B-3C-4D-5E");
        row("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "CRYPTO=1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa");
        // dates
        row("born on 12 March 1980", "DATE_OF_BIRTH=12 March 1980");
        row("geboren am 12. März 1980", "DATE_OF_BIRTH=12. März 1980");
        row("DOB: 1980-03-12", "DATE_OF_BIRTH=1980-03-12");
        row("DOB 03/12/80", "DATE_OF_BIRTH=03/12/80");
        row("DOB 31/02/1980", "");
        row("生年月日1980年3月12日", "DATE_OF_BIRTH=1980年3月12");
        row("a 92-year-old man", "AGE_OVER_89=92");
        row("aged 93", "AGE_OVER_89=93");
        row("89 years old, 100 years ago, aged 18-100 years", "");
        row("95 Jahre alt", "AGE_OVER_89=95");
        // secrets
        row("AKIAIOSFODNN7EXAMPLE", "SECRET=AKIAIOSFODNN7EXAMPLE");
        row("password=hunter2;", "SECRET=hunter2");
        row("password: S3cret!pass", "SECRET=S3cret!pass");
        row("password: required", "");
        row("password = os.environ.get('X')", "");
        row("password = \"a(b)c\"", "SECRET=a(b)c");
        row("the password is long", "");
        row("api_key = \"9f8e7d6c5b4a39281706f5e4\"", "SECRET=9f8e7d6c5b4a39281706f5e4");
        row("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
            "SECRET=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P");
        row("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
            "SECRET=-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----");
        // nothing
        row("550e8400-e29b-41d4-a716-446655440000", "");
        row("Order 20231105-77 cost 1,234.56 in 2023; see 10.1000/182", "");
        row("1700000000000 1712312345678", "");
        row("", "");
        row("a\xFF\xFE@ 4111\xC3", "");
    }
    void texts() {
        QFETCH(QByteArray, text);
        QTEST(found(certain(), text), "expected");
    }

    void countries_standForWords() {
        ScanOptions german = only({Entity::DeSteuerId, Entity::Phone, Entity::NlBsn});
        QCOMPARE(found(german, "86095742719, 030 1234567, 123456782"), QByteArray(""));
        german.countries = {"DE"};
        QCOMPARE(found(german, "86095742719, 030 1234567, 123456782"),
                 QByteArray("DE_STEUER_ID=86095742719 PHONE=030 1234567"));
        german.countries = {"Germany"};
        QVERIFY_EXCEPTION_THROWN(Scanner{german}, Error);
    }

    void projectPatterns_areFound() {
        ScanOptions options = only({Entity::Custom});
        options.patterns.push_back({"MRN", Pattern("MR-######"), {}});
        options.patterns.push_back({"Ward", Pattern("@##"), {"ward"}});
        const auto all =
            Scanner(options).scan("mr 123456, MR-654321, MR12345, ward C12 and far away from any of these beds B12");
        QCOMPARE(all.size(), std::size_t(2));
        QCOMPARE(QByteArray::fromStdString(all[0].label), QByteArray("MRN"));
        QCOMPARE(all[0].begin, std::size_t(11));
        QCOMPARE(QByteArray::fromStdString(all[1].label), QByteArray("Ward"));
        options.patterns[0].name = "a b";
        QVERIFY_EXCEPTION_THROWN(Scanner{options}, Error);
    }

    void words_areForReview() {
        const ScanOptions names = only({Entity::Name, Entity::Place, Entity::StreetAddress});
        QCOMPARE(found(names, "Yesterday John Smith met Dr. Okonjo-Iweala in Berlin."),
                 QByteArray("NAME=John Smith NAME=Okonjo-Iweala PLACE=Berlin"));
        QCOMPARE(found(names, "My name is Xanthe Qwerty and I live at 221 Baker Street."),
                 QByteArray("NAME=Xanthe Qwerty STREET_ADDRESS=221 Baker Street"));
        QCOMPARE(found(names, "Hauptstraße 12 oder 12, rue de la Paix"),
                 QByteArray("STREET_ADDRESS=Hauptstraße 12 STREET_ADDRESS=12, rue de la Paix"));
        QCOMPARE(found(names, "It will rain in May. Mark the date. The Hospital is open."), QByteArray());
        for (const Finding& f : Scanner(names).scan("John Smith in Berlin")) QVERIFY(f.review());
        const auto special = Scanner(only({Entity::SpecialCategory})).scan("She is Catholic and has diabetes.");
        QCOMPARE(special.size(), std::size_t(2));
        QCOMPARE(QByteArray::fromStdString(special[0].label), QByteArray("religion"));
        QCOMPARE(QByteArray::fromStdString(special[1].label), QByteArray("health"));
    }

    void findings_lieInTheText() {
        const std::string text =
            "ａ＠ｂ.org \xE2\x80\x8B"
            "card 4111\xC2\xA0"
            "1111 1111 1111é, NHS 943 476 5919 \xF0\x9D\x9F\x92";
        for (std::size_t cut = 0; cut <= text.size(); ++cut)
            for (const Finding& f : Scanner().scan(text.substr(0, cut)))
                QVERIFY(f.begin < f.end && f.end <= cut && f.score > 0 && f.score <= 1);
    }

    void longTexts_takeLinearTime() {
        for (const std::string& piece : {std::string("1 "), std::string("1-"), std::string("@"), std::string("a.b"),
                                         std::string(":"), std::string("[A_"), std::string("AB "), std::string("www."),
                                         std::string("12.3"), std::string("+1("), std::string("-----BEGIN ")}) {
            std::string text;
            while (text.size() < 200000) text += piece;
            QElapsedTimer timer;
            timer.start();
            Scanner().scan(text);
            QVERIFY2(timer.elapsed() < 10000, piece.c_str());  // quadratic time would be minutes
        }
    }
};

QTEST_GUILESS_MAIN(TestScanner)
#include "tst_scanner.moc"
