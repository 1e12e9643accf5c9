import { connect, createServer } from "node:net";

/** A TCP proxy; what comes through, and when it ends, is for those that extend it to say. */
export class TcpProxy {

	#server;
	#target;

	/** The connections that are there: the client's side, and the server's. */
	pairs = new Set();

	static async before(url) {
		const proxy = new this();
		proxy.#target = new URL(url);
		proxy.#server = createServer((socket) => proxy.accept(socket));
		await new Promise((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
		return proxy;
	}

	get url() {
		return `http://127.0.0.1:${this.#server.address().port}`;
	}

	close() {
		this.pairs.forEach(cut);
		this.#server.close();
	}

	/** Connects a client to the server, with which it can speak at once, but not the other way round. */
	pair(client) {
		const server = connect({ host: this.#target.hostname, port: Number(this.#target.port) });
		const pair = { client, server };
		this.pairs.add(pair);
		client.on("error", () => {}).on("data", (data) => server.write(data)).on("end", () => server.end());
		server.on("error", () => client.destroy());
		return pair;
	}

}

/** Closes both sides in good order. */
export const cut = ({ client, server }) => [client, server].forEach((side) => side.destroy());

/** Resets both sides. */
export const reset = ({ client, server }) => [client, server].forEach((side) => side.resetAndDestroy());

/** A TCP proxy that can cut, stall and refuse connections. */
export class Proxy extends TcpProxy {

	#refusing = false;
	#stalled = false;

	/** Resets all connections, and refuses new ones until `restore`. */
	cut() {
		this.#refusing = true;
		this.pairs.forEach(reset);
		this.pairs.clear();
	}

	/** Keeps connections open, and lets nothing of the server's through, until they are cut. */
	stall() {
		this.#stalled = true;
	}

	/** Resets stalled connections on the client's side only: the server believes that they are there. */
	abandon() {
		this.pairs.forEach(({ client }) => client.resetAndDestroy());
		this.#stalled = false;
	}

	restore() {
		this.#refusing = false;
		this.#stalled = false;
	}

	accept(client) {
		if (this.#refusing) {
			client.resetAndDestroy();
			return;
		}
		const pair = this.pair(client);
		pair.server.on("data", (data) => this.#stalled || client.write(data)).on("close", () => {
			this.pairs.delete(pair);
			client.destroy();
		});
	}

}
