import type { ReconnectionOptions, TokenReason } from "./connection.js";
import type { SocketIoOptions } from "./socket-io-transport.js";
import type { Transport } from "./transport.js";

/** What a client tells the server about itself. */
export interface AuthOptions {
	/** How the client names itself, where nothing authenticates. */
	userId?: string;
	/** A token, or a function that gets one: it is called for each connection, and before the token expires. */
	token?: string | ((reason: TokenReason) => string | Promise<string>);
	/** More, which the server's application finds in the client's `meta`. */
	[field: string]: unknown;
}

/** Settings of a client. */
export interface DialogueClientOptions extends ReconnectionOptions {
	/** Where the server is, such as `http://localhost:8080`; the page's own origin by default. */
	url?: string;
	/** What the server is told about the client. */
	auth?: AuthOptions;
	/** Whether to connect at once. `true` by default. */
	autoConnect?: boolean;
	/** How long to wait for an answer, in milliseconds. 10000 by default. */
	timeout?: number;
	/** How many requests may wait for an answer, those that wait for a connection included. 500 by default. */
	queueSize?: number;
	/** How long before the token expires a new one is asked for, in milliseconds. 30000 by default. */
	refreshBefore?: number;
	/** Settings of socket.io-client. */
	socketOptions?: SocketIoOptions;
	/** Another transport than Socket.IO. */
	transport?: Transport;
}
