// A cli/v1 plug-in: {"extraArgs":["Ada"]} goes in, {} comes out; what it has to say goes to standard
// output. A reactor on wasi-libc.
#include <stdint.h>
#include <stdio.h>

#define HOST(name) __attribute__((import_module("extism:host/env"), import_name(name)))

HOST("input_length") uint64_t input_length(void);
HOST("input_load_u8") uint32_t input_load(uint64_t index);
HOST("alloc") uint64_t host_alloc(uint64_t length);
HOST("store_u8") void host_store(uint64_t at, uint32_t byte);
HOST("output_set") void output_set(uint64_t block, uint64_t length);

enum { LONGEST = 4096 };

static uint64_t at;

static int next(void) {
  return at < input_length() ? (int)input_load(at++) : EOF;
}

// escaped: the character behind a backslash; Go writes &, < and > as \u0026, \u003c and \u003e.
static int escaped(void) {
  int c = next(), value = 0;
  if (c == 'n') return '\n';
  if (c == 't') return '\t';
  if (c != 'u') return c;
  for (int digits = 0; digits < 4; digits++) {
    c = next();
    value = value * 16 + (c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
  }
  return value < 128 ? value : '?';
}

// argument: reads the next text of the message; the keys of JSON are texts, too. 0 if there is none.
static int argument(char *into) {
  int c, size = 0;
  while ((c = next()) != '"') {
    if (c == EOF) return 0;
  }
  while ((c = next()) != '"' && c != EOF && size < LONGEST - 1) {
    into[size++] = (char)(c == '\\' ? escaped() : c);
  }
  into[size] = 0;
  return 1;
}

__attribute__((export_name("helm_plugin_main"))) int helm_plugin_main(void) {
  char name[LONGEST];
  int names = 0;
  argument(name); // "extraArgs"
  for (; argument(name); names++) printf("Hello, %s, from a sandbox!\n", name);
  if (names == 0) puts("Hello from a sandbox!");
  fflush(stdout);

  uint64_t answer = host_alloc(2);
  host_store(answer, '{');
  host_store(answer + 1, '}');
  output_set(answer, 2);
  return 0;
}
