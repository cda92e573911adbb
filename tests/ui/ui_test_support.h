// What the tests of the window share: a window with its own settings and folder, waiting, finding controls, watching
// for stalls.
#pragma once

#include <QElapsedTimer>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTimer>
#include <memory>
#include <vector>

#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"

namespace tunesmith::ui {

/// A window whose settings and projects live in a folder that goes with it. Needs a QApplication.
class TestWindow {
public:
    explicit TestWindow(bool dark = false);
    ~TestWindow();
    MainWindow& window() { return *window_; }
    ProjectBridge& project() { return window_->project(); }
    QString path(const QString& name) const { return folder_.filePath(name); }
    /// Makes a project and waits until it is open.
    bool createProject(const QString& name);
    /// Imports the sample clinic as `name`, with a share set aside.
    bool importSample(const QString& name);
    /// Adds the tiny model of the test data; false where there is none.
    bool addTinyModel();
    void grab(const QString& path);

private:
    QTemporaryDir folder_;
    std::unique_ptr<Theme> theme_;
    std::unique_ptr<MainWindow> window_;
};

/// The folder of the tiny model, or empty where it is absent.
QString tinyModel();
QString sampleFile(const QString& name);

template <typename W>
W* find(QWidget* root, const char* name) {
    return root->findChild<W*>(QLatin1String(name));
}

/// Measures how late a 5 ms timer fires: the longest time that the event loop was held up.
class StallWatch : public QObject {
public:
    StallWatch();
    /// Milliseconds of the worst and of the 99th percentile since reset().
    double worst() const;
    double percentile99() const;
    void reset() { gaps_.clear(); }

private:
    QTimer timer_;
    QElapsedTimer clock_;
    std::vector<double> gaps_;
};

}  // namespace tunesmith::ui
