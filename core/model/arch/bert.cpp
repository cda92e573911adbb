// BERT (Devlin et al. 2019, arXiv 1810.04805), RoBERTa (Liu et al. 2019, arXiv 1907.11692) and DistilBERT (Sanh et al.
// 2019, arXiv 1910.01108): encoders whose norms stand after the residual. MiniLM and most sentence encoders are BERTs.
#include "core/model/arch/architectures.h"

namespace tunesmith {

namespace {

ModuleNames bertNames() {
    ModuleNames names{};
    names.prefix = "bert.";
    names.embedding = "bert.embeddings.word_embeddings";
    names.positions = "bert.embeddings.position_embeddings";
    names.types = "bert.embeddings.token_type_embeddings";
    names.embeddingNorm = "bert.embeddings.LayerNorm";
    names.layer = "bert.encoder.layer.";
    names.postAttentionNorm = "attention.output.LayerNorm";
    names.postMlpNorm = "output.LayerNorm";
    names.q = "attention.self.query";
    names.k = "attention.self.key";
    names.v = "attention.self.value";
    names.output = "attention.output.dense";
    names.up = "intermediate.dense";
    names.down = "output.dense";
    names.headInner = "bert.pooler.dense";
    names.headOuter = "classifier";
    names.tokenHead = "classifier";
    static const char* const spare[] = {"embeddings.position_ids",
                                        "embeddings.token_type_ids",
                                        "pooler.dense.",
                                        "cls.predictions.",
                                        "cls.seq_relationship.",
                                        "qa_outputs.",
                                        "classifier.",
                                        nullptr};
    names.spare = spare;
    return names;
}

ModuleNames robertaNames() {
    ModuleNames names = bertNames();
    names.prefix = "roberta.";
    names.embedding = "roberta.embeddings.word_embeddings";
    names.positions = "roberta.embeddings.position_embeddings";
    names.types = "roberta.embeddings.token_type_embeddings";
    names.embeddingNorm = "roberta.embeddings.LayerNorm";
    names.layer = "roberta.encoder.layer.";
    names.headInner = "classifier.dense";
    names.headOuter = "classifier.out_proj";
    static const char* const spare[] = {"embeddings.position_ids",
                                        "embeddings.token_type_ids",
                                        "pooler.dense.",
                                        "lm_head.",
                                        "qa_outputs.",
                                        "classifier.",
                                        nullptr};
    names.spare = spare;
    return names;
}

ModuleNames distilNames() {
    ModuleNames names{};
    names.prefix = "distilbert.";
    names.embedding = "distilbert.embeddings.word_embeddings";
    names.positions = "distilbert.embeddings.position_embeddings";
    names.embeddingNorm = "distilbert.embeddings.LayerNorm";
    names.layer = "distilbert.transformer.layer.";
    names.postAttentionNorm = "sa_layer_norm";
    names.postMlpNorm = "output_layer_norm";
    names.q = "attention.q_lin";
    names.k = "attention.k_lin";
    names.v = "attention.v_lin";
    names.output = "attention.out_lin";
    names.up = "ffn.lin1";
    names.down = "ffn.lin2";
    names.headInner = "pre_classifier";
    names.headOuter = "classifier";
    names.tokenHead = "classifier";
    static const char* const spare[] = {"embeddings.position_ids",
                                        "vocab_transform.",
                                        "vocab_layer_norm.",
                                        "vocab_projector.",
                                        "qa_outputs.",
                                        "pre_classifier.",
                                        "classifier.",
                                        nullptr};
    names.spare = spare;
    return names;
}

void encoderShape(ModelConfig& c) {
    c.kind = ModelKind::Encoder;
    c.norm = NormKind::Layer;
    c.normBefore = false;
    c.normAfter = c.sumNorm = c.embeddingNorm = true;
    c.finalNorm = c.head = c.tied = false;
    c.gated = false;
    c.qkvBias = c.outputBias = c.mlpBias = true;
    setLayers(c, {0, -1});
}

// What the class in "architectures" puts on the encoder; the names of its labels from id2label, or by number.
ClassifierConfig readClassifier(const ConfigReader& in) {
    ClassifierConfig head;
    const std::vector<std::string> classes = in.texts("architectures");
    if (classes.empty()) return head;
    if (classes.front().ends_with("ForSequenceClassification")) head.task = HeadTask::Sequence;
    if (classes.front().ends_with("ForTokenClassification")) head.task = HeadTask::Token;
    if (head.task == HeadTask::None) return head;
    const Json names = in.has("id2label") ? in.json()["id2label"] : Json::object();
    if (!names.is_object()) in.refuse("\"id2label\" in the model's configuration has a wrong type.");
    const std::int64_t count = names.empty() ? in.integer("num_labels", 2) : std::int64_t(names.size());
    if (count < 1 || count > 1 << 20) in.refuse("The number of labels is out of range.");
    for (std::int64_t i = 0; i < count; ++i) {
        const auto found = names.find(std::to_string(i));
        if (!names.empty() && (found == names.end() || !found->is_string()))
            in.refuse("\"id2label\" in the model's configuration names no label " + std::to_string(i) + ".");
        head.labels.push_back(names.empty() ? "LABEL_" + std::to_string(i) : found->get<std::string>());
    }
    const std::string problem = in.text(
        "problem_type", count == 1 && head.task == HeadTask::Sequence ? "regression" : "single_label_classification");
    if (problem == "regression")
        head.problem = Problem::Regression;
    else if (problem == "multi_label_classification")
        head.problem = Problem::MultiLabel;
    else if (problem != "single_label_classification")
        in.refuse("Problems of the type \"" + problem + "\" are not supported.");
    if (head.task == HeadTask::Token && head.problem != Problem::SingleLabel)
        in.refuse("Tokens can be given one label each; \"" + problem + "\" is not supported for them.");
    return head;
}

void refuseUnlike(const ConfigReader& in) {
    if (in.boolean("is_decoder", false) || in.boolean("add_cross_attention", false))
        in.refuse("This variant is a decoder with the parts of an encoder; that is not supported.");
    if (in.text("position_embedding_type", "absolute") != "absolute")
        in.refuse("Positions other than absolute ones are not supported for this family.");
}

void readBert(const ConfigReader& in, ModelConfig& c) {
    refuseUnlike(in);
    c.contextLength = 512;
    readSizes(in, c);
    c.kvHeads = c.heads;
    c.normEpsilon = in.number("layer_norm_eps", 1e-12);
    c.activation = readActivation(in, "hidden_act", "gelu");
    c.learnedPositions = c.contextLength;
    c.tokenTypes = in.integer("type_vocab_size", 2);
    encoderShape(c);
    c.classifier = readClassifier(in);
}

void writeBert(const ModelConfig& c, Json& json) {
    json.update({{"hidden_size", c.width},
                 {"num_hidden_layers", c.layers},
                 {"num_attention_heads", c.heads},
                 {"intermediate_size", c.feedForward},
                 {"max_position_embeddings", c.learnedPositions},
                 {"type_vocab_size", c.tokenTypes},
                 {"layer_norm_eps", c.normEpsilon},
                 {"hidden_act", activationName(c.activation)},
                 {"position_embedding_type", "absolute"}});
}

void readRoberta(const ConfigReader& in, ModelConfig& c) {
    readBert(in, c);
    // The table's first rows belong to padding.
    c.positionOffset = in.integer("pad_token_id", 1) + 1;
    c.contextLength -= c.positionOffset;
}

void writeRoberta(const ModelConfig& c, Json& json) {
    writeBert(c, json);
    json["pad_token_id"] = c.positionOffset - 1;
}

void readDistilBert(const ConfigReader& in, ModelConfig& c) {
    c.width = in.integer("dim");
    c.layers = in.integer("n_layers");
    c.heads = c.kvHeads = in.integer("n_heads");
    if (c.heads > 0 && c.width % c.heads != 0)
        in.refuse("The width " + std::to_string(c.width) + " does not divide into " + std::to_string(c.heads) +
                  " heads.");
    c.headWidth = c.heads > 0 ? c.width / c.heads : 0;
    c.feedForward = in.integer("hidden_dim");
    c.vocabulary = in.integer("vocab_size");
    c.contextLength = c.learnedPositions = in.integer("max_position_embeddings", 512);
    c.normEpsilon = 1e-12;
    c.activation = readActivation(in, "activation", "gelu");
    c.poolActivation = PoolActivation::Relu;
    encoderShape(c);
    c.classifier = readClassifier(in);
}

void writeDistilBert(const ModelConfig& c, Json& json) {
    json.update({{"dim", c.width},
                 {"n_layers", c.layers},
                 {"n_heads", c.heads},
                 {"hidden_dim", c.feedForward},
                 {"max_position_embeddings", c.learnedPositions},
                 {"sinusoidal_pos_embds", false},
                 {"activation", activationName(c.activation)}});
}

}  // namespace

void writeClassifier(const ModelConfig& c, Json& json) {
    if (c.kind != ModelKind::Encoder) return;
    const std::string name = architectureOf(c.family).className;
    const ClassifierConfig& head = c.classifier;
    json.erase("use_cache");
    json["architectures"] = Json::array({name + (head.task == HeadTask::None       ? "Model"
                                                 : head.task == HeadTask::Sequence ? "ForSequenceClassification"
                                                                                   : "ForTokenClassification")});
    for (const char* key : {"id2label", "label2id", "problem_type", "num_labels"}) json.erase(key);
    if (head.task == HeadTask::None) return;
    Json& byNumber = json["id2label"] = Json::object();
    Json& byName = json["label2id"] = Json::object();
    for (std::size_t i = 0; i < head.labels.size(); ++i) {
        byNumber[std::to_string(i)] = head.labels[i];
        byName[head.labels[i]] = i;
    }
    if (head.task == HeadTask::Sequence)
        json["problem_type"] = head.problem == Problem::SingleLabel  ? "single_label_classification"
                               : head.problem == Problem::MultiLabel ? "multi_label_classification"
                                                                     : "regression";
}

extern const Architecture kBert, kRoberta, kXlmRoberta, kCamembert, kDistilBert;
const Architecture kBert = {"bert", "Bert", nullptr, false, bertNames(), readBert, writeBert, nullptr};
const Architecture kRoberta = {"roberta",      "Roberta",   nullptr,      false,
                               robertaNames(), readRoberta, writeRoberta, nullptr};
// Its multilingual sibling and the French one are the same model with other vocabularies (Conneau et al. 2020, arXiv
// 1911.02116; Martin et al. 2020, arXiv 1911.03894).
const Architecture kXlmRoberta = {"xlm-roberta",  "XLMRoberta", nullptr,      false,
                                  robertaNames(), readRoberta,  writeRoberta, nullptr};
const Architecture kCamembert = {"camembert",    "Camembert", nullptr,      false,
                                 robertaNames(), readRoberta, writeRoberta, nullptr};
const Architecture kDistilBert = {"distilbert",  "DistilBert",   nullptr,         false,
                                  distilNames(), readDistilBert, writeDistilBert, nullptr};

}  // namespace tunesmith
