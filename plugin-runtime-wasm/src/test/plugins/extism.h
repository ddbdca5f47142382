// The functions that an Extism host offers, as C sees them. Memory of the kernel is not memory of the
// plug-in: it is reached by handles, byte by byte or eight at a time.
#ifndef EXTISM_H
#define EXTISM_H

#include <stdint.h>

#define FROM(module, name) __attribute__((import_module(module), import_name(name)))
#define KERNEL(name) FROM("extism:host/env", name)
#define EXPORT(name) __attribute__((export_name(name)))

typedef uint64_t handle;

KERNEL("alloc") handle kernel_alloc(uint64_t length);
KERNEL("free") void kernel_free(handle block);
KERNEL("length") uint64_t kernel_length(handle block);
KERNEL("load_u8") uint32_t kernel_load(handle at);
KERNEL("load_u64") uint64_t kernel_load_8(handle at);
KERNEL("store_u8") void kernel_store(handle at, uint32_t byte);
KERNEL("store_u64") void kernel_store_8(handle at, uint64_t bytes);
KERNEL("input_length") uint64_t input_length(void);
KERNEL("input_offset") handle input_offset(void);
KERNEL("input_load_u8") uint32_t input_load(uint64_t index);
KERNEL("input_load_u64") uint64_t input_load_8(uint64_t index);
KERNEL("output_set") void output_set(handle block, uint64_t length);
KERNEL("error_set") void error_set(handle text);
KERNEL("config_get") handle config_get(handle key);
KERNEL("var_get") handle var_get(handle key);
KERNEL("var_set") void var_set(handle key, handle value);
KERNEL("http_request") handle http_request(handle request, handle body);
KERNEL("http_status_code") int32_t http_status_code(void);
KERNEL("http_headers") handle http_headers(void);
KERNEL("log_trace") void log_trace(handle text);
KERNEL("log_debug") void log_debug(handle text);
KERNEL("log_info") void log_info(handle text);
KERNEL("log_warn") void log_warn(handle text);
KERNEL("log_error") void log_error(handle text);

// Text in C, as a block of the kernel.

static inline uint64_t length_of(const char *chars) {
  uint64_t length = 0;
  while (chars[length]) length++;
  return length;
}

static inline handle block(const char *bytes, uint64_t length) {
  handle at = kernel_alloc(length);
  for (uint64_t i = 0; i < length; i++) kernel_store(at + i, (uint8_t)bytes[i]);
  return at;
}

static inline handle text(const char *chars) {
  return block(chars, length_of(chars));
}

static inline handle number(uint64_t value) {
  char digits[20];
  int at = sizeof digits;
  do digits[--at] = '0' + value % 10;
  while (value /= 10);
  return block(digits + at, sizeof digits - at);
}

// The messages of Helm's type test/v1: {"Name":"..."} comes, {"Greeting":"..."} goes.

// name: the name as the message has it, without the escapes of JSON, as a block; 0 if there is none.
static inline handle name(void) {
  static const char key[] = "\"Name\":\"";
  uint64_t at = 0, size = 0, length = input_length(), same = 0;
  for (; at < length && same < sizeof key - 1; at++) {
    uint32_t c = input_load(at);
    same = c == (uint8_t)key[same] ? same + 1 : c == '"';
  }
  if (same < sizeof key - 1) return 0;
  uint64_t end = at;
  for (; end < length && input_load(end) != '"'; end++, size++) end += input_load(end) == '\\';
  handle name = kernel_alloc(size);
  for (uint64_t i = 0; i < size; i++, at++) {
    at += input_load(at) == '\\';
    kernel_store(name + i, input_load(at));
  }
  return name;
}

// greet: answers with the text of a block; characters that JSON wants escaped are.
static inline void greet(handle said) {
  static const char before[] = "{\"Greeting\":\"", after[] = "\"}", digits[] = "0123456789abcdef";
  uint64_t length = said ? kernel_length(said) : 0, total = sizeof before + sizeof after - 2;
  for (uint64_t i = 0; i < length; i++) {
    uint32_t c = kernel_load(said + i);
    total += c < ' ' ? 6 : c == '"' || c == '\\' ? 2 : 1;
  }
  handle answer = kernel_alloc(total), at = answer;
  for (const char *c = before; *c; c++) kernel_store(at++, (uint8_t)*c);
  for (uint64_t i = 0; i < length; i++) {
    uint32_t c = kernel_load(said + i);
    if (c < ' ') {
      for (const char *u = "\\u00"; *u; u++) kernel_store(at++, (uint8_t)*u);
      kernel_store(at++, (uint8_t)digits[c >> 4]);
      kernel_store(at++, (uint8_t)digits[c & 15]);
    } else {
      if (c == '"' || c == '\\') kernel_store(at++, '\\');
      kernel_store(at++, c);
    }
  }
  for (const char *c = after; *c; c++) kernel_store(at++, (uint8_t)*c);
  output_set(answer, total);
}

static inline void say(const char *words) {
  greet(text(words));
}

static inline void say_number(uint64_t value) {
  greet(number(value));
}

#endif
