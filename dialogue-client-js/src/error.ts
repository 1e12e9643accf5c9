/** Codes of errors that the client itself finds. */
export type ClientErrorCode =
	/** The server could not be reached. */
	| "CONNECT_FAILED"
	/** The server refused the connection and gave no code. */
	| "CONNECTION_REFUSED"
	/** The connection was lost or given up before the answer came. */
	| "DISCONNECTED"
	/** No answer came in time. */
	| "TIMEOUT"
	/** Too many requests wait for an answer. */
	| "QUEUE_FULL"
	/** The server answered nonsense. */
	| "PROTOCOL_ERROR"
	/** The server does not offer this. */
	| "UNSUPPORTED";

/** What the server answered to a request it refused, or what went wrong on the way. */
export class DialogueError<Code extends string = string> extends Error {
	/** A code of the server's catalogue, or one of {@link ClientErrorCode}. */
	readonly code: Code | ClientErrorCode;
	/** After how many milliseconds it may be tried again, where that is known. */
	readonly retryAfter?: number;

	constructor(code: Code | ClientErrorCode, message: string, retryAfter?: number) {
		super(message);
		this.name = "DialogueError";
		this.code = code;
		if (retryAfter !== undefined) {
			this.retryAfter = retryAfter;
		}
	}
}
