#include "ui/bridge/words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <cmath>
#include <iterator>

namespace tunesmith::ui::words {

namespace {

QString tr(const char* source, const char* comment = nullptr) {
    return QCoreApplication::translate("tunesmith::ui::words", source, comment);
}

/// 98, 9.8, 0.9: as many digits as an eye takes in.
QString threeDigits(double value) {
    return QLocale().toString(value, 'f', value >= 9.95 ? 0 : 1);
}

struct Unit {
    double size;
    QString name;
};

Unit unitFor(double bytes) {
    if (bytes >= 1e12) return {1e12, tr("TB")};
    if (bytes >= 1e9) return {1e9, tr("GB")};
    if (bytes >= 1e6) return {1e6, tr("MB")};
    if (bytes >= 1e3) return {1e3, tr("kB")};
    return {1, tr("bytes")};
}

}  // namespace

QString count(std::int64_t n) {
    return QLocale().toString(qlonglong(n));
}

QString bytes(std::int64_t n) {
    const Unit unit = unitFor(double(n));
    if (unit.size <= 1) return tr("%1 bytes").arg(n);
    return QStringLiteral("%1\u00a0%2").arg(threeDigits(double(n) / unit.size), unit.name);
}

QString memory(std::int64_t n) {
    const double kib = double(n) / 1024;
    const auto [size, name] = kib >= 1024 * 1024 ? Unit{1024.0 * 1024, tr("GB")} : Unit{1024.0, tr("MB")};
    return QStringLiteral("%1\u00a0%2").arg(threeDigits(kib / size), name);
}

QString memoryOf(std::int64_t part, std::int64_t whole) {
    constexpr double kGib = double(1 << 30);
    if (double(whole) < kGib || double(part) < 0.095 * kGib)
        return tr("%1 of %2", "65 MB of 23 GB").arg(memory(part), memory(whole));
    return tr("%1 of %2 GB", "1.1 of 23 GB").arg(threeDigits(double(part) / kGib), threeDigits(double(whole) / kGib));
}

QString duration(double seconds) {
    if (seconds < 1) return tr("less than a second");
    const auto s = std::int64_t(std::llround(seconds));
    if (s < 60) return tr("%1 s").arg(s);
    if (s < 3600) {
        const auto rest = s % 60;
        return rest == 0 ? tr("%1 min").arg(s / 60) : tr("%1 min %2 s").arg(s / 60).arg(rest);
    }
    if (s < 86400) return s % 3600 < 60 ? tr("%1 h").arg(s / 3600) : tr("%1 h %2 min").arg(s / 3600).arg(s % 3600 / 60);
    return tr("%1 days %2 h").arg(s / 86400).arg(s % 86400 / 3600);
}

QString parameters(std::int64_t n) {
    if (n >= 1'000'000'000) return tr("%1 billion").arg(QLocale().toString(double(n) / 1e9, 'f', 1));
    if (n >= 1'000'000) return tr("%1 million").arg(QLocale().toString(double(n) / 1e6, 'f', 1));
    return count(n);
}

QString loss(double value) {
    if (!std::isfinite(value)) return tr("not a number");
    return QLocale().toString(value, 'f', value < 0.1 ? 3 : 2);
}

QString rate(double value) {
    if (std::abs(value) < 1e-12) return QStringLiteral("0");  // what is left of a schedule at its end
    int exponent = int(std::floor(std::log10(std::abs(value))));
    double mantissa = value / std::pow(10.0, exponent);
    if (std::abs(mantissa) >= 9.95) {  // rounds up to the next power
        mantissa /= 10;
        ++exponent;
    }
    const bool whole = std::abs(mantissa - std::round(mantissa)) < 0.05;
    return QStringLiteral("%1e%2").arg(QLocale().toString(mantissa, 'f', whole ? 0 : 1)).arg(exponent);
}

QString when(const std::string& iso) {
    const auto utc = QDateTime::fromString(text(iso), Qt::ISODate);
    if (!utc.isValid()) return {};
    const auto local = utc.toLocalTime();
    const QLocale locale;
    const auto now = QDateTime::currentDateTime();
    const QString time = locale.toString(local.time(), QStringLiteral("HH:mm"));
    if (local.date() == now.date()) return time;
    if (local.date().year() == now.date().year())
        return tr("%1, %2", "23 Nov, 14:02").arg(locale.toString(local.date(), QStringLiteral("d MMM")), time);
    return locale.toString(local.date(), QLocale::ShortFormat);
}

QString runState(const std::string& state) {
    static const std::pair<const char*, const char*> kStates[] = {
        {"running", QT_TRANSLATE_NOOP("tunesmith::ui::words", "running")},
        {"paused", QT_TRANSLATE_NOOP("tunesmith::ui::words", "paused")},
        {"stopped", QT_TRANSLATE_NOOP("tunesmith::ui::words", "stopped")},
        {"finished", QT_TRANSLATE_NOOP("tunesmith::ui::words", "finished")},
        {"failed", QT_TRANSLATE_NOOP("tunesmith::ui::words", "failed")},
        {"interrupted", QT_TRANSLATE_NOOP("tunesmith::ui::words", "interrupted")},
    };
    for (const auto& [word, source] : kStates)
        if (state == word) return tr(source);
    return text(state);
}

QString split(Split split) {
    switch (split) {
        case Split::Train:
            return QCoreApplication::translate("tunesmith::ui::words", "training");
        case Split::Validation:
            return QCoreApplication::translate("tunesmith::ui::words", "validation");
        case Split::Test:
            return QCoreApplication::translate("tunesmith::ui::words", "test");
    }
    return {};
}

QString phase(const std::string& phase) {
    static const std::pair<const char*, const char*> kPhases[] = {
        {"loading", QT_TRANSLATE_NOOP("tunesmith::ui::words", "loading the model")},
        {"tokenizing", QT_TRANSLATE_NOOP("tunesmith::ui::words", "reading the rows")},
        {"training", QT_TRANSLATE_NOOP("tunesmith::ui::words", "training")},
        {"evaluating", QT_TRANSLATE_NOOP("tunesmith::ui::words", "checking what it has learned")},
        {"saving", QT_TRANSLATE_NOOP("tunesmith::ui::words", "saving")},
        {"paused", QT_TRANSLATE_NOOP("tunesmith::ui::words", "paused")},
        {"stopping", QT_TRANSLATE_NOOP("tunesmith::ui::words", "stopping")},
    };
    for (const auto& [word, source] : kPhases)
        if (phase == word) return tr(source);
    return text(phase);
}

FailureText failure(const Failure& failure) {
    FailureText out;
    switch (failure.code) {
        case Code::BadInput:
            out.title = tr("This cannot be done as it is set");
            break;
        case Code::BadFile:
            out.title = tr("The file cannot be used");
            break;
        case Code::NotFound:
            out.title = tr("Something is missing");
            break;
        case Code::OutOfMemory:
            out.title = tr("The memory of this computer is not enough");
            break;
        case Code::DiskFull:
            out.title = tr("The disk is full");
            break;
        case Code::Device:
            out.title = tr("The graphics card or processor reported a fault");
            break;
        case Code::Network:
            out.title = tr("The network did not answer");
            break;
        case Code::Cancelled:
            out.title = tr("Cancelled");
            break;
        case Code::Busy:
            out.title = tr("Another program is using this");
            break;
        case Code::Internal:
            out.title = tr("Tunesmith made a mistake");
            break;
    }
    const QString message = text(failure.message), where = text(failure.where);
    out.detail = where.isEmpty() || message.contains(where) ? message
                 : message.isEmpty()                        ? where
                                                            : QStringLiteral("%1\n%2").arg(message, where);
    return out;
}

}  // namespace tunesmith::ui::words
