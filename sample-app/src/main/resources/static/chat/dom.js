/** Small helpers around the DOM. Text enters the page as text only, never as markup. */

export const byId = (id) => document.getElementById(id);

export function element(tag, className = "", text = undefined) {
	const node = document.createElement(tag);
	if (className) {
		node.className = className;
	}
	if (text !== undefined) {
		node.textContent = text;
	}
	return node;
}

export function button(className, text, onClick) {
	const node = element("button", className, text);
	node.type = "button";
	node.addEventListener("click", onClick);
	return node;
}

export function icon(name) {
	const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
	svg.setAttribute("class", "icon");
	svg.setAttribute("aria-hidden", "true");
	const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
	use.setAttribute("href", `#icon-${name}`);
	svg.append(use);
	return svg;
}

/** A round mark with the first letter of a name, in a colour that stays the name's own. */
export function avatar(name) {
	return paintAvatar(element("span", "avatar"), name);
}

export function paintAvatar(node, name) {
	node.textContent = ([...name.trim()][0] ?? "?").toUpperCase();
	node.style.setProperty("--hue", hue(name));
	node.setAttribute("aria-hidden", "true");
	return node;
}

function hue(name) {
	let hash = 7;
	for (const char of name) {
		hash = (hash * 31 + char.codePointAt(0)) % 9973;
	}
	return Math.round(hash * 137.508) % 360;
}

/** Sets the text only where it differs, so that screen readers announce real changes only. */
export function setText(node, text) {
	if (node.textContent !== text) {
		node.textContent = text;
	}
}
