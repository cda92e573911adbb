// ComboBox: as wide as its longest text where there is room; where there is none it gives way, elides, and says the
// rest in its tooltip.
#pragma once

#include <QComboBox>

namespace tunesmith::ui {

class ComboBox : public QComboBox {
    Q_OBJECT
public:
    explicit ComboBox(QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    /// Only where it has the focus: a wheel that scrolls the page past it changes nothing.
    void wheelEvent(QWheelEvent* event) override;

private:
    QString tip_;
};

}  // namespace tunesmith::ui
