// StudioWork: the pieces of work behind the data studio's jobs. Each reads a version and writes the next one in one
// transaction.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/data/clean/clean_list.h"
#include "core/data/export/exporters.h"
#include "core/data/split/split_plan.h"
#include "core/engine/data_studio.h"
#include "core/engine/project_impl.h"
#include "core/engine/row_editor.h"

namespace tunesmith {

class StudioWork {
public:
    StudioWork(Project::Impl& impl, JobCore& job) : impl_(impl), job_(job), own_(impl.anotherDatabase()) {}

    void saveDraft(std::int64_t version);
    void clean(std::int64_t version, const CleanRequest& request);
    void split(std::int64_t version, const SplitRule& rule);
    void edit(std::int64_t version, const EditRequest& request);
    void mend(std::int64_t version, const MendRequest& request);
    void write(std::int64_t version, const DataExportRequest& request);
    void findPersonalData(std::int64_t version, const PersonalDataRequest& request);
    void profile(std::int64_t version, const ProfileRequest& request);
    /// The one that is named, or the first whose files end as this one does. Throws Error(BadInput) listing what there
    /// is.
    static const Exporter& exporterOf(const DataExportRequest& request);
    /// All settings of the step. Throws Error(BadInput) for a key or value that does not exist.
    static Json personalDataSettings(const PersonalDataRequest& request);

private:
    storage::DatasetRepository& sets() { return own_->datasets(); }
    /// Each row in order, cancellable, counted.
    void forEachRow(std::int64_t version, const std::function<void(const storage::StoredRow&)>& visit);
    /// The rows of a version, as often as they are asked for.
    static CleanSource sourceOf(storage::DatasetRepository& sets, std::int64_t version);
    void phase(const char* name);
    std::string secret();
    /// Tokens of a whole row under a model, for any thread.
    std::function<std::int64_t(const Record&)> tokensOf(const storage::Model& model);
    CleanContext contextOf(const CleanRequest& request);
    void keepResult(StudioResult result);
    std::vector<std::string> stepsUntil(storage::DatasetVersion version);

    Project::Impl& impl_;
    JobCore& job_;
    std::unique_ptr<storage::ProjectDatabase> own_;
};

}  // namespace tunesmith
