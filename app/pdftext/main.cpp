// tunesmith-pdftext FILE: writes the text of a PDF's pages to its output, each as a line "page <number> <bytes>" and
// the bytes. It is a program of its own because PDF files are large programs by strangers: whatever happens here ends
// with this process, which has 1 GiB of memory and 60 seconds. Exit codes: 0 all pages are written, 1 wrong use, 2 no
// PDF or too damaged, 3 a password is needed.
#include <sys/resource.h>

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>
#include <cstdio>
#include <memory>

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kLimitMemory = false;  // the sanitizer reserves terabytes
#else
constexpr bool kLimitMemory = true;
#endif

void limit(int what, rlim_t most) {
    const rlimit both{most, most};
    ::setrlimit(what, &both);
}

void keepQuiet(const std::string&, void*) {}

bool writePage(int number, const poppler::byte_array& text) {
    std::printf("page %d %zu\n", number, text.size());
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) return 1;
    if (kLimitMemory) limit(RLIMIT_AS, rlim_t(1) << 30);
    limit(RLIMIT_CPU, 60);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    poppler::set_debug_error_function(keepQuiet, nullptr);
    const std::unique_ptr<poppler::document> document(poppler::document::load_from_file(words[1]));
    if (!document) return 2;
    if (document->is_locked()) return 3;
    for (int i = 0; i < document->pages(); ++i) {
        const std::unique_ptr<poppler::page> page(document->create_page(i));
        const poppler::byte_array text =
            page ? page->text({}, poppler::page::non_raw_non_physical_layout).to_utf8() : poppler::byte_array();
        if (!writePage(i + 1, text)) return 2;
    }
    return std::fflush(stdout) == 0 ? 0 : 2;
}
