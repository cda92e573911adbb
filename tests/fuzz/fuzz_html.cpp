// Any bytes as HTML: blocks of valid text, or an Error about the input; and the same through the importer.
#include "core/data/import/html_importer.h"
#include "import_anything.h"
#include "memory_file.h"

using namespace tunesmith;

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
    importAnything(file.path(), options);
    return 0;
}
