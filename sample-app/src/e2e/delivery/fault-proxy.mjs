import { TcpProxy, cut, reset } from "../proxy.mjs";

/** What can happen to a connection; `time` is how long it lasts, in milliseconds, where it lasts. */
const FAULTS = {
	/** Both sides are closed in good order. */
	cut,
	/** Both sides are reset. */
	reset,
	/** Nothing comes through for a while, and then all. */
	stall: ({ client, server }, time) => {
		[client, server].forEach((side) => side.pause());
		setTimeout(() => [client, server].forEach((side) => side.resume()), time);
	},
	/** Half of what comes next to the client comes through, and both sides are closed. */
	tear: (pair) => {
		pair.tearing = true;
	},
	/** The client's side is reset; the server's stays open for a while: a ghost. */
	vanish: ({ client, server }, time) => {
		server.pause();
		client.resetAndDestroy();
		setTimeout(() => server.destroy(), time);
	},
};

export const faults = Object.keys(FAULTS);

/** A TCP proxy that harms one connection at a time, on demand. */
export class FaultProxy extends TcpProxy {

	#refusing = false;

	/** Harms a connection, if there is one: that with the number `target`, modulo how many there are. */
	harm(target, fault, time) {
		const pairs = [...this.pairs];
		if (pairs.length > 0) {
			FAULTS[fault](pairs[target % pairs.length], time);
		}
	}

	/** Closes all connections, and those that are tried, until `restore`. */
	refuse() {
		this.#refusing = true;
		this.pairs.forEach(cut);
	}

	restore() {
		this.#refusing = false;
	}

	/** Stops, or goes on, to take what the server sends: what it goes on to send fills its buffers. */
	reading(wanted) {
		this.pairs.forEach(({ server }) => wanted ? server.resume() : server.pause());
	}

	accept(client) {
		if (this.#refusing) {
			client.destroy();
			return;
		}
		const pair = this.pair(client);
		client.on("close", () => this.pairs.delete(pair));
		pair.server.on("data", (data) => relay(pair, data)).on("close", () => client.destroy());
	}

}

function relay(pair, data) {
	if (pair.tearing) {
		pair.client.end(data.subarray(0, data.length / 2), () => cut(pair));
	} else if (pair.client.writable) {
		pair.client.write(data);
	}
}
