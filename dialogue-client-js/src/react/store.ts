import { Listeners } from "../listeners.js";

/** A value for `useSyncExternalStore`: the same object until it changes. It works while somebody subscribes. */
export abstract class Store<T> {
	readonly #changes = new Listeners<[]>();
	#snapshot: T;
	#stopping: ReturnType<typeof setTimeout> | undefined;
	#stop: (() => void) | undefined;

	protected constructor(readonly initial: T) {
		this.#snapshot = initial;
	}

	readonly snapshot = (): T => this.#snapshot;

	readonly serverSnapshot = (): T => this.initial;

	/** Under StrictMode a component comes back at once: only who stays away for a moment has gone. */
	readonly subscribe = (handler: () => void): (() => void) => {
		const unsubscribe = this.#changes.add(handler);
		clearTimeout(this.#stopping);
		this.#stop ??= this.start();
		return () => {
			unsubscribe();
			if (this.#changes.size === 0) {
				clearTimeout(this.#stopping);
				this.#stopping = setTimeout(() => {
					this.#stop?.();
					this.#stop = undefined;
				});
			}
		};
	};

	protected set(snapshot: T): void {
		this.#snapshot = snapshot;
		this.#changes.emit();
	}

	/** Begins to work; returns what ends that. */
	protected abstract start(): () => void;
}
