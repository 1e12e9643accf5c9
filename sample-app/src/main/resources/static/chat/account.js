import { DialogueError } from "../dialogue/dialogue-client.esm.js";

/**
 * Who has logged in: `{ name, roles, revoked, tokenLifetime, csrf }`, without name if nobody has; null where
 * nobody can, and guests name themselves.
 */
export async function loadAccount() {
	const response = await fetch("me", { headers: { accept: "application/json" } });
	if (!response.ok) {
		throw new Error(`The server answered ${response.status}.`);
	}
	return response.status === 204 ? null : response.json();
}

/** Sends what changes something: with the token that no other site's page can know. */
export function send(method, path, { csrf }) {
	return fetch(path, { method, headers: { accept: "application/json", [csrf.header]: csrf.token } });
}

/** A token for the socket. Where there is none to be had, trying again is of no use. */
async function fetchToken() {
	const account = await loadAccount();
	const response = await send("POST", "token", account);
	if (response.status === 401 || response.status === 403) {
		throw new DialogueError("PERMISSION_DENIED", "The server gives you no token");
	}
	return (await response.json()).token;
}

/** A user who has logged in, as long as that lasts. */
export class Session {

	/** Whether the page connects with a token, rather than the session's cookie. */
	withToken = new URLSearchParams(location.search).get("credentials") === "token";
	/** How often the token was renewed. */
	renewals = 0;
	/** Why there is no connection any more, as a notice for the user. */
	ended = null;

	#changed;

	constructor(account, changed) {
		this.account = account;
		this.#changed = changed;
	}

	/** What the client calls for its tokens, if it is to have any. */
	get tokens() {
		return this.withToken ? (reason) => this.#token(reason) : null;
	}

	/** Asks what has become of the account, now that the server has ended the connection. */
	async check() {
		this.account = await loadAccount().catch(() => this.account);
		this.ended = endOf(this.account);
		return this.ended;
	}

	async #token(reason) {
		const token = await fetchToken();
		this.renewals += reason === "expiring" ? 1 : 0;
		this.#changed();
		return token;
	}

}

/** What the page shows in place of a room; null if there is no reason to stay away. */
function endOf(account) {
	if (!account.name) {
		return { mark: "👋", title: "You are signed out", text: "Your connection has ended with that.", action: "Sign in" };
	}
	if (account.revoked) {
		return {
			mark: "⛔",
			title: "Your access was revoked",
			text: "An administrator has ended your connection. Nothing has reached you since, and you cannot come back until you are let in again.",
			action: "Try again",
		};
	}
	return null;
}
