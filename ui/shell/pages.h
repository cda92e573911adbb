// The list of pages, in the order of the rail. One more page is one more line in pages.cpp.
#pragma once

#include <QString>
#include <vector>

#include "ui/pages/page.h"

namespace tunesmith::ui {

struct PageEntry {
    QString id;    // "data": settings and openPage()
    QString name;  // in the user's language
    Page* (*make)(const PageContext& context);
};

std::vector<PageEntry> allPages();

}  // namespace tunesmith::ui
