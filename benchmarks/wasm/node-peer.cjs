// The peer in Node: what a fresh plug-in of @extism/extism costs for one call, as median milliseconds.
//
//   node node-peer.cjs SECONDS NAME WASM FUNCTION INPUT ...
//
// INPUT is a file with the name to send. A module is compiled once; every call has a plug-in of its own. Prints `NAME MS`
// for each four words.
const { createPlugin } = require("@extism/extism");
const fs = require("fs");

const message = (file) => JSON.stringify({ Name: fs.readFileSync(file, "utf8") });
const now = () => Number(process.hrtime.bigint()) / 1e6;

async function measure(seconds, wasm, name, input) {
  const module = await WebAssembly.compile(fs.readFileSync(wasm));
  const call = async () => {
    const plugin = await createPlugin({ wasm: [{ module }] }, { useWasi: true });
    const output = await plugin.call(name, input);
    if (output === null) throw new Error(`${wasm}: ${name} answered nothing`);
    await plugin.close();
  };
  const warm = now() + seconds * 1000;
  while (now() < warm) await call();
  const times = [];
  const end = now() + seconds * 1000;
  while (now() < end || times.length < 20) {
    const start = now();
    await call();
    times.push(now() - start);
  }
  return times.sort((a, b) => a - b)[times.length >> 1];
}

(async () => {
  const [seconds, ...cases] = process.argv.slice(2);
  for (let i = 0; i < cases.length; i += 4) {
    const [name, wasm, entry, input] = cases.slice(i, i + 4);
    const median = await measure(Number(seconds), wasm, entry, message(input));
    console.log(name, median.toFixed(4));
  }
})();
