// LabelBars: labels with a bar each: how likely, or how many rows. Names stand left, what the bar says right of it; the
// longest names are cut, and say all in the tooltip. Bars that are no longer wanted go; rows beyond the most are summed
// up in a line. GUI thread only.
#pragma once

#include <QString>
#include <QWidget>
#include <vector>

namespace tunesmith::ui {

class LabelBars : public QWidget {
    Q_OBJECT
public:
    struct Bar {
        QString name;
        double share = 0;  // 0 to 1, of the width
        QString reading;   // "93 %", "1,204"
        bool strong = false;
    };
    explicit LabelBars(QWidget* parent = nullptr);
    void setBars(std::vector<Bar> bars);
    const std::vector<Bar>& bars() const { return bars_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    int lineHeight() const;
    int shown() const;

    std::vector<Bar> bars_;
};

}  // namespace tunesmith::ui
