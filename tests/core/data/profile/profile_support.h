// What the tests of profiles share: rows in short words, and a profile over them in memory.
#pragma once

#include <QtTest>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/data/profile/findings.h"
#include "core/data/profile/profiler.h"

namespace profile_test {

using namespace tunesmith;

struct Row {
    Record record;
    Split split = Split::Train;
};

inline Row chatRow(std::string question, std::string answer, std::string label = {}, Split split = Split::Train) {
    Row row;
    row.record.messages = {{"user", std::move(question)}, {"assistant", std::move(answer)}};
    row.record.label = std::move(label);
    row.split = split;
    return row;
}

inline Row plainRow(std::string text) {
    Row row;
    row.record.text = std::move(text);
    return row;
}

inline DataProfile profileOf(const std::vector<Row>& rows, ProfileOptions options = {}) {
    const CleanSource source = [&](const std::function<void(CleanRow &&)>& visit) {
        for (std::size_t i = 0; i < rows.size(); ++i) visit({std::int64_t(i), 0, rows[i].split, rows[i].record});
    };
    options.rows = std::int64_t(rows.size());
    Progress progress;
    DataProfile profile = profileRows(source, options, Cancel(), progress);
    if (progress.done.load() != progress.total.load()) qFatal("the progress does not end where it should");
    return profile;
}

inline const Finding* find(const std::vector<Finding>& findings, const std::string& kind) {
    for (const Finding& finding : findings)
        if (finding.kind == kind) return &finding;
    return nullptr;
}

/// Sentences of made-up words around a subject, always the same.
inline std::string sentence(const std::vector<const char*>& words, std::uint64_t draw, int length) {
    std::string text;
    for (int i = 0; i < length; ++i)
        text += (i == 0 ? "" : " ") + std::string(words[mix64(draw * 100 + std::uint64_t(i)) % words.size()]);
    return text;
}

}  // namespace profile_test
