import { avatar, byId, element, setText } from "./dom.js";
import { detailOf, titleOf } from "./format.js";

const FACES = 3;

export function drawHeader(room, me) {
	setText(byId("room-name"), room ? roomTitle(room) : "Dialogue");
	setText(byId("room-description"), room?.description ?? "");
	byId("leave-room").hidden = room?.status !== "joined";
	byId("delete-room").hidden = !room || room.createdById === undefined || room.createdById !== me;
	drawPresence(room?.status === "joined" ? room.users : [], me);
}

const roomTitle = (room) => room.known || room.status === "refused" ? room.name : "…";

function drawPresence(users, me) {
	const button = byId("presence-button");
	const key = JSON.stringify([users, me]);
	if (button.dataset.key === key) {
		return;
	}
	button.dataset.key = key;
	button.hidden = users.length === 0;
	const sorted = [...users].sort((a, b) => (b === me) - (a === me) || a.localeCompare(b));
	const named = sorted.map((user) => user === me ? `${user} (you)` : user);
	byId("presence-avatars").replaceChildren(...sorted.slice(0, FACES).map(avatar));
	setText(byId("presence-label"), users.length > FACES ? `${users.length} here` : sorted.join(", "));
	button.setAttribute("aria-label", `Who is here: ${named.join(", ")}`);
	byId("people-list").replaceChildren(...sorted.map((user, index) => {
		const item = element("li");
		item.append(avatar(user), element("span", "", named[index]));
		return item;
	}));
}

const connectionTexts = {
	idle: () => "",
	connecting: () => "Connecting…",
	connected: () => "Connected",
	reconnecting: ({ seconds }) => seconds ? "Connection lost" : "Reconnecting…",
	draining: () => "Server is restarting",
	closed: ({ reason }) => reason || "Disconnected",
};

export function drawConnection(state) {
	const node = byId("connection");
	node.dataset.state = state.name;
	setText(byId("connection-text"), connectionTexts[state.name](state));
	setText(byId("connection-countdown"), state.seconds ? `· ${state.seconds} s` : "");
	byId("connect-now").hidden = !state.seconds && state.name !== "closed";
}

const refusals = {
	ROOM_FULL: { mark: "🪑", text: (room) => `All ${room.maxSize ?? ""} seats in “${room.name}” are taken. Try again when somebody has left.` },
	ROOM_NOT_FOUND: { mark: "🔍", text: () => "It does not exist, or not any more.", elsewhere: true },
	DELETED: { mark: "🧹", title: "This room was deleted", text: () => "Its messages are gone with it.", elsewhere: true },
	REMOVED: { mark: "🚪", title: "You were taken out of this room", text: (room) => room.refusal.message },
};

/** What the page shows where a conversation would be; null while there is one. */
export function noticeFor(room, connected) {
	if (!room) {
		const title = connected ? "Pick a room" : "Welcome to Dialogue";
		return { mark: "👋", title, text: "Everyone in a room sees what you write, as you write it." };
	}
	if (room.status !== "refused") {
		return null;
	}
	const { code } = room.refusal;
	const refusal = refusals[code] ?? { mark: "🚧", text: () => detailOf(room.refusal) };
	return {
		mark: refusal.mark,
		title: refusal.title ?? titleOf(room.refusal),
		text: refusal.text(room),
		action: refusal.elsewhere ? "Go to another room" : "Try again",
		elsewhere: refusal.elsewhere,
		code: ["DELETED", "REMOVED"].includes(code) ? "" : code,
	};
}

export function drawNotice(notice) {
	byId("notice").hidden = !notice;
	byId("conversation").hidden = Boolean(notice);
	if (notice) {
		setText(byId("notice-mark"), notice.mark);
		setText(byId("notice-title"), notice.title);
		setText(byId("notice-text"), notice.text);
		setText(byId("notice-code"), notice.code ?? "");
		setText(byId("notice-action"), notice.action ?? "");
		byId("notice-action").hidden = !notice.action;
	}
}
