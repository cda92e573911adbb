#include "core/objective/classify.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"

namespace tunesmith {

namespace {

// log(1 + e^x) without overflow.
double softplus(double x) {
    return std::max(x, 0.0) + std::log1p(std::exp(-std::fabs(x)));
}
double sigmoid(double x) {
    return 1 / (1 + std::exp(-x));
}

}  // namespace

std::int64_t ItemLabels::labelled(const ClassifierConfig& head) const {
    if (head.problem == Problem::SingleLabel)
        return std::count_if(classes.begin(), classes.end(), [](std::int32_t c) { return c >= 0; });
    std::int64_t rows = 0;
    for (std::size_t i = 0; i < values.size(); i += head.labels.size()) rows += std::isnan(values[i]) ? 0 : 1;
    return rows;
}

double classifyLoss(const ClassifierConfig& head, const std::vector<float>& logits, const ItemLabels& labels,
                    double normaliser, std::vector<float>* pull) {
    const std::size_t width = head.labels.size(), rows = logits.size() / width;
    TS_CHECK(normaliser > 0 && (head.problem == Problem::SingleLabel ? labels.classes.size() == rows
                                                                     : labels.values.size() == logits.size()));
    if (pull) pull->assign(logits.size(), 0.0f);
    double total = 0;
    for (std::size_t r = 0; r < rows; ++r) {
        const float* row = logits.data() + r * width;
        float* back = pull ? pull->data() + r * width : nullptr;
        if (head.problem == Problem::SingleLabel) {
            const std::int32_t wanted = labels.classes[r];
            if (wanted < 0) continue;
            TS_CHECK(std::size_t(wanted) < width);
            const double most = *std::max_element(row, row + width);
            double sum = 0;
            for (std::size_t i = 0; i < width; ++i) sum += std::exp(row[i] - most);
            total += most + std::log(sum) - row[wanted];
            for (std::size_t i = 0; back && i < width; ++i)
                back[i] = float((std::exp(row[i] - most) / sum - (i == std::size_t(wanted) ? 1 : 0)) / normaliser);
            continue;
        }
        const float* wanted = labels.values.data() + r * width;
        if (std::isnan(wanted[0])) continue;
        const double share = 1.0 / double(width);
        for (std::size_t i = 0; i < width; ++i) {
            const double x = row[i], y = wanted[i];
            total += share * (head.problem == Problem::MultiLabel ? softplus(x) - x * y : (x - y) * (x - y));
            if (back)
                back[i] =
                    float(share * (head.problem == Problem::MultiLabel ? sigmoid(x) - y : 2 * (x - y)) / normaliser);
        }
    }
    return total;
}

ClassifyScores::ClassifyScores(const ClassifierConfig& head) : head_(head) {
    const std::size_t n = head.labels.size();
    if (head.problem == Problem::SingleLabel) confusion_.assign(n * n, 0);
    for (auto* counts : {&truePositive_, &falsePositive_, &falseNegative_}) counts->assign(n, 0);
}

void ClassifyScores::add(const std::vector<float>& logits, const ItemLabels& labels) {
    const std::size_t width = head_.labels.size(), rows = logits.size() / width;
    for (std::size_t r = 0; r < rows; ++r) {
        const float* row = logits.data() + r * width;
        if (head_.problem == Problem::SingleLabel) {
            const std::int32_t wanted = labels.classes[r];
            if (wanted < 0) continue;
            const auto given = std::size_t(std::max_element(row, row + width) - row);
            ++items_;
            ++confusion_[std::size_t(wanted) * width + given];
            if (given == std::size_t(wanted)) {
                ++right_;
                ++truePositive_[given];
            } else {
                ++falsePositive_[given];
                ++falseNegative_[std::size_t(wanted)];
            }
            continue;
        }
        const float* wanted = labels.values.data() + r * width;
        if (std::isnan(wanted[0])) continue;
        ++items_;
        bool right = true;
        for (std::size_t i = 0; i < width; ++i) {
            if (head_.problem == Problem::Regression) {
                ++values_;
                squares_ += (double(row[i]) - wanted[i]) * (double(row[i]) - wanted[i]);
                sum_ += wanted[i];
                sumOfSquares_ += double(wanted[i]) * wanted[i];
                continue;
            }
            const bool given = row[i] > 0, asked = wanted[i] > 0.5f;
            right &= given == asked;
            if (given && asked) ++truePositive_[i];
            if (given && !asked) ++falsePositive_[i];
            if (!given && asked) ++falseNegative_[i];
        }
        if (right) ++right_;
    }
}

double ClassifyScores::accuracy() const {
    if (items_ == 0) return 0;
    if (head_.problem != Problem::Regression) return double(right_) / double(items_);
    const double variance = sumOfSquares_ - sum_ * sum_ / double(values_);
    return variance > 0 ? 1 - squares_ / variance : 0;
}

double ClassifyScores::macroF1() const {
    if (head_.problem == Problem::Regression || head_.labels.empty()) return 0;
    double sum = 0;
    for (std::size_t i = 0; i < head_.labels.size(); ++i) sum += ofLabel(i).f1;
    return sum / double(head_.labels.size());
}

ClassifyScores::OfLabel ClassifyScores::ofLabel(std::size_t label) const {
    const auto right = double(truePositive_[label]), given = right + double(falsePositive_[label]),
               wanted = right + double(falseNegative_[label]);
    return {std::int64_t(wanted), given > 0 ? right / given : 0, wanted > 0 ? right / wanted : 0,
            given + wanted > 0 ? 2 * right / (given + wanted) : 0};
}

Json ClassifyScores::toJson() const {
    if (head_.problem == Problem::Regression) return {{"items", items_}, {"r2", accuracy()}, {"mse", meanSquare()}};
    Json json = {{"items", items_}, {"accuracy", accuracy()}, {"macro_f1", macroF1()}, {"labels", head_.labels}};
    if (!confusion_.empty()) {
        Json rows = Json::array();
        const std::size_t n = head_.labels.size();
        for (std::size_t r = 0; r < n; ++r)
            rows.push_back(std::vector<std::int64_t>(confusion_.begin() + std::ptrdiff_t(r * n),
                                                     confusion_.begin() + std::ptrdiff_t((r + 1) * n)));
        json["confusion"] = rows;
    }
    return json;
}

}  // namespace tunesmith
