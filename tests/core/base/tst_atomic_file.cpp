// AtomicFile: the old file or the new one, never a mix, whatever fails.
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QtTest>
#include <cerrno>
#include <csignal>
#include <filesystem>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file.h"

using namespace tunesmith;

#if defined(TUNESMITH_WRAPS_CALLS)

namespace {
int failAt = 0;  // the n-th system call from now fails; 0: none
int errorGiven = EIO;
bool corruptReads = false;
bool failsNow() {
    return failAt > 0 && --failAt == 0;
}
}  // namespace

#define WRAPPED(result, name, parameters, arguments) \
    extern "C" result __real_##name parameters;      \
    extern "C" result __wrap_##name parameters;      \
    result __wrap_##name parameters {                \
        if (failsNow()) {                            \
            errno = errorGiven;                      \
            return -1;                               \
        }                                            \
        return __real_##name arguments;              \
    }

WRAPPED(int, fsync, (int fd), (fd))
WRAPPED(int, fchmod, (int fd, mode_t mode), (fd, mode))
WRAPPED(int, rename, (const char* from, const char* to), (from, to))
WRAPPED(int, mkstemp, (char* name), (name))
WRAPPED(int, mkstemp64, (char* name), (name))

extern "C" ssize_t __real_write(int fd, const void* data, size_t bytes);
extern "C" ssize_t __wrap_write(int fd, const void* data, size_t bytes);
/// Fails by writing half first, as a disk that is just full does.
ssize_t __wrap_write(int fd, const void* data, size_t bytes) {
    if (failAt == 1 && bytes > 1) return __real_write(fd, data, bytes / 2);
    if (failsNow()) {
        errno = errorGiven;
        return -1;
    }
    return __real_write(fd, data, bytes);
}

extern "C" ssize_t __real_pread(int fd, void* data, size_t bytes, off_t at);
extern "C" ssize_t __wrap_pread(int fd, void* data, size_t bytes, off_t at);
ssize_t __wrap_pread(int fd, void* data, size_t bytes, off_t at) {
    if (failsNow()) {
        errno = errorGiven;
        return -1;
    }
    const ssize_t n = __real_pread(fd, data, bytes, at);
    if (corruptReads && n > 0) static_cast<char*>(data)[n / 2] ^= 1;
    return n;
}
extern "C" ssize_t __wrap_pread64(int fd, void* data, size_t bytes, off_t at);
ssize_t __wrap_pread64(int fd, void* data, size_t bytes, off_t at) {
    return __wrap_pread(fd, data, bytes, at);
}

extern "C" int __real_close(int fd);
extern "C" int __wrap_close(int fd);
/// close() ends the descriptor even when it fails.
int __wrap_close(int fd) {
    const bool fails = failsNow();
    const int result = __real_close(fd);
    if (!fails) return result;
    errno = errorGiven;
    return -1;
}

#endif

class TestAtomicFile : public QObject {
    Q_OBJECT

    QTemporaryDir dir_;
    std::string path() const { return dir_.path().toStdString() + "/file.bin"; }
    int filesInFolder() const {
        return int(QDir(dir_.path()).entryList(QDir::Files | QDir::Hidden | QDir::System).size());
    }

private Q_SLOTS:
    void init() {
        QFile::remove(QString::fromStdString(path()));
        QCOMPARE(filesInFolder(), 0);
    }

    void commit_writesAndNamesTheHash() {
        AtomicFile file(path());
        file.write("ab");
        file.write("c");
        QCOMPARE(file.bytesWritten(), std::uint64_t(3));
        QVERIFY(!QFile::exists(QString::fromStdString(path())));
        QCOMPARE(file.commit(), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(readFile(path()), std::string("abc"));
        QCOMPARE(filesInFolder(), 1);
    }

    void emptyFile_isWritten() {
        writeFileAtomically(path(), "old");
        writeFileAtomically(path(), "");
        QCOMPARE(readFile(path()), std::string());
    }

    void destroyedUncommitted_leavesTheOldFile() {
        writeFileAtomically(path(), "old");
        {
            AtomicFile file(path());
            file.write("new");
        }
        QCOMPARE(readFile(path()), std::string("old"));
        QCOMPARE(filesInFolder(), 1);
    }

    void mode_isKeptOrUsual() {
        const mode_t before = ::umask(027);
        writeFileAtomically(path(), "x");
        struct stat info {};
        ::stat(path().c_str(), &info);
        QCOMPARE(int(info.st_mode & 07777), 0640);
        ::chmod(path().c_str(), 0604);
        writeFileAtomically(path(), "y");
        ::stat(path().c_str(), &info);
        QCOMPARE(int(info.st_mode & 07777), 0604);
        ::umask(before);
    }

    void symbolicLink_isKept() {
        writeFileAtomically(path(), "old");
        const std::string link = path() + ".link";
        QVERIFY(::symlink(path().c_str(), link.c_str()) == 0);
        writeFileAtomically(link, "new");
        QVERIFY(std::filesystem::is_symlink(link));
        QCOMPARE(readFile(path()), std::string("new"));
        ::unlink(link.c_str());
    }

    void impossiblePlace_isBadInput_data() {
        QTest::addColumn<QString>("place");
        QTest::newRow("missing folder") << "/no/such/file";
        QTest::newRow("a folder") << "";
    }
    void impossiblePlace_isBadInput() {
        QFETCH(QString, place);
        try {
            AtomicFile file(dir_.path().toStdString() + place.toStdString());
            QFAIL("it was opened");
        } catch (const Error& error) {
            QCOMPARE(error.code(), Code::BadInput);
        }
    }

    void limitOfFileSize_isDiskFullAndKeepsTheOld() {
        writeFileAtomically(path(), "old");
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit before{}, small{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        small = before;
        small.rlim_cur = 100000;
        ::setrlimit(RLIMIT_FSIZE, &small);
        Code code = Code::Internal;
        try {
            writeFileAtomically(path(), std::string(8 << 20, 'n'));
        } catch (const Error& error) {
            code = error.code();
        }
        ::setrlimit(RLIMIT_FSIZE, &before);
        QCOMPARE(code, Code::DiskFull);
        QCOMPARE(readFile(path()), std::string("old"));
        QCOMPARE(filesInFolder(), 1);
    }

    void fullDisk_isDiskFullAndKeepsTheOld() {
        const std::string disk = dir_.path().toStdString() + "/disk";
        ::mkdir(disk.c_str(), 0755);
        if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=1m") != 0)
            QSKIP("A small disk can only be mounted as root.");
        const std::string file = disk + "/file.bin";
        Code code = Code::Internal;
        std::string left;
        std::size_t files = 0;
        try {
            writeFileAtomically(file, "old");
            writeFileAtomically(file, std::string(8 << 20, 'n'));
        } catch (const Error& error) {
            code = error.code();
        }
        left = readFile(file);
        for (const auto& entry : std::filesystem::directory_iterator(disk)) files += entry.is_regular_file();
        ::umount(disk.c_str());
        QCOMPARE(code, Code::DiskFull);
        QCOMPARE(left, std::string("old"));
        QCOMPARE(files, std::size_t(1));
    }

    void everyFailingCall_leavesOldOrNew_data() {
        QTest::addColumn<int>("error");
        QTest::addColumn<int>("code");
        QTest::newRow("input/output error") << EIO << int(Code::BadFile);
        QTest::newRow("no space") << ENOSPC << int(Code::DiskFull);
        QTest::newRow("over quota") << EDQUOT << int(Code::DiskFull);
    }
    void everyFailingCall_leavesOldOrNew() {
#if defined(TUNESMITH_WRAPS_CALLS)
        QFETCH(int, error);
        QFETCH(int, code);
        const std::string fresh(3000000, 'n');
        int failures = 0;
        for (int n = 1; n < 100; ++n) {
            writeFileAtomically(path(), "old");
            errorGiven = error;
            failAt = n;
            bool threw = false;
            try {
                writeFileAtomically(path(), fresh);
            } catch (const Error& e) {
                threw = true;
                // That the temporary cannot be made for another reason than space is the place's fault, not the disk's.
                QVERIFY(int(e.code()) == code || (e.code() == Code::BadInput && n == 1));
            }
            const bool reached = failAt == 0;
            failAt = 0;
            const std::string content = readFile(path());
            QVERIFY(content == "old" || content == fresh);
            QCOMPARE(filesInFolder(), 1);
            if (!threw) QCOMPARE(content, fresh);
            if (!reached) break;
            failures += threw;
        }
        // mkstemp, write, fchmod, fsync, several reads, close, rename and the folder's fsync.
        QVERIFY2(failures >= 8, qPrintable(QString::number(failures)));
#else
        QSKIP("System calls are only made to fail on Linux.");
#endif
    }

    void interruptedCalls_areTakenUpAgain() {
#if defined(TUNESMITH_WRAPS_CALLS)
        errorGiven = EINTR;
        failAt = 2;
        writeFileAtomically(path(), std::string(1000, 'x'));
        failAt = 0;
        QCOMPARE(readFile(path()).size(), std::size_t(1000));
#else
        QSKIP("System calls are only made to fail on Linux.");
#endif
    }

    void diskThatGivesBackOtherBytes_isFoundOut() {
#if defined(TUNESMITH_WRAPS_CALLS)
        writeFileAtomically(path(), "old");
        corruptReads = true;
        std::string message;
        try {
            writeFileAtomically(path(), "new");
        } catch (const Error& error) {
            message = error.what();
        }
        corruptReads = false;
        QVERIFY(message.find("read back") != std::string::npos);
        QCOMPARE(readFile(path()), std::string("old"));
#else
        QSKIP("System calls are only made to fail on Linux.");
#endif
    }
};

QTEST_GUILESS_MAIN(TestAtomicFile)
#include "tst_atomic_file.moc"
