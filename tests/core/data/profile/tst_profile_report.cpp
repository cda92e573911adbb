// The report: well-formed, self-contained, and safe whatever the rows say.
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <set>

#include "core/data/profile/finding_text.h"
#include "core/data/profile/profile_report.h"
#include "core/data/profile/svg_charts.h"
#include "tests/core/data/profile/profile_support.h"

using namespace profile_test;

class TestProfileReport : public QObject {
    Q_OBJECT

    static QByteArray reportOf(const std::vector<Row>& rows) {
        const DataProfile profile = profileOf(rows);
        return QByteArray::fromStdString(
            profileReportHtml(profile, findingsOf(profile), {"<b>faq</b>", "3", "", "2026-01-02T03:04:05Z"}));
    }
    /// The page as XML: what it has of void elements and the document type is made plain first.
    static QString faultOf(QByteArray page) {
        page.replace("<!DOCTYPE html>", "").replace("<meta charset=\"utf-8\">", "");
        QXmlStreamReader reader(page);
        while (!reader.atEnd()) reader.readNext();
        return reader.hasError() ? reader.errorString() : QString();
    }
    static std::vector<Row> hostile() {
        std::vector<Row> rows;
        for (int i = 0; i < 90; ++i)
            rows.push_back(chatRow("<script>alert('q')</script> & what about \x01 order " + std::to_string(i % 7) + "?",
                                   "<script>alert(1)</script>", i % 9 ? "<img src=x onerror=alert(1)>" : "]]>\xFF",
                                   i % 10 ? Split::Train : Split::Validation));
        return rows;
    }

    /// A language in which every letter is an x: what is left of the English shows.
    static ReportWords strange() {
        return {[](const char*, const char* english) {
                    std::string text(english);
                    for (char& c : text)
                        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) c = 'x';
                    return text;
                },
                [](std::int64_t n) { return "#" + std::to_string(n); },
                [](double value, int) { return "~" + std::to_string(int(value)); },
                [](const std::string& code) { return code; }, "xx"};
    }
    static Distribution lengths() {
        Distribution d{120, 1, 50, 60, 90, 2000, {{0, 100, 200}, {100, 20}, true}, {}};
        return d;
    }
    /// A profile in which everything stands out that may; texts of rows are in Greek.
    static DataProfile everything() {
        DataProfile p;
        p.rows = {1000, 100, 100};
        p.unit = "tokens";
        p.limit = 150;
        p.overLimit = 90;
        p.lengths = p.questions = p.answers = p.turns = lengths();
        p.roles = {{"user", {1, 1, 1}}, {"assistant", {1, 1, 1}}};
        p.labels = {"label", {{{"αα", {900, 0, 0}}, {"ββ", {3, 0, 0}}}, 2, 0.1, 0.1, 300}, 100};
        for (int i = 0; i < 6; ++i) p.labels.table.items.push_back({"γγ", {2, 0, 0}});
        p.languages = {{{"δδ", {900, 0, 0}}, {"εε", {5, 0, 0}}, {"", {5, 0, 0}}}, 3, 1, 1, 1};
        p.languagesKnown = true;
        p.vocabulary = {5000, 900, 400, true, 0.3, 100, {{"ηη", 80}}, {{"θθ", 700}}, {{"ιι", 600}}, 1200, 1200};
        p.topics = {{{"κκ", {"κ", "λ", "μ", "ν"}, {900, 0, 0}, {1, 2}},
                     {"λλ", {"λ"}, {9, 0, 0}, {}},
                     {"μμ", {"μ"}, {9, 0, 0}, {}}},
                    7,
                    1200,
                    900};
        for (std::size_t i = 0; i < 11; ++i) p.topics.topics.push_back({"ξξ", {"ξ"}, {5, 0, 0}, {}});
        const RateEstimate high{90, 100, 0.9, 0.85, 0.95}, low{100, 1000, 0.1, 0.08, 0.12};
        p.groups = {{"gender", "women and girls", 300, false, {}, {{"αα", high, low, 1}}, -0.5, 0.5, 0.01},
                    {"gender", "men and boys", 60, true, {}, {}, 0, 0, 0}};
        p.fewestRows = 20;
        p.outliers = {
            {{3, "long", 1, 9}, {4, "short", 1, 9}, {5, "odd_characters", 1, 9}, {6, "off_topic", 1, 9}}, 1, 2, 3, 40};
        for (const char* measure : {"labels", "topics", "lengths", "languages"})
            for (const Split split : {Split::Validation, Split::Test})
                p.differences.push_back({measure, split, 100, 0.5, 0.01});
        return p;
    }
    static std::vector<DataProfile> profiles() {
        DataProfile few = everything(), answers = everything();
        few.rows = {9, 0, 0};
        answers.labels = {"none", {}, 0};
        return {DataProfile(), few, answers, everything()};
    }

private Q_SLOTS:
    void report_speaksAnotherLanguage() {
        static const QRegularExpression markup(QStringLiteral("<style>.*?</style>|<!DOCTYPE html>|<[^>]*>|&[a-z]+;"),
                                               QRegularExpression::DotMatchesEverythingOption);
        static const QRegularExpression english(QStringLiteral("[a-wyzA-WYZ]+"));
        for (const DataProfile& profile : profiles()) {
            const std::string page =
                profileReportHtml(profile, findingsOf(profile), {"σσ", "3", "ττ", "2026-01-02"}, strange());
            QCOMPARE(faultOf(QByteArray::fromStdString(page)), QString());
            QVERIFY(page.find("<html lang=\"xx\">") != std::string::npos);
            QString text = QString::fromStdString(page);
            const auto left = english.match(text.remove(markup));
            QVERIFY2(!left.hasMatch(), qPrintable(text.mid(left.capturedStart() - 60, 160)));
        }
    }

    void everyFinding_hasWords() {
        std::set<std::string> seen;
        const auto remains = [](const std::string& text) { return text.find("%1") != std::string::npos; };
        for (const DataProfile& profile : profiles())
            for (const Finding& finding : findingsOf(profile)) {
                seen.insert(finding.kind);
                const FindingText text = findingText(finding);
                QVERIFY2(!text.title.empty() && !text.detail.empty() && !text.advice.empty(), finding.kind.c_str());
                QVERIFY2(!remains(text.title + text.detail + text.advice), text.detail.c_str());
                QVERIFY(severityText(finding.severity) != finding.severity);
                for (const Remedy& remedy : finding.remedies) QVERIFY(remedyText(remedy) != remedy.name);
                const FindingText other = findingText(finding, strange());
                QVERIFY2(other.title != text.title && other.detail != text.detail && other.advice != text.advice,
                         finding.kind.c_str());
            }
        const std::vector<std::string> kinds = findingKinds();
        QCOMPARE(seen, std::set<std::string>(kinds.begin(), kinds.end()));
        QCOMPARE(findingText({"new_kind", "info", Json::object(), {}}).title, std::string("new_kind"));
    }

    void filled_replacesEachPlaceOnce() {
        QCOMPARE(filled("%1 of %2, %1 %", {"%2", "b"}), std::string("%2 of b, %2 %"));
        QCOMPARE(filled("%3 95 % %", {"a"}), std::string("%3 95 % %"));
    }

    void report_isWellFormedAndEscaped() {
        const QByteArray page = reportOf(hostile());
        QCOMPARE(faultOf(page), QString());
        QVERIFY(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        QVERIFY(!page.contains("<script"));
        QVERIFY(!page.contains("<img"));
        QVERIFY(page.contains("Balance of &lt;b&gt;faq&lt;/b&gt;"));
        QVERIFY(page.contains("<svg"));
        QVERIFY(page.contains("Version 3, 2026-01-02"));
        static const QRegularExpression outside(QStringLiteral("<[^>]*(href|src)=|url\\(|@import"));
        QVERIFY(!QString::fromUtf8(page).contains(outside));
        QVERIFY(QString::fromUtf8(page).toUtf8() == page);
    }

    void report_ofNoRowsAndOfOne() {
        QCOMPARE(faultOf(reportOf({})), QString());
        QCOMPARE(faultOf(reportOf({plainRow("one")})), QString());
    }

    void escapedHtml_ofAnyBytes() {
        QCOMPARE(escapedHtml("a<b>&\"'"), std::string("a&lt;b&gt;&amp;&quot;&#39;"));
        QCOMPARE(escapedHtml("\x01\x7F\n"), std::string("   "));
        QCOMPARE(escapedHtml("\xFF"), std::string("\\xFF"));
        QVERIFY(escapedHtml(std::string(1000, 'a')).size() < 410);
    }
};

QTEST_GUILESS_MAIN(TestProfileReport)
#include "tst_profile_report.moc"
