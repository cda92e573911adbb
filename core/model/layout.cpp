#include "core/model/layout.h"

#include "core/model/arch/architectures.h"

namespace tunesmith {

std::int64_t TensorLayout::count() const {
    std::int64_t n = 1;
    for (const std::int64_t size : shape) n *= size;
    return n;
}

ModelLayout layoutOf(const ModelConfig& c) {
    const ModuleNames& names = namesOf(c);
    ModelLayout layout;
    // An encoder without a head, and without a decoder, is saved without the prefix.
    const bool bare = c.kind == ModelKind::Encoder && c.classifier.task == HeadTask::None && !architectureOf(c.family).encoder;
    const std::size_t cut = bare ? std::string(names.prefix).size() : 0;
    const auto named = [cut](const char* name) { return std::string(name).substr(cut); };
    layout.embedding = named(names.embedding);
    if (c.learnedPositions > 0) layout.positions = named(names.positions);
    if (c.tokenTypes > 0) layout.types = named(names.types);
    if (c.head) layout.head = c.tied ? names.embedding : names.head;
    if (c.distanceBuckets > 0) layout.distances = names.distances;
    if (c.encoder) layout.encoder = std::make_shared<const ModelLayout>(layoutOf(*c.encoder));
    layout.distanceBuckets = c.distanceBuckets;
    layout.heads = c.heads;
    layout.tokenTypes = c.tokenTypes;
    layout.transposed = c.transposed;
    layout.tied = c.tied;
    layout.vocabulary = c.vocabulary;
    layout.width = c.width;
    layout.learnedPositions = c.learnedPositions;
    const bool normBias = c.norm == NormKind::Layer;
    if (c.embeddingNorm) layout.embeddingNorm = NormLayout{named(names.embeddingNorm), c.width, normBias};
    if (c.finalNorm) layout.finalNorm = NormLayout{names.finalNorm, c.width, normBias};
    const auto labels = std::int64_t(c.classifier.labels.size());
    if (c.classifier.task == HeadTask::Sequence)
        layout.classifier = {{names.headInner, c.width, c.width, true}, {names.headOuter, labels, c.width, true}};
    if (c.classifier.task == HeadTask::Token) layout.classifier = {{names.tokenHead, labels, c.width, true}};
    const std::int64_t q = c.heads * c.headWidth, kv = c.kvHeads * c.headWidth;
    for (std::int64_t l = 0; l < c.layers; ++l) {
        const std::string prefix = named(names.layer) + std::to_string(l) + ".";
        const auto linear = [&](const char* name, std::int64_t out, std::int64_t in, bool bias) {
            return LinearLayout{prefix + name, out, in, bias};
        };
        const auto norm = [&](const char* name, std::int64_t width) {
            return NormLayout{prefix + name, width, normBias};
        };
        BlockLayout block;
        if (c.normBefore) {
            block.attentionNorm = norm(names.attentionNorm, c.width);
            block.mlpNorm = norm(names.mlpNorm, c.width);
        }
        if (c.normAfter) {
            block.postAttentionNorm = norm(names.postAttentionNorm, c.width);
            block.postMlpNorm = norm(names.postMlpNorm, c.width);
        }
        if (c.headNorm != HeadNorm::None) {
            const bool all = c.headNorm == HeadNorm::AllHeads;
            block.queryNorm = norm(names.queryNorm, all ? q : c.headWidth);
            block.keyNorm = norm(names.keyNorm, all ? kv : c.headWidth);
        }
        if (c.fusedQkv)
            block.qkv = {linear(names.qkv, c.qkvWidth(), c.width, c.qkvBias)};
        else
            block.qkv = {linear(names.q, q, c.width, c.qkvBias), linear(names.k, kv, c.width, c.qkvBias),
                         linear(names.v, kv, c.width, c.qkvBias)};
        block.output = linear(names.output, c.width, q, c.outputBias);
        if (c.encoder) {
            if (c.normBefore) block.crossNorm = norm(names.crossNorm, c.width);
            if (c.normAfter) block.postCrossNorm = norm(names.postCrossNorm, c.width);
            block.crossQuery = {linear(names.crossQ, q, c.width, c.qkvBias)};
            block.crossKeyValue = {linear(names.crossK, kv, c.width, c.qkvBias), linear(names.crossV, kv, c.width, c.qkvBias)};
            block.crossOutput = {linear(names.crossOutput, c.width, q, c.outputBias)};
        }
        if (!c.gated)
            block.gateUp = {linear(names.plainUp ? names.plainUp : names.up, c.feedForward, c.width, c.mlpBias)};
        else if (c.fusedGateUp)
            block.gateUp = {linear(names.gateUp, 2 * c.feedForward, c.width, c.mlpBias)};
        else
            block.gateUp = {linear(names.gate, c.feedForward, c.width, c.mlpBias),
                            linear(names.up, c.feedForward, c.width, c.mlpBias)};
        block.down = linear(names.down, c.width, c.feedForward, c.mlpBias);
        layout.blocks.push_back(std::move(block));
    }
    return layout;
}

std::vector<TensorLayout> ModelLayout::tensors() const {
    std::vector<TensorLayout> all{{embedding + ".weight", {vocabulary, width}}};
    if (!positions.empty()) all.push_back({positions + ".weight", {learnedPositions, width}});
    if (!types.empty()) all.push_back({types + ".weight", {tokenTypes, width}});
    const auto norm = [&](const std::optional<NormLayout>& n) {
        if (!n) return;
        all.push_back({n->name + ".weight", {n->width}});
        if (n->bias) all.push_back({n->name + ".bias", {n->width}});
    };
    const auto linear = [&](const LinearLayout& l) {
        all.push_back({l.name + ".weight",
                       transposed ? std::vector<std::int64_t>{l.in, l.out} : std::vector<std::int64_t>{l.out, l.in}});
        if (l.bias) all.push_back({l.name + ".bias", {l.out}});
    };
    if (encoder)
        for (const TensorLayout& tensor : encoder->tensors())
            if (tensor.name != embedding + ".weight") all.push_back(tensor);
    if (!distances.empty()) all.push_back({distances + ".weight", {distanceBuckets, heads}});
    norm(embeddingNorm);
    for (const BlockLayout& block : blocks) {
        for (const auto* n : {&block.attentionNorm, &block.queryNorm, &block.keyNorm}) norm(*n);
        for (const LinearLayout& l : block.qkv) linear(l);
        linear(block.output);
        for (const auto* n : {&block.postAttentionNorm, &block.crossNorm}) norm(*n);
        for (const auto* group : {&block.crossQuery, &block.crossKeyValue, &block.crossOutput})
            for (const LinearLayout& l : *group) linear(l);
        for (const auto* n : {&block.postCrossNorm, &block.mlpNorm}) norm(*n);
        for (const LinearLayout& l : block.gateUp) linear(l);
        linear(block.down);
        norm(block.postMlpNorm);
    }
    norm(finalNorm);
    if (!head.empty() && !tied) all.push_back({head + ".weight", {vocabulary, width}});
    for (const LinearLayout& l : classifier) linear(l);
    return all;
}

std::set<std::string> ModelLayout::linearWeights() const {
    std::set<std::string> names = encoder ? encoder->linearWeights() : std::set<std::string>();
    for (const BlockLayout& block : blocks) {
        for (const auto* group : {&block.qkv, &block.crossQuery, &block.crossKeyValue, &block.crossOutput, &block.gateUp})
            for (const LinearLayout& l : *group) names.insert(l.name + ".weight");
        names.insert({block.output.name + ".weight", block.down.name + ".weight"});
    }
    return names;
}

std::map<std::string, std::string> ModelLayout::ggufNames() const {
    std::map<std::string, std::string> names;
    // Of the stacks of an encoder-decoder: their own beginning, and another name of the attention's output.
    addGgufBlocks(encoder ? "dec." : "", encoder ? "attn_o" : "attn_output", names);
    if (encoder) encoder->addGgufBlocks("enc.", "attn_o", names);
    const auto module = [&](const std::string& gguf, const std::string& here) {
        for (const char* part : {".weight", ".bias"}) names[gguf + part] = here + part;
    };
    module("token_embd", embedding);
    if (!positions.empty()) module("position_embd", positions);
    if (!tied) module("output", head);
    return names;
}

void ModelLayout::addGgufBlocks(const std::string& stack, const std::string& output, std::map<std::string, std::string>& names) const {
    const auto module = [&](const std::string& gguf, const std::string& here) {
        for (const char* part : {".weight", ".bias"}) names[stack + gguf + part] = here + part;
    };
    if (finalNorm) module("output_norm", finalNorm->name);
    if (!distances.empty()) module("blk.0.attn_rel_b", distances);
    for (std::size_t l = 0; l < blocks.size(); ++l) {
        const BlockLayout& block = blocks[l];
        const std::string prefix = "blk." + std::to_string(l) + ".";
        const auto norm = [&](const char* gguf, const std::optional<NormLayout>& n) {
            if (n) module(prefix + gguf, n->name);
        };
        const auto linears = [&](const std::vector<const char*>& gguf, const std::vector<LinearLayout>& parts) {
            for (std::size_t i = 0; i < parts.size(); ++i) module(prefix + gguf[i], parts[i].name);
        };
        norm("attn_norm", block.attentionNorm);
        norm("ffn_norm", block.mlpNorm);
        norm("post_attention_norm", block.postAttentionNorm);
        norm("post_ffw_norm", block.postMlpNorm);
        norm("attn_q_norm", block.queryNorm);
        norm("attn_k_norm", block.keyNorm);
        norm("cross_attn_norm", block.crossNorm);
        if (block.qkv.size() == 1) linears({"attn_qkv"}, block.qkv);
        else linears({"attn_q", "attn_k", "attn_v"}, block.qkv);
        module(prefix + output, block.output.name);
        linears({"cross_attn_q"}, block.crossQuery);
        linears({"cross_attn_k", "cross_attn_v"}, block.crossKeyValue);
        linears({"cross_attn_o"}, block.crossOutput);
        if (block.gateUp.size() == 2) linears({"ffn_gate", "ffn_up"}, block.gateUp);
        else linears({"ffn_up"}, block.gateUp);
        module(prefix + "ffn_down", block.down.name);
    }
}

}  // namespace tunesmith
