// Files and folders that hold no readable weights: what each is, told by its content, and the way out.
#include <QTemporaryDir>
#include <QtTest>

#include "core/base/atomic_file.h"
#include "core/model/weights/refused.h"
#include "core/model/weights/safetensors.h"
#include "refusal.h"

using namespace tunesmith;
using namespace std::string_literals;

namespace {

/// One stored member of a zip file; enough for whoever looks at names.
std::string zipOf(const std::vector<std::string>& names, const std::string& content = "x") {
    std::string all;
    for (const std::string& name : names)
        all += "PK\x03\x04"s + std::string(22, '\0') + std::string(1, char(name.size())) + std::string(3, '\0') + name +
               content;
    return all + "PK\x05\x06"s + std::string(18, '\0');
}

std::string tarOf(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) {
        std::string member(512, '\0');
        member.replace(0, name.size(), name);
        member.replace(257, 5, "ustar");
        all += member + std::string(512, 'x');
    }
    return all;
}

const std::string kOldTorch =
    "\x80\x02\x8a\x0al\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19."s;  // the magic number of torch.save() before the zip

}  // namespace

class TestRefused : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }

    void tellsByContent_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, const std::string& bytes, const char* words) {
            QTest::newRow(name) << QByteArray(bytes.data(), qsizetype(bytes.size())) << QByteArray(words);
        };
        row("pickle 2", "\x80\x02}q\0."s, "pickle");
        row("pickle 3", "\x80\x03}q\0."s, "pickle");
        row("pickle 4", "\x80\x04\x95\x10\0\0\0\0\0\0\0}."s, "pickle");
        row("pickle 5", "\x80\x05\x95\x10\0\0\0\0\0\0\0}."s, "pickle");
        row("pickle 0 that calls", "cos\nsystem\n(S'true'\ntR.", "pickle");
        row("pickle 0 dictionary", "(dp0\nS'a'\np1\nI1\ns.", "pickle");
        row("pickle 1 dictionary",
            "}q\0U\x01"
            "aq\x01K\x01s."s,
            "pickle");
        row("pickle 1 list",
            "]q\0(K\x01K\x02"
            "e."s,
            "pickle");
        row("old torch", kOldTorch + "\x80\x02M\xe9\x03."s + std::string(300, 'w'), "pickle");
        row("torch zip", zipOf({"archive/data.pkl", "archive/data/0"}), "save_pretrained");
        row("torch zip with a long first member", zipOf({"a/0"}, std::string(600'000, 'x')) + zipOf({"a/data.pkl"}),
            "pickle");
        row("torch tar", tarOf({"sys_info", "pickle", "tensors", "storages"}), "pickle");
        row("torchscript", zipOf({"m/code/__torch__.py", "m/data.pkl", "m/constants.pkl"}), "TorchScript");
        row("numpy objects", "\x93NUMPY\x01\0v\0{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"s,
            "Python objects");
        row("numpy objects in a zip", zipOf({"a.npy"}, "\x93NUMPY\x01\0v\0{'descr': '|O', }"s), "Python objects");
        row("numpy", "\x93NUMPY\x01\0v\0{'descr': '<f4', }"s, "NumPy file");
        row("npz", zipOf({"a.npy"}), "NumPy arrays");
        row("keras h5", "\x89HDF\r\n\x1a\n"s + std::string(64, '\0'), "Keras");
        row("keras 3", zipOf({"metadata.json", "config.json", "model.weights.h5"}), "Keras");
        row("onnx", "\x08\x08\x12\x07pytorch\x1a\x05"s + std::string(20, '\0'), "ONNX");
        row("tensorflow", "\x08\x01\x12\xd0\x12"s + std::string(20, '\0'), "TensorFlow");
        row("tflite", "\x1c\0\0\0TFL3"s + std::string(20, '\0'), "TensorFlow");
        row("zip", zipOf({"readme.txt"}), "zip archive");
        row("tar", tarOf({"config.json"}), "tar archive");
        row("gzip", "\x1f\x8b\x08"s + std::string(20, '\0'), "gzip");
        row("xz",
            "\xfd"
            "7zXZ\0"s +
                std::string(20, '\0'),
            "xz");
        row("zstd", "\x28\xb5\x2f\xfd"s + std::string(20, '\0'), "zstd");
        row("git lfs", "version https://git-lfs.github.com/spec/v1\n", "Git LFS");
        row("web page", "<!DOCTYPE html>", "web page");
        row("one safetensors file", "\x02\0\0\0\0\0\0\0{}"s, "choose the folder");
    }
    void tellsByContent() {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, words);
        writeFileAtomically(at("weights.gguf"), bytes.toStdString());
        const auto why = whyRefused(at("weights.gguf"));
        QVERIFY(why);
        QVERIFY2(QByteArray::fromStdString(why->text).contains(words), why->text.c_str());
        QCOMPARE(why->where, at("weights.gguf"));
        if (words == "choose the folder") return;
        // The same under the name that readers trust.
        writeFileAtomically(at("model.safetensors"), bytes.toStdString());
        const Refusal refusal = refusalOf([&] { openSafetensorsFolder(folder_->path().toStdString()); });
        QVERIFY2(refusal.says(words.constData()), qPrintable(refusal.text));
        QCOMPARE(int(refusal.code), int(Code::BadFile));
        QVERIFY(refusal.where.endsWith(QStringLiteral("model.safetensors")));
    }

    void letsReadersTry() {
        for (const std::string& bytes :
             {"GGUF\3\0\0\0"s, ""s, "no weights at all"s, "cut"s, "(not a pickle)"s, "caf\xc3\xa9\nau lait\n"s}) {
            writeFileAtomically(at("a.gguf"), bytes);
            QVERIFY2(!whyRefused(at("a.gguf")), bytes.c_str());
        }
        QVERIFY(!whyRefused(at("nowhere")));
        // A pickle beside weights that are read does not matter.
        const float value = 1;
        writeSafetensors(at("model.safetensors"), {{"a", DType::F32, {1}, &value}});
        writeFileAtomically(at("pytorch_model.bin"), kOldTorch);
        QVERIFY(!whyRefused(folder_->path().toStdString()));
        QCOMPARE(openSafetensorsFolder(folder_->path().toStdString()).size(), std::size_t(1));
    }

    void folders_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("bin") << "pytorch_model.bin" << QByteArray::fromStdString(zipOf({"archive/data.pkl"}))
                             << QByteArray("pickle");
        QTest::newRow("pt") << "consolidated.00.pth" << QByteArray::fromStdString(kOldTorch) << QByteArray("pickle");
        QTest::newRow("text") << "innocent.txt" << QByteArray("\x80\x04\x95xxxxxx") << QByteArray("pickle");
        QTest::newRow("gguf") << "model.gguf" << QByteArray("GGUF") << QByteArray("choose the file");
        QTest::newRow("flax") << "flax_model.msgpack" << QByteArray("\x81") << QByteArray("Flax");
        QTest::newRow("keras") << "tf_model.h5" << QByteArray("\x89HDF\r\n\x1a\n") << QByteArray("Keras");
        QTest::newRow("saved model") << "saved_model.pb" << QByteArray("\x08\x01\x12\x10xxxxxxxx")
                                     << QByteArray("TensorFlow");
        QTest::newRow("onnx") << "model.onnx" << QByteArray("\x08\x07\x12\x07pytorch") << QByteArray("ONNX");
        QTest::newRow("adapter") << "adapter_config.json" << QByteArray("{}") << QByteArray("adapter");
        QTest::newRow("shard that is a pickle")
            << "model-00001-of-00002.safetensors" << QByteArray("\x80\x02}q") << QByteArray("pickle");
    }
    void folders() {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, words);
        writeFileAtomically(at("config.json"), "{}");
        writeFileAtomically(at(name.toUtf8().constData()), bytes.toStdString());
        const Refusal refusal = refusalOf([&] { openSafetensorsFolder(folder_->path().toStdString()); });
        QCOMPARE(int(refusal.code), int(Code::BadFile));
        QVERIFY2(refusal.says(words.constData()), qPrintable(refusal.text));
        QVERIFY(whyRefused(folder_->path().toStdString()));
    }

    void remoteCode() {
        const auto why = whyRemoteCode(Json::parse(R"({"auto_map": {"AutoConfig": "configuration_x.XConfig"}})"));
        QVERIFY(why && QByteArray::fromStdString(*why).contains("configuration_x.XConfig"));
        QVERIFY(QByteArray::fromStdString(*why).contains("never runs code"));
        QVERIFY(whyRemoteCode(Json::parse(R"({"trust_remote_code": true})")));
        QVERIFY(whyRemoteCode(Json::parse(R"({"auto_map": {"AutoModel": ["a", null]}})")));
        for (const char* config :
             {"{}", "[]", R"({"auto_map": {}})", R"({"auto_map": null})", R"({"trust_remote_code": false})"})
            QVERIFY2(!whyRemoteCode(Json::parse(config)), config);
    }

private:
    std::string at(const char* name) const { return folder_->filePath(QString::fromLatin1(name)).toStdString(); }
    std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(TestRefused)
#include "tst_refused.moc"
