// TemplatePreview: how a chat template turns out, live: a conversation and the first rows of a data set, each token as
// the model reads it, those that are trained underlined. Rendering happens on a worker thread, one question at a time.
#pragma once

#include <QWidget>
#include <vector>

#include "core/engine/project.h"
#include "ui/bridge/async.h"

class QCheckBox;
class QLabel;
class QTimer;
class QVBoxLayout;

namespace tunesmith::ui {

class ComboBox;
class ProjectBridge;
class RenderedView;
class ScrollColumn;
class Selection;

class TemplatePreview : public QWidget {
    Q_OBJECT
public:
    TemplatePreview(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    /// For the model `name` from now on.
    void setModel(const QString& name);
    /// Shows `source` soon, and says what is wrong with it.
    void setSource(const QString& source);
    /// The newest source has been tried.
    bool isCurrent() const { return !busy_ && !again_; }

Q_SIGNALS:
    /// Of the syntax, or else of rendering the conversation; line 0: there is none.
    void tried(const tunesmith::ChatTemplateFault& fault);

private:
    struct Part {
        QLabel *title, *summary, *problem;
        RenderedView* view;
        QWidget* box;
    };
    void buildPart(const QString& title);
    void fillDatasets();
    void loadRows();
    void askSoon();
    void ask();
    void show(const ChatTemplatePreview& preview);
    void showRemarks(const ChatTemplatePreview& preview);
    std::vector<Record> records() const;

    ProjectBridge& project_;
    Selection& selection_;
    QString model_, source_;
    std::vector<Record> rows_;  // of the data set
    ComboBox* datasets_;
    QCheckBox *system_, *forAnswer_;
    QLabel *stops_, *remarks_, *waiting_, *broken_;
    ScrollColumn* area_;
    QVBoxLayout* column_;
    std::vector<Part> parts_;  // the conversation, then rows
    QTimer *soon_, *slow_;
    bool busy_ = false, again_ = false;
    int loading_ = 0;
};

}  // namespace tunesmith::ui
