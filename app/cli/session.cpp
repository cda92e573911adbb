#include "app/cli/session.h"

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

#include <cstdio>

#include "app/cli/text.h"

namespace tunesmith::cli {
namespace {

bool isTerminal(int fd) {
#ifdef _WIN32
    return _isatty(fd) != 0;
#else
    return isatty(fd) != 0;
#endif
}

/// Text of the user's may hold bytes that are no UTF-8 (a file name); JSON gets them replaced rather than nothing at
/// all.
std::string lenientJson(const OrderedJson& document) {
    return document.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

}  // namespace

bool stdoutIsTerminal() {
    return isTerminal(1);
}
bool stderrIsTerminal() {
    return isTerminal(2);
}
bool stdinIsTerminal() {
    return isTerminal(0);
}

void writeOut(const std::string& text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        throw Error(Code::DiskFull, "The output could not be written: the disk is full or the reader has gone.",
                    "stdout");
}

void writeErrorJson(const std::string& code, const std::string& message, const std::string& where) {
    const OrderedJson document = {{"error", {{"code", code}, {"message", message}, {"where", where}}}};
    const std::string text = lenientJson(document);
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

void Session::onRun(CLI::App& command, std::function<ExitCode()> action) {
    command.callback([this, action = std::move(action)] { action_ = action; });
}

std::unique_ptr<Project> Session::open() const {
    return Project::open(projectFolder);
}

void Session::result(const OrderedJson& document, const std::string& text) const {
    if (json) {
        writeOut(lenientJson(document));
    } else {
        writeOut(stdoutIsTerminal() ? withoutControls(text) : text);
    }
}

void Session::note(const std::string& text) const {
    if (!json && !quiet) std::fprintf(stderr, "%s\n", withoutControls(text).c_str());
}

}  // namespace tunesmith::cli
