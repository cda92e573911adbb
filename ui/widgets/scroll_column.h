// ScrollColumn: a vertical scroll area without a frame whose scroll bar stands outside, in the margin or the gap at its
// trailing edge. What it holds is as wide as the area, whether it scrolls or not, so that edges stay in line.
#pragma once

#include <QPointer>
#include <QScrollArea>

class QScrollBar;

namespace tunesmith::ui {

class ScrollColumn : public QScrollArea {
    Q_OBJECT
public:
    explicit ScrollColumn(QWidget* parent = nullptr);
    ~ScrollColumn() override;
    /// The widget that scrolls; give it a layout.
    QWidget* content() const { return widget(); }
    /// Lays out now what was just put into the content. Otherwise the next frame shows it squeezed into the height that
    /// the content had before: a scroll area takes notice of a new height by a posted event, and widgets that are not
    /// yet polished tell sizes without their style.
    void settle();

protected:
    bool event(QEvent* event) override;

private:
    void follow();

    QPointer<QScrollBar> bar_;  // a sibling: the parent's margin is where it stands
};

}  // namespace tunesmith::ui
