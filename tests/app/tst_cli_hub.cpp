// Models and data sets from a Hub on the command line: searched, fetched, taken into the project. The Hub is one of our own on this
// computer; nothing is ever asked of the true one.
#include <QDirIterator>
#include <QTemporaryDir>
#include <QtTest>
#include <optional>

#include "tests/app/cli.h"
#include "tests/support/fake_hub.h"

using namespace tunesmith::testing;

namespace {
constexpr const char* kToken = "hf_canaryCANARY0123456789";
}

class TestCliHub : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    FakeHub hub_;
    std::atomic<int> cuts_{0};
    Cli cli() const { return Cli(folder_.path(), "p"); }

private Q_SLOTS:
    void initTestCase() {
        for (const char* name :
             {"HTTPS_PROXY", "https_proxy", "http_proxy", "ALL_PROXY", "all_proxy", "HF_HUB_OFFLINE", "TUNESMITH_OFFLINE", "HF_TOKEN"})
            qunsetenv(name);
        FakeRepo& tiny = hub_.models["acme/tiny-llama"];
        QDirIterator files(tinyModel(), QDir::Files);
        while (files.hasNext()) {
            const QString path = files.next();
            tiny.files[QFileInfo(path).fileName().toStdString()] = readFile(path).toStdString();
        }
        tiny.files["README.md"] = "---\nlicense: apache-2.0\n---\n# Tiny\n";
        tiny.files["pytorch_model.bin"] = "pickle";
        tiny.parameters = 131000;
        hub_.models["acme/closed"] = tiny;
        hub_.models["acme/closed"].gated = "auto";
        hub_.models["acme/pickled"].files = {{"config.json", "{}"}, {"pytorch_model.bin", "pickle"}};
        hub_.datasets["acme/rows"].files = {{"data/faq.jsonl", questionRows(20).toStdString()}, {"README.md", "# Rows"}};
        hub_.token = kToken;
        hub_.cdnFault = [this](const ServerRequest& request) -> std::optional<ServerReply> {
            if (--cuts_ < 0 || request.method.empty()) return std::nullopt;
            ServerReply reply = FakeHub::fileReply(request, hub_.models["acme/tiny-llama"].files["model.safetensors"], "x");
            reply.cutAfter = 1000;
            return reply;
        };
        qputenv("HF_ENDPOINT", QByteArray::fromStdString(hub_.url()));
        qputenv("XDG_DATA_HOME", folder_.filePath("data").toUtf8());
        qputenv("HF_HOME", folder_.filePath("hf").toUtf8());
        QCOMPARE(Cli(folder_.path()).run({"init", "p"}).exitCode, 0);
    }

    void search_listsModels() {
        const auto found = Cli(folder_.path()).json({"search", "tiny"});
        QVERIFY2(found.exitCode == 0, found.all());
        const auto model = found.json().value("models").toArray().at(0).toObject();
        QCOMPARE(model.value("id").toString(), QString("acme/tiny-llama"));
        QCOMPARE(model.value("licence").toString(), QString("apache-2.0"));
        QCOMPARE(model.value("gated").toString(), QString("no"));
        const auto said = Cli(folder_.path()).run({"search", "acme"});
        QVERIFY2(said.out.contains("acme/closed") && said.out.contains("asks for terms"), said.all());
        QVERIFY(Cli(folder_.path()).run({"search", "nothing like it"}).out.contains("Nothing was found"));
    }

    void download_takesTheModelIntoTheProject() {
        cuts_ = 2;
        const auto got = cli().json({"model", "download", "acme/tiny-llama"});
        QVERIFY2(got.exitCode == 0, got.all());
        QCOMPARE(got.json().value("name").toString(), QString("tiny-llama"));
        const auto download = got.json().value("download").toObject();
        QCOMPARE(download.value("commit").toString(), QString(40, 'a'));
        const QString path = download.value("path").toString();
        QVERIFY(path.endsWith("data/tunesmith/models/acme--tiny-llama/" + QString(40, 'a')));
        QVERIFY(QFileInfo::exists(path + "/model.safetensors") && !QFileInfo::exists(path + "/pytorch_model.bin"));
        QVERIFY(!hub_.cdn().last().header("range").empty());
        QVERIFY(cli().run({"model", "list"}).out.contains("tiny-llama"));
        const auto again = cli().json({"model", "download", "acme/tiny-llama", "--name", "again"});
        QVERIFY2(again.exitCode == 0 && again.json().value("download").toObject().value("was_there").toBool(), again.all());
    }

    void download_saysWhyNot() {
        const auto closed = cli().json({"model", "download", "acme/closed"});
        QCOMPARE(closed.exitCode, 3);
        QVERIFY2(closed.error().value("message").toString().contains("accept its terms"), closed.all());
        const auto pickled = cli().run({"model", "download", "acme/pickled"});
        QVERIFY2(pickled.exitCode == 3 && pickled.err.contains("pytorch_model.bin") && pickled.err.contains("pickle"), pickled.all());
        const auto absent = cli().run({"model", "download", "acme/absent"});
        QVERIFY2(absent.exitCode == 3 && absent.err.contains("not there"), absent.all());
        QCOMPARE(cli().run({"model", "download", "not a name"}).exitCode, 3);
        const int before = int(hub_.server().requests().size());
        const auto offline = cli().run({"model", "download", "acme/tiny-llama", "--offline"});
        QVERIFY2(offline.exitCode == 3 && offline.err.contains("Offline"), offline.all());
        QCOMPARE(int(hub_.server().requests().size()), before);
    }

    void token_opensTheGateAndStaysSecret() {
        writeFile(folder_.filePath("token"), QByteArray(kToken) + "\n");
        const auto got = cli().json({"model", "download", "acme/closed", "--token-file", "token"});
        QVERIFY2(got.exitCode == 0, got.all());
        QVERIFY(!got.all().contains("canary"));
        for (const ServerRequest& request : hub_.cdn().requests()) QCOMPARE(request.header("authorization"), std::string());
        qputenv("HF_TOKEN", "hf_wrongCanary");
        const auto wrong = cli().run({"model", "download", "acme/closed", "--name", "w", "--revision", QString(40, 'b')});
        qunsetenv("HF_TOKEN");
        QVERIFY(wrong.exitCode == 3 && !wrong.all().contains("wrongCanary"));
        QFile::remove(folder_.filePath("token"));
        QDirIterator files(folder_.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        int seen = 0;
        while (files.hasNext()) {
            const QString path = files.next();
            const QByteArray bytes = readFile(path);
            QVERIFY2(!bytes.contains("canaryCANARY") && !bytes.contains("wrongCanary"), qPrintable(path));
            ++seen;
        }
        QVERIFY(seen > 8);
    }

    void data_comesFromAHubAddress() {
        const auto got = cli().json({"data", "import", "hub://datasets/acme/rows/data/faq.jsonl"});
        QVERIFY2(got.exitCode == 0, got.all());
        QCOMPARE(got.json().value("rows").toInt(), 20);
        QCOMPARE(got.json().value("name").toString(), QString("faq"));
        const auto page = QString::fromStdString(hub_.url()) + "/datasets/acme/rows/blob/main/data/faq.jsonl";
        QVERIFY2(cli().json({"data", "import", page, "--name", "page"}).exitCode == 0, "the address of a page");
        const auto which = cli().run({"data", "import", "hub://datasets/acme/rows"});
        QVERIFY2(which.exitCode == 3 && which.err.contains("data/faq.jsonl"), which.all());
        const auto absent = cli().run({"data", "import", "hub://datasets/acme/rows/none.csv"});
        QVERIFY2(absent.exitCode == 3 && absent.err.contains("none.csv"), absent.all());
        QCOMPARE(cli().run({"data", "import", "hub://models/acme/rows/none.csv"}).exitCode, 3);
    }

    void data_comesFromAPlainAddress() {
        FaultServer server([](const ServerRequest& request) { return FakeHub::fileReply(request, questionRows(7).toStdString(), "e"); });
        const auto got = cli().json({"data", "import", QString::fromStdString(server.url()) + "/more.jsonl", "--name", "more"});
        QVERIFY2(got.exitCode == 0 && got.json().value("rows").toInt() == 7, got.all());
        const auto open = cli().run({"data", "import", "http://files.example/rows.csv"});
        QVERIFY2(open.exitCode == 3 && open.err.contains("encrypted"), open.all());
    }

    void cached_listsBothPlacesAndOpensInPlace() {
        const QString repo = folder_.filePath("hf/hub/models--acme--other");
        QDir().mkpath(repo + "/blobs");
        QDir().mkpath(repo + "/snapshots/" + QString(40, 'c'));
        QDirIterator files(tinyModel(), QDir::Files);
        while (files.hasNext()) {
            const QFileInfo file(files.next());
            QVERIFY(QFile::copy(file.filePath(), repo + "/blobs/" + file.fileName() + "-blob"));
            QVERIFY(QFile::link("../../blobs/" + file.fileName() + "-blob", repo + "/snapshots/" + QString(40, 'c') + "/" + file.fileName()));
        }
        const auto listed = Cli(folder_.path()).json({"model", "list", "--cached"});
        QVERIFY2(listed.exitCode == 0, listed.all());
        QString path;
        QStringList names;
        for (const auto& entry : listed.json().value("cached").toArray()) {
            names << entry.toObject().value("id").toString();
            if (names.last() == "acme/other") path = entry.toObject().value("path").toString();
        }
        QVERIFY2(names.contains("acme/tiny-llama") && names.contains("acme/other"), listed.all());
        const auto opened = cli().json({"model", "import", path, "--name", "other"});
        QVERIFY2(opened.exitCode == 0, opened.all());
    }
};

QTEST_GUILESS_MAIN(TestCliHub)
#include "tst_cli_hub.moc"
