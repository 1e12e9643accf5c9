import { connect, createServer } from "node:net";

/** What can happen to a connection; `time` is how long it lasts, in milliseconds, where it lasts. */
const FAULTS = {
	/** Both sides are closed in good order. */
	cut: ({ client, server }) => [client, server].forEach((side) => side.destroy()),
	/** Both sides are reset. */
	reset: ({ client, server }) => [client, server].forEach((side) => side.resetAndDestroy()),
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
export class FaultProxy {

	#pairs = new Set();
	#server;
	#target;
	#refusing = false;

	static async before(url) {
		const proxy = new FaultProxy();
		proxy.#target = new URL(url);
		proxy.#server = createServer((socket) => proxy.#accept(socket));
		await new Promise((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
		return proxy;
	}

	get url() {
		return `http://127.0.0.1:${this.#server.address().port}`;
	}

	/** Harms a connection, if there is one: that with the number `target`, modulo how many there are. */
	harm(target, fault, time) {
		const pairs = [...this.#pairs];
		if (pairs.length > 0) {
			FAULTS[fault](pairs[target % pairs.length], time);
		}
	}

	/** Closes all connections, and those that are tried, until `restore`. */
	refuse() {
		this.#refusing = true;
		this.#pairs.forEach((pair) => FAULTS.cut(pair));
	}

	restore() {
		this.#refusing = false;
	}

	/** Stops, or goes on, to take what the server sends: what it goes on to send fills its buffers. */
	reading(wanted) {
		this.#pairs.forEach(({ server }) => wanted ? server.resume() : server.pause());
	}

	close() {
		this.#pairs.forEach((pair) => FAULTS.cut(pair));
		this.#server.close();
	}

	#accept(client) {
		if (this.#refusing) {
			client.destroy();
			return;
		}
		const server = connect({ host: this.#target.hostname, port: Number(this.#target.port) });
		const pair = { client, server, tearing: false };
		this.#pairs.add(pair);
		client.on("error", () => {}).on("data", (data) => server.write(data)).on("end", () => server.end())
			.on("close", () => this.#pairs.delete(pair));
		server.on("error", () => client.destroy()).on("data", (data) => relay(pair, data)).on("close", () => client.destroy());
	}

}

function relay(pair, data) {
	if (pair.tearing) {
		pair.client.end(data.subarray(0, data.length / 2), () => FAULTS.cut(pair));
	} else if (pair.client.writable) {
		pair.client.write(data);
	}
}
