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

#include "hub_tour.h"
#include "label_tour.h"
#include "page_tour.h"
#include "ui/bridge/sample_start.h"
#include "ui/bridge/settings.h"
#include "ui/bridge/words.h"
#include "ui/pages/data/balance_view.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/data/personal_view.h"
#include "ui/pages/data/step_card.h"
#include "ui/pages/model/template_dialog.h"
#include "ui/pages/model/template_preview.h"
#include "ui/widgets/code_edit.h"
#include "ui/widgets/dialogs.h"

using namespace tunesmith;
using namespace tunesmith::ui;

namespace {

class Tour : PageTour {
public:
    using PageTour::PageTour;

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

private:
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
            if (what != QLatin1String("balance")) shootHub(arguments[1], dark, size);
            if (what == QLatin1String("hub")) continue;
            if (what != QLatin1String("balance")) Tour(arguments[1], dark, size).run(what != QLatin1String("no-training"));
            Tour(arguments[1], dark, size).runBalance();
        }
    return 0;
}
