#include "app/cli/hub_options.h"

#include "app/cli/follow.h"
#include "app/cli/text.h"

namespace tunesmith::cli {

void HubOptions::add(CLI::App& command) {
    command.add_option("--endpoint", endpoint_, "Address of the Hub or of a mirror (default: HF_ENDPOINT, else https://huggingface.co)")
        ->type_name("URL");
    command.add_option("--proxy", proxy_, "Proxy (default: as HTTPS_PROXY says)")->type_name("URL");
    command.add_option("--token-file", tokenFile_, "File with a token (default: HF_TOKEN, else the file that Hugging Face's programs keep)")
        ->type_name("FILE");
    command.add_flag("--offline", offline_, "Send nothing (as TUNESMITH_OFFLINE=1 does)");
}

std::unique_ptr<Hub> HubOptions::open() const {
    hub::HubSettings settings = hub::settingsFromEnvironment();
    if (!endpoint_.empty()) settings.endpoint = endpoint_;
    if (!proxy_.empty()) settings.proxy = proxy_;
    settings.offline = settings.offline || offline_;
    settings.token = hub::findToken(tokenFile_);
    return std::make_unique<Hub>(std::move(settings));
}

std::string fetchData(Hub& hub, const std::string& address, const Session& session) {
    const auto job = hub.downloadData(address);
    follow(*job, session);
    const HubDownloadResult got = job->result();
    session.note((got.wasThere ? "Already on this computer: " : "Fetched " + bytesText(got.fetched) + ": ") + got.path);
    return got.path;
}

const char* gateWord(hub::Gate gate) {
    switch (gate) {
        case hub::Gate::Open:
            return "";
        case hub::Gate::Asks:
            return "asks for terms";
        case hub::Gate::Manual:
            return "asks the owner";
    }
    return "";
}

}  // namespace tunesmith::cli
