// A run that was stopped, closed with its project, or killed goes on as if nothing had been: same losses, same bytes.
#include "tests/core/engine/project_support.h"

#include <QProcess>
#include <csignal>

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

constexpr std::int64_t kSteps = 14;

// With dropout and several micro-batches to a step.
Recipe recipe() {
    Recipe r = shortRecipe(kSteps);
    r.lora.dropout = 0.1;
    r.train.validation = 0.3;
    r.train.microTokens = 40;
    r.probes = {"Where is the lamp?"};
    return r;
}

struct Finished {
    std::vector<double> losses;
    std::string adapter;
    std::map<std::pair<std::int64_t, std::string>, double> validation;
};

Finished finished(const Project& project, std::int64_t run, const std::vector<double>& losses) {
    Finished f{losses, adapterBytes(project, run, kSteps), {}};
    for (const auto& [key, value] : byStepAndName(project.metrics(run)))
        if (key.second == "validation_loss") f.validation[key] = value;
    return f;
}

const Finished& uninterrupted() {
    static const Finished result = [] {
        TestProject t(9);
        const auto job = t->train({"faq", "tiny", recipe(), {}});
        if (!done(*job)) qFatal("The run failed.");
        return finished(*t.project, 1, job->result().losses);
    }();
    return result;
}

bool sameAsUninterrupted(const Project& project, std::int64_t run, const std::vector<double>& losses) {
    const Finished f = finished(project, run, losses);
    return f.losses == uninterrupted().losses && f.adapter == uninterrupted().adapter &&
           f.validation == uninterrupted().validation &&
           project.probes(run).size() == 5;  // before the run and at 4, 8, 12 and 14: each once
}

// The other process: opens the project, trains run 1 until step `at`, and dies without a word.
int trainAndDie(const std::string& folder, std::int64_t at) {
    const auto project = Project::open(folder);
    const auto job = project->runs().empty() ? project->train({"faq", "tiny", recipe(), {}}) : project->resume(1);
    waitForStep(*job, at);
    std::raise(SIGKILL);
    return 0;
}

}  // namespace

class TestProjectResume : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stopKeep_thenResume_equalsUninterrupted() {
        TestProject t(9);
        const auto first = t->train({"faq", "tiny", recipe(), {}});
        waitForStep(*first, 5);
        first->stop(true);
        QVERIFY(done(*first));
        if (first->result().steps == kSteps) QSKIP("The run was over before it could be stopped.");
        QCOMPARE(QString::fromStdString(first->result().stoppedBecause), QString("stopped"));
        const RunInfo run = t->run(1);
        QCOMPARE(QString::fromStdString(run.state), QString("stopped"));
        QVERIFY(run.resumable && run.usable);
        QCOMPARE(run.step, first->result().steps);
        QVERIFY(!adapterBytes(*t.project, 1, run.step).empty());
        const auto second = t->resume(1);
        QVERIFY(done(*second));
        QVERIFY(sameAsUninterrupted(*t.project, 1, second->result().losses));
        QCOMPARE(QString::fromStdString(t->run(1).state), QString("finished"));
    }

    void close_whileTraining_savesFirst() {
        TestProject t(9);
        const auto job = t->train({"faq", "tiny", recipe(), {}});
        const auto waiting = t->train({"faq", "tiny", recipe(), {}});
        waitForStep(*job, 5);
        t.reopen();
        QVERIFY(job->finished() && waiting->finished());
        QCOMPARE(waiting->outcome().state, JobState::Cancelled);
        const RunInfo run = t->run(1);
        if (run.step == kSteps) QSKIP("The run was over before the project was closed.");
        QVERIFY(run.resumable);
        QVERIFY(!adapterBytes(*t.project, 1, run.step).empty());
        const auto second = t->resume(1);
        QVERIFY(done(*second));
        QVERIFY(sameAsUninterrupted(*t.project, 1, second->result().losses));
        QVERIFY(t->run(2).resumable);
        const auto third = t->resume(2);
        QVERIFY(done(*third));
        QVERIFY(sameAsUninterrupted(*t.project, 2, third->result().losses));
    }

    void close_whilePaused_savesFirst() {
        TestProject t(9);
        const auto job = t->train({"faq", "tiny", recipe(), {}});
        waitForStep(*job, 5);
        job->pause();
        QTRY_VERIFY(job->snapshot().state == JobState::Paused || job->finished());
        const std::int64_t step = job->snapshot().step;
        t.reopen();
        QCOMPARE(t->run(1).step, step);
        if (step < kSteps) QVERIFY(t->run(1).resumable && !adapterBytes(*t.project, 1, step).empty());
    }

    // Killed twice, at different steps: opening marks the run, resuming gives what would have been.
    void killed_isInterrupted_resumeEqualsUninterrupted() {
        TestProject t(9);
        const QString folder = QString::fromStdString(t.folder);
        for (const int at : {3, 9}) {
            t.project.reset();
            QProcess child;
            child.setProcessChannelMode(QProcess::ForwardedChannels);
            child.start(QCoreApplication::applicationFilePath(), {"train-and-die", folder, QString::number(at)});
            QVERIFY(child.waitForFinished(60000));
            QCOMPARE(child.exitStatus(), QProcess::CrashExit);
            t.project = Project::open(t.folder);
            const RunInfo run = t->run(1);
            QCOMPARE(QString::fromStdString(run.state), QString("interrupted"));
            QVERIFY(run.resumable && !run.reason.empty());
        }
        const auto job = t->resume(1);
        QVERIFY(done(*job));
        QVERIFY(sameAsUninterrupted(*t.project, 1, job->result().losses));
        // Nothing half-written stays.
        for (const auto& entry : fs::directory_iterator(t.folder + "/runs/1/checkpoints"))
            QVERIFY2(entry.path().filename().string().rfind("step-", 0) == 0, entry.path().c_str());
    }

    // Killed after its last step, before that was evaluated and saved: the run is not over yet.
    void killed_afterTheLastStep_canStillGoOn() {
        TestProject t(9);
        t.project.reset();
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {"train-and-die", QString::fromStdString(t.folder), QString::number(kSteps)});
        QVERIFY(child.waitForFinished(60000));
        t.project = Project::open(t.folder);
        if (t->run(1).state == "finished") QSKIP("The run was over before it could be killed.");
        QCOMPARE(QString::fromStdString(t->run(1).state), QString("interrupted"));
        QVERIFY(t->run(1).resumable);
        const auto job = t->resume(1);
        QVERIFY(done(*job));
        QVERIFY(sameAsUninterrupted(*t.project, 1, job->result().losses));
    }

    // Without a single sound checkpoint a run starts again from the beginning, as the same run.
    void resume_noSoundCheckpoint_startsAgain() {
        TestProject t(9);
        const auto job = t->train({"faq", "tiny", recipe(), {}});
        waitForStep(*job, 5);
        job->stop(true);
        QVERIFY(done(*job));
        if (job->result().steps == kSteps) QSKIP("The run was over before it could be stopped.");
        for (const auto& entry : fs::directory_iterator(t.folder + "/runs/1/checkpoints"))
            fs::resize_file(entry.path() / "adapter.safetensors", 10);
        const auto again = t->resume(1);
        QVERIFY(done(*again));
        QVERIFY(sameAsUninterrupted(*t.project, 1, again->result().losses));
    }
};

int main(int argc, char** argv) {
    if (argc == 4 && std::string(argv[1]) == "train-and-die") return trainAndDie(argv[2], std::stoll(argv[3]));
    QCoreApplication application(argc, argv);
    TestProjectResume test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_project_resume.moc"
