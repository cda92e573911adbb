// DifferenceView: one row before and after a step: what went in one colour and struck out, what came in another.
#pragma once

#include <QWidget>

#include "core/engine/data_studio.h"

namespace tunesmith::ui {

class DifferenceView : public QWidget {
    Q_OBJECT
public:
    explicit DifferenceView(const CleanSample& sample, QWidget* parent = nullptr);
    explicit DifferenceView(const RowDifference& difference, QWidget* parent = nullptr);
    /// Under a title of its own.
    DifferenceView(const QString& title, const Record& before, const Record& after, QWidget* parent = nullptr);

private:
    void build(const QString& title, const QString& html);
};

/// A text with what differs marked, as HTML; where texts differ in much, the old one and the new one after each other.
/// Unseen characters are made visible. `long` texts are cut around what differs.
QString differenceHtml(const QString& before, const QString& after);

}  // namespace tunesmith::ui
