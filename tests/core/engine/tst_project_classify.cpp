// Classifiers from the rows to what is published: training, going on, judging, answering, exporting and opening again.
#include <cmath>

#include "core/base/json.h"
#include "tests/core/engine/project_support.h"
#include "tests/support/tiny_encoder.h"

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

Recipe labelRecipe(const std::string& method, std::int64_t steps = 60) {
    Recipe recipe = shortRecipe(steps);
    recipe.method = method;
    recipe.objective = "classify";
    recipe.train.batch = 6;
    recipe.train.learningRate = 1e-2;
    recipe.train.validation = 0.2;
    recipe.train.evaluateEvery = 20;
    recipe.train.saveEvery = 10;
    recipe.probes = {"The bed was lovely."};
    if (method == "full") recipe.train.learningRate = 3e-3;
    return recipe;
}

struct LabelProject : TestProject {
    explicit LabelProject(const std::string& rows = reviewRows(60)) {
        import(rows, "reviews");
        makeTinyEncoder(path("encoder"));
        project->addModel(path("encoder"), "bert");
    }
    TrainResult train(const Recipe& recipe, const char* dataset = "reviews") {
        const auto job = project->train({dataset, "bert", recipe, ""});
        if (!done(*job)) throw Error(Code::Internal, "the run failed");
        return job->result();
    }
    Readiness check(const Recipe& recipe, const char* dataset = "reviews", const char* model = "bert") {
        const auto job = project->check({dataset, model, recipe, ""});
        done(*job);
        return job->readiness();
    }
    EvaluateResult evaluate(const ModelRef& ref, const char* dataset = "reviews") {
        EvaluateRequest request;
        request.ref = ref;
        request.dataset = dataset;
        request.split = Split::Train;
        const auto job = project->evaluate(request);
        if (!done(*job)) throw Error(Code::Internal, "the evaluation failed");
        return job->result();
    }
    std::vector<Prediction> classify(const ModelRef& ref, const std::vector<std::string>& texts) {
        ClassifyRequest request;
        request.ref = ref;
        for (const std::string& text : texts) request.texts.push_back({text, {}});
        const auto job = project->classify(request);
        done(*job);
        return job->predictions();
    }
};

bool says(const std::vector<std::string>& sentences, const std::string& part) {
    return std::any_of(sentences.begin(), sentences.end(),
                       [&](const std::string& s) { return s.find(part) != std::string::npos; });
}

double scoreOf(const TrainResult& result, const std::string& name) {
    for (const auto& [key, value] : result.scores)
        if (key == name) return value;
    return -1;
}

}  // namespace

class TestProjectClassify : public QObject {
    Q_OBJECT

    static void methods() {
        QTest::addColumn<QString>("method");
        QTest::newRow("lora") << QString("lora");
        QTest::newRow("full") << QString("full");
    }

private Q_SLOTS:
    void readiness_showsTheLabels() {
        LabelProject p;
        const Readiness ready = p.check(labelRecipe("lora"));
        QVERIFY2(ready.ready, ready.problems.empty() ? "" : ready.problems[0].c_str());
        QCOMPARE(ready.labels.kind, std::string("single"));
        QCOMPARE(ready.labels.labels, (std::vector<std::string>{"bad", "good", "plain"}));
        QCOMPARE(ready.labelCounts.size(), std::size_t(3));
        QCOMPARE(ready.labelCounts[0] + ready.labelCounts[1] + ready.labelCounts[2], ready.rows);
        QCOMPARE(ready.trainedTokens, ready.rows);
        QVERIFY(ready.validationRows > 0);
        QVERIFY(p->model("bert").encoder);
    }

    void wrongKinds_areSaid() {
        LabelProject p;
        p->addModel(tinyModel(), "tiny");
        p.import(questions(6), "faq");
        QVERIFY(says(p.check(labelRecipe("lora"), "reviews", "tiny").problems, "Choose an encoder"));
        QVERIFY(says(p.check(shortRecipe(2)).problems, "or the objective classify"));
        p.import("{\"text\": \"a room\"}\n{\"text\": \"a meal\"}\n", "bare");
        QVERIFY(says(p.check(labelRecipe("lora"), "bare").problems, "No training row has a label"));
        const auto job = p->train({"bare", "bert", labelRecipe("lora"), ""});
        QVERIFY(failure(*job).contains("No training row has a label"));
    }

    void run_learnsJudgesAndAnswers_data() { methods(); }
    void run_learnsJudgesAndAnswers() {
        QFETCH(QString, method);
        LabelProject p;
        const TrainResult result = p.train(labelRecipe(method.toStdString()));
        QVERIFY(result.losses.back() < result.losses.front());
        QVERIFY(scoreOf(result, "accuracy") > 0.6 && scoreOf(result, "macro_f1") > 0.5);
        const auto metrics = byStepAndName(p->metrics(result.run));
        QVERIFY(metrics.count({0, "accuracy"}) && metrics.count({60, "macro_f1"}));
        const RunInfo info = p->run(result.run);
        QCOMPARE(info.gives.labels, (std::vector<std::string>{"bad", "good", "plain"}));
        QCOMPARE(p->probes(result.run).size(), std::size_t(4));
        QVERIFY(p->probes(result.run).back().answer.find("%") != std::string::npos);

        const EvaluateResult judged = p.evaluate({"", result.run, 0});
        QCOMPARE(judged.rows, 60);
        const ClassifierReport& report = judged.classifier.value();
        QCOMPARE(report.items, 60);
        QVERIFY(report.accuracy > 0.7);
        QCOMPARE(report.accuracy, double(judged.right) / 60);
        std::int64_t all = 0, diagonal = 0;
        for (std::size_t i = 0; i < 3; ++i)
            for (std::size_t j = 0; j < 3; ++j) {
                all += report.confusion[i][j];
                if (i == j) diagonal += report.confusion[i][j];
            }
        QCOMPARE(all, 60);
        QCOMPARE(diagonal, judged.right);
        QCOMPARE(report.labels[0].support, 20);
        QCOMPARE(judged.answers.size(), std::size_t(60));

        const std::vector<Prediction> answers =
            p.classify({"", result.run, 0}, {"The room was great.", "The meal was awful."});
        QCOMPARE(answers.size(), std::size_t(2));
        double sum = 0;
        for (const auto& [label, probability] : answers[0].labels) sum += probability;
        QVERIFY(std::fabs(sum - 1) < 1e-6);
        QCOMPARE(answers[0].label, std::string("good"));
        QCOMPARE(answers[1].label, std::string("bad"));
    }

    void cutOffRun_goesOnAsItself() {
        LabelProject p;
        const TrainResult whole = p.train(labelRecipe("lora", 30));
        const auto job = p->train({"reviews", "bert", labelRecipe("lora", 30), ""});
        waitForStep(*job, 12);
        job->stop(true);
        job->wait();
        const std::int64_t run = job->snapshot().run;
        QVERIFY(p->run(run).step < 30);
        const auto rest = p->resume(run);
        QVERIFY(done(*rest));
        QVERIFY(rest->result().losses == whole.losses);
        QCOMPARE(p->run(run).gives.labels, p->run(whole.run).gives.labels);
    }

    // Merged, the folder is a model of its own that says the same; its labels keep their numbers.
    void mergedFolder_opensAgain_data() { methods(); }
    void mergedFolder_opensAgain() {
        QFETCH(QString, method);
        LabelProject p;
        const TrainResult result = p.train(labelRecipe(method.toStdString(), 20));
        const auto job = p->exportModel({{"", result.run, 0}, ExportKind::Merged, p.path("merged"), "fp32", {}, false});
        QVERIFY(done(*job));
        const Json config = readJsonFile(p.path("merged") + "/config.json");
        QCOMPARE(config["architectures"][0].get<std::string>(), std::string("BertForSequenceClassification"));
        QCOMPARE(config["id2label"]["1"].get<std::string>(), std::string("good"));
        QCOMPARE(config["label2id"]["plain"].get<int>(), 2);
        QCOMPARE(config["problem_type"].get<std::string>(), std::string("single_label_classification"));
        QCOMPARE(p->addModel(p.path("merged"), "merged").gives.labels, p->run(result.run).gives.labels);
        const EvaluateResult before = p.evaluate({"", result.run, 0}), after = p.evaluate({"merged", 0, 0});
        QVERIFY(std::fabs(before.loss - after.loss) < 1e-5);
        QCOMPARE(before.classifier->confusion, after.classifier->confusion);
    }

    void adapterFolder_startsAnotherRun() {
        LabelProject p;
        const TrainResult result = p.train(labelRecipe("lora", 20));
        const auto job =
            p->exportModel({{"", result.run, 0}, ExportKind::Adapter, p.path("adapter"), "fp32", {}, false});
        QVERIFY(done(*job));
        const Json config = readJsonFile(p.path("adapter") + "/adapter_config.json");
        QCOMPARE(config["task_type"].get<std::string>(), std::string("SEQ_CLS"));
        QVERIFY(std::find(config["modules_to_save"].begin(), config["modules_to_save"].end(), "classifier") !=
                config["modules_to_save"].end());
        QCOMPARE(readJsonFile(p.path("adapter") + "/labels.json")["id2label"]["0"].get<std::string>(),
                 std::string("bad"));
        Recipe again = labelRecipe("lora", 1);
        again.lora.initial = p.path("adapter") + "/adapter_model.safetensors";
        again.train.learningRate = 1e-9;
        const TrainResult second = p.train(again);
        const auto metrics = byStepAndName(p->metrics(second.run));
        const auto first = byStepAndName(p->metrics(result.run));
        QVERIFY(std::fabs(metrics.at({0, "validation_loss"}) - first.at({result.bestStep, "validation_loss"})) < 1e-5);
    }

    void words_getTagsAndSpans() {
        LabelProject p(taggedRows(24));
        Recipe recipe = labelRecipe("full", 60);
        const Readiness ready = p.check(recipe);
        QCOMPARE(ready.labels.kind, std::string("tokens"));
        QCOMPARE(ready.labels.labels, (std::vector<std::string>{"B-LOC", "B-PER", "O"}));
        const TrainResult result = p.train(recipe);
        QVERIFY(scoreOf(result, "accuracy") > 0.8);
        const std::vector<Prediction> answers = p.classify({"", result.run, 0}, {"Ben lives in Oslo."});
        QCOMPARE(answers[0].words.size(), std::size_t(5));
        QCOMPARE(answers[0].spans.size(), std::size_t(2));
        QCOMPARE(answers[0].spans[0].label, std::string("PER"));
        QCOMPARE(answers[0].text.substr(answers[0].spans[1].begin, answers[0].spans[1].end - answers[0].spans[1].begin),
                 std::string("Oslo"));
        const auto job = p->exportModel({{"", result.run, 0}, ExportKind::Merged, p.path("merged"), "fp32", {}, false});
        QVERIFY(done(*job));
        QCOMPARE(readJsonFile(p.path("merged") + "/config.json")["architectures"][0].get<std::string>(),
                 std::string("BertForTokenClassification"));
        QCOMPARE(p.evaluate({"", result.run, 0}).classifier->kind, std::string("tokens"));
    }

    void severalLabelsAndNumbers_areLearned() {
        const auto row = [](const std::string& text, const Json& label) {
            return Json({{"text", text}, {"labels", label}}).dump() + "\n";
        };
        std::string several, numbers;
        for (int i = 0; i < 24; ++i) {
            const bool clean = i % 2, cold = i / 2 % 2;
            const std::string thing =
                "The " + std::string(i % 3 ? "room" : "bed") + (i % 5 ? " was " : " is ") + (i % 7 ? "very " : "");
            Json labels = Json::array();
            if (clean) labels.push_back("clean");
            if (cold) labels.push_back("cold");
            several += row(thing + (clean ? "clean " : "dirty ") + (cold ? "cold." : "fine."), labels);
            numbers += row(thing + (clean ? "great." : "awful."), clean ? 1.5 : -0.5);
        }
        LabelProject p(several);
        Recipe recipe = labelRecipe("full", 60);
        const TrainResult multi = p.train(recipe);
        QCOMPARE(p->run(multi.run).gives.kind, std::string("multi"));
        QVERIFY(p.evaluate({"", multi.run, 0}).classifier->macroF1 > 0.8);
        QCOMPARE(p.classify({"", multi.run, 0}, {"The room was clean cold."})[0].labels.size(), std::size_t(2));

        p.import(numbers, "grades");
        QVERIFY(says(p.check(recipe, "grades").problems, "regression"));
        recipe.classify.problem = "regression";
        const TrainResult value = p.train(recipe, "grades");
        QVERIFY(scoreOf(value, "r2") > -1);
        const ClassifierReport report = p.evaluate({"", value.run, 0}, "grades").classifier.value();
        QVERIFY2(report.r2 > 0.5 && report.meanSquare < 0.5, std::to_string(report.r2).c_str());
        const Prediction good = p.classify({"", value.run, 0}, {"The room was great."})[0];
        QVERIFY2(good.value > 0.8, good.label.c_str());
    }

    void twoTexts_areComparedAndLabelled() {
        std::string pairs;
        for (int i = 0; i < 24; ++i) {
            const bool same = i % 2;
            const std::string word = i / 2 % 2 ? "great" : "awful", other = same ? word : i / 2 % 2 ? "awful" : "great";
            pairs += Json({{"premise", "The room was " + word},
                           {"hypothesis", "The bed was " + other},
                           {"label", same ? "same" : "other"}})
                         .dump() +
                     "\n";
        }
        LabelProject p(pairs);
        Recipe recipe = labelRecipe("full", 4);
        recipe.train.validation = 0;
        const TrainResult result = p.train(recipe);
        QCOMPARE(p->run(result.run).gives.labels, (std::vector<std::string>{"other", "same"}));
        ClassifyRequest request;
        request.ref.run = result.run;
        request.texts = {{"The room was great", "The bed was great"}, {"The room was great", {}}};
        const auto job = p->classify(request);
        QVERIFY(done(*job));
        const auto answers = job->predictions();
        QCOMPARE(answers[0].text, std::string("The room was great\nThe bed was great"));
        QVERIFY(answers[0].labels[0].second != answers[1].labels[0].second);
        QCOMPARE(p.evaluate({"", result.run, 0}).classifier->items, 24);
    }

    void withoutLabels_nothingIsAnswered() {
        LabelProject p;
        ClassifyRequest request;
        request.ref.model = "bert";
        request.texts = {{"The room.", {}}};
        QVERIFY(failure(*p->classify(request)).contains("an encoder without a head"));
        request.texts.clear();
        QVERIFY(failure(*p->classify(request)).contains("no text"));
        EvaluateRequest judge;
        judge.ref.model = "bert";
        judge.dataset = "reviews";
        judge.split = Split::Train;
        QVERIFY(failure(*p->evaluate(judge)).contains("without a head"));
        GenerateRequest generate;
        generate.ref.model = "bert";
        generate.rawPrompt = "the";
        QVERIFY(failure(*p->generate(generate)).contains("Choose a decoder"));
    }
};

QTEST_GUILESS_MAIN(TestProjectClassify)
#include "tst_project_classify.moc"
