#include "ui/pages/data/replace_view.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/studio_question.h"
#include "ui/bridge/words.h"
#include "ui/pages/data/difference_list.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/form_grid.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr int kDebounceMs = 350;

}  // namespace

ReplaceView::ReplaceView(ProjectBridge& project, Selection& selection, QWidget* parent)
    : StudioView(parent), project_(project), selection_(selection) {
    auto* column = plainColumn(this);
    header_ = new PageHeader(tr("Find and replace"));
    header_->setSubtitle(
        tr("Nothing changes until you apply it. The rows as they are now stay: you can go back to them."));
    auto* cancel = makeButton(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &ReplaceView::closed);
    header_->addAction(cancel);
    applyButton_ = makePrimary(tr("&Replace all"));
    applyButton_->setObjectName(QStringLiteral("applyReplace"));
    connect(applyButton_, &QPushButton::clicked, this, &ReplaceView::apply);
    header_->addAction(applyButton_);
    column->addWidget(header_);
    banner_ = new Banner;
    column->addWidget(banner_);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(space::kM);
    sides->addWidget(buildForm(), 2);
    auto* preview = new Card(tr("What would change"));
    summary_ = makeParagraph({}, TextStyle::Body, "muted");
    preview->body()->addWidget(summary_);
    samples_ = new DifferenceList;
    preview->body()->addWidget(samples_, 1);
    sides->addWidget(preview, 3);
    column->addLayout(sides, 1);
    debounce_ = new QTimer(this);
    debounce_->setSingleShot(true);
    debounce_->setInterval(kDebounceMs);
    connect(debounce_, &QTimer::timeout, this, &ReplaceView::look);
    question_ = new StudioQuestion(project, this);
    connect(question_, &StudioQuestion::answered, this, [this](const StudioResult& result) {
        banner_->hide();
        show(result);
    });
    connect(question_, &StudioQuestion::failed, banner_, &Banner::showFailure);
}

QWidget* ReplaceView::buildForm() {
    auto* card = new Card(tr("What to replace"));
    auto* form = new FormGrid;
    find_ = new QLineEdit;
    find_->setObjectName(QStringLiteral("findText"));
    with_ = new QLineEdit;
    with_->setPlaceholderText(tr("nothing: it is taken out"));
    query_ = new QLineEdit;
    query_->setPlaceholderText(tr("all rows"));
    query_->setToolTip(tr("For example: answer.words < 5 and label = billing"));
    field_ = new ComboBox;
    field_->addItem(tr("everywhere"), QStringLiteral("text"));
    field_->addItem(tr("in questions"), QStringLiteral("question"));
    field_->addItem(tr("in answers"), QStringLiteral("answer"));
    field_->addItem(tr("in system messages"), QStringLiteral("system"));
    form->add(tr("&Find"), find_);
    form->add(tr("Replace &with"), with_);
    form->add(tr("W&here"), field_);
    form->add(tr("&Only in rows"), query_);
    card->body()->addWidget(form);
    case_ = new QCheckBox(tr("&Upper and lower case differ"));
    regex_ = new QCheckBox(tr("Regular e&xpression: $1 stands for the first group"));
    card->body()->addWidget(case_);
    card->body()->addWidget(regex_);
    card->body()->addStretch();
    const auto changed = [this] { debounce_->start(); };
    for (auto* field : {find_, with_, query_}) connect(field, &QLineEdit::textChanged, this, changed);
    for (auto* box : {case_, regex_}) connect(box, &QCheckBox::toggled, this, changed);
    connect(field_, &QComboBox::activated, this, changed);
    return card;
}

void ReplaceView::setQuery(const QString& query) {
    query_->setText(query);
}

void ReplaceView::start() {
    banner_->hide();
    find_->setFocus();
    look();
}

EditRequest ReplaceView::request(bool preview) const {
    EditRequest request;
    request.dataset = selection_.dataset().toStdString();
    request.query = query_->text().toStdString();
    request.find = find_->text().toStdString();
    request.with = with_->text().toStdString();
    request.field = field_->currentData().toString().toStdString();
    request.regex = regex_->isChecked();
    request.matchCase = case_->isChecked();
    request.preview = preview;
    return request;
}

void ReplaceView::look() {
    applyButton_->setEnabled(false);
    if (find_->text().isEmpty()) {
        question_->forget();
        show({});
        summary_->setText(tr("Type the text to look for."));
        return;
    }
    summary_->setText(tr("looking at the rows…"));
    question_->ask([wanted = request(true)](DataStudio& studio) { return studio.edit(wanted); });
}

void ReplaceView::show(const StudioResult& result) {
    samples_->show(result.samples, result.changed);
    summary_->setText(result.changed > 0 ? tr("%1 rows would change.").arg(words::count(result.changed))
                                         : tr("No row holds this text."));
    applyButton_->setEnabled(result.changed > 0);
}

void ReplaceView::apply() {
    question_->forget();
    applyButton_->setEnabled(false);
    project_.runStudio([wanted = request(false)](DataStudio& studio) { return studio.edit(wanted); }, this,
                       [this](Result<StudioResult> result) {
                           if (!result) return banner_->showFailure(*result.failure);
                           Q_EMIT done(tr("%1 rows were changed").arg(words::count(result->changed)),
                                       tr("Versions has the way back."));
                       });
}

}  // namespace tunesmith::ui
