#include "ui/pages/chat/label_view.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <algorithm>
#include <map>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/report_words.h"
#include "ui/bridge/words.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label_bars.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

// Hues that stay apart for most eyes; as tints below dark text, or over dark ground below light text.
QColor tintOf(std::size_t kind) {
    static const int hues[] = {210, 30, 130, 290, 0, 60, 180, 330};
    const int hue = hues[kind % std::size(hues)];
    return tokens().dark ? QColor::fromHsl(hue, 110, 70) : QColor::fromHsl(hue, 190, 215);
}

QString span(const QString& text, const QColor& colour) {
    return QStringLiteral("<span style='background-color:%1'>%2</span>").arg(colour.name(), text);
}

QString html(const std::string& text) {
    return words::text(text).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"));
}

}  // namespace

QString markedHtml(const Prediction& answer, QString& legend) {
    std::map<std::string, std::size_t> kinds;
    for (const LabelSpan& one : answer.spans) kinds.try_emplace(one.label, kinds.size());
    QString text;
    std::size_t at = 0;
    for (const LabelSpan& one : answer.spans) {
        text += html(answer.text.substr(at, one.begin - at));
        text += span(html(answer.text.substr(one.begin, one.end - one.begin)), tintOf(kinds[one.label]));
        at = one.end;
    }
    text += html(answer.text.substr(at));
    legend.clear();
    for (const auto& [label, kind] : kinds)
        legend += (legend.isEmpty() ? QString() : QStringLiteral(" &nbsp; ")) +
                  span(QStringLiteral("&nbsp;%1&nbsp;").arg(html(label)), tintOf(kind));
    return text;
}

LabelView::LabelView(ProjectBridge& project, QWidget* parent) : QWidget(parent), project_(project) {
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(space::kM);

    auto* card = new Card(tr("Text"));
    pair_ = makeLink(tr("Compare with a second text"));
    pair_->setCheckable(true);
    card->addToTitle(pair_);
    const auto editor = [this](const char* name, const QString& placeholder, const QString& accessible) {
        auto* edit = new QPlainTextEdit;
        edit->setObjectName(QLatin1String(name));
        edit->setPlaceholderText(placeholder);
        edit->setAccessibleName(accessible);
        edit->setTabChangesFocus(true);
        edit->installEventFilter(this);
        return edit;
    };
    text_ = editor("labelText", tr("Write or paste a text. Ctrl+Return labels it."), tr("Text to label"));
    second_ = editor("secondText", tr("The second text"), tr("Second text, to compare with the first"));
    second_->hide();
    card->body()->addWidget(text_, 2);
    card->body()->addWidget(second_, 1);
    auto* line = new QHBoxLayout;
    line->addStretch();
    ask_ = makePrimary(tr("&Label it"));
    ask_->setObjectName(QStringLiteral("labelButton"));
    ask_->setMinimumWidth(110);
    line->addWidget(ask_);
    card->body()->addLayout(line);
    columns->addWidget(card, 1);

    auto* right = new ScrollColumn;
    auto* column = plainColumn(right->content());
    banner_ = new Banner;
    column->addWidget(banner_);
    answer_ = new Card(tr("Answer"));
    answer_->setObjectName(QStringLiteral("labelAnswer"));
    hint_ = makeParagraph({}, TextStyle::Body, "muted");
    label_ = makeParagraph({}, TextStyle::Figure);
    label_->setObjectName(QStringLiteral("givenLabel"));
    label_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    detail_ = makeParagraph({}, TextStyle::Body, "muted");
    marked_ = makeParagraph({});
    marked_->setObjectName(QStringLiteral("markedText"));
    marked_->setTextFormat(Qt::RichText);
    marked_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    legend_ = makeParagraph({});
    legend_->setTextFormat(Qt::RichText);
    bars_ = new LabelBars;
    bars_->setObjectName(QStringLiteral("labelBars"));
    bars_->setAccessibleName(tr("How likely each label is"));
    for (QWidget* part : {static_cast<QWidget*>(hint_), static_cast<QWidget*>(label_), static_cast<QWidget*>(detail_),
                          static_cast<QWidget*>(bars_), static_cast<QWidget*>(marked_), static_cast<QWidget*>(legend_)})
        answer_->body()->addWidget(part);
    column->addWidget(answer_);
    column->addStretch();
    columns->addWidget(right, 1);

    connect(ask_, &QPushButton::clicked, this, &LabelView::ask);
    connect(text_, &QPlainTextEdit::textChanged, this, [this] { setBusy(isAnswering()); });
    connect(pair_, &QPushButton::toggled, second_, &QWidget::setVisible);
    clear();
}

void LabelView::setModel(const ModelRef& ref, const LabelsInfo& gives) {
    if (ref.model == ref_.model && ref.run == ref_.run && ref.step == ref_.step && gives.labels == gives_.labels)
        return;
    ref_ = ref;
    gives_ = gives;
    pair_->setVisible(gives.kind != "tokens");
    if (gives.kind == "tokens") pair_->setChecked(false);
    clear();
}

void LabelView::clear() {
    ++asked_;
    banner_->hide();
    for (QWidget* part : {static_cast<QWidget*>(label_), static_cast<QWidget*>(detail_), static_cast<QWidget*>(bars_),
                          static_cast<QWidget*>(marked_), static_cast<QWidget*>(legend_)})
        part->hide();
    QStringList names;
    for (std::size_t i = 0; i < gives_.labels.size() && i < 8; ++i) names << words::text(gives_.labels[i]);
    if (gives_.labels.size() > 8) names << QStringLiteral("…");
    hint_->setText(gives_.kind == "regression" ? tr("It answers with a number.")
                                               : tr("It tells apart: %1.").arg(names.join(QStringLiteral(", "))));
    hint_->show();
    setBusy(isAnswering());
}

void LabelView::focusText() {
    text_->setFocus();
}

void LabelView::ask() {
    const QString text = text_->toPlainText();
    if (text.trimmed().isEmpty() || isAnswering()) return;
    ClassifyRequest request;
    request.ref = ref_;
    request.texts.push_back({words::utf8(text), {}});
    if (pair_->isChecked() && !second_->toPlainText().trimmed().isEmpty())
        request.texts.back().second = words::utf8(second_->toPlainText());
    const int question = ++asked_;
    setBusy(true);
    project_.startClassify(request, this, [this, question](Result<ClassifyBridge*> job) {
        if (!job) {
            setBusy(false);
            return banner_->showFailure(*job.failure);
        }
        job_ = *job;
        Q_EMIT answeringChanged();
        connect(job_, &JobBridge::ended, this, [this, question] {
            auto* ended = job_.data();
            job_ = nullptr;
            ended->deleteLater();
            setBusy(false);
            Q_EMIT answeringChanged();
            if (question != asked_) return;
            if (!ended->succeeded()) {
                if (ended->outcome().failure) banner_->showFailure(*ended->outcome().failure);
                return;
            }
            banner_->hide();
            showAnswer(ended->predictions().front());
        });
    });
}

void LabelView::showAnswer(const Prediction& answer) {
    hint_->hide();
    const bool wordsMarked = !answer.words.empty(), number = answer.labels.empty() && !wordsMarked;
    label_->setVisible(!wordsMarked);
    label_->setText(answer.label.empty() ? tr("none of them") : words::text(answer.label));
    QStringList details;
    if (!number && !wordsMarked) details << tr("%1 sure").arg(shareWord(answer.probability));
    if (wordsMarked && answer.spans.empty()) details << tr("It marks nothing in this text.");
    if (answer.truncated) details << tr("The end of the text is longer than the model reads and was left out.");
    detail_->setText(details.join(QStringLiteral(" · ")));
    detail_->setVisible(!details.isEmpty());
    std::vector<LabelBars::Bar> bars;
    for (const auto& [label, probability] : answer.labels)
        bars.push_back({words::text(label), probability, shareWord(probability),
                        gives_.kind == "multi" ? probability > 0.5 : label == answer.label});
    std::stable_sort(bars.begin(), bars.end(), [](const auto& a, const auto& b) { return a.share > b.share; });
    bars_->setBars(std::move(bars));
    QString legend;
    marked_->setText(wordsMarked ? markedHtml(answer, legend) : QString());
    marked_->setVisible(wordsMarked);
    legend_->setText(legend);
    legend_->setVisible(!legend.isEmpty());
}

void LabelView::setBusy(bool busy) {
    ask_->setEnabled(!busy && !text_->toPlainText().trimmed().isEmpty());
}

bool LabelView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && (key->modifiers() & Qt::ControlModifier)) {
            ask();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace tunesmith::ui
