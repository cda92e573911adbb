// Any bytes as HTML: blocks of valid text, or an Error about the input; and the same through the importer.
#include <cstdlib>

#include "core/base/error.h"
#include "core/data/import/html_importer.h"
#include "core/data/import/import_files.h"
#include "core/data/text.h"
#include "memory_file.h"

using namespace tunesmith;

namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t bytes) {
    const std::string text(reinterpret_cast<const char*>(data), bytes);
    try {
        for (const Block& block : htmlBlocks(text, "page")) {
            require(block.kind == BlockKind::Table ? !block.cells.empty() : !block.text.empty());
            require(block.line >= 0);
        }
    } catch (const Error& error) {
        require(error.code() == Code::BadInput);
    }
    const MemoryFile file(text);
    ImportOptions options;
    options.format = "html";
    const ImportSink sink{[](Record&& row) { require(!recordToJson(row).empty()); },
                          [](RowIssue&& issue) { require(!issue.reason.empty() && !firstInvalidUtf8(issue.raw)); }};
    Progress progress;
    try {
        importFile(file.path(), options, sink, Cancel(), progress);
    } catch (const Error& error) {
        require(error.code() == Code::BadInput);
    }
    return 0;
}
