package dev.portside.runtime.wasm.code;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import dev.portside.runtime.wasm.memory.CompiledAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Rewrites the functions that the library's compiler has made, so that what they do most takes the
 * way of {@link CompiledAccess} and not that of the library's helpers:
 *
 * <ul>
 *   <li>memory is reached without a look at what kind of memory it is, globals beside it;
 *   <li>a loop looks for an interrupt at its first turn and then at every so manieth. Where that
 *       lies in a branch of its own, the JIT compiler makes an inner loop of the turns between, in
 *       which nothing has to be read again;
 *   <li>functions of the host are called where they are imported, not at one place for all, so that
 *       the JIT compiler sees each of them alone and can inline it.
 * </ul>
 *
 * <p>An operation on many bytes or elements may take long, so it looks for an interrupt each time.
 */
final class DirectAccess {
  private static final String TARGET = Type.getInternalName(CompiledAccess.class);
  private static final String HANDLE = Type.getInternalName(WasmFunctionHandle.class);
  private static final String MEMORY = Type.getDescriptor(Memory.class);
  private static final String INSTANCE = Type.getDescriptor(Instance.class);

  /** How the compiler calls the class with the helpers of a module. */
  private static final String HELPERS = "Shaded";

  private static final Pattern SCALAR =
      Pattern.compile("memory(Read|Write)(Byte|Short|Int|Long|Float|Double)");
  private static final Pattern BULK =
      Pattern.compile("(memory|table|array)[A-Za-z]*(Copy|Fill|Init|Grow)");

  private final MethodNode method;
  private final boolean hasMemory;

  /** Where the memory is; behind it is the instance. */
  private final int memory;

  /**
   * A local variable of ours: how many turns there were since the last look. Counted upwards, to
   * {@link CompiledAccess#TURNS}: of such loops the JIT compiler makes more than of those that
   * count down to 0, a tenth of a small loop's time.
   */
  private final int turns;

  /** Whether there is something to count. If not, a variable would only make recursion deeper. */
  private final boolean loops;

  private DirectAccess(MethodNode method, boolean hasMemory) {
    this.method = method;
    this.hasMemory = hasMemory;
    int arguments = (Type.getArgumentsAndReturnSizes(method.desc) >> 2) - 1; // without a "this"
    this.memory = arguments - 2;
    this.turns = method.maxLocals;
    boolean found = false;
    for (AbstractInsnNode instruction : method.instructions) {
      found |= instruction instanceof MethodInsnNode call && isLook(call) && turnedBy(call) != null;
    }
    this.loops = found;
  }

  private static boolean isLook(MethodInsnNode call) {
    return call.owner.endsWith(HELPERS) && call.name.equals("checkInterruption");
  }

  /** The jump to the begin of a loop that follows a look, or null: then a call follows. */
  private static @Nullable JumpInsnNode turnedBy(MethodInsnNode look) {
    return look.getNext() instanceof JumpInsnNode jump && jump.getOpcode() == Opcodes.GOTO
        ? jump
        : null;
  }

  /**
   * The rewritten form of a class file of the compiler, or that class file itself if there is no
   * room in it. Both forms go together.
   *
   * @param hasMemory whether the module has one; if not, its globals are where the library has them
   */
  static byte[] rewrite(byte[] classFile, boolean hasMemory) {
    ClassReader in = new ClassReader(classFile);
    if (in.getClassName().endsWith(HELPERS)) {
      return classFile;
    }
    ClassNode type = new ClassNode();
    in.accept(type, ClassReader.EXPAND_FRAMES);
    for (MethodNode method : type.methods) {
      if (method.desc.contains(MEMORY + INSTANCE + ")")) {
        new DirectAccess(method, hasMemory).run();
      }
    }
    ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.accept(out);
    try {
      return out.toByteArray();
    } catch (MethodTooLargeException | ClassTooLargeException e) {
      return classFile;
    }
  }

  private void run() {
    for (AbstractInsnNode instruction : method.instructions.toArray()) {
      if (instruction instanceof MethodInsnNode call && call.owner.endsWith(HELPERS)) {
        rewrite(call);
      }
    }
    if (loops) {
      method.instructions.insert(
          list(
              new IntInsnNode(Opcodes.SIPUSH, CompiledAccess.TURNS),
              new VarInsnNode(Opcodes.ISTORE, turns)));
      for (AbstractInsnNode instruction : method.instructions.toArray()) {
        if (instruction instanceof FrameNode frame) {
          frame.local = withTurns(frame.local);
        }
      }
    }
  }

  private void rewrite(MethodInsnNode call) {
    if (SCALAR.matcher(call.name).matches()) {
      call.owner = TARGET;
    } else if (BULK.matcher(call.name).matches()) {
      before(call, access("checkInterruption", "()V"));
    } else if (isLook(call)) {
      look(call);
    } else if (call.name.equals("callHostFunction")) {
      callHost(call);
    } else if (hasMemory && (call.name.equals("readGlobal") || call.name.equals("writeGlobal"))) {
      before(call, new InsnNode(Opcodes.POP), new VarInsnNode(Opcodes.ALOAD, memory));
      call.owner = TARGET;
      call.desc = call.desc.replace(INSTANCE, MEMORY);
    }
  }

  private void look(MethodInsnNode look) {
    JumpInsnNode back = turnedBy(look);
    if (back != null) {
      before(
          look,
          new IincInsnNode(turns, 1),
          new VarInsnNode(Opcodes.ILOAD, turns),
          new IntInsnNode(Opcodes.SIPUSH, CompiledAccess.TURNS),
          new JumpInsnNode(Opcodes.IF_ICMPLT, back.label),
          new InsnNode(Opcodes.ICONST_0),
          new VarInsnNode(Opcodes.ISTORE, turns));
      look.owner = TARGET;
    } else if (loops) {
      before(look, new VarInsnNode(Opcodes.ILOAD, turns), access("turn", "(I)I"));
      method.instructions.set(look, new VarInsnNode(Opcodes.ISTORE, turns));
    } else {
      look.owner = TARGET;
    }
  }

  /** The stack holds the instance, the index and the arguments. */
  private void callHost(MethodInsnNode call) {
    int arguments = turns + 1;
    before(
        call,
        new VarInsnNode(Opcodes.ASTORE, arguments),
        access("hostFunction", "(" + INSTANCE + "I)L" + HANDLE + ";"),
        new VarInsnNode(Opcodes.ALOAD, memory + 1),
        new VarInsnNode(Opcodes.ALOAD, arguments));
    String apply = "(" + INSTANCE + "[J)[J";
    method.instructions.set(
        call, new MethodInsnNode(Opcodes.INVOKEINTERFACE, HANDLE, "apply", apply, true));
  }

  private static MethodInsnNode access(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, TARGET, name, descriptor, false);
  }

  private void before(AbstractInsnNode place, AbstractInsnNode... instructions) {
    method.instructions.insertBefore(place, list(instructions));
  }

  private static InsnList list(AbstractInsnNode... instructions) {
    InsnList list = new InsnList();
    for (AbstractInsnNode instruction : instructions) {
      list.add(instruction);
    }
    return list;
  }

  /** The types of local variables, ours behind them all. */
  private List<Object> withTurns(List<Object> locals) {
    List<Object> types = new ArrayList<>(locals);
    int slots = 0;
    for (Object type : locals) {
      slots += Opcodes.LONG.equals(type) || Opcodes.DOUBLE.equals(type) ? 2 : 1;
    }
    for (; slots < turns; slots++) {
      types.add(Opcodes.TOP);
    }
    types.add(Opcodes.INTEGER);
    return types;
  }
}
