#include "core/data/pii/pattern.h"

#include "core/base/error.h"
#include "core/data/pii/checksums.h"

namespace tunesmith::pii {

namespace {

constexpr std::size_t kMostElements = 63;

[[noreturn]] void fault(std::string_view source, std::size_t at, const std::string& what) {
    throw Error(Code::BadInput, "The pattern \"" + std::string(source) + "\" cannot be read at character " +
                                    std::to_string(at + 1) + ": " + what +
                                    " Use # for a digit, @ for a letter, * for either, ? and {n,m} for how often.");
}

/// Reads {n} or {n,m} at `at`, which it moves behind it.
void readRepeat(std::string_view source, std::size_t& at, std::size_t& least, std::size_t& most) {
    const std::size_t start = at++;
    const auto number = [&] {
        std::size_t value = 0;
        if (at >= source.size() || !isDigit(source[at])) fault(source, start, "after { there has to be a number.");
        for (; at < source.size() && isDigit(source[at]); ++at) {
            value = value * 10 + std::size_t(digitOf(source[at]));
            if (value > kMostElements) fault(source, start, "63 is the highest number of repeats.");
        }
        return value;
    };
    least = most = number();
    if (at < source.size() && source[at] == ',') {
        ++at;
        most = number();
    }
    if (at >= source.size() || source[at] != '}') fault(source, start, "the } is missing.");
    if (most < least || most == 0) fault(source, start, "the second number has to be at least the first, and above 0.");
    ++at;
}

}  // namespace

Pattern::Pattern(std::string_view source) {
    for (std::size_t i = 0; i < source.size();) {
        const std::size_t at = i;
        char c = source[i++];
        if (std::string_view(" -./:_").find(c) != std::string_view::npos) continue;
        if (c >= 'a' && c <= 'z') c = char(c - 32);
        if (!isDigit(c) && !isUpper(c) && c != '#' && c != '@' && c != '*')
            fault(source, at, "this character means nothing here.");
        std::size_t least = 1, most = 1;
        if (i < source.size() && source[i] == '{') readRepeat(source, i, least, most);
        if (i < source.size() && source[i] == '?') {
            least = 0;
            ++i;
        }
        if (longest_ + most > kMostElements) fault(source, at, "it stands for more than 63 characters.");
        add(c, least, most);
    }
    if (shortest_ == 0) fault(source, source.size(), "it would match nothing at all.");
}

void Pattern::add(char symbol, std::size_t least, std::size_t most) {
    for (std::size_t k = 0; k < most; ++k) {
        const std::uint64_t bit = std::uint64_t(1) << (longest_ + k);
        for (std::size_t c = 0; c < accepts_.size(); ++c) {
            const bool digit = c < 10;
            const bool takes = symbol == '*' || (symbol == '#' && digit) || (symbol == '@' && !digit) ||
                               ((isDigit(symbol) || isUpper(symbol)) && std::size_t(base36Of(symbol)) == c);
            if (takes) accepts_[c] |= bit;
        }
        if (k >= least) optional_ |= bit;
    }
    longest_ += most;
    shortest_ += least;
    if (symbol != '#' && !isDigit(symbol)) onlyDigits_ = false;
}

bool Pattern::matches(std::string_view text) const {
    if (text.size() < shortest_ || text.size() > longest_) return false;
    // Bit i of `states`: the elements before i are done. A carry runs from each state through the optional elements
    // after it.
    const auto skip = [this](std::uint64_t states) {
        for (std::uint64_t more = states; more != 0; states |= more) more = (more & optional_) << 1 & ~states;
        return states;
    };
    std::uint64_t states = skip(1);
    for (const char c : text) {
        if (!isDigit(c) && !isUpper(c)) return false;
        states = skip((states & accepts_[std::size_t(base36Of(c))]) << 1);
        if (states == 0) return false;
    }
    return states >> longest_ & 1;
}

}  // namespace tunesmith::pii
