// ImportRows: the first rows of a file as the model will see them, three at a time, with what cannot be used.
#pragma once

#include <array>

#include "core/engine/project.h"
#include "ui/widgets/card.h"

namespace tunesmith::ui {

class ProjectBridge;
class RenderedView;
class Selection;

class ImportRows : public Card {
    Q_OBJECT
public:
    static constexpr int kShown = 3;

    ImportRows(ProjectBridge& project, Selection& selection, QWidget* parent = nullptr);
    void show(const ImportPreviewInfo& preview);

private:
    struct Place {
        QLabel* title;
        RenderedView* view;
        QLabel* summary;
    };
    void step(int by);
    void showRows();
    void render(std::size_t place);

    ProjectBridge& project_;
    Selection& selection_;
    ImportPreviewInfo preview_;
    std::array<Place, kShown> places_;
    QLabel *position_, *issues_, *none_;
    QPushButton *previous_, *next_;
    int first_ = 0, asked_ = 0;
};

}  // namespace tunesmith::ui
