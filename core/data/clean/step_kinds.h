// What steps have in common: settings by kind, steps that rewrite each text by itself, steps that judge a row by its
// text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/data/clean/cleaner.h"
#include "core/data/clean/row_texts.h"

namespace tunesmith {

CleanSetting choiceSetting(const char* key, std::vector<std::string> choices, const char* fallback);
CleanSetting wholeSetting(const char* key, double least, double most, std::int64_t fallback);
CleanSetting realSetting(const char* key, double least, double most, double fallback);
CleanSetting flagSetting(const char* key, bool fallback);
CleanSetting listSetting(const char* key, std::vector<std::string> fallback);

/// "action": drop or flag.
CleanSetting actionSetting(const char* fallback);
CleanAction actionIn(const Json& settings);
/// "scope": row, question or answer.
CleanSetting scopeSetting(const char* fallback);
Scope scopeIn(const Json& settings);

/// "1 tag", "3 tags".
std::string counted(std::int64_t n, const char* one, const char* many);
/// A share in words: "37 %".
std::string percent(double share);

/// A step that rewrites each text by itself.
class TextCleaner : public Cleaner {
public:
    CleanOutcome clean(CleanRow& row) const final;

protected:
    /// Rewrites `text` and says what it did; empty where it left the text as it was. Any thread.
    virtual std::string rewrite(std::string& text, const Record& record) const = 0;
};

/// A step that drops or flags rows by the text of a scope.
class TextFilter : public Cleaner {
public:
    TextFilter(Scope scope, CleanAction action) : scope_(scope), action_(action) {}
    CleanOutcome clean(CleanRow& row) const final;

protected:
    /// What is wrong with `text`; empty where nothing is. Any thread.
    virtual std::string fault(std::string_view text) const = 0;

private:
    Scope scope_;
    CleanAction action_;
};

}  // namespace tunesmith
