// Whom the client speaks to, what it gives away, and what it takes from servers that misbehave.
#include <QtTest>
#include <fstream>
#include <thread>

#include "core/hub/http_client.h"
#include "core/hub/retry.h"
#include "hub_support.h"

using namespace tunesmith;
using namespace tunesmith::hub;
using namespace tunesmith::testing;

namespace {

constexpr const char* kToken = "hf_canaryCANARY0123456789";

ServerReply text(const std::string& body) {
    ServerReply reply;
    reply.body = body;
    return reply;
}

ServerReply leadTo(const std::string& where, int status = 302) {
    ServerReply reply;
    reply.status = status;
    reply.headers.emplace_back("Location", where);
    return reply;
}

HttpResponse fetch(const HubSettings& settings, const std::string& url, std::int64_t maxBytes = 1 << 20) {
    HttpClient client(settings);
    HttpRequest request;
    request.url = url;
    request.maxBytes = maxBytes;
    return client.get(request, Cancel());
}

}  // namespace

class TestHttpClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        for (const char* name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "SSL_CERT_FILE"})
            qunsetenv(name);
    }

    void get_bringsStatusHeadersAndBody() {
        FaultServer server([](const ServerRequest& request) {
            ServerReply reply = text("you asked for " + request.target);
            reply.headers.emplace_back("X-Thing", "a thing");
            return reply;
        });
        const HttpResponse response = fetch(quickSettings(server.url()), server.url() + "/a%20b?c=d");
        QCOMPARE(response.status, 200);
        QCOMPARE(response.header("x-thing"), std::string("a thing"));
        QCOMPARE(response.body, std::string("you asked for /a%20b?c=d"));
        QCOMPARE(server.last().header("accept-encoding"), std::string("identity"));
        QCOMPARE(server.last().header("authorization"), std::string());
    }

    void token_goesToTheEndpointAlone() {
        FaultServer other([](const ServerRequest&) { return text("from the other"); });
        FaultServer server([&](const ServerRequest& request) {
            if (request.path == "/here") return leadTo("/there", 307);
            if (request.path == "/away") return leadTo(other.url() + "/x");
            if (request.path == "/name") return leadTo("http://localhost:" + std::to_string(other.port()) + "/y");
            return text("from the endpoint");
        });
        HubSettings settings = quickSettings(server.url());
        settings.token = Secret(kToken);
        QCOMPARE(fetch(settings, server.url() + "/here").body, std::string("from the endpoint"));
        QCOMPARE(server.last().header("authorization"), std::string("Bearer ") + kToken);
        QCOMPARE(fetch(settings, server.url() + "/away").body, std::string("from the other"));
        QCOMPARE(fetch(settings, server.url() + "/name").body, std::string("from the other"));
        QCOMPARE(fetch(settings, other.url() + "/straight").body, std::string("from the other"));
        QCOMPARE(fetch(settings, server.otherName() + "/other-name").body, std::string("from the endpoint"));
        QCOMPARE(server.last().header("authorization"), std::string());
        QCOMPARE(other.requests().size(), std::size_t(3));
        for (const ServerRequest& request : other.requests())
            for (const auto& [name, value] : request.headers) QVERIFY2(value.find("canary") == std::string::npos, name.c_str());
    }

    void token_isInNoError() {
        FaultServer server([](const ServerRequest& request) {
            if (request.path == "/cut") {
                ServerReply reply = text(std::string(1000, 'x'));
                reply.cutAfter = 10;
                return reply;
            }
            return leadTo("ftp://" + request.header("authorization") + "/");
        });
        HubSettings settings = quickSettings(server.url());
        settings.token = Secret(kToken);
        for (const char* path : {"/cut", "/lead"}) {
            const QString said = refusal([&] { fetch(settings, server.url() + path); });
            QVERIFY(!said.isEmpty());
            QVERIFY2(!said.contains("canary", Qt::CaseInsensitive), qPrintable(said));
        }
        settings.token = Secret(std::string(kToken) + "\r\nX-Evil: 1");
        const QString said = refusal([&] { fetch(settings, server.url()); });
        QVERIFY2(said.startsWith("BadInput") && !said.contains("canary"), qPrintable(said));
    }

    void plainHttp_isSpokenToThisComputerAndTheMirrorAlone() {
        FaultServer server([](const ServerRequest& request) {
            if (request.path == "/down") return leadTo("http://hub.example/x");
            return text("fine");
        });
        const QString said = refusal([&] { fetch(quickSettings("https://huggingface.co"), "http://hub.example/x"); });
        QVERIFY2(said.startsWith("BadInput") && said.contains("encrypted"), qPrintable(said));
        QVERIFY(refusal([&] { fetch(quickSettings(server.url()), server.url() + "/down"); }).contains("encrypted"));
        QVERIFY(refusal([&] { fetch(quickSettings(server.url()), "ftp://127.0.0.1/x"); }).startsWith("BadInput"));
        QVERIFY(refusal([&] { fetch(quickSettings(server.url()), "file:///etc/passwd"); }).startsWith("BadInput"));
        QVERIFY(refusal([&] { fetch(quickSettings(server.url()), "https://name:secret@127.0.0.1/x"); }).startsWith("BadInput"));
        QVERIFY(!refusal([&] { fetch(quickSettings(server.url()), "https://name:secret@127.0.0.1/x"); }).contains("secret"));
    }

    void redirects_endSomewhere() {
        FaultServer server([](const ServerRequest& request) {
            const int n = std::atoi(request.path.c_str() + 1);
            if (request.path == "/loop") return leadTo("/loop");
            if (request.path == "/nowhere") {
                ServerReply reply;
                reply.status = 302;
                return reply;
            }
            return n > 0 ? leadTo("/" + std::to_string(n - 1)) : text("the end");
        });
        QCOMPARE(fetch(quickSettings(server.url()), server.url() + "/9").body, std::string("the end"));
        for (const char* path : {"/loop", "/20"}) {
            const int before = int(server.requests().size());
            QVERIFY(refusal([&] { fetch(quickSettings(server.url()), server.url() + path); }).contains("without end"));
            QCOMPARE(int(server.requests().size()) - before, 10);
        }
        QVERIFY(refusal([&] { fetch(quickSettings(server.url()), server.url() + "/nowhere"); }).startsWith("Network"));
    }

    void body_hasALimitAndIsNeverUnpacked() {
        FaultServer server([](const ServerRequest& request) {
            ServerReply reply = text(std::string(100000, 'x'));
            if (request.path == "/gzip") reply.headers.emplace_back("Content-Encoding", "gzip");
            if (request.path == "/chunks") reply.chunked = true;
            return reply;
        });
        QCOMPARE(fetch(quickSettings(server.url()), server.url()).body.size(), std::size_t(100000));
        QVERIFY(refusal([&] { fetch(quickSettings(server.url()), server.url(), 99999); }).contains("larger"));
        QVERIFY(refusal([&] { fetch(quickSettings(server.url()), server.url() + "/chunks", 99999); }).contains("larger"));
        const QString said = refusal([&] { fetch(quickSettings(server.url()), server.url() + "/gzip"); });
        QVERIFY2(said.contains("packed (gzip)"), qPrintable(said));
    }

    void headers_haveALimit() {
        FaultServer server([](const ServerRequest&) {
            ServerReply reply = text("x");
            for (int i = 0; i < 400; ++i) reply.headers.emplace_back("X-" + std::to_string(i), std::string(1000, 'h'));
            return reply;
        });
        QVERIFY(refusal([&] { fetch(quickSettings(server.url()), server.url()); }).startsWith("Network"));
    }

    void offline_sendsNothing() {
        FaultServer server([](const ServerRequest&) { return text("x"); });
        HubSettings settings = quickSettings(server.url());
        settings.offline = true;
        const QString said = refusal([&] { fetch(settings, server.url()); });
        QVERIFY2(said.startsWith("Network: Offline"), qPrintable(said));
        QVERIFY(server.requests().empty());
        const Environment environment("HF_HUB_OFFLINE", "1");
        QVERIFY(settingsFromEnvironment().offline);
    }

    void environment_isHeard() {
        {
            const Environment endpoint("HF_ENDPOINT", "https://mirror.example"), offline("TUNESMITH_OFFLINE", "true");
            QCOMPARE(settingsFromEnvironment().endpoint, std::string("https://mirror.example"));
            QVERIFY(settingsFromEnvironment().offline);
        }
        QVERIFY(!settingsFromEnvironment().offline);
        QCOMPARE(settingsFromEnvironment().endpoint, std::string(kDefaultEndpoint));
        QTemporaryDir folder;
        const Environment home("HF_HOME", folder.path().toUtf8()), token("HF_TOKEN", ""), path("HF_TOKEN_PATH", "");
        QVERIFY(findToken().empty());
        std::ofstream(folder.filePath("token").toStdString()) << "hf_fromFile\n";
        QCOMPARE(findToken().reveal(), std::string("hf_fromFile"));
        const Environment given("HF_TOKEN", "hf_given");
        QCOMPARE(findToken().reveal(), std::string("hf_given"));
        QVERIFY(refusal([&] { findToken(folder.filePath("absent").toStdString()); }).startsWith("NotFound"));
        std::ofstream(folder.filePath("two").toStdString()) << "two words";
        QVERIFY(refusal([&] { findToken(folder.filePath("two").toStdString()); }).startsWith("BadFile"));
    }

    void silence_endsIt() {
        FaultServer server([](const ServerRequest& request) {
            ServerReply reply = text(std::string(1000, 'x'));
            reply.hang = true;
            if (request.path == "/middle") reply.cutAfter = 500;
            return reply;
        });
        for (const char* path : {"/start", "/middle"}) {
            QElapsedTimer timer;
            timer.start();
            const QString said = refusal([&] { fetch(quickSettings(server.url()), server.url() + path); });
            QVERIFY2(said.contains("nothing for"), qPrintable(said));
            QVERIFY(timer.elapsed() < 3000);
        }
    }

    void cancel_isHeardSoon() {
        FaultServer server([](const ServerRequest&) {
            ServerReply reply;
            reply.hang = true;
            return reply;
        });
        HubSettings settings = quickSettings(server.url());
        settings.stallLimit = std::chrono::milliseconds(20000);
        HttpClient client(settings);
        Cancel cancel;
        std::thread later([&] {
            QThread::msleep(100);
            cancel.request();
        });
        QElapsedTimer timer;
        timer.start();
        HttpRequest request;
        request.url = server.url();
        const QString said = refusal([&] { client.get(request, cancel); });
        later.join();
        QVERIFY2(said.startsWith("Cancelled"), qPrintable(said));
        QVERIFY2(timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
    }

    void absentServer_isNamed() {
        int port = 0;
        {
            FaultServer server([](const ServerRequest&) { return text("x"); });
            port = server.port();
        }
        const QString said = refusal([&] { fetch(quickSettings("https://huggingface.co"), "http://127.0.0.1:" + std::to_string(port)); });
        QVERIFY2(said.contains("cannot be reached"), qPrintable(said));
        const QString unknown = refusal([&] { fetch(quickSettings("https://nowhere.invalid"), "https://nowhere.invalid/"); });
        QVERIFY2(unknown.startsWith("Network") && unknown.contains("nowhere.invalid"), qPrintable(unknown));
    }

    void proxy_isUsedAsSetAndAsTheEnvironmentSays() {
        FaultServer proxy([](const ServerRequest& request) {
            if (request.method != "CONNECT") return text("by the proxy");
            ServerReply reply;
            reply.status = 403;
            return reply;
        });
        HubSettings settings = quickSettings("http://127.0.0.1:9");
        settings.proxy = proxy.url();
        settings.token = Secret(kToken);
        {
            const Environment none("NO_PROXY", "*");  // the setting stands above it
            QCOMPARE(fetch(settings, "http://127.0.0.1:9/file").body, std::string("by the proxy"));
        }
        QCOMPARE(proxy.last().target, std::string("http://127.0.0.1:9/file"));
        const Environment environment("HTTPS_PROXY", QByteArray::fromStdString(proxy.url()));
        HubSettings hub = quickSettings("https://hub.example");
        hub.token = Secret(kToken);
        QVERIFY(refusal([&] { fetch(hub, "https://hub.example/file"); }).startsWith("Network"));
        QCOMPARE(proxy.last().method, std::string("CONNECT"));
        QCOMPARE(proxy.last().target, std::string("hub.example:443"));
        QCOMPARE(proxy.last().header("authorization"), std::string());  // the proxy sees an encrypted connection alone
    }

    void tls_isVerified() {
        if (!TlsIdentity::available()) QSKIP("built without OpenSSL for tests");
        const auto handler = [](const ServerRequest& request) { return request.path == "/down" ? leadTo("http://127.0.0.1:9/x") : text("safe"); };
        const TlsIdentity good = TlsIdentity::make(-1, 30), expired = TlsIdentity::make(-30, -1),
                          foreign = TlsIdentity::make(-1, 30, "other.example");
        FaultServer server(handler, good), old(handler, expired), wrong(handler, foreign);
        QTemporaryDir folder;
        const auto trusting = [&](const TlsIdentity& identity) {
            HubSettings settings = quickSettings("https://huggingface.co");
            settings.certificates = folder.filePath("trusted.pem").toStdString();
            std::ofstream(settings.certificates, std::ios::trunc) << identity.certificate;
            return settings;
        };
        QCOMPARE(fetch(trusting(good), server.url() + "/x").body, std::string("safe"));
        const QString stranger = refusal([&] { fetch(quickSettings("https://huggingface.co"), server.url() + "/x"); });
        QVERIFY2(stranger.contains("not certain that this is"), qPrintable(stranger));
        const QString late = refusal([&] { fetch(trusting(expired), old.url() + "/x"); });
        QVERIFY2(late.contains("expired"), qPrintable(late));
        QVERIFY(refusal([&] { fetch(trusting(foreign), wrong.url() + "/x"); }).contains("not certain"));
        QVERIFY(old.requests().empty() && wrong.requests().empty());
        const QString down = refusal([&] { fetch(trusting(good), server.url() + "/down"); });
        QVERIFY2(down.contains("not followed"), qPrintable(down));
    }

    void token_isSentOverTlsToTheEndpoint() {
        if (!TlsIdentity::available()) QSKIP("built without OpenSSL for tests");
        const TlsIdentity identity = TlsIdentity::make(-1, 30);
        FaultServer server([](const ServerRequest&) { return text("safe"); }, identity);
        QTemporaryDir folder;
        HubSettings settings = quickSettings(server.url());
        settings.certificates = folder.filePath("trusted.pem").toStdString();
        std::ofstream(settings.certificates) << identity.certificate;
        settings.token = Secret(kToken);
        fetch(settings, server.url() + "/x");
        QCOMPARE(server.last().header("authorization"), std::string("Bearer ") + kToken);
    }

    void retries_waitAndEnd() {
        HubSettings settings = quickSettings("https://huggingface.co");
        int calls = 0;
        withRetries(settings, Cancel(), [&] {
            if (++calls < 3) throw TransferError("not yet", "", true);
        });
        QCOMPARE(calls, 3);
        calls = 0;
        QVERIFY(refusal([&] {
                    withRetries(settings, Cancel(), [&] {
                        ++calls;
                        throw TransferError("never", "", true);
                    });
                }).contains("never"));
        QCOMPARE(calls, settings.tries);
        calls = 0;
        QVERIFY(!refusal([&] {
                     withRetries(settings, Cancel(), [&] {
                         ++calls;
                         throw TransferError("for good", "", false);
                     });
                 }).isEmpty());
        QCOMPARE(calls, 1);
        calls = 0;  // as long as something comes, it goes on
        withRetries(
            settings, Cancel(),
            [&] {
                if (++calls < 40) throw TransferError("bit by bit", "", true);
            },
            [] { return true; });
        QCOMPARE(calls, 40);
    }

    void retries_doWhatTheServerAsks() {
        HubSettings settings = quickSettings("https://huggingface.co");
        QElapsedTimer timer;
        timer.start();
        int calls = 0;
        withRetries(settings, Cancel(), [&] {
            if (++calls < 2) throw TransferError("wait", "", true, std::chrono::seconds(1));
        });
        QVERIFY(timer.elapsed() >= 1000);
        settings.longestAskedWait = std::chrono::seconds(5);
        QVERIFY(!refusal([&] {
                     withRetries(settings, Cancel(), [&] { throw TransferError("an hour", "", true, std::chrono::seconds(3600)); });
                 }).isEmpty());
        QCOMPARE(retryAfter("120")->count(), 120);
        QCOMPARE(retryAfter("Thu, 01 Jan 1970 00:00:10 GMT")->count(), 0);
        QVERIFY(retryAfter("Fri, 31 Dec 2100 23:59:59 GMT")->count() > 1000000);
        QVERIFY(!retryAfter("soon") && !retryAfter("") && !retryAfter("-5"));
    }
};

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_http_client.moc"
