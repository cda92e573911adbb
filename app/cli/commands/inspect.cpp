// inspect: what the engine sees. Ids and spans of a row, its loss mask, the loss of each row, logits.
#include "app/cli/commands.h"
#include "app/cli/options.h"
#include "app/cli/text.h"

#include "core/base/json.h"

namespace tunesmith::cli {
namespace {

struct RowOptions {
    std::string data, model;
    std::int64_t row = 0;
    RecipeOptions recipe;
};

RenderedRow render(const Session& session, const RowOptions& options) {
    const auto project = session.open();
    const DatasetInfo dataset = project->dataset(options.data);
    const auto rows = project->rows(dataset.version, options.row, 1);
    if (rows.empty())
        throw Error(Code::NotFound,
                    "There is no row " + std::to_string(options.row) + " in \"" + dataset.name +
                        "\"; it has the rows 0 to " + std::to_string(dataset.rows - 1) + ".",
                    "--row");
    return project->renderRow(rows.front().record, options.model, options.recipe.build());
}

std::string spanText(const RenderedRow& row, const TokenView& token) {
    return row.text.substr(token.begin, token.end - token.begin);
}

OrderedJson tokensView(const RenderedRow& row) {
    OrderedJson tokens = OrderedJson::array(), pieces = OrderedJson::array();
    for (const auto& t : row.tokens)
        tokens.push_back(
            {{"id", t.id}, {"begin", t.begin}, {"end", t.end}, {"trained", t.trained}, {"text", spanText(row, t)}});
    for (const auto& piece : row.pieces)
        pieces.push_back({{"role", piece.role}, {"begin", piece.begin}, {"end", piece.end}});
    return {{"text", row.text},
            {"tokens", tokens},
            {"pieces", pieces},
            {"trained_tokens", row.trainedTokens},
            {"truncated", row.truncated}};
}

std::string visible(const std::string& text) {
    std::string out;
    for (char c : text) out += c == '\n' ? std::string("\\n") : c == '\t' ? std::string("\\t") : std::string(1, c);
    return out;
}

ExitCode runTokens(const Session& session, const RowOptions& options) {
    const RenderedRow row = render(session, options);
    std::vector<std::vector<std::string>> lines;
    for (const auto& t : row.tokens)
        lines.push_back({std::to_string(t.id), std::to_string(t.begin) + "-" + std::to_string(t.end),
                         t.trained ? "yes" : "", visible(spanText(row, t))});
    session.result(tokensView(row), tableText({"Id", "Bytes", "Trained", "Text"}, lines));
    return ExitCode::Done;
}

/// The row as text with what is trained between » and «.
std::string maskText(const RenderedRow& row) {
    std::string text;
    std::uint32_t at = 0;
    bool inside = false;
    for (const auto& t : row.tokens) {
        if (t.begin > at) text += row.text.substr(at, t.begin - at);
        if (t.trained != inside) text += t.trained ? "»" : "«";
        inside = t.trained;
        if (t.end > std::max(at, t.begin))
            text += row.text.substr(std::max(at, t.begin), t.end - std::max(at, t.begin));
        at = std::max(at, t.end);
    }
    return text + (inside ? "«" : "") + "\n";
}

ExitCode runMask(const Session& session, const RowOptions& options) {
    const RenderedRow row = render(session, options);
    OrderedJson ids = OrderedJson::array(), mask = OrderedJson::array();
    for (const auto& t : row.tokens) {
        ids.push_back(t.id);
        mask.push_back(t.trained ? 1 : 0);
    }
    session.result({{"ids", ids}, {"mask", mask}, {"trained_tokens", row.trainedTokens}, {"truncated", row.truncated}},
                   maskText(row) + countText(row.trainedTokens) + " of " + countText(std::int64_t(row.tokens.size())) +
                       " tokens are trained.\n");
    return ExitCode::Done;
}

struct LossOptions {
    std::string data;
    ModelOptions model;
    RecipeOptions recipe;
    std::int64_t maxRows = 0;
};

ExitCode runLoss(const Session& session, const LossOptions& options) {
    const auto project = session.open();
    const ModelRef ref = options.model.resolve(*project);
    const Recipe base = ref.run > 0 ? project->run(ref.run).recipe : Recipe();
    const auto rows = project->inspectLoss(options.data, ref, options.recipe.build(base), options.maxRows);
    OrderedJson list = OrderedJson::array();
    std::vector<std::vector<std::string>> lines;
    double nll = 0;
    std::int64_t trained = 0;
    for (const auto& row : rows) {
        list.push_back(
            {{"row", row.row}, {"tokens", row.tokens}, {"trained_tokens", row.trainedTokens}, {"nll", row.nll}});
        lines.push_back({std::to_string(row.row), countText(row.tokens), countText(row.trainedTokens),
                         numberText(row.nll),
                         row.trainedTokens > 0 ? numberText(row.nll / double(row.trainedTokens)) : "-"});
        nll += row.nll;
        trained += row.trainedTokens;
    }
    const double loss = trained > 0 ? nll / double(trained) : 0;
    session.result({{"rows", list}, {"loss", loss}, {"trained_tokens", trained}},
                   tableText({"Row", "Tokens", "Trained", "NLL", "Per token"}, lines) + "Loss " + numberText(loss) +
                       " over " + countText(trained) + " trained tokens.\n");
    return ExitCode::Done;
}

struct LogitsOptions {
    ModelOptions model;
    std::string idsFile, sourceFile, out;
};

std::vector<std::int32_t> idsIn(const std::string& file) {
    const Json list = readJsonFile(file);
    if (!list.is_array() || list.empty())
        throw Error(Code::BadInput, "The file must hold a JSON list of token ids, such as [1, 338, 2].", file);
    std::vector<std::int32_t> ids;
    for (const auto& id : list) {
        if (!id.is_number_integer() || id.get<std::int64_t>() < 0 || id.get<std::int64_t>() > INT32_MAX)
            throw Error(Code::BadInput, "A token id is a whole number from 0; found " + id.dump() + ".", file);
        ids.push_back(id.get<std::int32_t>());
    }
    return ids;
}

ExitCode runLogits(const Session& session, const LogitsOptions& options) {
    const std::vector<std::int32_t> ids = idsIn(options.idsFile);
    const std::vector<std::int32_t> source = options.sourceFile.empty() ? std::vector<std::int32_t>() : idsIn(options.sourceFile);
    const auto project = session.open();
    project->inspectLogits(options.model.resolve(*project), ids, source, options.out);
    session.result(
        {{"file", options.out}, {"tokens", ids.size()}},
        "Wrote the logits of " + countText(std::int64_t(ids.size())) + " positions to " + options.out + ".\n");
    return ExitCode::Done;
}

struct EmbeddingOptions {
    ModelOptions model;
    std::string textsFile, normalise = "auto";
    EmbeddingRequest request;
};

ExitCode runEmbeddings(const Session& session, EmbeddingOptions options) {
    const Json list = readJsonFile(options.textsFile);
    if (!list.is_array() || list.empty())
        throw Error(Code::BadInput, "The file must hold a JSON list of texts, such as [\"one\", \"two\"].",
                    options.textsFile);
    std::vector<std::string> texts;
    for (const auto& text : list) {
        if (!text.is_string())
            throw Error(Code::BadInput, "Each item of the list is a text; found " + text.dump() + ".",
                        options.textsFile);
        texts.push_back(text.get<std::string>());
    }
    if (options.normalise != "auto") options.request.normalise = options.normalise == "yes";
    const auto project = session.open();
    const EmbeddingResult result = project->embed(options.model.resolve(*project), texts, options.request);
    session.result({{"file", options.request.outFile},
                    {"texts", texts.size()},
                    {"width", result.width},
                    {"tokens", result.tokens}},
                   "Wrote " + countText(std::int64_t(texts.size())) + " vectors of " + countText(result.width) +
                       " numbers to " + options.request.outFile + ".\n");
    return ExitCode::Done;
}

void addRow(CLI::App& inspect, Session& session, const std::string& name, const std::string& help,
            ExitCode (*action)(const Session&, const RowOptions&)) {
    auto* command = inspect.add_subcommand(name, help);
    auto options = std::make_shared<RowOptions>();
    command->add_option("--data", options->data, "The data set")->required()->type_name("NAME");
    command->add_option("--model", options->model, "The model whose tokenizer and template are used")
        ->required()
        ->type_name("NAME");
    command->add_option("--row", options->row, "Which row, counted from 0 (default 0)")
        ->check(CLI::NonNegativeNumber)
        ->type_name("K");
    options->recipe.add(*command);
    session.onRun(*command, [&session, options, action] { return action(session, *options); });
}

void addLoss(CLI::App& inspect, Session& session) {
    auto* command = inspect.add_subcommand("loss", "The summed negative log-likelihood of each row's trained tokens");
    auto options = std::make_shared<LossOptions>();
    command->add_option("--data", options->data, "The data set")->required()->type_name("NAME");
    command->add_option("--max-rows", options->maxRows, "At most so many rows (default: all)")
        ->check(CLI::NonNegativeNumber)
        ->type_name("K");
    options->model.add(*command);
    options->recipe.add(*command);
    session.onRun(*command, [&session, options] { return runLoss(session, *options); });
}

void addLogits(CLI::App& inspect, Session& session) {
    auto* command =
        inspect.add_subcommand("logits", "The logits of every position of a list of token ids, as a safetensors file");
    auto options = std::make_shared<LogitsOptions>();
    command->add_option("--ids", options->idsFile, "A file with a JSON list of token ids")
        ->required()
        ->type_name("FILE");
    command->add_option("--source", options->sourceFile, "Of an encoder-decoder: a file with the ids that are answered");
    command->add_option("--out", options->out, "The file to write")->required()->type_name("FILE");
    options->model.add(*command);
    session.onRun(*command, [&session, options] { return runLogits(session, *options); });
}

void addEmbeddings(CLI::App& inspect, Session& session) {
    auto* command =
        inspect.add_subcommand("embeddings", "One vector of each text of a list, by an encoder, as a safetensors file");
    auto options = std::make_shared<EmbeddingOptions>();
    command->add_option("--texts", options->textsFile, "A file with a JSON list of texts")
        ->required()
        ->type_name("FILE");
    command->add_option("--out", options->request.outFile, "The file to write")->required()->type_name("FILE");
    command
        ->add_option("--pooling", options->request.pooling,
                     "How tokens become one vector: auto (as the model's folder says, else the mean), mean, cls")
        ->check(CLI::IsMember({"auto", "mean", "cls"}))
        ->type_name("KIND");
    command->add_option("--normalise", options->normalise, "To length 1: auto (as the model's folder says), yes, no")
        ->check(CLI::IsMember({"auto", "yes", "no"}))
        ->type_name("WHEN");
    options->model.add(*command);
    session.onRun(*command, [&session, options] { return runEmbeddings(session, *options); });
}

}  // namespace

void addInspect(CLI::App& app, Session& session) {
    auto* inspect =
        app.add_subcommand("inspect", "See what the engine sees: token ids, loss mask, losses, logits, vectors");
    inspect->require_subcommand(1);
    addRow(*inspect, session, "tokens", "The tokens of a row with their bytes in the rendered text", runTokens);
    addRow(*inspect, session, "mask", "Which tokens of a row are trained", runMask);
    addLoss(*inspect, session);
    addLogits(*inspect, session);
    addEmbeddings(*inspect, session);
}

}  // namespace tunesmith::cli
