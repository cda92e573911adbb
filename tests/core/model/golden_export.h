// What the model tests share of exports: a model written out merged and opened again, and what it then says.
#pragma once

#include <QTemporaryDir>

#include "core/publish/export.h"
#include "tests/core/model/golden_model.h"

namespace tunesmith::golden {

/// A base model as an export has it, opened from below `folder`.
inline std::shared_ptr<const BaseModel> exportedAgain(std::shared_ptr<const BaseModel> base, const QTemporaryDir& folder) {
    TunedModel tuned;
    tuned.model = std::make_unique<Transformer>(std::move(base));
    const std::string out = folder.filePath("out").toStdString();
    Progress progress;
    exportMerged(tuned, {"fp32", {}, {}}, out, Cancel(), progress);
    return BaseModel::open(out);
}

inline std::vector<float> logitsOf(std::shared_ptr<const BaseModel> base, const PackedBatch& batch) {
    Transformer transformer(std::move(base));
    FusedTransformer model(transformer);
    model.forward(batch, 0);
    return model.logits();
}

}  // namespace tunesmith::golden
