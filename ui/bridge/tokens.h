// Tokens: every colour, distance and font size of the window, in one place. Widgets and plots read them when they
// paint; the shell switches them between light and dark and writes them into the palette and the style sheet. GUI
// thread only.
#pragma once

#include <QColor>
#include <QFont>

namespace tunesmith::ui {

struct Tokens {
    bool dark = false;
    QColor window, surface, raised, border, hairline;
    QColor text, muted;
    QColor accent, onAccent, selection;
    QColor good, warn, bad;
    QColor plotRaw, plotSmooth, plotValidation, plotRate, plotGradient;
    QColor systemTint, assistantTint;  // behind the turns of a rendered row
};

const Tokens& lightTokens();
const Tokens& darkTokens();
/// Those in force. Light until setTokens() says otherwise.
const Tokens& tokens();
void setTokens(bool dark);

/// Distances in device-independent pixels.
namespace space {
inline constexpr int kXs = 4, kS = 8, kM = 12, kL = 16, kXl = 24, kXxl = 32;
inline constexpr int kRadius = 8, kInputHeight = 32, kButtonHeight = 36;
}  // namespace space

enum class TextStyle { Body, Strong, Caption, CardTitle, PageTitle, Figure, Mono };
/// Derived from the application's font, so that a larger system font enlarges them all.
QFont fontFor(TextStyle style);

/// WCAG 2 contrast of two opaque colours, 1 to 21.
double contrast(const QColor& a, const QColor& b);

}  // namespace tunesmith::ui
