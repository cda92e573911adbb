// Page: one stage of the work. The shell knows pages only by this interface; pages know each other not at all.
#pragma once

#include <QKeySequence>
#include <QVector>
#include <QWidget>
#include <functional>

#include "ui/widgets/rail_button.h"

namespace tunesmith::ui {

class HubBridge;
class ProjectBridge;
class Selection;

/// What the shell hands to every page; outlives them.
struct PageContext {
    ProjectBridge& project;
    Selection& selection;
    HubBridge& hub;
};

/// Something that Ctrl+K finds.
struct PageAction {
    QString text;
    std::function<void()> run;
};

class Page : public QWidget {
    Q_OBJECT
public:
    explicit Page(const PageContext& context, QWidget* parent = nullptr) : QWidget(parent), context_(context) {}
    virtual StageState stage() const = 0;
    virtual QVector<PageAction> actions() { return {}; }
    /// What F1 says where nothing more special has the focus.
    virtual QString help() const = 0;
    /// The page comes to the front.
    virtual void shown() {}

Q_SIGNALS:
    void stageChanged();
    void openPage(const QString& id);

protected:
    ProjectBridge& project() const { return context_.project; }
    Selection& selection() const { return context_.selection; }
    HubBridge& hub() const { return context_.hub; }

private:
    PageContext context_;
};

}  // namespace tunesmith::ui
