// What a run takes: the formula, the settings near to it that fit, and trying it, which has to agree with the formula.
#include "tests/core/engine/project_support.h"

#include "core/base/json.h"
#include "core/base/machine.h"

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

constexpr std::int64_t kMiB = std::int64_t(1) << 20;

/// A recipe whose micro-batch fills this machine's memory `times` over: its rows need not exist to be weighed.
Recipe tooLarge(TestProject& t, double times) {
    Recipe recipe = shortRecipe(1);
    recipe.data.maxLength = 1024;
    const FitInfo some = t->fit("tiny", recipe, 1024);
    const double perToken = double(t->fit("tiny", recipe, 4096).activationBytes - some.activationBytes) / 3072;
    recipe.train.microTokens = std::int64_t(double(some.totalBytes) * times / perToken);
    return recipe;
}

std::string settingOf(const FitChange& change, const std::string& key) {
    for (const auto& [name, value] : change.settings)
        if (name == key) return value;
    return {};
}

}  // namespace

class TestFit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void partsAddUp() {
        TestProject t(2);
        const FitInfo fit = t->fit("tiny", shortRecipe(1), 128);
        QCOMPARE(fit.needBytes, fit.programBytes + fit.weightBytes + fit.trainingBytes + fit.activationBytes);
        QCOMPARE(fit.trainingBytes, fit.trainedParameters * 16);
        QCOMPARE(fit.totalBytes, memoryInfo().totalBytes);
        QVERIFY(fit.diskBytes >= 4 * 12 * fit.trainedParameters && fit.freeDiskBytes > fit.diskBytes);
        QVERIFY(fit.fits() && fit.problem.empty());
        QCOMPARE(fit.method, std::string("lora"));
        Recipe dropout = shortRecipe(1);
        dropout.lora.dropout = 0.1;
        QVERIFY(t->fit("tiny", dropout, 128).activationBytes > fit.activationBytes);
        // Reading the same rows in the check before a run gives the same figure.
        const auto check = t->check({"faq", "tiny", shortRecipe(1), {}});
        QVERIFY(done(*check));
        QCOMPARE(check->readiness().needBytes, t->fit("tiny", shortRecipe(1), check->readiness().longestRow).needBytes);
        QCOMPARE(int(check->readiness().memory), int(Verdict::Fits));
    }

    void tableHasEveryMethodAndLength() {
        TestProject t(2);
        const FitReport report = t->fitReport("tiny", shortRecipe(1), 128);
        QCOMPARE(Project::methods().front(), std::string("lora"));
        std::size_t cells = 0;
        for (const std::string& method : Project::methods())
            for (const std::int64_t length : {256, 512, 1024}) {  // the tiny model reads 1024 tokens
                const auto found = std::find_if(report.table.begin(), report.table.end(), [&](const FitInfo& f) {
                    return f.method == method && f.length == length;
                });
                QVERIFY(found != report.table.end());
                Recipe recipe = shortRecipe(1);
                recipe.method = method;
                QCOMPARE(found->needBytes, t->fit("tiny", recipe, length).needBytes);
                ++cells;
            }
        QCOMPARE(report.table.size(), cells);
        QVERIFY(report.nearest.empty());  // it fits as it is
    }

    void nearest_fewerTokensAtOnceComeFirst() {
        TestProject t(2);
        const Recipe recipe = tooLarge(t, 2);
        const FitReport report = t->fitReport("tiny", recipe, 512);
        QCOMPARE(int(report.asked.verdict), int(Verdict::No));
        QVERIFY(!report.nearest.empty() && report.nearest.size() <= 4);
        QCOMPARE(settingOf(report.nearest.front(), "train.microTokens"), std::string("512"));
        for (const FitChange& change : report.nearest) {
            QVERIFY(change.fit.fits());
            Recipe changed = recipe;
            for (const auto& [key, value] : change.settings) changed.set(key, value);
            QVERIFY(changed.validate().empty());
            const std::string length = settingOf(change, "data.maxLength");
            QCOMPARE(t->fit("tiny", changed, length.empty() ? 512 : std::stoll(length)).needBytes,
                     change.fit.needBytes);
        }
    }

    void nearest_rowsLongerThanTheModelReads() {
        TestProject t(2);
        const FitReport report = t->fitReport("tiny", shortRecipe(1), 5000);
        QVERIFY(!report.asked.fits());
        QVERIFY(QString::fromStdString(report.asked.problem).contains("1024"));
        QVERIFY(!report.nearest.empty());
        QCOMPARE(settingOf(report.nearest.front(), "data.maxLength"), std::string("1024"));
    }

    void refusesWhatIsNotThere() {
        TestProject t(2);
        QVERIFY(refusal([&] { t->fitReport("absent", shortRecipe(1), 1); }).startsWith("NotFound"));
        Recipe recipe = shortRecipe(1);
        recipe.method = "magic";
        QVERIFY(refusal([&] { t->fit("tiny", recipe, 1); }).startsWith("BadInput"));
        QVERIFY(refusal([&] { t->measure({"absent", "tiny", shortRecipe(1), {}}); }).startsWith("NotFound"));
        QVERIFY(refusal([&] { t->measure({"faq", "tiny", recipe, {}}); }).startsWith("BadInput"));
    }

    // The formula and the trial agree to 20 % in what training itself takes; a micro-batch is chosen that makes it far
    // more than the allocator's and the threads' own needs.
    void measure_agreesWithTheFormula_data() {
        QTest::addColumn<QString>("method");
        QTest::newRow("lora") << "lora";
        QTest::newRow("full") << "full";
    }
    void measure_agreesWithTheFormula() {
        QFETCH(QString, method);
        TestProject t(500);
        Recipe recipe = shortRecipe(1);
        recipe.method = method.toStdString();
        recipe.train.microTokens = 8192;
        recipe.train.maxSteps = 0;
        recipe.train.epochs = 2;
        const auto job = t->measure({"faq", "tiny", recipe, {}});
        QVERIFY(done(*job));
        const MeasureResult m = job->result();
        QVERIFY(m.tokens > 8000 && m.tokens <= 8192);
        QVERIFY(m.longestRow >= 20 && m.longestRow <= 128 && m.epochTokens > m.tokens);
        const auto formula = double(m.fit.trainingBytes + m.fit.activationBytes);
        const auto measured = double(m.peakBytes - m.fit.programBytes - m.fit.weightBytes);
        QVERIFY(formula > double(25 * kMiB));
        QVERIFY2(std::abs(measured - formula) <= 0.2 * formula, qPrintable(QString("%1 MiB measured, %2 by the formula")
                                                                               .arg(measured / double(kMiB))
                                                                               .arg(formula / double(kMiB))));
        QVERIFY(m.seconds > 0);
        QVERIFY(std::abs(m.epochSeconds - m.seconds / double(m.tokens) * double(m.epochTokens)) < 1e-9);
        QVERIFY(std::abs(m.runSeconds - 2 * m.epochSeconds) < 1e-9);
        QCOMPARE(m.device, std::string("cpu"));
        // Nothing is left of it.
        QVERIFY(t->runs().empty());
        QVERIFY(!fs::exists(t.folder + "/checkpoints"));
    }

    void measure_longRowsAndNoRowsSayWhy() {
        TestProject t(2);
        t.import("{\"question\": \"" + std::string(4000, 'x') + "\", \"answer\": \"y\"}\n", "long");
        const QString cut = failure(*t->measure({"long", "tiny", shortRecipe(1), {}}));
        QVERIFY2(cut.startsWith("BadInput") && cut.contains("maxLength"), qPrintable(cut));
        const auto job = t->measure({"faq", "tiny", tooLarge(t, 2), {}});
        const QString much = failure(*job);
        QVERIFY2(much.startsWith("OutOfMemory") && much.contains("not tried"), qPrintable(much));
    }

    void measure_canBeCancelled() {
        TestProject t(60);
        const Recipe recipe = shortRecipe(1);
        const auto job = t->measure({"faq", "tiny", recipe, {}});
        job->cancel();
        QCOMPARE(int(job->wait().state), int(JobState::Cancelled));
    }

    void cardIsKeptWithTheModel() {
        TestProject t;
        const std::string folder = t.path("carded");
        fs::copy(tinyModel(), folder);
        for (const auto& entry : fs::directory_iterator(folder))
            fs::permissions(entry.path(), fs::perms::owner_write, fs::perm_options::add);
        writeText(folder + "/README.md",
                  "---\nlicense: mit\nlanguage: [en, de]\npipeline_tag: text-generation\nbase_model: a/b\n---\n");
        t->addModel(folder, "tiny");
        t.reopen();
        const ModelInfo info = t->model("tiny");
        QCOMPARE(info.license, std::string("mit"));
        QCOMPARE(info.languages, (std::vector<std::string>{"en", "de"}));
        QCOMPARE(info.goodFor, (std::vector<std::string>{"text-generation"}));
        QCOMPARE(info.baseModel, std::string("a/b"));
    }

    void remoteCodeIsNamedWhereTheArchitectureIsUnknown() {
        TestProject t;
        const std::string folder = t.path("own");
        fs::copy(tinyModel(), folder);
        for (const auto& entry : fs::directory_iterator(folder))
            fs::permissions(entry.path(), fs::perms::owner_write, fs::perm_options::add);
        Json config = readJsonFile(folder + "/config.json");
        config["auto_map"] = {{"AutoModelForCausalLM", "modeling_own.OwnForCausalLM"}};
        writeText(folder + "/config.json", dumpJson(config));
        t->addModel(folder, "known");  // the code is not needed
        config["model_type"] = "own";
        writeText(folder + "/config.json", dumpJson(config));
        const QString refused = refusal([&] { t->addModel(folder, "own"); });
        QVERIFY2(
            refused.startsWith("BadFile") && refused.contains("never runs code") && refused.contains("modeling_own"),
            qPrintable(refused));
    }
};

QTEST_GUILESS_MAIN(TestFit)
#include "tst_fit.moc"
