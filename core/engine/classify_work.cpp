// Labels from encoders: of texts, and of a data set's rows with what is right about them.
#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/data/text.h"
#include "core/engine/project_impl.h"
#include "core/evaluate/loss.h"
#include "core/model/encoder_lm.h"
#include "core/model/fused_transformer.h"
#include "core/objective/classify_objective.h"

namespace tunesmith {

namespace {

constexpr std::int64_t kTokensAtOnce = 1024;
constexpr std::size_t kNamed = 8;  // labels in a sentence

double sigmoid(double x) {
    return 1 / (1 + std::exp(-x));
}

std::vector<double> softmax(const float* logits, std::size_t width) {
    std::vector<double> p(logits, logits + width);
    const double most = *std::max_element(p.begin(), p.end());
    double sum = 0;
    for (double& value : p) sum += value = std::exp(value - most);
    for (double& value : p) value /= sum;
    return p;
}

std::string numberText(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

bool isPunctuation(char c) {
    return std::ispunct(static_cast<unsigned char>(c)) != 0;
}

// "LOC" of "B-LOC"; empty for what is no part of anything.
std::string thingOf(const std::string& label) {
    if (label == "O" || label == "0") return {};
    const bool marked = label.size() > 2 && label[1] == '-' && std::string("BIES").find(label[0]) != std::string::npos;
    return marked ? label.substr(2) : label;
}

// A word's label is that of its first token. A token goes on with a word where nothing stands between them and neither
// of the two meets at a punctuation mark.
std::vector<LabelSpan> wordLabels(const TokenizedRow& row, const LabelSet& labels, const std::vector<float>& logits) {
    std::vector<LabelSpan> words;
    const std::size_t width = labels.labels.size();
    for (std::size_t t = 0; t < row.ids.size(); ++t) {
        const Span span = row.spans[t];
        if (span.begin >= span.end) continue;
        const bool goesOn = !words.empty() && words.back().end == span.begin && !isPunctuation(row.text[span.begin]) &&
                            !isPunctuation(row.text[span.begin - 1]);
        if (goesOn) {
            words.back().end = span.end;
            continue;
        }
        const std::vector<double> p = softmax(logits.data() + t * width, width);
        const auto best = std::max_element(p.begin(), p.end()) - p.begin();
        words.push_back({span.begin, span.end, labels.labels[std::size_t(best)], p[std::size_t(best)]});
    }
    return words;
}

std::vector<LabelSpan> joinWords(const std::vector<LabelSpan>& words) {
    std::vector<LabelSpan> spans;
    std::int64_t inside = 0;  // words of the last span, while it may go on
    for (const LabelSpan& word : words) {
        const std::string thing = thingOf(word.label);
        if (thing.empty()) {
            inside = 0;
        } else if (inside > 0 && spans.back().label == thing && word.label.rfind("B-", 0) != 0 &&
                   word.label.rfind("S-", 0) != 0) {
            LabelSpan& span = spans.back();
            span.probability = (span.probability * double(inside) + word.probability) / double(inside + 1);
            span.end = word.end;
            ++inside;
        } else {
            spans.push_back({word.begin, word.end, thing, word.probability});
            inside = 1;
        }
    }
    return spans;
}

std::string listed(const std::vector<std::string>& labels) {
    std::vector<std::string> some(labels.begin(), labels.begin() + std::ptrdiff_t(std::min(labels.size(), kNamed)));
    return joined(some) + (labels.size() > kNamed ? ", ..." : "");
}

ClassifierReport reportOf(const ClassifyScores& scores, const LabelSet& labels) {
    ClassifierReport report;
    report.kind = labelKindName(labels.kind);
    report.items = scores.items();
    if (labels.kind == LabelKind::Number) {
        report.r2 = scores.accuracy();
        report.meanSquare = scores.meanSquare();
        return report;
    }
    report.accuracy = scores.accuracy();
    report.macroF1 = scores.macroF1();
    for (std::size_t i = 0; i < labels.labels.size(); ++i) {
        const ClassifyScores::OfLabel one = scores.ofLabel(i);
        report.labels.push_back({labels.labels[i], one.support, one.precision, one.recall, one.f1});
    }
    const std::size_t n = scores.confusion().empty() ? 0 : labels.labels.size();
    for (std::size_t i = 0; i < n; ++i)
        report.confusion.emplace_back(scores.confusion().begin() + std::ptrdiff_t(i * n),
                                      scores.confusion().begin() + std::ptrdiff_t((i + 1) * n));
    return report;
}

// The labels of a row's words as the model gives them to their first tokens, and whether all are right.
std::string tagsOf(const TokenizedRow& row, const LabelSet& labels, const std::vector<float>& logits, bool& right) {
    const std::size_t width = labels.labels.size();
    std::string tags;
    right = true;
    for (std::size_t t = 0; t < row.classes.size(); ++t) {
        if (row.classes[t] < 0) continue;
        const float* at = logits.data() + t * width;
        const auto best = std::max_element(at, at + width) - at;
        right &= best == row.classes[t];
        tags += (tags.empty() ? "" : " ") + labels.labels[std::size_t(best)];
    }
    return tags;
}

}  // namespace

ClassifierConfig headOf(const LabelSet& labels) {
    ClassifierConfig head;
    head.task = labels.kind == LabelKind::Tokens ? HeadTask::Token : HeadTask::Sequence;
    head.problem = labels.kind == LabelKind::Multi    ? Problem::MultiLabel
                   : labels.kind == LabelKind::Number ? Problem::Regression
                                                      : Problem::SingleLabel;
    head.labels = labels.labels;
    return head;
}

LabelSet labelsOfHead(const ClassifierConfig& head) {
    LabelSet set;
    set.kind = head.task == HeadTask::Token          ? LabelKind::Tokens
               : head.problem == Problem::MultiLabel ? LabelKind::Multi
               : head.problem == Problem::Regression ? LabelKind::Number
                                                     : LabelKind::Single;
    set.labels = head.labels;
    return set;
}

LabelsInfo labelsInfo(const LabelSet& labels) {
    if (labels.labels.empty()) return {};
    return {labelKindName(labels.kind), labels.labels};
}

std::shared_ptr<const BaseModel> openWithHead(const std::string& path, const LabelSet& labels, const Recipe& recipe) {
    return BaseModel::open(path, headOf(labels), recipe.train.seed);
}

std::vector<std::vector<float>> rowLogits(Transformer& model, const std::vector<TokenizedRow>& rows,
                                          const Cancel& cancel, Progress* progress) {
    FusedTransformer body(model);
    EncoderLm encoder(model, body);
    const bool words = model.config.classifier.task == HeadTask::Token;
    const auto width = std::int64_t(model.config.classifier.labels.size());
    std::vector<std::vector<float>> result(rows.size());
    overRows(rows, kTokensAtOnce, cancel, progress,
             [&](const PackedBatch& batch, const std::vector<std::int64_t>& bin) {
                 encoder.forward(batch, 0);
                 const std::vector<float> logits = encoder.logits();
                 for (std::size_t d = 0; d < bin.size(); ++d) {
                     const std::int64_t first = words ? batch.offsets[d] : std::int64_t(d),
                                        last = words ? batch.offsets[d + 1] : first + 1;
                     result[std::size_t(bin[d])].assign(logits.begin() + first * width, logits.begin() + last * width);
                 }
             });
    return result;
}

Prediction predictionOf(const TokenizedRow& row, const LabelSet& labels, const std::vector<float>& logits) {
    Prediction answer;
    answer.text = row.text;
    answer.truncated = row.truncated;
    const std::size_t width = labels.labels.size();
    if (labels.kind == LabelKind::Number) {
        answer.value = double(logits.front());
        answer.label = numberText(answer.value);
        return answer;
    }
    if (labels.kind == LabelKind::Tokens) {
        answer.words = wordLabels(row, labels, logits);
        answer.spans = joinWords(answer.words);
        for (const LabelSpan& word : answer.words) {
            answer.label += (answer.label.empty() ? "" : " ") + word.label;
            answer.probability += word.probability / double(answer.words.size());
        }
        return answer;
    }
    if (labels.kind == LabelKind::Single) {
        const std::vector<double> p = softmax(logits.data(), width);
        for (std::size_t i = 0; i < width; ++i) answer.labels.emplace_back(labels.labels[i], p[i]);
        const auto best = std::size_t(std::max_element(p.begin(), p.end()) - p.begin());
        answer.label = labels.labels[best];
        answer.probability = p[best];
        return answer;
    }
    // Any of several: as sure as the least sure of those that are given, or as that none of them applies.
    answer.probability = 1;
    for (std::size_t i = 0; i < width; ++i) {
        const double p = sigmoid(double(logits[i]));
        answer.labels.emplace_back(labels.labels[i], p);
        if (logits[i] > 0) answer.label += (answer.label.empty() ? "" : ", ") + labels.labels[i];
        answer.probability = std::min(answer.probability, std::max(p, 1 - p));
    }
    return answer;
}

void Project::Impl::classify(JobCore& job, const ClassifyRequest& request) {
    if (request.texts.empty()) throw Error(Code::BadInput, "There is no text to label.");
    job.update([](JobSnapshot& s) { s.phase = "loading"; });
    Answerer& a = answerer(request.ref, false);
    const ModelConfig& config = a.tuned.model->config;
    if (config.classifier.task == HeadTask::None)
        throw Error(Code::BadInput,
                    "The model gives no labels: it is " +
                        std::string(config.kind == ModelKind::Encoder ? "an encoder without a head" : "no encoder") +
                        ". Train an encoder with the objective classify, and name its run.",
                    a.tuned.model->base->path());
    const LabelSet labels = labelsOfHead(config.classifier);
    RowOptions options;
    options.maxLength = config.contextLength;
    std::vector<TokenizedRow> rows;
    for (std::size_t i = 0; i < request.texts.size(); ++i) {
        rows.push_back(
            frameRow(a.tokenizer->tokenizer(), {request.texts[i].first, request.texts[i].second}, options, true));
        if (rows.back().ids.empty())
            throw Error(Code::BadInput,
                        "Text " + std::to_string(i + 1) + " of " + std::to_string(request.texts.size()) + " is empty.");
    }
    job.update([](JobSnapshot& s) { s.phase = "answering"; });
    const std::vector<std::vector<float>> logits = rowLogits(*a.tuned.model, rows, job.cancel, &job.progress);
    std::vector<Prediction> answers;
    for (std::size_t i = 0; i < rows.size(); ++i) answers.push_back(predictionOf(rows[i], labels, logits[i]));
    const std::lock_guard guard(job.lock);
    job.other = std::move(answers);
}

void Project::Impl::evaluateLabels(JobCore& job, Answerer& a, const std::vector<Record>& records) {
    const ClassifierConfig& head = a.tuned.model->config.classifier;
    if (head.task == HeadTask::None)
        throw Error(Code::BadInput,
                    "The model is an encoder without a head, so there are no answers to judge. Train it with the "
                    "objective classify.",
                    a.tuned.model->base->path());
    const LabelSet labels = labelsOfHead(head);
    RowOptions options;
    options.maxLength = a.tuned.model->config.contextLength;
    std::vector<TokenizedRow> rows;
    for (const Record& record : records)
        rows.push_back(tokenizeLabelled(a.tokenizer->tokenizer(), record, labels, options, true));
    std::vector<TokenizedRow> read;  // without those that have no text
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (!rows[i].ids.empty()) {
            numbers.push_back(i);
            read.push_back(std::move(rows[i]));
        }
    if (std::none_of(read.begin(), read.end(), [](const TokenizedRow& row) { return row.trainedCount() > 0; }))
        throw Error(Code::BadInput, "None of the " + std::to_string(records.size()) +
                                        " rows has a label that the model gives (" + listed(labels.labels) +
                                        "). Choose a data set with those labels.");
    job.update([](JobSnapshot& s) { s.phase = "measuring"; });
    const std::vector<std::vector<float>> logits = rowLogits(*a.tuned.model, read, job.cancel, &job.progress);
    ClassifyScores scores(head);
    EvaluateResult result;
    std::int64_t left = std::int64_t(records.size() - read.size());
    double total = 0;
    for (std::size_t i = 0; i < read.size(); ++i) {
        const ItemLabels wanted{read[i].classes, read[i].values};
        const Prediction answer = predictionOf(read[i], labels, logits[i]);
        EvaluatedRow row{
            read[i].text,
            joined(labelEntries(records[numbers[i]].label, labels.kind), labels.kind == LabelKind::Tokens ? " " : ", "),
            answer.label,
            false,
            0,
            read[i].trainedCount(),
            answer.probability};
        if (row.trainedTokens == 0) {
            ++left;
        } else {
            row.nll = classifyLoss(head, logits[i], wanted, 1, nullptr);
            scores.add(logits[i], wanted);
            total += row.nll;
            ++result.rows;
            if (labels.kind == LabelKind::Tokens) {
                row.answer = tagsOf(read[i], labels, logits[i], row.right);
            } else if (labels.kind != LabelKind::Number) {
                ClassifyScores alone(head);
                alone.add(logits[i], wanted);
                row.right = alone.accuracy() == 1;
            }
        }
        result.right += row.right ? 1 : 0;
        result.answers.push_back(std::move(row));
    }
    result.loss = total / double(scores.items());
    result.classifier = reportOf(scores, labels);
    result.classifier->left = left;
    const std::lock_guard guard(job.lock);
    job.evaluate = std::move(result);
}

std::shared_ptr<ClassifyJob> Project::classify(const ClassifyRequest& request) {
    auto core = std::make_shared<JobCore>(JobKind::Classify, request.ref.model);
    impl_->compute->post(core, [impl = impl_.get(), core = core.get(), request] { impl->classify(*core, request); });
    return std::make_shared<ClassifyJob>(core);
}

std::vector<Prediction> ClassifyJob::predictions() const {
    const std::lock_guard guard(core_->lock);
    const auto* answers = std::any_cast<std::vector<Prediction>>(&core_->other);
    return answers ? *answers : std::vector<Prediction>();
}

}  // namespace tunesmith
