#include "ui/bridge/report_words.h"

#include <QCoreApplication>
#include <QLocale>

#include "core/data/import/issue_words.h"
#include "ui/bridge/words.h"

namespace tunesmith::ui {

namespace {

std::string translated(const char* context, const char* english) {
    return words::utf8(QCoreApplication::translate(context, english));
}

/// A language's own name with its code: "Deutsch (de)".
std::string ownName(const std::string& code) {
    const QLocale locale(words::text(code));
    const QString own = locale.language() == QLocale::English ? QStringLiteral("English") : locale.nativeLanguageName();
    if (locale.language() == QLocale::C || own.isEmpty()) return code;
    return words::utf8(own) + " (" + code + ")";
}

}  // namespace

ReportWords reportWords() {
    return {translated, [](std::int64_t n) { return words::utf8(words::count(n)); },
            [](double value, int digits) { return words::utf8(QLocale().toString(value, 'f', digits)); }, ownName,
            words::utf8(QLocale().bcp47Name())};
}

QString profileWord(const std::string& name) {
    return QCoreApplication::translate("Profile", name.c_str());
}

QString issueReasonText(const std::string& reason) {
    return words::text(issueReason(reason, reportWords()));
}

QString languageWord(const std::string& code) {
    return words::text(reportWords().languageName(code));
}

QString shareWord(double share) {
    return words::text(reportWords().share(share));
}

}  // namespace tunesmith::ui
