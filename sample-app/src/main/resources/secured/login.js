import { loadAccount } from "./chat/account.js";
import { byId, setText } from "./chat/dom.js";

const query = new URLSearchParams(location.search);

async function start() {
	// What this tab remembers is of the user before.
	sessionStorage.clear();
	if (query.has("error")) {
		setText(byId("message"), "That did not work. Either name or password are wrong, or the account is closed.");
	}
	else if (query.has("logout")) {
		setText(byId("message"), "You are signed out.");
		byId("message").classList.add("good");
	}
	const { csrf } = await loadAccount();
	byId("csrf").name = csrf.parameter;
	byId("csrf").value = csrf.token;
	byId("submit").disabled = false;
}

start().catch((error) => setText(byId("message"), `The server cannot be reached. ${error.message}`));
