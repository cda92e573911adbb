// Llama 1 to 3.3, SmolLM 1 and 2, TinyLlama, and Mistral, which adds a sliding window.
#include <cmath>

#include "core/model/arch/architectures.h"

namespace tunesmith {

namespace {

void read(const ConfigReader& in, ModelConfig& c) {
    readSizes(in, c);
    c.qkvBias = c.outputBias = in.boolean("attention_bias", false);
    c.mlpBias = in.boolean("mlp_bias", false);
    c.activation = readActivation(in, "hidden_act", "silu");
    c.ropes = {readRope(in, c, 10000)};
}

void write(const ModelConfig& c, Json& json) {
    writeSizes(c, json);
    json.update({{"attention_bias", c.qkvBias}, {"mlp_bias", c.mlpBias}, {"hidden_act", activationName(c.activation)}});
    writeRope(c.ropes.front(), json);
}

// Llama 3.1 and later store what each frequency is divided by, not the rule's numbers: the rule that gives them is
// found again, so that an exported configuration states it.
void findLlama3Rule(const GgufConfig& in, const std::vector<float>& factors, Rope& rope) {
    if (std::int64_t(factors.size()) != rope.width / 2) in.refuse("The tensor rope_freqs.weight has the wrong size.");
    const std::vector<float> plain = rope.inverseFrequencies(1);
    rope.type = "llama3";
    rope.factor = factors.back();  // the slowest wave is divided by the whole factor
    std::vector<std::int64_t> contexts{in.integer("rope.scaling.original_context_length", 8192)};
    for (std::int64_t n = 16; n <= (std::int64_t(1) << 20); n *= 2) contexts.push_back(n);
    for (const std::int64_t context : contexts) {
        rope.originalContext = context;
        const std::vector<float> scaled = rope.inverseFrequencies(1);
        bool equal = true;
        for (std::size_t i = 0; i < factors.size(); ++i)
            equal = equal && std::fabs(plain[i] / scaled[i] - factors[i]) <= 1e-4f * std::fabs(factors[i]);
        if (equal) return;
    }
    in.refuse("The frequency factors in rope_freqs.weight follow no rule that is known here.");
}

void readGguf(const GgufConfig& in, ModelConfig& c) {
    Rope rope = in.rope(c, c.headWidth);
    if (rope.width != c.headWidth) in.refuse("Partly rotated heads are not supported in models of this family.");
    if (c.qkvBias && !c.outputBias)
        in.refuse(
            "The attention has biases on queries, keys and values alone; that variant is not supported in this "
            "family.");
    if (const std::vector<float> factors = in.values("rope_freqs.weight"); !factors.empty())
        findLlama3Rule(in, factors, rope);
    c.ropes = {rope};
}

bool everywhere(std::int64_t) {
    return true;
}

void readMistral(const ConfigReader& in, ModelConfig& c) {
    c.contextLength = 131072;
    readSizes(in, c);
    c.activation = readActivation(in, "hidden_act", "silu");
    c.ropes = {readRope(in, c, 10000)};
    readWindows(in, c, in.integer("sliding_window", 0), everywhere);
}

void writeMistral(const ModelConfig& c, Json& json) {
    writeSizes(c, json);
    json["hidden_act"] = activationName(c.activation);
    json["sliding_window"] = c.perLayer.front().window > 0 ? Json(c.perLayer.front().window) : Json();
    writeRope(c.ropes.front(), json);
}

}  // namespace

extern const Architecture kLlama, kMistral;
const Architecture kLlama = {"llama", "LlamaForCausalLM", "llama", true, llamaNames(), read, write, readGguf};
// In GGUF files Mistral is a llama.
const Architecture kMistral = {"mistral",    "MistralForCausalLM", nullptr,      true,
                               llamaNames(), readMistral,          writeMistral, nullptr};

}  // namespace tunesmith
