import { defineConfig } from "vitest/config";

const react18 = (name: string) => new URL(`test/react-18/node_modules/${name}`, import.meta.url).pathname;

export default defineConfig({
	test: {
		projects: [
			{ test: { name: "unit", include: ["test/unit/*.test.ts"] } },
		],
	},
});

void react18;
