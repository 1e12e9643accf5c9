import { byId, element, setText } from "./dom.js";

const items = new Map();

/** Draws the rooms in the server's order, keeping the elements (and the focus) of those that stay. */
export function drawRooms(rooms, current, onOpen) {
	const list = byId("rooms");
	for (const [id, item] of items) {
		if (!rooms.some((room) => room.id === id)) {
			item.remove();
			items.delete(id);
		}
	}
	rooms.forEach((room, index) => {
		const item = items.get(room.id) ?? create(room, onOpen);
		if (list.children[index] !== item) {
			list.insertBefore(item, list.children[index] ?? null);
		}
		draw(item.firstElementChild, room, room.id === current);
	});
	drawUnread(rooms, current);
}

function create(room, onOpen) {
	const item = element("li");
	const button = element("button", "room");
	button.type = "button";
	button.dataset.testid = "room-item";
	button.dataset.roomId = room.id;
	button.addEventListener("click", () => onOpen(room.id));
	button.append(element("span", "room-mark"), element("span", "room-label"), element("span", "room-count"));
	item.append(button);
	items.set(room.id, item);
	return item;
}

function draw(button, room, isCurrent) {
	const joined = room.status === "joined";
	const [, label, count] = button.children;
	button.classList.toggle("joined", joined);
	button.classList.toggle("unread", room.unread > 0);
	if (isCurrent) {
		button.setAttribute("aria-current", "page");
	}
	else {
		button.removeAttribute("aria-current");
	}
	button.title = room.description ?? "";
	setText(label, room.name);
	const size = room.maxSize === undefined ? String(room.size) : `${room.size}/${room.maxSize}`;
	const key = `${size} ${room.unread}`;
	count.classList.toggle("full", room.full);
	if (count.dataset.key !== key) {
		count.dataset.key = key;
		count.replaceChildren(element("span", "room-size", size));
		if (room.unread) {
			count.append(element("span", "badge", room.unread > 99 ? "99+" : String(room.unread)));
		}
	}
	button.setAttribute("aria-label", describe(room, joined));
}

function describe(room, joined) {
	const seats = room.maxSize === undefined ? `${room.size} here` : `${room.size} of ${room.maxSize} seats taken`;
	const unread = room.unread ? `, ${room.unread} unread` : "";
	return `${room.name}, ${seats}${joined ? ", joined" : ""}${unread}`;
}

function drawUnread(rooms, current) {
	const total = rooms.reduce((sum, room) => sum + room.unread, 0);
	const name = rooms.find((room) => room.id === current)?.name;
	document.title = `${total ? `(${total}) ` : ""}${name ? `${name} · ` : ""}Dialogue`;
	byId("drawer-unread").hidden = total === 0;
	setText(byId("drawer-unread"), total > 99 ? "99+" : String(total));
}

/** What a user who has logged in can do, and how the server knows who that is; guests can change their name. */
export function drawSession(session) {
	const { account } = session ?? {};
	byId("edit-name").hidden = session !== null;
	byId("sign-out").hidden = !account?.name;
	byId("to-admin").hidden = !account?.roles.includes("ADMIN");
	byId("my-credentials").hidden = !account?.name;
	if (session) {
		byId("sign-out-csrf").name = account.csrf.parameter;
		byId("sign-out-csrf").value = account.csrf.token;
		drawCredentials(session);
	}
}

function drawCredentials({ withToken, renewals }) {
	const link = byId("my-credentials");
	link.href = (withToken ? "./" : "?credentials=token") + location.hash;
	link.title = withToken ? "Connect with the session's cookie instead" : "Connect with a token instead";
	const renewed = renewals ? `, renewed ${renewals === 1 ? "once" : `${renewals} times`}` : "";
	setText(link, withToken ? `by token${renewed}` : "by session cookie");
}

/** The drawer that the sidebar becomes on a narrow screen. */
export function openDrawer(isOpen) {
	document.body.classList.toggle("drawer-open", isOpen);
	byId("open-drawer").setAttribute("aria-expanded", String(isOpen));
	if (isOpen) {
		(document.querySelector(".room[aria-current]") ?? document.querySelector(".room") ?? byId("edit-name")).focus();
	}
}

export const drawerIsOpen = () => document.body.classList.contains("drawer-open");
