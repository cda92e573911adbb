// What a call refused and how, for tests of bad input.
#pragma once

#include <QString>

#include "core/base/error.h"

namespace tunesmith {

struct Refusal {
    bool thrown = false;
    Code code = Code::Internal;
    QString text;   // what() of the error
    QString where;  // its place
    bool says(const char* words) const { return text.contains(QLatin1String(words)); }
};

template <class Call>
Refusal refusalOf(Call&& call) {
    try {
        call();
    } catch (const Error& e) {
        return {true, e.code(), QString::fromUtf8(e.what()), QString::fromStdString(e.where())};
    }
    return {};
}

}  // namespace tunesmith
