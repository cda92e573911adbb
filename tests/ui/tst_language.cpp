// The languages: every file is whole, keeps the placeholders and mnemonics of the sources, and reaches the classes.
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

#include "ui/pages/data/data_page.h"
#include "ui/pages/data/filter_bar.h"
#include "ui/pages/train/setting_help.h"
#include "ui_test_support.h"

using namespace tunesmith::ui;

namespace {

struct Text {
    QString source;
    QStringList translations;
    bool unfinished = false;
};

std::vector<Text> textsOf(const QString& path) {
    std::vector<Text> texts;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return texts;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        if (xml.name() == QLatin1String("message")) texts.emplace_back();
        if (texts.empty()) continue;
        if (xml.name() == QLatin1String("source")) {
            texts.back().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            texts.back().unfinished = xml.attributes().hasAttribute(QStringLiteral("type"));
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            if (!text.trimmed().isEmpty()) texts.back().translations << text;
        }
    }
    return texts;
}

QSet<QString> placeholders(const QString& text) {
    static const QRegularExpression kPlace(QStringLiteral("%[0-9n]"));
    QSet<QString> found;
    for (auto it = kPlace.globalMatch(text); it.hasNext();) found << it.next().captured();
    return found;
}

}  // namespace

class TestLanguage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void filesAreWhole();
    void textsReachTheClasses();
};

void TestLanguage::filesAreWhole() {
    const QDir folder(QStringLiteral(TUNESMITH_SOURCE_DIR "/translations"));
    const auto files = folder.entryList({QStringLiteral("tunesmith_*.ts")});
    QVERIFY(files.size() >= 2);
    for (const auto& file : files) {
        const auto texts = textsOf(folder.filePath(file));
        QVERIFY2(!texts.empty(), qPrintable(file));
        for (const auto& text : texts) {
            const QString where = file + QLatin1String(": ") + text.source;
            QVERIFY2(!text.unfinished && !text.translations.isEmpty(), qPrintable(where));
            for (const auto& translation : text.translations) {
                QVERIFY2(placeholders(translation) == placeholders(text.source), qPrintable(where));
                QVERIFY2(translation.contains(QLatin1Char('&')) == text.source.contains(QLatin1Char('&')),
                         qPrintable(where));
            }
        }
    }
}

void TestLanguage::textsReachTheClasses() {
    QTranslator german;
    QVERIFY(german.load(QStringLiteral(":/tunesmith/i18n/tunesmith_de.qm")));
    QApplication::installTranslator(&german);
    QCOMPARE(DataPage::tr("Add rows"), QStringLiteral("Zeilen hinzufügen"));
    QCOMPARE(translatedHelp(settingHelp("lora.rank")->term), QStringLiteral("Rang"));
    QCOMPARE(FilterBar::tr("%n row(s)", nullptr, 1), QStringLiteral("1 Zeile"));
    QApplication::removeTranslator(&german);
    QTranslator english;
    QVERIFY(english.load(QStringLiteral(":/tunesmith/i18n/tunesmith_en.qm")));
    QApplication::installTranslator(&english);
    QCOMPARE(FilterBar::tr("%n row(s)", nullptr, 1), QStringLiteral("1 row"));
    QCOMPARE(FilterBar::tr("%n row(s)", nullptr, 7), QStringLiteral("7 rows"));
}

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
