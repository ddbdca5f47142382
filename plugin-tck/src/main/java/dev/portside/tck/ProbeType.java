package dev.portside.tck;

import dev.portside.api.Bytes;
import dev.portside.api.Codec;
import dev.portside.api.CommandCall;
import dev.portside.api.CommandLine;
import dev.portside.api.PluginType;
import dev.portside.api.TreeReader;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * {@link TckV1} as another object, which notes what a runtime asks of it, and can be made awkward.
 */
final class ProbeType implements PluginType<TckV1.Input, TckV1.Output, TckV1.Settings> {
  /** What calls of {@link #selecting} carry. */
  static final String SELECTOR = "tck";

  private final String id;
  private final boolean hasCommandLine;
  private final boolean selects;
  private final boolean answers;
  private final @Nullable String refusal;
  private final AtomicInteger prepared = new AtomicInteger();
  private final AtomicInteger written = new AtomicInteger();

  private ProbeType(
      String id,
      boolean hasCommandLine,
      boolean selects,
      boolean answers,
      @Nullable String refusal) {
    this.id = id;
    this.hasCommandLine = hasCommandLine;
    this.selects = selects;
    this.answers = answers;
    this.refusal = refusal;
  }

  static ProbeType plain() {
    return new ProbeType(TckV1.ID, true, false, true, null);
  }

  static ProbeType withoutCommandLine() {
    return new ProbeType(TckV1.ID, false, false, true, null);
  }

  /** Its command line form has a selector. */
  static ProbeType selecting() {
    return new ProbeType(TckV1.ID, true, true, true, null);
  }

  /** In its command line form standard output is the caller's, as with {@code cli/v1}. */
  static ProbeType handingOut() {
    return new ProbeType(TckV1.ID, true, false, false, null);
  }

  /** A type that no plugin of the kit is of. */
  static ProbeType foreign() {
    return new ProbeType("tck-foreign/v1", true, false, true, null);
  }

  /** Takes no answer, and says why. */
  static ProbeType refusing(String reason) {
    return new ProbeType(TckV1.ID, true, false, true, reason);
  }

  /** How often a runtime has asked for the command line form of a message. */
  int prepared() {
    return prepared.get();
  }

  /** How often a runtime has asked for the message form of a message. */
  int written() {
    return written.get();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public TckV1.Settings readConfig(TreeReader in) {
    return TckV1.TYPE.readConfig(in);
  }

  @Override
  public Codec<TckV1.Input> input() {
    return Codec.of(this::write, in -> TckV1.TYPE.input().read(in));
  }

  private Map<String, ?> write(TckV1.Input input) {
    written.incrementAndGet();
    return TckV1.TYPE.input().write(input);
  }

  @Override
  public Codec<TckV1.Output> output() {
    return Codec.of(output -> TckV1.TYPE.output().write(output), this::read);
  }

  private TckV1.Output read(TreeReader in) {
    if (refusal != null) {
      in.reject("data", refusal);
    }
    return TckV1.TYPE.output().read(in);
  }

  @Override
  public Optional<CommandLine<TckV1.Input, TckV1.Output>> commandLine() {
    return hasCommandLine
        ? Optional.of(CommandLine.of(this::prepare, this::result))
        : Optional.empty();
  }

  private CommandCall prepare(TckV1.Input input) {
    prepared.incrementAndGet();
    CommandCall call = CommandCall.EMPTY.withArgs(input.args()).withEnv(input.env());
    call = input.data().isPresent() ? call.withStdin(input.data().get()) : call;
    call = answers ? call.withResultOnStdout() : call;
    return selects ? call.withSelector(SELECTOR) : call;
  }

  private TckV1.Output result(Bytes stdout) {
    if (refusal != null) {
      throw new IllegalArgumentException(refusal);
    }
    return new TckV1.Output(stdout);
  }
}
