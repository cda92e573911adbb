// model download: a command below "model".
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "app/cli/session.h"

namespace tunesmith::cli {

/// `show` prints a model as the other commands below "model" do, and more beside it.
void addDownload(CLI::App& model, Session& session, std::function<void(const ModelInfo&, const OrderedJson& more, const std::string& moreText)> show);

/// model list --cached: what lies in the library and in the cache of Hugging Face's programs.
ExitCode listCached(const Session& session);

}  // namespace tunesmith::cli
