// Checkpoints on disk: whole or absent. Whatever is damaged is passed over for the one before; nothing half-written
// stays.
#include <QTemporaryDir>
#include <QtTest>

#include <filesystem>
#include <fstream>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/train/checkpoint.h"

using namespace tunesmith;
namespace fs = std::filesystem;

namespace {

void overwrite(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

CheckpointInfo write(const std::string& root, std::int64_t step, const std::string& weights = "the weights") {
    return writeCheckpoint(root, step, {{"step", step}}, [&](const std::string& folder) {
        writeFileAtomically(folder + "/adapter.safetensors", weights);
        writeFileAtomically(folder + "/optimizer.safetensors", "the moments");
    });
}

std::vector<std::int64_t> soundSteps(const std::string& root) {
    std::vector<std::int64_t> steps;
    for (const CheckpointInfo& c : soundCheckpoints(root)) steps.push_back(c.step);
    return steps;
}

std::set<std::string> entries(const std::string& root) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(fs::path(root) / "checkpoints"))
        names.insert(entry.path().filename().string());
    return names;
}

using Steps = std::vector<std::int64_t>;

}  // namespace

class TestCheckpoint : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> own_;
    std::string root_;

private Q_SLOTS:
    void init() {
        own_ = std::make_unique<QTemporaryDir>();
        root_ = own_->path().toStdString();
    }

    void write_namesEveryFileWithSizeAndHash() {
        const CheckpointInfo saved = write(root_, 7);
        QCOMPARE(saved.step, std::int64_t(7));
        QVERIFY(checkpointIsSound(saved.folder));
        const Json manifest = readJsonFile(saved.folder + "/manifest.json");
        QCOMPARE(manifest.at("step").get<int>(), 7);
        std::set<std::string> names;
        for (const Json& file : manifest.at("files")) {
            names.insert(file.at("name").get<std::string>());
            QCOMPARE(file.at("sha256").get<std::string>().size(), std::size_t(64));
        }
        QVERIFY((names == std::set<std::string>{"adapter.safetensors", "optimizer.safetensors", "state.json"}));
        QCOMPARE(checkpointState(saved).at("step").get<int>(), 7);
    }

    void find_newestOrAsked() {
        QVERIFY(!findCheckpoint(root_, 0));
        for (const int step : {10, 2, 9}) write(root_, step);
        QVERIFY((soundSteps(root_) == Steps{2, 9, 10}));  // by number, not by name
        QCOMPARE(findCheckpoint(root_, 0)->step, std::int64_t(10));
        QCOMPARE(findCheckpoint(root_, 9)->step, std::int64_t(9));
        QVERIFY(!findCheckpoint(root_, 3));
    }

    void find_damaged_isPassedOver_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("damage");
        for (const char* file : {"adapter.safetensors", "optimizer.safetensors", "state.json", "manifest.json"})
            for (const char* damage : {"missing", "empty", "cut", "longer"})
                QTest::addRow("%s %s", file, damage) << QString(file) << QString(damage);
        // The manifest says nothing of its own bytes; what it says of the others is held against them.
        for (const char* file : {"adapter.safetensors", "optimizer.safetensors", "state.json"})
            QTest::addRow("%s one bit", file) << QString(file) << QString("bit");
        for (const char* text : {"not JSON", "[]", "{}", "null", "{\"step\": 2, \"files\": 5}", "{\"files\": [{}]}",
                                 "{\"files\": [{\"name\": \"adapter.safetensors\", \"size\": -1, \"sha256\": 0}]}",
                                 "{\"files\": [{\"name\": \"../../secret\", \"size\": 6, \"sha256\": \"\"}]}"})
            QTest::addRow("manifest %s", text) << QString("manifest.json") << QString(text);
    }
    void find_damaged_isPassedOver() {
        QFETCH(QString, file);
        QFETCH(QString, damage);
        write(root_, 1);
        const fs::path path = fs::path(write(root_, 2).folder) / file.toStdString();
        std::string text = readFile(path.string());
        if (damage == "missing")
            fs::remove(path);
        else if (damage == "empty")
            overwrite(path, "");
        else if (damage == "cut")
            overwrite(path, text.substr(0, text.size() - 1));
        else if (damage == "longer")
            overwrite(path, text + "}");
        else if (damage == "bit")
            overwrite(path, (text[text.size() / 2] = char(text[text.size() / 2] ^ 1), text));
        else
            overwrite(path, damage.toStdString());
        QVERIFY((soundSteps(root_) == Steps{1}));
        QCOMPARE(findCheckpoint(root_, 0)->step, std::int64_t(1));
        QVERIFY(!findCheckpoint(root_, 2));
    }

    void find_foldersThatAreNone_arePassedOver() {
        write(root_, 3);
        const fs::path folder = fs::path(root_) / "checkpoints";
        for (const char* name :
             {"step-", "step-x", "step-5x", "step--1", "step-99999999999999999999999", "Step-9", "step-8"})
            fs::create_directory(folder / name);
        overwrite(folder / "step-12", "a file, not a folder");
        QVERIFY((soundSteps(root_) == Steps{3}));
        QCOMPARE(findCheckpoint(root_, 0)->step, std::int64_t(3));
    }

    void write_again_replaces() {
        write(root_, 4, "old");
        const CheckpointInfo saved = write(root_, 4, "new");
        QVERIFY(readFile(saved.folder + "/adapter.safetensors") == "new");
        QVERIFY(checkpointIsSound(saved.folder));
        QVERIFY((entries(root_) == std::set<std::string>{"step-4"}));
    }

    void write_failsHalfway_oldOneStaysAndNothingElse() {
        write(root_, 4, "old");
        for (const int step : {4, 5}) {
            try {
                writeCheckpoint(root_, step, {}, [](const std::string& folder) {
                    writeFileAtomically(folder + "/adapter.safetensors", "half");
                    throw Error(Code::DiskFull, "no room");
                });
                QFAIL("the failure must come through");
            } catch (const Error& e) {
                QCOMPARE(e.code(), Code::DiskFull);
            }
            QVERIFY((entries(root_) == std::set<std::string>{"step-4"}));
            QVERIFY(readFile(findCheckpoint(root_, 4)->folder + "/adapter.safetensors") == "old");
        }
    }

    void write_whereNoFolderCanBe_saysSo() {
        overwrite(fs::path(root_) / "checkpoints", "a file in the way");
        QVERIFY_EXCEPTION_THROWN(write(root_, 1), Error);
    }

    void prune_keepsNewestAndBest_removesLeftovers() {
        for (int step = 1; step <= 6; ++step) write(root_, step);
        const fs::path folder = fs::path(root_) / "checkpoints";
        fs::create_directory(folder / ".staged-9");
        overwrite(folder / ".staged-9" / "adapter.safetensors", "half");
        overwrite(folder / "notes.txt", "somebody's own file");
        pruneCheckpoints(root_, 2, 3);
        QVERIFY((entries(root_) == std::set<std::string>{"step-3", "step-5", "step-6", "notes.txt"}));
        pruneCheckpoints(root_, 2, 6);
        QVERIFY((entries(root_) == std::set<std::string>{"step-5", "step-6", "notes.txt"}));
    }

    void write_overALeftoverOfTheSameStep_isWhole() {
        const fs::path staged = fs::path(root_) / "checkpoints" / ".staged-5";
        fs::create_directories(staged);
        overwrite(staged / "stale.safetensors", "left by a crash");
        const CheckpointInfo saved = write(root_, 5);
        QVERIFY(checkpointIsSound(saved.folder));
        QVERIFY(!fs::exists(fs::path(saved.folder) / "stale.safetensors"));
        QVERIFY((entries(root_) == std::set<std::string>{"step-5"}));
    }
};

QTEST_GUILESS_MAIN(TestCheckpoint)
#include "tst_checkpoint.moc"
