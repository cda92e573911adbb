// EvaluatePage: what a run has brought, measured on rows it never trained on: the loss, and the answers, before and
// after; of a classifier how right its labels are, each of them, and which it takes for which.
#pragma once

#include <QPointer>
#include <optional>

#include "core/engine/job.h"
#include "ui/pages/page.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace tunesmith::ui {

class Banner;
class Card;
class ConfusionTableModel;
class DatasetListModel;
class EmptyState;
class EvaluateBridge;
class EvaluationTableModel;
class LabelTableModel;
class RunListModel;

class EvaluatePage : public Page {
    Q_OBJECT
public:
    explicit EvaluatePage(const PageContext& context, QWidget* parent = nullptr);
    StageState stage() const override;
    QVector<PageAction> actions() override;
    QString help() const override;

private:
    QWidget* buildEmpty();
    QWidget* buildForm();
    QWidget* buildFigures();
    QWidget* buildLabels();
    QWidget* buildConfusion();
    void showLabels();
    /// The run gives labels; and so does its model as it was, so that the two can be compared.
    bool classifies() const;
    bool comparable() const;
    void refresh();
    void start();
    void startSide(bool after);
    void finishSide(bool after);
    void showFigures();
    void setBusy(bool busy);
    bool hasRows() const;

    QStackedWidget* stack_;
    EmptyState* empty_;
    Banner* banner_;
    QComboBox *runs_, *datasets_, *rows_;
    RunListModel* runModel_;
    DatasetListModel* datasetModel_;
    QCheckBox* answers_;
    QPushButton *start_, *cancel_, *emptyButton_;
    QLabel *progressText_, *what_;
    QProgressBar* progress_;
    QLabel *beforeName_, *afterName_, *lossBefore_, *lossAfter_, *rightName_, *rightBefore_, *rightAfter_, *f1Name_,
        *f1Before_, *f1After_, *verdict_;
    Card *figures_, *table_, *confusionCard_, *labelsCard_;
    QTableView *view_, *confusionView_, *labelsView_;
    EvaluationTableModel* model_;
    ConfusionTableModel* confusion_;
    LabelTableModel* labels_;
    QPointer<EvaluateBridge> job_;
    std::optional<EvaluateResult> before_, after_;
    bool busy_ = false, cancelled_ = false;
};

}  // namespace tunesmith::ui
