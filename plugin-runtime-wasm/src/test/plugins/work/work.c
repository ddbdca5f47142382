// What is measured: bytes through the kernel, and arithmetic. No libc, no WASI, no HTTP.
#include "../extism.h"

// The message itself, byte by byte.
EXPORT("echo") int32_t echo(void) {
  uint64_t length = input_length();
  handle copy = kernel_alloc(length);
  for (uint64_t i = 0; i < length; i++) kernel_store(copy + i, input_load(i));
  output_set(copy, length);
  return 0;
}

// Two million rounds of arithmetic on a table of 64 KiB.
EXPORT("cpu") int32_t cpu(void) {
  static uint32_t table[1 << 14];
  uint32_t random = 88675123u, sum = 0;
  for (int round = 0; round < 2000000; round++) {
    random ^= random << 13;
    random ^= random >> 17;
    random ^= random << 5;
    table[random & 0x3fff] += random;
    sum ^= table[random >> 18];
  }
  say_number(sum);
  return 0;
}
