// @ts-check
import { createDialogueClient } from "../dialogue/dialogue-client.esm.js";

/** @typedef {import("contract").Contract} Contract */
/** @typedef {import("dialogue-client").DialogueClient<Contract>} Client */
/** @typedef {import("dialogue-client").RoomId<Contract>} RoomId */
/** @typedef {import("dialogue-client").RoomContext<Contract, RoomId>} RoomContext */
/** @typedef {{ name: string, seconds?: number, reason?: string, code?: string }} PageState */

/**
 * A client for a user, of the server that this page is from.
 *
 * @param {string} userId
 * @returns {Client}
 */
export function newClient(userId) {
	return createDialogueClient({ auth: { userId }, autoConnect: false, reconnectionDelayMax: 20000, timeout: 8000 });
}

/**
 * A client for whoever has logged in: with a token where there is a function that gets one, else the browser
 * sends the session's cookie.
 *
 * @param {{ tokenLifetime: number }} account
 * @param {((reason: import("dialogue-client").TokenReason) => Promise<string>) | null} token
 * @returns {Client}
 */
// tag::user[]
export function newUserClient({ tokenLifetime }, token) {
	const credentials = token ? { auth: { token }, refreshBefore: Math.min(30000, tokenLifetime / 2) } : {};
	return createDialogueClient({ ...credentials, autoConnect: false, reconnectionDelayMax: 20000, timeout: 8000 });
}
// end::user[]

/**
 * Tells the state of a client in the page's words, each second anew while it waits to come back.
 *
 * @param {Client} client
 * @param {(state: PageState) => void} onState
 */
export function watch(client, onState) {
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let timer;
	let wasConnected = false;
	const tell = () => {
		clearTimeout(timer);
		const { state, stateDetail: { retryAt, draining, reason, error } } = client;
		wasConnected ||= state === "connected";
		if (state === "connected") {
			onState({ name: "connected" });
		}
		else if (state === "connecting") {
			const left = Math.max(0, (retryAt ?? 0) - Date.now());
			const name = draining ? "draining" : wasConnected || retryAt !== undefined ? "reconnecting" : "connecting";
			onState({ name, seconds: Math.ceil(left / 1000) });
			timer = left > 0 ? setTimeout(tell, left % 1000 || 1000) : undefined;
		}
		else {
			const { code } = /** @type {{ code?: string }} */ (error ?? {});
			onState({ name: "closed", reason: state === "error" ? error?.message : reason && "The server ended the connection.", code });
		}
	};
	client.onStateChange(tell);
}

/**
 * Registers what the page does when something happens in a room.
 *
 * @param {RoomContext} room
 * @param {{
 *   message: (event: import("dialogue-client").EventMessage<import("contract").Message>) => void,
 *   typing: (from: string, isTyping: boolean) => void,
 *   presence: (users: string[]) => void,
 *   history: (events: import("dialogue-client").EventMessage[]) => void,
 *   gap: () => void,
 *   change: () => void,
 *   left: (detail: import("dialogue-client").LeftDetail) => void,
 * }} handlers
 */
export function listen(room, handlers) {
	room.on("message", handlers.message);
	room.on("typing", ({ from, data }) => handlers.typing(from, data.isTyping));
	room.on("presence", ({ data }) => handlers.presence(data.users));
	room.onHistory((events) => handlers.history(events.filter(({ event }) => event === "message")));
	room.onGap(handlers.gap);
	room.onChange(handlers.change);
	room.onLeft(handlers.left);
}

/**
 * @param {RoomContext} room
 * @param {import("contract").Message} message
 * @param {string} id
 */
export const say = (room, message, id) => room.trigger("message", message, undefined, { id });

/**
 * @param {RoomContext} room
 * @param {boolean} isTyping
 */
export const type = (room, isTyping) => room.trigger("typing", { isTyping });

/**
 * @param {RoomContext} room
 * @param {import("dialogue-client").HistoryQuery} cursor
 */
export const olderMessages = async (room, cursor) => (await room.getHistoryPage("message", cursor)).events;
