import { Connection, RequestError } from "./chat/connection.js";
import { Composer } from "./chat/composer.js";
import { askDelete, askName, askRoom } from "./chat/dialogs.js";
import { byId, paintAvatar, setText } from "./chat/dom.js";
import { roomIdOf, titleOf, typingText } from "./chat/format.js";
import { drawConnection, drawHeader, drawNotice, noticeFor } from "./chat/header.js";
import { Room } from "./chat/room.js";
import { drawRooms, drawerIsOpen, openDrawer } from "./chat/sidebar.js";
import { Timeline } from "./chat/timeline.js";
import { showError, showNote } from "./chat/toasts.js";

const SUBSCRIPTIONS = ["message", "typing", "presence"];
const SIZES_EVERY = 15000;
const SIZES_AFTER = 400;
const HISTORY_GRACE = 250;

const rooms = new Map();
let name = localStorage.getItem("dialogue.name");
let me = name;
let current = null;
let connection;
let connectionState = { name: "idle" };
let announcements = 0;
let sizesTimer;
let drawing = false;

const timeline = new Timeline({ loadOlder, reply: (message) => composer.replyTo(message), retry, discard });
const composer = new Composer({ send, typing: sendTyping });

/* Rooms: which there are, and which one is open */

async function listRooms() {
	const known = announcements;
	const { rooms: infos } = await connection.request("dialogue:listRooms");
	if (announcements !== known) {
		// A room came or went meanwhile: this list may be older than that.
		await listRooms();
		return;
	}
	const listed = new Set(infos.map((info) => info.id));
	for (const [id, room] of rooms) {
		if (!listed.has(id) && id !== current && !room.wanted) {
			rooms.delete(id);
		}
	}
	infos.forEach((info) => {
		const room = upsert(info);
		rooms.delete(room.id);
		rooms.set(room.id, room);
	});
	draw();
}

/** Sizes are not announced, so the list is asked for again: soon after someone came or went, and now and then. */
function listRoomsSoon(delay = SIZES_AFTER) {
	clearTimeout(sizesTimer);
	sizesTimer = setTimeout(async () => {
		if (connection.ready && !document.hidden) {
			await listRooms().catch(() => undefined);
		}
		listRoomsSoon(SIZES_EVERY);
	}, delay);
}

function upsert(info) {
	const room = rooms.get(info.id);
	if (room) {
		room.update(info);
	}
	else {
		rooms.set(info.id, new Room(info));
	}
	return rooms.get(info.id);
}

/** The room with this id, which the server may not have listed yet. */
const roomOf = (id) => rooms.get(id) ?? upsert({ id });

function openRoom(id) {
	if (location.hash === hashOf(id)) {
		show(id);
	}
	else {
		location.hash = hashOf(id);
	}
}

function chooseRoom(id) {
	openDrawer(false);
	openRoom(id);
}

const hashOf = (id) => `#${encodeURIComponent(id)}`;

function idInHash() {
	try {
		return decodeURIComponent(location.hash.slice(1)) || null;
	}
	catch {
		return null;
	}
}

function show(id) {
	current = id;
	if (id !== null) {
		const room = roomOf(id);
		room.unread = 0;
		if (room.status === "idle" || room.status === "refused") {
			join(room);
		}
	}
	drawAll();
	if (id !== null && mayTakeFocus()) {
		composer.focus();
	}
}

/** Not on touch screens, where a keyboard would come up, and not from where the user is at work. */
function mayTakeFocus() {
	const focused = document.activeElement;
	return matchMedia("(hover: hover)").matches && !drawerIsOpen() && !document.querySelector("dialog[open]")
		&& (focused === document.body || focused.matches(".room, #create-room, #notice-action"));
}

/* Joining and leaving */

async function join(room) {
	if (!connection.ready) {
		return;
	}
	const since = room.position;
	room.joining();
	draw();
	try {
		const request = since ? { roomId: room.id, since, subscriptions: SUBSCRIPTIONS } : { roomId: room.id };
		const joined = await connection.request("dialogue:join", request);
		room.joined(joined);
		remember();
		subscribe(room, joined.subscriptions ?? []);
		room.unsent.forEach((message) => deliver(room, message));
		setTimeout(fill, HISTORY_GRACE);
	}
	catch (error) {
		if (error.code === "OFFLINE") {
			return;
		}
		room.refused(error);
		if (room.id !== current) {
			room.wanted = false;
			remember();
		}
	}
	draw();
	listRoomsSoon();
}

function subscribe(room, subscribed) {
	SUBSCRIPTIONS.filter((event) => !subscribed.includes(event) && !subscribed.includes("*")).forEach((eventName) =>
		connection.request("dialogue:subscribe", { roomId: room.id, eventName })
			.catch((error) => console.debug(`No '${eventName}' in room '${room.id}':`, error.message)));
}

async function leave(room) {
	try {
		await connection.request("dialogue:leave", { roomId: room.id });
	}
	catch (error) {
		showError(error);
		return;
	}
	room.left();
	remember();
	listRoomsSoon();
	if (room.id === current) {
		history.replaceState(null, "", location.pathname + location.search);
		show(null);
	}
	byId("rooms").querySelector(`[data-room-id="${CSS.escape(room.id)}"]`)?.focus();
}

/** The rooms that a reload of this tab joins again. */
function remember() {
	const ids = [...rooms.values()].filter((room) => room.wanted).map((room) => room.id);
	sessionStorage.setItem("dialogue.rooms", JSON.stringify(ids));
}

function remembered() {
	try {
		return JSON.parse(sessionStorage.getItem("dialogue.rooms") ?? "[]");
	}
	catch {
		return [];
	}
}

/* Messages */

function send(text, replyTo) {
	const room = rooms.get(current);
	deliver(room, room.compose(text, replyTo, me));
	draw();
}

/** A message that is not confirmed when the connection goes stays pending, and goes out again after the next join. */
async function deliver(room, message) {
	try {
		const { id, data } = message;
		room.confirm(message, await connection.request("dialogue:trigger", { roomId: room.id, event: "message", data, id }));
	}
	catch (error) {
		if (error.code !== "OFFLINE" && message.state === "pending") {
			message.state = "failed";
			message.reason = `${titleOf(error)}.`;
			showError(error);
		}
	}
	draw();
}

function retry(message) {
	const room = rooms.get(current);
	message.state = "pending";
	deliver(room, message);
	draw();
	composer.focus();
}

function discard(message) {
	rooms.get(current).discard(message);
	draw();
	composer.focus();
}

function sendTyping(room, isTyping) {
	if (room?.status === "joined" && room.users.length !== 1) {
		connection.request("dialogue:trigger", { roomId: room.id, event: "typing", data: { isTyping } })
			.catch((error) => console.debug("Typing not sent:", error.message));
	}
}

async function loadOlder({ automatic = false } = {}) {
	const room = rooms.get(current);
	if (!room?.hasOlder || room.loadingOlder || room.status !== "joined" || (automatic && room.olderError)) {
		return;
	}
	room.loadingOlder = true;
	draw();
	try {
		const { events } = await connection.request("dialogue:getHistory",
			{ roomId: room.id, eventName: "message", ...room.olderCursor });
		room.hasOlder = room.add(events, me) > 0;
		room.olderError = null;
	}
	catch (error) {
		room.olderError = error;
		showError(error);
	}
	room.loadingOlder = false;
	draw();
	fill();
}

/** Loads older messages until there is something to scroll. */
function fill() {
	if (!timeline.isFilled) {
		loadOlder({ automatic: true });
	}
}

/* What the server says */

const reactions = {
	"dialogue:event": (envelope) => inRoom(envelope.roomId, (room) => takeEvent(room, envelope)),
	"dialogue:history": ({ roomId, events }) => inRoom(roomId, (room) => {
		room.add(events.filter((envelope) => envelope.event === "message"), me);
	}),
	"dialogue:joined": (joined) => inRoom(joined.roomId, (room) => room.joined(joined)),
	"dialogue:left": ({ roomId, reason }) => inRoom(roomId, (room) => removed(room, "REMOVED", reason ?? "")),
	"dialogue:roomCreated": (info) => {
		announcements++;
		upsert(info);
		draw();
	},
	"dialogue:roomDeleted": ({ roomId }) => roomDeleted(roomId),
	"dialogue:error": (error) => showError(error),
};

function inRoom(roomId, take) {
	const room = rooms.get(roomId);
	room?.whenJoined(() => {
		take(room);
		draw();
	});
}

function takeEvent(room, envelope) {
	const { event, from, data } = envelope;
	if (event === "message") {
		const isNew = room.add([envelope], me) > 0;
		room.setTyping(from, false, draw);
		if (isNew && from !== me && (room.id !== current || document.hidden)) {
			room.unread++;
		}
		room.trim();
	}
	else if (event === "typing" && from !== me) {
		room.setTyping(from, data?.isTyping === true, draw);
	}
	else if (event === "presence") {
		room.users = data?.users ?? [];
		listRoomsSoon();
	}
}

function removed(room, code, message) {
	room.left();
	room.refused(new RequestError(code, message));
	remember();
}

function roomDeleted(id) {
	announcements++;
	const room = rooms.get(id);
	if (!room) {
		return;
	}
	removed(room, "DELETED", "");
	if (id !== current) {
		rooms.delete(id);
	}
	showNote(`“${room.name}” was deleted`);
	draw();
}

/* The connection */

function onReady(userId) {
	me = userId;
	rooms.forEach((room) => room.disconnected());
	remembered().forEach((id) => {
		roomOf(id).wanted = true;
	});
	const listed = listRooms().catch(showError);
	current ??= idInHash();
	if (current !== null) {
		roomOf(current).status = "idle";
		show(current);
	}
	else if (remembered().length === 0) {
		listed.then(() => current === null && rooms.size > 0 && openRoom(rooms.keys().next().value));
	}
	[...rooms.values()].filter((room) => room.wanted && room.status === "idle").forEach(join);
	listRoomsSoon(SIZES_EVERY);
}

function onState(state) {
	connectionState = state;
	if (state.name === "closed") {
		showError(new RequestError(state.code ?? "OFFLINE", state.reason));
	}
	draw();
}

function enter(newName) {
	const renamed = name !== null && name !== newName;
	name = newName;
	localStorage.setItem("dialogue.name", newName);
	if (renamed) {
		// Another user: what the old one said is no longer "mine", and histories start anew.
		rooms.forEach((room) => {
			const { wanted } = room;
			room.left();
			room.wanted = wanted;
		});
	}
	me = newName;
	draw();
	connection.open(newName);
}

/* Drawing: at most once for everything that happens in one turn */

function draw() {
	if (!drawing) {
		drawing = true;
		queueMicrotask(() => {
			drawing = false;
			drawAll();
		});
	}
}

function drawAll() {
	const room = current === null ? null : rooms.get(current) ?? null;
	drawRooms([...rooms.values()].filter(isListed), current, chooseRoom);
	drawConnection(connectionState);
	drawHeader(room, me);
	drawNotice(noticeFor(room, connection?.ready));
	if (room && room.status !== "refused") {
		composer.open(room);
		timeline.draw(room, me);
		setText(byId("typing"), typingText(room.typing));
	}
	if (name !== null) {
		setText(byId("my-name"), name);
		paintAvatar(byId("my-avatar"), name);
	}
	byId("me").hidden = name === null;
	byId("create-room").disabled = !connection?.ready;
}

const isListed = (room) => room.known && !["DELETED", "ROOM_NOT_FOUND"].includes(room.refusal?.code);

/* The page */

byId("edit-name").addEventListener("click", () => askName(name, enter));
byId("open-drawer").addEventListener("click", () => openDrawer(!drawerIsOpen()));
byId("backdrop").addEventListener("click", () => openDrawer(false));
byId("connect-now").addEventListener("click", () => connection.retryNow());
byId("leave-room").addEventListener("click", () => leave(rooms.get(current)));
byId("delete-room").addEventListener("click", () => {
	const room = rooms.get(current);
	askDelete(room.name, () => connection.request("dialogue:deleteRoom", { roomId: room.id }));
});
byId("create-room").addEventListener("click", () => askRoom(async (wanted) => {
	const id = roomIdOf(wanted.name);
	upsert({ id, size: 0, ...await connection.request("dialogue:createRoom", { id, ...wanted }) });
	return id;
}, chooseRoom));
byId("notice-action").addEventListener("click", () => {
	const room = rooms.get(current);
	if (noticeFor(room).elsewhere) {
		rooms.delete(current);
		openRoom([...rooms.values()].find(isListed)?.id ?? "lobby");
	}
	else {
		join(room);
	}
});
addEventListener("hashchange", () => show(idInHash()));
addEventListener("keydown", (event) => {
	if (event.key === "Escape" && drawerIsOpen()) {
		openDrawer(false);
		byId("open-drawer").focus();
	}
});
document.addEventListener("visibilitychange", () => {
	if (!document.hidden && rooms.has(current)) {
		rooms.get(current).unread = 0;
		draw();
	}
});

function start() {
	draw();
	connection = new Connection(location.origin, { onState, onReady, onEvent: (event, payload) => reactions[event]?.(payload) });
	if (name) {
		enter(name);
	}
	else {
		askName(null, enter);
	}
}

start();
