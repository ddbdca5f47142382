// A command: its entry is _start, and what main returns is its exit code.
#include "../extism.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  char line[256] = "";
  if (!fgets(line, sizeof line, stdin)) strcpy(line, "nothing");
  printf("a command read %s", line);
  say("done");
  return atoi(line);
}
