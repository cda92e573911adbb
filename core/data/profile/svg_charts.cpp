#include "core/data/profile/svg_charts.h"

#include <algorithm>
#include <cmath>

#include "core/base/utf8.h"
#include "core/data/text.h"

namespace tunesmith {

namespace {

constexpr const char* kAccent = "#2F5BEA";
constexpr const char* kMuted = "#566172";
constexpr const char* kText = "#1B2430";
constexpr const char* kLine = "#D9DEE5";
constexpr const char* kLimit = "#B84E00";

std::string num(double value) {
    std::string text = fixed(value, 1);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
}

std::string rect(double x, double y, double w, double h, const char* fill) {
    return "<rect x=\"" + num(x) + "\" y=\"" + num(y) + "\" width=\"" + num(std::max(0.5, w)) + "\" height=\"" +
           num(std::max(0.0, h)) + "\" fill=\"" + fill + "\"/>";
}

std::string label(double x, double y, const char* anchor, const char* fill, const std::string& text) {
    return "<text x=\"" + num(x) + "\" y=\"" + num(y) +
           "\" font-family=\"sans-serif\" font-size=\"10\" text-anchor=\"" + anchor + "\" fill=\"" + fill + "\">" +
           escapedHtml(text) + "</text>";
}

std::string line(double x1, double y1, double x2, double y2, const char* stroke) {
    return "<line x1=\"" + num(x1) + "\" y1=\"" + num(y1) + "\" x2=\"" + num(x2) + "\" y2=\"" + num(y2) +
           "\" stroke=\"" + stroke + "\" stroke-width=\"1\"/>";
}

std::string opened(int width, int height, const std::string& title) {
    const std::string w = std::to_string(width), h = std::to_string(height);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + w + "\" height=\"" + h + "\" viewBox=\"0 0 " + w +
           " " + h + "\" role=\"img\"><title>" + escapedHtml(title) + "</title>";
}

/// At most `most` characters, a cut end as an ellipsis.
std::string cut(const std::string& text, std::size_t most) {
    if (utf8::count(text) <= std::int64_t(most)) return text;
    std::size_t bytes = 0;
    for (std::size_t n = 0; n + 1 < most; ++n) bytes += utf8::decode(text, bytes).bytes;
    return text.substr(0, bytes) + "\u2026";
}

}  // namespace

std::string escapedHtml(std::string_view text, std::size_t most) {
    std::string out;
    for (const char c : printableExcerpt(text, most)) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += std::uint8_t(c) < 0x20 || c == 0x7F ? ' ' : c;
        }
    }
    return out;
}

std::string histogramSvg(const Histogram& histogram, const std::string& unit, double limit, int width, int height,
                         const ReportWords& words) {
    std::string svg = opened(width, height, filled(words.say("Profile", "Rows by length in %1"), {unit}));
    const double bottom = height - 26, top = 14;
    const std::size_t bins = histogram.counts.size();
    if (bins == 0) return svg + "</svg>";
    const std::int64_t most = *std::max_element(histogram.counts.begin(), histogram.counts.end());
    const double step = double(width) / double(bins);
    for (std::size_t i = 0; i < bins; ++i) {
        const double high = (bottom - top) * double(histogram.counts[i]) / double(std::max<std::int64_t>(1, most));
        const bool beyond = histogram.open && i + 1 == bins;
        svg += rect(double(i) * step + 0.5, bottom - high, step - 1, high, beyond ? kMuted : kAccent);
    }
    svg += line(0, bottom, width, bottom, kLine);
    const double first = histogram.edges.front(), bin = histogram.edges[1] - first;
    const std::size_t every = std::max<std::size_t>(1, bins / 5);
    for (std::size_t i = 0; i + (histogram.open ? 1 : 0) <= bins; i += every) {
        if (i > 0 && i + every > bins) break;
        svg += label(double(i) * step, bottom + 11, i == 0 ? "start" : "middle", kMuted,
                     words.count(std::int64_t(histogram.edges[i])));
    }
    svg += label(width, bottom + 11, "end", kMuted,
                 histogram.open ? words.count(std::int64_t(histogram.edges[bins - 1])) + "+"
                                : words.count(std::int64_t(histogram.edges[bins])));
    svg += label(double(width) / 2, bottom + 23, "middle", kMuted, unit);
    if (limit > first && limit <= histogram.edges[histogram.open ? bins - 1 : bins]) {
        const double x = (limit - first) / bin * step;
        svg +=
            line(x, top - 4, x, bottom, kLimit) + label(x + 3, top + 4, "start", kLimit, words.say("Profile", "limit"));
    }
    svg += label(0, 9, "start", kMuted, filled(words.say("Profile", "up to %1"), {words.rows(most)}));
    return svg + "</svg>";
}

std::string barsSvg(const std::vector<SvgBar>& bars, int width, const ReportWords& words) {
    constexpr int row = 17;
    const double names = width * 0.36, texts = 78, room = width - names - texts;
    std::string svg = opened(width, std::max(1, int(bars.size()) * row), words.say("Profile", "Rows by kind"));
    double most = 0;
    for (const SvgBar& bar : bars) most = std::max(most, bar.value);
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const double y = double(i) * row;
        const double long_ = most > 0 ? room * bars[i].value / most : 0;
        svg += label(0, y + 12, "start", kText, cut(bars[i].name, std::size_t(names / 5.6)));
        svg += rect(names, y + 3, long_, row - 6, kAccent);
        svg += label(names + long_ + 5, y + 12, "start", kMuted, bars[i].text);
    }
    return svg + "</svg>";
}

}  // namespace tunesmith
