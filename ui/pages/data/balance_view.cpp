#include "ui/pages/data/balance_view.h"

#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <utility>

#include "core/base/atomic_file.h"
#include "ui/bridge/project_bridge.h"
#include "ui/bridge/report_words.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/studio_question.h"
#include "ui/bridge/words.h"
#include "ui/pages/data/balance_sections.h"
#include "ui/pages/data/report_pdf.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

BalanceView::BalanceView(ProjectBridge& project, Selection& selection, QWidget* parent)
    : StudioView(parent), project_(project), selection_(selection) {
    auto* column = plainColumn(this);
    header_ = new PageHeader(tr("Balance"));
    save_ = makeButton(tr("&Save report"));
    save_->setObjectName(QStringLiteral("saveReport"));
    auto* menu = new QMenu(save_);
    menu->addAction(tr("As a &web page (HTML)…"), this, [this] { save(false); });
    menu->addAction(tr("As a &PDF…"), this, [this] { save(true); });
    save_->setMenu(menu);
    save_->setProperty("menu", true);
    header_->addAction(save_);
    auto* back = makePrimary(tr("&Back to the rows"));
    connect(back, &QPushButton::clicked, this, [this] {
        question_->cancel();
        Q_EMIT closed();
    });
    header_->addAction(back);
    column->addWidget(header_);
    banner_ = new Banner;
    column->addWidget(banner_);
    busy_ = new QWidget;
    auto* line = new QHBoxLayout(busy_);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::kM);
    progress_ = new QProgressBar;
    progress_->setTextVisible(false);
    progress_->setAccessibleName(tr("Looking at the rows"));
    line->addWidget(progress_, 1);
    working_ = makeLabel({}, TextStyle::Caption, "muted");
    line->addWidget(working_);
    auto* cancel = makeButton(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, [this] { question_->cancel(); });
    line->addWidget(cancel);
    column->addWidget(busy_);
    area_ = new ScrollColumn;
    place_ = plainColumn(area_->content(), 0);
    column->addWidget(area_, 1);
    question_ = new StudioQuestion(project, this);
    connect(question_, &StudioQuestion::progressed, this, [this](const JobSnapshot& s) {
        progress_->setRange(0, s.total > 0 ? 1000 : 0);
        if (s.total > 0) progress_->setValue(int(1000 * s.done / s.total));
        if (s.total > 0 && s.secondsLeft > 0) working_->setText(tr("%1 left").arg(words::duration(s.secondsLeft)));
    });
    connect(question_, &StudioQuestion::answered, this, [this](const StudioResult& result) {
        setBusy(false);
        show(result.profile);
    });
    connect(question_, &StudioQuestion::failed, this, [this](const Failure& failure) {
        setBusy(false);
        banner_->showFailure(failure);
    });
    connect(question_, &StudioQuestion::cancelled, this, [this] {
        setBusy(false);
        Q_EMIT closed();
    });
    setBusy(false);
}

void BalanceView::start() {
    const auto* dataset = project_.dataset(selection_.dataset());
    if (!dataset) return;
    header_->setTitle(tr("Balance of %1").arg(words::text(dataset->name)));
    header_->setSubtitle(tr("What the rows hold, whom they speak of, and what is missing. Nothing is changed here."));
    banner_->hide();
    result_.reset();
    delete std::exchange(shown_, nullptr);
    look();
}

void BalanceView::look() {
    ProfileRequest request;
    request.dataset = selection_.dataset().toStdString();
    request.model = selection_.model().toStdString();
    request.limit = selection_.recipe().data.maxLength;
    setBusy(true);
    question_->ask([request](DataStudio& studio) { return studio.profile(request); });
}

void BalanceView::show(std::shared_ptr<const ProfileResult> result) {
    result_ = std::move(result);
    delete std::exchange(shown_, nullptr);
    BalanceActions actions;
    actions.mend = [this](const Remedy& remedy) {
        if (remedy.steps.empty())
            Q_EMIT splitChosen(remedy.split.value("stratify", false));
        else
            Q_EMIT cleaningChosen(remedy.steps);
    };
    actions.showRow = [this](std::int64_t position) { Q_EMIT rowChosen(position); };
    shown_ = makeBalance(*result_, actions);
    shown_->setObjectName(QStringLiteral("balance"));
    place_->addWidget(shown_);
    shown_->show();
    area_->settle();
    save_->setEnabled(true);
}

void BalanceView::setBusy(bool busy) {
    busy_->setVisible(busy);
    progress_->setRange(0, 0);
    working_->setText(tr("looking at the rows…"));
    save_->setEnabled(!busy && result_ != nullptr);
}

void BalanceView::save(bool pdf) {
    if (!result_) return;
    const QString ending = pdf ? QStringLiteral(".pdf") : QStringLiteral(".html");
    const QString name = tr("Balance of %1").arg(words::text(result_->info.dataset));
    const QString path =
        Dialogs::saveFile(this, tr("Save report"), name + ending, pdf ? tr("PDF (*.pdf)") : tr("Web page (*.html)"));
    if (path.isEmpty()) return;
    try {
        const std::string page = profileReportHtml(result_->profile, result_->findings, result_->info, reportWords());
        const std::string bytes = pdf ? reportPdf(words::text(page), name).toStdString() : page;
        writeFileAtomically(words::utf8(path), bytes);
        banner_->showMessage(tr("The report is saved"), path, "good");
        banner_->setAction({});
    } catch (const Error& error) {
        banner_->showFailure({error.code(), error.what(), error.where()});
    }
}

}  // namespace tunesmith::ui
