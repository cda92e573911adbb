#include "ui/pages/train/probe_list.h"

#include <QLabel>
#include <QSet>
#include <QVBoxLayout>

#include "ui/bridge/words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

QString changedWords(const QString& before, const QString& text) {
    const auto words = [](const QString& s) { return s.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts); };
    const auto list = words(before);
    const QSet<QString> known(list.begin(), list.end());
    QString html;
    bool open = false;
    for (const auto& word : words(text)) {
        const bool changed = !before.isEmpty() && !known.contains(word);
        if (open && !changed) html += QLatin1String("</span>");
        html += html.isEmpty() ? QString() : QStringLiteral(" ");
        if (changed && !open) html += QLatin1String("<span style='font-weight:600'>");
        html += word.toHtmlEscaped();
        open = changed;
    }
    if (open) html += QLatin1String("</span>");
    return html;
}

ProbeList::ProbeList(QWidget* parent) : QWidget(parent) {
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(space::kM);
}

void ProbeList::clear() {
    for (auto& [prompt, probe] : probes_) probe.card->deleteLater();
    probes_.clear();
    order_.clear();
}

ProbeList::Probe& ProbeList::probeFor(const std::string& prompt) {
    auto& probe = probes_[prompt];
    if (probe.card) return probe;
    order_.push_back(prompt);
    probe.card = new Card;
    auto* title = makeParagraph(words::text(prompt), TextStyle::CardTitle);
    probe.card->body()->setContentsMargins(space::kM, space::kS + 2, space::kM, space::kM);
    probe.card->body()->setSpacing(6);
    probe.card->body()->addWidget(title);
    probe.card->setAccessibleName(words::text(prompt));
    const auto line = [&](const QString& pillText, const char* tone, QLabel*& pill, QLabel*& text) {
        auto* widget = new QWidget;
        auto* layout = new QHBoxLayout(widget);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(space::kS + 2);
        pill = makePill(pillText);
        pill->setMinimumWidth(
            QFontMetrics(fontFor(TextStyle::Caption)).horizontalAdvance(tr("step %1").arg(QStringLiteral("0000"))) +
            20);
        pill->setAlignment(Qt::AlignCenter);
        text = makeParagraph({}, TextStyle::Body, tone);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout->addWidget(pill, 0, Qt::AlignTop);
        layout->addWidget(text, 1, Qt::AlignTop);
        probe.card->body()->addWidget(widget);
        return widget;
    };
    QLabel* beforePill = nullptr;
    line(tr("before"), "muted", beforePill, probe.before);
    probe.nowLine = line({}, "", probe.step, probe.now);
    probe.now->setTextFormat(Qt::RichText);
    probe.nowLine->hide();
    column_->addWidget(probe.card);
    return probe;
}

void ProbeList::add(const std::vector<ProbeAnswer>& answers, std::size_t first) {
    for (std::size_t i = first; i < answers.size(); ++i) {
        const auto& answer = answers[i];
        auto& probe = probeFor(answer.prompt);
        const QString text = words::text(answer.answer).trimmed();
        if (answer.step == 0) {
            probe.before->setText(text);
        } else {
            probe.nowLine->show();
            probe.step->setText(tr("step %1").arg(words::count(answer.step)));
            probe.now->setText(changedWords(words::text(probe.last), text));
        }
        probe.last = answer.answer;
        probe.card->setAccessibleDescription(text);
    }
}

}  // namespace tunesmith::ui
