// RenderedView: a row as the model sees it. Turns are tinted by role, trained tokens are underlined; "Show tokens"
// shows every token, the template's own text included. Without a model it shows the turns alone.
#pragma once

#include <QWidget>

#include "core/engine/project.h"

class QLabel;
class QVBoxLayout;

namespace tunesmith::ui {

class RenderedView : public QWidget {
    Q_OBJECT
public:
    explicit RenderedView(QWidget* parent = nullptr);
    /// As the tokenizer and the template of a model render it.
    void showRendered(const RenderedRow& row);
    /// The turns alone: nothing is known of tokens.
    void showRecord(const Record& record);
    void clear();
    void setTokensShown(bool shown);
    bool tokensShown() const { return tokensShown_; }
    /// "47 tokens, 12 trained"; empty where no model has rendered it.
    QString summary() const;

private:
    void rebuild();
    void addTurn(const QString& role, const QString& html, bool trained);
    void buildTurns();
    void buildTokens();

    QVBoxLayout* column_;
    RenderedRow rendered_;
    Record record_;
    bool hasRendered_ = false, hasRecord_ = false, tokensShown_ = false;
};

/// "user", "assistant", ... in the user's language.
QString roleWord(const std::string& role);

}  // namespace tunesmith::ui
