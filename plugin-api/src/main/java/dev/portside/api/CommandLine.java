package dev.portside.api;

import java.util.function.Function;

/**
 * The command line form of a plugin type: arguments, environment, standard input and output. It
 * serves processes, and everything else that looks like one. Implementations are stateless and safe
 * for use by several threads.
 *
 * @param <I> the message that goes in
 * @param <O> the message that comes out
 */
public interface CommandLine<I, O> {
  /**
   * What to run for a message.
   *
   * @param message the message
   * @return arguments, environment and streams of the call
   */
  CommandCall prepare(I message);

  /**
   * The answer of a program that ended well.
   *
   * @param stdout its standard output if {@link CommandCall#resultOnStdout()}, else empty
   * @return the message
   * @throws IllegalArgumentException if it is no answer; the text tells why
   */
  O result(Bytes stdout);

  /**
   * A command line form of two functions.
   *
   * @param prepare see {@link #prepare}
   * @param result see {@link #result}
   * @param <I> the message that goes in
   * @param <O> the message that comes out
   * @return the command line form
   */
  static <I, O> CommandLine<I, O> of(
      Function<? super I, CommandCall> prepare, Function<? super Bytes, ? extends O> result) {
    return new CommandLine<>() {
      @Override
      public CommandCall prepare(I message) {
        return prepare.apply(message);
      }

      @Override
      public O result(Bytes stdout) {
        return result.apply(stdout);
      }
    };
  }
}
