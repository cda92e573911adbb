// The disk is full when a checkpoint is due: the old checkpoint stays, the run pauses and says why, and goes on once
// there is room.
#include <QDir>
#include <QTemporaryDir>
#include <QtTest>
#include <cstring>

#ifdef __linux__
#include <sys/mount.h>
#endif

#include "tests/app/cli.h"
#include "tests/app/trained_project.h"

namespace {

constexpr int kSteps = 400;

QStringList checkpoints(const QString& project) {
    return QDir(project + "/runs/1/checkpoints").entryList({"step-*"}, QDir::Dirs, QDir::Name);
}

/// Writes until nothing more fits.
void fillDisk(const QString& path) {
    QFile filler(path);
    if (!filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) return;
    for (const int size : {65536, 4096, 512})
        while (filler.write(QByteArray(size, 'x')) == size) {
        }
}

}  // namespace

class TestFullDisk : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString disk_;
    bool mounted_ = false;

private Q_SLOTS:
    void initTestCase() {
        disk_ = folder_.filePath("disk");
        QVERIFY(QDir().mkpath(disk_));
#ifdef __linux__
        mounted_ = ::mount("tmpfs", disk_.toLocal8Bit().constData(), "tmpfs", 0, "size=24m") == 0;
        if (!mounted_) QSKIP(qPrintable(QString("a small disk cannot be mounted here: %1").arg(std::strerror(errno))));
#else
        QSKIP("a small disk can be mounted on Linux only");
#endif
        QVERIFY(makeProject(disk_));
    }

    void cleanupTestCase() {
#ifdef __linux__
        if (mounted_) ::umount2(disk_.toLocal8Bit().constData(), MNT_DETACH);
#endif
    }

    void checkpoint_onAFullDiskPausesAndKeepsTheOldOne() {
        const Cli cli(disk_, "p");
        auto process = cli.start(shortRun(kSteps));
        QTRY_VERIFY_WITH_TIMEOUT(checkpoints(disk_ + "/p").size() >= 2 || process->state() != QProcess::Running, 60000);
        QVERIFY(process->state() == QProcess::Running);
        fillDisk(disk_ + "/filler");
        QVERIFY2(process->waitForFinished(120000), "the program ends by itself");
        const auto said = Cli::resultOf(*process);
        QVERIFY2(said.exitCode == 4, said.all());
        QVERIFY2(said.err.contains("disk is full"), said.all());
        QVERIFY(!checkpoints(disk_ + "/p").isEmpty());

        QVERIFY(QFile::remove(disk_ + "/filler"));
        const auto run = cli.json({"run", "show", "1"});
        QVERIFY2(run.exitCode == 0, run.all());
        QVERIFY2(run.json().value("resumable").toBool(), run.all());
        QVERIFY2((QStringList{"paused", "interrupted", "stopped"}.contains(run.json().value("state").toString())), run.all());
    }

    void afterwards_theRunGoesOnToTheSameEnd() {
        const Cli cli(disk_, "p");
        const auto resumed = cli.json({"train", "--resume", "1"});
        QVERIFY2(resumed.exitCode == 0, resumed.all());
        const auto fresh = cli.json(shortRun(kSteps));
        QVERIFY2(fresh.exitCode == 0, fresh.all());
        QCOMPARE(lossesOf(cli, 1), lossesOf(cli, 2));
        QCOMPARE(weightsOf(disk_ + "/p", 1), weightsOf(disk_ + "/p", 2));
    }
};

QTEST_GUILESS_MAIN(TestFullDisk)
#include "tst_full_disk.moc"
