// The Model page: none, one and many models; what training each would take by the method and length that are chosen;
// why not, and the nearest settings that fit; and the same measured.
#include <QAccessible>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

#include "ui/bridge/tokens.h"
#include "ui/models/model_list_model.h"
#include "ui_test_support.h"

using namespace tunesmith;
using namespace tunesmith::ui;

namespace {

constexpr int kWaitMs = 30000;

QString cell(QTableView* table, int row, int column) {
    return table->model()->index(row, column).data().toString();
}

QPushButton* buttonWith(QWidget* root, const QString& words) {
    for (auto* button : root->findChildren<QPushButton*>())
        if (button->isVisible() && button->text().contains(words)) return button;
    return nullptr;
}

}  // namespace

class TestModelPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        test_ = std::make_unique<TestWindow>();
        test_->window().resize(1280, 800);
        test_->window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&test_->window()));
        QVERIFY(test_->createProject(QStringLiteral("p")));
        test_->window().openPage(QStringLiteral("model"));
        page_ = test_->window().page(QStringLiteral("model"));
        table_ = find<QTableView>(page_, "modelTable");
        QVERIFY(page_ && table_);
    }

    void none_teaches() {
        QVERIFY(!table_->isVisible());
        QVERIFY(find<QPushButton>(page_, "addModelFolder")->isVisible());
    }

    void one_saysWhatItIsAndTakes() {
        addCarded(QStringLiteral("clinic-base"));
        QVERIFY(table_->isVisible());
        QCOMPARE(table_->model()->rowCount(), 1);
        QCOMPARE(cell(table_, 0, ModelListModel::Name), QStringLiteral("clinic-base"));
        QCOMPARE(cell(table_, 0, ModelListModel::License), QStringLiteral("apache-2.0"));
        QCOMPARE(cell(table_, 0, ModelListModel::Context), QStringLiteral("1,024"));
        QCOMPARE(cell(table_, 0, ModelListModel::Languages), QStringLiteral("English (en), Deutsch (de)"));
        QCOMPARE(cell(table_, 0, ModelListModel::GoodFor), QStringLiteral("writing text, medicine"));
        QTRY_VERIFY_WITH_TIMEOUT(cell(table_, 0, ModelListModel::Memory).startsWith(QStringLiteral("fits · ")),
                                 kWaitMs);
        const auto memory = table_->model()->index(0, ModelListModel::Memory);
        QCOMPARE(memory.data(Qt::ForegroundRole).value<QColor>(), tokens().good);
        QVERIFY(memory.data(Qt::AccessibleTextRole).toString().startsWith(QStringLiteral("Training here: fits")));
        QTRY_VERIFY(find<QLabel>(page_, "fitVerdict")->text().endsWith(QStringLiteral("fits")));
        // Without rows nothing can be tried, and the page says so.
        QVERIFY(!find<QPushButton>(page_, "measureFit")->isEnabled());
        QVERIFY(find<QLabel>(page_, "measureText")->text().contains(QStringLiteral("Add rows first")));
    }

    void many_areChosenByKeyboard() {
        QVERIFY(test_->addTinyModel());
        addCarded(QStringLiteral("other"));
        QTRY_COMPARE(table_->model()->rowCount(), 2);
        test_->window().selection().setModel(cell(table_, 0, ModelListModel::Name));
        table_->setFocus();
        QTest::keyClick(table_, Qt::Key_Down);
        QCOMPARE(test_->window().selection().model(), cell(table_, 1, ModelListModel::Name));
        QTest::keyClick(table_, Qt::Key_Up);
        QCOMPARE(test_->window().selection().model(), cell(table_, 0, ModelListModel::Name));
    }

    void methodAndLength_areThoseOfTheTrainPage() {
        QVERIFY(test_->addTinyModel());
        QTRY_VERIFY_WITH_TIMEOUT(!cell(table_, 0, ModelListModel::Memory).isEmpty(), kWaitMs);
        auto* method = find<QComboBox>(page_, "fitMethod");
        auto* length = find<QSpinBox>(page_, "fitLength");
        QCOMPARE(method->currentText(), QStringLiteral("LoRA"));
        QCOMPARE(length->value(), int(Recipe{}.data.maxLength));
        const auto parts = [this] {
            for (auto* label : page_->findChildren<QLabel*>())
                if (label->isVisible() && label->text().contains(QStringLiteral("for what is trained")))
                    return label->text();
            return QString();
        };
        QTRY_VERIFY(!parts().isEmpty());
        const QString before = parts();
        method->setFocus();
        QTest::keyClick(method, Qt::Key_Down);
        QCOMPARE(test_->window().selection().recipe().method, std::string("full"));
        QCOMPARE(test_->window().selection().recipe().train.learningRate, 2e-5);  // it follows the method
        QTRY_VERIFY_WITH_TIMEOUT(parts() != before, kWaitMs);
        length->setValue(64);
        QCOMPARE(test_->window().selection().recipe().data.maxLength, std::int64_t(64));
        Recipe recipe = test_->window().selection().recipe();
        recipe.method = "lora";
        recipe.data.maxLength = 512;
        test_->window().selection().setRecipe(recipe);
        QCOMPARE(method->currentText(), QStringLiteral("LoRA"));
        QCOMPARE(length->value(), 512);
    }

    void tooLarge_offersWhatFits() {
        QVERIFY(test_->addTinyModel());
        Recipe recipe = test_->window().selection().recipe();
        recipe.train.microTokens = std::int64_t(1) << 30;
        test_->window().selection().setRecipe(recipe);
        QTRY_VERIFY_WITH_TIMEOUT(cell(table_, 0, ModelListModel::Memory).startsWith(QStringLiteral("no · ")), kWaitMs);
        QCOMPARE(table_->model()->index(0, ModelListModel::Memory).data(Qt::ForegroundRole).value<QColor>(),
                 tokens().bad);
        QTRY_VERIFY(buttonWith(page_, QStringLiteral("tokens at once")));
        QVERIFY(!find<QPushButton>(page_, "measureFit")->isEnabled());
        auto* change = buttonWith(page_, QStringLiteral("tokens at once"));
        QVERIFY2(change->text().contains(QStringLiteral("fits")), qPrintable(change->text()));
        change->setFocus();
        QTest::keyClick(change, Qt::Key_Space);
        QCOMPARE(test_->window().selection().recipe().train.microTokens, std::int64_t(1024));
        QTRY_VERIFY_WITH_TIMEOUT(cell(table_, 0, ModelListModel::Memory).startsWith(QStringLiteral("fits · ")),
                                 kWaitMs);
        QTRY_VERIFY(!buttonWith(page_, QStringLiteral("tokens at once")));
    }

    void measure_saysMemoryAndTime() {
        QVERIFY(test_->addTinyModel());
        QVERIFY(test_->importSample(QStringLiteral("clinic")));
        auto* button = find<QPushButton>(page_, "measureFit");
        auto* text = find<QLabel>(page_, "measureText");
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), kWaitMs);
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(text->text().startsWith(QStringLiteral("Measured: ")), kWaitMs);
        QVERIFY2(text->text().contains(QStringLiteral("an epoch")), qPrintable(text->text()));
        QVERIFY(button->isVisible() && button->isEnabled());
        // It speaks of the settings it was made with alone.
        Recipe recipe = test_->window().selection().recipe();
        recipe.lora.rank = 4;
        test_->window().selection().setRecipe(recipe);
        QTRY_VERIFY(!text->text().startsWith(QStringLiteral("Measured: ")));
    }

    void goneModel_saysWhy() {
        addCarded(QStringLiteral("gone"));
        QDir(test_->path(QStringLiteral("gone"))).removeRecursively();
        test_->project().refreshModels();
        QTRY_COMPARE(cell(table_, 0, ModelListModel::Memory), QStringLiteral("cannot be used"));
        QTRY_VERIFY(!find<QLabel>(page_, "fitVerdict")->isVisible());
        QVERIFY(!find<QPushButton>(page_, "measureFit")->isEnabled());
    }

private:
    /// A copy of the tiny model with a README that says what it is.
    void addCarded(const QString& name) {
        const QString folder = test_->path(name);
        QVERIFY(QDir().mkpath(folder));
        for (const auto& file : QDir(tinyModel()).entryList(QDir::Files))
            QVERIFY(QFile::copy(tinyModel() + QLatin1Char('/') + file, folder + QLatin1Char('/') + file));
        QFile card(folder + QStringLiteral("/README.md"));
        QVERIFY(card.open(QIODevice::WriteOnly));
        card.write(
            "---\nlicense: apache-2.0\nlanguage:\n- en\n- de\npipeline_tag: text-generation\ntags:\n- medical\n---\n");
        card.close();
        bool good = false;
        test_->project().addModel(folder, name, &test_->window(),
                                  [&good](Result<ModelInfo> model) { good = bool(model); });
        QTRY_VERIFY_WITH_TIMEOUT(good, kWaitMs);
        QTRY_VERIFY(test_->project().model(name));
    }

    std::unique_ptr<TestWindow> test_;
    QWidget* page_ = nullptr;
    QTableView* table_ = nullptr;
};

QTEST_MAIN(TestModelPage)
#include "tst_model_page.moc"
