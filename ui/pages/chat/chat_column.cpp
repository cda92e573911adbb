#include "ui/pages/chat/chat_column.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/words.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/rendered_view.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

ChatColumn::ChatColumn(ProjectBridge& project, const QString& title, QWidget* parent)
    : Card(title, parent), project_(project) {
    detail_ = new ElidedLabel;
    detail_->setFont(fontFor(TextStyle::Caption));
    detail_->setProperty("tone", QByteArray("muted"));
    body()->addWidget(detail_);
    area_ = new ScrollColumn;
    area_->setFocusPolicy(Qt::StrongFocus);
    area_->setAccessibleName(title);
    auto* column = plainColumn(area_->widget(), space::kS);
    hint_ = makeParagraph({}, TextStyle::Body, "muted");
    column->addWidget(hint_);
    turns_ = new QVBoxLayout;
    turns_->setSpacing(space::kS);
    column->addLayout(turns_);
    column->addStretch();
    body()->addWidget(area_, 1);
}

void ChatColumn::setWho(const QString& title, const QString& detail) {
    setTitle(title);
    area_->setAccessibleName(title);
    static_cast<ElidedLabel*>(detail_)->setText(detail);
}

void ChatColumn::setHint(const QString& text) {
    hint_->setText(text);
    hint_->setVisible(messages_.empty() && !text.isEmpty());
}

QLabel* ChatColumn::addTurn(const QString& who, const QString& text, const char* role, bool copyable) {
    auto* turn = new QFrame;
    turn->setProperty("role", QByteArray("turn"));
    turn->setProperty("who", QByteArray(role));
    auto* column = new QVBoxLayout(turn);
    column->setContentsMargins(space::kS, 6, space::kS, 7);
    column->setSpacing(1);
    auto* line = new QHBoxLayout;
    line->addWidget(makeLabel(who, TextStyle::Caption, "muted"));
    line->addStretch();
    auto* label = makeParagraph(text);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (copyable) {
        stats_ = makeLabel({}, TextStyle::Caption, "muted");
        line->addWidget(stats_);
        auto* copy = makeIconButton(QStringLiteral("copy"), tr("Copy this answer"));
        copy->setIconSize(QSize(15, 15));
        connect(copy, &QToolButton::clicked, label, [label] { QGuiApplication::clipboard()->setText(label->text()); });
        line->addWidget(copy);
    }
    column->addLayout(line);
    column->addWidget(label);
    turns_->addWidget(turn);
    return label;
}

void ChatColumn::ask(const QString& question, const GenerateRequest& settings, const QString& systemPrompt) {
    if (answering_) return;
    hint_->hide();
    if (messages_.empty() && !systemPrompt.trimmed().isEmpty())
        messages_.push_back({"system", systemPrompt.trimmed().toStdString()});
    messages_.push_back({"user", question.toStdString()});
    addTurn(roleWord("user"), question, "user", false);
    answer_ = addTurn(roleWord("assistant"), QStringLiteral("…"), "assistant", true);
    last_.clear();
    stopped_ = false;
    setAnswering(true);
    scrollToEnd();
    GenerateRequest request = settings;
    request.messages = messages_;
    const int number = ++asked_;
    project_.startGenerate(request, this, [this, number](Result<GenerateBridge*> job) {
        if (!job) {
            if (number == asked_) fail(*job.failure);
            return;
        }
        if (number != asked_ || stopped_) {
            (*job)->cancel();
            if (number != asked_) return (*job)->deleteLater();
        }
        job_ = *job;
        connect(job_, &GenerateBridge::textAdded, this, &ChatColumn::addText);
        connect(job_, &JobBridge::ended, this, &ChatColumn::finish);
    });
}

void ChatColumn::addText(const QString& text) {
    last_ += text;
    if (!answer_) return;
    const auto* bar = area_->verticalScrollBar();
    const bool atEnd = bar->value() >= bar->maximum() - 24;
    answer_->setText(last_);
    if (atEnd) scrollToEnd();
}

void ChatColumn::finish() {
    auto* job = job_.data();
    job_ = nullptr;
    job->deleteLater();
    if (job->outcome().failure && job->outcome().state == JobState::Failed) return fail(*job->outcome().failure);
    const auto result = job->result();
    if (!result.text.empty()) last_ = words::text(result.text);
    messages_.push_back({"assistant", last_.toStdString()});
    if (answer_) answer_->setText(last_.trimmed().isEmpty() ? tr("(no answer)") : last_);
    QStringList facts;
    if (result.seconds > 0 && result.newTokens > 1)
        facts << tr("%1 tokens/s").arg(words::count(std::llround(double(result.newTokens) / result.seconds)));
    if (result.finish == "length") facts << tr("cut at the longest allowed");
    if (result.finish == "cancelled" || job->outcome().state == JobState::Cancelled) facts << tr("stopped");
    if (stats_) stats_->setText(facts.join(QStringLiteral(" · ")));
    if (answer_) {
        QAccessibleEvent event(answer_, QAccessible::NameChanged);
        QAccessible::updateAccessibility(&event);
    }
    setAnswering(false);
    scrollToEnd();
}

void ChatColumn::fail(const Failure& failure) {
    const auto text = words::failure(failure);
    if (answer_) {
        answer_->setText(text.title + (text.detail.isEmpty() ? QString() : QLatin1Char('\n') + text.detail));
        setTone(answer_, "bad");
    }
    if (!messages_.empty()) messages_.pop_back();  // the question can be asked again
    setAnswering(false);
}

void ChatColumn::stop() {
    stopped_ = true;
    if (job_) job_->cancel();
}

void ChatColumn::clear() {
    stop();
    ++asked_;
    if (job_) {
        job_->disconnect(this);
        job_->deleteLater();
        job_ = nullptr;
    }
    while (auto* item = turns_->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    answer_ = stats_ = nullptr;
    messages_.clear();
    last_.clear();
    setHint(hint_->text());
    setAnswering(false);
}

void ChatColumn::setAnswering(bool on) {
    answering_ = on;
    Q_EMIT answeringChanged();
}

void ChatColumn::scrollToEnd() {
    QTimer::singleShot(0, this,
                       [this] { area_->verticalScrollBar()->setValue(area_->verticalScrollBar()->maximum()); });
}

}  // namespace tunesmith::ui
