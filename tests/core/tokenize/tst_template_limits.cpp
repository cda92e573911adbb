// Chat templates come from strangers: whatever one holds, it ends soon, in bounded memory, with an Error.
#include <QElapsedTimer>
#include <QTest>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/machine.h"
#include "core/tokenize/chat_template.h"

using namespace tunesmith;

class TestTemplateLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runaways_data();
    void runaways();
    void deepSyntax_data();
    void deepSyntax();
    void cyclesAreFreed();
    void longConversationsFit();
};

void TestTemplateLimits::runaways_data() {
    QTest::addColumn<QString>("source");
    const QString loop = "{% for a in range(99999) %}{% for b in range(99999) %}%1{% endfor %}{% endfor %}";
    QTest::newRow("endless loop") << loop.arg("");
    QTest::newRow("endless output") << loop.arg("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
    QTest::newRow("long range") << "{{ range(10**9) | length }}";
    QTest::newRow("doubling text")
        << "{% set ns = namespace(s='ab') %}{% for i in range(99) %}{% set ns.s = ns.s + ns.s %}{% endfor %}";
    QTest::newRow("doubling list")
        << "{% set ns = namespace(s=[1]) %}{% for i in range(99) %}{% set ns.s = ns.s + ns.s %}{% endfor %}";
    QTest::newRow("shared nesting")
        << "{% set ns = namespace(s=[1]) %}{% for i in range(99) %}{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s }}";
    QTest::newRow("deep nesting")
        << "{% set ns = namespace(s=[]) %}{% for i in range(99999) %}{% set ns.s = [ns.s] %}{% endfor %}{{ ns.s }}";
    QTest::newRow("repeated text") << "{{ 'ab' * 999999999999 }}";
    QTest::newRow("repeated list") << "{{ [1] * 99999999 }}";
    QTest::newRow("growing replace") << "{{ ('a' * 99999) | replace('a', 'b' * 99999) }}";
    QTest::newRow("wide") << "{{ 'a'.center(9999999999) }}";
    QTest::newRow("json indent") << "{{ [[1], [2]] | tojson(indent=999999999) }}";
    QTest::newRow("batch fill") << "{{ [1] | batch(9999999999, 0) | list }}";
    QTest::newRow("recursive macro") << "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}";
    QTest::newRow("mutual macros")
        << "{% macro a(n) %}{{ b(n) }}{% endmacro %}{% macro b(n) %}{{ a(n) | trim }}{% endmacro %}{{ a(1) }}";
    QTest::newRow("recursive loop") << "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}";
    QTest::newRow("large power") << "{{ 2 ** 9999999 }}";
    QTest::newRow("large sum") << "{{ 9223372036854775807 + 1 }}";
    QTest::newRow("smallest negated") << "{{ -(-9223372036854775807 - 1) }}{{ (-9223372036854775807 - 1) // -1 }}";
    QTest::newRow("sorting much") << "{% set l = range(99999) | list %}" + loop.arg("{{ l | sort }}");
    QTest::newRow("comparing much") << "{% set l = range(99999) | list %}" + loop.arg("{{ l == l + [] }}");
    QTest::newRow("many names") << "{% macro m() %}{% endmacro %}" + loop.arg("{% set ns = namespace() %}{{ m() }}");
    QTest::newRow("callers") << loop.arg("{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}x{% endcall %}");
}

void TestTemplateLimits::runaways() {
    QFETCH(QString, source);
    const std::int64_t before = peakResidentBytes();
    QElapsedTimer timer;
    timer.start();
    try {
        ChatTemplate(source.toStdString()).renderContext(Json::object());
        QFAIL("it ended well");
    } catch (const Error& error) {
        QCOMPARE(error.code(), Code::BadInput);
        QVERIFY(error.where().find("line 1") != std::string::npos);
    }
    QVERIFY2(timer.elapsed() < 60'000, "too slow");
    QVERIFY2(peakResidentBytes() - before < (std::int64_t(1) << 30), "too much memory");
}

void TestTemplateLimits::deepSyntax_data() {
    QTest::addColumn<QString>("source");
    const int n = 100'000;
    QTest::newRow("brackets") << "{{ " + QString("(").repeated(n) + "1" + QString(")").repeated(n) + " }}";
    QTest::newRow("lists") << "{{ " + QString("[").repeated(n) + QString("]").repeated(n) + " }}";
    QTest::newRow("nots") << "{{ " + QString("not ").repeated(n) + "1 }}";
    QTest::newRow("minuses") << "{{ " + QString("-").repeated(n) + "1 }}";
    QTest::newRow("sum") << "{{ 1" + QString(" + 1").repeated(n) + " }}";
    QTest::newRow("attributes") << "{{ a" + QString(".a").repeated(n) + " }}";
    QTest::newRow("calls") << "{{ a" + QString("()").repeated(n) + " }}";
    QTest::newRow("filters") << "{{ a" + QString("|trim").repeated(n) + " }}";
    QTest::newRow("inline ifs") << "{{ 1" + QString(" if 1 else 1").repeated(n) + " }}";
    QTest::newRow("blocks") << QString("{% if 1 %}").repeated(n) + QString("{% endif %}").repeated(n);
    QTest::newRow("loops") << QString("{% for a in b %}").repeated(n);
}

void TestTemplateLimits::deepSyntax() {
    QFETCH(QString, source);
    try {
        const ChatTemplate chat(source.toStdString());
        QFAIL("accepted");
    } catch (const Error& error) {
        QCOMPARE(error.code(), Code::BadFile);
    }
}

/// Values that hold themselves are no leak (looked at by the address sanitizer's leak check).
void TestTemplateLimits::cyclesAreFreed() {
    const ChatTemplate chat(
        "{% set ns = namespace() %}{% set ns.self = ns %}{% set ns.list = [ns] %}"
        "{% macro m() %}{% set inner = m %}{% endmacro %}{% set ns.macro = m %}{{ m() }}"
        "{% for x in [1] recursive %}{% set ns.loop = loop %}{% macro k() %}{{ loop }}{% endmacro %}{% set ns.k = k "
        "%}{% endfor %}done");
    for (int k = 0; k < 100; ++k) QCOMPARE(chat.renderContext(Json::object()), std::string("done"));
}

void TestTemplateLimits::longConversationsFit() {
    std::vector<Message> messages;
    for (int k = 0; k < 2000; ++k) messages.push_back({k % 2 ? "assistant" : "user", std::string(2000, 'x')});
    const ChatTemplate chat(
        "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' + m['content'] | trim + '<|im_end|>\n' }}{% "
        "endfor %}");
    QVERIFY(chat.render(messages, false).text.size() > 4'000'000);
}

QTEST_GUILESS_MAIN(TestTemplateLimits)
#include "tst_template_limits.moc"
