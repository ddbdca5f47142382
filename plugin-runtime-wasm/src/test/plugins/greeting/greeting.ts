// A plug-in of Helm's type test/v1: {"Name":"Ada"} goes in, {"Greeting":"Hello, Ada!"} comes out.
import { Host, Memory } from "@extism/as-pdk";
import { error_set } from "@extism/as-pdk/lib/env";

function stop(message: string | null, file: string | null, line: u32, column: u32): void {
  unreachable();
}

/** The text of a key, with its escapes as they are; null if it is not there. */
function textOf(json: string, key: string): string | null {
  const at = json.indexOf('"' + key + '":"');
  if (at < 0) return null;
  const start = at + key.length + 4;
  let end = start;
  while (end < json.length && json.charAt(end) != '"') {
    end += json.charAt(end) == "\\" ? 2 : 1;
  }
  return json.substring(start, end);
}

export function helm_plugin_main(): i32 {
  const name = textOf(Host.inputString(), "Name");
  if (name == null || name == "") {
    error_set(Memory.allocateString("expected a name").offset);
    return 1;
  }
  Host.outputString('{"Greeting":"Hello, ' + name + '!"}');
  return 0;
}
