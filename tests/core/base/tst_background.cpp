// Items are taken on another thread, in order; what goes wrong there reaches the maker; nothing hangs.
#include <QtTest>

#include <atomic>
#include <string>

#include "core/base/background.h"
#include "core/base/error.h"

using namespace tunesmith;

class TestBackground : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyItem_inOrder_onAnotherThread() {
        std::vector<int> taken;
        std::thread::id thread;
        Background<int> background([&](int&& item) {
            taken.push_back(item);
            thread = std::this_thread::get_id();
        });
        for (int i = 0; i < 10'000; ++i) background.add(int(i), i % 3 == 0 ? 100'000 : 1);
        background.finish();
        QCOMPARE(taken.size(), std::size_t(10'000));
        for (int i = 0; i < 10'000; ++i) QCOMPARE(taken[std::size_t(i)], i);
        QVERIFY(thread != std::this_thread::get_id());
    }

    void nothingAdded() {
        Background<std::string> background([](std::string&&) {});
        background.finish();
    }

    // The maker learns of it at the latest when it finishes; what came after the fault is not taken.
    void fault_reachesTheMaker_data() {
        QTest::addColumn<int>("items");
        QTest::newRow("in the last batch") << 20;
        QTest::newRow("long before the end") << 100'000;
    }
    void fault_reachesTheMaker() {
        QFETCH(int, items);
        std::atomic<int> taken{0};
        const auto run = [&] {
            Background<int> background([&](int&& item) {
                if (item == 10) throw Error(Code::DiskFull, "no room");
                ++taken;
            });
            for (int i = 0; i < items; ++i) background.add(int(i), 1);
            background.finish();
        };
        QVERIFY_EXCEPTION_THROWN(run(), Error);
        QCOMPARE(taken.load(), 10);
    }

    // A maker that gives up leaves no thread behind, whatever waits.
    void givenUp_endsAtOnce() {
        std::atomic<int> taken{0};
        {
            Background<int> background([&](int&&) { ++taken; });
            for (int i = 0; i < 2'000; ++i) background.add(int(i), 1);
        }
        QVERIFY(taken.load() <= 2'000);
    }
};

QTEST_GUILESS_MAIN(TestBackground)
#include "tst_background.moc"
