package dev.portside.runtime.wasm.memory;

import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The size of a memory and its way back to an image.
 *
 * <p>The array is exactly as long as the memory: spare room for growth would need a second bounds
 * check at every access, which costs a fifth of a tight loop. Which parts were written since the
 * last image is kept per card of 512 bytes, so that the way back copies those alone; that costs a
 * twentieth of the same loop.
 */
abstract sealed class RestorableMemory implements Memory, AutoCloseable permits FlatMemory {
  static final int PAGE_SHIFT = 16;
  static final int CARD_SHIFT = 9;

  /** How far a write that starts in one card can reach into the next. */
  private static final int REACH = 7;

  private static final byte[] NOTHING = {};
  private static final String WHAT = "memory of the module";

  /** Room for globals that is there from the start. */
  private static final int GLOBALS = 16;

  private final MemoryLimits declared;
  private final int maximumPages;
  private final MemoryBudget budget;

  /** The memory. */
  byte[] bytes;

  /** For each card not 0 if a write has started in it since {@link #base}. */
  byte[] cards;

  /** The values of the globals beside this memory, in order of their index. */
  long[] globals = new long[GLOBALS];

  private int globalCount;

  /** What the memory holds wherever no card is marked, if that is known. */
  private @Nullable MemoryImage base;

  private boolean refused;

  RestorableMemory(MemoryLimits declared, int pageLimit, MemoryBudget budget) {
    int allowed = Math.min(pageLimit, RUNTIME_MAX_PAGES);
    if (declared.initialPages() > allowed) {
      throw MemoryLimitException.pages(WHAT, declared.initialPages(), allowed);
    }
    this.declared = declared;
    this.maximumPages = Math.min(declared.maximumPages(), allowed);
    this.budget = budget;
    this.bytes = take(null, declared.initialPages() << PAGE_SHIFT);
    this.cards = new byte[bytes.length >>> CARD_SHIFT];
  }

  RestorableMemory(MemoryImage image, MemoryBudget budget) {
    this.declared = image.declared();
    this.maximumPages = image.maximumPages();
    this.budget = budget;
    this.bytes = take(image.bytes(), image.bytes().length);
    this.cards = new byte[bytes.length >>> CARD_SHIFT];
    this.base = image;
  }

  /**
   * Makes the next global of the instance that this is the memory of. Its value lies here, since
   * compiled code has the memory at hand, and a global of the library is five fields away.
   *
   * @param low the value, or the lower half of a vector
   * @param high the upper half of a vector, else 0
   * @param type what it holds
   * @param mutability whether it may change
   * @return the global
   */
  public GlobalInstance newGlobal(long low, long high, ValType type, MutabilityType mutability) {
    if (globalCount == globals.length) {
      globals = Arrays.copyOf(globals, 2 * globalCount);
    }
    globals[globalCount] = low;
    return new FlatGlobal(this, globalCount++, high, type, mutability);
  }

  /**
   * Copies the content.
   *
   * @return an image that later writes do not change; {@link #restore} is fastest with the newest
   */
  public MemoryImage capture() {
    MemoryImage image = new MemoryImage(bytes.clone(), declared, maximumPages);
    Arrays.fill(cards, (byte) 0);
    base = image;
    return image;
  }

  /**
   * Makes content and size those of an image; no byte of what was here remains.
   *
   * @param image an image of this memory or of one with the same limits
   * @throws MemoryLimitException if the sizes differ and the budget has not left what the image
   *     needs; the memory is then as good as closed
   */
  public void restore(MemoryImage image) {
    byte[] content = image.bytes();
    if (bytes.length != content.length) {
      close();
      bytes = take(content, content.length);
      cards = new byte[bytes.length >>> CARD_SHIFT];
    } else if (image == base) {
      restoreCards(content);
    } else {
      System.arraycopy(content, 0, bytes, 0, content.length);
      Arrays.fill(cards, (byte) 0);
    }
    base = image;
    refused = false;
  }

  /** Copies each run of marked cards at once. */
  private void restoreCards(byte[] content) {
    for (int card = 0; card < cards.length; card++) {
      if (cards[card] != 0) {
        int from = card << CARD_SHIFT;
        while (card < cards.length && cards[card] != 0) {
          cards[card++] = 0;
        }
        int to = Math.min((card << CARD_SHIFT) + REACH, content.length);
        System.arraycopy(content, from, bytes, from, to - from);
      }
    }
  }

  /** Gives the array back to the budget; every later access but {@link #restore} traps. */
  @Override
  public void close() {
    budget.release(bytes.length);
    bytes = NOTHING;
    cards = NOTHING;
  }

  private byte[] take(byte @Nullable [] content, int length) {
    byte[] array = tryTake(content, length);
    if (array == null) {
      throw MemoryLimitException.budget(WHAT, length, budget);
    }
    return array;
  }

  /**
   * Reserves and fills an array, or answers null. The budget counts bytes and the heap may still be
   * too fragmented for so long an array; the guest is then told the same as at its limit.
   */
  private byte @Nullable [] tryTake(byte @Nullable [] content, int length) {
    if (!budget.reserve(length)) {
      return null;
    }
    try {
      return content == null ? new byte[length] : Arrays.copyOf(content, length);
    } catch (OutOfMemoryError e) {
      budget.release(length);
      return null;
    }
  }

  @Override
  public int pages() {
    return bytes.length >>> PAGE_SHIFT;
  }

  /**
   * Adds pages of zeros.
   *
   * @param size how many pages more, an unsigned number
   * @return the pages before, or -1 if the memory cannot grow that much and stays as it was
   */
  @Override
  public int grow(int size) {
    int before = pages();
    if (size < 0 || size > maximumPages - before) {
      refused = true;
      return -1;
    }
    if (size > 0) {
      byte[] larger = tryTake(bytes, (before + size) << PAGE_SHIFT);
      if (larger == null) {
        refused = true;
        return -1;
      }
      budget.release(bytes.length);
      bytes = larger;
      cards = Arrays.copyOf(cards, bytes.length >>> CARD_SHIFT);
    }
    return before;
  }

  /**
   * Whether the memory could not grow as the guest asked, which may be why the guest failed.
   *
   * @return true once {@link #grow} has answered -1, false again after {@link #restore}
   */
  public boolean refused() {
    return refused;
  }

  @Override
  public int initialPages() {
    return declared.initialPages();
  }

  @Override
  public int maximumPages() {
    return maximumPages;
  }

  @Override
  public boolean shared() {
    return declared.shared();
  }

  /** Marks the cards of a write that has happened. */
  void mark(int address, int size) {
    if (size > 0) {
      int last = (address + size - 1) >>> CARD_SHIFT;
      Arrays.fill(cards, address >>> CARD_SHIFT, last + 1, (byte) 1);
    }
  }
}
