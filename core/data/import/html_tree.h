// HtmlTree: a parsed HTML page with bounds on its depth and memory; the only place that calls gumbo.
#pragma once

#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tunesmith {

/// The nodes live as long as the tree.
class HtmlTree {
public:
    /// Throws Error(BadInput) naming `where` for a page that is nested beyond reason or needs too much memory.
    HtmlTree(std::string_view html, const std::string& where);
    ~HtmlTree();
    HtmlTree(const HtmlTree&) = delete;
    HtmlTree& operator=(const HtmlTree&) = delete;

    const GumboNode& root() const { return *root_; }

private:
    struct Arena;
    std::unique_ptr<Arena> arena_;
    const GumboNode* root_ = nullptr;
};

}  // namespace tunesmith
