// RailButton: one stage in the rail: its name and its state (nothing yet, ready, working, needs you).
#pragma once

#include <QAbstractButton>
#include <QString>

namespace tunesmith::ui {

struct StageState {
    enum Kind { Nothing, Ready, Working, NeedsYou };
    Kind kind = Nothing;
    int count = 0;  // of things that need the user; 0: no number
    QString words;  // "160 rows", "no model yet": tooltip and what screen readers say
    bool operator==(const StageState&) const = default;
};

class RailButton : public QAbstractButton {
    Q_OBJECT
public:
    explicit RailButton(const QString& name, QWidget* parent = nullptr);
    void setState(const StageState& state);
    const StageState& state() const { return state_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    bool event(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    void paintMark(QPainter& painter, const QPointF& centre) const;

    StageState state_;
    int timer_ = 0, tick_ = 0;
    bool hover_ = false, ring_ = false;
};

}  // namespace tunesmith::ui
