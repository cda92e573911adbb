#include "core/model/rope.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/error.h"
#include "core/model/config_reader.h"

namespace tunesmith {

namespace {

constexpr double kPi = 3.14159265358979323846;

// Long waves are slowed by the factor, short ones stay, those between are blended (Llama 3.1).
float llama3(const Rope& rope, float frequency) {
    const double wave = 2 * kPi / double(frequency), original = double(rope.originalContext);
    if (wave > original / rope.lowFrequencyFactor) return float(double(frequency) / rope.factor);
    if (wave < original / rope.highFrequencyFactor) return frequency;
    const double smooth =
        (original / wave - rope.lowFrequencyFactor) / (rope.highFrequencyFactor - rope.lowFrequencyFactor);
    return float((1 - smooth) * double(frequency) / rope.factor + smooth * double(frequency));
}

// How much of dimension pair i is left as it is: 1 for waves that turn often within the original context, 0 for those
// that hardly turn.
class YarnRamp {
public:
    explicit YarnRamp(const Rope& rope) {
        const auto dimension = [&](double turns) {
            return double(rope.width) * std::log(double(rope.originalContext) / (turns * 2 * kPi)) /
                   (2 * std::log(rope.theta));
        };
        low_ = dimension(rope.betaFast);
        high_ = dimension(rope.betaSlow);
        if (rope.truncate) {
            low_ = std::floor(low_);
            high_ = std::ceil(high_);
        }
        low_ = std::max(low_, 0.0);
        high_ = std::min(high_, double(rope.width - 1));
        if (low_ == high_) high_ += 0.001;
    }
    float kept(std::int64_t i) const {
        return 1 - std::clamp((float(i) - float(low_)) / float(high_ - low_), 0.0f, 1.0f);
    }

private:
    double low_, high_;
};

double yarnScale(double factor, double weight) {
    return factor <= 1 ? 1 : 0.1 * weight * std::log(factor) + 1;
}

}  // namespace

std::vector<float> Rope::inverseFrequencies(std::int64_t length) const {
    const std::int64_t half = width / 2;
    double base = theta;
    if (type == "dynamic" && length > originalContext)
        base *= std::pow(factor * double(length) / double(originalContext) - (factor - 1),
                         double(width) / double(width - 2));
    const bool isLong = length > originalContext;
    const YarnRamp ramp(*this);
    std::vector<float> result(static_cast<std::size_t>(half));
    for (std::int64_t i = 0; i < half; ++i) {
        const float power = std::pow(float(base), float(2 * i) / float(width));
        float f = 1.0f / power;
        if (type == "linear") f /= float(factor);
        if (type == "llama3") f = llama3(*this, f);
        if (type == "yarn") f = 1.0f / (float(factor) * power) * (1 - ramp.kept(i)) + f * ramp.kept(i);
        if (type == "longrope") f = 1.0f / ((isLong ? longFactors : shortFactors)[std::size_t(i)] * power);
        result[std::size_t(i)] = f;
    }
    return result;
}

void Rope::read(const Json& json, std::int64_t contextLength, const std::string& where) {
    const ConfigReader in(json, where);
    theta = in.number("rope_theta", theta);
    type = in.text("rope_type", in.text("type", "default"));
    if (type == "su") type = "longrope";
    if (const double part = in.number("partial_rotary_factor", 0); part > 0 && part <= 1)
        width = std::int64_t(double(width) * part);
    originalContext =
        in.integer("original_max_position_embeddings", type == "dynamic" || type == "longrope" ? contextLength : 8192);
    if (type == "dynamic") originalContext = contextLength;  // what the reference measures against
    factor =
        in.number("factor", type == "yarn" || type == "longrope" ? double(contextLength) / double(originalContext) : 1);
    lowFrequencyFactor = in.number("low_freq_factor", 1);
    highFrequencyFactor = in.number("high_freq_factor", 4);
    betaFast = in.number("beta_fast", 32);
    betaSlow = in.number("beta_slow", 1);
    truncate = in.boolean("truncate", true);
    shortFactors = in.floats("short_factor");
    longFactors = in.floats("long_factor");
    double inferred = 1;
    if (type == "yarn") {
        const double all = in.number("mscale_all_dim", 0), one = in.number("mscale", 0);
        inferred = all != 0 && one != 0 ? yarnScale(factor, one) / yarnScale(factor, all) : yarnScale(factor, 1);
    }
    if (type == "longrope" && factor > 1)
        inferred = std::sqrt(1 + std::log(factor) / std::log(double(originalContext)));
    attentionFactor = in.number("attention_factor", inferred);
}

Json Rope::toJson() const {
    Json json = {{"rope_theta", theta}, {"rope_type", type}};
    if (type == "default") return json;
    json["factor"] = factor;
    if (type == "llama3" || type == "yarn" || type == "longrope")
        json["original_max_position_embeddings"] = originalContext;
    if (type == "llama3") {
        json["low_freq_factor"] = lowFrequencyFactor;
        json["high_freq_factor"] = highFrequencyFactor;
    }
    if (type == "yarn") {
        json["beta_fast"] = betaFast;
        json["beta_slow"] = betaSlow;
        json["truncate"] = truncate;
    }
    if (type == "yarn" || type == "longrope") json["attention_factor"] = attentionFactor;
    if (type == "longrope") {
        json["short_factor"] = shortFactors;
        json["long_factor"] = longFactors;
    }
    return json;
}

void Rope::check(std::int64_t headWidth, const std::string& where) const {
    constexpr std::array kTypes = {"default", "linear", "dynamic", "llama3", "yarn", "longrope"};
    const auto refuse = [&](const std::string& what) { throw Error(Code::BadFile, what, where); };
    if (std::find(kTypes.begin(), kTypes.end(), type) == kTypes.end())
        refuse("Rotary scaling of the type \"" + type +
               "\" is not supported; default, linear, dynamic, llama3, yarn and longrope are.");
    if (width < 2 || width > headWidth || width % 2 != 0)
        refuse("Rotary positions turn " + std::to_string(width) + " values of a head that has " +
               std::to_string(headWidth) + "; that must be an even number of at least 2.");
    if (!(theta > 1 && factor > 0 && attentionFactor > 0) || !std::isfinite(theta) || !std::isfinite(factor))
        refuse("The rotary base must be larger than 1, and its factors positive.");
    if (originalContext < 1) refuse("The rotary scaling's original context must be at least 1.");
    if (type == "llama3" && !(lowFrequencyFactor > 0 && highFrequencyFactor > lowFrequencyFactor))
        refuse("The rotary scaling's low_freq_factor must be positive and below its high_freq_factor.");
    if (type == "yarn" && !(betaFast > 0 && betaSlow > 0))
        refuse("The rotary scaling's beta_fast and beta_slow must be positive.");
    if (type == "dynamic" && width < 4) refuse("Dynamic rotary scaling needs heads that turn at least 4 values.");
    if (type != "longrope") return;
    for (const std::vector<float>* factors : {&shortFactors, &longFactors}) {
        if (std::int64_t(factors->size()) != width / 2)
            refuse("The rotary scaling lists " + std::to_string(factors->size()) + " factors where the heads have " +
                   std::to_string(width / 2) + " pairs.");
        if (std::any_of(factors->begin(), factors->end(), [](float f) { return !(f > 0); }))
            refuse("A factor of the rotary scaling is not positive.");
    }
}

}  // namespace tunesmith
