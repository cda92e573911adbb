// The whole job on the command line, with a tiny model: rows in, training, answers, files out; stopped and gone on
// with.
#include <signal.h>

#include <QFile>
#include <QTemporaryDir>
#include <QtEndian>
#include <QtTest>
#include <cmath>

#include "tests/app/cli.h"
#include "tests/app/trained_project.h"

namespace {

constexpr int kSteps = 12;

/// Waits until the run's first line of progress shows that it trains. False where it ended before.
bool waitForTraining(QProcess& process) {
    QByteArray seen;
    while (process.state() == QProcess::Running) {
        process.waitForReadyRead(50);
        seen += process.readAllStandardError();
        if (seen.contains("step ") && seen.contains("loss")) return true;
    }
    return false;
}

}  // namespace

class TestCliJob : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    Cli cli() const { return Cli(folder_.path(), "p"); }
    QStringList train(int steps, const QStringList& more = {}) const { return shortRun(steps) + more; }
    double lossOn(const QStringList& model) const {
        return cli().json(QStringList{"inspect", "loss", "--data", "faq"} + model).json().value("loss").toDouble();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(makeProject(folder_.path())); }

    void model_isDescribed() {
        const auto model = cli().json({"model", "show", "tiny"});
        QVERIFY2(model.exitCode == 0, model.all());
        QCOMPARE(model.json().value("family").toString(), QString("llama"));
        QVERIFY(model.json().value("parameters").toInt() > 0);
        QVERIFY(model.json().value("chat_template").toBool());
        QVERIFY(cli().run({"model", "list"}).out.contains("tiny"));
        QVERIFY(model.json().contains("license") && model.json().contains("languages") &&
                model.json().contains("good_for"));
    }

    void model_fit_everyMethodAndLength() {
        const auto fit = cli().json({"model", "fit", "tiny"}).json();
        QCOMPARE(fit.value("verdict").toString(), QString("fits"));
        QCOMPARE(fit.value("longest_row").toInt(), 1024);  // data.maxLength, which is also what the model reads
        QCOMPARE(fit.value("table").toArray().size(), 6);  // lora and full at 256, 512, 1024
        QVERIFY(fit.value("nearest").toArray().isEmpty());
        QCOMPARE(cli().json({"model", "fit", "--model", "tiny", "--length", "100"}).json().value("length").toInt(),
                 100);
        const auto all = cli().json({"model", "fit", "--method", "full"}).json().value("models").toArray();
        QCOMPARE(all.size(), 1);
        QCOMPARE(all.first().toObject().value("method").toString(), QString("full"));
        // Rows that are longer than the model reads: no memory helps, a shorter length does.
        const auto large = cli().json({"model", "fit", "tiny", "--length", "5000"}).json();
        QVERIFY(!large.value("fits").toBool() && large.value("problem").toString().contains("1024"));
        QCOMPARE(large.value("nearest")
                     .toArray()
                     .first()
                     .toObject()
                     .value("settings")
                     .toObject()
                     .value("data.maxLength")
                     .toString(),
                 QString("1024"));
        const auto text = cli().run({"model", "fit", "tiny", "--length", "5000"});
        QVERIFY2(text.out.contains("It would fit with") && text.out.contains("--set data.maxLength=1024"), text.all());
    }

    void model_fit_measures() {
        const auto measured =
            cli().json({"model", "fit", "--model", "tiny", "--data", "faq", "--measure", "--set", "train.device=cpu"});
        QVERIFY2(measured.exitCode == 0, measured.all());
        const auto result = measured.json().value("measured").toObject();
        QVERIFY(result.value("peak_bytes").toDouble() > 0 && result.value("epoch_seconds").toDouble() > 0);
        QCOMPARE(result.value("longest_row").toInt(), measured.json().value("longest_row").toInt());
        QCOMPARE(cli().run({"model", "fit", "tiny", "--measure"}).exitCode, 2);  // nothing to try it on
    }

    void model_template_changedAndSetBack() {
        const auto shown = cli().json({"model", "template", "show", "tiny"});
        QVERIFY2(shown.exitCode == 0, shown.all());
        QVERIFY(!shown.json().value("custom").toBool() && !shown.json().value("source").toString().isEmpty());
        const QStringList row{"inspect", "tokens", "--data", "faq", "--model", "tiny", "--row", "3"};
        const QString own = cli().run(row).out;
        const auto set = cli().json({"model", "template", "set", "tiny", "--preset", "plain"});
        QVERIFY2(set.exitCode == 0 && set.json().value("custom").toBool(), set.all());
        QVERIFY(cli().run({"model", "template", "show", "tiny"}).out.contains("'Question: '"));
        QVERIFY(cli().json({"model", "show", "tiny"}).json().value("custom_template").toBool());
        QVERIFY(cli().run(row).out != own);
        const QString file = folder_.filePath("mine.jinja");
        writeFile(file, "{% for m in messages %}{{ m.content }}\n{% endfor");
        const auto broken = cli().json({"model", "template", "set", "tiny", "--file", file});
        QCOMPARE(broken.exitCode, 3);
        QCOMPARE(broken.error().value("where").toString(), QString("chat template, line 2, column 10"));
        writeFile(file, "{% for m in messages %}{{ m.role }}\n{% endfor %}");
        QCOMPARE(cli().run({"model", "template", "set", "tiny", "--file", file}).exitCode, 3);  // leaves out what is said
        QVERIFY(cli().run({"model", "template", "show", "tiny"}).out.contains("'Question: '"));
        QCOMPARE(cli().run({"model", "template", "set", "tiny"}).exitCode, 2);
        QCOMPARE(cli().run({"model", "template", "set", "tiny", "--preset", "none"}).exitCode, 3);
        QVERIFY(cli().run({"model", "template", "presets"}).out.contains("chatml"));
        QVERIFY(cli().json({"model", "template", "reset", "tiny"}).json().value("changed").toBool());
        QCOMPARE(QString(cli().run(row).out), own);
    }

    void tokensAndMask_agree() {
        const auto tokens = cli().json({"inspect", "tokens", "--data", "faq", "--model", "tiny", "--row", "3"});
        QVERIFY2(tokens.exitCode == 0, tokens.all());
        const auto mask = cli().json({"inspect", "mask", "--data", "faq", "--model", "tiny", "--row", "3"}).json();
        const auto list = tokens.json().value("tokens").toArray();
        QCOMPARE(mask.value("ids").toArray().size(), list.size());
        int trained = 0;
        QString answer;
        for (int i = 0; i < list.size(); ++i) {
            const auto token = list.at(i).toObject();
            QCOMPARE(mask.value("ids").toArray().at(i).toInt(), token.value("id").toInt());
            QCOMPARE(mask.value("mask").toArray().at(i).toInt() == 1, token.value("trained").toBool());
            trained += token.value("trained").toBool() ? 1 : 0;
            if (token.value("trained").toBool()) answer += token.value("text").toString();
        }
        QCOMPARE(mask.value("trained_tokens").toInt(), trained);
        QVERIFY2(answer.contains("The rope 3 is in the attic."), qPrintable(answer));
        QVERIFY2(!answer.contains("Where is"), qPrintable(answer));
        QCOMPARE(cli().run({"inspect", "mask", "--data", "faq", "--model", "tiny", "--row", "999"}).exitCode, 3);
    }

    void train_check_saysWhatTheRunWillBe() {
        const auto check = cli().json(train(kSteps, {"--check"}));
        QVERIFY2(check.exitCode == 0, check.all());
        QVERIFY(check.json().value("ready").toBool());
        QCOMPARE(check.json().value("steps").toInt(), kSteps);
        QCOMPARE(check.json().value("rows").toInt() + check.json().value("validation_rows").toInt(), 40);
        QVERIFY(check.json().value("trained_tokens").toInt() < check.json().value("tokens").toInt());
    }

    void train_reportsWhatItDid() {
        const auto result = cli().json(train(kSteps, {"--probe", "Where is the lamp 8?", "--name", "first"}));
        QVERIFY2(result.exitCode == 0, result.all());
        const auto json = result.json();
        QCOMPARE(json.value("run").toInt(), 1);
        const auto losses = json.value("losses").toArray();
        QCOMPARE(losses.size(), kSteps);
        for (const auto& loss : losses) QVERIFY(std::isfinite(loss.toDouble()) && loss.toDouble() > 0);
        QVERIFY2(losses.last().toDouble() < losses.first().toDouble(), "it learns");
        for (const char* key : {"real_tokens", "trained_tokens", "seconds", "real_tokens_per_second", "peak_rss_mib"})
            QVERIFY2(json.value(key).toDouble() > 0, key);
        QVERIFY(json.value("trained_tokens").toDouble() < json.value("real_tokens").toDouble());
        QVERIFY(json.value("validation_loss").toDouble() > 0);
        QVERIFY(json.value("best_step").toInt() >= 0 && json.value("best_step").toInt() <= kSteps);
        QCOMPARE(json.value("device").toString(), QString("cpu"));
        QVERIFY(!json.value("dtype").toString().isEmpty());
        QCOMPARE(json.value("stopped_because").toString(), QString("finished"));
        QVERIFY(!json.value("probes").toArray().isEmpty());
    }

    void train_sameSeedGivesTheSameRun() {
        const auto again = cli().json(train(kSteps));
        QVERIFY2(again.exitCode == 0, again.all());
        QCOMPARE(lossesOf(cli(), 2), lossesOf(cli(), 1));
        QCOMPARE(weightsOf(folder_.filePath("p"), 2), weightsOf(folder_.filePath("p"), 1));
        QVERIFY(!weightsOf(folder_.filePath("p"), 1).isEmpty());
    }

    void run_isRemembered() {
        const auto shown = cli().json({"run", "show", "first"});
        QVERIFY2(shown.exitCode == 0, shown.all());
        QCOMPARE(shown.json().value("state").toString(), QString("finished"));
        QCOMPARE(shown.json().value("step").toInt(), kSteps);
        QCOMPARE(shown.json().value("recipe").toObject().value("lora").toObject().value("rank").toInt(), 4);
        QCOMPARE(lossesOf(cli(), 1).size(), kSteps);
        const auto compared = cli().json({"run", "compare", "1", "2"});
        QVERIFY2(compared.exitCode == 0, compared.all());
        QCOMPARE(compared.json().value("differences").toObject().keys(), QStringList{"probes"});
        QVERIFY(cli().run({"run", "list"}).out.contains("first"));
    }

    void evaluate_seesWhatWasLearned() {
        const auto before = cli().json({"evaluate", "--data", "faq", "--split", "train", "--model", "tiny"});
        QVERIFY2(before.exitCode == 0, before.all());
        const auto after = cli().json({"evaluate", "--data", "faq", "--split", "train", "--run", "1"});
        QVERIFY2(after.exitCode == 0, after.all());
        QVERIFY(after.json().value("loss").toDouble() < before.json().value("loss").toDouble());
        QVERIFY(lossOn({"--run", "1"}) < lossOn({"--model", "tiny"}));
    }

    void inspectLoss_addsUp() {
        const auto loss = cli().json({"inspect", "loss", "--data", "faq", "--model", "tiny", "--max-rows", "5"});
        QVERIFY2(loss.exitCode == 0, loss.all());
        const auto rows = loss.json().value("rows").toArray();
        QCOMPARE(rows.size(), 5);
        double nll = 0, trained = 0;
        for (const auto& row : rows) {
            nll += row.toObject().value("nll").toDouble();
            trained += row.toObject().value("trained_tokens").toDouble();
            QVERIFY(row.toObject().value("tokens").toInt() > row.toObject().value("trained_tokens").toInt());
        }
        QVERIFY(trained > 0);
        QVERIFY(std::abs(loss.json().value("loss").toDouble() - nll / trained) < 1e-9);
    }

    void inspectLogits_writesOneRowAPosition() {
        writeFile(folder_.filePath("ids.json"), "[1, 5, 9, 2]");
        const auto said =
            cli().json({"inspect", "logits", "--model", "tiny", "--ids", "ids.json", "--out", "logits.safetensors"});
        QVERIFY2(said.exitCode == 0, said.all());
        const QByteArray file = readFile(folder_.filePath("logits.safetensors"));
        QVERIFY(file.size() > 8);
        const auto header =
            QJsonDocument::fromJson(file.mid(8, int(qFromLittleEndian<quint64>(file.constData())))).object();
        bool found = false;
        for (const auto& tensor : header) {
            const auto shape = tensor.toObject().value("shape").toArray();
            found = found || (shape.size() >= 2 && shape.at(shape.size() - 2).toInt() == 4);
        }
        QVERIFY2(found, "a tensor with one row for each of the four ids");
        writeFile(folder_.filePath("ids.json"), "[1, 5, 99999999]");
        const auto beyond = cli().run({"inspect", "logits", "--model", "tiny", "--ids", "ids.json", "--out", "x"});
        QVERIFY2(beyond.exitCode == 3, beyond.all());
    }

    void generate_isGreedyAndRepeatable() {
        const QStringList ask = {"generate", "--run", "1", "--prompt", "Where is the lamp 8?", "--max-tokens", "16"};
        const auto first = cli().json(ask), second = cli().json(ask);
        QVERIFY2(first.exitCode == 0, first.all());
        QCOMPARE(first.json().value("text"), second.json().value("text"));
        QVERIFY(first.json().value("new_tokens").toInt() > 0 && first.json().value("new_tokens").toInt() <= 16);
        const auto said = cli().run(ask);
        QCOMPARE(QString(said.out).trimmed(), first.json().value("text").toString().trimmed());
        QVERIFY(said.err.isEmpty());
    }

    void generate_seedDecidesWhatIsDrawn() {
        const QStringList ask = {"generate", "--model",      "tiny", "--prompt",      "-",
                                 "--raw",    "--max-tokens", "24",   "--temperature", "1.5"};
        const auto text = [&](const char* seed) { return cli().run(ask + QStringList{"--seed", seed}, "Where").out; };
        QCOMPARE(text("1"), text("1"));
        QVERIFY(text("1") != text("2"));
    }

    void generate_takesAllItsOptions() {
        const auto said = cli().json({"generate",
                                      "--run",
                                      "first",
                                      "--step",
                                      QString::number(kSteps),
                                      "--prompt",
                                      "Hi",
                                      "--system",
                                      "Be brief.",
                                      "--max-tokens",
                                      "8",
                                      "--temperature",
                                      "0.8",
                                      "--top-k",
                                      "5",
                                      "--top-p",
                                      "0.9",
                                      "--repetition-penalty",
                                      "1.1",
                                      "--stop",
                                      "xyz",
                                      "--int8"});
        QVERIFY2(said.exitCode == 0, said.all());
        QVERIFY(said.json().contains("finish"));
    }

    void chat_readsLinesAndKeepsTheConversation() {
        const auto said = cli().run({"chat", "--run", "1", "--max-tokens", "8", "--json"},
                                    "Where is the key 5?\nAnd the rope?\n/new\nHi\n/quit\nnever\n");
        QVERIFY2(said.exitCode == 0, said.all());
        const auto turns = said.json().value("turns").toArray();
        QCOMPARE(turns.size(), 3);
        const auto promptTokens = [&](int turn) { return turns.at(turn).toObject().value("prompt_tokens").toInt(); };
        QVERIFY2(promptTokens(1) > promptTokens(0), "the second turn carries the first");
        QVERIFY2(promptTokens(2) < promptTokens(1), "/new forgets");
    }

    void export_adapterAndMergedFolders() {
        const auto adapter = cli().json({"export", "adapter", "--run", "1", "--out", "adapter"});
        QVERIFY2(adapter.exitCode == 0, adapter.all());
        for (const char* name : {"adapter_config.json", "adapter_model.safetensors"})
            QVERIFY2(QFileInfo::exists(folder_.filePath("adapter/") + name), name);
        const auto merged = cli().json({"export", "merged", "--run", "1", "--out", "merged"});
        QVERIFY2(merged.exitCode == 0, merged.all());
        for (const char* name : {"config.json", "model.safetensors", "tokenizer.json"})
            QVERIFY2(QFileInfo::exists(folder_.filePath("merged/") + name), name);
        QVERIFY(merged.json().value("bytes").toDouble() > 0);
        QVERIFY(!merged.json().value("files").toArray().isEmpty());

        const auto imported = cli().run({"model", "import", "merged", "--name", "merged"});
        QVERIFY2(imported.exitCode == 0, imported.all());
        QVERIFY(std::abs(lossOn({"--model", "merged"}) - lossOn({"--run", "1"})) < 1e-4);
    }

    void export_adapterOfABaseIsRefused() {
        const auto said = cli().run({"export", "adapter", "--model", "tiny", "--out", "nothing"});
        QVERIFY2(said.exitCode == 3, said.all());
        QVERIFY(!QFileInfo::exists(folder_.filePath("nothing/adapter_model.safetensors")));
    }

    void train_fullLearnsToo() {
        const auto result = cli().json({"train", "--data", "faq", "--model", "tiny", "--method", "full", "--max-steps",
                                        "4", "--set", "train.learningRate=0.002", "--name", "full"});
        QVERIFY2(result.exitCode == 0, result.all());
        QCOMPARE(result.json().value("losses").toArray().size(), 4);
        QVERIFY(result.json().value("losses").toArray().last().toDouble() <
                result.json().value("losses").toArray().first().toDouble());
        QVERIFY(lossOn({"--run", "full"}) < lossOn({"--model", "tiny"}));
    }

    void train_withNothingToLearnIsRefused() {
        writeFile(folder_.filePath("empty.jsonl"), "{\"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}\n");
        const auto imported = cli().json({"data", "import", "empty.jsonl", "--name", "empty"});
        if (imported.json().value("rows").toInt() > 0) {
            const auto said = cli().run({"train", "--data", "empty", "--model", "tiny"});
            QVERIFY2(said.exitCode == 3, said.all());
            QVERIFY2(said.err.contains("train") && said.err.contains("token"), said.all());
        }
        const auto none = cli().run({"train", "--data", "nothing", "--model", "tiny"});
        QCOMPARE(none.exitCode, 3);
        QVERIFY2(none.err.contains("faq"), "the message names the data sets that exist");
    }

    void interrupt_stopsAndKeeps_resumeEndsLikeTheUninterruptedRun() {
        const auto whole = cli().json(train(60, {"--name", "whole"}));
        QVERIFY2(whole.exitCode == 0, whole.all());
        const int wholeRun = whole.json().value("run").toInt();

        auto process = cli().start(train(60, {"--name", "stopped"}));
        QVERIFY(waitForTraining(*process));
        ::kill(pid_t(process->processId()), SIGINT);
        QVERIFY(process->waitForFinished(30000));
        const auto stopped = Cli::resultOf(*process);
        QVERIFY2(stopped.exitCode == 5, stopped.all());
        const auto run = cli().json({"run", "show", "stopped"});
        QCOMPARE(run.json().value("state").toString(), QString("stopped"));
        QVERIFY(run.json().value("resumable").toBool());
        QVERIFY(run.json().value("step").toInt() < 60);

        const auto resumed = cli().json({"train", "--resume", "stopped"});
        QVERIFY2(resumed.exitCode == 0, resumed.all());
        const int resumedRun = resumed.json().value("run").toInt();
        QCOMPARE(lossesOf(cli(), resumedRun), lossesOf(cli(), wholeRun));
        QCOMPARE(weightsOf(folder_.filePath("p"), resumedRun), weightsOf(folder_.filePath("p"), wholeRun));
    }

    void secondProgram_isToldWhoHasTheProject() {
        auto first = cli().start(train(100000));
        QVERIFY(waitForTraining(*first));
        const auto second = cli().json({"data", "list"});
        QVERIFY2(second.exitCode == 3, second.all());
        QCOMPARE(second.error().value("code").toString(), QString("Busy"));
        QVERIFY2(second.error().value("message").toString().contains(QString::number(first->processId())),
                 second.all());
        ::kill(pid_t(first->processId()), SIGINT);
        ::kill(pid_t(first->processId()), SIGINT);  // the second press does not wait for the end of the step
        QVERIFY(first->waitForFinished(30000));
        QCOMPARE(Cli::resultOf(*first).exitCode, 5);
        const auto third = cli().run({"data", "list"});
        QVERIFY2(third.exitCode == 0, third.all());
    }

    void runRemove_takesItsFilesAway() {
        QVERIFY(QFileInfo::exists(folder_.filePath("p/runs/2")));
        QCOMPARE(cli().run({"run", "remove", "2"}).exitCode, 0);
        QVERIFY(!QFileInfo::exists(folder_.filePath("p/runs/2")));
        QCOMPARE(cli().run({"run", "show", "2"}).exitCode, 3);
    }

    void demo_goesTheWholeWay() {
        const auto demo =
            Cli(folder_.path(), "show").json({"demo", "--model", tinyModel(), "--max-steps", "2"}, 300000);
        QVERIFY2(demo.exitCode == 0, demo.all());
        for (const char* key : {"before", "after"}) {
            QCOMPARE(demo.json().value(key).toObject().value("rows").toInt(), 40);
            QCOMPARE(demo.json().value(key).toObject().value("answers").toArray().size(), 40);
        }
        QCOMPARE(demo.json().value("train").toObject().value("steps").toInt(), 2);
        const auto again =
            Cli(folder_.path(), "show").run({"demo", "--model", tinyModel(), "--max-steps", "1"}, {}, 300000);
        QVERIFY2(again.exitCode == 0, again.all());
        QVERIFY2(again.out.contains("show-2"), "an existing project is left alone");
        QVERIFY2(
            again.out.contains("held-out questions") && again.out.contains("Before") && again.out.contains("After"),
            again.all());
    }
};

QTEST_GUILESS_MAIN(TestCliJob)
#include "tst_cli_job.moc"
