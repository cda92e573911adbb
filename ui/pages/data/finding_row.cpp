#include "ui/pages/data/finding_row.h"

#include <QHBoxLayout>

#include "core/data/profile/finding_text.h"
#include "ui/bridge/report_words.h"
#include "ui/bridge/words.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

FindingRow::FindingRow(const Finding& finding, QWidget* parent) : QWidget(parent) {
    constexpr int signWidth = 76, buttonWidth = 180;
    const ReportWords language = reportWords();
    const FindingText said = findingText(finding, language);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, space::kXs, 0, space::kXs);
    line->setSpacing(space::kM);
    auto* pill = makePill(words::text(severityText(finding.severity, language)),
                          finding.severity == "info" ? "" : finding.severity.c_str());
    pill->setAlignment(Qt::AlignCenter);
    pill->setMinimumWidth(signWidth);
    line->addWidget(pill, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    column->addWidget(makeParagraph(words::text(said.title), TextStyle::Strong));
    column->addWidget(makeParagraph(words::text(said.detail)));
    column->addWidget(makeParagraph(words::text(said.advice), TextStyle::Caption, "muted"));
    column->addStretch();
    line->addLayout(column, 1);
    if (finding.remedies.empty()) return;
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(space::kXs);
    for (const Remedy& remedy : finding.remedies) {
        auto* button = makeButton(words::text(remedyText(remedy, language)));
        button->setObjectName(QString::fromStdString(finding.kind + "-" + remedy.name));
        button->setAccessibleDescription(words::text(said.title));
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setMinimumWidth(buttonWidth);
        connect(button, &QPushButton::clicked, this, [this, remedy] { Q_EMIT remedyChosen(remedy); });
        buttons->addWidget(button);
    }
    buttons->addStretch();
    line->addLayout(buttons);
}

}  // namespace tunesmith::ui
