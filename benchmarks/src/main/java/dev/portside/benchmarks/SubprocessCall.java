package dev.portside.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A call of a subprocess plugin beside the same by {@link ProcessBuilder} alone. Open to extension
 * because JMH extends it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SubprocessCall {
  private final Calls calls = new Calls();

  /** JMH's. */
  public SubprocessCall() {}

  /** Closes the plugins. */
  @TearDown
  public void close() {
    calls.close();
  }

  /** {@code true} with the host's streams, as a plugin. */
  @Benchmark
  public void inherited() {
    calls.inherited();
  }

  /**
   * {@code true} with the host's streams.
   *
   * @throws IOException if it does not start
   * @throws InterruptedException never
   */
  @Benchmark
  public void inheritedBare() throws IOException, InterruptedException {
    calls.inheritedBare();
  }

  /** {@code true} without input and output, as a plugin. */
  @Benchmark
  public void discarded() {
    calls.discarded();
  }

  /**
   * {@code true} without input and output.
   *
   * @throws IOException if it does not start
   * @throws InterruptedException never
   */
  @Benchmark
  public void discardedBare() throws IOException, InterruptedException {
    calls.discardedBare();
  }

  /**
   * {@code cat} of 100 KB, as a post-renderer.
   *
   * @return how many bytes came back
   */
  @Benchmark
  public int buffered() {
    return calls.buffered();
  }

  /**
   * {@code cat} of 100 KB.
   *
   * @return how many bytes came back
   * @throws IOException if it does not start
   * @throws InterruptedException never
   */
  @Benchmark
  public int bufferedBare() throws IOException, InterruptedException {
    return calls.bufferedBare();
  }
}
