#include <algorithm>
#include <chrono>
#include <ctime>
#include <limits>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/data/profile/profiler.h"
#include "core/data/recipe.h"
#include "core/engine/studio_work.h"

namespace tunesmith {

namespace {

std::string today() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
#ifdef _WIN32
    localtime_s(&parts, &now);
#else
    localtime_r(&now, &parts);
#endif
    char text[16];
    std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
    return text;
}

}  // namespace

void StudioWork::profile(std::int64_t version, const ProfileRequest& request) {
    ProfileOptions options;
    const storage::DatasetVersion info = sets().version(version);
    options.rows = info.rows;
    options.topics = request.topics;
    if (!request.model.empty()) {
        const storage::Model model = impl_.modelByName(request.model);
        options.tokens = tokensOf(model);
        options.limit = request.limit;
        const std::int64_t context = modelInfo(model).contextLength;
        if (options.limit == 0) options.limit = Recipe().data.maxLength;
        if (context > 0) options.limit = std::min(options.limit, context);
    }
    phase("looking");
    ProfileResult result;
    result.profile = profileRows(sourceOf(sets(), version), options, job_.cancel, job_.progress);
    result.findings = findingsOf(result.profile);
    result.info = {request.dataset, std::to_string(info.number), request.model, today()};
    StudioResult kept;
    kept.rows = info.rows;
    if (!request.report.empty()) {
        const std::string page = profileReportHtml(result.profile, result.findings, result.info);
        writeFileAtomically(request.report, page);
        kept.files.push_back(request.report);
        kept.bytes = std::int64_t(page.size());
    }
    kept.profile = std::make_shared<const ProfileResult>(std::move(result));
    keepResult(std::move(kept));
}

std::shared_ptr<StudioJob> DataStudio::profile(const ProfileRequest& request) {
    const std::int64_t version = this->version(request.dataset, request.version).id;
    ProfileOptions{.topics = request.topics}.validate();
    if (request.limit < 0) throw Error(Code::BadInput, "The longest row cannot be less than nothing.");
    if (!request.model.empty()) impl_.modelByName(request.model);
    return start(request.dataset, [version, request](StudioWork& work) { work.profile(version, request); });
}

}  // namespace tunesmith
