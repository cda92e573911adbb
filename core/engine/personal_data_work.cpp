// StudioWork: which personal data a version holds. Batches of rows are looked through on all cores and summed up in order.
#include "core/base/parallel.h"
#include "core/data/clean/personal_data.h"
#include "core/data/pii/survey.h"
#include "core/engine/studio_work.h"

namespace tunesmith {

namespace {

constexpr std::size_t kBatch = 1024;

/// A row's texts and what was found in them.
struct Looked {
    storage::StoredRow row;
    std::vector<std::string_view> texts;
    std::vector<std::vector<pii::Finding>> found;

    void look(const pii::Redactor& redactor) {
        for (const std::string* text : pii::textsOf(row.record)) {
            texts.push_back(*text);
            found.push_back(redactor.find(*text));
        }
    }
};

PersonalValue valueOf(const pii::SurveyValue& value) {
    const pii::EntityInfo& info = pii::entityInfo(value.entity);
    const std::string title = value.label.empty() ? std::string(info.title) : value.label;
    return {info.name,   title,       value.text, info.checksum,  info.review,  double(value.score),
            value.count, value.rows, value.position, value.before, value.after};
}

}  // namespace

Json StudioWork::personalDataSettings(const PersonalDataRequest& request) {
    Json step = request.settings;
    step["step"] = "personal_data";
    step = completeStep(step);
    personalDataRedactor(step, "any");
    return step;
}

void StudioWork::findPersonalData(std::int64_t version, const PersonalDataRequest& request) {
    const pii::Redactor redactor = personalDataRedactor(personalDataSettings(request), secret());
    job_.progress.total = sets().version(version).rows;
    phase("looking");
    pii::Survey survey;
    std::vector<Looked> batch;
    const auto flush = [&] {
        parallelFor(std::int64_t(batch.size()), 32, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t i = first; i < last; ++i) batch[std::size_t(i)].look(redactor);
        });
        for (const Looked& looked : batch) survey.add(looked.row.position, looked.texts, looked.found);
        batch.clear();
    };
    batch.reserve(kBatch);  // texts point into the rows
    forEachRow(version, [&](const storage::StoredRow& row) {
        batch.push_back({row, {}, {}});
        if (batch.size() == kBatch) flush();
    });
    flush();
    StudioResult result;
    result.rows = job_.progress.total;
    result.personal.report = survey.report().toJson();
    result.personal.distinct = std::int64_t(survey.distinct());
    for (const pii::SurveyValue& value : survey.values(request.values)) result.personal.values.push_back(valueOf(value));
    keepResult(std::move(result));
}

}  // namespace tunesmith
