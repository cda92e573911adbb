// The length step: what is too short or too long, and where it is cut.
#include "clean_support.h"
#include "core/data/clean/text_cuts.h"

using namespace clean_test;

namespace {

Json step(const char* text) {
    return Json::parse(text);
}

}  // namespace

class TestLength : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cuts_preferSentencesThenWords() {
        const auto cut = [](const std::string& text, std::size_t most) {
            return text.substr(0, longestCut(text, [&](std::size_t bytes) { return bytes <= most; }));
        };
        QCOMPARE(cut("One. Two two. Three.", 15), std::string("One. Two two."));
        QCOMPARE(cut("He said \"go!\" Then left.", 15), std::string("He said \"go!\""));
        QCOMPARE(cut("3.5 mg is enough", 5), std::string("3.5"));
        QCOMPARE(cut("unbreakable", 4), std::string("unbr"));
        QCOMPARE(cut("天地。玄黃。宇宙", 20), std::string("天地。玄黃。"));
        QCOMPARE(cut("äöü", 3), std::string("ä"));
        QCOMPARE(cut("abc", 0), std::string());
    }

    void limits() {
        const std::vector<Record> rows = {textRow("one"), textRow("one two three"), textRow("one two three four five")};
        const Cleaned all =
            cleanAll(rows, step(R"([{"step":"length","unit":"words","least":2,"most":4,"long":"drop"}])"));
        QCOMPARE(all.fate(0), std::string("drop: too short: 1 words"));
        QCOMPARE(all.fate(1), std::string("keep"));
        QCOMPARE(all.fate(2), std::string("drop: too long: 5 words"));
        const Cleaned flagged = cleanAll(
            rows, step(R"([{"step":"length","unit":"characters","least":4,"most":13,"long":"flag","short":"flag"}])"));
        QCOMPARE(flagged.fate(0), std::string("keep: too short: 3 characters"));
        QCOMPARE(flagged.fate(1), std::string("keep"));
        QCOMPARE(flagged.report.flagged, std::int64_t(2));
    }

    void truncate_cutsTheAnswer() {
        const Json steps = step(R"([{"step":"length","unit":"words","most":8,"long":"truncate"}])");
        const Cleaned all = cleanAll({chatRow("Three words here", "One two. Three four five. Six seven."),
                                      chatRow(drawnText(1, 20), "Yes."), preferenceRow("q q q q q", "a a a a", "b b")},
                                     steps);
        QCOMPARE(all.records.size(), std::size_t(1));
        QCOMPARE(all.records[0].messages[1].text, std::string("One two. Three four five."));
        QCOMPARE(all.fate(1), std::string("drop: too long: 21 words, and cannot be cut to fit"));
        QCOMPARE(all.fate(2), std::string("drop: too long: 11 words, and cannot be cut to fit"));
        QVERIFY(isSettled(all, steps));
    }

    void split_losesNoWordOfAText() {
        std::string text;
        for (int i = 0; i < 40; ++i) text += drawnText(std::uint64_t(i), 3 + i % 9) + (i % 7 ? ". " : ".\n\n");
        const Json steps = step(R"([{"step":"length","unit":"words","most":25,"long":"split"}])");
        const Cleaned all = cleanAll({textRow(text)}, steps);
        std::string joined;
        for (const Record& record : all.records) joined += (joined.empty() ? "" : " ") + record.text;
        QVERIFY(all.records.size() > 8);
        const auto words = [](const std::string& s) {
            return QString::fromStdString(s).split(QRegularExpression("\\s+"), Qt::SkipEmptyParts);
        };
        QCOMPARE(words(joined), words(text));
        QCOMPARE(all.report.steps[0].added, std::int64_t(all.records.size()) - 1);
        QVERIFY(isSettled(all, steps));
    }

    void split_partsConversationsBetweenExchanges() {
        Record record;
        record.messages = {{"system", "Be kind."}};
        for (int i = 0; i < 4; ++i) {
            record.messages.push_back({"user", "question number " + std::to_string(i)});
            record.messages.push_back({"assistant", "an answer with five words"});
        }
        const Json steps = step(R"([{"step":"length","unit":"words","most":17,"long":"split"}])");
        const Cleaned all = cleanAll({record}, steps);
        QCOMPARE(all.records.size(), std::size_t(2));
        for (const Record& piece : all.records) {
            QCOMPARE(piece.messages.size(), std::size_t(5));
            QCOMPARE(piece.messages[0].role, std::string("system"));
        }
        QVERIFY(isSettled(all, steps));
    }

    void tokens_askTheModel() {
        CleanContext context;
        context.tokens = [](const Record& record) { return std::int64_t(record.text.size()) * 10; };
        const Json steps = step(R"([{"step":"length","most":50}])");
        QCOMPARE(cleanAll({textRow("ab cd ef")}, steps, {}, context).records[0].text, std::string("ab cd"));
        QCOMPARE(cleanAll({textRow("ab cd ef")}, steps).fate(0), std::string("keep"));  // words, without a model
    }
};

QTEST_GUILESS_MAIN(TestLength)
#include "tst_length.moc"
