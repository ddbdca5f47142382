// What a plug-in reaches through WASI: streams, environment, arguments, clock, files, its own end.
// A reactor on wasi-libc: it has _initialize, and is called by its exports.
#include "../extism.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static char buffer[1 << 16];

static void read_name(void) {
  handle given = name();
  uint64_t length = given ? kernel_length(given) : 0;
  if (length >= sizeof buffer) length = sizeof buffer - 1;
  for (uint64_t i = 0; i < length; i++) buffer[i] = (char)kernel_load(given + i);
  buffer[length] = 0;
}

// Standard input goes to standard output, its length to standard error and into the greeting.
EXPORT("copy_streams") int32_t copy_streams(void) {
  size_t total = 0, got;
  while ((got = fread(buffer, 1, sizeof buffer, stdin)) > 0) {
    fwrite(buffer, 1, got, stdout);
    total += got;
  }
  fflush(stdout);
  fprintf(stderr, "%zu bytes", total);
  say_number(total);
  return 0;
}

// One byte of standard input, waited for.
EXPORT("read_block") int32_t read_block(void) {
  char byte;
  say(read(STDIN_FILENO, &byte, 1) == 1 ? "a byte" : "no byte");
  return 0;
}

EXPORT("environment") int32_t environment(void) {
  read_name();
  const char *value = getenv(buffer);
  say(value ? value : "not set");
  return 0;
}

// Years since 1970, as a sign that the clock is a clock.
EXPORT("clock") int32_t clock_says(void) {
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now)) return errno;
  say_number((uint64_t)now.tv_sec / (365 * 24 * 3600));
  return 0;
}

EXPORT("random") int32_t random_bytes(void) {
  if (getentropy(buffer, 16)) return errno;
  char line[33];
  for (int i = 0; i < 16; i++) snprintf(line + 2 * i, 3, "%02x", (uint8_t)buffer[i]);
  say(line);
  return 0;
}

// The name is a path: writes a file there, reads it again.
EXPORT("write_file") int32_t write_file(void) {
  read_name();
  FILE *file = fopen(buffer, "w");
  if (!file) {
    error_set(text(strerror(errno)));
    return errno;
  }
  fputs("written by the plug-in", file);
  fclose(file);
  char back[64] = "";
  file = fopen(buffer, "r");
  if (file && !fgets(back, sizeof back, file)) back[0] = 0;
  if (file) fclose(file);
  say(back);
  return 0;
}

// The name is a path: the greeting is what the file holds.
EXPORT("read_file") int32_t read_file(void) {
  read_name();
  FILE *file = fopen(buffer, "r");
  if (!file) {
    error_set(text(strerror(errno)));
    return errno;
  }
  size_t got = fread(buffer, 1, sizeof buffer, file);
  fclose(file);
  greet(block(buffer, got));
  return 0;
}

// The name is where a symbolic link in /tmp points; the greeting is what is read through it.
EXPORT("through_link") int32_t through_link(void) {
  read_name();
  if (symlink(buffer, "/tmp/link")) {
    error_set(text(strerror(errno)));
    return errno;
  }
  FILE *file = fopen("/tmp/link", "r");
  if (!file) {
    error_set(text(strerror(errno)));
    return errno;
  }
  size_t got = fread(buffer, 1, sizeof buffer, file);
  fclose(file);
  greet(block(buffer, got));
  return 0;
}

// The name is the code to exit with.
EXPORT("exit_with") int32_t exit_with(void) {
  read_name();
  say("bye");
  exit(atoi(buffer));
}

// The name is how many milliseconds to sleep.
EXPORT("sleep") int32_t sleep_ms(void) {
  read_name();
  int milliseconds = atoi(buffer);
  struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
  nanosleep(&time, 0);
  say("slept");
  return 0;
}

// How often the constructors have run, and how often this was called: 1 and 1 in a fresh state.
static int constructed, called;

__attribute__((constructor)) static void construct(void) {
  constructed++;
}

EXPORT("state") int32_t state(void) {
  called++;
  char line[32];
  snprintf(line, sizeof line, "%d %d", constructed, called);
  say(line);
  return 0;
}
