// Words: numbers, sizes, times and failures as the user reads them, in the user's language. The core words nothing for
// the window; this is where its codes and facts become text. Any thread that holds no QTranslator change; in practice
// the GUI thread.
#pragma once

#include <QString>
#include <QtGlobal>
#include <cstdint>
#include <string>

#include "core/data/record.h"
#include "core/engine/job.h"

namespace tunesmith::ui::words {

inline QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}
inline std::string utf8(const QString& text) {
    return text.toStdString();
}

/// "1,204"
QString count(std::int64_t n);
/// "98 MB", "1.1 GB": never more than three digits.
QString bytes(std::int64_t n);
/// Memory, as memory is sold: "23 GB" are 23 x 2^30 bytes.
QString memory(std::int64_t n);
/// "1.1 of 23 GB": in the unit of the larger one, unless the part is too small for it.
QString memoryOf(std::int64_t part, std::int64_t whole);
/// "3 min 20 s", "12 s", "2 h 5 min"; "less than a second".
QString duration(double seconds);
/// "134.5 M", "1.1 B"
QString parameters(std::int64_t n);
/// "0.352", "1.92", "12.4": for losses and norms.
QString loss(double value);
/// "1e-3", "4.1e-4"
QString rate(double value);
/// "14:02" today, "23 Nov, 14:02" in this year, with the year otherwise; `iso` in UTC.
QString when(const std::string& iso);
/// "running" and so on, as the engine names a run's state.
QString runState(const std::string& state);
/// "training", "validation", "test": what a row is used for.
QString split(Split split);
/// "loading the model": what a job is doing.
QString phase(const std::string& phase);

struct FailureText {
    QString title;   // what happened, in the user's language
    QString detail;  // facts from the engine: the file, the line, what to do
};
FailureText failure(const Failure& failure);

}  // namespace tunesmith::ui::words
