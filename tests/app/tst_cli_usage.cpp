// What the command line says when it is used wrongly, and how: words, JSON, exit codes. Nothing here loads a model.
#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/cli.h"

class TestCliUsage : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    Cli cli() const { return Cli(folder_.path()); }

private Q_SLOTS:
    void initTestCase() {
        const auto made = Cli(folder_.path()).run({"init", "project"});
        QVERIFY2(made.exitCode == 0, made.all());
    }

    void help_namesEveryCommand() {
        const auto help = cli().run({"--help"});
        QCOMPARE(help.exitCode, 0);
        for (const char* name : {"init", "data", "model", "train", "run", "evaluate", "generate", "chat", "export",
                                 "inspect", "probe", "search", "demo"})
            QVERIFY2(help.out.contains(QByteArray("\n  ") + name), name);
        QVERIFY(help.out.contains("Exit codes"));
    }

    void help_ofEachCommandDescribesItsOptions_data() {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QByteArray>("option");
        QTest::newRow("init") << QStringList{"init"} << QByteArray("DIR");
        QTest::newRow("import") << QStringList{"data", "import"} << QByteArray("--map");
        QTest::newRow("show") << QStringList{"data", "show"} << QByteArray("--filter");
        QTest::newRow("fit") << QStringList{"model", "fit"} << QByteArray("--length");
        QTest::newRow("download") << QStringList{"model", "download"} << QByteArray("--revision");
        QTest::newRow("search") << QStringList{"search"} << QByteArray("--endpoint");
        QTest::newRow("train") << QStringList{"train"} << QByteArray("train.learningRate");
        QTest::newRow("compare") << QStringList{"run", "compare"} << QByteArray("RUN");
        QTest::newRow("evaluate") << QStringList{"evaluate"} << QByteArray("--answers");
        QTest::newRow("generate") << QStringList{"generate"} << QByteArray("--repetition-penalty");
        QTest::newRow("chat") << QStringList{"chat"} << QByteArray("--system");
        QTest::newRow("export") << QStringList{"export"} << QByteArray("--dtype");
        QTest::newRow("logits") << QStringList{"inspect", "logits"} << QByteArray("--ids");
        QTest::newRow("demo") << QStringList{"demo"} << QByteArray("--model");
    }

    void help_ofEachCommandDescribesItsOptions() {
        QFETCH(QStringList, command);
        QFETCH(QByteArray, option);
        const auto help = cli().run(command + QStringList{"--help"});
        QCOMPARE(help.exitCode, 0);
        QVERIFY2(help.out.contains(option), help.all());
        QVERIFY(help.err.isEmpty());
    }

    void version_isPrinted() {
        const auto version = cli().run({"--version"});
        QCOMPARE(version.exitCode, 0);
        QVERIFY(QRegularExpression("^\\d+\\.\\d+\\.\\d+\n$").match(QString(version.out)).hasMatch());
    }

    void usageErrors_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing") << QStringList{} << "init, data, model, train";
        QTest::newRow("unknown command") << QStringList{"trian"} << "There is no command \"trian\"";
        QTest::newRow("group alone") << QStringList{"data"} << "import, preview, list, show, remove, aside, mend, stats";
        QTest::newRow("unknown in a group")
            << QStringList{"model", "improt", "x"} << "import, starter, list, show, fit";
        QTest::newRow("unknown option") << QStringList{"train", "--dta", "x"} << "--dta. Its options: --help, --data";
        QTest::newRow("no file") << QStringList{"data", "import"} << "required";
        QTest::newRow("no folder") << QStringList{"init"} << "required";
        QTest::newRow("too many words") << QStringList{"init", "a", "b"} << "\"b\"";
        QTest::newRow("no data") << QStringList{"train", "--model", "m"} << "--data NAME";
        QTest::newRow("no model") << QStringList{"train", "--data", "d"} << "--model NAME";
        QTest::newRow("set without a value")
            << QStringList{"train", "--data", "d", "--model", "m", "--set", "train.batch"} << "NAME=VALUE";
        QTest::newRow("steps in words") << QStringList{"train", "--data", "d", "--model", "m", "--max-steps", "ten"}
                                        << "ten";
        QTest::newRow("split") << QStringList{"evaluate", "--data", "d", "--model", "m", "--split", "dev"}
                               << "validation";
        QTest::newRow("temperature") << QStringList{"generate", "--model", "m", "--prompt", "x", "--temperature", "-1"}
                                     << "temperature";
        QTest::newRow("nobody answers") << QStringList{"--project", "project", "generate", "--prompt", "x"}
                                        << "--model NAME";
        QTest::newRow("step of no run") << QStringList{"--project", "project", "generate", "--prompt", "x",
                                                       "--model",   "m",       "--step",   "3"}
                                        << "--run";
        QTest::newRow("raw and system") << QStringList{"generate", "--model", "m",        "--prompt",
                                                       "x",        "--raw",   "--system", "y"}
                                        << "--system";
        QTest::newRow("kind of export") << QStringList{"export", "gguf", "--model", "m", "--out", "x"}
                                        << "adapter,merged";
        QTest::newRow("share beyond one") << QStringList{"data", "import", "x", "--validation", "1.5"} << "validation";
        QTest::newRow("map without a column") << QStringList{"data", "import", "x", "--map", "user"} << "NAME=VALUE";
        QTest::newRow("resume with settings")
            << QStringList{"--project", "project", "train", "--resume", "1", "--set", "train.batch=2"}
            << "--resume takes no other setting";
    }

    void usageErrors() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, expected);
        const auto json = cli().json(arguments);
        QVERIFY2(json.exitCode == 2, json.all());
        QCOMPARE(json.error().value("code").toString(), QString("Usage"));
        QVERIFY2(json.error().value("message").toString().contains(expected), json.all());
        QVERIFY(json.err.isEmpty());
    }

    void errors_areSentencesOnStderrWithoutJson() {
        const auto usage = cli().run({"trian"});
        QCOMPARE(usage.exitCode, 2);
        QVERIFY2(usage.err.startsWith("error: There is no command \"trian\""), usage.all());
        QVERIFY(usage.out.isEmpty());
        const auto input = cli().run({"--project", "nowhere", "data", "list"});
        QCOMPARE(input.exitCode, 3);
        QVERIFY2(input.err.startsWith("error: nowhere: "), input.all());
        QVERIFY(input.out.isEmpty());
    }

    void badInput_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("expected");
        const QStringList p = {"--project", "project"};
        QTest::newRow("no project") << QStringList{"--project", "nowhere", "data", "list"} << "NotFound"
                                    << "nowhere";
        QTest::newRow("no data set") << p + QStringList{"data", "show", "faq"} << "NotFound"
                                     << "faq";
        QTest::newRow("no model") << p + QStringList{"model", "show", "llama"} << "NotFound"
                                  << "llama";
        QTest::newRow("no run") << p + QStringList{"run", "show", "9"} << "NotFound"
                                << "no runs yet";
        QTest::newRow("no file") << p + QStringList{"data", "import", "missing.jsonl"} << "NotFound"
                                 << "missing.jsonl";
        QTest::newRow("no model file") << p + QStringList{"model", "import", "missing.gguf"} << "NotFound"
                                       << "missing.gguf";
        QTest::newRow("unknown setting") << p + QStringList{"train", "--data", "d",         "--model",
                                                            "m",     "--set",  "lora.rnk=4"}
                                         << "BadInput"
                                         << "lora.rank";
        QTest::newRow("setting out of range")
            << p + QStringList{"train", "--data", "d", "--model", "m", "--set", "train.batch=0"} << "BadInput"
            << "from 1 to";
        QTest::newRow("unknown method") << p + QStringList{"train", "--data", "d", "--model", "m", "--method", "magic"}
                                        << "BadInput"
                                        << "lora, full";
        QTest::newRow("no recipe") << p + QStringList{"train", "--data", "d", "--model", "m", "--recipe", "no.json"}
                                   << "NotFound"
                                   << "no.json";
        QTest::newRow("no ids") << p + QStringList{"inspect", "logits",  "--model", "m",
                                                   "--ids",   "no.json", "--out",   "o"}
                                << "NotFound"
                                << "no.json";
        QTest::newRow("a project stands there") << QStringList{"init", "project"} << "BadInput"
                                                << "project";
    }

    void badInput() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, code);
        QFETCH(QString, expected);
        const auto json = cli().json(arguments);
        QVERIFY2(json.exitCode == 3, json.all());
        QVERIFY2(json.error().value("code").toString() == code, json.all());
        const QString place = json.error().value("where").toString();
        QVERIFY2((place + json.error().value("message").toString()).contains(expected), json.all());
    }

    void recipeFile_faultsNameTheKey() {
        writeFile(folder_.filePath("recipe.json"), R"({"train": {"learning_rate": 1e-4}})");
        const auto said =
            cli().run({"--project", "project", "train", "--data", "d", "--model", "m", "--recipe", "recipe.json"});
        QCOMPARE(said.exitCode, 3);
        QVERIFY2(said.err.contains("train.learningRate"), said.all());
        writeFile(folder_.filePath("recipe.json"), R"({"method": "lora", "method": "full"})");
        const auto twice =
            cli().run({"--project", "project", "train", "--data", "d", "--model", "m", "--recipe", "recipe.json"});
        QCOMPARE(twice.exitCode, 3);
        QVERIFY2(twice.err.contains("twice"), twice.all());
    }

    void probe_describesTheMachine() {
        const auto probe = cli().json({"probe"});
        QVERIFY2(probe.exitCode == 0, probe.all());
        QVERIFY(probe.json().value("cores").toInt() >= 1);
        QVERIFY(probe.json().value("memory_bytes").toDouble() > 0);
        QVERIFY((QStringList{"fp32", "bf16"}.contains(probe.json().value("dtype").toString())));
        QVERIFY(!probe.json().value("libtorch").toString().isEmpty());
        const auto said = cli().run({"probe"});
        QVERIFY2(said.out.contains("Processor"), said.all());
    }
};

QTEST_GUILESS_MAIN(TestCliUsage)
#include "tst_cli_usage.moc"
