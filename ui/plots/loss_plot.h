// LossPlot: training loss raw and smoothed, validation loss with the best step flagged, over the steps of a run. Wheel
// zooms, a drag moves, a double click or Home shows all; hovering, or Left and Right, reads every series at one step.
// GUI thread only.
#pragma once

#include <QWidget>
#include <memory>

namespace tunesmith::ui {

class LossPlot : public QWidget {
    Q_OBJECT
public:
    explicit LossPlot(QWidget* parent = nullptr);
    ~LossPlot() override;

    void clear();
    /// The right end of the axis until the run is longer.
    void setTotalSteps(std::int64_t steps);
    void addLoss(std::int64_t step, double value);
    void addValidation(std::int64_t step, double value);
    /// Marks where training stopped by itself; below 0: it did not.
    void setStoppedEarly(std::int64_t step);
    void setLogScale(bool on);
    bool logScale() const;
    void showAll();
    /// Throws nothing; returns whether the picture was written. Format by the file's ending: png, pdf.
    bool savePicture(const QString& path) const;

    /// "Loss 3.31 → 0.19 at step 84. Best validation loss 0.35 at step 72."
    QString summary() const;
    double smoothedLoss() const;
    /// Draws what was added; additions alone do not, so that a burst costs one drawing.
    void refresh();

    QSize sizeHint() const override { return {560, 360}; }
    QSize minimumSizeHint() const override { return {280, 180}; }

Q_SIGNALS:
    /// What stands at the step under the pointer; empty when it leaves.
    void readingChanged(const QString& text);

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
