// Any bytes as a Parquet or an Arrow file. The first byte chooses. Apache Arrow itself is linked as it comes, without
// the sanitizers: what is watched is that nothing of it gets past our Error, and all that we make of its values.
#include "import_anything.h"
#include "memory_file.h"

using namespace tunesmith;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t bytes) {
    if (bytes == 0) return 0;
    const MemoryFile file(data + 1, bytes - 1);
    ImportOptions options;
    options.format = data[0] & 1 ? "parquet" : "arrow";
    importAnything(file.path(), options);
    return 0;
}
