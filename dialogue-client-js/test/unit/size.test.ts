import { build } from "esbuild";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const LIMIT = 12 * 1024;

test.each(["src/index.ts", "src/react/index.ts"])("%s has at most 12 KB, minified and gzipped, beyond its dependencies", async (entry) => {
	const { outputFiles } = await build({ entryPoints: [entry], bundle: true, minify: true, format: "esm", target: "es2022",
		packages: "external", write: false });
	expect(gzipSync(outputFiles[0]!.contents, { level: 9 }).length).toBeLessThanOrEqual(LIMIT);
});
