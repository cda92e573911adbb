// The way of a classifier on the command line: rows with labels in, a run that learns them, how right it is, labels of
// texts, a folder that transformers loads and that opens again.
#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/cli.h"
#include "tests/support/tiny_encoder.h"

using namespace tunesmith::testing;

class TestCliClassify : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void labels_fromRowsToAnswers() {
        QTemporaryDir folder;
        writeFile(folder.filePath("reviews.jsonl"), QByteArray::fromStdString(reviewRows(60)));
        makeTinyEncoder(folder.filePath("encoder").toStdString());
        const Cli outside(folder.path()), cli(folder.path(), "p");
        for (const auto& result :
             {outside.run({"init", "p"}), cli.run({"data", "import", "reviews.jsonl", "--name", "reviews"}),
              cli.run({"model", "import", "encoder", "--name", "bert"})})
            QVERIFY2(result.exitCode == 0, result.all());
        QVERIFY(cli.json({"model", "show", "bert"}).json().value("encoder").toBool());

        const QStringList train = {"train",
                                   "--data",
                                   "reviews",
                                   "--model",
                                   "bert",
                                   "--method",
                                   "full",
                                   "--max-steps",
                                   "60",
                                   "--set",
                                   "objective=classify",
                                   "--set",
                                   "train.learningRate=0.003",
                                   "--set",
                                   "train.validation=0.2",
                                   "--set",
                                   "train.evaluateEvery=20",
                                   "--set",
                                   "train.device=cpu"};
        const CliResult ready = cli.json(train + QStringList{"--check"});
        QVERIFY2(ready.exitCode == 0, ready.all());
        QCOMPARE(ready.json().value("gives").toObject().value("kind").toString(), QString("single"));
        QCOMPARE(ready.json().value("label_counts").toObject().keys(), (QStringList{"bad", "good", "plain"}));
        const CliResult trained = cli.json(train);
        QVERIFY2(trained.exitCode == 0, trained.all());
        QVERIFY(trained.json().value("scores").toObject().value("accuracy").toDouble() > 0.6);

        const CliResult judged = cli.json({"evaluate", "--run", "1", "--data", "reviews", "--split", "train"});
        QVERIFY2(judged.exitCode == 0, judged.all());
        const QJsonObject report = judged.json().value("classifier").toObject();
        QVERIFY(report.value("accuracy").toDouble() > 0.7);
        QCOMPARE(report.value("labels").toArray().size(), 3);
        QCOMPARE(report.value("confusion").toArray().size(), 3);
        QVERIFY(judged.json().value("answers").toArray()[0].toObject().contains("probability"));
        const CliResult words = cli.run({"evaluate", "--run", "1", "--data", "reviews", "--split", "train"});
        QVERIFY2(words.out.contains("Macro F1") && words.out.contains("wanted \\ given"), words.all());

        writeFile(folder.filePath("texts.txt"), "The room was lovely.\r\n\nThe meal was awful.\n");
        const CliResult answers =
            cli.json({"classify", "--run", "1", "--text", "The view was great.", "--file", "texts.txt"});
        QVERIFY2(answers.exitCode == 0, answers.all());
        const QJsonArray list = answers.json().value("predictions").toArray();
        QCOMPARE(list.size(), 3);
        QCOMPARE(list[0].toObject().value("label").toString(), QString("good"));
        QCOMPARE(list[2].toObject().value("label").toString(), QString("bad"));
        QCOMPARE(list[0].toObject().value("probabilities").toObject().size(), 3);
        QVERIFY(cli.run({"classify", "--run", "1", "--file", "-"}, "The bed was dirty.\n").out.contains("bad"));

        const CliResult exported = cli.run({"export", "merged", "--run", "1", "--out", folder.filePath("merged")});
        QVERIFY2(exported.exitCode == 0, exported.all());
        QVERIFY2(cli.run({"model", "import", "merged", "--name", "merged"}).exitCode == 0, "merged");
        const CliResult again = cli.json({"classify", "--model", "merged", "--text", "The view was great."});
        QCOMPARE(again.json().value("predictions").toArray()[0].toObject().value("label").toString(), QString("good"));
    }

    void whatIsMissing_isSaid() {
        QTemporaryDir folder;
        makeTinyEncoder(folder.filePath("encoder").toStdString());
        const Cli outside(folder.path()), cli(folder.path(), "p");
        QVERIFY(outside.run({"init", "p"}).exitCode == 0 &&
                cli.run({"model", "import", "encoder", "--name", "bert"}).exitCode == 0);
        QCOMPARE(cli.json({"classify", "--model", "bert"}).exitCode, 2);
        const CliResult headless = cli.json({"classify", "--model", "bert", "--text", "a"});
        QCOMPARE(headless.exitCode, 3);
        QVERIFY2(headless.error().value("message").toString().contains("gives no labels"), headless.all());
        QCOMPARE(cli.json({"classify", "--model", "bert", "--file", "none.txt"}).exitCode, 3);
    }
};

QTEST_GUILESS_MAIN(TestCliClassify)
#include "tst_cli_classify.moc"
