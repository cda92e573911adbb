// FilterBar: what to look for in the rows, how many were found, and how many were kept aside at the import.
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QTimer;

namespace tunesmith::ui {

class FilterBar : public QWidget {
    Q_OBJECT
public:
    explicit FilterBar(QWidget* parent = nullptr);
    QString text() const;
    /// Nothing is looked for; says nothing.
    void reset();
    void showResult(bool filtered, int rows);
    /// Rows kept aside; 0 hides the button.
    void setAside(std::int64_t rows);
    void focusText();
    /// As if the user had typed it.
    void setText(const QString& text);

Q_SIGNALS:
    /// A moment after the user typed.
    void changed(const QString& text);
    void takeOutAsked();
    void asideAsked();

private:
    QLineEdit* text_;
    QLabel* result_;
    QPushButton *takeOut_, *aside_;
    QTimer* typing_;
};

}  // namespace tunesmith::ui
