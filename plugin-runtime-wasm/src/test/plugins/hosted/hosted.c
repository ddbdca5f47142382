// Calls functions that are not Extism's but the host's own, in two namespaces.
#include "../extism.h"

#define USER(name) FROM("extism:host/user", name)
#define EXAMPLE(name) FROM("example:host/numbers", name)

USER("upper") handle upper(handle text);
USER("join") handle join(handle left, handle right);
USER("release") void release(handle block);
EXAMPLE("mix") double mix(int32_t whole, int64_t large, float small, double wide);
EXAMPLE("add") int32_t add(int32_t left, int32_t right);

// A block goes out, another comes back.
EXPORT("upper") int32_t call_upper(void) {
  greet(upper(name()));
  return 0;
}

// Two go out; the host reads both.
EXPORT("join") int32_t call_join(void) {
  greet(join(name(), text(" und K\xc3\xa4se")));
  return 0;
}

// The host frees a block of ours: its length is none afterwards.
EXPORT("release") int32_t call_release(void) {
  handle mine = text("mine");
  release(mine);
  say_number(kernel_length(mine));
  return 0;
}

// Every type of number there and back.
EXPORT("numbers") int32_t call_numbers(void) {
  double mixed = mix(-3, 1ll << 40, 0.5f, 0.25);
  say_number((uint64_t)(mixed * 4) + add(INT32_MIN, -1));
  return 0;
}
