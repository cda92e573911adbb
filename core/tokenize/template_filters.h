// The filters of chat templates by name. Texts and numbers stand in one file, lists and the rest in the other.
#pragma once

#include <map>
#include <string>

#include "core/tokenize/template_interpreter.h"

namespace tunesmith::jinja {

using Filter = Value (*)(Interpreter& in, const Value& value, ArgumentReader& arguments);

const std::map<std::string, Filter>& textFilters();

}  // namespace tunesmith::jinja
