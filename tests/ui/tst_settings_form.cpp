// The form of a recipe: every setting of the core has its help, and a field that shows, checks and reports values.
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "ui/pages/train/setting_field.h"

using namespace tunesmith;
using namespace tunesmith::ui;

class TestSettingsForm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everySettingIsExplained();
    void numbersAreChecked();
    void choicesAreWorded();
    void listsAreChips();
    void namesOfTheModel_andUnknownOnes();
};

void TestSettingsForm::everySettingIsExplained() {
    for (const auto& setting : recipeSettings()) {
        if (setting.key == "objective" || setting.key == "probes") continue;  // have cards of their own
        const auto* help = settingHelp(setting.key);
        QVERIFY2(help, setting.key.c_str());
        for (const auto* text : {help->label, help->term, help->what, help->when, help->source})
            QVERIFY2(*text, setting.key.c_str());
        SettingField field(setting, *help);
        field.show(Recipe{});
        QVERIFY2(!field.whatsThis().isEmpty(), setting.key.c_str());
    }
    for (const auto& help : settingHelps()) QCOMPARE(recipeSetting(help.key).key, std::string(help.key));
}

void TestSettingsForm::numbersAreChecked() {
    SettingField field(recipeSetting("train.learningRate"), *settingHelp("train.learningRate"));
    field.show(Recipe{});
    auto* edit = field.findChild<QLineEdit*>();
    QCOMPARE(edit->text(), QStringLiteral("2e-4"));
    std::vector<double> heard;
    connect(&field, &SettingField::edited, &field, [&](const std::string& key, const Json& value) {
        QCOMPARE(key, std::string("train.learningRate"));
        heard.push_back(value.get<double>());
    });
    const auto type = [&](const QString& text) {
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    };
    type(QStringLiteral("1e-3"));
    QCOMPARE(heard, std::vector<double>{1e-3});
    type(QStringLiteral("0.0005"));
    QCOMPARE(heard.back(), 5e-4);
    heard.clear();
    for (const char* bad : {"fast", "-1", "0", ""}) {
        type(QLatin1String(bad));
        QVERIFY2(heard.empty(), bad);
        QVERIFY2(edit->property("invalid").toBool(), bad);
        QVERIFY(!edit->accessibleDescription().isEmpty());
    }
    type(QStringLiteral("2e-4"));
    QVERIFY(!edit->property("invalid").toBool());
}

void TestSettingsForm::choicesAreWorded() {
    SettingField field(recipeSetting("method"), *settingHelp("method"));
    field.show(Recipe{});
    auto* box = field.findChild<QComboBox*>();
    QVERIFY(box->currentText().startsWith(QLatin1String("LoRA")));
    QCOMPARE(box->currentData().toString(), QStringLiteral("lora"));
}

void TestSettingsForm::listsAreChips() {
    SettingField field(recipeSetting("lora.targets"), *settingHelp("lora.targets"));
    field.setNames({"q_proj", "gate_proj", "up_proj"});
    field.show(Recipe{});
    Json heard;
    connect(&field, &SettingField::edited, &field, [&](const std::string&, const Json& value) { heard = value; });
    const auto chipOf = [&](const char* target) {
        for (auto* button : field.findChildren<QPushButton*>())
            if (button->property("target").toString() == QLatin1String(target)) return button;
        return static_cast<QPushButton*>(nullptr);
    };
    auto *all = chipOf(kAllLinear), *gate = chipOf("gate_proj");
    QVERIFY(all && all->isChecked() && gate && !gate->isChecked());
    gate->click();  // one layer by name takes the place of all
    QVERIFY(heard == Json::array({"gate_proj"}));
    chipOf("up_proj")->click();
    QVERIFY(heard == Json::array({"gate_proj", "up_proj"}));
    all->click();
    QVERIFY(heard == Json::array({kAllLinear}));
    QVERIFY(!gate->isChecked());
}

// The layers of another model take the place of those before; a name that it does not have is a fault that can be seen.
void TestSettingsForm::namesOfTheModel_andUnknownOnes() {
    SettingField field(recipeSetting("lora.targets"), *settingHelp("lora.targets"));
    const auto names = [&] {
        QStringList all;
        for (auto* button : field.findChildren<QPushButton*>())
            if (!button->property("target").isNull()) all << button->property("target").toString();
        return all;
    };
    Recipe recipe;
    recipe.lora.targets = {"q_proj", "attention.dense"};
    field.show(recipe);  // before the model is known, nothing is wrong
    QVERIFY(names().contains(QStringLiteral("q_proj")));
    field.setNames({"query_key_value", "dense"});
    field.show(recipe);
    QCOMPARE(names(), (QStringList{QString::fromLatin1(kAllLinear), "query_key_value", "dense", "q_proj", "attention.dense"}));
    const auto says = [&](const QString& words) {
        for (const auto* label : field.findChildren<QLabel*>())
            if (label->text().contains(words)) return true;
        return false;
    };
    QVERIFY(says(QStringLiteral("no layer q_proj")));
    recipe.lora.targets = {kAllLinear};
    field.show(recipe);
    QCOMPARE(names(), (QStringList{QString::fromLatin1(kAllLinear), "query_key_value", "dense"}));
    QVERIFY(!says(QStringLiteral("no layer")));
}

QTEST_MAIN(TestSettingsForm)
#include "tst_settings_form.moc"
