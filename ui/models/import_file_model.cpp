#include "ui/models/import_file_model.h"

#include <QFileInfo>
#include <algorithm>

#include "ui/bridge/role_words.h"
#include "ui/bridge/tokens.h"
#include "ui/bridge/words.h"

namespace tunesmith::ui {

ImportFileModel::ImportFileModel(QObject* parent) : InfoTableModel(ColumnCount, parent) {}

QVariant ImportFileModel::data(const QModelIndex& index, int role) const {
    const ImportFile* file = item(index.row());
    if (!file) return {};
    if (role == Qt::ToolTipRole)
        return index.column() == Roles && !file->problem.isEmpty() ? file->problem : file->path;
    if (role == Qt::ForegroundRole)
        return index.column() == Roles && !file->problem.isEmpty() ? QVariant(tokens().warn) : QVariant();
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    switch (index.column()) {
        case File:
            return QFileInfo(file->path).fileName();
        case Format:
            return words::text(file->preview.format);
        case Roles: {
            if (!file->known) return tr("reading…");
            if (!file->problem.isEmpty()) return file->problem;
            QStringList roles;
            auto mapping = file->preview.mapping;
            std::stable_sort(mapping.begin(), mapping.end(), [](const auto& a, const auto& b) {
                return columnRoleRank(a.first) < columnRoleRank(b.first);
            });
            for (const auto& [name, column] : mapping) {
                const QString from = words::text(column), to = columnRoleWord(name);
                const bool same = from.compare(to, Qt::CaseInsensitive) == 0;
                roles << (same ? to : tr("%1 from %2").arg(to, from));
            }
            return roles.join(QStringLiteral(", "));
        }
        default:
            return {};
    }
}

QVariant ImportFileModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case File:
            return tr("File");
        case Format:
            return tr("Read as");
        case Roles:
            return tr("What is recognised");
        default:
            return {};
    }
}

}  // namespace tunesmith::ui
