#include "ui/models/row_table_model.h"

#include <QFont>
#include <QTimer>
#include <algorithm>
#include <numeric>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/tokens.h"
#include "ui/bridge/words.h"

namespace tunesmith::ui {

namespace {

constexpr std::size_t kMostWanted = 4;
constexpr int kCellCharacters = 400;
constexpr std::int64_t kMostFound = 1'000'000;

QString oneLine(const std::string& utf8) {
    const QString text =
        QString::fromUtf8(utf8.data(), qsizetype(std::min<std::size_t>(utf8.size(), 4 * kCellCharacters)));
    return text.left(kCellCharacters).simplified();
}

}  // namespace

namespace {

Message* lastTurn(std::vector<Message>& turns, const char* role) {
    for (auto it = turns.rbegin(); it != turns.rend(); ++it)
        if (it->role == role) return &*it;
    return nullptr;
}

}  // namespace

Message* askedTurn(Record& record) {
    return lastTurn(record.messages, "user");
}
Message* answeredTurn(Record& record) {
    return lastTurn(record.isPreference() ? record.chosen : record.messages, "assistant");
}

QString askedText(const Record& record) {
    if (const Message* turn = askedTurn(const_cast<Record&>(record))) return oneLine(turn->text);
    return record.isText() ? oneLine(record.text) : QString();
}

QString answeredText(const Record& record) {
    const Message* turn = answeredTurn(const_cast<Record&>(record));
    return turn ? oneLine(turn->text) : QString();
}

RowFetcher projectRows(ProjectBridge& project, std::int64_t version, const QString& model, const Recipe& recipe) {
    RowFetcher fetcher;
    fetcher.rows = [&project, version](auto positions, QObject* context, auto done) {
        project.rowsAt(version, std::move(positions), context, std::move(done));
    };
    // The search before is not wanted any more: on many rows it would go on for seconds.
    fetcher.find = [&project, version, last = std::make_shared<std::shared_ptr<Cancel>>()](
                       const QString& query, const std::string& order, QObject* context, auto done) {
        if (*last) (*last)->request();
        *last = std::make_shared<Cancel>();
        project.findRows(version, {query.toStdString(), order, kMostFound}, *last, context, std::move(done));
    };
    if (!model.isEmpty())
        fetcher.countTokens = [&project, model, recipe](auto records, QObject* context, auto done) {
            project.countTokens(std::move(records), model, recipe, context, std::move(done));
        };
    return fetcher;
}

RowTableModel::RowTableModel(QObject* parent) : QAbstractTableModel(parent) {}

void RowTableModel::setSource(RowFetcher fetcher, std::int64_t rows) {
    beginResetModel();
    ++generation_;
    ++searches_;
    fetcher_ = std::move(fetcher);
    sourceRows_ = rows;
    filter_.clear();
    order_ = "file";
    draft_.clear();
    filtering_ = filtered_ = false;
    positions_.clear();
    pages_.clear();
    wanted_.clear();
    inFlight_ = -1;
    endResetModel();
}

void RowTableModel::setTokenCounter(RowFetcher fetcher) {
    ++generation_;
    fetcher_ = std::move(fetcher);
    pages_.clear();
    wanted_.clear();
    inFlight_ = -1;
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, Tokens), index(rowCount() - 1, Tokens));
}

void RowTableModel::setFilter(const QString& query) {
    if (query == filter_ && !filtering_) return;
    filter_ = query;
    search();
}

void RowTableModel::setOrder(Column column) {
    static constexpr std::pair<Column, const char*> kOrders[] = {
        {Position, "file"}, {Asked, "question"}, {Answered, "answer"}, {Tokens, "words"}, {SplitName, "split"}};
    for (const auto& [known, order] : kOrders)
        if (known == column) order_ = order;
    search();
}

void RowTableModel::search() {
    const int question = ++searches_;
    const auto show = [this](bool filtered, std::vector<std::int64_t> positions) {
        beginResetModel();
        ++generation_;
        filtering_ = false;
        filtered_ = filtered;
        positions_ = std::move(positions);
        pages_.clear();
        wanted_.clear();
        inFlight_ = -1;
        endResetModel();
        Q_EMIT filterApplied();
    };
    if (filter_.isEmpty() && order_ == "file") return show(false, {});
    if (!fetcher_.find) return;
    filtering_ = true;
    fetcher_.find(filter_, order_, this, [this, show, question](Result<std::vector<std::int64_t>> found) {
        if (question != searches_) return;  // the user went on
        if (!found) {
            filtering_ = false;
            Q_EMIT fetchFailed(*found.failure);
            return;
        }
        show(true, std::move(*found));
    });
}

// ---- edits

void RowTableModel::setDraft(std::vector<RowChangeRequest> draft) {
    draft_.clear();
    for (auto& change : draft) draft_[change.position] = std::move(change);
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const RowChangeRequest* RowTableModel::changeOf(const RowView& row) const {
    const auto found = draft_.find(row.position);
    return found == draft_.end() ? nullptr : &found->second;
}

std::optional<RowChangeRequest> RowTableModel::edited(int index) const {
    const RowView* view = row(index);
    if (!view) return std::nullopt;
    if (const RowChangeRequest* change = changeOf(*view)) return *change;
    return RowChangeRequest{view->position, view->split, view->record};
}

Qt::ItemFlags RowTableModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.column() != Asked && index.column() != Answered) return flags;
    auto change = edited(index.row());
    if (!change || !change->record) return flags;
    const bool asked = index.column() == Asked;
    const bool has =
        asked ? askedTurn(*change->record) || change->record->isText() : answeredTurn(*change->record) != nullptr;
    return has ? flags | Qt::ItemIsEditable : flags;
}

bool RowTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable)) return false;
    auto change = edited(index.row());
    Message* turn = index.column() == Asked ? askedTurn(*change->record) : answeredTurn(*change->record);
    std::string& text = turn ? turn->text : change->record->text;
    const std::string wanted = value.toString().toStdString();
    if (wanted == text) return false;
    text = wanted;
    Q_EMIT editRequested(*change);
    return true;
}

int RowTableModel::rowCount(const QModelIndex& parent) const {
    if (parent.isValid()) return 0;
    return int(filtered_ ? std::int64_t(positions_.size()) : sourceRows_);
}

int RowTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

const RowView* RowTableModel::row(int index) const {
    if (index < 0 || index >= rowCount()) return nullptr;
    const Page* page = pages_.object(index / kPageRows);
    if (!page) {
        want(index / kPageRows);
        return nullptr;
    }
    const auto offset = std::size_t(index % kPageRows);
    return offset < page->rows.size() ? &page->rows[offset] : nullptr;
}

void RowTableModel::want(int page) const {
    if (page == inFlight_) return;
    std::erase(wanted_, page);
    wanted_.push_back(page);
    if (wanted_.size() > kMostWanted) wanted_.erase(wanted_.begin());
    auto* self = const_cast<RowTableModel*>(this);
    QTimer::singleShot(0, self, [self] { self->fetchNext(); });
}

void RowTableModel::fetchNext() {
    if (inFlight_ >= 0 || wanted_.empty() || !fetcher_.rows) return;
    inFlight_ = wanted_.back();
    wanted_.pop_back();
    const int page = inFlight_, generation = generation_;
    const int first = page * kPageRows, last = std::min(first + kPageRows, rowCount());
    if (first >= last) {
        inFlight_ = -1;
        return;
    }
    std::vector<std::int64_t> positions(std::size_t(last - first));
    if (filtered_)
        std::copy(positions_.begin() + first, positions_.begin() + last, positions.begin());
    else
        std::iota(positions.begin(), positions.end(), first);
    fetcher_.rows(std::move(positions), this, [this, page, generation](Result<std::vector<RowView>> rows) {
        if (generation == generation_) pageArrived(page, std::move(rows));
    });
}

void RowTableModel::pageArrived(int page, Result<std::vector<RowView>> rows) {
    inFlight_ = -1;
    if (!rows) {
        Q_EMIT fetchFailed(*rows.failure);
        return;
    }
    auto* kept = new Page{std::move(*rows), {}};
    std::vector<Record> records;
    if (fetcher_.countTokens)
        for (const auto& row : kept->rows) records.push_back(row.record);
    pages_.insert(page, kept);
    announce(page);
    if (fetcher_.countTokens) {
        const int generation = generation_;
        fetcher_.countTokens(std::move(records), this,
                             [this, page, generation](Result<std::vector<std::pair<int, int>>> tokens) {
                                 if (generation == generation_) tokensArrived(page, std::move(tokens));
                             });
    }
    fetchNext();
}

void RowTableModel::tokensArrived(int page, Result<std::vector<std::pair<int, int>>> tokens) {
    Page* kept = pages_.object(page);
    if (!kept || !tokens) return;
    kept->tokens = std::move(*tokens);
    announce(page);
}

void RowTableModel::announce(int page) {
    const int first = page * kPageRows, last = std::min(first + kPageRows, rowCount()) - 1;
    if (first <= last) Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

QVariant RowTableModel::cell(const Page& page, int offset, int column) const {
    const auto i = std::size_t(offset);
    if (i >= page.rows.size()) return {};
    const auto& row = page.rows[i];
    const RowChangeRequest* change = changeOf(row);
    const Record& record = change && change->record ? *change->record : row.record;
    switch (column) {
        case Position:
            return words::count(row.position + 1);
        case Asked:
            return askedText(record);
        case Answered:
            return answeredText(record);
        case Tokens:
            return i < page.tokens.size() && page.tokens[i].first >= 0 ? words::count(page.tokens[i].first) : QString();
        case SplitName:
            return words::split(change ? change->split : row.split);
        default:
            return {};
    }
}

QVariant RowTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    if (role == Qt::TextAlignmentRole)
        return index.column() == Position || index.column() == Tokens ? int(Qt::AlignRight | Qt::AlignVCenter)
                                                                      : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::EditRole) {
        auto change = edited(index.row());
        if (!change || !change->record) return {};
        const Message* turn = index.column() == Asked ? askedTurn(*change->record) : answeredTurn(*change->record);
        return words::text(turn ? turn->text : change->record->text);
    }
    if (role == Qt::FontRole || role == Qt::ForegroundRole) {
        const RowView* view = row(index.row());
        const RowChangeRequest* change = view ? changeOf(*view) : nullptr;
        if (!change) return {};
        if (role == Qt::ForegroundRole) return change->record ? tokens().accent : tokens().bad;
        QFont font = fontFor(TextStyle::Body);
        font.setStrikeOut(!change->record);
        return font;
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    const Page* page = pages_.object(index.row() / kPageRows);
    if (!page) {
        want(index.row() / kPageRows);
        return index.column() == Position && !filtered_ ? QVariant(words::count(index.row() + 1)) : QVariant(QString());
    }
    return cell(*page, index.row() % kPageRows, index.column());
}

QVariant RowTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return section == Position || section == Tokens ? int(Qt::AlignRight | Qt::AlignVCenter)
                                                        : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Position:
            return QString();
        case Asked:
            return tr("Asked");
        case Answered:
            return tr("Answer to learn");
        case Tokens:
            return tr("Tokens");
        case SplitName:
            return tr("Used for");
        default:
            return {};
    }
}

}  // namespace tunesmith::ui
