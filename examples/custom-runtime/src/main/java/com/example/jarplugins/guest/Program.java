package com.example.jarplugins.guest;

/**
 * What a plugin's class implements, with a public constructor without parameters. Each call has an
 * instance and a thread of its own; static fields are shared by all calls of one plugin.
 */
public interface Program {
  /**
   * Runs to its end. An interrupt means that the call is over: end soon.
   *
   * @param call what to do
   * @return the exit code; 0 says that all went well
   * @throws Exception for exit code 1, with the stack trace on standard error
   */
  int run(Call call) throws Exception;
}
