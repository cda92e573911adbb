#include "ui/pages/data/personal_view.h"

#include <algorithm>

#include <QCheckBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include "core/data/pii/recall.h"
#include "ui/bridge/entity_words.h"
#include "ui/bridge/report_words.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/studio_question.h"
#include "ui/bridge/words.h"
#include "ui/models/personal_table_model.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/scroll_column.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr std::size_t kValues = 5000;  // listed one by one

}  // namespace

PersonalView::PersonalView(ProjectBridge& project, Selection& selection, QWidget* parent)
    : StudioView(parent), selection_(selection) {
    auto* column = plainColumn(this);
    header_ = new PageHeader(tr("Personal data"));
    header_->setSubtitle(tr("Go through what was found and let stand what is no one's secret. Nothing changes here."));
    auto* back = makeButton(tr("&Back to the rows"));
    connect(back, &QPushButton::clicked, this, [this] {
        question_->cancel();
        Q_EMIT closed();
    });
    header_->addAction(back);
    takeOutButton_ = makePrimary(tr("&Take the rest out…"));
    takeOutButton_->setObjectName(QStringLiteral("takePersonalOut"));
    connect(takeOutButton_, &QPushButton::clicked, this, [this] {
        Json step = settings();
        step["step"] = "personal_data";
        step["except"] = values_->exceptions();
        Q_EMIT takeOutRequested(step);
    });
    header_->addAction(takeOutButton_);
    column->addWidget(header_);
    banner_ = new Banner;
    column->addWidget(banner_);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(space::kM);
    question_ = new StudioQuestion(project, this);
    connect(question_, &StudioQuestion::answered, this, [this](const StudioResult& result) {
        setLooking(false);
        show(result);
    });
    connect(question_, &StudioQuestion::failed, this, [this](const Failure& failure) {
        setLooking(false);
        banner_->showFailure(failure);
    });
    connect(question_, &StudioQuestion::cancelled, this, [this] { setLooking(false); });
    sides->addWidget(buildValues(), 9);
    sides->addWidget(buildDetails(), 5);
    column->addLayout(sides, 1);
}

QWidget* PersonalView::buildValues() {
    auto* card = new Card(tr("What was found"));
    looking_ = makeLabel({}, TextStyle::Caption, "muted");
    card->addToTitle(looking_);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kM);
    names_ = new QCheckBox(tr("&Names and places too"));
    names_->setObjectName(QStringLiteral("lookForNames"));
    names_->setToolTip(tr("They are guessed from lists and the words around them: some are missed, some are none."));
    connect(names_, &QCheckBox::toggled, this, &PersonalView::look);
    line->addWidget(names_);
    line->addStretch();
    auto* label = makeLabel(tr("&Countries"));
    countries_ = new QLineEdit;
    countries_->setPlaceholderText(tr("such as de, us"));
    countries_->setToolTip(tr("Numbers of these countries need no word beside them to be recognised."));
    countries_->setMaximumWidth(140);
    label->setBuddy(countries_);
    connect(countries_, &QLineEdit::editingFinished, this, [this] {
        if (countries_->isModified()) look();
        countries_->setModified(false);
    });
    line->addWidget(label);
    line->addWidget(countries_);
    card->body()->addLayout(line);
    summary_ = makeParagraph({}, TextStyle::Body, "muted");
    card->body()->addWidget(summary_);
    values_ = new PersonalTableModel(this);
    table_ = new QTableView;
    table_->setObjectName(QStringLiteral("personalTable"));
    table_->setModel(values_);
    styleTable(table_);
    table_->setAccessibleName(tr("Personal data that was found"));
    auto* head = table_->horizontalHeader();
    head->setSectionResizeMode(PersonalTableModel::Value, QHeaderView::Stretch);
    constexpr int kNarrow = 140, kWide = 240;  // of the kinds, whose words are longer in some languages
    table_->setColumnWidth(PersonalTableModel::Kind, kNarrow);
    connect(values_, &QAbstractItemModel::modelReset, this, [this] {
        table_->resizeColumnToContents(PersonalTableModel::Kind);
        const int wanted = table_->columnWidth(PersonalTableModel::Kind);
        table_->setColumnWidth(PersonalTableModel::Kind, std::min(std::max(wanted, int(kNarrow)), int(kWide)));
    });
    table_->setColumnWidth(PersonalTableModel::Count, 96);
    table_->setColumnWidth(PersonalTableModel::Sure, 112);
    table_->setColumnWidth(PersonalTableModel::Fate, 128);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PersonalView::showValue);
    connect(table_, &QTableView::activated, this, &PersonalView::decide);
    card->body()->addWidget(table_, 1);
    auto* limits = makeParagraph(words::text(pii::limitsText(reportWords())), TextStyle::Caption, "muted");
    limits->setObjectName(QStringLiteral("personalLimits"));
    card->body()->addWidget(limits);
    return card;
}

QWidget* PersonalView::buildDetails() {
    auto* side = new QWidget;
    auto* column = plainColumn(side);
    auto* card = new Card(tr("Where it stands"));
    kind_ = makeLabel({}, TextStyle::Strong);
    card->body()->addWidget(kind_);
    context_ = makeParagraph({});
    context_->setTextFormat(Qt::RichText);
    context_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    card->body()->addWidget(context_);
    facts_ = makeParagraph({}, TextStyle::Caption, "muted");
    card->body()->addWidget(facts_);
    decideButton_ = makeButton({});
    decideButton_->setObjectName(QStringLiteral("decidePersonal"));
    connect(decideButton_, &QPushButton::clicked, this, &PersonalView::decide);
    card->body()->addWidget(decideButton_, 0, Qt::AlignLeft);
    column->addWidget(card);
    auto* harbor = new Card(tr("HIPAA Safe Harbor's 18 identifiers"));
    auto* area = new ScrollColumn;
    harbor_ = plainColumn(area->content(), space::kS);
    harbor_->setContentsMargins(0, 0, space::kXs, 0);
    harbor->body()->addWidget(area, 1);
    column->addWidget(harbor, 1);
    return side;
}

void PersonalView::start() {
    header_->setTitle(tr("Personal data in %1").arg(selection_.dataset()));
    banner_->hide();
    values_->setValues({});
    values_->forgetDecisions();
    look();
}

Json PersonalView::settings() const {
    Json settings = {{"names", names_->isChecked()}, {"countries", Json::array()}};
    for (const QString& country : countries_->text().split(QLatin1Char(','), Qt::SkipEmptyParts))
        settings["countries"].push_back(country.trimmed().toUpper().toStdString());
    return settings;
}

void PersonalView::look() {
    PersonalDataRequest request;
    request.dataset = selection_.dataset().toStdString();
    request.settings = settings();
    request.values = kValues;
    setLooking(true);
    question_->ask([request](DataStudio& studio) { return studio.findPersonalData(request); });
}

void PersonalView::setLooking(bool looking) {
    looking_->setText(looking ? tr("looking at the rows…") : QString());
    if (looking) takeOutButton_->setEnabled(false);
}

void PersonalView::show(const StudioResult& result) {
    banner_->hide();
    const PersonalData& personal = result.personal;
    const std::int64_t with = personal.report.at("rows_with_findings").get<std::int64_t>();
    QString text = with == 0 ? tr("Nothing of what is looked for stands in %1 rows.").arg(words::count(result.rows))
                             : tr("%1 of %2 rows hold personal data: %3 different values.")
                                   .arg(words::count(with), words::count(result.rows), words::count(personal.distinct));
    if (personal.distinct > std::int64_t(personal.values.size()))
        text += QLatin1Char(' ') + tr("The list shows the first %1.").arg(words::count(std::int64_t(personal.values.size())));
    summary_->setText(text);
    values_->setValues(personal.values);
    takeOutButton_->setEnabled(with > 0);
    if (values_->rowCount() > 0) table_->selectRow(0);
    showValue();
    showSafeHarbor(personal.report);
}

void PersonalView::showSafeHarbor(const OrderedJson& report) {
    delete harborBox_;
    harborBox_ = new QWidget;
    auto* column = plainColumn(harborBox_, space::kS);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(space::kM);
    grid->setVerticalSpacing(space::kXs);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const auto& identifier : report.at("safe_harbor")) {
        const auto detector = identifier.at("detector").get<std::string>();
        const std::int64_t found = identifier.at("found").get<std::int64_t>();
        auto* number = makeLabel(words::count(identifier.at("number").get<std::int64_t>()), TextStyle::Caption, "muted");
        grid->addWidget(number, row, 0, Qt::AlignRight | Qt::AlignTop);
        grid->addWidget(makeParagraph(entityWord(identifier.at("title").get<std::string>())), row, 1);
        const QString state = detector == "none" ? tr("not looked for")
                              : found > 0        ? tr("%1 found").arg(words::count(found))
                              : detector == "partial" && !names_->isChecked() ? tr("not looked for")
                                                                              : tr("none found");
        grid->addWidget(makeLabel(state, TextStyle::Body,
                                  detector == "none" || state == tr("not looked for") ? "warn"
                                  : found > 0                                         ? "bad"
                                  : detector == "partial"                             ? "muted"  // half are missed
                                                                                      : "good"),
                        row++, 2, Qt::AlignRight | Qt::AlignTop);
    }
    column->addLayout(grid);
    column->addStretch();
    harbor_->addWidget(harborBox_);
}

void PersonalView::showValue() {
    const int row = table_->currentIndex().row();
    const PersonalValue* value = values_->value(row);
    decideButton_->setVisible(value != nullptr);
    if (!value) {
        kind_->clear();
        context_->setText(tr("Choose a value on the left."));
        facts_->clear();
        return;
    }
    const auto escaped = [](const std::string& text) { return words::text(text).toHtmlEscaped(); };
    kind_->setText(entityWord(value->title));
    context_->setText(escaped(value->before) + QStringLiteral("<b>") + escaped(value->text) + QStringLiteral("</b>") +
                      escaped(value->after));
    QStringList facts{tr("first in row %1").arg(words::count(value->position + 1)),
                      tr("in %n row(s)", nullptr, int(value->rows)), surenessText(*value)};
    facts_->setText(facts.join(QStringLiteral(" · ")));
    decideButton_->setText(values_->stands(row) ? tr("Take it &out") : tr("&Let it stand"));
}

void PersonalView::decide() {
    const int row = table_->currentIndex().row();
    values_->setStands(row, !values_->stands(row));
    showValue();
}

}  // namespace tunesmith::ui
