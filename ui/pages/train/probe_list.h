// ProbeList: the user's own questions with their answers before training and at the newest check; words that are new
// since the check before stand out.
#pragma once

#include <QWidget>
#include <map>
#include <string>
#include <vector>

#include "core/engine/job.h"

class QLabel;
class QVBoxLayout;

namespace tunesmith::ui {

class Card;

class ProbeList : public QWidget {
    Q_OBJECT
public:
    explicit ProbeList(QWidget* parent = nullptr);
    void clear();
    void add(const std::vector<ProbeAnswer>& answers, std::size_t first = 0);
    bool isEmpty() const { return order_.empty(); }

private:
    struct Probe {
        Card* card = nullptr;
        QLabel *before = nullptr, *now = nullptr, *step = nullptr;
        QWidget* nowLine = nullptr;
        std::string last;
    };
    Probe& probeFor(const std::string& prompt);

    QVBoxLayout* column_;
    std::map<std::string, Probe> probes_;
    std::vector<std::string> order_;
};

/// `text` as rich text, with the words that `before` does not have in semibold.
QString changedWords(const QString& before, const QString& text);

}  // namespace tunesmith::ui
