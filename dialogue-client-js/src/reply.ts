/**
 * A promise whose rejection goes to a fallback where nobody handles it: what is sent without looking
 * at the answer, as in `room.trigger("typing", …)`, must not end a process.
 */
export class Reply<T> extends Promise<T> {
	#handled = false;

	static override get [Symbol.species](): PromiseConstructor {
		return Promise;
	}

	/** @param unhandled is told of a rejection that nobody asked for */
	static of<T>(promise: Promise<T>, unhandled: (error: unknown) => void): Reply<T> {
		const reply = new Reply<T>((resolve, reject) => {
			promise.then(resolve, reject);
		});
		Promise.prototype.then.call(reply, undefined, (error: unknown) => {
			// `await` registers its handler in a microtask.
			setTimeout(() => {
				if (!reply.#handled) {
					unhandled(error);
				}
			});
		});
		return reply;
	}

	override then<A = T, B = never>(onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
		onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<A | B> {
		this.#handled = true;
		return super.then(onFulfilled, onRejected);
	}
}
