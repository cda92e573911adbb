// What was learned, used: answers streamed and measured, the model exported and taken in again, and looked into.
#include "tests/core/engine/project_support.h"

#include <cmath>
#include <numeric>

#include "core/base/json.h"
#include "core/model/weights/safetensors.h"

using namespace tunesmith;
using namespace tunesmith::testing;

class TestProjectAnswers : public QObject {
    Q_OBJECT

    std::unique_ptr<TestProject> t_;
    std::int64_t lora_ = 0, full_ = 0;

    std::vector<float> logits(const ModelRef& ref) {
        const std::string file = t_->path("logits.safetensors");
        const std::vector<std::int32_t> ids{1, 300, 7, 42, 42, 511, 0, 2, 99};
        (*t_)->inspectLogits(ref, ids, {}, file);
        const SafetensorsFile stored(file);
        const StoredTensor* tensor = stored.find("logits");
        std::vector<float> values(std::size_t(tensor->count()));
        toFloat32(tensor->dtype, tensor->data, tensor->count(), values.data());
        return values;
    }
    static double difference(const std::vector<float>& a, const std::vector<float>& b) {
        double most = a.size() == b.size() ? 0 : INFINITY;
        for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
            most = std::max(most, std::fabs(double(a[i]) - b[i]));
        return most;
    }

private Q_SLOTS:
    // Three rows learned by heart, once as an adapter and once in the whole model.
    void initTestCase() {
        t_ = std::make_unique<TestProject>(3);
        for (const char* method : {"lora", "full"}) {
            Recipe recipe = shortRecipe(120);
            recipe.method = method;
            recipe.train.learningRate = recipe.method == "full" ? 1e-3 : 4e-3;
            recipe.train.evaluateEvery = recipe.train.saveEvery = 30;
            const auto job = (*t_)->train({"faq", "tiny", recipe, method});
            QVERIFY(done(*job));
            (recipe.method == "full" ? full_ : lora_) = job->result().run;
        }
    }
    void cleanupTestCase() { t_.reset(); }

    void generate_streamedTextIsTheResult() {
        const auto job = (*t_)->generate(ask({{}, lora_, 0}, "Where is the kite?"));
        std::string streamed;
        while (!job->finished()) streamed += job->drainText();
        QVERIFY(done(*job));
        streamed += job->drainText();
        const GenerateResult result = job->result();
        QCOMPARE(QString::fromStdString(streamed), QString::fromStdString(result.text));
        QCOMPARE(QString::fromStdString(result.text), QString("The kite is in the office."));
        QCOMPARE(QString::fromStdString(result.finish), QString("stop"));
        QCOMPARE(result.newTokens, std::int64_t(result.ids.size()));
        QVERIFY(result.promptTokens > 5 && result.seconds > 0 && result.promptSeconds > 0);
    }

    void generate_settings() {
        GenerateRequest request = ask({{}, lora_, 0}, "Where is the kite?");
        request.stop = {" in"};
        auto job = (*t_)->generate(request);
        QVERIFY(done(*job));
        QCOMPARE(QString::fromStdString(job->result().text), QString("The kite is"));
        request.stop.clear();
        request.maxNewTokens = 2;
        job = (*t_)->generate(request);
        QVERIFY(done(*job));
        QCOMPARE(job->result().newTokens, std::int64_t(2));
        QCOMPARE(QString::fromStdString(job->result().finish), QString("length"));
        // Without a template.
        request = {};
        request.ref = {"tiny", 0, 0};
        request.rawPrompt = "<|im_start|>user\nWhere is the lamp?<|im_end|>\n<|im_start|>assistant\nThe lamp is in the";
        request.maxNewTokens = 1;
        job = (*t_)->generate(request);
        QVERIFY(done(*job));
        QVERIFY(job->result().text.rfind(" ", 0) == 0);
        // Drawn: by the seed.
        request = ask({"tiny", 0, 0}, "Where is the lamp?");
        request.temperature = 3;
        const auto draw = [&](std::uint64_t seed) {
            request.seed = seed;
            const auto drawn = (*t_)->generate(request);
            return done(*drawn) ? drawn->result().ids : std::vector<std::int32_t>();
        };
        QVERIFY(!draw(1).empty() && draw(1) == draw(1) && draw(1) != draw(2));
    }

    void generate_int8_sameAnswer() {
        GenerateRequest request = ask({{}, full_, 0}, "Where is the rope?");
        request.int8 = true;
        const auto job = (*t_)->generate(request);
        QVERIFY(done(*job));
        QCOMPARE(QString::fromStdString(job->result().text), QString("The rope is in the harbour."));
    }

    void generate_wrong_saysWhy() {
        const auto failed = [&](const GenerateRequest& request) { return failure(*(*t_)->generate(request)); };
        QVERIFY(failed(ask({"absent", 0, 0}, "?")).startsWith("NotFound"));
        QVERIFY(failed(ask({{}, 77, 0}, "?")).startsWith("NotFound"));
        QVERIFY(failed(ask({{}, lora_, 7}, "?")).startsWith("NotFound"));  // no checkpoint of that step
        QVERIFY(failed(ask({"tiny", 0, 0}, std::string(5000, 'x'))).startsWith("BadInput"));
        GenerateRequest request = ask({"tiny", 0, 0}, "?");
        request.topP = 0;
        QVERIFY(failed(request).contains("top-p"));
        request = ask({"tiny", 0, 0}, "?");
        request.maxNewTokens = 0;
        QVERIFY(failed(request).startsWith("BadInput"));
        request = {};
        request.ref = {"tiny", 0, 0};
        QVERIFY(failed(request).startsWith("BadInput"));  // an empty prompt
    }

    void evaluate_countsAnswersWithTheLabel() {
        t_->import(questions(6), "six", 1);
        EvaluateRequest request;
        request.dataset = "six";
        request.answers = true;
        request.ref = {{}, lora_, 0};
        const auto job = (*t_)->evaluate(request);
        QVERIFY(done(*job));
        const EvaluateResult tuned = job->result();
        QCOMPARE(tuned.rows, std::int64_t(6));
        QCOMPARE(tuned.answers.size(), std::size_t(6));
        std::int64_t right = 0;
        double nll = 0;
        std::int64_t tokens = 0;
        for (std::size_t i = 0; i < 6; ++i) {
            const EvaluatedRow& row = tuned.answers[i];
            const bool has = QString::fromStdString(row.answer).contains(kPlaces[i * 5 / 2 % 6]);
            QCOMPARE(row.right, has);
            if (i < 3) QVERIFY2(row.right && row.answer == row.expected, row.answer.c_str());
            right += has;
            nll += row.nll;
            tokens += row.trainedTokens;
        }
        QCOMPARE(tuned.right, right);
        QVERIFY(std::fabs(tuned.loss - nll / double(tokens)) < 1e-9);
        request.ref = {"tiny", 0, 0};
        request.maxRows = 2;
        request.answers = false;
        const auto base = (*t_)->evaluate(request);
        QVERIFY(done(*base));
        QCOMPARE(base->result().rows, std::int64_t(2));
        QVERIFY(base->result().loss > tuned.loss);
        QVERIFY(base->result().answers[0].answer.empty());
        request.split = Split::Test;
        const QString failed = failure(*(*t_)->evaluate(request));
        QVERIFY2(failed.startsWith("BadInput") && failed.contains("test"), qPrintable(failed));
    }

    void inspectLoss_sums() {
        const std::vector<RowLoss> rows = (*t_)->inspectLoss("faq", {"tiny", 0, 0}, shortRecipe(1), 0);
        QCOMPARE(rows.size(), std::size_t(3));
        EvaluateRequest request;
        request.ref = {"tiny", 0, 0};
        request.dataset = "faq";
        request.split = Split::Train;
        const auto job = (*t_)->evaluate(request);
        QVERIFY(done(*job));
        double nll = 0;
        std::int64_t tokens = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(rows[i].row, std::int64_t(i));
            QVERIFY(rows[i].tokens > rows[i].trainedTokens);
            QVERIFY(std::fabs(rows[i].nll - job->result().answers[i].nll) < 1e-4);
            nll += rows[i].nll;
            tokens += rows[i].trainedTokens;
        }
        QVERIFY(std::fabs(nll / double(tokens) - job->result().loss) < 1e-5);
        QCOMPARE((*t_)->inspectLoss("faq", {{}, lora_, 0}, shortRecipe(1), 2).size(), std::size_t(2));
        QVERIFY((*t_)->inspectLoss("faq", {{}, lora_, 0}, shortRecipe(1), 1)[0].nll < rows[0].nll);
        QVERIFY(refusal([&] { (*t_)->inspectLoss("absent", {"tiny", 0, 0}, {}, 0); }).startsWith("NotFound"));
        QVERIFY(refusal([&] { (*t_)->inspectLogits({"tiny", 0, 0}, {}, {}, t_->path("x")); }).startsWith("BadInput"));
        QVERIFY(refusal([&] { (*t_)->embed({"tiny", 0, 0}, {"a"}, {}); }).contains("encoder"));
        QVERIFY(refusal([&] { (*t_)->inspectLogits({"tiny", 0, 0}, {512}, {}, t_->path("x")); }).startsWith("BadInput"));
    }

    void exportMerged_takenInAgain_equalLogits_data() {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("dtype");
        QTest::addColumn<double>("tolerance");
        for (const char* method : {"lora", "full"}) {
            QTest::addRow("%s fp32", method) << QString(method) << QString("fp32") << 1e-5;
            QTest::addRow("%s fp16", method) << QString(method) << QString("fp16") << 0.05;
            QTest::addRow("%s bf16", method) << QString(method) << QString("bf16") << 0.3;
        }
        QTest::newRow("base") << QString("base") << QString("fp32") << 1e-5;
    }
    void exportMerged_takenInAgain_equalLogits() {
        QFETCH(QString, method);
        QFETCH(QString, dtype);
        QFETCH(double, tolerance);
        const ModelRef ref =
            method == "base" ? ModelRef{"tiny", 0, 0} : ModelRef{{}, method == "full" ? full_ : lora_, 0};
        const std::string name = (method + dtype).toStdString();
        ExportRequest request{ref, ExportKind::Merged, t_->path(name.c_str()), dtype.toStdString()};
        const auto job = (*t_)->exportModel(request);
        QVERIFY(done(*job));
        for (const char* file :
             {"config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "chat_template.jinja"})
            QVERIFY2(
                std::find(job->result().files.begin(), job->result().files.end(), file) != job->result().files.end(),
                file);
        std::int64_t bytes = 0;
        for (const auto& entry : fs::directory_iterator(request.folder)) bytes += std::int64_t(entry.file_size());
        QCOMPARE(job->result().bytes, bytes);
        (*t_)->addModel(request.folder, name);
        const double worst = difference(logits({name, 0, 0}), logits(ref));
        QVERIFY2(worst < tolerance, qPrintable(QString::number(worst)));
        if (method != "base") QVERIFY(difference(logits(ref), logits({"tiny", 0, 0})) > 0.5);
        const auto answer = (*t_)->generate(ask({name, 0, 0}, "Where is the kite?"));
        QVERIFY(done(*answer));
        if (method != "base")
            QCOMPARE(QString::fromStdString(answer->result().text), QString("The kite is in the office."));
        // A second export does not write over the first.
        QVERIFY(failure(*(*t_)->exportModel(request)).startsWith("BadInput"));
    }

    // New tokens have embeddings that are the mean of all, and change nothing of what the model says of the others.
    void exportMerged_withAddedTokens() {
        ExportRequest request{{"tiny", 0, 0}, ExportKind::Merged, t_->path("wider"), "fp32"};
        request.addedTokens = {"<|note|>", "<|end of note|>"};
        request.addedTokensAreSpecial = true;
        QVERIFY(done(*(*t_)->exportModel(request)));
        (*t_)->addModel(request.folder, "wider");
        const std::vector<float> before = logits({"tiny", 0, 0}), after = logits({"wider", 0, 0});
        const auto narrow = std::size_t((*t_)->model("tiny").vocabulary), wide = std::size_t((*t_)->model("wider").vocabulary);
        QCOMPARE(wide, narrow + 2);
        for (std::size_t row = 0; row < before.size() / narrow; ++row) {
            double mean = 0;
            for (std::size_t i = 0; i < narrow; ++i) {
                QVERIFY(std::fabs(before[row * narrow + i] - after[row * wide + i]) < 1e-5);
                mean += before[row * narrow + i] / double(narrow);
            }
            QVERIFY(std::fabs(after[row * wide + narrow] - mean) < 1e-4);  // tied head: the mean row gives the mean logit
        }
        QVERIFY(failure(*(*t_)->exportModel({{"tiny", 0, 0}, ExportKind::Merged, t_->path("twice"), "fp32", {"<|note|>", "<|note|>"}, true}))
                    .startsWith("BadInput"));
        QVERIFY(failure(*(*t_)->exportModel({{{}, lora_, 0}, ExportKind::Adapter, t_->path("no"), "fp32", {"<|note|>"}, true})).startsWith("BadInput"));
    }

    void exportAdapter_isPeftsFolder() {
        ExportRequest request{{{}, lora_, 0}, ExportKind::Adapter, t_->path("adapter"), "fp32"};
        const auto job = (*t_)->exportModel(request);
        QVERIFY(done(*job));
        const Json config = readJsonFile(request.folder + "/adapter_config.json");
        QCOMPARE(QString::fromStdString(config.at("peft_type")), QString("LORA"));
        QCOMPARE(config.at("r").get<int>(), 8);
        QCOMPARE(config.at("lora_alpha").get<double>(), 16.0);
        const SafetensorsFile weights(request.folder + "/adapter_model.safetensors");
        QCOMPARE(weights.tensors().size(), std::size_t(2 * 7 * 2));
        QVERIFY(weights.find("base_model.model.model.layers.1.mlp.down_proj.lora_B.weight"));
        // The run's own file holds the same values; a new run can start from it.
        const SafetensorsFile run((*t_)->folder() + "/runs/" + std::to_string(lora_) +
                                  "/checkpoints/step-120/adapter.safetensors");
        for (const StoredTensor& tensor : run.tensors())
            QVERIFY(std::equal(tensor.data, tensor.data + tensor.bytes, weights.find(tensor.name)->data));
        Recipe recipe = shortRecipe(1);
        recipe.lora.initial = request.folder + "/adapter_model.safetensors";
        const auto more = (*t_)->train({"faq", "tiny", recipe, "more"});
        QVERIFY(done(*more));
        QVERIFY(more->result().losses[0] < 0.05);
        request.ref.run = full_;
        request.folder = t_->path("no adapter");
        QVERIFY(failure(*(*t_)->exportModel(request)).startsWith("BadInput"));
        QVERIFY(!fs::exists(request.folder));
    }
};

QTEST_GUILESS_MAIN(TestProjectAnswers)
#include "tst_project_answers.moc"
