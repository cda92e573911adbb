#include "ui/pages/train/setting_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QWhatsThis>
#include <cmath>

#include "ui/bridge/words.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

/// "0.0002", "2e-4" and, where the comma is the decimal point, "0,0002".
std::optional<double> numberFrom(const QString& text) {
    bool good = false;
    double value = QLocale::c().toDouble(text.trimmed(), &good);
    if (!good) value = QLocale().toDouble(text.trimmed(), &good);
    return good ? std::optional(value) : std::nullopt;
}

}  // namespace

QString settingValueText(const RecipeSetting& setting, const Json& value) {
    if (setting.kind == SettingKind::Whole) return QString::number(value.get<qint64>());
    const double number = value.get<double>();
    if (number == 0) return QStringLiteral("0");
    if (std::abs(number) < 0.01) return words::rate(number);
    return QLocale::c().toString(number, 'g', 6);
}

SettingField::SettingField(const RecipeSetting& setting, const SettingHelp& help, QWidget* parent)
    : QWidget(parent), setting_(setting), help_(help) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kXs);
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    auto* label = makeLabel(translatedHelp(help.label));
    line->addWidget(label);
    auto* term = new ElidedLabel(translatedHelp(help.term));  // the first to give way where it is narrow
    term->setFont(fontFor(TextStyle::Caption));
    setTone(term, "muted");
    line->addWidget(term, 1);
    auto* button = makeIconButton(QStringLiteral("help"), tr("Help: %1").arg(translatedHelp(help.label)));
    button->setIconSize(QSize(15, 15));
    button->setFocusPolicy(Qt::TabFocus);
    line->addWidget(button);
    column->addLayout(line);
    switch (setting.kind) {
        case SettingKind::Choice:
            control_ = makeChoice();
            break;
        case SettingKind::Whole:
        case SettingKind::Real:
            control_ = makeNumber();
            break;
        case SettingKind::Text:
            control_ = makeText();
            break;
        case SettingKind::Flag:
            control_ = makeFlag();
            break;
        case SettingKind::List:
            control_ = makeList();
            break;
    }
    column->addWidget(control_);
    usual_ = translatedHelp(help.caption);
    caption_ = makeParagraph(usual_, TextStyle::Caption, "muted");
    column->addWidget(caption_);
    const QString name = QStringLiteral("%1 (%2)").arg(translatedHelp(help.label), translatedHelp(help.term));
    const QString text = fullHelp(help);
    setWhatsThis(text);
    setObjectName(QStringLiteral("setting_") + QString::fromStdString(setting.key));
    QWidget* named = choice_ ? static_cast<QWidget*>(choice_) : number_ ? static_cast<QWidget*>(number_) : control_;
    named->setAccessibleName(name);
    named->setAccessibleDescription(translatedHelp(help.what));
    label->setBuddy(named);
    connect(button, &QToolButton::clicked, this, [this, text, button] {
        QWhatsThis::showText(button->mapToGlobal(QPoint(0, button->height() + space::kXs)), text, this);
    });
}

QWidget* SettingField::makeChoice() {
    choice_ = new ComboBox;
    for (const auto& choice : setting_.choices)
        choice_->addItem(choiceWords(setting_.key, choice), QString::fromStdString(choice));
    connect(choice_, &QComboBox::activated, this,
            [this] { Q_EMIT edited(setting_.key, Json(choice_->currentData().toString().toStdString())); });
    return choice_;
}

QWidget* SettingField::makeNumber() {
    number_ = new QLineEdit;
    number_->setToolTip(QString::fromStdString(setting_.allowed()));
    connect(number_, &QLineEdit::textEdited, this, [this] { numberEdited(false); });
    connect(number_, &QLineEdit::editingFinished, this, [this] { numberEdited(true); });
    return number_;
}

QWidget* SettingField::makeText() {
    text_ = new QLineEdit;
    connect(text_, &QLineEdit::editingFinished, this, [this] {
        const Json value(text_->text().trimmed().toStdString());
        const auto problem = setting_.problem(value);
        setProblem(QString::fromStdString(problem));
        if (problem.empty()) Q_EMIT edited(setting_.key, value);
    });
    return text_;
}

QWidget* SettingField::makeFlag() {
    flag_ = new QCheckBox(tr("on"));
    connect(flag_, &QCheckBox::clicked, this, [this](bool on) { Q_EMIT edited(setting_.key, Json(on)); });
    return flag_;
}

QWidget* SettingField::makeList() {
    auto* box = new QWidget;
    new FlowLayout(box, 6);
    return box;
}

void SettingField::addChip(const QString& target, bool known) {
    const bool all = target == QLatin1String(kAllLinear);
    auto* chip = new QPushButton(all ? tr("all linear layers") : target);
    chip->setProperty("kind", QByteArray("chip"));
    if (!known) chip->setProperty("tone", QByteArray("bad"));
    chip->setCheckable(true);
    chip->setFont(fontFor(TextStyle::Caption));
    chip->setProperty("target", target);
    if (!known) chip->setToolTip(tr("The model has no layer of this name."));
    connect(chip, &QPushButton::clicked, this, [this, all](bool on) {
        // "all" and the names of single layers exclude each other; the first chip is "all".
        if (on && all) for (auto* other : chips_.mid(1)) other->setChecked(false);
        if (on && !all) chips_.front()->setChecked(false);
        listEdited();
    });
    control_->layout()->addWidget(chip);
    chips_ << chip;
}

void SettingField::setNames(const std::vector<std::string>& names) {
    names_ = names;
}

/// One chip a layer of the model, and one a name that is none of them: made anew only where they are others.
void SettingField::showChips(const Json& chosen) {
    QStringList wanted{QString::fromLatin1(kAllLinear)}, unknown;
    for (const std::string& name : names_) wanted << QString::fromStdString(name);
    for (const auto& item : chosen) {
        const QString name = QString::fromStdString(item.get<std::string>());
        // "self_attn.q_proj" names a layer by more of its path.
        if (wanted.contains(name) || wanted.contains(name.section(QLatin1Char('.'), -1))) {
            if (!wanted.contains(name)) wanted << name;
            continue;
        }
        wanted << name;
        if (!names_.empty()) unknown << name;
    }
    QStringList shown;
    for (const auto* chip : chips_) shown << chip->property("target").toString();
    if (shown != wanted || property("unknown").toStringList() != unknown) {
        for (auto* chip : std::exchange(chips_, {})) {  // it may be the one that is being clicked
            chip->setParent(nullptr);
            chip->deleteLater();
        }
        for (const QString& name : wanted) addChip(name, !unknown.contains(name));
        setProperty("unknown", unknown);
    }
    setProblem(unknown.isEmpty() ? QString()
                                 : tr("The model has no layer %1: click it away, or choose others.")
                                       .arg(unknown.join(QStringLiteral(", "))));
}

void SettingField::listEdited() {
    Json list = Json::array();
    for (const auto* chip : chips_)
        if (chip->isChecked()) list.push_back(chip->property("target").toString().toStdString());
    const auto problem = setting_.problem(list);
    setProblem(QString::fromStdString(problem));
    if (problem.empty()) Q_EMIT edited(setting_.key, list);
}

void SettingField::numberEdited(bool finished) {
    const auto value = numberFrom(number_->text());
    Json json;
    if (value && setting_.kind == SettingKind::Whole && *value == std::floor(*value))
        json = qint64(*value);
    else if (value)
        json = *value;
    const QString problem =
        !value ? tr("This is not a number. It takes %1.").arg(QString::fromStdString(setting_.allowed()))
               : QString::fromStdString(setting_.problem(json));
    setProblem(problem);
    if (problem.isEmpty() && finished) Q_EMIT edited(setting_.key, json);
}

void SettingField::setProblem(const QString& text) {
    if (number_) {
        const bool invalid = !text.isEmpty();
        if (number_->property("invalid").toBool() != invalid) {
            number_->setProperty("invalid", invalid);
            restyle(number_);
        }
        number_->setAccessibleDescription(invalid ? text : translatedHelp(help_.what));
    }
    setTone(caption_, text.isEmpty() ? "muted" : "bad");
    caption_->setText(text.isEmpty() ? usual_ : text);
}

void SettingField::setCaption(const QString& text) {
    usual_ = text.isEmpty() ? translatedHelp(help_.caption) : text;
    if (!number_ || !number_->property("invalid").toBool()) caption_->setText(usual_);
}

void SettingField::show(const Recipe& recipe) {
    const Json value = setting_.get(recipe);
    if (choice_) choice_->setCurrentIndex(choice_->findData(QString::fromStdString(value.get<std::string>())));
    if (number_ && !number_->hasFocus()) {
        number_->setText(settingValueText(setting_, value));
        setProblem({});
    }
    if (text_ && !text_->hasFocus()) text_->setText(QString::fromStdString(value.get<std::string>()));
    if (flag_) flag_->setChecked(value.get<bool>());
    if (setting_.kind == SettingKind::List) showChips(value);
    for (auto* chip : chips_) {
        const auto target = chip->property("target").toString().toStdString();
        bool on = false;
        for (const auto& item : value) on = on || item.get<std::string>() == target;
        chip->setChecked(on);
    }
}

}  // namespace tunesmith::ui
