// Card: a surface with a title, an optional link beside it, and content below. EmptyState: what belongs here and how to
// get it. Banner: a failure or a warning in place, with what can be done about it. PageHeader: a page's title line.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/engine/job.h"

namespace tunesmith::ui {

class ElidedLabel;

class Card : public QFrame {
    Q_OBJECT
public:
    explicit Card(const QString& title = {}, QWidget* parent = nullptr);
    /// Where content goes.
    QVBoxLayout* body() { return body_; }
    void setTitle(const QString& title);
    QLabel* titleLabel() const { return title_; }
    /// Puts a widget at the right end of the title line.
    void addToTitle(QWidget* widget);

private:
    QLabel* title_ = nullptr;
    QHBoxLayout* titleLine_ = nullptr;
    QVBoxLayout* body_ = nullptr;
};

class EmptyState : public QWidget {
    Q_OBJECT
public:
    EmptyState(const QString& iconName, const QString& title, const QString& text, QWidget* parent = nullptr);
    void setText(const QString& title, const QString& text);
    /// Buttons stand in a row below the text, in the order of the calls.
    void addButton(QPushButton* button);

private:
    QLabel* title_;
    QLabel* text_;
    QHBoxLayout* buttons_;
};

class Banner : public QFrame {
    Q_OBJECT
public:
    explicit Banner(QWidget* parent = nullptr);
    void showFailure(const Failure& failure);
    void showMessage(const QString& title, const QString& detail, const char* tone);
    /// A button that mends it; an empty text removes it.
    void setAction(const QString& text);
    QString text() const;

Q_SIGNALS:
    void actionChosen();
    void dismissed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* title_;
    QLabel* detail_;
    QPushButton* action_;
    QByteArray tone_ = "bad";
};

class PageHeader : public QWidget {
    Q_OBJECT
public:
    explicit PageHeader(const QString& title, QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setSubtitle(const QString& text);
    /// Right of the title: a pill, a combo box.
    void addBeside(QWidget* widget);
    /// At the right end, in the order of the calls; the primary button last.
    void addAction(QWidget* widget);

private:
    ElidedLabel* title_;
    QLabel* subtitle_;
    QHBoxLayout* beside_;
    QHBoxLayout* actions_;
};

}  // namespace tunesmith::ui
