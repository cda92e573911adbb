// Secret: a token. It is printed by nothing by accident: who needs the text asks for it by name.
#pragma once

#include <string>
#include <utility>

namespace tunesmith::hub {

class Secret {
public:
    Secret() = default;
    explicit Secret(std::string text) : text_(std::move(text)) {}
    bool empty() const { return text_.empty(); }
    const std::string& reveal() const { return text_; }
    /// `text` with the secret, wherever it stands in it, replaced.
    std::string hiddenIn(std::string text) const {
        if (text_.empty()) return text;
        for (std::size_t at; (at = text.find(text_)) != std::string::npos;) text.replace(at, text_.size(), "[token]");
        return text;
    }

private:
    std::string text_;
};

}  // namespace tunesmith::hub
