// The report: well-formed, self-contained, and safe whatever the rows say.
#include <QRegularExpression>
#include <QXmlStreamReader>

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

private Q_SLOTS:
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
