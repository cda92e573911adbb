#include "ui/pages/data/balance_sections.h"

#include <QHeaderView>
#include <QLocale>
#include <QTableView>
#include <cmath>

#include "core/data/profile/finding_text.h"
#include "ui/bridge/report_words.h"
#include "ui/bridge/words.h"
#include "ui/models/group_table_model.h"
#include "ui/models/outlier_table_model.h"
#include "ui/models/topic_table_model.h"
#include "ui/pages/data/balance_view.h"
#include "ui/pages/data/finding_row.h"
#include "ui/pages/page_layout.h"
#include "ui/plots/bar_plot.h"
#include "ui/widgets/card.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr std::size_t kBars = 8;
constexpr std::size_t kOutliers = 24;  // shown
constexpr std::size_t kWords = 24, kTexts = 4;

double share(std::int64_t part, std::int64_t whole) {
    return whole > 0 ? double(part) / double(whole) : 0;
}

QString whole(double value) {
    return words::count(std::llround(value));
}

QLabel* caption(const QString& text) {
    return makeParagraph(text, TextStyle::Caption, "muted");
}

/// Cards of one line are as high as each other.
QHBoxLayout* sideBySide(QWidget* left, QWidget* right) {
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kM);
    line->addWidget(left, 1);
    line->addWidget(right, 1);
    return line;
}

/// A table that shows all of its rows: the page around it scrolls.
QTableView* wholeTable(QAbstractItemModel* model, const QString& name) {
    auto* table = new QTableView;
    model->setParent(table);
    table->setModel(model);
    styleTable(table);
    table->setAccessibleName(name);
    table->setFrameShape(QFrame::NoFrame);
    table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setFocusPolicy(Qt::StrongFocus);
    table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);  // no card grows for it
    table->setFixedHeight(table->horizontalHeader()->minimumHeight() +
                          table->verticalHeader()->defaultSectionSize() * model->rowCount() + 2);
    return table;
}

Card* findings(const ProfileResult& result, const BalanceActions& actions) {
    auto* card = new Card(BalanceView::tr("What stands out"));
    if (result.findings.empty())
        card->body()->addWidget(makeParagraph(
            BalanceView::tr("Nothing of what is looked for here: the rows are balanced as far as these measures see."),
            TextStyle::Body, "muted"));
    for (const Finding& finding : result.findings) {
        auto* row = new FindingRow(finding);
        QObject::connect(row, &FindingRow::remedyChosen, row, actions.mend);
        card->body()->addWidget(row);
    }
    return card;
}

Card* lengths(const DataProfile& p) {
    const bool tokens = p.unit == "tokens";
    auto* card = new Card(BalanceView::tr("Length of the rows"));
    auto* plot = new BarPlot;
    plot->setObjectName(QStringLiteral("lengthPlot"));
    plot->setAccessibleName(BalanceView::tr("Length of the rows"));
    std::vector<double> counts(p.lengths.histogram.counts.begin(), p.lengths.histogram.counts.end());
    plot->setHistogram(p.lengths.histogram.edges, counts, p.lengths.histogram.open,
                       tokens ? BalanceView::tr("tokens of a row") : BalanceView::tr("words of a row"),
                       double(p.limit));
    card->body()->addWidget(plot, 1);
    card->body()->addWidget(caption(
        BalanceView::tr("Shortest %1, median %2, 95 % up to %3, longest %4.")
            .arg(whole(p.lengths.least), whole(p.lengths.median), whole(p.lengths.p95), whole(p.lengths.most))));
    if (p.questions.values > 0 && p.answers.values > 0)
        card->body()->addWidget(
            caption(BalanceView::tr(
                        "Words of the question: median %1, longest %2. Of the answer: median %3, longest %4. Turns: "
                        "median %5, most %6.")
                        .arg(whole(p.questions.median), whole(p.questions.most), whole(p.answers.median),
                             whole(p.answers.most), whole(p.turns.median), whole(p.turns.most))));
    card->body()->addStretch();
    return card;
}

BarPlot* categories(const CategoryTable& table, std::int64_t rows, const QString& name,
                    const std::function<QString(const std::string&)>& word) {
    QStringList names, readings;
    std::vector<double> counts;
    std::int64_t rest = 0;
    const auto add = [&](const QString& text, std::int64_t n) {
        names << text;
        counts.push_back(double(n));
        readings << QStringLiteral("%1 · %2").arg(words::count(n), shareWord(share(n, rows)));
    };
    for (const Category& item : table.items)
        if (std::size_t(names.size()) < kBars)
            add(word(item.name), total(item.rows));
        else
            rest += total(item.rows);
    if (rest > 0) add(BalanceView::tr("others"), rest);
    auto* plot = new BarPlot;
    plot->setAccessibleName(name);
    plot->setCategories(names, counts, readings);
    return plot;
}

Card* labels(const DataProfile& p) {
    auto* card =
        new Card(p.labels.source == "answer" ? BalanceView::tr("Answers, as labels") : BalanceView::tr("Labels"));
    if (p.labels.source == "none") {
        card->body()->addWidget(makeParagraph(
            BalanceView::tr(
                "The rows have no labels, and their answers are no short list that could be counted like labels."),
            TextStyle::Body, "muted"));
        card->body()->addStretch();
        return card;
    }
    auto* plot = categories(p.labels.table, total(p.rows), BalanceView::tr("Labels"),
                            [](const std::string& name) { return words::text(name).simplified(); });
    plot->setObjectName(QStringLiteral("labelPlot"));
    card->body()->addWidget(plot);
    QString text = BalanceView::tr("%1 different; commonest to rarest %2 to 1; evenness %3 of 1.")
                       .arg(words::count(p.labels.table.distinct), QLocale().toString(p.labels.table.ratio, 'f', 1),
                            QLocale().toString(p.labels.table.evenness, 'f', 2));
    if (p.labels.unlabelled > 0)
        text += QLatin1Char(' ') + BalanceView::tr("%1 rows have none.").arg(words::count(p.labels.unlabelled));
    card->body()->addWidget(caption(text));
    card->body()->addStretch();
    return card;
}

Card* topics(const DataProfile& p, const BalanceActions& actions) {
    auto* card = new Card(BalanceView::tr("Topics"));
    if (p.topics.topics.empty()) {
        card->body()->addWidget(makeParagraph(BalanceView::tr("Too few rows share words for topics to be told apart."),
                                              TextStyle::Body, "muted"));
        card->body()->addStretch();
        return card;
    }
    auto* model = new TopicTableModel(p.topics.topics, total(p.rows));
    auto* table = wholeTable(model, BalanceView::tr("Topics"));
    table->setObjectName(QStringLiteral("topicTable"));
    table->horizontalHeader()->setSectionResizeMode(TopicTableModel::Terms, QHeaderView::Stretch);
    table->setColumnWidth(TopicTableModel::Rows, 70);
    table->setColumnWidth(TopicTableModel::Share, 70);
    QObject::connect(table, &QTableView::activated, table, [model, show = actions.showRow](const QModelIndex& index) {
        if (const std::int64_t row = model->example(index.row()); row >= 0) show(row);
    });
    card->body()->addWidget(table);
    QString text =
        BalanceView::tr("Found by the words that rows share. Press Return or double-click to see a typical row.");
    if (p.topics.apart > 0)
        text += QLatin1Char(' ') + BalanceView::tr("%1 rows share no term with any.").arg(words::count(p.topics.apart));
    card->body()->addWidget(caption(text));
    card->body()->addStretch();
    return card;
}

Card* languages(const DataProfile& p) {
    auto* card = new Card(BalanceView::tr("Languages and held-out rows"));
    if (p.languagesKnown)
        card->body()->addWidget(categories(p.languages, total(p.rows), BalanceView::tr("Languages"), languageWord));
    else
        card->body()->addWidget(
            makeParagraph(BalanceView::tr("This build cannot detect languages."), TextStyle::Body, "muted"));
    if (p.differences.empty()) {
        card->body()->addWidget(caption(BalanceView::tr(
            "No rows are held out to validate or test, so there is nothing to compare with the training rows.")));
    } else {
        for (const Split split : {Split::Validation, Split::Test}) {
            QStringList parts;
            std::int64_t rows = 0;
            for (const SplitDifference& one : p.differences) {
                if (one.split != split) continue;
                rows = one.rows;
                parts << BalanceView::tr("%1 %2 (chance %3)")
                             .arg(profileWord(one.measure), QLocale().toString(one.divergence, 'f', 3),
                                  QLocale().toString(one.byChance, 'f', 3));
            }
            if (parts.isEmpty()) continue;
            const QString text = split == Split::Validation
                                     ? BalanceView::tr("%1 validation rows against the training rows: %2.")
                                     : BalanceView::tr("%1 test rows against the training rows: %2.");
            card->body()->addWidget(makeParagraph(text.arg(words::count(rows), parts.join(QStringLiteral(", ")))));
        }
        card->body()->addWidget(
            caption(BalanceView::tr("Jensen-Shannon divergence in bits: 0 is the same, 1 has nothing in common. "
                                    "\"Chance\" is what a random draw would show.")));
    }
    card->body()->addStretch();
    return card;
}

Card* vocabulary(const DataProfile& p) {
    const VocabularyProfile& v = p.vocabulary;
    auto* card = new Card(BalanceView::tr("Words and what repeats"));
    card->body()->addWidget(makeParagraph(
        (v.approximate
             ? BalanceView::tr(
                   "%1 words, about %2 different, %3 of these only once. Of %4 words in a row %5 are different on "
                   "average.")
             : BalanceView::tr(
                   "%1 words, %2 different, %3 of these only once. Of %4 words in a row %5 are different on average."))
            .arg(words::count(v.words), words::count(v.distinct), shareWord(share(v.once, v.distinct)),
                 words::count(v.window), shareWord(v.movingTypeTokenRatio))));
    QStringList common;
    for (const CountedText& word : v.commonest)
        if (std::size_t(common.size()) < kWords)
            common << QStringLiteral("%1 %2").arg(words::text(word.text), words::count(word.count));
    if (!common.isEmpty()) card->body()->addWidget(caption(common.join(QStringLiteral(" · "))));
    const auto list = [&](const QString& title, const std::vector<CountedText>& texts, std::int64_t rows) {
        for (std::size_t i = 0; i < std::min(kTexts, texts.size()); ++i) {
            if (i == 0) card->body()->addWidget(makeLabel(title, TextStyle::Strong));
            auto* line = new QHBoxLayout;
            line->addWidget(new ElidedLabel(words::text(texts[i].text).simplified()), 1);
            line->addWidget(makeLabel(
                QStringLiteral("%1 · %2").arg(words::count(texts[i].count), shareWord(share(texts[i].count, rows))),
                TextStyle::Caption, "muted"));
            card->body()->addLayout(line);
        }
    };
    list(BalanceView::tr("Commonest beginnings"), v.openings, v.questionRows);
    list(BalanceView::tr("Commonest answers"), v.answers, v.answerRows);
    card->body()->addStretch();
    return card;
}

Card* outliers(const DataProfile& p, const BalanceActions& actions) {
    auto* card = new Card(BalanceView::tr("Rows that stand apart"));
    std::vector<Outlier> shown;
    for (const char* kind : {"long", "short", "odd_characters", "off_topic"}) {  // some of each kind
        std::size_t taken = 0;
        for (const Outlier& row : p.outliers.rows)
            if (row.kind == kind && taken++ < kOutliers / 4) shown.push_back(row);
    }
    if (shown.empty()) {
        card->body()->addWidget(makeParagraph(BalanceView::tr("None."), TextStyle::Body, "muted"));
        card->body()->addStretch();
        return card;
    }
    auto* model = new OutlierTableModel(
        shown, p.unit, [](const std::string& kind) { return words::text(outlierText(kind, reportWords())); });
    auto* table = wholeTable(model, BalanceView::tr("Rows that stand apart"));
    table->setObjectName(QStringLiteral("outlierTable"));
    table->horizontalHeader()->setSectionResizeMode(OutlierTableModel::Why, QHeaderView::Stretch);
    table->setColumnWidth(OutlierTableModel::Position, 76);
    table->setColumnWidth(OutlierTableModel::Value, 130);
    const auto show = [model, show = actions.showRow](const QModelIndex& index) {
        if (const std::int64_t row = model->position(index.row()); row >= 0) show(row);
    };
    QObject::connect(table, &QTableView::clicked, table, show);
    QObject::connect(table, &QTableView::activated, table, show);
    card->body()->addWidget(table);
    card->body()->addWidget(caption(BalanceView::tr("Click a row to see it. Rows are counted from 1.")));
    card->body()->addStretch();
    return card;
}

Card* groups(const DataProfile& p) {
    auto* card = new Card(BalanceView::tr("Groups of people that the texts name"));
    if (p.groups.empty()) {
        card->body()->addWidget(makeParagraph(
            BalanceView::tr("No word of the English and German lists stands in the rows."), TextStyle::Body, "muted"));
        return card;
    }
    auto* table =
        wholeTable(new GroupTableModel(p.groups, profileWord), BalanceView::tr("Groups of people that the texts name"));
    table->setObjectName(QStringLiteral("groupTable"));
    table->horizontalHeader()->setSectionResizeMode(GroupTableModel::Label, QHeaderView::Stretch);
    table->setColumnWidth(GroupTableModel::Family, 100);
    table->setColumnWidth(GroupTableModel::Group, 260);
    table->setColumnWidth(GroupTableModel::Rows, 70);
    table->setColumnWidth(GroupTableModel::Sentiment, 170);
    card->body()->addWidget(table);
    card->body()->addWidget(
        caption(BalanceView::tr("Found by lists of words, whole words only: names and hints are not seen, and a "
                                "word may mean something else. Sentiment is a rough count of "
                                "words from -1 to 1. A difference is a reason to look, not a proof of bias; no "
                                "difference is no proof of fairness. Under %1 rows nothing is told.")
                    .arg(words::count(p.fewestRows))));
    card->body()->addStretch();
    return card;
}

}  // namespace

QWidget* makeBalance(const ProfileResult& result, const BalanceActions& actions) {
    const DataProfile& p = result.profile;
    auto* page = new QWidget;
    auto* column = plainColumn(page);
    column->addWidget(findings(result, actions));
    if (total(p.rows) > 0) {
        column->addLayout(sideBySide(lengths(p), labels(p)));
        column->addLayout(sideBySide(topics(p, actions), languages(p)));
        column->addWidget(groups(p));
        column->addLayout(sideBySide(outliers(p, actions), vocabulary(p)));
    }
    column->addStretch();
    return page;
}

}  // namespace tunesmith::ui
