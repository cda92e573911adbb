#include "hub_tour.h"

#include <QComboBox>
#include <QListView>
#include <QPushButton>
#include <QToolButton>
#include <atomic>

#include "page_tour.h"
#include "tests/support/fake_hub.h"
#include "ui/bridge/settings.h"
#include "ui/hub/hub_dialog.h"

namespace tunesmith::ui {

namespace {

class HubTour : PageTour {
public:
    using PageTour::PageTour;

    void run() {
        testing::FakeHub server;
        fillHub(server);
        std::atomic<bool> slow{true};
        server.cdnFault = [&](const testing::ServerRequest& request) -> std::optional<testing::ServerReply> {
            const std::string& weights = server.models["HuggingFaceTB/SmolLM2-135M-Instruct"].files["model.safetensors"];
            testing::ServerReply reply = testing::FakeHub::fileReply(request, weights, "w");
            if (slow) reply.bytesPerSecond = 900000;
            return reply;
        };
        server.fault = [&](const testing::ServerRequest& request) -> std::optional<testing::ServerReply> {
            if (!slow || !request.path.ends_with("train-00000-of-00002.jsonl") || request.path.find("/resolve/") == std::string::npos)
                return std::nullopt;
            testing::ServerReply reply =
                testing::FakeHub::fileReply(request, server.datasets["ward/triage-questions"].files["data/train-00000-of-00002.jsonl"], "t");
            reply.bytesPerSecond = 60000;
            return reply;
        };
        const QByteArray before = qgetenv("XDG_DATA_HOME");  // the starter model is below it
        qputenv("HF_ENDPOINT", QByteArray::fromStdString(server.url()));
        qputenv("XDG_DATA_HOME", test_.path(QStringLiteral("data")).toUtf8());
        qputenv("HF_HOME", test_.path(QStringLiteral("hf")).toUtf8());
        if (!test_.createProject(QStringLiteral("Town hall"))) return;
        test_.window().openPage(QStringLiteral("model"));
        QTest::qWait(200);
        shoot(QStringLiteral("hub-page"));
        hub(slow);
        before.isEmpty() ? (void)qunsetenv("XDG_DATA_HOME") : (void)qputenv("XDG_DATA_HOME", before);
    }

private:
    /// Models as the Hub has them, with their names; the weights are noise.
    static void fillHub(testing::FakeHub& server) {
        struct Line {
            const char *id, *licence, *gated, *family;
            std::int64_t downloads, parameters;
        };
        const Line lines[] = {
            {"HuggingFaceTB/SmolLM2-135M-Instruct", "apache-2.0", "", "llama", 1234567, 134515008},
            {"HuggingFaceTB/SmolLM2-360M-Instruct", "apache-2.0", "", "llama", 845210, 361821120},
            {"HuggingFaceTB/SmolLM2-1.7B-Instruct", "apache-2.0", "", "llama", 412008, 1711376384},
            {"meta-llama/Llama-3.2-1B-Instruct", "llama3.2", "manual", "llama", 998877, 1235814400},
            {"someone/a-model-with-a-very-long-name-that-does-not-fit-SmolLM2-merged-v3-final-instruct", "", "", "llama", 12, 361821120},
            {"someone/SmolLM2-pickles", "mit", "", "llama", 3, 0}};
        for (const Line& line : lines) {
            testing::FakeRepo& repo = server.models[line.id];
            repo.licence = line.licence;
            repo.gated = line.gated;
            repo.family = line.family;
            repo.downloads = line.downloads;
            repo.parameters = line.parameters;
            repo.files = {{"config.json", "{}"},
                          {"tokenizer.json", testing::noise(20000)},
                          {"model.safetensors", testing::noise(5000000)},
                          {"pytorch_model.bin", "p"},
                          {"onnx/model.py", "p"}};
            repo.files["README.md"] =
                "---\nlicense: apache-2.0\n---\n# " + std::string(line.id) +
                "\n\n![logo](https://example.com/x.png)\n\n## Summary\n\nA *compact* language model that runs on a laptop. It "
                "was trained on two trillion tokens of text, code and mathematics.\n\n| Task | Score |\n|---|---|\n| HellaSwag | "
                "40.9 |\n| ARC | 37.3 |\n\n## Limits\n\n- It knows English best.\n- What it says may be wrong.\n\n```python\nprint(1)\n```\n";
        }
        server.models["someone/SmolLM2-pickles"].files.erase("model.safetensors");
        std::string rows;
        for (int i = 0; i < 4000; ++i)
            rows += "{\"question\": \"Which ward takes case " + std::to_string(i) + "?\", \"answer\": \"Ward " + std::to_string(i % 9 + 1) +
                    ", after the desk has asked for the pain and the time it began.\"}\n";
        for (const char* id : {"ward/triage-questions", "clinic-lab/patient-questions-de", "someone/questions"}) {
            testing::FakeRepo& repo = server.datasets[id];
            repo.licence = std::string(id) == "someone/questions" ? "" : "cc-by-4.0";
            repo.downloads = 48211;
            for (const char* name : {"data/train-00000-of-00002.jsonl", "data/train-00001-of-00002.jsonl", "data/test-00000-of-00001.jsonl"})
                repo.files[name] = rows;
            repo.files["README.md"] =
                "---\nlicense: cc-by-4.0\n---\n# Triage questions\n\nQuestions at the desk of a hospital and who takes the case.\n\n## Rows\n\n"
                "| Column | What it holds |\n|---|---|\n| question | as it was asked |\n| answer | the ward |\n\n## Limits\n\n- Made up, "
                "by hand.\n- English alone.\n";
        }
        for (const char* name : {"Q4_K_M", "Q8_0", "F16"})
            server.models["HuggingFaceTB/SmolLM2-360M-Instruct"].files[std::string("smollm2-360m-instruct-") + name + ".gguf"] =
                testing::noise(300000);
    }

    void hub(std::atomic<bool>& slow) {
        find<QPushButton>(&test_.window(), "openHubEmpty")->click();
        auto* dialog = test_.window().findChild<HubDialog*>();
        if (size_.width() > 1500) dialog->resize(1400, 860);
        shootDialog(dialog, QStringLiteral("hub-consent"));
        find<QPushButton>(dialog, "hubAllow")->click();
        shootDialog(dialog, QStringLiteral("hub-start"));
        auto* list = find<QListView>(dialog, "hubResults");
        const auto look = [&](const char* words, int row) {
            dialog->searchFor(QLatin1String(words));
            (void)QTest::qWaitFor([&] { return list->isVisible() && list->model()->rowCount() > row; }, kMinuteMs);
            list->setCurrentIndex(list->model()->index(row, 0));
            (void)QTest::qWaitFor([&] { return find<QWidget>(dialog, "hubCard")->isVisible(); }, kMinuteMs);
            QTest::qWait(200);
        };
        look("smollm2", 0);
        shootDialog(dialog, QStringLiteral("hub-found"));
        find<QPushButton>(dialog, "hubDownload")->click();
        QTest::qWait(2500);
        shootDialog(dialog, QStringLiteral("hub-downloading"));
        find<QPushButton>(dialog, "hubCancel")->click();
        QTest::qWait(500);
        shootDialog(dialog, QStringLiteral("hub-stopped"));
        slow = false;
        find<QPushButton>(dialog, "hubDownload")->click();
        (void)QTest::qWaitFor([&] { return find<QPushButton>(dialog, "hubUse")->isVisible(); }, kMinuteMs);
        shootDialog(dialog, QStringLiteral("hub-done"));
        look("smollm2", 1);
        find<QComboBox>(dialog, "hubFiles")->setCurrentIndex(1);
        shootDialog(dialog, QStringLiteral("hub-files"));
        look("pickles", 0);
        shootDialog(dialog, QStringLiteral("hub-pickles"));
        look("llama-3.2", 0);
        find<QPushButton>(dialog, "hubEnterToken")->click();
        shootDialog(dialog, QStringLiteral("hub-gated"));
        find<QPushButton>(dialog, "hubSettings")->setChecked(false);
        find<QPushButton>(dialog, "hubDownload")->click();
        QTest::qWait(700);
        shootDialog(dialog, QStringLiteral("hub-refused"));
        dialog->searchFor(QStringLiteral("nothing of the kind"));
        QTest::qWait(500);
        shootDialog(dialog, QStringLiteral("hub-nothing"));
        find<QPushButton>(dialog, "hubOfComputer")->click();
        QTest::qWait(500);
        shootDialog(dialog, QStringLiteral("hub-computer"));
        Settings::setHubOffline(true);
        dialog->searchFor(QStringLiteral("smollm2"));
        QTest::qWait(500);
        shootDialog(dialog, QStringLiteral("hub-offline"));
        dialog->hide();
        Settings::setHubOffline(false);
        test_.window().hub().followSettings();
        hubData(slow);
    }

    void hubData(std::atomic<bool>& slow) {
        test_.window().openPage(QStringLiteral("data"));
        shoot(QStringLiteral("hub-data-page"));
        find<QPushButton>(&test_.window(), "openDataHubEmpty")->click();
        auto* page = test_.window().page(QStringLiteral("data"));
        auto* dialog = page->findChild<HubDialog*>();
        dialog->resize(size_.width() > 1500 ? QSize(1400, 860) : dialog->size());
        shootDialog(dialog, QStringLiteral("hub-data-start"));
        dialog->searchFor(QStringLiteral("questions"));
        (void)QTest::qWaitFor([&] { return find<QWidget>(dialog, "hubCard")->isVisible(); }, kMinuteMs);
        shootDialog(dialog, QStringLiteral("hub-data-found"));
        slow = true;
        find<QPushButton>(dialog, "hubDownload")->click();
        QTest::qWait(2500);
        shootDialog(dialog, QStringLiteral("hub-data-downloading"));
        dialog->hide();
        QTest::qWait(200);
        shoot(QStringLiteral("hub-data-status"));
        find<QToolButton>(&test_.window(), "statusPauseTransfer")->click();
        QTest::qWait(600);
        shoot(QStringLiteral("hub-data-paused"));
        slow = false;
        find<QToolButton>(&test_.window(), "statusPauseTransfer")->click();
        (void)QTest::qWaitFor([&] { return test_.window().hub().transfer()->state() == Transfer::Done; }, kMinuteMs);
        shoot(QStringLiteral("hub-data-done"));
        find<QPushButton>(&test_.window(), "openDataHubEmpty")->click();
        shootDialog(dialog, QStringLiteral("hub-data-ready"));
        find<QPushButton>(dialog, "hubUse")->click();
        QTest::qWait(900);
        shoot(QStringLiteral("hub-data-wizard"));
    }
};

}  // namespace

void shootHub(const QString& folder, bool dark, QSize size) {
    HubTour(folder, dark, size).run();
}

}  // namespace tunesmith::ui
