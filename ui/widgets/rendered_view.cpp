#include "ui/widgets/rendered_view.h"

#include <QFrame>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/bridge/words.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr std::size_t kMostTokensShown = 4000;

QString escaped(const std::string& text, std::uint32_t begin, std::uint32_t end) {
    const auto size = std::uint32_t(text.size());
    begin = std::min(begin, size);
    end = std::clamp(end, begin, size);
    return QString::fromUtf8(text.data() + begin, end - begin)
        .toHtmlEscaped()
        .replace(QLatin1Char('\n'), QLatin1String("<br>"));
}

/// The text of [begin, end) with the trained tokens in it underlined.
QString underlined(const RenderedRow& row, std::uint32_t begin, std::uint32_t end, bool& anyTrained) {
    QString html;
    std::uint32_t at = begin;
    for (const auto& token : row.tokens) {
        const auto first = std::max(token.begin, at), last = std::min(token.end, end);
        if (!token.trained || first >= last) continue;
        html += escaped(row.text, at, first);
        html += QLatin1String("<u>") + escaped(row.text, first, last) + QLatin1String("</u>");
        at = last;
        anyTrained = true;
    }
    html += escaped(row.text, at, end);
    return html.replace(QLatin1String("</u><u>"), QString());
}

QLabel* richLabel(const QString& html) {
    auto* label = new QLabel(html);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto policy = label->sizePolicy();
    policy.setHeightForWidth(true);
    policy.setVerticalPolicy(QSizePolicy::Minimum);
    label->setSizePolicy(policy);
    return label;
}

}  // namespace

QString roleWord(const std::string& role) {
    if (role == "system") return RenderedView::tr("system");
    if (role == "user") return RenderedView::tr("user");
    if (role == "assistant") return RenderedView::tr("assistant");
    if (role == "tool") return RenderedView::tr("tool");
    return words::text(role);
}

RenderedView::RenderedView(QWidget* parent) : QWidget(parent) {
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(space::kXs);
    setAccessibleName(tr("The row as the model sees it"));
}

void RenderedView::showRendered(const RenderedRow& row) {
    rendered_ = row;
    hasRendered_ = true;
    hasRecord_ = false;
    rebuild();
}

void RenderedView::showRecord(const Record& record) {
    record_ = record;
    hasRecord_ = true;
    hasRendered_ = false;
    rebuild();
}

void RenderedView::clear() {
    hasRecord_ = hasRendered_ = false;
    rebuild();
}

void RenderedView::setTokensShown(bool shown) {
    if (tokensShown_ == shown) return;
    tokensShown_ = shown;
    rebuild();
}

QString RenderedView::summary() const {
    if (!hasRendered_) return {};
    const auto total = std::int64_t(rendered_.tokens.size());
    QString text = tr("%1 tokens, %2 trained").arg(words::count(total), words::count(rendered_.trainedTokens));
    if (rendered_.truncated)
        text += QLatin1String(". ") + tr("The end is cut off: the row is longer than the longest allowed.");
    return text;
}

void RenderedView::rebuild() {
    while (auto* item = column_->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    if (hasRendered_ && tokensShown_)
        buildTokens();
    else
        buildTurns();
    QString spoken;
    for (const auto& turn : findChildren<QLabel*>()) spoken += turn->text() + QLatin1Char('\n');
    setAccessibleDescription(spoken);
}

void RenderedView::buildTurns() {
    if (hasRendered_) {
        for (const auto& piece : rendered_.pieces) {
            if (piece.role.empty() && rendered_.pieces.size() > 1) continue;  // the template's own text
            bool trained = false;
            const QString html = underlined(rendered_, piece.begin, piece.end, trained);
            if (!html.trimmed().isEmpty())
                addTurn(piece.role.empty() ? tr("text") : roleWord(piece.role), html, trained);
        }
        return;
    }
    if (!hasRecord_) return;
    if (record_.isText()) {
        addTurn(tr("text"), words::text(record_.text).toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")),
                true);
        return;
    }
    for (const auto& message : record_.messages)
        addTurn(roleWord(message.role),
                words::text(message.text).toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>")),
                message.role == "assistant" && message.trained);
}

void RenderedView::addTurn(const QString& role, const QString& html, bool trained) {
    auto* turn = new QFrame(this);
    turn->setProperty("role", QByteArray("turn"));
    turn->setProperty("who", trained                      ? QByteArray("assistant")
                             : role == roleWord("system") ? QByteArray("system")
                                                          : QByteArray("user"));
    auto* column = new QVBoxLayout(turn);
    column->setContentsMargins(space::kS, 6, space::kS, 7);
    column->setSpacing(1);
    column->addWidget(
        makeLabel(trained ? tr("%1 · trained", "assistant · trained").arg(role) : role, TextStyle::Caption, "muted"));
    column->addWidget(richLabel(html));
    column_->addWidget(turn);
}

void RenderedView::buildTokens() {
    const auto& t = tokens();
    QString html;
    std::size_t shown = 0;
    for (const auto& token : rendered_.tokens) {
        if (++shown > kMostTokensShown) {
            html += QStringLiteral(" …");
            break;
        }
        QString piece = QString::fromUtf8(rendered_.text.data() + token.begin, token.end - token.begin).toHtmlEscaped();
        piece.replace(QLatin1Char('\n'), QStringLiteral("↵")).replace(QLatin1Char(' '), QStringLiteral("&nbsp;"));
        if (piece.isEmpty()) piece = QStringLiteral("·");
        const QColor back = token.trained ? t.assistantTint : shown % 2 ? t.raised : t.surface;
        html += QStringLiteral("<span style='background:%1;%2' title='%3'>%4</span><wbr>&#8203;")
                    .arg(back.name(), token.trained ? QStringLiteral("text-decoration:underline") : QString())
                    .arg(token.id)
                    .arg(piece);
        if (rendered_.text.compare(token.begin, token.end - token.begin, "\n") == 0 ||
            (token.end > token.begin && rendered_.text[token.end - 1] == '\n'))
            html += QLatin1String("<br>");
    }
    auto* label = richLabel(html);
    label->setFont(fontFor(TextStyle::Mono));
    column_->addWidget(label);
}

}  // namespace tunesmith::ui
