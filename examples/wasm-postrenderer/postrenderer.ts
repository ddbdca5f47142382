// A postrenderer/v1 plug-in in AssemblyScript: {"manifests":"...","extraArgs":[]} goes in,
// {"manifests":"..."} comes out, with every image pulled through a mirror.
import { Config, Host, Memory } from "@extism/as-pdk";
import { error_set } from "@extism/as-pdk/lib/env";

function stop(message: string | null, file: string | null, line: u32, column: u32): void {
  unreachable();
}

function fail(message: string): i32 {
  error_set(Memory.allocateString(message).offset);
  return 1;
}

/** Where the JSON text that starts at an index ends: at its closing quote. */
function endOfText(json: string, start: i32): i32 {
  let end = start;
  while (end < json.length && json.charAt(end) != '"') {
    end += json.charAt(end) == "\\" ? 2 : 1;
  }
  return end;
}

/** A line of a manifest, still escaped as in JSON; an image gets the mirror in front. */
function mirrored(line: string, mirror: string): string {
  const at = line.indexOf("image: ");
  if (at < 0) return line;
  for (let i = 0; i < at; i++) {
    const c = line.charAt(i);
    if (c != " " && c != "-") return line; // of another key, or of a text
  }
  let image = line.substring(at + 7);
  let quote = "";
  if (image.startsWith('\\"')) {
    quote = '\\"';
    image = image.substring(2);
  }
  const name = image.startsWith("docker.io/") ? image.substring(10) : image;
  return line.substring(0, at) + "image: " + quote + mirror + "/" + name;
}

export function helm_plugin_main(): i32 {
  const input = Host.inputString();
  const key = '"manifests":"';
  const at = input.indexOf(key);
  if (at < 0) return fail("expected the manifests as a text");
  const start = at + key.length;
  const mirror = Config.get("mirror");
  if (mirror == null) return fail("expected the mirror in the configuration");
  const lines = input.substring(start, endOfText(input, start)).split("\\n");
  for (let i = 0; i < lines.length; i++) {
    lines[i] = mirrored(lines[i], mirror);
  }
  Host.outputString('{"manifests":"' + lines.join("\\n") + '"}');
  return 0;
}
