// Makes dist/verify.html: one file, script and style inside, nothing loaded. The policy names them by hash, so that nothing
// else can run in it.
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const compile = async (entry, target, format) => {
  const built = await build({
    root: here("."),
    configFile: false,
    logLevel: "warn",
    build: {
      target,
      write: false,
      minify: format === "iife",
      lib: { entry: here(entry), formats: [format], name: "vidimus" },
      rollupOptions: { external: [/^node:/] },
    },
  });
  return built.flatMap((bundle) => bundle.output).find((output) => output.type === "chunk").code;
};

// A script ends at the first "</script" wherever it stands, and "<!--" changes how it is read.
const script = (await compile("page/main.ts", "es2020", "iife"))
  .trim()
  .replace(/<\/script/gi, "<\\/script").replace(/<!--/g, "<\\!--");
const style = (await readFile(here("page/style.css"), "utf8")).replace(/\s*\n\s*/g, "\n").trim();
const hash = (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;

const parts = {
  "<!-- csp -->": `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
  "<!-- style -->": `<style>${style}</style>`,
  "<!-- script -->": `<script>${script}</script>`,
};
let page = await readFile(here("page/index.html"), "utf8");
for (const [mark, part] of Object.entries(parts)) page = page.split(mark).join(part);
await mkdir(here("dist"), { recursive: true });
// The same checks for a test that has no browser.
await writeFile(here("dist/check.mjs"), await compile("test/cli.ts", "node20", "es"));
// Last, because it is what tells the build that all is done.
await writeFile(here("dist/verify.html"), page);
console.log(`dist/verify.html ${(page.length / 1024).toFixed(0)} KiB`);
