// ReadyCard: whether the run can start, what it will cost, and the Start button; else why not, in words, with the
// button that mends it.
#pragma once

#include "core/engine/project.h"
#include "ui/bridge/async.h"
#include "ui/widgets/card.h"

class QTimer;

namespace tunesmith::ui {

class CheckBridge;
class LabelBars;
class ProjectBridge;
class Selection;

class ReadyCard : public Card {
    Q_OBJECT
public:
    ReadyCard(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    bool isReady() const { return ready_; }
    /// Null before the first answer.
    const Readiness* readiness() const { return readiness_ ? &*readiness_ : nullptr; }
    TrainRequest request() const;
    /// Asks anew a moment later, so that a burst of changes asks once.
    void checkSoon();
    void start();

Q_SIGNALS:
    void started();
    void openPage(const QString& id);
    void readinessChanged();
    void startFailed(const tunesmith::Failure& failure);

private:
    void check();
    void checked(CheckBridge* check);
    void showMissing(const QString& what, const QString& button, const QString& page);
    void showReadiness(const Readiness& readiness);
    void showLabels(const Readiness& readiness);
    void showReasons(const QStringList& problems, const QStringList& warnings);
    void setReady(bool ready, const QString& state, const char* tone);

    ProjectBridge& project_;
    Selection& selection_;
    QLabel *shortcut_, *time_, *timeWords_, *memory_, *memoryWords_, *tokens_, *differs_;
    QWidget* figures_;
    LabelBars* labels_;
    QVBoxLayout* reasons_;
    QPushButton *start_, *mend_;
    QString mendPage_;
    QTimer* debounce_;
    QPointer<CheckBridge> check_;
    std::optional<Readiness> readiness_;
    bool ready_ = false, starting_ = false;
    int asked_ = 0;
};

}  // namespace tunesmith::ui
