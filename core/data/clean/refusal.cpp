#include "core/data/clean/refusal.h"

#include "core/data/clean/phrases.h"
#include "core/data/clean/step_kinds.h"

namespace tunesmith {

namespace {

/// A model that speaks of itself.
const Phrases& aboutItself() {
    static const Phrases phrases({"as an ai language model",
                                  "as a large language model",
                                  "as an ai model",
                                  "as an ai assistant",
                                  "i'm just an ai",
                                  "i am just an ai",
                                  "i'm an ai language model",
                                  "i am an ai language model",
                                  "my knowledge cutoff",
                                  "my training data only goes",
                                  "trained by openai",
                                  "developed by openai",
                                  "created by openai",
                                  "created by anthropic",
                                  "trained by google",
                                  "als ki-sprachmodell",
                                  "als ki-modell",
                                  "als künstliche intelligenz",
                                  "als sprachmodell",
                                  "en tant que modèle de langage",
                                  "en tant qu'ia",
                                  "en tant qu'intelligence artificielle",
                                  "en tant qu'assistant ia",
                                  "como modelo de lenguaje",
                                  "como inteligencia artificial",
                                  "como una ia",
                                  "in quanto modello linguistico",
                                  "in qualità di modello linguistico",
                                  "come intelligenza artificiale",
                                  "como um modelo de linguagem",
                                  "como uma ia",
                                  "como inteligência artificial",
                                  "als ai-taalmodel",
                                  "als taalmodel"});
    return phrases;
}

/// How a refusal begins.
const Phrases& refusing() {
    static const Phrases phrases({"i'm sorry but i can't",
                                  "i'm sorry but i cannot",
                                  "i am sorry but i cannot",
                                  "i am sorry but i can't",
                                  "i'm sorry i can't",
                                  "i'm sorry i cannot",
                                  "i'm sorry but i'm not able",
                                  "i'm sorry but i am unable",
                                  "i apologize but i cannot",
                                  "i apologize but i can't",
                                  "sorry but i can't",
                                  "sorry i can't",
                                  "i cannot assist with",
                                  "i can't assist with",
                                  "i cannot help with that",
                                  "i can't help with that",
                                  "i cannot provide",
                                  "i can't provide",
                                  "i cannot fulfill",
                                  "i can't fulfill",
                                  "i cannot comply",
                                  "i'm unable to assist",
                                  "i am unable to assist",
                                  "i'm unable to help",
                                  "i'm unable to provide",
                                  "i am not able to provide",
                                  "i'm not able to help",
                                  "i must decline",
                                  "i won't be able to help",
                                  "i don't feel comfortable",
                                  "it is not appropriate for me to",
                                  "it would be inappropriate for me",
                                  "es tut mir leid aber ich kann",
                                  "tut mir leid aber ich kann",
                                  "ich kann ihnen dabei nicht helfen",
                                  "ich kann dir dabei nicht helfen",
                                  "ich kann diese anfrage nicht",
                                  "je suis désolé mais je ne peux pas",
                                  "désolé mais je ne peux pas",
                                  "je ne peux pas vous aider",
                                  "je ne peux pas répondre à cette",
                                  "lo siento pero no puedo",
                                  "lo siento no puedo",
                                  "no puedo ayudarte con",
                                  "no puedo ayudarle con",
                                  "mi dispiace ma non posso",
                                  "mi dispiace non posso",
                                  "non posso aiutarti con",
                                  "desculpe mas não posso",
                                  "sinto muito mas não posso",
                                  "não posso ajudar com",
                                  "het spijt me maar ik kan"});
    return phrases;
}

class Refusal : public TextFilter {
public:
    explicit Refusal(const Json& settings)
        : TextFilter(Scope::Answer, actionIn(settings)), words_(settings.at("words").get<std::size_t>()) {}

protected:
    std::string fault(std::string_view text) const override {
        std::string_view found = refusing().find(text, words_);
        if (!found.empty()) return "refuses: \"" + std::string(found) + "\"";
        found = aboutItself().find(text);
        return found.empty() ? "" : "a model about itself: \"" + std::string(found) + "\"";
    }

private:
    std::size_t words_;
};

}  // namespace

CleanerKind refusalCleaner() {
    return {"refusal",
            {wholeSetting("words", 1, 100000, 20), actionSetting("flag")},
            [](const Json& settings, const CleanContext&) { return std::make_unique<Refusal>(settings); }};
}

}  // namespace tunesmith
