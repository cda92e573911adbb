// The Hub's dialog against a Hub of our own on this computer: consent first, search, a gate, a download that is cut and goes on, and the
// model in the project; rows of a data set likewise. The window answers all the time.
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>

#include "tests/support/fake_hub.h"
#include "ui/bridge/hub_bridge.h"
#include "ui/bridge/settings.h"
#include "ui/hub/data_parts.h"
#include "ui/hub/hub_card_view.h"
#include "ui/hub/hub_dialog.h"
#include "ui/shell/status_bar.h"
#include "ui/widgets/card.h"
#include "ui_test_support.h"

using namespace tunesmith;
using namespace tunesmith::ui;
using namespace tunesmith::testing;

namespace {

constexpr int kWaitMs = 20000;

}  // namespace

class TestHub : public QObject {
    Q_OBJECT

    FakeHub hub_;
    std::atomic<bool> slow_{false};
    std::string trainRows_;
    QTemporaryDir data_;

    static HubDialog* dialogOf(TestWindow& test) { return test.window().findChild<HubDialog*>(); }
    HubDialog* open(TestWindow& test) {
        if (!test.project().isOpen()) (void)test.createProject(QStringLiteral("hub"));
        test.window().show();
        test.window().openPage(QStringLiteral("model"));
        for (const char* name : {"openHub", "openHubEmpty"})
            if (auto* button = find<QPushButton>(&test.window(), name); button && button->isVisible()) button->click();
        return dialogOf(test);
    }
    template <typename Condition>
    static bool soon(Condition condition) {
        return QTest::qWaitFor(condition, kWaitMs);
    }
    static QString textOf(QWidget* root, const char* name) {
        auto* label = find<QLabel>(root, name);
        return label && label->isVisible() ? label->text() : QString();
    }
    static bool searchAndLook(HubDialog* dialog, const QString& words, const QString& id) {
        dialog->searchFor(words);
        auto* card = find<QWidget>(dialog, "hubCard");
        auto* list = find<QListView>(dialog, "hubResults");
        return soon([&] { return list->isVisible() && list->currentIndex().data().toString() == id && card->isVisible(); });
    }

private Q_SLOTS:
    void initTestCase() {
        for (const char* name : {"HTTPS_PROXY", "https_proxy", "http_proxy", "HF_HUB_OFFLINE", "TUNESMITH_OFFLINE"}) qunsetenv(name);
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");  // no keychain of the person who runs the tests
        qputenv("XDG_DATA_HOME", data_.filePath("data").toUtf8());
        qputenv("HF_HOME", data_.filePath("hf").toUtf8());
        qputenv("HF_ENDPOINT", QByteArray::fromStdString(hub_.url()));
        FakeRepo& tiny = hub_.models["acme/tiny-llama"];
        for (const QFileInfo& file : QDir(tinyModel()).entryInfoList(QDir::Files)) {
            QFile in(file.filePath());
            QVERIFY(in.open(QIODevice::ReadOnly));
            tiny.files[file.fileName().toStdString()] = in.readAll().toStdString();
        }
        tiny.files["README.md"] = "---\nlicense: apache-2.0\n---\n# Tiny\n\n![spy](" + hub_.url() + "/spy.png) <img src=\"" + hub_.url() +
                                  "/spy2.png\">\n\nIt is *small*.\n";
        tiny.files["pytorch_model.bin"] = "pickle";
        tiny.parameters = 131000;
        FakeRepo closed = tiny;
        closed.gated = "manual";
        closed.commit = std::string(40, 'd');
        hub_.models["acme/closed-llama"] = closed;
        hub_.models["acme/pickled"].files = {{"config.json", "{}"}, {"pytorch_model.bin", "p"}};
        FakeRepo& rows = hub_.datasets["acme/clinic-rows"];
        for (int i = 0; i < 3000; ++i)
            trainRows_ += "{\"question\": \"Where is room " + std::to_string(i) + "?\", \"answer\": \"On floor " + std::to_string(i / 100) +
                          ", left of the stairs and behind the second door.\"}\n";
        rows.files = {{"README.md", "---\nlicense: mit\n---\n# Rows\n\nRooms of a clinic.\n"},
                      {"data/train-00000-of-00001.jsonl", trainRows_},
                      {"data/test-00000-of-00001.jsonl", trainRows_.substr(0, trainRows_.find('\n') + 1)},
                      {"loader.py", "print()"}};
        rows.licence = "mit";
        hub_.fault = [this](const ServerRequest& request) -> std::optional<ServerReply> {
            if (!slow_ || request.path.find("/resolve/") == std::string::npos || !request.path.ends_with("train-00000-of-00001.jsonl"))
                return std::nullopt;
            ServerReply reply = FakeHub::fileReply(request, trainRows_, "rows");
            reply.bytesPerSecond = 60000;
            return reply;
        };
        hub_.token = "hf_canaryCANARY";
        hub_.cdnFault = [this](const ServerRequest& request) -> std::optional<ServerReply> {
            if (!slow_) return std::nullopt;
            const std::string sha = request.path.substr(request.path.rfind('/') + 1);
            ServerReply reply = FakeHub::fileReply(request, hub_.models["acme/tiny-llama"].files["model.safetensors"], sha);
            reply.bytesPerSecond = 100000;
            return reply;
        };
    }

    void nothing_isSentBeforeConsent() {
        TestWindow test;
        HubDialog* dialog = open(test);
        QVERIFY(dialog && dialog->isVisible());
        const QString consent = textOf(dialog, "hubConsent");
        QVERIFY2(consent.contains("127.0.0.1") && consent.contains("token"), qPrintable(consent));
        dialog->searchFor(QStringLiteral("tiny"));  // as if by a fault of the window
        QTest::qWait(300);
        QVERIFY(hub_.server().requests().empty());
        find<QPushButton>(dialog, "hubAllow")->click();
        QVERIFY(find<QLineEdit>(dialog, "hubWords")->isVisible());
        QCOMPARE(Settings::hubAllowedHost(), QStringLiteral("127.0.0.1:%1").arg(hub_.server().port()));
        // Another host is another question.
        find<QPushButton>(dialog, "hubSettings")->click();
        auto* endpoint = find<QLineEdit>(dialog, "hubEndpoint");
        endpoint->setText(QStringLiteral("https://mirror.example"));
        Q_EMIT endpoint->editingFinished();
        QVERIFY(textOf(dialog, "hubConsent").contains("mirror.example"));
        QVERIFY(hub_.server().requests().empty());
    }

    void search_showsModelsAndTheirCards() {
        TestWindow test;
        Settings::setHubAllowedHost(QStringLiteral("127.0.0.1:%1").arg(hub_.server().port()));
        HubDialog* dialog = open(test);
        QVERIFY(searchAndLook(dialog, QStringLiteral("tiny"), QStringLiteral("acme/tiny-llama")));
        auto* card = dialog->findChild<QTextBrowser*>(QStringLiteral("hubCard"));
        QVERIFY(card->toPlainText().contains("It is small."));
        QVERIFY(textOf(dialog, "hubRefused").contains("pytorch_model.bin"));
        QVERIFY(textOf(dialog, "hubRoom").contains("free on the disk"));
        QVERIFY(find<QPushButton>(dialog, "hubDownload")->isEnabled());
        QTest::qWait(100);
        QCOMPARE(hub_.server().count("spy"), 0);  // pictures of a card are never fetched
        dialog->searchFor(QStringLiteral("no such thing"));
        QVERIFY(soon([&] { return !find<QListView>(dialog, "hubResults")->isVisible(); }));
        QVERIFY(searchAndLook(dialog, QStringLiteral("pickled"), QStringLiteral("acme/pickled")));
        QVERIFY(textOf(dialog, "hubRoom").contains("pickle"));
        QVERIFY(!find<QPushButton>(dialog, "hubDownload")->isEnabled());
    }

    void download_isStoppedGoesOnAndIsUsed() {
        TestWindow test;
        QVERIFY(test.createProject(QStringLiteral("hub")));
        Settings::setHubAllowedHost(QStringLiteral("127.0.0.1:%1").arg(hub_.server().port()));
        HubDialog* dialog = open(test);
        QVERIFY(searchAndLook(dialog, QStringLiteral("tiny"), QStringLiteral("acme/tiny-llama")));
        slow_ = true;
        auto *get = find<QPushButton>(dialog, "hubDownload"), *stop = find<QPushButton>(dialog, "hubCancel"),
             *use = find<QPushButton>(dialog, "hubUse");
        StallWatch stalls;
        get->click();
        QVERIFY(soon([&] { return textOf(dialog, "hubAmount").contains("a second"); }));
        QVERIFY2(stalls.percentile99() < 250, qPrintable(QString::number(stalls.percentile99())));
        stop->click();
        QVERIFY(soon([&] { return get->isVisible(); }));
        QVERIFY(textOf(dialog, "hubAmount").contains("kept"));
        QVERIFY(!use->isVisible());
        slow_ = false;
        get->click();
        QVERIFY(soon([&] { return use->isVisible() && use->isEnabled(); }));
        QVERIFY(!hub_.cdn().last().header("range").empty());
        use->click();
        QVERIFY(soon([&] { return test.project().model(QStringLiteral("tiny-llama")) != nullptr; }));
        QVERIFY(!dialog->isVisible());
        QVERIFY(soon([&] { return test.window().selection().model() == QLatin1String("tiny-llama"); }));
        // What was fetched is on this computer now.
        open(test);
        find<QPushButton>(dialog, "hubOfComputer")->click();
        auto* list = find<QListView>(dialog, "hubResults");
        QVERIFY(soon([&] { return list->isVisible() && list->model()->rowCount() == 1; }));
        QVERIFY(soon([&] { return use->isEnabled(); }));
    }

    // A download is nobody's dialog: it goes on, is paused and gone on with in the status bar, and its rows are added.
    void data_isFetchedWithTheDialogClosed_andAdded() {
        TestWindow test;
        QVERIFY(test.createProject(QStringLiteral("rows")));
        Settings::setHubAllowedHost(QStringLiteral("127.0.0.1:%1").arg(hub_.server().port()));
        test.window().show();
        test.window().openPage(QStringLiteral("data"));
        find<QPushButton>(&test.window(), "openDataHubEmpty")->click();
        HubDialog* dialog = dialogOf(test);
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(!find<QPushButton>(dialog, "hubOfComputer")->isVisible());
        QVERIFY(searchAndLook(dialog, QStringLiteral("clinic"), QStringLiteral("acme/clinic-rows")));
        auto* card = dialog->findChild<QTextBrowser*>(QStringLiteral("hubCard"));
        QVERIFY(card->toPlainText().contains("Rooms of a clinic."));
        auto* parts = find<QComboBox>(dialog, "hubFiles");
        auto* list = find<QListWidget>(dialog, "hubFileList");
        QVERIFY(parts->currentText().startsWith(QStringLiteral("for training · 1 file")));
        QCOMPARE(list->count(), 2);  // files that hold rows
        QVERIFY(list->item(1)->checkState() == Qt::Checked && list->item(0)->checkState() == Qt::Unchecked);
        list->item(1)->setCheckState(Qt::Unchecked);
        QVERIFY(textOf(dialog, "hubRoom").contains("Check at least one") && !find<QPushButton>(dialog, "hubDownload")->isEnabled());
        parts->setCurrentIndex(0);
        QVERIFY(find<QPushButton>(dialog, "hubDownload")->isEnabled());
        slow_ = true;
        find<QPushButton>(dialog, "hubDownload")->click();
        auto* bar = test.window().findChild<StatusBar*>();
        QVERIFY(soon([&] { return bar->transferText().contains("a second"); }));
        dialog->close();
        auto *pause = find<QToolButton>(bar, "statusPauseTransfer"), *end = find<QToolButton>(bar, "statusEndTransfer");
        QVERIFY(pause->isVisible() && end->isVisible() && bar->transferText().startsWith("clinic-rows: "));
        pause->click();
        QVERIFY(soon([&] { return bar->transferText().contains("paused"); }));
        QVERIFY(test.window().hub().transfer()->progress().done > 0);
        slow_ = false;
        pause->click();
        QVERIFY(soon([&] { return bar->transferText().contains("whole and checked"); }));
        QVERIFY(!pause->isVisible());
        end->click();
        QVERIFY(bar->transferText().isEmpty());
        test.window().openPage(QStringLiteral("data"));
        find<QPushButton>(&test.window(), "openDataHubEmpty")->click();
        auto* use = find<QPushButton>(dialog, "hubUse");
        QVERIFY(use->isVisible() && use->isEnabled());
        use->click();
        QVERIFY(!dialog->isVisible());
        QCOMPARE(find<QLineEdit>(&test.window(), "datasetName")->text(), QStringLiteral("clinic-rows"));
        auto* import = find<QPushButton>(&test.window(), "importButton");
        QVERIFY(soon([&] { return import->isEnabled(); }));
        import->click();
        QVERIFY(soon([&] { return test.project().dataset(QStringLiteral("clinic-rows")) != nullptr; }));
        QCOMPARE(test.project().dataset(QStringLiteral("clinic-rows"))->rows, std::int64_t(3000));
    }

    void download_isCancelledInTheStatusBar() {
        TestWindow test;
        QVERIFY(test.createProject(QStringLiteral("cancel")));
        Settings::setHubAllowedHost(QStringLiteral("127.0.0.1:%1").arg(hub_.server().port()));
        test.window().show();
        FakeRepo& rows = hub_.datasets["acme/clinic-rows"];  // another state of it: nothing of that is here
        rows.commit = std::string(40, 'e');
        trainRows_ += "{\"question\": \"Is there more?\", \"answer\": \"A little.\"}\n";
        rows.files["data/train-00000-of-00001.jsonl"] = trainRows_;
        slow_ = true;
        const auto started = test.window().hub().startData(QStringLiteral("acme/clinic-rows"), QStringLiteral("main"),
                                                           {QStringLiteral("data/train-00000-of-00001.jsonl")});
        QVERIFY(started);
        QVERIFY(!test.window().hub().startModel(QStringLiteral("acme/tiny-llama"), QStringLiteral("main"), {}));  // one at a time
        auto* bar = test.window().findChild<StatusBar*>();
        QVERIFY2(soon([&] { return bar->transferText().contains("a second"); }), qPrintable(bar->transferText()));
        find<QToolButton>(bar, "statusEndTransfer")->click();
        QVERIFY(soon([&] { return bar->transferText().isEmpty(); }));
        QCOMPARE(test.window().hub().transfer()->state(), Transfer::Cancelled);
        slow_ = false;
    }

    void parts_byTheNamesOfFiles() {
        const auto named = [](std::initializer_list<const char*> names) {
            std::vector<hub::RepoFile> files;
            for (const char* name : names) files.push_back({name, 1, {}, {}});
            QStringList parts;
            for (const DataPart& part : dataParts(files)) parts << QStringLiteral("%1 %2").arg(part.name).arg(part.files.size());
            return parts;
        };
        QCOMPARE(named({}), QStringList());
        QCOMPARE(named({"rows.csv"}), QStringList{"the only file 1"});
        QCOMPARE(named({"a.csv", "b.csv"}), (QStringList{"the first file 1", "all files 2"}));
        QCOMPARE(named({"data/train-0.parquet", "data/train-1.parquet", "dev.jsonl", "test.jsonl"}),
                 (QStringList{"for training 2", "to validate 1", "to test 1", "all files 4"}));
        QCOMPARE(named({"training.csv", "latest.csv"}), (QStringList{"for training 1", "all files 2"}));
    }

    void gate_asksForATokenAndOpens() {
        TestWindow test;
        QVERIFY(test.createProject(QStringLiteral("gated")));
        Settings::setHubAllowedHost(QStringLiteral("127.0.0.1:%1").arg(hub_.server().port()));
        HubDialog* dialog = open(test);
        QVERIFY(searchAndLook(dialog, QStringLiteral("closed"), QStringLiteral("acme/closed-llama")));
        QVERIFY(textOf(dialog, "hubGate").contains("accept terms"));
        auto* get = find<QPushButton>(dialog, "hubDownload");
        get->click();
        auto* banner = find<Banner>(dialog, "hubDownloadBanner");
        QVERIFY(soon([&] { return banner->isVisible(); }));
        QVERIFY2(banner->text().contains("accept its terms"), qPrintable(banner->text()));
        find<QPushButton>(dialog, "hubEnterToken")->click();
        auto* token = find<QLineEdit>(dialog, "hubToken");
        QVERIFY(token->isVisible() && token->echoMode() == QLineEdit::Password);
        token->setText(QStringLiteral("hf_canaryCANARY"));
        find<QPushButton>(dialog, "keepToken")->click();
        QVERIFY(token->text().isEmpty());
        QVERIFY(soon([&] { return textOf(dialog, "tokenNote").contains("is kept"); }));
        get->click();
        auto* use = find<QPushButton>(dialog, "hubUse");
        QVERIFY(soon([&] { return use->isVisible(); }));
        QFile settings(test.path(QStringLiteral("settings.ini")));
        QVERIFY(!settings.open(QIODevice::ReadOnly) || !settings.readAll().contains("canary"));
        for (const ServerRequest& request : hub_.cdn().requests()) QCOMPARE(request.header("authorization"), std::string());
        find<QPushButton>(dialog, "forgetToken")->click();
        QVERIFY(soon([&] { return textOf(dialog, "tokenNote").contains("No token"); }));
    }

    void token_belongsToItsHost() {
        TestWindow test;
        Settings::setHubEndpoint(QStringLiteral("https://one.example"));
        HubBridge bridge;
        bridge.tokens().set(QStringLiteral("hf_one"));
        Settings::setHubEndpoint(QStringLiteral("https://two.example"));
        bridge.followSettings();
        QVERIFY(bridge.tokens().token().isEmpty() && bridge.tokens().place() == TokenStore::None);
        Settings::setHubEndpoint(QStringLiteral("https://one.example"));
        bridge.followSettings();
        QCOMPARE(bridge.tokens().token(), QStringLiteral("hf_one"));
        QVERIFY(soon([&] { return !bridge.tokens().problem().isEmpty(); }));  // there is no keychain here
        QVERIFY(bridge.tokens().place() == TokenStore::Session);
    }

    void offlineAndFailures_areSaid() {
        TestWindow test;
        Settings::setHubAllowedHost(QStringLiteral("127.0.0.1:%1").arg(hub_.server().port()));
        HubDialog* dialog = open(test);
        find<QPushButton>(dialog, "hubSettings")->click();
        const int before = int(hub_.server().requests().size());
        find<QCheckBox>(dialog, "hubOffline")->setChecked(true);
        QVERIFY(textOf(dialog, "hubAsked").contains("Offline"));
        QVERIFY(!find<QPushButton>(dialog, "hubSearch")->isEnabled());
        dialog->searchFor(QStringLiteral("tiny"));
        QTest::qWait(200);
        QVERIFY(find<QLabel>(dialog, "hubAsked")->isVisible() && !find<QListView>(dialog, "hubResults")->isVisible());
        QCOMPARE(int(hub_.server().requests().size()), before);
        find<QCheckBox>(dialog, "hubOffline")->setChecked(false);
        Settings::setHubProxy(QStringLiteral("http://127.0.0.1:1"));  // nobody is there
        dialog->searchFor(QStringLiteral("tiny"));
        auto* banner = find<Banner>(dialog, "hubBanner");
        QVERIFY(soon([&] { return banner->isVisible(); }));
        QVERIFY2(banner->text().contains("cannot be reached"), qPrintable(banner->text()));
    }

    void smallWindow_holdsTheDialogAndItsSettings() {
        TestWindow test;
        test.window().resize(1024, 640);
        Settings::setHubAllowedHost(QStringLiteral("127.0.0.1:%1").arg(hub_.server().port()));
        HubDialog* dialog = open(test);
        QVERIFY(searchAndLook(dialog, QStringLiteral("closed"), QStringLiteral("acme/closed-llama")));
        QVERIFY(soon([&] { return !textOf(dialog, "hubGate").isEmpty(); }));
        auto* settings = find<QPushButton>(dialog, "hubSettings");
        settings->click();
        QTest::qWait(100);
        QVERIFY2(dialog->height() <= 640, qPrintable(QString::number(dialog->height())));
        QVERIFY(find<QLineEdit>(dialog, "hubEndpoint")->isVisible() && !find<QListView>(dialog, "hubResults")->isVisible());
        settings->click();
        QVERIFY(find<QListView>(dialog, "hubResults")->isVisible());
    }

    void card_losesWhatCouldReachOut() {
        const QString text =
            CardView::readable(QStringLiteral("a ![pic](http://x/y.png) [![b](http://x/b.svg)](http://x) <img src='http://x'> <!-- c --> "
                                              "<style>p{}</style> 1 < 2"));
        QVERIFY2(!text.contains("http") && !text.contains("<img") && !text.contains("style") && text.contains("1 < 2") && text.contains("pic"),
                 qPrintable(text));
    }
};

QTEST_MAIN(TestHub)
#include "tst_hub.moc"
