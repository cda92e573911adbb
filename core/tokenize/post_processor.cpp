#include "core/tokenize/post_processor.h"

#include <algorithm>

#include "core/tokenize/json_parts.h"

namespace tunesmith {
namespace {

class Builder {
public:
    Builder(const std::string& where, PostProcessor& out) : where_(where), out_(out) {}

    void add(const Json& part) {
        if (!part.is_object()) return;
        const std::string type = partType(part, "post-processor", where_);
        if (type == "Sequence") {
            for (const Json& child : field<Json>(part, "processors", where_))
                if (partType(child, "post-processor", where_) != "Sequence") add(child);
        } else if (type == "TemplateProcessing") {
            framed([&] { fromTemplate(part); });
        } else if (type == "BertProcessing" || type == "RobertaProcessing") {
            framed([&] { fromEnds(part, type == "RobertaProcessing"); });
        } else if (type != "ByteLevel") {
            out_.problem = "The tokenizer's post-processor '" + type + "' is not supported";
        }
        if ((type == "ByteLevel" || type == "RobertaProcessing") && field<bool>(part, "trim_offsets", true, where_))
            out_.trims.push_back(field<bool>(part, "add_prefix_space", true, where_));
    }

private:
    /// What frames inputs may be broken without harm to whoever frames none.
    template <typename Read>
    void framed(Read&& read) {
        if (frames_) out_.problem = "The tokenizer frames its inputs twice";
        frames_ = true;
        try {
            read();
        } catch (const Error& error) {
            out_.problem = error.what();
        } catch (const Json::exception&) {
            out_.problem = "The tokenizer's post-processor is broken";
        }
    }

    void fromEnds(const Json& part, bool roberta) {
        const auto idOf = [&](const char* name) { return part.at(name).at(1).get<TokenId>(); };
        const TokenId cls = idOf("cls"), sep = idOf("sep");
        out_.single = {{-1, cls, 0}, {0, 0, 0}, {-1, sep, 0}};
        out_.pair = out_.single;
        if (roberta) out_.pair.push_back({-1, sep, 0});
        const std::uint8_t second = roberta ? 0 : 1;
        out_.pair.push_back({1, 0, second});
        out_.pair.push_back({-1, sep, second});
    }

    void fromTemplate(const Json& part) {
        out_.single = fromPieces(part.at("single"), part.at("special_tokens"));
        out_.pair = fromPieces(part.at("pair"), part.at("special_tokens"));
    }

    std::vector<FramePart> fromPieces(const Json& pieces, const Json& specials) {
        std::vector<FramePart> parts;
        for (const Json& piece : pieces) {
            const bool isText = piece.contains("Sequence");
            const Json& body = piece.at(isText ? "Sequence" : "SpecialToken");
            const auto type = body.at("type_id").get<std::int64_t>();
            if (type < 0 || type > 255)
                throw Error(Code::BadFile, "The tokenizer's template has an odd type id", where_);
            const std::string id = body.at("id").get<std::string>();
            if (isText) {
                parts.push_back({id == "B" ? 1 : 0, 0, std::uint8_t(type)});
                continue;
            }
            const auto found = specials.find(id);
            if (found == specials.end())
                throw Error(Code::BadFile, "The tokenizer's template names the token '" + id + "' without its id",
                            where_);
            for (const Json& token : found->at("ids")) parts.push_back({-1, token.get<TokenId>(), std::uint8_t(type)});
        }
        return parts;
    }

    const std::string& where_;
    PostProcessor& out_;
    bool frames_ = false;
};

}  // namespace

PostProcessor makePostProcessor(const Json& value, const std::string& where) {
    PostProcessor result;
    Builder(where, result).add(value);
    return result;
}

void cutLongest(std::size_t most, std::size_t& first, std::size_t& second) {
    if (first + second <= most) return;
    const bool swapped = first > second;
    std::size_t shorter = std::min(first, second);
    std::size_t longer = shorter > most ? shorter : std::max(shorter, most - shorter);
    if (shorter + longer > most) {
        shorter = most / 2;
        longer = shorter + most % 2;
    }
    first = swapped ? longer : shorter;
    second = swapped ? shorter : longer;
}

}  // namespace tunesmith
