// The steps that rewrite texts: whitespace, html, boilerplate.
#include "clean_support.h"
#include "core/data/clean/html.h"

using namespace clean_test;

namespace {

const Json kWhitespace = {{"step", "whitespace"}}, kHtml = {{"step", "html"}}, kBoilerplate = {{"step", "boilerplate"}};

std::string html(const char* text) {
    return cleanedText(text, kHtml);
}

}  // namespace

class TestRewritingSteps : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whitespace_isTidied() {
        QCOMPARE(cleanedText("  a  b\t\tc \r\nd\re\u00A0\u3000f  ", kWhitespace), std::string("  a b c\nd\ne f"));
        QCOMPARE(cleanedText("\n\na\n\n\n\nb\n \n", kWhitespace), std::string("a\n\nb"));
        QCOMPARE(cleanedText("   one line   ", kWhitespace), std::string("one line"));
        QCOMPARE(cleanedText(" \n\t ", kWhitespace), std::string());
    }

    void whitespace_keepsIndentsAndCode() {
        const char* text = "- a\n  - b\n\n```\nx  =  1\n\n\n\ny\n```";
        QCOMPARE(cleanedText(text, kWhitespace), std::string(text));
        QCOMPARE(cleanedText("    first\nsecond", kWhitespace), std::string("    first\nsecond"));
    }

    void whitespace_settings() {
        Json step = kWhitespace;
        step["spaces"] = false;
        step["trim"] = false;
        step["blank_lines"] = 0;
        QCOMPARE(cleanedText("a  b\n\nc\n", step), std::string("a  b\nc"));
    }

    void html_isTakenOut() {
        QCOMPARE(html("<p>Hello <b class=\"x>y\">big</b> world</p>"), std::string("\nHello big world\n"));
        QCOMPARE(html("a<br/>b<BR>c<!-- no -->d"), std::string("a\nb\ncd"));
        QCOMPARE(html("x<script type='a'>if (a < b) { \"</p>\" }</script>y<style>p{}</style>z"), std::string("xyz"));
        QCOMPARE(html("<ul><li>one</li><li>two</li></ul>"), std::string("\n\n- one\n\n- two\n\n"));
        QCOMPARE(html("caf&eacute; &amp; bar &#233;&#xE9; &nbsp;&hellip;&#150;"),
                 std::string("café & bar éé \u00A0…–"));
        QCOMPARE(html("&amp;amp;lt;b&amp;gt;bold&lt;/b&gt;"), std::string("bold"));
    }

    void whatIsNoHtml_stays_data() {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"a < b and c > d", "std::vector<int> v", "<think>hm</think>", "<article>long</article>",
              "AT&T; R&D; &nosuch; &", "1 <2> 3", "use `<p>` and `&amp;` here", "``a ` <b>``",
              "```html\n<p>&lt;</p>\n```", "~~~\n<b>\n~~~", "<b", "<a href=\"x", "<!-- open",
              "&#0; &#xD800; &#1114112; &#99999999999;", "if (a<b && c>d)", "<|im_start|>user",
              "mail <me@example.org>"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void whatIsNoHtml_stays() {
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(html(text.toUtf8().constData())), text);
    }

    void html_endsOnHostileText() {
        std::string text;
        for (int i = 0; i < 20000; ++i) text += "<a <!-- &amp ` <script>";
        removeHtml(text);
        std::string escaped = "&";
        for (int i = 0; i < 100000; ++i) escaped += "amp;";
        removeHtml(escaped += "lt;");
        QCOMPARE(escaped, std::string("<"));
        std::string nested;
        for (int i = 0; i < 20000; ++i) nested += "<";
        for (int i = 0; i < 20000; ++i) nested += "b>";
        removeHtml(nested);
        std::string ticks(200000, '`');
        removeHtml(ticks += "<b>");
        QVERIFY(!ticks.empty());
    }

    void boilerplate_lines() {
        QCOMPARE(cleanedText("Heading\nThis website uses cookies to improve your visit.\nText.\nRead more\nHome",
                             kBoilerplate),
                 std::string("Heading\nText."));
        QCOMPARE(cleanedText("Bitte klicken Sie hier, um weiterzulesen.\nText", kBoilerplate), std::string("Text"));
        const char* prose = "I like to read more books at home.\nShe said he would sign in tomorrow.";
        QCOMPARE(cleanedText(prose, kBoilerplate), std::string(prose));
        const char* code = "```\nRead more\n```";
        QCOMPARE(cleanedText(code, kBoilerplate), std::string(code));
    }

    void boilerplate_repeatedHeaders() {
        std::string text;
        for (int page = 1; page <= 10; ++page) {
            text += "Journal of Tests, volume 3\n";
            for (int line = 0; line < 9; ++line) text += drawnText(std::uint64_t(page * 100 + line), 8) + "\n";
        }
        const std::string cleaned = cleanedText(text, kBoilerplate);
        QCOMPARE(std::count(cleaned.begin(), cleaned.end(), '\n'), std::ptrdiff_t(91));
        QVERIFY(cleaned.starts_with("Journal of Tests, volume 3\n"));
        QCOMPARE(cleaned.find("Journal", 10), std::string::npos);
        QCOMPARE(cleanedText(text, {{"step", "boilerplate"}, {"repeats", 0}}), text);
        const Cleaned chat = cleanAll({chatRow(text, text)}, Json::array({kBoilerplate}));
        QCOMPARE(chat.fate(0), std::string("keep"));
    }

    void settle_onRandomText() {
        const std::vector<std::string> parts = {
            " ",   "\n", "\t", "\r\n", "a",      "<b>",  "</p>", "<li>",     "&amp;",     "lt;",       "```", "`",
            "~~~", "<",  ">",  "&",    "\u00A0", "<!--", "-->",  "<script>", "</script>", "Read more", "x y"};
        const Json steps = Json::array({kHtml, kBoilerplate, kWhitespace});
        const RandomStream stream(7, "parts");
        std::vector<Record> rows;
        for (std::uint64_t row = 0; row < 4000; ++row) {
            std::string text;
            for (std::uint64_t i = 0; i < 12; ++i) text += parts[stream.at(row * 12 + i) % parts.size()];
            rows.push_back(textRow(text));
        }
        for (const Json& step : steps) QVERIFY(isSettled(cleanAll(rows, Json::array({step})), Json::array({step})));
    }
};

QTEST_GUILESS_MAIN(TestRewritingSteps)
#include "tst_rewriting_steps.moc"
