// HTML: what a reader sees, as Markdown, and pages that mean harm.
#include <QtTest>

#include "core/data/import/html_importer.h"
#include "tests/core/data/import_support.h"

using namespace tunesmith;

namespace {

/// The page's blocks, each on a line of its own between slashes.
std::string seen(const std::string& html) {
    std::string text;
    for (Block& block : htmlBlocks(html, "page")) {
        if (!text.empty()) text += " / ";
        text += block.kind == BlockKind::Table ? tableText(block.cells) : block.text;
    }
    return text;
}

}  // namespace

class TestHtmlImporter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_isWhatAReaderSees_data() {
        QTest::addColumn<QByteArray>("html");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* html, const char* text) {
            QTest::newRow(html) << QByteArray(html) << QByteArray(text);
        };
        row("<p>One <b>bold</b>\n  word</p><p>Two&nbsp;&amp; &#252;", "One bold word / Two\u00A0& ü");
        row("<h1>Title</h1>text<h3>Sub <i>part</i></h3>", "# Title / text / ### Sub part");
        row("<p>first</p><script>var x = '<p>no</p>'</script><style>p{}</style><noscript>no</noscript><p>yes<!-- no "
            "--></p>",
            "first / yes");
        row("<head><title>no</title></head><body>yes</body>", "yes");
        row("<ul><li>a<li>b<ul><li>c</ul></ul><ol><li>one<li>two</ol>", "- a / - b /   - c / 1. one / 2. two");
        row("<p>line<br>break</p>", "line\nbreak");
        row("<pre>  a\n   b</pre>", "```\n  a\n   b\n```");
        row("<table><caption>Cap</caption><tr><th>A<th>B<tr><td>1 <td>x<br>y</table>after",
            "Cap / | A | B |\n| --- | --- |\n| 1 | x y | / after");
        row("<table><tr><td>out<table><tr><td>in</table></table>", "| out in |");
        row("<div>a<div>b</div>c</div>", "a / b / c");
        row("<li><p>item</p><p>more</p></li>", "- item / more");
        row("", "");
    }
    void text_isWhatAReaderSees() {
        QFETCH(QByteArray, html);
        QFETCH(QByteArray, text);
        QCOMPARE(QString::fromStdString(seen(html.toStdString())), QString::fromUtf8(text));
    }

    void sections_areRows() {
        const MadeFile file(
            "<!DOCTYPE "
            "html><html><body><h1>T</h1><h2>A</h2><p>one<p>two<ul><li>x<li>y</ul><h2>B</h2><p>three</body></html>",
            "page.html");
        const Imported all = importAll(file.path());
        QCOMPARE(all.fault, std::string());
        QCOMPARE(all.result.format, std::string("html"));
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.rows[0].text, std::string("# T\n\n## A\n\none\n\ntwo\n\n- x\n- y"));
        QCOMPARE(all.rows[1].text, std::string("## B\n\nthree"));
    }

    void pageThatIsATable_isThatTable() {
        const MadeFile file(
            "<h1>FAQ</h1><table><tr><th>Question<th>Answer<tr><td>When do you open?<td>At "
            "eight.<tr><td>Why?<td>Because.<tr><td>a<td>b<td>c</table>",
            "page.htm");
        const Imported all = importAll(file.path());
        QCOMPARE(all.rows.size(), std::size_t(2));
        QCOMPARE(all.row(0), std::string("When do you open? -> At eight."));
        QVERIFY(all.issue(0).find("3 cells") != std::string::npos);
    }

    void encoding_isWhatThePageSays() {
        const MadeFile russian("<meta charset='windows-1251'><p>\xCF\xF0\xE8\xE2\xE5\xF2</p>", "page.html");
        QCOMPARE(QString::fromStdString(importAll(russian.path()).rows.at(0).text), QString::fromUtf8("Привет"));
        const MadeFile latin(
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=ISO-8859-1\"><p>\x93"
            "Caf\xE9\x94</p>",
            "page.html");
        QCOMPARE(QString::fromStdString(importAll(latin.path()).rows.at(0).text), QString::fromUtf8("“Café”"));
        // UTF-8 is UTF-8 whatever the page says, and a name that nobody knows is a guess.
        const MadeFile lying(
            "<meta charset='latin1'><p>Gr\xC3\xBC\xC3\x9F"
            "e</p>",
            "page.html");
        QCOMPARE(QString::fromStdString(importAll(lying.path()).rows.at(0).text), QString::fromUtf8("Grüße"));
        const MadeFile unknown("<meta charset='klingon'><p>Caf\xE9 au lait</p>", "page.html");
        QCOMPARE(QString::fromStdString(importAll(unknown.path()).rows.at(0).text), QString::fromUtf8("Café au lait"));
        QCOMPARE(htmlCharset("<meta charset = \"UTF-8\">"), std::string("utf-8"));
        QCOMPARE(htmlCharset("<p>charset"), std::string());
    }

    void deepPages_areRefusedInTime() {
        std::string deep, open, active;
        for (int i = 0; i < 100000; ++i) deep += "<div>";
        QVERIFY_EXCEPTION_THROWN(seen(deep + "<frameset>"), Error);
        for (int i = 0; i < 15000; ++i) open += "<div>";
        QVERIFY(seen(open + "x").find('x') != std::string::npos);
        for (int i = 0; i < 3000; ++i) active += "<b id=" + std::to_string(i) + "><p>";
        QVERIFY_EXCEPTION_THROWN(seen(active), Error);
    }

    void emptyPage_hasNoRows() {
        const MadeFile file("<html><script>x</script></html>", "page.html");
        QVERIFY(importAll(file.path()).fault.find("no rows") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestHtmlImporter)
#include "tst_html_importer.moc"
