#include "layer_rules.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace {

using Names = std::vector<std::string_view>;

/// A folder of core may include itself and those before it. model/weights reads file formats without torch, and so
/// stands apart from the rest of model.
const Names kCore = {"base",  "data",     "storage",   "hub",   "tokenize", "model/weights", "batch",   "kernels", "model",
                     "adapt", "generate", "objective", "evaluate", "train",         "publish", "engine"};
/// What the front ends may include of core.
const Names kForFrontEnds = {"base", "data", "engine"};

std::optional<std::size_t> placeIn(const Names& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return std::size_t(found - names.begin());
}

/// widgets and plots stand on one level; hub holds the dialog that several pages open.
std::optional<int> levelInUi(std::string_view folder) {
    if (folder == "bridge") return 0;
    if (folder == "models") return 1;
    if (folder == "widgets" || folder == "plots") return 2;
    if (folder == "hub") return 3;
    if (folder == "pages") return 4;
    if (folder == "shell") return 5;
    return std::nullopt;
}

/// "core/model/weights/gguf.h" -> {"core", "model", "weights", "gguf.h"}
Names partsOf(std::string_view path) {
    Names parts;
    while (true) {
        const auto slash = path.find('/');
        parts.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return parts;
        path.remove_prefix(slash + 1);
    }
}

std::string_view part(const Names& parts, std::size_t i) {
    return i + 1 < parts.size() ? parts[i] : std::string_view();
}

bool isHeader(std::string_view path) {
    return path.ends_with(".h") || path.ends_with(".hpp") || path.ends_with(".cuh");
}

bool isTorch(std::string_view include) {
    return include.starts_with("ATen/") || include.starts_with("torch/") || include.starts_with("c10/");
}

bool isQt(std::string_view include) {
    return include.size() > 1 &&
           ((include[0] == 'Q' && std::isupper(static_cast<unsigned char>(include[1]))) || include.starts_with("Qt") ||
            include.starts_with("qt") || include.starts_with("qglobal"));
}

/// The entry of kCore that a path of core belongs to.
std::string folderOf(const Names& path) {
    std::string folder(part(path, 1));
    if (folder == "model" && part(path, 2) == "weights") folder += "/weights";
    return folder;
}

bool mayUseTorch(const Names& file, std::string_view path) {
    const auto place = placeIn(kCore, folderOf(file));
    if (file[0] != "core" || !place) return false;
    if (part(file, 1) == "engine") return !isHeader(path);
    return *place >= *placeIn(kCore, "batch");
}

std::string ofCoreByCore(const Names& file, const Names& target) {
    const std::string from = folderOf(file), to = folderOf(target);
    const auto place = placeIn(kCore, from), wanted = placeIn(kCore, to);
    if (!place) return "core/" + from + " is not in the list of folders";
    if (!wanted) return "core/" + to + " is not in the list of folders";
    if (to == "storage" && from != "storage" && from != "engine") return "only core/engine calls core/storage";
    if (to == "hub" && from != "hub" && from != "engine") return "only core/engine calls core/hub";
    if (from == "hub" && to != "hub" && to != "base") return "core/hub stands on core/base alone";
    if (*wanted > *place) return "core/" + to + " stands after core/" + from + " in the flow";
    return {};
}

std::string ofUiByUi(const Names& file, const Names& target) {
    const std::string_view from = part(file, 1), to = part(target, 1);
    const auto level = levelInUi(from), wanted = levelInUi(to);
    if (!level) return "ui/" + std::string(from) + " is not in the list of folders";
    if (!wanted) return "ui/" + std::string(to) + " is not in the list of folders";
    if (from == to) {
        const bool otherPage = from == "pages" && !part(target, 2).empty() && part(target, 2) != part(file, 2);
        return otherPage ? "no page includes another page" : "";
    }
    return *wanted < *level ? "" : "ui/" + std::string(to) + " stands after or beside ui/" + std::string(from);
}

/// Empty where the include is allowed.
std::string ruleBroken(const std::string& path, std::string_view include) {
    const Names file = partsOf(path), target = partsOf(include);
    if (isTorch(include)) {
        if (include == "torch/torch.h") return "nothing includes torch/torch.h";
        return mayUseTorch(file, path) ? ""
                                       : "torch belongs to core/batch..core/publish and the .cpp files of core/engine";
    }
    if (include.find("qcustomplot") != std::string_view::npos)
        return path.starts_with("ui/plots/") ? "" : "qcustomplot.h belongs to ui/plots";
    if (isQt(include)) return file[0] == "core" ? "no Qt in core" : "";
    if (include.starts_with("../") || include.find("/../") != std::string_view::npos)
        return "includes are named from the root of the tree";
    if (target[0] == "tests") return "no source includes a test";
    if (target[0] == "core") {
        if (file[0] == "core") return ofCoreByCore(file, target);
        return placeIn(kForFrontEnds, part(target, 1)) ? ""
                                                       : "ui and app include core/engine, core/data and core/base only";
    }
    if (target[0] == "ui") {
        if (file[0] == "core") return "core knows no window";
        if (file[0] == "ui") return ofUiByUi(file, target);
        return part(file, 1) == "gui" ? "" : "only app/gui includes the window";
    }
    if (target[0] == "app")
        return file[0] == "app" && part(file, 1) == part(target, 1) ? "" : "nothing includes a program";
    return {};
}

/// What an #include line names; empty for other lines.
std::string_view includeOf(std::string_view line) {
    const auto skip = [&] {
        while (!line.empty() && (line[0] == ' ' || line[0] == '\t')) line.remove_prefix(1);
    };
    skip();
    if (!line.starts_with('#')) return {};
    line.remove_prefix(1);
    skip();
    if (!line.starts_with("include")) return {};
    line.remove_prefix(7);
    skip();
    if (line.empty() || (line[0] != '<' && line[0] != '"')) return {};
    const auto end = line.find(line[0] == '<' ? '>' : '"', 1);
    return end == std::string_view::npos ? std::string_view() : line.substr(1, end - 1);
}

}  // namespace

std::vector<Breach> layerBreaches(const std::string& path, std::string_view text) {
    std::vector<Breach> breaches;
    for (int line = 1; !text.empty(); ++line) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string_view include = includeOf(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (include.empty()) continue;
        std::string rule = ruleBroken(path, include);
        if (!rule.empty()) breaches.push_back({line, std::string(include), std::move(rule)});
    }
    return breaches;
}
