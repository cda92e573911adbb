// Folders, ZIP archives and gzip files of files, and archives that must not be unpacked.
#include <QtTest>

#include "core/data/import/zip_archive.h"
#include "tests/core/data/import_support.h"

using namespace tunesmith;

namespace {

std::string packedFile(const char* name) {
    return brokenFile((std::string("formats/") + name).c_str());
}

bool holds(const std::vector<std::string>& notes, const char* words) {
    return std::any_of(notes.begin(), notes.end(),
                       [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

}  // namespace

class TestContainers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gzip_isReadAsWhatItHolds() {
        const std::string path = packedFile("faq.csv.gz");
        const Imported all = importAll(path);
        QCOMPARE(all.fault, std::string());
        QCOMPARE(all.rows.size(), std::size_t(4));
        QCOMPARE(all.result.format, std::string("csv"));
        QCOMPARE(all.result.title, std::string("CSV in a gzip file"));
        QCOMPARE(all.rows[1].source, (RowSource{path + "!faq.csv", 3}));
        const ImportPreview preview = previewFile(path);
        QCOMPARE(preview.rows.size(), std::size_t(4));
        QCOMPARE(preview.delimiter, std::string(","));
    }

    void archive_readsEachFileInItsOwnWay() {
        ImportOptions options;
        options.sourceName = "several.zip";
        const Imported all = importAll(packedFile("several.zip"), options);
        QCOMPARE(all.fault, std::string());
        QCOMPARE(all.rows.size(), std::size_t(9));
        QCOMPARE(all.rows[0].source.file, std::string("several.zip!book.xlsx"));
        QCOMPARE(all.rows[4].source.file, std::string("several.zip!data/faq.csv"));
        QCOMPARE(all.rows[8].source, (RowSource{"several.zip!more.jsonl", 1}));
        QCOMPARE(all.result.rows, std::int64_t(9));
        QCOMPARE(all.result.format, std::string("mixed"));
        QVERIFY(holds(all.result.notes, "picture.png"));
        QVERIFY(holds(all.result.notes, "\"README.md\" was not read"));
        // The row without an answer, and the file whose quote is never closed.
        QCOMPARE(all.issues.size(), std::size_t(2));
        QCOMPARE(all.issues[1].source.file, std::string("several.zip!broken.csv"));
        QCOMPARE(all.result.issues, std::int64_t(2));
        QVERIFY(holds(previewFile(packedFile("several.zip")).notes, "It holds"));
    }

    void strict_stopsAtTheFirstBadFile() {
        ImportOptions options;
        options.strict = true;
        options.sourceName = "several.zip";
        const Imported all = importAll(packedFile("several.zip"), options);
        QVERIFY2(all.fault.starts_with("BadInput several.zip!book.xlsx:7"), all.fault.c_str());
    }

    void folder_isReadWithItsArchives() {
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath("sub/.hidden"));
        const auto put = [&](const char* from, const char* to) {
            QVERIFY(QFile::copy(QString::fromStdString(packedFile(from)), folder.filePath(to)));
        };
        put("faq.csv.gz", "sub/a.csv.gz");
        put("nested.zip", "b.zip");
        put("faq.xlsx", "sub/.hidden/c.xlsx");
        put("unsafe_climbs.zip", "z.zip");
        QVERIFY(QFile::link("/etc/passwd", folder.filePath("link.txt")));
        ImportOptions options;
        options.sourceName = "data";
        const Imported all = importAll(folder.path().toStdString(), options);
        QCOMPARE(all.fault, std::string());
        QCOMPARE(all.rows.size(), std::size_t(5));
        QCOMPARE(all.rows[0].source.file, std::string("data/b.zip!a.jsonl"));
        QCOMPARE(all.rows[1].source.file, std::string("data/sub/a.csv.gz!a.csv"));
        QVERIFY(holds(all.result.notes, "1 link in the folder not followed"));
        QCOMPARE(all.issues.size(), std::size_t(2));
        QVERIFY(all.issues[0].reason.find("archive within an archive") != std::string::npos);
        QVERIFY(all.issues[1].reason.find("leads out of the folder") != std::string::npos);
        QCOMPARE(importAll(folder.path().toStdString(), options).result.sha256, all.result.sha256);
    }

    void emptyOnes_saySo() {
        QTemporaryDir folder;
        QVERIFY(importAll(folder.path().toStdString()).fault.find("a folder of 0 files") != std::string::npos);
        QVERIFY(importAll(packedFile("empty.zip")).fault.find("a ZIP archive of 0 files") != std::string::npos);
        QVERIFY(importAll(packedFile("many.zip")).fault.find("Nothing in this") != std::string::npos);
    }

    void unsafeArchives_areNotUnpacked_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char* file, const char* reason) {
            QTest::newRow(file) << QByteArray(file) << QByteArray(reason);
        };
        row("unsafe_climbs.zip", "leads out of the folder");
        row("unsafe_backslash.zip", "leads out of the folder");
        row("unsafe_absolute.zip", "is absolute");
        row("unsafe_drive.zip", "drive letter");
        row("unsafe_device_name.zip", "name of a device");
        row("unsafe_dot.zip", "ends in a dot");
        row("unsafe_long.zip", "longer than 255 bytes");
        row("unsafe_link.zip", "is a link or a device");
        row("unsafe_device.zip", "is a link or a device");
        row("unsafe_control.zip", "control character");
        row("unsafe_case.zip", "upper and lower case");
        row("overlap.zip", "over one another");
    }
    void unsafeArchives_areNotUnpacked() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, reason);
        const Imported all = importAll(packedFile(file.constData()));
        QVERIFY2(all.fault.starts_with("BadInput ") && all.fault.find(reason.toStdString()) != std::string::npos,
                 all.fault.c_str());
        QVERIFY(all.rows.empty());
    }

    void badPackedFiles_sayWhy_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char* file, const char* reason) {
            QTest::newRow(file) << QByteArray(file) << QByteArray(reason);
        };
        row("cut.csv.gz", "damaged or cut off");
        row("bomb.txt.gz", "more than 100 times its size");
        row("locked.zip", "password is needed");
    }
    void badPackedFiles_sayWhy() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, reason);
        const Imported all = importAll(packedFile(file.constData()));
        QVERIFY2(all.fault.starts_with("BadInput ") && all.fault.find(reason.toStdString()) != std::string::npos,
                 all.fault.c_str());
        QVERIFY(all.rows.empty());
    }

    void limits_countWhatIsUnpacked() {
        QVERIFY_EXCEPTION_THROWN(ZipArchive(packedFile("many.zip"), {100}), Error);
        ZipArchive archive(packedFile("several.zip"), {2000, 200});
        QVERIFY_EXCEPTION_THROWN(archive.readWhole(*archive.find("book.xlsx"), 1 << 20), Error);
        ZipArchive whole(packedFile("several.zip"));
        QCOMPARE(whole.readWhole(*whole.find("README.md"), 100), std::string("# About\n"));
        QVERIFY_EXCEPTION_THROWN(whole.readWhole(*whole.find("README.md"), 3), Error);
        QVERIFY(!whole.find("nothing"));
    }

    void unpackedFiles_areGoneAfterwards() {
        const QStringList before = QDir(QDir::tempPath()).entryList({"tunesmith-??????"}, QDir::Dirs);
        importAll(packedFile("several.zip"));
        importAll(packedFile("cut.csv.gz"));
        QCOMPARE(QDir(QDir::tempPath()).entryList({"tunesmith-??????"}, QDir::Dirs), before);
    }

    void cancel_endsTheImport() {
        Cancel cancel;
        cancel.request();
        Progress progress;
        const ImportSink sink{[](Record&&) {}, [](RowIssue&&) {}};
        try {
            importFile(packedFile("several.zip"), {}, sink, cancel, progress);
            QFAIL("not cancelled");
        } catch (const Error& error) {
            QCOMPARE(error.code(), Code::Cancelled);
        }
    }
};

QTEST_GUILESS_MAIN(TestContainers)
#include "tst_containers.moc"
