#include "ui/hub/hub_dialog.h"

#include <QItemSelectionModel>
#include <QLineEdit>
#include <QListView>
#include <QProgressBar>
#include <QStackedWidget>

#include "ui/bridge/words.h"
#include "ui/hub/hub_detail.h"
#include "ui/hub/hub_results.h"
#include "ui/hub/hub_settings_form.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/plain_column.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr int kRoomForBoth = 780;  // of the window's height

enum Pages { ConsentPage, HubPage };
enum Lists { EmptyList, FullList, BusyList };
enum Details { NoDetail, BusyDetail, FullDetail };

QProgressBar* makeBusyBar(const QString& name) {
    auto* bar = new QProgressBar;
    bar->setRange(0, 0);
    bar->setTextVisible(false);
    bar->setAccessibleName(name);
    return bar;
}

/// A widget at the top of a page of its own.
QWidget* atTop(QWidget* widget) {
    auto* page = new QWidget;
    auto* column = plainColumn(page);
    column->addWidget(widget);
    column->addStretch();
    return page;
}

}  // namespace

HubDialog::HubDialog(HubBridge& hub, hub::RepoKind kind, QWidget* parent) : QDialog(parent), hub_(hub), kind_(kind) {
    setWindowTitle(isData() ? tr("Data sets from the Hub") : tr("Models from the Hub"));
    fitDialog(this, QSize(1080, 700));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kXl, space::kL, space::kXl, space::kL);
    column->setSpacing(space::kM);
    pages_ = new QStackedWidget;
    pages_->addWidget(buildConsent());
    pages_->addWidget(buildHub());
    column->addWidget(pages_, 1);
    connect(&hub_.tokens(), &TokenStore::changed, this, &HubDialog::followSettings);
    connect(&hub_, &HubBridge::settingsChanged, this, &HubDialog::followSettings);
    followSettings();
}

QWidget* HubDialog::buildConsent() {
    auto* page = new QWidget;
    auto* column = plainColumn(page);
    column->addStretch();
    auto* card = new Card(tr("May Tunesmith ask the Hub?"));
    card->setMaximumWidth(640);
    consentText_ = makeParagraph({});
    consentText_->setObjectName(QStringLiteral("hubConsent"));
    card->body()->addWidget(consentText_);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kS);
    auto* computer = makeLink(tr("Only show what is on this computer"));
    computer->setObjectName(QStringLiteral("hubOnlyLocal"));
    computer->setVisible(!isData());
    auto* no = makeButton(tr("&Not now"));
    auto* yes = makePrimary(tr("&Allow it"));
    yes->setObjectName(QStringLiteral("hubAllow"));
    line->addWidget(computer);
    line->addStretch();
    line->addWidget(no);
    line->addWidget(yes);
    yes->setDefault(true);
    yes->setFocus();
    card->body()->addSpacing(space::kS);
    card->body()->addLayout(line);
    auto* middle = new QHBoxLayout;
    middle->addStretch();
    middle->addWidget(card, 1);
    middle->addStretch();
    column->addLayout(middle);
    column->addStretch();
    connect(no, &QPushButton::clicked, this, &QDialog::reject);
    connect(computer, &QPushButton::clicked, this, [this] {
        pages_->setCurrentIndex(HubPage);
        ofComputer_->click();
    });
    connect(yes, &QPushButton::clicked, this, [this] {
        hub_.allow();
        hub_.tokens().load();
        words_->setFocus();
    });
    return page;
}

QWidget* HubDialog::buildHub() {
    auto* page = new QWidget;
    auto* column = plainColumn(page, space::kS);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kS);
    words_ = new QLineEdit;
    words_->setObjectName(QStringLiteral("hubWords"));
    words_->setPlaceholderText(isData() ? tr("Search for data sets, such as medical questions or alpaca")
                                        : tr("Search for models, such as SmolLM2 or Llama 3.2 1B"));
    words_->setAccessibleName(tr("Words to search for"));
    words_->addAction(icon(QStringLiteral("search"), Tint::Muted), QLineEdit::LeadingPosition);
    search_ = makeButton(tr("&Search"));
    search_->setObjectName(QStringLiteral("hubSearch"));
    search_->setAutoDefault(false);
    sort_ = new ComboBox;
    sort_->setAccessibleName(tr("Order of the results"));
    for (const auto& [text, word] : {std::pair(tr("most downloaded"), "downloads"), std::pair(tr("most liked"), "likes"),
                                     std::pair(tr("newest first"), "updated"), std::pair(tr("much asked for now"), "trending")})
        sort_->addItem(text, QString::fromLatin1(word));
    settingsButton_ = makeButton(tr("S&ettings"), QStringLiteral("sliders"));
    settingsButton_->setObjectName(QStringLiteral("hubSettings"));
    settingsButton_->setCheckable(true);
    settingsButton_->setAutoDefault(false);
    line->addWidget(words_, 1);
    line->addWidget(sort_);
    line->addWidget(search_);
    line->addWidget(settingsButton_);
    column->addLayout(line);
    asked_ = makeParagraph({}, TextStyle::Caption, "muted");
    asked_->setObjectName(QStringLiteral("hubAsked"));
    column->addWidget(asked_);
    auto* form = new Card;
    settings_ = new HubSettingsForm(hub_);
    form->body()->addWidget(settings_);
    form->hide();
    column->addWidget(form);
    banner_ = new Banner;
    banner_->setObjectName(QStringLiteral("hubBanner"));
    banner_->hide();
    column->addWidget(banner_);
    auto* lists = buildLists();
    column->addWidget(lists, 1);
    // Where a window is low the settings take the place of the lists, lest the dialog grows beyond it.
    auto* rest = new QWidget;
    rest->hide();
    column->addWidget(rest, 1);

    connect(settingsButton_, &QPushButton::toggled, this, [this, form, lists, rest](bool open) {
        const bool both = !parentWidget() || parentWidget()->window()->height() >= kRoomForBoth;
        lists->setVisible(!open || both);
        rest->setVisible(open && !both);
        form->setVisible(open);
    });
    connect(settings_, &HubSettingsForm::changed, &hub_, &HubBridge::followSettings);
    connect(words_, &QLineEdit::returnPressed, this, &HubDialog::search);
    connect(search_, &QPushButton::clicked, this, &HubDialog::search);
    connect(sort_, &QComboBox::activated, this, [this] {
        if (!words_->text().trimmed().isEmpty()) search();
    });
    return page;
}

QWidget* HubDialog::buildLists() {
    auto* columns = new QWidget;
    auto* line = new QHBoxLayout(columns);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::kM);
    auto* left = new Card;
    auto* chips = new QHBoxLayout;
    chips->setSpacing(space::kXs);
    const auto chip = [&](const QString& text, const char* name) {
        auto* button = new QPushButton(text);
        button->setProperty("kind", QByteArray("chip"));
        button->setObjectName(QLatin1String(name));
        button->setCheckable(true);
        button->setAutoExclusive(true);
        button->setAutoDefault(false);
        chips->addWidget(button);
        return button;
    };
    ofHub_ = chip(tr("Found"), "hubOfHub");
    ofComputer_ = chip(tr("On this computer"), "hubOfComputer");
    ofHub_->setChecked(true);
    for (auto* button : {ofHub_, ofComputer_}) button->setVisible(!isData());
    chips->addStretch();
    left->body()->addLayout(chips);
    results_ = new HubResults(this);
    list_ = new QListView;
    list_->setObjectName(QStringLiteral("hubResults"));
    list_->setModel(results_);
    list_->setItemDelegate(new HubResultDelegate(list_));
    list_->setAccessibleName(isData() ? tr("Data sets") : tr("Models"));
    list_->setMouseTracking(true);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    empty_ = new EmptyState(QStringLiteral("search"), {}, {});
    searching_ = makeBusyBar(tr("Searching"));
    lists_ = new QStackedWidget;
    lists_->addWidget(empty_);
    lists_->addWidget(list_);
    lists_->addWidget(atTop(searching_));
    left->body()->addWidget(lists_, 1);
    auto* right = new Card;
    nothingChosen_ =
        new EmptyState(isData() ? QStringLiteral("data") : QStringLiteral("model"), isData() ? tr("No data set is chosen") : tr("No model is chosen"),
                       tr("Choose one on the left to see what it is, its licence and its files."));
    looking_ = makeBusyBar(tr("Asking about it"));
    detail_ = new HubDetail(hub_);
    details_ = new QStackedWidget;
    details_->addWidget(nothingChosen_);
    details_->addWidget(atTop(looking_));
    details_->addWidget(detail_);
    right->body()->addWidget(details_, 1);
    line->addWidget(left, 4);
    line->addWidget(right, 5);
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) { look(index.row()); });
    connect(ofComputer_, &QPushButton::clicked, this, &HubDialog::showLocalModels);
    connect(ofHub_, &QPushButton::clicked, this, [this] {
        if (!hub_.isAllowed()) return pages_->setCurrentIndex(ConsentPage);
        words_->text().trimmed().isEmpty() ? followSettings() : search();
    });
    connect(detail_, &HubDetail::use, this, &HubDialog::use);
    connect(detail_, &HubDetail::useFiles, this, &HubDialog::useFiles);
    connect(detail_, &HubDetail::askForToken, this, [this] {
        settingsButton_->setChecked(true);
        settings_->askForToken();
    });
    return columns;
}

// ---- what is allowed

bool HubDialog::showsLocal() const {
    return ofComputer_->isChecked();
}

void HubDialog::followSettings() {
    const QString host = hub_.host();
    consentText_->setText(
        (isData()
             ? tr("Tunesmith sends nothing by itself. When you search here, the words you search for and the names of the data sets you look at "
                  "go to %1; when you fetch one, its files come from there and from the file servers that it names. They see this computer's "
                  "network address, as any web page does. A token that you enter goes to %1 alone. Your data, your projects and what you train "
                  "stay here.")
             : tr("Tunesmith sends nothing by itself. When you search here, the words you search for and the names of the models you look at go to "
                  "%1; when you fetch a model, its files come from there and from the file servers that it names. They see this computer's network "
                  "address, as any web page does. A token that you enter goes to %1 alone. Your data, your projects and what you train stay here."))
            .arg(host));
    const bool allowed = hub_.isAllowed();
    if (allowed && pages_->currentIndex() == ConsentPage) pages_->setCurrentIndex(HubPage);
    if (!allowed && !showsLocal()) pages_->setCurrentIndex(ConsentPage);
    if (allowed) hub_.tokens().load();
    const bool offline = hub_.isOffline();
    asked_->setText(offline ? tr("Offline is switched on: nothing is sent. What is on this computer can be used.")
                            : tr("The words you search for and the names you look at go to %1.").arg(host));
    setTone(asked_, offline ? "warn" : "muted");
    search_->setEnabled(!offline);
    words_->setEnabled(!offline);
    detail_->setCanUse(property("canUse").toBool());
    if (results_->rowCount() > 0 || showsLocal()) return;
    lists_->setCurrentIndex(EmptyList);
    if (offline)
        empty_->setText(tr("Offline"), tr("Switch it off in the settings to search the Hub."));
    else if (isData())
        empty_->setText(tr("Nothing searched yet"),
                        tr("Search by the field that you know, and by the kind of rows: questions, dialogues, instructions. Read the licence and the card "
                           "before you train on it."));
    else
        empty_->setText(tr("Nothing searched yet"), tr("Small models learn well on this computer: try SmolLM2, TinyLlama or Llama 3.2 1B."));
}

void HubDialog::setCanUse(bool can) {
    setProperty("canUse", can);
    detail_->setCanUse(can);
}

// ---- lists

void HubDialog::searchFor(const QString& words) {
    words_->setText(words);
    search();
}

void HubDialog::search() {
    hub::SearchQuery query;
    query.text = words_->text().trimmed().toStdString();
    query.kind = kind_;
    if (!isData()) query.task = "text-generation";
    query.sort = sort_->currentData().toString().toStdString();
    query.limit = 50;
    if (query.text.empty()) return words_->setFocus();
    banner_->hide();
    ofHub_->setChecked(true);
    results_->setFound({});
    details_->setCurrentIndex(NoDetail);
    if (hub_.isOffline()) return followSettings();
    lists_->setCurrentIndex(BusyList);
    hub_.search(query, this, [this](auto found) { showFound(std::move(found)); });
}

void HubDialog::showFound(Result<std::vector<hub::RepoSummary>> found) {
    if (showsLocal()) return;
    lists_->setCurrentIndex(EmptyList);
    if (!found) {
        empty_->setText(tr("No answer"), isData() ? tr("The Hub could not be asked. Files that you have can be added without it.")
                                                  : tr("The Hub could not be asked. What is on this computer can be used."));
        return banner_->showFailure(*found.failure);
    }
    if (found->empty()) return empty_->setText(tr("Nothing was found"), tr("Try fewer or other words."));
    results_->setFound(std::move(*found));
    lists_->setCurrentIndex(FullList);
    list_->setCurrentIndex(results_->index(0));
    list_->setFocus();
}

void HubDialog::showLocalModels() {
    banner_->hide();
    details_->setCurrentIndex(NoDetail);
    lists_->setCurrentIndex(BusyList);
    hub_.localModels(this, [this](Result<std::vector<hub::LocalModel>> found) {
        if (!showsLocal()) return;
        lists_->setCurrentIndex(EmptyList);
        if (!found) return banner_->showFailure(*found.failure);
        if (found->empty())
            return empty_->setText(tr("No models here yet"),
                                   tr("What you fetch from the Hub appears here, and what other programs keep in Hugging Face's cache."));
        results_->setLocal(std::move(*found));
        lists_->setCurrentIndex(FullList);
        list_->setCurrentIndex(results_->index(0));
    });
}

template <typename T>
void HubDialog::showLooked(Result<T> found, void (HubDetail::*show)(const T&)) {
    if (showsLocal()) return;
    details_->setCurrentIndex(found ? FullDetail : NoDetail);
    if (!found) return banner_->showFailure(*found.failure);
    (detail_->*show)(*found);
}

void HubDialog::look(int row) {
    if (const auto* local = results_->local(row)) {
        detail_->showLocal(*local);
        return details_->setCurrentIndex(FullDetail);
    }
    const auto* found = results_->found(row);
    if (!found) return details_->setCurrentIndex(NoDetail);
    banner_->hide();
    details_->setCurrentIndex(BusyDetail);
    const QString id = words::text(found->id);
    if (isData())
        hub_.lookAtData(id, this, [this](Result<HubDataset> data) { showLooked(std::move(data), &HubDetail::showData); });
    else
        hub_.look(id, this, [this](Result<HubModel> model) { showLooked(std::move(model), &HubDetail::showModel); });
}

}  // namespace tunesmith::ui
