// One message of a conversation as OpenAI, ShareGPT and their descendants write it in JSON.
#pragma once

#include <simdjson.h>

#include <string>

#include "core/data/record.h"

namespace tunesmith {

/// Why an item makes no row, in words for the user; thrown among the makers of rows and caught in RecordMaker::make().
struct Unusable {
    std::string reason;
};

/// An object that has at least one of the members of a message.
bool looksLikeMessage(const simdjson::dom::element& value);

/// A text is a message of `defaultRole`; an object says its role or has that. Throws Unusable.
Message messageOf(const simdjson::dom::element& value, const std::string& defaultRole);

}  // namespace tunesmith
