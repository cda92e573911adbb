// SparkLine: a small line of recent values under a caption and the newest value, for learning rate, gradient norm,
// speed, memory and how right answers are.
#pragma once

#include <QColor>
#include <QFrame>
#include <QString>
#include <vector>

class QLabel;

namespace tunesmith::ui {

class SparkLine : public QFrame {
    Q_OBJECT
public:
    enum class Colour { Rate, Gradient, Speed, Memory, Score };
    SparkLine(const QString& caption, Colour colour, QWidget* parent = nullptr);
    void clear();
    void add(double value);
    /// "4.1e-4", and "clip 1.0" beside it.
    void setReading(const QString& value, const QString& beside);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QColor lineColour() const;

    QLabel *value_, *beside_;
    QString caption_;
    Colour colour_;
    std::vector<double> values_;  // thinned to a bounded number
    std::size_t stride_ = 1, skipped_ = 0;
};

}  // namespace tunesmith::ui
