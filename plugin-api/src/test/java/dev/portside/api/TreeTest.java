package dev.portside.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tree")
class TreeTest {
  @Test
  @DisplayName("that shares its subtrees is no bomb: it is never compared or printed whole")
  void isNoBomb() {
    Tree mappings = Tree.of(Map.of());
    Tree lists = Tree.of(List.of());
    for (int depth = 0; depth < 64; depth++) {
      Tree mapping = mappings;
      Tree list = lists;
      mappings =
          new Tree.Mapping(
              List.of(
                  new Tree.Entry("a", Position.NONE, mapping),
                  new Tree.Entry("b", Position.NONE, mapping)),
              Position.NONE);
      lists = new Tree.Sequence(List.of(list, list), Position.NONE);
    }
    for (Tree bomb : List.of(mappings, lists)) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () -> {
            assertEquals(bomb, bomb);
            assertEquals(bomb.hashCode(), bomb.hashCode());
            return bomb.toString();
          });
    }
    assertEquals("a mapping of 2", mappings.toString());
    assertEquals("a list of 2", lists.toString());
  }

  @Test
  @DisplayName("equals no other tree of the same text")
  void equalsNoOther() {
    assertNotEquals(Tree.of(Map.of()), Tree.of(Map.of()));
    assertNotEquals(Tree.of(List.of()), Tree.of(List.of()));
  }

  @Test
  @DisplayName("gives the first of two values of one key, and null for none")
  void givesTheFirstValue() {
    Tree first = Tree.of("1");
    Tree.Mapping mapping =
        new Tree.Mapping(
            List.of(
                new Tree.Entry("a", Position.NONE, first),
                new Tree.Entry("a", Position.NONE, Tree.of("2"))),
            Position.NONE);
    assertSame(first, mapping.get("a"));
    assertNull(mapping.get("A"));
  }

  @Test
  @DisplayName("does not change with the list it was made of")
  void doesNotChange() {
    List<Tree> items = new ArrayList<>(List.of(Tree.of("a")));
    List<Tree.Entry> entries = new ArrayList<>();
    Tree.Sequence list = new Tree.Sequence(items, Position.NONE);
    Tree.Mapping mapping = new Tree.Mapping(entries, Position.NONE);
    items.clear();
    entries.add(new Tree.Entry("a", Position.NONE, Tree.of("b")));
    assertEquals(1, list.items().size());
    assertEquals(List.of(), mapping.entries());
  }
}
