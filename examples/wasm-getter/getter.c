// A getter/v1 plug-in: {"href":"inline://values?a=1&b=2", ...} goes in, {"data":"<base64>"} comes out.
// Freestanding: no libc, no WASI; all that it asks of its host is declared here.
#include <stdint.h>

#define HOST(name) __attribute__((import_module("extism:host/env"), import_name(name)))

HOST("input_length") uint64_t input_length(void);
HOST("input_load_u8") uint32_t input_load(uint64_t index);
HOST("alloc") uint64_t host_alloc(uint64_t length);
HOST("store_u8") void host_store(uint64_t at, uint32_t byte);
HOST("output_set") void output_set(uint64_t block, uint64_t length);
HOST("error_set") void error_set(uint64_t block);

enum { LONGEST = 8192 };

static char yaml[LONGEST];
static uint32_t size;

static int fail(const char *text) {
  uint64_t length = 0;
  while (text[length]) length++;
  uint64_t block = host_alloc(length);
  for (uint64_t i = 0; i < length; i++) host_store(block + i, (uint8_t)text[i]);
  error_set(block);
  return 1;
}

// hex: the value of the digits from `at` on, which are characters of the input; -1 if they are none.
static int hex(uint64_t at, int digits) {
  int value = 0;
  for (; digits > 0; digits--, at++) {
    int c = at < input_length() ? (int)input_load(at) : 0;
    int digit = c >= '0' && c <= '9'   ? c - '0'
                : c >= 'a' && c <= 'f' ? c - 'a' + 10
                : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                       : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

// find: where the text of "href" starts, or 0. Go writes no blanks between the tokens of its JSON.
static uint64_t find(void) {
  static const char key[] = "\"href\":\"inline://values?";
  const uint64_t length = sizeof key - 1;
  for (uint64_t start = 0; start + length <= input_length(); start++) {
    uint64_t same = 0;
    while (same < length && input_load(start + same) == (uint8_t)key[same]) same++;
    if (same == length) return start + length;
  }
  return 0;
}

// put: adds a character, with the first `=` of a line as the colon of YAML and `&` as its end.
static int put(int c, int escaped, int *in_value) {
  if (size + 2 > LONGEST) return fail("the URL is longer than 8192 characters");
  if (c < ' ') return fail("a control character in the URL");
  if (c == '&' && !escaped) {
    yaml[size++] = '\n';
    *in_value = 0;
  } else if (c == '=' && !escaped && !*in_value) {
    yaml[size++] = ':';
    yaml[size++] = ' ';
    *in_value = 1;
  } else {
    yaml[size++] = (char)c;
  }
  return 0;
}

static uint32_t byte_at(uint32_t index) {
  return index < size ? (uint8_t)yaml[index] : 0;
}

// send: {"data":"..."} with base64 of what was put.
static void send(void) {
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  static const char before[] = "{\"data\":\"", after[] = "\"}";
  uint64_t length = sizeof before - 1 + (size + 2) / 3 * 4 + sizeof after - 1;
  uint64_t block = host_alloc(length), at = block;
  for (const char *c = before; *c; c++) host_store(at++, (uint8_t)*c);
  for (uint32_t i = 0; i < size; i += 3) {
    uint32_t three = byte_at(i) << 16 | byte_at(i + 1) << 8 | byte_at(i + 2);
    host_store(at++, (uint8_t)alphabet[three >> 18]);
    host_store(at++, (uint8_t)alphabet[three >> 12 & 63]);
    host_store(at++, i + 1 < size ? (uint8_t)alphabet[three >> 6 & 63] : '=');
    host_store(at++, i + 2 < size ? (uint8_t)alphabet[three & 63] : '=');
  }
  for (const char *c = after; *c; c++) host_store(at++, (uint8_t)*c);
  output_set(block, length);
}

__attribute__((export_name("helm_plugin_main"))) int helm_plugin_main(void) {
  int in_value = 0;
  size = 0;
  uint64_t at = find();
  if (!at) return fail("expected a URL such as inline://values?replicaCount=3");
  while (at < input_length()) {
    int c = (int)input_load(at++), escaped = 0;
    if (c == '"') {
      if (put('&', 0, &in_value)) return 1; // the last line ends, too
      send();
      return 0;
    }
    if (c == '\\') { // of JSON: Go writes & as \u0026
      c = (int)input_load(at++);
      if (c == 'u') {
        c = hex(at, 4);
        at += 4;
        if (c > 127) return fail("expected other characters than ASCII as %XX in the URL");
      }
    }
    if (c == '%') { // of the URL
      escaped = 1;
      c = hex(at, 2);
      at += 2;
    }
    if (put(c, escaped, &in_value)) return 1;
  }
  return fail("the message ends within the URL");
}
