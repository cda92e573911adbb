// Models that lie in the library and in the cache of Hugging Face's programs, with its links, are found.
#include <QtTest>
#include <filesystem>
#include <fstream>

#include "core/hub/local_models.h"
#include "hub_support.h"

using namespace tunesmith;
using namespace tunesmith::hub;
using namespace tunesmith::testing;
namespace fs = std::filesystem;

class TestLocalModels : public QObject {
    Q_OBJECT

    static void write(const fs::path& path, const std::string& text) {
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }
    /// As the cache keeps a file: the content under blobs, a link to it in the snapshot.
    static void cache(const fs::path& repo, const std::string& commit, const std::string& name, const std::string& text, const std::string& blob) {
        write(repo / "blobs" / blob, text);
        fs::create_directories(repo / "snapshots" / commit);
        fs::create_symlink(fs::path("../../blobs") / blob, repo / "snapshots" / commit / name);
    }

private Q_SLOTS:
    void bothPlaces_areListed() {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString(), hub = root / "hf" / "hub", library = root / "library";
        const std::string a(40, 'a'), b(40, 'b');
        const Environment home("HF_HOME", QByteArray::fromStdString((root / "hf").string())), one("HF_HUB_CACHE", ""),
            two("HUGGINGFACE_HUB_CACHE", "");
        QVERIFY(localModels(library.string()).empty());

        const fs::path good = hub / "models--acme--good";
        cache(good, a, "config.json", "{}", "c1");
        cache(good, a, "model.safetensors", "12345", "c2");
        write(good / "refs" / "main", a);
        const fs::path torn = hub / "models--acme--torn";
        cache(torn, a, "config.json", "{}", "c1");
        cache(torn, a, "model-00001-of-00002.safetensors", "1", "c2");
        cache(torn, a, "model.safetensors.index.json",
              R"({"weight_map": {"x": "model-00001-of-00002.safetensors", "y": "model-00002-of-00002.safetensors"}})", "c3");
        const fs::path dangling = hub / "models--acme--dangling";
        cache(dangling, a, "x.gguf", "gguf", "c1");
        fs::remove(dangling / "blobs" / "c1");
        cache(hub / "models--acme--pickled", a, "config.json", "{}", "c1");
        cache(hub / "models--acme--pickled", a, "pytorch_model.bin", "p", "c2");
        cache(hub / "datasets--acme--rows", a, "x.csv", "r", "c1");
        write(hub / "version.txt", "1");
        write(library / "models" / "acme--good" / b / "config.json", "{}");
        write(library / "models" / "acme--good" / b / "model.safetensors", "123");
        write(library / "models" / "acme--good" / b / "good.gguf", "1234567");
        write(library / "models" / "acme--good" / (".part-" + a) / "model.safetensors", "123");
        write(library / "models" / "starter.gguf", "x");

        const auto all = localModels(library.string());
        QStringList lines;
        for (const LocalModel& m : all)
            lines << QString("%1 %2 %3 %4 %5")
                         .arg(m.id.c_str(), m.place.c_str(), m.format.c_str())
                         .arg(m.bytes)
                         .arg(m.problem.empty() ? "ready" : "not");
        QCOMPARE(lines, QStringList({"acme/dangling cache gguf 0 not", "acme/good library gguf 7 ready", "acme/good library safetensors 3 ready",
                                     "acme/good cache safetensors 5 ready", "acme/pickled cache pickle 0 not", "acme/torn cache safetensors 1 not"}));
        QCOMPARE(all[3].refs, std::string("main"));
        QCOMPARE(all[3].path, (good / "snapshots" / a).string());
        QVERIFY(all[5].problem.find("model-00002-of-00002.safetensors") != std::string::npos);

        const Environment other("HUGGINGFACE_HUB_CACHE", QByteArray::fromStdString((root / "elsewhere").string()));
        QCOMPARE(localModels(library.string()).size(), std::size_t(2));
    }
};

QTEST_GUILESS_MAIN(TestLocalModels)
#include "tst_local_models.moc"
