// The plug-ins that the kit for runtimes asks for, one export for each of its behaviours. A message
// is {"args":[...],"env":{...},"data":"<base64>"} without blanks, an answer {"data":"<base64>"}.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../extism.h"

extern char **environ;

static char *message;

static void read_message(void) {
  uint64_t length = input_length(), i = 0;
  message = malloc(length + 1);
  for (; i + 8 <= length; i += 8) {
    uint64_t eight = input_load_8(i);
    memcpy(message + i, &eight, 8);
  }
  for (; i < length; i++) message[i] = (char)input_load(i);
  message[length] = 0;
}

// Behind the text whose opening quote is here.
static char *behind_text(char *at) {
  for (at++; *at != '"'; at++) {
    if (*at == '\\') at++;
  }
  return at + 1;
}

// Behind the text, object or list that begins here.
static char *behind(char *at) {
  int depth = 0;
  do {
    if (*at == '"') {
      at = behind_text(at);
    } else {
      depth += (*at == '{' || *at == '[') - (*at == '}' || *at == ']');
      at++;
    }
  } while (depth > 0);
  return at;
}

// Where the value of a key of the message begins, or null.
static char *value(const char *key) {
  size_t length = strlen(key);
  for (char *at = message + 1; *at == '"';) {
    char *colon = behind_text(at);
    if ((size_t)(colon - at) == length + 2 && memcmp(at + 1, key, length) == 0) return colon + 1;
    at = behind(colon + 1);
    if (*at == ',') at++;
  }
  return NULL;
}

static char unescaped(char **at) {
  char c = *++*at;
  if (c == 'u') {
    char hex[5] = {0};
    memcpy(hex, *at + 1, 4);
    *at += 4;
    return (char)strtol(hex, NULL, 16);
  }
  const char *escapes = "b\bf\fn\nr\rt\t", *found = strchr(escapes, c);
  return found ? found[1] : c;
}

static char *copy_text(char *from, char *to) {
  for (from++; *from != '"'; from++) *to++ = *from == '\\' ? unescaped(&from) : *from;
  return to;
}

static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void answer_base64(const char *digits, size_t length) {
  handle out = kernel_alloc(length + 11);
  handle at = out;
  for (const char *c = "{\"data\":\""; *c; c++) kernel_store(at++, (uint8_t)*c);
  size_t i = 0;
  for (; i + 8 <= length; i += 8) {
    uint64_t eight;
    memcpy(&eight, digits + i, 8);
    kernel_store_8(at + i, eight);
  }
  for (; i < length; i++) kernel_store(at + i, (uint8_t)digits[i]);
  kernel_store(at + length, '"');
  kernel_store(at + length + 1, '}');
  output_set(out, length + 11);
}

static int answer(const char *bytes, size_t length) {
  size_t count = (length + 2) / 3 * 4;
  char *digits = malloc(count + 1);
  for (size_t i = 0, o = 0; i < length; i += 3) {
    uint32_t three = (uint8_t)bytes[i] << 16;
    if (i + 1 < length) three |= (uint8_t)bytes[i + 1] << 8;
    if (i + 2 < length) three |= (uint8_t)bytes[i + 2];
    digits[o++] = DIGITS[three >> 18];
    digits[o++] = DIGITS[three >> 12 & 63];
    digits[o++] = i + 1 < length ? DIGITS[three >> 6 & 63] : '=';
    digits[o++] = i + 2 < length ? DIGITS[three & 63] : '=';
  }
  answer_base64(digits, count);
  return 0;
}

static size_t decode(char **bytes) {
  char *at = value("data");
  *bytes = malloc(at ? behind_text(at) - at : 1);
  size_t length = 0;
  uint32_t bits = 0, have = 0;
  if (at == NULL) return 0;
  for (at++; *at != '"' && *at != '='; at++) {
    bits = bits << 6 | (uint32_t)(strchr(DIGITS, *at) - DIGITS);
    have += 6;
    if (have >= 8) {
      have -= 8;
      (*bytes)[length++] = (char)(bits >> have);
    }
  }
  return length;
}

static void data_to_stderr(void) {
  char *bytes;
  size_t length = decode(&bytes);
  for (size_t done = 0; done < length;) {
    ssize_t count = write(2, bytes + done, length - done);
    if (count <= 0) abort();
    done += count;
  }
}

EXPORT("echo") int echo(void) {
  read_message();
  char *data = value("data");
  if (data) {
    answer_base64(data + 1, behind_text(data) - data - 2);
  } else {
    answer_base64("", 0);
  }
  return 0;
}

EXPORT("exit") int exit_with(void) {
  read_message();
  data_to_stderr();
  char *args = value("args");
  return atoi(args + 2);
}

EXPORT("hang") int hang(void) {
  write(2, "hanging\n", 8);
  for (volatile uint32_t rounds = 0;; rounds++) {
  }
}

EXPORT("arguments") int arguments(void) {
  read_message();
  char *at = value("args"), *lines = malloc(behind(at) - at), *to = lines;
  for (at++; *at == '"';) {
    to = copy_text(at, to);
    *to++ = '\n';
    at = behind_text(at);
    if (*at == ',') at++;
  }
  return answer(lines, to - lines);
}

EXPORT("stdin") int read_all(void) {
  size_t room = 4096, length = 0;
  char *bytes = malloc(room);
  ssize_t count;
  while ((count = read(0, bytes + length, room - length)) > 0) {
    length += count;
    if (length == room) bytes = realloc(bytes, room *= 2);
  }
  return count < 0 ? 1 : answer(bytes, length);
}

EXPORT("stderr") int write_all(void) {
  read_message();
  data_to_stderr();
  return answer("", 0);
}

EXPORT("environment") int environment(void) {
  size_t length = 0;
  for (char **e = environ; e && *e; e++) length += strlen(*e) + 1;
  char *lines = malloc(length + 1), *to = lines;
  for (char **e = environ; e && *e; e++) {
    to = stpcpy(to, *e);
    *to++ = '\n';
  }
  return answer(lines, length);
}

EXPORT("flood") int flood(void) {
  handle out;
  for (uint64_t length = 1 << 20; (out = kernel_alloc(length)) != 0; length *= 2) {
    output_set(out, length);
  }
  return 0;
}

EXPORT("allocate") int allocate(void) {
  for (;;) {
    volatile char *mebibyte = malloc(1 << 20);
    if (mebibyte == NULL) abort();
    for (int i = 0; i < 1 << 20; i += 64) mebibyte[i] = 1;
  }
}

EXPORT("call_host") int call_host(void) {
  char line[32] = {0};
  FILE *file = fopen("/tmp/note", "w");
  if (file == NULL) return 1;
  fputs("the host keeps this", file);
  fclose(file);
  file = fopen("/tmp/note", "r");
  if (file == NULL || fgets(line, sizeof line, file) == NULL) return 2;
  fclose(file);
  return answer(line, strlen(line));
}
