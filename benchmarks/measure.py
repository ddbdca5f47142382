#!/usr/bin/env python3
"""Runs commands in turn and prints what each takes, as medians.

    measure.py ROUNDS NAME=COMMAND...

COMMAND is words as a shell would split them; leading VARIABLE=VALUE words go to its environment.
Prints a line for each: name, wall milliseconds, processor milliseconds of the whole process tree,
peak memory in KiB of its largest process. Exits with 1 if a command fails.
"""

import os
import shlex
import statistics
import sys
import time


def parse(argument):
    name, _, command = argument.partition("=")
    words = shlex.split(command)
    environment = dict(os.environ)
    while "=" in words[0]:
        variable, _, value = words.pop(0).partition("=")
        environment[variable] = value
    return name, words, environment


def measure(words, environment):
    null = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1, 2)]
    start = time.perf_counter()
    pid = os.posix_spawnp(words[0], words, environment, file_actions=null)
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        sys.exit(f"{shlex.join(words)}: ended with status {status}")
    return wall * 1e3, (usage.ru_utime + usage.ru_stime) * 1e3, usage.ru_maxrss


def main():
    rounds = int(sys.argv[1])
    commands = [parse(argument) for argument in sys.argv[2:]]
    results = {name: [] for name, _, _ in commands}
    for turn in range(rounds + 1):
        for i in range(len(commands)):
            name, words, environment = commands[(i + turn) % len(commands)]
            result = measure(words, environment)
            if turn > 0:  # the first round fills caches
                results[name].append(result)
    for name, rows in results.items():
        print(name, *(f"{statistics.median(column):.2f}" for column in zip(*rows)))


main()
