// TemplateDialog: the chat template of a model: shown, edited with its faults in words while one types, and tried on a
// conversation and on rows. What is taken holds for this model in this project; runs keep the one they were trained
// with.
#pragma once

#include <QDialog>

#include "core/engine/project.h"

class QLabel;
class QPushButton;

namespace tunesmith::ui {

class Banner;
class CodeEdit;
class ComboBox;
class ProjectBridge;
class Selection;
class TemplatePreview;

class TemplateDialog : public QDialog {
    Q_OBJECT
public:
    TemplateDialog(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    /// Reads the model's template and shows it.
    void showModel(const QString& name);
    void reject() override;

private:
    QWidget* buildEditor();
    QWidget* buildPreview();
    void showTemplate(const ChatTemplateInfo& info);
    void showTried(const ChatTemplateFault& fault);
    void followEdit();
    void startFrom(int item);
    void take();
    bool isChanged() const;
    ProjectBridge& project_;
    QString model_, inUse_, own_;  // the latter two as the editor shows them
    ChatTemplateInfo info_;
    bool faulty_ = false, busy_ = false;
    int faultLine_ = 0, faultColumn_ = 0;
    Banner* banner_;
    CodeEdit* edit_;
    ComboBox* presets_;
    TemplatePreview* preview_;
    QLabel *state_, *fault_, *runs_;
    QPushButton *goTo_, *cancel_, *use_;
};

}  // namespace tunesmith::ui
