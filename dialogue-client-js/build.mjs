/*
 * Builds the npm package into dist, and the bundles for pages into the server's resources, from where it serves them.
 */
import { build } from "esbuild";
import { readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { version } = JSON.parse(await readFile(here("package.json"), "utf8"));
const resources = here("../dialogue-spring-boot-autoconfigure/src/main/resources/io/dialogue/client/");
const common = { absWorkingDir: here("."), bundle: true, target: "es2022", charset: "utf8", logLevel: "warning" };

/** The packages that the bundles contain beside the client, with their licence. */
const bundled = ["socket.io-client", "engine.io-client", "socket.io-parser", "engine.io-parser", "@socket.io/component-emitter"];

await rm(here("dist"), { recursive: true, force: true });
await build({
	...common,
	entryPoints: { index: "src/index.ts", react: "src/react/index.ts" },
	outdir: "dist",
	format: "esm",
	splitting: true,
	packages: "external",
	sourcemap: true,
});

const page = {
	...common,
	entryPoints: ["src/index.ts"],
	minify: true,
	legalComments: "none",
	// The browser's build, without its debug output.
	conditions: ["production"],
	define: { "process.env.NODE_ENV": '"production"' },
	banner: { js: `/*! dialogue-client ${version}, Apache-2.0; contains socket.io-client, MIT: see dialogue-client.LICENSE.txt */` },
};
await build({ ...page, format: "iife", globalName: "Dialogue", outfile: `${resources}dialogue-client.js` });
await build({ ...page, format: "esm", outfile: `${resources}dialogue-client.esm.js` });

const licences = await Promise.all(bundled.map(async (name) =>
	`${name}\n\n${(await readFile(here(`node_modules/${name}/LICENSE`), "utf8")).trim()}\n`));
await writeFile(`${resources}dialogue-client.LICENSE.txt`, `dialogue-client is released under the Apache License, Version 2.0.\n`
	+ `It contains these packages:\n\n${licences.join("\n")}`);
