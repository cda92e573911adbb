// Helper programs: their output, their end, and the end that is made for them.
#include <QtTest>

#include "core/base/child_process.h"
#include "core/base/error.h"

using namespace tunesmith;

class TestChildProcess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void output_comesWhole() {
        std::string text;
        const auto keep = [&](std::string_view piece) {
            text += piece;
            return true;
        };
        const ChildResult result = runChild("/bin/sh", {"-c", "echo out; echo error >&2; cat; exit 7"},
                                            std::chrono::seconds(10), keep, Cancel());
        QCOMPARE(text, std::string("out\n"));
        QCOMPARE(result.exitCode, 7);
        QVERIFY(!result.timedOut && !result.stopped);
        text.clear();
        runChild("/bin/sh", {"-c", "head -c 1000000 /dev/zero"}, std::chrono::seconds(10), keep, Cancel());
        QCOMPARE(text.size(), std::size_t(1000000));
    }

    void slowOnes_areKilled() {
        QElapsedTimer clock;
        clock.start();
        const ChildResult result = runChild(
            "/bin/sh", {"-c", "exec sleep 60"}, std::chrono::seconds(0), [](std::string_view) { return true; },
            Cancel());
        QVERIFY(result.timedOut);
        QCOMPARE(result.exitCode, 128 + 9);
        QVERIFY(clock.elapsed() < 5000);
    }

    void endlessOnes_areStoppedByTheReader() {
        const ChildResult result = runChild(
            "/bin/sh", {"-c", "exec yes"}, std::chrono::seconds(10), [](std::string_view) { return false; }, Cancel());
        QVERIFY(result.stopped);
    }

    void cancelledAndFailing_leaveNothingBehind() {
        Cancel cancel;
        cancel.request();
        QVERIFY_EXCEPTION_THROWN(runChild(
                                     "/bin/sh", {"-c", "exec sleep 60"}, std::chrono::seconds(60),
                                     [](std::string_view) { return true; }, cancel),
                                 Error);
        QVERIFY_EXCEPTION_THROWN(runChild(
                                     "/bin/sh", {"-c", "echo x; exec sleep 60"}, std::chrono::seconds(60),
                                     [](std::string_view) -> bool { throw std::runtime_error("enough"); }, Cancel()),
                                 std::runtime_error);
    }

    void absentOnes_areNamed() {
        try {
            runChild(
                "/no/such/program", {}, std::chrono::seconds(1), [](std::string_view) { return true; }, Cancel());
            QFAIL("started");
        } catch (const Error& error) {
            QCOMPARE(error.code(), Code::NotFound);
            QCOMPARE(error.where(), std::string("/no/such/program"));
        }
    }
};

QTEST_GUILESS_MAIN(TestChildProcess)
#include "tst_child_process.moc"
