#!/usr/bin/env python3
"""Writes an Extism module of about 3 MB, such as Go's compiler makes them.

    large_module.py FILE [asks]

It has 38,000 data segments over 43 pages, 9,000 functions in a table, and an `_initialize` that
computes for some milliseconds and writes half a megabyte. Its entry `helm_plugin_main` checks what
was initialised and answers `{}`. With `asks`, `_initialize` takes the time and a random number
through WASI before it starts, as every Go module does; the entry then accepts any state.
"""

import random
import sys

PAGES = 43
SEGMENTS = 38_000
FUNCTIONS = 9_000
ROUNDS = 1_200_000
HEAP = 1 << 19  # what _initialize writes, at the end of memory
I32, I64 = 0x7F, 0x7E


def u(value):
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def s(value):
    out = b""
    while not -0x40 <= value < 0x40:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value & 0x7F])


def name(text):
    return u(len(text)) + text.encode()


def vector(items):
    return u(len(items)) + b"".join(items)


def section(number, body):
    return bytes([number]) + u(len(body)) + body


def function_type(parameters, results):
    return b"\x60" + vector([bytes([t]) for t in parameters]) + vector([bytes([t]) for t in results])


def body(locals_i32, code):
    content = (u(1) + u(locals_i32) + bytes([I32]) if locals_i32 else u(0)) + code + b"\x0b"
    return u(len(content)) + content


def const(value):
    return b"\x41" + s(value if value < 1 << 31 else value - (1 << 32))


def get(index):
    return b"\x20" + u(index)


def put(index):
    return b"\x21" + u(index)


def xorshift(local):
    """The next number of a generator whose state is in a local."""
    step = b""
    for shift, left in ((13, True), (17, False), (5, True)):
        step += get(local) + get(local) + const(shift) + (b"\x74" if left else b"\x76") + b"\x73" + put(local)
    return step


def filler(generator):
    """A function (i32) -> i32 of some 170 bytes that no other equals."""
    code = get(0)
    for _ in range(25):
        operator = generator.choice((0x6A, 0x6B, 0x6C, 0x71, 0x72, 0x73))
        code += const(generator.getrandbits(30)) + bytes([operator])
    return body(0, code)


TYPES = [
    function_type([], [I32]),
    function_type([I32], [I32]),
    function_type([I64], [I64]),
    function_type([I64, I32], []),
    function_type([I64, I64], []),
    function_type([], []),
    function_type([I32, I64, I32], [I32]),
    function_type([I32, I32], [I32]),
]


def imports(asks):
    wanted = [
        ("extism:host/env", "alloc", 2),
        ("extism:host/env", "store_u8", 3),
        ("extism:host/env", "output_set", 4),
    ]
    if asks:
        wanted += [
            ("wasi_snapshot_preview1", "clock_time_get", 6),
            ("wasi_snapshot_preview1", "random_get", 7),
        ]
    return [name(module) + name(field) + b"\x00" + u(index) for module, field, index in wanted]


def initialize(asks, heap):
    """Locals: 0 rounds left, 1 generator, 2 address."""
    code = const(2463534242) + put(1)
    if asks:
        code += const(0) + b"\x42\x00" + const(heap - 16) + b"\x10\x03\x1a"
        code += const(heap - 8) + const(8) + b"\x10\x04\x1a"
        code += const(heap - 8) + b"\x28\x02\x00" + const(1) + b"\x72" + put(1)
    code += const(ROUNDS) + put(0)
    code += b"\x03\x40" + xorshift(1)
    code += get(1) + const(HEAP - 4) + b"\x71" + const(heap) + b"\x6a" + put(2)
    code += get(2) + get(2) + b"\x28\x02\x00" + get(1) + b"\x6a" + b"\x36\x02\x00"
    # Every 64th round calls one of the functions through the table.
    code += get(0) + const(63) + b"\x71\x45\x04\x40"
    code += get(1) + get(1) + const(0x7FFFFFFF) + b"\x71" + const(FUNCTIONS) + b"\x70"
    code += b"\x11\x01\x00" + put(1) + get(1) + const(1) + b"\x72" + put(1) + b"\x0b"
    code += get(0) + const(1) + b"\x6b" + b"\x22\x00" + b"\x0d\x00\x0b"
    code += get(1) + b"\x24\x00"  # the global says that it was done
    return body(3, code)


def entry():
    """Locals: none of i32, and one of i64 for the block of the answer."""
    code = b"\x23\x00" + b"\x45\x04\x40\x00\x0b"  # trap unless initialised
    code += b"\x42\x02\x10\x00" + put(0)
    code += get(0) + const(ord("{")) + b"\x10\x01"
    code += get(0) + b"\x42\x01\x7c" + const(ord("}")) + b"\x10\x01"
    code += get(0) + b"\x42\x02\x10\x02" + const(0)
    content = u(1) + u(1) + bytes([I64]) + code + b"\x0b"
    return u(len(content)) + content


def main():
    path, asks = sys.argv[1], "asks" in sys.argv[2:]
    generator = random.Random(38)
    heap = PAGES * 65536 - HEAP
    imported = imports(asks)
    first = len(imported)
    # A table, so that an active segment each few bytes has somewhere to go.
    room = (heap - 4096) // SEGMENTS
    segments = []
    for i in range(SEGMENTS):
        size = generator.randrange(8, room - 8)
        segments.append(b"\x00" + const(1024 + i * room) + b"\x0b" + u(size) + generator.randbytes(size))
    functions = [filler(generator) for _ in range(FUNCTIONS)]
    module = b"\0asm\x01\0\0\0"
    module += section(1, vector(TYPES))
    module += section(2, vector(imported))
    module += section(3, vector([u(1)] * FUNCTIONS + [u(5), u(0)]))
    module += section(4, vector([b"\x70\x00" + u(FUNCTIONS)]))
    module += section(5, vector([b"\x00" + u(PAGES)]))
    module += section(6, vector([bytes([I32, 1]) + const(0) + b"\x0b"]))
    module += section(
        7,
        vector(
            [
                name("memory") + b"\x02\x00",
                name("_initialize") + b"\x00" + u(first + FUNCTIONS),
                name("helm_plugin_main") + b"\x00" + u(first + FUNCTIONS + 1),
            ]
        ),
    )
    indices = [u(first + i) for i in range(FUNCTIONS)]
    module += section(9, vector([b"\x00" + const(0) + b"\x0b" + vector(indices)]))
    module += section(10, vector(functions + [initialize(asks, heap), entry()]))
    module += section(11, vector(segments))
    with open(path, "wb") as file:
        file.write(module)


main()
