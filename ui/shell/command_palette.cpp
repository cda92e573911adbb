#include "ui/shell/command_palette.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QStringListModel>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/bridge/tokens.h"
#include "ui/widgets/icon.h"

namespace tunesmith::ui {

namespace {

constexpr int kWidth = 560, kHeight = 420;

/// Every word of the search stands somewhere in the text; better the earlier it stands. -1: no match.
int score(const QString& text, const QString& search) {
    int total = 0;
    for (const auto& word : search.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const auto at = text.indexOf(word, 0, Qt::CaseInsensitive);
        if (at < 0) return -1;
        const bool wordStart = at == 0 || !text[at - 1].isLetterOrNumber();
        total += int(at) + (wordStart ? 0 : 50);
    }
    return total;
}

}  // namespace

CommandPalette::CommandPalette(std::vector<Command> commands, QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint), commands_(std::move(commands)) {
    setWindowTitle(tr("Find"));
    setAccessibleName(tr("Find a page, a setting or an action"));
    setAttribute(Qt::WA_DeleteOnClose);
    setStyleSheet(QStringLiteral("tunesmith--ui--CommandPalette { background: %1; border: 1px solid %2; }")
                      .arg(tokens().surface.name(), tokens().border.name()));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kM, space::kM, space::kM, space::kM);
    column->setSpacing(space::kS);
    input_ = new QLineEdit;
    input_->setPlaceholderText(tr("Find a page, a setting or an action"));
    input_->setAccessibleName(tr("Find a page, a setting or an action"));
    input_->addAction(icon(QStringLiteral("search"), Tint::Muted), QLineEdit::LeadingPosition);
    input_->installEventFilter(this);
    column->addWidget(input_);
    list_ = new QListView;
    list_->setAccessibleName(tr("What was found"));
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setUniformItemSizes(true);
    model_ = new QStringListModel(this);
    list_->setModel(model_);
    column->addWidget(list_, 1);
    connect(input_, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(list_, &QListView::clicked, this, &CommandPalette::runCurrent);
    filter({});
    resize(kWidth, kHeight);
    if (parent) move(parent->mapToGlobal(QPoint((parent->width() - kWidth) / 2, 80)));
    input_->setFocus();
}

void CommandPalette::filter(const QString& text) {
    std::vector<std::pair<int, std::size_t>> found;
    for (std::size_t i = 0; i < commands_.size(); ++i) {
        const int s = score(commands_[i].text, text);
        if (s >= 0) found.emplace_back(s, i);
    }
    if (!text.isEmpty())
        std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    QStringList texts;
    shown_.clear();
    for (const auto& [s, i] : found) {
        shown_.push_back(i);
        texts << commands_[i].text;
    }
    model_->setStringList(texts);
    if (!texts.isEmpty()) list_->setCurrentIndex(model_->index(0));
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (watched == input_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int rows = model_->rowCount(), row = list_->currentIndex().row();
        if (key == Qt::Key_Down && rows > 0) return list_->setCurrentIndex(model_->index((row + 1) % rows)), true;
        if (key == Qt::Key_Up && rows > 0) return list_->setCurrentIndex(model_->index((row + rows - 1) % rows)), true;
        if (key == Qt::Key_Return || key == Qt::Key_Enter) return runCurrent(), true;
    }
    return QDialog::eventFilter(watched, event);
}

void CommandPalette::runCurrent() {
    const int row = list_->currentIndex().row();
    if (row < 0 || row >= int(shown_.size())) return;
    auto run = commands_[shown_[std::size_t(row)]].run;
    close();
    QTimer::singleShot(0, parentWidget(), std::move(run));
}

}  // namespace tunesmith::ui
