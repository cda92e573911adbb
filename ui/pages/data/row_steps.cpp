#include "ui/pages/data/row_steps.h"

#include <QFileInfo>
#include <QWidget>

#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui/bridge/words.h"
#include "ui/pages/data/export_dialog.h"
#include "ui/pages/data/split_dialog.h"
#include "ui/widgets/dialogs.h"

namespace tunesmith::ui {

RowSteps::RowSteps(ProjectBridge& project, Selection& selection, QWidget* window)
    : QObject(window), project_(project), selection_(selection), window_(window) {}

std::string RowSteps::name() const {
    return words::utf8(selection_.dataset());
}

void RowSteps::run(std::function<std::shared_ptr<StudioJob>(DataStudio&)> step,
                   std::function<void(const StudioResult&)> tell) {
    project_.runStudio(std::move(step), this, [this, tell = std::move(tell)](Result<StudioResult> result) {
        if (result)
            tell(*result);
        else
            Q_EMIT failed(*result.failure);
    });
}

void RowSteps::takeOut(const QString& query, int rows) {
    EditRequest request;
    request.dataset = name();
    request.query = words::utf8(query);
    request.remove = true;
    if (Dialogs::ask(window_, tr("Take %n row(s) out?", nullptr, rows),
                     tr("They are not in the next version any more. Versions has the way back."),
                     {tr("Take them out")}) != 0)
        return;
    run([request](DataStudio& studio) { return studio.edit(request); },
        [this](const StudioResult& result) {
            Q_EMIT told(tr("%1 rows were taken out").arg(words::count(result.removed)),
                        tr("Versions has the way back."));
        });
}

void RowSteps::split(bool stratify) {
    SplitDialog dialog(window_);
    dialog.setStratified(stratify);
    if (dialog.exec() != QDialog::Accepted) return;
    SplitRequest request = dialog.request();
    request.dataset = name();
    run([request](DataStudio& studio) { return studio.split(request); },
        [this](const StudioResult& result) {
            Q_EMIT told(tr("The rows were split"),
                        tr("%1 rows changed their place.").arg(words::count(result.changed)));
        });
}

void RowSteps::save() {
    ExportDialog dialog(window_);
    if (dialog.exec() != QDialog::Accepted) return;
    DataExportRequest request = dialog.request();
    request.dataset = name();
    const QString path =
        Dialogs::saveFile(window_, tr("Save the rows"), selection_.dataset() + QLatin1Char('.') + dialog.extension(),
                          tr("Rows (*.%1);;All files (*)").arg(dialog.extension()));
    if (path.isEmpty()) return;
    request.file = words::utf8(path);
    run([request](DataStudio& studio) { return studio.write(request); },
        [this, path](const StudioResult& result) {
            Q_EMIT told(tr("%1 rows were written to %2").arg(words::count(result.rows), QFileInfo(path).fileName()),
                        result.skipped > 0
                            ? tr("%1 cannot be written in this format: %2")
                                  .arg(words::count(result.skipped), words::text(result.skippedExamples.at(0).reason))
                            : QString());
        });
}

void RowSteps::removeDataset() {
    const QString dataset = selection_.dataset();
    if (Dialogs::ask(window_, tr("Remove the data set %1?").arg(dataset),
                     tr("Its rows leave the project and cannot be brought back from here. The file they came from "
                        "stays. Runs that learned from them stay too."),
                     {tr("Remove it")}, 0) != 0)
        return;
    project_.removeDataset(dataset, this, [this](Result<Nothing> result) {
        if (!result) Q_EMIT failed(*result.failure);
    });
}

}  // namespace tunesmith::ui
