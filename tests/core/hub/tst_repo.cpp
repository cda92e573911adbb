// Names, hashes, cards, and which files of a repository are chosen.
#include <QtTest>

#include "core/hub/file_choice.h"
#include "core/hub/git_blob.h"
#include "core/hub/repo.h"
#include "core/hub/url.h"
#include "hub_support.h"

using namespace tunesmith;
using namespace tunesmith::hub;
using namespace tunesmith::testing;

namespace {

RepoInfo repoWith(std::initializer_list<const char*> paths) {
    RepoInfo repo;
    repo.id = "acme/x";
    std::int64_t bytes = 1000;
    for (const char* path : paths) repo.files.push_back({path, bytes++, {}, {}});
    return repo;
}

QStringList pathsOf(const ModelChoice& choice) {
    QStringList paths;
    for (const RepoFile& file : choice.files) paths << QString::fromStdString(file.path);
    return paths;
}

}  // namespace

class TestRepo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gitHash_isGits() {
        const auto blob = [](const std::string& text) {
            Sha1 hash = gitBlobHash(text.size());
            hash.update(text.data(), text.size());
            return hash.hex();
        };
        QCOMPARE(blob(""), std::string("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"));  // git hash-object of an empty file
        QCOMPARE(blob("hello\n"), std::string("ce013625030ba8dba906f756967f9e9ca394464a"));
        Sha1 abc;
        abc.update("abc", 3);
        QCOMPARE(abc.hex(), std::string("a9993e364706816aba3e25717850c26c9cd0d89d"));  // FIPS 180-4, example
        Sha1 million;
        for (int i = 0; i < 1000; ++i) million.update(std::string(1000, 'a').data(), 1000);
        QCOMPARE(million.hex(), std::string("34aa973cd4c4daa4f61eeb2bdbad27316534016f"));
    }

    void names_areChecked() {
        for (const char* good : {"gpt2", "acme/Model-1.5_x", "HuggingFaceTB/SmolLM2-135M-Instruct"}) checkRepoId(good);
        for (const char* bad : {"", "/", "a/", "/b", "a/b/c", "../x", "a/..", ".a/b", "a b", "a\\b", "a/b?c", "a/b--c", "-a/b", "a/b.", "\xc3\xa4/b"})
            QVERIFY2(refusal([&] { checkRepoId(bad); }).startsWith("BadInput"), bad);
        QCOMPARE(folderName("acme/x"), std::string("acme--x"));
        for (const char* good : {"a.json", "sub/folder/model-00001-of-00002.gguf", ".gitattributes", "a b (1).txt", "k\xc3\xa4se.csv"})
            checkFileName(good, "");
        for (const char* bad : {"a//b", "./a", "a/./b", "NUL", "x/aux.txt", "a:b", "a*", "tail ", "a/ b /c"})
            QVERIFY2(refusal([&] { checkFileName(bad, ""); }).startsWith("BadFile"), bad);
    }

    void addresses_areTakenApart() {
        const Url url = parseUrl("HTTPS://Hub.Example:8443/a/b%20c?d=e#f");
        QCOMPARE(url.origin(), std::string("https://hub.example:8443"));
        QCOMPARE(url.text(), std::string("https://hub.example:8443/a/b%20c?d=e"));
        QCOMPARE(url.shown(), std::string("https://hub.example:8443/a/b%20c"));
        QCOMPARE(resolveUrl(url, "/x").text(), std::string("https://hub.example:8443/x"));
        QCOMPARE(resolveUrl(url, "//other.example/x").origin(), std::string("https://other.example"));
        QVERIFY(parseUrl("http://127.0.0.1:80/").isLoopback() && parseUrl("http://[::1]/").isLoopback() && parseUrl("http://localhost").isLoopback());
        QVERIFY(!parseUrl("http://127.evil.example/").isLoopback() && !parseUrl("http://localhost.example/").isLoopback());
        for (const char* bad : {"", "hub.example", "ftp://a/b", "file:///etc/passwd", "https://", "http://a b/"})
            QVERIFY2(refusal([&] { parseUrl(bad); }).startsWith("BadInput"), bad);
        QCOMPARE(fileAddress("https://huggingface.co/", RepoKind::Dataset, "a/b", "refs/pr/1", "x y/z#.csv"),
                 std::string("https://huggingface.co/datasets/a/b/resolve/refs%2Fpr%2F1/x%20y/z%23.csv"));
    }

    void cards_loseTheirSettings() {
        QCOMPARE(cardText("---\na: b\n---\n# T\n"), std::string("# T\n"));
        QCOMPARE(cardText("---\r\na: b\r\n---\r\n# T"), std::string("# T"));
        QCOMPARE(cardText("# T\n---\nx"), std::string("# T\n---\nx"));
        QCOMPARE(cardText("---\nnever ends"), std::string("---\nnever ends"));
        QCOMPARE(cardText("---\na: b\n---"), std::string());
    }

    void safetensors_comeWithWhatBelongsToThem() {
        const ModelChoices all =
            choicesOf(repoWith({"config.json", "tokenizer.json", "README.md", "LICENSE", "model-00001-of-00002.safetensors",
                                "model-00002-of-00002.safetensors", "model.safetensors.index.json", "consolidated.safetensors",
                                "onnx/model.safetensors", "original/params.json", "pytorch_model.bin", "modeling_x.py", "logo.png"}));
        QCOMPARE(all.choices.size(), std::size_t(1));
        QCOMPARE(pathsOf(all.choices[0]), QStringList({"config.json", "tokenizer.json", "README.md", "LICENSE", "model.safetensors.index.json",
                                                       "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"}));
        QCOMPARE(all.refused, std::vector<std::string>({"pytorch_model.bin", "modeling_x.py"}));
        QCOMPARE(chooseModel(all, "", "x").name, std::string("safetensors"));
    }

    void ggufFiles_areChoicesBySize() {
        const ModelChoices all =
            choicesOf(repoWith({"README.md", "x.Q4.gguf", "x.Q8.gguf", "mmproj-x.gguf", "big-00001-of-00002.gguf", "big-00002-of-00002.gguf"}));
        QCOMPARE(all.choices.size(), std::size_t(3));
        QCOMPARE(all.choices[0].name, std::string("x.Q4.gguf"));
        QVERIFY(all.choices[0].problem.empty() && !all.choices[2].problem.empty());
        QVERIFY(refusal([&] { chooseModel(all, "", "x"); }).contains("x.Q4.gguf (0 MB), x.Q8.gguf"));
        QCOMPARE(pathsOf(chooseModel(all, "X.q8.gguf", "x")), QStringList({"README.md", "x.Q8.gguf"}));
        QVERIFY(refusal([&] { chooseModel(all, "big-00001-of-00002.gguf", "x"); }).contains("2 parts"));
        QVERIFY(refusal([&] { chooseModel(all, "y.gguf", "x"); }).startsWith("NotFound"));
    }

    void picklesAndPrograms_areRefusedByName() {
        const ModelChoices all = choicesOf(repoWith({"config.json", "modeling.py", "pytorch_model.bin"}));
        QVERIFY(all.choices.empty());
        const QString said = refusal([&] { chooseModel(all, "", "acme/x"); });
        QVERIFY2(said.contains("pytorch_model.bin") && said.contains("pickle"), qPrintable(said));
        const ModelChoices some = choicesOf(repoWith({"config.json", "model.safetensors", "pytorch_model.bin"}));
        QVERIFY(refusal([&] { chooseModel(some, "pytorch_model.bin", "x"); }).contains("never fetched"));
        QVERIFY(refusal([&] { chooseModel(choicesOf(repoWith({"README.md"})), "", "x"); }).contains("no weights"));
        QVERIFY(refusal([&] {
                    chooseModel(choicesOf(repoWith({"adapter_config.json", "adapter_model.safetensors"})), "", "x");
                }).contains("adapter"));
    }

    void rowFiles_areKnown() {
        for (const char* good : {"a.csv", "data/train-00000-of-00001.parquet", "x.jsonl.gz", "Y.JSON"}) QVERIFY2(holdsRows(good), good);
        for (const char* bad : {"README.md", "a.py", "image.png", "a.gz", ".gitattributes"}) QVERIFY2(!holdsRows(bad), bad);
    }
};

QTEST_GUILESS_MAIN(TestRepo)
#include "tst_repo.moc"
