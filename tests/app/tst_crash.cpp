// kill -9 at random moments of a training run. Whatever the moment, the project opens, the run is known as interrupted,
// and going on with it ends with the same losses and the same adapter, to the bit, as the run that nobody disturbed.
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/cli.h"
#include "tests/app/trained_project.h"

namespace {

constexpr int kKills = 25;
constexpr int kSteps = 40;
constexpr quint32 kSeed = 20261124;

bool copyFolder(const QString& from, const QString& to) {
    if (!QDir().mkpath(to)) return false;
    QDirIterator entries(from, QDir::Files | QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString path = entries.next(), target = to + path.mid(from.size());
        if (!(entries.fileInfo().isDir() ? QDir().mkpath(target) : QFile::copy(path, target))) return false;
    }
    return true;
}

}  // namespace

class TestCrash : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QMap<int, double> losses_;  // of the undisturbed run
    QByteArray weights_;
    qint64 milliseconds_ = 0;  // that it took, from start to end of the program
    QString state_;            // of the run that is looked at; empty before there is one

    QString lifeFolder(int life) const { return folder_.filePath("life-" + QString::number(life)); }

    /// The project opens and knows how its run ended. A run that was killed before it was written down does not exist
    /// yet.
    void lookAtRun(const Cli& cli) {
        const auto list = cli.json({"run", "list"});
        QVERIFY2(list.exitCode == 0, list.all());
        state_ = list.json().value("runs").toArray().at(0).toObject().value("state").toString();
        QVERIFY2(state_.isEmpty() || state_ == "interrupted" || state_ == "finished", qPrintable(state_));
    }

    void checkFinished(const Cli& cli, const QString& project) {
        QCOMPARE(lossesOf(cli), losses_);
        QVERIFY2(weightsOf(project) == weights_, "the adapter differs from the undisturbed run's");
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(makeProject(folder_.path()));
        QVERIFY(copyFolder(folder_.filePath("p"), folder_.filePath("whole")));
        const Cli whole(folder_.path(), "whole");
        QElapsedTimer timer;
        timer.start();
        const auto trained = whole.run(shortRun(kSteps));
        milliseconds_ = timer.elapsed();
        QVERIFY2(trained.exitCode == 0, trained.all());
        losses_ = lossesOf(whole);
        weights_ = weightsOf(folder_.filePath("whole"));
        QCOMPARE(losses_.size(), kSteps);
        QVERIFY(!weights_.isEmpty());
    }

    /// One run is killed again and again until it is through; then the next one begins, until there were enough kills.
    /// So a kill falls into a fresh run, into a resumed one, into start-up, a step, an evaluation, a checkpoint.
    void killedRuns_resumeToTheSameEnd() {
        QRandomGenerator random(kSeed);
        for (int life = 0, kills = 0; kills < kKills; ++life) {
            const Cli cli(folder_.path(), lifeFolder(life));
            QVERIFY(copyFolder(folder_.filePath("p"), lifeFolder(life)));
            state_.clear();
            while (state_ != "finished") {
                auto process = cli.start(state_.isEmpty() ? shortRun(kSteps) : QStringList{"train", "--resume", "1"});
                const int patience = kills < kKills ? int(random.bounded(milliseconds_)) + 1 : 120000;
                if (!process->waitForFinished(patience)) {
                    process->kill();
                    QVERIFY(process->waitForFinished(30000));
                    ++kills;
                } else {
                    const auto said = Cli::resultOf(*process);
                    QVERIFY2(said.exitCode == 0, said.all());
                }
                lookAtRun(cli);
                if (QTest::currentTestFailed()) return;
            }
            checkFinished(cli, lifeFolder(life));
            if (QTest::currentTestFailed()) return;
        }
    }
};

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
