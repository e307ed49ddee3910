/** What a script needs to fetch a release and to load it.
 *  @param base address of its files, to which a path is added */
export function scriptLines(files: readonly { readonly path: string; readonly sha256: string }[], base: string): { readonly name: "curl" | "archive" | "check" | "datasets" | "pandas" | "json"; readonly text: string }[] {
  const has = (path: string): boolean => files.some((file) => file.path === path);
  const traces = has("traces.jsonl");
  const parquet = has("data/traces-00000-of-00001.parquet");
  const first = traces ? "traces.jsonl" : files.find(({ path }) => !path.endsWith(".json"))?.path ?? files[0]?.path ?? "";
  const archive = base.replace(/\/files\/$/, "/archive");
  return [
    { name: "curl", text: `curl -fsSL -H "Authorization: Bearer $SWITCHBACK_TOKEN" -o ${first.split("/").at(-1) ?? "file"} "${base}${first}"` },
    { name: "archive", text: `curl -fsSL -H "Authorization: Bearer $SWITCHBACK_TOKEN" -o release.zip "${archive}" && unzip -q release.zip -d release` },
    { name: "check", text: `python3 -c "import hashlib, json, pathlib; r = pathlib.Path('release'); [print(f['path'], hashlib.sha256((r / f['path']).read_bytes()).hexdigest() == f['sha256']) for f in json.loads((r / 'manifest.json').read_text())['files']]"` },
    ...(parquet ? [{ name: "datasets" as const, text: 'from datasets import load_dataset\ntraces = load_dataset("release", "traces", split="train")\nspans = load_dataset("release", "spans", split="train")' }] : []),
    ...(parquet ? [{ name: "pandas" as const, text: 'import pandas as pd\nspans = pd.read_parquet("release/data/spans-00000-of-00001.parquet")' }] : []),
    ...(traces ? [{ name: "json" as const, text: `import json, os, urllib.request\nrequest = urllib.request.Request("${base}traces.jsonl", headers={"Authorization": "Bearer " + os.environ["SWITCHBACK_TOKEN"]})\ntraces = [json.loads(line) for line in urllib.request.urlopen(request)]` }] : []),
  ];
}
