import { connect, createServer } from "node:net";

/** A TCP proxy that can cut, stall and refuse connections. */
export class Proxy {

	#pairs = new Set();
	#server;
	#target;
	#refusing = false;
	#stalled = false;

	static async before(url) {
		const proxy = new Proxy();
		proxy.#target = new URL(url);
		proxy.#server = createServer((socket) => proxy.#accept(socket));
		await new Promise((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
		return proxy;
	}

	get url() {
		return `http://127.0.0.1:${this.#server.address().port}`;
	}

	/** Resets all connections, and refuses new ones until `restore`. */
	cut() {
		this.#refusing = true;
		this.#reset();
	}

	/** Keeps connections open, and lets nothing of the server's through, until they are cut. */
	stall() {
		this.#stalled = true;
	}

	/** Resets stalled connections on the client's side only: the server believes that they are there. */
	abandon() {
		this.#pairs.forEach(({ client }) => client.resetAndDestroy());
		this.#stalled = false;
	}

	restore() {
		this.#refusing = false;
		this.#stalled = false;
	}

	close() {
		this.#pairs.forEach(({ client, server }) => [client, server].forEach((socket) => socket.destroy()));
		this.#server.close();
	}

	#reset() {
		this.#pairs.forEach(({ client, server }) => [client, server].forEach((socket) => socket.resetAndDestroy()));
		this.#pairs.clear();
	}

	#accept(client) {
		if (this.#refusing) {
			client.resetAndDestroy();
			return;
		}
		const server = connect({ host: this.#target.hostname, port: Number(this.#target.port) });
		const pair = { client, server };
		this.#pairs.add(pair);
		client.on("error", () => {}).on("data", (data) => server.write(data)).on("end", () => server.end());
		server.on("error", () => client.destroy()).on("data", (data) => this.#stalled || client.write(data))
			.on("close", () => {
				this.#pairs.delete(pair);
				client.destroy();
			});
	}

}
