// Pictures of every page, light and dark, 1280x800 and 1920x1080: empty, full, working. For people to look at, not a
// test.
//   QT_QPA_PLATFORM=offscreen tunesmith-screenshots FOLDER [width height [no-training|balance|hub|template|labels]]
// With "balance" only the view of that name, over rows that are out of balance; with "hub" only the Hub's dialog, against
// a Hub of our own on this computer; with "template" the dialog of chat templates; with "labels" the pages with a
// classifier.
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <cstdio>

#include "label_tour.h"
#include "tests/support/fake_hub.h"
#include "ui/bridge/sample_start.h"
#include "ui/bridge/settings.h"
#include "ui/bridge/words.h"
#include "ui/hub/hub_dialog.h"
#include "ui/pages/data/balance_view.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/data/personal_view.h"
#include "ui/pages/data/step_card.h"
#include "ui/pages/model/template_dialog.h"
#include "ui/pages/model/template_preview.h"
#include "ui/widgets/code_edit.h"
#include "ui/widgets/dialogs.h"
#include "ui_test_support.h"

using namespace tunesmith;
using namespace tunesmith::ui;

namespace {

constexpr int kMinuteMs = 60000;

class Tour {
public:
    Tour(QString folder, bool dark, QSize size) : folder_(std::move(folder)), dark_(dark), size_(size), test_(dark) {
        test_.window().resize(size);
        test_.window().show();
        (void)QTest::qWaitForWindowExposed(&test_.window());
    }

    /// Without training: the pages before it.
    void run(bool withTraining) {
        for (const char* id : {"home", "data", "model", "train", "evaluate", "chat", "publish"}) {
            test_.window().openPage(QLatin1String(id));
            shoot(QStringLiteral("empty-") + QLatin1String(id));
        }
        if (!prepare()) return;
        wizard();
        moreFiles();
        full();
        studio();
        if (!withTraining) return;
        train();
        after();
    }

    void runBalance() {
        if (lopsided()) balance();
    }

    /// The dialog of chat templates: a model's own, one with a fault, one that would train badly; and the layers of the model as chips.
    void runTemplate() {
        if (!prepare()) return;
        test_.window().openPage(QStringLiteral("model"));
        QTest::qWait(400);
        shoot(QStringLiteral("template-page"));
        find<QPushButton>(&test_.window(), "openTemplate")->click();
        auto* dialog = test_.window().findChild<TemplateDialog*>();
        auto* edit = find<CodeEdit>(dialog, "templateEdit");
        const auto settled = [&] {
            QTest::qWait(400);
            (void)QTest::qWaitFor([&] { return dialog->findChild<TemplatePreview*>()->isCurrent(); }, kMinuteMs);
            QTest::qWait(100);
        };
        (void)QTest::qWaitFor([&] { return !edit->toPlainText().isEmpty(); }, kMinuteMs);
        settled();
        shootDialog(dialog, QStringLiteral("template-own"));
        edit->replaceAll(words::text(chatTemplatePreset("gemma").source));
        settled();
        shootDialog(dialog, QStringLiteral("template-gemma"));
        edit->replaceAll(QStringLiteral("{% for message in messages %}\n{{ message.content + }}\n{% endfor %}"));
        settled();
        shootDialog(dialog, QStringLiteral("template-fault"));
        dialog->done(0);
        test_.window().openPage(QStringLiteral("train"));
        auto* level = test_.window().page(QStringLiteral("train"))->findChild<QComboBox*>();
        level->setCurrentIndex(1);
        Q_EMIT level->activated(1);
        Recipe recipe = test_.window().selection().recipe();
        recipe.lora.targets = {"q_proj", "query_key_value"};
        test_.window().selection().setRecipe(recipe);
        QTest::qWait(900);
        if (auto* field = find<QWidget>(&test_.window(), "setting_lora.targets"))
            for (auto* area : test_.window().page(QStringLiteral("train"))->findChildren<QScrollArea*>())
                if (area->isAncestorOf(field)) area->ensureWidgetVisible(field, 0, 120);
        shoot(QStringLiteral("template-chips"));
        level->setCurrentIndex(0);
        Q_EMIT level->activated(0);
    }

    void runHub() {
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

    void shootDialog(QWidget* dialog, const QString& name) {
        QTest::qWait(150);
        dialog->grab().save(
            QStringLiteral("%1/%2-%3-%4.png").arg(folder_, name, dark_ ? QStringLiteral("dark") : QStringLiteral("light")).arg(size_.width()));
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

    void shoot(const QString& name) {
        test_.grab(QStringLiteral("%1/%2-%3-%4.png").arg(folder_, name, dark_ ? QStringLiteral("dark") : QStringLiteral("light")).arg(size_.width()));
    }

    bool prepare() {
        SampleStart sample(test_.project(), test_.window().selection());
        bool ready = false, failed = false;
        QObject::connect(&sample, &SampleStart::ready, &sample, [&] { ready = true; });
        QObject::connect(&sample, &SampleStart::failed, &sample, [&](const Failure& f) {
            std::fprintf(stderr, "the sample could not be prepared: %s\n", f.message.c_str());
            failed = true;
        });
        sample.begin(test_.path(QStringLiteral("Larkmoor Clinic")));
        return QTest::qWaitFor([&] { return ready || failed; }, kMinuteMs) && ready;
    }

    void wizard() {
        test_.window().openPage(QStringLiteral("data"));
        static_cast<DataPage*>(test_.window().page(QStringLiteral("data")))->addFiles({sampleFile(QStringLiteral("clinic_heldout.jsonl"))});
        QTest::qWait(600);
        shoot(QStringLiteral("wizard"));
        for (auto* button : test_.window().page(QStringLiteral("data"))->findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == QLatin1String("Cancel")) button->click();
    }

    /// Several files, of which one is not recognised; rows kept aside.
    void moreFiles() {
        const auto write = [this](const char* name, const QByteArray& text) {
            QFile file(test_.path(QLatin1String(name)));
            if (file.open(QIODevice::WriteOnly)) file.write(text);
            return file.fileName();
        };
        QByteArray faq = "question,answer,source,context\n", torn = faq;
        for (int i = 1; i < 9; ++i)
            faq += "Where is room " + QByteArray::number(i) + "?,\"On floor " + QByteArray::number(i / 3) +
                   ", left of the stairs.\",plan.pdf,The house has three floors.\n";
        torn += "When do you open?,At eight.,web,\nCan I park there?,,web,\nWho answers mails?,\"The desk, by noon.\",web,,too much\n";
        auto* page = static_cast<DataPage*>(test_.window().page(QStringLiteral("data")));
        test_.window().openPage(QStringLiteral("data"));
        page->addFiles({write("rooms.csv", faq), write("torn.csv", torn), write("prices.csv", "x;y;z\nTea?;Two.;1\n"),
                        write("house rules.txt", "Shoes off.\n\nNo smoking.\n")});
        QTest::qWait(900);
        shoot(QStringLiteral("wizard-files"));
        page->addFiles({test_.path(QStringLiteral("house rules.txt"))});
        QTest::qWait(600);
        shoot(QStringLiteral("wizard-text"));
        page->addFiles({test_.path(QStringLiteral("torn.csv"))});
        auto* import = find<QPushButton>(&test_.window(), "importButton");
        (void)QTest::qWaitFor([&] { return import->isEnabled(); }, kMinuteMs);
        import->click();
        auto* aside = find<QPushButton>(&test_.window(), "openAside");
        (void)QTest::qWaitFor([&] { return aside->isVisible(); }, kMinuteMs);
        aside->click();
        QTest::qWait(300);
        if (auto* answer = find<QPlainTextEdit>(&test_.window(), "field-answer"))
            answer->setPlainText(QStringLiteral("Yes, behind the house."));
        QTest::qWait(700);
        shoot(QStringLiteral("aside"));
        find<QPushButton>(&test_.window(), "leaveAside")->click();
        QTest::qWait(200);
        test_.project().removeDataset(QStringLiteral("torn"), &test_.window(), [](Result<Nothing>) {});
        QTest::qWait(500);
        test_.window().selection().setDataset(QStringLiteral("clinic"));  // the one that trains, as the sample chose it
    }

    void full() {
        test_.window().openPage(QStringLiteral("data"));
        QTest::qWait(500);
        if (auto* table = find<QTableView>(&test_.window(), "rowTable")) table->selectRow(3);
        QTest::qWait(300);
        shoot(QStringLiteral("full-data"));
        test_.window().openPage(QStringLiteral("model"));
        QTest::qWait(300);
        shoot(QStringLiteral("full-model"));
        Recipe large = test_.window().selection().recipe(), before = large;
        large.method = "full";
        large.train.microTokens = std::int64_t(1) << 26;
        test_.window().selection().setRecipe(large);
        QTest::qWait(600);
        shoot(QStringLiteral("full-model-too-large"));
        test_.window().selection().setRecipe(before);
        QTest::qWait(300);
        test_.window().openPage(QStringLiteral("home"));
        shoot(QStringLiteral("full-home"));
        test_.window().openPage(QStringLiteral("train"));
        QTest::qWait(1500);
        shoot(QStringLiteral("setup"));
        auto* level = test_.window().page(QStringLiteral("train"))->findChild<QComboBox*>();
        level->setCurrentIndex(1);
        Q_EMIT level->activated(1);
        shoot(QStringLiteral("setup-all"));
        level->setCurrentIndex(0);
        Q_EMIT level->activated(0);
    }

    void train() {
        test_.window().openPage(QStringLiteral("train"));
        auto* start = find<QPushButton>(&test_.window(), "startTraining");
        (void)QTest::qWaitFor([&] { return start->isEnabled(); }, kMinuteMs);
        start->click();
        (void)QTest::qWaitFor(
            [&] {
                const auto* t = test_.project().training();
                return t && t->snapshot().steps > 0 && t->snapshot().step > t->snapshot().steps * 7 / 10;
            },
            10 * kMinuteMs);
        QTest::qWait(150);
        shoot(QStringLiteral("run"));
        (void)QTest::qWaitFor([&] { return !test_.project().isTraining(); }, 10 * kMinuteMs);
        QTest::qWait(500);
        shoot(QStringLiteral("run-done"));
        if (auto* again = find<QPushButton>(&test_.window(), "newTraining")) again->click();
        QTest::qWait(900);
        shoot(QStringLiteral("setup-runs"));
    }

    void studio() {
        test_.window().openPage(QStringLiteral("data"));
        find<QPushButton>(&test_.window(), "openCleaning")->click();
        if (auto* near = test_.window().findChild<StepCard*>(QStringLiteral("step-near_duplicates")))
            if (auto* threshold = near->findChildren<QLineEdit*>().value(0)) {
                threshold->setText(QStringLiteral("0.3"));
                Q_EMIT threshold->textEdited(threshold->text());
            }
        (void)QTest::qWaitFor([&] { return find<QPushButton>(&test_.window(), "applyCleaning")->isEnabled(); }, kMinuteMs);
        QTest::qWait(200);
        shoot(QStringLiteral("clean"));
        find<QPushButton>(&test_.window(), "applyCleaning")->click();
        (void)QTest::qWaitFor([&] { return find<QPushButton>(&test_.window(), "openVersions")->isVisible(); }, kMinuteMs);
        QTest::qWait(400);
        shoot(QStringLiteral("cleaned-data"));
        find<QPushButton>(&test_.window(), "openVersions")->click();
        QTest::qWait(600);
        shoot(QStringLiteral("versions"));
        auto* versions = test_.window().findChild<QTableView*>(QStringLiteral("versionTable"));
        versions->selectRow(versions->model()->rowCount() - 1);
        QTest::qWait(300);
        find<QPushButton>(&test_.window(), "goToVersion")->click();
        QTest::qWait(400);
        find<QPushButton>(&test_.window(), "moreData")->menu()->actions().value(0)->trigger();
        if (auto* text = test_.window().findChild<QLineEdit*>(QStringLiteral("findText"))) text->setText(QStringLiteral("the front desk"));
        QTest::qWait(1200);
        shoot(QStringLiteral("replace"));
        find<QPushButton>(&test_.window(), "applyReplace")->click();  // a second branch of versions
        (void)QTest::qWaitFor([&] { return find<QPushButton>(&test_.window(), "openVersions")->isVisible(); }, kMinuteMs);
        QTest::qWait(400);
        find<QPushButton>(&test_.window(), "openVersions")->click();
        QTest::qWait(600);
        shoot(QStringLiteral("versions-branches"));
        versions->selectRow(versions->model()->rowCount() - 1);  // the sample as it came is what trains
        QTest::qWait(300);
        find<QPushButton>(&test_.window(), "goToVersion")->click();
        QTest::qWait(400);
        find<QPushButton>(&test_.window(), "moreData")->menu()->actions().value(1)->trigger();
        find<QCheckBox>(&test_.window(), "lookForNames")->click();
        (void)QTest::qWaitFor([&] { return find<QPushButton>(&test_.window(), "takePersonalOut")->isEnabled(); }, kMinuteMs);
        QTest::qWait(300);
        find<QPushButton>(&test_.window(), "decidePersonal")->click();
        shoot(QStringLiteral("personal"));
        Q_EMIT test_.window().findChild<PersonalView*>()->closed();
        QTest::qWait(300);
    }

    /// Requests to a town hall in which much is out of balance.
    static QByteArray lopsidedRows() {
        const char* subjects[][2] = {{"parking permit and the car registration in my street", "permit"},
                                     {"rubbish collection, the recycling bin and bulky waste", "waste"},
                                     {"passport photo, the identity card and its expiry", "papers"},
                                     {"dog licence and the leash rule in the park", "permit"}};
        const char* who[] = {"I am an elderly woman and", "My husband and", "As a refugee", "My child and", "Tomorrow", "As a poor man"};
        QByteArray rows;
        for (int i = 0; i < 420; ++i) {
            const int subject = i % 13 == 0 ? 3 : i % 5 == 0 ? 2 : i % 3 == 0 ? 1 : 0;
            const bool refused = i % 6 == 2 || i % 17 == 0;
            const QByteArray number = QByteArray::number(i);
            QByteArray question = QByteArray(who[i % 6]) + " I ask about the " + subjects[subject][0] + ", case number " + number + ".";
            QByteArray answer = refused ? "We are sorry, this problem is difficult and your request was refused."
                                        : "Thank you, your request about " + QByteArray(subjects[subject][1]) + " was granted on day " + number + ".";
            if (i % 60 == 59) question = "Guten Tag, ich möchte wissen, wann die Sperrmüllabfuhr in meiner Straße kommt, Vorgang " + number;
            if (i == 200) question += QByteArray(" and so on").repeated(300);
            rows +=
                "{\"question\": \"" + question + "\", \"answer\": \"" + answer + "\", \"label\": \"" + (refused ? "refused" : "granted") + "\"}\n";
        }
        return rows;
    }

    bool lopsided() {
        const QString path = test_.path(QStringLiteral("town hall.jsonl"));
        QFile file(path);
        if (!test_.createProject(QStringLiteral("Town hall")) || !file.open(QIODevice::WriteOnly)) return false;
        file.write(lopsidedRows());
        file.close();
        ImportRequest request;
        request.files = {path.toStdString()};
        request.name = "requests";
        request.mapping = {{"label", "label"}};
        request.validation = 0.1;
        bool good = false;
        test_.project().startImport(request, &test_.window(), [&](Result<ImportBridge*> job) {
            if (job) QObject::connect(*job, &JobBridge::ended, &test_.window(), [&good, j = *job] { good = j->succeeded(); });
        });
        return QTest::qWaitFor([&] { return good && test_.project().dataset(QStringLiteral("requests")); }, kMinuteMs);
    }

    /// The top of the page, then what lies below.
    void balance() {
        test_.window().openPage(QStringLiteral("data"));
        QTest::qWait(300);
        find<QPushButton>(&test_.window(), "openBalance")->click();
        QTest::qWait(30);
        shoot(QStringLiteral("balance-working"));
        auto* view = test_.window().findChild<BalanceView*>();
        (void)QTest::qWaitFor([&] { return view->findChild<QWidget*>(QStringLiteral("lengthPlot")) != nullptr; }, kMinuteMs);
        QTest::qWait(400);
        shoot(QStringLiteral("balance"));
        auto* area = view->findChild<QScrollArea*>();
        for (int part = 1; part <= 3; ++part) {
            area->verticalScrollBar()->setValue(part * size_.height() * 6 / 10);
            QTest::qWait(150);
            shoot(QStringLiteral("balance-%1").arg(part));
        }
        auto* save = find<QPushButton>(&test_.window(), "saveReport");
        for (const auto& [action, name] : {std::pair(0, "report.html"), std::pair(1, "report.pdf")}) {
            Dialogs::setNextPaths({QStringLiteral("%1/%2").arg(folder_, QLatin1String(name))});
            save->menu()->actions().value(action)->trigger();
        }
        Q_EMIT view->closed();
        QTest::qWait(200);
    }

    void after() {
        test_.window().openPage(QStringLiteral("chat"));
        if (auto* input = find<QPlainTextEdit>(&test_.window(), "chatInput")) {
            input->setPlainText(QStringLiteral("Where do I park?"));
            find<QPushButton>(&test_.window(), "askButton")->click();
            QTest::qWait(900);
            shoot(QStringLiteral("chat-working"));
            (void)QTest::qWaitFor([&] { return find<QPushButton>(&test_.window(), "askButton")->isVisible(); }, kMinuteMs);
            shoot(QStringLiteral("full-chat"));
        }
        test_.window().openPage(QStringLiteral("evaluate"));
        if (auto* measure = find<QPushButton>(&test_.window(), "measureButton")) {
            measure->click();
            QTest::qWait(900);
            (void)QTest::qWaitFor([&] { return measure->isEnabled(); }, 5 * kMinuteMs);
            shoot(QStringLiteral("full-evaluate"));
        }
        test_.window().openPage(QStringLiteral("publish"));
        shoot(QStringLiteral("full-publish"));
        test_.window().openPage(QStringLiteral("home"));
        test_.window().find();
        QTest::qWait(200);
        if (auto* palette = QApplication::activeModalWidget())
            palette->grab().save(QStringLiteral("%1/palette-%2.png").arg(folder_, dark_ ? QStringLiteral("dark") : QStringLiteral("light")));
    }

    QString folder_;
    bool dark_;
    QSize size_;
    TestWindow test_;
};

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2) {
        std::fprintf(stderr, "usage: tunesmith-screenshots FOLDER [width height [no-training|balance|hub|template|labels]]\n");
        return 2;
    }
    QDir().mkpath(arguments[1]);
    std::vector<QSize> sizes{{1280, 800}, {1920, 1080}};
    if (arguments.size() > 3) sizes = {QSize(arguments[2].toInt(), arguments[3].toInt())};
    for (const auto& size : sizes)
        for (const bool dark : {false, true}) {
            const QString what = arguments.value(4);
            if (what.isEmpty() || what == QLatin1String("labels")) shootLabels(arguments[1], dark, size);
            if (what == QLatin1String("labels")) continue;
            if (what == QLatin1String("template")) {
                Tour(arguments[1], dark, size).runTemplate();
                continue;
            }
            if (what != QLatin1String("balance")) Tour(arguments[1], dark, size).runHub();
            if (what == QLatin1String("hub")) continue;
            if (what != QLatin1String("balance")) Tour(arguments[1], dark, size).run(what != QLatin1String("no-training"));
            Tour(arguments[1], dark, size).runBalance();
        }
    return 0;
}
