// What has to hold for an import of any bytes: rows that can be stored and read back, issues that can be shown, as many
// of each as the result says, or an Error about the input.
#pragma once

#include <cstdio>
#include <cstdlib>

#include "core/base/error.h"
#include "core/data/import/import_files.h"
#include "core/data/text.h"

inline void require(bool condition) {
    if (!condition) std::abort();
}

inline void importAnything(const std::string& path, const tunesmith::ImportOptions& options) {
    using namespace tunesmith;
    std::int64_t rows = 0, issues = 0;
    const ImportSink sink{
        [&](Record&& row) {
            ++rows;
            const std::string json = recordToJson(row);
            require(recordToJson(recordFromJson(json)) == json);
        },
        [&](RowIssue&& issue) {
            ++issues;
            require(!issue.reason.empty() && !firstInvalidUtf8(issue.reason) && !firstInvalidUtf8(issue.raw));
        }};
    Progress progress;
    try {
        const ImportResult result = importFile(path, options, sink, Cancel(), progress);
        require(result.rows == rows && result.issues == issues);
    } catch (const Error& error) {
        if (error.code() != Code::BadInput) std::fprintf(stderr, "%s\n", error.fullText().c_str());
        require(error.code() == Code::BadInput && *error.what() != 0);
    }
}
