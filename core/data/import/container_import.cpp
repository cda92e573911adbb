#include "core/data/import/container_import.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/data/import/importers.h"

namespace tunesmith {

namespace {

/// A container's file that can be read now, and what it is called.
struct Member {
    std::string path, name;
};

/// The error of reading a member, with the member's name for the place where it was unpacked.
Error renamed(const Error& error, const Member& member) {
    std::string where = error.where();
    if (const auto at = where.find(member.path); !member.path.empty() && at != std::string::npos)
        where.replace(at, member.path.size(), member.name);
    return Error(error.code(), error.what(), where.empty() ? member.name : where);
}

/// Goes through the files of a container. A fault that is only the file's own goes to `fault`; false from either ends.
void eachMember(Container& container, const std::string& source, const Cancel& cancel,
                const std::function<bool(std::size_t, const Member&)>& read,
                const std::function<bool(const Member&, const Error&)>& fault) {
    for (std::size_t i = 0; i < container.names().size(); ++i) {
        Member member{{}, source + container.separator() + container.names()[i]};
        try {
            member.path = container.fetch(i, cancel);
            if (!container.mayNest() && Container::open(member.path))
                throw Error(Code::BadInput, "An archive within an archive is not opened; unpack the outer one first.");
            if (!read(i, member)) return;
        } catch (const Error& error) {
            const bool own =
                error.code() == Code::BadInput || error.code() == Code::BadFile || error.code() == Code::NotFound;
            if (!own || !fault(member, renamed(error, member))) throw renamed(error, member);
        }
    }
}

/// "12 files, 2 of which were not read: ..." of what no importer knows.
void noteSkipped(const std::vector<std::string>& skipped, std::vector<std::string>& notes) {
    if (skipped.empty()) return;
    std::string all;
    for (std::size_t i = 0; i < skipped.size() && i < 10; ++i) all += (i ? ", " : "") + skipped[i];
    if (skipped.size() > 10) all += " and more";
    notes.push_back(std::to_string(skipped.size()) + (skipped.size() == 1 ? " file is" : " files are") +
                    " of no kind that can be read: " + all + ".");
}

bool isKnownKind(const Member& member, const ImportOptions& options) {
    if (Container::open(member.path)) return true;
    try {
        importerFor(member.path, options.format, options.read);
        return true;
    } catch (const Error&) {
        return false;
    }
}

[[noreturn]] void nothingRead(const Container& container, const std::string& source, const std::string& first) {
    const std::string title = container.title();
    throw Error(Code::BadInput,
                "Nothing in this is a file that can be read as rows: it is " + title + " of " +
                    std::to_string(container.names().size()) + " files." + (first.empty() ? "" : " " + first),
                source);
}

/// Adds what was found in one file to what was found in all of them.
void addResult(ImportResult& all, ImportResult&& one, bool first, const std::string& name) {
    if (first) {
        all.format = one.format;
        all.title = one.title;
        all.encodingNote = one.encodingNote;
        all.delimiter = one.delimiter;
        all.mapping = one.mapping;
    } else if (one.mapping.kind != RowKind::None && all.format != one.format) {
        all.format = "mixed";
        all.title = "Files of several kinds";
    }
    for (std::string& column : one.columns)
        if (std::find(all.columns.begin(), all.columns.end(), column) == all.columns.end())
            all.columns.push_back(std::move(column));
    for (const std::string& note : one.notes)
        if (all.notes.size() < 100) all.notes.push_back(name + ": " + note);
    all.rows += one.rows;
    all.issues += one.issues;
    all.unseen += one.unseen;
}

}  // namespace

ImportResult importContainer(Container& container, const std::string& path, const ImportOptions& options,
                             const ImportSink& sink, const Cancel& cancel, Progress& progress) {
    const std::string source = options.sourceName.empty() ? path : options.sourceName;
    ImportResult all;
    all.notes = container.notes();
    std::vector<std::string> skipped;
    std::string hashes, firstFault;
    std::size_t files = 0;
    std::int64_t before = 0;
    progress.done = 0;
    for (const std::int64_t bytes : container.bytes()) all.bytes += bytes;
    progress.total = all.bytes;
    const auto read = [&](std::size_t i, const Member& member) {
        if (!isKnownKind(member, options)) {
            skipped.push_back(container.names()[i]);
            before += container.bytes()[i];
            return true;
        }
        ImportOptions own = options;
        own.sourceName = member.name;
        own.member = true;
        Progress inner;
        const ImportSink rows{[&](Record&& row) {
                                  if (const auto total = inner.total.load(); total > 0)
                                      progress.done = before + std::int64_t(double(container.bytes()[i]) *
                                                                            double(inner.done) / double(total));
                                  sink.row(std::move(row));
                              },
                              sink.issue, sink.reading};
        ImportResult one = importFile(member.path, own, rows, cancel, inner);
        before += container.bytes()[i];
        hashes += one.sha256 + "  " + container.names()[i] + "\n";
        const bool useful = one.mapping.kind != RowKind::None;
        if (!useful && firstFault.empty()) firstFault = member.name + ": " + one.notes.back();
        addResult(all, std::move(one), useful && files++ == 0, container.names()[i]);
        return true;
    };
    const auto fault = [&](const Member& member, const Error& error) {
        if (firstFault.empty()) firstFault = error.fullText();
        if (options.strict) return false;
        ++all.issues;
        sink.issue(RowIssue{{member.name, 0}, error.what(), {}});
        return true;
    };
    eachMember(container, source, cancel, read, fault);
    if (files == 0) nothingRead(container, source, firstFault);
    noteSkipped(skipped, all.notes);
    // A folder has no bytes of its own: its hash is that of its files' hashes and names.
    all.sha256 = container.mayNest() ? sha256Hex(hashes) : sha256File(path);
    all.title += " in " + container.title();
    progress.done = all.bytes;
    return all;
}

ImportPreview previewContainer(Container& container, const std::string& path, const ImportOptions& options) {
    const std::string source = options.sourceName.empty() ? path : options.sourceName;
    std::optional<ImportPreview> preview;
    std::string firstFault, shown;
    const auto read = [&](std::size_t, const Member& member) {
        if (!isKnownKind(member, options)) return true;
        ImportOptions own = options;
        own.sourceName = member.name;
        ImportPreview one = previewFile(member.path, own);
        const bool good = one.problem.empty();
        if (good || !preview) {
            preview = std::move(one);
            shown = member.name;
        }
        return !good;
    };
    const auto fault = [&](const Member&, const Error& error) {
        if (firstFault.empty()) firstFault = error.fullText();
        return true;
    };
    eachMember(container, source, Cancel(), read, fault);
    if (!preview) nothingRead(container, source, firstFault);
    preview->title += " in " + container.title();
    preview->notes.insert(preview->notes.begin(), container.notes().begin(), container.notes().end());
    if (container.names().size() > 1)
        preview->notes.insert(preview->notes.begin(), "It holds " + std::to_string(container.names().size()) +
                                                          " files; these are the first rows of \"" + shown + "\".");
    preview->bytes = std::accumulate(container.bytes().begin(), container.bytes().end(), std::int64_t(0));
    return std::move(*preview);
}

}  // namespace tunesmith
