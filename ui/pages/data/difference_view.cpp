#include "ui/pages/data/difference_view.h"

#include <QLabel>
#include <QTextBoundaryFinder>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/bridge/tokens.h"
#include "ui/bridge/words.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/rendered_view.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr qsizetype kContext = 90;       // characters around a difference
constexpr qsizetype kLongest = 1200;     // of one text
constexpr std::size_t kMostWords = 600;  // beyond it, words are not matched one by one

/// `marks`: line ends too, which only matter where they come or go.
QString visible(const QString& text, bool marks = false) {
    QString out;
    for (const QChar c : text) {
        const ushort u = c.unicode();
        const bool unseen = (u < 0x20 && u != '\n' && u != '\t') || u == 0x7F || (u >= 0x200B && u <= 0x200F) ||
                            (u >= 0x202A && u <= 0x202E) || (u >= 0x2060 && u <= 0x2069) || u == 0xFEFF || u == 0x061C;
        if (unseen)
            out += QStringLiteral("[U+%1]").arg(u, 4, 16, QLatin1Char('0')).toUpper();
        else if (u == '\n' && marks)
            out += QStringLiteral("\u21B5\n");
        else
            out += c;
    }
    return out.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"));
}

QString marked(const QString& text, bool gone) {
    if (text.isEmpty()) return {};
    QString inner = visible(text, true);
    if (inner.trimmed().isEmpty()) inner = QString(text.size(), QChar(0x00B7));  // spaces, made visible
    const QString colour = (gone ? tokens().bad : tokens().good).name();
    return gone ? QStringLiteral("<s style='color:%1'>%2</s>").arg(colour, inner)
                : QStringLiteral("<span style='color:%1'>%2</span>").arg(colour, inner);
}

// Words with the white space behind them.
std::vector<QString> pieces(const QString& text) {
    std::vector<QString> parts;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    qsizetype from = 0;
    while (finder.toNextBoundary() != -1) {
        parts.push_back(text.mid(from, finder.position() - from));
        from = finder.position();
    }
    return parts;
}

// Cut ends go back to a space, so that words stay whole.
QString beginning(const QString& text, qsizetype most) {
    if (text.size() <= most) return text;
    const qsizetype space = text.lastIndexOf(QLatin1Char(' '), most);
    return text.left(space > most / 2 ? space : most);
}
QString ending(const QString& text, qsizetype most) {
    if (text.size() <= most) return text;
    const qsizetype space = text.indexOf(QLatin1Char(' '), text.size() - most);
    return text.mid(space >= 0 && space < text.size() - most / 2 ? space : text.size() - most);
}

QString middle(const QString& text) {
    if (text.size() <= 3 * kContext) return visible(text);
    return visible(beginning(text, kContext)) + QStringLiteral(" \u2026 ") + visible(ending(text, kContext));
}

// The longest common subsequence of the words between the common beginning and end.
QString wordDifference(const std::vector<QString>& a, const std::vector<QString>& b) {
    const std::size_t n = a.size(), m = b.size();
    std::vector<std::vector<int>> length(n + 1, std::vector<int>(m + 1, 0));
    for (std::size_t i = n; i-- > 0;)
        for (std::size_t j = m; j-- > 0;)
            length[i][j] = a[i] == b[j] ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
    QString out, same, gone, come;
    const auto flush = [&] {
        out += middle(same) + marked(gone, true) + marked(come, false);
        same.clear();
        gone.clear();
        come.clear();
    };
    std::size_t i = 0, j = 0;
    while (i < n || j < m) {
        if (i < n && j < m && a[i] == b[j]) {
            if (!gone.isEmpty() || !come.isEmpty()) flush();
            same += a[i];
            ++i, ++j;
        } else if (j == m || (i < n && length[i + 1][j] >= length[i][j + 1])) {
            gone += a[i++];
        } else {
            come += b[j++];
        }
    }
    flush();
    return out;
}

QString plainOf(const Record& record) {
    QStringList lines;
    if (!record.text.empty()) lines << words::text(record.text);
    for (const auto* turns : {&record.messages, &record.chosen, &record.rejected})
        for (const Message& turn : *turns) lines << roleWord(turn.role) + QStringLiteral(": ") + words::text(turn.text);
    if (!record.label.empty()) lines << DifferenceView::tr("label: %1").arg(words::text(record.label));
    return lines.join(QLatin1Char('\n')).left(8 * kLongest);
}

QString actionWords(CleanAction action) {
    switch (action) {
        case CleanAction::Drop:
            return DifferenceView::tr("would go");
        case CleanAction::Flag:
            return DifferenceView::tr("flagged");
        default:
            return DifferenceView::tr("changes");
    }
}

}  // namespace

QString differenceHtml(const QString& before, const QString& after) {
    const qsizetype shorter = std::min(before.size(), after.size());
    qsizetype head = 0, tail = 0;
    while (head < shorter && before[head] == after[head]) ++head;
    while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
    while (head > 0 && before[head - 1].isLetterOrNumber()) --head;  // whole words
    const QString a = before.mid(head, before.size() - head - tail), b = after.mid(head, after.size() - head - tail);
    const QString start = before.left(head), end = before.right(tail);
    QString html;
    if (start.size() > kContext) html += QStringLiteral("\u2026 ");
    html += visible(ending(start, kContext));
    const auto wordsA = pieces(a), wordsB = pieces(b);
    if (wordsA.size() <= kMostWords && wordsB.size() <= kMostWords)
        html += wordDifference(wordsA, wordsB);
    else
        html += marked(a.left(kLongest), true) + marked(b.left(kLongest), false);
    html += visible(beginning(end, kContext));
    if (end.size() > kContext) html += QStringLiteral(" \u2026");
    return html;
}

DifferenceView::DifferenceView(const CleanSample& sample, QWidget* parent) : QWidget(parent) {
    const QString title =
        tr("Row %1 %2: %3")
            .arg(words::count(sample.position + 1), actionWords(sample.action), words::text(sample.reason));
    const QString before = plainOf(sample.before);
    if (sample.action == CleanAction::Change) {
        QStringList after;
        for (const Record& record : sample.after) after << plainOf(record);
        build(title, differenceHtml(before, after.join(QStringLiteral("\n\n"))));
    } else {
        build(title, visible(beginning(before, kLongest)));
    }
}

DifferenceView::DifferenceView(const RowDifference& difference, QWidget* parent) : QWidget(parent) {
    const QString row = words::count((difference.before >= 0 ? difference.before : difference.after) + 1);
    const QString before = difference.was ? plainOf(*difference.was) : QString(),
                  after = difference.is ? plainOf(*difference.is) : QString();
    if (difference.kind == "added")
        build(tr("Row %1 was added").arg(row), marked(after.left(kLongest), false));
    else if (difference.kind == "removed")
        build(tr("Row %1 was taken out").arg(row), marked(before.left(kLongest), true));
    else if (difference.kind == "moved")
        build(tr("Row %1 moved from %2 to %3")
                  .arg(row, words::split(difference.splitBefore), words::split(difference.splitAfter)),
              middle(before.left(kLongest)));
    else
        build(tr("Row %1").arg(row), differenceHtml(before, after));
}

DifferenceView::DifferenceView(const QString& title, const Record& before, const Record& after, QWidget* parent)
    : QWidget(parent) {
    build(title, differenceHtml(plainOf(before), plainOf(after)));
}

void DifferenceView::build(const QString& title, const QString& html) {
    auto* column = plainColumn(this, space::kXs);
    auto* head = makeParagraph(title, TextStyle::Caption, "muted");
    head->setTextFormat(Qt::PlainText);
    column->addWidget(head);
    auto* text = new QLabel(html);
    text->setTextFormat(Qt::RichText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(text);
}

}  // namespace tunesmith::ui
