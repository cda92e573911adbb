// FileLock: one owner, the second is told who, and a dead owner's lock is free.
#include <sys/wait.h>
#include <unistd.h>

#include <QtTest>
#include <csignal>

#include "core/base/error.h"
#include "core/base/file_lock.h"

using namespace tunesmith;

class TestFileLock : public QObject {
    Q_OBJECT

    QTemporaryDir dir_;
    std::string path() const { return dir_.path().toStdString() + "/project.lock"; }

    /// A process that takes the lock and keeps it until it is killed.
    pid_t startOwner() {
        int ready[2];
        if (::pipe(ready) != 0) return -1;
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(ready[0]);
            const FileLock lock(path());
            const char taken = 'y';
            if (::write(ready[1], &taken, 1) != 1) ::_exit(1);
            while (true) ::pause();
        }
        ::close(ready[1]);
        char taken = 0;
        const bool ok = ::read(ready[0], &taken, 1) == 1;
        ::close(ready[0]);
        return ok ? child : -1;
    }

    std::string refusal() {
        try {
            const FileLock lock(path());
        } catch (const Error& error) {
            return std::string(codeName(error.code())) + ": " + error.what();
        }
        return {};
    }

private Q_SLOTS:
    void secondOwner_isToldWhoHasIt() {
        const pid_t owner = startOwner();
        QVERIFY(owner > 0);
        const std::string message = refusal();
        ::kill(owner, SIGKILL);
        ::waitpid(owner, nullptr, 0);
        QVERIFY2(message.starts_with("Busy: "), message.c_str());
        QVERIFY2(message.find("process " + std::to_string(owner)) != std::string::npos, message.c_str());
        QVERIFY2(message.find("tst_file_lock") != std::string::npos, message.c_str());
    }

    void killedOwner_isTakenOver() {
        const pid_t owner = startOwner();
        QVERIFY(owner > 0);
        ::kill(owner, SIGKILL);
        ::waitpid(owner, nullptr, 0);
        QCOMPARE(refusal(), std::string());
    }

    void sameProcess_isRefusedToo_andFreeAfterwards() {
        {
            const FileLock first(path());
            const std::string message = refusal();
            QVERIFY2(message.find("process " + std::to_string(::getpid())) != std::string::npos, message.c_str());
        }
        QCOMPARE(refusal(), std::string());
    }

    void startedProgram_doesNotInheritTheLock() {
        pid_t child = 0;
        {
            const FileLock lock(path());
            child = ::fork();
            if (child == 0) {
                ::execl("/bin/sleep", "sleep", "30", static_cast<char*>(nullptr));
                ::_exit(1);
            }
            QTRY_VERIFY(QFile::symLinkTarget("/proc/" + QString::number(child) + "/exe").contains("/tst_") == false);
        }
        const std::string message = refusal();
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        QCOMPARE(message, std::string());
    }

    void lockInAMissingFolder_saysSo() {
        try {
            const FileLock lock(dir_.path().toStdString() + "/missing/project.lock");
            QFAIL("it was taken");
        } catch (const Error& error) {
            QCOMPARE(error.code(), Code::BadFile);
        }
    }
};

QTEST_GUILESS_MAIN(TestFileLock)
#include "tst_file_lock.moc"
