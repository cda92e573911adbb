// Models in a project: what is taken and what is refused and why; what a row looks like to them; whether a run could
// start.
#include "tests/core/engine/project_support.h"

#include "core/base/json.h"

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

// A copy of the tiny model that a test may damage.
std::string copyOfTiny(const TestProject& t, const char* name) {
    const std::string folder = t.path(name);
    fs::copy(tinyModel(), folder);
    for (const auto& entry : fs::directory_iterator(folder))
        fs::permissions(entry.path(), fs::perms::owner_write, fs::perm_options::add);
    return folder;
}

void changeConfig(const std::string& folder, const char* key, const Json& value) {
    Json config = readJsonFile(folder + "/config.json");
    if (value.is_null())
        config.erase(key);
    else
        config[key] = value;
    writeText(folder + "/config.json", dumpJson(config));
}

Readiness readiness(const TestProject& t, const Recipe& recipe, const char* dataset = "faq") {
    const auto job = t->check({dataset, "tiny", recipe, {}});
    return done(*job) ? job->readiness() : Readiness{};
}

bool says(const std::vector<std::string>& lines, const char* word) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const std::string& line) { return line.find(word) != std::string::npos; });
}

QString trainedText(const RenderedRow& row) {
    QString text;
    for (const TokenView& token : row.tokens)
        if (token.trained) text += QString::fromStdString(row.text.substr(token.begin, token.end - token.begin));
    return text;
}

Record rowOf(const std::string& question, const std::string& answer) {
    Record record;
    record.messages = {{"user", question}, {"assistant", answer}};
    return record;
}

}  // namespace

class TestProjectModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // What lora.targets may name, and that a name the model does not have prevents a start instead of being passed over.
    void adapterTargets_areTheModelsLayers() {
        TestProject t(3);
        const std::vector<std::string> names = {"q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"};
        QCOMPARE(t->adapterTargets("tiny"), names);
        Recipe recipe;
        recipe.data.maxLength = 128;
        for (const auto& [targets, fault] :
             {std::pair<std::vector<std::string>, const char*>{{"self_attn.q_proj", "up_proj"}, nullptr},
              {{kAllLinear}, nullptr},
              {{"q_proj", "query_key_value"}, "\"query_key_value\""},
              {{"wqkv"}, "\"wqkv\""}}) {
            recipe.lora.targets = targets;
            const Readiness ready = readiness(t, recipe);
            QCOMPARE(ready.ready, fault == nullptr);
            QVERIFY(ready.needBytes > 0);
            if (fault) QVERIFY(says(ready.problems, fault) && says(ready.problems, "it has q_proj, k_proj"));
        }
        recipe.method = "full";
        QVERIFY(readiness(t, recipe).ready);  // names no layers
    }

    void addModel_describesIt() {
        TestProject t;
        const ModelInfo info = t->addModel(tinyModel(), "tiny");
        QCOMPARE(QString::fromStdString(info.name), QString("tiny"));
        QCOMPARE(QString::fromStdString(info.family), QString("llama"));
        QCOMPARE(QString::fromStdString(info.storage), QString("F32"));
        QCOMPARE(info.parameters, std::int64_t(131392));
        QCOMPARE(info.contextLength, std::int64_t(1024));
        QCOMPARE(info.vocabulary, std::int64_t(512));
        QVERIFY(info.layers == 2 && info.width == 64 && info.bytes > 500000 && info.hasChatTemplate &&
                info.problem.empty());
        t.reopen();
        QCOMPARE(t->models().size(), std::size_t(1));
        QCOMPARE(t->model("tiny").id, info.id);
        QVERIFY(refusal([&] { t->addModel(tinyModel(), "tiny"); }).startsWith("BadInput"));  // the name is taken
        QVERIFY(t->addModel(TUNESMITH_SOURCE_DIR "/tests/golden/llama/tied_gqa/gguf/q8_0.gguf", "gguf").storage ==
                "Q8_0");
        t->removeModel("tiny");
        QVERIFY(refusal([&] { t->model("tiny"); }).startsWith("NotFound"));
        QVERIFY(refusal([&] { t->model("tiny"); }).contains("gguf"));
    }

    void addModel_wrongFolder_saysWhy_data() {
        QTest::addColumn<QString>("damage");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("word");
        QTest::newRow("absent") << "absent"
                                << "NotFound"
                                << "";
        QTest::newRow("empty folder") << "empty"
                                      << "NotFound"
                                      << "config.json";
        QTest::newRow("another family") << "family"
                                        << "BadFile"
                                        << "mamba";
        QTest::newRow("no weights") << "weights"
                                    << "NotFound"
                                    << "safetensors";
        QTest::newRow("pickle only") << "pickle"
                                     << "BadFile"
                                     << "pickle";
        QTest::newRow("weights cut off") << "cut"
                                         << "BadFile"
                                         << "model.safetensors";
        QTest::newRow("config is no JSON") << "json"
                                           << "BadFile"
                                           << "config.json";
        QTest::newRow("another shape") << "shape"
                                       << "BadFile"
                                       << "embed_tokens";
        QTest::newRow("a layer too many") << "layers"
                                          << "BadFile"
                                          << "model.layers.2";
        QTest::newRow("a text file") << "text"
                                     << "BadFile"
                                     << "";
        QTest::newRow("no name") << "name"
                                 << "BadInput"
                                 << "name";
        QTest::newRow("tokenizer is no JSON") << "tokenizer"
                                              << "BadFile"
                                              << "tokenizer.json";
    }
    void addModel_wrongFolder_saysWhy() {
        QFETCH(QString, damage);
        QFETCH(QString, code);
        QFETCH(QString, word);
        TestProject t;
        std::string path = copyOfTiny(t, "damaged");
        if (damage == "absent") path = t.path("absent");
        if (damage == "empty") fs::create_directory(path = t.path("nothing"));
        if (damage == "family") changeConfig(path, "model_type", "mamba");
        if (damage == "weights" || damage == "pickle") fs::remove(path + "/model.safetensors");
        if (damage == "pickle") writeText(path + "/pytorch_model.bin", "PK\x03\x04 archive/data.pkl");
        if (damage == "cut") fs::resize_file(path + "/model.safetensors", 300000);
        if (damage == "json") writeText(path + "/config.json", "{");
        if (damage == "shape") changeConfig(path, "vocab_size", 511);
        if (damage == "layers") changeConfig(path, "num_hidden_layers", 3);
        if (damage == "text") writeText(path = t.path("model.gguf"), "not a model");
        if (damage == "tokenizer") writeText(path + "/tokenizer.json", "{");
        const QString refused = refusal([&] { t->addModel(path, damage == "name" ? "" : "m"); });
        QVERIFY2(refused.startsWith(code) && refused.contains(word, Qt::CaseInsensitive), qPrintable(refused));
        QVERIFY(t->models().empty());
    }

    // A model without its tokenizer can be looked at; whoever needs text is told what is missing.
    void addModel_withoutTokenizer_saysSoWhenItIsNeeded() {
        TestProject t(2);
        const std::string folder = copyOfTiny(t, "no_tokenizer");
        fs::remove(folder + "/tokenizer.json");
        t->addModel(folder, "mute");
        const QString refused = refusal([&] { t->renderRow(rowOf("a", "b"), "mute", {}); });
        QVERIFY2(refused.startsWith("BadFile") && refused.contains("tokenizer.json"), qPrintable(refused));
        const auto job = t->train({"faq", "mute", shortRecipe(1), {}});
        QVERIFY(failure(*job).contains("tokenizer.json"));
        QCOMPARE(QString::fromStdString(t->runs().at(0).state), QString("failed"));
    }

    void addModel_weightsNotFinite_runSaysWhere() {
        TestProject t(2);
        const std::string folder = copyOfTiny(t, "broken");
        std::fstream file(folder + "/model.safetensors", std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(-4, std::ios::end);
        file.write("\x00\x00\xC0\x7F", 4);  // NaN
        file.close();
        t->addModel(folder, "broken");
        const QString failed = failure(*t->train({"faq", "broken", shortRecipe(1), {}}));
        QVERIFY2(failed.startsWith("BadFile") && failed.contains("NaN"), qPrintable(failed));
    }

    void fit_saysWhatItTakes() {
        TestProject t(2);
        const FitInfo lora = t->fit("tiny", shortRecipe(1), 128);
        QCOMPARE(lora.verdict, Verdict::Fits);
        QVERIFY(lora.needBytes >= lora.weightBytes + lora.trainingBytes + lora.activationBytes);
        QVERIFY(lora.needBytes < lora.totalBytes);
        Recipe full = shortRecipe(1);
        full.method = "full";
        QCOMPARE(t->fit("tiny", full, 128).trainingBytes, std::int64_t(131392 * 16));
        QVERIFY(t->fit("tiny", full, 1024).activationBytes > t->fit("tiny", full, 512).activationBytes);
        QCOMPARE(t->fit("tiny", full, std::int64_t(1) << 36).verdict, Verdict::No);
        QVERIFY(refusal([&] { t->fit("absent", full, 1); }).startsWith("NotFound"));
    }

    void renderRow_trainedTokensAreTheAnswer() {
        TestProject t(2);
        const RenderedRow row =
            t->renderRow(rowOf("Where is the lamp?", "The lamp is in the barn."), "tiny", shortRecipe(1));
        QCOMPARE(QString::fromStdString(row.text),
                 QString("<|im_start|>user\nWhere is the lamp?<|im_end|>\n<|im_start|>assistant\nThe lamp is in the "
                         "barn.<|im_end|>\n"));
        QCOMPARE(trainedText(row), QString("The lamp is in the barn.<|im_end|>\n"));
        QCOMPARE(row.trainedTokens, std::int64_t(std::count_if(row.tokens.begin(), row.tokens.end(),
                                                               [](const TokenView& v) { return v.trained; })));
        std::uint32_t next = 0;
        for (const TokenView& token : row.tokens) {
            QCOMPARE(token.begin, next);
            next = token.end;
        }
        QCOMPARE(std::size_t(next), row.text.size());
        QString user;
        for (const RenderedRow::Piece& piece : row.pieces)
            if (piece.role == "user")
                user += QString::fromStdString(row.text.substr(piece.begin, piece.end - piece.begin));
        QCOMPARE(user, QString("Where is the lamp?"));

        Recipe all = shortRecipe(1);
        all.data.loss = "all";
        QVERIFY(t->renderRow(rowOf("Where?", "There."), "tiny", all).trainedTokens >
                t->renderRow(rowOf("Where?", "There."), "tiny", {}).trainedTokens);
        Recipe brief = shortRecipe(1);
        brief.data.maxLength = 16;
        const RenderedRow cut = t->renderRow(rowOf("Where is the lamp?", "The lamp is in the barn."), "tiny", brief);
        QVERIFY(cut.truncated);
        QCOMPARE(cut.tokens.size(), std::size_t(16));
    }

    void check_ready_countsWhatTheRunWillDo() {
        TestProject t(10);
        Recipe recipe = shortRecipe(0);
        recipe.train.epochs = 2;
        const Readiness r = readiness(t, recipe);
        QVERIFY(r.ready && r.problems.empty());
        QCOMPARE(r.rows, std::int64_t(10));
        QCOMPARE(r.steps, std::int64_t(8));  // four of at most three rows an epoch
        QVERIFY(r.trainedTokens > 0 && r.trainedTokens < r.tokens && r.longestRow > r.tokens / 10 && r.longestRow < 64);
        QCOMPARE(r.parameters, std::int64_t(131392));
        // A and B of rank 8 on q [64, 64], k and v [32, 64], o [64, 64], gate and up [192, 64], down [64, 192], twice.
        QCOMPARE(r.trainedParameters, std::int64_t(2 * 8 * (128 + 2 * 96 + 128 + 2 * 256 + 256)));
        QVERIFY(r.estimatedSeconds > 0 && r.needBytes > 0);
        QVERIFY(says(r.warnings, "held out"));  // nothing shows overfitting
        recipe.train.validation = 0.3;
        const Readiness split = readiness(t, recipe);
        QVERIFY(split.validationRows > 0);
        QCOMPARE(split.rows + split.validationRows, std::int64_t(10));
    }

    void check_notReady_saysWhy_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("word");
        QTest::newRow("answers cut off") << "data.maxLength"
                                         << "8"
                                         << "trained token";
        QTest::newRow("longer than the model reads") << "data.maxLength"
                                                     << "2048"
                                                     << "1024";
        QTest::newRow("no such target") << "lora.targets"
                                        << "c_attn"
                                        << "lora.targets";
    }
    void check_notReady_saysWhy() {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, word);
        TestProject t(3);
        Recipe recipe = shortRecipe(1);
        recipe.set(key.toStdString(), value.toStdString());
        const auto job = t->check({"faq", "tiny", recipe, {}});
        const QString failed = failure(*job);
        const Readiness r = job->readiness();
        QVERIFY(!r.ready);
        QVERIFY2(says(r.problems, qPrintable(word)) || failed.contains(word),
                 qPrintable(failed + (r.problems.empty() ? "" : r.problems[0].c_str())));
        // The run itself says the same.
        QVERIFY(failure(*t->train({"faq", "tiny", recipe, {}})).contains(word));
    }

    void check_faultsOfTheRecipe_areListedTogether() {
        TestProject t(3);
        Recipe recipe = shortRecipe(1);
        recipe.lora.rank = 0;
        recipe.train.learningRate = -1;
        const Readiness r = readiness(t, recipe);
        QVERIFY(!r.ready && says(r.problems, "lora.rank") && says(r.problems, "train.learningRate"));
        const QString refused = refusal([&] { t->train({"faq", "tiny", recipe, {}}); });
        QVERIFY(refused.startsWith("BadInput") && refused.contains("lora.rank") &&
                refused.contains("train.learningRate"));
        QVERIFY(t->runs().empty());
        QVERIFY(failure(*t->check({"absent", "tiny", shortRecipe(1), {}})).startsWith("NotFound"));
        QVERIFY(refusal([&] { t->train({"faq", "absent", shortRecipe(1), {}}); }).startsWith("NotFound"));
    }

    void check_heldOutRowsAlone_areNoTrainingRows() {
        TestProject t(3);
        t.import(questions(4), "exam", 1.0);
        const auto job = t->check({"exam", "tiny", shortRecipe(1), {}});
        job->wait();
        QVERIFY(says(job->readiness().problems, "set aside"));
    }

    // Rows that bring nothing are left out and counted.
    void check_someRowsTooLong_areCounted() {
        TestProject t(4);
        t.import(questions(4) + "{\"question\": \"Why?\", \"answer\": \"" + std::string(400, 'x') + "\"}\n", "mixed");
        Recipe recipe = shortRecipe(1);
        recipe.data.maxLength = 64;
        Readiness r = readiness(t, recipe, "mixed");
        QVERIFY(r.ready);
        QCOMPARE(r.truncatedRows, std::int64_t(1));
        recipe.data.overlong = "drop";
        r = readiness(t, recipe, "mixed");
        QCOMPARE(r.droppedRows, std::int64_t(1));
        QCOMPARE(r.rows, std::int64_t(4));
        QVERIFY(says(r.warnings, "left out"));
    }
};

QTEST_GUILESS_MAIN(TestProjectModels)
#include "tst_project_models.moc"
