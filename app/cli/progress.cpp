#include "app/cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#ifndef _WIN32
#include <sys/ioctl.h>
#include <unistd.h>
#endif

#include "app/cli/session.h"
#include "app/cli/text.h"

namespace tunesmith::cli {
namespace {

constexpr int kBarCells = 24;
constexpr auto kPlainEvery = std::chrono::seconds(5);

std::size_t terminalWidth() {
#ifndef _WIN32
    winsize size{};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
#endif
    return 80;
}

bool canRedraw() {
    const char* term = std::getenv("TERM");
    return stderrIsTerminal() && term && std::string(term) != "dumb";
}

double shareDone(const JobSnapshot& snapshot) {
    if (snapshot.kind == JobKind::Train && snapshot.steps > 0) return double(snapshot.step) / double(snapshot.steps);
    return snapshot.total > 0 ? double(snapshot.done) / double(snapshot.total) : -1;
}

std::string bar(double share) {
    const int filled = int(std::clamp(share, 0.0, 1.0) * kBarCells);
    std::string cells(std::size_t(filled), '=');
    if (filled < kBarCells) cells += '>';
    cells.resize(kBarCells, ' ');
    return fmt::format("[{}] {:3.0f} %", cells, 100 * std::clamp(share, 0.0, 1.0));
}

/// A count in the units of its kind: an import counts the bytes of its files.
std::string amount(JobKind kind, std::int64_t count) {
    switch (kind) {
        case JobKind::Import:
            return bytesText(count);
        case JobKind::Check:
        case JobKind::Evaluate:
            return countText(count) + " rows";
        case JobKind::Generate:
            return countText(count) + " tokens";
        default:
            return countText(count);
    }
}

void addTraining(const JobSnapshot& snapshot, std::vector<std::string>& parts) {
    if (snapshot.steps > 0) parts.push_back(fmt::format("step {} of {}", snapshot.step, snapshot.steps));
    if (snapshot.step > 0)
        parts.push_back(fmt::format("loss {:.3f}", snapshot.smoothedLoss > 0 ? snapshot.smoothedLoss : snapshot.loss));
    if (snapshot.validationLoss >= 0) parts.push_back(fmt::format("validation {:.3f}", snapshot.validationLoss));
    if (snapshot.tokensPerSecond > 0) parts.push_back(fmt::format("{:.0f} tokens/s", snapshot.tokensPerSecond));
}

}  // namespace

std::string progressText(const JobSnapshot& snapshot) {
    std::vector<std::string> parts;
    if (!snapshot.phase.empty()) parts.push_back(snapshot.phase);
    if (snapshot.kind == JobKind::Train) {
        addTraining(snapshot, parts);
    } else if (snapshot.total > 0) {
        parts.push_back(fmt::format(
            "{} of {}", snapshot.kind == JobKind::Import ? bytesText(snapshot.done) : countText(snapshot.done),
            amount(snapshot.kind, snapshot.total)));
    } else if (snapshot.done > 0) {
        parts.push_back(amount(snapshot.kind, snapshot.done));
    }
    if (snapshot.secondsLeft >= 0) parts.push_back(secondsText(snapshot.secondsLeft) + " left");
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : " · ") + part;
    return text;
}

ProgressLine::ProgressLine(bool silent) : silent_(silent), terminal_(canRedraw()) {}

ProgressLine::~ProgressLine() {
    clear();
}

void ProgressLine::draw(const std::string& line) {
    const std::size_t length = characters(line);
    const std::string rest(drawn_ > length ? drawn_ - length : 0, ' ');
    std::fprintf(stderr, "\r%s%s", line.c_str(), rest.c_str());
    std::fflush(stderr);
    drawn_ = length;
}

void ProgressLine::show(const JobSnapshot& snapshot) {
    if (silent_) return;
    const std::string text = progressText(snapshot);
    if (text.empty()) return;
    if (terminal_) {
        const double share = shareDone(snapshot);
        const std::string line = share < 0 ? text : bar(share) + "  " + text;
        draw(oneLine(line, terminalWidth() - 2));
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    const bool newPhase = snapshot.phase != lastPhase_;
    if (!newPhase && now - lastPlain_ < kPlainEvery) return;
    lastPlain_ = now;
    lastPhase_ = snapshot.phase;
    std::fprintf(stderr, "%s\n", oneLine(text).c_str());
}

void ProgressLine::say(const std::string& text) {
    if (silent_) return;
    clear();
    std::fprintf(stderr, "%s\n", withoutControls(text).c_str());
}

void ProgressLine::clear() {
    if (silent_ || !terminal_ || drawn_ == 0) return;
    draw("");
    std::fprintf(stderr, "\r");
    std::fflush(stderr);
    drawn_ = 0;
}

}  // namespace tunesmith::cli
