// Duplicates: the hashes and the index below, exact and near ones, and leaks from what is held out.
#include <cmath>
#include <map>
#include <set>

#include "clean_support.h"
#include "core/data/clean/hash_map.h"
#include "core/data/clean/minhash.h"
#include "core/data/clean/near_duplicates.h"
#include "core/data/clean/words.h"

using namespace clean_test;

namespace {

/// `text` with `edits` of its words replaced.
std::string edited(const std::string& text, int edits, std::uint64_t seed) {
    QStringList words = QString::fromStdString(text).split(' ');
    const RandomStream stream(seed, "edits");
    for (int i = 0; i < edits; ++i)
        words[qsizetype(stream.at(std::uint64_t(i)) % std::uint64_t(words.size()))] =
            "e" + QString::number(seed * 100 + i);
    return words.join(' ').toStdString();
}

/// The same by its definition, with sets of strings.
double slowJaccard(const std::string& a, const std::string& b) {
    const auto shingles = [](const std::string& text) {
        const QStringList words = QString::fromStdString(text).toLower().split(' ');
        std::set<QString> all;
        for (qsizetype i = 0; i + 5 <= words.size(); ++i) all.insert(words.mid(i, 5).join(' '));
        return all;
    };
    const auto x = shingles(a), y = shingles(b);
    std::size_t shared = 0;
    for (const QString& s : x) shared += y.count(s);
    return double(shared) / double(x.size() + y.size() - shared);
}

const Json kNear = Json::parse(R"([{"step":"near_duplicates"}])");
const Json kExact = Json::parse(R"([{"step":"exact_duplicates"}])");
const Json kLeakage = Json::parse(R"([{"step":"leakage"}])");

}  // namespace

class TestDuplicates : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hashMap_holdsWhatStdMapHolds() {
        HashMap<int> map;
        std::map<std::uint64_t, int> twin;
        for (std::uint64_t i = 0; i < 20000; ++i) {
            const std::uint64_t key = i == 0 ? 0 : mix64(i % 7000);
            ++map[key];
            ++twin[key];
        }
        QCOMPARE(map.size(), twin.size());
        for (const auto& [key, value] : twin) QCOMPARE(*map.find(key), value);
        QVERIFY(!map.find(12345));
        map.clear();
        QVERIFY(!map.find(mix64(3)));
    }

    void words_areFolded() {
        std::string all;
        forEachWord("  (Hello,  WORLD!) it’s 3-2=1 — Äpfel；東京 x\u00ADy",
                    [&](const Word& word) { all += std::string(word.text) + "|"; });
        QCOMPARE(all, std::string("Hello|WORLD|it’s|3-2=1|Äpfel|東|京|x\u00ADy|"));
        const auto hash = [](const char* text) {
            std::uint64_t found = 0;
            forEachWord(text, [&](const Word& word) { found = word.hash; });
            return found;
        };
        QCOMPARE(hash("“IT'S”"), hash("it’s,"));
        QCOMPARE(hash("ÄPFEL"), hash("äpfel."));
        QVERIFY(hash("3-2") != hash("3+2"));
        QCOMPARE(foldedHash(" A  b\n"), foldedHash("a B"));
        QVERIFY(foldedHash("ab") != foldedHash("a b"));
        QVERIFY(foldedHash("ab", 1) != foldedHash("ab", 2));
    }

    void jaccard_isTheTrueOne() {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const std::string a = drawnText(seed, 100), b = edited(a, int(seed), seed);
            const Shingles x = shingleSet(a), y = shingleSet(b);
            QVERIFY(std::abs(jaccard(x.data(), x.size(), y.data(), y.size()) - slowJaccard(a, b)) < 1e-12);
        }
    }

    void signatures_estimateIt() {
        // The share of equal values has the similarity as its mean and sqrt(s (1 - s) / 128) as its deviation; over 200
        // pairs the mean error is within four of its own.
        for (const int edits : {2, 6, 20}) {
            double error = 0, variance = 0;
            for (std::uint64_t seed = 0; seed < 200; ++seed) {
                const std::string a = drawnText(seed, 150), b = edited(a, edits, seed);
                const Shingles x = shingleSet(a), y = shingleSet(b);
                const Signature s = signatureOf(x), t = signatureOf(y);
                double equal = 0;
                for (std::size_t i = 0; i < s.size(); ++i) equal += s[i] == t[i];
                const double truth = jaccard(x.data(), x.size(), y.data(), y.size());
                error += equal / kPermutations - truth;
                variance += truth * (1 - truth) / kPermutations;
            }
            QVERIFY2(std::abs(error) < 4 * std::sqrt(variance),
                     qPrintable(QString("%1 edits: %2").arg(edits).arg(error / 200)));
        }
    }

    void bands_meetAtTheThreshold() {
        for (const double threshold : {0.5, 0.7, 0.8, 0.9, 1.0}) {
            const Bands bands = Bands::forThreshold(threshold);
            QVERIFY(bands.bands * bands.rows <= kPermutations);
            QVERIFY(1 - std::pow(1 - std::pow(threshold, bands.rows), bands.bands) >= 0.98);
        }
    }

    void nearDuplicates_areFoundAndNothingElse() {
        // 400 texts, each followed by copies with ever more edits; the truth comes from comparing by definition.
        std::vector<std::string> texts;
        for (std::uint64_t i = 0; i < 400; ++i) {
            texts.push_back(drawnText(i, 120));
            for (const int edits : {1, 2, 30})
                texts.push_back(edited(texts[i * 4], edits, i * 10 + std::uint64_t(edits)));
        }
        const std::vector<std::string_view> views(texts.begin(), texts.end());
        for (const int threads : {1, 2}) {
            const auto found = findNearDuplicates(views, 0.8, threads);
            std::map<std::int64_t, NearDuplicate> byRow;
            for (const NearDuplicate& duplicate : found) {
                const double truth =
                    slowJaccard(texts[std::size_t(duplicate.row)], texts[std::size_t(duplicate.original)]);
                QVERIFY(truth >= 0.8);
                QVERIFY(std::abs(truth - duplicate.similarity) < 1e-9);
                byRow[duplicate.row] = duplicate;
            }
            int missed = 0, all = 0;
            for (std::size_t i = 0; i < texts.size(); ++i) {
                if (i % 4 == 0 || slowJaccard(texts[i], texts[i - i % 4]) < 0.8) continue;
                ++all;
                missed += byRow.count(std::int64_t(i)) == 0;
            }
            QVERIFY(all > 600);
            QVERIFY2(missed * 50 <= all, qPrintable(QString("%1 of %2 missed").arg(missed).arg(all)));
        }
    }

    void nearDuplicates_asAStep() {
        const std::string text = drawnText(1, 60);
        const std::vector<Record> rows = {textRow(text), textRow(drawnText(2, 60)), textRow(text + " and more"),
                                          textRow("")};
        Cleaned all = cleanAll(rows, kNear);
        QCOMPARE(all.fate(0), std::string("keep"));
        QCOMPARE(all.fate(2), std::string("drop: 97 % like row 1"));
        QCOMPARE(all.rows[2].notes[0].other, std::int64_t(0));
        QCOMPARE(all.report.steps[0].samples.at(0).other, std::int64_t(0));
        QCOMPARE(all.report.passes, 3);
        QVERIFY(isSettled(all, kNear));
        all = cleanAll(rows, Json::parse(R"([{"step":"near_duplicates","keep":"longest","action":"flag"}])"));
        QCOMPARE(all.fate(0), std::string("keep: 97 % like row 3"));
        QCOMPARE(cleanAll(rows, kNear, {Split::Train, Split::Train, Split::Test, Split::Train}).fate(2),
                 std::string("keep"));
        QCOMPARE(cleanAll({chatRow(text, drawnText(8, 60)), chatRow(text, drawnText(9, 60))},
                          Json::parse(R"([{"step":"near_duplicates","scope":"question"}])"))
                     .fate(1),
                 std::string("drop: 100 % like row 1"));
    }

    void nearDuplicates_endOnTemplates() {
        // 20,000 rows that differ in one of twelve words: all meet each other, none is near enough.
        std::vector<std::string> texts;
        for (int i = 0; i < 20000; ++i)
            texts.push_back("one two three four five six " + std::to_string(i) + " seven eight nine ten eleven");
        const std::vector<std::string_view> views(texts.begin(), texts.end());
        QElapsedTimer timer;
        timer.start();
        QVERIFY(findNearDuplicates(views, 0.8).empty());
        QVERIFY2(timer.elapsed() < 8000, qPrintable(QString::number(timer.elapsed())));
    }

    void exactDuplicates() {
        Record yes = chatRow("Is it?", "Yes."), labelled = yes;
        labelled.label = "yes";
        const std::vector<Record> rows = {
            yes, chatRow("is  IT? ", "yes."), chatRow("Is it?", "No."), labelled, textRow("a"), textRow("a")};
        const Cleaned all = cleanAll(rows, kExact);
        QCOMPARE(all.fate(1), std::string("drop: repeats row 1"));
        QCOMPARE(all.fate(2), std::string("keep"));
        QCOMPARE(all.fate(3), std::string("keep"));
        QCOMPARE(all.fate(5), std::string("drop: repeats row 5"));
        QVERIFY(isSettled(all, kExact));
        QCOMPARE(
            cleanAll(rows, Json::parse(R"([{"step":"exact_duplicates","scope":"question","action":"flag"}])")).fate(2),
            std::string("keep: repeats row 1"));
        QCOMPARE(cleanAll(rows, Json::parse(R"([{"step":"exact_duplicates","ignore":"nothing"}])")).fate(1),
                 std::string("keep"));
        QCOMPARE(
            cleanAll(rows, kExact, {Split::Train, Split::Test, Split::Train, Split::Train, Split::Test, Split::Test})
                .fate(1),
            std::string("keep"));
    }

    void leakage_exactNearAndInARun() {
        const std::string held = drawnText(1, 80), run = drawnText(2, 40);
        const std::string part = run.substr(0, [&] {
            std::size_t at = 0;
            for (int i = 0; i < 13; ++i) at = run.find(' ', at + 1);
            return at;
        }());
        const std::vector<Record> rows = {textRow(held),
                                          textRow(run),
                                          textRow(edited(held, 1, 3)),
                                          textRow(held + "  "),
                                          textRow(drawnText(4, 30) + " " + part + " " + drawnText(5, 30)),
                                          textRow(drawnText(6, 80))};
        const std::vector<Split> splits = {Split::Test,  Split::Validation, Split::Train,
                                           Split::Train, Split::Train,      Split::Train};
        const Cleaned all = cleanAll(rows, kLeakage, splits);
        QCOMPARE(all.fate(0), std::string("keep"));
        QVERIFY(QString::fromStdString(all.fate(2)).contains(QRegularExpression("^drop: \\d+ % like test row 1$")));
        QCOMPARE(all.fate(3), std::string("drop: repeats test row 1"));
        QCOMPARE(all.fate(4), std::string("drop: shares 13 words in a row with validation row 2"));
        QCOMPARE(all.rows[4].notes[0].other, std::int64_t(1));
        QCOMPARE(all.fate(5), std::string("keep"));
        QVERIFY(isSettled(all, kLeakage));
        QCOMPARE(cleanAll(rows, Json::parse(R"([{"step":"leakage","overlap":false}])"), splits).fate(4),
                 std::string("keep"));
    }

    void leakage_fromEvaluationSets() {
        CleanContext context;
        context.heldOut = {"What is the capital of France?", "Short"};
        const Cleaned all = cleanAll({chatRow("What is the capital of  france?", "Paris")},
                                     Json::parse(R"([{"step":"leakage","scope":"question"}])"), {}, context);
        QCOMPARE(all.fate(0), std::string("drop: repeats text 1 of the evaluation set"));
        QCOMPARE(all.rows[0].notes[0].other, std::int64_t(-1));
    }

    void leakage_formsAreNoLeak() {
        const std::string form =
            "Answer the question below with yes or no and give your reasons in one short sentence: ";
        std::vector<Record> rows;
        std::vector<Split> splits;
        for (int i = 0; i < 12; ++i) {
            rows.push_back(textRow(form + drawnText(std::uint64_t(i), 60)));
            splits.push_back(i < 6 ? Split::Test : Split::Train);
        }
        for (int i = 6; i < 12; ++i)
            QCOMPARE(cleanAll(rows, kLeakage, splits).fate(std::size_t(i)), std::string("keep"));
    }
};

QTEST_GUILESS_MAIN(TestDuplicates)
#include "tst_duplicates.moc"
