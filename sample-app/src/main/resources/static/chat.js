import { loadAccount, Session } from "./chat/account.js";
import { listen, newClient, newUserClient, olderMessages, say, type, watch } from "./chat/connection.js";
import { Composer } from "./chat/composer.js";
import { askDelete, askName, askRoom } from "./chat/dialogs.js";
import { byId, paintAvatar, setText } from "./chat/dom.js";
import { roomIdOf, titleOf, typingText } from "./chat/format.js";
import { drawConnection, drawHeader, drawNotice, noticeFor } from "./chat/header.js";
import { Room } from "./chat/room.js";
import { drawRooms, drawSession, drawerIsOpen, openDrawer } from "./chat/sidebar.js";
import { Timeline } from "./chat/timeline.js";
import { showError, showNote } from "./chat/toasts.js";

const SUBSCRIPTIONS = ["message", "typing", "presence"];
const SIZES_EVERY = 15000;
const SIZES_AFTER = 2000;
const HISTORY_GRACE = 250;

const rooms = new Map();
const heard = new WeakSet();
let name = localStorage.getItem("dialogue.name");
let me = name;
/** Of a user who has logged in; null for a guest. */
let session = null;
let current = null;
let client;
let connectionState = { name: "idle" };
let announcements = 0;
let sizesTimer;
let drawing = false;

const timeline = new Timeline({ loadOlder, reply: (message) => composer.replyTo(message), retry, discard });
const composer = new Composer({ send, typing: sendTyping });

/* Rooms: which there are, and which one is open */

async function listRooms() {
	const known = announcements;
	const infos = await client.listRooms();
	if (announcements !== known) {
		// A room came or went meanwhile: this list may be older than that.
		await listRooms();
		return;
	}
	takeList(infos);
}

function takeList(infos) {
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
		if (client.connected && !document.hidden) {
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
	if (!client?.connected) {
		return;
	}
	room.joining();
	draw();
	try {
		await contextOf(room).join({ subscriptions: SUBSCRIPTIONS });
		remember();
		setTimeout(fill, HISTORY_GRACE);
	}
	catch (error) {
		if (error.code === "DISCONNECTED") {
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

/** The client's view of a room: a new one after it was left. */
function contextOf(room) {
	const context = client.room(room.id);
	if (!heard.has(context)) {
		heard.add(context);
		listen(context, reactions(room, context));
	}
	return context;
}

function reactions(room, context) {
	const drawing = (react) => (...args) => {
		react(...args);
		draw();
	};
	return {
		message: drawing((message) => takeMessage(room, message)),
		typing: drawing((from, isTyping) => from !== me && room.setTyping(from, isTyping, draw)),
		presence: drawing((users) => {
			room.users = users;
			listRoomsSoon();
		}),
		history: drawing((events) => room.add(events, me)),
		gap: drawing(() => room.forgetSent()),
		change: drawing(() => follow(room, context)),
		left: drawing((detail) => removed(room, detail)),
	};
}

function follow(room, context) {
	if (context.state === "joined") {
		room.joined(context.roomName);
	}
	else if (context.state === "joining") {
		room.joining();
	}
}

async function leave(room) {
	try {
		await contextOf(room).leave();
	}
	catch (error) {
		showError(error);
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

/** While the connection is lost a message stays pending: the client sends it when it is back in the room. */
async function deliver(room, message) {
	try {
		room.confirm(message, await say(contextOf(room), message.data, message.id));
	}
	catch (error) {
		if (message.state === "pending") {
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
		type(contextOf(room), isTyping).catch((error) => console.debug("Typing not sent:", error.message));
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
		room.hasOlder = room.add(await olderMessages(contextOf(room), room.olderCursor), me) > 0;
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

function takeMessage(room, message) {
	const isNew = room.add([message], me) > 0;
	room.setTyping(message.from, false, draw);
	if (isNew && message.from !== me && (room.id !== current || document.hidden)) {
		room.unread++;
	}
	room.trim();
}

const departures = { deleted: { code: "DELETED", message: "" }, left: { code: "REMOVED", message: "" } };

function removed(room, { reason, error }) {
	room.left();
	room.refused(error ?? departures[reason] ?? { code: "REMOVED", message: reason });
	remember();
}

function roomCreated(info) {
	announcements++;
	upsert(info);
	draw();
}

function manyCameOrWent(infos) {
	announcements++;
	takeList(infos);
}

function roomDeleted(id) {
	announcements++;
	const room = rooms.get(id);
	if (!room) {
		return;
	}
	removed(room, { reason: "deleted" });
	if (id !== current) {
		rooms.delete(id);
	}
	showNote(`“${room.name}” was deleted`);
	draw();
}

/* The connection */

/** Connected, for the first time or again; the rooms that were joined are joined again by the client. */
function onReady() {
	me = client.userId;
	if (session) {
		session.ended = null;
	}
	remembered().forEach((id) => {
		roomOf(id).wanted = true;
	});
	const listed = listRooms().catch(showError);
	current ??= idInHash();
	if (current !== null) {
		show(current);
	}
	else if (remembered().length === 0) {
		listed.then(() => current === null && rooms.size > 0 && openRoom(rooms.has("lobby") ? "lobby" : rooms.keys().next().value));
	}
	[...rooms.values()].filter((room) => room.wanted && room.status === "idle").forEach(join);
	listRoomsSoon(SIZES_EVERY);
}

function onState(state) {
	connectionState = state;
	if (state.name === "closed" && session) {
		findOut(state);
	}
	else if (state.name === "closed" && state.reason) {
		showError({ code: state.code ?? "DISCONNECTED", message: state.reason });
	}
	draw();
}

/** The server has ended the connection, and says over HTTP why; without a reason to stay away, this comes back. */
async function findOut({ code, reason }) {
	const before = session.ended?.title;
	const ended = await session.check();
	if (ended) {
		openDrawer(false);
	}
	if (ended && ended.title === before) {
		showNote("Nothing has changed", `${ended.title}.`);
	}
	else if (!ended && code !== "DISCONNECTED") {
		showError({ code, message: reason });
	}
	else if (!ended) {
		client.connect().catch(() => undefined);
	}
	draw();
}

function comeBack() {
	if (session.account.name) {
		client.connect().catch(() => undefined);
	}
	else {
		location.assign("login.html");
	}
}

function enter(newName) {
	if (client && name === newName) {
		return;
	}
	const renamed = name !== null && name !== newName;
	client?.disconnect();
	name = newName;
	if (!session) {
		localStorage.setItem("dialogue.name", newName);
	}
	if (renamed) {
		// Another user: what the old one said is no longer "mine", and histories start anew.
		rooms.forEach((room) => {
			const { wanted } = room;
			room.left();
			room.wanted = wanted;
		});
	}
	me = newName;
	client = session ? newUserClient(session.account, session.tokens) : newClient(newName);
	watch(client, onState);
	client.onConnect(onReady);
	client.onError((error) => error.code !== "CONNECT_FAILED" && showError(error));
	client.onRoomCreated(roomCreated);
	client.onRoomDeleted(roomDeleted);
	client.onRoomList(manyCameOrWent);
	client.connect().catch(() => undefined);
	draw();
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
	drawNotice(session?.ended ?? noticeFor(room, client?.connected));
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
	drawSession(session);
	byId("create-room").disabled = !client?.connected;
}

const isListed = (room) => room.known && !["DELETED", "ROOM_NOT_FOUND"].includes(room.refusal?.code);

/* The page */

byId("edit-name").addEventListener("click", () => askName(name, enter));
byId("open-drawer").addEventListener("click", () => openDrawer(!drawerIsOpen()));
byId("backdrop").addEventListener("click", () => openDrawer(false));
byId("connect-now").addEventListener("click", () => client.connect().catch(() => undefined));
byId("leave-room").addEventListener("click", () => leave(rooms.get(current)));
byId("delete-room").addEventListener("click", () => {
	const room = rooms.get(current);
	askDelete(room.name, () => client.deleteRoom(room.id));
});
byId("create-room").addEventListener("click", () => askRoom(async (wanted) => {
	const id = roomIdOf(wanted.name);
	upsert({ id, size: 0, ...await client.createRoom({ id, ...wanted }) });
	return id;
}, chooseRoom));
byId("notice-action").addEventListener("click", () => {
	if (session?.ended) {
		comeBack();
		return;
	}
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

async function start() {
	const account = await loadAccount();
	session = account && new Session(account, draw);
	draw();
	if (session) {
		enter(account.name);
	}
	else if (name) {
		enter(name);
	}
	else {
		askName(null, enter);
	}
}

start().catch((error) => showError({ code: "CONNECT_FAILED", message: error.message }));
