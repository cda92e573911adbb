#include "tests/app/cli.h"

#include <QFile>
#include <QJsonDocument>
#include <utility>

QJsonObject CliResult::json() const {
    return QJsonDocument::fromJson(out).object();
}

Cli::Cli(QString folder, QString project) : folder_(std::move(folder)), project_(std::move(project)) {}

void Cli::prepare(QProcess& process, const QStringList& arguments) const {
    process.setProgram(QStringLiteral(TUNESMITH_CLI));
    process.setArguments((project_.isEmpty() ? QStringList() : QStringList{"--project", project_}) + arguments);
    process.setWorkingDirectory(folder_);
}

CliResult Cli::resultOf(QProcess& process) {
    CliResult result;
    result.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

CliResult Cli::run(const QStringList& arguments, const QByteArray& input, int milliseconds) const {
    QProcess process;
    prepare(process, arguments);
    process.start();
    if (!process.waitForStarted()) return {};
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(milliseconds)) {
        process.kill();
        process.waitForFinished();
    }
    return resultOf(process);
}

CliResult Cli::json(const QStringList& arguments, int milliseconds) const {
    return run(arguments + QStringList{"--json"}, {}, milliseconds);
}

std::unique_ptr<QProcess> Cli::start(const QStringList& arguments) const {
    auto process = std::make_unique<QProcess>();
    prepare(*process, arguments);
    process->start();
    process->waitForStarted();
    process->closeWriteChannel();
    return process;
}

void writeFile(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

QByteArray readFile(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray questionRows(int count) {
    const QByteArray places[] = {"kitchen", "garden", "cellar", "attic", "hall"};
    const QByteArray things[] = {"ladder", "lamp", "kettle", "rope", "broom", "key", "clock"};
    QByteArray rows;
    for (int i = 0; i < count; ++i) {
        const QByteArray thing = things[i % 7] + " " + QByteArray::number(i);
        rows += R"({"question": "Where is the )" + thing + R"(?", "answer": "The )" + thing + " is in the " +
                places[i % 5] + R"(.", "fact": ")" + places[i % 5] + "\"}\n";
    }
    return rows;
}

QString tinyModel() {
    return QStringLiteral(TUNESMITH_SOURCE_DIR "/tests/data/tiny_model");
}
