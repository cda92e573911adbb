// What a model's files say of it.
#include <QTemporaryDir>
#include <QtTest>

#include "core/base/atomic_file.h"
#include "core/model/weights/gguf.h"
#include "core/model/weights/model_card.h"
#include "gguf_bytes.h"

using namespace tunesmith;
using Texts = std::vector<std::string>;

class TestModelCard : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsFrontMatter() {
        const ModelCard card = cardOfReadme(
            "---\n"
            "library_name: transformers\n"
            "license: apache-2.0  # of the weights\n"
            "language:\n- en\n- \"de\"\n"
            "pipeline_tag: text-generation\n"
            "base_model:\n  - HuggingFaceTB/SmolLM2-135M\n"
            "tags: [medical, 'safetensors', license:mit, medical, instruct]\n"
            "model-index:\n- name: x\n  results:\n  - task:\n      type: y\n"
            "---\n# Model\nlicense: mit\n");
        QCOMPARE(card.license, std::string("apache-2.0"));
        QCOMPARE(card.languages, (Texts{"en", "de"}));
        QCOMPARE(card.baseModel, std::string("HuggingFaceTB/SmolLM2-135M"));
        QCOMPARE(card.goodFor, (Texts{"text-generation", "medical", "instruct"}));
    }

    void readsOneLanguageAndALicenceOfItsOwn() {
        const ModelCard card =
            cardOfReadme("\xEF\xBB\xBF---\r\nlanguage: en\r\nlicense: other\r\nlicense_name: llama3\r\n---\r\n");
        QCOMPARE(card.languages, (Texts{"en"}));
        QCOMPARE(card.license, std::string("llama3"));
    }

    void saysNothing_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no front matter") << QByteArray("# Model\nlicense: mit\n---\n");
        QTest::newRow("no end") << QByteArray("---\nlicense: mit\n");
        QTest::newRow("nothing inside") << QByteArray("---\n---\nlicense: mit\n");
        QTest::newRow("no values") << QByteArray("---\nlicense:\nlanguage: null\ntags: []\nlanguage\n- \n---\n");
        QTest::newRow("end behind the limit") << "---\nlicense: mit\n" + QByteArray(70'000, '\n') + "---\n";
    }
    void saysNothing() {
        QFETCH(QByteArray, text);
        const ModelCard card = cardOfReadme(text.toStdString());
        QVERIFY(card.license.empty() && card.languages.empty() && card.goodFor.empty() && card.baseModel.empty());
    }

    void listsAndTextsAreBounded() {
        std::string text = "---\nlicense: " + std::string(5000, 'x') + "\nlanguage:\n";
        for (int i = 0; i < 500; ++i) text += "- l" + std::to_string(i) + "\n";
        const ModelCard card = cardOfReadme(text + "---\n");
        QCOMPARE(card.license.size(), std::size_t(200));
        QCOMPARE(card.languages.size(), std::size_t(64));
    }

    void readsGguf() {
        using B = GgufBytes;
        QTemporaryDir folder;
        const std::string path = folder.filePath("m.gguf").toStdString();
        writeFileAtomically(path, B().key("general.name", String, B::text("Tiny"))
                                      .key("general.license", String, B::text("mit"))
                                      .key("general.languages", Array, B::texts({"en", "fr"}))
                                      .key("general.tags", Array, B::texts({"gguf", "code"}))
                                      .bytes());
        const ModelCard card = modelCard(path);
        QCOMPARE(card.title, std::string("Tiny"));
        QCOMPARE(card.license, std::string("mit"));
        QCOMPARE(card.languages, (Texts{"en", "fr"}));
        QCOMPARE(card.goodFor, (Texts{"code"}));
        // Keys of another type say nothing, and nothing is thrown.
        writeFileAtomically(
            path, B().key("general.license", U8, "1").key("general.languages", String, B::text("en")).bytes());
        QVERIFY(modelCard(path).license.empty() && modelCard(path).languages.empty());
    }

    void readsAFolder() {
        QTemporaryDir folder;
        QVERIFY(modelCard(folder.path().toStdString()).license.empty());
        writeFileAtomically(folder.filePath("README.md").toStdString(), "---\nlicense: mit\n---\n");
        QCOMPARE(modelCard(folder.path().toStdString()).license, std::string("mit"));
        QVERIFY(modelCard(folder.filePath("nowhere.gguf").toStdString()).license.empty());
    }
};

QTEST_GUILESS_MAIN(TestModelCard)
#include "tst_model_card.moc"
