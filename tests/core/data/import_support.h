// What the tests of importers share: a file's rows, issues and fault in one value.
#pragma once

#include <QString>
#include <QTemporaryDir>
#include <string>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/data/import/import_files.h"

struct Imported {
    std::vector<tunesmith::Record> rows;
    std::vector<tunesmith::RowIssue> issues;
    tunesmith::ImportResult result;
    std::string fault;  // "BadInput where: what" where importing threw

    /// "question -> answer" of a row of two turns; the text of a text row.
    std::string row(std::size_t i) const {
        const tunesmith::Record& record = rows.at(i);
        if (record.isText()) return record.text;
        return record.messages.front().text + " -> " + record.messages.back().text;
    }
    /// "2: reason" of an issue.
    std::string issue(std::size_t i) const {
        return std::to_string(issues.at(i).source.line) + ": " + issues.at(i).reason;
    }
};

inline Imported importAll(const std::string& path, const tunesmith::ImportOptions& options = {}) {
    Imported all;
    tunesmith::Progress progress;
    const tunesmith::ImportSink sink{[&](tunesmith::Record&& row) { all.rows.push_back(std::move(row)); },
                                     [&](tunesmith::RowIssue&& issue) { all.issues.push_back(std::move(issue)); }};
    try {
        all.result = tunesmith::importFile(path, options, sink, tunesmith::Cancel(), progress);
    } catch (const tunesmith::Error& error) {
        all.fault = std::string(tunesmith::codeName(error.code())) + " " + error.fullText();
    }
    return all;
}

/// A committed file of tests/data/import.
inline std::string brokenFile(const char* name) {
    return std::string(TUNESMITH_SOURCE_DIR "/tests/data/import/") + name;
}

/// Real data that is not part of the project; empty where it is absent.
inline std::string realFile(const char* name) {
    const std::string path = std::string(TUNESMITH_SOURCE_DIR "/../shared/data/") + name;
    return QFile::exists(QString::fromStdString(path)) ? path : std::string();
}

/// A file with this content, for as long as the object lives.
class MadeFile {
public:
    explicit MadeFile(const std::string& content, const char* name = "made.jsonl")
        : path_(dir_.path().toStdString() + "/" + name) {
        tunesmith::writeFileAtomically(path_, content);
    }
    const std::string& path() const { return path_; }

private:
    QTemporaryDir dir_;
    std::string path_;
};
