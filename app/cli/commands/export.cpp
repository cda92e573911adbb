// export: what was learned, as files that other programs load.
#include "app/cli/commands.h"
#include "app/cli/follow.h"
#include "app/cli/options.h"
#include "app/cli/text.h"

namespace tunesmith::cli {
namespace {

struct ExportOptions {
    std::string kind, folder, dtype = "fp32";
    std::vector<std::string> addedTokens;
    bool special = false;
    ModelOptions model;
};

ExitCode runExport(const Session& session, const ExportOptions& options) {
    const auto project = session.open();
    ExportRequest request;
    request.ref = options.model.resolve(*project);
    request.kind = options.kind == "adapter" ? ExportKind::Adapter : ExportKind::Merged;
    request.folder = options.folder;
    request.dtype = options.dtype;
    request.addedTokens = options.addedTokens;
    request.addedTokensAreSpecial = options.special;
    const auto job = project->exportModel(request);
    follow(*job, session);
    const ExportResult result = job->result();
    std::string files;
    for (const auto& file : result.files) files += "  " + file + "\n";
    session.result(
        {{"kind", options.kind}, {"folder", result.folder}, {"bytes", result.bytes}, {"files", result.files}},
        "Wrote " + bytesText(result.bytes) + " to " + result.folder + ":\n" + files);
    return ExitCode::Done;
}

}  // namespace

void addExport(CLI::App& app, Session& session) {
    auto* command = app.add_subcommand("export", "Write what was learned as files that transformers and peft load");
    auto options = std::make_shared<ExportOptions>();
    command->add_option("kind", options->kind, "adapter (what was learned, in PEFT form) or merged (a whole model)")
        ->required()
        ->check(CLI::IsMember({"adapter", "merged"}))
        ->type_name("KIND");
    command->add_option("--out", options->folder, "The folder to make")->required()->type_name("DIR");
    command->add_option("--dtype", options->dtype, "Number type of merged weights: fp32 (default), bf16 or fp16")
        ->check(CLI::IsMember({"fp32", "bf16", "fp16"}))
        ->type_name("TYPE");
    command
        ->add_option("--add-token", options->addedTokens,
                     "Merged: a token that the vocabulary gains; its embedding begins as the mean of all. May be given again")
        ->type_name("TEXT");
    command->add_flag("--special", options->special, "The added tokens are signs between texts, such as <|note|>");
    options->model.add(*command);
    session.onRun(*command, [&session, options] { return runExport(session, *options); });
}

}  // namespace tunesmith::cli
