#include "ui/pages/data/filter_bar.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimer>

#include "ui/bridge/words.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr int kTypingMs = 250;

}  // namespace

FilterBar::FilterBar(QWidget* parent) : QWidget(parent) {
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::kS);
    text_ = new QLineEdit;
    text_->setObjectName(QStringLiteral("rowFilter"));
    text_->setPlaceholderText(tr("Search in the rows, or: answer.words < 5"));
    text_->setToolTip(
        tr("Words are looked for everywhere. Also: question, answer, label, split, words and more, such as\n"
           "answer.words < 5 and label = billing\nquestion ~ \"^how (do|can)\"\nflagged or not answer:refund"));
    text_->setAccessibleName(tr("Search in the rows"));
    text_->setClearButtonEnabled(true);
    text_->addAction(icon(QStringLiteral("search"), Tint::Muted), QLineEdit::LeadingPosition);
    line->addWidget(text_, 1);
    result_ = makePill({});
    line->addWidget(result_);
    takeOut_ = makeLink(tr("Take these rows out…"));
    connect(takeOut_, &QPushButton::clicked, this, &FilterBar::takeOutAsked);
    line->addWidget(takeOut_);
    aside_ = new QPushButton;
    aside_->setObjectName(QStringLiteral("openAside"));
    aside_->setProperty("kind", QByteArray("chip"));
    aside_->setProperty("tone", QByteArray("warn"));
    aside_->setFont(fontFor(TextStyle::Caption));
    connect(aside_, &QPushButton::clicked, this, &FilterBar::asideAsked);
    line->addWidget(aside_);
    typing_ = new QTimer(this);
    typing_->setSingleShot(true);
    typing_->setInterval(kTypingMs);
    connect(text_, &QLineEdit::textChanged, typing_, qOverload<>(&QTimer::start));
    connect(typing_, &QTimer::timeout, this, [this] {
        result_->setText(tr("searching…"));
        result_->setVisible(!text_->text().isEmpty());
        Q_EMIT changed(text_->text());
    });
    reset();
    setAside(0);
}

QString FilterBar::text() const {
    return text_->text();
}

void FilterBar::reset() {
    text_->clear();
    typing_->stop();
    result_->hide();
    takeOut_->hide();
}

void FilterBar::showResult(bool filtered, int rows) {
    result_->setVisible(filtered);
    takeOut_->setVisible(filtered && rows > 0);
    result_->setText(rows == 0 ? tr("no row contains this") : tr("%n row(s)", nullptr, rows));
}

void FilterBar::setAside(std::int64_t rows) {
    aside_->setVisible(rows > 0);
    aside_->setText(tr("%1 kept aside").arg(words::count(rows)));
}

void FilterBar::setText(const QString& text) {
    text_->setText(text);
}

void FilterBar::focusText() {
    text_->setFocus(Qt::ShortcutFocusReason);
}

}  // namespace tunesmith::ui
