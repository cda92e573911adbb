#include "ui/widgets/jinja_colours.h"

#include <QRegularExpression>
#include <QSet>

#include "ui/bridge/tokens.h"

namespace tunesmith::ui {

namespace {

// What a line begins in: the end of the line before.
enum State {
    Text = 0,
    Output = 1,
    Block = 2,
    Comment = 3,
    kQuote = 4,
    kDoubleQuote = 8
};  // a quote goes with Output or Block

const QSet<QString>& keywords() {
    static const QSet<QString> words{
        QStringLiteral("if"),        QStringLiteral("elif"),         QStringLiteral("else"),
        QStringLiteral("endif"),     QStringLiteral("for"),          QStringLiteral("endfor"),
        QStringLiteral("in"),        QStringLiteral("set"),          QStringLiteral("endset"),
        QStringLiteral("macro"),     QStringLiteral("endmacro"),     QStringLiteral("call"),
        QStringLiteral("endcall"),   QStringLiteral("filter"),       QStringLiteral("endfilter"),
        QStringLiteral("with"),      QStringLiteral("endwith"),      QStringLiteral("not"),
        QStringLiteral("and"),       QStringLiteral("or"),           QStringLiteral("is"),
        QStringLiteral("break"),     QStringLiteral("continue"),     QStringLiteral("generation"),
        QStringLiteral("recursive"), QStringLiteral("endgeneration")};
    return words;
}

QTextCharFormat coloured(const QColor& colour, bool bold = false, bool italic = false) {
    QTextCharFormat format;
    format.setForeground(colour);
    if (bold) format.setFontWeight(QFont::DemiBold);
    format.setFontItalic(italic);
    return format;
}

bool isName(QChar c) {
    return c.isLetterOrNumber() || c == QLatin1Char('_');
}

}  // namespace

/// From `at` inside of a tag to its end or to the end of the line; returns where it got to and leaves the state.
int JinjaColours::colourInside(const QString& text, int at, int state) {
    const auto& t = tokens();
    const QLatin1String end = (state & 3) == Block ? QLatin1String("%}") : QLatin1String("}}");
    while (at < text.size()) {
        if (state & (kQuote | kDoubleQuote)) {
            const QChar quote = QLatin1Char(state & kQuote ? '\'' : '"');
            int close = at;
            while (close < text.size() && text[close] != quote) close += text[close] == QLatin1Char('\\') ? 2 : 1;
            const int last = std::min(close + 1, int(text.size()));
            setFormat(at, last - at, coloured(t.good));
            if (close >= text.size()) break;
            state &= 3;
            at = last;
        } else if (text[at] == QLatin1Char('\'') || text[at] == QLatin1Char('"')) {
            setFormat(at, 1, coloured(t.good));
            state |= text[at] == QLatin1Char('\'') ? kQuote : kDoubleQuote;
            ++at;
        } else if (QStringView(text).mid(at).startsWith(end)) {
            setFormat(at, 2, coloured(t.accent, true));
            setCurrentBlockState(Text);
            return at + 2;
        } else if (isName(text[at])) {
            int last = at;
            while (last < text.size() && isName(text[last])) ++last;
            if (keywords().contains(text.mid(at, last - at))) setFormat(at, last - at, coloured(t.plotRate, true));
            at = last;
        } else {
            ++at;
        }
    }
    setCurrentBlockState(state);
    return int(text.size());
}

void JinjaColours::highlightBlock(const QString& text) {
    static const QRegularExpression tag(QStringLiteral("\\{[{%#]"));
    static const QRegularExpression special(QStringLiteral("<\\|[^|>]{1,40}\\|>|<[a-z_/]{1,30}>|\\[/?[A-Z]{2,20}\\]"));
    const auto& t = tokens();
    const int before = std::max(0, previousBlockState());
    setCurrentBlockState(before);
    int at = 0;
    if ((before & 3) == Output || (before & 3) == Block) at = colourInside(text, 0, before);
    bool comment = before == Comment;
    while (at < text.size() || comment) {
        if (comment) {
            const int end = int(text.indexOf(QLatin1String("#}"), at));
            const int last = end < 0 ? int(text.size()) : end + 2;
            setFormat(at, last - at, coloured(t.muted, false, true));
            setCurrentBlockState(end < 0 ? Comment : Text);
            if (end < 0) break;
            comment = false;
            at = last;
            continue;
        }
        const auto found = tag.match(text, at);
        if (!found.hasMatch()) break;
        at = int(found.capturedStart());
        const QChar kind = text[at + 1];
        comment = kind == QLatin1Char('#');
        if (comment) continue;
        setFormat(at, 2, coloured(t.accent, true));
        at = colourInside(text, at + 2, kind == QLatin1Char('%') ? Block : Output);
    }
    // Within strings too, where most templates have them.
    for (auto all = special.globalMatch(text); all.hasNext();) {
        const auto mark = all.next();
        if (format(int(mark.capturedStart())).fontItalic()) continue;  // in a comment
        setFormat(int(mark.capturedStart()), int(mark.capturedLength()), coloured(t.plotValidation));
    }
}

}  // namespace tunesmith::ui
