#include "core/data/import/html_tree.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <csetjmp>
#include <cstdlib>

#include "core/base/error.h"

namespace tunesmith {

namespace {

/// gumbo calls itself as deep as elements are nested when a frameset replaces a page's body. A page for readers has
/// a few dozen levels; what looks like tags inside its scripts counts too.
constexpr std::size_t kMaxDepth = 20000;
/// It looks through all open elements at each tag, so that depth costs time as well.
constexpr auto kMostTime = std::chrono::seconds(20);
constexpr std::size_t kChunk = std::size_t(1) << 20;

/// Elements whose end may be left out, or that have none: they nest no deeper than the others let them.
constexpr std::array<std::string_view, 34> kOpenEnded = {
    "area",  "base", "body",   "br",    "col",  "colgroup", "dd",       "dt",     "embed", "head",  "hr", "html",
    "image", "img",  "input",  "li",    "link", "meta",     "optgroup", "option", "p",     "param", "rb", "rp",
    "rt",    "rtc",  "source", "tbody", "td",   "tfoot",    "th",       "thead",  "tr",    "track"};

std::string lowerName(std::string_view html, std::size_t from) {
    std::string name;
    while (from < html.size() && name.size() < 16 && std::isalnum(static_cast<unsigned char>(html[from])))
        name += char(std::tolower(static_cast<unsigned char>(html[from++])));
    return name;
}

/// How deep elements may be nested, counted from the tags alone.
std::size_t deepest(std::string_view html) {
    std::size_t depth = 0, most = 0;
    for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
        const bool ends = at + 1 < html.size() && html[at + 1] == '/';
        const std::string name = lowerName(html, at + (ends ? 2 : 1));
        if (name.empty() || std::binary_search(kOpenEnded.begin(), kOpenEnded.end(), name)) continue;
        if (!ends)
            most = std::max(most, ++depth);
        else if (depth > 0)
            --depth;
    }
    return most;
}

}  // namespace

/// gumbo's memory. It is given back at once with the tree, which spares gumbo its recursion over the nodes; where it is
/// used up, the parser is left by a jump: gumbo has no way to be told, and is C all through.
struct HtmlTree::Arena {
    std::vector<std::unique_ptr<char[]>> chunks;
    std::size_t room = 0, taken = 0, most = 0, calls = 0;
    std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
    char* next = nullptr;
    std::jmp_buf usedUp;

    static void* take(void* self, std::size_t bytes) {
        Arena& arena = *static_cast<Arena*>(self);
        bytes = (bytes + 15) & ~std::size_t(15);
        const bool late = (++arena.calls & 1023) == 0 && std::chrono::steady_clock::now() - arena.begun > kMostTime;
        if (late || (bytes > arena.room && !arena.grow(bytes))) std::longjmp(arena.usedUp, 1);
        char* given = arena.next;
        arena.next += bytes;
        arena.room -= bytes;
        return given;
    }
    static void giveBack(void*, void*) {}

    bool grow(std::size_t bytes) {
        const std::size_t size = std::max(bytes, kChunk);
        if (taken + size > most) return false;
        chunks.emplace_back(new char[size]);
        taken += size;
        next = chunks.back().get();
        room = size;
        return true;
    }
};

HtmlTree::HtmlTree(std::string_view html, const std::string& where) : arena_(std::make_unique<Arena>()) {
    if (deepest(html) > kMaxDepth)
        throw Error(Code::BadInput,
                    "The page nests its elements deeper than " + std::to_string(kMaxDepth) +
                        " levels; that is no text for readers.",
                    where);
    arena_->most = 64 * html.size() + 16 * kChunk;
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = Arena::take;
    options.deallocator = Arena::giveBack;
    options.userdata = arena_.get();
    options.max_errors = 0;
    if (setjmp(arena_->usedUp) != 0)
        throw Error(Code::BadInput,
                    "The page needs more time or memory to be read than its size accounts for; its elements are nested "
                    "or left open beyond reason.",
                    where);
    root_ = gumbo_parse_with_options(&options, html.data(), html.size())->root;
}

HtmlTree::~HtmlTree() = default;

}  // namespace tunesmith
