#include "ui/pages/data/difference_list.h"

#include <QVBoxLayout>

#include "ui/bridge/words.h"
#include "ui/pages/data/difference_view.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

DifferenceList::DifferenceList(QWidget* parent) : ScrollColumn(parent) {
    plainColumn(content());
}

void DifferenceList::show(const std::vector<RowDifference>& rows, std::int64_t all, const QString& heading) {
    fill(rows, all, heading);
}

void DifferenceList::show(const std::vector<CleanSample>& samples, std::int64_t all) {
    fill(samples, all, {});
}

void DifferenceList::clear() {
    delete box_;
    box_ = nullptr;
}

template <typename Row>
void DifferenceList::fill(const std::vector<Row>& rows, std::int64_t all, const QString& heading) {
    clear();
    box_ = new QWidget;
    auto* column = plainColumn(box_);
    if (!heading.isEmpty()) column->addWidget(makeParagraph(heading, TextStyle::Strong));
    for (const Row& row : rows) column->addWidget(new DifferenceView(row));
    const std::int64_t more = all - std::int64_t(rows.size());
    if (more > 0) column->addWidget(makeLabel(tr("and %1 more").arg(words::count(more)), TextStyle::Caption, "muted"));
    column->addStretch();
    content()->layout()->addWidget(box_);
}

}  // namespace tunesmith::ui
