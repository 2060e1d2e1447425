import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, stop } from "esbuild";

export type Asset = { readonly type: string; readonly body: Uint8Array; readonly etag: string };
export type Assets = ReadonlyMap<string, Asset>;

const folder = fileURLToPath(new URL("client/", import.meta.url));

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** The page as the browser gets it, by path, built in memory. Throws when it cannot be built. */
export async function buildAssets(): Promise<Assets> {
  const built = await build({
    entryPoints: [join(folder, "main.tsx"), join(folder, "style.css")],
    outdir: folder,
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    minify: true,
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "silent",
  });
  // Its helper process would outlive the page otherwise.
  await stop();
  const files = built.outputFiles.map(({ path, contents }) => [`/${basename(path)}`, contents] as const);
  const page = await readFile(join(folder, "index.html"));
  return new Map([["/", asset(".html", page)], ...files.map(([path, body]) => named(path, body))]);
}

function named(path: string, body: Uint8Array): readonly [string, Asset] {
  return [path, asset(extname(path), body)];
}

function asset(extension: string, body: Uint8Array): Asset {
  const etag = `"${createHash("sha256").update(body).digest("base64url")}"`;
  return { type: types[extension] ?? "application/octet-stream", body, etag };
}
