// safetensors: what is read, what is written, and everything broken that must be refused with words.
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>
#include <cstring>

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/model/weights/safetensors.h"
#include "refusal.h"

using namespace tunesmith;

namespace {

std::string littleEndian(std::uint64_t n) {
    std::string bytes;
    for (int i = 0; i < 8; ++i) bytes += char(n >> (8 * i));
    return bytes;
}

std::string fileOf(const std::string& header, std::size_t dataBytes = 0) {
    return littleEndian(header.size()) + header + std::string(dataBytes, '\x01');
}

SafetensorsFile parsed(const std::string& bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), "test.safetensors"};
}

Refusal refusalOfBytes(const std::string& bytes) {
    return refusalOf([&] { parsed(bytes); });
}

std::string entry(const char* name, const char* dtype, const char* shape, const char* offsets) {
    return std::string("\"") + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape +
           ",\"data_offsets\":" + offsets + "}";
}

}  // namespace

class TestSafetensors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }

    void readsTensorsInTheOrderOfTheData() {
        const std::string bytes =
            fileOf("{" + entry("b", "F32", "[2,1]", "[2,10]") + "," + entry("a", "U8", "[2]", "[0,2]") + "," +
                       entry("empty", "F16", "[3,0]", "[2,2]") + "," + entry("scalar", "I64", "[]", "[10,18]") +
                       ",\"__metadata__\":{\"format\":\"pt\",\"dtype\":\"x\"}}   ",
                   18);
        const SafetensorsFile file = parsed(bytes);
        QCOMPARE(file.tensors().size(), std::size_t(4));
        QCOMPARE(file.tensors()[0].name, std::string("a"));
        QCOMPARE(file.tensors()[1].name, std::string("empty"));
        QCOMPARE(file.tensors()[1].count(), 0);
        QCOMPARE(file.find("b")->shape, (std::vector<std::int64_t>{2, 1}));
        QCOMPARE(file.find("b")->bytes, std::size_t(8));
        QCOMPARE(file.find("b")->data - file.find("a")->data, 2);
        QCOMPARE(file.find("scalar")->count(), 1);
        QVERIFY(!file.find("c"));
        QCOMPARE(file.metadata().at("format"), std::string("pt"));
    }

    void readsFileOfNoTensors() { QCOMPARE(parsed(fileOf("{}")).tensors().size(), std::size_t(0)); }

    void readsWhatTheReferenceWrote() {
        const SafetensorsFile file(TUNESMITH_SOURCE_DIR "/tests/golden/llama/tied_gqa/model.safetensors");
        QCOMPARE(file.find("model.embed_tokens.weight")->shape, (std::vector<std::int64_t>{320, 64}));
        QCOMPARE(file.metadata().at("format"), std::string("pt"));
        QCOMPARE(file.tensors().size(), std::size_t(20));
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, const std::string& bytes, const char* words) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray(words);
        };
        const std::string good = fileOf("{" + entry("a", "U8", "[4]", "[0,4]") + "}", 4);
        row("empty", "", "0 bytes");
        row("7 bytes", good.substr(0, 7), "7 bytes");
        row("8 bytes", good.substr(0, 8), "more than the file");
        row("cut in the header", good.substr(0, 20), "more than the file");
        row("cut in the data", good.substr(0, good.size() - 1), "\"a\"");
        row("trailing bytes", good + "x", "1 bytes after the last tensor");
        row("header 0", littleEndian(0) + "{}", "start with {");
        row("header 2^63", littleEndian(1ull << 63) + "{}", "100,000,000");
        row("header 2^64-1", littleEndian(~0ull) + "{}", "100,000,000");
        row("header over the limit", littleEndian(100'000'001) + "{}", "100,000,000");
        row("header over the file", littleEndian(3) + "{}", "more than the file");
        row("no brace", fileOf(" {}"), "start with {");
        row("byte order mark", fileOf("\xEF\xBB\xBF{}"), "start with {");
        row("list", fileOf("[]"), "start with {");
        row("not JSON", fileOf("{nonsense}"), "valid JSON");
        row("two documents", fileOf("{}{}"), "valid JSON");
        row("unfinished", fileOf("{\"a\":"), "valid JSON");
        row("zero byte hides the rest", fileOf(std::string("{}\0junk", 7)), "zero byte");
        row("invalid UTF-8", fileOf("{\"\xFF\":{}}"), "valid JSON");
        row("deep", fileOf("{\"a\":" + std::string(100000, '[')), "\"a\"");
        row("overlap", fileOf("{" + entry("a", "U8", "[4]", "[0,4]") + "," + entry("b", "U8", "[4]", "[2,6]") + "}", 6),
            "overlaps");
        row("same place",
            fileOf("{" + entry("a", "U8", "[4]", "[0,4]") + "," + entry("b", "U8", "[4]", "[0,4]") + "}", 4),
            "overlaps");
        row("hole", fileOf("{" + entry("a", "U8", "[4]", "[0,4]") + "," + entry("b", "U8", "[4]", "[5,9]") + "}", 9),
            "no tensor");
        row("hole at the start", fileOf("{" + entry("a", "U8", "[4]", "[1,5]") + "}", 5), "no tensor");
        row("reversed", fileOf("{" + entry("a", "U8", "[4]", "[4,0]") + "}", 4), "before its start");
        row("negative offset", fileOf("{" + entry("a", "U8", "[4]", "[-4,0]") + "}", 4), "negative");
        row("negative shape", fileOf("{" + entry("a", "U8", "[-4]", "[0,4]") + "}", 4), "negative");
        row("offset behind the end", fileOf("{" + entry("a", "U8", "[4]", "[0,5]") + "}", 4), "5 of 4");
        row("huge offset", fileOf("{" + entry("a", "U8", "[4]", "[0,18446744073709551615]") + "}", 4), "\"a\"");
        row("offset over 64 bits", fileOf("{" + entry("a", "U8", "[4]", "[0,18446744073709551620]") + "}", 4),
            "whole number");
        row("fraction", fileOf("{" + entry("a", "U8", "[4.0]", "[0,4]") + "}", 4), "whole number");
        row("exponent", fileOf("{" + entry("a", "U8", "[4e0]", "[0,4]") + "}", 4), "whole number");
        row("out of any range", fileOf("{" + entry("a", "U8", "[1e400]", "[0,4]") + "}", 4), "valid JSON");
        row("product wraps to 4", fileOf("{" + entry("a", "U8", "[4194305,4194305,211106198978564]", "[0,4]") + "}", 4),
            "more values");
        row("product wraps to 0", fileOf("{" + entry("a", "U8", "[4294967296,4294967296]", "[0,0]") + "}"),
            "more values");
        row("bytes wrap", fileOf("{" + entry("a", "F32", "[4611686018427387904]", "[0,0]") + "}"), "more values");
        row("overflow times zero", fileOf("{" + entry("a", "U8", "[4611686018427387904,2,0]", "[0,0]") + "}"),
            "more values");
        row("dimension over 63 bits", fileOf("{" + entry("a", "U8", "[9223372036854775808]", "[0,0]") + "}"),
            "too large");
        row("shape and bytes differ", fileOf("{" + entry("a", "F32", "[4]", "[0,4]") + "}", 4),
            "needs 16 bytes and it has 4");
        row("unknown type", fileOf("{" + entry("a", "F31", "[1]", "[0,4]") + "}", 4), "\"F31\" is unknown");
        row("type of the format not read", fileOf("{" + entry("a", "F8_E8M0", "[4]", "[0,4]") + "}", 4), "F8_E8M0");
        row("type below a byte", fileOf("{" + entry("a", "F4", "[3]", "[0,2]") + "}", 2), "F4");
        row("quantised type", fileOf("{" + entry("a", "Q4_0", "[32]", "[0,18]") + "}", 18), "unknown");
        row("65 dimensions",
            fileOf("{" + entry("a", "U8", ("[1" + QByteArray(",1").repeated(64) + "]").constData(), "[0,1]") + "}", 1),
            "64 dimensions");
        row("tensor twice",
            fileOf("{" + entry("a", "U8", "[4]", "[0,4]") + "," + entry("a", "U8", "[4]", "[4,8]") + "}", 8), "twice");
        row("key twice", fileOf(R"({"a":{"dtype":"U8","dtype":"I8","shape":[4],"data_offsets":[0,4]}})", 4), "twice");
        row("metadata twice", fileOf(R"({"__metadata__":{},"__metadata__":{}})"), "twice");
        row("metadata key twice", fileOf(R"({"__metadata__":{"a":"1","a":"2"}})"), "twice");
        row("metadata with a number", fileOf(R"({"__metadata__":{"a":1}})"), "number");
        row("metadata with an object", fileOf(R"({"__metadata__":{"a":{}}})"), "object");
        row("metadata is a text", fileOf(R"({"__metadata__":"a"})"), "text");
        row("unknown key", fileOf(R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4],"x":1}})", 4), "\"x\"");
        row("no dtype", fileOf(R"({"a":{"shape":[4],"data_offsets":[0,4]}})", 4), "missing");
        row("no shape", fileOf(R"({"a":{"dtype":"U8","data_offsets":[0,4]}})", 4), "missing");
        row("no offsets", fileOf(R"({"a":{"dtype":"U8","shape":[4]}})", 4), "missing");
        row("one offset", fileOf("{" + entry("a", "U8", "[4]", "[4]") + "}", 4), "missing");
        row("three offsets", fileOf("{" + entry("a", "U8", "[4]", "[0,4,4]") + "}", 4), "more than two");
        row("nested shape", fileOf("{" + entry("a", "U8", "[[4]]", "[0,4]") + "}", 4), "list");
        row("null", fileOf(R"({"a":null})"), "null");
        row("true", fileOf(R"({"a":true})"), "true");
        row("text as shape", fileOf("{" + entry("a", "U8", "\"4\"", "[0,4]") + "}", 4), "text");
        row("pickle", std::string("\x80\x02\x8a\x0alF\xf9\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 16), "pickle");
        row("torch zip", "PK\x03\x04" + std::string(30, 'x') + "archive/data.pkl" + std::string(100, 'x'), "pickle");
        row("other zip", "PK\x03\x04" + std::string(100, 'x'), "zip");
        row("git lfs pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:00\n", "Git LFS");
        row("web page", "<!DOCTYPE html><html>", "web page");
        row("gguf", std::string("GGUF\x03\0\0\0\0\0\0\0\0\0\0\0", 16), "GGUF");
    }
    void refuses() {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, words);
        Refusal refusal;
        qint64 quickest = std::numeric_limits<qint64>::max();  // of three, since other programs may hold the processor
        for (int i = 0; i < 3; ++i) {
            QElapsedTimer time;
            time.start();
            refusal = refusalOfBytes(bytes.toStdString());
            quickest = std::min(quickest, time.elapsed());
        }
        QVERIFY(refusal.thrown);
        QVERIFY2(quickest < 50, "a refusal takes too long");
        QCOMPARE(int(refusal.code), int(Code::BadFile));
        QVERIFY2(refusal.says(words.constData()), qPrintable(refusal.text));
        QCOMPARE(refusal.where, QStringLiteral("test.safetensors"));
    }

    void headerOf640BytesIsNoPickle() {
        std::string header = "{" + entry("a", "U8", "[4]", "[0,4]") + "}";
        header.resize(640, ' ');
        QCOMPARE(parsed(fileOf(header, 4)).tensors().size(), std::size_t(1));
    }

    void harmfulNamesAreHarmlessInMessages() {
        const Refusal refusal = refusalOfBytes(fileOf("{\"a\\u001b[31m" + std::string(5000, 'x') + "\":null}"));
        QVERIFY(refusal.thrown);
        QVERIFY(!refusal.text.contains(QChar(27)));
        QVERIFY(refusal.text.size() < 400);
    }

    void writesWhatItReads() {
        const float floats[] = {1, 2, 3, 4, 5, 6};
        const std::uint16_t halves[] = {0x3C00, 0x4000, 0x4200};
        const std::int64_t id = -7;
        const std::string path = at("out.safetensors");
        const std::string digest = writeSafetensors(path,
                                                    {{"z.half", DType::BF16, {3}, halves},
                                                     {"b \"quoted\" \xC3\xA9", DType::F32, {2, 3}, floats},
                                                     {"a", DType::F32, {6}, floats},
                                                     {"id", DType::I64, {}, &id},
                                                     {"none", DType::U8, {0, 5}, nullptr}},
                                                    {{"format", "pt"}});
        QCOMPARE(digest, sha256File(path));
        const SafetensorsFile file(path);
        std::vector<std::string> names;
        for (const StoredTensor& tensor : file.tensors()) names.push_back(tensor.name);
        QCOMPARE(names, (std::vector<std::string>{"id", "a", "b \"quoted\" \xC3\xA9", "z.half", "none"}));
        QCOMPARE(file.find("b \"quoted\" \xC3\xA9")->shape, (std::vector<std::int64_t>{2, 3}));
        QVERIFY(std::memcmp(file.find("a")->data, floats, sizeof floats) == 0);
        QVERIFY(std::memcmp(file.find("z.half")->data, halves, sizeof halves) == 0);
        QVERIFY(std::memcmp(file.find("id")->data, &id, sizeof id) == 0);
        QCOMPARE(file.metadata().at("format"), std::string("pt"));
        for (const StoredTensor& tensor : file.tensors())
            QCOMPARE((tensor.data - file.file().data()) % blockBytes(tensor.dtype), 0);
        QCOMPARE((file.tensors()[0].data - file.file().data()) % 8, 0);
    }

    void bytesDoNotDependOnTheOrder() {
        const float value[] = {1, 2};
        const auto first = writeSafetensors(at("1"), {{"a", DType::F32, {2}, value}, {"b", DType::F32, {1}, value}});
        const auto second = writeSafetensors(at("2"), {{"b", DType::F32, {1}, value}, {"a", DType::F32, {2}, value}});
        QCOMPARE(first, second);
        QCOMPARE(SafetensorsFile(at("1")).metadata().size(), std::size_t(0));
    }

    void writesNoTensors() {
        writeSafetensors(at("none"), {});
        QCOMPARE(SafetensorsFile(at("none")).tensors().size(), std::size_t(0));
    }

    void writerRefusesNames() {
        const float value = 1;
        const TensorToWrite tensor{"a", DType::F32, {1}, &value}, metadata{"__metadata__", DType::F32, {1}, &value};
        QVERIFY(refusalOf([&] { writeSafetensors(at("x"), {tensor, tensor}); }).says("\"a\""));
        QVERIFY(refusalOf([&] { writeSafetensors(at("x"), {metadata}); }).says("__metadata__"));
        QVERIFY(refusalOf([&] { writeSafetensors(at("x"), {{"\xFF", DType::F32, {1}, &value}}); }).says("UTF-8"));
        QVERIFY(refusalOf([&] { writeSafetensors(at("x"), {{"q", DType::Q4_0, {32}, &value}}); }).thrown);
        QVERIFY(!QFile::exists(QString::fromStdString(at("x"))));
    }

    void opensSingleFileFolder() {
        const auto files = openSafetensorsFolder(TUNESMITH_SOURCE_DIR "/tests/golden/llama/tied_gqa");
        QCOMPARE(files.size(), std::size_t(1));
    }

    void opensShards() {
        const auto files = openSafetensorsFolder(TUNESMITH_SOURCE_DIR "/tests/golden/llama/untied_mha");
        QCOMPARE(files.size(), std::size_t(3));
        std::size_t tensors = 0;
        for (const auto& file : files) tensors += file->tensors().size();
        QCOMPARE(tensors, std::size_t(21));
    }

    void refusesIndex_data() {
        QTest::addColumn<QByteArray>("index");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, const char* index, const char* words) {
            QTest::newRow(name) << QByteArray(index) << QByteArray(words);
        };
        row("shard missing", R"({"weight_map":{"a":"1.safetensors","b":"3.safetensors"}})", "missing");
        row("wrong shard", R"({"weight_map":{"a":"2.safetensors","b":"1.safetensors"}})", "does not have it");
        row("tensor not listed", R"({"weight_map":{"a":"1.safetensors"}})", "");
        row("tensor in no shard", R"({"weight_map":{"a":"1.safetensors","b":"2.safetensors","c":"2.safetensors"}})",
            "\"c\"");
        row("parent folder", R"({"weight_map":{"a":"../1.safetensors"}})", "plain name");
        row("absolute", R"({"weight_map":{"a":"/etc/1.safetensors"}})", "plain name");
        row("backslash", R"({"weight_map":{"a":"..\\1.safetensors"}})", "plain name");
        row("drive", R"({"weight_map":{"a":"c:1.safetensors"}})", "plain name");
        row("other ending", R"({"weight_map":{"a":"pytorch_model.bin"}})", "plain name");
        row("number", R"({"weight_map":{"a":1}})", "plain name");
        row("tensor twice", R"({"weight_map":{"a":"1.safetensors","a":"2.safetensors"}})", "twice");
        row("empty", R"({"weight_map":{}})", "no tensor");
        row("no map", R"({"metadata":{}})", "weight_map");
        row("list", "[]", "weight_map");
        row("broken", "{", "JSON");
    }
    void refusesIndex() {
        QFETCH(QByteArray, index);
        QFETCH(QByteArray, words);
        const float value = 1;
        writeSafetensors(at("1.safetensors"), {{"a", DType::F32, {1}, &value}, {"extra", DType::F32, {1}, &value}});
        writeSafetensors(at("2.safetensors"), {{"b", DType::F32, {1}, &value}});
        writeFileAtomically(at("model.safetensors.index.json"), index.toStdString());
        const Refusal refusal = refusalOf([&] { openSafetensorsFolder(folder_->path().toStdString()); });
        QVERIFY(refusal.thrown);
        QVERIFY2(refusal.says(words.constData()), qPrintable(refusal.text));
        if (words.isEmpty()) QVERIFY2(refusal.says("\"extra\""), qPrintable(refusal.text));
        QVERIFY(!refusal.where.isEmpty());
    }

    void refusesPicklesByContent() {
        writeFileAtomically(at("innocent.txt"), std::string("\x80\x04\x95", 3) + std::string(50, 'x'));
        const Refusal refusal = refusalOf([&] { openSafetensorsFolder(folder_->path().toStdString()); });
        QCOMPARE(int(refusal.code), int(Code::BadFile));
        QVERIFY2(refusal.says("pickle") && refusal.says("save_pretrained"), qPrintable(refusal.text));
        QVERIFY(refusal.where.endsWith(QStringLiteral("innocent.txt")));
        writeFileAtomically(at("model.safetensors"), std::string("\x80\x02}q\x00.", 6));
        QVERIFY(refusalOf([&] { openSafetensorsFolder(folder_->path().toStdString()); }).says("pickle"));
    }

    void saysWhatIsMissing() {
        const Refusal refusal = refusalOf([&] { openSafetensorsFolder(folder_->path().toStdString()); });
        QCOMPARE(int(refusal.code), int(Code::NotFound));
        QVERIFY(refusal.says("model.safetensors.index.json"));
        QCOMPARE(int(refusalOf([&] { openSafetensorsFolder(at("nowhere")); }).code), int(Code::NotFound));
        QCOMPARE(int(refusalOf([&] { SafetensorsFile file(at("nowhere")); }).code), int(Code::NotFound));
    }

private:
    std::string at(const char* name) const { return folder_->filePath(QString::fromLatin1(name)).toStdString(); }
    std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
