#include "ui/shell/rail.h"

#include <QActionGroup>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/widgets/icon.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr int kWidth = 188, kLogo = 26;

class Logo : public QWidget {
public:
    explicit Logo(QWidget* parent = nullptr) : QWidget(parent) { setFixedSize(kLogo, kLogo); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens().accent);
        painter.drawRoundedRect(rect(), 7, 7);
        paintIcon(painter, QRectF(rect()).adjusted(3, 3, -3, -3), QStringLiteral("logo"), tokens().onAccent);
    }
};

}  // namespace

Rail::Rail(Theme& theme, QWidget* parent) : QFrame(parent), theme_(theme) {
    setObjectName(QStringLiteral("rail"));
    setAccessibleName(tr("Stages"));
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(10, 18, 9, 10);
    column_->setSpacing(space::kXs);
    auto* brand = new QHBoxLayout;
    brand->setContentsMargins(space::kS, 0, 0, 0);
    brand->setSpacing(10);
    brand->addWidget(new Logo);
    brand->addWidget(makeLabel(QStringLiteral("Tunesmith"), TextStyle::CardTitle), 1);
    column_->addLayout(brand);
    project_ = new ElidedLabel;
    project_->setProperty("tone", QByteArray("muted"));
    project_->setContentsMargins(10, 0, 0, 0);
    project_->setMinimumHeight(34);
    column_->addWidget(project_);
    group_ = new QButtonGroup(this);
    connect(group_, &QButtonGroup::idClicked, this, &Rail::chosen);
    column_->addStretch();
    auto* tools = new QHBoxLayout;
    tools->setSpacing(2);
    auto* find = makeIconButton(QStringLiteral("search"), tr("Find a page, a setting or an action (Ctrl+K)"));
    auto* help = makeIconButton(QStringLiteral("help"), tr("Help (F1)"));
    themeButton_ = makeIconButton(QStringLiteral("theme"), tr("Light or dark"));
    themeButton_->setPopupMode(QToolButton::InstantPopup);
    themeButton_->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    for (auto* button : {find, help, themeButton_}) tools->addWidget(button);
    tools->addStretch();
    column_->addLayout(tools);
    connect(find, &QToolButton::clicked, this, &Rail::findRequested);
    connect(help, &QToolButton::clicked, this, &Rail::helpRequested);
    auto* menu = new QMenu(this);
    auto* choices = new QActionGroup(menu);
    const std::pair<QString, ThemeChoice> kChoices[] = {
        {tr("As the system"), ThemeChoice::System}, {tr("Light"), ThemeChoice::Light}, {tr("Dark"), ThemeChoice::Dark}};
    for (const auto& [text, choice] : kChoices) {
        auto* action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(theme_.choice() == choice);
        choices->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice = choice] { theme_.choose(choice); });
    }
    themeButton_->setMenu(menu);
    setProject({});
}

void Rail::addStage(const QString& name, int shortcut) {
    auto* button = new RailButton(name);
    button->setObjectName(QStringLiteral("stage_%1").arg(stages_.size()));
    button->setStatusTip(tr("Ctrl+%1").arg(shortcut));
    group_->addButton(button, int(stages_.size()));
    column_->insertWidget(2 + int(stages_.size()), button);
    stages_.push_back(button);
    int width = kWidth;
    for (const auto* stage : stages_) width = std::max(width, stage->sizeHint().width() + 20);
    setFixedWidth(width);
}

void Rail::setStage(int index, const StageState& state) {
    stages_[std::size_t(index)]->setState(state);
}
void Rail::setCurrent(int index) {
    stages_[std::size_t(index)]->setChecked(true);
}
void Rail::setProject(const QString& name) {
    project_->setText(name.isEmpty() ? tr("no project open") : name);
}

}  // namespace tunesmith::ui
