package dev.portside.tck.fake;

import dev.portside.api.Permission;
import dev.portside.api.Runtime;
import dev.portside.api.Tree;
import dev.portside.api.TreeReader;
import dev.portside.tck.Behavior;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Runtimes that break one rule of sections 1, 2, 7.4 and 11 each. */
final class BrokenSetup {
  private BrokenSetup() {}

  static void add(Map<String, Broken> all) {
    all.put("R-1.1", new Broken(NewNames::new, "the name of another instance differs"));
    all.put("R-1.2", new Broken(Hidden::new, "HiddenRuntime is not public"));
    all.put("R-1.3", new Broken(Unlisted::new, "is to name dev.portside.tck.fake.UnlistedRuntime"));
    all.put("R-1.5", new Broken(Shy::new, "unsupported plugin runtime type: \"shy\""));
    all.put("R-1.6", new Broken(Forgetful::new, "was to fail with PluginCallException, but gave"));
    all.put("R-1.7", new Broken(Only::new, "one of the two was taken; the set-up says"));
    all.put("R-2.1", new Broken(TakesByHand::new, "runtimeConfig.form: unknown key"));
    all.put("R-2.2", new Broken(TakesExtensions::new, "the unknown key tckUnknownKey"));
    all.put("R-2.3", new Broken(TakesAnything::new, "runtimeConfig.program, but nothing"));
    all.put("R-2.4", new Broken(ThrowsState::new, "IllegalStateException"));
    all.put("R-2.5", new Broken(SignsMoment::new, "\"ReadAt\""));
    all.put("R-2.6", new Broken(SignsLittle::new, "\"ECHO\" is not in the signed form"));
    all.put("R-2.7", new Broken(ReadsWhatIsThere::new, "did you mean \"program\"? about"));
    all.put("R-2.8", new Broken(NeedsForm::new, "findings about {program=STDIN}"));
    all.put("R-2.9", new Broken(ForgetsTheOld::new, "findings about {program=STDIN}"));
    all.put("R-7.4", new Broken(AsksNothing::new, "the configuration asks for nothing"));
    all.put("R-11.1", new Broken(CannotHang::new, "opted out of HANG, which is mandatory"));
  }

  /** Its name says how many there are. */
  private static final class NewNames extends Faults {
    private final AtomicInteger open = new AtomicInteger();

    @Override
    Runtime<?> runtime() {
      int others = open.getAndIncrement();
      return new FakeRuntime(new Named(others == 0 ? "fake" : "fake" + others));
    }

    private final class Named extends Faults {
      private final String name;

      Named(String name) {
        this.name = name;
      }

      @Override
      String name() {
        return name;
      }

      @Override
      void closeRuntime(FakeRuntime runtime) {
        if (!runtime.closed) {
          open.decrementAndGet();
        }
        super.closeRuntime(runtime);
      }
    }
  }

  private static final class Hidden extends Faults {
    @Override
    Runtime<?> runtime() {
      return new HiddenRuntime();
    }
  }

  private static final class Unlisted extends Faults {
    @Override
    Runtime<?> runtime() {
      return new UnlistedRuntime();
    }
  }

  private static final class Shy extends Faults {
    @Override
    Runtime<?> runtime() {
      try {
        return new ShyRuntime();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class TakesByHand extends Faults {
    @Override
    FakeConfig readConfig(TreeReader in) {
      boolean plain =
          in.tree() instanceof Tree.Mapping mapping
              && mapping.get("form") instanceof Tree.Scalar scalar
              && "command".equals(scalar.text());
      return new FakeConfig(
          in.text("program"),
          plain ? "command" : in.text("form", "command"),
          in.texts("needs"),
          in.textMap("hooks"),
          this);
    }
  }

  private static final class TakesExtensions extends Faults {
    @Override
    FakeConfig readConfig(TreeReader in) {
      if (in.tree() instanceof Tree.Mapping mapping) {
        for (Tree.Entry entry : mapping.entries()) {
          if (entry.key().startsWith("tck")) {
            in.skip(entry.key());
          }
        }
      }
      return super.readConfig(in);
    }
  }

  private static final class TakesAnything extends Faults {
    @Override
    FakeConfig readConfig(TreeReader in) {
      boolean odd =
          in.tree() instanceof Tree.Mapping mapping
              && mapping.get("program") instanceof Tree.Sequence;
      in.skip("program");
      return new FakeConfig(
          odd ? "ECHO" : in.text("program"),
          in.text("form", "command"),
          in.texts("needs"),
          in.textMap("hooks"),
          this);
    }
  }

  private static final class ThrowsState extends Faults {
    @Override
    FakeConfig readConfig(TreeReader in) {
      FakeConfig config = super.readConfig(in);
      if (in.failed()) {
        throw new IllegalStateException("bad configuration");
      }
      return config;
    }
  }

  private static final class SignsMoment extends Faults {
    @Override
    Map<String, ?> signedForm(FakeConfig config) {
      Map<String, Object> form = new HashMap<>(super.signedForm(config));
      form.put("ReadAt", System.nanoTime());
      return form;
    }
  }

  private static final class SignsLittle extends Faults {
    @Override
    Map<String, ?> signedForm(FakeConfig config) {
      return config.program().equals("ECHO")
          ? Map.of("Form", config.form())
          : super.signedForm(config);
    }
  }

  private static final class Forgetful extends Faults {
    @Override
    Runtime<?> runtime() {
      return new ForgetfulRuntime(true);
    }
  }

  private static final class ReadsWhatIsThere extends Faults {
    @Override
    FakeConfig readConfig(TreeReader in) {
      boolean there =
          !(in.tree() instanceof Tree.Mapping mapping) || mapping.get("program") != null;
      return new FakeConfig(
          there ? in.text("program") : "",
          in.text("form", "command"),
          in.texts("needs"),
          in.textMap("hooks"),
          this);
    }
  }

  private static final class NeedsForm extends Faults {
    @Override
    FakeConfig readConfig(TreeReader in) {
      if (!in.has("form") && in.dialect().equals("v1")) {
        in.reject("", "form is missing");
      }
      return super.readConfig(in);
    }
  }

  private static final class Only extends Faults {
    @Override
    Runtime<?> runtime() {
      return new OnlyRuntime();
    }
  }

  private static final class ForgetsTheOld extends Faults {
    @Override
    FakeConfig readConfig(TreeReader in) {
      if (in.dialect().equals("legacy")) {
        in.reject("", "legacy manifests are not supported any more");
      }
      return super.readConfig(in);
    }
  }

  private static final class AsksNothing extends Faults {
    @Override
    Set<Permission> permissions(FakeConfig config) {
      return Set.of();
    }
  }

  private static final class CannotHang extends Faults {
    @Override
    boolean supports(Behavior behavior) {
      return behavior != Behavior.HANG;
    }
  }
}
