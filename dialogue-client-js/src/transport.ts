import type { Unsubscribe } from "./types.js";

/** Whether there is a connection: `error` means that it was refused or given up, and that nothing tries again. */
export type ConnectionState = "disconnected" | "connecting" | "connected" | "error";

/** Why a transport's state changed. */
export interface TransportDetail {
	/** The reason in the transport's words. */
	reason: string;
	/** Whether the server told the client to stay away. */
	final?: boolean;
}

/** Acknowledges a message of the server's: at most once, and to no effect when the connection has ended. */
export type Acknowledgement = (answer?: unknown) => void;

/**
 * Carries named messages between a client and a server.
 *
 * A transport opens one connection at a time and never reconnects by itself: the client decides when.
 * It keeps the order of messages in both directions.
 */
export interface Transport {
	/** Its name, such as `socket.io`. */
	readonly name: string;
	/** The state of its connection. */
	readonly state: ConnectionState;
	/**
	 * Opens a connection.
	 * @param auth what the server is told about the client
	 * @returns resolves when messages may be sent; rejects with a `DialogueError` whose code is the
	 * server's if it refused, and `CONNECT_FAILED` if it was not reached
	 */
	connect(auth: Record<string, unknown>): Promise<void>;
	/** Closes the connection, or gives up opening it. */
	disconnect(): void;
	/**
	 * Sends a message. Called only while connected.
	 * @param ack called at most once, with the server's answer; a transport that cannot tell whose answer
	 * it is does not call it
	 */
	send(name: string, payload?: unknown, ack?: (answer: unknown) => void): void;
	/** Registers a handler of all messages, which is given an acknowledgement where the server asks for one. */
	onReceive(handler: (name: string, payload: unknown, ack?: Acknowledgement) => void): Unsubscribe;
	/** Registers a handler of changes of the state. */
	onStateChange(handler: (state: ConnectionState, detail?: TransportDetail) => void): Unsubscribe;
}
