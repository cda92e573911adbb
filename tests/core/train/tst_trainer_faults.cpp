// When training goes wrong: numbers that are not finite, memory or disk that is not there. What was saved stays, and a
// run that can go on goes on to the same result.
#include <QtTest>

#include <cmath>
#include <cstring>
#include <fstream>

#if defined(__linux__)
#include <sys/mount.h>
#include <sys/resource.h>
#endif

#include "core/base/error.h"
#include "core/model/fused_transformer.h"
#include "tests/core/train/small_run.h"

#if defined(__SANITIZE_ADDRESS__)
#define TS_SANITIZED 1
#endif

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

#if defined(__linux__)
std::int64_t virtualBytes() {
    std::ifstream file("/proc/self/statm");
    std::int64_t pages = 0;
    file >> pages;
    return pages * 4096;
}

// Lets this process map `more` bytes beyond what it has, for as long as the object lives.
class MemoryLimit {
public:
    explicit MemoryLimit(std::int64_t more) {
        ::getrlimit(RLIMIT_AS, &before_);
        rlimit limit = before_;
        limit.rlim_cur = rlim_t(virtualBytes() + more);
        works_ = ::setrlimit(RLIMIT_AS, &limit) == 0;
    }
    ~MemoryLimit() { ::setrlimit(RLIMIT_AS, &before_); }
    bool works() const { return works_; }

private:
    rlimit before_{};
    bool works_ = false;
};

// A disk of 1 MiB; needs the right to mount.
class SmallDisk {
public:
    SmallDisk() : mounted_(::mount("tmpfs", folder_.path().toLocal8Bit().constData(), "tmpfs", 0, "size=1m") == 0) {}
    ~SmallDisk() {
        if (mounted_) ::umount2(folder_.path().toLocal8Bit().constData(), MNT_DETACH);
    }
    bool works() const { return mounted_; }
    std::string path() const { return folder_.path().toStdString(); }
    void fill() const {
        std::ofstream filler(path() + "/filler", std::ios::binary);
        const std::string block(4096, 'x');
        while (filler.write(block.data(), std::streamsize(block.size())).flush()) {
        }
    }
    void free() const { fs::remove(path() + "/filler"); }

private:
    QTemporaryDir folder_;
    bool mounted_;
};
#endif

// Rows so long that the activations of several at once are some MiB.
std::vector<TokenizedRow> longRows() {
    std::vector<TokenizedRow> rows = someRows(8, 5);
    for (TokenizedRow& row : rows)
        while (row.ids.size() < 512) {
            row.ids.push_back(TokenId((row.ids.back() * 7 + 11) % 320));
            row.trained.push_back(1);
        }
    return rows;
}

Recipe longRecipe(std::int64_t microTokens) {
    Recipe recipe = smallRecipe("lora", 0.1);
    recipe.train.batch = 8;
    recipe.train.maxSteps = 3;
    recipe.train.warmup = 0;
    recipe.train.microTokens = microTokens;
    return recipe;
}

}  // namespace

class TestTrainerFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // A rate that no model survives: four steps in a row change nothing, then the run ends and says why.
    void notFinite_runEnds_goodCheckpointsStay() {
        Recipe recipe = smallRecipe("full");
        recipe.train.maxSteps = 60;
        recipe.train.saveEvery = 1;
        recipe.train.evaluateEvery = 1;
        recipe.train.schedule = "constant";
        recipe.train.warmup = 20;
        recipe.train.learningRate = 1e22;
        SmallRun run(recipe);
        run.validation.clear();
        std::vector<double> losses;
        std::vector<std::string> notes;
        run.hooks.step = [&](const StepReport& report) { losses.push_back(report.loss); };
        run.hooks.note = [&](const std::string& note) { notes.push_back(note); };
        try {
            run.run();
            QFAIL("a diverged run must not end as if it were done");
        } catch (const Error& e) {
            QCOMPARE(e.code(), Code::BadInput);
            QVERIFY2(QByteArray(e.what()).contains("train.learningRate"), e.what());
        }
        QCOMPARE(notes.size(), std::size_t(3));
        QVERIFY(losses.size() > 3);
        // The steps without a finite gradient left no checkpoint, so those from before them are still there.
        const auto finite = std::int64_t(losses.size()) - 3;
        QCOMPARE(findCheckpoint(run.folder(), 0).value().step, finite);
        QVERIFY(findCheckpoint(run.folder(), finite - 1));
    }

    // A single bad step is passed over.
    void notFinite_once_isSkipped() {
        SmallRun run(smallRecipe("lora"));
        Trainer t = run.trainer();
        t.begin();
        TunedModel copy;
        std::vector<std::string> notes;
        float* b = t.cpuModel(copy).blocks[0].qkv.parts[0].low.b;
        run.hooks.note = [&](const std::string& note) { notes.push_back(note); };
        run.hooks.step = [&](const StepReport& report) {
            if (report.step == 4) b[0] = INFINITY;
            if (report.step == 5) b[0] = 0;
        };
        const TrainerResult result = t.run(run.hooks, run.cancel);
        QCOMPARE(QString::fromStdString(result.because), QString("finished"));
        QCOMPARE(notes.size(), std::size_t(1));
        QVERIFY2(notes[0].find("Step 5") != std::string::npos, notes[0].c_str());
        QVERIFY(std::isfinite(result.losses.back()));
        for (const float value : valuesOf(run.weights(9))) QVERIFY(std::isfinite(value));
    }

#if defined(__linux__)
    // The first evaluation has its buffers already when the first step asks for more than there is.
    void outOfMemory_microBatchesShrink_sameResult() {
#if defined(TS_SANITIZED)
        QSKIP("The address sanitizer reserves more address space than can be limited.");
#endif
        SmallRun reference(longRecipe(512)), run(longRecipe(4096));
        reference.rows = run.rows = longRows();
        const TrainerResult wanted = reference.run();
        std::vector<std::string> notes;
        run.hooks.note = [&](const std::string& note) { notes.push_back(note); };
        Trainer t = run.trainer();
        t.begin();
        // Room for a quarter of what 4096 tokens take, and for what else a step allocates.
        const std::int64_t whole = FusedTransformer::workspaceBytes(Transformer(SmallRun::base()), 4096);
        TrainerResult result;
        {
            const MemoryLimit limit(whole / 2);
            if (!limit.works()) QSKIP("Memory cannot be limited here.");
            result = t.run(run.hooks, run.cancel);
        }
        QVERIFY(!notes.empty());
        QVERIFY2(notes[0].find("halved to 2048") != std::string::npos, notes[0].c_str());
        for (std::size_t i = 0; i < 3; ++i) QVERIFY(std::fabs(result.losses[i] - wanted.losses[i]) < 1e-5);
        const Json state = Json::parse(run.bytes(3, "state.json"));
        QVERIFY(state.at("micro_tokens").get<int>() <= 2048);  // a run that goes on does not try again what failed
    }

    void outOfMemory_notEvenOneRow_saysSo() {
#if defined(TS_SANITIZED)
        QSKIP("The address sanitizer reserves more address space than can be limited.");
#endif
        SmallRun run(longRecipe(4096));
        run.rows = longRows();
        run.validation.clear();
        Trainer t = run.trainer();
        t.begin();
        const MemoryLimit limit(256 << 10);
        if (!limit.works()) QSKIP("Memory cannot be limited here.");
        try {
            t.run(run.hooks, run.cancel);
            QFAIL("there was no memory");
        } catch (const Error& e) {
            QCOMPARE(e.code(), Code::OutOfMemory);
            QVERIFY2(QByteArray(e.what()).contains("data.maxLength"), e.what());
        }
    }

    void diskFull_ownerIsAsked_oldCheckpointStays_runGoesOnTheSame() {
        const SmallDisk disk;
        if (!disk.works())
            QSKIP(qPrintable(QString("A small disk cannot be mounted here: %1.").arg(std::strerror(errno))));
        SmallRun whole(smallRecipe("lora", 0.1)), run(whole.recipe, disk.path());
        whole.run();
        int asked = 0;
        std::int64_t newest = 0;
        run.hooks.saved = [&](const CheckpointInfo& saved) {
            newest = saved.step;
            if (newest == 4) disk.fill();
        };
        run.hooks.diskFull = [&](const std::string& reason) {
            if (reason.empty() || newest != 4 || findCheckpoint(run.folder(), 0).value().step != 4)
                qFatal("asked at the wrong time");
            if (run.entries().count(".staged-6")) qFatal("half a checkpoint stays");
            if (++asked == 2) disk.free();
            return RunWish::GoOn;
        };
        const TrainerResult result = run.run();
        QCOMPARE(QString::fromStdString(result.because), QString("finished"));
        QCOMPARE(asked, 2);
        QVERIFY(run.weights(9) == whole.weights(9));
        QVERIFY(run.bytes(9, "optimizer.safetensors") == whole.bytes(9, "optimizer.safetensors"));
    }

    void diskFull_ownerStops_runEnds_oldCheckpointStays() {
        const SmallDisk disk;
        if (!disk.works())
            QSKIP(qPrintable(QString("A small disk cannot be mounted here: %1.").arg(std::strerror(errno))));
        SmallRun run(smallRecipe("lora"), disk.path());
        run.hooks.saved = [&](const CheckpointInfo& saved) {
            if (saved.step == 4) disk.fill();
        };
        run.hooks.diskFull = [&](const std::string&) { return RunWish::StopKeep; };
        const TrainerResult result = run.run();
        QCOMPARE(QString::fromStdString(result.because), QString("stopped"));
        QCOMPARE(result.step, std::int64_t(6));
        QCOMPARE(findCheckpoint(run.folder(), 0).value().step, std::int64_t(4));
    }

    void diskFull_nobodyToAsk_isAnError() {
        const SmallDisk disk;
        if (!disk.works())
            QSKIP(qPrintable(QString("A small disk cannot be mounted here: %1.").arg(std::strerror(errno))));
        SmallRun run(smallRecipe("lora"), disk.path());
        disk.fill();
        try {
            run.run();
            QFAIL("the disk was full");
        } catch (const Error& e) {
            QCOMPARE(e.code(), Code::DiskFull);
        }
    }
#endif
};

QTEST_GUILESS_MAIN(TestTrainerFaults)
#include "tst_trainer_faults.moc"
