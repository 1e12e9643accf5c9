/*
 * What the compiler must accept, and what it must refuse: checked by `npm run check`, never run.
 */
import { createDialogueClient, type ContractShape, type DialogueContract, type DialogueError } from "../src/index.js";

interface Message { text: string; senderId: string; replyTo?: string | null }
interface Typing { isTyping: boolean }
interface Move { x: number; y: number }
interface Events { "message": Message; "typing": Typing; "move": Move; "score": number; "reset": undefined }
interface Rooms {
	"chat": { trigger: "message" | "typing"; receive: "message" | "typing" };
	"lobby": { trigger: "reset"; receive: "score" | "reset" };
	"any": { trigger: string; receive: string };
	[room: `game-${string}`]: { trigger: "move"; receive: "move" | "score" };
}
type ErrorCode = "ROOM_NOT_FOUND" | "ROOM_FULL";
interface Contract { events: Events; rooms: Rooms; errors: ErrorCode }

const shape: ContractShape = {} as Contract;
const untypedShape: ContractShape = {} as DialogueContract;

export async function typed() {
	const client = createDialogueClient<Contract>({ url: "http://localhost:3000", auth: { userId: "ada", role: "admin" } });
	const chat = await client.join("chat");
	chat.on("message", ({ data }) => data.text.length + (data.replyTo?.length ?? 0));
	chat.on("typing", ({ data }) => data.isTyping);
	chat.onAny((eventName) => eventName === "message");
	await chat.trigger("message", { text: "Hi", senderId: "ada" }, { trace: 1 }, { id: "1" });
	const [first] = await chat.getHistory("message", 0, 20);
	first?.data.senderId.length;
	await client.join("chat", { subscriptions: ["message", "*"] });

	// @ts-expect-error There is no such room.
	await client.join("chta");
	// @ts-expect-error There is no such event.
	chat.on("mesage", () => {});
	// @ts-expect-error The event is not this room's.
	chat.on("move", () => {});
	// @ts-expect-error There is no such field.
	chat.on("message", ({ data }) => data.txt);
	// @ts-expect-error A field is missing.
	chat.trigger("message", { text: "Hi" });
	// @ts-expect-error A field has another type.
	chat.trigger("typing", { isTyping: "yes" });
	// @ts-expect-error The payload is missing.
	chat.trigger("message");
	// @ts-expect-error There is no such event to subscribe to.
	chat.subscribe("mesage");
	// @ts-expect-error There is no such event to subscribe to.
	client.join("chat", { subscriptions: ["mesage"] });
	// @ts-expect-error There is no such event in this room's history.
	chat.getHistory("move");

	const game = await client.join("game-7");
	game.on("score", ({ data }) => data.toFixed());
	game.trigger("move", { x: 1, y: 2 });
	// @ts-expect-error Clients may not trigger it.
	game.trigger("score", 1);

	const lobby = client.room("lobby");
	lobby.trigger("reset");
	// @ts-expect-error It has no payload.
	lobby.trigger("reset", 1);

	const any = client.room("any");
	any.on("whatever", ({ data }) => {
		// @ts-expect-error Nothing is known of it.
		data.text;
	});
	client.getRoom("chat")?.on("message", ({ data }) => data.text);
	const error = {} as DialogueError<ErrorCode>;
	switch (error.code) {
		case "ROOM_FULL":
		case "TIMEOUT":
			break;
		// @ts-expect-error There is no such code.
		case "ROOM_FUL":
			break;
	}
}

export async function untyped() {
	const client = createDialogueClient();
	const room = await client.join("whatever");
	room.on<{ text: string }>("message", ({ data }) => data.text);
	room.on("message", ({ data }) => {
		// @ts-expect-error Nothing is known of it.
		data.text;
	});
	room.trigger("message", { text: "Hello", senderId: client.userId });
	room.trigger<{ isTyping: boolean }>("typing", { isTyping: true });
	room.trigger("ping");
	client.on<{ text: string }>("notice", ({ text }) => text);
	return [shape, untypedShape];
}
