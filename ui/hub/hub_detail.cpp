#include "ui/hub/hub_detail.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QListWidget>
#include <QProgressBar>
#include <QUrl>
#include <algorithm>

#include "ui/bridge/transfer_words.h"
#include "ui/bridge/words.h"
#include "ui/hub/data_parts.h"
#include "ui/hub/hub_card_view.h"
#include "ui/hub/hub_results.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/plain_column.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr int kFileLines = 4;

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
    column->addWidget(buildFiles());
    room_ = makeParagraph({}, TextStyle::Body, "muted");
    room_->setObjectName(QStringLiteral("hubRoom"));
    column->addWidget(room_);
    refused_ = makeParagraph({}, TextStyle::Caption, "muted");
    refused_->setObjectName(QStringLiteral("hubRefused"));
    column->addWidget(refused_);
    column->addWidget(buildGate());
    auto* rule = new QFrame;
    rule->setProperty("role", QByteArray("line"));
    column->addWidget(rule);
    card_ = new CardView;
    card_->setObjectName(QStringLiteral("hubCard"));
    card_->setMinimumHeight(40);
    column->addWidget(card_, 1);
    banner_ = new Banner;
    banner_->setObjectName(QStringLiteral("hubDownloadBanner"));
    banner_->hide();
    column->addWidget(banner_);
    column->addWidget(buildTransfer());
    connect(&hub_.tokens(), &TokenStore::changed, this, &HubDetail::follow);
    connect(&hub_, &HubBridge::transferChanged, this, &HubDetail::followTransfer);
}

QWidget* HubDetail::buildFiles() {
    auto* box = new QWidget;
    auto* column = plainColumn(box, space::kXs);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kM);
    fileLabel_ = makeLabel(tr("&File"));
    files_ = new ComboBox;
    files_->setObjectName(QStringLiteral("hubFiles"));
    files_->setAccessibleName(tr("Which file"));
    fileLabel_->setBuddy(files_);
    line->addWidget(fileLabel_);
    line->addWidget(files_, 1);
    column->addLayout(line);
    fileList_ = new QListWidget;
    fileList_->setObjectName(QStringLiteral("hubFileList"));
    fileList_->setAccessibleName(tr("Files of the data set"));
    fileList_->setTextElideMode(Qt::ElideMiddle);
    fileList_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(fileList_);
    connect(files_, &QComboBox::currentIndexChanged, this, [this](int index) { isData() ? choosePart(index) : follow(); });
    connect(fileList_, &QListWidget::itemChanged, this, &HubDetail::partChecked);
    return box;
}

QWidget* HubDetail::buildGate() {
    gateBox_ = new QWidget;
    auto* column = plainColumn(gateBox_, space::kXs);
    gate_ = makeParagraph({}, TextStyle::Body, "warn");
    gate_->setObjectName(QStringLiteral("hubGate"));
    column->addWidget(gate_);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kS);
    page_ = makeLink(tr("Open its page in the browser"));
    token_ = makeLink(tr("Enter a token"));
    token_->setObjectName(QStringLiteral("hubEnterToken"));
    line->addWidget(page_);
    line->addWidget(token_);
    line->addStretch();
    column->addLayout(line);
    connect(page_, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl(words::text(hub::pageOf(hub_.endpoint().toStdString(), kind_, info().id)))); });
    connect(token_, &QPushButton::clicked, this, &HubDetail::askForToken);
    return gateBox_;
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
    amount_ = makeParagraph({});
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
    pause_ = makeButton(tr("&Pause"));
    pause_->setObjectName(QStringLiteral("hubCancel"));
    get_ = makePrimary(tr("&Download"));
    get_->setObjectName(QStringLiteral("hubDownload"));
    use_ = makePrimary(tr("&Use it"));
    use_->setObjectName(QStringLiteral("hubUse"));
    for (auto* button : {pause_, get_, use_}) line->addWidget(button);
    column->addLayout(line);
    connect(pause_, &QPushButton::clicked, this, [this] {
        if (hub_.transfer()) hub_.transfer()->pause();
    });
    connect(get_, &QPushButton::clicked, this, &HubDetail::start);
    connect(use_, &QPushButton::clicked, this, [this] {
        if (isLocal_) return Q_EMIT use(words::text(local_.path), nameFor(words::text(local_.id), words::text(local_.path)));
        const auto* transfer = hub_.transfer();
        if (!transfer || transfer->state() != Transfer::Done) return;
        const HubDownloadResult& got = transfer->result();
        const QString repository = words::text(got.repository);
        if (!isData()) return Q_EMIT use(words::text(got.path), nameFor(repository, words::text(got.path)));
        QStringList paths;
        for (const std::string& path : got.paths) paths << words::text(path);
        Q_EMIT useFiles(paths, nameFor(repository, {}));
    });
    return box;
}

// ---- what is shown

void HubDetail::showHead(const hub::RepoInfo& info) {
    isLocal_ = false;
    banner_->hide();
    name_->setText(words::text(info.id));
    while (auto* item = pillLine_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto pill = [this](const QString& text, const char* tone = "") { pillLine_->addWidget(makePill(text, tone)); };
    pill(info.licence.empty() ? tr("no licence named: ask its owner") : tr("licence %1").arg(words::text(info.licence)),
         info.licence.empty() ? "warn" : "");
    if (info.parameters > 0) pill(tr("%1 parameters").arg(words::parameters(info.parameters)));
    if (!isData() && !info.family.empty()) pill(tr("family %1").arg(words::text(info.family)));
    if (isData() && !info.languages.empty()) {
        QStringList codes;
        for (std::size_t i = 0; i < info.languages.size() && i < 4; ++i) codes << words::text(info.languages[i]);
        if (info.languages.size() > 4) codes << tr("%n more", nullptr, int(info.languages.size()) - 4);
        pill(codes.join(QStringLiteral(", ")));
    }
    pill(tr("%1 downloads").arg(downloadsText(info.downloads)));
    if (info.gate != hub::Gate::Open) pill(tr("asks for terms"), "warn");
    if (info.isPrivate) pill(tr("private"), "warn");
    pills_->show();
}

void HubDetail::showCard(const std::string& card) {
    const bool closed = info().gate != hub::Gate::Open || info().isPrivate;
    card_->showCard(!card.empty() ? words::text(card)
                    : closed      ? tr("*Its card can be read once its terms are accepted.*")
                                  : tr("*It has no card.*"));
}

void HubDetail::showModel(const HubModel& model) {
    kind_ = hub::RepoKind::Model;
    model_ = model;
    showHead(model.info);
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
    showCard(model.card);
    follow();
}

void HubDetail::showLocal(const hub::LocalModel& model) {
    kind_ = hub::RepoKind::Model;
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

void HubDetail::showData(const HubDataset& data) {
    kind_ = hub::RepoKind::Dataset;
    data_ = data;
    showHead(data.info);
    refused_->hide();
    fileLabel_->setText(tr("&Part"));
    files_->setAccessibleName(tr("Which part of the data set"));
    parts_.clear();
    for (const DataPart& part : dataParts(data.files)) parts_.push_back({part.name, part.files});
    const QSignalBlocker blocked(files_), quiet(fileList_);
    files_->clear();
    fileList_->clear();
    for (const hub::RepoFile& file : data.files) {
        auto* item = new QListWidgetItem(tr("%1 · %2", "a file and its size").arg(words::text(file.path), words::bytes(file.bytes)), fileList_);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setToolTip(words::text(file.path));
        item->setCheckState(Qt::Unchecked);
    }
    for (const Part& part : parts_) {
        std::int64_t bytes = 0;
        for (const int file : part.files) bytes += data.files[std::size_t(file)].bytes;
        files_->addItem(tr("%1 · %n file(s), %2", nullptr, int(part.files.size())).arg(part.name, words::bytes(bytes)));
    }
    files_->addItem(tr("as checked below"));
    files_->setEnabled(data.files.size() > 1);
    const int lines = std::min(kFileLines, int(data.files.size()));
    fileList_->setFixedHeight(lines * std::max(22, fileList_->sizeHintForRow(0)) + 8);
    choosePart(0);
    showCard(data.card);
}

void HubDetail::choosePart(int part) {
    if (part < 0 || part >= int(parts_.size())) return follow();
    {
        const QSignalBlocker quiet(fileList_);
        const std::vector<int>& files = parts_[std::size_t(part)].files;
        for (int i = 0; i < fileList_->count(); ++i)
            fileList_->item(i)->setCheckState(std::find(files.begin(), files.end(), i) != files.end() ? Qt::Checked : Qt::Unchecked);
    }
    follow();
}

void HubDetail::partChecked() {
    const QSignalBlocker quiet(files_);
    files_->setCurrentIndex(int(parts_.size()));
    follow();
}

void HubDetail::setCanUse(bool can) {
    canUse_ = can;
    follow();
}

const hub::ModelChoice* HubDetail::choice() const {
    const int row = files_->currentIndex();
    return !isData() && row >= 0 && row < int(model_.choices.choices.size()) ? &model_.choices.choices[std::size_t(row)] : nullptr;
}

QStringList HubDetail::checkedFiles() const {
    QStringList names;
    for (int i = 0; i < fileList_->count() && i < int(data_.files.size()); ++i)
        if (fileList_->item(i)->checkState() == Qt::Checked) names << words::text(data_.files[std::size_t(i)].path);
    return names;
}

QString HubDetail::item() const {
    if (isData()) return checkedFiles().join(QLatin1Char('\n'));
    return choice() ? words::text(choice()->name) : QString();
}

std::int64_t HubDetail::bytes() const {
    if (!isData()) return choice() ? choice()->bytes : 0;
    std::int64_t sum = 0;
    for (int i = 0; i < fileList_->count() && i < int(data_.files.size()); ++i)
        if (fileList_->item(i)->checkState() == Qt::Checked) sum += data_.files[std::size_t(i)].bytes;
    return sum;
}

QString HubDetail::obstacle() const {
    if (isData()) {
        if (data_.files.empty()) return tr("It has no file that rows can be read from.");
        return checkedFiles().isEmpty() ? tr("Check at least one file.") : QString();
    }
    return words::text(choice() ? choice()->problem : model_.choices.problem);
}

bool HubDetail::needsToken() const {
    return !isLocal_ && (info().gate != hub::Gate::Open || info().isPrivate) && hub_.tokens().place() == TokenStore::None;
}

bool HubDetail::isOfShown() const {
    const auto* transfer = hub_.transfer();
    return !isLocal_ && transfer && transfer->kind() == kind_ && transfer->repository() == words::text(info().id) && transfer->item() == item();
}

void HubDetail::follow() {
    const auto* transfer = hub_.transfer();
    const bool busy = transfer && transfer->isRunning(), mine = isOfShown(), done = mine && transfer->state() == Transfer::Done;
    const bool hasChoice = !isLocal_ && (isData() ? !data_.files.empty() : choice() != nullptr);
    fileLabel_->setVisible(hasChoice);
    files_->setVisible(hasChoice);
    fileList_->setVisible(hasChoice && isData() && data_.files.size() > 1);
    const bool gated = !isLocal_ && info().gate != hub::Gate::Open;
    gateBox_->setVisible(gated && !done);
    token_->setVisible(needsToken());
    gate_->setText(needsToken() ? tr("Its owner asks you to accept terms first: do so on its page, then enter a token of your account here.")
                                : tr("Its owner asks you to accept terms first, on its page, with the account of your token."));
    const QString problem = isLocal_ ? words::text(local_.problem) : obstacle();
    QString room = problem;
    bool can = !isLocal_ && problem.isEmpty();
    if (can) {
        const std::int64_t free = hub_.freeBytes();
        can = free > bytes();
        room = can ? tr("%1 are fetched; %2 are free on the disk.").arg(words::bytes(bytes()), words::bytes(free))
                   : tr("The disk is too small: %1 are needed, %2 are free. Free some space, or choose a smaller file.")
                         .arg(words::bytes(bytes()), words::bytes(free));
    }
    setTone(room_, can ? "muted" : "bad");
    if (!canUse_ && (isLocal_ || done)) room += (room.isEmpty() ? QString() : QStringLiteral(" ")) + tr("Open a project to use it.");
    room_->setText(room);
    room_->setVisible(!room.isEmpty());
    const bool goesOn = mine && (transfer->state() == Transfer::Paused || transfer->state() == Transfer::Failed);
    get_->setVisible(!isLocal_ && !done && !(busy && mine));
    get_->setEnabled(can && !busy && !hub_.isOffline());
    get_->setToolTip(busy ? tr("Another download goes on.") : hub_.isOffline() ? tr("Offline is switched on.") : QString());
    get_->setText(goesOn && transfer->progress().done > 0 ? tr("&Go on") : tr("&Download"));
    use_->setText(isData() ? tr("&Add its rows…") : tr("&Use it"));
    use_->setVisible(isLocal_ || done);
    use_->setEnabled(canUse_ && (done || (isLocal_ && local_.problem.empty())));
    pause_->setVisible(busy);
    pause_->setEnabled(busy && transfer->state() == Transfer::Running);
    showProgress();
}

// ---- the download

void HubDetail::start() {
    banner_->hide();
    auto* transfer = hub_.transfer();
    if (isOfShown() && (transfer->state() == Transfer::Paused || transfer->state() == Transfer::Failed)) return transfer->resume();
    const QString id = words::text(info().id), commit = words::text(info().commit);
    const auto started = isData() ? hub_.startData(id, commit, checkedFiles()) : hub_.startModel(id, commit, item());
    if (!started) banner_->showFailure(*started.failure);
}

void HubDetail::followTransfer() {
    const auto* transfer = hub_.transfer();
    if (!transfer) return;
    if (transfer->state() == shownState_) return showProgress();
    shownState_ = transfer->state();
    if (transfer->state() == Transfer::Failed && transfer->failure() && transfer->kind() == kind_) banner_->showFailure(*transfer->failure());
    follow();
}

void HubDetail::showProgress() {
    const auto* transfer = hub_.transfer();
    const bool nothing = !transfer || transfer->state() == Transfer::Cancelled || (!transfer->isRunning() && transfer->progress().done == 0 &&
                                                                                transfer->state() != Transfer::Done);
    const bool shown = !nothing && (transfer->isRunning() || isOfShown());
    transfer_->setVisible(shown);
    if (!shown) return;
    const hub::DownloadState& state = transfer->progress();
    bar_->setRange(0, state.total > 0 ? 1000 : 0);
    if (state.total > 0) bar_->setValue(int(1000.0 * double(state.done) / double(state.total)));
    const QString whose = isOfShown() ? QString() : transfer->repository() + QStringLiteral(" · ");
    amount_->setText(whose + transferWords(*transfer));
    note_->setText(words::text(state.note));
    note_->setVisible(transfer->isRunning() && !state.note.empty());
}

}  // namespace tunesmith::ui
