import { byId, button, element, icon } from "./dom.js";
import { detailOf, titleOf } from "./format.js";

const LIFETIME = 6000;
const MOST = 4;

export function showError(error) {
	show({ title: titleOf(error), detail: detailOf(error), code: error.code, kind: "error" });
}

export function showNote(title, detail = "") {
	show({ title, detail, kind: "note" });
}

function show({ title, detail, code, kind }) {
	const list = byId("toasts");
	const subject = `${code} ${title} ${detail}`;
	[...list.children].find((other) => other.dataset.subject === subject)?.remove();
	while (list.children.length >= MOST) {
		list.firstElementChild.remove();
	}
	const toast = element("div", `toast ${kind}`);
	toast.dataset.testid = "toast";
	toast.dataset.subject = subject;
	const text = element("div");
	text.append(element("strong", "", title));
	if (detail) {
		text.append(element("p", "", detail));
	}
	if (code) {
		text.append(element("code", "", code));
	}
	const close = button("icon-button", undefined, () => toast.remove());
	close.setAttribute("aria-label", "Dismiss");
	close.append(icon("close"));
	toast.append(text, close);
	list.append(toast);
	expire(toast);
}

/** It goes by itself, but not while someone reads it with the pointer or the focus on it. */
function expire(toast) {
	setTimeout(() => toast.matches(":hover, :focus-within") ? expire(toast) : toast.remove(), LIFETIME);
}
