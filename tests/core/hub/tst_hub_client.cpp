// Questions to the Hub: what is asked, what comes back, and what a refusal says.
#include <QtTest>

#include "core/hub/hub_client.h"
#include "hub_support.h"

using namespace tunesmith;
using namespace tunesmith::hub;
using namespace tunesmith::testing;

class TestHubClient : public QObject {
    Q_OBJECT

    static void fill(FakeHub& hub) {
        for (int i = 0; i < 5; ++i) {
            FakeRepo& repo = hub.models["acme/small-" + std::to_string(i)];
            repo.files = {{"model.safetensors", "x"}, {"README.md", "---\nlicense: mit\nlanguage: en\n---\n\n# Small\n\nWords.\n"}};
            repo.downloads = 100 * i;
            repo.parameters = 1000000 * (i + 1);
        }
        hub.models["acme/small-4"].gated = "manual";
        hub.models["acme/small-3"].files["small.Q4_1.gguf"] = "g";
    }

private Q_SLOTS:
    void search_asksAndReads() {
        FakeHub hub;
        fill(hub);
        HubClient client(quickSettings(hub.url()));
        SearchQuery query;
        query.text = "Small & fine";
        QVERIFY(client.search(query, Cancel()).empty());
        QVERIFY(hub.server().last().target.find("search=Small%20%26%20fine&sort=downloads") != std::string::npos);
        query.text = "small";
        query.task = "text-generation";
        query.licence = "apache-2.0";
        query.format = "gguf";
        query.sort = "updated";
        const auto found = client.search(query, Cancel());
        QCOMPARE(found.size(), std::size_t(5));
        const std::string asked = hub.server().last().target;
        for (const char* part :
             {"filter=text-generation", "filter=license%3Aapache-2.0", "filter=gguf", "sort=lastModified", "expand=gated", "limit=30"})
            QVERIFY2(asked.find(part) != std::string::npos, part);
        QCOMPARE(found[0].id, std::string("acme/small-4"));
        QVERIFY(found[0].gate == Gate::Manual);
        QCOMPARE(found[1].licence, std::string("apache-2.0"));
        QCOMPARE(found[1].family, std::string("llama"));
        QCOMPARE(found[1].parameters, 4000000);
        QCOMPARE(found[1].downloads, 300);
        QVERIFY(found[1].hasGguf && found[1].hasSafetensors && !found[2].hasGguf);
    }

    void search_filtersWhatTheServerCannot() {
        FakeHub hub;
        fill(hub);
        HubClient client(quickSettings(hub.url()));
        SearchQuery query;
        query.openOnly = true;
        query.mostParameters = 2500000;
        QCOMPARE(client.search(query, Cancel()).size(), std::size_t(2));
        query.sort = "beauty";
        QVERIFY(refusal([&] { client.search(query, Cancel()); }).contains("downloads, likes, updated"));
    }

    void brokenAnswers_areNamed() {
        FakeHub hub;
        std::string body;
        hub.fault = [&](const ServerRequest&) {
            ServerReply reply;
            reply.body = body;
            return reply;
        };
        HubClient client(quickSettings(hub.url()));
        for (const char* broken : {"", "{", "{}", "[1, 2", "\xff\xfe", "[{\"id\": 7}]", "[[[[[[[[]]]]]]]]", "null"}) {
            body = broken;
            const QString said = refusal([&] { client.search({}, Cancel()); });
            QVERIFY2(said.isEmpty() || said.startsWith("BadFile"), qPrintable(said));
        }
        for (const char* broken : {"{}", "[]", "{\"id\": \"a/b\"}", "{\"id\": \"a/b\", \"sha\": \"zz\"}", "{\"id\": \"../b\", \"sha\": \"\"}",
                                   "{\"id\": \"a/b\", \"sha\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}"}) {
            body = broken;
            const QString said = refusal([&] { client.info(RepoKind::Model, "a/b", "main", Cancel()); });
            QVERIFY2(said.startsWith("Bad"), qPrintable(QString("%1: %2").arg(broken, said)));
        }
    }

    void info_pinsTheCommitAndListsFiles() {
        FakeHub hub;
        fill(hub);
        HubClient client(quickSettings(hub.url()));
        const RepoInfo info = client.info(RepoKind::Model, "acme/small-3", "main", Cancel());
        QCOMPARE(info.commit, std::string(40, 'a'));
        QCOMPARE(info.revision, std::string("main"));
        QCOMPARE(info.files.size(), std::size_t(3));
        for (const RepoFile& file : info.files) QCOMPARE(file.sha256.empty(), file.path == "README.md");
        QCOMPARE(client.card(info, Cancel()), std::string("\n# Small\n\nWords.\n"));
        QVERIFY(refusal([&] { client.info(RepoKind::Model, "acme/none", "main", Cancel()); }).startsWith("NotFound"));
        QVERIFY(refusal([&] { client.info(RepoKind::Model, "acme/small-3", "other", Cancel()); }).contains("no such branch"));
        QVERIFY(refusal([&] { client.info(RepoKind::Model, "../x", "main", Cancel()); }).startsWith("BadInput"));
        QVERIFY(refusal([&] { client.info(RepoKind::Model, "acme/small-3", "a..b", Cancel()); }).startsWith("BadInput"));
    }

    void refusals_sayWhatToDo_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("token");
        QTest::addColumn<QString>("word");
        QTest::newRow("no token") << 401 << "" << false << "without a token";
        QTest::newRow("bad token") << 401 << "" << true << "not accepted";
        QTest::newRow("gated") << 401 << "GatedRepo" << false << "accept its terms";
        QTest::newRow("not granted") << 403 << "GatedRepo" << true << "no access";
        QTest::newRow("gone") << 404 << "" << false << "not there";
        QTest::newRow("limit") << 429 << "" << false << "slow down";
        QTest::newRow("proxy") << 407 << "" << false << "proxy asks";
        QTest::newRow("trouble") << 500 << "" << false << "trouble";
        QTest::newRow("odd") << 418 << "" << false << "418";
    }
    void refusals_sayWhatToDo() {
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(bool, token);
        QFETCH(QString, word);
        FakeHub hub;
        hub.fault = [&](const ServerRequest& request) {
            ServerReply reply;
            reply.status = status;
            if (!code.isEmpty()) reply.headers.emplace_back("X-Error-Code", code.toStdString());
            reply.headers.emplace_back("X-Error-Message", "because of " + request.header("authorization"));
            reply.body = "echo: " + request.header("authorization");
            return reply;
        };
        HubSettings settings = quickSettings(hub.url());
        if (token) settings.token = Secret("hf_canary");
        HubClient client(settings);
        const QString said = refusal([&] { client.info(RepoKind::Model, "acme/x", "main", Cancel()); });
        QVERIFY2(said.contains(word), qPrintable(said));
        QVERIFY2(!said.contains("hf_canary"), qPrintable(said));
        if (word == "accept its terms") QVERIFY(said.contains(QString::fromStdString(hub.url()) + "/acme/x"));
    }
};

QTEST_GUILESS_MAIN(TestHubClient)
#include "tst_hub_client.moc"
