import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const SEPARATOR = "\x1e";

/** A Socket.IO server over long-polling that says what the test has it say. */
export class FakeServer {
	/** The answer to the next handshakes; that of a sane server unless told. */
	handshake: string | undefined;
	/** What the client's next connections are greeted with. */
	greeting: string[] = ['40{"sid":"s"}', '42["dialogue:connected",{"clientId":"c","userId":"ada","protocol":1,"session":"s"}]'];
	/** Told of each packet that comes. */
	onPacket: (packet: string) => void = () => {};
	/** The packets that came. */
	readonly received: string[] = [];
	/** How many connections there were. */
	connections = 0;
	#outbox: string[] = [];
	#waiting: ServerResponse | undefined;

	private constructor(private readonly server: Server) {}

	static async start(): Promise<FakeServer> {
		const server = createServer((request, response) => void it.#serve(request, response));
		const it = new FakeServer(server);
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		return it;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** Sends packets to the present connection. */
	send(...packets: string[]): void {
		this.#outbox.push(...packets);
		this.#flush();
	}

	/** Waits for a packet that begins so; gives the rest of it. */
	async take(start: string): Promise<string> {
		for (;;) {
			const index = this.received.findIndex((packet) => packet.startsWith(start));
			if (index >= 0) {
				return this.received.splice(index, 1)[0]!.slice(start.length);
			}
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}

	stop(): void {
		this.server.close();
		this.server.closeAllConnections();
	}

	async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const connected = new URL(request.url ?? "", "http://localhost").searchParams.has("sid");
		if (request.method === "POST") {
			this.#take(await body(request));
			response.end("ok");
		} else if (connected) {
			this.#waiting = response;
			this.#flush();
		} else {
			this.#outbox = [];
			this.#waiting = undefined;
			response.end(this.handshake
				?? `0{"sid":"${++this.connections}","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":100000}`);
		}
	}

	#take(packets: string): void {
		for (const packet of packets.split(SEPARATOR)) {
			if (packet.startsWith("40")) {
				this.send(...this.greeting);
			}
			this.received.push(packet);
			this.onPacket(packet);
		}
	}

	#flush(): void {
		if (this.#waiting !== undefined && this.#outbox.length > 0) {
			this.#waiting.end(this.#outbox.splice(0).join(SEPARATOR));
			this.#waiting = undefined;
		}
	}
}

async function body(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) {
		chunks.push(chunk as Buffer);
	}
	return Buffer.concat(chunks).toString();
}
