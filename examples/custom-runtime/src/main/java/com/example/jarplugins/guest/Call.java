package com.example.jarplugins.guest;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * One call of a {@link Program}. The streams end with it: what is read or written afterwards, by a
 * thread that was left behind, fails with an {@code IOException}. Unbuffered.
 *
 * @param selector which of several commands, such as a getter's protocol; empty for the main one
 * @param args the arguments
 * @param env the variables of the call; those of the host's own environment are not among them
 * @param in standard input
 * @param out standard output
 * @param err standard error; a host that reports a failure shows its end
 */
public record Call(
    String selector,
    List<String> args,
    Map<String, String> env,
    InputStream in,
    OutputStream out,
    OutputStream err) {
  /** Copies arguments and variables. */
  public Call {
    args = List.copyOf(args);
    env = Map.copyOf(env);
  }
}
