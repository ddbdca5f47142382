package dev.portside.metadata;

import dev.portside.api.Finding;
import dev.portside.api.InvalidPluginException;
import dev.portside.api.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What all parts of one reading share: the name of the file, the findings, and the account of
 * aliases, which bounds what a small file can unfold into as go-yaml v3 bounds it.
 */
final class Decoding implements Consumer<Finding> {
  private static final int FEW_ALIASED = 100;
  private static final int FEW_NODES = 1_000;
  private static final double SMALL = 400_000;
  private static final double LARGE = 4_000_000;
  private static final double RATIO_OF_SMALL = 0.99;
  private static final double RATIO_OF_LARGE = 0.10;

  private final String source;
  private final List<Finding> findings = new ArrayList<>(4);
  private int nodes;
  private int aliased;
  private int aliasDepth;

  Decoding(String source) {
    this.source = source;
  }

  String source() {
    return source;
  }

  /** Errors and warnings so far. */
  List<Finding> findings() {
    return findings;
  }

  /** Adds a finding; here rather than in a lambda, which would cost a cold start a class. */
  @Override
  public void accept(Finding finding) {
    findings.add(finding);
  }

  Position at(YamlNode node) {
    return new Position(source, node.line, node.column);
  }

  void error(YamlNode node, TreePath path, String message) {
    findings.add(Finding.error(at(node), path.toString(), message));
  }

  /** An exception with all findings and one more that leaves nothing to go on with. */
  InvalidPluginException fatal(YamlNode node, TreePath path, String message) {
    error(node, path, message);
    return new InvalidPluginException(findings);
  }

  /** How many nodes were visited so far, those behind aliases as often as they are referred to. */
  int visited() {
    return nodes;
  }

  /** Accounts for nodes visited. */
  void visit(int count) {
    nodes += count;
    if (aliasDepth > 0) {
      aliased += count;
    }
  }

  void enterAlias() {
    aliasDepth++;
  }

  /**
   * Ends what {@link #enterAlias} began.
   *
   * @throws InvalidPluginException if too much of the document consists of aliases
   */
  void leaveAlias(YamlNode alias, TreePath path) {
    aliasDepth--;
    if (aliased > FEW_ALIASED && nodes > FEW_NODES && aliased > allowedRatio() * nodes) {
      throw fatal(alias, path, "document contains excessive aliasing");
    }
  }

  private double allowedRatio() {
    if (nodes <= SMALL) {
      return RATIO_OF_SMALL;
    }
    if (nodes >= LARGE) {
      return RATIO_OF_LARGE;
    }
    double beyond = (nodes - SMALL) / (LARGE - SMALL);
    return RATIO_OF_SMALL - (RATIO_OF_SMALL - RATIO_OF_LARGE) * beyond;
  }
}
