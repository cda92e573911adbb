#include "core/data/profile/topic_means.h"

#include <algorithm>
#include <cmath>

#include "core/base/parallel.h"
#include "core/base/random.h"

namespace tunesmith {

namespace {

constexpr int kMostRounds = 30;
constexpr std::int64_t kGrain = 256;

class Means {
public:
    Means(const std::vector<SparseRow>& rows, std::size_t columns, int wanted, std::uint64_t seed, int start,
          int threads, const Cancel& cancel)
        : rows_(rows),
          columns_(columns),
          wanted_(wanted),
          stream_(seed, "topics", std::uint64_t(start)),
          threads_(threads),
          cancel_(cancel) {}

    SphericalMeans run() {
        choose();
        result_.places.assign(rows_.size(), -1);
        for (int round = 0; round < kMostRounds; ++round) {
            cancel_.throwIfRequested();
            if (!assign()) break;
            update();
        }
        return std::move(result_);
    }

private:
    /// 1 - cosine of each row to row `centre`, into `distances`.
    void distancesTo(std::size_t centre, std::vector<float>& distances) {
        std::vector<float> dense(columns_, 0.0f);
        for (const auto& [column, value] : rows_[centre].values) dense[column] = value;
        distances.resize(rows_.size());
        parallelFor(
            std::int64_t(rows_.size()), kGrain,
            [&](std::int64_t first, std::int64_t last) {
                for (auto i = std::size_t(first); i < std::size_t(last); ++i) {
                    float cosine = 0;
                    for (const auto& [column, value] : rows_[i].values) cosine += value * dense[column];
                    distances[i] = std::max(0.0f, 1 - cosine);
                }
            },
            threads_);
    }

    /// The row at which the running sum of the distances reaches a drawn share of it.
    std::size_t drawn(const std::vector<float>& distances, double sum, std::uint64_t draw) const {
        double left = stream_.uniform(draw) * sum;
        for (std::size_t i = 0; i < distances.size(); ++i)
            if ((left -= double(distances[i])) < 0) return i;
        return distances.size() - 1;
    }

    /// Greedy k-means++: of a few drawn rows the one that leaves the least distance becomes the next centre.
    void choose() {
        const int candidates = 2 + int(std::log(double(wanted_)));
        std::uint64_t draw = 0;
        std::vector<std::size_t> chosen = {std::size_t(stream_.at(draw++) % rows_.size())};
        std::vector<float> nearest, distances, best;
        distancesTo(chosen[0], nearest);
        while (int(chosen.size()) < wanted_) {
            cancel_.throwIfRequested();
            double sum = 0;
            for (const float distance : nearest) sum += double(distance);
            if (sum < 1e-6 * double(rows_.size())) break;  // no other rows are left
            double least = -1;
            std::size_t next = 0;
            for (int c = 0; c < candidates; ++c) {
                const std::size_t row = drawn(nearest, sum, draw++);
                distancesTo(row, distances);
                double left = 0;
                for (std::size_t i = 0; i < distances.size(); ++i) {
                    distances[i] = std::min(distances[i], nearest[i]);
                    left += double(distances[i]);
                }
                if (least >= 0 && left >= least) continue;
                least = left;
                next = row;
                best.swap(distances);
            }
            chosen.push_back(next);
            nearest.swap(best);
        }
        result_.means = int(chosen.size());
        result_.centres.assign(columns_ * chosen.size(), 0.0f);
        for (std::size_t mean = 0; mean < chosen.size(); ++mean)
            for (const auto& [column, value] : rows_[chosen[mean]].values)
                result_.centres[column * chosen.size() + mean] = value;
    }

    /// Whether any row changed its place.
    bool assign() {
        std::vector<float> similarities(rows_.size());
        std::vector<int> places(rows_.size());
        parallelFor(
            std::int64_t(rows_.size()), kGrain,
            [&](std::int64_t first, std::int64_t last) {
                std::vector<float> scores;
                for (auto i = std::size_t(first); i < std::size_t(last); ++i) {
                    scoresOf(rows_[i], result_.centres, result_.means, scores);
                    const auto best = std::max_element(scores.begin(), scores.end());
                    places[i] = int(best - scores.begin());
                    similarities[i] = *best;
                }
            },
            threads_);
        refill(places, similarities);
        const bool changed = places != result_.places;
        result_.places = std::move(places);
        result_.similarity = 0;
        for (const float one : similarities) result_.similarity += double(one) / double(rows_.size());
        return changed;
    }

    /// A mean without rows gets the row that is farthest from its own.
    void refill(std::vector<int>& places, std::vector<float>& similarities) const {
        std::vector<int> sizes(std::size_t(result_.means), 0);
        for (const int place : places) ++sizes[std::size_t(place)];
        for (int mean = 0; mean < result_.means; ++mean) {
            if (sizes[std::size_t(mean)] > 0) continue;
            const auto farthest =
                std::size_t(std::min_element(similarities.begin(), similarities.end()) - similarities.begin());
            if (sizes[std::size_t(places[farthest])] < 2) continue;
            --sizes[std::size_t(places[farthest])];
            ++sizes[std::size_t(mean)];
            places[farthest] = mean;
            similarities[farthest] = 1;
        }
    }

    /// Each mean is the sum of its rows, at length 1; one thread sums the rows of one mean, in order.
    void update() {
        const auto means = std::size_t(result_.means);
        std::vector<std::vector<std::size_t>> members(means);
        for (std::size_t i = 0; i < rows_.size(); ++i) members[std::size_t(result_.places[i])].push_back(i);
        parallelFor(
            std::int64_t(means), 1,
            [&](std::int64_t first, std::int64_t last) {
                std::vector<double> sums(columns_);
                for (auto mean = std::size_t(first); mean < std::size_t(last); ++mean) {
                    if (members[mean].empty()) continue;
                    std::fill(sums.begin(), sums.end(), 0.0);
                    for (const std::size_t row : members[mean])
                        for (const auto& [column, value] : rows_[row].values) sums[column] += double(value);
                    double length = 0;
                    for (const double sum : sums) length += sum * sum;
                    length = length > 0 ? std::sqrt(length) : 1;
                    for (std::size_t column = 0; column < columns_; ++column)
                        result_.centres[column * means + mean] = float(sums[column] / length);
                }
            },
            threads_);
    }

    const std::vector<SparseRow>& rows_;
    std::size_t columns_;
    int wanted_;
    RandomStream stream_;
    int threads_;
    const Cancel& cancel_;
    SphericalMeans result_;
};

}  // namespace

void scoresOf(const SparseRow& row, const std::vector<float>& centres, int means, std::vector<float>& scores) {
    scores.assign(std::size_t(means), 0.0f);
    for (const auto& [column, value] : row.values) {
        const float* centre = centres.data() + std::size_t(column) * std::size_t(means);
        for (std::size_t mean = 0; mean < std::size_t(means); ++mean) scores[mean] += value * centre[mean];
    }
}

SphericalMeans sphericalMeans(const std::vector<SparseRow>& rows, std::size_t columns, int wanted, int starts,
                              std::uint64_t seed, int threads, const Cancel& cancel) {
    SphericalMeans best;
    if (rows.empty() || wanted < 1) return best;
    for (int start = 0; start < starts; ++start) {
        SphericalMeans one = Means(rows, columns, wanted, seed, start, threads, cancel).run();
        if (start == 0 || one.similarity > best.similarity) best = std::move(one);
    }
    return best;
}

}  // namespace tunesmith
