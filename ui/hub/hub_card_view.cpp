#include "ui/hub/hub_card_view.h"

#include <QDesktopServices>
#include <QRegularExpression>
#include <QTextBlock>
#include <QTextTable>
#include <QUrl>

#include "ui/bridge/tokens.h"

namespace tunesmith::ui {

namespace {
constexpr int kMostCharacters = 60000;
}

CardView::CardView(QWidget* parent) : QTextBrowser(parent) {
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("The model's card"));
    connect(this, &QTextBrowser::anchorClicked, this, [](const QUrl& url) {
        if (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http")) QDesktopServices::openUrl(url);
    });
}

QVariant CardView::loadResource(int, const QUrl&) {
    return QByteArray();
}

QString CardView::readable(const QString& markdown) {
    static const QRegularExpression comment(QStringLiteral("<!--.*?-->"), QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression hidden(QStringLiteral("<(style|script)\\b.*?</\\1>"),
                                           QRegularExpression::DotMatchesEverythingOption | QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression linkedPicture(QStringLiteral("\\[!\\[([^\\]\\n]*)\\]\\([^)\\n]*\\)\\]\\([^)\\n]*\\)"));
    static const QRegularExpression picture(QStringLiteral("!\\[([^\\]\\n]*)\\](\\([^)\\n]*\\)|\\[[^\\]\\n]*\\])"));
    static const QRegularExpression tag(QStringLiteral("</?[A-Za-z][^<>\\n]{0,2000}>"));
    QString text = markdown.left(kMostCharacters);
    text.remove(comment);
    text.remove(hidden);
    text.replace(linkedPicture, QStringLiteral("\\1"));
    text.replace(picture, QStringLiteral("\\1"));
    text.remove(tag);
    if (markdown.size() > kMostCharacters) text += QStringLiteral("\n\n…");
    return text;
}

void CardView::showCard(const QString& markdown) {
    document()->setDefaultFont(fontFor(TextStyle::Body));
    document()->setMarkdown(readable(markdown),
                            QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) | QTextDocument::MarkdownNoHTML);
    // Headings of a card are sections of a pane, not titles of a page.
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0) continue;
        QTextCursor cursor(block);
        cursor.select(QTextCursor::BlockUnderCursor);
        QTextCharFormat format;
        format.setProperty(QTextFormat::FontSizeAdjustment, 0);
        format.setFont(fontFor(block.blockFormat().headingLevel() == 1 ? TextStyle::CardTitle : TextStyle::Strong));
        cursor.mergeCharFormat(format);
    }
    for (auto* frame : document()->rootFrame()->childFrames()) {
        auto* table = qobject_cast<QTextTable*>(frame);
        if (!table) continue;
        QTextTableFormat format = table->format();
        format.setBorderCollapse(true);
        format.setBorder(1);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(tokens().hairline);
        format.setCellSpacing(0);
        format.setCellPadding(space::kXs);
        format.setTopMargin(space::kXs);
        format.setBottomMargin(space::kS);
        table->setFormat(format);
    }
    moveCursor(QTextCursor::Start);
}

}  // namespace tunesmith::ui
