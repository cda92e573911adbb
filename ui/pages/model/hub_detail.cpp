#include "ui/pages/model/hub_detail.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QProgressBar>
#include <QUrl>

#include "ui/bridge/words.h"
#include "ui/pages/model/hub_card_view.h"
#include "ui/pages/model/hub_results.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

/// "owner/Model-135M" -> "Model-135M"; a GGUF file's name without its ending.
QString nameFor(const QString& repository, const QString& path) {
    const QFileInfo file(path);
    return file.suffix() == QLatin1String("gguf") ? file.completeBaseName() : repository.section(QLatin1Char('/'), -1);
}

}  // namespace

HubDetail::HubDetail(HubBridge& hub, QWidget* parent) : QWidget(parent), hub_(hub) {
    auto* column = plainColumn(this, space::kS);
    name_ = new ElidedLabel({}, Qt::ElideMiddle);
    name_->setFont(fontFor(TextStyle::CardTitle));
    name_->setObjectName(QStringLiteral("hubName"));
    column->addWidget(name_);
    pills_ = new QWidget;
    pillLine_ = new FlowLayout(pills_, space::kS);
    column->addWidget(pills_);
    auto* fileLine = new QHBoxLayout;
    fileLine->setSpacing(space::kM);
    fileLabel_ = makeLabel(tr("&File"));
    files_ = new ComboBox;
    files_->setObjectName(QStringLiteral("hubFiles"));
    files_->setAccessibleName(tr("Which file"));
    fileLabel_->setBuddy(files_);
    fileLine->addWidget(fileLabel_);
    fileLine->addWidget(files_, 1);
    column->addLayout(fileLine);
    room_ = makeParagraph({}, TextStyle::Body, "muted");
    room_->setObjectName(QStringLiteral("hubRoom"));
    column->addWidget(room_);
    refused_ = makeParagraph({}, TextStyle::Caption, "muted");
    refused_->setObjectName(QStringLiteral("hubRefused"));
    column->addWidget(refused_);
    gateBox_ = new QWidget;
    auto* gateColumn = plainColumn(gateBox_, space::kXs);
    gate_ = makeParagraph({}, TextStyle::Body, "warn");
    gate_->setObjectName(QStringLiteral("hubGate"));
    gateColumn->addWidget(gate_);
    auto* gateLine = new QHBoxLayout;
    gateLine->setSpacing(space::kS);
    page_ = makeLink(tr("Open its page in the browser"));
    token_ = makeLink(tr("Enter a token"));
    token_->setObjectName(QStringLiteral("hubEnterToken"));
    gateLine->addWidget(page_);
    gateLine->addWidget(token_);
    gateLine->addStretch();
    gateColumn->addLayout(gateLine);
    column->addWidget(gateBox_);
    auto* rule = new QFrame;
    rule->setProperty("role", QByteArray("line"));
    column->addWidget(rule);
    card_ = new CardView;
    card_->setObjectName(QStringLiteral("hubCard"));
    card_->setMinimumHeight(60);
    column->addWidget(card_, 1);
    banner_ = new Banner;
    banner_->setObjectName(QStringLiteral("hubDownloadBanner"));
    banner_->hide();
    column->addWidget(banner_);
    column->addWidget(buildTransfer());

    connect(files_, &QComboBox::currentIndexChanged, this, &HubDetail::follow);
    connect(page_, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(QUrl(words::text(hub::pageOf(hub_.endpoint().toStdString(), hub::RepoKind::Model, model_.info.id))));
    });
    connect(token_, &QPushButton::clicked, this, &HubDetail::askForToken);
    connect(&hub_.tokens(), &TokenStore::changed, this, &HubDetail::follow);
}

QWidget* HubDetail::buildTransfer() {
    auto* box = new QWidget;
    auto* column = plainColumn(box, space::kS);
    transfer_ = new QWidget;
    auto* progress = plainColumn(transfer_, space::kXs);
    bar_ = new QProgressBar;
    bar_->setTextVisible(false);
    bar_->setObjectName(QStringLiteral("hubProgress"));
    bar_->setAccessibleName(tr("Progress of the download"));
    amount_ = makeLabel({});
    amount_->setObjectName(QStringLiteral("hubAmount"));
    note_ = makeParagraph({}, TextStyle::Caption, "warn");
    note_->setObjectName(QStringLiteral("hubNote"));
    progress->addWidget(bar_);
    progress->addWidget(amount_);
    progress->addWidget(note_);
    transfer_->hide();
    column->addWidget(transfer_);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kS);
    line->addStretch();
    cancel_ = makeButton(tr("&Stop"));
    cancel_->setObjectName(QStringLiteral("hubCancel"));
    get_ = makePrimary(tr("&Download"));
    get_->setObjectName(QStringLiteral("hubDownload"));
    use_ = makePrimary(tr("&Use it"));
    use_->setObjectName(QStringLiteral("hubUse"));
    for (auto* button : {cancel_, get_, use_}) line->addWidget(button);
    column->addLayout(line);
    connect(cancel_, &QPushButton::clicked, this, &HubDetail::cancelDownload);
    connect(get_, &QPushButton::clicked, this, &HubDetail::start);
    connect(use_, &QPushButton::clicked, this, [this] {
        if (isLocal_) return Q_EMIT use(words::text(local_.path), nameFor(words::text(local_.id), words::text(local_.path)));
        if (!download_ || !download_->succeeded()) return;
        const HubDownloadResult got = download_->result();
        Q_EMIT use(words::text(got.path), nameFor(words::text(got.repository), words::text(got.path)));
    });
    return box;
}

// ---- what is shown

void HubDetail::showModel(const HubModel& model) {
    isLocal_ = false;
    banner_->hide();
    model_ = model;
    name_->setText(words::text(model.info.id));
    while (auto* item = pillLine_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto pill = [this](const QString& text, const char* tone = "") { pillLine_->addWidget(makePill(text, tone)); };
    pill(model.info.licence.empty() ? tr("no licence named: ask its owner") : tr("licence %1").arg(words::text(model.info.licence)),
         model.info.licence.empty() ? "warn" : "");
    if (model.info.parameters > 0) pill(tr("%1 parameters").arg(words::parameters(model.info.parameters)));
    if (!model.info.family.empty()) pill(tr("family %1").arg(words::text(model.info.family)));
    pill(tr("%1 downloads").arg(downloadsText(model.info.downloads)));
    if (model.info.gate != hub::Gate::Open) pill(tr("asks for terms"), "warn");
    if (model.info.isPrivate) pill(tr("private"), "warn");
    pills_->show();
    {
        const QSignalBlocker blocked(files_);
        files_->clear();
        for (const hub::ModelChoice& one : model.choices.choices)
            files_->addItem(tr("%1 · %2", "a file and its size").arg(words::text(one.name), words::bytes(one.bytes)));
        files_->setEnabled(files_->count() > 1);
    }
    QStringList names;
    for (const std::string& name : model.choices.refused) names << words::text(name);
    const int more = int(names.size()) - 3;
    if (more > 0) names = names.mid(0, 3) << tr("%n more", nullptr, more);
    refused_->setText(tr("Not fetched, because such files can run programs: %1").arg(names.join(QStringLiteral(", "))));
    refused_->setVisible(!names.isEmpty());
    const bool closed = model.info.gate != hub::Gate::Open || model.info.isPrivate;
    card_->showCard(!model.card.empty() ? words::text(model.card)
                    : closed            ? tr("*Its card can be read once its terms are accepted.*")
                                        : tr("*It has no card.*"));
    follow();
}

void HubDetail::showLocal(const hub::LocalModel& model) {
    isLocal_ = true;
    local_ = model;
    banner_->hide();
    name_->setText(words::text(model.id));
    pills_->hide();
    refused_->hide();
    QString text = tr("%1 on this computer: %2").arg(words::bytes(model.bytes), QStringLiteral("`%1`").arg(words::text(model.path)));
    if (!model.refs.empty())
        text += QStringLiteral("\n\n") + tr("Revision: %1 (%2)").arg(words::text(model.refs), words::text(model.commit.substr(0, 12)));
    text += QStringLiteral("\n\n") + tr("It is opened where it lies; nothing is copied.");
    card_->showCard(text);
    follow();
}

void HubDetail::setCanUse(bool can) {
    canUse_ = can;
    follow();
}

const hub::ModelChoice* HubDetail::choice() const {
    const int row = files_->currentIndex();
    return row >= 0 && row < int(model_.choices.choices.size()) ? &model_.choices.choices[std::size_t(row)] : nullptr;
}

bool HubDetail::needsToken() const {
    return !isLocal_ && (model_.info.gate != hub::Gate::Open || model_.info.isPrivate) && hub_.tokens().place() == TokenStore::None;
}

bool HubDetail::isOfShown() const {
    const auto* one = choice();
    return !isLocal_ && one && downloading_ == words::text(model_.info.id) && downloadingFile_ == words::text(one->name);
}

void HubDetail::follow() {
    const auto* one = isLocal_ ? nullptr : choice();
    const bool busy = download_ && !download_->hasEnded(), done = download_ && download_->succeeded() && isOfShown();
    fileLabel_->setVisible(one != nullptr);
    files_->setVisible(one != nullptr);
    const bool gated = !isLocal_ && model_.info.gate != hub::Gate::Open;
    gateBox_->setVisible(gated && !done);
    token_->setVisible(needsToken());
    gate_->setText(needsToken() ? tr("Its owner asks you to accept terms first: do so on its page, then enter a token of your account here.")
                                : tr("Its owner asks you to accept terms first, on its page, with the account of your token."));
    QString room;
    const char* tone = "muted";
    bool can = one != nullptr;
    if (isLocal_) {
        room = words::text(local_.problem);
        tone = "bad";
    } else if (!one || !one->problem.empty()) {
        room = words::text(one ? one->problem : model_.choices.problem);
        tone = "bad";
        can = false;
    } else {
        const std::int64_t free = hub_.freeBytes();
        can = free > one->bytes;
        tone = can ? "muted" : "bad";
        room = can ? tr("%1 are fetched; %2 are free on the disk.").arg(words::bytes(one->bytes), words::bytes(free))
                   : tr("The disk is too small: %1 are needed, %2 are free. Free some space, or choose a smaller file.")
                         .arg(words::bytes(one->bytes), words::bytes(free));
    }
    if (!canUse_ && (isLocal_ || done)) room += (room.isEmpty() ? QString() : QStringLiteral(" ")) + tr("Open a project to use it.");
    setTone(room_, tone);
    room_->setText(room);
    room_->setVisible(!room.isEmpty());
    get_->setVisible(!isLocal_ && !done && !(busy && isOfShown()));
    get_->setEnabled(can && !busy && !hub_.isOffline());
    get_->setToolTip(busy ? tr("Another model is being fetched.") : hub_.isOffline() ? tr("Offline is switched on.") : QString());
    get_->setText(failed_ && isOfShown() && download_->state().done > 0 ? tr("&Go on") : tr("&Download"));
    use_->setVisible(isLocal_ || done);
    use_->setEnabled(canUse_ && (done || (isLocal_ && local_.problem.empty())));
    cancel_->setVisible(busy);
    showProgress();
}

// ---- the download

void HubDetail::start() {
    const auto* one = choice();
    if (!one) return;
    banner_->hide();
    if (download_) download_->deleteLater();
    const auto started = hub_.startDownload(words::text(model_.info.id), words::text(model_.info.commit), words::text(one->name));
    if (!started) return banner_->showFailure(*started.failure);
    download_ = *started.value;
    downloading_ = words::text(model_.info.id);
    downloadingFile_ = words::text(one->name);
    failed_ = false;
    connect(download_, &JobBridge::changed, this, &HubDetail::showProgress);
    connect(download_, &JobBridge::ended, this, &HubDetail::followDownload);
    follow();
    Q_EMIT downloadChanged();
}

void HubDetail::cancelDownload() {
    if (download_) download_->cancel();
}

void HubDetail::followDownload() {
    const Outcome& outcome = download_->outcome();
    failed_ = outcome.state != JobState::Done;
    if (outcome.state == JobState::Failed && outcome.failure) banner_->showFailure(*outcome.failure);
    follow();
    Q_EMIT downloadChanged();
}

void HubDetail::showProgress() {
    const bool empty = download_ && download_->hasEnded() && !download_->succeeded() && download_->state().done == 0;
    const bool shown = download_ && !empty && (!download_->hasEnded() || isOfShown());
    transfer_->setVisible(shown);
    if (!shown) return;
    const hub::DownloadState state = download_->state();
    const bool ended = download_->hasEnded();
    bar_->setRange(0, state.total > 0 ? 1000 : 0);
    if (state.total > 0) bar_->setValue(int(1000.0 * double(state.done) / double(state.total)));
    QStringList parts;
    if (!isOfShown()) parts << downloading_;
    if (download_->succeeded())
        parts << tr("%1, whole and checked").arg(words::bytes(state.total));
    else if (state.total > 0)
        parts << tr("%1 of %2").arg(words::bytes(state.done), words::bytes(state.total));
    else
        parts << tr("asking the Hub");
    if (ended && !download_->succeeded()) parts << tr("stopped; what has come is kept");
    if (!ended && state.phase == "checking") parts << tr("checking");
    if (!ended && state.bytesPerSecond > 0 && state.phase == "downloading") {
        parts << tr("%1 a second").arg(words::bytes(std::int64_t(state.bytesPerSecond)));
        if (state.secondsLeft >= 0) parts << tr("%1 left").arg(words::duration(state.secondsLeft));
    }
    amount_->setText(parts.join(QStringLiteral(" · ")));
    note_->setText(words::text(state.note));
    note_->setVisible(!ended && !state.note.empty());
}

}  // namespace tunesmith::ui
