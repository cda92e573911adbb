// LabelView: a text to try on a classifier, and what it answers: how likely each label is, a number, or the words that
// it marks. GUI thread only.
#pragma once

#include <QPointer>
#include <QWidget>

#include "core/engine/project.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace tunesmith::ui {

class Banner;
class Card;
class ClassifyBridge;
class LabelBars;
class ProjectBridge;

class LabelView : public QWidget {
    Q_OBJECT
public:
    explicit LabelView(ProjectBridge& project, QWidget* parent = nullptr);
    /// Who answers, and what it gives. Another one forgets the answer.
    void setModel(const ModelRef& ref, const LabelsInfo& gives);
    void clear();
    void focusText();
    bool isAnswering() const { return job_ != nullptr; }

Q_SIGNALS:
    void answeringChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void ask();
    void showAnswer(const Prediction& answer);
    void setBusy(bool busy);

    ProjectBridge& project_;
    ModelRef ref_;
    LabelsInfo gives_;
    Banner* banner_;
    QPlainTextEdit *text_, *second_;
    QPushButton *ask_, *pair_;
    Card* answer_;
    QLabel *hint_, *label_, *detail_, *marked_, *legend_;
    LabelBars* bars_;
    QPointer<ClassifyBridge> job_;
    int asked_ = 0;
};

/// The text with what is marked in it as HTML, each kind of mark in a colour of its own; and in `legend` which is
/// which.
QString markedHtml(const Prediction& answer, QString& legend);

}  // namespace tunesmith::ui
