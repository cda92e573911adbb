// A window with labelled rows and the tiny encoder in it, ready to train: for the tests of classifiers' pages and their
// pictures.
#pragma once

#include <QDir>
#include <QFile>
#include <QTest>

#include "tests/support/tiny_encoder.h"
#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"
#include "ui_test_support.h"

namespace tunesmith::ui {

/// Rows as JSON lines become the data set "rows", a fifth of them to test with; the encoder is "bert".
inline bool prepareLabels(TestWindow& test, const std::string& rows) {
    if (!test.createProject(QStringLiteral("Guest house"))) return false;
    const QString file = test.path(QStringLiteral("rows.jsonl"));
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly)) return false;
    out.write(QByteArray::fromStdString(rows));
    out.close();
    ImportRequest request;
    request.files = {file.toStdString()};
    request.name = "rows";
    request.validation = 0.2;
    bool imported = false, added = false;
    test.project().startImport(request, &test.window(), [&](Result<ImportBridge*> job) {
        if (job)
            QObject::connect(*job, &JobBridge::ended, &test.window(),
                             [&imported, j = *job] { imported = j->succeeded(); });
    });
    if (!QTest::qWaitFor([&] { return imported && test.project().dataset(QStringLiteral("rows")); }, 20000))
        return false;
    testing::makeTinyEncoder(test.path(QStringLiteral("encoder")).toStdString());
    test.project().addModel(test.path(QStringLiteral("encoder")), QStringLiteral("bert"), &test.window(),
                            [&added](Result<ModelInfo> model) { added = bool(model); });
    return QTest::qWaitFor([&] { return added && !test.window().selection().model().isEmpty(); }, 20000);
}

/// A run of all weights that learns the rows in a moment.
inline void setShortRun(TestWindow& test, int steps) {
    Recipe recipe = test.window().selection().recipe();
    recipe.method = "full";
    recipe.train.maxSteps = steps;
    recipe.train.learningRate = 3e-3;
    recipe.train.evaluateEvery = std::max(1, steps / 6);
    recipe.train.patience = 0;
    recipe.probes = {"The bed was lovely.", "The staff was cold."};
    test.window().selection().setRecipe(recipe);
}

}  // namespace tunesmith::ui
