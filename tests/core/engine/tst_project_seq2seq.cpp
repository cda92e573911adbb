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

    // What peft would load goes onto its base again, and not onto another.
    void adapterFolder_becomesAModel() {
        const ModelInfo model = (*t_)->addAdapter(t_->path("adapter"), "t5", "adapted");
        QCOMPARE(model.sourceLayers, std::int64_t(2));
        QCOMPARE(QString::fromStdString(answer({"adapted", 0, 0}, "Where is the kite?")), QString("The kite is in the office."));
        QVERIFY(refusal([&] { (*t_)->addAdapter(t_->path("adapter"), "t5", "adapted"); }).contains("already"));
        for (const std::string& name : {std::string("../outside"), t_->path("outside"), std::string("..")})
            QVERIFY(refusal([&] { (*t_)->addAdapter(t_->path("adapter"), "t5", name); }).contains("folder"));
        QVERIFY(!fs::exists(t_->path("outside")) && !fs::exists(t_->folder + "/outside"));
        (*t_)->addModel(tinyModel(), "tiny");
        const QString other = refusal([&] { (*t_)->addAdapter(t_->path("adapter"), "tiny", "wrong"); });
        QVERIFY2(other.contains("lora.targets") || other.contains("made for"), qPrintable(other));
        QVERIFY(!fs::exists(t_->folder + "/models/wrong"));
        QVERIFY(refusal([&] { (*t_)->addModel(t_->path("adapter"), "alone"); }).contains("Add the base model"));
    }

    void adaptersThatAreOther_areRefusedWithASentence_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::newRow("another method") << "peft_type" << "\"IA3\"";
        QTest::newRow("DoRA") << "use_dora" << "true";
        QTest::newRow("ranks by layer") << "rank_pattern" << "{\"q\": 2}";
        QTest::newRow("whole modules") << "modules_to_save" << "[\"lm_head\"]";
        QTest::newRow("biases") << "bias" << "\"all\"";
        QTest::newRow("a pattern") << "target_modules" << "\".*q\"";
        QTest::newRow("no rank") << "r" << "null";
        QTest::newRow("a rank out of range") << "r" << "0";
        QTest::newRow("another rank") << "r" << "4";
    }
    void adaptersThatAreOther_areRefusedWithASentence() {
        QFETCH(QString, key);
        QFETCH(QString, value);
        const QTemporaryDir folder;
        const std::string to = folder.path().toStdString();
        fs::copy(t_->path("adapter"), to, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
        Json config = readJsonFile(to + "/adapter_config.json");
        config[key.toStdString()] = Json::parse(value.toStdString());
        writeText(to + "/adapter_config.json", dumpJson(config, 1));
        QVERIFY(refusal([&] { (*t_)->addAdapter(to, "t5", "other"); }).startsWith("BadFile"));
        QVERIFY(!fs::exists(t_->folder + "/models/other"));
        fs::remove(to + "/adapter_model.safetensors");
        if (key == "use_dora") {
            writeText(to + "/adapter_config.json", readFile(t_->path("adapter") + "/adapter_config.json"));
            writeText(to + "/adapter_model.bin", "x");
            QVERIFY(refusal([&] { (*t_)->addAdapter(to, "t5", "other"); }).contains("pickle"));
        }
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
