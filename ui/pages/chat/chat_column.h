// ChatColumn: one conversation with one model, answers streaming in. Two of them stand side by side.
#pragma once

#include <QPointer>
#include <vector>

#include "core/engine/project.h"
#include "ui/bridge/async.h"
#include "ui/widgets/card.h"

class QScrollArea;

namespace tunesmith::ui {

class GenerateBridge;
class ProjectBridge;

class ChatColumn : public Card {
    Q_OBJECT
public:
    ChatColumn(ProjectBridge& project, const QString& title, QWidget* parent = nullptr);
    void setWho(const QString& title, const QString& detail);
    void setHint(const QString& text);
    /// Asks `question` with what was said before. `settings` gives everything but the messages.
    void ask(const QString& question, const GenerateRequest& settings, const QString& systemPrompt);
    void stop();
    void clear();
    bool isAnswering() const { return answering_; }
    QString lastAnswer() const { return last_; }

Q_SIGNALS:
    void answeringChanged();

private:
    QLabel* addTurn(const QString& who, const QString& text, const char* role, bool copyable);
    void addText(const QString& text);
    void finish();
    void fail(const Failure& failure);
    void setAnswering(bool on);
    void scrollToEnd();

    ProjectBridge& project_;
    QLabel *detail_, *hint_;
    QScrollArea* area_;
    QVBoxLayout* turns_;
    QLabel *answer_ = nullptr, *stats_ = nullptr;
    std::vector<Message> messages_;
    QString last_;
    QPointer<GenerateBridge> job_;
    bool answering_ = false, stopped_ = false;
    int asked_ = 0;
};

}  // namespace tunesmith::ui
