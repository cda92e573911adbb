#include "app/cli/views.h"

namespace tunesmith::cli {
namespace {

/// A measured value that may be missing (the engine says -1).
OrderedJson unlessMissing(double value) {
    return value < 0 ? OrderedJson(nullptr) : OrderedJson(value);
}

OrderedJson messagesView(const std::vector<Message>& messages) {
    OrderedJson list = OrderedJson::array();
    for (const auto& message : messages) {
        list.push_back({{"role", message.role}, {"content", message.text}, {"trained", message.trained}});
        if (message.weight != 1.0f) list.back()["weight"] = message.weight;
    }
    return list;
}

OrderedJson recordView(const Record& record) {
    OrderedJson json = OrderedJson::object();
    if (!record.messages.empty()) json["messages"] = messagesView(record.messages);
    if (record.isText()) json["text"] = record.text;
    if (!record.chosen.empty()) json["chosen"] = messagesView(record.chosen);
    if (!record.rejected.empty()) json["rejected"] = messagesView(record.rejected);
    if (!record.label.empty()) json["label"] = record.label;
    for (const auto& [column, value] : record.extra) json["extra"][column] = value;
    json["source"] = {{"file", record.source.file}, {"line", record.source.line}};
    return json;
}

OrderedJson mappingView(const std::vector<std::pair<std::string, std::string>>& mapping) {
    OrderedJson json = OrderedJson::object();
    for (const auto& [role, column] : mapping) json[role] = column;
    return json;
}

}  // namespace

const char* verdictName(Verdict verdict) {
    switch (verdict) {
        case Verdict::Fits:
            return "fits";
        case Verdict::Tight:
            return "tight";
        case Verdict::No:
            return "no";
    }
    return "no";
}

std::string settingText(const RecipeSetting& setting, const Recipe& recipe) {
    const Json value = setting.get(recipe);
    std::string text;
    if (value.is_string()) {
        text = value.get<std::string>();
    } else if (value.is_array()) {
        for (const auto& item : value) text += (text.empty() ? "" : ",") + item.get<std::string>();
    } else {
        text = value.dump();
    }
    return text.empty() ? "none" : text;
}

// What a classifier gives; null where a model is none.
static OrderedJson labelsView(const LabelsInfo& info) {
    if (!info) return nullptr;
    return {{"kind", info.kind}, {"labels", info.labels}};
}

// Scores that a run had at its best step: {"accuracy": 0.9, "macro_f1": 0.88}.
static OrderedJson scoresView(const std::vector<std::pair<std::string, double>>& scores) {
    OrderedJson json = OrderedJson::object();
    for (const auto& [name, value] : scores) json[name] = value;
    return json;
}

OrderedJson view(const DatasetInfo& dataset) {
    return {{"name", dataset.name},
            {"id", dataset.id},
            {"version", dataset.versionNumber},
            {"rows", dataset.rows},
            {"train_rows", dataset.trainRows},
            {"validation_rows", dataset.validationRows},
            {"test_rows", dataset.testRows},
            {"issues", dataset.issues},
            {"source", dataset.source},
            {"created", dataset.created}};
}

OrderedJson view(const RowView& row) {
    OrderedJson json = {{"row", row.position}, {"split", splitName(row.split)}};
    json.update(recordView(row.record));
    return json;
}

OrderedJson view(const RowIssue& issue) {
    return {{"file", issue.source.file}, {"line", issue.source.line}, {"reason", issue.reason}, {"raw", issue.raw}};
}

OrderedJson view(const ImportPreviewInfo& preview) {
    OrderedJson rows = OrderedJson::array();
    for (const auto& record : preview.rows) rows.push_back(recordView(record));
    return {{"format", preview.format},
            {"encoding", preview.encodingNote},
            {"delimiter", preview.delimiter},
            {"columns", preview.columns},
            {"mapping", mappingView(preview.mapping)},
            {"confidence", preview.confidence},
            {"rows", rows},
            {"issues", viewList(preview.issues)},
            {"units", preview.units},
            {"sheets", preview.sheets},
            {"problem", preview.problem}};
}

OrderedJson view(const ImportReport& report) {
    return {{"dataset_id", report.dataset},    {"rows", report.rows},     {"issues", report.issues},
            {"duplicates", report.duplicates}, {"format", report.format}, {"roles", report.roles}};
}

OrderedJson view(const ModelInfo& model) {
    return {{"name", model.name},
            {"id", model.id},
            {"path", model.path},
            {"family", model.family},
            {"storage", model.storage},
            {"parameters", model.parameters},
            {"bytes", model.bytes},
            {"context_length", model.contextLength},
            {"vocabulary", model.vocabulary},
            {"layers", model.layers},
            {"width", model.width},
            {"chat_template", model.hasChatTemplate},
            {"custom_template", model.customTemplate},
            {"title", model.title},
            {"license", model.license},
            {"base_model", model.baseModel},
            {"languages", model.languages},
            {"good_for", model.goodFor},
            {"encoder", model.encoder},
            {"source_layers", model.sourceLayers},
            {"gives", labelsView(model.gives)},
            {"problem", model.problem}};
}

OrderedJson view(const FitInfo& fit) {
    return {{"method", fit.method},
            {"length", fit.length},
            {"verdict", verdictName(fit.verdict)},
            {"fits", fit.fits()},
            {"problem", fit.problem},
            {"need_bytes", fit.needBytes},
            {"total_bytes", fit.totalBytes},
            {"program_bytes", fit.programBytes},
            {"weight_bytes", fit.weightBytes},
            {"training_bytes", fit.trainingBytes},
            {"activation_bytes", fit.activationBytes},
            {"trained_parameters", fit.trainedParameters},
            {"disk_bytes", fit.diskBytes},
            {"free_disk_bytes", fit.freeDiskBytes}};
}

OrderedJson view(const FitReport& report) {
    OrderedJson document = view(report.asked), nearest = OrderedJson::array();
    for (const FitChange& change : report.nearest) {
        OrderedJson settings = OrderedJson::object(), entry;
        for (const auto& [key, value] : change.settings) settings[key] = value;
        entry["settings"] = settings;
        entry.update(view(change.fit));
        nearest.push_back(entry);
    }
    document["table"] = viewList(report.table);
    document["nearest"] = nearest;
    return document;
}

OrderedJson view(const MeasureResult& measured) {
    return {{"peak_bytes", measured.peakBytes},
            {"estimated_bytes", measured.fit.needBytes},
            {"longest_row", measured.longestRow},
            {"tokens", measured.tokens},
            {"seconds", measured.seconds},
            {"epoch_tokens", measured.epochTokens},
            {"epoch_seconds", measured.epochSeconds},
            {"run_seconds", measured.runSeconds},
            {"device", measured.device},
            {"dtype", measured.dtype}};
}

OrderedJson view(const RunInfo& run) {
    return {{"run", run.id},
            {"name", run.name},
            {"state", run.state},
            {"reason", run.reason},
            {"dataset", run.dataset},
            {"model", run.model},
            {"created", run.created},
            {"step", run.step},
            {"steps", run.steps},
            {"best_step", run.bestStep},
            {"loss", unlessMissing(run.loss)},
            {"validation_loss", unlessMissing(run.bestValidationLoss)},
            {"seconds", run.seconds},
            {"resumable", run.resumable},
            {"usable", run.usable},
            {"gives", labelsView(run.gives)},
            {"other_template", run.otherTemplate},
            {"recipe", run.recipe.toJson()}};
}

OrderedJson view(const Readiness& readiness) {
    OrderedJson counts = OrderedJson::object();
    for (std::size_t i = 0; i < readiness.labelCounts.size(); ++i)
        counts[readiness.labels.labels[i]] = readiness.labelCounts[i];
    return {{"ready", readiness.ready},
            {"problems", readiness.problems},
            {"warnings", readiness.warnings},
            {"rows", readiness.rows},
            {"validation_rows", readiness.validationRows},
            {"tokens", readiness.tokens},
            {"trained_tokens", readiness.trainedTokens},
            {"truncated_rows", readiness.truncatedRows},
            {"dropped_rows", readiness.droppedRows},
            {"untrained_rows", readiness.untrainedRows},
            {"longest_row", readiness.longestRow},
            {"steps", readiness.steps},
            {"trained_parameters", readiness.trainedParameters},
            {"parameters", readiness.parameters},
            {"need_bytes", readiness.needBytes},
            {"total_bytes", readiness.totalBytes},
            {"gives", labelsView(readiness.labels)},
            {"label_counts", counts},
            {"estimated_seconds", unlessMissing(readiness.estimatedSeconds)}};
}

OrderedJson view(const TrainResult& result) {
    return {{"run", result.run},
            {"steps", result.steps},
            {"losses", result.losses},
            {"validation_loss", unlessMissing(result.validationLoss)},
            {"best_step", result.bestStep},
            {"scores", scoresView(result.scores)},
            {"real_tokens", result.realTokens},
            {"trained_tokens", result.trainedTokens},
            {"seconds", result.seconds},
            {"real_tokens_per_second", result.realTokensPerSecond},
            {"peak_rss_mib", double(result.peakRssBytes) / (1 << 20)},
            {"device", result.device},
            {"dtype", result.dtype},
            {"stopped_because", result.stoppedBecause}};
}

OrderedJson view(const GenerateResult& result) {
    return {{"text", result.text},
            {"finish", result.finish},
            {"prompt_tokens", result.promptTokens},
            {"new_tokens", result.newTokens},
            {"prompt_seconds", result.promptSeconds},
            {"seconds", result.seconds},
            {"ids", result.ids}};
}

OrderedJson view(const ClassifierReport& report) {
    OrderedJson json = {{"kind", report.kind}, {"items", report.items}, {"left_out", report.left}};
    if (report.kind == "regression") {
        json["r2"] = report.r2;
        json["mse"] = report.meanSquare;
        return json;
    }
    json["accuracy"] = report.accuracy;
    json["macro_f1"] = report.macroF1;
    json["labels"] = OrderedJson::array();
    for (const LabelScore& one : report.labels)
        json["labels"].push_back({{"label", one.label},
                                  {"support", one.support},
                                  {"precision", one.precision},
                                  {"recall", one.recall},
                                  {"f1", one.f1}});
    if (!report.confusion.empty()) json["confusion"] = report.confusion;
    return json;
}

OrderedJson view(const Prediction& one) {
    const auto spans = [](const std::vector<LabelSpan>& list) {
        OrderedJson json = OrderedJson::array();
        for (const LabelSpan& span : list)
            json.push_back(
                {{"begin", span.begin}, {"end", span.end}, {"label", span.label}, {"probability", span.probability}});
        return json;
    };
    OrderedJson json = {{"text", one.text}, {"label", one.label}, {"truncated", one.truncated}};
    if (!one.words.empty()) {
        json["words"] = spans(one.words);
        json["spans"] = spans(one.spans);
    } else if (one.labels.empty()) {
        json["value"] = one.value;
    } else {
        json["probability"] = one.probability;
        json["probabilities"] = scoresView(one.labels);
    }
    return json;
}

OrderedJson view(const EvaluateResult& result) {
    OrderedJson answers = OrderedJson::array();
    for (const auto& row : result.answers) {
        answers.push_back({{"question", row.question},
                           {"expected", row.expected},
                           {"answer", row.answer},
                           {"right", row.right},
                           {"nll", row.nll},
                           {"trained_tokens", row.trainedTokens}});
        if (result.classifier) answers.back()["probability"] = row.probability;
    }
    OrderedJson json = {{"loss", result.loss}, {"rows", result.rows}, {"right", result.right}};
    if (result.classifier) json["classifier"] = view(*result.classifier);
    json["answers"] = answers;
    return json;
}

OrderedJson view(const MachineReport& machine) {
    return {{"cpu", machine.cpu},
            {"cores", machine.cores},
            {"instruction_set", machine.instructionSet},
            {"device", machine.device},
            {"dtype", machine.dtype},
            {"gpu", machine.gpu},
            {"memory_bytes", machine.memoryBytes},
            {"available_bytes", machine.availableBytes},
            {"used_bytes", machine.usedBytes},
            {"libtorch", machine.libTorch}};
}

}  // namespace tunesmith::cli
