#include "ui/pages/data/step_card.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QVBoxLayout>
#include <cmath>

#include "ui/bridge/tokens.h"
#include "ui/bridge/words.h"
#include "ui/pages/data/step_words.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/form_grid.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

QString shown(const Json& value) {
    if (value.is_string()) return words::text(value.get<std::string>());
    if (value.is_array()) {
        QStringList parts;
        for (const Json& item : value) parts << words::text(item.get<std::string>());
        return parts.join(QStringLiteral(", "));
    }
    return QString::fromStdString(value.dump());
}

// What a field's text means under a setting; a null value where it means nothing.
Json valueOf(const CleanSetting& setting, const QString& text) {
    if (setting.kind == SettingKind::Text) return text.toStdString();
    if (setting.kind == SettingKind::List) {
        Json list = Json::array();
        for (const QString& part : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
            if (!part.trimmed().isEmpty()) list.push_back(part.trimmed().toStdString());
        return list;
    }
    bool good = false;
    const double number = QString(text).replace(QLatin1Char(','), QLatin1Char('.')).trimmed().toDouble(&good);
    if (!good) return {};
    if (setting.kind == SettingKind::Whole && std::floor(number) == number) return qint64(number);
    return number;
}

}  // namespace

StepCard::StepCard(const CleanerKind& kind, QWidget* parent) : QFrame(parent), kind_(kind), values_(Json::object()) {
    setObjectName(QStringLiteral("step-") + QString::fromStdString(kind.name));
    const StepWords words = stepWords(kind.name);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kXs, 0, space::kXs);
    column->setSpacing(space::kXs);
    auto* line = new QHBoxLayout;
    box_ = new QCheckBox(words.title);
    box_->setFont(fontFor(TextStyle::Strong));
    box_->setAccessibleDescription(words.what);
    line->addWidget(box_, 1);
    counts_ = makeLabel({}, TextStyle::Caption, "muted");
    line->addWidget(counts_);
    column->addLayout(line);
    const int indent = 26;  // below the box's text
    what_ = makeParagraph(words.what, TextStyle::Caption, "muted");
    what_->setContentsMargins(indent, 0, 0, 0);
    column->addWidget(what_);
    settings_ = new FormGrid(1, 1);
    settings_->setContentsMargins(indent, space::kXs, 0, space::kS);
    for (const CleanSetting& setting : kind.settings) {
        QWidget* field = control(setting);
        controls_.push_back(field);
        if (setting.kind == SettingKind::Flag) {
            settings_->addWide(field);
            continue;
        }
        settings_->add(stepSettingWords(kind.name, setting.key), field);
    }
    settings_->hide();
    column->addWidget(settings_);
    connect(box_, &QCheckBox::toggled, this, [this](bool on) {
        settings_->setVisible(on && !settings_->isEmpty());
        setCounts({});
        Q_EMIT changed();
    });
}

QWidget* StepCard::control(const CleanSetting& setting) {
    const QString name = stepSettingWords(kind_.name, setting.key);
    if (setting.kind == SettingKind::Flag) {
        auto* box = new QCheckBox(name);
        showIn(box, setting.fallback);
        connect(box, &QCheckBox::toggled, this, [this, &setting, box](bool on) { set(setting, on, box); });
        return box;
    }
    if (setting.kind == SettingKind::Choice) {
        auto* box = new ComboBox;
        for (const std::string& choice : setting.choices)
            box->addItem(stepChoiceWords(choice), QString::fromStdString(choice));
        showIn(box, setting.fallback);
        box->setAccessibleName(name);
        connect(box, &QComboBox::activated, this,
                [this, &setting, box] { set(setting, box->currentData().toString().toStdString(), box); });
        return box;
    }
    auto* field = new QLineEdit;
    showIn(field, setting.fallback);
    field->setAccessibleName(name);
    field->setToolTip(tr("It takes %1.").arg(QString::fromStdString(setting.allowed())));
    connect(field, &QLineEdit::textEdited, this,
            [this, &setting, field](const QString& text) { set(setting, valueOf(setting, text), field); });
    return field;
}

void StepCard::showIn(QWidget* control, const Json& value) {
    const QSignalBlocker quiet(control);
    if (auto* check = qobject_cast<QCheckBox*>(control))
        check->setChecked(value.get<bool>());
    else if (auto* choice = qobject_cast<ComboBox*>(control))
        choice->setCurrentIndex(choice->findData(QString::fromStdString(value.get<std::string>())));
    else if (auto* field = qobject_cast<QLineEdit*>(control))
        field->setText(shown(value));
}

void StepCard::setStep(const Json& step) {
    values_ = Json::object();
    for (std::size_t i = 0; i < kind_.settings.size(); ++i) {
        const CleanSetting& setting = kind_.settings[i];
        const Json value = step.value(setting.key, setting.fallback);
        showIn(controls_[i], value);
        if (value != setting.fallback) values_[setting.key] = value;
    }
}

void StepCard::set(const CleanSetting& setting, const Json& value, QWidget* control) {
    const bool good = setting.problem(value).empty();
    if (control->property("invalid").toBool() == good) {
        control->setProperty("invalid", !good);
        restyle(control);
    }
    if (!good) return;
    values_[setting.key] = value;
    if (value == setting.fallback) values_.erase(setting.key);
    Q_EMIT changed();
}

bool StepCard::isOn() const {
    return box_->isChecked();
}
void StepCard::setOn(bool on) {
    box_->setChecked(on);
}

Json StepCard::step() const {
    Json step = {{"step", kind_.name}};
    step.update(values_);
    return step;
}

void StepCard::setCounts(const QString& text) {
    counts_->setText(text);
}

void StepCard::addChoice(QWidget* choice) {
    settings_->addWide(choice);
    settings_->setVisible(isOn());
}

void StepCard::mousePressEvent(QMouseEvent* event) {
    QFrame::mousePressEvent(event);
    Q_EMIT chosen(kind_.name);
}

}  // namespace tunesmith::ui
