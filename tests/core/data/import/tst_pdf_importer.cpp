// PDF files by reportlab, encrypted by qpdf, and broken ones.
#include <QtTest>

#include "core/base/child_process.h"
#include "tests/core/data/import_support.h"

using namespace tunesmith;

namespace {

std::string pdfFile(const char* name) {
    return brokenFile((std::string("formats/") + name).c_str());
}

}  // namespace

class TestPdfImporter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (!QFile::exists(QString::fromStdString(besideThisProgram("tunesmith-pdftext"))))
            QSKIP("tunesmith-pdftext was not built: poppler-cpp is not there.");
    }

    void pages_areRows() {
        const Imported all = importAll(pdfFile("report.pdf"));
        QCOMPARE(all.fault, std::string());
        QCOMPARE(all.result.format, std::string("pdf"));
        QCOMPARE(all.rows.size(), std::size_t(2));
        QVERIFY2(all.rows[0].text.find("Opening hours\nWe open at eight\nand close at five.") != std::string::npos,
                 all.rows[0].text.c_str());
        QCOMPARE(all.rows[1].source.line, std::int64_t(2));
        ImportOptions options;
        options.read.unit = "document";
        QCOMPARE(importAll(pdfFile("report.pdf"), options).rows.size(), std::size_t(1));
        options.read.unit = "line";
        QCOMPARE(importAll(pdfFile("report.pdf"), options).rows.size(), std::size_t(5));
    }

    void emptyPages_areNoted() {
        const Imported all = importAll(pdfFile("empty_page.pdf"));
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.rows[1].source.line, std::int64_t(3));
        QVERIFY(all.result.notes.back().find("1 of 3 pages") != std::string::npos);
    }

    void damagedTables_areMended() { QCOMPARE(importAll(pdfFile("broken_xref.pdf")).rows.size(), std::size_t(2)); }
    void scripts_areNeverRun() { QCOMPARE(importAll(pdfFile("script.pdf")).rows.size(), std::size_t(2)); }

    void badFiles_sayWhy_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char* file, const char* reason) {
            QTest::newRow(file) << QByteArray(file) << QByteArray(reason);
        };
        row("no_text.pdf", "no text layer");
        row("encrypted.pdf", "password is needed");
        row("garbage.pdf", "damaged");
        row("cut.pdf", "");
    }
    void badFiles_sayWhy() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, reason);
        const Imported all = importAll(pdfFile(file.constData()));
        QVERIFY2(all.fault.starts_with("BadInput ") && all.fault.find(reason.toStdString()) != std::string::npos,
                 all.fault.c_str());
    }
};

QTEST_GUILESS_MAIN(TestPdfImporter)
#include "tst_pdf_importer.moc"
