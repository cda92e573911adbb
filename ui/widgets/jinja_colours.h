// JinjaColours: colours the marks of a chat template: what is computed, what decides, strings, comments, and what looks
// like a special token. The text between them keeps its colour.
#pragma once

#include <QSyntaxHighlighter>

namespace tunesmith::ui {

class JinjaColours : public QSyntaxHighlighter {
    Q_OBJECT
public:
    explicit JinjaColours(QTextDocument* document) : QSyntaxHighlighter(document) {}

protected:
    void highlightBlock(const QString& text) override;

private:
    int colourInside(const QString& text, int at, int state);
};

}  // namespace tunesmith::ui
