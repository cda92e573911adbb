// data personal: which personal data a data set holds, in the terms of HIPAA Safe Harbor; it changes nothing.
#include "app/cli/commands/studio.h"
#include "app/cli/follow.h"
#include "app/cli/text.h"
#include "core/engine/data_studio.h"

namespace tunesmith::cli {
namespace {

struct PersonalOptions {
    PersonalDataRequest request;
    std::vector<std::string> entities, countries, patterns, except;
    bool names = false;
    double score = -1;
};

PersonalDataRequest requestOf(const PersonalOptions& options) {
    PersonalDataRequest request = options.request;
    request.settings = {{"entities", options.entities},
                        {"countries", options.countries},
                        {"patterns", options.patterns},
                        {"except", options.except},
                        {"names", options.names}};
    if (options.score >= 0) request.settings["score"] = options.score;
    return request;
}

OrderedJson viewOf(const PersonalValue& value) {
    return {{"entity", value.entity}, {"text", value.text},     {"count", value.count},
            {"rows", value.rows},     {"score", value.score},   {"checksum", value.checksum},
            {"review", value.review}, {"row", value.position},  {"before", value.before},
            {"after", value.after}};
}

std::string entitiesText(const OrderedJson& report) {
    if (report.at("entities").empty()) return "Nothing of what is looked for was found.\n";
    std::vector<std::vector<std::string>> rows;
    for (const auto& entity : report.at("entities"))
        rows.push_back({entity.at("title").get<std::string>(), entity.at("name").get<std::string>(),
                        countText(entity.at("found").get<std::int64_t>()), countText(entity.at("rows").get<std::int64_t>()),
                        entity.at("checksum").get<bool>() ? "check digit" : entity.at("review").get<bool>() ? "to review" : ""});
    return tableText({"Personal data", "Name", "Found", "Rows", "Sure by"}, rows);
}

std::string safeHarborText(const OrderedJson& report) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& identifier : report.at("safe_harbor")) {
        const auto detector = identifier.at("detector").get<std::string>();
        rows.push_back({std::to_string(identifier.at("number").get<int>()), identifier.at("title").get<std::string>(),
                        detector == "yes"       ? "yes"
                        : detector == "partial" ? "in part"
                                                : "no",
                        countText(identifier.at("found").get<std::int64_t>())});
    }
    return "HIPAA Safe Harbor's identifiers\n" + tableText({"No.", "Identifier", "Looked for", "Found"}, rows);
}

std::string valuesText(const PersonalData& personal) {
    std::string text;
    for (const PersonalValue& value : personal.values)
        text += value.entity + "  " + oneLine(value.text, 60) + "  " + countText(value.count) + "x, first in row " +
                std::to_string(value.position + 1) + "\n    " + oneLine(value.before + "[" + value.text + "]" + value.after, 150) + "\n";
    if (personal.distinct > std::int64_t(personal.values.size()))
        text += countText(personal.distinct) + " different values in all; --values shows more.\n";
    return text;
}

ExitCode runPersonal(const Session& session, const PersonalOptions& options) {
    const PersonalDataRequest request = requestOf(options);
    const auto project = session.open();
    const auto job = project->studio().findPersonalData(request);
    follow(*job, session);
    const PersonalData personal = job->result().personal;
    OrderedJson document = {{"dataset", request.dataset}};
    document.update(personal.report);
    document["values"] = OrderedJson::array();
    for (const PersonalValue& value : personal.values) document["values"].push_back(viewOf(value));
    document["distinct"] = personal.distinct;
    session.result(document, entitiesText(personal.report) + "\n" + valuesText(personal) + "\n" +
                                 safeHarborText(personal.report) + "\n" + personal.report.at("limits").get<std::string>() + "\n");
    return ExitCode::Done;
}

}  // namespace

void addPersonal(CLI::App& data, Session& session) {
    auto* command = data.add_subcommand("personal", "Which personal data the rows hold; `data clean` with the step "
                                                    "personal_data takes it out");
    auto options = std::make_shared<PersonalOptions>();
    options->request.values = 20;
    command->add_option("name", options->request.dataset, "The data set")->required()->type_name("NAME");
    command->add_option("--version", options->request.version, "A version's number or tag (default: the current one)")
        ->type_name("VERSION");
    const auto list = [&](const char* name, std::vector<std::string>& values, const char* help, const char* type) {
        command->add_option(name, values, help)->type_name(type)->allow_extra_args(false);
    };
    list("--entity", options->entities, "Look for this alone, such as EMAIL; may be given again", "ENTITY");
    list("--country", options->countries, "A country whose numbers need no word beside them, such as DE; may be given again", "CC");
    list("--pattern", options->patterns, "A pattern of your own, such as MRN=MR-#{6}; may be given again", "NAME=PATTERN");
    list("--except", options->except, "A value that is to stand; may be given again", "TEXT");
    command->add_flag("--names", options->names, "Names and places too, which are guessed from lists and the words around them");
    command->add_option("--score", options->score, "How sure it has to be, 0 to 1 (default 0.4)")->type_name("X");
    command->add_option("--values", options->request.values, "Values shown one by one (default 20)")->type_name("N");
    session.onRun(*command, [&session, options] { return runPersonal(session, *options); });
}

}  // namespace tunesmith::cli
