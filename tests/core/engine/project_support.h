// What the engine's tests share: a project in a folder of its own with a few rows and the tiny model, and short runs
// over them.
#pragma once

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QThread>
#include <QtTest>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/engine/project.h"

namespace tunesmith::testing {

namespace fs = std::filesystem;

inline std::string tinyModel() {
    return TUNESMITH_SOURCE_DIR "/tests/data/tiny_model";
}

inline void writeText(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

inline const char* const kThings[] = {"lamp", "kite", "rope", "bell", "chair", "letter"};
inline const char* const kPlaces[] = {"barn", "attic", "office", "cellar", "garage", "harbour"};

/// Rows of JSON lines that ask where a thing is; the label is the place.
inline std::string questions(int rows) {
    std::string text;
    for (int i = 0; i < rows; ++i) {
        const std::string number = i < 6 ? "" : " " + std::to_string(i), thing = kThings[i % 6],
                          place = kPlaces[i * 5 / 2 % 6];
        text += R"({"question": "Where is the )" + thing + number + R"(?", "answer": "The )" + thing + number +
                " is in the " + place + R"(.", "label": ")" + place + "\"}\n";
    }
    return text;
}

struct TestProject {
    QTemporaryDir own;
    std::string folder;
    std::unique_ptr<Project> project;

    /// With the data set "faq" of so many rows and the model "tiny", where `rows` > 0.
    explicit TestProject(int rows = 0)
        : folder(own.filePath("project").toStdString()), project(Project::create(folder)) {
        if (rows == 0) return;
        import(questions(rows), "faq");
        project->addModel(tinyModel(), "tiny");
    }
    std::string path(const char* name) const { return own.filePath(name).toStdString(); }
    Project* operator->() const { return project.get(); }
    void reopen() {
        project.reset();
        project = Project::open(folder);
    }
    /// A data set from a text of JSON lines.
    ImportReport import(const std::string& text, const std::string& name, double validation = 0) {
        const std::string file = path((name + ".jsonl").c_str());
        writeText(file, text);
        ImportRequest request;
        request.files = {file};
        request.name = name;
        request.validation = validation;
        const auto job = project->import(request);
        const Outcome outcome = job->wait();
        if (outcome.failure) throw Error(outcome.failure->code, outcome.failure->message, outcome.failure->where);
        return job->report();
    }
};

/// A LoRA run of a few steps on the CPU that saves often.
inline Recipe shortRecipe(std::int64_t steps) {
    Recipe recipe;
    recipe.lora.rank = 8;
    recipe.lora.alpha = 16;
    recipe.lora.dropout = 0;
    recipe.data.maxLength = 128;
    recipe.train.maxSteps = steps;
    recipe.train.batch = 3;
    recipe.train.learningRate = 1e-2;
    recipe.train.validation = 0;
    recipe.train.evaluateEvery = 4;
    recipe.train.saveEvery = 2;
    recipe.train.patience = 0;
    recipe.train.device = "cpu";
    recipe.train.dtype = "fp32";
    return recipe;
}

inline GenerateRequest ask(const ModelRef& ref, const std::string& question) {
    GenerateRequest request;
    request.ref = ref;
    request.messages = {{"user", question}};
    request.maxNewTokens = 40;
    return request;
}

/// Waits; true where the job is done, else says why not.
inline bool done(Job& job) {
    const Outcome outcome = job.wait();
    if (outcome.failure) qWarning("%s (%s)", outcome.failure->message.c_str(), outcome.failure->where.c_str());
    return outcome.state == JobState::Done;
}

/// How a job failed; "" where it did not.
inline QString failure(Job& job) {
    const Outcome outcome = job.wait();
    return outcome.failure ? QString("%1: %2").arg(codeName(outcome.failure->code),
                                                   QString::fromStdString(outcome.failure->message))
                           : QString();
}

/// The code and text of the Error that `work` throws, "BadFile: ..."; "" where it throws none.
template <typename Work>
QString refusal(const Work& work) {
    try {
        work();
    } catch (const Error& e) {
        return QString("%1: %2").arg(codeName(e.code()), QString::fromStdString(e.fullText()));
    }
    return {};
}

/// Waits until the run has made `step` steps (or the job has ended).
inline void waitForStep(const TrainJob& job, std::int64_t step) {
    while (!job.finished() && job.snapshot().step < step) QThread::usleep(200);
}

inline std::map<std::pair<std::int64_t, std::string>, double> byStepAndName(const std::vector<MetricPoint>& points) {
    std::map<std::pair<std::int64_t, std::string>, double> map;
    for (const MetricPoint& p : points) map[{p.step, p.name}] = p.value;
    return map;
}

inline std::string adapterBytes(const Project& project, std::int64_t run, std::int64_t step) {
    return readFile(project.folder() + "/runs/" + std::to_string(run) + "/checkpoints/step-" + std::to_string(step) +
                    "/adapter.safetensors");
}

}  // namespace tunesmith::testing
