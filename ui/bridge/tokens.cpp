#include "ui/bridge/tokens.h"

#include <QApplication>
#include <QFontDatabase>
#include <cmath>
#include <utility>

namespace tunesmith::ui {

namespace {

bool g_dark = false;

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c) {
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

}  // namespace

const Tokens& lightTokens() {
    static const Tokens kLight = {
        false,
        QColor(0xF6F7F9),
        QColor(0xFFFFFF),
        QColor(0xEEF1F5),
        QColor(0x8A94A3),
        QColor(0xD9DEE5),
        QColor(0x1B2430),
        QColor(0x566172),
        QColor(0x2F5BEA),
        QColor(0xFFFFFF),
        QColor(0xDCE5FF),
        QColor(0x1A7A4A),
        QColor(0x8F5400),
        QColor(0xB8322A),
        QColor(0x9DB2E8),
        QColor(0x2F5BEA),
        QColor(0xB84E00),
        QColor(0x6A3FB5),
        QColor(0x00787A),
        QColor(0xEEF1F5),
        QColor(0xE9EFFF),
    };
    return kLight;
}

const Tokens& darkTokens() {
    static const Tokens kDark = {
        true,
        QColor(0x14181E),
        QColor(0x1B2129),
        QColor(0x242C36),
        QColor(0x768395),
        QColor(0x303946),
        QColor(0xE7EBF1),
        QColor(0xA0ABBA),
        QColor(0x86A8FF),
        QColor(0x0E1420),
        QColor(0x2A3B66),
        QColor(0x62C895),
        QColor(0xE2AE5A),
        QColor(0xFF8E84),
        QColor(0x4E6296),
        QColor(0x86A8FF),
        QColor(0xFF9F5A),
        QColor(0xC2A2FF),
        QColor(0x5FD0D0),
        QColor(0x242C36),
        QColor(0x1F2B49),
    };
    return kDark;
}

const Tokens& tokens() {
    return g_dark ? darkTokens() : lightTokens();
}

void setTokens(bool dark) {
    g_dark = dark;
}

QFont fontFor(TextStyle style) {
    QFont font = QApplication::font();
    const double body = font.pointSizeF() > 0 ? font.pointSizeF() : 10.0;
    switch (style) {
        case TextStyle::Body:
            break;
        case TextStyle::Strong:
            font.setWeight(QFont::DemiBold);
            break;
        case TextStyle::Caption:
            font.setPointSizeF(body * 0.9);
            break;
        case TextStyle::CardTitle:
            font.setPointSizeF(body * 1.1);
            font.setWeight(QFont::DemiBold);
            break;
        case TextStyle::PageTitle:
            font.setPointSizeF(body * 1.6);
            font.setWeight(QFont::DemiBold);
            break;
        case TextStyle::Figure:
            font.setPointSizeF(body * 1.7);
            font.setWeight(QFont::DemiBold);
            break;
        case TextStyle::Mono:
            font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
            font.setPointSizeF(body * 0.95);
            break;
    }
    return font;
}

double contrast(const QColor& a, const QColor& b) {
    double high = luminance(a), low = luminance(b);
    if (high < low) std::swap(high, low);
    return (high + 0.05) / (low + 0.05);
}

}  // namespace tunesmith::ui
