#include "ui/hub/data_parts.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace tunesmith::ui {

namespace {

struct Kind {
    const char* pattern;
    const char* name;
};

constexpr Kind kKinds[] = {
    {"(^|[^a-z])(train|training)([^a-z]|$)", QT_TRANSLATE_NOOP("tunesmith::ui::DataPart", "for training")},
    {"(^|[^a-z])(validation|valid|val|dev)([^a-z]|$)", QT_TRANSLATE_NOOP("tunesmith::ui::DataPart", "to validate")},
    {"(^|[^a-z])(test|testing|eval)([^a-z]|$)", QT_TRANSLATE_NOOP("tunesmith::ui::DataPart", "to test")},
};

}  // namespace

std::vector<DataPart> dataParts(const std::vector<hub::RepoFile>& files) {
    std::vector<DataPart> parts;
    const auto word = [](const char* text) { return QCoreApplication::translate("tunesmith::ui::DataPart", text); };
    for (const Kind& kind : kKinds) {
        const QRegularExpression pattern(QLatin1String(kind.pattern), QRegularExpression::CaseInsensitiveOption);
        DataPart part{word(kind.name), {}};
        for (std::size_t i = 0; i < files.size(); ++i)
            if (pattern.match(QString::fromStdString(files[i].path)).hasMatch()) part.files.push_back(int(i));
        if (!part.files.empty() && part.files.size() < files.size()) parts.push_back(std::move(part));
    }
    if (files.empty()) return parts;
    DataPart all{files.size() == 1 ? word(QT_TRANSLATE_NOOP("tunesmith::ui::DataPart", "the only file"))
                                   : word(QT_TRANSLATE_NOOP("tunesmith::ui::DataPart", "all files")),
                 {}};
    for (std::size_t i = 0; i < files.size(); ++i) all.files.push_back(int(i));
    // Many files that are of no part may be many data sets: the first of them is what is proposed.
    if (parts.empty() && files.size() > 1)
        parts.push_back({word(QT_TRANSLATE_NOOP("tunesmith::ui::DataPart", "the first file")), {0}});
    parts.push_back(std::move(all));
    return parts;
}

}  // namespace tunesmith::ui
