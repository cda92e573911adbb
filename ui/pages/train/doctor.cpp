#include "ui/pages/train/doctor.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace tunesmith::ui {

namespace {

constexpr std::size_t kFewest = 8;     // steps before anything is said
constexpr double kHardlyMoved = 0.02;  // share of the first loss

QString tr(const char* text) {
    return QCoreApplication::translate("tunesmith::ui", text);
}

double meanOf(const std::vector<CurvePoint>& points, std::size_t first, std::size_t count) {
    double sum = 0;
    for (std::size_t i = first; i < first + count; ++i) sum += points[i].value;
    return sum / double(count);
}

/// How many checks in a row, up to the newest, were worse than the best before them.
std::size_t risingChecks(const std::vector<CurvePoint>& checks, std::size_t& best) {
    best = 0;
    for (std::size_t i = 1; i < checks.size(); ++i)
        if (checks[i].value < checks[best].value) best = i;
    return checks.size() - 1 - best;
}

}  // namespace

Finding examineCurve(const std::vector<CurvePoint>& losses, const std::vector<CurvePoint>& checks, bool ended,
                     bool labels) {
    for (const auto& point : losses)
        if (!std::isfinite(point.value))
            return {
                tr("The loss is no longer a number"),
                tr("At step %1 the numbers ran out of range. Start again with a lower learning rate.").arg(point.step),
                "bad"};
    if (losses.size() < kFewest) return {};
    const std::size_t window = std::max<std::size_t>(3, losses.size() / 10);
    const double first = meanOf(losses, 0, window), last = meanOf(losses, losses.size() - window, window);
    if (last > first * 1.2)
        return {tr("The loss is rising"),
                tr("The model unlearns instead of learning. Stop, and start again with a lower learning rate."), "bad"};
    if (checks.size() >= 3) {
        std::size_t best = 0;
        const std::size_t rising = risingChecks(checks, best);
        if (rising >= 2)
            return {tr("It begins to learn by heart"),
                    tr("The validation loss has not improved since step %1, while the training loss goes on falling. "
                       "Step %1 is kept as the best.")
                        .arg(checks[best].step),
                    "warn"};
        if (rising == 0 && !ended)
            return {
                tr("Learning well"),
                tr("The validation loss is still falling. Stopping now would keep step %1.").arg(checks.back().step),
                "good"};
    }
    if (std::abs(first - last) < kHardlyMoved * std::abs(first) && losses.size() >= 3 * kFewest)
        return {tr("It hardly learns"), tr("The loss has hardly moved. Try a higher learning rate, or a higher rank."),
                "warn"};
    if (ended) {
        const QString from = QLocale().toString(first, 'f', 2), to = QLocale().toString(last, 'f', 2);
        return {
            tr("It has learned"),
            (labels ? tr("The loss fell from %1 to %2. Try it on a text in Chat, and measure each label in Evaluate.")
                    : tr("The loss fell from %1 to %2. Ask it something in Chat, before and after side by side."))
                .arg(from, to),
            "good"};
    }
    return {tr("Learning"), tr("The loss is falling."), "good"};
}

}  // namespace tunesmith::ui
