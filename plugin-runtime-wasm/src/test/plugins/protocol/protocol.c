// Well-behaved exports, one for each thing that a plug-in may ask of an Extism host. No libc, no WASI.
#include "../extism.h"

EXPORT("greet_back") int32_t greet_back(void) {
  greet(name());
  return 0;
}

EXPORT("fail") int32_t fail(void) {
  error_set(name());
  return 1;
}

// The message by its place in the memory of the kernel instead of by index.
EXPORT("input_by_offset") int32_t input_by_offset(void) {
  uint64_t length = input_length();
  handle from = input_offset(), to = kernel_alloc(length);
  uint64_t i = 0;
  for (; i + 8 <= length; i += 8) kernel_store_8(to + i, kernel_load_8(from + i));
  for (; i < length; i++) kernel_store(to + i, kernel_load(from + i));
  greet(to);
  return 0;
}

// Blocks of many sizes, filled, checked and freed in another order, again and again.
EXPORT("allocate") int32_t allocate(void) {
  enum { BLOCKS = 64, ROUNDS = 50 };
  static handle blocks[BLOCKS];
  static uint32_t sizes[BLOCKS];
  uint32_t random = 2463534242u;
  for (int round = 0; round < ROUNDS; round++) {
    for (int i = 0; i < BLOCKS; i++) {
      random = random * 1664525u + 1013904223u;
      sizes[i] = 1 + (random >> 20);
      blocks[i] = kernel_alloc(sizes[i]);
      if (kernel_length(blocks[i]) != sizes[i]) return 1;
      kernel_store(blocks[i], i);
      kernel_store(blocks[i] + sizes[i] - 1, i);
    }
    for (int i = 0; i < BLOCKS; i++) {
      int at = i * 37 % BLOCKS;
      if (kernel_load(blocks[at]) != (uint32_t)at) return 2;
      if (kernel_load(blocks[at] + sizes[at] - 1) != (uint32_t)at) return 3;
      kernel_free(blocks[at]);
    }
  }
  say("every block kept its bytes");
  return 0;
}

// A greeting that is larger than a page of memory, written eight bytes at a time.
EXPORT("several_pages") int32_t several_pages(void) {
  const uint64_t length = 3 * 65536 + 8;
  handle before = text("before"), big = kernel_alloc(length), after = text("after");
  for (uint64_t i = 0; i < length; i += 8) kernel_store_8(big + i, 0x4847464544434241ull);
  if (kernel_load(before) != 'b' || kernel_load(after) != 'a') return 1;
  greet(big);
  return 0;
}

EXPORT("config") int32_t config(void) {
  handle value = config_get(name());
  greet(value ? value : text("not set"));
  return 0;
}

// Counts its calls in a variable.
EXPORT("count_calls") int32_t count_calls(void) {
  handle name = text("calls"), before = var_get(name);
  uint64_t calls = before ? kernel_load_8(before) : 0;
  handle now = kernel_alloc(8);
  kernel_store_8(now, calls + 1);
  var_set(name, now);
  say_number(calls + 1);
  return 0;
}

// Sets a variable and removes it.
EXPORT("forget_var") int32_t forget_var(void) {
  var_set(text("k"), text("value"));
  var_set(text("k"), 0);
  say(var_get(text("k")) ? "still there" : "gone");
  return 0;
}

// Sets a variable whose value is the name.
EXPORT("keep_name") int32_t keep_name(void) {
  var_set(text("name"), name());
  greet(var_get(text("name")));
  return 0;
}

EXPORT("log_all") int32_t log_all(void) {
  log_trace(text("a trace"));
  log_debug(text("a detail"));
  log_info(text("a message"));
  log_warn(text("a warning"));
  log_error(text("an error: \xe2\x9a\xa0"));
  say("logged");
  return 0;
}

// The name is the request; the greeting is the body, the result the status if it is not 200.
EXPORT("http") int32_t http(void) {
  handle body = http_request(name(), 0);
  if (body) greet(body);
  int32_t status = http_status_code();
  return status == 200 ? 0 : status;
}

EXPORT("http_post") int32_t http_post(void) {
  handle body = http_request(name(), text("sent by the plug-in"));
  if (body) greet(body);
  return 0;
}

EXPORT("http_response_headers") int32_t http_response_headers(void) {
  http_request(name(), 0);
  handle headers = http_headers();
  greet(headers ? headers : text("none"));
  return 0;
}
