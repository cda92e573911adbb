// Parquet and Arrow files by pyarrow, and broken ones.
#include <QtTest>

#include "core/data/import/arrow_importer.h"
#include "tests/core/data/import_support.h"

using namespace tunesmith;

namespace {

std::string arrowFile(const char* name) {
    return brokenFile((std::string("formats/") + name).c_str());
}

/// "column=value" of an item's fields; texts in quotes.
std::string itemText(const Item& item) {
    std::string text;
    for (const Field& field : item.fields)
        text += (text.empty() ? "" : " ") + field.column + "=" + (field.isText ? "'" + field.value + "'" : field.value);
    return text;
}

std::vector<std::string> itemsOf(const Importer& importer, const std::string& path) {
    std::vector<std::string> items;
    const ItemSink sink{[&](const Item& item) {
                            items.push_back(itemText(item));
                            return true;
                        },
                        [](RowIssue&&) { return true; }};
    Progress progress;
    importer.read(path, {}, sink, Cancel(), progress);
    return items;
}

}  // namespace

class TestArrowImporters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (!hasArrow()) {
            QVERIFY(importAll(arrowFile("faq.parquet")).fault.find("built without") != std::string::npos);
            QSKIP("This build has no Apache Arrow.");
        }
    }

    void tables_areReadWithoutAHint_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("format");
        QTest::newRow("Parquet") << QByteArray("faq.parquet") << QByteArray("parquet");
        QTest::newRow("Parquet, nested") << QByteArray("chat.parquet") << QByteArray("parquet");
        QTest::newRow("Arrow file") << QByteArray("faq.arrow") << QByteArray("arrow");
        QTest::newRow("Arrow stream") << QByteArray("chat.arrows") << QByteArray("arrow");
    }
    void tables_areReadWithoutAHint() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, format);
        const Imported all = importAll(arrowFile(file.constData()));
        QVERIFY2(all.fault.empty(), all.fault.c_str());
        QCOMPARE(all.result.format, format.toStdString());
        QCOMPARE(all.rows.size(), std::size_t(4));
        QCOMPARE(all.issues.size(), std::size_t(0));
        QCOMPARE(all.row(1), std::string("Wie heißt der Arzt? -> Dr. Müller."));
        QCOMPARE(all.rows[3].source.line, std::int64_t(4));
        QCOMPARE(all.result.sha256.size(), std::size_t(64));
    }

    void values_areKeptExactly() {
        const auto items = itemsOf(ParquetImporter(), arrowFile("faq.parquet"));
        QCOMPARE(items.at(0), std::string("question='When do you open?' answer='At eight.' year=2020 score=0.1 "
                                          "seen='2024-02-29' tags=[\"a\", \"b\"]"));
        QVERIFY(items.at(2).find("year=null score=1e+300 seen='2024-02-29' tags=null") != std::string::npos);
        QVERIFY(items.at(1).find("tags=[]") != std::string::npos);
        QCOMPARE(itemsOf(ArrowImporter(), arrowFile("faq.arrow")), items);
    }

    void otherTypes_haveWords() {
        const auto items = itemsOf(ParquetImporter(), arrowFile("labels.parquet"));
        QVERIFY2(items.at(0).starts_with("text='Good.' label='pos' at='2024-01-02T03:04:05"), items.at(0).c_str());
        QVERIFY(items.at(0).find("price=1.20 raw=null") != std::string::npos);
        QVERIFY(items.at(2).find("price=null raw='a'") != std::string::npos);
        const Imported all = importAll(arrowFile("labels.parquet"));
        QCOMPARE(all.rows.at(1).text, std::string("Bad."));
        QCOMPARE(all.rows.at(1).label, std::string("neg"));
        QVERIFY(all.result.notes.at(0).find("\"raw\" holds values that cannot be read") != std::string::npos);
    }

    void badFiles_areRefused_data() {
        QTest::addColumn<QByteArray>("file");
        for (const char* file : {"cut.parquet", "damaged.parquet", "footer_lies.parquet"})
            QTest::newRow(file) << QByteArray(file);
    }
    void badFiles_areRefused() {
        QFETCH(QByteArray, file);
        const Imported all = importAll(arrowFile(file.constData()));
        QVERIFY2(all.fault.starts_with("BadInput ") && all.fault.find("damaged") != std::string::npos,
                 all.fault.c_str());
    }

    void everyDamagedByte_isAnErrorOrRows() {
        for (const char* name : {"faq.parquet", "faq.arrow", "chat.arrows"}) {
            QFile file(QString::fromStdString(arrowFile(name)));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const std::string good = file.readAll().toStdString();
            for (std::size_t at = 8; at < good.size(); at += 41) {
                std::string bad = good;
                bad[at] = char(bad[at] ^ 0x55);
                const Imported all = importAll(MadeFile(bad, name).path());
                QVERIFY2(
                    all.fault.empty() || all.fault.starts_with("BadInput ") || all.fault.starts_with("OutOfMemory "),
                    all.fault.c_str());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestArrowImporters)
#include "tst_arrow_importers.moc"
