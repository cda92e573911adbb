#include "ui/pages/data/report_pdf.h"

#include <QBuffer>
#include <QImage>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTextDocument>
#include <QUrl>

namespace tunesmith::ui {

namespace {

constexpr int kPictureScale = 4;  // pixels of a chart for each of the page's
constexpr double kPageDpi = 96;   // of lengths in the page
constexpr double kMarginMm = 12;

/// Puts a picture in each chart's place.
QString withPictures(const QString& html, QTextDocument& document) {
    static const QRegularExpression chart(QStringLiteral("<svg.*?</svg>"),
                                          QRegularExpression::DotMatchesEverythingOption);
    QString page;
    qsizetype from = 0;
    int number = 0;
    for (auto it = chart.globalMatch(html); it.hasNext();) {
        const auto match = it.next();
        page += html.mid(from, match.capturedStart() - from);
        from = match.capturedEnd();
        QSvgRenderer renderer(match.captured().toUtf8());
        const QSize size = renderer.defaultSize();
        if (!renderer.isValid() || size.isEmpty()) continue;
        QImage image(size * kPictureScale, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        renderer.render(&painter);
        painter.end();
        const QString name = QStringLiteral("chart:%1").arg(number++);
        document.addResource(QTextDocument::ImageResource, QUrl(name), image);
        page += QStringLiteral("<br><img src=\"%1\" width=\"%2\" height=\"%3\">")
                    .arg(name)
                    .arg(size.width())
                    .arg(size.height());
    }
    return page + html.mid(from);
}

/// Qt's reader of HTML sets headings in sizes of its own, whatever the style says; and paper takes smaller text.
QString forPaper(QString html) {
    html.replace(QLatin1String("<h2>"),
                 QLatin1String("<p style=\"font-size: 13px; font-weight: bold; margin-top: 10px;\">"));
    html.replace(QLatin1String("</h2>"), QLatin1String("</p>"));
    html.replace(QLatin1String("<h1>"), QLatin1String("<p style=\"font-size: 19px; font-weight: bold;\">"));
    html.replace(QLatin1String("</h1>"), QLatin1String("</p>"));
    html.replace(QLatin1String("font-size: 12px"), QLatin1String("font-size: 11px"));
    return html;
}

}  // namespace

QByteArray reportPdf(const QString& html, const QString& title) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly)) return {};
    {
        QPdfWriter writer(&buffer);
        writer.setTitle(title);
        writer.setCreator(QStringLiteral("Tunesmith"));
        writer.setResolution(600);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm), QPageLayout::Millimeter);
        QTextDocument document;
        document.setDocumentMargin(0);
        const QSizeF paper = writer.pageLayout().paintRect(QPageLayout::Inch).size() * kPageDpi;
        document.setHtml(withPictures(forPaper(html), document));
        document.setPageSize(paper);
        QPainter painter(&writer);
        if (!painter.isActive()) return {};
        const double scale = writer.resolution() / kPageDpi;
        painter.scale(scale, scale);
        for (int page = 0; page < document.pageCount(); ++page) {
            if (page > 0) writer.newPage();
            painter.save();
            painter.translate(0, -page * paper.height());
            document.drawContents(&painter, QRectF(0, page * paper.height(), paper.width(), paper.height()));
            painter.restore();
        }
    }
    return bytes;
}

}  // namespace tunesmith::ui
