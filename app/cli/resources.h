// Where the files of resources/ are on this machine.
#pragma once

#include <string>

namespace tunesmith::cli {

/// Remembers how the program was called; the installed resources are found from there.
void setProgramPath(const char* argv0);
/// As it was called, for commands that the user is told to type.
std::string programCall();

/// The folder: $TUNESMITH_RESOURCES, else share/tunesmith beside the program's folder, else the source tree it was
/// built from. Throws Error(NotFound) where none of them is a folder.
std::string resourceFolder();

/// A file below it, "samples/clinic.jsonl". Throws Error(NotFound).
std::string resourceFile(const std::string& name);
bool resourceExists(const std::string& name);

/// ${XDG_DATA_HOME:-~/.local/share}/tunesmith/projects (on Windows below %APPDATA%).
std::string defaultProjectsFolder();

}  // namespace tunesmith::cli
