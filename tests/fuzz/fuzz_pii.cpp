// Any bytes as a text with personal data: findings lie in it, in order; and after redaction nothing is found. The first
// byte chooses the country and the action.
#include <cstdlib>

#include "core/data/pii/redact.h"

using namespace tunesmith;

namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t bytes) {
    if (bytes == 0 || bytes > 4096) return 0;
    pii::ScanOptions options;
    if (data[0] & 1) options.countries = {"US", "DE"};
    if (data[0] & 2) options.patterns.push_back({"MRN", pii::Pattern("MR?#{4,6}"), {}});
    pii::RedactPolicy policy;
    policy.key = "fuzz";
    policy.setAll(pii::allEntities(), data[0] & 4 ? pii::Action::Hash : pii::Action::Placeholder);
    Record record;
    record.text.assign(reinterpret_cast<const char*>(data) + 1, bytes - 1);
    std::size_t begin = 0;
    for (const pii::Finding& finding : pii::Scanner(options).scan(record.text)) {
        require(finding.begin >= begin && finding.begin < finding.end && finding.end <= record.text.size());
        require(finding.score > 0 && finding.score <= 1);
        begin = finding.begin;
    }
    const pii::Redactor redactor(options, policy);
    redactor.redact(record);
    for (const pii::Finding& finding : redactor.scanner().scan(record.text)) require(finding.score < policy.leastScore);
    return 0;
}
