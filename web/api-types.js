// Writes src/api/api.gen.ts: the API's types in TypeScript, from data/schema/api.json.
// `node api-types.js --check` fails if the file is out of date.
import { readFile, writeFile } from "node:fs/promises";
import { compile } from "json-schema-to-typescript";

const FROM = new URL("../data/schema/api.json", import.meta.url);
const TO = new URL("src/api/api.gen.ts", import.meta.url);

const openApi = (await readFile(FROM, "utf8")).replaceAll("#/components/schemas/", "#/$defs/");
const $defs = alone(JSON.parse(openApi).components.schemas);
const names = Object.keys($defs);
const root = {
  type: "object",
  description: "Every type, so that none is left out.",
  properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }])),
  required: names,
  $defs,
};
const types = await compile(root, "Api", {
  additionalProperties: false,
  bannerComment: "// Made by `npm run types` from data/schema/api.json; do not edit.",
});

if (process.argv.includes("--check")) {
  if ((await readFile(TO, "utf8").catch(() => "")) !== types) {
    console.error("src/api/api.gen.ts is stale: run `npm --prefix web run types`");
    process.exitCode = 1;
  }
} else {
  await writeFile(TO, types);
}

/** Removes what is beside references: with a description, each reference would become a type of its own. */
function alone(schema) {
  if (Array.isArray(schema)) return schema.map(alone);
  if (schema === null || typeof schema !== "object") return schema;
  if ("$ref" in schema) return { $ref: schema.$ref };
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, alone(value)]));
}
