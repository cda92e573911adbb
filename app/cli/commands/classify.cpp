// classify: labels of texts, by a run that trained a classifier or by a model that has a head.
#include <fstream>
#include <iostream>

#include "app/cli/commands.h"
#include "app/cli/follow.h"
#include "app/cli/options.h"
#include "app/cli/text.h"
#include "app/cli/views.h"

namespace tunesmith::cli {
namespace {

struct ClassifyOptions {
    ModelOptions model;
    std::vector<std::string> texts;
    std::string second, file;
};

/// A text a line; empty ones are left out.
void readLines(std::istream& in, std::vector<std::string>& texts) {
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.find_first_not_of(" \t") != std::string::npos) texts.push_back(line);
    }
}

std::vector<std::string> textsOf(const ClassifyOptions& options) {
    std::vector<std::string> texts = options.texts;
    if (options.file == "-") {
        readLines(std::cin, texts);
    } else if (!options.file.empty()) {
        std::ifstream in(options.file, std::ios::binary);
        if (!in) throw Error(Code::NotFound, "The file cannot be opened.", options.file);
        readLines(in, texts);
    }
    if (texts.empty())
        throw UsageError{"Give the text to label with --text TEXT, or a file of a text a line with --file FILE.",
                         "--text"};
    return texts;
}

std::string shareText(double probability) {
    return numberText(100 * probability, 1) + " %";
}

std::string predictionText(const Prediction& one) {
    std::string text = oneLine(one.text, 100) + "\n";
    for (const LabelSpan& span : one.spans)
        text += "  " + span.label + "  " + oneLine(one.text.substr(span.begin, span.end - span.begin), 60) + "  " +
                shareText(span.probability) + "\n";
    if (!one.words.empty() && one.spans.empty()) text += "  nothing marked\n";
    if (one.labels.empty() && one.words.empty()) text += "  " + one.label + "\n";
    std::vector<std::pair<std::string, double>> labels = one.labels;
    std::stable_sort(labels.begin(), labels.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [label, probability] : labels) text += "  " + shareText(probability) + "  " + label + "\n";
    return text + (one.truncated ? "  (the end of the text is beyond what the model reads)\n" : "");
}

ExitCode runClassify(const Session& session, const ClassifyOptions& options) {
    ClassifyRequest request;
    for (const std::string& text : textsOf(options))
        request.texts.push_back(
            {text, options.second.empty() ? std::nullopt : std::optional<std::string>(options.second)});
    const auto project = session.open();
    request.ref = options.model.resolve(*project);
    const auto job = project->classify(request);
    follow(*job, session);
    const std::vector<Prediction> answers = job->predictions();
    std::string text;
    for (const Prediction& one : answers) text += predictionText(one);
    session.result({{"predictions", viewList(answers)}}, text);
    return ExitCode::Done;
}

}  // namespace

void addClassify(CLI::App& app, Session& session) {
    auto* command = app.add_subcommand("classify", "Label texts with a classifier: classes, values, or words by words");
    auto options = std::make_shared<ClassifyOptions>();
    command->add_option("--text", options->texts, "A text to label; may be given again")
        ->allow_extra_args(false)
        ->type_name("TEXT");
    command
        ->add_option("--second", options->second,
                     "The text to compare each with, for models that were trained on pairs")
        ->type_name("TEXT");
    command->add_option("--file", options->file, "Label each line of this file; - reads stdin")->type_name("FILE");
    options->model.add(*command);
    session.onRun(*command, [&session, options] { return runClassify(session, *options); });
}

}  // namespace tunesmith::cli
