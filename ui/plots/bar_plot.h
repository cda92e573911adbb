// BarPlot: how many rows fall into bins of a length, or into categories. Upright bars over an axis of numbers, or lying
// bars with their names; the pointer, or Left, Right, Up and Down, reads one. GUI thread only.
#pragma once

#include <QStringList>
#include <QWidget>
#include <memory>
#include <vector>

namespace tunesmith::ui {

class BarPlot : public QWidget {
    Q_OBJECT
public:
    explicit BarPlot(QWidget* parent = nullptr);
    ~BarPlot() override;

    /// Bin i lies between edges[i] and edges[i + 1]; where `open` the last bin takes all beyond, and is drawn as wide
    /// as the others. `limit` > 0 draws a line there. `unit`: below the axis.
    void setHistogram(const std::vector<double>& edges, const std::vector<double>& counts, bool open,
                      const QString& unit, double limit);
    /// The first on top. `readings`: what stands behind each bar ("1,204 · 37 %").
    void setCategories(const QStringList& names, const std::vector<double>& counts, const QStringList& readings);

    QSize sizeHint() const override { return {420, 200}; }
    QSize minimumSizeHint() const override { return {240, 120}; }

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tunesmith::ui
