// Writing of safetensors files.
#include <algorithm>
#include <array>
#include <set>

#include "core/base/json.h"
#include "core/model/weights/format_text.h"
#include "core/model/weights/safetensors.h"

namespace tunesmith {

namespace {

std::size_t bytesOf(const TensorToWrite& tensor) {
    TS_CHECK(blockValues(tensor.dtype) == 1);  // the format has no quantised types
    std::size_t bytes = std::size_t(blockBytes(tensor.dtype));
    for (const std::int64_t n : tensor.shape) {
        TS_CHECK(n >= 0 && !__builtin_mul_overflow(bytes, std::size_t(n), &bytes));
    }
    TS_CHECK(tensor.data || bytes == 0);
    return bytes;
}

std::string quoted(const std::string& text) {
    return dumpJson(Json(text));
}

std::string headerOf(const std::vector<TensorToWrite>& tensors, const std::map<std::string, std::string>& metadata) {
    std::string header = "{";
    if (!metadata.empty()) header += "\"__metadata__\":" + dumpJson(Json(metadata));
    std::size_t offset = 0;
    for (const TensorToWrite& tensor : tensors) {
        const std::size_t end = offset + bytesOf(tensor);
        if (header.size() > 1) header += ',';
        header += quoted(tensor.name) + ":{\"dtype\":\"" + dtypeName(tensor.dtype) +
                  "\",\"shape\":" + dumpJson(Json(tensor.shape)) + ",\"data_offsets\":[" + std::to_string(offset) +
                  "," + std::to_string(end) + "]}";
        offset = end;
    }
    header += '}';
    header.append((8 - header.size() % 8) % 8, ' ');
    return header;
}

void checkNames(const std::vector<TensorToWrite>& tensors, const std::string& path) {
    std::set<std::string> names;
    for (const TensorToWrite& tensor : tensors) {
        if (tensor.name == "__metadata__" || !names.insert(tensor.name).second)
            throw Error(Code::BadInput, "A tensor cannot be called " + quotedName(tensor.name) + ": the name is taken.",
                        path);
    }
}

}  // namespace

std::string writeSafetensors(const std::string& path, std::vector<TensorToWrite> tensors,
                             const std::map<std::string, std::string>& metadata) {
    checkNames(tensors, path);
    // Wide types first, so that each tensor is aligned to its own width; then by name, so that the bytes do not depend
    // on the caller.
    std::sort(tensors.begin(), tensors.end(), [](const TensorToWrite& a, const TensorToWrite& b) {
        const auto widthA = blockBytes(a.dtype), widthB = blockBytes(b.dtype);
        return widthA != widthB ? widthA > widthB : a.name < b.name;
    });
    const std::string header = headerOf(tensors, metadata);
    std::array<std::uint8_t, 8> length;
    for (std::size_t i = 0; i < length.size(); ++i) length[i] = std::uint8_t(std::uint64_t(header.size()) >> (8 * i));
    AtomicFile file(path);
    file.write(length.data(), length.size());
    file.write(header);
    for (const TensorToWrite& tensor : tensors)
        if (const std::size_t bytes = bytesOf(tensor)) file.write(tensor.data, bytes);
    return file.commit();
}

}  // namespace tunesmith
