// Topics of texts whose subjects are known.
#include <algorithm>
#include <map>

#include "core/data/profile/terms.h"
#include "core/data/profile/topics.h"
#include "tests/core/data/profile/profile_support.h"

using namespace profile_test;

class TestTopics : public QObject {
    Q_OBJECT

    static constexpr int kRows = 240;
    /// Row i is about subject i % 4.
    static const std::vector<std::vector<const char*>>& subjects() {
        static const std::vector<std::vector<const char*>> all = {
            {"refund", "invoice", "payment", "charged", "receipt", "billing", "credit card", "bank"},
            {"parcel", "shipping", "delivery", "courier", "tracking number", "warehouse", "address", "package"},
            {"password", "login", "account", "reset link", "username", "locked", "browser", "two-factor"},
            {"flour", "oven", "recipe", "butter", "dough", "baking powder", "sugar", "bread"}};
        return all;
    }
    static std::vector<Row> rows() {
        std::vector<Row> all;
        for (int i = 0; i < kRows; ++i) {
            const auto& words = subjects()[std::size_t(i % 4)];
            all.push_back(chatRow("Can you help me with the " + sentence(words, std::uint64_t(i), 6) + "?",
                                  "Of course, this is about " + sentence(words, std::uint64_t(i) + 5000, 8) + "."));
        }
        return all;
    }

private Q_SLOTS:
    void fourSubjects_areFoundAndNamed() {
        ProfileOptions options;
        options.topics = 4;
        const DataProfile profile = profileOf(rows(), options);
        QCOMPARE(profile.topics.topics.size(), std::size_t(4));
        std::int64_t right = 0;
        for (const Topic& topic : profile.topics.topics) {
            QVERIFY2(topic.examples.size() == 5, topic.name.c_str());
            const auto subject = std::size_t(topic.examples[0] % 4);
            for (const std::int64_t row : topic.examples) QCOMPARE(std::size_t(row % 4), subject);
            right += std::min<std::int64_t>(total(topic.rows), kRows / 4);
            int named = 0;
            for (const char* word : subjects()[subject]) named += topic.name.find(word) != std::string::npos;
            QVERIFY2(named >= 2, topic.name.c_str());
        }
        QVERIFY2(right >= kRows * 95 / 100, std::to_string(right).c_str());
        QCOMPARE(profile.topics.apart, std::int64_t(0));
    }

    void sameRows_giveTheSameTopicsOnAnyNumberOfThreads() {
        ProfileOptions one, two;
        one.threads = 1;
        two.threads = 3;
        Json first = profileOf(rows(), one).toJson(), second = profileOf(rows(), two).toJson();
        first.erase("seconds");
        second.erase("seconds");
        QCOMPARE(first.dump(), second.dump());
    }

    void sampledTopics_placeTheOtherRowsToo() {
        std::vector<Row> many;
        const std::vector<Row> base = rows();
        for (std::int64_t i = 0; i < kTopicSample + 3000; ++i) many.push_back(base[std::size_t(i) % base.size()]);
        ProfileOptions options;
        options.topics = 4;
        const DataProfile profile = profileOf(many, options);
        QVERIFY(profile.topics.sampled > kTopicSample * 9 / 10 && profile.topics.sampled < kTopicSample * 11 / 10);
        std::int64_t placed = 0;
        for (const Topic& topic : profile.topics.topics) placed += total(topic.rows);
        QCOMPARE(placed, std::int64_t(many.size()));
        QCOMPARE(profile.topics.topics.size(), std::size_t(4));
    }

    void rowsWithoutCommonWords_areApart() {
        std::vector<Row> all = rows();
        all.push_back(plainRow("12345 67890"));
        const DataProfile profile = profileOf(all);
        QCOMPARE(profile.topics.apart, std::int64_t(1));
    }

    void topicsFor_growsWithTheRows() {
        QCOMPARE(TopicModel::topicsFor(0), 1);
        QCOMPARE(TopicModel::topicsFor(10), 2);
        QCOMPARE(TopicModel::topicsFor(100), 4);
        QCOMPARE(TopicModel::topicsFor(1000), 11);
        QCOMPARE(TopicModel::topicsFor(1000000), 24);
    }

    void terms_leaveOutStopWordsAndNumbers() {
        std::vector<std::string> terms;
        forEachTerm("The heart failure of 12 patients, and der Patient's Herz <b>",
                    [&](std::uint64_t, const Word* a, const Word* b) {
                        terms.push_back(foldedText(a->text) + (b ? " " + foldedText(b->text) : ""));
                    });
        const std::vector<std::string> expected = {"heart",     "failure", "heart failure", "patients",
                                                   "patient's", "herz",    "patient's herz"};
        QCOMPARE(terms, expected);
    }

    void wrongNumberOfTopics_isRefused() {
        ProfileOptions options;
        for (const int topics : {-1, 101}) {
            options.topics = topics;
            QVERIFY_EXCEPTION_THROWN(profileOf(rows(), options), Error);
        }
    }
};

QTEST_GUILESS_MAIN(TestTopics)
#include "tst_topics.moc"
