// The report of a profile as a PDF: the same page as its HTML, laid out for A4 by Qt. GUI thread only.
#pragma once

#include <QByteArray>
#include <QString>

namespace tunesmith::ui {

/// `html`: a page of profileReportHtml(). Its charts become pictures at print resolution. Empty where nothing could be
/// drawn.
QByteArray reportPdf(const QString& html, const QString& title);

}  // namespace tunesmith::ui
