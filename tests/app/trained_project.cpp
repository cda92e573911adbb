#include "tests/app/trained_project.h"

#include <QDir>
#include <QDirIterator>

bool makeProject(const QString& folder, int rows) {
    writeFile(folder + "/faq.jsonl", questionRows(rows));
    const Cli outside(folder), cli(folder, "p");
    for (const auto& result : {outside.run({"init", "p"}), cli.run({"data", "import", "faq.jsonl", "--name", "faq"}),
                               cli.run({"model", "import", tinyModel(), "--name", "tiny"})}) {
        if (result.exitCode == 0) continue;
        qWarning("%s", result.all().constData());
        return false;
    }
    return true;
}

QStringList shortRun(int steps) {
    return {"train",
            "--data",
            "faq",
            "--model",
            "tiny",
            "--max-steps",
            QString::number(steps),
            "--set",
            "train.batch=4",
            "--set",
            "lora.rank=4",
            "--set",
            "lora.dropout=0.1",
            "--set",
            "train.learningRate=0.01",
            "--set",
            "train.evaluateEvery=4",
            "--set",
            "train.saveEvery=2",
            "--set",
            "train.patience=0",
            "--set",
            "train.validation=0.2"};
}

QMap<int, double> lossesOf(const Cli& cli, int run) {
    QMap<int, double> losses;
    const auto shown = cli.json({"run", "show", QString::number(run)});
    for (const auto& value : shown.json().value("metrics").toArray()) {
        const auto point = value.toObject();
        if (point.value("name").toString() == "loss")
            losses[point.value("step").toInt()] = point.value("value").toDouble();
    }
    return losses;
}

QByteArray weightsOf(const QString& project, int run) {
    const QDir checkpoints(project + "/runs/" + QString::number(run) + "/checkpoints");
    int last = -1;
    for (const auto& name : checkpoints.entryList({"step-*"}, QDir::Dirs)) last = std::max(last, name.mid(5).toInt());
    const QString folder = checkpoints.filePath("step-" + QString::number(last)) + "/";
    const QByteArray adapter = readFile(folder + "adapter.safetensors");
    return adapter.isEmpty() ? readFile(folder + "model.safetensors") : adapter;
}

QString stateOf(const Cli& cli, int run) {
    for (const auto& value : cli.json({"run", "list"}).json().value("runs").toArray())
        if (value.toObject().value("run").toInt() == run) return value.toObject().value("state").toString();
    return {};
}
