// The unicode step: what is misread is repaired, what only looks like it is left alone, unseen characters go, one
// normal form.
#include "clean_support.h"
#include "core/base/file.h"
#include "core/data/clean/mojibake.h"
#include "core/data/clean/unicode.h"
#include "core/base/utf8.h"
#include "core/data/windows1252.h"

using namespace clean_test;

namespace {

/// The bytes of `text` read as windows-1252 (or latin-1), written as UTF-8.
std::string misread(const std::string& text, bool latin1) {
    std::string out;
    for (const char c : text) {
        const auto byte = std::uint8_t(c);
        const bool other = byte >= 0x80 && byte < 0xA0 && !latin1 && kWindows1252[byte - 0x80u] != 0;
        utf8::append(out, other ? kWindows1252[byte - 0x80u] : byte);
    }
    return out;
}

std::string repaired(std::string text) {
    repairMojibake(text);
    return text;
}

UnicodeCounts clean(std::string& text, UnicodeRules rules = {}) {
    return cleanUnicode(text, rules);
}

const std::vector<std::string> kSentences = {"Der Bär hört schöne Lieder; Größe und Weiß, Äpfel, Öl und Übung.",
                                             "L’élève a déjà mangé à côté de la forêt où naît le cœur.",
                                             "El niño pequeño comió piña en la montaña. ¿Qué pasó? ¡Adiós!",
                                             "Não há informação sobre a produção de pão em São Tomé.",
                                             "Città, perché, così, può e più.",
                                             "Zażółć gęślą jaźń — pchnąć w tę łódź jeża.",
                                             "Příliš žluťoučký kůň úpěl ďábelské ódy.",
                                             "Árvíztűrő tükörfúrógép és őrült űrhajó.",
                                             "Pijamalı hasta yağız şoföre çabucak güvendi.",
                                             "Съешь же ещё этих мягких французских булок.",
                                             "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία.",
                                             "עטלף אבק נס דרך מזגן שהתפוצץ.",
                                             "نص حكيم له سر قاطع وذو شأن عظيم.",
                                             "天地玄黃宇宙洪荒。日月盈昃。",
                                             "いろはにほへと ちりぬるを",
                                             "키스의 고유조건은 입술끼리 만나야 한다.",
                                             "ราชการแห่งประเทศไทย",
                                             "“Quoted” – it’s 20 °C… and 5 € ± 2 ½ × 3 © ® ™ • §",
                                             "Smile 😀🎉 and 👩‍🔬 work",
                                             "CAFÉ, MÜNCHEN, AÑO, ÎLE, ÅR, SÃO PAULO"};

}  // namespace

class TestUnicode : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void mojibake_comesBack_data() {
        QTest::addColumn<QString>("sound");
        for (const std::string& sentence : kSentences)
            QTest::newRow(sentence.substr(0, 12).c_str()) << QString::fromStdString(sentence);
    }
    void mojibake_comesBack() {
        QFETCH(QString, sound);
        const std::string text = sound.toStdString();
        for (const bool latin1 : {false, true}) {
            const std::string once = misread(text, latin1);
            QCOMPARE(QString::fromStdString(repaired(once)), sound);
            for (const bool again : {false, true})
                QCOMPARE(QString::fromStdString(repaired(misread(once, again))), sound);
        }
    }

    void soundText_isLeftAlone_data() {
        QTest::addColumn<QString>("text");
        for (const std::string& sentence : kSentences)
            QTest::newRow(sentence.substr(0, 12).c_str()) << QString::fromStdString(sentence);
        for (const char* text :
             {"«CAFÉ»", "“CAFÉ”", "voilà… « à »", "IRMÃ…", "die IRMÃ”", "MÜSLI™", "„Spaß“ und „Groß“", "é»…",
              "3×² Ø±0,1", "Â", "Ã", "la “CÔTÉ”… «ÉTÉ»", "ÀÉ—È", "PAÑ®", "Ð² is a Cyrillic ve misread, but alone",
              "naïve café, 10 µ², Å­­", "É’", "ß“", "Ä° alone"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void soundText_isLeftAlone() {
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(repaired(text.toStdString())), text);
    }

    void brokenPartOfASoundText_isRepaired() {
        QCOMPARE(repaired("Die Größe: cafÃ© und naÃ¯ve"), std::string("Die Größe: café und naïve"));
        QCOMPARE(repaired("It doesnâ€™t matter, déjà vu"), std::string("It doesn’t matter, déjà vu"));
        QCOMPARE(repaired("3 Ã— 4, Ã\u00A0 Paris"), std::string("3 × 4, à Paris"));
        QCOMPARE(repaired("price: Â£5"), std::string("price: £5"));
    }

    void realText_isLeftAlone() {
        const QString path = TUNESMITH_SOURCE_DIR "/../shared/data/pubmedqa.jsonl";
        if (!QFile::exists(path)) QSKIP("The real rows of ../shared/data are not here.");
        std::string text = readFile(path.toStdString());
        QCOMPARE(repairMojibake(text), std::int64_t(0));
    }

    void unseen_isTakenOut() {
        std::string text =
            "a\u200Bb\u00ADc\uFEFFd\u202Ee\u200Ef\x01g\x7F"
            "h\u0085i\u2060j";
        const UnicodeCounts counts = clean(text);
        QCOMPARE(text, std::string("abcdefgh\nij"));
        QCOMPARE(counts.zeroWidth, std::int64_t(4));
        QCOMPARE(counts.bidi, std::int64_t(2));
        QCOMPARE(counts.control, std::int64_t(3));
        std::string smuggled = "hi\U000E0041\U000E0042";
        clean(smuggled);
        QCOMPARE(smuggled, std::string("hi"));
    }

    void unseenThatServes_stays_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"👩‍🔬", "می‌خواهم", "क्‍ष",
                                 "🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F", "שלום\u200F!",
                                 "ไทย\u200Bไทย", "tab\tline\nend\r\n"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void unseenThatServes_stays() {
        QFETCH(QString, text);
        std::string cleaned = text.toStdString();
        QVERIFY(!clean(cleaned).any());
        QCOMPARE(QString::fromStdString(cleaned), text);
    }

    void overrides_goEvenInHebrew() {
        std::string text = "שלום\u202E!";
        QCOMPARE(clean(text).bidi, std::int64_t(1));
    }

    void normalForms() {
        std::string text = "e\u0301 \u212B \u1112\u1161\u11AB";
        QVERIFY(clean(text).normalised);
        QCOMPARE(text, std::string("é Å 한"));
        std::string wide = "ﬁne ＡＢＣ①";
        QVERIFY(!clean(wide).any());
        UnicodeRules rules;
        rules.form = UnicodeRules::Form::Nfkc;
        QVERIFY(clean(wide, rules).normalised);
        QCOMPARE(wide, std::string("fine ABC1"));
        std::string kept = "e\u0301";
        rules.form = UnicodeRules::Form::None;
        QVERIFY(!clean(kept, rules).any());
    }

    void everyCodePoint_settles() {
        // Each code point between two letters, through NFC and NFKC: a second cleaning finds nothing to do.
        for (const auto form : {UnicodeRules::Form::Nfc, UnicodeRules::Form::Nfkc}) {
            UnicodeRules rules;
            rules.form = form;
            for (char32_t c = 1; c < 0x30000; ++c) {
                if (c >= 0xD800 && c < 0xE000) continue;
                std::string text = "a";
                utf8::append(text, c);
                text += "b";
                clean(text, rules);
                const std::string once = text;
                if (clean(text, rules).any()) QFAIL(qPrintable(QString("U+%1 does not settle").arg(c, 4, 16)));
                QCOMPARE(text, once);
            }
        }
    }

    void randomText_settles() {
        const std::u32string parts =
            U"aÃÂÄâðÐÑÆË©€™œž’”…» \u00A0\u00AD\u0080\u0099\u200B\u200D\u202E\u200F\u0301\u0323éאकﬁ½Å한\u1161\n~";
        const RandomStream stream(3, "unicode");
        for (const auto form : {UnicodeRules::Form::Nfc, UnicodeRules::Form::Nfkc})
            for (std::uint64_t row = 0; row < 20000; ++row) {
                std::string text;
                for (std::uint64_t i = 0; i < 10; ++i)
                    utf8::append(text, parts[stream.at(row * 10 + i) % parts.size()]);
                UnicodeRules rules;
                rules.form = form;
                clean(text, rules);
                const std::string once = text;
                QVERIFY2(!clean(text, rules).any() && text == once, once.c_str());
            }
    }

    void invalidBytes_areLeftAsTheyAre() {
        std::string text = "a\xFF\xC3(\x80";
        const std::string before = text;
        clean(text);
        QCOMPARE(text, before);
    }

    void step_namesWhatItDid() {
        const Cleaned all =
            cleanAll({chatRow("cafÃ©?", "a\u200Bb"), chatRow("sound", "text")}, Json::parse(R"([{"step":"unicode"}])"));
        QCOMPARE(all.fate(0), std::string("change: 1 misread character repaired; 1 zero-width character taken out"));
        QCOMPARE(all.records[0].messages[0].text, std::string("café?"));
        QCOMPARE(all.fate(1), std::string("keep"));
    }
};

QTEST_GUILESS_MAIN(TestUnicode)
#include "tst_unicode.moc"
