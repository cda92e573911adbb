// Split GGUF models: all parts read as one, and what is refused.
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <cstring>

#include "core/base/atomic_file.h"
#include "core/model/weights/gguf.h"
#include "core/model/weights/matrix_view.h"
#include "gguf_bytes.h"
#include "refusal.h"

using namespace tunesmith;
using Bytes = GgufBytes;

namespace {

Bytes part(int number, int count, int total) {
    Bytes bytes;
    bytes.key("split.no", U16, Bytes::raw(std::uint16_t(number)))
        .key("split.count", U16, Bytes::raw(std::uint16_t(count)));
    return bytes.key("split.tensors.count", I32, Bytes::raw(std::int32_t(total)));
}

std::string floats(float first) {
    std::string data;
    for (int i = 0; i < 8; ++i) data += Bytes::raw(first + float(i));
    return data;
}

float at(const StoredTensor* tensor, int i) {
    float value;
    std::memcpy(&value, tensor->data + 4 * i, 4);
    return value;
}

}  // namespace

class TestGgufParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        first_ = part(0, 3, 3)
                     .key("general.name", String, Bytes::text("whole"))
                     .tensor("a", {8}, 0, 0)
                     .with(floats(1))
                     .bytes();
        second_ = part(1, 3, 3).tensor("b", {4, 2}, 0, 0).with(floats(100)).bytes();
        third_ = part(2, 3, 3).tensor("c", {8}, 0, 0).with(floats(200)).bytes();
    }

    void readsAllAsOne_data() {
        QTest::addColumn<int>("chosen");
        for (int i = 1; i <= 3; ++i) QTest::addRow("part %d", i) << i;
    }
    void readsAllAsOne() {
        QFETCH(int, chosen);
        write();
        const GgufFile file(name(chosen));
        QCOMPARE(file.text("general.name").value(), std::string("whole"));
        QCOMPARE(file.tensors().size(), std::size_t(3));
        QCOMPARE(at(file.find("a"), 0), 1.0f);
        QCOMPARE(at(file.find("b"), 7), 107.0f);
        QCOMPARE(at(file.find("c"), 2), 202.0f);
        QCOMPARE(file.files().size(), std::size_t(3));
        QCOMPARE(file.file().path(), name(1));
        QCOMPARE(file.fileOf(*file.find("a")).path(), name(1));
        QCOMPARE(file.fileOf(*file.find("c")).path(), name(3));
        // A view that is told the first part's file reads the others through their maps.
        const StoredTensor* b = file.find("b");
        MatrixView view{b->dtype, b->data, 2, 4};
        view.file = &file.file();
        float row[4];
        view.widen(1, 2, row);
        QCOMPARE(row[3], 107.0f);
    }

    void oneFileHasOnePart() {
        writeFileAtomically(name(1), Bytes()
                                         .key("split.count", U16, Bytes::raw(std::uint16_t(1)))
                                         .tensor("a", {8}, 0, 0)
                                         .with(floats(1))
                                         .bytes());
        const GgufFile file(name(1));
        QCOMPARE(file.files().size(), std::size_t(1));
        QCOMPARE(file.fileOf(*file.find("a")).path(), name(1));
    }

    void missingPartIsNamed() {
        write();
        QFile::remove(QString::fromStdString(name(2)));
        for (const int chosen : {1, 3}) {
            const Refusal refusal = refusalOf([&] { GgufFile file(name(chosen)); });
            QCOMPARE(int(refusal.code), int(Code::NotFound));
            QVERIFY2(refusal.says("Part 2 of 3") && refusal.says("m-00002-of-00003.gguf"), qPrintable(refusal.text));
        }
        QFile::remove(QString::fromStdString(name(1)));
        QVERIFY(refusalOf([&] { GgufFile file(name(3)); }).says("Part 1 of 3"));
    }

    void refuses_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* title, int which, const std::string& bytes, const char* words) {
            QTest::newRow(title) << which << QByteArray(bytes.data(), qsizetype(bytes.size())) << QByteArray(words);
        };
        row("another part under this name", 2, part(2, 3, 3).tensor("b", {8}, 0, 0).with(floats(1)).bytes(),
            "not part 2 of 3");
        row("part of another split", 3, part(2, 4, 3).tensor("c", {8}, 0, 0).with(floats(1)).bytes(),
            "not part 3 of 3");
        row("no part at all", 3, Bytes().tensor("c", {8}, 0, 0).with(floats(1)).bytes(), "not part 3 of 3");
        row("tensor in two parts", 3, part(2, 3, 3).tensor("b", {8}, 0, 0).with(floats(1)).bytes(), "another part too");
        row("fewer tensors than the whole", 1, part(0, 3, 9).tensor("a", {8}, 0, 0).with(floats(1)).bytes(),
            "the whole model has 9");
        row("part cut short", 2, part(1, 3, 3).tensor("b", {8}, 0, 0).with("short").bytes(), "cut short");
        row("number outside", 1, part(7, 3, 3).tensor("a", {8}, 0, 0).with(floats(1)).bytes(), "names back");
        row("count over the limit", 1, part(0, 60000, 3).tensor("a", {8}, 0, 0).with(floats(1)).bytes(),
            "more than 1,024");
        row("count of another type", 1, Bytes().key("split.count", String, Bytes::text("3")).header(), "whole number");
    }
    void refuses() {
        QFETCH(int, which);
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, words);
        write();
        writeFileAtomically(name(which), bytes.toStdString());
        const Refusal refusal = refusalOf([&] { GgufFile file(name(1)); });
        QCOMPARE(int(refusal.code), int(Code::BadFile));
        QVERIFY2(refusal.says(words.constData()), qPrintable(refusal.text));
    }

    void renamedPartSaysHow() {
        writeFileAtomically(folder_->filePath("model.gguf").toStdString(), first_);
        const Refusal refusal = refusalOf([&] { GgufFile file(folder_->filePath("model.gguf").toStdString()); });
        QVERIFY2(refusal.says("-00001-of-00003.gguf"), qPrintable(refusal.text));
    }

private:
    std::string name(int number) const {
        return folder_->filePath(QStringLiteral("m-0000%1-of-00003.gguf").arg(number)).toStdString();
    }
    void write() {
        writeFileAtomically(name(1), first_);
        writeFileAtomically(name(2), second_);
        writeFileAtomically(name(3), third_);
    }
    std::unique_ptr<QTemporaryDir> folder_;
    std::string first_, second_, third_;
};

QTEST_GUILESS_MAIN(TestGgufParts)
#include "tst_gguf_parts.moc"
