#include "ui/models/issue_table_model.h"

#include <QFileInfo>

#include "ui/bridge/report_words.h"
#include "ui/bridge/words.h"

namespace tunesmith::ui {

namespace {
constexpr int kRawCharacters = 300;
}

QString placeText(const RowSource& source) {
    // A file within an archive: the archive's name and the file's path in it.
    const QString path = words::text(source.file);
    const qsizetype inside = path.indexOf(QLatin1Char('!'));
    const QString file = QFileInfo(path.left(inside)).fileName() + (inside < 0 ? QString() : path.mid(inside));
    return source.line > 0 ? IssueTableModel::tr("%1, line %2").arg(file, words::count(source.line)) : file;
}

void IssueTableModel::setIssues(std::vector<RowIssue> issues) {
    beginResetModel();
    issues_ = std::move(issues);
    endResetModel();
}

const RowIssue* IssueTableModel::issue(int row) const {
    return row >= 0 && row < int(issues_.size()) ? &issues_[std::size_t(row)] : nullptr;
}

int IssueTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(issues_.size());
}
int IssueTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant IssueTableModel::data(const QModelIndex& index, int role) const {
    const auto* found = issue(index.row());
    if (!found) return {};
    if (role == Qt::ToolTipRole && index.column() == Raw) return words::text(found->raw).left(4 * kRawCharacters);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    switch (index.column()) {
        case Place:
            return placeText(found->source);
        case Reason:
            return issueReasonText(found->reason);
        case Raw:
            return words::text(found->raw).left(kRawCharacters).simplified();
        default:
            return {};
    }
}

QVariant IssueTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Place:
            return tr("Where");
        case Reason:
            return tr("Why it was kept aside");
        case Raw:
            return tr("As it stands in the file");
        default:
            return {};
    }
}

}  // namespace tunesmith::ui
