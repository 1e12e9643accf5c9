/*
 * Keeps stock clients from npm connected, one over each transport, until their server has sent them
 * away and each has found the next one by itself. Prints what happens, and fails if that takes too long.
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

const returns = Object.entries(ways).map(([way, transports]) => new Promise((resolve) => {
	const socket = io(process.env.SOCKET_URL, { transports, auth: { userId: way }, forceNew: true });
	let connections = 0;
	let draining = false;
	let reason;
	socket.on("dialogue:connected", async () => {
		connections++;
		const answer = await socket.emitWithAck("dialogue:join", { roomId: "lobby" });
		console.log(`${way} joined ${connections} ${answer.ok}`);
		if (connections === 2) {
			socket.disconnect();
			resolve(answer.ok && draining && reason === "transport close");
		}
	});
	socket.on("dialogue:draining", ({ retryAfter }) => {
		draining = retryAfter > 0;
		console.log(`${way} draining`);
	});
	socket.on("disconnect", (why) => {
		reason ??= why;
		console.log(`${way} lost ${why}`);
	});
}));

const results = await Promise.all(returns);
clearTimeout(limit);
process.exitCode = results.every(Boolean) ? 0 : 1;
