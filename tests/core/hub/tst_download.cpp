// Downloads through every fault that a server, a network or a disk can have: what is published in the end is what was announced, or there
// is nothing. One fault after the other over one server and one set of checks, in one file of more than 500 lines.
#include <sys/resource.h>

#include <QtTest>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "core/base/file_lock.h"
#include "core/base/json.h"
#include "core/base/machine.h"
#include "core/base/sha256.h"
#include "core/hub/file_choice.h"
#include "core/hub/file_download.h"
#include "core/hub/repo_download.h"
#include "hub_support.h"

using namespace tunesmith;
using namespace tunesmith::hub;
using namespace tunesmith::testing;
namespace fs = std::filesystem;

namespace {

constexpr const char* kId = "acme/tiny";
const std::string kWeights = noise(300000), kCommit(40, 'a');

/// A Hub with one model, and a library to fetch it into.
struct Place {
    FakeHub hub;
    QTemporaryDir folder;
    HubSettings settings = quickSettings(hub.url());
    Cancel cancel;
    std::vector<DownloadState> states;

    Place() {
        FakeRepo& repo = hub.models[kId];
        repo.files = {{"config.json", "{\"model_type\": \"llama\"}"},
                      {"tokenizer.json", "{}"},
                      {"README.md", "---\nlicense: mit\n---\n# Tiny\n"},
                      {"model.safetensors", kWeights},
                      {"pytorch_model.bin", "pickle"},
                      {"modeling_tiny.py", "import os"}};
    }
    std::string library() const { return folder.path().toStdString(); }
    fs::path repo() const { return repoFolder(library(), RepoKind::Model, kId); }
    fs::path final() const { return repo() / kCommit; }
    fs::path part() const { return repo() / (".part-" + kCommit) / "model.safetensors.part"; }

    DownloadedRepo fetch(const std::string& file = {}) {
        HubClient client(settings);
        RepoDownload request;
        request.repo = client.info(RepoKind::Model, kId, "main", cancel);
        request.files = chooseModel(choicesOf(request.repo), file, kId).files;
        request.library = library();
        return downloadRepo(client, request, cancel, [this](const DownloadState& state) { states.push_back(state); });
    }
    bool isWhole() const {
        return fs::exists(final() / "config.json") && fs::exists(final() / "model.safetensors") &&
               readFile((final() / "model.safetensors").string()) == kWeights;
    }
    std::int64_t partBytes() const {
        std::error_code failed;
        const auto size = fs::file_size(part(), failed);
        return failed ? -1 : std::int64_t(size);
    }
    /// How often the weights were asked for.
    int asked() { return int(hub.cdn().requests().size()); }
};

FakeHub::Fault firstTimes(int times, std::function<ServerReply(const ServerRequest&)> reply) {
    auto left = std::make_shared<std::atomic<int>>(times);
    return [left, reply = std::move(reply)](const ServerRequest& request) -> std::optional<ServerReply> {
        if (left->fetch_sub(1) <= 0) return std::nullopt;
        return reply(request);
    };
}

ServerReply plain(const std::string& body, int status = 200) {
    ServerReply reply;
    reply.status = status;
    reply.body = body;
    return reply;
}

ServerReply usual(const ServerRequest& request) {
    return FakeHub::fileReply(request, kWeights, sha256Hex(kWeights));
}

}  // namespace

class TestDownload : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whole_isPublishedAtOnceWithItsOrigin() {
        Place place;
        const DownloadedRepo result = place.fetch();
        QVERIFY(place.isWhole());
        QCOMPARE(result.folder, place.final().string());
        QVERIFY(!result.wasThere);
        QCOMPARE(result.fetched, result.bytes);
        QVERIFY(!fs::exists(place.final() / "pytorch_model.bin") && !fs::exists(place.final() / "modeling_tiny.py"));
        QVERIFY(!fs::exists(place.repo() / (".part-" + kCommit)));
        const Json origin = readJsonFile((place.final() / kOriginFile).string());
        QCOMPARE(origin.at("repository").get<std::string>(), std::string(kId));
        QCOMPARE(origin.at("commit").get<std::string>(), kCommit);
        QCOMPARE(origin.at("licence").get<std::string>(), std::string("apache-2.0"));
        QCOMPARE(place.states.back().done, result.bytes);
        QCOMPARE(place.states.back().total, result.bytes);
        QCOMPARE(place.hub.server().count(".bin") + place.hub.server().count(".py"), 0);
        QVERIFY(place.hub.server().requests().size() > 3);
    }

    void secondTime_fetchesNothing() {
        Place place;
        place.fetch();
        const int before = place.asked();
        QVERIFY(place.fetch().wasThere);
        QCOMPARE(place.asked(), before);
    }

    void missingFile_isFetchedIntoTheFolder() {
        Place place;
        place.fetch();
        fs::remove(place.final() / "model.safetensors");
        const DownloadedRepo result = place.fetch();
        QVERIFY(place.isWhole());
        QCOMPARE(result.fetched, std::int64_t(kWeights.size()));
        QVERIFY(place.fetch().wasThere);
    }

    void anotherFileOfACommit_joinsTheFolder() {
        Place place;
        place.hub.models[kId].files["tiny.Q4_1.gguf"] = noise(5000, 7);
        place.fetch();
        place.fetch("tiny.q4_1.gguf");
        QVERIFY(place.isWhole());
        QCOMPARE(fs::file_size(place.final() / "tiny.Q4_1.gguf"), std::uintmax_t(5000));
        QVERIFY(place.fetch().wasThere && place.fetch("tiny.Q4_1.gguf").wasThere);
    }

    void resets_atAnyByteAreSurvived() {
        Place place;
        std::atomic<unsigned> n{0};
        place.hub.cdnFault = [&](const ServerRequest& request) -> std::optional<ServerReply> {
            ServerReply reply = usual(request);
            if (++n > 50) return reply;
            reply.cutAfter = std::int64_t((n * 7919u) % 9000u);
            return reply;
        };
        place.settings.tries = 8;  // some cuts come before the first byte of the body
        place.fetch();
        QVERIFY(place.isWhole());
        QVERIFY2(n == 51, qPrintable(QString::number(n)));
        QVERIFY(!place.hub.cdn().last().header("range").empty());
        QCOMPARE(place.hub.cdn().last().header("if-range"), "\"" + sha256Hex(kWeights) + "\"");
    }

    void cut_isTakenUpAfterARestart() {
        Place place;
        place.hub.cdnFault = firstTimes(4, [](const ServerRequest& request) {
            ServerReply reply = usual(request);
            if (request.header("range").empty())
                reply.cutAfter = 100000;
            else
                reply.hang = true;
            return reply;
        });
        QVERIFY(refusal([&] { place.fetch(); }).startsWith("Network"));
        QVERIFY(!fs::exists(place.final()));
        const std::int64_t kept = place.partBytes();
        QVERIFY2(kept > 0 && kept <= 100000, qPrintable(QString::number(kept)));
        const DownloadedRepo result = place.fetch();  // with new objects, as a new program has
        QVERIFY(place.isWhole());
        QCOMPARE(place.hub.cdn().last().header("range"), "bytes=" + std::to_string(kept) + "-");
        QCOMPARE(result.fetched, std::int64_t(kWeights.size()) - kept);
    }

    void shorterThanAnnounced_isTriedAgain() {
        Place place;
        place.hub.cdnFault = firstTimes(1, [](const ServerRequest& request) {
            ServerReply reply = usual(request);
            reply.body.resize(1000);
            reply.announced = std::int64_t(kWeights.size());  // and then it closes
            return reply;
        });
        place.fetch();
        QVERIFY(place.isWhole());
    }

    void wrongLength_isRefused() {
        for (const bool longer : {true, false}) {
            Place place;
            place.hub.cdnFault = [longer](const ServerRequest&) { return plain(longer ? kWeights + "more" : kWeights.substr(1)); };
            const QString said = refusal([&] { place.fetch(); });
            QVERIFY2(said.startsWith("BadFile") && said.contains("announced"), qPrintable(said));
            QVERIFY(!fs::exists(place.final()));
        }
    }

    void moreThanAnnounced_isNotTaken() {
        Place place;
        place.hub.cdnFault = [](const ServerRequest&) {
            ServerReply reply = plain(kWeights + noise(100000, 9));
            reply.chunked = true;
            return reply;
        };
        const QString said = refusal([&] { place.fetch(); });
        QVERIFY2(said.startsWith("BadFile") && said.contains("more than"), qPrintable(said));
        QVERIFY(place.partBytes() <= std::int64_t(kWeights.size()));
    }

    void wrongLastByte_isNeverAccepted() {
        Place place;
        place.hub.cdnFault = [](const ServerRequest& request) {
            std::string body = kWeights;
            body.back() = char(body.back() ^ 1);
            return FakeHub::fileReply(request, body, "x");
        };
        const QString said = refusal([&] { place.fetch(); });
        QVERIFY2(said.startsWith("BadFile") && said.contains("hash"), qPrintable(said));
        QVERIFY(!fs::exists(place.final()));
        QCOMPARE(place.partBytes(), -1);
        QCOMPARE(place.asked(), 2);
    }

    void wrongOnce_isFetchedAgain() {
        Place place;
        place.hub.cdnFault = firstTimes(1, [](const ServerRequest&) { return plain(noise(kWeights.size(), 5)); });
        place.fetch();
        QVERIFY(place.isWhole());
    }

    void smallFiles_areCheckedByGitsHash() {
        Place place;
        place.hub.fault = [](const ServerRequest& request) -> std::optional<ServerReply> {
            if (request.path.find("config.json") == std::string::npos) return std::nullopt;
            return plain("{\"model_type\": \"evil!\"}");  // as long as the true one
        };
        QVERIFY(refusal([&] { place.fetch(); }).contains("hash"));
        QVERIFY(!fs::exists(place.final()));
    }

    void damagedPart_isFoundByTheHash() {
        Place place;
        place.hub.cdnFault = firstTimes(4, [](const ServerRequest& request) {
            ServerReply reply = usual(request);
            reply.cutAfter = 0;
            if (request.header("range").empty()) reply.cutAfter = 50000;
            return reply;
        });
        QVERIFY(!refusal([&] { place.fetch(); }).isEmpty());
        {
            std::fstream part(place.part(), std::ios::in | std::ios::out | std::ios::binary);
            part.seekp(10);
            part << "damage";
        }
        place.fetch();
        QVERIFY(place.isWhole());
    }

    void changedEtag_startsOver() {
        Place place;
        place.hub.cdnFault = firstTimes(4, [](const ServerRequest& request) {
            ServerReply reply = FakeHub::fileReply(request, kWeights, "old");
            reply.cutAfter = 80000;
            if (!request.header("range").empty()) reply.cutAfter = 0;
            return reply;
        });
        QVERIFY(!refusal([&] { place.fetch(); }).isEmpty());
        place.fetch();  // the ETag is another one now: If-Range brings the whole file
        QVERIFY(place.isWhole());
        QCOMPARE(place.hub.cdn().last().header("if-range"), std::string("\"old\""));
    }

    void rangeOfAnotherFile_isNotJoined() {
        Place place;
        std::atomic<int> n{0};
        place.hub.cdnFault = [&](const ServerRequest& request) {
            ServerReply reply = usual(request);
            if (++n == 1) reply.cutAfter = 40000;
            if (n == 2) reply.headers[1].second = "\"another\"";  // it ignores If-Range and names another ETag
            return reply;
        };
        place.fetch();
        QVERIFY(place.isWhole());
        QCOMPARE(n.load(), 3);
    }

    void serverWithoutRanges_sendsTheWholeAgain() {
        Place place;
        std::atomic<int> n{0};
        place.hub.cdnFault = [&](const ServerRequest&) {
            ServerReply reply = plain(kWeights);
            if (++n == 1) reply.cutAfter = 40000;
            return reply;
        };
        place.fetch();
        QVERIFY(place.isWhole());
    }

    void wrongRange_startsOver() {
        Place place;
        std::atomic<int> n{0};
        place.hub.cdnFault = [&](const ServerRequest& request) {
            ServerReply reply = usual(request);
            if (++n == 1) reply.cutAfter = 40000;
            if (n == 2) reply.headers[3].second = "bytes 0-9/" + std::to_string(kWeights.size());
            return reply;
        };
        place.fetch();
        QVERIFY(place.isWhole());
    }

    void status416_startsOver() {
        Place place;
        std::atomic<int> n{0};
        place.hub.cdnFault = [&](const ServerRequest& request) {
            ServerReply reply = usual(request);
            if (++n == 1) reply.cutAfter = 40000;
            if (n == 2) reply = plain("", 416);
            return reply;
        };
        place.fetch();
        QVERIFY(place.isWhole());
        QCOMPARE(n.load(), 3);
        QVERIFY(place.hub.cdn().last().header("range").empty());
    }

    void serverErrors_pass() {
        Place place;
        place.hub.cdnFault = firstTimes(2, [](const ServerRequest&) { return plain("trouble", 503); });
        place.hub.fault = firstTimes(2, [](const ServerRequest&) { return plain("trouble", 500); });
        place.fetch();
        QVERIFY(place.isWhole());
    }

    void lastingServerError_isNamed() {
        Place place;
        place.hub.cdnFault = [](const ServerRequest&) { return plain("trouble", 502); };
        const QString said = refusal([&] { place.fetch(); });
        QVERIFY2(said.startsWith("Network") && said.contains("502"), qPrintable(said));
        QVERIFY2(!said.contains("verysecret"), "the query of a signed address is a key of its own");
        QCOMPARE(place.asked(), 3);
    }

    void status429_waitsAsLongAsAsked() {
        Place place;
        place.hub.cdnFault = firstTimes(1, [](const ServerRequest&) {
            ServerReply reply = plain("", 429);
            reply.headers.emplace_back("Retry-After", "1");
            return reply;
        });
        QElapsedTimer timer;
        timer.start();
        place.fetch();
        QVERIFY(place.isWhole());
        QVERIFY(timer.elapsed() >= 1000);
        const bool told = std::any_of(place.states.begin(), place.states.end(), [](const DownloadState& state) {
            return state.note.find("slow down") != std::string::npos && state.note.find("in 1 s") != std::string::npos;
        });
        QVERIFY(told && place.states.back().note.empty());
    }

    void loginPage_isNoFile() {
        Place place;
        const auto page = [](const ServerRequest&) {
            ServerReply reply = plain("<html>Please sign in to the guest network</html>");
            reply.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
            return reply;
        };
        place.hub.cdnFault = page;
        const QString said = refusal([&] { place.fetch(); });
        QVERIFY2(said.startsWith("Network") && said.contains("login page"), qPrintable(said));
        Place other;
        other.hub.fault = page;
        QVERIFY(refusal([&] { other.fetch(); }).contains("login page"));
    }

    void packedAnswer_isRefused() {
        Place place;
        place.hub.cdnFault = [](const ServerRequest& request) {
            ServerReply reply = usual(request);
            reply.headers.emplace_back("Content-Encoding", "gzip");
            return reply;
        };
        QVERIFY(refusal([&] { place.fetch(); }).contains("packed"));
    }

    void chunksWithoutLength_areTaken() {
        Place place;
        place.hub.cdnFault = [](const ServerRequest& request) {
            ServerReply reply = usual(request);
            reply.chunked = true;
            return reply;
        };
        place.fetch();
        QVERIFY(place.isWhole());
    }

    void cutChunks_areTakenUp() {
        Place place;
        place.hub.cdnFault = firstTimes(1, [](const ServerRequest& request) {
            ServerReply reply = usual(request);
            reply.chunked = true;
            reply.cutAfter = 70000;
            return reply;
        });
        place.fetch();
        QVERIFY(place.isWhole());
    }

    void stall_isTriedAgain() {
        Place place;
        place.hub.cdnFault = firstTimes(1, [](const ServerRequest& request) {
            ServerReply reply = usual(request);
            reply.cutAfter = 60000;
            reply.hang = true;
            return reply;
        });
        place.fetch();
        QVERIFY(place.isWhole());
    }

    void slowServer_isWaitedForAndMeasured() {
        Place place;
        place.hub.models[kId].files["model.safetensors"] = kWeights.substr(0, 60000);
        place.hub.cdnFault = [](const ServerRequest& request) {
            ServerReply reply = FakeHub::fileReply(request, kWeights.substr(0, 60000), "slow");
            reply.bytesPerSecond = 50000;
            return reply;
        };
        place.fetch();
        double rate = 0, left = -1;
        for (const DownloadState& state : place.states) {
            rate = std::max(rate, state.bytesPerSecond);
            left = std::max(left, state.secondsLeft);
        }
        QVERIFY2(rate > 15000 && rate < 150000, qPrintable(QString::number(rate)));
        QVERIFY(left > 0.1 && left < 10);
    }

    void redirectToPlainHttp_isRefused() {
        Place place;
        place.hub.fault = [](const ServerRequest& request) -> std::optional<ServerReply> {
            if (request.path.find("model.safetensors") == std::string::npos) return std::nullopt;
            ServerReply reply = plain("", 302);
            reply.headers.emplace_back("Location", "http://files.example/model.safetensors");
            return reply;
        };
        QVERIFY(refusal([&] { place.fetch(); }).contains("encrypted"));
    }

    void token_isNotSentToTheCdn() {
        Place place;
        place.hub.models[kId].gated = "auto";
        place.hub.token = "hf_canaryCANARY";
        place.settings.token = Secret(place.hub.token);
        place.fetch();
        QVERIFY(place.isWhole());
        for (const ServerRequest& request : place.hub.cdn().requests()) QCOMPARE(request.header("authorization"), std::string());
        // Nothing of it stays on the disk.
        for (const auto& entry : fs::recursive_directory_iterator(place.library()))
            if (entry.is_regular_file()) QVERIFY(readFile(entry.path().string()).find("canary") == std::string::npos);
    }

    void gate_saysWhatToAcceptWhere() {
        Place place;
        place.hub.models[kId].gated = "manual";
        place.hub.token = "hf_right";
        const QString without = refusal([&] { place.fetch(); });
        QVERIFY2(
            without.startsWith("BadInput") && without.contains("accept") && without.contains("/acme/tiny") && without.contains("/settings/tokens"),
            qPrintable(without));
        place.settings.token = Secret("hf_wrong");
        const QString with = refusal([&] { place.fetch(); });
        QVERIFY2(with.contains("no access") && with.contains("/acme/tiny") && !with.contains("hf_wrong"), qPrintable(with));
        place.settings.token = Secret("hf_right");
        place.fetch();
        QVERIFY(place.isWhole());
    }

    void smallDisk_isSeenBeforehand() {
        Place place;
        place.hub.fault = [&](const ServerRequest& request) -> std::optional<ServerReply> {
            if (!request.path.starts_with("/api/models/")) return std::nullopt;
            return plain(R"({"id": "acme/tiny", "sha": ")" + kCommit + R"(", "siblings": [{"rfilename": "config.json", "size": 2, "blobId": ")" +
                         std::string(40, 'b') + R"("}, {"rfilename": "model.safetensors", "size": 900000000000000, "lfs": {"sha256": ")" +
                         std::string(64, 'c') + R"(", "size": 900000000000000}}]})");
        };
        const QString said = refusal([&] { place.fetch(); });
        QVERIFY2(said.startsWith("DiskFull") && said.contains("900000 GB") && said.contains("free"), qPrintable(said));
        QCOMPARE(place.hub.server().count("/resolve/"), 0);
    }

    void fullDisk_keepsWhatCame() {
        Place place;
        rlimit before{}, small{};
        getrlimit(RLIMIT_FSIZE, &before);
        small = before;
        small.rlim_cur = 100000;
        std::signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &small);
        const QString said = refusal([&] { place.fetch(); });
        setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY2(said.startsWith("DiskFull") && said.contains("kept"), qPrintable(said));
        QCOMPARE(place.partBytes(), 100000);
        place.fetch();
        QVERIFY(place.isWhole());
        QCOMPARE(place.hub.cdn().last().header("range"), std::string("bytes=100000-"));
    }

    void twoAtOnce_areKeptApart() {
        Place place;
        fs::create_directories(place.repo());
        const FileLock held((place.repo() / ".lock").string());
        const QString said = refusal([&] { place.fetch(); });
        QVERIFY2(said.startsWith("Busy"), qPrintable(said));
        QCOMPARE(place.hub.server().count("/resolve/"), 0);
    }

    void cancel_keepsWhatCame() {
        Place place;
        place.hub.cdnFault = firstTimes(1, [](const ServerRequest& request) {
            ServerReply reply = usual(request);
            reply.cutAfter = 90000;
            reply.hang = true;
            return reply;
        });
        place.settings.stallLimit = std::chrono::milliseconds(20000);
        std::thread later([&] {
            QElapsedTimer timer;
            timer.start();
            while (place.partBytes() < 90000 && timer.elapsed() < 5000) QThread::msleep(5);
            place.cancel.request();
        });
        QElapsedTimer timer;
        timer.start();
        const QString said = refusal([&] { place.fetch(); });
        later.join();
        QVERIFY2(said.startsWith("Cancelled"), qPrintable(said));
        QVERIFY(timer.elapsed() < 7000);
        QCOMPARE(place.partBytes(), 90000);
    }

    void offline_fetchesNothing() {
        Place place;
        place.settings.offline = true;
        QVERIFY(refusal([&] { place.fetch(); }).contains("Offline"));
        QVERIFY(place.hub.server().requests().empty());
        QVERIFY(!fs::exists(place.repo()));
    }

    void movedRevision_mixesNothing() {
        Place place;
        place.hub.cdnFault = firstTimes(4, [](const ServerRequest& request) {
            ServerReply reply = usual(request);
            reply.cutAfter = request.header("range").empty() ? 50000 : 0;
            return reply;
        });
        QVERIFY(!refusal([&] { place.fetch(); }).isEmpty());
        // The branch has another commit now, with another configuration and the same weights.
        FakeRepo& repo = place.hub.models[kId];
        repo.commit = std::string(40, 'b');
        repo.files["config.json"] = "{\"model_type\": \"llama\", \"new\": true}";
        for (const ServerRequest& request : place.hub.server().requests())
            if (request.path.find("/resolve/") != std::string::npos) QVERIFY(request.path.find("/resolve/" + kCommit + "/") != std::string::npos);
        const DownloadedRepo result = place.fetch();
        QVERIFY(result.folder.ends_with(repo.commit));
        QCOMPARE(readFile(result.folder + "/config.json"), repo.files["config.json"]);
        QCOMPARE(readFile(result.folder + "/model.safetensors"), kWeights);
        QVERIFY(!place.hub.cdn().last().header("range").empty());  // what came of the weights was not fetched again
        QVERIFY(!fs::exists(place.repo() / (".part-" + kCommit)) && !fs::exists(place.final()));
    }

    void nextCommit_sharesWhatIsTheSame() {
        Place place;
        place.fetch();
        const int before = place.asked();
        place.hub.models[kId].commit = std::string(40, 'b');
        place.hub.models[kId].files["tokenizer.json"] = "{\"new\": 1}";
        const DownloadedRepo result = place.fetch();
        QCOMPARE(place.asked(), before);
        QCOMPARE(readFile(result.folder + "/model.safetensors"), kWeights);
        QVERIFY(place.isWhole());
    }

    void hostileLists_fetchNothing_data() {
        QTest::addColumn<QString>("file");
        const auto row = [](const char* name, const QString& file) { QTest::newRow(name) << QString(file).replace('\'', '"'); };
        row("up", "{'rfilename': '../x', 'size': 1}");
        row("up inside", "{'rfilename': 'a/../../x', 'size': 1}");
        row("absolute", "{'rfilename': '/etc/x', 'size': 1}");
        row("drive", "{'rfilename': 'C:x', 'size': 1}");
        row("backslash", "{'rfilename': 'a\\\\b', 'size': 1}");
        row("device", "{'rfilename': 'con.json', 'size': 1}");
        row("trailing dot", "{'rfilename': 'config.json.', 'size': 1}");
        row("nul", "{'rfilename': 'a\\u0000b', 'size': 1}");
        row("empty", "{'rfilename': '', 'size': 1}");
        row("long", "{'rfilename': '" + QString(300, 'x') + "', 'size': 1}");
        row("short digest", "{'rfilename': 'model.safetensors', 'size': 1, 'lfs': {'sha256': 'abc', 'size': 1}}");
        row("path as digest", "{'rfilename': 'model.safetensors', 'size': 1, 'lfs': {'sha256': '../../../../x', 'size': 1}}");
        row("blob", "{'rfilename': 'config.json', 'size': 1, 'blobId': '../x'}");
        row("no object", "'config.json'");
        row("twice", "{'rfilename': 'config.json', 'size': 1}, {'rfilename': 'config.json', 'size': 1}");
    }
    void hostileLists_fetchNothing() {
        QFETCH(QString, file);
        Place place;
        place.hub.fault = [&](const ServerRequest& request) -> std::optional<ServerReply> {
            if (!request.path.starts_with("/api/models/")) return std::nullopt;
            return plain(R"({"id": "acme/tiny", "sha": ")" + kCommit + R"(", "siblings": [)" + file.toStdString() + "]}");
        };
        const QString said = refusal([&] { place.fetch(); });
        QVERIFY2(said.startsWith("BadFile"), qPrintable(said));
        QCOMPARE(place.hub.server().count("/resolve/"), 0);
    }

    void clashingNames_areRefused() {
        Place place;
        place.hub.models[kId].files["Model.safetensors"] = "y";
        HubClient client(place.settings);
        RepoDownload request{client.info(RepoKind::Model, kId, "main", place.cancel), {}, place.library()};
        request.files = request.repo.files;
        QVERIFY(refusal([&] { downloadRepo(client, request, place.cancel, {}); }).contains("upper and lower case"));
    }

    void plainFile_isFetchedAndTakenUp() {
        QTemporaryDir folder;
        std::atomic<int> n{0};
        const std::string rows = noise(50000, 3);
        FaultServer server([&](const ServerRequest& request) {
            if (request.path == "/none.csv") return plain("", 404);
            ServerReply reply = FakeHub::fileReply(request, rows, "rows");
            if (++n == 1) reply.cutAfter = 20000;
            return reply;
        });
        HubClient client(quickSettings("https://huggingface.co"));
        const std::string path = downloadPlainFile(client, server.url() + "/data/rows.csv?key=secret", folder.path().toStdString(), Cancel(), {});
        QVERIFY(path.ends_with("/rows.csv") && path.find("secret") == std::string::npos);
        QCOMPARE(readFile(path), rows);
        QCOMPARE(server.last().header("if-range"), std::string("\"rows\""));
        QVERIFY(refusal([&] {
                    downloadPlainFile(client, server.url() + "/none.csv", folder.path().toStdString(), Cancel(), {});
                }).startsWith("NotFound"));
    }

    void plainFileWithoutEtag_startsOver() {
        QTemporaryDir folder;
        std::atomic<int> n{0};
        FaultServer server([&](const ServerRequest& request) {
            ServerReply reply = plain("first half, second half");
            if (++n == 1) reply.cutAfter = 10;
            if (!request.header("range").empty()) reply = plain("garbage", 206);
            return reply;
        });
        HubClient client(quickSettings("https://huggingface.co"));
        const std::string path = downloadPlainFile(client, server.url() + "/rows.csv", folder.path().toStdString(), Cancel(), {});
        QCOMPARE(readFile(path), std::string("first half, second half"));
    }
};

QTEST_GUILESS_MAIN(TestDownload)
#include "tst_download.moc"
