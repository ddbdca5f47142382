package dev.portside.packaging.lock;

/** What {@link LockCheck} does about a plugin that is not as it was installed. */
public enum LockPolicy {
  /** The plugin does not load. */
  REFUSE,
  /** It loads, with a warning. */
  WARN,
  /** Nothing; no file is looked at. */
  OFF
}
