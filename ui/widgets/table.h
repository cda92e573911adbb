// The look that all tables share: whole rows, no vertical header, fixed row height by the font, no grid but hairlines
// below rows.
#pragma once

class QTableView;

namespace tunesmith::ui {

/// `lines`: how many lines of text a row shows.
void styleTable(QTableView* table, int lines = 1);

}  // namespace tunesmith::ui
