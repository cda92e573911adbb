// Step "html": tags and entities that were left over when text was taken from web pages. Only tags that lay text out
// are known, so that "a < b", "<think>", "vector<int>" and the tags of prompts stay; code in backticks stays too.
#pragma once

#include <cstdint>
#include <string>

#include "core/data/clean/cleaner.h"

namespace tunesmith {

struct HtmlCounts {
    std::int64_t tags = 0, entities = 0;
};

/// Takes them out until none is left (what was escaped twice is unescaped twice). Any thread.
HtmlCounts removeHtml(std::string& text);

/// No settings.
CleanerKind htmlCleaner();

}  // namespace tunesmith
