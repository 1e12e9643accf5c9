package io.dialogue.socketio;

import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * Why an HTTP request is refused. Codes and texts follow the reference server of
 * Engine.IO, where it has one.
 */
enum EngineError {

	/** The transport is none, or not allowed. */
	UNKNOWN_TRANSPORT(HttpResponseStatus.BAD_REQUEST, 0, "Transport unknown"),

	/** There is no such session, or no more. */
	UNKNOWN_SID(HttpResponseStatus.BAD_REQUEST, 1, "Session ID unknown"),

	/** A handshake that is no GET. */
	BAD_HANDSHAKE_METHOD(HttpResponseStatus.BAD_REQUEST, 2, "Bad handshake method"),

	/** Anything else that the protocol does not know. */
	BAD_REQUEST(HttpResponseStatus.BAD_REQUEST, 3, "Bad request"),

	/** The request comes from a page that may not connect. */
	FORBIDDEN_ORIGIN(HttpResponseStatus.FORBIDDEN, 4, "Origin not allowed"),

	/** Not version 4. */
	UNSUPPORTED_VERSION(HttpResponseStatus.BAD_REQUEST, 5, "Unsupported protocol version"),

	/** Another path. */
	NOT_FOUND(HttpResponseStatus.NOT_FOUND, 3, "Not found"),

	/** The headers are too large. */
	HEADERS_TOO_LARGE(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, 3, "Request header too large"),

	/** The server takes no more clients now. */
	UNAVAILABLE(HttpResponseStatus.SERVICE_UNAVAILABLE, 3, "Too many connections");

	private final HttpResponseStatus status;

	private final String json;

	EngineError(HttpResponseStatus status, int code, String message) {
		this.status = status;
		this.json = "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
	}

	HttpResponseStatus status() {
		return this.status;
	}

	String json() {
		return this.json;
	}

}
