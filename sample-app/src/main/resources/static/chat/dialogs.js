import { byId } from "./dom.js";
import { titleOf } from "./format.js";

/** Asks for a name until there is one; gives the name, or null where the user kept the old one. */
export function askName(current, then) {
	const dialog = byId("name-dialog");
	const input = byId("name-input");
	input.value = current ?? "";
	dialog.querySelector("[data-cancel]").hidden = !current;
	open(dialog, { closable: Boolean(current) }, (fail) => {
		const name = input.value.trim().replace(/\s+/g, " ");
		if (!name) {
			fail("Please enter a name.");
			return;
		}
		dialog.close();
		then(name);
	});
	input.select();
}

/** Asks for a new room; `create` gives its id or throws an error, which is shown in the dialog. */
export function askRoom(create, then) {
	const dialog = byId("room-dialog");
	const [name, description, size] = ["room-name-input", "room-description-input", "room-size-input"].map(byId);
	dialog.querySelector("form").reset();
	open(dialog, { closable: true }, async (fail) => {
		if (!name.value.trim()) {
			fail("Please enter a name.");
			return;
		}
		await attempt(dialog, fail, () => create({
			name: name.value.trim(),
			description: description.value.trim() || undefined,
			maxSize: size.value ? Number(size.value) : undefined,
		}), then);
	});
}

export function askDelete(name, remove) {
	const dialog = byId("delete-dialog");
	byId("delete-text").textContent = `“${name}” and its messages go away for everyone.`;
	open(dialog, { closable: true }, (fail) => attempt(dialog, fail, remove));
}

async function attempt(dialog, fail, action, then = () => undefined) {
	const submit = dialog.querySelector("[type=submit]");
	submit.disabled = true;
	try {
		const result = await action();
		dialog.close();
		then(result);
	}
	catch (error) {
		fail(`${titleOf(error)}. ${error.message} (${error.code})`);
	}
	finally {
		submit.disabled = false;
	}
}

function open(dialog, { closable }, onSubmit) {
	const form = dialog.querySelector("form");
	const message = dialog.querySelector(".field-error");
	const fail = (text) => {
		message.textContent = text;
	};
	fail("");
	form.onsubmit = (event) => {
		event.preventDefault();
		fail("");
		onSubmit(fail);
	};
	dialog.oncancel = (event) => !closable && event.preventDefault();
	dialog.querySelector("[data-cancel]").onclick = () => dialog.close();
	dialog.showModal();
}
