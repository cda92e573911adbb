#include "ui/pages/data/dataset_choice.h"

#include <QCheckBox>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/bridge/words.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

DatasetChoice::DatasetChoice(const QString& what, const QString& none, QWidget* parent) : QWidget(parent) {
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(space::kXs);
    column_->addWidget(makeParagraph(what));
    none_ = makeParagraph(none, TextStyle::Caption, "muted");
    column_->addWidget(none_);
}

void DatasetChoice::setNames(const std::vector<std::string>& names) {
    const std::vector<std::string> kept = chosen();
    for (QCheckBox* box : boxes_) delete box;
    boxes_.clear();
    for (const std::string& name : names) {
        QString text = words::text(name);
        auto* box = new QCheckBox(text.replace(QLatin1Char('&'), QStringLiteral("&&")));
        box->setProperty("dataset", words::text(name));
        box->setChecked(std::find(kept.begin(), kept.end(), name) != kept.end());
        connect(box, &QCheckBox::toggled, this, &DatasetChoice::changed);
        column_->addWidget(box);
        boxes_.push_back(box);
    }
    none_->setVisible(boxes_.empty());
}

std::vector<std::string> DatasetChoice::chosen() const {
    std::vector<std::string> names;
    for (const QCheckBox* box : boxes_)
        if (box->isChecked()) names.push_back(box->property("dataset").toString().toStdString());
    return names;
}

}  // namespace tunesmith::ui
