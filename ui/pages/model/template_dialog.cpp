#include "ui/pages/model/template_dialog.h"

#include <QLabel>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/words.h"
#include "ui/pages/model/template_preview.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/code_edit.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/jinja_colours.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {
enum Items { Choose, OwnTemplate, FirstPreset };
}

TemplateDialog::TemplateDialog(ProjectBridge& project, Selection& selection, QWidget* parent)
    : QDialog(parent), project_(project) {
    setWindowTitle(tr("Chat template"));
    fitDialog(this, QSize(1160, 740));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kXl, space::kL, space::kXl, space::kL);
    column->setSpacing(space::kM);
    column->addWidget(makeParagraph(
        tr("The chat template turns a conversation into the one text that the model reads. In training, in answers and "
           "in "
           "what you publish it has to be the same: that is why it is kept with the model, and with each run."),
        TextStyle::Body, "muted"));
    banner_ = new Banner;
    banner_->hide();
    column->addWidget(banner_);
    preview_ = new TemplatePreview(project, selection);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(space::kM);
    columns->addWidget(buildEditor(), 1);
    columns->addWidget(buildPreview(), 1);
    column->addLayout(columns, 1);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kS);
    runs_ = makeParagraph({}, TextStyle::Caption, "muted");
    runs_->setObjectName(QStringLiteral("templateRuns"));
    cancel_ = makeButton(tr("&Cancel"));
    cancel_->setAutoDefault(false);
    use_ = makePrimary(tr("&Use this template"));
    use_->setObjectName(QStringLiteral("templateUse"));
    use_->setAutoDefault(false);
    line->addWidget(runs_, 1);
    line->addWidget(cancel_);
    line->addWidget(use_);
    column->addLayout(line);
    connect(cancel_, &QPushButton::clicked, this, &TemplateDialog::reject);
    connect(use_, &QPushButton::clicked, this, &TemplateDialog::take);
    connect(preview_, &TemplatePreview::tried, this, &TemplateDialog::showTried);
    connect(edit_, &QPlainTextEdit::textChanged, this, &TemplateDialog::followEdit);
    connect(&project_, &ProjectBridge::closed, this, &QDialog::reject);
    followEdit();
}

QWidget* TemplateDialog::buildEditor() {
    auto* card = new Card(tr("Template"));
    state_ = makePill({});
    state_->setObjectName(QStringLiteral("templateState"));
    card->addToTitle(state_);
    presets_ = new ComboBox;
    presets_->setObjectName(QStringLiteral("templatePresets"));
    presets_->setAccessibleName(tr("Start from another template"));
    presets_->addItem(tr("Start from…"));
    presets_->addItem(tr("The model's own"));
    for (const ChatTemplatePreset& preset : chatTemplatePresets()) presets_->addItem(words::text(preset.title));
    card->addToTitle(presets_);
    edit_ = new CodeEdit;
    edit_->setObjectName(QStringLiteral("templateEdit"));
    edit_->setAccessibleName(tr("Chat template"));
    new JinjaColours(edit_->document());
    card->body()->addWidget(edit_, 1);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kS);
    fault_ = makeParagraph({}, TextStyle::Body, "muted");
    fault_->setObjectName(QStringLiteral("templateFault"));
    goTo_ = makeLink(tr("Go there"));
    goTo_->setObjectName(QStringLiteral("templateGoTo"));
    line->addWidget(fault_, 1);
    line->addWidget(goTo_, 0, Qt::AlignTop);
    card->body()->addLayout(line);
    connect(presets_, &QComboBox::activated, this, &TemplateDialog::startFrom);
    connect(goTo_, &QPushButton::clicked, this, [this] { edit_->goTo(faultLine_, faultColumn_); });
    return card;
}

QWidget* TemplateDialog::buildPreview() {
    auto* card = new Card(tr("As the model reads it"));
    card->body()->addWidget(preview_, 1);
    return card;
}

// ---- what is shown

void TemplateDialog::showModel(const QString& name) {
    model_ = name;
    setWindowTitle(tr("Chat template of %1").arg(name));
    banner_->hide();
    busy_ = true;
    edit_->setReadOnly(true);
    project_.chatTemplate(name, this, [this, name](Result<ChatTemplateInfo> info) {
        if (name != model_) return;
        busy_ = false;
        edit_->setReadOnly(false);
        if (!info) {
            followEdit();
            return banner_->showFailure(*info.failure);
        }
        showTemplate(*info);
    });
}

void TemplateDialog::showTemplate(const ChatTemplateInfo& info) {
    info_ = info;
    edit_->setPlainText(words::text(info.own));
    own_ = edit_->source();
    edit_->setPlainText(words::text(info.source));
    inUse_ = edit_->source();
    edit_->setFocus();
    preview_->setModel(model_);
    QStringList names;
    for (const std::string& run : info.runs) names << words::text(run);
    const int more = int(names.size()) - 3;
    if (more > 0) names = names.mid(0, 3) << tr("%n more", nullptr, more);
    runs_->setText(names.isEmpty()
                       ? tr("It holds for this model in this project. Runs keep the template that they were "
                            "trained with.")
                       : tr("Runs keep the template that they were trained with; another than this one: %1")
                             .arg(names.join(QStringLiteral(", "))));
    followEdit();
}

bool TemplateDialog::isChanged() const {
    return edit_->source() != inUse_;
}

void TemplateDialog::followEdit() {
    const bool own = edit_->source() == own_;
    state_->setText(isChanged()                ? tr("not yet in use")
                    : own && info_.modelHasOne ? tr("the model's own")
                    : own                      ? tr("the plain one")
                                               : tr("changed in this project"));
    setTone(state_, isChanged() ? "warn" : "");
    // An edit is only taken once it has been tried.
    use_->setEnabled(!busy_ && isChanged() && !faulty_);
    use_->setToolTip(faulty_ ? tr("Mend the fault first.") : !isChanged() ? tr("This template is in use.") : QString());
    if (!model_.isEmpty() && !busy_) preview_->setSource(edit_->source());
}

void TemplateDialog::showTried(const ChatTemplateFault& fault) {
    faulty_ = fault.line > 0 || !fault.message.empty();
    faultLine_ = fault.line;
    faultColumn_ = fault.column;
    edit_->markFault(faulty_ ? fault.line : 0, fault.column);
    const QString message = words::text(fault.message);
    fault_->setText(!faulty_           ? tr("No fault found.")
                    : fault.line == 0  ? message
                    : fault.column > 0 ? tr("Line %1, column %2: %3").arg(fault.line).arg(fault.column).arg(message)
                                       : tr("Line %1: %2").arg(fault.line).arg(message));
    setTone(fault_, faulty_ ? "bad" : "good");
    goTo_->setVisible(faulty_ && fault.line > 0);
    use_->setEnabled(!busy_ && isChanged() && !faulty_);
    use_->setToolTip(faulty_ ? tr("Mend the fault first.") : QString());
}

// ---- what happens

void TemplateDialog::startFrom(int item) {
    presets_->setCurrentIndex(Choose);
    if (item == OwnTemplate) edit_->replaceAll(words::text(info_.own));
    if (item >= FirstPreset)
        edit_->replaceAll(words::text(chatTemplatePresets()[std::size_t(item - FirstPreset)].source));
    edit_->setFocus();
}

void TemplateDialog::take() {
    busy_ = true;
    use_->setEnabled(false);
    banner_->hide();
    // Its own is given back as it is, line ends and all.
    const QString source = edit_->source() == own_ ? words::text(info_.own) : edit_->source();
    project_.setChatTemplate(model_, source, this, [this](Result<Nothing> result) {
        busy_ = false;
        if (!result) {
            followEdit();
            return banner_->showFailure(*result.failure);
        }
        accept();
    });
}

void TemplateDialog::reject() {
    if (isVisible() && project_.isOpen() && isChanged() && !model_.isEmpty() &&
        Dialogs::ask(this, tr("Leave what you wrote?"), tr("The template was changed and is not yet in use."),
                     {tr("Leave it")}, 0) != 0)
        return;
    QDialog::reject();
}

}  // namespace tunesmith::ui
