// A project with rows and the tiny model in it, ready to train, and what the tests compare of its runs.
#pragma once

#include <QMap>
#include <QString>

#include "tests/app/cli.h"

/// Makes `folder`/p with the data set "faq" and the model "tiny". False where a step fails (the reason is printed).
bool makeProject(const QString& folder, int rows = 40);

/// Settings of a run that is over in a moment yet has epochs, evaluations, checkpoints and dropout in it.
QStringList shortRun(int steps);

/// The losses of a run by step, as the project remembers them.
QMap<int, double> lossesOf(const Cli& cli, int run = 1);

/// The bytes of the adapter (or of all weights) that a run's last checkpoint holds.
QByteArray weightsOf(const QString& project, int run = 1);

/// The state of a run: "finished", "interrupted", ... Empty where there is no such run.
QString stateOf(const Cli& cli, int run = 1);
