// Counts the vowels of its input. AssemblyScript with Extism's kit for it.
import { Host } from "@extism/as-pdk";

function stop(message: string | null, file: string | null, line: u32, column: u32): void {
  unreachable();
}

export function count_vowels(): i32 {
  const text = Host.inputString();
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    if ("aeiouAEIOU".includes(text.charAt(i))) count++;
  }
  Host.outputString('{"count":' + count.toString() + "}");
  return 0;
}
