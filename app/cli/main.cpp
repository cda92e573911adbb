#include "app/cli/program.h"

int main(int argc, char** argv) {
    return tunesmith::cli::runProgram(argc, argv);
}
