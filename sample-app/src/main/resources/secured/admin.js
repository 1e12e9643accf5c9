import { createDialogueClient } from "./dialogue/dialogue-client.esm.js";
import { loadAccount, send } from "./chat/account.js";
import { avatar, button, byId, element, icon, setText } from "./chat/dom.js";
import { dateTimeOf, timeOf } from "./chat/format.js";
import { showError } from "./chat/toasts.js";

const MOST_ACTIVITIES = 100;

const client = createDialogueClient({ autoConnect: false });
const room = client.room("admin");
const shown = new Set();
let me;

/* What administrators do */

async function act(method, path, target) {
	target.disabled = true;
	try {
		const response = await send(method, path, me);
		if (!response.ok) {
			throw Object.assign(new Error(`The server answered ${response.status}.`), { code: `HTTP_${response.status}` });
		}
	}
	catch (error) {
		showError(error);
	}
	target.disabled = false;
}

const revoke = (name, target) => act("POST", `admin/users/${encodeURIComponent(name)}/revoke`, target);

const reinstate = (name, target) => act("POST", `admin/users/${encodeURIComponent(name)}/reinstate`, target);

const remove = (roomId, name, target) =>
	act("DELETE", `admin/rooms/${encodeURIComponent(roomId)}/users/${encodeURIComponent(name)}`, target);

/* Accounts */

function drawAccounts(accounts) {
	const focused = document.activeElement?.dataset.action;
	byId("accounts").replaceChildren(...accounts.map(accountItem));
	if (focused) {
		document.querySelector(`[data-action="${CSS.escape(focused)}"]`)?.focus();
	}
}

function accountItem(account) {
	const item = element("li", `account ${stateOf(account)}`);
	item.dataset.testid = "account";
	item.dataset.user = account.name;
	item.dataset.state = stateOf(account);
	const head = element("div", "account-head");
	const title = element("div", "account-title");
	title.append(element("strong", "", account.name), element("span", "", describe(account)));
	head.append(avatar(account.name), title, ...actionOf(account));
	item.append(head, connectionList(account));
	return item;
}

function stateOf({ revoked, connections }) {
	if (revoked) {
		return "revoked";
	}
	return connections.length ? "online" : "offline";
}

function describe(account) {
	const count = account.connections.length;
	const states = {
		revoked: "access revoked",
		online: count === 1 ? "connected" : `${count} connections`,
		offline: "not connected",
	};
	return [account.admin && "administrator", states[stateOf(account)]].filter(Boolean).join(" · ");
}

function actionOf({ name, revoked }) {
	if (name === me.name) {
		return [element("span", "account-you", "you")];
	}
	const action = revoked ? button("button", "Reinstate", () => reinstate(name, action))
		: button("button danger", "Revoke access", () => revoke(name, action));
	action.dataset.action = `access ${name}`;
	return [action];
}

function connectionList({ name, connections }) {
	const list = element("ul", "connections");
	list.append(...connections.map(({ id, token, rooms }) => {
		const item = element("li");
		item.title = id;
		item.append(element("span", "connection-kind", token ? "token" : "cookie"));
		item.append(...rooms.map((roomId) => roomChip(roomId, name)));
		return item;
	}));
	return list;
}

function roomChip(roomId, name) {
	const chip = element("span", "chip", roomId);
	if (name !== me.name) {
		const action = button("icon-button", undefined, () => remove(roomId, name, action));
		action.dataset.action = `room ${roomId} ${name}`;
		action.title = `Remove ${name} from ${roomId}`;
		action.setAttribute("aria-label", action.title);
		action.append(icon("close"));
		chip.append(action);
	}
	return chip;
}

/* What happens */

function addActivity({ offset, timestamp, data }) {
	if (shown.has(offset)) {
		return;
	}
	shown.add(offset);
	const item = element("li", /revoked/.test(data.text) ? "grave" : "");
	item.dataset.testid = "activity";
	const time = element("time", "", timeOf(timestamp));
	time.dateTime = new Date(timestamp).toISOString();
	time.title = dateTimeOf(timestamp);
	const text = element("span");
	text.append(element("strong", "", data.user), ` ${data.text}`);
	item.append(time, text);
	const list = byId("activity");
	list.prepend(item);
	while (list.children.length > MOST_ACTIVITIES) {
		list.lastElementChild.remove();
	}
}

/* The connection */

const states = { connected: "Live", connecting: "Connecting…", disconnected: "Disconnected", error: "Disconnected" };

client.onStateChange((state) => {
	byId("connection").dataset.state = { disconnected: "closed", error: "closed" }[state] ?? state;
	setText(byId("connection-text"), states[state]);
	if (state === "disconnected" || state === "error") {
		// Signed out, or no administrator any more: the chat tells which.
		location.assign("./");
	}
});
client.onError(showError);
room.on("accounts", ({ data }) => drawAccounts(data.accounts));
room.on("activity", addActivity);
room.onHistory((events) => [...events].reverse().filter(({ event }) => event === "activity").forEach(addActivity));
room.onGap(() => {
	shown.clear();
	byId("activity").replaceChildren();
});

async function start() {
	me = await loadAccount();
	await client.connect();
	await room.join({ subscriptions: ["accounts", "activity"] });
}

start().catch(showError);
