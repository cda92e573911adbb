// How far a download is, in the user's words.
#pragma once

#include <QString>

namespace tunesmith::ui {

class Transfer;

/// "12 MB of 98 MB · 1.2 MB a second · 1 min 10 s left"; without its name.
QString transferWords(const Transfer& transfer);

}  // namespace tunesmith::ui
