package dev.portside.metadata;

/** Where the text of a scalar comes from that is not text to YAML, such as {@code 1.10}. */
enum Reading {
  /** From the file: {@code 1.10}. So Helm reads legacy manifests and the top level of v1. */
  AS_WRITTEN,
  /**
   * From its value: {@code 1.1}. So Helm reads {@code config} and {@code runtimeConfig} of v1,
   * which go through untyped values and are written out and read again.
   */
  AS_VALUE
}
