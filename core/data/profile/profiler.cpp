#include "core/data/profile/profiler.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <unordered_map>

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/data/clean/language.h"
#include "core/data/clean/row_texts.h"
#include "core/data/profile/group_counts.h"
#include "core/data/profile/histogram.h"
#include "core/data/profile/measures.h"
#include "core/data/profile/outliers.h"
#include "core/data/profile/row_facts.h"
#include "core/data/profile/sentiment.h"
#include "core/data/profile/split_differences.h"
#include "core/data/profile/terms.h"
#include "core/data/profile/topics.h"
#include "core/data/profile/vocabulary.h"

namespace tunesmith {

namespace {

constexpr std::size_t kBatchRows = 2048;
constexpr std::size_t kBatchBytes = std::size_t(8) << 20;
constexpr std::int64_t kGrain = 16;
constexpr std::size_t kMostTerms = std::size_t(1) << 21;
constexpr std::size_t kMostLabels = 10000, kShownLabels = 50, kShownLanguages = 30;
constexpr std::size_t kMostAnswerLabels = 30;
constexpr std::size_t kTopicTerms = 8, kNameTerms = 3, kExamples = 5;

bool canDetectLanguages() {
    try {
        detectLanguage("language");
        return true;
    } catch (const Error&) {
        return false;
    }
}

/// Numbers for texts in the order in which they come, as long as there are not too many.
class Numbers {
public:
    explicit Numbers(std::size_t most) : most_(most) {}
    /// -1 for an empty text and where there is no room.
    std::int32_t of(const std::string& text) {
        if (text.empty()) return -1;
        const auto known = numbers_.find(text);
        if (known != numbers_.end()) return known->second;
        if (names.size() >= most_) {
            full = true;
            return -1;
        }
        names.push_back(text);
        return numbers_[text] = std::int32_t(names.size()) - 1;
    }
    std::vector<std::string> names;
    bool full = false;

private:
    std::size_t most_;
    std::unordered_map<std::string, std::int32_t> numbers_;
};

class Run {
public:
    Run(const CleanSource& source, const ProfileOptions& options, const Cancel& cancel, Progress& progress)
        : source_(source),
          options_(options),
          cancel_(cancel),
          progress_(progress),
          languagesKnown_(canDetectLanguages()),
          termRows_(kMostTerms),
          labels_(kMostLabels),
          answers_(kMostAnswerLabels),
          languages_(1000) {}

    DataProfile all() {
        const auto start = std::chrono::steady_clock::now();
        progress_.total = options_.rows * (options_.rows > kTopicSample ? 3 : 2);
        look([&](std::vector<CleanRow>& rows) { count(rows); });
        decide();
        next_ = 0;
        look([&](std::vector<CleanRow>& rows) { relate(rows); });
        learnTopics();
        if (sampleOf_.size() < facts_.size()) {
            next_ = 0;
            look([&](std::vector<CleanRow>& rows) { place(rows); });
        }
        finish();
        profile_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        return std::move(profile_);
    }

private:
    /// All rows once, in batches.
    void look(const std::function<void(std::vector<CleanRow>&)>& batch) {
        std::vector<CleanRow> rows;
        std::size_t bytes = 0;
        const auto deliver = [&] {
            cancel_.throwIfRequested();
            batch(rows);
            progress_.done += std::int64_t(rows.size());
            rows.clear();
            bytes = 0;
        };
        source_([&](CleanRow&& row) {
            bytes += row.record.textBytes();
            rows.push_back(std::move(row));
            if (rows.size() >= kBatchRows || bytes >= kBatchBytes) deliver();
        });
        if (!rows.empty()) deliver();
    }

    template <class Body>
    void forRows(std::size_t n, Body&& body) const {
        parallelFor(
            std::int64_t(n), kGrain,
            [&](std::int64_t first, std::int64_t last) {
                for (auto i = std::size_t(first); i < std::size_t(last); ++i) body(i);
            },
            options_.threads);
    }

    /// First look: lengths, words, terms, labels, languages.
    void count(std::vector<CleanRow>& rows) {
        std::vector<RowDigest> digests(rows.size());
        forRows(rows.size(),
                [&](std::size_t i) { digests[i] = digestOf(rows[i].record, options_.tokens, languagesKnown_); });
        std::vector<const std::vector<std::uint64_t>*> terms;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            RowDigest& digest = digests[i];
            digest.facts.position = rows[i].position;
            digest.facts.split = rows[i].split;
            digest.facts.label = labels_.of(digest.label);
            digest.facts.answerLabel = std::int16_t(answers_.of(digest.answer));
            longAnswers_ += digest.answerHash != 0 && digest.answer.empty();
            digest.facts.language = std::int16_t(languages_.of(digest.language));
            facts_.push_back(digest.facts);
            terms.push_back(&digest.terms);
            ++profile_.rows[std::size_t(rows[i].split)];
            countRoles(rows[i]);
        }
        vocabulary_.add(digests, options_.threads);
        termRows_.addAll(terms, options_.threads);
    }

    void countRoles(const CleanRow& row) {
        const auto add = [&](const std::string& role) { ++roles_[role][std::size_t(row.split)]; };
        if (row.record.isText()) add("text");
        for (const Message& message : row.record.messages) add(message.role);
        for (std::size_t i = 0; i < row.record.chosen.size(); ++i) add("chosen");
        for (std::size_t i = 0; i < row.record.rejected.size(); ++i) add("rejected");
    }

    /// Between the looks: which labels, which terms, which rows the topics are learned from.
    void decide() {
        const auto rows = std::int64_t(facts_.size());
        const auto answers = std::int64_t(answers_.names.size());
        LabelProfile& labels = profile_.labels;
        if (!labels_.names.empty())
            labels.source = "label";
        else if (answers >= 2 && !answers_.full && longAnswers_ * 20 <= rows && rows >= 5 * answers)
            labels.source = "answer";
        const Numbers& numbers = labels.source == "answer" ? answers_ : labels_;
        if (labels.source == "answer")
            for (RowFacts& row : facts_) row.label = row.answerLabel;
        std::vector<Category> items(numbers.names.size());
        for (std::size_t i = 0; i < items.size(); ++i) items[i].name = numbers.names[i];
        for (const RowFacts& row : facts_) {
            if (row.label < 0)
                ++labels.unlabelled;
            else
                ++items[std::size_t(row.label)].rows[std::size_t(row.split)];
        }
        labels.table.items = items;
        finishTable(labels.table, kShownLabels);
        chooseGroupLabels(numbers.names);
        vocabulary_.choose();
        terms_ = std::make_unique<TopicVocabulary>(termRows_, rows);
        termRows_ = TermCounts(0);
        const double share = double(kTopicSample) / double(std::max<std::int64_t>(rows, 1));
        const RandomStream draw(options_.seed, "topic sample");
        for (std::size_t i = 0; i < facts_.size(); ++i)
            if (share >= 1 || draw.uniform(i) < share) sampleOf_.push_back(i);
        sample_.resize(sampleOf_.size());
    }

    /// The commonest labels get their places in the group counts.
    void chooseGroupLabels(const std::vector<std::string>& names) {
        std::vector<std::string> chosen;
        groupLabel_.assign(names.size(), -1);
        const auto& items = profile_.labels.table.items;
        for (std::size_t i = 0; i < std::min(items.size(), GroupCounts::kMostLabels); ++i) {
            chosen.push_back(items[i].name);
            const auto name = std::find(names.begin(), names.end(), items[i].name);
            groupLabel_[std::size_t(name - names.begin())] = int(i);
        }
        groups_ = std::make_unique<GroupCounts>(chosen);
    }

    /// Second look: groups, sentiment, the sample's terms, and texts for what was found to be common.
    void relate(std::vector<CleanRow>& rows) {
        struct Found {
            std::vector<std::uint16_t> terms;
            double sentiment = 0;
        };
        std::vector<Found> found(rows.size());
        const auto firstSample =
            std::size_t(std::lower_bound(sampleOf_.begin(), sampleOf_.end(), next_) - sampleOf_.begin());
        forRows(rows.size(), [&](std::size_t i) {
            thread_local std::vector<std::uint64_t> words;
            std::string room;
            const std::string_view text = textIn(rows[i].record, Scope::Row, room);
            hashWords(text, words);
            if (words.size() > kMostTermWords) words.resize(kMostTermWords);
            groups_->finder().find(words, found[i].terms);
            found[i].sentiment = sentimentOf(words);
            vocabulary_.learn(rows[i].record, text);
            const auto at =
                std::lower_bound(sampleOf_.begin() + std::ptrdiff_t(firstSample), sampleOf_.end(), next_ + i);
            if (at != sampleOf_.end() && *at == next_ + i)
                sample_[std::size_t(at - sampleOf_.begin())] = terms_->rowOf(text);
        });
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const std::int32_t label = facts_.at(next_ + i).label;
            groups_->add(found[i].terms, label < 0 ? -1 : groupLabel_[std::size_t(label)], found[i].sentiment);
        }
        next_ += rows.size();
    }

    void learnTopics() {
        model_ =
            std::make_unique<TopicModel>(*terms_, sample_, options_.topics, options_.seed, options_.threads, cancel_);
        forRows(sample_.size(), [&](std::size_t i) { keepPlace(sampleOf_[i], model_->nearest(sample_[i])); });
        profile_.topics.sampled = std::int64_t(sample_.size());
        profile_.topics.vocabulary = std::int64_t(terms_->size());
        sample_.clear();
    }

    void keepPlace(std::size_t row, TopicPlace place) {
        facts_[row].topic = std::int16_t(place.topic);
        facts_[row].similarity = place.similarity;
    }

    /// Third look: where the rows belong that the topics were not learned from.
    void place(std::vector<CleanRow>& rows) {
        forRows(rows.size(), [&](std::size_t i) {
            if (std::binary_search(sampleOf_.begin(), sampleOf_.end(), next_ + i)) return;
            std::string room;
            keepPlace(next_ + i, model_->nearest(terms_->rowOf(textIn(rows[i].record, Scope::Row, room))));
        });
        next_ += rows.size();
    }

    // ---- from the facts

    void finish() {
        profile_.unit = options_.tokens ? "tokens" : "words";
        profile_.limit = options_.limit;
        finishLengths();
        for (const auto& [role, turns] : roles_) profile_.roles.push_back({role, turns});
        finishLanguages();
        profile_.vocabulary = vocabulary_.finish();
        finishTopics();
        profile_.groups = groups_->finish();
        profile_.fewestRows = kFewestGroupRows;
        profile_.outliers = findOutliers(facts_, !profile_.topics.topics.empty());
        profile_.differences = splitDifferences(facts_, profile_.lengths);
    }

    void finishLengths() {
        std::vector<SplitValue> lengths, questions, answers, turns;
        for (const RowFacts& row : facts_) {
            lengths.push_back({double(row.length), row.split});
            if (row.question >= 0) questions.push_back({double(row.question), row.split});
            if (row.answer >= 0) answers.push_back({double(row.answer), row.split});
            if (row.turns > 0) turns.push_back({double(row.turns), row.split});
            profile_.overLimit += options_.tokens && options_.limit > 0 && row.length > options_.limit;
        }
        profile_.lengths = distributionOf(lengths);
        profile_.questions = distributionOf(questions);
        profile_.answers = distributionOf(answers);
        profile_.turns = distributionOf(turns);
    }

    void finishLanguages() {
        profile_.languagesKnown = languagesKnown_;
        if (!languagesKnown_) return;
        std::vector<Category> items(languages_.names.size() + 1);  // the last: not recognised
        for (std::size_t i = 0; i < languages_.names.size(); ++i) items[i].name = languages_.names[i];
        for (const RowFacts& row : facts_) {
            const std::size_t item = row.language < 0 ? items.size() - 1 : std::size_t(row.language);
            ++items[item].rows[std::size_t(row.split)];
        }
        profile_.languages.items = std::move(items);
        finishTable(profile_.languages, kShownLanguages);
    }

    /// Topics that no row is nearest to are left out; the others are numbered by size.
    void finishTopics() {
        std::vector<Topic> topics(std::size_t(model_->topics()));
        std::vector<std::vector<std::pair<float, std::int64_t>>> nearest(topics.size());
        for (const RowFacts& row : facts_) {
            if (row.topic < 0) {
                ++profile_.topics.apart;
                continue;
            }
            ++topics[std::size_t(row.topic)].rows[std::size_t(row.split)];
            auto& best = nearest[std::size_t(row.topic)];
            best.emplace_back(-row.similarity, row.position);
            std::sort(best.begin(), best.end());
            if (best.size() > kExamples) best.pop_back();
        }
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < topics.size(); ++i)
            if (total(topics[i].rows) > 0) order.push_back(i);
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return total(topics[a].rows) > total(topics[b].rows); });
        std::vector<std::int16_t> numbers(topics.size(), -1);
        for (const std::size_t i : order) {
            numbers[i] = std::int16_t(profile_.topics.topics.size());
            Topic& topic = profile_.topics.topics.emplace_back(std::move(topics[i]));
            topic.terms = model_->termsOf(int(i), kTopicTerms);
            for (std::size_t t = 0; t < std::min(kNameTerms, topic.terms.size()); ++t)
                topic.name += (t == 0 ? "" : ", ") + topic.terms[t];
            for (const auto& [similarity, position] : nearest[i]) topic.examples.push_back(position);
        }
        for (RowFacts& row : facts_)
            if (row.topic >= 0) row.topic = numbers[std::size_t(row.topic)];
    }

    const CleanSource& source_;
    const ProfileOptions& options_;
    const Cancel& cancel_;
    Progress& progress_;
    const bool languagesKnown_;
    DataProfile profile_;
    std::vector<RowFacts> facts_;
    VocabularyCounter vocabulary_;
    TermCounts termRows_;
    Numbers labels_, answers_, languages_;
    std::int64_t longAnswers_ = 0;  // rows whose answer is too long for a label
    std::map<std::string, RowsBySplit> roles_;
    std::vector<int> groupLabel_;  // of each label: its number in the group counts
    std::unique_ptr<GroupCounts> groups_;
    std::unique_ptr<TopicVocabulary> terms_;
    std::unique_ptr<TopicModel> model_;
    std::vector<std::size_t> sampleOf_;  // rows in the topic sample, ascending
    std::vector<TermRow> sample_;
    std::size_t next_ = 0;  // of the batch's first row
};

}  // namespace

void ProfileOptions::validate() const {
    if (topics < 0 || topics > kMostTopics)
        throw Error(Code::BadInput, "The number of topics is between 1 and " + std::to_string(kMostTopics) +
                                        ", or 0 to choose by the number of rows.");
}

DataProfile profileRows(const CleanSource& source, const ProfileOptions& options, const Cancel& cancel,
                        Progress& progress) {
    options.validate();
    return Run(source, options, cancel, progress).all();
}

}  // namespace tunesmith
