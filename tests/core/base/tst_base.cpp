// The small parts: errors, cancelling, files, maps, random streams, parallel loops, what the machine is.
#include <QtTest>
#include <algorithm>
#include <atomic>

#include "core/base/atomic_file.h"
#include "core/base/cancel.h"
#include "core/base/error.h"
#include "core/base/file.h"
#include "core/base/machine.h"
#include "core/base/parallel.h"
#include "core/base/random.h"

using namespace tunesmith;

class TestBase : public QObject {
    Q_OBJECT

    QTemporaryDir dir_;
    std::string path(const char* name) const { return dir_.path().toStdString() + "/" + name; }

private Q_SLOTS:
    void error_namesItsPlace() {
        const Error error(Code::BadFile, "It is broken.", "a.csv:7");
        QCOMPARE(error.fullText(), std::string("a.csv:7: It is broken."));
        QCOMPARE(Error(Code::Busy, "x").fullText(), std::string("x"));
        QCOMPARE(codeName(Code::DiskFull), "DiskFull");
        QVERIFY_EXCEPTION_THROWN(TS_CHECK(1 == 2), Error);
    }

    void cancel_throwsOnceRequested() {
        Cancel cancel;
        cancel.throwIfRequested();
        cancel.request();
        QVERIFY_EXCEPTION_THROWN(cancel.throwIfRequested(), Error);
    }

    void readFile_limitsAndFaults() {
        writeFileAtomically(path("f"), "12345");
        QCOMPARE(readFile(path("f")), std::string("12345"));
        QVERIFY_EXCEPTION_THROWN(readFile(path("f"), 4), Error);
        QVERIFY_EXCEPTION_THROWN(readFile(path("missing")), Error);
        QVERIFY_EXCEPTION_THROWN(readFile(dir_.path().toStdString()), Error);
    }

    void mappedFile_movesAndReleases() {
        writeFileAtomically(path("m"), std::string(100000, 'm'));
        MappedFile map(path("m"));
        MappedFile moved(std::move(map));
        QCOMPARE(map.size(), std::size_t(0));
        moved.release(0, moved.size());
        QCOMPARE(moved.data()[99999], std::uint8_t('m'));
        map = std::move(moved);
        QCOMPARE(map.size(), std::size_t(100000));
        writeFileAtomically(path("e"), "");
        QCOMPARE(MappedFile(path("e")).size(), std::size_t(0));
    }

    void random_dependsOnSeedNameAndIndexAlone() {
        const RandomStream a(42, "dropout"), again(42, "dropout"), other(42, "shuffle"), seed(43, "dropout");
        QCOMPARE(a.at(7), again.at(7));
        QVERIFY(a.at(7) != other.at(7) && a.at(7) != seed.at(7) && a.at(7) != a.at(8));
        double sum = 0, squares = 0;
        for (std::uint64_t i = 0; i < 20000; ++i) {
            const double u = a.uniform(i), n = a.normal(i);
            QVERIFY(u >= 0 && u < 1);
            sum += n;
            squares += n * n;
        }
        // Three standard errors of mean and variance of 20,000 draws.
        QVERIFY(std::abs(sum / 20000) < 3 / std::sqrt(20000.0));
        QVERIFY(std::abs(squares / 20000 - 1) < 3 * std::sqrt(2 / 20000.0));
    }

    void permutation_holdsEachOnce() {
        auto order = RandomStream(1, "shuffle").permutation(1000);
        QVERIFY(!std::is_sorted(order.begin(), order.end()));
        QCOMPARE(RandomStream(1, "shuffle").permutation(1000), order);
        std::sort(order.begin(), order.end());
        for (std::int64_t i = 0; i < 1000; ++i) QCOMPARE(order[std::size_t(i)], i);
    }

    void parallelFor_coversEachOnceAndPassesErrorsOn() {
        std::vector<std::atomic<int>> seen(1003);
        parallelFor(
            1003, 10,
            [&](std::int64_t from, std::int64_t to) {
                for (std::int64_t i = from; i < to; ++i) ++seen[std::size_t(i)];
            },
            4);
        QVERIFY(std::all_of(seen.begin(), seen.end(), [](const auto& n) { return n == 1; }));
        parallelFor(0, 1, [](std::int64_t, std::int64_t) { QFAIL("called for nothing"); });
        QVERIFY_EXCEPTION_THROWN(parallelFor(
                                     100, 1,
                                     [](std::int64_t from, std::int64_t) {
                                         if (from == 50) throw Error(Code::BadInput, "row 50");
                                     },
                                     4),
                                 Error);
    }

    void machine_isPlausible() {
        QVERIFY(cpuInfo().cores >= 1);
        QVERIFY(!cpuInfo().instructionSet().empty());
        QVERIFY(memoryInfo().totalBytes > (std::int64_t(1) << 28));
        QVERIFY(memoryInfo().availableBytes <= memoryInfo().totalBytes);
        QVERIFY(residentBytes() > 0 && peakResidentBytes() >= residentBytes() / 2);
        QVERIFY(freeDiskBytes(path("not/yet/there")) > 0);
    }
};

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
