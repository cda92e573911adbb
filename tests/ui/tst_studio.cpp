// The data page at work: cleaning with a preview, edits in the table, find and replace, versions and the way back.
// One window works through all of it, so it is one file of more than 500 lines.
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QTranslator>

#include "core/data/profile/profile_report.h"
#include "ui/bridge/report_words.h"
#include "ui/models/personal_table_model.h"
#include "ui/models/row_table_model.h"
#include "ui/models/version_list_model.h"
#include "ui/pages/data/balance_view.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/data/dataset_choice.h"
#include "ui/pages/data/difference_view.h"
#include "ui/pages/data/field_form.h"
#include "ui/pages/data/import_rows.h"
#include "ui/pages/data/replace_view.h"
#include "ui/pages/data/role_form.h"
#include "ui/pages/data/row_story.h"
#include "ui/pages/data/step_card.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/rendered_view.h"
#include "ui_test_support.h"

using namespace tunesmith;
using namespace tunesmith::ui;

namespace {

constexpr int kLongMs = 60000;

}  // namespace

/// Where the cards of a view lie when it is painted for the first time.
class FirstFrame : public QObject {
public:
    explicit FirstFrame(QString name) : name_(std::move(name)) { qApp->installEventFilter(this); }
    static QList<QRect> cards(const QWidget* view) {
        QList<QRect> all;
        for (const auto* card : view->findChildren<Card*>()) all << card->geometry();
        return all;
    }
    QList<QRect> seen;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint && seen.isEmpty())
            for (QObject* at = watched; at; at = at->parent())
                if (at->objectName() == name_) seen = cards(static_cast<QWidget*>(at));
        return false;
    }

private:
    QString name_;
};

class TestStudio : public QObject {
    Q_OBJECT

    std::unique_ptr<TestWindow> test_;

    MainWindow& window() { return test_->window(); }
    const DatasetInfo& dataset() { return *test_->project().dataset(QStringLiteral("clinic")); }
    QPushButton* button(const char* name) { return find<QPushButton>(&window(), name); }
    QTableView* table() { return find<QTableView>(&window(), "rowTable"); }

private Q_SLOTS:
    void init() {
        test_ = std::make_unique<TestWindow>();
        window().resize(1280, 800);
        window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        QVERIFY(test_->createProject(QStringLiteral("studio")));
        QVERIFY(test_->importSample(QStringLiteral("clinic")));
        window().openPage(QStringLiteral("data"));
        QTRY_VERIFY(table()->model()->rowCount() > 100);
    }
    void cleanup() { test_.reset(); }

    void clean_showsWhatWouldChange_andAppliesIt() {
        const auto rows = dataset().rows;
        QTest::mouseClick(button("openCleaning"), Qt::LeftButton);
        // The sample is clean: with the usual steps there is nothing or little to do. Near duplicates at a low threshold find its
        // questions that are asked in several ways.
        auto* near = find<StepCard>(&window(), "step-near_duplicates");
        QVERIFY(near && near->isOn());
        for (auto* card : window().findChildren<StepCard*>())
            if (card != near) card->setOn(false);
        auto* threshold = near->findChildren<QLineEdit*>().value(0);
        QVERIFY(threshold);
        threshold->setFocus();
        threshold->selectAll();
        QTest::keyClicks(threshold, QStringLiteral("0.3"));
        QTRY_VERIFY_WITH_TIMEOUT(button("applyCleaning")->isEnabled(), kLongMs);
        QVERIFY(!window().findChildren<DifferenceView*>().isEmpty());
        QCOMPARE(dataset().rows, rows);  // so far nothing has changed
        QTest::mouseClick(button("applyCleaning"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dataset().rows < rows, kLongMs);
        QCOMPARE(dataset().versionNumber, std::int64_t(2));

        // Versions: the new one is on top; going back brings the rows back.
        QTRY_VERIFY(button("openVersions")->isVisible());
        QTest::mouseClick(button("openVersions"), Qt::LeftButton);
        auto* versions = find<QTableView>(&window(), "versionTable");
        QTRY_COMPARE(versions->model()->rowCount(), 2);
        versions->selectRow(1);
        QTRY_VERIFY(button("goToVersion")->isVisible());
        QTest::mouseClick(button("goToVersion"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(dataset().rows, rows, kLongMs);
    }

    void clean_leaksOfAnotherDataSet() {
        QVERIFY(test_->importSample(QStringLiteral("exam")));
        window().selection().setDataset(QStringLiteral("clinic"));
        QTRY_COMPARE(window().selection().dataset(), QStringLiteral("clinic"));
        QTest::mouseClick(button("openCleaning"), Qt::LeftButton);
        auto* leaks = find<StepCard>(&window(), "step-leakage");
        QVERIFY(leaks);
        for (auto* card : window().findChildren<StepCard*>()) card->setOn(card == leaks);
        auto* against = find<DatasetChoice>(&window(), "against");
        QVERIFY(against->isVisible());
        auto* exam = against->findChild<QCheckBox*>();
        QVERIFY(exam && exam->text() == QLatin1String("exam"));
        exam->click();
        QCOMPARE(against->chosen(), std::vector<std::string>{"exam"});
        // The same file: every training row is known to it.
        QTRY_VERIFY_WITH_TIMEOUT(button("applyCleaning")->isEnabled(), kLongMs);
        QTest::mouseClick(button("applyCleaning"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(dataset().versionNumber, std::int64_t(2), kLongMs);
    }

    void import_offersWhatTheFilesHave_eachByItsOwnRoles() {
        const auto write = [this](const char* name, const QByteArray& text) {
            QFile file(test_->path(QLatin1String(name)));
            if (file.open(QIODevice::WriteOnly)) file.write(text);
            return file.fileName();
        };
        auto* page = static_cast<DataPage*>(window().page(QStringLiteral("data")));
        auto* import = button("importButton");
        page->addFiles({write("poem.txt", "One line.\nAnother line.\n\nA second part.\n")});
        QTRY_VERIFY(import->isEnabled());
        auto* unit = find<QComboBox>(&window(), "importUnit");
        QVERIFY(unit->isVisible() && find<QComboBox>(&window(), "importEncoding")->isVisible());
        QVERIFY(!find<QComboBox>(&window(), "importSheet")->isVisible());
        unit->setCurrentIndex(unit->findData(QStringLiteral("document")));
        Q_EMIT unit->activated(unit->currentIndex());
        const auto views = [this] {
            int shown = 0;
            for (auto* view : window().findChild<ImportRows*>()->findChildren<RenderedView*>()) shown += view->isVisible();
            return shown;
        };
        QTRY_COMPARE(views(), 1);

        page->addFiles({write("a.csv", "question,answer\nOne?,1.\nWhat?,2.\nWho?,3.\nWhy?,4.\n"), write("b.csv", "x,y,z\nTwo?,2.,n\n")});
        auto* files = find<QTableView>(&window(), "importFiles");
        QTRY_COMPARE(files->model()->rowCount(), 2);
        QTRY_COMPARE(views(), 3);
        QVERIFY(!unit->isVisible());
        QTRY_VERIFY(files->model()->index(1, 2).data().toString().size() > 20);  // why b.csv is not recognised
        QVERIFY(!import->isEnabled());
        files->selectRow(1);
        auto* form = window().findChild<RoleForm*>();
        QTRY_COMPARE(form->findChildren<QComboBox*>().size(), 3);
        const auto choose = [&](int column, const char* role) {
            auto* box = form->findChildren<QComboBox*>().at(column);
            box->setCurrentIndex(box->findData(QLatin1String(role)));
            Q_EMIT box->activated(box->currentIndex());
        };
        choose(0, "user");
        choose(1, "assistant");
        find<QPlainTextEdit>(&window(), "userTemplate")->setPlainText(QStringLiteral("Now: {x}"));
        QTRY_VERIFY_WITH_TIMEOUT(import->isEnabled(), kLongMs);
        QTRY_COMPARE(views(), 1);
        find<QLineEdit>(&window(), "datasetName")->setText(QStringLiteral("both"));
        QTest::mouseClick(import, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(test_->project().dataset(QStringLiteral("both")), kLongMs);
        QCOMPARE(test_->project().dataset(QStringLiteral("both"))->rows, std::int64_t(5));
    }

    void import_offersSheetsAndEncodings() {
        auto* page = static_cast<DataPage*>(window().page(QStringLiteral("data")));
        auto* import = button("importButton");
        auto* sheet = find<QComboBox>(&window(), "importSheet");
        auto* encoding = find<QComboBox>(&window(), "importEncoding");
        const auto choose = [](QComboBox* box, const char* value) {
            box->setCurrentIndex(box->findData(QLatin1String(value)));
            Q_EMIT box->activated(box->currentIndex());
        };
        const auto shows = [this](const QString& text) {
            for (auto* view : window().findChild<ImportRows*>()->findChildren<RenderedView*>())
                for (const auto* label : view->findChildren<QLabel*>())
                    if (view->isVisible() && label->text().contains(text)) return true;
            return false;
        };
        QFile file(test_->path(QStringLiteral("greetings.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        // "Привет?" and "Да." in Windows-1251.
        file.write("question,answer\n\xCF\xF0\xE8\xE2\xE5\xF2?,\xC4\xE0.\n");
        file.close();
        page->addFiles({file.fileName()});
        QTRY_VERIFY(encoding->isVisible() && import->isEnabled());
        QVERIFY(!sheet->isVisible());
        choose(encoding, "koi8-r");
        QTRY_VERIFY(import->isEnabled() && !shows(QStringLiteral("Привет?")));
        choose(encoding, "windows-1251");
        QTRY_VERIFY(shows(QStringLiteral("Привет?")));

        page->addFiles({QStringLiteral(TUNESMITH_SOURCE_DIR "/tests/data/import/formats/faq.xlsx")});
        QTRY_VERIFY(sheet->isVisible() && import->isEnabled());
        QVERIFY(!encoding->isVisible());
        QCOMPARE(sheet->count(), 3);  // the first, FAQ, Other
        QTRY_VERIFY(shows(QStringLiteral("Müller")));
        choose(sheet, "Other");
        QTRY_VERIFY(shows(QStringLiteral("A second sheet.")) && !shows(QStringLiteral("Müller")));
        auto* files = find<QTableView>(&window(), "importFiles");
        QCOMPARE(files->model()->index(0, 2).data().toString(), QStringLiteral("text"));
        choose(sheet, "FAQ");
        QTRY_VERIFY(shows(QStringLiteral("Müller")));
        QTRY_COMPARE(files->model()->index(0, 2).data().toString(), QStringLiteral("question, answer"));
        choose(sheet, "Other");
        QTRY_VERIFY(shows(QStringLiteral("A second sheet.")) && import->isEnabled());
        find<QLineEdit>(&window(), "datasetName")->setText(QStringLiteral("sheet"));
        QTest::mouseClick(import, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(test_->project().dataset(QStringLiteral("sheet")), kLongMs);
        QCOMPARE(test_->project().dataset(QStringLiteral("sheet"))->rows, std::int64_t(1));
    }

    void aside_flatRowsAreMendedInAForm() {
        auto* page = static_cast<DataPage*>(window().page(QStringLiteral("data")));
        page->addFiles({QStringLiteral(TUNESMITH_SOURCE_DIR "/tests/data/import/formats/several.zip")});
        QTRY_VERIFY(button("importButton")->isEnabled());
        QTest::mouseClick(button("importButton"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(button("openAside")->isVisible(), kLongMs);
        QTest::mouseClick(button("openAside"), Qt::LeftButton);
        auto* list = find<QTableView>(&window(), "asideTable");
        QTRY_COMPARE(list->model()->rowCount(), 2);
        auto* json = find<QPlainTextEdit>(&window(), "asideText");
        QTRY_VERIFY(window().findChild<QPlainTextEdit*>(QStringLiteral("field-answer")));
        QVERIFY(!json->isVisible());
        const auto field = [this](const char* name) { return find<QPlainTextEdit>(&window(), name); };
        QCOMPARE(field("field-question")->toPlainText(), QStringLiteral("Only"));
        QVERIFY(!button("mendRow")->isEnabled());
        field("field-answer")->setFocus();
        QTest::keyClicks(field("field-answer"), QStringLiteral("One."));
        QTRY_VERIFY(button("mendRow")->isEnabled());
        // As JSON it is the same row, with the number as it stands in the workbook.
        QTest::mouseClick(button("asideAsJson"), Qt::LeftButton);
        QVERIFY(json->isVisible());
        QVERIFY2(json->toPlainText().contains(QLatin1String("\"answer\": \"One.\"")), qPrintable(json->toPlainText()));
        QVERIFY(json->toPlainText().contains(QLatin1String("12345678901")));
        QTest::mouseClick(button("asideAsJson"), Qt::LeftButton);
        QCOMPARE(field("field-answer")->toPlainText(), QStringLiteral("One."));
        QTRY_VERIFY(button("mendRow")->isEnabled());
        QTest::mouseClick(button("mendRow"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(test_->project().dataset(QStringLiteral("several"))->rows, std::int64_t(10), kLongMs);
        QTRY_COMPARE(list->model()->rowCount(), 1);
        // A record of CSV is no JSON: it stays a text.
        QTRY_VERIFY(json->isVisible());
        QVERIFY(!button("asideAsJson")->isVisible());
    }

    void fieldForm_givesBackWhatItHolds() {
        FieldForm form;
        for (const char* other : {"text", "[1]", "{}", R"({"a": [1]})", R"({"a": {"b": 1}})", R"({"a": 1, "a": 2})",
                                  R"({"a": 123456789012345678901234})"})
            QVERIFY2(!form.show(QLatin1String(other)), other);
        const auto row = [&] { return Json::parse(form.json().toStdString()); };
        const Json held = Json::parse(R"({"q": "1", "n": 1.5, "b": true, "e": null, "t": "two\nlines"})");
        QVERIFY(form.show(QString::fromStdString(held.dump())));
        QVERIFY(row() == held);
        const auto write = [&](const char* name, const char* text) {
            form.findChild<QPlainTextEdit*>(QStringLiteral("field-") + QLatin1String(name))
                ->setPlainText(QLatin1String(text));
        };
        write("q", "2");
        write("n", "7");
        write("b", "maybe");
        write("e", "null");
        QVERIFY(row() == Json::parse(R"({"q": "2", "n": 7, "b": "maybe", "e": null, "t": "two\nlines"})"));
    }

    void aside_isMendedOrDismissed() {
        QFile file(test_->path(QStringLiteral("torn.jsonl")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"question\": \"A?\", \"answer\": \"1.\"}\n{\"question\": \"half\n{\"question\": \"B?\"}\n");
        file.close();
        auto* page = static_cast<DataPage*>(window().page(QStringLiteral("data")));
        page->addFiles({file.fileName()});
        QTRY_VERIFY(button("importButton")->isEnabled());
        QTest::mouseClick(button("importButton"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(button("openAside")->isVisible(), kLongMs);
        QTest::mouseClick(button("openAside"), Qt::LeftButton);
        auto* list = find<QTableView>(&window(), "asideTable");
        QTRY_COMPARE(list->model()->rowCount(), 2);
        auto* text = find<QPlainTextEdit>(&window(), "asideText");
        QTRY_VERIFY(text->toPlainText().contains(QLatin1String("half")));
        QVERIFY(!button("mendRow")->isEnabled());
        text->setPlainText(QStringLiteral("{\"question\": \"Half?\"}"));
        QTest::qWait(400);
        QVERIFY(!button("mendRow")->isEnabled());  // it has no answer
        text->setPlainText(QStringLiteral("{\"question\": \"Half?\", \"answer\": \"Whole.\"}"));
        QTRY_VERIFY(button("mendRow")->isEnabled());
        QTest::mouseClick(button("mendRow"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(test_->project().dataset(QStringLiteral("torn"))->rows, std::int64_t(2), kLongMs);
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QTRY_VERIFY(button("dismissRow")->isEnabled());
        QTest::mouseClick(button("dismissRow"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(test_->project().dataset(QStringLiteral("torn"))->issues, std::int64_t(0), kLongMs);
        QTRY_VERIFY(table()->isVisible());
        QVERIFY(!button("openAside")->isVisible());
    }

    void drawer_tellsWhatBecameOfTheRow() {
        auto* model = qobject_cast<RowTableModel*>(table()->model());
        table()->selectRow(2);
        const QModelIndex cell = model->index(2, RowTableModel::Answered);
        QTRY_VERIFY(model->flags(cell) & Qt::ItemIsEditable);
        QVERIFY(model->setData(cell, QStringLiteral("Only on Sundays."), Qt::EditRole));
        const auto said = [this](const QString& text) {
            for (const auto* label : find<RowStory>(&window(), "rowStory")->findChildren<QLabel*>())
                if (label->text().contains(text)) return true;
            return false;
        };
        QTRY_VERIFY(said(QStringLiteral("not saved")));
        QTRY_VERIFY(button("saveEdits")->isVisible());
        QTest::mouseClick(button("saveEdits"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(dataset().versionNumber, std::int64_t(2), kLongMs);
        table()->selectRow(2);
        QTRY_VERIFY(said(QStringLiteral("Version 2")) && said(QStringLiteral("Version 1")) && said(QStringLiteral("Sundays")));
        QVERIFY(!said(QStringLiteral("not saved")));
    }

    void editInTheTable_undoRedoAndSave() {
        auto* model = qobject_cast<RowTableModel*>(table()->model());
        const QModelIndex cell = model->index(2, RowTableModel::Answered);
        QTRY_VERIFY(model->flags(cell) & Qt::ItemIsEditable);
        const QString before = cell.data(Qt::EditRole).toString();
        QVERIFY(model->setData(cell, QStringLiteral("Only on Sundays."), Qt::EditRole));
        auto* save = button("saveEdits");
        QTRY_VERIFY(save->isVisible() && save->isEnabled());
        QCOMPARE(cell.data(Qt::DisplayRole).toString(), QStringLiteral("Only on Sundays."));
        QTest::keyClick(&window(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(cell.data(Qt::EditRole).toString(), before);
        QVERIFY(!save->isEnabled());
        QTest::mouseClick(button("redoEdit"), Qt::LeftButton);
        QTRY_COMPARE(cell.data(Qt::DisplayRole).toString(), QStringLiteral("Only on Sundays."));
        QTest::mouseClick(save, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(dataset().versionNumber, std::int64_t(2), kLongMs);
        QTRY_VERIFY(!save->isVisible());
        QTRY_COMPARE(model->index(2, RowTableModel::Answered).data().toString(), QStringLiteral("Only on Sundays."));
    }

    void filter_takesQueriesAndSaysWhatIsWrong() {
        auto* filter = window().findChild<QLineEdit*>(QStringLiteral("rowFilter"));
        QVERIFY(filter);
        filter->setText(QStringLiteral("row <= 5"));
        QTRY_COMPARE(table()->model()->rowCount(), 5);
        filter->setText(QStringLiteral("answr.words < 5"));
        auto* banner = window().findChild<Banner*>(QStringLiteral("dataBanner"));
        QVERIFY(banner);
        QTRY_VERIFY(banner->isVisible() && banner->text().contains(QStringLiteral("answer.words")));
        filter->clear();
        QTRY_VERIFY(table()->model()->rowCount() > 100);
    }

    void replace_previewsAndApplies() {
        auto* view = window().findChild<ReplaceView*>();
        QVERIFY(view);
        auto* more = button("moreData");
        QVERIFY(more && more->menu());
        more->menu()->actions().value(0)->trigger();
        auto* text = window().findChild<QLineEdit*>(QStringLiteral("findText"));
        QTRY_VERIFY(text->isVisible());
        QTest::keyClicks(text, QStringLiteral("clinic"));
        QTRY_VERIFY_WITH_TIMEOUT(button("applyReplace")->isEnabled(), kLongMs);
        QTest::mouseClick(button("applyReplace"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(dataset().versionNumber, std::int64_t(2), kLongMs);
    }

    void personalData_isGoneThroughAndTakenOut() {
        auto* rows = qobject_cast<RowTableModel*>(table()->model());
        QTRY_VERIFY(rows->flags(rows->index(2, RowTableModel::Answered)) & Qt::ItemIsEditable);
        QVERIFY(rows->setData(rows->index(2, RowTableModel::Answered),
                              QStringLiteral("Write to jane@mail.org or to desk@clinic.org."), Qt::EditRole));
        QTRY_VERIFY(button("saveEdits")->isVisible());
        QTest::mouseClick(button("saveEdits"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(dataset().versionNumber, std::int64_t(2), kLongMs);

        button("moreData")->menu()->actions().value(1)->trigger();
        auto* found = find<QTableView>(&window(), "personalTable");
        QTRY_VERIFY_WITH_TIMEOUT(found->isVisible() && button("takePersonalOut")->isEnabled(), kLongMs);
        QVERIFY(find<QLabel>(&window(), "personalLimits")
                    ->text()
                    .contains(QLatin1String("about 4 of 10 where they stand bare")));
        auto* values = qobject_cast<PersonalTableModel*>(found->model());
        int desk = -1;
        for (int row = 0; row < values->rowCount(); ++row)
            if (values->value(row)->text == "desk@clinic.org") desk = row;
        QVERIFY(desk >= 0);
        found->selectRow(desk);
        QTest::mouseClick(button("decidePersonal"), Qt::LeftButton);
        QVERIFY(values->stands(desk));
        QCOMPARE(values->exceptions(), std::vector<std::string>{"desk@clinic.org"});

        QTest::mouseClick(button("takePersonalOut"), Qt::LeftButton);
        for (const auto* card : window().findChildren<StepCard*>())
            QCOMPARE(card->isOn(), card->name() == "personal_data");
        QTRY_VERIFY_WITH_TIMEOUT(button("applyCleaning")->isEnabled(), kLongMs);
        QTest::mouseClick(button("applyCleaning"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(dataset().versionNumber, std::int64_t(3), kLongMs);
        QTRY_COMPARE(rows->index(2, RowTableModel::Answered).data().toString(),
                     QStringLiteral("Write to [EMAIL_1] or to desk@clinic.org."));
    }

    void balance_showsFindings_mendsAndSaves() {
        QTest::mouseClick(button("openBalance"), Qt::LeftButton);
        auto* view = window().findChild<BalanceView*>();
        QVERIFY(view);
        QTRY_VERIFY_WITH_TIMEOUT(view->findChild<QWidget*>(QStringLiteral("lengthPlot")), kLongMs);
        for (const auto* model : view->findChildren<QAbstractItemModel*>()) {
            QAbstractItemModelTester tester(const_cast<QAbstractItemModel*>(model), QAbstractItemModelTester::FailureReportingMode::QtTest);
            QVERIFY(model->columnCount() > 0);
        }
        // The report, both ways.
        auto* save = button("saveReport");
        QTRY_VERIFY(save->isEnabled());
        for (const auto& [action, start] : {std::pair(0, "<!DOCTYPE html>"), std::pair(1, "%PDF-")}) {
            const QString path = test_->path(QStringLiteral("report%1").arg(action));
            Dialogs::setNextPaths({path});
            save->menu()->actions().value(action)->trigger();
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(file.readAll().startsWith(start));
        }
        // A remedy opens the cleaning with its steps and nothing else.
        Q_EMIT view->cleaningChosen(Json::parse(R"([{"step": "balance", "by": "answer", "how": "repeat", "times": 3}])"));
        auto* balance = find<StepCard>(&window(), "step-balance");
        QVERIFY(balance && balance->isOn() && balance->isVisible());
        QCOMPARE(balance->step().dump(), std::string(R"({"by":"answer","how":"repeat","step":"balance","times":3})"));
        for (const auto* card : window().findChildren<StepCard*>()) QCOMPARE(card->isOn(), card == balance);
        // A row that stands apart is shown among the rows.
        Q_EMIT view->rowChosen(6);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QTRY_COMPARE(table()->model()->index(0, RowTableModel::Position).data().toString(), QStringLiteral("7"));
    }

    void balance_isLaidOutInItsFirstFrame() {
        FirstFrame frame(QStringLiteral("balance"));
        QTest::mouseClick(button("openBalance"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!frame.seen.isEmpty(), kLongMs);
        QVERIFY(frame.seen.size() >= 7);
        QTest::qWait(300);
        QCOMPARE(frame.seen, FirstFrame::cards(window().findChild<QWidget*>(QStringLiteral("balance"))));
    }

    void findings_areWordedInTheLanguageOfTheWindow() {
        struct German : QTranslator {
            bool isEmpty() const override { return false; }
            QString translate(const char* context, const char* text, const char*, int) const override {
                if (QLatin1String(context) != QLatin1String("Profile")) return {};
                if (QLatin1String(text) == QLatin1String("women and girls"))
                    return QStringLiteral("Frauen und Mädchen");
                if (QLatin1String(text) == QLatin1String("What stands out")) return QStringLiteral("Was auffällt");
                return {};
            }
        } german;
        const auto report = [] {
            return QString::fromStdString(profileReportHtml({}, findingsOf({}), {"faq", "1", "", ""}, reportWords()));
        };
        QVERIFY(report().contains(QLatin1String("What stands out")));
        QApplication::installTranslator(&german);
        QVERIFY(report().contains(QStringLiteral("Was auffällt")) &&
                !report().contains(QLatin1String("What stands out")));
        QCOMPARE(profileWord("women and girls"), QStringLiteral("Frauen und Mädchen"));
        QApplication::removeTranslator(&german);
        QCOMPARE(languageWord("de"), QStringLiteral("Deutsch (de)"));
        QCOMPARE(languageWord(""), QStringLiteral("not recognised"));
    }

    void rows_areSavedAsAFile() {
        const QString path = test_->path(QStringLiteral("rows.csv"));
        Dialogs::setNextPaths({path});
        QTimer::singleShot(0, this, [] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            if (!dialog) return;
            auto* format = dialog->findChild<QComboBox*>(QStringLiteral("exportFormat"));
            for (int i = 0; i < format->count(); ++i)
                if (format->itemData(i).toStringList().value(0) == QLatin1String("csv")) format->setCurrentIndex(i);
            dialog->accept();
        });
        button("moreData")->menu()->actions().value(3)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), kLongMs);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTRY_VERIFY(file.size() > 1000);
        QVERIFY(file.readAll().startsWith("\"question\",\"answer\""));
        QTRY_VERIFY(QFile::exists(test_->path(QStringLiteral("rows.card.md"))));
    }

    void differences_areMarkedWordByWord() {
        const QString html = differenceHtml(QStringLiteral("The desk opens at eight."), QStringLiteral("The desk opens at nine."));
        QVERIFY2(html.contains(QStringLiteral("eight</s>")) && html.contains(QStringLiteral(">nine<")), qPrintable(html));
        QVERIFY(html.startsWith(QStringLiteral("The desk opens at")));
        QVERIFY(differenceHtml(QStringLiteral("a\u200Bb"), QStringLiteral("ab")).contains(QStringLiteral("[U+200B]")));
        QVERIFY(differenceHtml(QStringLiteral("<b>x</b>"), QStringLiteral("x")).contains(QStringLiteral("&lt;b&gt;")));
    }
};

QTEST_MAIN(TestStudio)
#include "tst_studio.moc"
