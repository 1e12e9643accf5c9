/** The sample's React page: rooms, who is here, messages with older ones on demand, and who is typing. */
import { createDialogueHooks } from "dialogue-client/react";
import { StrictMode, useEffect, useLayoutEffect, useRef, useState, type FormEvent, type UIEvent } from "react";
import { createRoot } from "react-dom/client";
import type { Contract } from "contract";

const { DialogueProvider, useDialogue, useEvent, useHistory, useRoom, useRoomList, useTrigger } = createDialogueHooks<Contract>();

const SUBSCRIPTIONS = ["typing"] as const;
const TYPING_LASTS = 3000;

type Room = ReturnType<typeof useRoom>["room"];

function App() {
	const [name, setName] = useState(() => localStorage.getItem("dialogue.name") ?? "");
	if (name === "") {
		return <NameForm onName={setName} />;
	}
	return <DialogueProvider options={{ auth: { userId: name } }}><Chat /></DialogueProvider>;
}

function NameForm({ onName }: { onName: (name: string) => void }) {
	const submit = (event: FormEvent<HTMLFormElement>) => {
		event.preventDefault();
		const name = String(new FormData(event.currentTarget).get("name")).trim();
		if (name !== "") {
			localStorage.setItem("dialogue.name", name);
			onName(name);
		}
	};
	return (
		<form className="name" onSubmit={submit}>
			<h1>Dialogue in React</h1>
			<label>What should we call you? <input name="name" data-testid="name-input" maxLength={30} autoComplete="nickname" required autoFocus /></label>
			<button data-testid="name-submit">Start talking</button>
		</form>
	);
}

function Chat() {
	const { state, detail } = useDialogue();
	const [roomId, setRoomId] = useState("lobby");
	return (
		<div className="app">
			<header>
				<h1>Dialogue in React</h1>
				<Rooms roomId={roomId} onRoom={setRoomId} />
				<span className="state" data-testid="connection-state" data-state={state} role="status">
					{detail.error === undefined || state === "connected" ? state : `${state}: ${detail.error.message}`}
				</span>
			</header>
			<Conversation key={roomId} roomId={roomId} />
		</div>
	);
}

function Rooms({ roomId, onRoom }: { roomId: string; onRoom: (roomId: string) => void }) {
	const { rooms, refresh } = useRoomList();
	return (
		<label>Room{" "}
			<select data-testid="rooms" value={roomId} onChange={({ target }) => onRoom(target.value)} onFocus={() => void refresh()}>
				{rooms.map(({ id, name, size, maxSize }) => (
					<option key={id} value={id}>{name} ({maxSize === undefined ? size : `${size} of ${maxSize}`})</option>
				))}
			</select>
		</label>
	);
}

function Conversation({ roomId }: { roomId: string }) {
	const { room, state, name, error, join } = useRoom(roomId);
	const [users, setUsers] = useState<readonly string[]>([]);
	useEvent(room, "presence", ({ data }) => setUsers(data.users));
	useEffect(() => {
		if (state === "joined") {
			SUBSCRIPTIONS.forEach((eventName) => void room?.subscribe(eventName));
		}
	}, [room, state]);
	if (error !== undefined) {
		return <main className="notice" data-testid="room-notice"><p>{error.message}</p><button onClick={join}>Try again</button></main>;
	}
	return (
		<main>
			<h2 data-testid="room-name">{name} <small data-testid="presence">{users.join(", ")}</small></h2>
			<Messages room={room} />
			<Typing room={room} />
			<Composer room={room} />
		</main>
	);
}

function Messages({ room }: { room: Room }) {
	const { userId } = useDialogue();
	const { events, hasMore, loading, loadMore } = useHistory(room, "message");
	const list = useRef<HTMLOListElement>(null);
	const fromEnd = useRef(0);
	const newest = events.at(-1);
	const shown = useRef(newest);
	useLayoutEffect(() => {
		const { current } = list;
		if (current !== null) {
			// What is in view stays there while older messages come in above it.
			current.scrollTop = current.scrollHeight - (newest === shown.current ? fromEnd.current : 0);
			shown.current = newest;
		}
	}, [events, newest]);
	const scrolled = ({ currentTarget: { scrollTop, scrollHeight } }: UIEvent) => {
		fromEnd.current = scrollHeight - scrollTop;
		if (scrollTop < 80) {
			void loadMore();
		}
	};
	return (
		<ol className="messages" ref={list} onScroll={scrolled} tabIndex={0} aria-label="Messages">
			{hasMore && <li className="more"><button disabled={loading} onClick={() => void loadMore()}>Older messages</button></li>}
			{events.map(({ offset, id, from, data, timestamp }) => (
				<li key={offset ?? id} data-testid="message" className={from === userId ? "own" : ""}>
					<strong>{from}</strong> <span className="text">{data.text}</span>{" "}
					<time dateTime={new Date(timestamp).toISOString()}>{new Date(timestamp).toLocaleTimeString()}</time>
				</li>
			))}
		</ol>
	);
}

function Typing({ room }: { room: Room }) {
	const [from, setFrom] = useState("");
	useEvent(room, "typing", (event) => setFrom(event.data.isTyping ? event.from : ""));
	useEvent(room, "message", () => setFrom(""));
	useEffect(() => {
		const timer = setTimeout(() => setFrom(""), TYPING_LASTS);
		return () => clearTimeout(timer);
	}, [from]);
	return <p className="typing" data-testid="typing" role="status">{from !== "" && `${from} is typing…`}</p>;
}

function Composer({ room }: { room: Room }) {
	const [text, setText] = useState("");
	const message = useTrigger(room, "message");
	const typing = useTrigger(room, "typing");
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (text.trim() !== "") {
			message.trigger({ text }).catch(() => setText(text));
			setText("");
		}
	};
	const change = (value: string) => {
		if ((text === "") !== (value === "")) {
			typing.trigger({ isTyping: value !== "" }).catch(() => undefined);
		}
		setText(value);
	};
	return (
		<form className="composer" onSubmit={submit}>
			<input data-testid="message-input" aria-label="Message" maxLength={1000} value={text}
				onChange={({ target }) => change(target.value)} />
			<button data-testid="send" disabled={text.trim() === ""}>{message.pending ? "Sending…" : "Send"}</button>
			{message.error && <p role="alert" data-testid="error">{message.error.message}</p>}
		</form>
	);
}

createRoot(document.getElementById("root")!).render(<StrictMode><App /></StrictMode>);
