import { defineConfig } from "vitest/config";

const react18 = (name: string) => new URL(`test/react-18/node_modules/${name}`, import.meta.url).pathname;
const react = { environment: "happy-dom", include: ["test/react/*.test.ts"] } as const;

export default defineConfig({
	test: {
		projects: [
			{ test: { name: "unit", include: ["test/unit/*.test.ts"] } },
			{ test: { name: "React 19", ...react } },
			{
				test: { name: "React 18", ...react },
				resolve: { alias: { "react-dom": react18("react-dom"), react: react18("react") } },
			},
		],
	},
});
