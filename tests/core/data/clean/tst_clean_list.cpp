// The list: settings and their faults, what the sink gets, what the report says, several passes, and that each step
// settles.
#include "clean_support.h"
#include "core/data/text.h"

using namespace clean_test;

namespace {

/// Rows of every kind with something for every step.
std::vector<Record> nastyRows() {
    const std::string prose = drawnText(1, 70), long1 = drawnText(2, 300);
    std::vector<Record> rows = {
        textRow("cafÃ©  with a\u200B<b>bold</b>\r\n\r\n\r\nend&nbsp;&amp;amp;"),
        textRow(prose),
        textRow(prose),
        textRow(prose + " more"),
        textRow(""),
        textRow("Click here to subscribe.\n" + long1),
        chatRow("What the fuck?", "As an AI language model, I cannot."),
        chatRow("Why?", "N/A"),
        chatRow(prose, "yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes yes"),
        preferenceRow("Which?", "<p>this</p>", "that"),
        preferenceRow("Which?", "same", "same"),
        chatRow("Frage",
                "Der schnelle braune Fuchs springt über den faulen Hund, und niemand weiß so recht, warum er das tut."),
        textRow("asdkjfh qwrtzp sdflkjg hgfdsa qweruiopzxc jklhgf"),
        textRow("a\u0301 e\u0301 \u212B ＡＢＣ ½"),
    };
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].label = i % 3 ? "a" : "b";
    return rows;
}

}  // namespace

class TestCleanList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void faults_nameWhatThereIs() {
        const auto fault = [](const char* steps) { return faultOf([&] { CleanList(Json::parse(steps), {}); }); };
        QVERIFY(fault(R"([{"step":"unicod"}])").find("was unicode meant?") != std::string::npos);
        QVERIFY(fault(R"([{"step":"near_duplicates","treshold":0.5}])").find("was threshold meant?") !=
                std::string::npos);
        QVERIFY(fault(R"([{"step":"near_duplicates","threshold":1.5}])")
                    .find("near_duplicates.threshold: 1.5 is not allowed") != std::string::npos);
        QVERIFY(fault(R"([{"step":"unicode","form":"nfd"}])").find("one of nfc, nfkc, none") != std::string::npos);
        QVERIFY(fault(R"([{"step":"html","x":1}])").find("it has none") != std::string::npos);
        QVERIFY(fault(R"({"step":"html"})").find("a JSON list") != std::string::npos);
        QVERIFY(fault(R"(["html"])").find("names itself") != std::string::npos);
        QVERIFY(fault(R"([{"step":3}])").find("names itself") != std::string::npos);
        QCOMPARE(fault("[]"), std::string());
    }

    void defaults_areValidAndWrittenOut() {
        QVERIFY(cleanerKinds().size() >= 15);
        for (const CleanerKind& kind : cleanerKinds()) {
            const Json complete = completeStep({{"step", kind.name}});
            QCOMPARE(complete.size(), kind.settings.size() + 1);
            QCOMPARE(completeStep(complete), complete);
            QVERIFY(makeCleaner(complete, {}));
        }
    }

    void sink_getsEveryRowInOrder() {
        std::vector<Record> rows;
        for (int i = 0; i < 10000; ++i)
            rows.push_back(textRow(i % 3 == 0   ? ""
                                   : i % 3 == 1 ? "a  b" + std::to_string(i)
                                                : "c" + std::to_string(i)));
        const Json steps = Json::parse(R"([{"step":"whitespace"},{"step":"empty"}])");
        for (const int threads : {1, 3}) {
            const Cleaned all = cleanAll(rows, steps, {}, {}, {5, 10000, threads});
            QCOMPARE(all.rows.size(), rows.size());
            for (std::size_t i = 0; i < rows.size(); ++i) {
                QCOMPARE(all.rows[i].position, std::int64_t(i));
                const CleanAction expected = i % 3 == 0   ? CleanAction::Drop
                                             : i % 3 == 1 ? CleanAction::Change
                                                          : CleanAction::Keep;
                QVERIFY(all.rows[i].action == expected);
                QCOMPARE(all.rows[i].records.size(), std::size_t(i % 3 == 1));
            }
            QCOMPARE(all.report.dropped, std::int64_t(3334));
            QCOMPARE(all.report.changed, std::int64_t(3333));
            QCOMPARE(all.report.rowsOut, std::int64_t(6666));
            QCOMPARE(all.report.steps[1].rowsIn, std::int64_t(10000));
            QCOMPARE(all.report.steps[0].samples.size(), std::size_t(5));
            QCOMPARE(all.report.steps[0].samples[0].position, std::int64_t(1));
            QCOMPARE(all.report.steps[0].samples[0].before.text, std::string("a  b1"));
            QCOMPARE(all.report.steps[0].samples[0].after[0].text, std::string("a b1"));
        }
    }

    void passes_andLaterStepsSeeWhatEarlierOnesMade() {
        // The split brings a row that repeats another; only after trimming are rows equal.
        const std::vector<Record> rows = {textRow("One two three. Four five six."), textRow("  Four five six."),
                                          textRow("Seven.")};
        const Json steps = Json::parse(
            R"([{"step":"whitespace"},{"step":"length","unit":"words","most":3,"long":"split"},{"step":"exact_duplicates"},
                {"step":"near_duplicates"},{"step":"balance"}])");
        const Cleaned all = cleanAll(rows, steps);
        QCOMPARE(all.report.passes, 5);
        QCOMPARE(all.fate(0), std::string("change: too long: 6 words, split into 2"));
        QCOMPARE(all.rows[0].records.size(), std::size_t(2));
        QCOMPARE(all.fate(1), std::string("drop: spaces and line ends tidied; repeats row 1"));
        QCOMPARE(all.fate(2), std::string("keep"));
        QCOMPARE(all.report.steps[2].rowsIn, std::int64_t(4));
        QCOMPARE(all.report.steps[3].rowsIn, std::int64_t(3));
        QCOMPARE(all.report.steps[0].changed, std::int64_t(1));
    }

    void everyStep_settles() {
        for (const CleanerKind& kind : cleanerKinds()) {
            if (kind.name == "language" && !faultOf([] {
                                                cleanAll({textRow(drawnText(1, 50))},
                                                         Json::parse(R"([{"step":"language"}])"));
                                            }).empty())
                continue;
            const Json steps = Json::array({{{"step", kind.name}}});
            const Cleaned once = cleanAll(nastyRows(), steps);
            // Flags stay flags; nothing may change or go.
            const Cleaned twice = cleanAll(once.records, steps, once.splits);
            for (std::size_t i = 0; i < twice.rows.size(); ++i)
                QVERIFY2(twice.rows[i].action == CleanAction::Keep, twice.fate(i).c_str());
        }
    }

    void wholeList_settles() {
        const Json steps = Json::parse(
            R"([{"step":"unicode","form":"nfkc"},{"step":"html"},{"step":"boilerplate"},{"step":"whitespace"},
            {"step":"empty"},{"step":"repetition"},{"step":"length","unit":"words","most":50,"long":"split"},{"step":"exact_duplicates"},
            {"step":"near_duplicates"}])");
        const Cleaned once = cleanAll(nastyRows(), steps);
        QVERIFY(once.report.changed > 0 && once.report.dropped > 0);
        QVERIFY(isSettled(once, steps));
    }

    void flags_reachTheSinkAfterFurtherPasses() {
        const Json steps = Json::parse(
            R"([{"step":"whitespace"},{"step":"profanity"},{"step":"exact_duplicates"},{"step":"refusal"}])");
        const Cleaned all = cleanAll(
            {chatRow("fuck", "Sorry, I can't."), chatRow("fuck  it", "Yes."), chatRow("fuck", "Sorry, I can't.")},
            steps);
        QCOMPARE(all.fate(0), std::string("keep: \"fuck\"; refuses: \"sorry i can't\""));
        QCOMPARE(all.fate(1), std::string("change: spaces and line ends tidied; \"fuck\""));
        QCOMPARE(all.fate(2), std::string("drop: \"fuck\"; repeats row 1"));
        QCOMPARE(all.report.flagged, std::int64_t(2));
        QCOMPARE(all.report.steps[1].flagged, std::int64_t(3));
    }

    void report_asJson() {
        const Cleaned all = cleanAll({textRow("a  b"), textRow("a b")},
                                     Json::parse(R"([{"step":"whitespace"},{"step":"exact_duplicates"}])"));
        const Json json = all.report.toJson();
        QCOMPARE(json["rows_in"].get<int>(), 2);
        QCOMPARE(json["rows_out"].get<int>(), 1);
        QCOMPARE(json["steps"][0]["step"]["blank_lines"].get<int>(), 1);
        QCOMPARE(json["steps"][0]["samples"][0]["after"][0]["text"].get<std::string>(), std::string("a b"));
        QCOMPARE(json["steps"][1]["samples"][0]["other"].get<int>(), 0);
        QCOMPARE(json["steps"][1]["samples"][0]["reason"].get<std::string>(), std::string("repeats row 1"));
    }

    void cancel_andProgress() {
        const std::vector<Record> rows(5000, textRow("x"));
        const CleanSource source = [&](const std::function<void(CleanRow &&)>& visit) {
            for (std::size_t i = 0; i < rows.size(); ++i) visit({std::int64_t(i), 0, Split::Train, rows[i]});
        };
        Progress progress;
        Cancel cancel;
        const CleanList list(Json::parse(R"([{"step":"exact_duplicates"}])"), {});
        list.run(source, [](CleanedRow&&) {}, cancel, progress, {0, 5000, 1});
        QCOMPARE(progress.done.load(), std::int64_t(10000));
        QCOMPARE(progress.total.load(), std::int64_t(10000));
        cancel.request();
        QVERIFY_EXCEPTION_THROWN(list.run(
                                     source, [](CleanedRow&&) {}, cancel, progress),
                                 Error);
    }

    void faultOfAStep_namesTheRow() {
        CleanContext context;
        context.tokens = [](const Record& record) -> std::int64_t {
            if (record.text == "bad") throw Error(Code::BadInput, "no tokens");
            return 1;
        };
        const std::string fault = faultOf([&] {
            cleanAll({textRow("good"), textRow("bad")}, Json::parse(R"([{"step":"length"}])"), {}, context);
        });
        QCOMPARE(fault, std::string("row 2, cleaning step length: no tokens"));
    }

    void preferencesAndEmptyRecords_passEveryStep() {
        Record nothing, answersOnly;
        answersOnly.messages = {{"assistant", "a"}};
        for (const CleanerKind& kind : cleanerKinds())
            if (kind.name != "language")
                cleanAll({nothing, answersOnly, preferenceRow("", "", "")}, Json::array({{{"step", kind.name}}}));
    }
};

QTEST_GUILESS_MAIN(TestCleanList)
#include "tst_clean_list.moc"
