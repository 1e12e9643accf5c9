import { createElement, StrictMode, type ReactNode } from "react";
import { createRoot, hydrateRoot, type Root } from "react-dom/client";
import * as React from "react";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

/** Renders and lets effects run. */
export const act = React.act as (work: () => unknown) => Promise<void>;

const roots: Root[] = [];

export interface Rendered {
	readonly container: HTMLElement;
	readonly text: () => string;
	show(node: ReactNode): Promise<void>;
	unmount(): Promise<void>;
}

/** Renders under StrictMode, as an application in development does. */
export async function render(node: ReactNode, hydrating?: string): Promise<Rendered> {
	const container = document.createElement("div");
	document.body.append(container);
	let root!: Root;
	await act(async () => {
		if (hydrating === undefined) {
			root = createRoot(container);
			root.render(createElement(StrictMode, null, node));
		} else {
			container.innerHTML = hydrating;
			root = hydrateRoot(container, createElement(StrictMode, null, node));
		}
	});
	roots.push(root);
	return {
		container,
		text: () => container.textContent ?? "",
		show: (next) => act(async () => root.render(createElement(StrictMode, null, next))),
		unmount: () => act(async () => root.unmount()),
	};
}

export async function unmountAll(): Promise<void> {
	for (const root of roots.splice(0)) {
		await act(async () => root.unmount());
	}
	document.body.innerHTML = "";
}
