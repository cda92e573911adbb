// RowTableModel: the rows of one version of a data set, a million of them if need be. Rows are fetched in pages on
// worker threads when a view asks for them, and a bounded number of pages is kept. GUI thread only.
#pragma once

#include <QAbstractTableModel>
#include <QCache>
#include <QString>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/engine/data_studio.h"
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
    /// Positions of the rows that a query matches, in an order (see RowSearch).
    std::function<void(const QString& query, const std::string& order, QObject* context,
                       Done<std::vector<std::int64_t>>)>
        find;
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
    /// Only rows that the query matches; empty shows all. The count arrives with filterApplied().
    void setFilter(const QString& query);
    QString filter() const { return filter_; }
    /// By a column, ascending: Position is the file's order.
    void setOrder(Column column);
    /// Edits that are not yet a version: they are shown in place of the rows.
    void setDraft(std::vector<RowChangeRequest> draft);
    /// The row as it would be, with its edit.
    std::optional<RowChangeRequest> edited(int index) const;
    bool isFiltering() const { return filtering_; }

    /// The row as far as it has been fetched; asks for it otherwise.
    const RowView* row(int index) const;
    std::int64_t sourceRows() const { return sourceRows_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// Says editRequested(); the model changes when the draft does.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    void filterApplied();
    void editRequested(const tunesmith::RowChangeRequest& change);
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
    void search();
    const RowChangeRequest* changeOf(const RowView& row) const;
    QVariant cell(const Page& page, int offset, int column) const;

    RowFetcher fetcher_;
    std::int64_t sourceRows_ = 0;
    QString filter_;
    std::string order_ = "file";
    std::map<std::int64_t, RowChangeRequest> draft_;
    bool filtering_ = false, filtered_ = false;
    std::vector<std::int64_t> positions_;  // of the filtered rows
    mutable QCache<int, Page> pages_{kPagesKept};
    mutable std::vector<int> wanted_;  // the last one is fetched first: it is what the user looks at
    int inFlight_ = -1;
    int generation_ = 0;  // answers of an older one are dropped
    int searches_ = 0;    // the same
};

/// What a row asks and answers, as the table's two columns show it: one line each.
QString askedText(const Record& record);
QString answeredText(const Record& record);
/// The turn that the table's two columns show and edit; null where there is none.
Message* askedTurn(Record& record);
Message* answeredTurn(Record& record);

}  // namespace tunesmith::ui
