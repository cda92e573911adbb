// The cards of the balance view, each made from a profile. GUI thread only.
#pragma once

#include <QWidget>
#include <functional>

#include "core/engine/profile_request.h"

namespace tunesmith::ui {

struct BalanceActions {
    std::function<void(const Remedy& remedy)> mend;
    std::function<void(std::int64_t position)> showRow;
};

/// All of them in a column.
QWidget* makeBalance(const ProfileResult& result, const BalanceActions& actions);

}  // namespace tunesmith::ui
