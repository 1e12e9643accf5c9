/**
 * Compares what clients saw with what an observer saw whose connection nobody harms: every kept event to which a client
 * is subscribed, once and in order, but for the gaps of which it was told. The history that follows a gap says up to
 * where it goes.
 */
export class DeliveryChecker {

	violations = [];
	#published = new Map();
	#views = [];

	get gaps() {
		return this.#views.flatMap(({ log }) => log).filter(({ gap }) => gap).length;
	}

	get received() {
		return this.#views.flatMap(({ log }) => log).filter(({ event }) => event).length;
	}

	gapsIn(roomId) {
		return this.#views.filter((view) => view.roomId === roomId).flatMap(({ log }) => log).filter(({ gap }) => gap).length;
	}

	/** Takes a room's kept events, before the first one, from a client that receives all of them. */
	observe(room) {
		const kept = [];
		this.#published.set(room.roomId, kept);
		room.onGap(() => this.violations.push(`The observer has a gap in ${room.roomId}`));
		room.onAny((_, event) => {
			if (event.offset !== undefined && kept.push(event) !== event.offset) {
				this.violations.push(`The observer got offset ${event.offset} of ${room.roomId} as number ${kept.length}`);
			}
		});
	}

	/** Takes what a client sees of a room that is observed, from before its join on. */
	watch(name, room) {
		const view = { name, roomId: room.roomId, newest: 0, log: [] };
		this.#views.push(view);
		room.onGap(() => view.log.push({ gap: true }));
		room.onHistory(([{ offset }]) => {
			view.newest = Math.max(view.newest, offset);
			view.log.push({ head: offset });
		});
		room.onAny((_, event) => {
			if (event.offset !== undefined) {
				view.newest = event.offset;
				view.log.push({ event });
			}
		});
	}

	published(roomId) {
		return this.#published.get(roomId);
	}

	/** Who has not yet seen the newest event of a room. */
	get behind() {
		return this.#views.filter(({ roomId, newest }) => newest < this.published(roomId).length)
			.map(({ name, roomId, newest }) => `${name} is at ${newest} of ${this.published(roomId).length} in ${roomId}`);
	}

	/** Judges all that was seen. */
	judge() {
		this.#views.forEach((view) => this.#judge(view));
		return this.violations;
	}

	#judge({ name, roomId, log }) {
		const published = this.published(roomId);
		let last = 0;
		let excused = false;
		const reached = (offset) => {
			if (!excused && offset > last + 1) {
				this.violations.push(`${name} did not receive ${last + 1} to ${offset - 1} of ${roomId}`);
			}
			[last, excused] = [offset, false];
		};
		for (const { gap, head, event } of log) {
			if (gap) {
				excused = true;
			} else if (head !== undefined) {
				[last, excused] = [head, false];
			} else if (event.offset <= last) {
				this.violations.push(`${name} received ${event.offset} of ${roomId} after ${last}`);
			} else {
				reached(event.offset);
				if (JSON.stringify(event) !== JSON.stringify(published[event.offset - 1])) {
					this.violations.push(`${name} received what was not published: ${JSON.stringify(event)}`);
				}
			}
		}
		reached(published.length + 1);
	}

}
