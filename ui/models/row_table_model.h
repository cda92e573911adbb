// RowTableModel: the rows of one version of a data set, a million of them if need be. Rows are fetched in pages on
// worker threads when a view asks for them, and a bounded number of pages is kept. GUI thread only.
#pragma once

#include <QAbstractTableModel>
#include <QCache>
#include <QString>
#include <functional>
#include <utility>
#include <vector>

#include "core/engine/project.h"
#include "ui/bridge/async.h"

namespace tunesmith::ui {

class ProjectBridge;

/// Where rows come from: the project, or a test's own list. Answers arrive later, on the GUI thread, through the
/// context.
struct RowFetcher {
    template <typename T>
    using Done = std::function<void(Result<T>)>;
    std::function<void(std::vector<std::int64_t> positions, QObject* context, Done<std::vector<RowView>>)> rows;
    std::function<void(const QString& text, QObject* context, Done<std::vector<std::int64_t>>)> find;
    /// Token counts (all, trained); null where no model is chosen.
    std::function<void(std::vector<Record> records, QObject* context, Done<std::vector<std::pair<int, int>>>)>
        countTokens;
};

RowFetcher projectRows(ProjectBridge& project, std::int64_t version, const QString& model, const Recipe& recipe);

class RowTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Position, Asked, Answered, Tokens, SplitName, ColumnCount };
    static constexpr int kPageRows = 200;
    static constexpr int kPagesKept = 48;

    explicit RowTableModel(QObject* parent = nullptr);

    /// Shows `rows` rows of `fetcher` from the start, without a filter.
    void setSource(RowFetcher fetcher, std::int64_t rows);
    /// Keeps rows and filter, and counts tokens anew: another model or another recipe.
    void setTokenCounter(RowFetcher fetcher);
    bool countsTokens() const { return bool(fetcher_.countTokens); }
    /// Only rows that contain `text`; empty shows all. The count arrives with filterApplied().
    void setFilter(const QString& text);
    QString filter() const { return filter_; }
    bool isFiltering() const { return filtering_; }

    /// The row as far as it has been fetched; asks for it otherwise.
    const RowView* row(int index) const;
    std::int64_t sourceRows() const { return sourceRows_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void filterApplied();
    void fetchFailed(const tunesmith::Failure& failure);

private:
    struct Page {
        std::vector<RowView> rows;
        std::vector<std::pair<int, int>> tokens;
    };

    void want(int page) const;
    void fetchNext();
    void pageArrived(int page, Result<std::vector<RowView>> rows);
    void tokensArrived(int page, Result<std::vector<std::pair<int, int>>> tokens);
    void announce(int page);
    QVariant cell(const Page& page, int offset, int column) const;

    RowFetcher fetcher_;
    std::int64_t sourceRows_ = 0;
    QString filter_;
    bool filtering_ = false, filtered_ = false;
    std::vector<std::int64_t> positions_;  // of the filtered rows
    mutable QCache<int, Page> pages_{kPagesKept};
    mutable std::vector<int> wanted_;  // the last one is fetched first: it is what the user looks at
    int inFlight_ = -1;
    int generation_ = 0;  // answers of an older one are dropped
};

/// What a row asks and answers, as the table's two columns show it: one line each.
QString askedText(const Record& record);
QString answeredText(const Record& record);

}  // namespace tunesmith::ui
