// What becomes of personal data in a row, and what the report says of it.
#include <QtTest>

#include "core/base/error.h"
#include "core/data/clean/personal_data.h"
#include "core/data/pii/recall.h"
#include "core/data/pii/redact.h"
#include "core/data/pii/report.h"
#include "core/data/pii/survey.h"
#include "core/data/text.h"
#include "pii_values.h"

using namespace tunesmith;
using namespace tunesmith::pii;
using namespace pii_test;

namespace {

Redactor redactor(Action action, const EntitySet& entities = certainEntities(), const std::string& key = "a key") {
    RedactPolicy policy;
    policy.setAll(entities, action);
    policy.key = key;
    return Redactor({}, policy);
}

QByteArray redacted(const Redactor& redactor, const char* text) {
    Record record;
    record.text = text;
    redactor.redact(record);
    return QByteArray::fromStdString(record.text);
}

CleanOutcome cleaned(Record& record, Json settings) {
    const CleanerKind kind = personalDataCleaner();
    Json all;
    for (const CleanSetting& setting : kind.settings) {
        all[setting.key] = settings.contains(setting.key) ? settings[setting.key] : setting.fallback;
        if (const std::string problem = setting.problem(all[setting.key]); !problem.empty())
            throw Error(Code::Internal, setting.key + problem);
    }
    CleanRow row;
    row.record = record;
    CleanContext context;
    context.secret = "of the project";
    const CleanOutcome outcome = kind.make(all, context)->clean(row);
    record = row.record;
    return outcome;
}

}  // namespace

class TestRedact : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void placeholders_areAlikeInTheWholeRow() {
        Record record;
        record.messages = {{"user", "I am a@b.org, or c@d.org"}, {"assistant", "Hello A@B.org"}};
        record.chosen = {{"assistant", "c@d.org"}};
        record.rejected = {{"assistant", "e@f.org"}};
        const RedactResult result = redactor(Action::Placeholder).redact(record);
        QCOMPARE(QByteArray::fromStdString(record.messages[0].text), QByteArray("I am [EMAIL_1], or [EMAIL_2]"));
        QCOMPARE(QByteArray::fromStdString(record.messages[1].text), QByteArray("Hello [EMAIL_1]"));
        QCOMPARE(QByteArray::fromStdString(record.chosen[0].text), QByteArray("[EMAIL_2]"));
        QCOMPARE(QByteArray::fromStdString(record.rejected[0].text), QByteArray("[EMAIL_3]"));
        QCOMPARE(result.redacted.size(), std::size_t(5));
        QVERIFY(result.changed());
        record.messages[0].text += " and g@h.org";  // a second run goes on counting
        redactor(Action::Placeholder).redact(record);
        QVERIFY2(record.messages[0].text.ends_with("and [EMAIL_4]"), record.messages[0].text.c_str());
    }

    // A value that a person let stand stays, however it is written; the others go.
    void exceptions_stand() {
        Record record;
        record.text = "Write to desk@clinic.org or DESK@clinic.org, not to jane@mail.org.";
        cleaned(record, {{"except", {"desk@clinic.org", "--"}}});
        QCOMPARE(record.text, std::string("Write to desk@clinic.org or DESK@clinic.org, not to [EMAIL_1]."));
        const CleanOutcome flagged = cleaned(record, {{"except", {"Desk@Clinic.org"}}, {"action", "flag"}});
        QCOMPARE(int(flagged.action), int(CleanAction::Keep));
    }

    void survey_listsEachValueOnce() {
        const Scanner scanner;
        Survey survey;
        const std::vector<std::string> rows = {"Mail desk@clinic.org,\nor DESK@clinic.org.", "desk@clinic.org", "nobody",
                                               "Pay with 4111 1111 1111 1111 at \xC3\xBC."};
        for (std::size_t i = 0; i < rows.size(); ++i) survey.add(std::int64_t(i), {rows[i]}, {scanner.scan(rows[i])});
        const auto values = survey.values(10);
        QCOMPARE(survey.distinct(), std::size_t(2));
        QCOMPARE(values.size(), std::size_t(2));
        QCOMPARE(values[0].text, std::string("desk@clinic.org"));
        QCOMPARE(values[0].count, std::int64_t(3));
        QCOMPARE(values[0].rows, std::int64_t(2));
        QCOMPARE(values[0].position, std::int64_t(0));
        QCOMPARE(values[0].before, std::string("Mail "));
        QCOMPARE(values[0].after, std::string(", or DESK@clinic.org."));
        QCOMPARE(values[1].position, std::int64_t(3));
        QCOMPARE(survey.values(1).size(), std::size_t(1));
        QCOMPARE(survey.report().rows(), std::int64_t(4));
        QCOMPARE(survey.report().found(Entity::Email), std::int64_t(3));
        QCOMPARE(survey.report().found(Entity::CreditCard), std::int64_t(1));
        // What stands around a value is cut between characters.
        std::string wide;
        for (int i = 0; i < 40; ++i) wide += "\xC3\xBC";
        const std::string long_ = wide + " a@b.org " + wide;
        Survey cut;
        cut.add(0, {long_}, {scanner.scan(long_)});
        QVERIFY(!firstInvalidUtf8(cut.values(1).at(0).before) && !firstInvalidUtf8(cut.values(1).at(0).after));
    }

    void masks_showTheEnd() {
        const Redactor mask = redactor(Action::Mask);
        QCOMPARE(redacted(mask, "card 4111 1111 1111 1111."), QByteArray("card **** **** **** 1111."));
        QCOMPARE(redacted(mask, "a@b.org"), QByteArray("*@*.***"));
        QCOMPARE(redacted(mask, "card ４１１１ 1111 1111 1111."), QByteArray("card **** **** **** 1111."));
    }

    void hashes_needTheKey() {
        const QByteArray one = redacted(redactor(Action::Hash), "mail a@b.org"),
                         again = redacted(redactor(Action::Hash), "mail A@B.org");
        QVERIFY(one.startsWith("mail [EMAIL_") && one.size() == 12 + 16 + 1);
        QCOMPARE(one, again);
        QVERIFY(one != redacted(redactor(Action::Hash, certainEntities(), "other key"), "mail a@b.org"));
        QVERIFY_EXCEPTION_THROWN(redactor(Action::Hash, certainEntities(), ""), Error);
        QVERIFY_EXCEPTION_THROWN(redactor(Action::Surrogate, certainEntities(), ""), Error);
    }

    void surrogates_keepTheForm() {
        const Redactor surrogate = redactor(Action::Surrogate);
        const QByteArray card = redacted(surrogate, "card 4111 1111 1111 1111.");
        QVERIFY2(QRegularExpression("^card 4\\d{3} \\d{4} \\d{4} \\d{4}\\.$").match(QString::fromUtf8(card)).hasMatch(),
                 card.constData());
        QVERIFY(card != "card 4111 1111 1111 1111.");
        QCOMPARE(card, redacted(surrogate, "card 4111 1111 1111 1111."));
        const QByteArray mail = redacted(surrogate, "a@b.org");
        QVERIFY2(mail.endsWith("@example.invalid"), mail.constData());
    }

    void rows_canGo() {
        Record record;
        record.text = "card 4111 1111 1111 1111";
        const RedactResult result = redactor(Action::DropRow).redact(record);
        QVERIFY(result.drop);
        QCOMPARE(QByteArray::fromStdString(record.text), QByteArray("card 4111 1111 1111 1111"));
    }

    void nothing_isFoundAfterwards_data() {
        QTest::addColumn<int>("action");
        for (const Action action : {Action::Placeholder, Action::Mask, Action::Hash, Action::Surrogate})
            QTest::newRow(actionName(action)) << int(action);
    }
    void nothing_isFoundAfterwards() {
        QFETCH(int, action);
        const Redactor all = redactor(Action(action), allEntities());
        Draw draw(std::uint64_t(action) + 40);
        int found = 0;
        for (int n = 0; n < 400; ++n) {
            Record record;
            std::vector<std::string> values;
            for (int k = 0; k < 3; ++k) {
                const Kind& kind = draw.of(kinds());
                const std::string value = kind.make(draw);
                values.push_back(kind.layouts.empty() ? value : inLayout(value, kind.layouts[0]));
                record.messages.push_back({"user", "My account and " + std::string(kind.context) + " " + values.back() +
                                                       ", call +49 30 1234567 or a@b.org, Dr. Miller, https://x.org/" +
                                                       value});
            }
            found += int(all.redact(record).redacted.size());
            for (const Message& message : record.messages) {
                for (const Finding& f : all.scanner().scan(message.text))
                    QVERIFY2(f.score < all.policy().leastScore,
                             (std::string(entityInfo(f.entity).name) + " in " + message.text).c_str());
                for (const std::string& value : values)
                    QVERIFY2(message.text.find(value) == std::string::npos, message.text.c_str());
            }
        }
        QVERIFY(found > 400 * 3 * 3);
    }

    void report_namesWhatHasNoDetector() {
        Report report;
        report.addRow(Scanner().scan("a@b.org c@d.org 4111 1111 1111 1111"));
        report.addRow({});
        Record record;
        record.text = "a@b.org";
        report.addResult(redactor(Action::Placeholder).redact(record));
        Report sum;
        sum += report;
        const OrderedJson json = sum.toJson();
        QCOMPARE(json["rows"].get<int>(), 2);
        QCOMPARE(json["rows_with_findings"].get<int>(), 1);
        QCOMPARE(int(json["safe_harbor"].size()), 18);
        QCOMPARE(json["safe_harbor"][5]["found"].get<int>(), 2);
        QCOMPARE(json["without_detector"], OrderedJson::parse(R"(["Biometric identifiers", "Full-face photographs"])"));
        QCOMPARE(json["safe_harbor"][0]["detector"], "partial");
        QCOMPARE(sum.done(Entity::Email, Action::Placeholder), std::int64_t(1));
        QCOMPARE(json["entities"][0]["name"], "CREDIT_CARD");
        // How often names are found stands beside what was found, in figures and in words.
        QCOMPARE(json["measured"]["names_bare"].get<double>(), measuredRecall().namesBare);
        const auto limits = json["limits"].get<std::string>();
        QVERIFY2(limits.find("stands before them, about 4 of 10 where they stand bare") != std::string::npos,
                 limits.c_str());
    }

    void step_changesFlagsAndDrops() {
        Record record;
        record.messages = {{"user", "mail a@b.org, MRN AB-12345 of John Smith"}};
        Record row = record;
        CleanOutcome outcome = cleaned(row, {{"patterns", {"CHART=AB-#####;mrn"}}});
        QVERIFY(outcome.action == CleanAction::Change);
        QCOMPARE(QByteArray::fromStdString(row.messages[0].text),
                 QByteArray("mail [EMAIL_1], MRN [CHART_1] of John Smith"));
        row = record;
        QVERIFY(cleaned(row, {{"names", true}, {"entities", {"NAME"}}}).action == CleanAction::Change);
        QCOMPARE(QByteArray::fromStdString(row.messages[0].text), QByteArray("mail a@b.org, MRN AB-12345 of [NAME_1]"));
        row = record;
        outcome = cleaned(row, {{"action", "flag"}});
        QVERIFY(outcome.action == CleanAction::Flag && row.messages == record.messages);
        QVERIFY2(outcome.reason.find("1 x EMAIL") != std::string::npos, outcome.reason.c_str());
        QVERIFY(cleaned(row, {{"action", "drop"}}).action == CleanAction::Drop);
        row.messages[0].text = "Nothing here.";
        QVERIFY(cleaned(row, {{"action", "drop"}}).action == CleanAction::Keep);
        QVERIFY_EXCEPTION_THROWN(cleaned(row, {{"entities", {"EMAILS"}}}), Error);
        QVERIFY_EXCEPTION_THROWN(cleaned(row, {{"patterns", {"#####"}}}), Error);
        row = record;
        QVERIFY(cleaned(row, {{"action", "hash"}}).action == CleanAction::Change);
    }
};

QTEST_GUILESS_MAIN(TestRedact)
#include "tst_redact.moc"
