// The chat template of a model in a project: changed, tried and set back; runs keep the one that they were trained
// with.
#include "tests/core/engine/project_support.h"

#include <QElapsedTimer>

#include "core/base/json.h"

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

constexpr const char* kShort =
    "{% for m in messages %}{{ m.role[0] ~ ':' ~ m.content ~ eos_token }}{% endfor %}"
    "{% if add_generation_prompt %}a:{% endif %}";

Record conversation() {
    Record record;
    record.messages = {{"user", "Where is the kite?"}, {"assistant", "In the office."}, {"user", "And the rope?"},
                       {"assistant", "In the attic."}};
    return record;
}

std::string trainedText(const RenderedRow& row) {
    std::string text;
    for (const TokenView& token : row.tokens)
        if (token.trained) text += row.text.substr(token.begin, token.end - token.begin);
    return text;
}

}  // namespace

class TestProjectTemplate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changedAndSetBack() {
        TestProject t(3);
        const ChatTemplateInfo before = t->chatTemplate("tiny");
        QVERIFY(!before.custom && before.modelHasOne && before.source == before.own && before.runs.empty());
        const RenderedRow own = t->renderRow(conversation(), "tiny", Recipe());
        t->setChatTemplate("tiny", kShort);
        t.reopen();
        QVERIFY(t->model("tiny").customTemplate);
        QCOMPARE(QString::fromStdString(t->chatTemplate("tiny").source), QString(kShort));
        QCOMPARE(t->chatTemplate("tiny").own, before.own);
        const RenderedRow changed = t->renderRow(conversation(), "tiny", Recipe());
        QVERIFY(changed.text.rfind("u:Where is the kite?", 0) == 0);
        QVERIFY(changed.trainedTokens > 0 && changed.text != own.text);
        // Its own text, given back, is the model's own again: nothing of the project's stays.
        t->setChatTemplate("tiny", before.own);
        QVERIFY(!t->model("tiny").customTemplate);
        t->setChatTemplate("tiny", kShort);
        t->resetChatTemplate("tiny");
        QCOMPARE(t->renderRow(conversation(), "tiny", Recipe()).text, own.text);
    }

    void refused_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("why");
        QTest::newRow("broken") << "a\n{{ message. }}" << "line 2, column 15";
        QTest::newRow("empty") << " \n" << "empty";
        QTest::newRow("no question") << "{% for m in messages %}{% if m.role == 'assistant' %}{{ m.content }}{% endif %}{% endfor %}"
                                     << "leaves out what the user says";
        QTest::newRow("no answer") << "{% for m in messages %}{% if m.role == 'user' %}{{ m.content }}{% endif %}{% endfor %}"
                                   << "leaves out what the assistant says";
        QTest::newRow("refuses") << "{{ raise_exception('only poems') }}" << "only poems";
        QTest::newRow("endless") << "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
                                 << "a loop may not end";
    }
    void refused() {
        QFETCH(QString, source);
        QFETCH(QString, why);
        static TestProject t(1);
        const QString said = refusal([&] { t->setChatTemplate("tiny", source.toStdString()); });
        QVERIFY2(said.contains(why), qPrintable(said));
        QVERIFY(!t->model("tiny").customTemplate);
    }

    void preview_rowsWithTrainedTokens() {
        TestProject t(1);
        const auto tried = t->previewTemplate("tiny", kShort, {conversation(), conversation()}, false, Recipe());
        QVERIFY(!tried.fault);
        QCOMPARE(tried.rows.size(), std::size_t(2));
        QCOMPARE(tried.stops.size(), std::size_t(1));
        const auto& row = tried.rows.front();
        QVERIFY(!row.fault && row.answerEnds);
        QCOMPARE(trainedText(row.row),
                 "In the office." + tried.stops.front() + "In the attic." + tried.stops.front());
        QVERIFY(tried.plainMarks.empty());
        // Up to the last question, for an answer: nothing is trained.
        const auto asked = t->previewTemplate("tiny", kShort, {conversation()}, true, Recipe());
        const std::string& text = asked.rows.front().row.text;
        QVERIFY(text.size() > 2 && text.substr(text.size() - 2) == "a:");
        QVERIFY(text.find("attic") == std::string::npos);
        QCOMPARE(asked.rows.front().row.trainedTokens, std::int64_t(0));
    }

    // What a person needs to hear before training on it.
    void preview_saysWhatWouldGoWrong() {
        TestProject t(1);
        const auto marks = t->previewTemplate(
            "tiny", "{% for m in messages %}<|odd|>{{ m.content }}\n{% endfor %}", {conversation()}, false, Recipe());
        QCOMPARE(marks.plainMarks, std::vector<std::string>{"<|odd|>"});
        QVERIFY(!marks.rows.front().answerEnds);  // such a model never learns to stop
        const auto broken = t->previewTemplate("tiny", "{{ 'a' }}\n{% if %}", {conversation()}, false, Recipe());
        QVERIFY(broken.fault && broken.rows.empty());
        QCOMPARE(broken.fault->line, 2);
        QCOMPARE(broken.fault->column, 7);
        const auto refuses = t->previewTemplate("tiny", "{{ messages }}\n\n{{ raise_exception('no') }}", {conversation()}, false, Recipe());
        QVERIFY(!refuses.fault && refuses.rows.front().fault);
        QCOMPARE(refuses.rows.front().fault->line, 3);
    }

    void preview_endlessTemplate_endsWithASentence() {
        TestProject t(1);
        QElapsedTimer timer;
        timer.start();
        const std::vector<Record> rows(4, conversation());
        const auto tried = t->previewTemplate("tiny", "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", rows, false, Recipe());
        QVERIFY(!tried.rows.empty());
        QVERIFY(tried.rows.front().fault && tried.rows.front().fault->message.find("may not end") != std::string::npos);
        QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
    }

    void preview_templateThatWritesTooMuch() {
        TestProject t(1);
        const auto tried = t->previewTemplate("tiny", "{% for m in messages %}{{ m.content * 99999 }}{% endfor %}", {conversation()}, false, Recipe());
        QVERIFY(tried.rows.front().fault && tried.rows.front().fault->message.find("KiB") != std::string::npos);
    }

    void presets_renderAndTrainAnswers() {
        TestProject t(1);
        for (const ChatTemplatePreset& preset : chatTemplatePresets()) {
            Record record = conversation();
            record.messages.insert(record.messages.begin(), {"system", "Be brief."});
            const auto tried = t->previewTemplate("tiny", preset.source, {record, conversation()}, false, Recipe());
            QVERIFY2(!tried.fault && !tried.rows[0].fault && !tried.rows[1].fault, preset.id.c_str());
            QVERIFY2(trainedText(tried.rows[1].row).find("In the attic.") != std::string::npos, preset.id.c_str());
            QVERIFY2(trainedText(tried.rows[1].row).find("rope") == std::string::npos, preset.id.c_str());
            QVERIFY2(tried.rows[0].row.text.find("Be brief.") != std::string::npos, preset.id.c_str());
            t->setChatTemplate("tiny", preset.source);
        }
        QVERIFY(refusal([] { chatTemplatePreset("none"); }).contains("chatml"));
    }

    // A run keeps what it was trained with, in answers and in exports, whatever the model has later.
    void runsKeepTheirs() {
        TestProject t(3);
        const auto first = t->train({"faq", "tiny", shortRecipe(2), "own"});
        QVERIFY(done(*first));
        const std::int64_t own = first->result().run;
        const std::string original = t->chatTemplate("tiny").own;
        QVERIFY(!t->run(own).otherTemplate);
        t->setChatTemplate("tiny", kShort);
        QVERIFY(t->run(own).otherTemplate);
        QCOMPARE(t->chatTemplate(own), original);
        QCOMPARE(t->chatTemplate("tiny").runs, std::vector<std::string>{"own"});
        const auto second = t->train({"faq", "tiny", shortRecipe(2), "short"});
        QVERIFY(done(*second));
        const std::int64_t changed = second->result().run;
        QVERIFY(!t->run(changed).otherTemplate);
        t->resetChatTemplate("tiny");
        QVERIFY(!t->run(own).otherTemplate && t->run(changed).otherTemplate);
        t.reopen();
        QCOMPARE(t->chatTemplate(changed), std::string(kShort));

        GenerateRequest request;
        request.messages = {{"user", "Where is the kite?"}};
        request.maxNewTokens = 1;
        const auto tokens = [&](const ModelRef& ref) {
            request.ref = ref;
            const auto job = t->generate(request);
            return done(*job) ? job->result().promptTokens : -1;
        };
        const std::int64_t base = tokens({"tiny", 0, 0});
        QCOMPARE(tokens({{}, own, 0}), base);
        const std::int64_t asShort = tokens({{}, changed, 0});
        QVERIFY(asShort > 0 && asShort != base);
        // An answerer that is kept follows the model's template too.
        t->setChatTemplate("tiny", kShort);
        QCOMPARE(tokens({"tiny", 0, 0}), asShort);
        QCOMPARE(tokens({{}, own, 0}), base);

        for (const auto kind : {ExportKind::Merged, ExportKind::Adapter}) {
            const std::string to = t.path(kind == ExportKind::Merged ? "merged" : "adapter");
            QVERIFY(done(*t->exportModel({{{}, changed, 0}, kind, to, "fp32"})));
            QCOMPARE(readFile(to + "/chat_template.jinja"), std::string(kShort));
            QVERIFY(done(*t->exportModel({{{}, own, 0}, kind, to + "2", "fp32"})));
            QCOMPARE(readFile(to + "2/chat_template.jinja"), original);
        }
        QVERIFY(done(*t->exportModel({{"tiny", 0, 0}, ExportKind::Merged, t.path("base"), "fp32"})));
        QCOMPARE(readFile(t.path("base") + "/chat_template.jinja"), std::string(kShort));
    }

    // The folder's own template may be edited after a run: the run does not notice.
    void runsKeepTheModelsOwn_asItWas() {
        TestProject t(3);
        const std::string folder = t.path("copy");
        fs::copy(tinyModel(), folder);
        fs::permissions(folder + "/chat_template.jinja", fs::perms::owner_write, fs::perm_options::add);
        t->addModel(folder, "copy");
        const auto job = t->train({"faq", "copy", shortRecipe(2), "r"});
        QVERIFY(done(*job));
        const std::string original = t->chatTemplate(job->result().run);
        writeText(folder + "/chat_template.jinja", kShort);
        t.reopen();
        QCOMPARE(t->chatTemplate("copy").source, std::string(kShort));
        QCOMPARE(t->chatTemplate(job->result().run), original);
    }
};

QTEST_GUILESS_MAIN(TestProjectTemplate)
#include "tst_project_template.moc"
