// What a module may do to its host, one export each. Freestanding: no libc, no WASI.
#include "../extism.h"

#define MIB (1 << 20)

// Time.

EXPORT("infinite_loop") int32_t infinite_loop(void) {
  for (volatile uint32_t turns = 0;; turns++) {
  }
}

EXPORT("tight_loop") int32_t tight_loop(void) {
  for (;;) __asm__ volatile("");
}

EXPORT("host_loop") int32_t host_loop(void) {
  for (;;) input_length();
}

EXPORT("churn_loop") int32_t churn_loop(void) {
  for (;;) kernel_free(kernel_alloc(4096));
}

EXPORT("log_loop") int32_t log_loop(void) {
  handle line = text("again");
  for (;;) log_trace(line);
}

// Memory.

EXPORT("grow_bomb") int32_t grow_bomb(void) {
  while (__builtin_wasm_memory_grow(0, 16) != (uint32_t)-1) {
  }
  say_number(__builtin_wasm_memory_size(0));
  return 0;
}

EXPORT("grow_and_touch") int32_t grow_and_touch(void) {
  uint32_t page;
  while ((page = __builtin_wasm_memory_grow(0, 1)) != (uint32_t)-1) {
    *(volatile uint8_t *)(page << 16) = 1;
  }
  say("full");
  return 0;
}

EXPORT("grow_too_far") int32_t grow_too_far(void) {
  uint32_t refused = 0;
  refused += __builtin_wasm_memory_grow(0, 65536) == (uint32_t)-1;
  refused += __builtin_wasm_memory_grow(0, 0x7fffffff) == (uint32_t)-1;
  refused += __builtin_wasm_memory_grow(0, 0xffffffff) == (uint32_t)-1;
  say_number(refused);
  return 0;
}

EXPORT("kernel_bomb") int32_t kernel_bomb(void) {
  uint64_t blocks = 0;
  while (blocks < 8192 && kernel_alloc(MIB)) blocks++;
  say_number(blocks);
  return 0;
}

EXPORT("kernel_crumbs") int32_t kernel_crumbs(void) {
  uint64_t blocks = 0;
  while (kernel_alloc(1)) blocks++;
  return blocks == 0;
}

EXPORT("alloc_absurd") int32_t alloc_absurd(void) {
  uint64_t refused = 0;
  refused += kernel_alloc(1ull << 40) == 0;
  refused += kernel_alloc(0xffffffffull) == 0;
  refused += kernel_alloc(0x7fffffffffffffffull) == 0;
  refused += kernel_alloc(0xffffffffffffffffull) == 0;
  say_number(refused);
  return 0;
}

// Traps.

EXPORT("trap") int32_t trap(void) {
  __builtin_trap();
}

EXPORT("oob") int32_t oob(void) {
  return *(volatile int32_t *)0xfffffffcu;
}

EXPORT("oob_write") int32_t oob_write(void) {
  *(volatile int64_t *)0x7ffffff9u = -1;
  return 0;
}

EXPORT("divide_by_zero") int32_t divide_by_zero(void) {
  volatile int32_t some = 7, zero = 0;
  return some / zero;
}

EXPORT("divide_overflow") int32_t divide_overflow(void) {
  volatile int32_t least = INT32_MIN, minus = -1;
  return least / minus;
}

EXPORT("bad_conversion") int32_t bad_conversion(void) {
  volatile double big = 1e300;
  int32_t result;
  double value = big;
  __asm__ volatile("local.get %1\n\ti32.trunc_f64_s\n\tlocal.set %0" : "=r"(result) : "r"(value));
  return result;
}

EXPORT("bad_pointer") int32_t bad_pointer(void) {
  volatile uintptr_t nowhere = 12345;
  return ((int32_t (*)(void))nowhere)();
}

EXPORT("bad_signature") int32_t bad_signature(void) {
  int32_t (*volatile function)(void) = trap;
  return ((int32_t (*)(int64_t, double))(uintptr_t)function)(1, 2);
}

// The stack.

static int32_t __attribute__((noinline)) deeper_in_memory(volatile int32_t *above) {
  volatile int32_t here = *above + 1;
  return deeper_in_memory(&here) + here;
}

EXPORT("stack_overflow") int32_t stack_overflow(void) {
  volatile int32_t start = 0;
  return deeper_in_memory(&start);
}

static int64_t __attribute__((noinline)) deeper(int64_t level) {
  return level == 0 ? 0 : deeper(level - 1) * 31 + level;
}

EXPORT("call_depth") int32_t call_depth(void) {
  volatile int64_t levels = 100000;
  say_number(deeper(levels) != 0);
  return 0;
}

EXPORT("endless_recursion") int32_t endless_recursion(void) {
  volatile int64_t levels = INT64_MAX;
  return deeper(levels) == 0;
}

// Results.

EXPORT("nonzero") int32_t nonzero(void) {
  return 42;
}

EXPORT("nonzero_negative") int32_t nonzero_negative(void) {
  return -7;
}

EXPORT("nonzero_err") int32_t nonzero_err(void) {
  error_set(text("a bad thing"));
  return 3;
}

EXPORT("zero_err") int32_t zero_err(void) {
  error_set(text("a bad thing, with code 0"));
  say("an answer");
  return 0;
}

EXPORT("no_return") void no_return(void) {
  say("void");
}

EXPORT("i64_return") int64_t i64_return(void) {
  say("i64");
  return 0;
}

EXPORT("with_param") int32_t with_param(int32_t value) {
  return value;
}

EXPORT("silent") int32_t silent(void) {
  return 0;
}

EXPORT("huge_output") int32_t huge_output(void) {
  handle big = kernel_alloc(2 * MIB);
  if (!big) return 1;
  kernel_store(big, 'b');
  output_set(big, 2 * MIB);
  return 0;
}

EXPORT("huge_error") int32_t huge_error(void) {
  handle big = kernel_alloc(2 * MIB);
  if (!big) return 1;
  kernel_store(big, 'b');
  error_set(big);
  return 1;
}

EXPORT("binary_output") int32_t binary_output(void) {
  greet(block("\xff\xfe\x00\xc3", 4));
  return 0;
}

EXPORT("binary_error") int32_t binary_error(void) {
  error_set(block("\xff bad \xc3", 7));
  return 1;
}

// Pointers and sizes that are none, given to the kernel.

EXPORT("bad_output") int32_t bad_output(void) {
  output_set(0xfffffff0ull, MIB);
  return 0;
}

EXPORT("negative_output") int32_t negative_output(void) {
  output_set(text("short"), 0xffffffffffffffffull);
  return 0;
}

EXPORT("junk_error") int32_t junk_error(void) {
  error_set(0x123456789ull);
  return 1;
}

EXPORT("junk_load") int32_t junk_load(void) {
  return kernel_load(0xffffffffffffull) != 0;
}

EXPORT("junk_store") int32_t junk_store(void) {
  kernel_store_8(0xfffffffffffffff9ull, 1);
  return 0;
}

EXPORT("junk_free") int32_t junk_free(void) {
  kernel_free(0x123456789ull);
  handle once = text("once");
  kernel_free(once);
  kernel_free(once);
  kernel_free(once + 1);
  kernel_free(0);
  say("still here");
  return 0;
}

EXPORT("junk_length") int32_t junk_length(void) {
  say_number(kernel_length(77777));
  return 0;
}

EXPORT("root_overwritten") int32_t root_overwritten(void) {
  for (uint64_t at = 0; at < 128; at += 8) kernel_store_8(at, 0xffffffffffffffffull);
  say("built on sand");
  return 0;
}

EXPORT("beyond_input") int32_t beyond_input(void) {
  return input_load(input_length() + 100) != 0;
}

// Pointers and sizes that are none, given to the host.

EXPORT("var_junk_ptr") int32_t var_junk_ptr(void) {
  var_get(0x123456789ull);
  say("ok");
  return 0;
}

EXPORT("config_junk_ptr") int32_t config_junk_ptr(void) {
  config_get(0xffffffffffffffffull);
  say("ok");
  return 0;
}

EXPORT("log_junk_ptr") int32_t log_junk_ptr(void) {
  log_error(0x123456789ull);
  say("ok");
  return 0;
}

EXPORT("http_junk_ptr") int32_t http_junk_ptr(void) {
  http_request(0x123456789ull, 0x987654321ull);
  return 0;
}

EXPORT("http_not_json") int32_t http_not_json(void) {
  http_request(text("not JSON"), 0);
  return 0;
}

EXPORT("http_anywhere") int32_t http_anywhere(void) {
  http_request(text("{\"url\":\"http://127.0.0.1:1/\"}"), 0);
  return 0;
}

EXPORT("http_file") int32_t http_file(void) {
  http_request(text("{\"url\":\"file:///etc/passwd\"}"), 0);
  return 0;
}

EXPORT("small_var") int32_t small_var(void) {
  var_set(text("k"), text("value"));
  greet(var_get(text("k")));
  return 0;
}

EXPORT("huge_var") int32_t huge_var(void) {
  var_set(text("k"), kernel_alloc(2 * MIB));
  say("kept");
  return 0;
}

EXPORT("many_vars") int32_t many_vars(void) {
  for (uint64_t i = 0; i < 1000000; i++) {
    handle name = number(i);
    var_set(name, name);
    kernel_free(name);
  }
  say("kept");
  return 0;
}
