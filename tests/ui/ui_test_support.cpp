#include "ui_test_support.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

#include "ui/bridge/settings.h"
#include "ui/shell/language.h"

namespace tunesmith::ui {

namespace {
constexpr int kWaitMs = 20000;
constexpr int kTickMs = 5;
}  // namespace

TestWindow::TestWindow(bool dark) {
    Settings::useFile(folder_.filePath(QStringLiteral("settings.ini")));
    Settings::setTheme(dark ? QStringLiteral("dark") : QStringLiteral("light"));
    static bool languageLoaded = false;  // once, as the program does
    if (!std::exchange(languageLoaded, true)) loadLanguage(*static_cast<QApplication*>(QCoreApplication::instance()));
    theme_ = std::make_unique<Theme>(*static_cast<QApplication*>(QCoreApplication::instance()));
    window_ = std::make_unique<MainWindow>(*theme_);
}

TestWindow::~TestWindow() = default;

bool TestWindow::createProject(const QString& name) {
    QSignalSpy opened(&project(), &ProjectBridge::opened);
    project().create(path(name));
    return opened.wait(kWaitMs);
}

bool TestWindow::importSample(const QString& name) {
    ImportRequest request;
    request.files = {sampleFile(QStringLiteral("clinic.jsonl")).toStdString()};
    request.name = name.toStdString();
    request.validation = 0.1;
    bool good = false;
    project().startImport(request, window_.get(), [&](Result<ImportBridge*> job) {
        if (job) QObject::connect(*job, &JobBridge::ended, window_.get(), [&good, j = *job] { good = j->succeeded(); });
    });
    return QTest::qWaitFor([&] { return good && project().dataset(name); }, kWaitMs);
}

bool TestWindow::addTinyModel() {
    if (tinyModel().isEmpty()) return false;
    bool good = false;
    project().addModel(tinyModel(), QStringLiteral("tiny"), window_.get(),
                       [&good](Result<ModelInfo> model) { good = bool(model); });
    return QTest::qWaitFor([&] { return good; }, kWaitMs);
}

void TestWindow::grab(const QString& path) {
    QTest::qWait(80);
    window_->grab().save(path);
}

QString tinyModel() {
    const QString path = QStringLiteral(TUNESMITH_SOURCE_DIR "/tests/data/tiny_model");
    return QFile::exists(path + QStringLiteral("/config.json")) ? path : QString();
}

QString sampleFile(const QString& name) {
    return QStringLiteral(TUNESMITH_SOURCE_DIR "/resources/samples/") + name;
}

StallWatch::StallWatch() {
    timer_.setTimerType(Qt::PreciseTimer);
    clock_.start();
    connect(&timer_, &QTimer::timeout, this, [this] {
        gaps_.push_back(std::max(0.0, double(clock_.nsecsElapsed()) / 1e6 - kTickMs));
        clock_.restart();
    });
    timer_.start(kTickMs);
}

double StallWatch::worst() const {
    return gaps_.empty() ? 0 : *std::max_element(gaps_.begin(), gaps_.end());
}

double StallWatch::percentile99() const {
    if (gaps_.empty()) return 0;
    auto sorted = gaps_;
    std::sort(sorted.begin(), sorted.end());
    return sorted[std::size_t(double(sorted.size() - 1) * 0.99)];
}

}  // namespace tunesmith::ui
