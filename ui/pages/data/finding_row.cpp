#include "ui/pages/data/finding_row.h"

#include <QHBoxLayout>

#include "ui/pages/data/finding_words.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

FindingRow::FindingRow(const Finding& finding, QWidget* parent) : QWidget(parent) {
    constexpr int signWidth = 76, buttonWidth = 180;
    const FindingWords said = findingWords(finding);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, space::kXs, 0, space::kXs);
    line->setSpacing(space::kM);
    auto* pill = makePill(severityWords(finding.severity), finding.severity == "info" ? "" : finding.severity.c_str());
    pill->setAlignment(Qt::AlignCenter);
    pill->setMinimumWidth(signWidth);
    line->addWidget(pill, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(makeParagraph(said.title, TextStyle::Strong));
    column->addWidget(makeParagraph(said.detail));
    column->addWidget(makeParagraph(said.advice, TextStyle::Caption, "muted"));
    column->addStretch();
    line->addLayout(column, 1);
    if (finding.remedies.empty()) return;
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(space::kXs);
    for (const Remedy& remedy : finding.remedies) {
        auto* button = makeButton(remedyWords(remedy.name));
        button->setObjectName(QString::fromStdString(finding.kind + "-" + remedy.name));
        button->setAccessibleDescription(said.title);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setMinimumWidth(buttonWidth);
        connect(button, &QPushButton::clicked, this, [this, remedy] { Q_EMIT remedyChosen(remedy); });
        buttons->addWidget(button);
    }
    buttons->addStretch();
    line->addLayout(buttons);
}

}  // namespace tunesmith::ui
