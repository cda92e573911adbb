#include "ui/bridge/sample_start.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include "core/base/json.h"
#include "ui/bridge/project_bridge.h"
#include "ui/bridge/selection.h"

namespace tunesmith::ui {

namespace {

const QString kDataset = QStringLiteral("clinic"), kHeldOut = QStringLiteral("clinic-heldout");

/// Embedded files are handed to the importers as files in the project's own folder.
QString unpack(const QString& name, const QString& projectFolder) {
    QDir(projectFolder).mkpath(QStringLiteral("samples"));
    const QString path = projectFolder + QStringLiteral("/samples/") + name;
    QFile::remove(path);
    if (!QFile::copy(QStringLiteral(":/tunesmith/samples/") + name, path))
        throw Error(Code::DiskFull, "The sample could not be written into the project folder.", path.toStdString());
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    return path;
}

}  // namespace

QString projectsFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/Tunesmith");
}

SampleStart::SampleStart(ProjectBridge& project, Selection& selection, QObject* parent)
    : QObject(parent), project_(project), selection_(selection) {
    connect(&project_, &ProjectBridge::opened, this, [this] {
        if (goingOn_ && project_.folder() == folder_) importTraining();
    });
    connect(&project_, &ProjectBridge::openFailed, this, [this](const QString& folder, const Failure& failure) {
        if (goingOn_ && folder == folder_) fail(failure);
    });
}

QString SampleStart::freeFolder() {
    const QString base = projectsFolder() + QLatin1Char('/') + tr("Sample clinic");
    QString folder = base;
    for (int i = 2; QFile::exists(folder); ++i) folder = QStringLiteral("%1 %2").arg(base).arg(i);
    return folder;
}

void SampleStart::begin(const QString& folder) {
    if (goingOn_) return;
    goingOn_ = true;
    folder_ = folder;
    Q_EMIT stepChanged(tr("Making the project…"));
    project_.create(folder);
}

void SampleStart::importRows(const QString& file, const QString& name, double validation, void (SampleStart::*next)()) {
    ImportRequest request;
    const auto path = guarded([&] { return unpack(file, folder_); });
    if (!path) return fail(*path.failure);
    request.files = {path.value->toStdString()};
    request.name = name.toStdString();
    request.validation = validation;
    project_.startImport(request, this, [this, next](Result<ImportBridge*> import) {
        if (!import) return fail(*import.failure);
        connect(*import, &JobBridge::ended, this, [this, next, job = *import] {
            if (!job->succeeded()) return fail(job->outcome().failure.value_or(Failure{Code::Cancelled, {}, {}}));
            (this->*next)();
        });
    });
}

void SampleStart::importTraining() {
    Q_EMIT stepChanged(tr("Importing the questions and answers…"));
    importRows(QStringLiteral("clinic.jsonl"), kDataset, 0.0, &SampleStart::importHeldOut);
}

void SampleStart::importHeldOut() {
    Q_EMIT stepChanged(tr("Setting aside 40 questions to test with…"));
    importRows(QStringLiteral("clinic_heldout.jsonl"), kHeldOut, 1.0, &SampleStart::addModel);
}

void SampleStart::addModel() {
    Q_EMIT stepChanged(tr("Adding the starter model…"));
    project_.addStarter(this, [this](Result<ModelInfo> model) {
        if (!model) return fail(*model.failure);
        selection_.setModel(QString::fromStdString(model->name));
        setRecipe();
    });
}

void SampleStart::setRecipe() {
    QFile file(QStringLiteral(":/tunesmith/recipes/sample_clinic.json"));
    const auto recipe = guarded([&] {
        if (!file.open(QIODevice::ReadOnly))
            throw Error(Code::Internal, "The sample's recipe is missing from the program.");
        return Recipe::fromJson(parseJson(file.readAll().toStdString(), "sample_clinic.json"));
    });
    if (!recipe) return fail(*recipe.failure);
    selection_.setDataset(kDataset);
    selection_.setRecipe(*recipe.value);
    goingOn_ = false;
    Q_EMIT ready();
}

void SampleStart::fail(const Failure& failure) {
    goingOn_ = false;
    Q_EMIT failed(failure);
}

}  // namespace tunesmith::ui
