// Who includes what: the checker itself on samples, then every source file of the tree.
#include <QDirIterator>
#include <QtTest>

#include "core/base/file.h"
#include "layer_rules.h"

class TestLayers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void checker_knowsTheRules_data() {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("include");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char* path, const char* include, bool allowed) {
            QTest::addRow("%s: %s", path, include) << QByteArray(path) << QByteArray(include) << allowed;
        };
        row("core/base/file.cpp", "\"core/base/file.h\"", true);
        row("core/base/file.cpp", "\"core/data/record.h\"", false);
        row("core/data/import/roles.cpp", "\"core/data/record.h\"", true);
        row("core/train/loop.cpp", "\"core/model/model.h\"", true);
        row("core/model/model.h", "\"core/train/loop.h\"", false);
        row("core/tokenize/tokenizer.h", "\"core/storage/project_database.h\"", false);
        row("core/train/loop.cpp", "\"core/storage/project_database.h\"", false);
        row("core/engine/project.cpp", "\"core/storage/project_database.h\"", true);
        row("core/storage/schema.cpp", "\"core/storage/sqlite.h\"", true);
        row("core/hub/http_client.cpp", "\"core/base/error.h\"", true);
        row("core/hub/http_client.cpp", "\"core/data/record.h\"", false);
        row("core/hub/http_client.cpp", "<c10/util/Half.h>", false);
        row("core/engine/hub.cpp", "\"core/hub/hub_client.h\"", true);
        row("core/model/base_model.cpp", "\"core/hub/hub_client.h\"", false);
        row("app/cli/commands/search.cpp", "\"core/hub/hub_client.h\"", false);
        row("core/made_up/x.h", "\"core/base/error.h\"", false);
        row("core/train/x.h", "\"core/made_up/x.h\"", false);
        row("core/train/loop.cpp", "\"ui/bridge/job.h\"", false);
        row("core/train/loop.cpp", "\"app/cli/main.h\"", false);
        row("core/base/file.cpp", "\"../data/record.h\"", false);
        row("core/base/file.cpp", "\"tests/support/x.h\"", false);
        // torch
        row("core/kernels/attention.cpp", "<ATen/ops/mm.h>", true);
        row("core/model/layers/linear.h", "<ATen/core/Tensor.h>", true);
        row("core/model/weights/gguf.cpp", "<ATen/core/Tensor.h>", false);
        row("core/model/weights/gguf.cpp", "\"core/model/config.h\"", false);
        row("core/model/weights/gguf.cpp", "\"core/base/file.h\"", true);
        row("core/model/weights/gguf.cpp", "\"core/kernels/kernels.h\"", false);
        row("core/kernels/kernels.h", "\"core/model/weights/dtype.h\"", true);
        row("core/kernels/kernels.h", "\"core/model/config.h\"", false);
        row("core/tokenize/tokenizer.cpp", "<c10/util/Half.h>", false);
        row("core/engine/project.cpp", "<ATen/Parallel.h>", true);
        row("core/engine/project.h", "<ATen/core/Tensor.h>", false);
        row("core/train/loop.cpp", "<torch/torch.h>", false);
        row("core/train/loop.cpp", "<torch/csrc/autograd/function.h>", true);
        row("ui/bridge/job.cpp", "<ATen/core/Tensor.h>", false);
        // Qt
        row("core/engine/project.cpp", "<QString>", false);
        row("core/engine/project.cpp", "<QtCore/qglobal.h>", false);
        row("ui/shell/main_window.h", "<QMainWindow>", true);
        row("ui/plots/loss_plot.cpp", "<qcustomplot.h>", true);
        row("ui/pages/train/train_page.cpp", "<qcustomplot.h>", false);
        row("app/gui/main.cpp", "\"qcustomplot.h\"", false);
        // the front ends
        row("ui/bridge/job.h", "\"core/engine/job.h\"", true);
        row("ui/models/rows.h", "\"core/data/record.h\"", true);
        row("ui/bridge/job.cpp", "\"core/train/loop.h\"", false);
        row("app/cli/main.cpp", "\"core/engine/project.h\"", true);
        row("app/cli/main.cpp", "\"core/storage/project_database.h\"", false);
        row("app/cli/main.cpp", "\"ui/shell/main_window.h\"", false);
        row("app/gui/main.cpp", "\"ui/shell/main_window.h\"", true);
        row("app/gui/main.cpp", "\"app/cli/main.h\"", false);
        row("ui/shell/main_window.cpp", "\"ui/pages/pages.h\"", true);
        row("ui/pages/train/train_page.cpp", "\"ui/shell/main_window.h\"", false);
        row("ui/pages/train/train_page.cpp", "\"ui/pages/train/settings.h\"", true);
        row("ui/pages/train/train_page.cpp", "\"ui/pages/page.h\"", true);
        row("ui/pages/train/train_page.cpp", "\"ui/pages/chat/chat_page.h\"", false);
        row("ui/pages/pages.cpp", "\"ui/pages/chat/chat_page.h\"", false);
        row("ui/widgets/card.cpp", "\"ui/plots/loss_plot.h\"", false);
        row("ui/pages/data/data_page.cpp", "\"ui/hub/hub_dialog.h\"", true);
        row("ui/hub/hub_dialog.cpp", "\"ui/widgets/card.h\"", true);
        row("ui/hub/hub_dialog.cpp", "\"ui/pages/page.h\"", false);
        row("ui/models/rows.cpp", "\"ui/bridge/job.h\"", true);
        row("ui/bridge/job.cpp", "\"ui/models/rows.h\"", false);
        row("ui/made_up/x.cpp", "\"ui/bridge/job.h\"", false);
        row("ui/models/rows.cpp", "<vector>", true);
    }
    void checker_knowsTheRules() {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, include);
        QFETCH(bool, allowed);
        const std::string text = "// a comment\n  #  include " + include.toStdString() + "\nint x;\n";
        const auto breaches = layerBreaches(path.toStdString(), text);
        QCOMPARE(breaches.empty(), allowed);
        if (!allowed) QCOMPARE(breaches[0].line, 2);
    }

    void everySource_keepsTheRules() {
        const QString root = QStringLiteral(TUNESMITH_SOURCE_DIR);
        int files = 0;
        QStringList found;
        for (const char* top : {"core", "ui", "app"}) {
            QDirIterator all(root + "/" + top, {"*.h", "*.hpp", "*.cpp", "*.cu", "*.cuh"}, QDir::Files,
                             QDirIterator::Subdirectories | QDirIterator::FollowSymlinks);
            while (all.hasNext()) {
                const std::string path = QDir(root).relativeFilePath(all.next()).toStdString();
                ++files;
                for (const Breach& breach : layerBreaches(path, tunesmith::readFile(root.toStdString() + "/" + path)))
                    found << QString::fromStdString(path + ":" + std::to_string(breach.line) + ": " + breach.include +
                                                    ": " + breach.rule);
            }
        }
        QVERIFY2(files > 50, "the sources were not found");
        QVERIFY2(found.isEmpty(), qPrintable("\n" + found.join("\n")));
    }
};

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
