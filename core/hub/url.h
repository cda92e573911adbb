// Url: an address taken apart, and the rules about which addresses are spoken to at all. Values; any thread.
#pragma once

#include <string>
#include <string_view>

namespace tunesmith::hub {

struct Url {
    std::string scheme, host, path, query;  // scheme and host in lower case; path begins with '/', as it was written
    int port = 0;                           // the scheme's own where none is named
    bool hasUser = false;                   // a name or a password stands in it

    /// "https://huggingface.co", with the port where it is not the scheme's own: who is spoken to.
    std::string origin() const;
    /// The whole address without a name and a password.
    std::string text() const;
    /// For messages: without the query, which may be a key of its own for whoever reads it.
    std::string shown() const { return origin() + path; }
    /// This computer itself.
    bool isLoopback() const;
};

/// Throws Error(BadInput) where `text` is no http or https address.
Url parseUrl(const std::string& text);
/// Where `reference` (an address, or a part of one) leads from `base`. Throws Error(BadInput).
Url resolveUrl(const Url& base, const std::string& reference);

/// A path with every byte escaped that has a meaning in an address; '/' stays.
std::string escapePath(std::string_view path);
/// A value of a query.
std::string escapeQuery(std::string_view value);

}  // namespace tunesmith::hub
