// An encoder-decoder from import to answers: it learns rows by heart, goes on after a stop, is measured, exported, and refused where it does not fit.
#include <cmath>

#include "core/base/json.h"
#include "core/model/weights/safetensors.h"
#include "tests/core/engine/project_support.h"

using namespace tunesmith;
using namespace tunesmith::testing;

class TestProjectSeq2Seq : public QObject {
    Q_OBJECT

    std::unique_ptr<TestProject> t_;
    std::int64_t run_ = 0;

    static Recipe recipeOf(const char* method, std::int64_t steps) {
        Recipe recipe = shortRecipe(steps);
        recipe.method = method;
        recipe.train.learningRate = recipe.method == "full" ? 3e-3 : 1e-2;
        recipe.train.evaluateEvery = recipe.train.saveEvery = 30;
        return recipe;
    }
    GenerateRequest ask(const ModelRef& ref, const std::string& question) const {
        GenerateRequest request;
        request.ref = ref;
        request.messages = {{"user", question}};
        request.maxNewTokens = 40;
        return request;
    }
    std::string answer(const ModelRef& ref, const std::string& question) {
        const auto job = (*t_)->generate(ask(ref, question));
        return done(*job) ? job->result().text : std::string();
    }

private Q_SLOTS:
    void initTestCase() {
        t_ = std::make_unique<TestProject>();
        t_->import(questions(3), "faq");
        (*t_)->addModel(TUNESMITH_SOURCE_DIR "/tests/data/tiny_t5", "t5");
        Recipe recipe = recipeOf("lora", 150);
        recipe.probes = {"Where is the kite?"};
        const auto job = (*t_)->train({"faq", "t5", recipe, "lora"});
        QVERIFY(done(*job));
        run_ = job->result().run;
    }
    void cleanupTestCase() { t_.reset(); }

    void model_isShown() {
        const ModelInfo info = (*t_)->model("t5");
        QCOMPARE(QString::fromStdString(info.family), QString("t5"));
        QCOMPARE(info.parameters, std::int64_t(169792));
    }

    void adapter_learnsTheRows() {
        QCOMPARE(QString::fromStdString(answer({{}, run_, 0}, "Where is the kite?")), QString("The kite is in the office."));
        QCOMPARE(QString::fromStdString(answer({{}, run_, 0}, "Where is the lamp?")), QString("The lamp is in the barn."));
        QVERIFY(answer({"t5", 0, 0}, "Where is the kite?") != "The kite is in the office.");
        const auto metrics = byStepAndName((*t_)->metrics(run_));
        QVERIFY(metrics.at({150, "loss"}) < 0.1 * metrics.at({1, "loss"}));
        const auto probes = (*t_)->probes(run_);
        QVERIFY(!probes.empty());
        QCOMPARE(QString::fromStdString(probes.back().answer), QString("The kite is in the office."));
    }

    void whole_learnsTheRows() {
        const auto job = (*t_)->train({"faq", "t5", recipeOf("full", 60), "full"});
        QVERIFY(done(*job));
        QCOMPARE(QString::fromStdString(answer({{}, job->result().run, 0}, "Where is the rope?")), QString("The rope is in the harbour."));
    }

    // A run that was stopped is the run that was not.
    void resumed_isTheSameRun() {
        Recipe recipe = recipeOf("lora", 24);
        recipe.lora.dropout = 0.1;
        recipe.train.saveEvery = 4;
        const auto whole = (*t_)->train({"faq", "t5", recipe, "whole"});
        QVERIFY(done(*whole));
        const auto first = (*t_)->train({"faq", "t5", recipe, "stopped"});
        waitForStep(*first, 6);
        first->stop(true);
        first->wait();
        const RunInfo info = (*t_)->run(first->snapshot().run);
        if (info.resumable) QVERIFY(done(*(*t_)->resume(info.id)));
        QVERIFY(adapterBytes(*t_->project, info.id, 24) == adapterBytes(*t_->project, whole->result().run, 24));
    }

    void evaluated_answersAndLoss() {
        EvaluateRequest request;
        request.ref = {{}, run_, 0};
        request.dataset = "faq";
        request.split = Split::Train;
        request.answers = true;
        request.maxNewTokens = 40;
        const auto job = (*t_)->evaluate(request);
        QVERIFY(done(*job));
        QCOMPARE(job->result().right, std::int64_t(3));
        QVERIFY(job->result().loss < 0.3);
    }

    void rendered_marksTheAnswer() {
        Record record;
        record.messages = {{"user", "Where is the kite?"}, {"assistant", "The kite is in the office."}};
        const RenderedRow row = (*t_)->renderRow(record, "t5", Recipe());
        QCOMPARE(QString::fromStdString(row.text), QString("Where is the kite?\nThe kite is in the office."));
        // The mark before a word has the place of its first letter.
        std::string trained;
        std::uint32_t seen = 0;
        for (const TokenView& token : row.tokens) {
            if (token.trained && token.end > seen) trained += row.text.substr(std::max(seen, token.begin), token.end - std::max(seen, token.begin));
            seen = std::max(seen, token.end);
        }
        QCOMPARE(QString::fromStdString(trained), QString("The kite is in the office."));
    }

    void exported_answersTheSame() {
        for (const ExportKind kind : {ExportKind::Merged, ExportKind::Adapter}) {
            ExportRequest request;
            request.ref = {{}, run_, 0};
            request.kind = kind;
            request.folder = t_->path(kind == ExportKind::Merged ? "merged" : "adapter");
            request.dtype = "fp32";
            QVERIFY(done(*(*t_)->exportModel(request)));
        }
        (*t_)->addModel(t_->path("merged"), "merged");
        QCOMPARE(QString::fromStdString(answer({"merged", 0, 0}, "Where is the kite?")), QString("The kite is in the office."));
        const Json config = readJsonFile(t_->path("adapter") + "/adapter_config.json");
        QCOMPARE(QString::fromStdString(config["task_type"].get<std::string>()), QString("SEQ_2_SEQ_LM"));
        QVERIFY(config["target_modules"] == Json({"k", "o", "q", "v", "wi_0", "wi_1", "wo"}));
    }

    void logits_needASource() {
        const std::string file = t_->path("logits.safetensors");
        (*t_)->inspectLogits({"t5", 0, 0}, {0, 5, 6}, {7, 8, 1}, file);
        const SafetensorsFile stored(file);
        QVERIFY((stored.find("logits")->shape == std::vector<std::int64_t>{3, 416}));
        QVERIFY(refusal([&] { (*t_)->inspectLogits({"t5", 0, 0}, {0, 5}, {}, file); }).contains("source"));
    }

    // Rows longer than what the model was made with are read all the same; the person is told.
    void longRows_areTrained() {
        std::string question = "Where is the lamp";
        for (int i = 0; i < 300; ++i) question += ", the lamp";
        t_->import("{\"question\": \"" + question + "?\", \"answer\": \"In the barn.\"}\n", "long");
        Recipe recipe = recipeOf("lora", 1);
        recipe.data.maxLength = 2048;
        const auto check = (*t_)->check({"long", "t5", recipe, {}});
        QVERIFY(done(*check));
        const Readiness readiness = check->readiness();
        QVERIFY2(readiness.ready, readiness.problems.empty() ? "" : readiness.problems.front().c_str());
        QVERIFY(readiness.longestRow > 512);
        QVERIFY(std::any_of(readiness.warnings.begin(), readiness.warnings.end(),
                            [](const std::string& text) { return text.find("up to 512") != std::string::npos; }));
        QVERIFY(done(*(*t_)->train({"long", "t5", recipe, "long"})));
    }

    void textsAlone_areRefusedWithASentence() {
        t_->import("{\"text\": \"The lamp is in the barn.\"}\n", "texts");
        Recipe recipe = recipeOf("lora", 1);
        recipe.objective = "text";
        const auto check = (*t_)->check({"texts", "t5", recipe, {}});
        QVERIFY(done(*check));
        QVERIFY(!check->readiness().ready);
    }
};

QTEST_GUILESS_MAIN(TestProjectSeq2Seq)
#include "tst_project_seq2seq.moc"
