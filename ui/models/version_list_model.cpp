#include "ui/models/version_list_model.h"

#include "ui/bridge/words.h"

namespace tunesmith::ui {

VersionListModel::VersionListModel(QObject* parent) : InfoTableModel(ColumnCount, parent) {}

QString stepText(const std::string& step, const Json& settings) {
    if (step == "import") return VersionListModel::tr("imported");
    if (step == "edit") return VersionListModel::tr("%n row(s) edited by hand", nullptr, settings.value("rows", 0));
    if (step == "clean")
        return VersionListModel::tr("cleaned: %n step(s)", nullptr, int(settings.value("steps", Json::array()).size()));
    if (step == "mend")
        return VersionListModel::tr("%n row(s) mended or dismissed", nullptr, settings.value("settled", 0));
    if (step == "delete")
        return VersionListModel::tr("rows taken out: %1").arg(words::text(settings.value("query", "")));
    if (step == "replace")
        return VersionListModel::tr("\"%1\" replaced by \"%2\"")
            .arg(words::text(settings.value("find", "")), words::text(settings.value("with", "")));
    if (step == "split") {
        const int validation = int(100 * settings.value("validation", 0.0) + 0.5),
                  test = int(100 * settings.value("test", 0.0) + 0.5);
        return VersionListModel::tr("split: %1 % to validate, %2 % to test").arg(validation).arg(test);
    }
    return words::text(step);
}

void VersionListModel::setVersions(std::vector<VersionInfo> newestFirst) {
    lanes_ = versionLanes(newestFirst);
    setItems(std::move(newestFirst));
}

QVariant VersionListModel::data(const QModelIndex& index, int role) const {
    const VersionInfo* version = item(index.row());
    if (!version) return {};
    if (role == Qt::TextAlignmentRole)
        return index.column() == Rows || index.column() == Number ? int(Qt::AlignRight | Qt::AlignVCenter)
                                                                  : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (index.column() == Lineage) {
        if (role != Qt::ToolTipRole && role != Qt::AccessibleTextRole) return {};
        const int parent = lane(index.row()).parent;
        return parent > 0 ? tr("made from version %1").arg(parent) : tr("the first version");
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
    switch (index.column()) {
        case Number:
            return words::count(version->number);
        case Step:
            return stepText(version->step, version->settings);
        case Rows:
            return words::count(version->rows);
        case Made:
            return tr("%1 by %2").arg(words::when(version->created), words::text(version->actor));
        case Notes: {
            QStringList notes;
            if (version->current) notes << tr("current");
            for (const std::string& tag : version->tags) notes << words::text(tag);
            if (!version->runs.empty()) notes << tr("%n run(s)", nullptr, int(version->runs.size()));
            return notes.join(QStringLiteral(" · "));
        }
        default:
            return {};
    }
}

QVariant VersionListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return section == Rows || section == Number ? int(Qt::AlignRight | Qt::AlignVCenter)
                                                    : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Number:
            return tr("No.");
        case Step:
            return tr("What was done");
        case Rows:
            return tr("Rows");
        case Made:
            return tr("Made");
        case Notes:
            return tr("Used as");
        default:
            return {};
    }
}

}  // namespace tunesmith::ui
