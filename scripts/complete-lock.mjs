// `npm run lock`: gives package-lock.json an entry for every optional platform package that a registry left out.
// npm leaves out what a mirror does not hold (packages for other systems), and `npm ci` then refuses the lock as incomplete. A named version without a hash is enough: other systems fetch it from their own registry.
import { readFile, writeFile } from "node:fs/promises";
import { ROOT } from "./paths.mjs";

const FILE = `${ROOT}package-lock.json`;
const lock = JSON.parse(await readFile(FILE, "utf8"));
const SYSTEMS = { darwin: "darwin", linux: "linux", win32: "win32", windows: "win32", android: "android", freebsd: "freebsd", netbsd: "netbsd", openbsd: "openbsd", sunos: "sunos", aix: "aix", openharmony: "openharmony" };
const PROCESSORS = ["arm64", "x64", "ia32", "arm", "ppc64", "s390x", "riscv64", "loong64", "mips64el", "wasm32"];

let added = 0;
for (const [path, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (isThere(path, name) || !/^\d+\.\d+\.\d+/.test(version)) continue;
    const words = name.split(/[/@_-]/);
    const system = words.find((word) => word in SYSTEMS);
    const processor = words.map((word) => PROCESSORS.find((each) => word === each || (each === "arm" && /^arm(v7|hf)?$/.test(word)))).find(Boolean);
    lock.packages[`node_modules/${name}`] = {
      version, optional: true, ...(processor ? { cpu: [processor] } : {}), ...(system ? { os: [SYSTEMS[system]] } : { os: ["none"] }),
      ...(system === "linux" && /musl/.test(name) ? { libc: ["musl"] } : {}), ...(system === "linux" && /gnu/.test(name) ? { libc: ["glibc"] } : {}),
    };
    added++;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
await writeFile(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} entries added`);

/** Whether the package, or a folder above it, has the dependency. */
function isThere(path, name) {
  for (let at = path; ; at = at.includes("/node_modules/") ? at.slice(0, at.lastIndexOf("/node_modules/")) : "") {
    if (`${at === "" ? "" : `${at}/`}node_modules/${name}` in lock.packages) return true;
    if (at === "") return false;
  }
}
