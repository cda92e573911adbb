// Runs the built tunesmith-cli as a user would and keeps what it said.
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <memory>

struct CliResult {
    int exitCode = -1;  // -1: killed
    QByteArray out, err;

    /// stdout as the one JSON document that --json promises; empty where it is none.
    QJsonObject json() const;
    /// {"code", "message", "where"} of a failure with --json.
    QJsonObject error() const { return json().value("error").toObject(); }
    /// For QVERIFY2: everything in one line of text.
    QByteArray all() const { return "exit " + QByteArray::number(exitCode) + "\n" + out + err; }
};

class Cli {
public:
    /// Commands run in `folder` and get --project `project` where it is not empty.
    explicit Cli(QString folder, QString project = {});

    /// Runs to the end, at most `milliseconds`.
    CliResult run(const QStringList& arguments, const QByteArray& input = {}, int milliseconds = 120000) const;
    /// The same with --json.
    CliResult json(const QStringList& arguments, int milliseconds = 120000) const;
    /// Starts without waiting.
    std::unique_ptr<QProcess> start(const QStringList& arguments) const;
    /// What a process that start() gave has said, once it has ended.
    static CliResult resultOf(QProcess& process);

private:
    void prepare(QProcess& process, const QStringList& arguments) const;

    QString folder_, project_;
};

/// Writes a file; fails the test's process on an error.
void writeFile(const QString& path, const QByteArray& bytes);
QByteArray readFile(const QString& path);

/// Question and answer rows as JSON lines: short, all different, the same on every machine.
QByteArray questionRows(int count);

/// The folder of the tiny Llama with its tokenizer that the tests train.
QString tinyModel();
