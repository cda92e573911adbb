// Chat templates against Jinja2 3.1.6 as transformers sets it up (tests/golden/tokenize/templates.json), and where
// pieces come from.
#include <QTest>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/tokenize/chat_template.h"

using namespace tunesmith;

namespace {

const char* const kGolden = TUNESMITH_SOURCE_DIR "/tests/golden/tokenize/templates.json";

/// Compares with what Jinja2 made of it: the output, or the kind of error.
void compare(const std::string& source, const Json& context, const Json& expected) {
    std::string got;
    Json error;
    try {
        got = ChatTemplate(source).renderContext(context);
    } catch (const Error& e) {
        error = codeName(e.code());
        got = e.fullText();
    }
    if (expected.contains("error")) {
        QVERIFY2(error == expected["error"], (source + "\n" + got).c_str());
    } else {
        QVERIFY2(error.is_null(), (source + "\n" + got).c_str());
        QCOMPARE(QString::fromStdString(got), QString::fromStdString(expected["output"].get<std::string>()));
    }
}

/// "text<message>" for each piece, with "g" where the model generated it.
std::string pieces(const std::string& source, const std::vector<Message>& messages) {
    const Rendered r = ChatTemplate(source).render(messages, false);
    std::string out;
    std::size_t at = 0;
    for (const RenderedPiece& piece : r.pieces) {
        if (piece.begin != at || piece.end <= piece.begin) return "gap";
        at = piece.end;
        const std::string from = piece.message < 0 ? "" : std::to_string(piece.message);
        out += r.text.substr(piece.begin, piece.end - piece.begin) + "<" + from + (piece.generation ? "g" : "") + ">";
    }
    return at == r.text.size() ? out : "gap at the end";
}

}  // namespace

class TestChatTemplate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void families_data();
    void families();
    void snippets_data();
    void snippets();
    void origins_data();
    void origins();
    void variables();
    void places();
    void clock();

private:
    const Json golden_ = readJsonFile(kGolden);
};

void TestChatTemplate::families_data() {
    QTest::addColumn<int>("index");
    for (std::size_t k = 0; k < golden_["families"].size(); ++k)
        QTest::newRow(golden_["families"][k]["name"].get<std::string>().c_str()) << int(k);
}

void TestChatTemplate::families() {
    QFETCH(int, index);
    const Json& family = golden_["families"][std::size_t(index)];
    QVERIFY(golden_["chats"].size() >= 12);
    for (std::size_t k = 0; k < golden_["chats"].size(); ++k)
        compare(family["template"].get<std::string>(), golden_["chats"][k], family["results"][k]);
}

void TestChatTemplate::snippets_data() {
    QTest::addColumn<int>("index");
    for (std::size_t k = 0; k < golden_["snippets"].size(); ++k) QTest::addRow("%d", int(k)) << int(k);
}

void TestChatTemplate::snippets() {
    QFETCH(int, index);
    const Json& snippet = golden_["snippets"][std::size_t(index)];
    compare(snippet["template"].get<std::string>(), golden_["data"], snippet);
}

void TestChatTemplate::origins_data() {
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* source, const char* expected) {
        QTest::newRow(name) << source << expected;
    };
    row("output", "{% for m in messages %}{{ m.role }}:{{ m.content }};{% endfor %}",
        "user:<> Hi  there <0>;assistant:<>Yes.<1>;<>");
    row("plus and tilde", "{{ 'a' + messages[0].content ~ messages[1]['content'] + 'b' }}",
        "a<> Hi  there <0>Yes.<1>b<>");
    row("trim", "{{ messages[0].content | trim }}{{ messages[0].content.strip() }}", "Hi  thereHi  there<0>");
    row("slice", "{{ messages[1].content[1:3] }}|{{ messages[1].content[::-1] }}", "es<1>|<>.seY<1>");
    row("replace", "{{ messages[0].content | replace('  ', '-') }}", " Hi<0>-<>there <0>");
    row("split and join", "{{ messages[0].content.split() | join('+') }}", "Hi<0>+<>there<0>");
    row("upper", "{{ messages[0].content | upper }}", " HI  THERE <0>");
    row("set and macro", "{% macro m(t) %}[{{ t }}]{% endmacro %}{% set c = messages[1].content %}{{ m(c) }}",
        "[<>Yes.<1>]<>");
    row("block and filter",
        "{% set c %}({{ messages[0].content }}){% endset %}{{ c }}{% filter trim %}  {{ messages[1].content }} {% "
        "endfilter %}",
        "(<> Hi  there <0>)<>Yes.<1>");
    row("generation", "{% generation %}{{ messages[1].content }}</s>{% endgeneration %}.", "Yes.<1g></s><g>.<>");
    row("format", "{{ '%s!' % messages[1].content }}", "Yes.<1>!<>");
    row("indent", "{{ (messages[1].content ~ '\n' ~ messages[1].content) | indent(1) }}", "Yes.<1>\n <>Yes.<1>");
    row("json", "{{ messages[1].content | tojson }}", "\"Yes.\"<>");
    row("nothing", "", "");
}

void TestChatTemplate::origins() {
    QFETCH(QString, source);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(pieces(source.toStdString(), {{"user", " Hi  there "}, {"assistant", "Yes."}})),
             expected);
}

/// Variables reach the template, and messages and tools have the names that transformers gives them.
void TestChatTemplate::variables() {
    const ChatTemplate chat(
        "{{ bos_token }}{{ tools }}{{ documents }}{{ add_generation_prompt }}{{ messages | length }}{{ unknown }}");
    QCOMPARE(chat.render({{"user", "x"}}, true, Json{{"bos_token", "<s>"}}).text, std::string("<s>NoneNoneTrue1"));
    QVERIFY_EXCEPTION_THROWN(chat.render({{"user", "\xFF"}}, true), Error);
}

void TestChatTemplate::places() {
    const auto where = [](const std::string& source) {
        try {
            ChatTemplate(source).renderContext(Json::object());
        } catch (const Error& error) {
            return error.where();
        }
        return std::string("no error");
    };
    QCOMPARE(where("a\nb\n{{ 1 + }}"), std::string("chat template, line 3, column 8"));
    QCOMPARE(where("{# é\n#}ää{{ x }} {{ 'a' ~ }}"), std::string("chat template, line 2, column 22"));
    QCOMPARE(where("\n{% if x %}\n{# two\nlines #}\n{{ missing.a }}{% endif %}\n{{ missing.a }}"),
             std::string("chat template, line 6"));
    QCOMPARE(where("{% raw %}\n\n{% endraw %}{% for i in 5 %}{% endfor %}"), std::string("chat template, line 3"));
    QCOMPARE(where("{% macro m() %}\n{{ none + 1 }}{% endmacro %}\n\n{{ m() }}"), std::string("chat template, line 2"));
}

void TestChatTemplate::clock() {
    const std::string year = ChatTemplate("{{ strftime_now('%Y') }}").renderContext(Json::object());
    QVERIFY(year.size() == 4 && std::stoi(year) >= 2024);
}

QTEST_GUILESS_MAIN(TestChatTemplate)
#include "tst_chat_template.moc"
