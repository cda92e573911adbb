// CardView: a model's card, Markdown that strangers wrote. It loads nothing: no picture, no file, from nowhere. HTML in it is left out.
#pragma once

#include <QTextBrowser>

namespace tunesmith::ui {

class CardView : public QTextBrowser {
    Q_OBJECT
public:
    explicit CardView(QWidget* parent = nullptr);
    void showCard(const QString& markdown);
    /// The card as it is shown: HTML and pictures taken out, and not too long for a window.
    static QString readable(const QString& markdown);

protected:
    QVariant loadResource(int type, const QUrl& name) override;
};

}  // namespace tunesmith::ui
