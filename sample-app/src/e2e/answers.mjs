/*
 * Keeps stock clients from npm connected, one over each transport, that acknowledge what the server asks
 * them, until the server has sent them away. Prints what happens.
 *
 * SOCKET_URL   where the sockets are
 */
import { io } from "socket.io-client";

const LIMIT = 60_000;
const ways = { polling: ["polling"], websocket: ["websocket"], upgrade: ["polling", "websocket"] };

const limit = setTimeout(() => {
	console.log("too late");
	process.exit(1);
}, LIMIT);

await Promise.all(Object.entries(ways).map(([way, transports]) => new Promise((resolve) => {
	const socket = io(process.env.SOCKET_URL, { transports, auth: { userId: way }, forceNew: true, reconnection: false });
	socket.on("your-move", ({ turn }, ack) => ack({ x: turn, y: 2 }));
	socket.on("your-file", (data, ack) => ack(Buffer.from([1, 2, 3])));
	socket.on("dialogue:connected", () => console.log(`${way} connected`));
	socket.on("disconnect", resolve);
})));
clearTimeout(limit);
