#include "ui/widgets/card.h"

#include <QAccessible>
#include <QPainter>

#include "ui/bridge/words.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr int kTitleHeight = 26;  // of a title line, with or without a link in it

/// An icon as a label that follows the theme.
class IconLabel : public QWidget {
public:
    IconLabel(QString name, int size, QWidget* parent = nullptr) : QWidget(parent), name_(std::move(name)) {
        setFixedSize(size, size);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const auto& t = tokens();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.selection);
        painter.drawEllipse(rect());
        const double inset = width() * 0.28;
        paintIcon(painter, QRectF(rect()).adjusted(inset, inset, -inset, -inset), name_, t.accent);
    }

private:
    QString name_;
};

}  // namespace

Card::Card(const QString& title, QWidget* parent) : QFrame(parent) {
    setProperty("role", QByteArray("card"));
    body_ = new QVBoxLayout(this);
    body_->setContentsMargins(space::kL, space::kS + 2, space::kL, space::kL);
    body_->setSpacing(space::kS);
    titleLine_ = new QHBoxLayout;
    titleLine_->setSpacing(space::kS);
    title_ = makeParagraph(title, TextStyle::CardTitle);
    title_->setMinimumHeight(kTitleHeight);
    titleLine_->addWidget(title_, 1);
    body_->addLayout(titleLine_);
    title_->setVisible(!title.isEmpty());
    if (!title.isEmpty()) setAccessibleName(title);
}

void Card::setTitle(const QString& title) {
    title_->setText(title);
    title_->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

void Card::addToTitle(QWidget* widget) {
    titleLine_->addWidget(widget);
}

EmptyState::EmptyState(const QString& iconName, const QString& title, const QString& text, QWidget* parent)
    : QWidget(parent) {
    auto* outer = new QVBoxLayout(this);
    outer->setSpacing(space::kM);
    outer->setContentsMargins(space::kXl, space::kXxl, space::kXl, space::kXxl);
    outer->addStretch(2);
    outer->addWidget(new IconLabel(iconName, 56), 0, Qt::AlignHCenter);
    title_ = makeParagraph(title, TextStyle::CardTitle);
    title_->setAlignment(Qt::AlignCenter);
    outer->addWidget(title_);
    text_ = makeParagraph(text, TextStyle::Body, "muted");
    text_->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    text_->setMaximumWidth(520);
    text_->setMinimumWidth(320);
    auto* centred = new QHBoxLayout;
    centred->addStretch();
    centred->addWidget(text_, 4);
    centred->addStretch();
    outer->addLayout(centred);
    buttons_ = new QHBoxLayout;
    buttons_->setSpacing(space::kS);
    buttons_->addStretch();
    buttons_->addStretch();
    outer->addSpacing(space::kXs);
    outer->addLayout(buttons_);
    outer->addStretch(3);
}

void EmptyState::setText(const QString& title, const QString& text) {
    title_->setText(title);
    text_->setText(text);
}

void EmptyState::addButton(QPushButton* button) {
    buttons_->insertWidget(buttons_->count() - 1, button);
}

Banner::Banner(QWidget* parent) : QFrame(parent) {
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(space::kL + space::kXl + space::kXs, space::kM, space::kS, space::kM);
    line->setSpacing(space::kM);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    title_ = makeParagraph({}, TextStyle::Strong);
    detail_ = makeParagraph({}, TextStyle::Body, "muted");
    detail_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    texts->addWidget(title_);
    texts->addWidget(detail_);
    line->addLayout(texts, 1);
    action_ = makeButton({});
    action_->hide();
    line->addWidget(action_, 0, Qt::AlignVCenter);
    auto* close = makeIconButton(QStringLiteral("close"), tr("Dismiss this message"));
    line->addWidget(close, 0, Qt::AlignTop);
    connect(action_, &QPushButton::clicked, this, &Banner::actionChosen);
    connect(close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT dismissed();
    });
    hide();
}

void Banner::showFailure(const Failure& failure) {
    const auto text = words::failure(failure);
    showMessage(text.title, text.detail, "bad");
}

void Banner::showMessage(const QString& title, const QString& detail, const char* tone) {
    tone_ = tone;
    title_->setText(title);
    setTone(title_, tone);
    detail_->setText(detail);
    detail_->setVisible(!detail.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(detail);
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    update();
}

void Banner::setAction(const QString& text) {
    action_->setText(text);
    action_->setVisible(!text.isEmpty());
}

QString Banner::text() const {
    return title_->text() + QLatin1Char('\n') + detail_->text();
}

void Banner::paintEvent(QPaintEvent*) {
    const auto& t = tokens();
    const QColor colour = tone_ == "bad" ? t.bad : tone_ == "warn" ? t.warn : t.good;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1));
    painter.setBrush(t.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::kRadius, space::kRadius);
    const QRectF place(isRightToLeft() ? width() - space::kL - 20.0 : double(space::kL), space::kM, 20, 20);
    paintIcon(painter, place, tone_ == "good" ? QStringLiteral("check") : QStringLiteral("warning"), colour);
}

PageHeader::PageHeader(const QString& title, QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kXs);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kS);
    title_ = new ElidedLabel(title);
    title_->setFont(fontFor(TextStyle::PageTitle));
    title_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    line->addWidget(title_);
    beside_ = new QHBoxLayout;
    beside_->setSpacing(space::kS);
    line->addLayout(beside_);
    line->addStretch();
    actions_ = new QHBoxLayout;
    actions_->setSpacing(space::kS);
    line->addLayout(actions_);
    title_->setMinimumHeight(space::kButtonHeight);
    column->addLayout(line);
    subtitle_ = makeParagraph({}, TextStyle::Body, "muted");
    column->addWidget(subtitle_);
}

void PageHeader::setTitle(const QString& title) {
    title_->setText(title);
}
void PageHeader::setSubtitle(const QString& text) {
    subtitle_->setText(text);
}
void PageHeader::addBeside(QWidget* widget) {
    beside_->addWidget(widget, 0, Qt::AlignVCenter);
}
void PageHeader::addAction(QWidget* widget) {
    actions_->addWidget(widget, 0, Qt::AlignVCenter);
}

}  // namespace tunesmith::ui
