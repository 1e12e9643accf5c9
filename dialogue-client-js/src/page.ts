/** What a client does when its page is hidden, shown again, or online again. */
export interface PageHandlers {
	/** The page goes into the back/forward cache, where connections are cut without notice. */
	suspend(): void;
	/** The page is back from there. */
	resume(): void;
	/** There may be a network now, or somebody is looking. */
	hurry(): void;
}

/** Watches the page, if there is one; returns what ends that. */
export function watchPage({ suspend, resume, hurry }: PageHandlers): () => void {
	if (typeof window === "undefined" || typeof window.addEventListener !== "function") {
		return () => {};
	}
	const watching = new AbortController();
	const { signal } = watching;
	window.addEventListener("pagehide", (event) => event.persisted && suspend(), { signal });
	window.addEventListener("pageshow", (event) => event.persisted && resume(), { signal });
	window.addEventListener("online", hurry, { signal });
	window.document?.addEventListener("visibilitychange", () => !document.hidden && hurry(), { signal });
	return () => watching.abort();
}
