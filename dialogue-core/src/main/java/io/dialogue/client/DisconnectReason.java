package io.dialogue.client;

/**
 * Why a connection ended. The texts follow Socket.IO's, where it has one.
 */
public enum DisconnectReason {

	/** The client said that it leaves. */
	CLIENT_DISCONNECT("client namespace disconnect"),

	/** The server told the client to stay away. */
	SERVER_DISCONNECT("server namespace disconnect"),

	/** The connection was lost or closed without a word. */
	TRANSPORT_CLOSE("transport close"),

	/** The connection failed, or the client broke the transport's protocol. */
	TRANSPORT_ERROR("transport error"),

	/** The client did not answer the heartbeat in time. */
	PING_TIMEOUT("ping timeout"),

	/** The client did not read what was sent to it. */
	SLOW_CONSUMER("slow consumer"),

	/** The same session connected anew. */
	TAKEN_OVER("taken over"),

	/** The client's authentication has ended, and it did not refresh it. */
	EXPIRED("authentication expired"),

	/** The user's access was revoked. */
	REVOKED("access revoked"),

	/** The server goes away. */
	SERVER_SHUTTING_DOWN("server shutting down");

	private final String text;

	DisconnectReason(String text) {
		this.text = text;
	}

	/**
	 * Whether the client is told to stay away; else it is to connect again.
	 * @return {@code true} if it is
	 */
	public boolean isFinal() {
		return this == SERVER_DISCONNECT || this == REVOKED;
	}

	/**
	 * Whether the client may not even have what was sent before and is not out yet.
	 * @return {@code true} if that is dropped
	 */
	public boolean isImmediate() {
		return this == EXPIRED || this == REVOKED;
	}

	/**
	 * The reason in words.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

}
