// Doctor: what a run's curve says, in plain words. A pure function, so that its rules are tested without a window.
#pragma once

#include <QString>
#include <cstdint>
#include <vector>

namespace tunesmith::ui {

struct CurvePoint {
    std::int64_t step = 0;
    double value = 0;
};

struct Finding {
    QString title, text;
    const char* tone = "good";  // "good", "warn", "bad", "muted"
};

/// `losses` raw, one a step; `checks` the validation losses; `labels`: it learns labels. Empty title where there is
/// nothing to say yet.
Finding examineCurve(const std::vector<CurvePoint>& losses, const std::vector<CurvePoint>& checks, bool ended,
                     bool labels = false);

}  // namespace tunesmith::ui
